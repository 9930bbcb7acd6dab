"""Reading who may have which report, contribution, piece of evidence, cycle and sheet."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from luoshi.report import Step, may_take
from luoshi_web.people.models import OF_A_UNIT
from luoshi_web.people.models import Membership as Works
from luoshi_web.people.rights import Right, Viewer, concerning, demand, held_by, may, tell_held
from luoshi_web.places.models import Unit
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Evidence, Report
from luoshi_web.reports.queries.whole import contributions_of, report_at, works_beside


def units_of(user: Viewer) -> QuerySet[Unit]:
    """Return the units that somebody answers for."""
    if not user.is_active or not user.is_authenticated:
        return Unit.objects.none()
    held = Works.objects.current().filter(user_id=user.pk or 0, role__in=OF_A_UNIT)
    return Unit.objects.filter(pk__in=held.values("unit_id")).select_related("jurisdiction").order_by("name")


def own_units(user: Viewer) -> list[Unit]:
    """Return the units that somebody answers for, as `units_of`, from where they are known to work."""
    return list({one.unit_id: one.unit for one in held_by(user) if one.role in OF_A_UNIT and one.unit}.values())


def visible_reports(user: Viewer) -> QuerySet[Report]:
    """Return the reports that somebody may read: their unit's own, those it adds to, and for the office all."""
    mine = [unit.pk for unit in own_units(user)]
    office = concerning(user, Right.READ, "cycle__plan__jurisdiction")
    if not mine:
        return Report.objects.filter(office)
    adds = Contribution.objects.filter(unit__in=mine)
    return Report.objects.filter(Q(owner__in=mine) | Q(pk__in=adds.values("report_id")) | office)


def report_for(user: Viewer, jurisdiction: str, year: int, as_of: date, key: str, *, whole: bool = False) -> Report:
    """Return the report at an address: 404 for whom it does not concern.

    Args:
        whole: with all that hangs on it, for its page.
    """
    if not user.is_active or not user.is_authenticated:
        raise Http404
    found = report_at(jurisdiction, year, as_of, key, reader=user.pk or 0, whole=whole)
    if found is None:
        raise Http404
    tell_held(user, works_beside(found))
    if not _concerns(user, found):
        raise Http404
    return found


def _concerns(user: Viewer, report: Report) -> bool:
    """Tell whether somebody may read a report; the same rule as `visible_reports`, of one that is at hand."""
    mine = {unit.pk for unit in own_units(user)}
    if report.owner_id in mine or any(one.unit_id in mine for one in contributions_of(report)):
        return True
    return may(user, Right.READ, report.cycle.plan.jurisdiction_id)


def report_to_answer(user: Viewer, jurisdiction: str, year: int, as_of: date, key: str, step: Step) -> Report:
    """Return a report for whoever may take a step of its unit's: 404 for strangers, 403 for those who only read."""
    found = report_for(user, jurisdiction, year, as_of, key)
    must_answer(user, found, step)
    return found


def must_answer(user: Viewer, report: Report, step: Step) -> None:
    """Let pass whoever may take a step of the report's own unit.

    Raises:
        PermissionDenied: they only read it.
    """
    roles = [one.role for one in held_by(user) if one.unit_id is not None and one.unit_id == report.owner_id]
    if not any(may_take(role, step) for role in roles if role in OF_A_UNIT):
        raise PermissionDenied


def report_to_look_at(user: Viewer, jurisdiction: str, year: int, as_of: date, key: str) -> Report:
    """Return a report as the office sees it: 404 for strangers, 403 for a unit's own people."""
    found = report_for(user, jurisdiction, year, as_of, key)
    demand(user, Right.READ, found.cycle.plan.jurisdiction_id)
    return found


def report_to_review(user: Viewer, jurisdiction: str, year: int, as_of: date, key: str) -> Report:
    """Return a report for the office to decide: 404 for strangers, 403 for those who only read."""
    found = report_for(user, jurisdiction, year, as_of, key)
    demand(user, Right.REVIEW, found.cycle.plan.jurisdiction_id)
    return found


def contribution_to_answer(user: Viewer, jurisdiction: str, year: int, as_of: date, key: str) -> Contribution:
    """Return what somebody's own unit is to add to a report: 404 for strangers, 403 where it is not asked."""
    report = report_for(user, jurisdiction, year, as_of, key)
    found = report.contributions.filter(unit__in=units_of(user)).select_related("unit", "report__cycle__plan").first()
    if found is None:
        raise PermissionDenied
    return found


def evidence_for(user: Viewer, jurisdiction: str, year: int, as_of: date, key: str, number: int) -> Evidence:
    """Return evidence of a report: what was handed in for all who may read it, the rest for the unit that added it."""
    report = report_for(user, jurisdiction, year, as_of, key)
    row = report.evidence.select_related("file", "contribution").filter(number=number, file__isnull=False).first()
    if row is None:
        raise Http404
    if not (row.versions.exists() or row.contribution_versions.exists()):
        unit = row.contribution.unit_id if row.contribution else report.owner_id
        if not units_of(user).filter(pk=unit or 0).exists() or row.removed_at is not None:
            raise Http404
    return row


def cycle_for(user: Viewer, jurisdiction: str, year: int, as_of: date, right: Right = Right.REVIEW) -> Cycle:
    """Return a cycle for the office: 404 for strangers, 403 for those who lack the right."""
    rows = Cycle.objects.filter(concerning(user, Right.READ, "plan__jurisdiction"), as_of=as_of)
    rows = rows.filter(plan__jurisdiction__slug=jurisdiction, plan__year=year)
    found = rows.select_related("plan__jurisdiction").first()
    if found is None:
        raise Http404
    demand(user, right, found.plan.jurisdiction_id)
    return found


def sheet_for(
    user: Viewer, jurisdiction: str, year: int, as_of: date, unit: str, *, sends: bool = False
) -> tuple[Cycle, Unit]:
    """Return the cycle and the unit of a printed sheet, for the unit itself and for the office.

    Args:
        sends: to send its sealed scan, which only the unit's own people may: 403 for the office.
    """
    rows = Cycle.objects.filter(plan__jurisdiction__slug=jurisdiction, plan__year=year, as_of=as_of)
    cycle = rows.exclude(status=CycleStatus.RECORDED).select_related("plan__jurisdiction").first()
    found = None
    if cycle is not None:
        found = Unit.objects.filter(jurisdiction=cycle.plan.jurisdiction_id, name=unit, reports__cycle=cycle).first()
    if cycle is None or found is None:
        raise Http404
    if units_of(user).filter(pk=found.pk).exists():
        return cycle, found
    if not may(user, Right.READ, cycle.plan.jurisdiction_id):
        raise Http404
    if sends:
        raise PermissionDenied
    return cycle, found
