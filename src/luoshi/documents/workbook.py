"""xlsx → Document: one table a sheet, cells as they are printed, merges known.

Read straight from the parts, row by row, so that 20,000 rows stay small in memory and
cells keep what a reader of values would lose: percentages, dates, struck-out words. Hidden
sheets, rows and columns are not read, and said so. A formula gives the value it was saved with,
as its cell shows it.
"""

import io
import re
from collections.abc import Iterator

from lxml import etree

from luoshi.documents.account import Account
from luoshi.documents.cell_names import area_of, column_of
from luoshi.documents.document import NONE_UNHIDDEN, Block, Progress, Table, Unhidden
from luoshi.documents.hidden_content import sheet_left_out
from luoshi.documents.limits import Limits
from luoshi.documents.number_format import Shown, shown_text
from luoshi.documents.sheet import Sheet, Sheets, Written
from luoshi.documents.workbook_beside import beside_of, in_margin, integer, read_beside, take_filter
from luoshi.documents.workbook_parts import (
    Text,
    counts_from_1904,
    forget,
    is_reckoned,
    main_part,
    shared_strings,
    sheets_of,
    string_of,
    styles_of,
    unescaped,
)
from luoshi.documents.workbook_values import printed
from luoshi.documents.workbook_walk import held_in
from luoshi.documents.zip_package import Package, broken_xml, damaged, refuse_doctype
from luoshi.plan import Finding

_READ = ("row", "col", "mergeCell", "dimension", "sheetView", "headerFooter")
_EVERY = 500  # rows between two calls of progress
_ARRAYS = 100  # areas of array formulas in one sheet whose cells are known to be reckoned


def read_workbook(
    data: bytes, limits: Limits, progress: Progress | None = None, shown: Unhidden = NONE_UNHIDDEN
) -> tuple[list[Block], list[Finding], Account]:
    """Return a table for each visible sheet that holds anything, what was left out, and the account.

    Raises:
        UnreadableFile: damaged, encrypted, over a limit, or with entities.
    """
    package = Package(data, limits)
    book = package.xml(main_part(package))
    if book is None:
        raise damaged()
    held = held_in(package)
    reader = _Reader(package, book, Sheets(limits, shown), progress)
    blocks: list[Block] = []
    hidden_parts: list[str] = []
    for name, part, hidden in sheets_of(package, book):
        if hidden:
            reader.sheets.say(sheet_left_out(name))
            hidden_parts.append(part)
        elif table := reader.sheet(name, part, len(blocks) + 1):
            blocks.append(table)
    for part in hidden_parts:
        reader.sheets.ledger.leave_count("sheet-hidden", sum(held.get(one, 0) for one in beside_of(package, part)))
    return blocks, reader.sheets.closed(), reader.sheets.ledger.closed(sum(held.values()))


class _Reader:
    def __init__(self, package: Package, book: etree._Element, sheets: Sheets, progress: Progress | None) -> None:
        self.package = package
        self.sheets = sheets
        self.progress = progress
        self.reckoned = is_reckoned(package, book)
        self.strings = shared_strings(package)
        self.styles = styles_of(package, counts_from_1904(book))

    def sheet(self, name: str, part: str, number: int) -> Table | None:
        data = self.package.read(part)
        refuse_doctype(data[:4096])
        sheet = Sheet(name, number, self.sheets)
        try:
            _Stream(self, sheet).take(data)
        except etree.XMLSyntaxError as error:
            raise broken_xml(error) from None
        read_beside(self.package, part, sheet)
        return sheet.table()


class _Stream:
    """Reads the part of one sheet, row by row."""

    def __init__(self, reader: _Reader, sheet: Sheet) -> None:
        self.reader = reader
        self.sheet = sheet
        self.total = 0
        self.zeros = True
        self.arrays: list[tuple[int, int, int, int]] = []  # where array formulas reckon cells beside their own
        self.names: dict[object, str] = {}

    def take(self, data: bytes) -> None:
        tags = [f"{{*}}{name}" for name in (*_READ, "autoFilter")]
        context = etree.iterparse(
            io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True
        )
        number, taken = 0, 0
        for _, element in context:
            kind = element.tag.rpartition("}")[2]
            if kind == "row":
                number, taken = integer(element.get("r")) or number + 1, taken + 1
                hidden = element.get("hidden") in ("1", "true") or element.get("ht") == "0"
                self.sheet.row(number, self._cells(element, number), hidden=hidden)
                if self.reader.progress and taken % _EVERY == 0:
                    self.reader.progress(number, max(self.total, number))
            elif kind == "mergeCell":
                if area := area_of(element.get("ref", "")):
                    self.sheet.merge(*area)
            elif kind == "col":
                if element.get("hidden") in ("1", "true") or element.get("width") == "0":
                    self.sheet.hide_columns(integer(element.get("min")) - 1, integer(element.get("max")) - 1)
            elif kind == "autoFilter":
                take_filter(element, self.sheet)
            elif kind == "dimension":
                self.total = integer(re.sub(r"^.*?(\d+)$", r"\1", element.get("ref", "")))
            elif kind == "sheetView":
                self.zeros = element.get("showZeros", "1") not in ("0", "false")
            else:
                for margin in element:
                    self.sheet.beside("margin", in_margin(margin.text or ""))
            forget(element)

    def _cells(self, row: etree._Element, number: int) -> Iterator[tuple[int, Written]]:
        column = -1
        for cell in row:
            name = cell.get("r")
            column = column_of(name) if name else column + 1
            if len(cell):
                yield column, self._written(cell, number - 1, column)

    def _written(self, cell: etree._Element, row: int, column: int) -> Written:
        raw, formula, inline = "", None, None
        for child in cell:
            tag = child.tag
            if (name := self.names.get(tag)) is None:
                name = self.names[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else ""
            if name == "v":
                raw = child.text or ""
            elif name == "f":
                formula = child
            elif name == "is":
                inline = child
        kind, style = cell.get("t", "n"), integer(cell.get("s"))
        if formula is not None and not self._is_saved(formula, kind, raw):
            return Written(unsaved=True, number=bool(raw))
        if kind == "s":
            strings, index = self.reader.strings, integer(raw)
            return self._words(strings[index] if raw.isdigit() and index < len(strings) else Text(), style)
        if kind == "inlineStr":
            return self._words(string_of(inline) if inline is not None else Text(), style)
        if kind == "e":
            return Written(raw, error=raw, number=True)
        if kind in ("str", "d"):
            return self._words(Text(unescaped(raw)), style)
        if kind == "b":
            return Written({"1": "TRUE", "0": "FALSE"}.get(raw, raw), number=True)
        return self._number(raw, style, computed=formula is not None or self._in_array(row, column))

    def _is_saved(self, formula: etree._Element, kind: str, raw: str) -> bool:
        """Tell whether a formula has a value that some program reckoned."""
        beside = area_of(formula.get("ref", "")) if formula.get("t") in ("array", "dataTable") else None
        if beside and len(self.arrays) < _ARRAYS:
            self.arrays.append(beside)
        if self.reader.reckoned:
            return bool(raw) or kind == "str"
        return raw.strip() not in ("", "0")

    def _in_array(self, row: int, column: int) -> bool:
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.arrays)

    def _words(self, text: Text, style: int) -> Written:
        styles = self.reader.styles
        if styles.is_struck(style):
            text = text.in_struck_cell()
        shown = shown_text(text.plain, styles.form(style)) if text.plain else ""
        return Written(shown, text.struck, text.marks, "" if shown else text.plain)

    def _number(self, raw: str, style: int, *, computed: bool) -> Written:
        styles = self.reader.styles
        form = styles.form(style)
        if not form and raw.isdigit() and len(raw) < 10 and raw[0] != "0" and not styles.is_struck(style):
            return Written(raw, number=True)  # a plain count, as most numbers of a table are
        shown = printed(raw, form, styles.is_1904, computed=computed)
        if shown.text == "0" and not self.zeros:
            shown = Shown("")
        if styles.is_struck(style):
            return Written("", shown.text or raw, number=True)
        return Written(shown.text, "", "", "" if shown.text else raw, shown.exact, number=True)
