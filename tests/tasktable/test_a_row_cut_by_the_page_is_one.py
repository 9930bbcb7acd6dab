"""The rest of a task under a repeated heading belongs to the task; it is no chapter."""

import docx
import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from tests.documents.office_files import saved

HEADER = ("序号", "重点任务", "牵头单位")


def two_tables(rest: str) -> bytes:
    document = docx.Document()
    parts = [[("1", "新建公园5个。", "市园林局"), ("2", "推进登记改革，年", "市场监管局")]]
    parts.append([("", rest, ""), ("3", "改造道路26条。", "市住建局")])
    for rows in parts:
        table = document.add_table(rows=0, cols=3)
        for row in (HEADER, *rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_page_break()
    return saved(document)


@pytest.mark.parametrize("rest", ["内企业数量增长12%以上。", "内增长12%"])
def test_the_rest_joins_its_beginning(rest: str) -> None:
    plan = plan_of(read_document(two_tables(rest), "2025.docx"))
    assert [(t.no, t.chapter) for t in plan.tasks] == [(1, ""), (2, ""), (3, "")]
    assert plan.tasks[1].text == f"推进登记改革，年{rest}"
