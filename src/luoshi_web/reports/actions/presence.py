"""Who else has a report open to write it: so that two people see each other before they write over one another."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from luoshi_web.people.models import User
from luoshi_web.reports.models import Presence, Report

HEARD_WITHIN = timedelta(seconds=60)
KEPT_FOR = timedelta(hours=1)


@transaction.atomic
def note_presence(report: Report, user: User, *, at: datetime | None = None) -> None:
    """Note that somebody has a report open; no act, so the trail has nothing of it. Who left long ago is forgotten."""
    at = at or timezone.now()
    report.presences.filter(heard_at__lt=at - KEPT_FOR).delete()
    if Presence.objects.filter(report=report, user=user).update(heard_at=at):
        return
    Presence.objects.update_or_create(report=report, user=user, defaults={"heard_at": at})


def others_at(report: Report, user: User, *, at: datetime | None = None) -> list[str]:
    """Return the names of the others who were heard of within the last minute."""
    since = (at or timezone.now()) - HEARD_WITHIN
    rows = report.presences.filter(heard_at__gte=since).exclude(user=user).select_related("user").order_by("pk")
    return [row.user.get_full_name() for row in rows]
