"""Deciding on many reports at once: what would happen to which, and then exactly that.

Each report is decided at the version that was previewed and has an entry of its own in the
trail. What moved meanwhile is left out and named; the others go through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.report import State, Step, after
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.reports.actions.opening import hold, hold_reports
from luoshi_web.reports.models import Cycle, Phrasing, Report
from luoshi_web.reports.steps import HANDED_IN, must_be_short
from luoshi_web.supervision.actions import assess_cycle
from luoshi_web.supervision.phrasing import phrase
from luoshi_web.supervision.reviewing import accept_unjudged, due_in, send_back


class Doing(StrEnum):
    """What is done to many at once."""

    ACCEPT = "accept"
    RETURN = "return"
    PHRASE = "phrase"  # 发布口径 is the statement, word for word
    UNPHRASE = "unphrase"  # 发布口径 is taken back


@dataclass(frozen=True, slots=True)
class Planned:
    """One report, the version that is looked at, and why it cannot be done; nothing where it can."""

    report: Report
    version: int
    problem: LuoshiError | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, and what was left out, each with why."""

    done: list[Report]
    left: list[tuple[Report, LuoshiError]]


def planned(cycle: Cycle, keys: Sequence[str], doing: Doing) -> list[Planned]:
    """Say what would become of the reports on some tasks, in the order of the tasks; nothing is written."""
    return [
        Planned(report, report.current.number if report.current else 0, _problem(report, doing))
        for report in _reports(cycle, keys)
    ]


def _reports(cycle: Cycle, keys: Sequence[str]) -> list[Report]:
    rows = Report.objects.filter(cycle=cycle, task__key__in=keys).order_by("pk")
    return list(rows.select_related("cycle__plan__jurisdiction", "task", "owner", "current", "decided_by"))


def _problem(report: Report, doing: Doing) -> LuoshiError | None:
    if doing in (Doing.PHRASE, Doing.UNPHRASE):
        if report.state in HANDED_IN:
            return None
        return LuoshiError("还没有交上来的版本，没有什么可写口径。", "Nothing was handed in that could be worded.")
    try:
        after(State(report.state), Step(doing.value), signed_first=report.cycle.signed_first)
    except LuoshiError as refused:
        return refused
    return None


@transaction.atomic
def decide(
    cycle: Cycle,
    seen: Mapping[str, int],
    doing: Doing,
    *,
    reason: str = "",
    by: User,
    at: datetime | None = None,
) -> Outcome:
    """Do what was previewed: to the reports of the tasks in `seen`, at the version that stands beside each key.

    What is accepted is judged once, behind all.

    Raises:
        LuoshiError: nothing is chosen, or it is a return without a reason.
    """
    at = at or timezone.now()
    if not seen:
        raise LuoshiError("一项也没有选。", "Nothing is chosen.")
    if not must_be_short(reason) and doing is Doing.RETURN:
        raise LuoshiError("“退回”要写明原因。", "Please say why you return them.")
    hold(cycle)
    chosen = _reports(cycle, list(seen))
    hold_reports([report.pk for report in chosen])
    reports = _reports(cycle, list(seen))
    outcome = Outcome([], [])
    due = due_in(cycle, at)
    last = _last_phrasings(reports) if doing in (Doing.PHRASE, Doing.UNPHRASE) else {}
    for report in reports:
        try:
            if (report.current.number if report.current else 0) != seen[report.task.key]:
                raise MovedMeanwhile
            if problem := _problem(report, doing):
                raise problem
            _do(report, doing, reason, due, last, by, at)
        except LuoshiError as refused:
            outcome.left.append((report, refused))
        else:
            outcome.done.append(report)
    if doing is Doing.ACCEPT and outcome.done and cycle.shown:
        assess_cycle(cycle.plan, at=at)
    return outcome


def _last_phrasings(reports: Sequence[Report]) -> dict[int, str]:
    rows = Phrasing.objects.filter(version__in=[report.current_id for report in reports]).order_by("number")
    return dict(rows.values_list("version_id", "text"))


def _do(
    report: Report, doing: Doing, reason: str, due: datetime, last: Mapping[int, str], by: User, at: datetime
) -> None:
    if doing is Doing.ACCEPT:
        accept_unjudged(report, by=by, at=at)
    elif doing is Doing.RETURN:
        send_back(report, reason, due, by=by, at=at)
    else:
        assert report.current is not None
        text = report.current.statement if doing is Doing.PHRASE else ""
        if text != last.get(report.current.pk, ""):
            phrase(report.current, text, by=by, at=at)
