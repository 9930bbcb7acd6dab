"""doc → blocks, straight from its own streams: where no LibreOffice is, or its conversion lost tables.

Words and tables are read: text pieces, which paragraphs lie in tables, where rows end, how cells are
merged, which words are deleted, struck out or hidden, and automatic numbers. Text boxes stand behind the text.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.documents.account import Ledger
from luoshi.documents.document import Block, Paragraph, Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.hidden_content import row_left_out, symbol_unknown, text_left_out
from luoshi.documents.inserted import Content
from luoshi.documents.limits import Limits
from luoshi.documents.ole import Compound, number
from luoshi.documents.raised import Piece as Spoken
from luoshi.documents.raised import joined
from luoshi.documents.symbols import UNKNOWN, shown, symbol
from luoshi.documents.word_numbers import Numbers
from luoshi.documents.word_sprms import Form, Formats, RowProperties, row_of
from luoshi.documents.word_stories import beside, characters, fonts_of, held, part_of
from luoshi.documents.zip_package import encrypted
from luoshi.place import Place
from luoshi.plan import Finding

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of a compound file
_W_IDENT = 0xA5EC  # FibBase.wIdent: a Word file
_N_FIB_97 = 0x00C1  # FibBase.nFib from Word 97 on; older files are laid out in another way
_F_ENCRYPTED = 0x0100  # FibBase, at 10: a password is needed
_F_WHICH_TBL_STM = 0x0200  # FibBase, at 10: the table stream is 1Table
_FC_STSHF = 0xA2  # FibRgFcLcb97: where the style sheet (STSH) stands in the table stream
_FC_PLCF_BTE_CHPX = 0xFA  # the formats of characters (PLCFBTECHPX)
_FC_PLCF_BTE_PAPX = 0x102  # the formats of paragraphs (PLCFBTEPAPX)
_FC_STTBF_FFN = 0x112  # the fonts (SttbfFfn)
_FC_PLF_LST = 0x2E2  # the lists (PlfLst)
_FC_PLF_LFO = 0x2EA  # their uses (PlfLfo)
_NO_LEVEL = 9  # sprmPOutLvl: text
_FIELDS = "\x13\x14\x15"  # a field's begin, middle and end
_WHOLE_ROW = ("deleted", "struck", "hidden")
_ENDS = "\r\x07\x0c"
_SPOKEN = {"\x0b": "\n", "\x1e": "-", "\t": "\t", "\xa0": " "}
_SYMBOL = "("  # the character that stands for a symbol
_SNAP = 30  # twentieths of a point within which two cells' sides are one


@dataclass(slots=True)
class _Line:
    """A paragraph, or the words of a cell up to its mark; `row` stands at the mark that ends a row."""

    text: str
    end: str
    form: Form
    row: RowProperties | None = None
    left_out: dict[str, str] = field(default_factory=dict)
    source: str = ""


def read_word_binary(data: bytes, limits: Limits) -> Content | None:
    """Return the blocks of a doc, what was left out, its title if a paragraph has the title's style, and the account.

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
    numbers = Numbers.read(table, lists, part_of(words, table, _FC_PLF_LFO), part_of(words, table, _FC_STSHF))
    reader = _Reader(Meter(limits), numbers)
    for line in _lines(words, table, numbers, file.stream("Data") or b""):
        reader.line(line)
    reader.end_table()
    for why, text in beside(words, table):
        reader.leave(why, text, Place())
    return reader.blocks, reader.findings, reader.title, reader.ledger.closed(held(words, table))


def _lines(words: bytes, table: bytes, numbers: Numbers, apart: bytes) -> Iterator[_Line]:
    """Iterate paragraphs and cells, each with its format."""
    paragraphs = Formats.read(words, part_of(words, table, _FC_PLCF_BTE_PAPX), apart, of_paragraphs=True)
    looks = Formats.read(words, part_of(words, table, _FC_PLCF_BTE_CHPX), b"", of_paragraphs=False)
    fonts = fonts_of(part_of(words, table, _FC_STTBF_FFN))
    pieces, fields, styled = Pieces(), _Fields(), numbers.looks
    for character, at in characters(words, table):
        if character in _FIELDS:
            fields.pass_over(character)
        elif character in _ENDS:
            form = paragraphs.at(at)
            ends_row = character == "\x07" and form.ends_row
            yield _Line(*pieces.ended(character, form, row_of(form) if ends_row else None))
        elif not fields.in_code and (character in _SPOKEN or character >= " "):
            look = looks.at(at)
            look = numbers.seen(look, paragraphs.at(at).style) if styled else look
            pieces.take(_SPOKEN.get(character, character), character, look, fonts)
    if pieces:
        yield _Line(*pieces.ended("\r", Form(), None))


@dataclass(slots=True)
class Pieces:
    """The words of a line while they are read: as they are shown, and those left out by their reason."""

    shown: list[Spoken] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    raised: bool = False
    _text: list[str] = field(default_factory=list)
    _source: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.shown or self._text or self.left_out)

    def take(self, text: str, source: str, look: Form, fonts: list[str]) -> None:
        """Take a character; one that stands for a symbol is the symbol that its font shows."""
        if look.symbol is not None and source == _SYMBOL:
            font, code = look.symbol
            text = symbol(f"{code:X}", fonts[font] if font < len(fonts) else "")
        elif 0 <= look.font < len(fonts):
            text = shown(text, fonts[look.font])
        if look.why:
            self.left_out[look.why] = self.left_out.get(look.why, "") + source
            return
        if look.raised != self.raised:
            self._end_piece()
            self.raised = look.raised
        self._text.append(text)
        self._source.append(source)

    def _end_piece(self) -> None:
        if self._text:
            self.shown.append(Spoken("".join(self._text), "".join(self._source), self.raised))
            self._text, self._source = [], []

    def ended(
        self, end: str, form: Form, row: RowProperties | None
    ) -> tuple[str, str, Form, RowProperties | None, dict[str, str], str]:
        """Return what a line is made of, and begin anew."""
        self._end_piece()
        text, source, marks = joined(self.shown)
        left_out = self.left_out | ({"note": marks} if marks else {})
        self.shown, self.left_out = [], {}
        return text, end, form, row, left_out, source


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
        self.rows: list[tuple[list[_Line], RowProperties]] = []
        self.paragraphs = 0
        self.tables = 0
        self.ledger = Ledger()

    def leave(self, why: str, text: str, place: Place) -> None:
        """Say that words are not read."""
        if text.strip():
            finding = text_left_out(why, text, place)
            self.findings.append(finding)
            self.ledger.leave(finding.code, text)

    def _tell(self, line: _Line, place: Place) -> None:
        self.ledger.enter(line.source)
        for why, text in line.left_out.items():
            self.leave(why, text, place)
        if count := line.text.count(UNKNOWN):
            self.findings.append(symbol_unknown(count, place))

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
        source = "".join(part.source for part in parts)
        return _Line("\n".join(texts), "\x07", parts[-1].form, None, left_out, source)

    def _paragraph(self, line: _Line) -> None:
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        self._tell(line, place)
        text = tidy(line.text).strip()
        if not text:
            return
        form = self.numbers.settled(line.form)
        label = self.meter.text(self.numbers.label(form))
        bullet = self.numbers.has_bullet(form)
        outline = _NO_LEVEL if form.outline is None else form.outline
        if self.title is None and self.numbers.style_name(line.form).lower() in ("title", "标题"):
            self.title = text.replace("\n", "")
        for part in filter(None, (part.strip() for part in text.split("\n"))):
            level = outline + 1 if outline < _NO_LEVEL else 0
            self.blocks.append(Paragraph(self.meter.text(part), place, level, label, bullet))
            label, bullet = "", False

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
                self.ledger.leave(f"row-{why}", "".join([c.source for c in cells]) + words_left_out(cells))
            else:
                places[index] = place
            for position, cell in enumerate(cells):
                piece = _piece_of(index, position, cell, row, sides, pieces, open_at, self.tables)
                if not why:
                    own = piece.place if piece else Place(table=self.tables, row=index + 1, column=position + 1)
                    self._tell(cell, own)
        if places:
            self.blocks.append(Table(laid_out(pieces, places, self.meter), Place(table=self.tables)))


def words_left_out(cells: list[_Line]) -> str:
    """The words of a row that are left out in its cells."""
    return "".join(text for cell in cells for text in cell.left_out.values())


def _row_why(cells: list[_Line]) -> str:
    """Why a row is not read: it holds words that are left out, and else nothing but its number."""
    left_out = [why for cell in cells for why, text in cell.left_out.items() if text.strip() and why in _WHOLE_ROW]
    written = "".join(cell.text for cell in cells).strip()
    return left_out[0] if left_out and not written.strip("0123456789.、（）() ") else ""


def _piece_of(
    index: int,
    position: int,
    cell: _Line,
    row: RowProperties,
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


def _sides(rows: list[RowProperties]) -> list[int]:
    """The sides of a table's columns, from left to right."""
    sides: list[int] = []
    for edge in sorted(edge for row in rows for edge in row.edges):
        if not sides or edge - sides[-1] > _SNAP:
            sides.append(edge)
    return sides


def _columns(position: int, row: RowProperties, sides: list[int]) -> tuple[int, int]:
    """The first column that a cell covers, and that behind its last; by its position where no sides are told."""
    if position + 1 >= len(row.edges):
        return position, position + 1
    left, right = row.edges[position], row.edges[position + 1]
    return max(0, bisect_right(sides, left + 1) - 1), max(0, bisect_right(sides, right + 1) - 1)
