"""Draw the floors of the two packages from their imports: a part of docs/architecture.md, written by `make docs`.

    .venv/bin/python -m tools.architecture      only this part

A floor is counted, not chosen: it stands one above the highest that it imports. What each
room does is the first paragraph of its own docstring.
"""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from tools.environment import ROOT

PAGE = ROOT / "docs" / "architecture.md"
SOURCES = ROOT / "src"
CORE, SITE = SOURCES / "luoshi", SOURCES / "luoshi_web"
BEGIN, END = "<!-- {name}: drawn by make docs -->", "<!-- {name}: end -->"
PACKAGES = {"luoshi", "luoshi_web"}
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")  # where a statement holds others


def files_of(package: Path) -> list[Path]:
    """Return the modules of a package; a migration speaks to the tables of its time, and Django holds its order."""
    found = (path for path in package.rglob("*.py") if path != package / "__init__.py")
    return sorted(path for path in found if path.parent.name != "migrations")


def room_of(path: Path, package: Path) -> str:
    """Return the room that a module stands in: a folder, or a file of the package itself."""
    return path.relative_to(package).parts[0].removesuffix(".py")


def statements_of(block: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements of a module, also within others; what they reckon with is passed over."""
    for name in _BLOCKS:
        for part in getattr(block, name, ()):
            if isinstance(part, ast.stmt):
                yield part
            yield from statements_of(part)


@cache
def imports(path: Path) -> Sequence[str]:
    """Return what a module imports, also within its functions, in full."""
    names: list[str] = []
    for node in statements_of(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names += [
                f"{node.module}.{alias.name}" if node.module in PACKAGES else str(node.module) for alias in node.names
            ]
    return names


def arrows_of(package: Path) -> dict[str, set[str]]:
    """Return which room imports which others of its package."""
    files = files_of(package)
    arrows: dict[str, set[str]] = {room_of(path, package): set() for path in files}
    for path in files:
        room = room_of(path, package)
        for name in imports(path):
            root, _, rest = name.partition(".")
            other = rest.split(".")[0]
            if root == package.name and other in arrows and other != room:
                arrows[room].add(other)
    return arrows


def floors_of(arrows: dict[str, set[str]]) -> dict[str, int]:
    """Return each room's floor, the ground being 0.

    Raises:
        ValueError: rooms import each other in a circle.
    """
    floors: dict[str, int] = {}
    while len(floors) < len(arrows):
        ready = [room for room in arrows if room not in floors and arrows[room] <= floors.keys()]
        if not ready:
            raise ValueError(f"a circle among {', '.join(sorted(arrows.keys() - floors.keys()))}")
        for room in ready:
            floors[room] = max((floors[other] + 1 for other in arrows[room]), default=0)
    return floors


def purpose_of(room: str, package: Path) -> str:
    """Return what a room says of itself: the first paragraph of its docstring, in one line."""
    path = package / room / "__init__.py" if (package / room).is_dir() else package / f"{room}.py"
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split()).rstrip(".")


def table_of(package: Path) -> Iterator[str]:
    """Yield the lines of a package's table, the top floor first."""
    arrows = arrows_of(package)
    floors = floors_of(arrows)
    yield "| floor | room | what it is for | imports |"
    yield "|---|---|---|---|"
    for room in sorted(arrows, key=lambda room: (-floors[room], room)):
        below = " ".join(f"`{other}`" for other in sorted(arrows[room], key=lambda other: (-floors[other], other)))
        yield f"| {floors[room]} | `{room}` | {purpose_of(room, package)} | {below} |"


def drawn(page: str) -> str:
    """Return the page with its tables as the imports are now."""
    for package in (CORE, SITE):
        begin, end = BEGIN.format(name=package.name), END.format(name=package.name)
        before, rest = page.split(begin)
        page = before + "\n".join([begin, *table_of(package), end]) + rest.split(end)[1]
    return page


def write() -> None:
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
