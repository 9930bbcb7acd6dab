"""Of two columns that could be the leader, one is; the other is kept under its heading."""

import pytest

from tests.tasktable.plans import plan_of_rows


@pytest.mark.parametrize("turned", [False, True])
def test_the_leading_official_is_the_leader_and_who_does_the_work_is_kept(turned: bool) -> None:
    heads, names = ["责任市领导", "具体责任人"], ["李晓红", "王磊"]
    if turned:
        heads, names = heads[::-1], names[::-1]
    plan = plan_of_rows(
        "xlsx",
        [
            ["序号", "工作任务", heads[0], "责任单位", heads[1]],
            ["1", "新建公园5个。", names[0], "市园林局", names[1]],
            ["2", "改造道路26条。", names[0], "市住建局", names[1]],
        ],
    )
    assert [task.leader for task in plan.tasks] == ["李晓红", "李晓红"]
    assert [task.extra["具体责任人"] for task in plan.tasks] == ["王磊", "王磊"]
