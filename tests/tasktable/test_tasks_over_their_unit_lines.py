"""Tasks without numbers, each a sentence over the lines that name its units."""

import pytest

from luoshi.errors import NoTaskFound
from luoshi.plan import Plan
from luoshi.reading import read_plan

HEAD = "东河市2025年十件民生实事\n经票决产生，现分解如下：\n"
ITEMS = (
    "增绿惠民\n新增城市绿地15公顷。\n责任单位：市城管局、市住建局\n完成时限：2025年11月底前\n",
    "寄递物流\n改造寄递物流服务点60个。\n责任单位：市邮政局\n完成时限：2025年10月底前\n",
    "老年助餐\n建设老年食堂25家。\n责任单位：市民政局\n",
)


def plan_of(text: str) -> Plan:
    return read_plan(text.encode("utf-8"), "分解.txt")


def test_each_sentence_is_a_task_with_its_name_units_and_day() -> None:
    plan = plan_of(HEAD + "".join(ITEMS))
    assert [(task.text, task.objective) for task in plan.tasks] == [
        ("新增城市绿地15公顷。", "增绿惠民"),
        ("改造寄递物流服务点60个。", "寄递物流"),
        ("建设老年食堂25家。", "老年助餐"),
    ]
    assert [task.lead for task in plan.tasks] == [("市城管局",), ("市邮政局",), ("市民政局",)]
    assert plan.tasks[0].cooperating == ("市住建局",)
    assert [task.due for task in plan.tasks] == ["2025年11月底前", "2025年10月底前", None]


def test_a_sentence_needs_no_name() -> None:
    plan = plan_of(HEAD + "".join(item.partition("\n")[2] for item in ITEMS))
    assert [task.text for task in plan.tasks] == [
        "新增城市绿地15公顷。",
        "改造寄递物流服务点60个。",
        "建设老年食堂25家。",
    ]
    assert {task.objective for task in plan.tasks} == {""}


def test_what_has_more_lines_than_a_name_and_a_sentence_is_of_another_shape() -> None:
    text = HEAD + ITEMS[0] + "一句说明。\n又一句说明。\n" + ITEMS[1] + ITEMS[2]
    with pytest.raises(NoTaskFound, match="十件民生实事"):
        plan_of(text)
