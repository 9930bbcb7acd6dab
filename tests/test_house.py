"""The walls of the house: the core never looks up, the web never is looked up to, and no app of the web looks up."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rows import each_of
from tools.architecture import CORE, PAGE, SITE, SOURCES, arrows_of, drawn, files_of, floors_of, imports, room_of

# From the ground up. A room may import what stands before it, never what comes after.
ROOMS = [
    "expressions",
    "collecting",
    "values",
    "place",
    "errors",
    "confined",
    "cycle",
    "quantity",
    "indicators",
    "named_days",
    "festivals",
    "releases",
    "report",
    "workdays",
    "plan",
    "words",
    "summary",
    "revision",
    "contract",
    "documents",
    "units",
    "grammar",
    "pacing",
    "checks",
    "tasktable",
    "corrections",
    "publishing",
    "drafting",
    "reading",
    "cli",
]

# The apps and the files of the site, in the same way. docs/architecture.md says what each does.
APPS = [
    "errors",
    "database_file",
    "outages",
    "prepared",
    "gathered",
    "inserts",
    "logs",
    "middleware",
    "pages",
    "places",
    "jobs",
    "mail",
    "trail",
    "people",
    "plans",
    "calendars",
    "reports",
    "supervision",
    "intake",
    "reminders",
    "desk",
    "workbooks",
    "revisions",
    "portal",
    "administration",
    "backups",
    "settings",
    "urls",
    "wsgi",
    "__main__",
]


FILES, WEB_FILES = files_of(CORE), files_of(SITE)


@each_of("path", FILES, ids=lambda path: str(path.relative_to(CORE)))
def test_no_room_of_the_core_looks_up(path: Path) -> None:
    room = room_of(path, CORE)
    assert room in ROOMS, f"{room} has no floor: give it one in ROOMS, and in docs/architecture.md"
    for name in imports(path):
        root, _, rest = name.partition(".")
        assert root not in {"django", "luoshi_web"}, f"{path}: the core knows no {root}"
        if root == "luoshi" and rest and (above := rest.split(".")[0]) in ROOMS:
            assert ROOMS.index(above) <= ROOMS.index(room), f"{room} looks up to {above}"


def test_importing_the_core_does_nothing() -> None:
    """No file, no output, no Django, no clock: only definitions."""
    code = "import sys, luoshi.reading; assert 'django' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@each_of("path", WEB_FILES, ids=lambda path: str(path.relative_to(SITE)))
def test_no_app_of_the_site_looks_up(path: Path) -> None:
    """So there is no circle either: each app can be read, tested and moved without those above it."""
    app = room_of(path, SITE)
    assert app in APPS, f"{app} has no floor: give it one in APPS, and in docs/architecture.md"
    for name in imports(path):
        root, _, rest = name.partition(".")
        above = rest.split(".")[0]
        if root == "luoshi_web" and above in APPS:
            assert APPS.index(above) <= APPS.index(app), f"{app} looks up to {above}"


def test_what_reads_knows_nothing_of_what_writes() -> None:
    """Where an app has both packages, the path says which a file does."""
    for path in SITE.glob("*/queries/*.py"):
        actions = f"luoshi_web.{room_of(path, SITE)}.actions"
        assert [name for name in imports(path) if name.startswith(actions)] == [], path


LONGEST_FILE, LONGEST_FUNCTION = 400, 60  # lines; a migration is written by Django, and may have as many as it needs


@each_of("path", [*FILES, *WEB_FILES], ids=lambda path: str(path.relative_to(SOURCES)))
def test_a_file_and_a_function_can_be_read_in_one_go(path: Path) -> None:
    """One that grows is parted by meaning, into modules with a noun as their name."""
    text = path.read_text(encoding="utf-8")
    assert (lines := len(text.splitlines())) <= LONGEST_FILE, f"{lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"


def test_the_floors_in_the_docs_are_drawn_from_the_imports() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert drawn(page) == page, "run make docs"
    assert page.count("| 0 | `") >= 8


def test_a_circle_has_no_floors() -> None:
    assert floors_of({"a": {"b"}, "b": set()}) == {"a": 1, "b": 0}
    with pytest.raises(ValueError, match="a, b"):
        floors_of({"a": {"b"}, "b": {"a"}, "c": set()})
    assert "reports" in arrows_of(SITE)["supervision"]
