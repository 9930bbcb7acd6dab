"""A merged area that begins in a hidden row or column holds for what is shown of it."""

import io

import pytest
from openpyxl import Workbook

from luoshi.documents import Document, read_document
from tests.documents.test_packages import packed

ROWS = [
    ["工作目标", "序号", "工作任务", "牵头单位"],
    ["科技创新", 1, "被筛掉的", "科技局"],
    [None, 2, "也被筛掉", "科技局"],
    [None, 3, "引进项目5个", "商务局"],
    [None, 4, "新增企业8家", "经信局"],
    ["惠民生", 5, "改造小区3个", "住建局"],
]


def as_xlsx(hidden_rows: tuple[int, ...], hidden_column: str, merge: str) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    for row in hidden_rows:
        sheet.row_dimensions[row].hidden = True
    if hidden_column:
        sheet.column_dimensions[hidden_column].hidden = True
    sheet.merge_cells(merge)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def column(document: Document, index: int) -> list[str]:
    return [row.cells[index].text for row in document.tables[0].rows]


@pytest.mark.parametrize("hidden", [(2,), (2, 3)])
def test_it_begins_in_a_hidden_row(hidden: tuple[int, ...]) -> None:
    document = read_document(as_xlsx(hidden, "", "A2:A5"), "a.xlsx")
    shown = len(ROWS) - 1 - len(hidden)
    assert column(document, 0)[1:] == ["科技创新"] * (shown - 1) + ["惠民生"]
    first = document.tables[0].rows[1].cells[0]
    assert (first.place.cell, first.row_span) == ("A2", shown - 1)
    assert [f.code for f in document.findings] == ["row-hidden"] * len(hidden)
    assert "科技创新" not in (document.findings[0].written or ""), "it is read, and not left out"
    assert document.account is not None
    assert document.account.lost == 0


def test_a_hidden_column_is_named_with_the_number_of_its_cells() -> None:
    document = read_document(as_xlsx((3,), "D", "A2:A5"), "a.xlsx")
    found = next(one for one in document.findings if one.code == "column-hidden")
    assert (found.place.column, found.message) == (4, "这一列已隐藏，其中5格未作为任务读入：牵头单位")
    assert document.account is not None
    assert document.account.lost == 0


@pytest.mark.parametrize("rows", [(), (3,)])
def test_a_hidden_column_is_read_where_somebody_says_what_it_holds(rows: tuple[int, ...]) -> None:
    document = read_document(as_xlsx(rows, "D", "A2:A5"), "a.xlsx", shown={(1, 4)})

    assert column(document, 3)[:2] == ["牵头单位", "科技局"]
    (found,) = [one for one in document.findings if one.code.startswith("column")]
    assert (found.code, found.place.column) == ("column-read-hidden", 4)
    assert "隐藏" in found.message
    assert document.account is not None
    assert document.account.lost == 0


@pytest.mark.parametrize("shown", [{(1, 2)}, {(2, 4)}, {(1, 400)}, {(0, 4), (1, 0)}])
def test_another_column_or_table_shows_nothing_of_it(shown: set[tuple[int, int]]) -> None:
    document = read_document(as_xlsx((), "D", "A2:A5"), "a.xlsx", shown=shown)
    assert [one.code for one in document.findings if one.code.startswith("column")] == ["column-hidden"]


def test_so_a_hidden_column_is_in_xml_and_in_an_open_sheet() -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in ("任务", "局"))
    xml = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a"><Table>'
        f'<Column/><Column ss:Hidden="1"/><Row>{cells}</Row></Table></Worksheet></Workbook>'
    )
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    written = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("任务", "局"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a"><table:table-column/><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{written}</table:table-row></table:table>"
        f"</office:spreadsheet></office:body></office:document-content>"
    )
    ods = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})
    for data in (xml.encode(), ods):
        assert [len(row.cells) for row in read_document(data, "a").tables[0].rows] == [1]
        (row,) = read_document(data, "a", shown={(1, 2)}).tables[0].rows
        assert [cell.text for cell in row.cells] == ["任务", "局"]


def test_all_its_rows_are_hidden() -> None:
    document = read_document(as_xlsx((2, 3), "", "A2:A3"), "a.xlsx")
    assert column(document, 0)[1:] == ["", "", "惠民生"]
    assert (document.findings[0].written or "").startswith("科技创新")


def test_it_begins_in_a_hidden_column() -> None:
    book = Workbook()
    sheet = book.active
    for row in [
        ["序号", "章", None, "任务", "牵头单位"],
        [1, "一、科技", None, "引进项目5个", "商务局"],
        [2, None, None, "建桥", "交通局"],
    ]:
        sheet.append(row)
    sheet.merge_cells("B2:C3")
    sheet.column_dimensions["B"].hidden = True
    file = io.BytesIO()
    book.save(file)
    document = read_document(file.getvalue(), "a.xlsx")
    assert column(document, 2)[1:] == ["一、科技", "一、科技"]
    assert document.account is not None
    assert document.account.lost == 0


def test_so_it_is_in_an_open_sheet_and_in_xml() -> None:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)

    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell{more} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    goal = cell("科技创新", ' table:number-rows-spanned="2"')
    rows = (
        f'<table:table-row table:visibility="collapse">{goal}{cell("藏起来的")}</table:table-row>'
        f"<table:table-row><table:covered-table-cell/>{cell('引进项目5个')}</table:table-row>"
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    data = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})
    assert [cell.text for cell in read_document(data, "a").tables[0].rows[0].cells] == ["科技创新", "引进项目5个"]
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    xml = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a"><Table>'
        '<Row ss:Hidden="1"><Cell ss:MergeDown="1"><Data ss:Type="String">科技创新</Data></Cell>'
        '<Cell><Data ss:Type="String">藏起来的</Data></Cell></Row>'
        '<Row><Cell ss:Index="2"><Data ss:Type="String">引进项目5个</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    ).encode()
    assert [cell.text for cell in read_document(xml, "a").tables[0].rows[0].cells] == ["科技创新", "引进项目5个"]
