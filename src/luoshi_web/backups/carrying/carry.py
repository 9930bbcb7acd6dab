"""carry-over: make this version's tables, fill them from an older version's backup, and put them in place.

All of it is written in one transaction, on SQLite into a file beside the place that is renamed at the end. So the
new database is empty or whole, whenever this is killed, and it can be run again.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

from luoshi.errors import LuoshiError
from luoshi_web.backups import postgresql, sqlite
from luoshi_web.backups.archive import Reader, could_not_write, sync
from luoshi_web.backups.carrying import rules
from luoshi_web.backups.carrying.loading import Left, load, must_be_whole
from luoshi_web.backups.carrying.source import Older, tables_of
from luoshi_web.backups.checking import check
from luoshi_web.backups.installation import Installation, fingerprint
from luoshi_web.backups.manifest import HOME, Manifest
from luoshi_web.backups.older import EARLIEST, is_older
from luoshi_web.backups.restoring import contents, key_now, move_in, put_files_aside

STAGING = ".carrying"


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What was carried over.

    Args:
        doubts: what was wrong already where the backup was made.
        left: rows of tables that this version has not.
        aside: where that which was there stands now, folder and schema; empty where nothing was.
        key_differs: the site's key is another than the backup's, so what that one encrypted cannot be read.
    """

    manifest: Manifest
    doubts: tuple[LuoshiError, ...]
    left: tuple[Left, ...]
    aside: tuple[str, ...]
    key_differs: bool


def carry_over(site: Installation, path: Path, *, at: datetime, replace: bool) -> CarriedOver:
    """Carry an older backup over into this version's tables; the site must not run.

    Args:
        replace: put what is there aside, instead of refusing.

    Raises:
        LuoshiError: the file is no backup, or not of an older version that is known, or the place is not empty;
            nothing is changed then.
    """
    checked = check(path)
    manifest = checked.manifest
    _must_be_older(manifest)
    if not replace and (found := next(contents(site), None)):
        raise LuoshiError(
            f"这里已经有数据（{found}），没有带过来。要替换，加--replace，原来的会留在旁边。",
            f"There is data here ({found}), so nothing was carried over. With --replace it is kept beside.",
        )
    reader = Reader(path)
    try:
        with _unpacked(site, reader) as staging, tables_of(reader, staging) as older:
            into = _into_postgresql if site.on_postgresql else _into_sqlite
            left, aside = into(site, manifest, older, staging, f"{at.astimezone(UTC):%Y%m%d-%H%M%S}")
    except OSError as error:
        raise could_not_write(site.home / path.name, error) from error
    except DatabaseError as error:
        said = " ".join(str(error).split())
        raise LuoshiError(f"写不进数据库，没有带过来：{said}。", f"Nothing was carried over: {said}.") from error
    finally:
        reader.close()
    key_differs = fingerprint(key_now(site, manifest)) != manifest.key_fingerprint
    return CarriedOver(manifest, checked.doubts, tuple(left), tuple(aside), key_differs)


def _must_be_older(manifest: Manifest) -> None:
    made = set(manifest.facts.migrations)
    if not is_older(made):
        raise LuoshiError(
            "这份备份不是以前的版本做的，不用转换，请运行：luoshi-web restore 备份文件。",
            "This backup is not of an earlier version; run instead: luoshi-web restore BACKUP.",
        )
    if lacking := sorted(EARLIEST - made):
        raise LuoshiError(
            f"这份备份太旧，里面还没有{lacking[0]}，带不过来。请先用当时之后的一版运行migrate，再备份。",
            f"This backup is too old: it lacks {lacking[0]}. Migrate it with a later version of then first.",
        )


@contextmanager
def _unpacked(site: Installation, reader: Reader) -> Iterator[Path]:
    """Unpack the files beside their place, checked; what a killed one left is removed first."""
    staging = site.home / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(parents=True, mode=0o700)
        for member in reader.manifest.files:
            reader.unpack(member, staging / member.name)
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _into_sqlite(
    site: Installation, manifest: Manifest, older: Older, staging: Path, stamp: str
) -> tuple[list[Left], list[str]]:
    made = staging / "new.sqlite3"
    made.touch(mode=0o600)
    aside: list[str] = []
    with _as_the_sites_own(
        {"NAME": str(made), "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": sqlite.PATIENCE}}
    ):
        _make_tables()
        with transaction.atomic():
            left = _fill(manifest, older)
    sync(made)
    if folder := put_files_aside(site, stamp):
        aside.append(str(folder))
    move_in(staging / HOME, site.home)
    site.sqlite_file.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, site.sqlite_file)
    sync(site.sqlite_file.parent)
    return left, aside


def _into_postgresql(
    site: Installation, manifest: Manifest, older: Older, staging: Path, stamp: str
) -> tuple[list[Left], list[str]]:
    there = postgresql.holds_tables(site.database)
    schema = postgresql.put_aside(site.database, stamp.replace("-", "_")) if there else ""
    aside = [f"schema {schema}"] if schema else []
    try:
        with _as_the_sites_own(site.database), transaction.atomic():
            _make_tables()
            left = _fill(manifest, older)
            if folder := put_files_aside(site, stamp):
                aside.append(str(folder))
            move_in(staging / HOME, site.home)  # before the database says that they are there
    except BaseException:
        postgresql.put_back(site.database, schema)
        raise
    return left, aside


def _make_tables() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _fill(manifest: Manifest, older: Older) -> list[Left]:
    left = load(older)
    must_be_whole(older, manifest.facts, left)
    rules.follow(frozenset(manifest.facts.migrations))
    return left


@contextmanager
def _as_the_sites_own(database: Mapping[str, Any]) -> Iterator[None]:
    """Let another database be the site's own for a while: a migration of others asks that one by its name only."""
    own = connections.settings[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS].close()
    del connections[DEFAULT_DB_ALIAS]
    connections.settings[DEFAULT_DB_ALIAS] = {**own, **database}
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        del connections[DEFAULT_DB_ALIAS]
        connections.settings[DEFAULT_DB_ALIAS] = own
