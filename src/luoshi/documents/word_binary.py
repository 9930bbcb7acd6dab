"""doc → blocks, straight from its own streams: where no LibreOffice is, or its conversion lost tables.

Words and tables are read: text pieces, which paragraphs lie in tables, where rows end, how cells are
merged, which words are deleted, struck out or hidden, and automatic numbers. Text boxes stand behind the text.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.documents.compound import Compound, number, numbers
from luoshi.documents.document import Block, Paragraph, Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.left_out import row_left_out, text_left_out
from luoshi.documents.limits import Limits
from luoshi.documents.packed import encrypted
from luoshi.documents.word_numbers import Numbers
from luoshi.documents.word_sprms import Form, Formats, Row, row_of
from luoshi.place import Place
from luoshi.plan import Finding

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of a compound file
_W_IDENT = 0xA5EC  # FibBase.wIdent: a Word file
_N_FIB_97 = 0x00C1  # FibBase.nFib from Word 97 on; older files are laid out in another way
_F_ENCRYPTED = 0x0100  # FibBase, at 10: a password is needed
_F_WHICH_TBL_STM = 0x0200  # FibBase, at 10: the table stream is 1Table
_CCP_TEXT = 0x4C  # FibRgLw97: characters of the main text; the other stories' counts stand behind it
_STORIES = 7  # main text, footnotes, headers, macros, comments, endnotes, text boxes
_FC_STSHF = 0xA2  # FibRgFcLcb97: where the style sheet (STSH) stands in the table stream
_FC_PLCF_BTE_CHPX = 0xFA  # the formats of characters (PLCFBTECHPX)
_FC_PLCF_BTE_PAPX = 0x102  # the formats of paragraphs (PLCFBTEPAPX)
_FC_CLX = 0x1A2  # the pieces of the text (CLX)
_FC_PLF_LST = 0x2E2  # the lists (PlfLst)
_FC_PLF_LFO = 0x2EA  # their uses (PlfLfo)
_F_COMPRESSED = 0x40000000  # FcCompressed: a byte a character
_NO_LEVEL = 9  # sprmPOutLvl: text
_FIELDS = "\x13\x14\x15"  # a field's begin, middle and end
_ENDS = "\r\x07\x0c"
_SPOKEN = {"\x0b": "\n", "\x1e": "-", "\t": "\t", "\xa0": " "}
_SNAP = 30  # twentieths of a point within which two cells' sides are one


@dataclass(slots=True)
class _Line:
    """A paragraph, or the words of a cell up to its mark; `row` stands at the mark that ends a row."""

    text: str
    end: str
    form: Form
    row: Row | None = None
    left_out: dict[str, str] = field(default_factory=dict)


def read_word_binary(data: bytes, limits: Limits) -> tuple[list[Block], list[Finding], str | None] | None:
    """Return the blocks of a doc, what was left out, and its title if a paragraph has the title's style.

    None where the file is of another kind: from before Word 97, or none of Word's.

    Raises:
        ValueError: damaged.
        UnreadableFile: encrypted, or over a limit.
    """
    if not data.startswith(_MAGIC):
        return None
    file = Compound(data)
    words = file.stream("WordDocument")
    if words is None or number(words, 0, 2) != _W_IDENT or number(words, 2, 2) < _N_FIB_97:
        return None
    if number(words, 10, 2) & _F_ENCRYPTED:
        raise encrypted()
    table = file.stream("1Table" if number(words, 10, 2) & _F_WHICH_TBL_STM else "0Table")
    if table is None:
        return None
    lists = (number(words, _FC_PLF_LST, 4), number(words, _FC_PLF_LST + 4, 4))
    numbers = Numbers.read(table, lists, _part(words, table, _FC_PLF_LFO), _part(words, table, _FC_STSHF))
    reader = _Reader(Meter(limits), numbers)
    for line in _lines(words, table):
        reader.line(line)
    reader.end_table()
    return reader.blocks, reader.findings, reader.title


def _part(words: bytes, table: bytes, at: int) -> bytes:
    start, length = number(words, at, 4), number(words, at + 4, 4)
    return table[start : start + length]


def _lines(words: bytes, table: bytes) -> Iterator[_Line]:
    """Iterate paragraphs and cells, each with its format."""
    paragraphs = Formats.read(words, _part(words, table, _FC_PLCF_BTE_PAPX), of_paragraphs=True)
    characters = Formats.read(words, _part(words, table, _FC_PLCF_BTE_CHPX), of_paragraphs=False)
    text, fields = "", _Fields()
    left_out: dict[str, str] = {}
    for character, at in _characters(words, table):
        if character in _FIELDS:
            fields.pass_over(character)
        elif character in _ENDS:
            form = paragraphs.at(at)
            ends_row = character == "\x07" and form.ends_row
            yield _Line(text, character, form, row_of(form) if ends_row else None, left_out)
            text, left_out = "", {}
        elif not fields.in_code and (character in _SPOKEN or character >= " "):
            why = characters.at(at).why
            if why:
                left_out[why] = left_out.get(why, "") + character
            else:
                text += _SPOKEN.get(character, character)
    if text.strip() or left_out:
        yield _Line(text, "\r", Form(), None, left_out)


@dataclass(slots=True)
class _Fields:
    """Which fields are open: what stands between a field's begin and its middle is its code, and is not shown."""

    open: list[bool] = field(default_factory=list)
    in_code: int = 0

    def pass_over(self, mark: str) -> None:
        if mark == _FIELDS[0]:
            self.open.append(True)
            self.in_code += 1
        elif self.open:
            self.in_code -= self.open[-1]
            self.open[-1] = False
            if mark == _FIELDS[2]:
                self.open.pop()


def _characters(words: bytes, table: bytes) -> Iterator[tuple[str, int]]:
    """Iterate the characters of the main text and of text boxes, each with its place in the stream of words."""
    counts = [number(words, _CCP_TEXT + 4 * index, 4) for index in range(_STORIES)]
    boxes = sum(counts[:-1])
    if sum(counts) > len(words):
        raise ValueError("more characters are told than there is room for")
    bounds, forms = _pieces(_part(words, table, _FC_CLX))
    for start, end in ((0, counts[0]), (boxes, boxes + counts[-1])):
        for (first, last), form in zip(pairwise(bounds), forms, strict=False):
            begin, stop = max(first, start), min(last, end)
            if begin < stop:
                yield from _piece(words, form, begin - first, stop - begin)


def _piece(words: bytes, form: int, skipped: int, count: int) -> Iterator[tuple[str, int]]:
    """Iterate `count` characters of a piece, from the one at `skipped` on."""
    width = 1 if form & _F_COMPRESSED else 2
    start = (form & ~_F_COMPRESSED) // 2 if width == 1 else form
    start += width * skipped
    part = words[start : start + width * count]
    text = part.decode("cp1252" if width == 1 else "utf-16-le", "replace")
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
    if any(after < before for before, after in pairwise(bounds)):
        raise ValueError("the pieces of the text are out of order")
    return bounds, [number(rest, 8 * index + 2, 4) for index in range(count)]


class _Reader:
    """Gathers lines: cells to rows, rows to tables, others to paragraphs."""

    def __init__(self, meter: Meter, numbers: Numbers) -> None:
        self.meter = meter
        self.numbers = numbers
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.title: str | None = None
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
            self.cells.append(self._whole([*self.words, line]))
            self.words = []
        elif line.form.in_table:
            self.words.append(line)
        else:
            self.end_table()
            self._paragraph(line)

    def _whole(self, parts: list[_Line]) -> _Line:
        """A cell out of its paragraphs, each with its automatic number; one that holds nothing else is read too."""
        texts = []
        left_out: dict[str, str] = {}
        for part in parts:
            numbered = part.text.strip() or len(parts) == 1
            texts.append((self.numbers.label(self.numbers.settled(part.form)) if numbered else "") + part.text)
            for why, text in part.left_out.items():
                left_out[why] = left_out.get(why, "") + text
        return _Line("\n".join(texts), "\x07", parts[-1].form, None, left_out)

    def _paragraph(self, line: _Line) -> None:
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        self.findings += [text_left_out(why, text, place) for why, text in line.left_out.items() if text.strip()]
        text = tidy(line.text).strip()
        if not text:
            return
        form = self.numbers.settled(line.form)
        label = self.meter.text(self.numbers.label(form))
        outline = _NO_LEVEL if form.outline is None else form.outline
        if self.title is None and self.numbers.style_name(line.form).lower() in ("title", "标题"):
            self.title = text.replace("\n", "")
        for part in filter(None, (part.strip() for part in text.split("\n"))):
            level = outline + 1 if outline < _NO_LEVEL else 0
            self.blocks.append(Paragraph(self.meter.text(part), place, level, label))
            label = ""

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
            place = Place(table=self.tables, row=index + 1)
            why = _row_why(cells)
            if why:
                words = " ".join([c.text.strip() for c in cells] + [t for c in cells for t in c.left_out.values()])
                self.findings.append(row_left_out(why, words.strip(), place))
            else:
                places[index] = place
            for position, cell in enumerate(cells):
                piece = _piece_of(index, position, cell, row, sides, pieces, open_at, self.tables)
                if piece and not why:
                    left_out = cell.left_out.items()
                    self.findings += [text_left_out(r, text, piece.place) for r, text in left_out if text.strip()]
        if places:
            self.blocks.append(Table(laid_out(pieces, places, self.meter), Place(table=self.tables)))


def _row_why(cells: list[_Line]) -> str:
    """Why a row is not read: it holds words that are left out, and else nothing but its number."""
    left_out = [why for cell in cells for why, text in cell.left_out.items() if text.strip()]
    written = "".join(cell.text for cell in cells).strip()
    return left_out[0] if left_out and not written.strip("0123456789.、（）() ") else ""


def _piece_of(
    index: int,
    position: int,
    cell: _Line,
    row: Row,
    sides: list[int],
    pieces: list[Piece],
    open_at: dict[int, Piece],
    table: int,
) -> Piece | None:
    """Lay a cell where its sides say; None where it only goes on another."""
    column, end = _columns(position, row, sides)
    shape = row.shapes[position] if position < len(row.shapes) else None
    if shape and shape.goes_on_across and pieces and pieces[-1].row == index:
        pieces[-1].column_span = max(pieces[-1].column_span, end - pieces[-1].column)
        _go_on(pieces[-1], cell)
        return None
    above = open_at.get(column)
    if shape and shape.goes_on_down and above is not None:
        above.row_span = index - above.row + 1
        _go_on(above, cell)
        return None
    place = Place(table=table, row=index + 1, column=column + 1)
    piece = Piece(index, column, tidy(cell.text).strip(), place, 1, max(1, end - column))
    pieces.append(piece)
    open_at[column] = piece
    return piece


def _go_on(piece: Piece, cell: _Line) -> None:
    """Add the words of a cell that goes on another one: they are not shown twice, and never lost."""
    text = tidy(cell.text).strip()
    if text and text not in piece.text:
        piece.text = f"{piece.text}\n{text}" if piece.text else text


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
