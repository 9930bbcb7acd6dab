"""SQLite: one moment of a file that is being written, as a file of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from luoshi.errors import LuoshiError
from luoshi_web.backups.facts import facts_of
from luoshi_web.backups.manifest import Facts

PATIENCE = 60  # seconds that a lock is waited for


@contextmanager
def opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE)) as connection:
        yield connection


def snapshot(source: Path, target: Path) -> Facts:
    """Copy a database in one step, which holds no writer up; return what the copy holds.

    Raises:
        LuoshiError: there is none, or it is not whole.
    """
    if not source.is_file():
        raise LuoshiError(f"没有数据库：{source}。", f"There is no database: {source}.")
    try:
        with opened(source, "rw") as original, closing(sqlite3.connect(target)) as copy:
            original.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()  # one file, with no log beside it
    except sqlite3.OperationalError as error:
        if "full" in str(error) or "disk I/O" in str(error):
            raise LuoshiError(
                f"写不下，磁盘满了：{target.parent}。没有留下不完整的备份，原来的都还在。",
                f"The disk is full: {target.parent}. Nothing incomplete is left, and what was there still is.",
            ) from error
        raise LuoshiError(f"数据库读不了：{error}。", f"The database cannot be read: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise LuoshiError(f"数据库读不了：{error}。", f"The database cannot be read: {error}.") from error
    return facts(target)


def facts(path: Path) -> Facts:
    """Look whether a database file is whole; return what it holds.

    Raises:
        LuoshiError: it is not.
    """
    try:
        with opened(path, "ro") as connection:
            wrong = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if wrong != "ok":
                raise LuoshiError(f"数据库不完整：{wrong}。", f"The database is not whole: {wrong}.")
            if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
                raise LuoshiError(
                    f"数据库里{broken[0]}有一行指向不存在的{broken[2]}。",
                    f"A row of {broken[0]} points at no {broken[2]}.",
                )
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            return facts_of(connection.execute, [name for (name,) in names.fetchall()])
    except sqlite3.DatabaseError as error:
        raise LuoshiError(f"数据库读不了：{error}。", f"The database cannot be read: {error}.") from error


def holds_tables(path: Path) -> bool:
    """Tell whether there is anything in a database file; one that is no database counts as something."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    try:
        with opened(path, "ro") as connection:
            return bool(connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.DatabaseError:
        return True
