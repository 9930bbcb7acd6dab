"""Excel: the office's table on one sheet, chapters as lines, heads on every printed page.

Every cell is a string, a task's number excepted; none is ever a formula.
"""

import io
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.plan import Light, Plan, Task
from luoshi.publishing.archive import core_properties, moment_of, settled
from luoshi.publishing.cells import could_be_a_formula, fit_for_excel, fit_for_xml
from luoshi.publishing.form import Form, FormRow, form_of
from luoshi.publishing.pages import LaidChapter, Sheet, lay_out, widths
from luoshi.publishing.trail import TrailHead

_PAGE = Sheet(
    width=740.0,
    height=470.0,
    size=10.0,
    line=15.0,
    padding=6.0,
    chapter=26.0,
    title=40.0,
    note=20.0,
    heads_repeat_per_chapter=False,
)

# A column's width counts digits of the standard font, about this many points each.
_DIGIT = 5.6
_A_LINE = 70  # characters of the note in a line across the sheet
_TALLEST_ROW = 409.0

_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TITLE = Font(name="方正小标宋简体", size=20)
_HEAD = Font(name="黑体", size=10)
_CHAPTER = Font(name="黑体", size=12)
_TEXT = Font(name="仿宋", size=10)
_LIGHTS = {
    light: Font(name="仿宋", size=10, color=color)
    for light, color in {
        Light.GREEN: "FF0A6B5C",
        Light.YELLOW: "FF8F5600",
        Light.ORANGE: "FF8F5600",
        Light.RED: "FFA8281F",
        Light.BLUE: "FF1C4F86",
        Light.GREY: "FF5D6873",
    }.items()
}
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TOP = Alignment(horizontal="center", vertical="top", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
_LINE = Alignment(horizontal="left", vertical="center")


def as_xlsx(plan: Plan, *, lights: bool, language: str, trail: TrailHead | None = None) -> bytes:
    """Return the plan as a workbook; the same plan gives the same bytes.

    Raises:
        CellTooLong: a text has more characters than Excel's cell.
    """
    form = form_of(plan, lights=lights, language=language)
    form = replace(form, note=f"{form.note}{form.heads}")  # one head serves all tables of the file
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Tasks" if language == "en" else "任务"
    row = _head(sheet, form)
    _set_up(sheet, form, head=row)
    for laid in lay_out(form, _PAGE):
        row = _chapter(sheet, form, laid, row)
    stored = io.BytesIO()
    book.save(stored)
    title = fit_for_xml(plan.title or plan.source.name)
    said = trail.sentence(language) if trail else ""
    return settled(stored.getvalue(), {"docProps/core.xml": core_properties(title, moment_of(plan), said)})


def _set_up(sheet: Worksheet, form: Form, *, head: int) -> None:
    for index, wide in enumerate(widths(form, _PAGE.width), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = round(wide / _DIGIT, 1)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    # Fonts differ in width from machine to machine: all columns go on one page, rows on as many as they need.
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.55
    margins.top, margins.bottom = 0.75, 0.7
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center is not None
    sheet.oddFooter.center.text = "— &P —"


def _head(sheet: Worksheet, form: Form) -> int:
    """Write title, note and heads; return the row of the heads."""
    row = 1
    for text, font, height in ((form.title, _TITLE, _PAGE.title), (form.note, _TEXT, _PAGE.note)):
        if not text:
            continue
        _write(sheet, row, 1, fit_for_excel(text, ""), font, _MIDDLE, bordered=False)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(form.columns))
        sheet.row_dimensions[row].height = height * max(1, -(-len(text) // _A_LINE) if text == form.note else 1)
        row += 1
    for index, column in enumerate(form.columns, start=1):
        _write(sheet, row, index, fit_for_excel(column.heading, ""), _HEAD, _MIDDLE)
    sheet.row_dimensions[row].height = 2 * _PAGE.line + 4
    return row


def _chapter(sheet: Worksheet, form: Form, laid: LaidChapter, row: int) -> int:
    """Write one chapter below `row`; return its last row."""
    if laid.new_page:
        sheet.row_breaks.append(Break(id=row))
    if laid.chapter.name:
        row += 1
        _write(sheet, row, 1, fit_for_excel(laid.chapter.name, ""), _CHAPTER, _LINE)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(form.columns))
        sheet.row_dimensions[row].height = _PAGE.chapter
    first = row + 1
    for piece in laid.pieces:
        if piece.new_page:
            sheet.row_breaks.append(Break(id=first + piece.start - 1))
        for index in range(piece.start, piece.end):
            _row(sheet, form, laid.chapter.rows[index], first + index, named=index == piece.start)
            sheet.row_dimensions[first + index].height = min(laid.heights[index], _TALLEST_ROW)
        if form.merged and piece.end > piece.start + 1:
            sheet.merge_cells(
                start_row=first + piece.start, start_column=1, end_row=first + piece.end - 1, end_column=1
            )
    return first + len(laid.chapter.rows) - 1


def _row(sheet: Worksheet, form: Form, row: FormRow, at: int, *, named: bool) -> None:
    for index, (column, text) in enumerate(zip(form.columns, row.cells, strict=True), start=1):
        if index == 1 and form.merged and not named:
            sheet.cell(at, 1).border = _BORDER
            continue
        middle = column.field in {"no", "light"}
        font = _LIGHTS[row.task.assessment.light] if column.field == "light" and row.task.assessment else _TEXT
        cell = _write(sheet, at, index, fit_for_excel(text, row.task.no), font, _TOP if middle else _LEFT)
        if column.field == "no" and _is_number(row.task):
            cell.value = row.task.no


def _is_number(task: Task) -> bool:
    return isinstance(task.no, int) and not isinstance(task.no, bool)


def _write(
    sheet: Worksheet, row: int, column: int, text: str, font: Font, alignment: Alignment, *, bordered: bool = True
) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = text
    cell.data_type = "s"  # a text that begins with = is taken for a formula otherwise
    cell.font, cell.alignment = font, alignment
    if bordered:
        cell.border = _BORDER
    if could_be_a_formula(text):
        cell.quotePrefix = True
    return cell
