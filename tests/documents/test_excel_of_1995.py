"""An xls of Excel 5 and 95 (BIFF5), whose words are in the system's own encoding: forms are read there too."""

import struct

from luoshi.documents import read_document


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def short(text: str) -> bytes:
    data = text.encode("gb18030")
    return bytes([len(data)]) + data


def words(row: int, column: int, text: str, style: int = 0) -> bytes:
    data = text.encode("gb18030")
    return record(0x204, struct.pack("<HHHH", row, column, style, len(data)) + data)


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def begin(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHH", 0x500, kind, 0x0DBB, 1995))


def font(struck: bool) -> bytes:
    head = struct.pack("<HHHHHBBBB", 220, 8 if struck else 0, 0x7FFF, 400, 0, 0, 0, 134, 0)
    return record(0x31, head + short("宋体"))


def book(rows: list[bytes], forms: list[str]) -> bytes:
    """A workbook of one sheet in one stream; style n + 1 has the n-th form, the last one is struck out."""
    head = begin(5) + record(0x42, struct.pack("<H", 936)) + font(struck=False) + font(struck=True)
    head += b"".join(record(0x41E, struct.pack("<H", 164 + n) + short(form)) for n, form in enumerate(forms))
    for style_font, form in [(0, 0), *((0, 164 + n) for n in range(len(forms))), (1, 0)]:
        head += record(0xE0, struct.pack("<HHH", style_font, form, 0) + bytes(10))
    bound = struct.pack("<H", 0) + short("任务")
    head += record(0x85, struct.pack("<I", len(head) + 8 + len(bound) + 4) + bound) + record(0x0A, b"")
    return head + begin(0x10) + b"".join(rows) + record(0x0A, b"")


def test_its_forms_and_strikes_are_read() -> None:
    rows = [words(0, column, text) for column, text in enumerate(("序号", "任务", "目标", "完成", "牵头单位"))]
    rows += [
        number(1, 0, 1),
        words(1, 1, "完成率提高"),
        number(1, 2, 0.6, 1),
        number(1, 3, -0.065, 2),
        words(1, 4, "发改局"),
    ]
    rows += [number(2, 0, 2), words(2, 1, "作废", 4), number(2, 2, 161234567, 3), words(2, 4, "经信局")]
    document = read_document(book(rows, ["0%", "0.0%", '0\\.0,"万"']), "a.xls")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows[1:]] == [
        ["1", "完成率提高", "60%", "-6.5%", "发改局"],
        ["2", "", "16123.4567万", "", "经信局"],
    ]
    assert [(f.code, f.place.cell, f.written) for f in document.findings] == [("text-struck", "B3", "作废")]
    assert document.account is not None
    assert document.account.held == document.account.read + 2
