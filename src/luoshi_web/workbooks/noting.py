"""Notes in the cells of a workbook, by openpyxl: for the child alone, since the workbook is anybody's."""

import io
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.documents.zip_package import damaged

AUTHOR = "落实"


def with_notes(data: bytes, notes: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the workbook with a note at each (sheet, cell, sentence); those of an earlier time are taken out.

    Raises:
        UnreadableFile: it cannot be written again.
    """
    try:
        book = load_workbook(io.BytesIO(data))
        for sheet in book.worksheets:
            # the cells that there are: between two that stand far apart there may be millions that are not
            for cell in sheet._cells.values():
                if cell.comment is not None and cell.comment.author == AUTHOR:
                    cell.comment = None
        for name, at, sentence in notes:
            if name in book.sheetnames:
                _note(book[name], at, sentence)
        stored = io.BytesIO()
        book.save(stored)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError):
        raise damaged() from None
    return stored.getvalue()


def _note(sheet: Worksheet, at: str, sentence: str) -> None:
    cell = sheet[at or "A1"]
    if not isinstance(cell, Cell):  # covered by a merged area: its first cell has the note
        area = next((area for area in sheet.merged_cells.ranges if at in area), None)
        cell = sheet.cell(area.min_row, area.min_col) if area else sheet["A1"]
    before = f"{cell.comment.text}\n" if cell.comment else ""
    note = Comment(f"{before}{sentence}", AUTHOR, height=120, width=280)
    cell.comment = note
