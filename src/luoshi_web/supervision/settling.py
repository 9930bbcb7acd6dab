"""The office's word on which figure answers a target of a version, and undoing whoever's word counts there."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi import plan as core
from luoshi.errors import LuoshiError
from luoshi.place import Span
from luoshi_web.people.models import User
from luoshi_web.plans.models import Target
from luoshi_web.reports.actions.settling import (
    candidate_of,
    must_be_last,
    must_be_unclear,
    settle_version,
    undo_version,
)
from luoshi_web.reports.models import Report
from luoshi_web.reports.queries.settlements import fields_of, named_by, undone_in
from luoshi_web.reports.queries.whole import target_rows_of, wording_of
from luoshi_web.supervision.actions import assess_cycle
from luoshi_web.supervision.queries import plan_under_review


@transaction.atomic
def settle(report: Report, target: int, figure: Span | None, *, seen: int, by: User) -> None:
    """Say which figure of the version before the office answers a target; None for none of them.

    Where the pages of the plan speak of this cycle already, the plan is judged anew.

    Args:
        target: its row.
        seen: the number of the last word on it that was looked at; 0 for none.

    Raises:
        SettledMeanwhile: another reviewer, or the unit, was faster. MovedMeanwhile: so was a step of the report.
        LuoshiError: there is no such figure, or nothing to choose.
    """
    at = timezone.now()
    report = _held(report)
    row = _target(report, target)
    must_be_last(report, row, seen)
    field = fields_of(report.current).get(named_by(row))
    if field is not None and field.figure == figure and named_by(row) in undone_in(report.current):
        value_text = field.value_text  # what was undone counts again
    else:
        judged = _judged(report, row)
        must_be_unclear(judged)
        value_text = candidate_of(judged, figure).value_text if figure is not None else ""
    settle_version(report, row, figure, value_text, by=by, at=at)
    _judge_anew(report, at)


@transaction.atomic
def undo(report: Report, target: int, *, seen: int, by: User) -> None:
    """Let nobody's word on a target of the version count any longer, the unit's or the office's own.

    Raises:
        SettledMeanwhile, MovedMeanwhile: as for settling.
        LuoshiError: nothing counts there.
    """
    at = timezone.now()
    report = _held(report)
    row = _target(report, target)
    must_be_last(report, row, seen)
    undo_version(report, row, by=by, at=at)
    _judge_anew(report, at)


def _held(report: Report) -> Report:
    """Return the report with its row held, so that of two presses the second sees what the first did."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("cycle__plan__jurisdiction", "task")
    return rows.get(pk=report.pk)


def _target(report: Report, pk: int) -> Target:
    found = next((row for row in target_rows_of(wording_of(report)) if row.pk == pk), None)
    if found is None:
        raise LuoshiError("这一项里没有这个目标。", "This task has no such target.")
    return found


def _judged(report: Report, row: Target) -> core.Assessment | None:
    """Return what is reckoned of a target as if what lies before the office were accepted: what its page shows."""
    tasks = plan_under_review(report.cycle).tasks
    task = next((one for one in tasks if one.key == report.task.key), None)
    found = next((one for one in task.targets if (one.span, one.basis) == named_by(row)), None) if task else None
    return found.assessment if found is not None else None


def _judge_anew(report: Report, at: datetime) -> None:
    if report.cycle.shown and report.current_id == report.accepted_id:
        assess_cycle(report.cycle.plan, at=at)
