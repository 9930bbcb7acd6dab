"""Rows written in one statement, which is written down once in a process.

`save` and `bulk_create` put each statement together anew, and open transactions and savepoints of their own. What
hands in a report writes a dozen rows within the transaction that it holds already.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from operator import itemgetter
from types import NoneType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    OneToOneField,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    TextField,
)


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


def insert_all(rows: Sequence[Model]) -> None:
    """Insert rows of one model that may be many, and give them their numbers, some hundreds in a statement."""
    for start in range(0, len(rows), AT_ONCE):
        insert(rows[start : start + AT_ONCE])


def insert_rows(model: type[Model], rows: Iterable[Mapping[str, Any]], *, pass_over: bool = False) -> list[int]:
    """Insert many rows of one model, some hundreds in a statement; return their numbers, in the order of the rows.

    No object of the model is made: of the 200,000 rows of a plan of 20,000 tasks these took most of the time, and
    150 MB. `rows` is taken bit by bit.

    Args:
        rows: each by its columns (`task_id`, not `task`), all with the same; the others have the model's defaults.
        pass_over: leave out what is there by a constraint; then no numbers are returned.

    Raises:
        django.db.IntegrityError: a constraint does not hold. Within a transaction nothing more can be done in it.
    """
    left, numbers, layout = iter(rows), list[int](), None
    end = " ON CONFLICT DO NOTHING" if pass_over else f" RETURNING {_number(model)}"
    while some := list(islice(left, AT_ONCE)):
        layout = layout or _Layout(model, tuple(some[0]))
        sql = f"{layout.head} VALUES {', '.join([layout.values] * len(some))}{end}"
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, layout.params(some))
            if not pass_over:
                numbers += [number for (number,) in cursor.fetchall()]
    return numbers


class _Layout:
    """How rows that are given by some columns of a model stand in a statement: these columns, then its defaults."""

    def __init__(self, model: type[Model], names: tuple[str, ...]) -> None:
        connection, blank = connections[DEFAULT_DB_ALIAS], model()
        fields = {field.attname: field for field in _fields(model)}
        rest = [field for name, field in fields.items() if name not in names and not field.primary_key]
        self._given = [(fields[name], _AS_THEY_ARE.get(type(fields[name]), frozenset())) for name in names]
        self._taken = itemgetter(*names)
        defaults = [
            (field, field.get_db_prep_save(field.pre_save(blank, True), connection=connection)) for field in rest
        ]
        named = [(field, value) for field, value in defaults if value is not None]  # what is not named is NULL
        self._defaults = [value for _, value in named]
        columns = [*(fields[name] for name in names), *(field for field, _ in named)]
        self.head = f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(quoted(one.column) for one in columns)})"
        self.values = f"({', '.join(['%s'] * len(columns))})"
        self._width = len(names)

    def params(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Return the values of rows, one after another.

        Raises:
            KeyError, ValueError: a row has other columns than the first.
        """
        if any(len(row) != self._width for row in rows):
            raise ValueError("rows have different columns")
        given = zip(*map(self._taken, rows), strict=True)
        columns = [
            _prepared(field, as_it_is, column) for (field, as_it_is), column in zip(self._given, given, strict=True)
        ]
        columns += [repeat(default, len(rows)) for default in self._defaults]
        return list(chain.from_iterable(zip(*columns, strict=True)))


def _prepared(field: Any, as_it_is: frozenset[type], column: Sequence[Any]) -> Iterable[Any]:
    """Return the values of a column as the database takes them."""
    if as_it_is.issuperset(map(type, column)):
        return column
    connection = connections[DEFAULT_DB_ALIAS]

    def prepared(value: Any) -> Any:
        return value if type(value) in as_it_is else field.get_db_prep_save(value, connection=connection)

    first = column[0]
    if all(value is first for value in column):  # the moment at which all were written
        return repeat(prepared(first), len(column))
    empty = {kind: prepared(kind()) for kind in (list, dict)} if isinstance(field, JSONField) else {}
    return [empty[type(value)] if type(value) in empty and not value else prepared(value) for value in column]


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


_NUMBERS = (ForeignKey, OneToOneField, IntegerField, PositiveIntegerField, PositiveSmallIntegerField)
# The types of value that a field hands to the database as they are; of 20,000 tasks asking it for each took seconds.
_AS_THEY_ARE: dict[type[Field[Any, Any]], frozenset[type]] = {
    **dict.fromkeys((CharField, TextField), frozenset((str, NoneType))),
    **dict.fromkeys(_NUMBERS, frozenset((int, NoneType))),
    BooleanField: frozenset((bool,)),
    **dict.fromkeys((DateField, DateTimeField, JSONField), frozenset((NoneType,))),
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
