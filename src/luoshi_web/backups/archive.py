"""One archive file: written beside its name and then given it; read with every hash compared.

A backup is a zip file, so that it can be looked into anywhere. It is written under a name
that begins with a dot, with a lock on it: what a killed process left is known by its lock
being free, and is removed by the next backup.
"""

import errno
import fcntl
import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from luoshi.errors import LuoshiError
from luoshi_web.backups import manifest as manifests
from luoshi_web.backups.manifest import Manifest, Member

CHUNK = 1 << 20
FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
OWNER_ONLY = 0o600


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def could_not_write(path: Path, error: OSError) -> LuoshiError:
    """Say why nothing was written at a path."""
    if error.errno in FULL:
        return LuoshiError(
            f"写不下，磁盘满了：{path.parent}。没有留下不完整的备份，原来的都还在。",
            f"The disk is full: {path.parent}. Nothing incomplete is left, and what was there still is.",
        )
    return LuoshiError(f"写不进{path}：{error.strerror}。", f"{path} cannot be written: {error.strerror}.")


@contextmanager
def temporary(path: Path) -> Iterator[Path]:
    """Give a file beside `path`, for its owner only and locked; it is gone afterwards, unless it was renamed."""
    remove_left_over(path.parent)
    name = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = _locked(name)
    try:
        yield name
    finally:
        os.close(descriptor)
        _unlink(name)


def _unlink(name: Path) -> None:
    """Remove a file, and what SQLite lays beside a copy whose writing was broken off."""
    for ending in ("", "-journal", "-wal", "-shm"):
        name.with_name(name.name + ending).unlink(missing_ok=True)


def _locked(name: Path) -> int:
    """Make a file and lock it; again, where another backup took it for a left-over in between."""
    while True:
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.stat(name).st_ino == os.fstat(descriptor).st_ino:
                return descriptor
        os.close(descriptor)


def remove_left_over(folder: Path) -> None:
    """Remove what a killed process left: its file that nobody holds the lock of."""
    for path in folder.glob(".*.part"):
        with suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _unlink(path)


class Writer:
    """Writes members one after another, and knows size and SHA-256 of each."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", allowZip64=True)
        self.members: list[Member] = []

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool = False) -> Member:
        """Write a member; `packed` where its bytes are small already."""
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        entry._compresslevel = 1  # type: ignore[attr-defined]
        entry.external_attr = OWNER_ONLY << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        member = Member(name, size, digest.hexdigest())
        self.members.append(member)
        return member

    def close(self, manifest: Manifest) -> None:
        """Write the manifest last, so that an archive without one is known to be cut."""
        self._zip.writestr(zipfile.ZipInfo(manifests.NAME), manifest.as_json())
        self._zip.close()

    def give_up(self) -> None:
        with suppress(OSError, ValueError):
            self._zip.close()


def settle(written: Path, path: Path) -> None:
    """Give a whole archive its name, once it is on the disk; a file of that name is never overwritten."""
    sync(written)
    try:
        os.link(written, path)
    except FileExistsError:
        raise LuoshiError(
            f"{path}已经有了，没有覆盖。请换一个文件名。", f"{path} is there already and was not overwritten."
        ) from None
    except OSError:  # a file system without links
        os.rename(written, path)
    sync(path.parent)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Reader:
    """An archive that was found to be a backup; nothing of it is believed before its hash is compared."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile:
            raise _broken(path) from None
        except OSError as error:
            raise LuoshiError(f"打不开{path}：{error.strerror}。", f"{path}: {error.strerror}.") from error
        with self._understood():
            try:
                text = self._zip.read(manifests.NAME).decode()
            except KeyError:
                raise LuoshiError(
                    f"{path}不是落实的备份：里面没有清单（manifest.json）。",
                    f"{path} is no backup of Luoshi: it has no manifest.json.",
                ) from None
        self.manifest = manifests.read(text)
        told = {member.name for member in self.manifest.members} | {manifests.NAME}
        if unknown := sorted(set(self._zip.namelist()) - told):
            raise LuoshiError(
                f"备份里多出清单没有的{unknown[0]}，不能用。", f"The backup holds {unknown[0]}, which it does not list."
            )

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, OSError):
            raise _broken(self.path) from None

    def chunks(self, member: Member) -> Iterator[bytes]:
        """Yield a member's bytes; the last come only after size and hash were compared.

        Raises:
            LuoshiError: they differ from the manifest, or the archive is broken there.
        """
        digest, size, before = hashlib.sha256(), 0, b""
        with self._understood():
            try:
                file = self._zip.open(member.name)
            except KeyError:
                raise LuoshiError(f"备份里缺{member.name}，不能用。", f"The backup lacks {member.name}.") from None
        with file:
            while size <= member.size:
                with self._understood():
                    chunk = file.read(CHUNK)
                if not chunk:
                    break
                digest.update(chunk)
                size += len(chunk)
                if before:
                    yield before
                before = chunk
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise LuoshiError(
                f"备份里的{member.name}和清单对不上，坏了或者被改过，不能用。",
                f"{member.name} in the backup differs from its manifest: it is broken or was changed.",
            )
        if before:
            yield before

    def unpack(self, member: Member, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in self.chunks(member):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        self._zip.close()


def _broken(path: Path) -> LuoshiError:
    return LuoshiError(f"{path}打不开：不是备份，或者没有拷完整。", f"{path} is no backup, or only a part of one.")
