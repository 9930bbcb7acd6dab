"""Reading who would be asked in a cycle that is about to be opened: which tasks, whom, and what is to be awaited."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.plan import Claim, State
from luoshi.releases import Awaited
from luoshi_web.people.models import OF_A_UNIT
from luoshi_web.people.models import Membership as Works
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan, Target, Visibility, Wording
from luoshi_web.reports.models import Cycle, CycleStatus
from luoshi_web.reports.queries.leads import given_before, leads_of
from luoshi_web.reports.queries.questions import asked_for


class Who(StrEnum):
    """Which tasks are asked for."""

    ALL = "all"
    CHAPTERS = "chapters"
    OBJECTIVES = "objectives"
    TASKS = "tasks"
    NOT_DONE = "not_done"  # those that the last cycle did not show as done


def wordings_in_force(plan: Plan) -> list[Wording]:
    """Return the table in force, in its order."""
    return list(Wording.objects.filter(revision=plan.in_force_id).select_related("task").order_by("position"))


def keys_for(plan: Plan, who: Who, chosen: Collection[str], done: Collection[str]) -> list[str] | None:
    """Return the keys of the tasks that are asked for; None for all.

    Args:
        chosen: chapters, objectives, or keys and printed numbers of tasks, as `who` says.
        done: the keys of tasks that are done, for NOT_DONE.

    Raises:
        LuoshiError: nothing is left to ask for, or a task that is named is not in the table.
    """
    if who is Who.ALL:
        return None
    rows = wordings_in_force(plan)
    if who is Who.NOT_DONE:
        found = [row for row in rows if row.task.key not in done]
    elif who is Who.CHAPTERS:
        found = [row for row in rows if row.chapter in chosen]
    elif who is Who.OBJECTIVES:
        found = [row for row in rows if row.objective in chosen]
    else:
        known = {name for row in rows for name in (row.task.key, row.no)}
        if strange := [name for name in chosen if name not in known]:
            raise LuoshiError(
                f"任务表里没有第{'、'.join(strange[:5])}项。", f"The table has no task {', '.join(strange[:5])}."
            )
        found = [row for row in rows if row.task.key in chosen or row.no in chosen]
    if not found:
        raise LuoshiError("一项任务也没有选中。", "No task is chosen.")
    return [row.task.key for row in found]


def is_done(state: State | None, claim: Claim) -> bool:
    """Tell whether a task need not be asked for again: by its figures, or where there are none by its claim."""
    if state in (State.DONE, State.DONE_EARLY, State.DROPPED):
        return True
    return claim is Claim.COMPLETED and state in (None, State.CLAIM_ONLY)


@dataclass(frozen=True, slots=True)
class ToAwait:
    """A figure that is asked for and cannot exist yet when the report is due."""

    wording: Wording
    metric: str
    awaited: Awaited


@dataclass(frozen=True, slots=True)
class Preview:
    """What opening a cycle would ask.

    Args:
        helpers: units that lead a task with another, which reports it, and are asked to add to that report.
        leaderless: tasks that no unit leads: the office gives them to one.
        unstaffed: units that are asked and have no liaison with an account.
        filled: how many the imported table has answered already.
        published: the cycle came with a table that is published: what is accepted in it is public at once.
    """

    wordings: list[Wording]
    units: list[Unit]
    helpers: list[Unit]
    leaderless: list[Wording]
    unstaffed: list[Unit]
    awaited: list[ToAwait]
    filled: int
    published: bool


def preview(plan: Plan, as_of: date, due: datetime, keys: Collection[str] | None) -> Preview:
    """Reckon what a cycle would ask of whom; nothing is written."""
    rows = [row for row in wordings_in_force(plan) if keys is None or row.task.key in keys]
    cycle = Cycle.objects.filter(plan=plan, as_of=as_of, status=CycleStatus.RECORDED).first()
    leads, given = leads_of(plan.in_force_id or 0), given_before(cycle or Cycle(plan=plan))
    owners = {row.pk: given.get(row.task_id) or next(iter(leads.get(row.task_id, ())), None) for row in rows}
    ids = {owner for owner in owners.values() if owner is not None}
    helping = {unit for row in rows for unit in leads.get(row.task_id, ())}
    units = list(Unit.objects.filter(pk__in=ids).order_by("name"))
    staffed = set(Works.objects.current().filter(unit__in=ids, role__in=OF_A_UNIT).values_list("unit_id", flat=True))
    return Preview(
        wordings=rows,
        units=units,
        helpers=list(Unit.objects.filter(pk__in=helping - ids).order_by("name")),
        leaderless=[row for row in rows if owners[row.pk] is None],
        unstaffed=[unit for unit in units if unit.pk not in staffed],
        awaited=_awaited(rows, as_of, timezone.localtime(due).date()),
        filled=cycle.reports.filter(task__in=[row.task_id for row in rows]).count() if cycle else 0,
        published=cycle is not None and cycle.published_at is not None and plan.visibility == Visibility.PUBLISHED,
    )


def _awaited(rows: Collection[Wording], as_of: date, due: date) -> list[ToAwait]:
    by_pk = {row.pk: row for row in rows}
    targets = Target.objects.filter(wording__in=by_pk, value__isnull=False, replaced_by=None)
    asked = [
        asked_for(target, as_of, due)
        for target in targets.select_related("indicator").order_by("wording__position", "position")
    ]
    found = [ToAwait(by_pk[one.target.wording_id], one.target.metric, one.awaited) for one in asked if one.awaited]
    # a task may ask of one figure how much and how fast: what is awaited is one
    return list({(one.wording.pk, one.metric, one.awaited): one for one in found}.values())
