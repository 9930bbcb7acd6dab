"""Pages of characters and strokes → ruled tables, tables without rules, and paragraphs.

Every format whose pages are drawn (PDF, OFD) comes through here: its reader says where each character and each
stroke stands, and nothing else. A table that goes on over a page is marked, so that a row cut in two can be joined.
Page numbers and lines that stand at the same place of most pages are no text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

from luoshi.documents.account import Ledger
from luoshi.documents.document import Block, Paragraph, Table
from luoshi.documents.drawn_breaks import Ends, over_pages
from luoshi.documents.drawn_cells import Rooms, in_cells, overhanging, texts_of
from luoshi.documents.drawn_columns import columns_by_pieces
from luoshi.documents.drawn_margins import is_running, running_heads, running_left_out
from luoshi.documents.drawn_marks import without_marks
from luoshi.documents.drawn_sheet import Sheet
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.hidden_content import text_left_out, turned_left_out
from luoshi.documents.inserted import texts_of as texts_of_blocks
from luoshi.documents.layout_items import Columns, LayoutItem
from luoshi.documents.pdf_grid import PageTable, Rule, tables_of
from luoshi.documents.pdf_lines import Glyph, TextLine, lines_of
from luoshi.documents.text_columns import in_reading_order
from luoshi.documents.unruled_tables import unruled_tables
from luoshi.place import Place
from luoshi.plan import Finding, Level

ASKEW = -1
"""The turn of characters whose line runs neither level nor upright."""
_THIN = 3.0  # points; a stroke no thicker is a rule
_FAR = 8  # letters from the margin at which no line of a paragraph ends that goes on


@dataclass(slots=True)
class Stroke:
    """A line, a thin bar, or a box that was drawn or filled: its extent in points; y counts from the top."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(slots=True)
class DrawnPage:
    """One page as it is looked at, turned upright: its size in points, its characters, its strokes.

    Args:
        number: from 1.
        glyphs: in any order; each once.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    strokes: Sequence[Stroke]


def blocks_of_pages(pages: Iterable[DrawnPage], meter: Meter, ledger: Ledger) -> tuple[list[Block], list[Finding]]:
    """Return the tables and paragraphs of drawn pages, and which pages hold no text.

    Pages are taken one by one, and what they hold is let go again. No blocks mean that no page holds text. What is
    read and what is left out is entered in the ledger.
    """
    reader, rooms = _Reader(meter, ledger), Rooms()
    for page in pages:
        reader.sheets.append(_sheet_of(page, rooms))
    return reader.finish()


def _sheet_of(page: DrawnPage, rooms: Rooms) -> Sheet:
    page = _turned_upright(page)
    upright, level = _rules(page.strokes)
    drawn, marks = without_marks(page.glyphs)
    glyphs = [glyph for glyph in drawn if glyph.turn != ASKEW]
    columns, heads = columns_by_pieces(level, upright, glyphs)
    tables = tables_of([*upright, *columns], [*level, *heads])
    cells, outside = in_cells(glyphs, tables)
    if tables:
        outside = overhanging(tables[-1], cells[-1], outside)
    texts = [texts_of(table, found, rooms) for table, found in zip(tables, cells, strict=True)]
    left_out = [glyph for glyph in drawn if glyph.turn == ASKEW] if len(glyphs) < len(drawn) else []
    left_out += [glyph for glyph in outside if glyph.turn]
    lines = lines_of(glyph for glyph in outside if not glyph.turn)
    return Sheet(page.number, page.width, page.height, tables, texts, lines, level, _words_in_order(left_out), marks)


def _turned_upright(page: DrawnPage) -> DrawnPage:
    """Turn a page on which most lines run up, down or upside down: a broad table printed on a tall page."""
    turns = Counter(glyph.turn for glyph in page.glyphs)
    turn = max(turns, key=lambda one: turns[one], default=0)
    if turn not in (90, 180, 270):
        return page
    width, height = page.width, page.height
    glyphs = [_turned(glyph, turn, width, height) for glyph in page.glyphs]
    corners = [Glyph("", s.x0, s.x1, s.top, s.bottom, turn).upright(width, height) for s in page.strokes]
    strokes = [Stroke(box.x0, box.x1, box.top, box.bottom) for box in corners]
    size = (width, height) if turn == 180 else (height, width)
    return DrawnPage(page.number, *size, glyphs, strokes)


def _turned(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    box = Glyph(glyph.text, glyph.x0, glyph.x1, glyph.top, glyph.bottom, turn).upright(width, height)
    box.turn = ASKEW if glyph.turn == ASKEW else (glyph.turn - turn) % 360
    return box


def _words_in_order(glyphs: Sequence[Glyph]) -> list[str]:
    """The words of characters that are turned, in the order in which they were drawn, a text for each turn."""
    return ["".join(glyph.text for glyph in run).strip() for _, run in groupby(glyphs, key=attrgetter("turn"))]


def _rules(strokes: Iterable[Stroke]) -> tuple[list[Rule], list[Rule]]:
    """The vertical and horizontal rules that strokes make: lines, thin bars, and the sides of boxes."""
    upright: list[Rule] = []
    level: list[Rule] = []
    for stroke in strokes:
        x0, x1, top, bottom = stroke.x0, stroke.x1, stroke.top, stroke.bottom
        wide, high = x1 - x0 > _THIN, bottom - top > _THIN
        if high and not wide:
            upright.append(Rule((x0 + x1) / 2, top, bottom))
        elif wide and not high:
            level.append(Rule((top + bottom) / 2, x0, x1))
        elif wide:
            upright += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
            level += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
    return upright, level


class _Reader:
    def __init__(self, meter: Meter, ledger: Ledger) -> None:
        self.meter = meter
        self.ledger = ledger
        self.sheets: list[Sheet] = []
        self.findings: list[Finding] = []
        self.paragraphs = 0
        self.tables = 0
        self.ends: dict[int, Ends] = {}  # of each ruled table, by its number
        self.columns: Columns | None = None  # of the table without rules with which the last page ended

    def finish(self) -> tuple[list[Block], list[Finding]]:
        empty = [s.number for s in self.sheets if not s.lines and not any(s.cells)]
        if len(empty) == len(self.sheets):
            return [], []
        self.findings += [_page_without_text(number) for number in empty]
        self.findings += _turned_words_left_out(self.sheets, self.ledger)
        for sheet in self.sheets:
            if marks := " ".join(sheet.marks):
                self.findings.append(text_left_out("note", marks, Place(page=sheet.number)))
                self.ledger.leave("text-note", marks)
        running = running_heads(self.sheets)
        self.findings += running_left_out(self.sheets, running, self.ledger)
        blocks: list[Block] = []
        for sheet in self.sheets:
            blocks += self._blocks(sheet, running)
        for text in texts_of_blocks(blocks):  # before the two halves of a cell that a page cuts are joined in both
            self.ledger.enter(text)
        return over_pages(blocks, self.ends), self.findings

    def _blocks(self, sheet: Sheet, running: set[str]) -> list[Block]:
        lines = [line for line in sheet.lines if not is_running(line, sheet, running)]
        parts: list[tuple[float, Block]] = []
        for table, cells in zip(sheet.tables, sheet.cells, strict=True):
            if block := self._table(sheet, table, cells):
                parts.append((table.top, block))
        tops = [table.top for table in sheet.tables]
        for group in _between(lines, tops):
            parts += self._in_order(sheet, group)
        return [block for _, block in sorted(parts, key=lambda part: part[0])]

    def _table(self, sheet: Sheet, table: PageTable, cells: dict[int, str]) -> Table | None:
        if not cells:
            return None
        self.tables += 1
        pieces = []
        for index, box in enumerate(table.fields):
            text = cells.get(index, "")
            place = Place(page=sheet.number, table=self.tables, row=box.row + 1, column=box.column + 1)
            spans = (box.last_row - box.row + 1, box.last_column - box.column + 1)
            pieces.append(Piece(box.row, box.column, text, place, *spans))
        kept = _rows_with_words(table, cells)
        self.ends[self.tables] = Ends(table.open_above(kept[0]), table.open_below(kept[-1]))
        places = {row: Place(page=sheet.number, table=self.tables, row=row + 1) for row in kept}
        rows = laid_out(pieces, places, self.meter)
        return Table(rows, Place(page=sheet.number, table=self.tables))

    def _in_order(self, sheet: Sheet, lines: Sequence[TextLine]) -> Iterator[tuple[float, Block]]:
        """Read lines between ruled tables; what is set in columns of text, column by column."""
        runs = in_reading_order(lines)
        for run in runs:
            found = sorted(self._free(sheet, run.lines, is_stacked=run.stacked), key=itemgetter(0))
            yield from found if len(runs) == 1 else ((lines[0].top, block) for _, block in found)

    def _free(self, sheet: Sheet, lines: Sequence[TextLine], *, is_stacked: bool) -> Iterator[tuple[float, Block]]:
        """Read lines outside ruled tables: tables without rules, and paragraphs."""
        items = [[_item(part, line) for part in line.pieces(0.6)] for line in lines]
        rules = [rule.at for rule in sheet.levels if rule.end - rule.start > 0.3 * sheet.width and not is_stacked]
        taken: set[int] = set()
        tables = unruled_tables(items, rules, self.columns)
        self.columns = tables[-1].columns if tables and tables[-1].last == len(items) - 1 else None
        for found in tables:
            self.tables += 1
            taken.update(range(found.first, found.last + 1))
            pieces, places = [], {}
            for index, cells in enumerate(found.rows):
                places[index] = Place(page=sheet.number, table=self.tables, row=index + 1)
                for column, text in enumerate(cells):
                    place = Place(page=sheet.number, table=self.tables, row=index + 1, column=column + 1)
                    across = len(found.columns) if len(cells) == 1 else 1
                    pieces.append(Piece(index, column, text, place, 1, across))
            table = Table(laid_out(pieces, places, self.meter), Place(page=sheet.number, table=self.tables))
            yield lines[found.first].top, table
        rest = [line for index, line in enumerate(lines) if index not in taken]
        for text, top in _paragraphs(rest, sheet.width):
            self.paragraphs += 1
            place = Place(page=sheet.number, paragraph=self.paragraphs)
            yield top, Paragraph(self.meter.text(text), place)


def _rows_with_words(table: PageTable, cells: dict[int, str]) -> range:
    """The rows from the first to the last in which words begin: a page's frame adds empty ones at its ends."""
    boxes = [table.fields[index] for index, text in cells.items() if text.strip()] or table.fields
    return range(min(box.row for box in boxes), max(box.row for box in boxes) + 1)


def _item(part: TextLine, line: TextLine) -> LayoutItem:
    glyphs = tuple((glyph.text, glyph.x0, glyph.x1) for glyph in part.glyphs)
    return LayoutItem(part.text, part.x0, part.x1, line.top, line.bottom, glyphs)


def _between(lines: Sequence[TextLine], tops: Sequence[float]) -> list[list[TextLine]]:
    """Group lines by the tables between which they stand."""
    groups: dict[int, list[TextLine]] = {}
    for line in lines:
        groups.setdefault(sum(1 for top in tops if top < line.top), []).append(line)
    return list(groups.values())


_BEGINS = re.compile(
    r"^(?:[一二三四五六七八九十百零〇]{1,6}[、.．]|[（(](?:[一二三四五六七八九十百零〇]{1,6}|\d{1,3})[)）]|\d{1,3}[.．、]|[①-⑳㉑-㉟㊱-㊿]|第[一二三四五六七八九十]+[章节部]"
    r"|[一二三四五六七八九十]是|附件|[\u4e00-\u9fff]{2,8}[:：])"
)
_SENTENCE_ENDS = "。；;：:！!？?”）)】〕]"
_FIGURE = re.compile(
    r"^\d{1,3}[.．]\d+\s*(?:[%％‰]|[万亿千百]|平方|立方|公[里顷斤]|[里米亩吨个元人户家件条项辆台座所处头套倍])"
)


def _paragraphs(lines: Sequence[TextLine], width: float) -> Iterator[tuple[str, float]]:
    """Join lines to paragraphs: one begins where the line above stops short, or at a number or an indent.

    Where all lines of a page are short, a sentence that ends far from the margin ends its paragraph.
    """
    if not lines:
        return
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    text, top, before, first = lines[0].text, lines[0].top, lines[0], lines[0]
    for line in lines[1:]:
        room = width - left - before.x1  # to the margin, as wide as that on the left
        short = right - before.x1 > 2.5 * before.size or (room > _FAR * before.size and text[-1:] in "。；;！)）】〕]")
        indented = line.x0 - left > 1.2 * line.size and before.x0 - left <= line.x0 - left
        apart = line.top - before.bottom > 1.6 * line.size or abs(line.size - before.size) > 2
        begins = _BEGINS.match(line.text) and not _is_rest(line, first, text)
        if (
            short
            or apart
            or begins
            or (line.x0 - left > 1.2 * line.size and _are_centred(before, line))
            or (indented and text[-1:] in "。；;：:！”）)")
        ):
            yield text, top
            text, top, first = line.text, line.top, line
        else:
            words = line.text
            gap = " " if text[-1:].isascii() and words[:1].isascii() and text[-1:].isalpha() else ""
            text += gap + words
        before = line
    yield text, top


def _are_centred(above: TextLine, line: TextLine) -> bool:
    """Tell whether two lines stand about one middle with ends of their own, as a title's do, and no paragraph's."""
    off = abs((above.x0 + above.x1) - (line.x0 + line.x1)) / 2
    return off < 0.3 * line.size and abs(above.x0 - line.x0) > 1.2 * line.size


def _is_rest(line: TextLine, first: TextLine, text: str) -> bool:
    """Tell whether a line that begins like a number is the rest of a sentence: 示范片区 / 4.2平方公里.

    The paragraph is open, and this line stands further left than its first one, or is a figure with its measure.
    """
    if text[-1:] in _SENTENCE_ENDS:
        return False
    hanging = first.x0 - line.x0 > 1.2 * line.size
    return hanging or bool(_FIGURE.match(line.text))


def _page_without_text(number: int) -> Finding:
    return Finding(
        "page-without-text",
        Level.WARNING,
        "这一页没有可复制的文字，可能是扫描页，未读入。",
        Place(page=number),
        "This page holds no text; it may be a scan and was not read.",
    )


def _turned_words_left_out(sheets: Sequence[Sheet], ledger: Ledger) -> list[Finding]:
    """Say which turned words outside tables were not read: each text once, at the first page that has it."""
    first: dict[str, int] = {}
    for sheet in sheets:
        for text in sheet.left_out:
            first.setdefault(text, sheet.number)
            ledger.leave("text-turned", text)
    return [turned_left_out(text, Place(page=number)) for text, number in first.items() if text]
