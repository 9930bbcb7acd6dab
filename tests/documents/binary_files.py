"""Workbooks in binary parts (xlsb), written record by record after [MS-XLSB], since no program at hand writes them."""

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(body), b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def rich(*pieces: tuple[str, int]) -> bytes:
    """A string of pieces, each with its font."""
    text = "".join(words for words, _ in pieces)
    runs, at = b"", 0
    for words, font in pieces:
        runs += struct.pack("<HH", at, font)
        at += len(words)
    return b"\x01" + wide(text) + struct.pack("<I", len(pieces)) + runs


@dataclass(frozen=True)
class Cell:
    """A value and its style; of a formula, where it is one; an error by its code."""

    value: str | float | bytes
    style: int = 0
    formula: bool = False
    error: bool = False


def cell(column: int, made: Cell, strings: list[bytes]) -> bytes:
    head = struct.pack("<II", column, made.style)
    formula = struct.pack("<HI", 0, 3) + b"\x1e\xa1\x00" + struct.pack("<I", 0)
    if made.error:
        return record(11, head + bytes([int(made.value)]) + formula)  # type: ignore[arg-type]
    if isinstance(made.value, bytes):
        strings.append(made.value)
        return record(7, head + struct.pack("<I", len(strings) - 1))
    if isinstance(made.value, str):
        if made.formula:
            return record(8, head + wide(made.value) + formula)
        strings.append(b"\x00" + wide(made.value))
        return record(7, head + struct.pack("<I", len(strings) - 1))
    if made.formula:
        return record(9, head + struct.pack("<d", made.value) + formula)
    if float(made.value).is_integer() and abs(made.value) < 1 << 28:
        return record(2, head + struct.pack("<i", int(made.value) << 2 | 2))
    return record(5, head + struct.pack("<d", made.value))


def sheet(
    rows: Sequence[Sequence[Cell | None]],
    strings: list[bytes],
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    merges: Sequence[tuple[int, int, int, int]] = (),
) -> bytes:
    """A sheet; a merged area is its first and last row, first and last column, from 0."""
    width = max(map(len, rows), default=1)
    made = record(129) + record(147, bytes(23) + wide("")[:4] * 0 + struct.pack("<I", 0))
    made += record(148, struct.pack("<IIII", 0, max(0, len(rows) - 1), 0, width - 1))
    if hidden_columns:
        made += record(390)
        made += b"".join(record(60, struct.pack("<IIIIH", c, c, 2304, 0, 1)) for c in hidden_columns)
        made += record(391)
    made += record(145)
    for number, row in enumerate(rows):
        flags = 0x10 if number in hidden_rows else 0
        made += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))
        made += b"".join(cell(column, one, strings) for column, one in enumerate(row) if one is not None)
    made += record(146)
    if merges:
        made += record(177, struct.pack("<I", len(merges)))
        made += b"".join(record(176, struct.pack("<IIII", *area)) for area in merges) + record(178)
    return made + record(130)


def styles(forms: Sequence[str], fonts: Sequence[tuple[bool, bool]], cells: Sequence[tuple[int, int]]) -> bytes:
    """Styles: forms of numbers from 164 on; fonts (struck out, raised); of cells the number of a form and a font."""
    made = record(278) + record(615, struct.pack("<I", len(forms)))
    made += b"".join(record(44, struct.pack("<H", 164 + i) + wide(form)) for i, form in enumerate(forms)) + record(616)
    made += record(611, struct.pack("<I", len(fonts)))
    for struck, raised in fonts:
        font = struct.pack("<HHHH", 220, 8 if struck else 0, 400, 1 if raised else 0)
        made += record(43, font + bytes(4) + bytes(8) + b"\x00" + wide("宋体"))
    made += record(612) + record(626, struct.pack("<I", 1)) + record(47, struct.pack("<HHH", 0xFFFF, 0, 0) + bytes(10))
    made += record(627) + record(617, struct.pack("<I", len(cells)))
    made += b"".join(record(47, struct.pack("<HHH", 0, form, font) + bytes(10)) for form, font in cells)
    return made + record(618) + record(279)


def book(
    sheets: Sequence[tuple[str, bytes, bool]], strings: Sequence[bytes], styled: bytes, *, reckoned: bool = True
) -> bytes:
    """Pack sheets (name, part, hidden) into a workbook; `reckoned`: its formulas need not be reckoned anew."""
    listed = b"".join(
        record(156, struct.pack("<II", 2 if hidden else 0, number) + wide(f"rId{number}") + wide(name))
        for number, (name, _, hidden) in enumerate(sheets, start=1)
    )
    calc = struct.pack("<IIIdIH", 191029, 1, 100, 0.001, 1, 0 if reckoned else 1)
    main = record(131) + record(153, bytes(12)) + record(143) + listed + record(144) + record(157, calc) + record(132)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, len(sheets) + 1)
    )
    relations += f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.bin"/>'
    relations += f'<Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.bin"/>'
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    count = struct.pack("<II", len(strings), len(strings))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": f'<Relationships {space}><Relationship Id="r" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f"<Relationships {space}>{relations}</Relationships>",
        "xl/workbook.bin": main,
        "xl/styles.bin": styled,
        "xl/sharedStrings.bin": record(159, count) + b"".join(record(19, one) for one in strings) + record(160),
    }
    parts |= {f"xl/worksheets/sheet{number}.bin": part for number, (_, part, _) in enumerate(sheets, start=1)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


FORMS = ["0.0%", '0"套"', '0.00,,"百万元"', "0.0", 'yyyy"年"m"月"d"日"', "0.0%;[Red]\\-0.0%"]
FONTS = [(False, False), (True, False), (False, True)]
# plain, 0%, 0.0%, 套, 百万元, 0.0, day, red per cent, 0.00%, 0, struck out
STYLES = [(0, 0), (9, 0), (164, 0), (165, 0), (166, 0), (167, 0), (168, 0), (169, 0), (10, 0), (1, 0), (0, 1)]


def whole() -> bytes:
    """The workbook of rich_workbook.py as xlsb."""
    strings: list[bytes] = []

    def row(*values: object) -> list[Cell | None]:
        made = [value if isinstance(value, Cell) or value is None else Cell(value) for value in values]  # type: ignore[arg-type]
        return [one if one and one.value != "" else None for one in made]

    headings = ["工作目标", "序号", "工作任务", "单位", "目标", "完成情况", "占比", "牵头单位", "完成时限", "内部栏"]
    rows = [
        row(*headings),
        row("稳增长", 1, "被筛掉的一行", "", "", "", "", "统计局", "", "甲"),
        row("", 2, "完成率提高", "%", Cell(0.6, 1), Cell(0.5366666666666666, 2, True), Cell(-0.065, 7), "发改局",
            Cell(46022, 6), "乙"),
        row("", 3, rich(("建成公寓", 0), ("1500套", 1), ("1200套", 0)), "套", Cell(1200, 3), 640, Cell(0.126, 2, True),
            "住建局"),
        row("惠民生", 4, rich(("改造管网500m", 0), ("2", 2)), "平方米", 500, 320, Cell(0.64, 8), "水务局"),
        row("", 5, rich(("新增学位1200", 0), ("1", 2), ("个", 0)), "个", 1200, Cell(0x2A, 0, True, True), Cell(5.64, 9),
            "教育局"),
        row("", 6, "完成投资", "元", Cell(300000000, 4), Cell(161234567.4, 4, True), Cell(7, 5), "经信局"),
        row("", Cell(7, 10), Cell("划掉的任务", 10), "", "", "", "", Cell("经信局", 10)),
    ]  # fmt: skip
    first = sheet(rows, strings, hidden_rows=[1], hidden_columns=[9], merges=[(1, 3, 0, 0), (4, 6, 0, 0)])
    other = sheet([row("不公开的草稿")], strings)
    return book([("任务", first, False), ("底稿", other, True)], strings, styles(FORMS, FONTS, STYLES))
