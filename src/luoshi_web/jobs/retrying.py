"""Retrying: a job that raised an error is run again, later each time, and given up after a few times.

The library leaves it FAILED. Its row keeps a worker's name for each time that it was
begun, so the row itself tells how often that was. Jobs that were given up stand on the
page of jobs until a person has them run again.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from luoshi_web.jobs.reaper import WorkerDied

_DIED = f"{WorkerDied.__module__}.{WorkerDied.__qualname__}"
_FRESH = {"started_at": None, "finished_at": None, "exception_class_path": "", "traceback": ""}
KEPT = timedelta(days=14)  # that a job which went well is kept


def wait_before(begun: int) -> timedelta:
    """Return how long to wait before a job is begun again that was begun so many times: 1, 5, 25, 125 minutes."""
    return timedelta(minutes=5 ** max(begun - 1, 0))


def retry_failed(now: datetime | None = None) -> int:
    """Put jobs that failed back in the queue, as long as they may be tried again; return how many."""
    now = now or timezone.now()
    again = 0
    for job in DBTaskResult.objects.failed().filter(finished_at__gte=now - timedelta(days=1)):
        if is_given_up(job):
            continue
        again += _put_back(job, now + wait_before(len(job.worker_ids)))
    return again


def is_given_up(job: "DBTaskResult[..., Any]") -> bool:
    """Tell whether a job that failed will not be tried again by itself."""
    return job.exception_class_path == _DIED or len(job.worker_ids) >= settings.JOBS_TRIES


def run_again(job: "DBTaskResult[..., Any]") -> bool:
    """Put a job back in the queue since a person asks for it; False where it is no longer a failed one."""
    return bool(_put_back(job, timezone.now()))


def _put_back(job: "DBTaskResult[..., Any]", after: datetime) -> int:
    same = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED, finished_at=job.finished_at)
    return same.update(status=TaskResultStatus.READY, run_after=after, **_FRESH)


def forget_old(now: datetime | None = None) -> int:
    """Delete jobs that went well some time ago; those that failed stay."""
    now = now or timezone.now()
    return DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT).delete()[0]
