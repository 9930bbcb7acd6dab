"""A site of its own in a database that several processes share: a SQLite file, or a PostgreSQL database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from urllib.parse import urlsplit
from uuid import uuid4

from tests import migrated as tables
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


def started(around: Around, code: str) -> "subprocess.Popen[str]":
    """Start Python within the site."""
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    return subprocess.Popen(command, env=around, cwd=Path.cwd(), stdout=subprocess.PIPE, text=True)


def said_by(process: "subprocess.Popen[str]") -> str:
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said.strip()


def worker_of(around: Around) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "luoshi_web", "worker"], env=around, cwd=Path.cwd())
