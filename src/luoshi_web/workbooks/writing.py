"""A unit's workbook, written: one page that says how, and a sheet for each kind of row.

Cells are strings, figures, days and numbers excepted; none is ever a formula. Sheets are protected
without a password: it keeps keys and headings from being typed over, and hides nothing.
"""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.publishing.cells import could_be_a_formula
from luoshi.publishing.trail import TrailHead
from luoshi_web.reports.models import Cycle
from luoshi_web.workbooks import values
from luoshi_web.workbooks.content import Content, SheetItem
from luoshi_web.workbooks.held import DIGITS
from luoshi_web.workbooks.layout import (
    CHOICES,
    GUIDE,
    IDENTITY,
    KEY_HEADING,
    SHEETS,
    Column,
    Identity,
    Kind,
    Sheet,
    Write,
)

_LINE = Side(style="thin", color="FFB8BEC4")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD, _BODY, _QUIET = (
    Font(name="黑体", size=11),
    Font(name="宋体", size=11),
    Font(name="宋体", size=10, color="FF5E6872"),
)
_TITLE = Font(name="黑体", size=16)
_WRITTEN = PatternFill("solid", start_color="FFFFF9E8")
_GROUND = PatternFill("solid", start_color="FFEFF1EE")
_TOP = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment(vertical="top", horizontal="center", wrap_text=True)
_MIDDLE = Alignment(vertical="center", horizontal="center", wrap_text=True)
_LINE_HEIGHT, _TALLEST = 15.0, 409.0  # points
_CONTROL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class _Growing(RowDimension):
    """A row whose height is a first guess: the program may still fit it to what is typed."""

    @property
    def customHeight(self) -> bool:
        return False


def as_workbook(content: Content, *, token: str, called: str = "", trail: TrailHead | None = None) -> bytes:
    """Return a unit's workbook of one cycle as xlsx.

    Args:
        token: tells this download from every other.
        called: whom to call, as the guide says it; empty where nobody is known.
        trail: the head of the trail when it is made; it stands among the file's properties.
    """
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    _guide(guide, content, called)
    identity = content.identity(token)
    for kind, sheet in SHEETS.items():
        items = content.of(kind)
        if items or kind is Kind.REPORT:
            _sheet(book.create_sheet(sheet.title), sheet, items, identity, _running(content))
    _identity(book.create_sheet(IDENTITY), identity)
    if content.of(Kind.REPORT):
        book.active = 1
        guide.sheet_view.tabSelected = False
    describe(book, _running(content), trail)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def describe(book: Workbook, title: str, trail: TrailHead | None) -> None:
    """Say among a file's properties what it is, and how far the trail was when it was made."""
    book.properties.title, book.properties.creator = values.text(title), "落实 Luoshi"
    book.properties.description = trail.sentence("zh") if trail else None


def file_name(content: Content) -> str:
    """Name a unit's workbook: 教育局-截至2025-09-30.xlsx, without what a disk does not take."""
    unit = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", content.unit.name).strip(". ") or "单位"
    return f"{unit[:80]}-截至{content.cycle.as_of}.xlsx"


def _running(content: Content) -> str:
    assert content.cycle.as_of is not None
    return f"{content.unit.name}　{_as_of(content.cycle)}填报"


def _as_of(cycle: Cycle) -> str:
    assert cycle.as_of is not None
    return f"截至{cycle.as_of.year}年{cycle.as_of.month}月{cycle.as_of.day}日"


def _said(at: datetime | None) -> str:
    if at is None:
        return "没有写明"
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日（周{'一二三四五六日'[local.weekday()]}）{local:%H:%M}"


def _guide(sheet: Worksheet, content: Content, called: str) -> None:
    sheet.title = GUIDE
    assert content.cycle.as_of is not None
    helps = bool(content.of(Kind.CONTRIBUTION))
    lines = [
        (_running(content), _TITLE),
        (f"截止：{_said(content.cycle.deadline)}", _HEAD),
        (f"要填{len(content.of(Kind.REPORT))}项；别的单位要配合的{len(content.of(Kind.CONTRIBUTION))}项。", _BODY),
        ("", _BODY),
        ("怎么填", _HEAD),
        ("1. 只写浅黄色的格。其他格锁着，不用改；行可以拉高，列可以拉宽。", _BODY),
        ("2. “填报”：写这一期做到哪了。和上一期写的一样时，在“与上期相同的原因”里写为什么。", _BODY),
        ("3. “数字”：只填数，不带单位，单位看“计量单位”。没有数的，选一个原因；不要填0。", _BODY),
        (f"4. “节点”：选到哪一步，再写哪天完成或预计哪天完成，比如{content.cycle.as_of:%Y-%m-%d}。", _BODY),
        *([("5. “协办”：别的单位请您配合的，写本单位做了什么。", _BODY)] if helps else []),
        (f"{5 + helps}. 不用一次填完。没有动过的行，上传后不会改变。", _BODY),
        (f"{6 + helps}. 不要增加、删除行，不要合并单元格。填报期间计划有修订的，请重新下载。", _BODY),
        ("", _BODY),
        ("怎么交", _HEAD),
        ("在填报清单上点“传回来”，选这个文件。填对的行马上收下；有问题的，页面会说是哪一格、怎么改。", _BODY),
        ("可以先存为草稿，也可以直接提交。同一个文件传两次不会重复。", _BODY),
        ("用Excel、WPS或LibreOffice填写都可以，请存为xlsx。", _BODY),
        ("", _BODY),
        ("找谁", _HEAD),
        (called or "督查室。", _BODY),
    ]
    for row, (line, font) in enumerate(lines, start=1):
        cell = _put(sheet, row, 1, line, font, _TOP)
        cell.border = Border()
        sheet.row_dimensions[row].height = 32 if font is _TITLE else 20
    sheet.column_dimensions["A"].width = 96
    sheet.sheet_view.showGridLines = False
    _print(sheet, _running(content), landscape=False)
    _protect(sheet)


def _sheet(at: Worksheet, sheet: Sheet, items: list[SheetItem], identity: Identity, running: str) -> None:
    for index, column in enumerate(sheet.columns, start=1):
        put_head(at, index, column.heading)
        at.column_dimensions[get_column_letter(index)].width = column.width
    last = len(sheet.columns) + 1
    _put(at, 1, last, KEY_HEADING, _QUIET, _MIDDLE)
    at.column_dimensions[get_column_letter(last)].hidden = True
    for row, item in enumerate(items, start=2):
        for index, column in enumerate(sheet.columns, start=1):
            _cell(at, row, index, column, item)
        _put(at, row, last, item.key.written(identity), _QUIET, _TOP)
        at.row_dimensions[row] = _Growing(at, index=row, ht=_height(sheet, item))
    if items:
        _validate(at, sheet, len(items) + 1)
    set_up(at, running, columns=last - 1, freeze="C2" if sheet.columns[1].field == "text" else "B2")
    _protect(at)


def put_head(at: Worksheet, column: int, heading: str) -> None:
    _put(at, 1, column, heading, _HEAD, _MIDDLE).fill = _GROUND


def put_body(at: Worksheet, row: int, cells: Sequence[str], widths: Sequence[float]) -> None:
    """Write a row of texts that are only to be read."""
    for index, text in enumerate(cells, start=1):
        _put(at, row, index, values.text(text), _BODY, _TOP)
    at.row_dimensions[row] = _Growing(at, index=row, ht=_fit(zip(cells, widths, strict=True)))


def set_up(at: Worksheet, running: str, *, columns: int, freeze: str) -> None:
    """Freeze the heads, repeat them on each printed page, and print the visible columns on A4 across."""
    at.row_dimensions[1].height = 24
    at.freeze_panes = freeze
    at.print_title_rows = "1:1"
    at.print_area = f"A1:{get_column_letter(columns)}{max(2, at.max_row)}"
    _print(at, running, landscape=True)


def _height(sheet: Sheet, item: SheetItem) -> float:
    """Guess how high a row must be, in points: two digits' width a Chinese character."""
    return _fit(
        (item.now.get(column.field, "") if column.write else item.shown.get(column.field, ""), column.width)
        for column in sheet.columns
    )


def _fit(cells: Iterable[tuple[str, float]]) -> float:
    lines = 1
    for text, width in cells:
        room = max(4, int(width) - 1)
        lines = max(lines, sum(1 + max(0, _wide(line) - 1) // room for line in text.split("\n")))
    return min(_TALLEST, _LINE_HEIGHT * lines + 4)


def _wide(line: str) -> int:
    return sum(2 if ord(character) > 0x2000 else 1 for character in line)


def _cell(at: Worksheet, row: int, index: int, column: Column, item: SheetItem) -> None:
    if not column.write:
        shown = values.text(item.shown.get(column.field, ""))
        quiet = column.field in ("previous", "state", "period")
        short = column.field in ("no", "measure")
        _put(at, row, index, shown, _QUIET if quiet else _BODY, _CENTRED if short else _TOP)
        return
    now = item.now.get(column.field, "")
    cell = _put(at, row, index, CHOICES.get(column.field, {}).get(now, now), _BODY, _TOP)
    if column.write is Write.NUMBER and values.is_figure(now) and len(re.sub(r"\D", "", now)) <= DIGITS:
        cell.value = Decimal(now)
    elif column.write is Write.DATE:
        if values.is_day(now):
            cell.value = date.fromisoformat(now)
        cell.number_format = "yyyy-mm-dd"
    if item.open:
        cell.fill = _WRITTEN
        cell.protection = Protection(locked=False)


def _put(at: Worksheet, row: int, column: int, text: str, font: Font, alignment: Alignment) -> Cell:
    cell = at.cell(row, column)
    assert isinstance(cell, Cell)
    if text:
        # a text that holds Excel's own way of writing control characters would be read as one
        cell.value = _CONTROL.sub("_x005F_", text)
        cell.data_type = "s"
        if could_be_a_formula(text):
            cell.quotePrefix = True
    cell.font, cell.alignment, cell.border = font, alignment, _BORDER
    return cell


def _validate(at: Worksheet, sheet: Sheet, last: int) -> None:
    for index, column in enumerate(sheet.columns, start=1):
        if column.write is Write.CHOICE:
            rule = DataValidation(type="list", formula1=f'"{",".join(CHOICES[column.field].values())}"')
            rule.error, rule.errorTitle = "请从下拉里选一个。", column.heading
        elif column.write is Write.NUMBER:
            rule = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15")
            rule.error, rule.errorTitle, rule.errorStyle = "只填数，不带单位。", column.heading, "warning"
        elif column.write is Write.DATE:
            rule = DataValidation(type="date", operator="between", formula1="36526", formula2="73050")
            rule.error, rule.errorTitle, rule.errorStyle = "请写成2025-09-12这样。", column.heading, "warning"
        else:
            continue
        rule.allow_blank = rule.showErrorMessage = True
        letter = get_column_letter(index)
        rule.add(f"{letter}2:{letter}{last}")
        at.add_data_validation(rule)


def _identity(sheet: Worksheet, identity: Identity) -> None:
    for row, (name, said) in enumerate(identity.said().items(), start=1):
        for column, text in enumerate((name, said), start=1):
            cell = sheet.cell(row, column, text)
            cell.data_type = "s"
    sheet.sheet_state = "hidden"
    _protect(sheet)


def _protect(sheet: Worksheet) -> None:
    """Lock what is not to be typed over; rows and columns may be made larger, and rows filtered."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False


def _print(sheet: Worksheet, running: str, *, landscape: bool) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.8, 0.7
    for part, text in ((sheet.oddHeader, running.replace("&", "&&")), (sheet.oddFooter, "— &P / &N —")):
        assert part is not None
        assert part.center is not None
        part.center.text = text
