"""A worker outlives its database: it waits, and goes on when it is there again, on both databases."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import migrated as tables
from tests.jobs.shared import Around, said_by, started, surroundings, worker_of

pytestmark = pytest.mark.django_db  # so that it runs on PostgreSQL too; its tables are in a database of their own

RUN_ONE = """
import time
from django_tasks_db.models import DBTaskResult
from luoshi_web.reminders.timetable import tidy
job, until = tidy.enqueue("2025-10-09T03:00:00+08:00").id, time.monotonic() + 60
while (said := DBTaskResult.objects.get(pk=job).status) != "SUCCESSFUL" and time.monotonic() < until:
    time.sleep(0.1)
print(said)
"""


@pytest.fixture
def site(tmp_path: Path, shared_folder: Path) -> Iterator[Around]:
    with surroundings(tmp_path, shared_folder) as around:
        yield around


@contextmanager
def away(site: Around) -> Iterator[None]:
    """Take the database away, and give it back."""
    url = site.get("DATABASE_URL", "")
    if url:
        name = urlsplit(url).path.lstrip("/")
        tables._beside(url, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        tables._beside(url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        yield
        tables._beside(url, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        return
    file, aside = Path(site["LUOSHI_HOME"], tables.FILE), Path(site["LUOSHI_HOME"], "aside")
    file.rename(aside)
    file.mkdir()
    yield
    file.rmdir()
    aside.rename(file)


def wait_for(log: Path, words: str) -> None:
    until = time.monotonic() + 120
    while words not in log.read_text() and time.monotonic() < until:
        time.sleep(0.1)
    assert words in log.read_text()


def test_it_waits_without_a_trace_and_runs_what_is_asked_for_afterwards(site: Around) -> None:
    worker = worker_of(site)
    log = worker.errors
    try:
        assert said_by(started(site, RUN_ONE)) == "SUCCESSFUL"
        with away(site):
            wait_for(log, "the database is away")
        assert said_by(started(site, RUN_ONE)) == "SUCCESSFUL"
        assert worker.poll() is None
        assert "Traceback" not in log.read_text()
    finally:
        worker.terminate()
        worker.wait(timeout=30)
