"""What is done by the clock: the morning's mail, the sweep of what was left behind, the tidying of old jobs."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django_tasks import task

from luoshi_web.jobs.retrying import forget_old
from luoshi_web.jobs.schedules import Schedule, add, daily, every
from luoshi_web.reminders.sending import seen_to

SWEEP = timedelta(minutes=5)


@task()
def morning(due: str) -> int:
    """Record the morning's mail of every jurisdiction; return how many messages that are."""
    from luoshi_web.reminders.digest import record_morning

    return record_morning(datetime.fromisoformat(due))


@task()
def sweep(due: str) -> None:
    """Settle what broke off, send what is due, and tell at once of returns that are due before the next morning."""
    from luoshi_web.reminders.digest import record_urgent_returns

    record_urgent_returns(datetime.fromisoformat(due))
    seen_to()


@task()
def tidy(due: str) -> int:
    return forget_old(datetime.fromisoformat(due))


def _digest_at() -> time:
    at: time = settings.LUOSHI_DIGEST_AT
    return at


def keep() -> None:
    """Let the worker keep these schedules."""
    add(Schedule("morning", daily(_digest_at), morning))
    add(Schedule("sweep", every(SWEEP), sweep))
    add(Schedule("tidy", daily(lambda: time(3, 0)), tidy))
