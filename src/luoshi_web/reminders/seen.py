"""Writing what somebody has seen of the site's notices."""

from datetime import datetime

from django.utils import timezone

from luoshi_web.people.models import User
from luoshi_web.reminders.models import Seen


def put_away(user: User, until: datetime | None = None) -> None:
    """Put away what the site has told somebody up to a moment, now without one; never further back than before."""
    until = until or timezone.now()
    row, new = Seen.objects.get_or_create(user=user, defaults={"until": until})
    if not new:
        Seen.objects.filter(pk=row.pk, until__lt=until).update(until=until)
