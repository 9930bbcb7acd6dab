"""A site of its own with a database that several processes share, as in an office: one file, pages and a worker."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import warm

Run = Callable[..., str]
Ask = Callable[[str], str]


@pytest.fixture
def office(tmp_path: Path, migrated: Path) -> dict[str, str]:
    """The surroundings of the processes of one site, whose workers are soon taken for dead."""
    shutil.copy(migrated, tmp_path / migrated.name)
    return _around(tmp_path)


def _around(home: Path) -> dict[str, str]:
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**around, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.jobs.hurried"}


@pytest.fixture
def run(office: dict[str, str]) -> Run:
    """Run Python within the site, and return what it prints."""

    def run_code(code: str, *, given: bytes = b"") -> str:
        return warm.checked(office, code=f"import django; django.setup(); import sys\n{code}", given=given)

    return run_code


@pytest.fixture
def ask(office: dict[str, str]) -> Ask:
    """Ask the site's database directly, which is quick: the words of the first row."""

    def first_row(sql: str) -> str:
        with closing(sqlite3.connect(Path(office["LUOSHI_HOME"]) / "luoshi.sqlite3", timeout=20)) as database:
            row = database.execute(sql).fetchone()
        return " ".join(map(str, row or ()))

    return first_row


@pytest.fixture
def worker(office: dict[str, str]) -> Iterator[Callable[[], warm.Process]]:
    """Start a worker of the site; all are ended with the test."""
    started: list[warm.Process] = []

    def start() -> warm.Process:
        started.append(warm.Process(office, "worker"))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
