"""Places: where in a file something was read, and which characters of a text.

Counting starts at 1 for people (line 37, row 5), and at 0 for spans, which are
half-open ranges of Unicode code points: text[span.start:span.end].
"""

from dataclasses import fields
from operator import attrgetter
from typing import NamedTuple

from luoshi.values import value


class Span(NamedTuple):
    """Half-open range [start, end) in code points of one immutable text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)


@value
class Place:
    """Where something stands in a file: the coordinates that its format has, from 1.

    `cell` is a spreadsheet's name of a cell, "C5". A part that the format does not
    have is None.
    """

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    cell: str | None = None
    paragraph: int | None = None
    line: int | None = None

    def as_dict(self) -> dict[str, int | str]:
        """Return the coordinates that are known, by the contract's names."""
        given = _COORDINATES_OF(self)
        return {name: value for name, value in zip(_COORDINATES, given, strict=True) if value is not None}

    def __str__(self) -> str:
        """Say the place in Chinese: 第2页第1张表第5行第3列, 工作表“任务”C5."""
        parts = []
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.cell is not None:
            parts.append(self.cell)
            return "".join(parts)
        if self.line is not None:
            parts.append(f"第{self.line}行")
        else:
            if self.table is not None:
                parts.append(f"第{self.table}张表")
            if self.paragraph is not None:
                parts.append(f"第{self.paragraph}段")
            if self.row is not None:
                parts.append(f"第{self.row}行")
        if self.column is not None:
            parts.append(f"第{self.column}列")
        return "".join(parts)

    def english(self) -> str:
        """Say the place in English: page 2, table 1, row 5, column 3."""
        return ", ".join(f"{name} {value}" for name, value in self.as_dict().items())


_COORDINATES = tuple(field.name for field in fields(Place))
_COORDINATES_OF = attrgetter(*_COORDINATES)
