"""One task becomes two, two become one: words, targets, numbers, units."""

from dataclasses import replace

import pytest

from luoshi.corrections import (
    CorrectionRefused,
    TargetRemoved,
    TargetSet,
    TasksJoined,
    TaskSplit,
    apply,
    correction_as_dict,
    correction_from_dict,
)
from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

TABLE = """2031年重点任务分解表
| 序号 | 工作任务 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
| --- | --- | --- | --- | --- |
| 1 | 新建学校3所，改造小区40个。 | 教育局 | 住建局 | |
| 2 | 引进人才500名。 | 人社局 | 教育局、财政局 | |
| 3 | 新建公园2个。 | 园林局 | | 已建成1个。 |
"""


def plan() -> Plan:
    return plan_of(read_document(TABLE.encode(), "任务.txt"))


def test_a_task_is_split_behind_a_clause() -> None:
    before = plan()
    after = apply(before, [TaskSplit("1", 7, before.tasks[0].place)])

    assert [task.text for task in after.tasks[:3]] == ["新建学校3所", "改造小区40个", "引进人才500名。"]
    assert [target.value_text for task in after.tasks[:2] for target in task.targets] == ["3所", "40个"]
    assert after.tasks[1].lead == ("教育局",)
    assert len({task.key for task in after.tasks}) == len({task.place for task in after.tasks}) == 4


def test_two_tasks_are_joined() -> None:
    after = apply(plan(), [TasksJoined("1")])

    first = after.tasks[0]
    assert first.text == "新建学校3所，改造小区40个。引进人才500名。"
    assert [target.value_text for target in first.targets] == ["3所", "40个", "500名"]
    assert (first.lead, first.cooperating) == (("教育局",), ("住建局", "人社局", "财政局"))
    assert len(after.tasks) == 2


def test_what_was_split_is_joined_again() -> None:
    before = plan()
    after = apply(before, [TaskSplit("1", 7), TasksJoined("1")])

    assert after.tasks[0].text == "新建学校3所，改造小区40个"
    assert [task.text for task in after.tasks[1:]] == [task.text for task in before.tasks[1:]]


@pytest.mark.parametrize("at", [0, 14, 99, -3])
def test_a_cut_that_leaves_nothing_on_a_side_is_refused(at: int) -> None:
    with pytest.raises(CorrectionRefused, match="两边都要有字"):
        apply(plan(), [TaskSplit("1", at)])


def test_what_was_reported_on_is_not_joined_away() -> None:
    with pytest.raises(CorrectionRefused, match="已有完成情况"):
        apply(plan(), [TasksJoined("2")])


def test_the_last_task_has_none_behind_it() -> None:
    after = apply(plan(), [TasksJoined("3")])

    assert len(after.tasks) == 3
    assert [finding.code for finding in after.findings if finding.code == "correction-lost"] == ["correction-lost"]


@pytest.mark.parametrize("correction", [TaskSplit("1", 7), TasksJoined("2")])
def test_both_are_kept_as_json(correction: TaskSplit | TasksJoined) -> None:
    assert correction_from_dict(correction_as_dict(correction)) == correction


def _set(after: Plan, key: str, value_text: str, metric: str) -> TargetSet:
    """A person's target on the words of a figure: its metric is what the person says."""
    task = next(task for task in after.tasks if task.key == key)
    target = next(target for target in task.targets if target.value_text == value_text)
    index = task.targets.index(target)
    return TargetSet(key, replace(target, metric=metric), index, task.place)


@pytest.mark.parametrize(("value", "of"), [("3所", [["人定的"], ["小区"]]), ("40个", [["学校"], ["人定的"]])])
def test_a_persons_target_goes_with_its_words(value: str, of: list[list[str]]) -> None:
    before = plan()
    made = [_set(before, "1", value, "人定的"), TaskSplit("1", 7, before.tasks[0].place)]

    halves = apply(before, made).tasks[:2]

    assert [[target.metric for target in task.targets] for task in halves] == of
    assert [target.value_text for task in halves for target in task.targets] == ["3所", "40个"]
    for task in halves:
        for target in task.targets:
            assert target.value_span is not None
            assert target.value_span.of(task.text) == target.value_text


@pytest.mark.parametrize(("key", "value"), [("1", "3所"), ("1", "40个"), ("2", "500名")])
def test_a_persons_target_stays_when_two_are_joined(key: str, value: str) -> None:
    after = apply(plan(), [_set(plan(), key, value, "人定的"), TasksJoined("1")])

    assert [target.value_text for target in after.tasks[0].targets] == ["3所", "40个", "500名"]
    [mine] = [target for target in after.tasks[0].targets if target.metric == "人定的"]
    assert mine.value_span is not None
    assert mine.value_span.of(after.tasks[0].text) == value


@pytest.mark.parametrize("cut", [TaskSplit("1", 7), TasksJoined("1")])
@pytest.mark.parametrize("index", [0, 1])
def test_a_target_that_a_person_took_out_does_not_come_back(cut: TaskSplit | TasksJoined, index: int) -> None:
    gone = plan().tasks[0].targets[index].value_text

    after = apply(plan(), [TargetRemoved("1", index), cut])

    assert gone not in [target.value_text for task in after.tasks for target in task.targets]


def test_a_target_taken_out_of_the_task_behind_does_not_come_back() -> None:
    after = apply(plan(), [TargetRemoved("2", 0), TasksJoined("1")])

    assert [target.value_text for target in after.tasks[0].targets] == ["3所", "40个"]
