"""xlsx → Document: one table a sheet, cells as they are printed, merges known.

Read straight from the parts, row by row, so that 20,000 rows stay small in memory and
cells keep what a reader of values would lose: percentages, dates, struck-out words. Hidden
sheets, rows and columns are not read, and said so. A formula gives the value it was saved with.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents.document import Block, Progress, Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.left_out import column_left_out, row_left_out, sheet_left_out, text_left_out
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.packed import Package, damaged, refuse_doctype
from luoshi.documents.workbook_values import Styles, printed
from luoshi.errors import UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding, Level

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_NAME = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_EVERY = 500  # rows between two calls of progress
_STYLE_BYTES = 30_000_000  # Excel keeps 65,490 formats of cells, some 400 bytes each


@dataclass(slots=True)
class Text:
    """A string of the workbook: the words that stand, and those struck out."""

    plain: str = ""
    struck: str = ""


_NO_TEXT = Text()


@dataclass(slots=True)
class _Sheet:
    """What one sheet holds before its cells are laid out."""

    name: str
    number: int
    pieces: list[Piece] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    hidden_columns: int = 0  # a bit a column
    held: set[int] = field(default_factory=set)  # rows in which something is written, hidden ones too
    merges: dict[tuple[int, int], tuple[int, int, int, int]] = field(default_factory=dict)  # by their first cell
    hidden_texts: dict[int, str] = field(default_factory=dict)
    width: int = 0


def read_workbook(data: bytes, limits: Limits, progress: Progress | None = None) -> tuple[list[Block], list[Finding]]:
    """Return a table for each visible sheet that holds anything, and what was left out.

    Raises:
        UnreadableFile: damaged, encrypted, over a limit, or with entities.
    """
    package = Package(data, limits)
    book = package.xml("xl/workbook.xml")
    if book is None:
        raise damaged()
    reader = _Reader(package, Meter(limits), counts_from_1904(book), progress)
    blocks: list[Block] = []
    for name, part, hidden in sheets_of(package, book):
        if hidden:
            reader.findings.append(sheet_left_out(name))
        elif table := reader.sheet(name, part, len(blocks) + 1):
            blocks.append(table)
    return blocks, reader.findings


def counts_from_1904(book: etree._Element) -> bool:
    """Tell whether a workbook counts its days from 1904, as old Macs did."""
    return any(e.get("date1904") in ("1", "true") for e in book.iter("{*}workbookPr"))


def sheets_of(package: Package, book: etree._Element) -> Iterator[tuple[str, str, bool]]:
    """Iterate (name, part, hidden) in the order of the tabs."""
    relations = package.xml("xl/_rels/workbook.xml.rels")
    parts: dict[str, str] = {}
    for relation in relations if relations is not None else ():
        target = str(relation.get("Target", ""))
        parts[str(relation.get("Id"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for sheet in book.iter("{*}sheet"):
        part = parts.get(sheet.get(_R) or sheet.get(_R_STRICT) or "", "")
        if part in package.names and "worksheets" in part:
            yield sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"


class _Reader:
    def __init__(self, package: Package, meter: Meter, is_1904: bool, progress: Progress | None) -> None:
        self.package = package
        self.meter = meter
        self.progress = progress
        self.findings: list[Finding] = []
        self.written = 0  # characters; a shared string counts in each cell that shows it
        self.strings = shared_strings(package)
        self.styles = styles_of(package, is_1904)

    def sheet(self, name: str, part: str, number: int) -> Table | None:
        data = self.package.read(part)
        refuse_doctype(data[:4096])
        sheet = _Sheet(name, number)
        try:
            self._stream(data, sheet)
        except etree.XMLSyntaxError:
            raise damaged() from None
        self._merge(sheet)
        for column, text in sheet.hidden_texts.items():
            place = Place(sheet=name, column=column + 1)
            self.findings.append(column_left_out("hidden", text, place))
        if not sheet.pieces:
            return None
        rows = laid_out(sheet.pieces, sheet.places, self.meter)
        return Table(rows, Place(sheet=name, table=number), caption=name)

    def _stream(self, data: bytes, sheet: _Sheet) -> None:
        tags = ("{*}row", "{*}col", "{*}mergeCell", "{*}dimension")
        context = etree.iterparse(
            io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True
        )
        total, row_number = 0, 0
        for _, element in context:
            kind = element.tag.rpartition("}")[2]
            if kind == "row":
                row_number = integer(element.get("r")) or row_number + 1
                self._row(element, row_number, sheet)
                if self.progress and len(sheet.places) % _EVERY == 0:
                    self.progress(row_number, max(total, row_number))
            elif kind == "col":
                self._column(element, sheet)
            elif kind == "dimension":
                total = integer(re.sub(r"^.*?(\d+)$", r"\1", element.get("ref", "")))
            elif kind == "mergeCell":
                self._area(element, sheet)
            forget(element)

    def _area(self, element: etree._Element, sheet: _Sheet) -> None:
        """Keep a merged area; one that begins in a row without words merges nothing."""
        area = area_of(element.get("ref", ""))
        if area and area[0] in sheet.held and area[1] < self.meter.limits.columns:
            sheet.merges[area[0], area[1]] = area

    def _column(self, element: etree._Element, sheet: _Sheet) -> None:
        if element.get("hidden") in ("1", "true") or element.get("width") == "0":
            first, last = integer(element.get("min")), integer(element.get("max"))
            # a hidden tail (every column to the last possible one) hides nothing
            last = min(last, self.meter.limits.columns)
            if 0 < first <= last:
                sheet.hidden_columns |= (1 << last) - (1 << (first - 1))

    def _row(self, element: etree._Element, number: int, sheet: _Sheet) -> None:
        place = Place(sheet=sheet.name, row=number)
        hidden = element.get("hidden") in ("1", "true") or element.get("ht") == "0"
        pieces, struck, column = [], [], -1
        for cell in element:
            column = column_of(cell.get("r", "")) if cell.get("r") else column + 1
            where = Place(sheet=sheet.name, row=number, column=column + 1, cell=f"{letters(column)}{number}")
            text = self._text(cell, where)
            if text.struck.strip():
                struck.append((text.struck, where))
            if not text.plain.strip():
                continue
            sheet.held.add(number - 1)
            self.written += len(text.plain)
            refuse_over(self.written, self.meter.limits.characters, "字", "characters", where)
            if sheet.hidden_columns >> column & 1:
                sheet.hidden_texts.setdefault(column, text.plain.strip())
                continue
            refuse_over(column + 1, self.meter.limits.columns, "列", "columns", where)
            pieces.append(Piece(number - 1, column, tidy(text.plain).strip(), where))
        self._keep(sheet, number, place, pieces, struck, hidden)

    def _keep(
        self,
        sheet: _Sheet,
        number: int,
        place: Place,
        pieces: list[Piece],
        struck: list[tuple[str, Place]],
        hidden: bool,
    ) -> None:
        written = "".join(piece.text for piece in pieces)
        if hidden and written:
            self.findings.append(row_left_out("hidden", " ".join(p.text for p in pieces), place))
        elif struck and not written.strip("0123456789.、（）() "):
            self.findings.append(row_left_out("struck", " ".join(text for text, _ in struck), place))
        elif pieces or not hidden:
            if pieces:
                sheet.places[number - 1] = place
                sheet.pieces += pieces
                sheet.width = max(sheet.width, pieces[-1].column + 1)
            self.findings += [text_left_out("struck", text, where) for text, where in struck]
        refuse_over(len(sheet.places), self.meter.limits.rows, "行", "rows", place)

    def _text(self, cell: etree._Element, place: Place) -> Text:
        kind, style = cell.get("t", "n"), integer(cell.get("s"))
        value = cell.find("{*}v")
        raw = (value.text or "") if value is not None else ""
        if kind == "s":
            index = integer(raw)
            found = self.strings[index] if raw.isdigit() and index < len(self.strings) else Text()
        elif kind == "inlineStr":
            inline = cell.find("{*}is")
            found = string_of(inline) if inline is not None else Text()
        elif kind == "e":
            self.findings.append(_formula_error(raw, place))
            found = Text(raw)
        elif kind in ("str", "b", "d"):
            found = Text({"1": "TRUE", "0": "FALSE"}.get(raw, raw) if kind == "b" else raw)
        else:
            found = Text(printed(raw, self.styles.form(style), self.styles.is_1904))
            if not raw and cell.find("{*}f") is not None:
                self.findings.append(_formula_unsaved(place))
        if found.plain and self.styles.is_struck(style):
            return Text("", found.plain)
        return found

    def _merge(self, sheet: _Sheet) -> None:
        """Let merged areas reach over the rows and columns that hold something."""
        if not sheet.places:
            return
        last = max(sheet.places)
        begins = {(piece.row, piece.column): piece for piece in sheet.pieces}
        for top, left, bottom, right in sheet.merges.values():
            if piece := begins.get((top, left)):
                piece.row_span = max(1, min(bottom, last) - top + 1)
                piece.column_span = max(1, min(right + 1, sheet.width) - left)


def styles_of(package: Package, is_1904: bool) -> Styles:
    """Return the styles of cells.

    Raises:
        UnreadableFile: there are more than Excel itself keeps.
    """
    refuse_over(package.size("xl/styles.xml"), _STYLE_BYTES, "字节样式", "bytes of styles")
    return Styles.of(package.xml("xl/styles.xml"), is_1904)


def forget(element: etree._Element) -> None:
    """Let go of an element that was read, and of what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def shared_strings(package: Package) -> list[Text]:
    """Return the strings that cells name by their number."""
    data = package.read("xl/sharedStrings.xml")
    if not data:
        return []
    refuse_doctype(data[:4096])
    strings: list[Text] = []
    try:
        context = etree.iterparse(
            io.BytesIO(data), events=("end",), tag="{*}si", resolve_entities=False, no_network=True, huge_tree=True
        )
        for _, element in context:
            text = string_of(element)
            strings.append(text if text.plain or text.struck else _NO_TEXT)
            forget(element)
    except etree.XMLSyntaxError:
        raise damaged() from None
    return strings


def string_of(element: etree._Element) -> Text:
    """Read a string and its runs; phonetic guides are no part of it."""
    text = Text()
    for child in element:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if tag == "t":
            text.plain += child.text or ""
        elif tag == "r":
            words = "".join(t.text or "" for t in child.iterfind("{*}t"))
            strike = child.find("{*}rPr/{*}strike")
            if strike is not None and strike.get("val", "1") not in ("0", "false"):
                text.struck += words
            else:
                text.plain += words
    if "_x" in text.plain:
        text.plain = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text.plain)
    return text


def _formula_error(text: str, place: Place) -> Finding:
    return Finding(
        "formula-error",
        Level.WARNING,
        f"公式出错（{text}），请在原表中改正。",
        place,
        f"The formula gives an error ({text}); please correct it in the file.",
        written=text,
    )


def _formula_unsaved(place: Place) -> Finding:
    return Finding(
        "formula-unsaved",
        Level.WARNING,
        "公式没有保存结果，请用Excel或WPS打开并重新保存。",
        place,
        "The formula was saved without its value; please open the file in Excel or WPS and save it again.",
    )


def letters(column: int) -> str:
    """Name a column, counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """Return the column of a cell's name, counted from 0: AA7 stands in 26.

    Raises:
        UnreadableFile: it is no name of a cell.
    """
    found = _NAME.match(name)
    if not found:
        raise UnreadableFile("工作表里有无法识别的单元格。", "The sheet holds a cell whose name makes no sense.")
    value = 0
    for letter in found[1]:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value - 1


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """Return (top, left, bottom, right) of A1:B2, counted from 0, all included; None where it is none."""
    first, _, last = reference.partition(":")
    a, b = _NAME.match(first), _NAME.match(last or first)
    if not a or not b:
        return None
    return int(a[2]) - 1, column_of(a[0]), int(b[2]) - 1, column_of(b[0])


def integer(text: str | None) -> int:
    """Return a whole number of at most eight digits; 0 for anything else."""
    return int(text) if text and text.isdigit() and len(text) < 9 else 0
