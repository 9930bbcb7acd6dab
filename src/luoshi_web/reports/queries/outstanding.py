"""Reading which units owe something and have nobody to answer."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from luoshi_web.people.models import OF_A_UNIT, Membership
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.reports.models import Contribution, CycleStatus, Report, ReportState

WAITS_FOR_A_UNIT = (ReportState.NOT_DUE, ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED)


def unanswered_in(jurisdiction: Jurisdiction, day: date | None = None) -> Iterable[Unit]:
    """Return the units that owe something in an open cycle, and for which nobody answers on a day."""
    served = Membership.objects.current(day).filter(role__in=OF_A_UNIT).values("unit")
    owed = Report.objects.filter(cycle__status=CycleStatus.OPEN, state__in=WAITS_FOR_A_UNIT)
    asked = Contribution.objects.filter(report__cycle__status=CycleStatus.OPEN, state__in=WAITS_FOR_A_UNIT)
    owes = Q(pk__in=owed.values("owner")) | Q(pk__in=asked.values("unit"))
    return Unit.objects.filter(owes, jurisdiction=jurisdiction).exclude(pk__in=served).order_by("name")
