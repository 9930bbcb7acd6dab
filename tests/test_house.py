"""The walls of the house: the core never looks up, and the web never is looked up to."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

CORE = Path(__file__).parent.parent / "src" / "luoshi"

# From the ground up. A room may import what stands before it, never what comes after.
ROOMS = [
    "place",
    "errors",
    "confined",
    "cycle",
    "quantity",
    "indicators",
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


def room_of(path: Path) -> str:
    return path.relative_to(CORE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names += [
                f"{node.module}.{alias.name}" if node.module == "luoshi" else str(node.module) for alias in node.names
            ]
    return names


FILES = sorted(path for path in CORE.rglob("*.py") if path != CORE / "__init__.py")


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
