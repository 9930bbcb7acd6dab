"""Writing cycles: open, extend, lock, unlock, give a report to another unit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.calendars.queries import workdays_of
from luoshi_web.people.models import User
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Draft, Exemption, Report, ReportState
from luoshi_web.reports.queries.leads import given_before, leads_of
from luoshi_web.reports.steps import must_be_short
from luoshi_web.trail.actions import record

EARLIER = 2  # working days that a contribution is due before the report that waits for it
UNWRITTEN = (ReportState.NOT_DUE, ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was asked: of how many tasks, of which none is a unit's own, and how many the table had answered."""

    cycle: Cycle
    asked: int
    filled: int
    ownerless: tuple[str, ...]


@transaction.atomic
def open_cycle(
    plan: Plan,
    as_of: date,
    *,
    deadline: datetime,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    tasks: Collection[str] | None = None,
    signed_first: bool = False,
    fill: bool = True,
    return_days: int = 3,
    review_days: int = 3,
    calendar_note: tuple[str, str] = ("", ""),
    by: User | None,
    at: datetime | None = None,
) -> Opened:
    """Ask for a report on each task, of the lead named first; the other leads are asked to contribute.

    A cycle that came with an imported table is opened in its place: what the table says of a
    task stands as accepted with `fill`, and else as a draft that its unit confirms.

    Args:
        deadline: on time until then; it is stored, and only an exception moves it.
        closes_at: nothing can be submitted after it; None for never.
        tasks: the keys of those that are asked for; None for all.
        signed_first: heads of units sign before the office looks.
        return_days: how many working days a unit has for what comes back; review_days: the office for its look.
        calendar_note: what was assumed of the holidays, as `Deadline.note` says it, in Chinese and English.

    Raises:
        LuoshiError: nothing is in force, the dates do not follow each other, or the cycle is open already.
    """
    at = at or timezone.now()
    opens_at = opens_at or at
    revision = Plan.objects.select_for_update().get(pk=plan.pk).in_force
    if revision is None:
        raise LuoshiError("还没有生效的任务表，不能发起。", "No plan is in force, so nothing can be asked for.")
    if not opens_at < deadline or (closes_at is not None and closes_at < deadline):
        raise LuoshiError(
            "截止时间要晚于开始时间，锁定时间不能早于截止时间。",
            "The deadline comes after the opening, and closing not before the deadline.",
        )
    cycle = _cycle_as_of(plan, as_of)
    cycle.opens_at, cycle.deadline, cycle.closes_at = opens_at, deadline, closes_at
    cycle.status, cycle.opened_by, cycle.signed_first = CycleStatus.OPEN, by, signed_first
    cycle.return_days, cycle.review_days = return_days, review_days
    cycle.calendar_note, cycle.calendar_note_en = calendar_note
    cycle.save()
    opened = _ask(cycle, revision.pk, tasks, fill, by, at)
    record(
        "cycle.opened",
        plan.jurisdiction_id,
        by=by,
        at=at,
        objects={"cycle": cycle, "deadline": deadline.isoformat(), "asked": opened.asked, "filled": opened.filled},
    )
    return opened


def _cycle_as_of(plan: Plan, as_of: date) -> Cycle:
    cycle = Cycle.objects.select_for_update().filter(plan=plan, as_of=as_of).first()
    if cycle is not None and cycle.status != CycleStatus.RECORDED:
        raise LuoshiError(
            f"截至{as_of.month}月{as_of.day}日的这一期已经发起过了。", f"The cycle as of {as_of} was opened before."
        )
    if cycle is None:
        last = plan.cycles.aggregate(last=Max("position"))["last"] or 0
        cycle = Cycle(jurisdiction_id=plan.jurisdiction_id, plan=plan, position=last + 1, as_of=as_of, shown=False)
    return cycle


def _ask(
    cycle: Cycle, revision: int, tasks: Collection[str] | None, fill: bool, by: User | None, at: datetime
) -> Opened:
    leads = leads_of(revision)
    wanted = cycle.plan.tasks.filter(wordings__revision=revision).order_by("wordings__position")
    if tasks is not None:
        wanted = wanted.filter(key__in=tasks)
    given = given_before(cycle)
    there = {report.task_id: report for report in cycle.reports.select_related("accepted")}
    new, contributions, ownerless, filled = [], [], [], 0
    for pk, key in wanted.values_list("pk", "key"):
        owner = given.get(pk) or next(iter(leads.get(pk, ())), None)
        if owner is None:
            ownerless.append(key)
        report = there.get(pk)
        if report is None:
            report = Report(
                jurisdiction_id=cycle.jurisdiction_id, cycle=cycle, task_id=pk, owner_id=owner, state=ReportState.DUE
            )
            new.append(report)
        else:
            filled += 1
            if not fill:
                _as_draft(report, by, at)
        report.owner_given = pk in given
        report.due_at, report.closes_at = cycle.deadline, cycle.closes_at
        contributions += [(report, unit) for unit in leads.get(pk, ()) if unit != owner]
    Report.objects.bulk_create(new)
    Report.objects.bulk_update(there.values(), ["state", "due_at", "closes_at"])
    due = earlier(cycle, cycle.deadline)
    Contribution.objects.bulk_create(
        (
            Contribution(
                jurisdiction_id=cycle.jurisdiction_id,
                report=report,
                unit_id=unit,
                due_at=due,
                asked_by=by,
                asked_at=at,
            )
            for report, unit in dict.fromkeys(contributions)
            if report.state != ReportState.ACCEPTED
        ),
        ignore_conflicts=True,
    )
    return Opened(cycle, len(new) + filled, filled if fill else 0, tuple(ownerless))


def _as_draft(report: Report, by: User | None, at: datetime) -> None:
    version = report.accepted
    if version is None:
        return
    report.state = ReportState.DRAFT
    Draft.objects.create(
        jurisdiction_id=report.jurisdiction_id,
        report=report,
        statement=version.statement,
        problems=version.problems or "",
        next_step=version.next_step or "",
        saved_by=by,
        saved_at=at,
    )


def earlier(cycle: Cycle, due: datetime | None) -> datetime:
    """Return when a contribution is due: two working days before the report, and never before the cycle opens."""
    assert due is not None
    assert cycle.opens_at is not None
    local = timezone.localtime(due)
    day = workdays_of(cycle.plan.jurisdiction_id).before(local.date(), EARLIER)
    return max(local.replace(year=day.year, month=day.month, day=day.day), cycle.opens_at + timedelta(hours=1))


@transaction.atomic
def extend(
    cycle: Cycle, until: datetime, *, unit: Unit | None = None, reason: str, by: User | None, at: datetime | None = None
) -> int:
    """Give one unit, or all, until another moment; return how many reports and contributions that moves.

    What closes before then closes then. What was submitted already is left alone, and no deadline is brought forward.

    Raises:
        LuoshiError: no reason, or the moment is past.
    """
    at = at or timezone.now()
    hold(cycle)
    _must_have(reason, cycle)
    if until <= at:
        raise LuoshiError("延到的时间已经过了。", "The moment that it is extended to has passed.")
    moved = _reports(cycle, unit).filter(due_at__lt=until).update(due_at=until)
    _reports(cycle, unit).filter(closes_at__lt=until).update(closes_at=until)
    moved += _contributions(cycle, unit).filter(due_at__lt=until).update(due_at=until)
    was = cycle.deadline
    if unit is None:
        closes = max(cycle.closes_at, until) if cycle.closes_at else None
        Cycle.objects.filter(pk=cycle.pk, deadline__lt=until).update(deadline=until, closes_at=closes)
        cycle.refresh_from_db()
    _keep(cycle, Exemption.Kind.EXTENSION, unit, until, reason, by, at, was)
    return moved


@transaction.atomic
def lock(cycle: Cycle, *, unit: Unit | None = None, reason: str, by: User | None, at: datetime | None = None) -> int:
    """Let one unit, or all, write nothing more from now on; return how many reports that closes."""
    at = at or timezone.now()
    hold(cycle)
    _must_have(reason, cycle)
    closing = at - timedelta(microseconds=1)
    rows = _reports(cycle, unit).filter(Q(closes_at=None) | Q(closes_at__gt=closing))
    closed = rows.update(closes_at=closing)
    _keep(cycle, Exemption.Kind.LOCK, unit, None, reason, by, at, cycle.deadline)
    return closed


@transaction.atomic
def unlock(
    cycle: Cycle, until: datetime, *, unit: Unit | None = None, reason: str, by: User | None, at: datetime | None = None
) -> int:
    """Let one unit, or all, write again until a moment; deadlines stay, so what comes late is late.

    Also after the cycle was closed: then what was not handed in can be reported late.
    """
    at = at or timezone.now()
    hold(cycle)
    _must_have(reason, cycle, CycleStatus.OPEN, CycleStatus.CLOSED)
    if until <= at:
        raise LuoshiError("解锁到的时间已经过了。", "The moment that it is unlocked until has passed.")
    opened = _reports(cycle, unit).filter(closes_at__lt=until).update(closes_at=until)
    _keep(cycle, Exemption.Kind.UNLOCK, unit, until, reason, by, at, cycle.deadline)
    return opened


def hold(cycle: Cycle) -> None:
    """Let whoever else changes many reports of a cycle wait: two that lock them in another order would block."""
    list(Cycle.objects.select_for_update().filter(pk=cycle.pk).values_list("pk"))


def hold_reports(reports: Collection[int]) -> None:
    """Take the rows of many reports and of their contributions before the trail, as whoever writes only one does."""
    list(Report.objects.select_for_update().filter(pk__in=reports).order_by("pk").values_list("pk"))
    list(Contribution.objects.select_for_update().filter(report__in=reports).order_by("pk").values_list("pk"))


def _reports(cycle: Cycle, unit: Unit | None) -> QuerySet[Report]:
    rows = Report.objects.filter(cycle=cycle, state__in=UNWRITTEN)
    return rows if unit is None else rows.filter(owner=unit)


def _contributions(cycle: Cycle, unit: Unit | None) -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(report__cycle=cycle, state__in=UNWRITTEN)
    return rows if unit is None else rows.filter(unit=unit)


def _must_have(reason: str, cycle: Cycle, *statuses: CycleStatus) -> None:
    if not must_be_short(reason):
        raise LuoshiError("例外要写明原因。", "An exception needs a reason.")
    if cycle.status not in (statuses or (CycleStatus.OPEN,)):
        raise LuoshiError("这一期没有在收。", "This cycle is not being collected.")


def _keep(
    cycle: Cycle,
    kind: Exemption.Kind,
    unit: Unit | None,
    until: datetime | None,
    reason: str,
    by: User | None,
    at: datetime,
    was: datetime | None,
) -> None:
    made = Exemption.objects.create(
        jurisdiction_id=cycle.jurisdiction_id,
        cycle=cycle,
        kind=kind,
        unit=unit,
        until=until,
        was=was,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    objects: dict[str, int | str] = {"cycle": cycle.pk, "exemption": made.pk}
    objects |= {"unit": unit.pk} if unit else {}
    objects |= {"until": until.isoformat()} if until else {}
    replaced = {"deadline": was.isoformat() if was else None} if kind is Exemption.Kind.EXTENSION else {}
    record(
        f"cycle.{kind.value}", cycle.plan.jurisdiction_id, by=by, at=at, objects=objects, replaced=replaced,
        details={"reason": reason.strip()},
    )  # fmt: skip
