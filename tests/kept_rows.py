"""Rows that many tests begin with: made once a process by the site's own actions, then copied.

Making a town takes 35 ms of a processor, copying its rows 4, and 800 tests begin with it; on PostgreSQL 75 and 10,
and 160 tests.
"""

import fcntl
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")
Rows = tuple[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Kept:
    """What was made, and the rows of each table that was empty before.

    Args:
        rows: an INSERT with its rows; on PostgreSQL a COPY with its bytes.
    """

    made: bytes
    tables: tuple[str, ...]
    rows: tuple[Rows, ...] | tuple[tuple[str, bytes], ...]


_kept: dict[str, Kept] = {}


def kept_rows(name: str, make: Callable[[], T]) -> T:
    """Return what `make` returns, with its rows in the database; `name` says what it is, once in the tests.

    It is made, not copied, where any table that it writes already has rows, as a test's other fixtures leave them:
    their keys would meet.
    """
    if name in _kept:
        kept = _kept[name]
        if _are_empty(kept.tables):
            _put_in(kept)
            return pickle.loads(kept.made)  # our own, of this process
        return make()
    made, new = _made(make)
    if new is not None:
        _kept[name] = new
    return made


def shared_rows(folder: Path, name: str, make: Callable[[], None]) -> None:
    """Let the rows of `make` be in the database, made by the first of the processes that share a folder.

    On PostgreSQL each makes them: the sequences of one database do not know what another's have given.
    """
    if connection.vendor != "sqlite":
        make()
        return
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = folder / f"{name}.rows"
        if file.exists():
            _put_in(pickle.loads(file.read_bytes()))  # our own, of this run
            return
        _, new = _made(make)
        if new is not None:
            file.write_bytes(pickle.dumps(new))


def _made(make: Callable[[], T]) -> tuple[T, Kept | None]:
    """Return what was made, and its rows; None where the migrations or another fixture filled a table of it."""
    filled = {table: _count(table) for table in _tables()}
    made = make()
    after = {table: _count(table) for table in _tables()}
    if not all(after[table] == count for table, count in filled.items() if count):
        return made, None
    return made, _taken(made, tuple(table for table, count in filled.items() if not count and after[table]))


def _taken(made: object, tables: tuple[str, ...]) -> Kept:
    if connection.vendor == "sqlite":
        return Kept(pickle.dumps(made), tables, tuple(map(_rows, tables)))
    return Kept(pickle.dumps(made), tables, tuple(map(_copied, tables)))


def _put_in(kept: Kept) -> None:
    """Write the rows, in one transaction, at whose end foreign keys are compared: tables come in any order.

    New rows get numbers behind those of the copy: SQLite looks for the last one, and a sequence of PostgreSQL, which
    gave the copy's in this database, goes back for no test.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for into, rows in kept.rows:
            if isinstance(rows, bytes):
                with cursor.cursor.copy(into) as copy:
                    copy.write(rows)
            else:
                cursor.cursor.executemany(into, rows)


def _tables() -> list[str]:
    return connection.introspection.table_names()


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # a table's name from the database
        return int(cursor.fetchone()[0])


def _are_empty(tables: tuple[str, ...]) -> bool:
    """Tell whether no table has a row: asked in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " OR ".join(f'EXISTS(SELECT 1 FROM "{table}")' for table in tables))
        return not cursor.fetchone()[0]


def _rows(table: str) -> Rows:
    # past Django's cursor, which would read %s in a text as a place for a value
    cursor = connection.connection.execute(f'SELECT * FROM "{table}"')
    columns = ", ".join(f'"{column[0]}"' for column in cursor.description)
    places = ", ".join("?" * len(cursor.description))
    rows = [tuple(row) for row in cursor.fetchall()]
    return f'INSERT INTO "{table}" ({columns}) VALUES ({places})', rows


def _copied(table: str) -> tuple[str, bytes]:
    with connection.cursor() as cursor, cursor.cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return f'COPY "{table}" FROM STDIN', b"".join(copy)
