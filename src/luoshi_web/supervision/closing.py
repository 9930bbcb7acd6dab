"""The end of a cycle's collecting: what was accepted is judged, and the pages speak of it."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.reports.models import Cycle, CycleStatus
from luoshi_web.supervision.actions import assess_cycle
from luoshi_web.trail.actions import record


@transaction.atomic
def close_cycle(cycle: Cycle, *, by: User | None, at: datetime | None = None) -> Counter[str]:
    """End the collecting: what was accepted is judged, and the pages of the plan speak of this cycle from now on.

    Returns how many reports stand in which state; what was not submitted stays as it is, and is
    locked: an unlock, or a return, lets it in again.

    Raises:
        MovedMeanwhile: it is not open.
    """
    at = at or timezone.now()
    if not Cycle.objects.filter(pk=cycle.pk, status=CycleStatus.OPEN).update(
        status=CycleStatus.CLOSED, closed_at=at, shown=True
    ):
        raise MovedMeanwhile("这一期已经结束，或者还没有发起。", "This cycle is closed, or was never opened.")
    cycle.refresh_from_db()
    cycle.reports.filter(Q(closes_at=None) | Q(closes_at__gt=at)).update(closes_at=at)
    states = Counter(cycle.reports.values_list("state", flat=True))
    assess_cycle(cycle.plan, at=at)
    record("cycle.closed", cycle.plan.jurisdiction_id, by=by, at=at, objects={"cycle": cycle, **states})
    return states
