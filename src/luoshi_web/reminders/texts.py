"""What messages say. They are in Chinese, as the plan is: whoever gets one works with it.

Each begins with 落实：, so that a chat group's keyword rule lets it through, and its first
line says what is wanted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Wording
from luoshi_web.reminders.outstanding import OwedTask, UnitOwing
from luoshi_web.reports.models import Contribution, Cycle, Report, ReportState
from luoshi_web.reports.steps import is_locked

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
    marks = [word for word, holds in (("已退回", task.returned), ("配合", task.adds)) if holds]
    note = f"（{'，'.join(marks)}）" if marks else ""
    return f"第{task.no}项 {shortened(task.text)}{note}"


def by_deadline(tasks: Iterable[OwedTask]) -> list[tuple[str, list[OwedTask]]]:
    """Group what is owed by its deadline, the earliest first, so that a deadline is said once."""
    groups: dict[datetime | None, list[OwedTask]] = {}
    for task in tasks:
        groups.setdefault(task.due_at, []).append(task)
    dated = sorted(groups.items(), key=lambda pair: (pair[0] is None, pair[0] or datetime.max))
    return [(_until(due, rows[0].late), rows) for due, rows in dated]


def _until(due_at: datetime | None, late: bool) -> str:
    return f"{moment(due_at)}截止，已过" if late else f"{moment(due_at)}截止"


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
        for until, tasks in by_deadline(one.tasks):
            lines += [
                "",
                f"{one.unit.name}，{len(tasks)}项，{until}：",
                *_cut([f"· {task_line(task)}" for task in tasks]),
            ]
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


@dataclass(frozen=True, slots=True)
class InReview:
    """What waits for an office in one cycle: how much, how much of it is new, waits too long, cannot be judged yet."""

    cycle: Cycle
    waiting: int
    came_in: int
    slow: int
    unclear: int = 0


def named(task_id: int, key: str, wordings: Mapping[int, Wording]) -> str:
    wording = wordings.get(task_id)
    return f"第{wording.no}项 {shortened(wording.text)}" if wording else key


def came_back(report: Report, wording: Wording | None) -> tuple[str, str]:
    """Return subject and text of a report that came back and is due soon."""
    name = named(report.task_id, report.task.key, {report.task_id: wording} if wording else {})
    plan, where = report.cycle.plan, ""
    if report.cycle.as_of is not None:
        where = link("desk:report", plan.jurisdiction.slug, plan.year, report.cycle.as_of, report.task.key)
    first = f"督查室退回了{name}，请在{moment(report.due_at)}前改好再交。"
    text = "\n".join([first, "", f"原因：{report.reason}"]) + at_the_end(where and f"填报：{where}")
    return f"落实：退回，请在{moment(report.due_at)}前改好", text


def morning(
    place: Jurisdiction,
    reports: Sequence[Report],
    adds: Sequence[Contribution],
    office: Sequence[InReview],
    wordings: Mapping[int, Wording],
    at: datetime,
) -> tuple[str, str]:
    """Return subject and text of the morning's mail: what came back and why, what is owed, what others ask."""
    back = [row for row in reports if row.state == ReportState.RETURNED]
    owed = [row for row in reports if row.state != ReportState.RETURNED]
    late = [row for row in reports if row.due_at is not None and row.due_at < at]
    lines: list[str] = []
    if back:
        lines += ["退回来的："]
        for row in back:
            lines += [_owed_line(row, wordings, at), f"  原因：{row.reason}"]
        lines += [""]
    for (cycle, due_at), rows in _by_cycle(owed).items():
        until = _until(due_at, due_at is not None and due_at < at)
        named_rows = [f"· {named(row.task_id, row.task.key, wordings)}{_locked(row, at)}" for row in rows]
        lines += [f"要报的，{round_of(cycle)}，{len(rows)}项，{until}：", *_cut(named_rows), ""]
    if adds:
        lines += ["别的单位要配合的：", *_cut([_added_line(row, wordings, at) for row in adds]), ""]
    for one in office:
        lines += [_review_line(one), ""]
    where = link("desk:home")
    ending = at_the_end(where and f"打开：{where}", "工作日一天最多一封，没有事不发。")
    return _subject(place, reports, adds, office, late), "\n".join(lines).rstrip() + ending


def _by_cycle(rows: Iterable[Report]) -> dict[tuple[Cycle, datetime | None], list[Report]]:
    groups: dict[tuple[Cycle, datetime | None], list[Report]] = {}
    for row in rows:
        groups.setdefault((row.cycle, row.due_at), []).append(row)
    return groups


def _subject(
    place: Jurisdiction,
    reports: Sequence[Report],
    adds: Sequence[Contribution],
    office: Sequence[InReview],
    late: Sequence[Report],
) -> str:
    parts = []
    if late:
        parts.append(f"{len(late)}项已过截止")
    if len(reports) > len(late):
        coming = min((row.due_at for row in reports if row not in late and row.due_at), default=None)
        parts.append(f"{len(reports) - len(late)}项要报" + (f"，最近的截止是{moment(coming)}" if coming else ""))
    if adds:
        parts.append(f"{len(adds)}项要配合")
    if slow := sum(one.slow for one in office):
        parts.append(f"{slow}项审核等得太久")
    elif waiting := sum(one.waiting for one in office):
        parts.append(f"{waiting}项等审核")
    return f"落实：{place.name}，{'；'.join(parts)}"


def _cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= MOST_TASKS else [*lines[:MOST_TASKS], f"· 还有{len(lines) - MOST_TASKS}项"]


def _locked(row: Report, at: datetime) -> str:
    return "（已锁定，要补报请督查室解锁）" if is_locked(row, at) else ""


def _owed_line(row: Report, wordings: Mapping[int, Wording], at: datetime) -> str:
    late = "（已过截止）" if row.due_at is not None and row.due_at < at else ""
    late = _locked(row, at) or late
    return f"· {named(row.task_id, row.task.key, wordings)}{late} 截止{moment(row.due_at)}"


def _added_line(row: Contribution, wordings: Mapping[int, Wording], at: datetime) -> str:
    owner = row.report.owner.name if row.report.owner else "督查室"
    late = "（已过截止）" if row.due_at < at else ""
    asked = f"，问：{shortened(row.question)}" if row.question else ""
    back = f"，退回：{shortened(row.reason)}" if row.reason else ""
    name = named(row.report.task_id, row.report.task.key, wordings)
    return f"· {name}（{owner}要{asked}{back}）{late} 截止{moment(row.due_at)}"


def _review_line(one: InReview) -> str:
    said = f"{round_of(one.cycle)}：{one.waiting}项等审核"
    if one.came_in:
        said += f"，{one.came_in}项是新交的"
    if one.unclear:
        said += f"，{one.unclear}项待核"
    if one.slow:
        said += f"，{one.slow}项等了超过{one.cycle.review_days}个工作日，还没有人看"
    where = ""
    if one.cycle.as_of is not None:
        where = link("desk:cycle", one.cycle.plan.jurisdiction.slug, one.cycle.plan.year, one.cycle.as_of)
    return f"{said}。" + (f"\n{where}" if where else "")
