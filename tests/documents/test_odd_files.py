"""Odd files that offices do send: broken letters, watermarks, text shown as typed, Excel's old XML."""

import io

import docx
import pytest
from openpyxl import Workbook

from luoshi.documents import Limits, read_document
from luoshi.errors import UnreadableFile
from luoshi.tasktable import plan_of
from tests.documents.office_files import FORMATS, typeset

TABLE = "序号|任务|责任单位\n1|新建公园5个|园林局\n2|改造道路3条|住建局\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_letters_do_not_lose_the_rest(encoding: str) -> None:
    text = TABLE + "".join(f"{n}|新增学位{n}个，优化布局|教育局\n" for n in range(3, 60))
    data = bytearray(text.encode(encoding))
    data[data.index("公园".encode(encoding)) + 1] = 0xFF
    plan = plan_of(read_document(bytes(data), "2025.txt"))
    assert len(plan.tasks) == 59
    assert plan.tasks[1].text == "改造道路3条"
    (finding,) = [f for f in plan.findings if f.code == "character-lost"]
    assert finding.place.line == 2


def test_a_watermark_is_no_text() -> None:
    mark = "#place(center + horizon, rotate(45deg, text(60pt, fill: luma(200))[内部资料]))\n"
    rows = "".join(f"[{cell}]," for row in TABLE.strip().split("\n") for cell in row.split("|"))
    plan = plan_of(read_document(typeset(f"{mark}#table(columns: (10%, 60%, 30%), {rows})"), "2025.pdf"))
    assert [(t.no, t.text, t.lead) for t in plan.tasks] == [
        (1, "新建公园5个", ("园林局",)),
        (2, "改造道路3条", ("住建局",)),
    ]


def test_letters_drawn_twice_for_bold_are_read_once() -> None:
    cells = "".join(
        f"[#box[{cell}#place(top + left, dx: 0.4pt)[{cell}]]],"
        for row in TABLE.strip().split("\n")
        for cell in row.split("|")
    )
    plan = plan_of(read_document(typeset(f"#table(columns: (10%, 60%, 30%), {cells})"), "2025.pdf"))
    assert [task.text for task in plan.tasks] == ["新建公园5个", "改造道路3条"]


def test_a_table_as_typed_in_a_web_page() -> None:
    page = f"<html><body><h1>2025年任务</h1><pre>{TABLE}</pre></body></html>".encode()
    plan = plan_of(read_document(page, "a.html"))
    assert [task.text for task in plan.tasks] == ["新建公园5个", "改造道路3条"]


def test_excels_xml_of_2003() -> None:
    page = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="任务"><Table>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">2025年任务表</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">领域</Data></Cell><Cell><Data ss:Type="String">序号</Data></Cell>
<Cell><Data ss:Type="String">任务</Data></Cell><Cell><Data ss:Type="String">责任单位</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">城建</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell>
<Cell><Data ss:Type="String">新建公园5个</Data></Cell><Cell><Data ss:Type="String">园林局</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">2</Data></Cell><Cell><Data ss:Type="String">改造道路3条</Data></Cell>
<Cell><Data ss:Type="String">住建局</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">3</Data></Cell>
<Cell><Data ss:Type="String">隐藏任务</Data></Cell></Row></Table></Worksheet></Workbook>""".encode()
    plan = plan_of(read_document(page, "a.xls"))
    assert plan.source.kind == "xls"
    assert plan.title == "2025年任务表"
    assert [(t.no, t.chapter, t.text, t.place.row) for t in plan.tasks] == [
        (1, "城建", "新建公园5个", 3),
        (2, "城建", "改造道路3条", 4),
    ]
    assert "row-hidden" in [finding.code for finding in plan.findings]


def test_numbers_are_printed_as_their_sheet_prints_them_and_never_rounded() -> None:
    book = Workbook()
    sheet = book.active
    forms = {"0%": 0.056, "0.0%": 0.07, "0.0": 7, "#,##0.00": 1234.5, '0"亿元"': 300, "0": 5.64, "General": 0.1 + 0.2}
    sheet.append(["序号", "任务", *(f"列{n}" for n in range(len(forms)))])
    sheet.append([1, "新建公园5个", *forms.values()])
    for column, form in enumerate(forms, start=3):
        sheet.cell(2, column).number_format = form
    file = io.BytesIO()
    book.save(file)
    table = read_document(file.getvalue(), "a.xlsx").tables[0]
    assert [cell.text for cell in table.rows[1].cells[2:]] == [
        "5.6%",
        "7.0%",
        "7.0",
        "1234.50",
        "300亿元",
        "5.64",
        "0.3",
    ]


def test_lines_broken_by_hand_within_a_paragraph_of_word() -> None:
    document = docx.Document()
    document.add_paragraph("2025年任务分工")
    document.add_paragraph("1.新增学位2745个。\n责任单位：区教育局\n2.新建公园5个。\n责任单位：区园林局")
    file = io.BytesIO()
    document.save(file)
    plan = plan_of(read_document(file.getvalue(), "a.docx"))
    assert [(t.no, t.text, t.lead) for t in plan.tasks] == [
        (1, "新增学位2745个。", ("区教育局",)),
        (2, "新建公园5个。", ("区园林局",)),
    ]


def test_a_line_over_the_table_dates_its_progress_column() -> None:
    rows = [["序号", "任务", "责任单位", "完成情况"], ["1", "新建公园5个", "园林局", "序时推进"]]
    for make in FORMATS.values():
        plan = plan_of(read_document(make(rows, "2025年重点任务表", "（截至2025年6月30日）"), "a"))
        assert str(plan.as_of) == "2025-06-30"
        assert plan.title == "2025年重点任务表"


def test_wide_digits_number_tasks() -> None:
    text = TABLE.replace("\n1|", "\n１|").replace("\n2|", "\n２|")
    assert [task.no for task in plan_of(read_document(text.encode(), "2025.txt")).tasks] == [1, 2]


@pytest.mark.libreoffice
def test_a_conversion_that_takes_too_long_is_stopped_and_said() -> None:
    text = "{\\rtf1 " + "1. hello\\par " * 2000 + "}"
    with pytest.raises(UnreadableFile, match="0秒"):
        read_document(text.encode(), "a.doc", limits=Limits(seconds=0))


def test_without_libreoffice_an_old_file_says_how_to_save_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableFile, match="另存为docx"):
        read_document(b"{\\rtf1 hello}", "a.doc")
