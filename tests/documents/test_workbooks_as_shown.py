"""A workbook is read as it is shown, in whatever format it was saved: forms, strikes, notes, what is hidden."""

from pathlib import Path

import pytest

from luoshi.documents import Document, read_document
from luoshi.documents.document import Table
from tests.documents import binary_files, rich_workbook

MADE = Path(__file__).parent / "workbooks"
WHOLE = {
    "xlsx": rich_workbook.whole,
    "xls": (MADE / "whole.xls").read_bytes,
    "ods": (MADE / "whole.ods").read_bytes,
    "xml": (MADE / "whole.xml").read_bytes,
    "xlsb": binary_files.whole,
}
ROWS = [
    ["工作目标", "序号", "工作任务", "单位", "目标", "完成情况", "占比", "牵头单位", "完成时限"],
    ["稳增长", "2", "完成率提高", "%", "60%", "53.7%", "-6.5%", "发改局", "2025年12月31日"],
    ["稳增长", "3", "建成公寓1200套", "套", "1200套", "640", "12.6%", "住建局", ""],
    ["惠民生", "4", "改造管网500m²", "平方米", "500", "320", "64.00%", "水务局", ""],
    ["惠民生", "5", "新增学位1200个", "个", "1200", "#N/A", "5.64", "教育局", ""],
    ["惠民生", "6", "完成投资", "元", "300.00百万元", "161.23百万元", "7.0", "经信局", ""],
]
TOLD = {  # what is said, where, of which words
    ("row-hidden", "第2行", "1 被筛掉的一行 统计局 甲"),
    ("shown-rounded", "F3", "53.7%"),
    ("text-comment", "C3", "请按季度填报"),
    ("text-struck", "C4", "1500套"),
    ("text-note", "C6", "1"),
    ("formula-error", "F6", "#N/A"),
    ("shown-rounded", "F7", "161.23百万元"),
    ("row-struck", "第8行", "7 划掉的任务 经信局"),
    ("column-hidden", "第10列", "内部栏"),
    ("sheet-hidden", "", "底稿"),
}


def rows_of(document: Document) -> list[list[str]]:
    (table,) = document.blocks
    assert isinstance(table, Table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def told(document: Document) -> set[tuple[str, str, str]]:
    return {(f.code, str(f.place).partition("”")[2], f.written or "") for f in document.findings}


@pytest.mark.parametrize("kind", WHOLE)
def test_every_format_is_read_as_it_is_shown(kind: str) -> None:
    document = read_document(WHOLE[kind](), f"a.{kind}")
    assert [row[:9] for row in rows_of(document)] == ROWS
    left = {("text-comment", "C3", "请按季度填报")} if kind == "xlsb" else set()  # the test writes no comments into one
    assert told(document) - left == TOLD - left
    exact = {f.reckoned for f in document.findings if f.code == "shown-rounded"}
    assert exact == {"53.6666666666667%", "161.2345674百万元"}


@pytest.mark.parametrize("kind", WHOLE)
def test_its_characters_are_accounted_for(kind: str) -> None:
    document = read_document(WHOLE[kind](), f"a.{kind}")
    account = document.account
    assert account is not None
    assert account.lost == 0
    assert account.held == account.read + sum(account.left_out.values())
    assert set(account.left_out) <= {finding.code for finding in document.findings}
