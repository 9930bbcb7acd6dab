"""Columns that spaces set in a text, whatever the width that its writer's font gave to quotes."""

import unicodedata

import pytest

from luoshi.documents import read_document

ROWS = [
    ("序号", "重点工作", "牵头单位", "完成时限"),
    ("1", "建设“四好农村路”100公里。", "交通局", "12月底"),
    ("2", "实施“链长制”，新增“小巨人”企业3家、“个转企”600户。", "工信局", "全年"),
    ("3", "新建公园5个。", "园林局", "10月底"),
]


@pytest.mark.parametrize("wide", ["WF", "WFA"])
def test_quotes_may_take_one_column_or_two(wide: str) -> None:
    def padded(text: str, width: int) -> str:
        return text + " " * (width - sum(2 if unicodedata.east_asian_width(c) in wide else 1 for c in text))

    lines = ["".join(padded(cell, width) for cell, width in zip(row, (6, 70, 12, 8), strict=True)) for row in ROWS]
    document = read_document("\n".join(line.rstrip() for line in lines).encode(), "计划.txt")
    (table,) = document.tables
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == ROWS
