"""Labels in one line or at a paragraph's end: each ends where the next begins, whatever stands between."""

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

TASKS = ("推进东湖小学扩建，新增学位200个。", "改造老旧小区12个。", "新建停车场3个。")


def _plan(behind: str) -> Plan:
    lines = [f"{number}.{text}{behind}" for number, text in enumerate(TASKS, start=1)]
    return plan_of(read_document("\n".join(["2025年重点任务清单", *lines]).encode(), "清单.txt"), year=2025)


@pytest.mark.parametrize("gap", [" ", "    ", "。", ""])
def test_a_label_in_the_value_of_a_leader_begins_the_next_field(gap: str) -> None:
    plan = _plan(f"\n责任领导：张国强{gap}牵头单位：市体育局{gap}责任单位：市市场监管局、市文旅局")
    assert [task.text for task in plan.tasks] == list(TASKS)
    assert {task.leader for task in plan.tasks} == {"张国强"}
    assert {task.lead for task in plan.tasks} == {("市体育局",)}
    assert {task.cooperating for task in plan.tasks} == {("市市场监管局", "市文旅局")}


def test_labels_behind_a_sentence_in_its_paragraph_are_fields() -> None:
    plan = _plan("责任单位：市民政局、市教育局。进展情况：1—6月新增40人，完成年度任务的26%。")
    assert [task.text for task in plan.tasks] == list(TASKS)
    assert {task.lead for task in plan.tasks} == {("市民政局",)}
    assert {task.cooperating for task in plan.tasks} == {("市教育局",)}
    assert {task.statement for task in plan.tasks} == {"1—6月新增40人，完成年度任务的26%。"}


@pytest.mark.parametrize(
    "behind",
    [
        "——责任单位：市民政局、市教育局",
        "\n【责任单位】市民政局、市教育局",
        "\n——责任单位：市民政局、市教育局",
        "【责任单位】市民政局、市教育局",
    ],
)
def test_a_label_may_stand_behind_a_dash_or_in_brackets(behind: str) -> None:
    plan = _plan(behind)
    assert [task.text for task in plan.tasks] == list(TASKS)
    assert {task.lead for task in plan.tasks} == {("市民政局",)}
    assert {task.cooperating for task in plan.tasks} == {("市教育局",)}
