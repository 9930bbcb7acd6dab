"""What a workbook that was sent holds: values of sheets, cells and figures, whatever the format."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

DIGITS = 15
Area: TypeAlias = tuple[int, int, int, int]
"""Top, left, bottom, right, from 0, all included."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one cell holds.

    Args:
        error: what Excel says of a formula that fails: #REF!
        unsaved: a formula that was saved without its value.
        number: it was a number, and not text; `percent` is known of xlsx only.
        struck: words of it that are struck out; they are not in `text`.
        marks: raised marks of notes; they are not in `text` either.
    """

    text: str
    error: str = ""
    unsaved: bool = False
    number: bool = False
    percent: bool = False
    struck: str = ""
    marks: str = ""


NOTHING = Read("")


@dataclass(slots=True)
class SheetRead:
    """One sheet: its cells by (row, column), from 0, and which of its columns merged areas cover in a row."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Read] = field(default_factory=dict)
    covered: dict[int, int] = field(default_factory=dict)  # by row, a bit a column; of rows that hold something

    def is_covered(self, row: int, column: int) -> bool:
        return bool(self.covered.get(row, 0) >> column & 1)

    def rows(self) -> dict[int, dict[int, Read]]:
        found: dict[int, dict[int, Read]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = cell
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as it was sent; `formats` tells whether the formats of its cells are known."""

    sheets: tuple[SheetRead, ...]
    formats: bool


def exact(raw: str) -> Decimal | None:
    """Return a number of a file as Excel shows it, with its fifteen digits; None where it is none."""
    try:
        value = Decimal(raw.strip())
        if not value.is_finite() or abs(value.adjusted()) > 300:
            return None
        return Decimal(f"{float(value):.{DIGITS}g}") if len(value.as_tuple().digits) > DIGITS else value
    except (InvalidOperation, ValueError, OverflowError):
        return None


def plainly(value: Decimal) -> str:
    """Write a number out, without an exponent and without zeros that say nothing."""
    written = format(value, "f")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def covered_by(areas: Sequence[Area], cells: Collection[tuple[int, int]]) -> dict[int, int]:
    """Tell which columns merged areas cover in each row that holds something, their first cells not counted.

    Only rows and columns that hold something are looked at: an area may span a million of either.
    """
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    waiting = sorted(areas, reverse=True)
    until = dict.fromkeys(columns, -1)  # the last row that an area covers in a column
    covered: dict[int, int] = {}
    for row in rows:
        firsts: list[tuple[int, int]] = []  # what begins here covers its column from the next row on
        while waiting and waiting[-1][0] <= row:
            top, left, bottom, right = waiting.pop()
            if bottom >= row:
                for column in columns[bisect_left(columns, left) : bisect_right(columns, right)]:
                    if (top, left) == (row, column):
                        firsts.append((column, bottom))
                    else:
                        until[column] = max(until[column], bottom)
        if bits := sum(1 << column for column, last in until.items() if last >= row):
            covered[row] = bits
        for column, bottom in firsts:
            until[column] = max(until[column], bottom)
    return covered
