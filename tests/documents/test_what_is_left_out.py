"""Deleted, struck-out and hidden words are not read as tasks, and are said so."""

import io
from datetime import date

import docx
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.styles import Font

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(made: object) -> bytes:
    file = io.BytesIO()
    made.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def told(plan: Plan) -> list[tuple[str, str]]:
    return [
        (f.code, f.written or "") for f in plan.findings if f.code.startswith(("row-", "text-", "column-", "sheet-"))
    ]


def test_word() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    for row in [
        ["序号", "任务", "责任单位"],
        ["1", "新建公园5个", "园林局"],
        ["2", "作废任务", "发改局"],
        ["3", "隐藏任务", "发改局"],
        ["4", "划掉任务", "发改局"],
        ["5", "改造道路3条", "住建局"],
    ]:
        cells = table.rows[0].cells if row[0] == "序号" else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    words = table.rows[1].cells[1].paragraphs[0]
    words._p.append(parse_xml(f'<w:del {W} w:id="1"><w:r><w:delText>，删去的</w:delText></w:r></w:del>'))
    words._p.append(parse_xml(f'<w:ins {W} w:id="2"><w:r><w:t>，新增绿地</w:t></w:r></w:ins>'))
    words.add_run("划掉的").font.strike = True
    words.add_run("隐藏的").font.hidden = True
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="3"/>'))
    table.rows[3]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {W}/>"))
    for cell in table.rows[4].cells:
        for run in cell.paragraphs[0].runs:
            run.font.strike = True

    plan = plan_of(read_document(saved(document), "2025.docx"))

    assert [(t.no, t.text) for t in plan.tasks] == [(1, "新建公园5个，新增绿地"), (5, "改造道路3条")]
    assert told(plan) == [
        ("text-deleted", "，删去的"),
        ("text-struck", "划掉的"),
        ("text-hidden", "隐藏的"),
        ("row-deleted", "2 作废任务 发改局"),
        ("row-hidden", "3 隐藏任务 发改局"),
        ("row-struck", "4 划掉任务 发改局"),
    ]
    assert not [f for f in plan.findings if f.code == "number-missing"], "numbers of rows left out are not missing"


def test_excel() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "经济"
    for row in [
        ["序号", "任务", "责任单位", "完成时限", "完成率", "投资"],
        [1, "培育企业10家", "经信局", date(2025, 12, 31), 0.536, 99],
        [2, "隐藏任务", "商务局", None, None, None],
        [3, "引进项目20个", "商务局", "10月底", 1, 98],
    ]:
        sheet.append(row)
    for row in (2, 4):
        sheet.cell(row, 5).number_format = "0.0%"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["F"].hidden = True
    other = book.create_sheet("民生")
    for row in [["序号", "任务", "责任单位"], [1, "新增学位1000个", "教育局"], [2, "划掉任务", "教育局"]]:
        other.append(row)
    for cell in other[3]:
        cell.font = Font(strike=True)
    book.create_sheet("旧表").sheet_state = "hidden"

    plan = plan_of(read_document(saved(book), "2025.xlsx"))

    assert [(t.no, t.chapter, t.text, t.due, dict(t.extra)) for t in plan.tasks] == [
        (1, "经济", "培育企业10家", "2025-12-31", {"完成率": "53.6%"}),
        (3, "经济", "引进项目20个", "10月底", {"完成率": "100.0%"}),
        (1, "民生", "新增学位1000个", None, {}),
    ]
    assert told(plan) == [
        ("row-hidden", "2 隐藏任务 商务局"),
        ("column-hidden", "投资"),
        ("row-struck", "2 划掉任务 教育局"),
        ("sheet-hidden", "旧表"),
    ]


def test_a_page_that_word_saved() -> None:
    page = """<html><head><meta charset=gb2312>
<style>.hide{display:none} span.del{text-decoration:line-through}</style>
<body><p align=center><b>2025年任务表</b></p><table>
<tr><td><p><span>序号</span></p></td><td>工作任务</td><td>牵头<br>单位</td></tr>
<tr><td><p>1<o:p></o:p></p></td>
<td><p>新建<span lang=EN-US>5</span>个公园<span class=del>，删</span></p></td><td>园林局</td></tr>
<tr class=hide><td>2</td><td>隐藏任务</td><td>发改局</td></tr>
<tr><td><s>3</s></td><td><s>划掉任务</s></td><td><s>发改局</s></td></tr></table>""".encode("gb18030")
    plan = plan_of(read_document(page, "a.html"))
    assert [(t.no, t.text, t.lead) for t in plan.tasks] == [(1, "新建5个公园", ("园林局",))]
    assert [code for code, _ in told(plan)] == ["text-struck", "row-hidden", "row-struck"]


def test_numbers_that_word_makes_itself() -> None:
    document = docx.Document()
    document.add_heading("2025年重点任务", 0)
    for heading, tasks in {
        "教育": ["新增学位2745个（区教育局）", "投用学校5所（区教育局）"],
        "住建": ["改造道路3条（区住建局）"],
    }.items():
        document.add_heading(heading, 1)
        for task in tasks:
            document.add_paragraph(task, style="List Number")
    plan = plan_of(read_document(saved(document), "a.docx"))
    assert [(t.no, t.chapter, t.text) for t in plan.tasks] == [
        (1, "教育", "新增学位2745个"),
        (2, "教育", "投用学校5所"),
        (3, "住建", "改造道路3条"),
    ]
    assert plan.title == "2025年重点任务"


def test_a_numbered_column_that_word_numbers_itself() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate(
        [("序号", "任务", "责任单位"), ("", "新建公园5个", "园林局"), ("", "改造道路3条", "住建局")]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
    plan = plan_of(read_document(saved(document), "2025.docx"))
    assert [(t.no, t.text) for t in plan.tasks] == [(1, "新建公园5个"), (2, "改造道路3条")]
