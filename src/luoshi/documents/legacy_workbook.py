"""Broken xls, et and xlsb → Document by calamine: values, dates and merged cells.

It takes files that the readers of these formats cannot take apart, but gives values without the form
in which they are shown, and does not say what is hidden in a sheet; the plan then says so once.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from luoshi.documents.document import Block, Progress, Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.hidden_content import sheet_left_out
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.sheet import letters
from luoshi.documents.workbook_values import printed
from luoshi.documents.zip_package import damaged, encrypted
from luoshi.place import Place
from luoshi.plan import Finding, Level

_EVERY = 500


def read_legacy_workbook(
    data: bytes, limits: Limits, progress: Progress | None = None
) -> tuple[list[Block], list[Finding]]:
    """Return a table for each visible sheet that holds anything.

    Raises:
        UnreadableFile: damaged, encrypted, or over a limit.
    """
    meter = Meter(limits)
    blocks: list[Block] = []
    findings: list[Finding] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, about in enumerate(book.sheets_metadata):
            if about.visible is not SheetVisibleEnum.Visible:
                findings.append(sheet_left_out(about.name))
                continue
            sheet = book.get_sheet_by_index(index)
            refuse_over(sheet.total_height, 1_100_000, "行", "rows", Place(sheet=about.name))
            if table := _table(sheet, about.name, len(blocks) + 1, meter, progress):
                blocks.append(table)
    except CalamineError as error:
        raise (encrypted() if "assword" in str(error) or "ncrypt" in str(error) else damaged()) from None
    except BaseException as error:
        # a panic of calamine's Rust is no Exception, so that it passes every other net; it has no importable name
        if type(error).__name__ != "PanicException":
            raise
        raise damaged() from None
    return blocks, [*findings, _values_only()] if blocks else findings


def _values_only() -> Finding:
    return Finding(
        "values-only",
        Level.NOTE,
        "这个文件有损坏，只能读出数值，百分比的写法和隐藏的行列无法识别，请与原表核对。",
        Place(),
        "The file is damaged and gives values only: shown percentages and hidden rows are not known; please compare.",
    )


def _table(sheet: CalamineSheet, name: str, number: int, meter: Meter, progress: Progress | None) -> Table | None:
    pieces: list[Piece] = []
    places: dict[int, Place] = {}
    for index, values in enumerate(sheet.iter_rows()):
        before = len(pieces)
        pieces += _pieces(values, index, name, meter)
        if len(pieces) > before:
            places[index] = Place(sheet=name, row=index + 1)
        refuse_over(len(places), meter.limits.rows, "行", "rows", Place(sheet=name, row=index + 1))
        if progress and index % _EVERY == 0:
            progress(index, sheet.total_height)
    if not pieces:
        return None
    _merge(pieces, sheet.merged_cell_ranges or [], max(places))
    return Table(laid_out(pieces, places, meter), Place(sheet=name, table=number), caption=name)


def _pieces(values: Sequence[object], row: int, sheet: str, meter: Meter) -> list[Piece]:
    pieces = []
    for column, value in enumerate(values):
        text = tidy(_printed(value)).strip()
        if not text:
            continue
        place = Place(sheet=sheet, row=row + 1, column=column + 1, cell=f"{letters(column)}{row + 1}")
        refuse_over(column + 1, meter.limits.columns, "列", "columns", place)
        pieces.append(Piece(row, column, text, place))
    return pieces


def _merge(pieces: Sequence[Piece], areas: Sequence[tuple[tuple[int, int], tuple[int, int]]], last_row: int) -> None:
    width = max(piece.column for piece in pieces) + 1
    begins = {(piece.row, piece.column): piece for piece in pieces}
    for (top, left), (bottom, right) in areas:
        if piece := begins.get((top, left)):
            piece.row_span = max(1, min(bottom, last_row) - top + 1)
            piece.column_span = max(1, min(right + 1, width) - left)


def _printed(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return printed(repr(value), "").text
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)
