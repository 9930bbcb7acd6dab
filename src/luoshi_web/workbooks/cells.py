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
from dataclasses import astuple
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from luoshi.documents.cell_names import area_of, column_of
from luoshi.documents.detect import kind_of
from luoshi.documents.encoding import tidy
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.sheet import letters
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
from luoshi.documents.zip_package import Package, damaged, refuse_doctype
from luoshi.errors import DamagedFile, EncryptedFile, OtherKindOfFile, TooMuchInFile, UnreadableFile
from luoshi_web.workbooks.held import Area, Book, Read, SheetRead, covered_by, exact, plainly

# A unit's workbook of 154 tasks has some 40 kB and 3000 cells.
MOST = Limits(file_bytes=10_000_000, unpacked_bytes=60_000_000, rows=20_000, columns=256, cells=200_000)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_OF_A_DAY = re.compile("[dmyhs]", re.IGNORECASE)


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
        return _xlsx(data, limits) if kind == "xlsx" else _older(data, kind, limits)
    except UnreadableFile as error:
        raise _for_a_unit(error) from None
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError):
        raise _for_a_unit(damaged()) from None


def _for_a_unit(error: UnreadableFile) -> UnreadableFile:
    """Say of a workbook what the core says of any document: nothing is imported here, and one kind of file fits."""
    if isinstance(error, EncryptedFile):
        return UnreadableFile(
            "文件加了密码，读不了。请去掉密码，存为xlsx再传。",
            "The file has a password; take it off, and send it as xlsx.",
        )
    if isinstance(error, DamagedFile):
        return UnreadableFile(
            "文件不完整或已损坏。请用Excel或WPS打开，另存为xlsx再传。",
            "The file is incomplete or damaged; open it in Excel or WPS, and save it as xlsx.",
        )
    if isinstance(error, TooMuchInFile):
        return UnreadableFile(
            "文件里的内容太多，不像一个单位的填报工作簿，没有读。请从这里下载一份，把写的内容粘过去再传。",
            "The file holds far more than a unit's workbook and was not read; download one here and paste into it.",
        )
    if isinstance(error, OtherKindOfFile):
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
        self.from_1904 = mac
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
        day = _day_of(value, form, self.from_1904) if _OF_A_DAY.search(form) else ""
        return Read(day or plainly(value), number=True)


def _older(data: bytes, kind: str, limits: Limits) -> Book:
    # calamine is for few workbooks
    from luoshi_web.workbooks.older import read_older

    return read_older(data, kind, limits)


def _day_of(value: Decimal, form: str, from_1904: bool) -> str:
    """Return the day of a number that is shown as one; empty for any other."""
    # most workbooks hold no day, and a process is longer at importing openpyxl than at all else here
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    if not is_date_format(form):
        return ""
    try:
        moment = from_excel(float(value), CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return ""
    if isinstance(moment, datetime):
        return moment.date().isoformat()
    return moment.isoformat() if isinstance(moment, date) else ""


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
