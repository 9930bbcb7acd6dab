"""Schedules: each moment fires once, however many workers look; what was missed is made up for once."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from luoshi.workdays import SHANGHAI
from luoshi_web.jobs import schedules
from luoshi_web.jobs.heartbeat import Heart, worker_name
from luoshi_web.jobs.models import Tick
from luoshi_web.jobs.queries import somebody_works
from luoshi_web.jobs.schedules import Schedule, daily, every, fire

pytestmark = pytest.mark.django_db


@task()
def ring(due: str) -> str:
    return due


@pytest.fixture(autouse=True)
def bells(monkeypatch: pytest.MonkeyPatch) -> None:
    """No schedule but those of the test."""
    monkeypatch.setattr(schedules, "_SCHEDULES", {})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 10, day, hour, minute, tzinfo=SHANGHAI)


def rung() -> list[str]:
    jobs = DBTaskResult.objects.filter(task_path=ring.module_path).order_by("enqueued_at")
    return [job.args_kwargs["args"][0] for job in jobs]


def test_a_moment_fires_once_and_is_handed_to_its_job() -> None:
    schedules.add(Schedule("bell", daily(lambda: time(8, 30)), ring))

    fired = [fire(at(9, 8, 31)), fire(at(9, 8, 32)), fire(at(10, 8, 29)), fire(at(10, 8, 30))]

    assert fired == [["bell"], [], [], ["bell"]]
    assert rung() == ["2025-10-09T08:30:00+08:00", "2025-10-10T08:30:00+08:00"]


def test_of_moments_that_nobody_saw_only_the_newest_is_made_up_for() -> None:
    schedules.add(Schedule("bell", daily(lambda: time(8, 30)), ring))
    fire(at(9, 9))

    fire(at(13, 15))

    assert rung() == ["2025-10-09T08:30:00+08:00", "2025-10-13T08:30:00+08:00"]


def test_the_hour_is_that_of_the_sites_time_zone_whatever_zone_the_clock_tells(settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Urumqi"
    last_due = daily(lambda: time(8, 30))

    assert last_due(datetime(2025, 10, 9, 2, 29, tzinfo=UTC)).isoformat() == "2025-10-08T08:30:00+06:00"
    assert last_due(datetime(2025, 10, 9, 2, 30, tzinfo=UTC)).isoformat() == "2025-10-09T08:30:00+06:00"


def test_neither_the_moment_nor_its_job_stands_alone_when_the_transaction_fails() -> None:
    schedules.add(Schedule("bell", every(timedelta(minutes=1)), ring))

    class Stop(Exception):
        pass

    def fire_and_fail() -> None:
        with transaction.atomic():
            fire(at(9, 9))
            raise Stop

    with pytest.raises(Stop):
        fire_and_fail()

    assert (Tick.objects.count(), rung()) == (0, [])
    assert fire(at(9, 9)) == ["bell"]


def test_moments_long_past_are_forgotten() -> None:
    schedules.add(Schedule("bell", every(timedelta(days=1)), ring))
    fire(at(9, 9) - timedelta(days=70))

    fire(at(9, 9))

    assert Tick.objects.count() == 1


def test_a_schedule_that_breaks_does_not_stop_the_heart() -> None:
    def broken(now: datetime) -> datetime:
        raise ValueError(now)

    schedules.add(Schedule("broken", broken, ring))
    heart = Heart(worker_name())

    heart.look_after()

    assert somebody_works()
