"""Two workers that look at the same schedules at once fire each moment once, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.shared import Around, said_by, started, surroundings

pytestmark = pytest.mark.django_db  # so that it runs on PostgreSQL too; its tables are in a database of their own

TICKS = 25
RACE = f"""
import datetime
from luoshi_web.jobs import schedules
from luoshi_web.reminders.timetable import tidy
schedules._SCHEDULES.clear()
schedules.add(schedules.Schedule("bell", schedules.every(datetime.timedelta(minutes=1)), tidy))
start = datetime.datetime(2025, 10, 9, tzinfo=datetime.UTC)
print(sum(len(schedules.fire(start + datetime.timedelta(minutes=n))) for n in range({TICKS})))
"""
COUNT = """
from django_tasks_db.models import DBTaskResult
from luoshi_web.jobs.models import Tick
dues = [job.args_kwargs["args"][0] for job in DBTaskResult.objects.all()]
print(Tick.objects.count(), len(dues), len(set(dues)))
"""


@pytest.fixture
def site(tmp_path: Path, shared_folder: Path) -> Iterator[Around]:
    with surroundings(tmp_path, shared_folder) as around:
        yield around


def test_each_moment_fires_once(site: Around) -> None:
    racers = [started(site, RACE) for _ in range(3)]
    fired = [int(said_by(racer)) for racer in racers]

    assert sum(fired) == TICKS
    assert said_by(started(site, COUNT)) == f"{TICKS} {TICKS} {TICKS}"
