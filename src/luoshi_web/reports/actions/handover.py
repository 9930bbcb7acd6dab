"""Handing reports over: one to another unit, or all of a unit's work to its successor."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.places.models import Unit
from luoshi_web.reports.actions.opening import UNWRITTEN, earlier, hold, hold_reports
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Report, ReportState
from luoshi_web.reports.queries.held import held_by
from luoshi_web.reports.steps import must_be_short
from luoshi_web.trail.actions import record


@dataclass(frozen=True, slots=True)
class Handed:
    """How many reports and contributions went to the successor, and how many contributions fell away with it."""

    reports: int
    contributions: int
    released: int


@transaction.atomic
def hand_over(unit: Unit, successor: Unit, *, reason: str, by: User | None, at: datetime | None = None) -> Handed:
    """Give all that a unit still owes in running cycles to its successor; what was written goes with it.

    Deadlines stay. Where the successor owns the report itself, or contributes to it already, the
    unit's contribution is no longer asked for; what it wrote stays beside the report.

    Raises:
        LuoshiError: no reason, the same unit, or one of another jurisdiction.
        MovedMeanwhile: somebody gave a report away meanwhile.
    """
    at = at or timezone.now()
    if not must_be_short(reason):
        raise LuoshiError("并入别的单位要写明原因。", "Please say why the unit's work is handed over.")
    if unit.pk == successor.pk or unit.jurisdiction_id != successor.jurisdiction_id:
        raise LuoshiError("请选这个地区的另一个单位。", "Please choose another unit of this jurisdiction.")
    running = Cycle.objects.filter(plan__jurisdiction=unit.jurisdiction_id, status=CycleStatus.OPEN)
    for cycle in running.order_by("pk"):
        hold(cycle)
    held = held_by(unit)
    hold_reports([*(row.pk for row in held.reports), *(row.report_id for row in held.contributions)])
    for report in held.reports:
        same = Report.objects.filter(pk=report.pk, owner=unit, state=report.state)
        if not same.update(owner=successor, owner_given=True, opened_at=None):
            raise MovedMeanwhile
        record(
            "report.given", unit.jurisdiction_id, by=by, at=at, objects={"report": report, "unit": successor},
            replaced={"unit": unit.pk}, details={"reason": reason.strip()},
        )  # fmt: skip
    moved, released = _hand_contributions(unit, successor, held.contributions)
    record(
        "unit.handed-over", unit.jurisdiction_id, by=by, at=at,
        objects={
            "unit": unit, "successor": successor, "reports": len(held.reports), "contributions": moved,
            "released": released,
        },
        details={"reason": reason.strip()},
    )  # fmt: skip
    return Handed(len(held.reports), moved, released)


def _hand_contributions(unit: Unit, successor: Unit, rows: Collection[Contribution]) -> tuple[int, int]:
    """Move contributions, or release those that the successor need not give; the successor's to its own reports too."""
    reports = [row.report_id for row in rows]
    there = set(Contribution.objects.filter(unit=successor, report__in=reports).values_list("report_id", flat=True))
    owns = set(Report.objects.filter(pk__in=reports, owner=successor).values_list("pk", flat=True))
    stay = [row.pk for row in rows if row.report_id in there | owns]
    open_still = Q(pk__in=stay) | Q(unit=successor, report__owner=successor)
    open_still &= Q(state__in=UNWRITTEN, report__cycle__status=CycleStatus.OPEN)
    released = Contribution.objects.filter(open_still).update(state=ReportState.NOT_DUE)
    moved = Contribution.objects.filter(pk__in=[row.pk for row in rows if row.pk not in stay])
    return moved.update(unit=successor, opened_at=None), released


@transaction.atomic
def give_ownership(
    report: Report, unit: Unit, *, reason: str, by: User | None, at: datetime | None = None, given: bool = True
) -> None:
    """Let another unit own a report, here and in later cycles; what was written goes with it.

    Who owned it before is asked to contribute, where it has not answered yet.

    Args:
        given: the office decides so, and it holds in later cycles too; False where the table itself
            names the unit, and the next table may name another.

    Raises:
        MovedMeanwhile: somebody gave it away meanwhile.
        LuoshiError: no reason, or a unit of another jurisdiction.
    """
    at = at or timezone.now()
    jurisdiction = report.cycle.plan.jurisdiction_id
    if not must_be_short(reason):
        raise LuoshiError("换牵头填报的单位要写明原因。", "Please say why another unit is to report.")
    if unit.jurisdiction_id != jurisdiction:
        raise LuoshiError("这个单位不在这个地区。", "That unit is of another jurisdiction.")
    same = Report.objects.filter(pk=report.pk, owner=report.owner_id)
    if report.owner_id == unit.pk or not same.update(owner=unit, owner_given=given, opened_at=None):
        raise MovedMeanwhile
    Contribution.objects.filter(report=report, unit=unit, state__in=UNWRITTEN, current=None).delete()
    if report.owner_id and report.due_at and report.state in UNWRITTEN:
        Contribution.objects.get_or_create(
            jurisdiction_id=jurisdiction,
            report=report,
            unit_id=report.owner_id,
            defaults={"due_at": earlier(report.cycle, report.due_at), "asked_by": by, "asked_at": at},
        )
    record(
        "report.given", jurisdiction, by=by, at=at, objects={"report": report, "unit": unit},
        replaced={"unit": report.owner_id}, details={"reason": reason.strip()},
    )  # fmt: skip
    report.owner, report.owner_given, report.opened_at = unit, given, None
