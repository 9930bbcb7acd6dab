"""ods → Document: cells in the words that the file itself holds as shown, merges, strikes, what is hidden.

An OpenDocument sheet keeps beside each number what was shown of it. A typed figure keeps its digits in
that form; one that a formula reckoned is read as it is shown.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents.account import Account
from luoshi.documents.document import NONE_UNHIDDEN, Block, Progress, Unhidden
from luoshi.documents.hidden_content import sheet_left_out
from luoshi.documents.limits import Limits
from luoshi.documents.note_marks import without_note_marks
from luoshi.documents.number_format import number_of
from luoshi.documents.open_sheet_walk import held_in_sheets
from luoshi.documents.sheet import Sheet, Sheets, Written
from luoshi.documents.shown_figure import as_shown
from luoshi.documents.workbook_beside import integer
from luoshi.documents.workbook_parts import forget
from luoshi.documents.zip_package import Package, broken_xml, refuse_doctype
from luoshi.place import Place
from luoshi.plan import Finding, Level

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_NUMBERS = ("float", "percentage", "currency")
_HIDDEN = ("collapse", "filter")  # of columns
_EVERY = 500
_AGAIN = 20  # how often a row or cell with words may be repeated by its count alone: a number in a file is no work
_COPIES = 2_000  # of all rows of a file together
_SPACES = 100  # in one count of spaces


@dataclass(slots=True)
class _Style:
    parent: str = ""
    struck: bool | None = None
    raised: bool | None = None
    shown: bool = True


@dataclass(slots=True)
class _Columns:
    """The columns of a sheet: how far each run of them reaches, and the style of its cells."""

    ends: list[tuple[int, str]] = field(default_factory=list)  # the column behind the last, the style

    def style(self, column: int) -> str:
        return next((style for end, style in self.ends if column < end), "")


def read_open_sheet(
    data: bytes, limits: Limits, progress: Progress | None = None, shown: Unhidden = NONE_UNHIDDEN
) -> tuple[list[Block], list[Finding], Account]:
    """Return a table for each visible sheet that holds anything, what was left out, and the account.

    Raises:
        UnreadableFile: damaged, encrypted, over a limit, or with entities.
    """
    sheets = Sheets(limits, shown)
    blocks, held = take_open_sheet(data, sheets, progress)
    return blocks, sheets.closed(), sheets.ledger.closed(held)


def take_open_sheet(data: bytes, sheets: Sheets, progress: Progress | None = None) -> tuple[list[Block], int]:
    """Hand the sheets of a workbook over; return their tables, and how many characters the second walk counts.

    Raises:
        UnreadableFile: damaged, encrypted, over a limit, or with entities.
    """
    package = Package(data, sheets.limits)
    content = package.read("content.xml")
    refuse_doctype(content[:4096])
    reader = _Reader(sheets, progress)
    try:
        reader.styles_in(package.read("styles.xml"))
        reader.content(content)
    except etree.XMLSyntaxError as error:
        raise broken_xml(error) from None
    held = held_in_sheets(content)
    for name in reader.hidden:
        sheets.ledger.leave_count("sheet-hidden", held.get(name, 0))
    return reader.blocks, sum(held.values())


class _Reader:
    def __init__(self, sheets: Sheets, progress: Progress | None) -> None:
        self.sheets = sheets
        self.progress = progress
        self.styles: dict[tuple[str, str], _Style] = {}
        self.blocks: list[Block] = []
        self.hidden: list[str] = []
        self.copies = 0
        self.sheet: Sheet | None = None
        self.columns = _Columns()
        self.merges: list[tuple[int, int, int, int]] = []
        self.row = 0

    def styles_in(self, data: bytes) -> None:
        if data:
            refuse_doctype(data[:4096])
            for _, element in _events(data, ("end",), f"{_STYLE}style"):
                self._style(element)
                forget(element)

    def content(self, data: bytes) -> None:
        tags = [f"{_STYLE}style", *(f"{_TABLE}{name}" for name in ("table", "table-column", "table-row", "shapes"))]
        tags.append(f"{_TABLE}tracked-changes")
        for event, element in _events(data, ("start", "end"), *tags):
            kind = element.tag.rpartition("}")[2]
            if event == "start":
                if kind == "table" and self.sheet is None:
                    self._begin(element)
                continue
            if kind == "style":
                self._style(element)
            elif kind == "table-column":
                self._column(element)
            elif kind == "table-row" and self.sheet is not None:
                self._row(element, self.sheet)
            elif kind == "shapes" and self.sheet is not None:
                for paragraph in element.iter(f"{_TEXT}p"):
                    self.sheet.beside("boxed", self._plain(paragraph))
            elif kind == "table":
                self._end()
            if kind != "table" or self.sheet is None:
                forget(element)

    def _begin(self, table: etree._Element) -> None:
        name = table.get(f"{_TABLE}name", "")
        style = self.styles.get(("table", table.get(f"{_TABLE}style-name", "")), _Style())
        self.row, self.columns, self.merges = 0, _Columns(), []
        if style.shown or self.sheets.hidden_too:
            self.sheet = self.sheets.sheet(name, len(self.blocks) + 1, hidden=not style.shown)
        else:
            self.hidden.append(name)
            self.sheets.say(sheet_left_out(name))

    def _end(self) -> None:
        if self.sheet is None:
            return
        for area in self.merges:
            self.sheet.merge(*area)
        if table := self.sheet.table():
            self.blocks.append(table)
        self.sheet = None

    def _style(self, element: etree._Element) -> None:
        made = _Style(element.get(f"{_STYLE}parent-style-name", ""))
        words = element.find(f"{_STYLE}text-properties")
        if words is not None:
            line = words.get(f"{_STYLE}text-line-through-style") or words.get(f"{_STYLE}text-line-through-type")
            made.struck = None if line is None else line != "none"
            position = words.get(f"{_STYLE}text-position")
            made.raised = None if position is None else bool(re.match(r"super|[1-9]", position))
        about = element.find(f"{_STYLE}table-properties")
        made.shown = about is None or about.get(f"{_TABLE}display") != "false"
        self.styles[element.get(f"{_STYLE}family", ""), element.get(f"{_STYLE}name", "")] = made

    def _of(self, family: str, name: str, what: str, default: bool) -> bool:
        """Return what a style says, or the styles that it is derived from."""
        for _ in range(10):
            style = self.styles.get((family, name))
            if style is None:
                break
            said: bool | None = getattr(style, what)
            if said is not None:
                return said
            name = style.parent
        return default

    def _column(self, element: etree._Element) -> None:
        begin = self.columns.ends[-1][0] if self.columns.ends else 0
        count = max(1, integer(element.get(f"{_TABLE}number-columns-repeated", "1")))
        if len(self.columns.ends) < self.sheets.limits.columns:
            self.columns.ends.append((begin + count, element.get(f"{_TABLE}default-cell-style-name", "")))
            if element.get(f"{_TABLE}visibility") in _HIDDEN and self.sheet is not None:
                self.sheet.hide_columns(begin, begin + count - 1)

    def _row(self, element: etree._Element, sheet: Sheet) -> None:
        count = max(1, integer(element.get(f"{_TABLE}number-rows-repeated", "1")))
        seen = element.get(f"{_TABLE}visibility")
        cells = list(self._cells(element, sheet))
        if cells:
            copies = count if 1 < count <= _AGAIN and self.copies + count <= _COPIES else 1
            self.copies += copies - 1
            if copies < count:
                self.sheets.say(_repeated(Place(sheet=sheet.name, row=self.row + 1)))
            for copy in range(copies):
                sheet.row(self.row + copy + 1, cells, hidden=seen == "collapse")
            sheet.filtered += range(self.row + 1, self.row + copies + 1) if seen == "filter" else ()
        for column, shape in self._shapes:
            sheet.box(self.row, column, shape)
        self.row += count
        if self.progress and len(sheet.places) % _EVERY == 0:
            self.progress(self.row, self.row)

    def _cells(self, row: etree._Element, sheet: Sheet) -> Iterator[tuple[int, Written]]:
        self._shapes: list[tuple[int, str]] = []
        default = row.get(f"{_TABLE}default-cell-style-name", "")
        column = 0
        for cell in row:
            count = max(1, integer(cell.get(f"{_TABLE}number-columns-repeated", "1")))
            if len(cell):
                style = cell.get(f"{_TABLE}style-name") or default or self.columns.style(column)
                written = self._written(cell, style)
                self._beside(cell, column, sheet)
                if str(cell.tag) == f"{_TABLE}covered-table-cell":
                    sheet.beside("covered", written.text, self.row, column)
                    written = Written()
                down, across = (integer(cell.get(f"{_TABLE}number-{one}-spanned", "1")) for one in ("rows", "columns"))
                if down > 1 or across > 1:
                    self.merges.append((self.row, column, self.row + down - 1, column + across - 1))
                if written != Written():
                    for copy in range(count if count <= _AGAIN else 1):
                        yield column + copy, written
            elif cell.get(f"{_TABLE}formula"):
                yield column, Written(unsaved=True)
            column += count

    def _beside(self, cell: etree._Element, column: int, sheet: Sheet) -> None:
        """Take the comment and the drawn words of a cell."""
        for child in cell:
            if child.tag == f"{_OFFICE}annotation":
                words = "\n".join(self._plain(paragraph) for paragraph in child.iter(f"{_TEXT}p"))
                sheet.beside("comment", words, self.row, column)
            elif isinstance(child.tag, str) and child.tag.startswith(_DRAW):
                words = "\n".join(self._plain(paragraph) for paragraph in child.iter(f"{_TEXT}p"))
                if words.strip():
                    self._shapes.append((column, words))

    def _written(self, cell: etree._Element, style: str) -> Written:
        struck_cell = self._of("table-cell", style, "struck", default=False)
        lines, struck, marks = [], "", []
        for paragraph in cell.iterfind(f"{_TEXT}p"):
            pieces = list(self._pieces(paragraph, "", struck_cell, raised=False))
            struck += "".join(text for text, its, _ in pieces if its)
            words, raised = without_note_marks((text, is_raised) for text, its, is_raised in pieces if not its)
            lines.append(words)
            marks += raised
        text = "\n".join(lines)
        kind = cell.get(f"{_OFFICE}value-type", "")
        computed = bool(cell.get(f"{_TABLE}formula"))
        if cell.get(f"{_EXTENDED}value-type") == "error" or (computed and text.startswith(("#", "Err:"))):
            return Written(text, error=text)
        if kind in _NUMBERS and not struck:
            return self._number(cell, kind, text, computed=computed)
        if kind == "date" and not re.search("[年月]", text) and not struck:
            day, _, time = cell.get(f"{_OFFICE}date-value", "").partition("T")
            shown = f"{day} {time[:5]}" if time and ":" in text else day
            return Written(shown or text, number=True)
        if computed and not text and not struck:
            return Written(unsaved=kind != "string" and not cell.get(f"{_OFFICE}value"))
        number = kind in ("date", "time", "boolean")
        return Written(text, struck, " ".join(marks), number=number and not struck)

    def _number(self, cell: etree._Element, kind: str, text: str, *, computed: bool) -> Written:
        raw = cell.get(f"{_OFFICE}value", "")
        value = number_of(raw) if raw else None
        if value is None:
            return Written(text, unsaved=computed and not text, number=True)
        if not text and len(cell.findall(f"{_TEXT}p")):
            return Written(unshown=raw, number=True)
        shown = as_shown(text, value, percent=kind == "percentage", computed=computed)
        return Written(shown.text, exact=shown.exact, number=True)

    def _plain(self, paragraph: etree._Element) -> str:
        return "".join(text for text, _, _ in self._pieces(paragraph, "", struck=False, raised=False))

    def _pieces(
        self, element: etree._Element, style: str, struck: bool, raised: bool
    ) -> Iterator[tuple[str, bool, bool]]:
        """Iterate (words, whether struck out, whether raised) of a paragraph and the spans in it."""
        if style:
            struck = self._of("text", style, "struck", default=struck)
            raised = self._of("text", style, "raised", default=raised)
        if element.text:
            yield _spaced(element.text), struck, raised
        for child in element:
            name = str(child.tag).rpartition("}")[2]
            if name == "s":
                yield " " * min(max(1, integer(child.get(f"{_TEXT}c", "1"))), _SPACES), struck, raised
            elif name == "tab":
                yield "\t", struck, raised
            elif name == "line-break":
                yield "\n", struck, raised
            elif name not in ("annotation", "ruby-text") and isinstance(child.tag, str):
                yield from self._pieces(child, child.get(f"{_TEXT}style-name", ""), struck, raised)
            if child.tail:
                yield _spaced(child.tail), struck, raised


def _repeated(place: Place) -> Finding:
    return Finding(
        "row-repeated",
        Level.NOTE,
        f"文件里写明这一行要重复很多次（超过{_AGAIN}次），只读了一次。",
        place,
        f"The file says that this row is repeated many times (more than {_AGAIN}); it was read once.",
    )


def _events(data: bytes, events: tuple[str, ...], *tags: str) -> Iterator[tuple[str, etree._Element]]:
    yield from etree.iterparse(
        io.BytesIO(data), events=events, tag=tags, resolve_entities=False, no_network=True, huge_tree=True
    )  # fmt: skip


def _spaced(text: str) -> str:
    """Return words as OpenDocument means them: line ends and runs of blanks of its XML are one blank."""
    return re.sub(r"[ \t\r\n]+", " ", text)
