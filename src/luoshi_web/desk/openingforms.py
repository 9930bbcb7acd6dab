"""What is sent to open a cycle, as `open_cycle` takes it: days become moments here, and nowhere later."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.workdays import Deadline
from luoshi_web.calendars.queries import workdays_of
from luoshi_web.desk.forms import day_in, deadline_in, moment_in
from luoshi_web.pages.sent import number_in
from luoshi_web.plans.models import Plan
from luoshi_web.reports.queries.preview import Who, keys_for, wordings_in_force

_RANGE = re.compile(r"^(\d+)\s*[-—–~至到]\s*(\d+)$")
_PARTED = re.compile(r"[\s,，、;；]+")
MOST_DAYS = 30  # of a return or a look; whoever needs more has another trouble


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cycle as it is to be opened.

    Args:
        opens_at: None for at once.
        closes_at: nothing can be submitted after it; None for never.
        tasks: None for all.
        note: what was assumed of holidays, in Chinese and English.
    """

    as_of: date
    opens_at: datetime | None
    deadline: datetime
    closes_at: datetime | None
    tasks: list[str] | None
    signed_first: bool
    fill: bool
    return_days: int
    review_days: int
    note: tuple[str, str]


def wanted_in(sent: QueryDict, plan: Plan, at: datetime, done: Collection[str]) -> Wanted:
    """Return what the form says; moments that a preview has shown hold as they were shown.

    Args:
        done: the keys of tasks that need not be asked for again.

    Raises:
        LuoshiError: a day, a number or a task is none.
    """
    one: dict[str, str] = sent.dict()  # type: ignore[assignment]
    opens_at = moment_in(one, "opens_at") if one.get("opens_at") else None
    due = deadline_in(one, plan, opens_at or at)
    deadline = moment_in(one, "deadline") if one.get("deadline") else due.at
    closes_at = moment_in(one, "closes_at") if one.get("closes_at") else None
    grace = one.get("grace", "")
    if grace and not one.get("deadline"):
        closes_at = _closing(plan, deadline, number_in(one, "grace") if grace.isdigit() else -1, due)
    return Wanted(
        as_of=day_in(one, "as_of"),
        opens_at=opens_at,
        deadline=deadline,
        closes_at=closes_at,
        tasks=_tasks(sent, plan, done),
        signed_first=one.get("signed_first") == "1",
        fill=one.get("fill") == "1",
        return_days=_days(one, "return_days"),
        review_days=_days(one, "review_days"),
        note=(due.note, due.note_en),
    )


def _closing(plan: Plan, deadline: datetime, days: int, due: Deadline) -> datetime:
    if not 0 <= days <= MOST_DAYS:
        raise LuoshiError(f"锁定请写0到{MOST_DAYS}个工作日。", f"Closing is 0 to {MOST_DAYS} working days later.")
    if days == 0:
        return deadline
    local = timezone.localtime(deadline)
    day = workdays_of(plan.jurisdiction_id).after(local.date(), days)
    return local.replace(year=day.year, month=day.month, day=day.day)


def _days(sent: dict[str, str], name: str) -> int:
    text = sent.get(name, "")
    if not text:
        return 3
    days = number_in(sent, name)
    if not 1 <= days <= MOST_DAYS:
        raise LuoshiError(f"天数请写1到{MOST_DAYS}。", f"Days are 1 to {MOST_DAYS}.")
    return days


def _tasks(sent: QueryDict, plan: Plan, done: Collection[str]) -> list[str] | None:
    if shown := sent.get("keys", "").splitlines():
        return keys_for(plan, Who.TASKS, [key for key in shown if key], done)
    try:
        who = Who(sent.get("who", "all"))
    except ValueError:
        raise LuoshiError("请选要哪些任务来报。", "Please choose which tasks are asked for.") from None
    chosen = {Who.CHAPTERS: "chapter", Who.OBJECTIVES: "objective"}.get(who)
    if who is Who.TASKS:
        return keys_for(plan, who, numbers_in(sent.get("tasks", ""), plan), done)
    return keys_for(plan, who, sent.getlist(chosen) if chosen else (), done)


def numbers_in(text: str, plan: Plan) -> list[str]:
    """Return the tasks that a line names: 1、3、5-8; a range counts what is printed, whole numbers only."""
    answer: list[str] = []
    printed = None
    for part in _PARTED.split(text.strip()):
        if not (found := _RANGE.match(part)):
            answer += [part] if part else []
            continue
        first, last = int(found[1]), int(found[2])
        printed = printed if printed is not None else wordings_in_force(plan)
        within = [row.no for row in printed if row.number is not None and first <= row.number <= last]
        if not within:
            raise LuoshiError(f"任务表里没有第{part}项。", f"The table has no tasks {part}.")
        answer += within
    if not answer:
        raise LuoshiError("请写任务的序号，比如1、3、5-8。", "Please name tasks by number, such as 1, 3, 5-8.")
    return answer


def local_text(at: datetime | None) -> str:
    """Write a moment as a form's field takes it."""
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" if at is not None else ""
