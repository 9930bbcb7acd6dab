"""Characters in the file = characters read + characters said to be left out, for workbooks and csv.

The file is counted by a second walk (see luoshi.documents.account); what is neither read nor said is a finding.
"""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from luoshi.documents import Document, Table, read_document
from luoshi.documents.account import Account, Ledger, weight
from luoshi.errors import UnreadableFile
from tests.documents import binary_files
from tests.documents.test_packages import packed, parts_of

HERE = Path(__file__).parent
CASES = sorted((HERE.parent / "cases" / "field").glob("*/input.*"))
FILES = [path for path in CASES if path.suffix in (".xlsx", ".xls", ".xlsb", ".ods", ".xml", ".csv")]
FILES += [*sorted((HERE / "workbooks").iterdir()), HERE / "old" / "planned.xls"]


def accounted(document: Document) -> Account:
    account = document.account
    assert account is not None
    assert account.lost == 0
    codes = {finding.code for finding in document.findings}
    assert set(account.left_out) <= codes, "what is left out is said"
    return account


def shown(document: Document) -> int:
    """The characters that stand in the cells, each cell once."""
    cells = {
        id(cell): cell for block in document.blocks if isinstance(block, Table) for r in block.rows for cell in r.cells
    }
    return sum(weight(cell.text) for cell in cells.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}")
def test_every_file_is_accounted_for(path: Path) -> None:
    if "encrypted" in path.parent.name:
        with pytest.raises(UnreadableFile, match="加密"):
            read_document(path.read_bytes(), path.name)
        return
    document = read_document(path.read_bytes(), path.name)
    accounted(document)
    assert "characters-unaccounted" not in {finding.code for finding in document.findings}


WORDS = [["序号", "任务", "责任单位"], ["一", "改造老旧小区", "住建局"], ["二", "“新建”学校", "教育局"]]


def as_xlsx() -> bytes:
    book = Workbook()
    for row in WORDS:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv() -> bytes:
    return "\n".join(",".join(row) for row in WORDS).encode()


def as_xlsb() -> bytes:
    strings: list[bytes] = []
    part = binary_files.sheet([[binary_files.Cell(text) for text in row] for row in WORDS], strings)
    return binary_files.book([("a", part, False)], strings, binary_files.styles([], [(False, False)], [(0, 0)]))


def as_xml() -> bytes:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row) + "</Row>"
        for row in WORDS
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a">'
        f"<Table>{rows}</Table></Worksheet></Workbook>"
    ).encode()


def as_ods() -> bytes:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    rows = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>' for t in row)
        + "</table:table-row>"
        for row in WORDS
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


@pytest.mark.parametrize("made", [as_xlsx, as_csv, as_xlsb, as_xml, as_ods])
def test_what_is_counted_as_read_is_what_stands_in_the_cells(made: object) -> None:
    document = read_document(made(), "a.csv")  # type: ignore[operator]
    account = accounted(document)
    assert account.read == account.held
    assert account.read - shown(document) in (0, -2)  # the account of a csv leaves out marks that may part cells
    assert account.left_out == {}


def crowded() -> bytes:
    """A workbook with words beside its cells: in text boxes, charts, comments, margins, covered and hidden places."""
    book = Workbook()
    sheet = book.active
    for row in [
        ["序号", "任务", "牵头单位", "完成情况"],
        [1, "建成公寓", "住建局", None],
        [2, "新增学位", "教育局", "已完成"],
    ]:
        sheet.append(row)
    sheet["B5"], sheet["C5"] = "注：本表按季更新", "盖住的字"
    sheet["B3"].comment = Comment("报数口径见附件", "李四")
    sheet.oddHeader.center.text = '&"宋体"&12内部资料 &P'
    sheet.oddFooter.left.text = "第&P页"
    chart = BarChart()
    chart.title = "各季完成"
    chart.add_data(Reference(sheet, min_col=1, min_row=2, max_row=3))
    sheet.add_chart(chart, "F2")
    other = book.create_sheet("旧")
    other.append(["旧任务"])
    other["A1"].comment = Comment("旧批注", "李四")
    other.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    parts = parts_of(file.getvalue())
    sheet1 = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="B5:C5"/></mergeCells>'
    )
    parts["xl/worksheets/sheet1.xml"] = sheet1
    drawing = "xl/drawings/drawing1.xml"
    boxes = "".join(
        box(row, column, text) for row, column, text in ((1, 3, "已建成640套"), (2, 3, "另见附件"), (9, 0, "远处"))
    )
    parts[drawing] = parts[drawing].replace(b"</wsDr>", boxes.encode() + b"</wsDr>")
    return packed(parts)


def box(row: int, column: int, text: str) -> str:
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    at = f"<xdr:from><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:from><xdr:to/>"
    return (
        f'<xdr:twoCellAnchor xmlns:xdr="{space}/spreadsheetDrawing" xmlns:a="{space}/main">{at}<xdr:sp><xdr:txBody>'
        f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
    )


def test_words_beside_the_cells_are_read_or_said() -> None:
    document = read_document(crowded(), "a.xlsx")
    accounted(document)
    told = {(f.code, f.place.cell, f.written) for f in document.findings}
    assert {
        ("text-box", "D2", "已建成640套"),
        ("text-boxed", "D3", "另见附件"),
        ("text-boxed", "A10", "远处"),
        ("text-boxed", None, "各季完成"),
        ("text-comment", "B3", "报数口径见附件"),
        ("text-margin", None, "内部资料"),
        ("text-covered", "C5", "盖住的字"),
        ("sheet-hidden", None, "旧"),
    } <= told
    (table,) = document.tables
    assert table.rows[1].cells[3].text == "已建成640套"


def test_a_part_that_no_reader_knows_is_missed() -> None:
    parts = parts_of(as_xlsx())
    parts["xl/unknown/sheet9.xml"] = parts["xl/worksheets/sheet1.xml"]
    document = read_document(packed(parts), "a.xlsx")
    assert [f.code for f in document.findings] == ["characters-unaccounted"]
    assert document.account is not None
    assert document.account.lost == document.account.read
    assert "个没有读到" in document.findings[0].message


def test_an_account_says_what_is_lost_once() -> None:
    ledger = Ledger()
    ledger.enter("新建 学校")
    ledger.leave("row-hidden", "隐藏\u200b的")
    account = ledger.closed(9)
    assert (account.read, account.left_out, account.lost) == (4, {"row-hidden": 3}, 2)
    assert [finding.code for finding in account.findings()] == ["characters-unaccounted"]
    assert replace(account, held=7).findings() == []


def test_repeats_of_an_open_sheet_are_counted_once() -> None:
    content = zipfile.ZipFile(io.BytesIO(as_ods())).read("content.xml")
    for repeats, rows in (("3", 5), ("999999999", 3)):
        parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.replace(
            b"<table:table-row>", f'<table:table-row table:number-rows-repeated="{repeats}">'.encode(), 1
        )}  # fmt: skip
        document = read_document(packed(parts), "a.ods")
        assert len(document.tables[0].rows) == rows
        accounted(document)
