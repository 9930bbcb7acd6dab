"""Writing decisions of the office: accept, return, reopen; two at once, one wins and the other is told."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from luoshi.report import Step
from luoshi_web.calendars.queries import workdays_of
from luoshi_web.people.models import User
from luoshi_web.reports.models import Cycle, CycleStatus, Report
from luoshi_web.reports.steps import move
from luoshi_web.supervision.actions import assess_cycle

SIX = time(18, 0)


@transaction.atomic
def accept(report: Report, *, by: User, at: datetime | None = None) -> None:
    """Let the version that was seen hold. Where the pages speak of this cycle already, the plan is judged anew.

    Raises:
        StepRefused: it is not submitted, or not signed yet.
        MovedMeanwhile: another reviewer, or the unit, was faster.
    """
    at = at or timezone.now()
    accept_unjudged(report, by=by, at=at)
    if report.cycle.shown:
        assess_cycle(report.cycle.plan, at=at)


def accept_unjudged(report: Report, *, by: User, at: datetime) -> None:
    """Let a version hold; whoever accepts many judges the plan once behind them. Called within a transaction."""
    columns: dict[str, object] = {
        "accepted_id": report.current_id,
        "decided_by_id": by.pk,
        "decided_at": at,
        "reason": "",
    }
    _move(report, Step.ACCEPT, by, at, columns, "")


def return_with_reason(report: Report, reason: str, *, by: User, at: datetime | None = None) -> datetime:
    """Send a report back; it gets a deadline of its own, in working days, which is returned.

    Raises:
        StepRefused: it is not submitted.
        MovedMeanwhile: another reviewer, or the unit, was faster.
        LuoshiError: no reason.
    """
    at = at or timezone.now()
    return _send_back(report, Step.RETURN, reason, by, at, due_again(report, at))


def send_back(report: Report, reason: str, due: datetime, *, by: User, at: datetime) -> None:
    """Send a report back until a moment that holds for many; called within a transaction."""
    _send_back(report, Step.RETURN, reason, by, at, due)


def reopen(report: Report, reason: str, *, by: User, at: datetime | None = None) -> datetime:
    """Have a unit correct what was accepted; the accepted version holds until then. Returns the new deadline.

    Raises:
        StepRefused: it is not accepted.
        MovedMeanwhile: somebody was faster.
        LuoshiError: no reason.
    """
    at = at or timezone.now()
    return _send_back(report, Step.REOPEN, reason, by, at, due_again(report, at))


def due_again(report: Report, at: datetime) -> datetime:
    """Return by when a report that is sent back at a moment is due again.

    Never before the cycle's own deadline, or its own: who answered early has as long as who did not.
    """
    due = due_in(report.cycle, at)
    return max(due, report.due_at or due)


def due_in(cycle: Cycle, at: datetime) -> datetime:
    """Return by when what is sent back in a cycle at a moment is due again: in working days, and not before it is."""
    days = workdays_of(cycle.plan.jurisdiction_id)
    due = days.deadline(at, cycle.return_days, SIX, timezone.get_default_timezone()).at
    return max(due, cycle.deadline or due)


@transaction.atomic
def _send_back(report: Report, step: Step, reason: str, by: User, at: datetime, due: datetime) -> datetime:
    due = max(due, report.due_at or due)
    columns = {"due_at": due, "reason": reason.strip(), "decided_by_id": by.pk, "decided_at": at}
    closed = report.cycle.status == CycleStatus.CLOSED
    if closed or (report.closes_at is not None and report.closes_at < due):
        columns["closes_at"] = due
    _move(report, step, by, at, columns, reason)
    return due


def _move(report: Report, step: Step, by: User, at: datetime, columns: dict[str, object], reason: str) -> None:
    move(
        report, step, signed_first=report.cycle.signed_first, jurisdiction_id=report.cycle.plan.jurisdiction_id,
        by=by, at=at, columns=columns, objects={"version": report.current_id or 0}, reason=reason,
    )  # fmt: skip
