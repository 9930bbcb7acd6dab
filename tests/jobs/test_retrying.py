"""A job that raises is run again, later each time; what was given up is seen by the administrators of the site."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from luoshi.errors import NoTaskFound
from luoshi_web.jobs.failures import failures
from luoshi_web.jobs.reaper import WorkerDied
from luoshi_web.jobs.retrying import forget_old, retry_failed, run_again, wait_before
from luoshi_web.people.models import User
from tests.desk.desk import Desk

pytestmark = pytest.mark.django_db


@task()
def lose(address: str) -> None:
    raise NoTaskFound("没有这一行。", "There is no such row.")


def failed(begun: int, error: BaseException, now: datetime | None = None) -> DBTaskResult:
    job = DBTaskResult.objects.get(pk=lose.enqueue("secret-token").id)
    job.worker_ids = [f"worker-{n}" for n in range(begun)]
    job.started_at = now or timezone.now()
    job.save()
    try:
        raise error
    except BaseException as raised:
        job.set_failed(raised)
    return job


def test_it_is_put_back_and_waits_longer_each_time() -> None:
    job = failed(2, NoTaskFound("没有这一行。", "x"))
    now = timezone.now()

    assert (retry_failed(now), retry_failed(now)) == (1, 0)

    job.refresh_from_db()
    assert (job.status, job.run_after) == (TaskResultStatus.READY, now + timedelta(minutes=5))
    assert [wait_before(n) // timedelta(minutes=1) for n in (1, 2, 3, 4)] == [1, 5, 25, 125]


def test_after_five_times_it_is_given_up_and_so_is_one_whose_workers_died() -> None:
    failed(5, NoTaskFound("没有这一行。", "x"))
    failed(2, WorkerDied())

    assert retry_failed() == 0
    assert [one.given_up for one in failures()] == [True, True]


def test_administrators_see_it_with_its_sentence_and_nothing_of_what_was_worked_on() -> None:
    failed(5, NoTaskFound("没有这一行。", "x"))
    failed(5, RuntimeError("https://chat.example/secret-token"))
    desk = Desk(User.objects.create_superuser("root", password=None))

    page = desk.open("/jobs/")

    assert ("没有这一行。" in page.text, "RuntimeError" in page.text) == (True, True)
    assert ("secret-token" in page.html, "Traceback" in page.html) == (False, False)


def test_an_administrator_has_it_run_again_by_the_button_once() -> None:
    job = failed(5, NoTaskFound("没有这一行。", "x"))
    desk = Desk(User.objects.create_superuser("root", password=None))

    assert desk.client.post(f"/jobs/{job.pk}/again/")["Location"] == "/jobs/"

    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    assert not run_again(job)
    assert "没有失败的任务" in desk.open("/jobs/").text


def test_nobody_else_learns_that_the_page_is_there() -> None:
    desk = Desk(User.objects.create_user("wang"))

    assert desk.open("/jobs/").status == 404
    assert desk.client.post(f"/jobs/{failed(5, WorkerDied()).pk}/again/").status_code == 404


def test_jobs_that_went_well_are_forgotten_after_two_weeks_and_failures_stay() -> None:
    done = failed(1, WorkerDied())
    done.set_successful(None)
    failed(5, WorkerDied())

    assert forget_old(timezone.now() + timedelta(days=13)) == 0
    assert forget_old(timezone.now() + timedelta(days=15)) == 1
    assert len(failures()) == 1
