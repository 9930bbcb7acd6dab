"""The end of a cycle's collecting, undoing it, and publication, which is an act of its own.

Closed, a cycle is judged, and the pages of those who work on the plan speak of it. The public sees the last that was
published until the office publishes this one.
"""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.plans.models import Plan, Visibility
from luoshi_web.reports.actions.opening import hold
from luoshi_web.reports.models import Cycle, CycleStatus, Phrasing, ReportState
from luoshi_web.reports.queries.answers import latest_cycle
from luoshi_web.reports.queries.audiences import PUBLIC
from luoshi_web.supervision.actions import assess_cycle
from luoshi_web.trail.actions import record
from luoshi_web.trail.contents import Content, contents_of


@transaction.atomic
def close_cycle(cycle: Cycle, *, by: User | None, at: datetime | None = None) -> Counter[str]:
    """End the collecting: what was accepted is judged, and the office's pages speak of this cycle from now on.

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


@transaction.atomic
def reopen_cycle(cycle: Cycle, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """Collect again what was closed: whoever closing had locked may write again, as long as before it.

    Raises:
        LuoshiError: no reason, or it is published: what the public sees is withdrawn first.
        MovedMeanwhile: it is not closed.
    """
    at = at or timezone.now()
    if not reason.strip():
        raise LuoshiError("重新打开要写明原因。", "Please say why the cycle is opened again.")
    hold(cycle)
    cycle.refresh_from_db()
    if cycle.status != CycleStatus.CLOSED or cycle.closed_at is None:
        raise MovedMeanwhile("这一期没有结束，不用重新打开。", "This cycle is not closed.")
    if cycle.published_at is not None:
        raise LuoshiError(
            "这一期已经公布。请先撤下公布，再重新打开。",
            "This cycle is published; please withdraw it before it is opened again.",
        )
    closed_at = cycle.closed_at
    _unlock(cycle, closed_at)
    Cycle.objects.filter(pk=cycle.pk).update(status=CycleStatus.OPEN, closed_at=None, shown=False)
    cycle.refresh_from_db()
    assess_cycle(cycle.plan, at=at)
    record(
        "cycle.reopened", cycle.plan.jurisdiction_id, by=by, at=at, objects={"cycle": cycle},
        replaced={"closed_at": closed_at.isoformat()}, details={"reason": reason.strip()},
    )  # fmt: skip


def _unlock(cycle: Cycle, closed_at: datetime) -> None:
    """Give reports that closing had locked the moment back until which they could be written."""
    locked = cycle.reports.filter(closes_at=closed_at)
    later = [
        (one.unit_id, one.until)
        for one in cycle.exemptions.filter(until__isnull=False, at__lte=closed_at)
        if one.until is not None and cycle.closes_at is not None and one.until > cycle.closes_at
    ]
    keys = list(locked.values_list("pk", flat=True))
    locked.update(closes_at=cycle.closes_at)
    if cycle.closes_at is None:
        return
    again = cycle.reports.filter(pk__in=keys)
    for unit, until in later:
        mine = again if unit is None else again.filter(owner=unit)
        mine.filter(closes_at__lt=until).update(closes_at=until)
    again.filter(state=ReportState.RETURNED, closes_at__lt=F("due_at")).update(closes_at=F("due_at"))


@transaction.atomic
def publish_cycle(cycle: Cycle, *, by: User | None, at: datetime | None = None) -> None:
    """Let the public see what was accepted in a closed cycle, and which tasks nobody reported.

    Raises:
        LuoshiError: its plan is internal.
        MovedMeanwhile: it is not closed, or published already.
    """
    at = at or timezone.now()
    plan = Plan.objects.select_for_update().get(pk=cycle.plan_id)
    if plan.visibility != Visibility.PUBLISHED:
        raise LuoshiError(
            "这份计划还是内部的，先公开任务表，再公布这一期。",
            "The plan is internal; please publish the table before one of its cycles.",
        )
    before = latest_cycle(plan, PUBLIC)
    closed = Cycle.objects.filter(pk=cycle.pk, status=CycleStatus.CLOSED, published_at=None)
    if not closed.update(published_at=at):
        raise MovedMeanwhile("这一期已经公布，或者还没有结束。", "This cycle is published already, or not closed.")
    cycle.refresh_from_db()
    assess_cycle(plan, at=at)
    record(
        "cycle.published", plan.jurisdiction_id, by=by, at=at,
        objects={"cycle": cycle, "accepted": cycle.reports.filter(state=ReportState.ACCEPTED).count()},
        replaced={"cycle": before.pk if before else None},
        contents=_shown(cycle),
    )  # fmt: skip


def _shown(cycle: Cycle) -> list[Content]:
    """Read what the public sees from now on: the version accepted of each report, and where the office phrased it."""
    versions = list(cycle.reports.filter(accepted__isnull=False).values_list("accepted_id", flat=True))
    phrasings = Phrasing.objects.filter(version__in=versions).values_list("pk", flat=True)
    return [*contents_of("version", versions), *contents_of("phrasing", list(phrasings))]


@transaction.atomic
def withdraw_cycle(cycle: Cycle, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """Let the public see the cycle published before this one again.

    Raises:
        LuoshiError: no reason, or it came with the table and goes with it.
        MovedMeanwhile: it is not published.
    """
    at = at or timezone.now()
    if not reason.strip():
        raise LuoshiError("撤下公布要写明原因。", "Please say why the publication is withdrawn.")
    plan = Plan.objects.select_for_update().get(pk=cycle.plan_id)
    cycle.refresh_from_db()
    if cycle.status != CycleStatus.CLOSED or cycle.published_at is None:
        raise MovedMeanwhile("这一期现在没有公布。", "This cycle is not published.")
    was = cycle.published_at
    Cycle.objects.filter(pk=cycle.pk).update(published_at=None)
    cycle.refresh_from_db()
    assess_cycle(plan, at=at)
    record(
        "cycle.withdrawn", plan.jurisdiction_id, by=by, at=at, objects={"cycle": cycle},
        replaced={"published_at": was.isoformat()}, details={"reason": reason.strip()},
    )  # fmt: skip
