"""Rows that many tests begin with: made once a process by the site's own actions, then copied.

Making a town takes 35 ms of a processor, copying its rows 4, and 800 tests begin with it. On PostgreSQL they are
made each time: its sequences would not follow a copy.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")
Rows = tuple[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Kept:
    """What was made, and an INSERT with the rows of each table that was empty before."""

    made: bytes
    rows: tuple[Rows, ...]


_kept: dict[str, Kept] = {}


def kept_rows(name: str, make: Callable[[], T]) -> T:
    """Return what `make` returns, with its rows in the database; `name` says what it is, once in the tests.

    It is made, not copied, where any table that it writes already has rows, as a test's other fixtures leave them:
    their keys would meet.
    """
    if connection.vendor != "sqlite":
        return make()
    if name in _kept:
        kept = _kept[name]
        if all(_is_empty(insert.split('"')[1]) for insert, _ in kept.rows):
            # in one transaction, at whose end foreign keys are compared: tables come in any order
            with transaction.atomic(), connection.cursor() as cursor:
                for insert, rows in kept.rows:
                    cursor.cursor.executemany(insert, rows)
            return pickle.loads(kept.made)  # our own, of this process
        return make()
    filled = {table: _count(table) for table in _tables()}
    made = make()
    after = {table: _count(table) for table in _tables()}
    # a row added to one that the migrations or another fixture filled would not be in the copy
    if all(after[table] == count for table, count in filled.items() if count):
        empty = [table for table, count in filled.items() if not count and after[table]]
        _kept[name] = Kept(pickle.dumps(made), tuple(_rows(table) for table in empty))
    return made


def _tables() -> list[str]:
    return connection.introspection.table_names()


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # a table's name from the database
        return int(cursor.fetchone()[0])


def _is_empty(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT EXISTS(SELECT 1 FROM "{table}")')
        return not cursor.fetchone()[0]


def _rows(table: str) -> Rows:
    # past Django's cursor, which would read %s in a text as a place for a value
    cursor = connection.connection.execute(f'SELECT * FROM "{table}"')
    columns = ", ".join(f'"{column[0]}"' for column in cursor.description)
    places = ", ".join("?" * len(cursor.description))
    rows = [tuple(row) for row in cursor.fetchall()]
    return f'INSERT INTO "{table}" ({columns}) VALUES ({places})', rows
