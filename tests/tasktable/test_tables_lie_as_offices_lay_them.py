"""Tasks as columns, blocks side by side, results below a row, dates in the cell of units."""

import pytest

from tests.documents.office_files import Span
from tests.tasktable.plans import plan_of_lines, plan_of_rows

KINDS = ["docx", "xlsx", "html", "pdf"]
TITLE = "澜川县2025年重点任务清单"
TASKS = [
    ("1", "修建码头4座。", "县交通局"),
    ("2", "疏浚航道21公里。", "县港航中心"),
    ("3", "更新渡船16艘。", "县海事处"),
    ("4", "加固堤防9公里。", "县水利局"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_tasks_may_be_columns(kind: str) -> None:
    rows = [
        ("序号", *(one[0] for one in TASKS)),
        ("工作任务", *(one[1] for one in TASKS)),
        ("牵头单位", *(one[2] for one in TASKS)),
    ]
    plan = plan_of_rows(kind, [*rows, ("完成时限", "6月底", "9月底", "年底", "年底")], TITLE)
    assert [(str(task.no), task.text, *task.lead) for task in plan.tasks] == TASKS
    assert [task.due for task in plan.tasks] == ["6月底", "9月底", "年底", "年底"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gap", [(), ("",)], ids=["close", "apart"])
def test_blocks_may_stand_side_by_side(gap: tuple[str, ...], kind: str) -> None:
    header = ("序号", "任务", "责任单位")
    rows = [(*header, *gap, *header), (*TASKS[0], *gap, *TASKS[2]), (*TASKS[1], *gap, *TASKS[3])]
    assert [(str(task.no), task.text, *task.lead) for task in plan_of_rows(kind, rows, TITLE).tasks] == TASKS


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_says_what_was_done_belongs_to_the_task_above(kind: str) -> None:
    rows: list[tuple[str | Span, ...]] = [("序号", "工作任务", "责任单位", "完成时限")]
    for number, text, unit in TASKS:
        rows += [(Span(number, 2), text, unit, "年底"), (Span(f"进展情况：{text[:2]}已开工。", 1, 3),)]
    plan = plan_of_rows(kind, rows, TITLE)
    assert [(str(task.no), task.text, *task.lead) for task in plan.tasks] == TASKS
    assert [task.statement for task in plan.tasks] == ["修建已开工。", "疏浚已开工。", "更新已开工。", "加固已开工。"]
    assert {task.chapter for task in plan.tasks} == {""}


@pytest.mark.parametrize("kind", KINDS)
def test_the_cell_of_units_may_say_when(kind: str) -> None:
    rows = [("序号", "工作任务", "责任分工")]
    rows += [(number, text, f"牵头单位：{unit} 配合单位：县财政局 完成时限：11月底") for number, text, unit in TASKS]
    plan = plan_of_rows(kind, rows, TITLE)
    assert [task.lead for task in plan.tasks] == [(unit,) for *_, unit in TASKS]
    assert {(task.cooperating, task.due) for task in plan.tasks} == {(("县财政局",), "11月底")}


def test_a_heading_bears_no_stop_that_nobody_wrote() -> None:
    said = "一是修建码头4座（县交通局牵头，县财政局配合）；二是疏浚航道21公里（县港航中心牵头，县水利局配合）。"
    plan = plan_of_lines("2025年任务分工", "一、水运", f"（一）畅通航道。{said}", f"（二）安全渡运。{said}")
    assert [task.objective for task in plan.tasks] == ["（一）畅通航道"] * 2 + ["（二）安全渡运"] * 2
    plain = plan_of_lines(
        "2025年任务分工", "1、水运", "（1）修建码头4座。（县交通局）", "（2）更新渡船16艘。（县海事处）"
    )
    assert {task.chapter for task in plain.tasks} == {"1、水运"}
