"""Names of cells and areas of a sheet: B7, A1:B2."""

import re
from functools import lru_cache

from luoshi.errors import UnreadableFile

_NAME = re.compile(r"^([A-Z]{1,3})(\d{1,7})$", re.IGNORECASE | re.ASCII)


def column_of(name: str) -> int:
    """Return the column of a cell's name, counted from 0: AA7 stands in 26.

    Raises:
        UnreadableFile: it is no name of a cell.
    """
    if not _NAME.match(name):
        raise UnreadableFile("工作表里有无法识别的单元格。", "The sheet holds a cell whose name makes no sense.")
    return _column(name.rstrip("0123456789"))


@lru_cache(maxsize=512)
def _column(letters: str) -> int:
    value = 0
    for letter in letters.upper():
        value = value * 26 + ord(letter) - ord("A") + 1
    return value - 1


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """Return (top, left, bottom, right) of A1:B2, counted from 0, all included; None where it is none."""
    first, _, last = reference.replace("$", "").partition(":")
    a, b = _NAME.match(first), _NAME.match(last or first)
    if not a or not b:
        return None
    return int(a[2]) - 1, column_of(a[0]), int(b[2]) - 1, column_of(b[0])
