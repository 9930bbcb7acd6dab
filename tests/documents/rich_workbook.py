"""A workbook with what values alone do not tell: forms of numbers, strikes, raised marks, what is hidden.

The same workbook in other formats stands in `workbooks/`: LibreOffice 7.4 made whole.xls, whole.ods and whole.xml (of
2003) from `whole()`. Formulas are saved with the values that `VALUES` gives, which openpyxl cannot do itself.
"""

import io
import re
import zipfile
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

HEADINGS = ["工作目标", "序号", "工作任务", "单位", "目标", "完成情况", "占比", "牵头单位", "完成时限", "内部栏"]
VALUES = {"F3": "0.5366666666666666", "G4": "0.126", "F7": "161234567.4"}  # of the formulas in these cells


def plain_whole() -> Workbook:
    """The workbook, its formulas without values."""
    book = Workbook()
    sheet = book.active
    sheet.title = "任务"
    struck, raised = InlineFont(strike=True), InlineFont(vertAlign="superscript")
    rows = [
        HEADINGS,
        ["稳增长", 1, "被筛掉的一行", None, None, None, None, "统计局", None, "甲"],
        [None, 2, "完成率提高", "%", 0.6, "=161/300", -0.065, "发改局", date(2025, 12, 31), "乙"],
        [None, 3, CellRichText("建成公寓", TextBlock(struck, "1500套"), "1200套"), "套", 1200, 640, "=F4/E4", "住建局"],
        ["惠民生", 4, CellRichText("改造管网500m", TextBlock(raised, "2")), "平方米", 500, 320, 0.64, "水务局"],
        [None, 5, CellRichText("新增学位1200", TextBlock(raised, "1"), "个"), "个", 1200, "#N/A", 5.64, "教育局"],
        [None, 6, "完成投资", "元", 300000000, "=F3*300000000", 7, "经信局"],
        [None, 7, "划掉的任务", None, None, None, None, "经信局"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("A5:A7")
    for cell, form in {
        "E3": "0%", "F3": "0.0%", "G3": "0.0%;[Red]\\-0.0%", "I3": 'yyyy"年"m"月"d"日"', "E4": '0"套"', "G4": "0.0%",
        "G5": "0.00%", "G6": "0", "E7": '0.00,,"百万元"', "F7": '0.00,,"百万元"', "G7": "0.0",
    }.items():  # fmt: skip
        sheet[cell].number_format = form
    sheet["F6"] = "=NA()"
    for cell in sheet[8]:
        cell.font = Font(strike=True)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["J"].hidden = True
    sheet["C3"].comment = Comment("请按季度填报", "张三")
    other = book.create_sheet("底稿")
    other.append(["不公开的草稿"])
    other.sheet_state = "hidden"
    return book


def whole() -> bytes:
    """The workbook as xlsx, its formulas with values, as Excel saves it."""
    file = io.BytesIO()
    plain_whole().save(file)
    return with_values(file.getvalue(), {**VALUES, "F6": "#N/A"})


def with_values(data: bytes, values: dict[str, str]) -> bytes:
    """Put values to the formulas of the first sheet, and say that they were reckoned."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8", "surrogateescape")
            if name == "xl/worksheets/sheet1.xml":
                for cell, value in values.items():
                    kind = ' t="e"' if value.startswith("#") else ""
                    part = re.sub(
                        rf'<c r="{cell}"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?',
                        lambda found, value=value, kind=kind: (
                            f"<c {found[0][3:].split('>')[0]}{kind}><f>{found[2]}</f><v>{value}</v>"
                        ),
                        part,
                    )
            part = part.replace(' fullCalcOnLoad="1"', "") if name == "xl/workbook.xml" else part
            new.writestr(name, part.encode("utf-8", "surrogateescape"))
    return made.getvalue()
