"""PDF → Document: ruled tables, tables without rules, and paragraphs, page by page.

A table that goes on over a page is marked, so that a row cut in two can be joined. Page
numbers and lines that stand at the same place of most pages are no text.
"""

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from luoshi.documents.document import Block, Paragraph, Progress, Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.gutters import unruled_tables
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.packed import damaged, encrypted
from luoshi.documents.pdf_grid import Field, PageTable, Rule, tables_of
from luoshi.documents.pdf_lines import Glyph, Line, joined, lines_of
from luoshi.documents.pieces import Columns, Item
from luoshi.documents.scanned import recognised_note, with_text, without_gaps
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding, Level

_THIN = 3.0  # points; a rectangle no thicker is a rule
_PAGE_NUMBER = re.compile(
    r"^[\s\-—–·.~]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/／,，共]?\s*共?\s*\d{1,4}\s*页?)?|[ivx]{1,5})[\s\-—–·.~]*$"
)
_MARGIN = 0.08  # of a page's height, above and below, in which running heads stand


@dataclass(slots=True)
class _Sheet:
    """One page: its ruled tables with the words of their cells, and the lines outside them."""

    number: int
    width: float
    height: float
    tables: list[PageTable]
    cells: list[dict[int, str]]
    lines: list[Line]
    levels: list[Rule] = field(default_factory=list)


def read_pdf(data: bytes, limits: Limits, progress: Progress | None = None) -> tuple[list[Block], list[Finding]]:
    """Return the blocks of a PDF, and which of its pages hold no text.

    A scan is read from its pictures where tesseract can, and a finding says so.

    Raises:
        UnreadableFile: encrypted, damaged, over a limit, or scanned without text.
    """
    try:
        return _read(data, limits, progress)
    except _Scanned:
        recognised = with_text(data, limits)
        if recognised is None:
            raise
    blocks, findings = _read(recognised, limits, progress)
    return without_gaps(blocks), [recognised_note(), *findings]


class _Scanned(UnreadableFile):
    """No page holds text."""


def _read(data: bytes, limits: Limits, progress: Progress | None) -> tuple[list[Block], list[Finding]]:
    reader = _Reader(Meter(limits))
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            pages = file.pages
            refuse_over(len(pages), limits.pages, "页", "pages")
            for number, page in enumerate(pages, start=1):
                reader.page(_sheet_of(page, number))
                page.close()
                if progress:
                    progress(number, len(pages))
    except LuoshiError:
        raise
    except Exception as error:
        # pdfminer raises whatever a broken file makes of its parser
        if "Password" in f"{type(error).__name__} {error!r} {error.__cause__!r} {error.__context__!r}":
            raise encrypted() from None
        raise damaged() from None
    return reader.finish()


def _sheet_of(page: Page, number: int) -> _Sheet:
    glyphs = _glyphs(page)
    upright, level = _rules(page)
    tables = tables_of(upright, level)
    cells: list[dict[int, list[Glyph]]] = [{} for _ in tables]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        index = next((i for i, table in enumerate(tables) if table.holds(x, y)), None)
        owner = tables[index].field_at(x, y) if index is not None else None
        if index is None or owner is None:
            outside.append(glyph)
        else:
            cells[index].setdefault(owner, []).append(glyph)
    texts = [_texts(table, found) for table, found in zip(tables, cells, strict=True)]
    return _Sheet(number, float(page.width), float(page.height), tables, texts, lines_of(outside), level)


def _glyphs(page: Page) -> list[Glyph]:
    """The page's characters, without those that stand askew (a watermark) or are drawn again (false bold).

    Raises:
        UnreadableFile: the characters have no known meaning.
    """
    chars: list[dict[str, Any]] = page.chars
    if sum(1 for c in chars if c["text"].startswith("(cid:")) * 3 > len(chars) > 0:
        raise UnreadableFile(
            f"PDF第{page.page_number}页的字体没有文字编码，复制出来是乱码，请提供Word、Excel或重新导出的PDF。",
            f"The fonts of page {page.page_number} do not say what their letters mean; please provide Word or Excel.",
            Place(page=page.page_number),
        )
    upright = sum(1 for c in chars if c["upright"]) * 2 > len(chars)
    glyphs: list[Glyph] = []
    drawn: set[tuple[str, int, int]] = set()
    for c in chars:
        if c["upright"] != upright or not c["text"] or c["bottom"] <= c["top"]:
            continue
        key = (c["text"], round(c["x0"]), round(c["top"]))
        if key in drawn or not (c["x1"] > 0 and c["x0"] < page.width):
            continue
        # a second stroke of false bold lies within a point of the first
        drawn |= {(key[0], key[1] + dx, key[2]) for dx in ((-1, 0, 1) if c["text"].strip() else (0,))}
        glyphs.append(Glyph(tidy(c["text"]), c["x0"], c["x1"], c["top"], c["bottom"]))
    return glyphs


def _texts(table: PageTable, cells: dict[int, list[Glyph]]) -> dict[int, str]:
    """The words of a table's cells, by the cells' index."""
    lines = {index: lines_of(glyphs) for index, glyphs in cells.items()}
    padding = _padding(table.fields, lines)
    boxes = table.fields
    return {i: joined(found, boxes[i].x1 - boxes[i].x0 - 2 * padding) for i, found in lines.items()}


def _rules(page: Page) -> tuple[list[Rule], list[Rule]]:
    """The page's vertical and horizontal rules: lines, thin rectangles, and the sides of boxes."""
    upright: list[Rule] = []
    level: list[Rule] = []
    for shape in (*page.lines, *page.rects):
        x0, x1, top, bottom = shape["x0"], shape["x1"], shape["top"], shape["bottom"]
        wide, high = x1 - x0, bottom - top
        if wide <= _THIN and high > _THIN:
            upright.append(Rule((x0 + x1) / 2, top, bottom))
        elif high <= _THIN and wide > _THIN:
            level.append(Rule((top + bottom) / 2, x0, x1))
        elif shape["object_type"] == "rect" and wide > _THIN and (shape.get("stroke") or shape.get("fill")):
            upright += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
            level += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
    for curve in page.curves:
        points = curve.get("pts") or []
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            if abs(ax - bx) < 1 and abs(ay - by) > _THIN:
                upright.append(Rule(ax, min(ay, by), max(ay, by)))
            elif abs(ay - by) < 1 and abs(ax - bx) > _THIN:
                level.append(Rule(ay, min(ax, bx), max(ax, bx)))
    return upright, level


class _Reader:
    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.sheets: list[_Sheet] = []
        self.findings: list[Finding] = []
        self.paragraphs = 0
        self.tables = 0
        self.columns: Columns | None = None  # of the table without rules with which the last page ended

    def page(self, sheet: _Sheet) -> None:
        self.sheets.append(sheet)

    def finish(self) -> tuple[list[Block], list[Finding]]:
        empty = [s.number for s in self.sheets if not s.lines and not any(s.cells)]
        if len(empty) == len(self.sheets):
            raise _Scanned(
                "这份PDF是扫描件，没有可复制的文字，请提供Word、Excel或带文字的PDF。",
                "This PDF is a scan without text; please provide Word, Excel or a PDF with text.",
            )
        self.findings += [_page_without_text(number) for number in empty]
        running = _running_heads(self.sheets)
        blocks: list[Block] = []
        for sheet in self.sheets:
            blocks += self._blocks(sheet, running)
        return _marked(blocks), self.findings

    def _blocks(self, sheet: _Sheet, running: set[str]) -> list[Block]:
        lines = [line for line in sheet.lines if not _is_running(line, sheet, running)]
        parts: list[tuple[float, Block]] = []
        for table, cells in zip(sheet.tables, sheet.cells, strict=True):
            if block := self._table(sheet, table, cells):
                parts.append((table.top, block))
        tops = [table.top for table in sheet.tables]
        for group in _between(lines, tops):
            parts += self._free(sheet, group)
        return [block for _, block in sorted(parts, key=lambda part: part[0])]

    def _table(self, sheet: _Sheet, table: PageTable, cells: dict[int, str]) -> Table | None:
        if not cells:
            return None
        self.tables += 1
        pieces = []
        for index, box in enumerate(table.fields):
            text = cells.get(index, "")
            place = Place(page=sheet.number, table=self.tables, row=box.row + 1, column=box.column + 1)
            spans = (box.last_row - box.row + 1, box.last_column - box.column + 1)
            pieces.append(Piece(box.row, box.column, text, place, *spans))
        places = {
            row: Place(page=sheet.number, table=self.tables, row=row + 1)
            for row in sorted({box.row for box in table.fields})
        }
        rows = laid_out(pieces, places, self.meter)
        return Table(rows, Place(page=sheet.number, table=self.tables))

    def _free(self, sheet: _Sheet, lines: Sequence[Line]) -> Iterator[tuple[float, Block]]:
        """Read lines outside ruled tables: tables without rules, and paragraphs."""
        items = [[_item(part, line) for part in line.pieces(0.6)] for line in lines]
        rules = [rule.at for rule in sheet.levels if rule.end - rule.start > 0.3 * sheet.width]
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
        for text, top in _paragraphs(rest):
            self.paragraphs += 1
            place = Place(page=sheet.number, paragraph=self.paragraphs)
            yield top, Paragraph(self.meter.text(text), place)


def _item(part: Line, line: Line) -> Item:
    glyphs = tuple((glyph.text, glyph.x0, glyph.x1) for glyph in part.glyphs)
    return Item(part.text, part.x0, part.x1, line.top, line.bottom, glyphs)


def _padding(fields: Sequence[Field], lines: dict[int, list[Line]]) -> float:
    """How far words stand from their cell's sides: the least distance on the left in this table."""
    gaps = [line.x0 - fields[index].x0 for index, found in lines.items() for line in found]
    return max(0.0, min(gaps, default=0.0))


def _between(lines: Sequence[Line], tops: Sequence[float]) -> list[list[Line]]:
    """Group lines by the tables between which they stand."""
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(sum(1 for top in tops if top < line.top), []).append(line)
    return list(groups.values())


_BEGINS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.．、]|[①-⑳]|第[一二三四五六七八九十]+[章节部]"
    r"|[一二三四五六七八九十]是|附件|[\u4e00-\u9fff]{2,8}[:：])"
)


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, float]]:
    """Join lines to paragraphs: one begins where the line above stops short, or at a number or an indent."""
    if not lines:
        return
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    text, top, before = lines[0].text, lines[0].top, lines[0]
    for line in lines[1:]:
        short = right - before.x1 > 2.5 * before.size
        indented = line.x0 - left > 1.2 * line.size and before.x0 - left <= line.x0 - left
        apart = line.top - before.bottom > 1.6 * line.size or abs(line.size - before.size) > 2
        if short or apart or _BEGINS.match(line.text) or (indented and text[-1:] in "。；;：:！”）)"):
            yield text, top
            text, top = line.text, line.top
        else:
            words = line.text
            gap = " " if text[-1:].isascii() and words[:1].isascii() and text[-1:].isalpha() else ""
            text += gap + words
        before = line
    yield text, top


def _is_running(line: Line, sheet: _Sheet, running: set[str]) -> bool:
    edge = line.bottom < _MARGIN * sheet.height or line.top > (1 - _MARGIN) * sheet.height
    text = line.text
    if edge and (_PAGE_NUMBER.match(text) or re.sub(r"\d+", "#", text) in running):
        return True
    return bool(re.match(r"^[—–-]\s*\d{1,4}\s*[—–-]$", text))


def _running_heads(sheets: Sequence[_Sheet]) -> set[str]:
    """Lines that stand in the margin of more than half of the pages, their digits aside."""
    counts: Counter[str] = Counter()
    for sheet in sheets:
        low, high = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
        edge = {re.sub(r"\d+", "#", line.text) for line in sheet.lines if line.bottom < low or line.top > high}
        counts.update(edge)
    return {text for text, count in counts.items() if count > 2 and count * 2 > len(sheets)}


def _marked(blocks: Sequence[Block]) -> list[Block]:
    """Mark tables that go on in the next block: the next page begins with a table as wide."""
    marked: list[Block] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        if (
            isinstance(block, Table)
            and isinstance(after, Table)
            and after.place.page != block.place.page
            and after.width == block.width
        ):
            block = Table(block.rows, block.place, block.ragged, block.caption, broken_by_page=True)
        marked.append(block)
    return marked


def _page_without_text(number: int) -> Finding:
    return Finding(
        "page-without-text",
        Level.WARNING,
        "这一页没有可复制的文字，可能是扫描页，未读入。",
        Place(page=number),
        "This page holds no text; it may be a scan and was not read.",
    )
