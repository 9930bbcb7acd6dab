"""Reading jobs: is anybody there to run them?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from luoshi_web.jobs.models import Worker


def heard_since(now: datetime | None = None) -> datetime:
    """Return the moment since when a worker that lives must have been heard of."""
    return (now or timezone.now()) - timedelta(seconds=settings.JOBS_SILENCE)


def somebody_works(now: datetime | None = None) -> bool:
    """Tell whether any worker runs."""
    return Worker.objects.filter(heard_at__gte=heard_since(now)).exists()
