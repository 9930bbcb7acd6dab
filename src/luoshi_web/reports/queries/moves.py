"""Reading how the deadline of a report moved: from when to when, by whom, and why; for whoever looks at it."""

from dataclasses import dataclass
from datetime import datetime

from luoshi_web.people.models import User
from luoshi_web.reports.models import Exemption, Report
from luoshi_web.reports.queries.whole import exemptions_of


@dataclass(frozen=True, slots=True)
class Move:
    """One exception that touched a report.

    Args:
        kind: extension, lock or unlock.
        was: when it was due before; None where that is not known, or where no deadline moved.
        until: when it is due, or can be written until; None for a lock.
        all_units: it was made for all units, not for this one alone.
    """

    kind: str
    was: datetime | None
    until: datetime | None
    by: User | None
    at: datetime
    reason: str
    all_units: bool


def moves_of(report: Report) -> list[Move]:
    """Return what moved the deadline of a report, the earliest first; what changed nothing of it does not show.

    A report that came back has a deadline of its own: that stands beside its reason, not here.
    """
    answer: list[Move] = []
    due: datetime | None = None
    for row in exemptions_of(report):
        due = due or row.was
        if row.unit_id is not None and row.unit_id != report.owner_id:
            continue
        moves = row.kind == Exemption.Kind.EXTENSION
        if moves and row.until is not None:
            later = due is None or row.until > due
            if not later or (report.due_at is not None and row.until > report.due_at):
                continue
        answer.append(
            Move(row.kind, due if moves else None, row.until, row.by, row.at, row.reason, row.unit_id is None)
        )
        if moves:
            due = row.until
    return answer
