"""Files that are broken, hostile or too large: refused in one sentence, or read with a finding."""

import io
import random
import struct
import time
import zipfile
from collections.abc import Callable

import docx
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from luoshi.documents import Limits, Paragraph, read_document
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi.tasktable import plan_of
from tests.documents.office_files import grid_as_docx, grid_as_html, grid_as_pdf, grid_as_xlsx

ROWS = [["序号", "任务", "责任单位"], ["1", "新建公园5个", "园林局"], ["2", "改造道路3条", "住建局"]]


def refused(data: bytes, name: str = "a", limits: Limits | None = None) -> UnreadableFile:
    """Read, expect a refusal, and hold its sentences to what a person at a desk can use."""
    with pytest.raises(UnreadableFile) as caught:
        read_document(data, name, limits=limits or Limits())
    error = caught.value
    assert str(error).endswith("。")
    assert error.english.endswith(".")
    assert "Error" not in error.english
    return error


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\n", b"\x00" * 40])
def test_an_empty_file(data: bytes) -> None:
    assert "空" in str(refused(data))


def test_binary_is_no_text() -> None:
    assert "不是文本" in str(refused(random.Random(1).randbytes(4000)))


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "文件是图片"),
        (b"\xff\xd8\xff\xe0", "文件是图片"),
        (b"Rar!\x1a\x07", "请解压后再导入"),
        (b"\x1f\x8b\x08", "请解压后再导入"),
        (b"7z\xbc\xaf", "请解压后再导入"),
    ],
)
def test_pictures_and_archives_say_what_to_do(head: bytes, said: str) -> None:
    assert said in str(refused(head + bytes(200)))


def test_a_scanned_pdf_says_that_it_holds_no_text() -> None:
    file = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(file, "PDF")
    assert "扫描" in str(refused(file.getvalue()))


def test_a_name_that_lies_is_not_believed() -> None:
    for name in ("a.pdf", "a.txt", "a", "a.docx"):
        assert read_document(grid_as_xlsx(ROWS), name).kind == "xlsx"
        assert read_document(grid_as_html(ROWS), name).kind == "html"
    assert read_document("1|新建公园|园林局\n2|改造道路|住建局".encode(), "a.xlsx").kind == "text"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    parts = parts_of(grid_as_docx(ROWS))
    parts["word/media/big.bin"] = bytes(30_000_000)
    assert "30000" not in str(refused(packed(parts), limits=Limits(unpacked_bytes=1_000_000)))
    assert "1000000" in str(refused(packed(parts), limits=Limits(unpacked_bytes=1_000_000)))


def test_a_zip_that_lies_about_its_size_cannot_unpack_more() -> None:
    data = bytearray(packed({**parts_of(grid_as_docx(ROWS)), "word/document.xml": b"<w/>" + b" " * 5_000_000}))
    at = data.rfind(b"PK\x01\x02")
    while at >= 0 and b"word/document.xml" not in data[at : at + 80]:
        at = data.rfind(b"PK\x01\x02", 0, at)
    struct.pack_into("<I", data, at + 24, 100)  # the size that the directory claims
    refused(bytes(data))


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>"""
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>"""


@pytest.mark.parametrize("xml", [BOMB, EXTERNAL, EXTERNAL.decode().encode("utf-16")])
@pytest.mark.parametrize(
    ("make", "part"),
    [
        (grid_as_docx, "word/document.xml"),
        (grid_as_docx, "word/styles.xml"),
        (grid_as_xlsx, "xl/workbook.xml"),
        (grid_as_xlsx, "xl/worksheets/sheet1.xml"),
        (grid_as_xlsx, "xl/sharedStrings.xml"),
    ],
)
def test_entities_in_xml_are_refused(make: Callable[..., bytes], part: str, xml: bytes) -> None:
    assert "passwd" not in str(refused(packed({**parts_of(make(ROWS)), part: xml})))


def test_entities_of_a_web_page_are_not_fetched() -> None:
    page = b'<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + grid_as_html([*ROWS, ["3", "&e;任务", "局"]])
    document = read_document(page, "a.html")
    assert "root:" not in " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_macros_are_not_run_nor_in_the_way() -> None:
    parts = parts_of(grid_as_docx(ROWS))
    parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(500)
    assert len(plan_of(read_document(packed(parts), "2025.docm")).tasks) == 2


def test_an_encrypted_office_file_says_so() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert "加密" in str(refused(compound))


def test_an_encrypted_pdf_says_so() -> None:
    # the dictionary of a PDF that wants a password; its keys fit none
    pdf = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>
%%%%EOF""" % (b"41" * 32, b"42" * 32)
    assert "加密" in str(refused(pdf))


@pytest.mark.parametrize("make", [grid_as_docx, grid_as_xlsx, grid_as_pdf])
def test_half_a_file_is_refused(make: Callable[..., bytes]) -> None:
    data = make(ROWS)
    for share in (0.2, 0.5, 0.9):
        with pytest.raises(LuoshiError):
            plan_of(read_document(data[: int(len(data) * share)], "a"))


def test_half_a_text_is_read_as_far_as_it_goes() -> None:
    text = "序号|任务|责任单位\n1|新建公园5个|园林局\n2|改造道路".encode()
    assert [task.no for task in plan_of(read_document(text[:-1], "2025.txt")).tasks] == [1, 2]


def test_control_characters_are_no_words() -> None:
    text = "序号|任务\x00|责任单位\n1|新建\x07公园\x1b5个\u200b|园林局\n".encode()
    task = plan_of(read_document(text, "2025.txt")).tasks[0]
    assert task.text == "新建 公园 5个"


def test_formula_errors_are_said_at_their_cell() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in [["序号", "任务", "责任单位", "投资"], [1, "新建公园5个", "园林局", "#DIV/0!"]]:
        sheet.append(row)
    sheet["D2"].data_type = "e"
    file = io.BytesIO()
    book.save(file)
    plan = plan_of(read_document(file.getvalue(), "2025.xlsx"))
    (finding,) = [f for f in plan.findings if f.code == "formula-error"]
    assert (finding.place.sheet, finding.place.cell, finding.written) == ("Sheet", "D2", "#DIV/0!")


LIMITS = [
    (Limits(file_bytes=100), "字节"),
    (Limits(rows=2), "行"),
    (Limits(columns=2), "列"),
    (Limits(cells=5), "格"),
    (Limits(characters=10), "字"),
]


@pytest.mark.parametrize(("limits", "word"), LIMITS)
@pytest.mark.parametrize("make", [grid_as_docx, grid_as_xlsx, grid_as_html, grid_as_pdf])
def test_each_limit_is_a_setting_and_stands_in_the_refusal(
    make: Callable[..., bytes], limits: Limits, word: str
) -> None:
    error = refused(make(ROWS), limits=limits)
    assert word in str(error)
    assert any(str(value) in str(error) for value in (100, 2, 5, 10))


def test_the_limit_of_pages() -> None:
    from tests.documents.office_files import typeset

    assert "最多1页" in str(refused(typeset("一 #pagebreak() 二"), limits=Limits(pages=1)))


@pytest.mark.parametrize("kind", ["xlsx", "csv", "html", "text"])
def test_ten_thousand_columns_are_refused_at_their_place(kind: str) -> None:
    wide = [str(n) for n in range(10_000)]
    if kind == "xlsx":
        book = Workbook()
        book.active.append(wide)
        file = io.BytesIO()
        book.save(file)
        data = file.getvalue()
    else:
        mark = {"csv": ",", "text": "|", "html": "</td><td>"}[kind]
        line = mark.join(wide)
        data = (f"<table><tr><td>{line}</td></tr></table>" if kind == "html" else f"{line}\n{line}").encode()
    error = refused(data, f"a.{kind}")
    assert "256列" in str(error)
    assert error.place is not None


def test_cells_that_claim_to_span_everything() -> None:
    page = b'<table><tr><td rowspan="65000" colspan="1000">x</td><td>y</td></tr><tr><td>z</td></tr></table>'
    refused(page)
    parts = parts_of(grid_as_xlsx(ROWS))
    claim = b'<mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells></worksheet>'
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</worksheet>", claim)
    assert len(plan_of(read_document(packed(parts), "2025.xlsx")).tasks) == 2


@pytest.mark.parametrize("shape", ["a{}=1", "a{}", "=a{}", "a{}='<p>'", 'a{} = "x y"'])
def test_a_tag_with_attributes_without_end_is_refused_at_once(shape: str) -> None:
    crowded = " ".join(shape.format(number) for number in range(200_000))
    begun = time.process_time()
    with pytest.raises(UnreadableFile, match="属性多达1000个"):
        read_document(f"<html><body><p {crowded}>新建学校3所</p></body></html>".encode(), "a.html")
    assert time.process_time() - begun < 2


def test_many_words_in_an_attribute_are_one() -> None:
    told = "{ 'a' : 1 , 'b' : '<p>' } " * 2000
    document = read_document(f'<html><body><p data-told="{told}">新建学校3所</p></body></html>'.encode(), "a.html")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["新建学校3所"]


def test_a_page_nested_beyond_all_measure() -> None:
    refused(b"<div>" * 5000 + b"x" + b"</div>" * 5000)


def test_a_workbook_whose_sheet_is_missing() -> None:
    parts = parts_of(grid_as_xlsx(ROWS))
    del parts["xl/worksheets/sheet1.xml"]
    with pytest.raises(LuoshiError):
        plan_of(read_document(packed(parts), "a.xlsx"))


def test_what_is_read_stays_as_it_was_saved() -> None:
    """A reader never changes the bytes, so that the file's hash is the upload's."""
    data = grid_as_xlsx(ROWS)
    before = bytes(data)
    document = read_document(data, "a.xlsx")
    assert data == before
    assert len(document.sha256) == 64
    assert load_workbook(io.BytesIO(data)).active.max_row == 3
    assert docx.Document(io.BytesIO(grid_as_docx(ROWS))).tables


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _word_of(body: str) -> bytes:
    parts = parts_of(grid_as_docx(ROWS))
    parts["word/document.xml"] = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode()
    return packed(parts)


@pytest.mark.parametrize("depth", [700, 3000])
def test_what_is_nested_beyond_all_measure_is_not_called_damaged(depth: int) -> None:
    text = "<w:p><w:r><w:t>新建公园5个</w:t></w:r></w:p>"
    tables = "<w:tbl><w:tr><w:tc>" * depth + text + "</w:tc></w:tr></w:tbl>" * depth
    controls = "<w:sdt><w:sdtContent>" * depth + text + "</w:sdtContent></w:sdt>" * depth
    for body in (tables, controls):
        assert "层数太多" in str(refused(_word_of(body), "a.docx"))


def test_a_workbook_nested_beyond_all_measure_is_not_called_damaged() -> None:
    parts = parts_of(grid_as_xlsx(ROWS))
    name = "xl/worksheets/sheet1.xml"
    deep = b"<is>" * 3000 + b"</is>" * 3000
    parts[name] = parts[name].replace(b"</sheetData>", b'<row r="9"><c r="A9">' + deep + b"</c></row></sheetData>")
    assert "层数太多" in str(refused(packed(parts), "a.xlsx"))


def test_cells_that_push_one_another_out_of_the_table_are_refused_at_once() -> None:
    rows = "<tr><td rowspan=65534 colspan=1000>新建公园</td></tr>" * 3000
    error = refused(f"<table><tr><td>序号<td>任务<td>责任单位</tr>{rows}</table>".encode(), "a.html")
    assert "最多256列" in str(error)
