"""The tables, made by the migrations once in a run: every database of the tests is a copy of them.

`make test` keeps them beside the compiled modules for its next run, which takes them while nothing has changed
that makes them; `make test-all` makes them anew.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tests import chosen

ROOT = Path(__file__).parent.parent
SITE = ROOT / "src" / "luoshi_web"
OTHERS = (
    SITE / "plans" / "figures.py",
    SITE / "trail" / "guard.py",
    ROOT / "src" / "luoshi" / "plan" / "kinds.py",
    ROOT / "requirements-dev.lock",
)
FILE = "luoshi.sqlite3"
DONE = "done"


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Let the first of the processes that share a folder make a folder in it; return that one."""
    made = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = made / DONE
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            make(made)
            done.touch()
    return made


def migrate(home: Path, url: str = "") -> None:
    """Run the migrations on a database, on a SQLite file in `home` where `url` is empty."""
    _run(home, url, "migrate", "-v0")


def kept(name: str, make: Callable[[], None], file: Path, take: Callable[[], None]) -> None:
    """Take what an earlier run has kept under a name, or make it, and keep the file that holds it."""
    folder = os.environ.get("PYTHONPYCACHEPREFIX")
    if folder is None or chosen.ALL:
        make()
        return
    place = Path(folder) / "tables" / what_makes_tables() / name
    if place.exists():
        shutil.copy(place, file)
        take()
        return
    make()
    place.parent.mkdir(parents=True, exist_ok=True)
    whole = Path(shutil.copy(file, place.with_name(f"{name}.{os.getpid()}")))
    whole.rename(place)


def what_makes_tables() -> str:
    """Return the SHA-256 of all that the tables come from: migrations, models and what they import, the lock."""
    models = [*SITE.rglob("models.py"), *SITE.rglob("models/*.py")]
    made_of = [*SITE.rglob("migrations/*.py"), *models, *SITE.glob("*.py"), *OTHERS]
    total = hashlib.sha256()
    for path in sorted(made_of):
        total.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return total.hexdigest()


def _run(home: Path, url: str, *arguments: str) -> None:
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    around |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    around |= {"DATABASE_URL": url} if url else {}
    command = [sys.executable, "-m", "luoshi_web", *arguments]
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def sqlite_file(shared: Path) -> Path:
    """Return a SQLite file with its tables and nothing in them."""

    def make(home: Path) -> None:
        kept(FILE, lambda: migrate(home), home / FILE, lambda: None)

    return once(shared, "migrated", make) / FILE


def demo_folder(shared: Path) -> Path:
    """Return a LUOSHI_HOME on SQLite with the demo plan in it, to be copied."""

    def make(home: Path) -> None:
        shutil.copy(sqlite_file(shared), home)
        _run(home, "", "demo")

    return once(shared, "demo", make)


def copied_demo(shared: Path, home: Path) -> Path:
    """Make a folder a LUOSHI_HOME with the demo plan in it."""
    shutil.copytree(demo_folder(shared), home, dirs_exist_ok=True, ignore=shutil.ignore_patterns(DONE))
    return home


def postgresql_template(shared: Path, url: str) -> str:
    """Return the name of a database with its tables beside the one that `url` names."""

    def make(home: Path) -> None:
        drop_template(url)
        _beside(url, f'CREATE DATABASE "{template_of(url)}"')
        template = urlsplit(url)._replace(path=f"/{template_of(url)}").geturl()
        dump = home / "tables.sql"

        def fill() -> None:
            _ended_well("psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", str(dump), template)

        def migrated() -> None:
            migrate(home, template)
            _ended_well("pg_dump", "-O", "-x", "-f", str(dump), template)

        if shutil.which("pg_dump") and shutil.which("psql"):
            kept(f"postgresql-{_version(url)}.sql", migrated, dump, fill)
        else:
            migrate(home, template)

    once(shared, "migrated-postgresql", make)
    return template_of(url)


def _ended_well(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _version(url: str) -> int:
    import psycopg

    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl()) as server:
        return server.info.server_version


def drop_template(url: str) -> None:
    _beside(url, f'DROP DATABASE IF EXISTS "{template_of(url)}"')


def template_of(url: str) -> str:
    return f"{urlsplit(url).path.lstrip('/')}_migrated"


def _beside(url: str, sql: str) -> None:
    import psycopg  # a machine without PostgreSQL may lack it

    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(sql)
