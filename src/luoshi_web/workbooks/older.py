"""xls, et, xlsb and ods that a unit sends back → cells, by the core's readers, hidden ones too.

A file that those cannot take apart is read by calamine, which gives values without their formats.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from luoshi.documents.binary_workbook import take_binary_workbook
from luoshi.documents.encoding import tidy
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.old_workbook import take_old_workbook
from luoshi.documents.open_sheet import take_open_sheet
from luoshi.documents.sheet import Sheet, Sheets, Written
from luoshi.documents.zip_package import Package, damaged, encrypted, guarded
from luoshi.errors import LuoshiError
from luoshi_web.workbooks.held import NOTHING, Area, Book, Read, SheetRead, covered_by, exact, plainly

_FIGURE = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?%?", re.ASCII)


def read_older(data: bytes, kind: str, limits: Limits) -> Book:
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
