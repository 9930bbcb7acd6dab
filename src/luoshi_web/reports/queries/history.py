"""A report's versions, and why each came: what was corrected, and what the office had sent back before it."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from luoshi_web.reports.models import Report, ReportVersion
from luoshi_web.reports.queries.whole import pieces_in, versions_of
from luoshi_web.trail.models import Entry

_SENT_BACK = ("report.return", "report.reopen")


@dataclass(frozen=True, slots=True)
class Told:
    """One version with what it is held against.

    Args:
        before: the statement of the version before; None for the first.
        sent_back: why the office had returned the one before, and when; empty where it had not, or
            where the rule of the trail has blanked it.
    """

    version: ReportVersion
    before: str | None
    sent_back: str = ""
    sent_back_at: datetime | None = None
    pieces: int = 0


def history_of(report: Report) -> list[Told]:
    """Return a report's versions, the newest first."""
    versions = versions_of(report)
    returns = _returns(report) if len(versions) > 1 else []
    answer = []
    for place, version in enumerate(versions):
        before = versions[place - 1] if place else None
        why, at = "", None
        if before is not None:
            between = [(when, said) for when, said in returns if before.written_at <= when <= version.written_at]
            at, why = between[-1] if between else (None, "")
        pieces = pieces_in(report, version.pk)
        answer.append(Told(version, before.statement if before else None, why, at, pieces))
    return answer[::-1]


def _returns(report: Report) -> list[tuple[datetime, str]]:
    """Return when and why the office sent a report back, from the trail, which keeps every reason."""
    own = f'"report":{report.pk}'  # as the trail writes it: a number more would be another report
    mine = Q(objects_touched__contains=f"{own},") | Q(objects_touched__contains=f"{own}}}")
    rows = Entry.objects.filter(mine, jurisdiction=report.cycle.plan.jurisdiction_id, act__in=_SENT_BACK).order_by(
        "seq"
    )
    told = rows.values_list("at", "details__text")
    return [(at, json.loads(text).get("reason", "") if text else "") for at, text in told]
