"""What messages say. They are in Chinese, as the plan is: whoever gets one works with it.

Each begins with 落实：, so that a chat group's keyword rule lets it through, and its first
line says what is wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from luoshi_web.reports.models import Cycle

if TYPE_CHECKING:
    from luoshi_web.reminders.urging import OwedTask, UnitOwing

DAYS = "一二三四五六日"
LONGEST_TASK = 40  # characters of a task's sentence
MOST_TASKS = 30  # that a message names


def moment(at: datetime | None) -> str:
    """Say a moment as the pages do: 10月15日（周三）18:00."""
    if at is None:
        return "没有写截止"
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日（周{DAYS[local.weekday()]}）{local:%H:%M}"


def round_of(cycle: Cycle) -> str:
    """Name a cycle: 江城截至9月30日."""
    day = f"截至{cycle.as_of.month}月{cycle.as_of.day}日" if cycle.as_of else cycle.heading
    return f"{cycle.plan.jurisdiction.name}{day}"


def shortened(text: str, most: int = LONGEST_TASK) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def link(name: str, *parts: object) -> str:
    """Return a page's whole address; empty where the settings do not say where the site is."""
    return f"{settings.LUOSHI_ADDRESS.rstrip('/')}{reverse(name, args=parts)}" if settings.LUOSHI_ADDRESS else ""


def at_the_end(*lines: str) -> str:
    return "\n".join(("", "——", *(line for line in lines if line)))


def task_line(task: OwedTask) -> str:
    marks = [word for word, holds in (("已退回", task.returned), ("配合", task.adds), ("已过截止", task.late)) if holds]
    note = f"（{'，'.join(marks)}）" if marks else ""
    return f"· 第{task.no}项 {shortened(task.text)}{note} 截止{moment(task.due_at)}"


def _tasks(tasks: Sequence[OwedTask]) -> list[str]:
    lines = [task_line(task) for task in tasks[:MOST_TASKS]]
    return [*lines, f"· 还有{len(tasks) - MOST_TASKS}项"] if len(tasks) > MOST_TASKS else lines


def urge_subject(cycle: Cycle) -> str:
    return f"落实：催办，{round_of(cycle)}"


def urge(cycle: Cycle, owing: Iterable[UnitOwing], at: datetime) -> tuple[str, str]:
    """Return subject and text of an urge to somebody of these units."""
    owing = list(owing)
    count = sum(len(one.tasks) for one in owing)
    late = sum(len(one.late_tasks) for one in owing)
    first = f"督查室催办：{round_of(cycle)}，还有{count}项没有交" + (f"，其中{late}项已过截止。" if late else "。")
    lines = [first]
    for one in owing:
        lines += ["", f"{one.unit.name}：", *_tasks(one.tasks)]
    where = link("desk:home")
    return urge_subject(cycle), "\n".join(lines) + at_the_end("请尽快填报。", where and f"填报：{where}")


def for_the_group(cycle: Cycle, owing: Collection[UnitOwing], at: datetime) -> str:
    """Return what is said in a chat group: units, tasks, deadline; a line a unit, short enough to be read there."""
    if not owing:
        return f"落实：{round_of(cycle)}，都交齐了。"
    late = any(one.late for one in owing)
    lines = [f"落实：{round_of(cycle)}，以下单位还没有交齐，截止{moment(cycle.deadline)}{'，已过' if late else ''}。"]
    for one in owing:
        named = "、".join(f"第{task.no}项" for task in one.tasks[:MOST_TASKS])
        more = "等" if len(one.tasks) > MOST_TASKS else ""
        apart = {moment(task.due_at) for task in one.tasks if task.due_at != cycle.deadline and not task.adds}
        own = f"（截止{'、'.join(sorted(apart))}）" if apart else ""
        lines.append(f"{one.unit.name}：{named}{more}，共{len(one.tasks)}项{own}")
    return "\n".join([*lines, "请尽快填报，有困难请跟督查室说。"])
