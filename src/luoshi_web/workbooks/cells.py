"""The bytes of an uploaded workbook → its cells, hidden ones too, within narrow limits.

The core's reader of documents leaves out what is hidden, as a table of tasks must; here the
rows' keys are hidden. Figures come from the file's own digits: fifteen of them, which is as
many as Excel keeps and shows, so that the 0.30000000000000004 of a sum is 0.3. The rounding of a
cell's format is not applied. xlsx is read from its parts; xls, et, xlsb and ods by the core's readers,
or, where those cannot take a file apart, by calamine, which gives values without their formats.
"""

import io
import json
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from lxml import etree
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from luoshi.documents.binary_workbook import take_binary_workbook
from luoshi.documents.detect import kind_of
from luoshi.documents.encoding import tidy
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.old_workbook import take_old_workbook
from luoshi.documents.open_sheet import take_open_sheet
from luoshi.documents.packed import Package, damaged, encrypted, guarded, refuse_doctype
from luoshi.documents.sheet import Sheet, Sheets, Written, letters
from luoshi.documents.workbook import area_of, column_of
from luoshi.documents.workbook_beside import integer
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
)
from luoshi.errors import LuoshiError, UnreadableFile

# A unit's workbook of 154 tasks has some 40 kB and 3000 cells.
MOST = Limits(file_bytes=10_000_000, unpacked_bytes=60_000_000, rows=20_000, columns=256, cells=200_000)
DIGITS = 15
Area: TypeAlias = tuple[int, int, int, int]
"""Top, left, bottom, right, from 0, all included."""
_FIGURE = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?%?", re.ASCII)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Read:
    """What one cell holds.

    Args:
        error: what Excel says of a formula that fails: #REF!
        unsaved: a formula that was saved without its value.
        number: it was a number, and not text; `percent` is known of xlsx only.
        struck: words of it that are struck out; they are not in `text`.
        marks: raised marks of notes; they are not in `text` either.
    """

    text: str
    error: str = ""
    unsaved: bool = False
    number: bool = False
    percent: bool = False
    struck: str = ""
    marks: str = ""


NOTHING = Read("")


@dataclass(slots=True)
class SheetRead:
    """One sheet: its cells by (row, column), from 0, and which of its columns merged areas cover in a row."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Read] = field(default_factory=dict)
    covered: dict[int, int] = field(default_factory=dict)  # by row, a bit a column; of rows that hold something

    def is_covered(self, row: int, column: int) -> bool:
        return bool(self.covered.get(row, 0) >> column & 1)

    def rows(self) -> dict[int, dict[int, Read]]:
        found: dict[int, dict[int, Read]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = cell
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as it was sent; `formats` tells whether the formats of its cells are known."""

    sheets: tuple[SheetRead, ...]
    formats: bool


def name_of(row: int, column: int) -> str:
    """Name a cell, both counted from 0: (11, 5) is F12."""
    return f"{letters(column)}{row + 1}"


def read_book(data: bytes, name: str, limits: Limits = MOST) -> Book:
    """Read an uploaded workbook.

    Raises:
        UnreadableFile: no workbook, damaged, with a password, or over a limit; the sentence says which.
    """
    try:
        refuse_over(len(data), limits.file_bytes, "字节", "bytes")
        kind = kind_of(data, name)
        if kind not in ("xlsx", "xls", "xlsb", "ods"):
            raise _no_workbook(kind)
        return _xlsx(data, limits) if kind == "xlsx" else _taken(data, kind, limits)
    except UnreadableFile as error:
        raise _for_a_unit(error) from None
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError):
        raise _for_a_unit(damaged()) from None


def _for_a_unit(error: UnreadableFile) -> UnreadableFile:
    """Say of a workbook what the core says of any document: nothing is imported here, and one kind of file fits."""
    if error.chinese == encrypted().chinese:
        return UnreadableFile(
            "文件加了密码，读不了。请去掉密码，存为xlsx再传。",
            "The file has a password; take it off, and send it as xlsx.",
        )
    if error.chinese == damaged().chinese:
        return UnreadableFile(
            "文件不完整或已损坏。请用Excel或WPS打开，另存为xlsx再传。",
            "The file is incomplete or damaged; open it in Excel or WPS, and save it as xlsx.",
        )
    if "超过了上限" in error.chinese:
        return UnreadableFile(
            "文件里的内容太多，不像一个单位的填报工作簿，没有读。请从这里下载一份，把写的内容粘过去再传。",
            "The file holds far more than a unit's workbook and was not read; download one here and paste into it.",
        )
    if "图片" in error.chinese or "压缩包" in error.chinese or "OFD" in error.chinese:
        return UnreadableFile(
            "这不是Excel工作簿。请用从这里下载的xlsx填写，再传上来。",
            "This is no Excel workbook; please fill in the xlsx downloaded here, and send that.",
        )
    return error


def _no_workbook(kind: str) -> UnreadableFile:
    called = {
        "csv": "csv",
        "text": "文本",
        "pdf": "PDF",
        "docx": "Word",
        "doc": "Word",
        "odt": "文档",
        "ofd": "OFD",
    }.get(kind, "网页")
    return UnreadableFile(
        f"这是{called}文件，里面没有每一行的识别码。请用从这里下载的xlsx填写，再传上来。",
        "This is no workbook: the keys of its rows are lost. Fill in the xlsx downloaded here, and send that.",
    )


def _xlsx(data: bytes, limits: Limits) -> Book:
    package = Package(data, limits)
    root = package.xml(main_part(package))
    if root is None:
        raise damaged()
    reader = _Parts(package, root, limits)
    return Book(tuple(reader.sheet(name, part, hidden) for name, part, hidden in sheets_of(package, root)), True)


class _Parts:
    def __init__(self, package: Package, root: etree._Element, limits: Limits) -> None:
        self.package, self.limits = package, limits
        self.rows = self.cells = 0
        mac = counts_from_1904(root)
        self.epoch = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900
        self.reckoned = is_reckoned(package, root)
        self.strings = shared_strings(package)
        self.styles = styles_of(package, mac)

    def sheet(self, name: str, part: str, hidden: bool) -> SheetRead:
        data = self.package.read(part)
        refuse_doctype(data[:4096])
        sheet = SheetRead(name, hidden)
        try:
            self._stream(data, sheet)
        except etree.XMLSyntaxError:
            raise damaged() from None
        return sheet

    def _stream(self, data: bytes, sheet: SheetRead) -> None:
        context = etree.iterparse(
            io.BytesIO(data), events=("end",), tag=("{*}row", "{*}mergeCell"), resolve_entities=False,
            no_network=True, huge_tree=True,
        )  # fmt: skip
        number = 0
        merges: list[Area] = []
        for _, element in context:
            if element.tag.endswith("mergeCell"):
                if area := area_of(element.get("ref", "")):
                    merges.append(area)
                    refuse_over(len(merges), self.limits.cells, "格合并", "merged areas")
            else:
                number = integer(element.get("r")) or number + 1
                self._row(element, number - 1, sheet)
            forget(element)
        sheet.covered = covered_by(merges, sheet.cells)

    def _row(self, element: etree._Element, row: int, sheet: SheetRead) -> None:
        column, found = -1, False
        for cell in element:
            column = column_of(cell.get("r", "")) if cell.get("r") else column + 1
            read = self._cell(cell)
            if read.text or read.error or read.unsaved or read.struck or read.marks:
                refuse_over(column + 1, self.limits.columns, "列", "columns")
                sheet.cells[row, column] = read
                self.cells += 1
                found = True
        self.rows += found
        refuse_over(self.rows, self.limits.rows, "行", "rows")
        refuse_over(self.cells, self.limits.cells, "格", "cells")

    def _cell(self, cell: etree._Element) -> Read:
        kind, style = cell.get("t", "n"), integer(cell.get("s"))
        value = cell.find("{*}v")
        raw = (value.text or "") if value is not None else ""
        if kind != "inlineStr" and (not raw or (not self.reckoned and raw == "0")) and cell.find("{*}f") is not None:
            # an empty string is a value too: ="" is saved as one, with its type
            return Read("", unsaved=kind != "str" or value is None or not self.reckoned)
        if kind == "s":
            index = integer(raw)
            return self._string(self.strings[index] if raw.isdigit() and index < len(self.strings) else Text(), style)
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return self._string(string_of(inline) if inline is not None else Text(), style)
        if kind == "e":
            return Read("", error=raw or "#VALUE!")
        if kind == "b":
            return Read({"1": "TRUE", "0": "FALSE"}.get(raw, raw))
        if kind in ("str", "d"):
            return self._string(Text(raw.partition("T")[0] if kind == "d" else raw), style)
        return self._number(raw, self.styles.form(style))

    def _string(self, words: Text, style: int) -> Read:
        if words.plain and self.styles.is_struck(style):
            return Read("", struck=tidy(words.plain).strip())
        return Read(tidy(words.plain), struck=tidy(words.struck).strip(), marks=words.marks)

    def _number(self, raw: str, form: str) -> Read:
        value = exact(raw)
        if value is None:
            return Read(raw)
        bare = _QUOTED.sub("", form.split(";")[0])
        if "%" in bare:
            return Read(f"{plainly(value * 100)}%", number=True, percent=True)
        if form and is_date_format(form):
            return Read(_day_of(value, self.epoch) or plainly(value), number=True)
        return Read(plainly(value), number=True)


def _day_of(value: Decimal, epoch: datetime) -> str:
    try:
        moment = from_excel(float(value), epoch)
    except (ValueError, OverflowError):
        return ""
    if isinstance(moment, datetime):
        return moment.date().isoformat()
    return moment.isoformat() if isinstance(moment, date) else ""


def exact(raw: str) -> Decimal | None:
    """Return a number of a file as Excel shows it, with its fifteen digits; None where it is none."""
    try:
        value = Decimal(raw.strip())
        if not value.is_finite() or abs(value.adjusted()) > 300:
            return None
        return Decimal(f"{float(value):.{DIGITS}g}") if len(value.as_tuple().digits) > DIGITS else value
    except (InvalidOperation, ValueError, OverflowError):
        return None


def plainly(value: Decimal) -> str:
    """Write a number out, without an exponent and without zeros that say nothing."""
    written = format(value, "f")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def covered_by(areas: Sequence[Area], cells: Collection[tuple[int, int]]) -> dict[int, int]:
    """Tell which columns merged areas cover in each row that holds something, their first cells not counted.

    Only rows and columns that hold something are looked at: an area may span a million of either.
    """
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    waiting = sorted(areas, reverse=True)
    until = dict.fromkeys(columns, -1)  # the last row that an area covers in a column
    covered: dict[int, int] = {}
    for row in rows:
        firsts: list[tuple[int, int]] = []  # what begins here covers its column from the next row on
        while waiting and waiting[-1][0] <= row:
            top, left, bottom, right = waiting.pop()
            if bottom >= row:
                for column in columns[bisect_left(columns, left) : bisect_right(columns, right)]:
                    if (top, left) == (row, column):
                        firsts.append((column, bottom))
                    else:
                        until[column] = max(until[column], bottom)
        if bits := sum(1 << column for column, last in until.items() if last >= row):
            covered[row] = bits
        for column, bottom in firsts:
            until[column] = max(until[column], bottom)
    return covered


def _taken(data: bytes, kind: str, limits: Limits) -> Book:
    """Read an xls, xlsb or ods by the core's readers; one that they cannot take apart, by its values alone."""
    sheets = _SheetsRead(limits)
    take = {"xls": take_old_workbook, "xlsb": take_binary_workbook, "ods": take_open_sheet}[kind]
    try:
        take(data, sheets)
    except LuoshiError:
        raise
    except Exception as error:  # a reader of old files raises whatever a broken one leads it to
        if "ncrypt" in str(error):
            raise encrypted() from None
        return _values(data, limits)
    return Book(tuple(sheets.made), True)


class _SheetsRead(Sheets):
    """The sheets of a workbook, hidden ones too, as cells."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits, hidden_too=True)
        self.made: list[SheetRead] = []

    def sheet(self, name: str, number: int, *, hidden: bool = False) -> Sheet:
        made = SheetRead(name, hidden)
        self.made.append(made)
        return _Gathered(name, number, self, read=made)


@dataclass(slots=True)
class _Gathered(Sheet):
    """Gathers every cell of a sheet, of hidden rows and columns too; words beside the cells are not asked for."""

    read: SheetRead = field(default_factory=lambda: SheetRead(""))
    areas: list[Area] = field(default_factory=list)

    def row(self, number: int, cells: Iterable[tuple[int, Written]], *, hidden: bool = False) -> None:
        before = len(self.read.cells)
        for column, cell in cells:
            if (read := _read_of(cell)) != NOTHING:
                refuse_over(column + 1, self.book.limits.columns, "列", "columns")
                self.read.cells[number - 1, column] = read
        if len(self.read.cells) > before:
            self.book.meter.row(len(self.read.cells) - before)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        self.areas.append((top, left, bottom, right))
        refuse_over(len(self.areas), self.book.limits.cells, "格合并", "merged areas")

    def box(self, row: int, column: int, text: str) -> None:
        """Pass over words in a text box: the form has none."""

    def beside(self, why: str, text: str, row: int | None = None, column: int = 0) -> None:
        """Pass over comments and margins: the notes that we wrote ourselves come back with the sheet."""

    def table(self) -> None:
        self.read.covered = covered_by(self.areas, self.read.cells)


def _read_of(cell: Written) -> Read:
    """Return what a cell says, its figure without the rounding of its form."""
    if cell.error:
        return Read("", error=cell.error)
    if cell.unsaved:
        return Read("", unsaved=True)
    text = tidy(cell.exact or cell.text or cell.unshown)
    if cell.number and not cell.struck:
        bare = plainly(Decimal(text.rstrip("%"))) if _FIGURE.fullmatch(text) else text.rstrip("%")
        return Read(f"{bare}%" if text.endswith("%") else bare, number=True, percent=text.endswith("%"))
    return Read(text, struck=tidy(cell.struck).strip(), marks=cell.marks)


def _values(data: bytes, limits: Limits) -> Book:
    if data.startswith(b"PK"):
        _unpack_within(data, limits)
    rows = cells = 0
    sheets = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, about in enumerate(book.sheets_metadata):
            found = book.get_sheet_by_index(index)
            sheet = SheetRead(about.name, about.visible is not SheetVisibleEnum.Visible)
            refuse_over(found.total_height, 1_100_000, "行", "rows")
            refuse_over(found.total_width, 16_384, "列", "columns")
            for row, values in enumerate(found.iter_rows()):
                written = {column: read for column, value in enumerate(values) if (read := _value(value)).text}
                sheet.cells |= {(row, column): read for column, read in written.items()}
                rows, cells = rows + bool(written), cells + len(written)
                refuse_over(rows, limits.rows, "行", "rows")
                refuse_over(cells, limits.cells, "格", "cells")
            areas = found.merged_cell_ranges or []
            refuse_over(len(areas), limits.cells, "格合并", "merged areas")
            sheet.covered = covered_by([(*first, *last) for first, last in areas], sheet.cells)
            sheets.append(sheet)
    except LuoshiError:
        raise
    except BaseException as error:
        # a panic of calamine's Rust is no Exception, and has no importable name
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise (encrypted() if "assword" in str(error) or "ncrypt" in str(error) else damaged()) from None
    return Book(tuple(sheets), False)


def _unpack_within(data: bytes, limits: Limits) -> None:
    """Unpack an ods or xlsb once in small pieces: what it says of its size is not believed."""
    Package(data, limits)
    total = 0
    with guarded(lambda: zipfile.ZipFile(io.BytesIO(data))) as package:
        for name in package.namelist():
            with guarded(lambda name=name: package.open(name)) as part:  # type: ignore[misc]
                while piece := guarded(lambda part=part: part.read(1 << 16)):  # type: ignore[misc]
                    total += len(piece)
                    refuse_over(total, limits.unpacked_bytes, "字节（解压后）", "bytes unpacked")


def _value(value: object) -> Read:
    if isinstance(value, bool):
        return Read("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = exact(repr(value))
        return Read(plainly(number), number=True) if number is not None else Read("")
    if isinstance(value, datetime):
        return Read(value.date().isoformat(), number=True)
    if isinstance(value, date):
        return Read(value.isoformat(), number=True)
    return Read(tidy(str(value)))


def packed(book: Book) -> bytes:
    """Write a book down for another process."""
    sheets = [
        [one.name, one.hidden, [[*at, *astuple(read)] for at, read in one.cells.items()], list(one.covered.items())]
        for one in book.sheets
    ]
    return json.dumps({"formats": book.formats, "sheets": sheets}, ensure_ascii=False).encode()


def unpacked(written: bytes) -> Book:
    """Return the book that another process wrote down."""
    said = json.loads(written)
    sheets = [
        SheetRead(name, hidden, {(row, column): Read(*read) for row, column, *read in cells}, dict(covered))
        for name, hidden, cells, covered in said["sheets"]
    ]
    return Book(tuple(sheets), said["formats"])
