"""The walls of the house: the core never looks up, the web never is looked up to, and no app of the web looks up."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent.parent / "src"
CORE = SOURCES / "luoshi"
SITE = SOURCES / "luoshi_web"
PACKAGES = {"luoshi", "luoshi_web"}

# From the ground up. A room may import what stands before it, never what comes after.
ROOMS = [
    "place",
    "errors",
    "confined",
    "cycle",
    "quantity",
    "indicators",
    "festivals",
    "releases",
    "report",
    "workdays",
    "plan",
    "words",
    "tally",
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
    "reading",
    "cli",
]

# The apps and the files of the site, in the same way. docs/architecture.md says what each does.
APPS = [
    "errors",
    "outages",
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


def room_of(path: Path) -> str:
    return path.relative_to(CORE).parts[0].removesuffix(".py")


def app_of(path: Path) -> str:
    return path.relative_to(SITE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names += [
                f"{node.module}.{alias.name}" if node.module in PACKAGES else str(node.module) for alias in node.names
            ]
    return names


FILES = sorted(path for path in CORE.rglob("*.py") if path != CORE / "__init__.py")
# a migration speaks to the tables of its time, and is held by Django's own graph
WEB_FILES = sorted(
    path for path in SITE.rglob("*.py") if path != SITE / "__init__.py" and path.parent.name != "migrations"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CORE)))
def test_no_room_of_the_core_looks_up(path: Path) -> None:
    room = room_of(path)
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


@pytest.mark.parametrize("path", WEB_FILES, ids=lambda path: str(path.relative_to(SITE)))
def test_no_app_of_the_site_looks_up(path: Path) -> None:
    """So there is no circle either: each app can be read, tested and moved without those above it."""
    app = app_of(path)
    assert app in APPS, f"{app} has no floor: give it one in APPS, and in docs/architecture.md"
    for name in imports(path):
        root, _, rest = name.partition(".")
        above = rest.split(".")[0]
        if root == "luoshi_web" and above in APPS:
            assert APPS.index(above) <= APPS.index(app), f"{app} looks up to {above}"


def test_what_reads_knows_nothing_of_what_writes() -> None:
    """Where an app has both packages, the path says which a file does."""
    for path in SITE.glob("*/queries/*.py"):
        actions = f"luoshi_web.{app_of(path)}.actions"
        assert [name for name in imports(path) if name.startswith(actions)] == [], path
