"""Writing a running cycle: ask for further tasks, release some, follow a revision, hand a unit's work to another."""

from collections.abc import Collection, Iterable
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.report import Step
from luoshi_web.calendars.queries import workdays_of
from luoshi_web.people.models import User
from luoshi_web.plans.models import Plan, Task
from luoshi_web.reports.actions.handover import give_ownership
from luoshi_web.reports.actions.opening import UNWRITTEN, earlier, hold, hold_reports
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Report, ReportState
from luoshi_web.reports.queries.drift import drift_of
from luoshi_web.reports.queries.leads import given_before, leads_of
from luoshi_web.reports.steps import move, must_be_short
from luoshi_web.trail.actions import record

SIX = time(18, 0)


def _running(cycle: Cycle) -> None:
    """Hold a cycle that is being collected.

    Raises:
        LuoshiError: it is not.
    """
    hold(cycle)
    cycle.refresh_from_db(fields=["status", "deadline", "closes_at"])
    if cycle.status != CycleStatus.OPEN:
        raise LuoshiError("这一期没有在收。", "This cycle is not being collected.")


@transaction.atomic
def ask_also(
    cycle: Cycle, keys: Collection[str], *, reason: str, by: User | None, at: datetime | None = None
) -> list[Report]:
    """Ask for further tasks in a running cycle; what was released before goes on with what was written.

    Each is due with the cycle; where that deadline has passed, within the working days that a return has.

    Raises:
        LuoshiError: no reason, none of the tasks is in force, or the cycle is not being collected.
    """
    at = at or timezone.now()
    if not must_be_short(reason):
        raise LuoshiError("加任务要写明原因。", "Please say why the tasks are added.")
    _running(cycle)
    plan = Plan.objects.get(pk=cycle.plan_id)
    tasks = list(Task.objects.filter(plan=plan, key__in=keys, wordings__revision=plan.in_force_id))
    there = {row.task_id: row for row in cycle.reports.filter(task__in=tasks).select_related("cycle__plan")}
    leads, given = leads_of(plan.in_force_id or 0), given_before(cycle)
    due = _due(cycle, at)
    asked = []
    for task in tasks:
        report = there.get(task.pk)
        if report is not None and report.state != ReportState.NOT_DUE:
            continue
        owner = given.get(task.pk) or next(iter(leads.get(task.pk, ())), None)
        closes = max(cycle.closes_at, due) if cycle.closes_at else None
        if report is None:
            report = Report.objects.create(
                jurisdiction_id=cycle.jurisdiction_id, cycle=cycle, task=task, owner_id=owner,
                owner_given=task.pk in given, state=ReportState.DUE, due_at=due, closes_at=closes,
            )  # fmt: skip
            objects: dict[str, int | Report] = {"report": report, "cycle": cycle.pk, "unit": owner or 0}
            record("report.ask", plan.jurisdiction_id, by=by, at=at, objects=objects, details={"reason": reason})
        else:
            columns: dict[str, object] = {"due_at": due, "closes_at": closes, "reason": ""}
            _step(report, Step.ASK, by, at, columns, reason)
        _ask_other_leads(report, leads.get(task.pk, []), due, by, at)
        asked.append(report)
    if not asked:
        raise LuoshiError("这些任务已经在这一期里了。", "These tasks are in this cycle already.")
    return asked


def _due(cycle: Cycle, at: datetime) -> datetime:
    assert cycle.deadline is not None
    if at < cycle.deadline:
        return cycle.deadline
    days = workdays_of(cycle.plan.jurisdiction_id)
    return days.deadline(at, cycle.return_days, SIX, timezone.get_default_timezone()).at


def _ask_other_leads(report: Report, units: Iterable[int], due: datetime, by: User | None, at: datetime) -> None:
    report.contributions.filter(state=ReportState.NOT_DUE).update(state=ReportState.DUE, due_at=due)
    for unit in units:
        if unit != report.owner_id:
            Contribution.objects.get_or_create(
                jurisdiction_id=report.jurisdiction_id, report=report, unit_id=unit,
                defaults={"due_at": earlier(report.cycle, due), "asked_by": by, "asked_at": at},
            )  # fmt: skip


@transaction.atomic
def release(
    reports: Collection[Report], *, reason: str, by: User | None, at: datetime | None = None
) -> tuple[list[Report], list[tuple[Report, LuoshiError]]]:
    """Ask no longer for reports in their cycle; what was written stays. Returns those, and what could not be and why.

    Raises:
        LuoshiError: no reason, or the cycle is not being collected.
    """
    at, done, left = at or timezone.now(), [], []
    if not must_be_short(reason):
        raise LuoshiError("去掉任务要写明原因。", "Please say why the tasks are taken out.")
    for cycle in {report.cycle_id: report.cycle for report in reports}.values():
        _running(cycle)
    hold_reports([report.pk for report in reports])
    for report in reports:
        try:
            _step(report, Step.RELEASE, by, at, {}, reason)
        except LuoshiError as refused:
            left.append((report, refused))
            continue
        report.contributions.filter(state__in=UNWRITTEN).update(state=ReportState.NOT_DUE)
        done.append(report)
    return done, left


def _step(report: Report, step: Step, by: User | None, at: datetime, columns: dict[str, object], reason: str) -> None:
    move(
        report, step, signed_first=report.cycle.signed_first, jurisdiction_id=report.cycle.plan.jurisdiction_id,
        by=by, at=at, columns=columns, reason=reason,
    )  # fmt: skip


@transaction.atomic
def follow(
    cycle: Cycle, keys: Collection[str], *, by: User | None, at: datetime | None = None
) -> tuple[int, list[tuple[Report, LuoshiError]]]:
    """Let a running cycle follow the revision in force, as far as tasks are named: owners, what fell away, what came.

    Returns how many were changed, and what could not be and why.

    Raises:
        LuoshiError: the cycle is not being collected, or nothing of it is named.
    """
    at, wanted = at or timezone.now(), set(keys)
    _running(cycle)
    drift = drift_of(cycle)
    hold_reports([*(one.report.pk for one in drift.changed), *(report.pk for report in drift.dropped)])
    reason = f"按第{drift.revision}版任务表"
    done = 0
    left: list[tuple[Report, LuoshiError]] = []
    for one in drift.changed:
        if one.report.task.key in wanted:
            give_ownership(one.report, one.unit, reason=reason, by=by, at=at, given=False)
            done += 1
    gone = [report for report in drift.dropped if report.task.key in wanted]
    if gone:
        released, left = release(gone, reason=reason, by=by, at=at)
        done += len(released)
    come = [wording.task.key for wording in drift.added if wording.task.key in wanted]
    if come:
        done += len(ask_also(cycle, come, reason=reason, by=by, at=at))
    if not done and not left:
        raise LuoshiError("请先选要照新表改的任务。", "Please choose the tasks that are to follow the new table.")
    return done, left
