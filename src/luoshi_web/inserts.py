"""Rows written in one statement, which is written down once in a process.

`save` and `bulk_create` put each statement together anew, and open transactions and savepoints of their own. What
hands in a report writes a dozen rows within the transaction that it holds already.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import NoneType
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    OneToOneField,
    PositiveIntegerField,
    TextField,
)

ModelT = TypeVar("ModelT", bound=Model)


def insert(rows: Sequence[Model], *, or_update: tuple[str, ...] = (), update: tuple[str, ...] = ()) -> None:
    """Insert rows of one model, and give them their numbers; nothing where there are none.

    Args:
        or_update: the columns by which a row is the same as one that is there; then `update` are what it takes over.

    Raises:
        django.db.IntegrityError: a constraint does not hold. Within a transaction nothing more can be done in it.
    """
    if not rows:
        return
    model = type(rows[0])
    head, values = _parts(model, rows[0].pk is None, connections[DEFAULT_DB_ALIAS].vendor)
    conflict = _conflict(model, or_update, update) if or_update else ""
    sql = f"{head} VALUES {', '.join([f'({values})'] * len(rows))}{conflict} RETURNING {_number(model)}"
    given = _asked(sql, [param for row in rows for param in _params(row)])
    for row, number in zip(rows, given, strict=True):
        _is_kept(row, number)


AT_ONCE = 200  # rows in one statement: SQLite takes 32,766 values, and no table has a hundred columns


def insert_all(rows: Iterable[ModelT]) -> list[ModelT]:
    """Insert many rows of one model, some hundreds in a statement; return them with their numbers."""
    kept = list(rows)
    for start in range(0, len(kept), AT_ONCE):
        insert(kept[start : start + AT_ONCE])
    return kept


def insert_new(rows: Iterable[Model]) -> None:
    """Insert many rows of one model, but for those that are there by a constraint of theirs; they get no numbers."""
    left = list(rows)
    for start in range(0, len(left), AT_ONCE):
        some = left[start : start + AT_ONCE]
        head, values = _parts(type(some[0]), some[0].pk is None, connections[DEFAULT_DB_ALIAS].vendor)
        sql = f"{head} VALUES {', '.join([f'({values})'] * len(some))} ON CONFLICT DO NOTHING"
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, [param for row in some for param in _params(row)])


def insert_where(row: Model, condition: str, params: Sequence[Any], *, same: tuple[str, ...]) -> bool:
    """Insert a row where a condition in SQL holds and no row is the same by some columns; return whether it was."""
    model = type(row)
    head, values = _parts(model, row.pk is None, connections[DEFAULT_DB_ALIAS].vendor)
    columns = ", ".join(_column(model, name) for name in same)
    sql = f"{head} SELECT {values} WHERE {condition} ON CONFLICT ({columns}) DO NOTHING RETURNING {_number(model)}"
    given = _asked(sql, [*_params(row), *params])
    if given:
        _is_kept(row, given[0])
    return bool(given)


def _asked(sql: str, params: Sequence[Any]) -> list[Any]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, params)
        return [number for (number,) in cursor.fetchall()]


def _is_kept(row: Model, number: Any) -> None:
    row.pk = number
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _params(row: Model) -> list[Any]:
    connection = connections[DEFAULT_DB_ALIAS]
    params = []
    for field, as_it_is in _written(type(row), row.pk is None):
        value = field.pre_save(row, True)
        if type(value) not in as_it_is:
            value = field.get_db_prep_save(value, connection=connection)
        params.append(value)
    return params


# The types of value that a field hands to the database as they are; of 20,000 tasks asking it for each took seconds.
_AS_THEY_ARE: dict[type[Field[Any, Any]], frozenset[type]] = {
    **dict.fromkeys((CharField, TextField), frozenset((str, NoneType))),
    **dict.fromkeys((ForeignKey, OneToOneField, IntegerField, PositiveIntegerField), frozenset((int, NoneType))),
    BooleanField: frozenset((bool,)),
}


@lru_cache(maxsize=256)
def _written(model: type[Model], numbers_itself: bool) -> tuple[tuple[Any, frozenset[type]], ...]:
    """Return the fields that a row is written by, each with the types that it hands on as they are."""
    fields = [field for field in _fields(model) if not (field.primary_key and numbers_itself)]
    return tuple((field, _AS_THEY_ARE.get(type(field), frozenset())) for field in fields)


def _fields(model: type[Model]) -> Sequence[Any]:
    return model._meta.local_concrete_fields


def quoted(name: str | None) -> str:
    """Return a table's or a column's name as it stands in SQL; each field that is kept has a column."""
    return str(connections[DEFAULT_DB_ALIAS].ops.quote_name(name or ""))


def _column(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return quoted(field.column)


def _number(model: type[Model]) -> str:
    return quoted(model._meta.pk.column)


@lru_cache(maxsize=256)
def _parts(model: type[Model], numbers_itself: bool, vendor: str) -> tuple[str, str]:
    """Return INSERT INTO with table and columns, and the places of a row's values."""
    fields = [field for field, _ in _written(model, numbers_itself)]
    columns = ", ".join(quoted(field.column) for field in fields)
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns})", ", ".join(["%s"] * len(fields))


def _conflict(model: type[Model], same: tuple[str, ...], update: tuple[str, ...]) -> str:
    taken = ", ".join(f"{_column(model, name)} = EXCLUDED.{_column(model, name)}" for name in update)
    return f" ON CONFLICT ({', '.join(_column(model, name) for name in same)}) DO UPDATE SET {taken}"
