"""The workbook as it was sent, with a note in each cell that came back, so that one can go on in Excel."""

import io
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.errors import LuoshiError
from luoshi_web.workbooks.models import Line, Outcome

AUTHOR = "落实"
_SHOWN = (Outcome.BAD, Outcome.NOT_HANDED_IN, Outcome.CONFLICT)


def marked(data: bytes, lines: Iterable[Line]) -> bytes:
    """Return the workbook with notes; those of an earlier time are taken out.

    Raises:
        LuoshiError: it cannot be written again; what was sent is still there.
    """
    try:
        book = load_workbook(io.BytesIO(data))
        for sheet in book.worksheets:
            # the cells that there are: between two that stand far apart there may be millions that are not
            for cell in sheet._cells.values():
                if cell.comment is not None and cell.comment.author == AUTHOR:
                    cell.comment = None
        for line in lines:
            if line.outcome in _SHOWN and line.sheet in book.sheetnames:
                _note(book[line.sheet], line)
        stored = io.BytesIO()
        book.save(stored)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError):
        raise LuoshiError(
            "这份文件加不了批注。请照着页面上的单元格改。",
            "Notes cannot be put into this file; please follow the cells named on the page.",
        ) from None
    return stored.getvalue()


def _note(sheet: Worksheet, line: Line) -> None:
    cell = sheet[line.cell or "A1"]
    if not isinstance(cell, Cell):  # covered by a merged area: its first cell has the note
        area = next((area for area in sheet.merged_cells.ranges if line.cell in area), None)
        cell = sheet.cell(area.min_row, area.min_col) if area else sheet["A1"]
    before = f"{cell.comment.text}\n" if cell.comment else ""
    note = Comment(f"{before}{line.sentence}", AUTHOR, height=120, width=280)
    cell.comment = note
