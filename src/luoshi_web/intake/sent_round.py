"""The Excel in which a draft is sent round: the office's table, and columns for each unit's answer."""

import io
import zipfile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.publishing.archive import settled
from luoshi_web.intake.models import OPINIONS
from luoshi_web.intake.opinion_rows import BY_PERSON, BY_UNIT, MARK, OPINION, REASON, UNIT, WORDING

_WIDTHS = {OPINION: 11, UNIT: 18, WORDING: 40, REASON: 30, BY_UNIT: 16, BY_PERSON: 10}
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD, _TEXT = Font(name="黑体", size=10), Font(name="仿宋", size=10)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)


def with_answer_columns(workbook: bytes) -> bytes:
    """Add the columns for answers to a published table that has a column of marks, and hide that.

    What stands there was written as text by the publisher, and stays so. The same table gives the same bytes.
    """
    archive = io.BytesIO(workbook)
    book = load_workbook(archive)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == MARK)
    assert isinstance(head, Cell)
    rows = [row for row in range(head.row + 1, sheet.max_row + 1) if sheet.cell(row, head.column).value]
    sheet.column_dimensions[get_column_letter(head.column)].hidden = True
    for index, (heading, width) in enumerate(_WIDTHS.items(), head.column + 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        above = sheet.cell(head.row, index, heading)
        above.font, above.alignment, above.border = _HEAD, _MIDDLE, _BORDER
        for row in rows:
            cell = sheet.cell(row, index)
            cell.font, cell.alignment, cell.border = _TEXT, _LEFT, _BORDER
            cell.number_format = "@"  # what a unit writes is text, and no formula
    _to_choose(sheet, head.column + 1, rows)
    stored = io.BytesIO()
    book.save(stored)
    with zipfile.ZipFile(archive) as given:
        kept = {"docProps/core.xml": given.read("docProps/core.xml")}
    return settled(stored.getvalue(), kept)


def _to_choose(sheet: Worksheet, column: int, rows: list[int]) -> None:
    """Let 意见 be chosen from a list only."""
    choice = DataValidation(type="list", formula1=f'"{",".join(OPINIONS)}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = "意见", f"请从下拉中选：{'、'.join(OPINIONS)}。"
    sheet.add_data_validation(choice)
    if rows:
        letter = get_column_letter(column)
        choice.add(f"{letter}{rows[0]}:{letter}{rows[-1]}")
