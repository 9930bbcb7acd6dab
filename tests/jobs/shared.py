"""A site of its own in a database that several processes share: a SQLite file, or a PostgreSQL database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from urllib.parse import urlsplit
from uuid import uuid4

from tests import migrated as tables
from tests import warm
from tests.conftest import on_postgresql

Around = dict[str, str]


@contextmanager
def surroundings(home: Path, shared: Path) -> Iterator[Around]:
    """Give the environment of the processes of one site with empty tables; its database goes with the test."""
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    around |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.jobs.hurried"}
    url = on_postgresql()
    if not url:
        copy(tables.sqlite_file(shared), home / tables.FILE)
        yield around
        return
    name = f"luoshi_shared_{uuid4().hex[:12]}"
    tables._beside(url, f'CREATE DATABASE "{name}" TEMPLATE "{tables.postgresql_template(shared, url)}"')
    try:
        yield {**around, "DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
    finally:
        tables._beside(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def started(around: Around, code: str) -> warm.Process:
    """Start Python within the site."""
    return warm.Process(around, code=f"import django; django.setup()\n{code}")


def said_by(process: warm.Process) -> str:
    said, troubles = process.communicate(timeout=120)
    assert process.returncode == 0, troubles
    return said.strip()


def worker_of(around: Around) -> warm.Process:
    return warm.Process(around, "worker")
