"""How paragraphs and words of a doc are set: runs of formats, and the changes that each holds."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.documents.compound import number, numbers

_PAGE = 512  # bytes of a page of formats
_IN_TABLE, _ENDS_ROW, _ROW = 0x2416, 0x2417, 0xD608
_WHY = {0x0800: "deleted", 0x0837: "struck", 0x2A53: "struck", 0x083C: "hidden"}
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # of an operand, by the three upper bits of its code
_TABS = 0xC615


@dataclass(frozen=True, slots=True)
class Form:
    """What the reader needs of a format; `row` holds the shape of a table's row."""

    in_table: bool = False
    ends_row: bool = False
    row: bytes = b""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a cell is merged: it goes on the one on its left, or the one above."""

    goes_on_across: bool
    goes_on_down: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The sides of a row's cells in twentieths of a point, and how each is merged."""

    edges: tuple[int, ...]
    shapes: tuple[Shape, ...]


@dataclass(slots=True)
class Formats:
    """Runs of formats by their place in the stream of words."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    def at(self, place: int) -> Form:
        """The format at a place; the plain one where none is told."""
        index = bisect_right(self.starts, place) - 1
        return self.forms[index] if index >= 0 and place < self.ends[index] else Form()

    @classmethod
    def read(cls, words: bytes, listed: bytes, *, of_paragraphs: bool) -> "Formats":
        """Read the pages of formats that a list names."""
        count = max(0, (len(listed) - 4) // 8)
        pages = numbers(listed[4 * (count + 1) :], 4)
        runs = sorted(
            (run for page in dict.fromkeys(pages) for run in _runs(words, page & 0x3FFFFF, of_paragraphs)),
            key=lambda run: run[0],
        )
        found = cls()
        for start, end, form in runs:
            found.starts.append(start)
            found.ends.append(end)
            found.forms.append(form)
        return found


def _runs(words: bytes, index: int, of_paragraphs: bool) -> Iterator[tuple[int, int, Form]]:
    page = words[index * _PAGE : (index + 1) * _PAGE]
    if len(page) < _PAGE:
        return
    count = page[_PAGE - 1]
    width = 13 if of_paragraphs else 1
    if 4 * (count + 1) + width * count > _PAGE:
        raise ValueError("a page of formats is damaged")
    bounds = numbers(page[: 4 * (count + 1)], 4)
    for position, (start, end) in enumerate(pairwise(bounds)):
        at = 2 * page[4 * (count + 1) + width * position]
        yield start, end, _form(_changes(page, at, of_paragraphs)) if at else Form()


def _changes(page: bytes, at: int, of_paragraphs: bool) -> bytes:
    """The bytes of one format's changes; a paragraph's begin with the number of its style."""
    size = page[at]
    if not of_paragraphs:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 3 : at + 2 * size]
    return page[at + 4 : at + 2 + 2 * page[at + 1]]


def _form(changes: bytes) -> Form:
    in_table = ends_row = False
    row, why = b"", ""
    for code, operand in _operands(changes):
        if code == _IN_TABLE:
            in_table = operand != b"\x00"
        elif code == _ENDS_ROW:
            ends_row = operand != b"\x00"
        elif code == _ROW:
            row = operand
        elif code in _WHY and operand not in (b"\x00", b""):
            why = why or _WHY[code]
    return Form(in_table, ends_row, row, why)


def _operands(changes: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(changes):
        code = number(changes, at, 2)
        at += 2
        size = _SIZES.get(code >> 13, -1)
        if code == _ROW:
            size = number(changes, at, 2) - 1 if at + 2 <= len(changes) else 0
            at += 2
        elif size < 0:
            size = changes[at]
            at += 1
            if code == _TABS and size == 255:
                return
        yield code, changes[at : at + size]
        at += max(size, 0)


def row_of(form: Form) -> Row:
    """The shape of a row as its format tells it; without sides where it tells none."""
    data = form.row
    count = data[0] if data else 0
    if not count or len(data) < 1 + 2 * (count + 1):
        return Row((), ())
    edges = [value - 0x10000 if value & 0x8000 else value for value in numbers(data[1 : 1 + 2 * (count + 1)], 2)]
    shapes = []
    for at in range(1 + 2 * (count + 1), len(data) - 1, 20):
        flags = number(data, at, 2)
        shapes.append(Shape(bool(flags & 2), bool(flags & 0x20) and not flags & 0x40))
    return Row(tuple(edges), tuple(shapes))
