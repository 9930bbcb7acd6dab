"""A formula that no program reckoned is never read as 0, in whatever way its file says so; one that gives 0 is."""

import io
import struct
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from luoshi.documents import Document, read_document
from luoshi.reading import read_plan
from tests.documents import binary_files
from tests.documents.rich_workbook import with_values
from tests.documents.test_packages import packed, parts_of

HEAD = ["序号", "任务", "牵头单位", "完成情况"]


def workbook(formula: str = "=0+0") -> bytes:
    book = Workbook()
    book.active.append(HEAD)
    book.active.append([1, "引进项目120个", "商务局", formula])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(data: bytes, *changes: tuple[str, bytes, bytes]) -> bytes:
    parts = parts_of(data)
    for name, old, new in changes:
        assert old in parts[name], (name, old)
        parts[name] = parts[name].replace(old, new)
    return packed(parts)


def reckoned() -> bytes:
    return with_values(workbook(), {"D2": "0"})


def asked_to_reckon() -> bytes:
    return with_parts(reckoned(), ("xl/workbook.xml", b"<calcPr ", b'<calcPr fullCalcOnLoad="1" '))


def without_an_engine() -> bytes:
    return with_parts(reckoned(), ("xl/workbook.xml", b'calcId="124519"', b""))


def without_a_value() -> bytes:
    return workbook()


def with_an_empty_word() -> bytes:
    sheet = "xl/worksheets/sheet1.xml"
    changes = (b'<c r="D2"', b'<c t="str" r="D2"'), (b"<v>0</v>", b"<v></v>")
    return with_parts(asked_to_reckon(), *((sheet, *change) for change in changes))


def binary(*, is_reckoned: bool) -> bytes:
    strings: list[bytes] = []
    rows = [[binary_files.Cell(text) for text in HEAD]]
    rows.append(
        [
            binary_files.Cell(1),
            binary_files.Cell("引进项目120个"),
            binary_files.Cell("商务局"),
            binary_files.Cell(0.0, 0, True),
        ]
    )
    part = binary_files.sheet(rows, strings)
    styles = binary_files.styles([], [(False, False)], [(0, 0)])
    return binary_files.book([("a", part, False)], strings, styles, reckoned=is_reckoned)


def in_xml(*, by_excel: bool) -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in HEAD)
    row = '<Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">引进项目120个</Data></Cell>'
    row += (
        '<Cell><Data ss:Type="String">商务局</Data></Cell><Cell ss:Formula="=0"><Data ss:Type="Number">0</Data></Cell>'
    )
    excel = '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"/>' if by_excel else ""
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{excel}<Worksheet ss:Name="a"><Table>'
        f"<Row>{cells}</Row><Row>{row}</Row></Table></Worksheet></Workbook>"
    ).encode()


def old(*, is_reckoned: bool) -> bytes:
    """An xls in one stream without its envelope."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def words(row: int, column: int, text: str) -> bytes:
        body = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
        return record(0x204, body)

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))

    number = struct.pack("<HHHd", 1, 0, 0, 1.0)
    formula = struct.pack("<HHHdHIH", 1, 3, 0, 0.0, 0 if is_reckoned else 2, 0, 3) + b"\x1e\x00\x00"
    sheet = begin(0x10) + record(0x200, struct.pack("<IIHHH", 0, 2, 0, 4, 0))
    sheet += b"".join(words(0, column, text) for column, text in enumerate(HEAD))
    sheet += record(0x203, number) + words(1, 1, "引进项目120个") + words(1, 2, "商务局") + record(0x06, formula)
    sheet += record(0x0A, b"")
    font = record(
        0x31, struct.pack("<HHHHHBBBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 134, 0, 2, 1) + "宋体".encode("utf-16-le")
    )
    form = record(0xE0, struct.pack("<HHH", 0, 0, 0) + bytes(14))
    head = begin(5) + record(0x42, struct.pack("<H", 1200)) + font + form
    name = b"\x01\x00a"  # one letter, of one byte
    sheet_at = len(head) + 4 + 6 + len(name) + 4
    head += record(0x85, struct.pack("<IBB", sheet_at, 0, 0) + name)
    return head + record(0x0A, b"") + sheet


def open_sheet(*, is_reckoned: bool) -> bytes:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)

    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    shown = ' office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>'
    last = f'<table:table-cell table:formula="of:=0"{shown if is_reckoned else "/>"}'
    rows = "".join(map(cell, HEAD)), "".join(map(cell, ("1", "引进项目120个", "商务局"))) + last
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


NOT_RECKONED: dict[str, Callable[[], bytes]] = {
    "asked to reckon": asked_to_reckon,
    "without an engine": without_an_engine,
    "without a value": without_a_value,
    "an empty word": with_an_empty_word,
    "xlsb": lambda: binary(is_reckoned=False),
    "xml": lambda: in_xml(by_excel=False),
    "xls": lambda: old(is_reckoned=False),
    "ods": lambda: open_sheet(is_reckoned=False),
}
RECKONED: dict[str, Callable[[], bytes]] = {
    "xlsx": reckoned,
    "xlsb": lambda: binary(is_reckoned=True),
    "xml": lambda: in_xml(by_excel=True),
    "xls": lambda: old(is_reckoned=True),
    "ods": lambda: open_sheet(is_reckoned=True),
}


def answer(document: Document) -> str:
    return document.tables[0].rows[1].cells[3].text


@pytest.mark.parametrize("way", NOT_RECKONED)
def test_what_was_not_reckoned_is_said_and_not_judged(way: str) -> None:
    data = NOT_RECKONED[way]()
    document = read_document(data, "a")
    assert document.account is not None
    assert document.account.lost == 0
    assert [(f.code, f.place.cell) for f in document.findings] == [("formula-unsaved", "D2")]
    assert len(document.tables[0].rows[1].cells) < 4 or answer(document) == ""
    (task,) = read_plan(data, "2025.xlsx").tasks
    assert task.observations == ()
    assert task.assessment is not None
    assert task.assessment.light == "grey"


@pytest.mark.parametrize("way", RECKONED)
def test_a_nought_that_was_reckoned_stands(way: str) -> None:
    document = read_document(RECKONED[way](), "a")
    assert answer(document) == "0"
    assert document.findings == ()
    assert document.account is not None
    assert document.account.lost == 0
