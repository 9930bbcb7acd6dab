"""What is left of a row whose task is struck out names a group, and heads nothing."""

import docx
import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from tests.documents.office_files import saved


@pytest.mark.parametrize("merged", [True, False])
def test_the_group_stays_an_objective(merged: bool) -> None:
    document = docx.Document()
    document.add_paragraph("一、民生保障")
    table = document.add_table(rows=4, cols=4)
    rows = [
        ("工作目标", "序号", "工作任务", "牵头单位"),
        ("健康城市", "", "", ""),
        ("", "1", "新增床位200张。", "市卫健委"),
        ("", "2", "建成步道8条。", "市园林局"),
    ]
    for index, row in enumerate(rows):
        for cell, text in zip(table.rows[index].cells, row, strict=True):
            cell.text = text
    run = table.rows[1].cells[2].paragraphs[0].add_run("新建书房12座，年底前投用。")
    run.font.strike = True
    if merged:
        table.cell(1, 0).merge(table.cell(3, 0))
    plan = plan_of(read_document(saved(document), "2025.docx"))
    assert [(t.no, t.chapter, t.objective) for t in plan.tasks] == [
        (1, "一、民生保障", "健康城市"),
        (2, "一、民生保障", "健康城市"),
    ]
