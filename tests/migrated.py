"""The tables, made by the migrations once in a run: every database of the tests is a copy of them."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

FILE = "luoshi.sqlite3"


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Let the first of the processes that share a folder make a folder in it; return that one."""
    made = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = made / "done"
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            make(made)
            done.touch()
    return made


def migrate(home: Path, url: str = "") -> None:
    """Run the migrations on a database, on a SQLite file in `home` where `url` is empty."""
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    around |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    around |= {"DATABASE_URL": url} if url else {}
    command = [sys.executable, "-m", "luoshi_web", "migrate", "-v0"]
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def sqlite_file(shared: Path) -> Path:
    """Return a SQLite file with its tables and nothing in them."""
    return once(shared, "migrated", migrate) / FILE


def postgresql_template(shared: Path, url: str) -> str:
    """Return the name of a database with its tables beside the one that `url` names."""

    def make(home: Path) -> None:
        drop_template(url)
        _beside(url, f'CREATE DATABASE "{template_of(url)}"')
        migrate(home, urlsplit(url)._replace(path=f"/{template_of(url)}").geturl())

    once(shared, "migrated-postgresql", make)
    return template_of(url)


def drop_template(url: str) -> None:
    _beside(url, f'DROP DATABASE IF EXISTS "{template_of(url)}"')


def template_of(url: str) -> str:
    return f"{urlsplit(url).path.lstrip('/')}_migrated"


def _beside(url: str, sql: str) -> None:
    import psycopg  # a machine without PostgreSQL may lack it

    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(sql)
