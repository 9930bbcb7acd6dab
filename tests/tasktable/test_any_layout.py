"""The demo's tasks in layouts drawn by lot: other headings, orders, groups, separators, formats; read back unchanged.

LUOSHI_LAYOUTS sets how many layouts each test draws (25 in a usual run); a failing one is drawn again by its number.
"""

import os
import random
from collections.abc import Sequence
from functools import cache
from itertools import groupby

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan, Task
from luoshi.tasktable import plan_of
from tests.documents.office_files import DEMO, FORMATS, Span

LAYOUTS = range(int(os.environ.get("LUOSHI_LAYOUTS", "25")))
HEADINGS = {
    "no": "序号 编号 任务序号 序",
    "text": "工作任务 重点任务 任务内容 工作内容 具体任务 主要任务 内容及要求 工作要求 事项 目标任务 重点工作",
    "lead": "牵头单位 牵头部门 主办单位 牵头责任单位 主责单位 责任单位（牵头） 牵头",
    "cooperating": "配合单位 协办单位 配合部门 协同单位 参与单位 责任单位 配合责任单位 配合",
    "statement": "完成情况 工作进展 进展情况 截至6月底完成情况 上半年进展情况 落实情况 推进情况 目前进展 二季度进展",
    "due": "完成时限 时间节点 完成时间 办结时限 时限要求",
    "leader": "责任领导 分管领导 牵头领导 区领导",
    "remark": "备注 说明 任务来源 联系人及电话",
}
GROUPS = "工作目标 项目 重点工作 重点任务 板块 领域 类别 目标 主要工作 专项行动 一级任务 方面"
DETAILS = "内容及要求 工作内容 具体任务 工作举措 主要任务 任务内容 具体举措 目标要求 具体内容 重点事项"


@cache
def demo_tasks() -> tuple[Task, ...]:
    return tuple(plan_of(read_document(DEMO.read_bytes(), DEMO.name)).tasks[7:])


def some_tasks(lot: random.Random) -> list[Task]:
    tasks = demo_tasks()
    start = lot.randint(0, len(tasks) - 14)
    return list(tasks[start : start + lot.randint(4, 12)])


def same(plan: Plan, tasks: Sequence[Task]) -> None:
    for found, meant in zip(plan.tasks, tasks, strict=True):
        assert (found.text, found.lead, found.cooperating) == (meant.text, meant.lead, meant.cooperating)


def cells(task: Task, number: int, lot: random.Random) -> dict[str, str]:
    return {
        "no": str(number),
        "text": task.text,
        "lead": "、".join(task.lead),
        "cooperating": "、".join(task.cooperating) or lot.choice(["/", "", "无"]),
        "statement": task.statement,
        "due": lot.choice(["12月底", "2025年9月30日", "全年"]),
        "leader": lot.choice(["张三", "李四"]),
        "remark": lot.choice(["", "政府工作报告"]),
    }


@pytest.mark.parametrize("number", LAYOUTS)
def test_columns_in_any_order_under_any_heading(number: int) -> None:
    lot = random.Random(number)
    tasks = some_tasks(lot)
    order = ["text", "lead", "cooperating", "statement", *lot.sample(["due", "leader", "remark"], lot.randint(0, 3))]
    lot.shuffle(order)
    order.insert(0, "no")
    rows: list[list[str | Span]] = [[lot.choice(HEADINGS[column].split()) for column in order]]
    chapter = ""
    for index, task in enumerate(tasks, start=1):
        if task.chapter != chapter:
            chapter = task.chapter
            rows.append([Span(chapter, 1, len(order))])
        rows.append([cells(task, index, lot)[column] for column in order])
    make = FORMATS[lot.choice(sorted(FORMATS))]
    plan = plan_of(read_document(make(rows, "2025年重点工作推进表"), "a"))
    same(plan, tasks)
    assert [(t.statement, t.chapter) for t in plan.tasks] == [(t.statement, t.chapter) for t in tasks]


@pytest.mark.parametrize("number", LAYOUTS)
def test_groups_merged_blank_or_repeated_under_one_heading_or_two(number: int) -> None:
    lot = random.Random(number)
    tasks = some_tasks(lot)
    first, two_lines, how = lot.random() < 0.5, lot.random() < 0.5, lot.choice(["merged", "blank", "repeated"])
    head = [lot.choice(GROUPS.split()), "序号", lot.choice(DETAILS.split())]
    head = head if first else [head[1], head[0], head[2]]
    units = lot.choice([["牵头单位", "配合单位"], ["牵头单位", "责任单位"], ["主办单位", "协办单位"]])
    reports = ["一季度进展", "二季度进展"]
    rows: list[list[str | Span]] = [[*head, *units, *reports]]
    if two_lines:
        rows = [[*(Span(name, 2) for name in head), Span("责任分工", 1, 2), Span("工作进展", 1, 2)], [*units, *reports]]
    index = 0
    for name, found in groupby(tasks, key=lambda task: task.objective):
        members = list(found)
        for place, task in enumerate(members):
            index += 1
            shown = Span(name, len(members)) if how == "merged" else name if place == 0 or how == "repeated" else ""
            group = [] if how == "merged" and place else [shown]
            row = [*group, str(index)] if first else [str(index), *group]
            owners = ["、".join(task.lead), "、".join(task.cooperating) or "/"]
            rows.append([*row, task.text, *owners, "推进中", task.statement])
    make = FORMATS[lot.choice(sorted(FORMATS))]
    plan = plan_of(read_document(make(rows, "2025年任务表"), "a"))
    same(plan, tasks)
    assert [t.statement for t in plan.tasks] == [t.statement for t in tasks]
    assert [t.objective or t.chapter for t in plan.tasks] == [t.objective for t in tasks]


@pytest.mark.parametrize("number", LAYOUTS)
def test_numbered_paragraphs_with_units_in_any_form(number: int) -> None:
    lot = random.Random(number)
    tasks = some_tasks(lot)
    mark, form = lot.choice(["{}.", "{}、", "（{}）", "{}．"]), lot.choice(["labels", "verbs", "lines", "block"])
    lines = ["2025年重点工作任务分工方案"]
    chapter = ""
    for index, task in enumerate(tasks, start=1):
        if task.chapter != chapter:
            chapter = task.chapter
            lines.append(chapter)
        lines += written(task, mark.format(index), form)
    plan = plan_of(read_document("\n".join(lines).encode(lot.choice(["utf-8", "gb18030"])), "a.txt"))
    same(plan, tasks)
    assert [t.chapter for t in plan.tasks] == [t.chapter for t in tasks]


def written(task: Task, mark: str, form: str) -> list[str]:
    """A task as one paragraph or several, its units labelled, by verbs, or on their own lines."""
    lead, others = "、".join(task.lead), "、".join(task.cooperating)
    if form == "labels":
        return [f"{mark}{task.text}（牵头单位：{lead}" + (f"；配合单位：{others}）" if others else "）")]
    if form == "verbs":
        return [f"{mark}{task.text}（{lead}牵头" + (f"，{others}配合）" if others else "）")]
    units = [f"牵头单位：{lead}", *([f"配合单位：{others}"] if others else [])]
    return [f"{mark}{task.text}", *units] if form == "lines" else [f"{mark}工作名称", f"目标任务：{task.text}", *units]
