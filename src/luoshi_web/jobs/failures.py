"""Reading failures: which jobs were tried as often as is tried, and what an administrator is told of each."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from luoshi.errors import LuoshiError
from luoshi_web.jobs.retrying import is_given_up

MOST = 200  # that the page shows


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that failed: its task, how often it was begun, the error's name, and the sentence where it has one.

    Nothing else of the error: its text may hold what was being worked on, such as an address.
    """

    id: UUID
    task: str
    begun: int
    failed_at: datetime | None
    error: str
    sentence: str
    given_up: bool


def failures() -> list[Failure]:
    """Return the jobs that failed, the newest first; those that will be tried again by themselves say so."""
    return [_told(job) for job in DBTaskResult.objects.failed().order_by("-finished_at")[:MOST]]


def _told(job: "DBTaskResult[..., Any]") -> Failure:
    path = job.exception_class_path
    return Failure(
        id=job.pk,
        task=job.task_path.rsplit(".", 1)[-1],
        begun=len(job.worker_ids),
        failed_at=job.finished_at,
        error=path.rsplit(".", 1)[-1],
        sentence=_last_line(job.traceback) if _is_ours(path) else "",
        given_up=is_given_up(job),
    )


def _is_ours(path: str) -> bool:
    module, _, name = path.rpartition(".")
    if not module.startswith("luoshi"):
        return False
    try:
        return issubclass(getattr(import_module(module), name), LuoshiError)
    except (ImportError, AttributeError, TypeError):
        return False  # a job of an older Luoshi


def _last_line(traceback: str) -> str:
    return traceback.strip().rsplit("\n", 1)[-1].partition(": ")[2]
