"""Lists that a report announces in words or marks which the first labelled reports did not have."""

import pytest

from luoshi.plan import Plan
from luoshi.reading import read_plan

WORKS = ("新建幼儿园5所", "新增床位800张", "建设公园12个", "改造小区40个", "打通断头路6条", "免费体检6万人")


def report(*lines: str) -> Plan:
    head = ("政府工作报告", "各位代表：", "一、2025年工作回顾", "过去一年，办成了八件民生实事。", "二、2026年工作安排")
    behind = ("三、加强政府自身建设", "坚持依法行政，自觉接受监督。")
    return read_plan("\n".join((*head, *lines, *behind)).encode(), "a.txt")


def circled(stop: str) -> str:
    return "".join(f"{chr(ord('①') + index)}{work}{stop}" for index, work in enumerate(WORKS))


def halved(stop: str) -> str:
    return "".join(f"{index}）{work}{stop}" for index, work in enumerate(WORKS, start=1))


@pytest.mark.parametrize(
    "lines",
    [
        (f"今年为民办实事项目共6项：{circled('。')}",),
        (f"2026年民生实事工程合计六件：{circled('；')}",),
        (f"今年政府将办好以下六件实事：{'。'.join(WORKS)}。",),
        (f"今年办好六件民生实事：{'。'.join(WORKS)}。",),
        (f"实施民生“六有”工程，具体是：{halved('；')}",),
        (f"今年的重点工作是：{halved('。')}",),
        ("集中力量办好以下惠民实事：", *(f"——{work}。" for work in WORKS)),
        ("今年要办好下列民生实事：", *(f"●{work}。" for work in WORKS)),
    ],
)
def test_each_item_is_a_task(lines: tuple[str, ...]) -> None:
    assert [task.text.rstrip("。") for task in report(*lines).tasks] == list(WORKS)


@pytest.mark.parametrize(
    "line",
    [
        f"当前存在的突出问题是：{halved('；')}",  # faults
        f"今年的主要预期目标是：{halved('；')}",  # goals, which are no tasks
        "实施百项文物保护工程，推进数百个项目建设。",  # a round number counts no list
    ],
)
def test_what_announces_no_work_is_no_list(line: str) -> None:
    plan = report("今年办好两件民生实事：一是新建幼儿园5所；二是新增床位800张。", line)
    assert [task.text.rstrip("。") for task in plan.tasks] == ["新建幼儿园5所", "新增床位800张"]
    assert not [finding for finding in plan.findings if finding.code == "list-not-read"]
