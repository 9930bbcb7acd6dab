"""An uploaded workbook is opened in the core's confined child, always: nothing in it can harm the site.

The child reads its cells, and it puts the notes into it that the unit then sees in Excel. A small file can ask for
much: two cells far apart that calamine lays out with all between them, or a hundred thousand merged areas.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from luoshi.confined import Bounds, WholeAnswer, read_apart
from luoshi.documents.zip_package import Package
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi_web.workbooks.cells import MOST, unpacked
from luoshi_web.workbooks.held import Book

ORDINARY = replace(MOST, unpacked_bytes=8_000_000)
BOUNDS = Bounds(memory=1_000_000_000, seconds=60)
CHILD = "luoshi_web.workbooks.child"


def read_confined(data: bytes, name: str) -> Book:
    """Read an uploaded workbook.

    Raises:
        UnreadableFile: as read_book does; or it asks for more memory or time than a unit's workbook can need.
    """
    try:
        answer = read_apart(CHILD, {"work": "read", "name": name}, data, BOUNDS)
    except LuoshiError:
        raise UnreadableFile(
            "这个文件读不了。请用Excel或WPS打开，另存为xlsx再传。",
            "This file cannot be read; open it in Excel or WPS, save it as xlsx, and send that.",
        ) from None
    _refuse(answer)
    return unpacked(answer.left)


def noted(data: bytes, notes: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the workbook with notes.

    Args:
        notes: sheet, cell and sentence of each.

    Raises:
        LuoshiError: it cannot be written again; what was sent is still there.
    """
    try:
        answer = read_apart(CHILD, {"work": "note", "notes": list(notes)}, data, BOUNDS)
        _refuse(answer)
    except LuoshiError:
        raise LuoshiError(
            "这份文件加不了批注。请照着页面上的单元格改。",
            "Notes cannot be put into this file; please follow the cells named on the page.",
        ) from None
    return answer.left


def _refuse(answer: WholeAnswer) -> None:
    refused: Mapping[str, Any] | None = answer.said.get("refused")
    if refused:
        raise UnreadableFile(refused["chinese"], refused["english"])


def is_ordinary(data: bytes) -> bool:
    """Tell whether it is an xlsx that unpacks to little; only the list of its parts is looked at."""
    if not data.startswith(b"PK"):
        return False
    try:
        return Package(data, ORDINARY).has("xl/workbook.xml")
    except UnreadableFile:
        return False
