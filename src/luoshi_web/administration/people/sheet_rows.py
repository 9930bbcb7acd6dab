"""The rows of a sheet of accounts: 姓名, 账号, 单位, 角色, 邮箱, 电话. Knows no database: a child reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.documents import Cell, Limits, read_document
from luoshi.documents.detect import kind_of
from luoshi.errors import UnreadableFile

HEADINGS = ("姓名", "账号", "单位", "角色", "邮箱", "电话")
NEEDED = HEADINGS[:4]
KINDS = ("xlsx", "xls", "xlsb", "ods", "csv")
LIMITS = Limits(
    file_bytes=2_000_000, unpacked_bytes=50_000_000, rows=5_000, columns=60, cells=100_000, characters=1_000_000
)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One row as it was read: its texts by heading, and its cells' names."""

    sheet: str
    row: int
    texts: dict[str, str]
    cells: dict[str, str]

    def text(self, heading: str) -> str:
        return self.texts.get(heading, "")


def read_sheet(data: bytes, name: str) -> list[AccountLine]:
    """Read the rows of a sheet; the first row that has them all is the headings.

    Raises:
        LuoshiError: no sheet, no headings, or over a limit.
    """
    if kind_of(data, name) not in KINDS:
        raise UnreadableFile("请传xlsx或csv表格。", "Please send a table as xlsx or csv.")
    lines: list[AccountLine] = []
    headed = False
    for table in read_document(data, name, limits=LIMITS).tables:
        columns: dict[str, int] = {}
        for row in table.rows:
            texts = ["".join(cell.text.split()) for cell in row.cells]
            if not columns:
                found = {heading: texts.index(heading) for heading in HEADINGS if heading in texts}
                columns = found if all(heading in found for heading in NEEDED) else {}
                continue
            if any(texts):
                lines.append(_line(row.cells, columns, table.caption or row.place.sheet or ""))
        headed = headed or bool(columns)
    if not headed:
        raise UnreadableFile(
            "第一行要有这些栏目：姓名、账号、单位、角色。可以先下载模板。",
            "The first row needs these headings: 姓名, 账号, 单位, 角色. There is a template to download.",
        )
    return lines


def _line(cells: Sequence[Cell], columns: dict[str, int], sheet: str) -> AccountLine:
    at = {heading: cells[index] for heading, index in columns.items() if index < len(cells)}
    places = {heading: cell.place for heading, cell in at.items()}
    first = next(iter(places.values()))
    row = first.row or first.line or 0
    names = {
        heading: place.cell or f"{_letter(columns[heading])}{place.row or place.line or row}"
        for heading, place in places.items()
    }
    return AccountLine(sheet, row, {heading: cell.text.strip() for heading, cell in at.items()}, names)


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else f"第{index + 1}列"
