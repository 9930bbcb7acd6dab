"""Putting a backup into an empty place, or in place of what is there, which then stands beside.

What is restored is unpacked and checked in a folder of its own first. Then everything is
moved: killed at any step, what was there is still there, in its place or under `.before-…`,
and the restore can be run again.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from luoshi.errors import LuoshiError
from luoshi_web.backups import postgresql, sqlite
from luoshi_web.backups.archive import Reader, could_not_write, sync
from luoshi_web.backups.checking import check
from luoshi_web.backups.facts import compare
from luoshi_web.backups.installation import SECRET_KEY, Installation, fingerprint
from luoshi_web.backups.manifest import DATABASES, HOME, SQLITE, Manifest
from luoshi_web.backups.older import is_older

STAGING, ASIDE, EVIDENCE = ".restoring", ".before-", "files"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    Args:
        doubts: what was wrong already where the backup was made.
        aside: where that which was there stands now, folder and schema; empty where nothing was.
        key_differs: the site's key is another than the backup's, so what that one encrypted cannot be read.
        behind: the backup lacks migrations of this version, which are to be run.
    """

    manifest: Manifest
    doubts: tuple[LuoshiError, ...]
    aside: tuple[str, ...]
    key_differs: bool
    behind: bool


def restore(site: Installation, path: Path, *, at: datetime, replace: bool, known: frozenset[str]) -> Restored:
    """Restore a backup; the site must not run.

    Args:
        replace: put what is there aside, instead of refusing.
        known: the migrations of this version, as app.name.

    Raises:
        LuoshiError: the backup is not right or not for this place, or the place is not empty; nothing is changed then.
    """
    checked = check(path)
    manifest = checked.manifest
    _must_fit(site, manifest, known)
    if not replace and (found := next(contents(site), None)):
        raise LuoshiError(
            f"这里已经有数据（{found}），没有恢复。要替换，加--replace，原来的会留在旁边。",
            f"There is data here ({found}), so nothing was restored. With --replace it is kept beside.",
        )
    reader = Reader(path)
    try:
        with _staged(site, reader) as staging:
            aside = _put_in_place(site, reader, staging, f"{at.astimezone(UTC):%Y%m%d-%H%M%S}")
    except OSError as error:
        raise could_not_write(site.home / path.name, error) from error
    finally:
        reader.close()
    key_differs = fingerprint(key_now(site, manifest)) != manifest.key_fingerprint
    behind = bool(known - set(manifest.facts.migrations))
    return Restored(manifest, checked.doubts, tuple(aside), key_differs, behind)


def contents(site: Installation) -> Iterator[str]:
    """Yield what data is in a place: its database, and files other than the key, which every start makes."""
    if site.on_postgresql:
        if postgresql.holds_tables(site.database):
            yield str(site.database["NAME"])
    elif sqlite.holds_tables(site.sqlite_file):
        yield str(site.sqlite_file)
    for file in site.files():
        if file != site.home / SECRET_KEY:
            yield str(file)


def _must_fit(site: Installation, manifest: Manifest, known: frozenset[str]) -> None:
    if is_older(manifest.facts.migrations):
        raise LuoshiError(
            "这份备份是以前的版本做的，表不一样，不能直接恢复。请运行：luoshi-web carry-over 备份文件。",
            "This backup is of an earlier version with other tables. Run instead: luoshi-web carry-over BACKUP.",
        )
    if (manifest.database == SQLITE) == site.on_postgresql:
        there, here = ("SQLite", "PostgreSQL") if manifest.database == SQLITE else ("PostgreSQL", "SQLite")
        raise LuoshiError(
            f"这是{there}的备份，这里是{here}，不能互相恢复。请把DATABASE_URL设成{there}的再恢复。",
            f"This is a backup of {there}, and here is {here}: restore it where DATABASE_URL names {there}.",
        )
    if newer := sorted(set(manifest.facts.migrations) - known):
        raise LuoshiError(
            f"备份是{manifest.version}版做的，这一版还不认识其中的{newer[0]}。请先升级，再恢复。",
            f"The backup is of version {manifest.version}; this one does not know {newer[0]}. Upgrade first.",
        )


@contextmanager
def _staged(site: Installation, reader: Reader) -> Iterator[Path]:
    """Unpack everything but a dump beside its place, checked; what a killed restore left is removed first."""
    staging = site.home / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(parents=True, mode=0o700)
        for member in reader.manifest.members:
            if member.name != reader.manifest.database_member or reader.manifest.database == SQLITE:
                reader.unpack(member, staging / member.name)
        if reader.manifest.database == SQLITE:
            compare(reader.manifest.facts, sqlite.facts(staging / DATABASES[SQLITE]))
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put_in_place(site: Installation, reader: Reader, staging: Path, stamp: str) -> list[str]:
    """Move aside what is there, and what was unpacked to where it was.

    PostgreSQL comes first, since it can refuse, and then nothing was moved; SQLite's file, a rename, comes last.
    """
    aside = _restore_postgresql(site, reader, stamp) if site.on_postgresql else []
    if folder := put_files_aside(site, stamp):
        aside.append(str(folder))
    move_in(staging / HOME, site.home)
    if not site.on_postgresql:
        site.sqlite_file.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(staging / DATABASES[SQLITE], site.sqlite_file)
        sync(site.sqlite_file.parent)
    return aside


def put_files_aside(site: Installation, stamp: str) -> Path | None:
    aside = site.home / f"{ASIDE}{stamp}"
    moved = [] if site.on_postgresql else [site.sqlite_file, *site.beside_sqlite()]
    for path in [*moved, *site.files()]:
        if not path.exists() or (path == site.sqlite_file and path.stat().st_size == 0):
            continue  # every start makes an empty file
        under = path.relative_to(site.home) if path.is_relative_to(site.home) else Path(path.name)
        (aside / under).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.move(path, aside / under)
    if not aside.exists():
        return None
    kept = [path for path in aside.rglob("*") if path.is_file()]
    if [path.name for path in kept] == [SECRET_KEY]:  # that of an empty place has signed nothing yet
        shutil.rmtree(aside)
        return None
    return aside


def move_in(staged: Path, home: Path) -> None:
    folders = set()
    for path in sorted(staged.rglob("*")) if staged.exists() else []:
        if path.is_file():
            under = path.relative_to(staged)
            target = home / under
            target.parent.mkdir(parents=True, exist_ok=True)
            if under.parts[0] == EVIDENCE:
                path.chmod(0o440)  # as it was kept: nobody writes into it
            os.replace(path, target)
            folders.add(target.parent)
    for folder in folders:
        sync(folder)


def _restore_postgresql(site: Installation, reader: Reader, stamp: str) -> list[str]:
    there = postgresql.holds_tables(site.database)
    aside = postgresql.put_aside(site.database, stamp.replace("-", "_")) if there else ""
    member = next(one for one in reader.manifest.members if one.name == reader.manifest.database_member)
    try:
        postgresql.restore(site.database, reader.chunks(member))
        compare(reader.manifest.facts, postgresql.facts(site.database))
    except LuoshiError:
        postgresql.put_back(site.database, aside)
        raise
    return [f"schema {aside}"] if aside else []


def key_now(site: Installation, manifest: Manifest) -> str:
    """Return the key that the site will sign with from its next start on."""
    path = site.home / SECRET_KEY
    in_home = "LUOSHI_SECRET_KEY" not in os.environ and manifest.key_inside and path.is_file()
    return path.read_text(encoding="utf-8") if in_home else site.secret_key
