"""A filter is a view of a sheet: the rows that it hides are read, and said; rows hidden by hand are not."""

import io
import struct
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.filters import CustomFilter, CustomFilters, FilterColumn
from openpyxl.worksheet.table import Table

from luoshi.documents import Document, read_document
from tests.documents.binary_files import Cell, book, record, sheet, styles
from tests.documents.ofd_files import packed

ROWS = (("序号", "任务", "单位"), ("1", "建桥2座", "交通局"), ("2", "建校3所", "教育局"), ("3", "种树4棵", "园林局"))
FIRST = CustomFilters(customFilter=[CustomFilter(val="交通局")])


def workbook(*, filtered: bool, in_table: bool = False, column_hidden: bool = False) -> bytes:
    """A workbook whose third row is hidden."""
    made = Workbook()
    first = made.active
    for row in ROWS:
        first.append(row)
    first.row_dimensions[3].hidden = True
    first.column_dimensions["C"].hidden = column_hidden
    column = FilterColumn(colId=2, customFilters=FIRST)
    if in_table:
        table = Table(displayName="t", ref="A1:C4")
        table._initialise_columns()
        for cell, heading in zip(table.tableColumns, ROWS[0], strict=True):
            cell.name = heading
        table.autoFilter.filterColumn = [column]
        first.add_table(table)
    else:
        first.auto_filter.ref = "A1:C4"
        first.auto_filter.filterColumn = [column] if filtered else []
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def tasks(document: Document) -> list[str]:
    return [row.cells[1].text for row in document.tables[0].rows[1:]]


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def test_rows_that_a_filter_hides_are_read_and_counted() -> None:
    document = read_document(workbook(filtered=True), "a.xlsx")
    assert tasks(document) == ["建桥2座", "建校3所", "种树4棵"]
    assert [(one.code, one.message) for one in document.findings] == [
        ("rows-filtered", "有1行被筛选隐藏，已照常读入：第3行。不要的请先在原表中删去。")
    ]
    assert document.account is not None
    assert document.account.lost == 0


def test_so_they_are_in_a_table_with_a_filter_of_its_own() -> None:
    document = read_document(workbook(filtered=True, in_table=True), "a.xlsx")
    assert tasks(document) == ["建桥2座", "建校3所", "种树4棵"]


def test_arrows_without_a_choice_hide_nothing() -> None:
    document = read_document(workbook(filtered=False), "a.xlsx")
    assert tasks(document) == ["建桥2座", "种树4棵"]
    assert codes(document) == ["row-hidden"]


def test_a_hidden_column_stays_hidden_in_them() -> None:
    document = read_document(workbook(filtered=True, column_hidden=True), "a.xlsx")
    assert [cell.text for cell in document.tables[0].rows[2].cells] == ["2", "建校3所"]
    assert document.account is not None
    assert document.account.lost == 0


def test_so_it_is_in_an_open_sheet() -> None:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)

    def line(cells: tuple[str, ...], more: str = "") -> str:
        words = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row{more}>{words}</table:table-row>"

    lines = [line(cells, ' table:visibility="filter"' if cells[0] == "2" else "") for cells in ROWS]
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    data = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})
    document = read_document(data, "a")
    assert tasks(document) == ["建桥2座", "建校3所", "种树4棵"]
    assert codes(document) == ["rows-filtered"]


@pytest.mark.parametrize("filtered", [True, False])
def test_so_it_is_in_excels_xml(filtered: bool) -> None:
    space, excel = "urn:schemas-microsoft-com:office:spreadsheet", "urn:schemas-microsoft-com:office:excel"
    lines = "".join(
        f"<Row{' ss:Hidden=' + chr(34) + '1' + chr(34) if cells[0] == '2' else ''}>"
        + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in cells)
        + "</Row>"
        for cells in ROWS
    )
    chosen = '<AutoFilterColumn x:Index="3" x:Type="Custom"/>' if filtered else ""
    data = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}" xmlns:x="{excel}"><Worksheet ss:Name="a">'
        f'<Table>{lines}</Table><AutoFilter x:Range="R1C1:R4C3" xmlns="{excel}">{chosen}</AutoFilter>'
        "</Worksheet></Workbook>"
    ).encode()
    assert tasks(read_document(data, "a")) == (
        ["建桥2座", "建校3所", "种树4棵"] if filtered else ["建桥2座", "种树4棵"]
    )


def test_so_it_is_in_a_binary_workbook() -> None:
    strings: list[bytes] = []
    end = record(130)
    part = sheet([[Cell(text) for text in row] for row in ROWS], strings, hidden_rows=[2]).removesuffix(end)
    part += record(161, struct.pack("<IIII", 0, 3, 0, 2)) + record(163, bytes(6)) + record(164) + record(162) + end
    data = book([("a", part, False)], strings, styles([], [(False, False)], [(0, 0)]))
    document = read_document(data, "a.xlsb")
    assert tasks(document) == ["建桥2座", "建校3所", "种树4棵"]
    assert codes(document) == ["rows-filtered"]


def test_so_it_is_in_an_old_workbook() -> None:
    """filtered.xls was made by LibreOffice 7.4 from `workbook(filtered=True)`."""
    document = read_document((Path(__file__).parent / "old" / "filtered.xls").read_bytes(), "a.xls")
    assert tasks(document) == ["建桥2座", "建校3所", "种树4棵"]
    assert codes(document) == ["rows-filtered"]
