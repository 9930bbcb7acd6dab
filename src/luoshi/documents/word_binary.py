"""doc → blocks, straight from its own streams, for a file whose tables the conversion lost.

Only words and tables are read: text pieces, which paragraphs lie in tables, where rows end, how
cells are merged, and which words are deleted, struck out or hidden. Automatic numbers are not.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.documents.compound import Compound, number, numbers
from luoshi.documents.document import Block, Paragraph, Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.left_out import text_left_out
from luoshi.documents.limits import Limits
from luoshi.documents.word_sprms import Formats, Row, row_of
from luoshi.place import Place
from luoshi.plan import Finding

_WORD = 0xA5EC
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_CHARACTERS, _CHARACTER_RUNS, _PARAGRAPH_RUNS, _PIECES = 76, 0xFA, 0x102, 0x1A2  # where the header says them
_COMPRESSED = 0x40000000
_ENDS = "\r\x07\x0c"
_SPOKEN = {"\x0b": "\n", "\x1e": "-", "\t": "\t", "\xa0": " "}
_SNAP = 30  # twentieths of a point within which two cells' sides are one


@dataclass(slots=True)
class _Line:
    """A paragraph, or the words of a cell up to its mark; `row` stands at the mark that ends a row."""

    text: str
    end: str
    in_table: bool
    row: Row | None = None
    left_out: dict[str, str] = field(default_factory=dict)


def read_word_binary(data: bytes, limits: Limits) -> tuple[list[Block], list[Finding]] | None:
    """Return the blocks of a doc and what was left out; None where it is of another kind or encrypted.

    Raises:
        ValueError: damaged.
        UnreadableFile: over a limit.
    """
    file = Compound(data)
    words = file.stream("WordDocument")
    if words is None or number(words, 0, 2) != _WORD or number(words, 10, 2) & _ENCRYPTED:
        return None
    table = file.stream("1Table" if number(words, 10, 2) & _TABLE_1 else "0Table")
    if table is None:
        return None
    reader = _Reader(Meter(limits))
    for line in _lines(words, table):
        reader.line(line)
    reader.end_table()
    return reader.blocks, reader.findings


def _part(words: bytes, table: bytes, at: int) -> bytes:
    start, length = number(words, at, 4), number(words, at + 4, 4)
    return table[start : start + length]


def _lines(words: bytes, table: bytes) -> Iterator[_Line]:
    """Iterate paragraphs and cells, each with its format."""
    paragraphs = Formats.read(words, _part(words, table, _PARAGRAPH_RUNS), of_paragraphs=True)
    characters = Formats.read(words, _part(words, table, _CHARACTER_RUNS), of_paragraphs=False)
    text, field_depth, in_code = "", 0, [False]
    left_out: dict[str, str] = {}
    for character, at in _characters(words, table):
        if character == "\x13":
            field_depth, in_code = field_depth + 1, [*in_code, True]
        elif character in "\x14\x15" and field_depth:
            in_code[-1] = False
            if character == "\x15":
                field_depth, in_code = field_depth - 1, in_code[:-1]
        elif character in _ENDS:
            form = paragraphs.at(at)
            ends_row = character == "\x07" and form.ends_row
            yield _Line(text, character, form.in_table, row_of(form) if ends_row else None, left_out)
            text, left_out = "", {}
        elif not any(in_code) and (character in _SPOKEN or character >= " "):
            why = characters.at(at).why
            if why:
                left_out[why] = left_out.get(why, "") + character
            else:
                text += _SPOKEN.get(character, character)
    if text.strip():
        yield _Line(text, "\r", False, None, left_out)


def _characters(words: bytes, table: bytes) -> Iterator[tuple[str, int]]:
    """Iterate the main text's characters, each with its place in the stream of words."""
    pieces = _pieces(_part(words, table, _PIECES))
    rest = number(words, _CHARACTERS, 4)
    bounds, forms = pieces
    for (begin, end), form in zip(pairwise(bounds), forms, strict=False):
        count = min(end - begin, rest)
        rest -= max(count, 0)
        if count <= 0:
            return
        if form & _COMPRESSED:
            start = (form & ~_COMPRESSED) // 2
            text, width = words[start : start + count].decode("cp1252", "replace"), 1
        else:
            start, width = form, 2
            text = words[start : start + 2 * count].decode("utf-16-le", "replace")
        for character in text:
            yield character, start
            start += width * (2 if ord(character) > 0xFFFF else 1)


def _pieces(data: bytes) -> tuple[list[int], list[int]]:
    """The bounds of the pieces in characters, and where each stands in the stream of words."""
    at = 0
    while at < len(data) and data[at] == 1:
        at += 3 + number(data, at + 1, 2)
    if at >= len(data) or data[at] != 2:
        raise ValueError("the pieces of the text are not told")
    length = number(data, at + 1, 4)
    part = data[at + 5 : at + 5 + length]
    count = (len(part) - 4) // 12
    bounds = numbers(part[: 4 * (count + 1)], 4)
    rest = part[4 * (count + 1) :]
    return bounds, [number(rest, 8 * index + 2, 4) for index in range(count)]


class _Reader:
    """Gathers lines: cells to rows, rows to tables, others to paragraphs."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.cells: list[_Line] = []
        self.words: list[_Line] = []
        self.rows: list[tuple[list[_Line], Row]] = []
        self.paragraphs = 0
        self.tables = 0

    def line(self, line: _Line) -> None:
        if line.row is not None:
            self.rows.append((self.cells, line.row))
            self.cells, self.words = [], []
        elif line.end == "\x07":
            parts = [*self.words, line]
            left_out = {why: text for part in parts for why, text in part.left_out.items()}
            self.cells.append(_Line("\n".join(part.text for part in parts), line.end, True, None, left_out))
            self.words = []
        elif line.in_table:
            self.words.append(line)
        else:
            self.end_table()
            self._paragraph(line)

    def _paragraph(self, line: _Line) -> None:
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        self.findings += [text_left_out(why, text, place) for why, text in line.left_out.items() if text.strip()]
        if text := tidy(line.text).strip():
            self.blocks.append(Paragraph(self.meter.text(text), place))

    def end_table(self) -> None:
        """Lay the rows gathered so far into a grid by the sides of their cells."""
        rows, self.rows, self.cells, self.words = self.rows, [], [], []
        if not rows:
            return
        self.tables += 1
        sides = _sides([row for _, row in rows])
        pieces: list[Piece] = []
        places: dict[int, Place] = {}
        open_at: dict[int, Piece] = {}
        for index, (cells, row) in enumerate(rows):
            places[index] = Place(table=self.tables, row=index + 1)
            for position, cell in enumerate(cells):
                self._cell(index, position, cell, row, sides, pieces, open_at)
        self.blocks.append(Table(laid_out(pieces, places, self.meter), Place(table=self.tables)))

    def _cell(
        self,
        index: int,
        position: int,
        cell: _Line,
        row: Row,
        sides: list[int],
        pieces: list[Piece],
        open_at: dict[int, Piece],
    ) -> None:
        column, end = _columns(position, row, sides)
        shape = row.shapes[position] if position < len(row.shapes) else None
        if shape and shape.goes_on_across and pieces and pieces[-1].row == index:
            pieces[-1].column_span = max(pieces[-1].column_span, end - pieces[-1].column)
            return
        above = open_at.get(column)
        if shape and shape.goes_on_down and above is not None:
            above.row_span = index - above.row + 1
            return
        place = Place(table=self.tables, row=index + 1, column=column + 1)
        piece = Piece(index, column, tidy(cell.text).strip(), place, 1, max(1, end - column))
        pieces.append(piece)
        open_at[column] = piece
        self.findings += [text_left_out(why, text, place) for why, text in cell.left_out.items() if text.strip()]


def _sides(rows: list[Row]) -> list[int]:
    """The sides of a table's columns, from left to right."""
    sides: list[int] = []
    for edge in sorted(edge for row in rows for edge in row.edges):
        if not sides or edge - sides[-1] > _SNAP:
            sides.append(edge)
    return sides


def _columns(position: int, row: Row, sides: list[int]) -> tuple[int, int]:
    """The first column that a cell covers, and that behind its last; by its position where no sides are told."""
    if position + 1 >= len(row.edges):
        return position, position + 1
    left, right = row.edges[position], row.edges[position + 1]
    return max(0, bisect_right(sides, left + 1) - 1), max(0, bisect_right(sides, right + 1) - 1)
