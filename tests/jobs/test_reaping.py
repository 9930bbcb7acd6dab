"""The reaper's rule: whose job is freed, whose is not, and when it is given up."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from luoshi_web.jobs.heartbeat import Heart, worker_name
from luoshi_web.jobs.models import Worker
from luoshi_web.jobs.queries import somebody_works
from luoshi_web.jobs.reaper import Reaped, reap
from luoshi_web.jobs.signals import given_up

pytestmark = pytest.mark.django_db


@task()
def nothing(number: int) -> int:
    return number


def running(*workers: str, since: float = 10, now: datetime | None = None) -> DBTaskResult:
    """A job that its last worker began some seconds ago."""
    now = now or timezone.now()
    job = DBTaskResult.objects.get(pk=nothing.enqueue(7).id)
    job.status, job.worker_ids = TaskResultStatus.RUNNING, list(workers)
    job.started_at = now - timedelta(seconds=since)
    job.save()
    return job


def heard(name: str, ago: float) -> None:
    moment = timezone.now() - timedelta(seconds=ago)
    Worker.objects.create(name=name, started_at=moment, heard_at=moment)


def status(job: DBTaskResult) -> str:
    job.refresh_from_db()
    return str(job.status)


def test_the_job_of_a_living_worker_is_left_alone() -> None:
    heard("one", ago=1)
    job = running("one")

    assert reap() == Reaped(0, 0)
    assert status(job) == "RUNNING"


@pytest.mark.parametrize("ago", [60, None])
def test_the_job_of_a_silent_worker_goes_back_to_the_queue(ago: float | None) -> None:
    if ago is not None:
        heard("one", ago=ago)
    job = running("one")

    assert reap() == Reaped(1, 0)
    assert status(job) == "READY"


def test_a_job_is_given_up_when_its_second_worker_died_and_its_room_hears_of_it() -> None:
    job = running("one", "two")
    told: list[dict[str, Any]] = []

    def hear(sender: Any, **words: Any) -> None:
        told.append(words)

    given_up.connect(hear)
    try:
        assert reap() == Reaped(0, 1)
    finally:
        given_up.disconnect(hear)

    assert status(job) == "FAILED"
    assert (told[0]["task_path"], told[0]["args"]) == (nothing.module_path, [7])


def test_a_job_that_runs_longer_than_any_may_is_freed_though_its_worker_lives(settings: Any) -> None:
    settings.JOBS_LONGEST = 100
    heard("one", ago=1)
    job = running("one", since=101)

    reap()

    assert status(job) == "READY"


def test_a_second_reaper_finds_nothing_left_to_free() -> None:
    running("one")

    assert (reap(), reap()) == (Reaped(1, 0), Reaped(0, 0))


def test_a_worker_says_that_it_lives_and_when_it_goes() -> None:
    heart = Heart(worker_name())
    heart._beat()
    assert somebody_works()

    heart.stop()

    assert not somebody_works()


def test_names_of_workers_differ_and_fit_their_column() -> None:
    names = {worker_name() for _ in range(50)}

    assert len(names) == 50
    assert max(map(len, names)) <= 64


def test_a_job_asked_for_in_a_transaction_that_failed_is_not_there() -> None:
    from django.db import transaction

    class Stop(Exception):
        pass

    def ask_and_fail() -> None:
        with transaction.atomic():
            nothing.enqueue(1)
            raise Stop

    with pytest.raises(Stop):
        ask_and_fail()

    assert not DBTaskResult.objects.exists()
