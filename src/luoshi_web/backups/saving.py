"""Making a backup while the site runs: the database at one moment, then the files, then the manifest; then a check.

Files are content-addressed and never changed, and are copied after the database: so every
file that the database names is there, and one that came since does no harm.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from luoshi.errors import LuoshiError
from luoshi_web.backups import postgresql, sqlite
from luoshi_web.backups.archive import CHUNK, Writer, chunks_of, could_not_write, settle, temporary
from luoshi_web.backups.checking import check
from luoshi_web.backups.installation import Installation, fingerprint
from luoshi_web.backups.manifest import DATABASES, HOME, POSTGRESQL, SQLITE, Facts, Manifest

_OURS = re.compile(r"^luoshi-\d{8}-\d{6}(-\d+)?\.backup\.zip$")


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup that was written and read again, what was found wrong here, and the older ones that were removed."""

    path: Path
    manifest: Manifest
    doubts: tuple[LuoshiError, ...]
    removed: tuple[Path, ...]


def back_up(site: Installation, to: Path, *, at: datetime, keep: int | None = None) -> Saved:
    """Write a backup, and read all of it again.

    Args:
        to: a file that is not there yet, or a folder, in which it is named after the moment.
        keep: how many backups a folder keeps, this one counted; the oldest are removed, after it was read again.
            While there are doubts none is removed, since what is missing here may be in an older one.

    Raises:
        LuoshiError: it cannot be written, or what was written is not right; nothing is left then.
    """
    if keep is not None and (keep < 1 or not to.is_dir()):
        raise LuoshiError(
            "--keep至少是1，而且要给出目录，不是文件名。", "--keep is 1 at least, and goes with a folder, not a file."
        )
    path = _named(to, at) if to.is_dir() else to
    if path.exists():
        raise LuoshiError(
            f"{path}已经有了，没有覆盖。请换一个文件名。", f"{path} is there already and was not overwritten."
        )
    if not path.parent.is_dir():
        raise LuoshiError(f"没有{path.parent}这个目录。", f"There is no folder {path.parent}.")
    try:
        with temporary(path) as written:
            manifest = _write(site, written, path, at)
            doubts = check(written).doubts
            settle(written, path)
    except OSError as error:
        raise could_not_write(path, error) from error
    removed = _prune(path.parent, keep) if keep and not doubts else ()
    return Saved(path, manifest, doubts, tuple(removed))


def _named(folder: Path, at: datetime) -> Path:
    stamp = f"luoshi-{at.astimezone(UTC):%Y%m%d-%H%M%S}"
    names = [f"{stamp}.backup.zip", *(f"{stamp}-{n}.backup.zip" for n in range(2, 100))]
    return folder / next(name for name in names if not (folder / name).exists())


def _write(site: Installation, written: Path, path: Path, at: datetime) -> Manifest:
    writer = Writer(written)
    try:
        if site.on_postgresql:
            with postgresql.dump(site.database) as dump:
                facts = dump.facts
                writer.add(DATABASES[POSTGRESQL], dump.chunks(), packed=True)
        else:
            facts = _add_sqlite(site, writer, path)
        for file in site.files():
            _add_file(site, writer, file)
        manifest = _manifest(site, facts, writer, at)
        writer.close(manifest)
    except BaseException:
        writer.give_up()
        raise
    return manifest


def _add_sqlite(site: Installation, writer: Writer, path: Path) -> Facts:
    need, free = (
        site.sqlite_file.stat().st_size if site.sqlite_file.exists() else 0,
        shutil.disk_usage(path.parent).free,
    )
    if free < need:
        raise LuoshiError(
            f"{path.parent}只剩{free // 1_000_000}兆，数据库有{need // 1_000_000}兆，写不下，没有写。",
            f"{path.parent} has {free // 1_000_000} MB left, the database {need // 1_000_000} MB; nothing was written.",
        )
    with temporary(path.with_name(f"{path.name}.sqlite3")) as copy:
        facts = sqlite.snapshot(site.sqlite_file, copy)
        with copy.open("rb") as file:
            writer.add(DATABASES[SQLITE], chunks_of(file))
    return facts


def _add_file(site: Installation, writer: Writer, file: Path) -> None:
    try:
        with file.open("rb") as bytes_:
            writer.add(HOME + file.relative_to(site.home).as_posix(), _told(bytes_.read, file), packed=True)
    except FileNotFoundError:
        return  # it went between the listing and now: it was no evidence, which stays


def _told(read, file: Path) -> Iterator[bytes]:  # type: ignore[no-untyped-def]
    """Yield a file's bytes; what cannot be read is not taken for what cannot be written."""
    while True:
        try:
            chunk = read(CHUNK)
        except OSError as error:
            raise LuoshiError(
                f"读不了{file}：{error.strerror}。", f"{file} cannot be read: {error.strerror}."
            ) from error
        if not chunk:
            return
        yield chunk


def _manifest(site: Installation, facts: Facts, writer: Writer, at: datetime) -> Manifest:
    return Manifest(
        version=version("luoshi"),
        made_at=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        database=POSTGRESQL if site.on_postgresql else SQLITE,
        facts=facts,
        key_inside=site.key_in_home,
        key_fingerprint=fingerprint(site.secret_key),
        members=tuple(writer.members),
    )


def _prune(folder: Path, keep: int) -> Iterator[Path]:
    """Remove the oldest backups of a folder, and yield them; a file of another name is left alone."""
    ours = sorted(path for path in folder.iterdir() if _OURS.match(path.name) and path.is_file())
    for path in ours[:-keep]:
        path.unlink(missing_ok=True)
        yield path
