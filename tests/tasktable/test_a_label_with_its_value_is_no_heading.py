"""A row whose unit cell says 牵头单位：某局 in lines is a task, never a second heading."""

import pytest

from tests.tasktable.plans import plan_of_rows

HEADINGS = ["工作目标", "重点任务", "责任领导", "责任单位"]
TEXTS = ["加快推进项目建设，提升服务水平。", "建成停车场3个。", "完善就业服务体系。"]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("objective", ["目标甲", "深化重点领域改革"])
def test_labelled_units_in_lines_are_read_without_a_number_column(kind: str, objective: str) -> None:
    units = "牵头单位：州住建局\n配合单位：州司法局"
    rows = [[objective, f"{n}.{text}", "刘志远", units] for n, text in enumerate(TEXTS, start=1)]
    plan = plan_of_rows(kind, [HEADINGS, *rows])
    assert [task.text for task in plan.tasks] == TEXTS
    assert [task.no for task in plan.tasks] == [1, 2, 3]
    assert {task.lead for task in plan.tasks} == {("州住建局",)}
    assert {task.cooperating for task in plan.tasks} == {("州司法局",)}
    assert {task.objective for task in plan.tasks} == {objective}
