"""Who else has a report open to write it: so that two people see each other before they write over one another."""

from datetime import datetime, timedelta

from django.utils import timezone

from luoshi_web.inserts import insert
from luoshi_web.people.models import User
from luoshi_web.reports.models import Presence, Report
from luoshi_web.reports.queries.whole import presences_at

HEARD_WITHIN = timedelta(seconds=60)
KEPT_FOR = timedelta(hours=1)


def note_presence(report: Report, user: User, *, at: datetime | None = None) -> None:
    """Note that somebody has a report open; no act, so the trail has nothing of it. Who left long ago is forgotten.

    It is one statement, and a second one only where somebody is to be forgotten.
    """
    at = at or timezone.now()
    if any(row.heard_at < at - KEPT_FOR for row in presences_at(report)):
        report.presences.filter(heard_at__lt=at - KEPT_FOR).delete()
    row = Presence(jurisdiction_id=report.jurisdiction_id, report_id=report.pk, user_id=user.pk, heard_at=at)
    insert([row], or_update=("jurisdiction", "report", "user"), update=("heard_at",))


def others_at(report: Report, user: User, *, at: datetime | None = None) -> list[str]:
    """Return the names of the others who were heard of within the last minute."""
    since = (at or timezone.now()) - HEARD_WITHIN
    rows = [row for row in presences_at(report) if row.heard_at >= since and row.user_id != user.pk]
    return [row.user.get_full_name() for row in rows]
