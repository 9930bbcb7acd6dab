"""Schedules: what is done again and again, each moment once however many workers run.

A room adds its schedules when the site starts. Each beat of a worker's heart asks which
moment was due last; the row of that moment and its job are written in one transaction, so
that neither stands without the other. While no worker ran only the newest moment missed is
made up for: nobody wants three mornings' digests at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from luoshi_web.jobs.models import Tick

LastDue = Callable[[datetime], datetime]
KEPT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Something to be done at each of its moments.

    Args:
        last_due: the newest moment at or before one that is given.
        task: takes the moment in ISO form; it may run twice.
    """

    name: str
    last_due: LastDue
    task: Task[Any, Any]


_SCHEDULES: dict[str, Schedule] = {}


def add(schedule: Schedule) -> None:
    """Let a schedule be kept from now on; a second of the same name takes its place."""
    _SCHEDULES[schedule.name] = schedule


def every(period: timedelta) -> LastDue:
    """Return the moments that are whole periods from midnight of 1 January 1970, UTC."""

    def last_due(now: datetime) -> datetime:
        return datetime.fromtimestamp(now.timestamp() // period.total_seconds() * period.total_seconds(), UTC)

    return last_due


def daily(hour: Callable[[], time]) -> LastDue:
    """Return the moments at an hour of each day, in the site's time zone."""

    def last_due(now: datetime) -> datetime:
        zone = timezone.get_default_timezone()
        local = now.astimezone(zone)
        today = datetime.combine(local.date(), hour(), zone)
        return today if today <= local else datetime.combine(local.date() - timedelta(days=1), hour(), zone)

    return last_due


def fire(now: datetime | None = None) -> list[str]:
    """Enqueue what is due and was not enqueued before; return the names of what this call fired."""
    now = now or timezone.now()
    return [schedule.name for schedule in _SCHEDULES.values() if _fire(schedule, schedule.last_due(now), now)]


def _fire(schedule: Schedule, due: datetime, now: datetime) -> bool:
    # nearly every beat ends at this look, which takes no lock
    if Tick.objects.filter(name=schedule.name, due=due).exists():
        return False
    with transaction.atomic():
        _, first = Tick.objects.get_or_create(name=schedule.name, due=due, defaults={"made_at": now})
        if first:
            schedule.task.enqueue(due.isoformat())
            Tick.objects.filter(name=schedule.name, due__lt=due - KEPT).delete()
    return first
