"""Reading what a unit still owes in the running cycles: what its successor would take over."""

from dataclasses import dataclass

from luoshi_web.places.models import Unit
from luoshi_web.reports.models import Contribution, CycleStatus, Report, ReportState

SETTLED = (ReportState.ACCEPTED, ReportState.NOT_DUE)


@dataclass(frozen=True, slots=True)
class Held:
    """What a unit owns and contributes that is not settled yet."""

    reports: list[Report]
    contributions: list[Contribution]


def held_by(unit: Unit) -> Held:
    """Return a unit's reports that are not accepted, and its contributions that nobody took in, of running cycles."""
    reports = Report.objects.filter(owner=unit, cycle__status=CycleStatus.OPEN).exclude(state__in=SETTLED)
    rows = Contribution.objects.filter(unit=unit, report__cycle__status=CycleStatus.OPEN).exclude(state__in=SETTLED)
    return Held(
        list(reports.select_related("cycle__plan__jurisdiction", "task", "owner").order_by("cycle", "task__pk")),
        list(rows.select_related("report__cycle__plan", "report__task", "report__owner").order_by("report__task__pk")),
    )
