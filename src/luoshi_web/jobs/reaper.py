"""The reaper: a job whose worker died is run again, and given up after a few times.

The library leaves a job RUNNING for ever when its worker is killed. Each worker says every
few seconds that it lives; a job whose last worker has been silent, or that has run longer
than any job may, goes back to READY. Jobs may so run twice, and must bear it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from luoshi_web.jobs.models import Worker
from luoshi_web.jobs.queries import heard_since
from luoshi_web.jobs.signals import given_up


class WorkerDied(Exception):
    """Why the reaper gave a job up."""


@dataclass(frozen=True, slots=True)
class Reaped:
    """How many jobs are to be run again, and how many were given up."""

    again: int
    given_up: int


def reap(now: datetime | None = None) -> Reaped:
    """Free the jobs of workers that died; two reapers at once free each job once."""
    now = now or timezone.now()
    alive = set(Worker.objects.filter(heard_at__gte=heard_since(now)).values_list("name", flat=True))
    overdue = now - timedelta(seconds=settings.JOBS_LONGEST)
    again = dropped = 0
    for job in DBTaskResult.objects.running():
        works = bool(job.worker_ids) and job.worker_ids[-1] in alive
        if works and job.started_at is not None and job.started_at > overdue:
            continue
        if len(job.worker_ids) < settings.JOBS_ATTEMPTS:
            again += _settle(job, TaskResultStatus.READY, started_at=None)
        else:
            dropped += _give_up(job, now)
    Worker.objects.filter(heard_at__lt=now - timedelta(days=1)).delete()
    return Reaped(again, dropped)


def _settle(job: "DBTaskResult[..., Any]", status: TaskResultStatus, **columns: object) -> int:
    same_run = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at)
    return same_run.update(status=status, **columns)


def _give_up(job: "DBTaskResult[..., Any]", now: datetime) -> int:
    with transaction.atomic():
        settled = _settle(
            job,
            TaskResultStatus.FAILED,
            finished_at=now,
            exception_class_path=f"{WorkerDied.__module__}.{WorkerDied.__qualname__}",
            traceback="",
        )
        if settled:
            given_up.send(
                DBTaskResult,
                task_path=job.task_path,
                args=job.args_kwargs["args"],
                kwargs=job.args_kwargs["kwargs"],
            )
    return settled
