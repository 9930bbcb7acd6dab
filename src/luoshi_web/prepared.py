"""Questions that pages ask again and again: put together and compiled once in a process, then only asked.

Django builds a query anew each time it is asked: names are looked up, joins chosen, SQL written. On a page
that asks ten questions this costs more than the database's answers. A prepared question keeps the SQL and
the plan by which rows become objects, both as Django made them; only the values change from call to call.

    @prepared
    def _of_a_unit(unit: int, day: date) -> QuerySet[Membership]:
        return Membership.objects.current(day).filter(unit=unit)

    rows = _of_a_unit(unit=3, day=date(2025, 9, 30))

Values are whole numbers, texts, days, moments, or tuples of these: another length is another question. What
they are compared with, and how, must not hang on the value itself: a question is built with stand-ins.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row", bound=Model)
_populators: Any = get_related_populators  # its stubs are those of a later Django
Value = int | str | date | datetime
_Shape = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A question as Django wrote it, and what makes objects of its rows.

    Args:
        params: what stands in each place of the SQL; `places`: which of them are values, and of what name.
        converters: of each column that the database does not give as Python has it.
    """

    sql: str
    params: tuple[Any, ...]
    places: Mapping[int, tuple[str, int]]
    model: type[Model]
    columns: slice
    names: Sequence[str]
    related: Sequence[Any]
    annotations: Mapping[str, int]
    converters: Sequence[tuple[int, Sequence[Any], Any]]


@dataclass(frozen=True, slots=True)
class Answer(Generic[Row]):
    """One row as the database gave it; `made` makes the object, which costs more than the row where nobody looks."""

    question: _Compiled
    columns: Sequence[Any]

    def __getitem__(self, name: str) -> Any:
        """Return a column of the row itself by its field's name, as the database gave it."""
        return self.columns[self.question.columns.start + self.question.names.index(name)]

    def made(self) -> Row:
        """Return the row as an object of its model, with what was selected beside it."""
        question, row, connection = self.question, self.columns, connections[DEFAULT_DB_ALIAS]
        if question.converters:
            row = list(row)
            for at, converters, expression in question.converters:
                for convert in converters:
                    row[at] = convert(row[at], expression, connection)
        made: Any = question.model.from_db(DEFAULT_DB_ALIAS, question.names, row[question.columns])
        for populator in question.related:
            populator.populate(row, made)
        for name, at in question.annotations.items():
            setattr(made, name, row[at])
        whole: Row = made
        return whole


class Prepared(Generic[Row]):
    """One question. Called with its values by name, it returns the rows."""

    def __init__(self, build: Callable[..., QuerySet[Row]]) -> None:
        self._build = build
        self._known: dict[_Shape, _Compiled | None] = {}
        self._lock = threading.Lock()

    def __call__(self, **values: Value | tuple[Value, ...]) -> list[Row]:
        """Ask, and return the rows; none where the question can have no answer."""
        return [answer.made() for answer in self.answers(**values)]

    def answers(self, **values: Value | tuple[Value, ...]) -> list[Answer[Row]]:
        """Ask, and return the rows as the database gave them."""
        connection = connections[DEFAULT_DB_ALIAS]
        shape: _Shape = (connection.vendor, *((name, _shape_of(value)) for name, value in values.items()))
        if shape not in self._known:
            with self._lock:
                self._known[shape] = self._compiled(values)
        question = self._known[shape]
        if question is None:
            return []
        params = list(question.params)
        for at, (name, index) in question.places.items():
            given = values[name]
            params[at] = _as_param(given[index] if isinstance(given, tuple) else given, params[at], connection)
        with _cursor(connection) as cursor:
            cursor.execute(question.sql, params)
            return [Answer(question, row) for row in cursor.fetchall()]

    def first(self, **values: Value | tuple[Value, ...]) -> Row | None:
        """Ask, and return the first row; None where there is none. The question itself says which that is."""
        rows = self(**values)
        return rows[0] if rows else None

    def _compiled(self, values: Mapping[str, Value | tuple[Value, ...]]) -> _Compiled | None:
        """Build the question twice, with other stand-ins each time: where the two differ, a value belongs.

        Raises:
            TypeError: it is no list of whole rows, or a value got lost in it.
        """
        try:
            one, other = (self._built(values, round_) for round_ in (0, 1))
        except EmptyResultSet:
            return None
        (compiler, sql, params, names), (_, sql_again, params_again, _) = one, other
        if sql != sql_again or len(params) != len(params_again):
            raise TypeError(f"{self._build.__qualname__} is another question for other values")
        places = {at: names[_key(param)] for at, param in enumerate(params) if _key(param) != _key(params_again[at])}
        if set(places.values()) != set(names.values()):
            raise TypeError(f"{self._build.__qualname__} does not ask for every value")
        info = compiler.klass_info
        start, end = info["select_fields"][0], info["select_fields"][-1] + 1
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Compiled(
            sql=sql,
            params=params,
            places=places,
            model=info["model"],
            columns=slice(start, end),
            names=[column[0].target.attname for column in compiler.select[start:end]],
            related=_populators(info, compiler.select, DEFAULT_DB_ALIAS),
            annotations=dict(compiler.annotation_col_map or {}),
            converters=[(at, list(convert), expression) for at, (convert, expression) in converters.items()],
        )

    def _built(
        self, values: Mapping[str, Value | tuple[Value, ...]], round_: int
    ) -> tuple[Any, str, tuple[Any, ...], dict[Any, tuple[str, int]]]:
        """Build and compile the question with stand-ins; return these by what they are in the SQL's parameters."""
        connection = connections[DEFAULT_DB_ALIAS]
        names: dict[Any, tuple[str, int]] = {}

        def stand_in(name: str, index: int, value: Value) -> Value:
            made = _stand_in(value, 2 * len(names) + round_)
            names[_key(_as_param(made, None, connection))] = (name, index)
            return made

        given = {
            name: tuple(stand_in(name, index, one) for index, one in enumerate(value))
            if isinstance(value, tuple)
            else stand_in(name, 0, value)
            for name, value in values.items()
        }
        rows = self._build(**given)
        if rows._iterable_class is not ModelIterable or rows._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError(f"{self._build.__qualname__} returns no plain rows")
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        return compiler, sql, tuple(params), names


def prepared(build: Callable[..., QuerySet[Row]]) -> Prepared[Row]:
    """Prepare a question; see above."""
    return Prepared(build)


def _cursor(connection: Any) -> Any:
    """Return a cursor; on PostgreSQL one that lets the server keep the plan of a statement it has seen before.

    Django's own writes the values into the statement, so that each is a new one to the server, and planning a page's
    long questions costs it as much again as answering them. How often one is seen first, the connection says
    (`prepare_threshold` in the settings).
    """
    if connection.vendor != "postgresql" or connection.queries_logged:  # a log wants the values in the statement
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # needs the driver, which SQLite does not

    connection.ensure_connection()
    raw = connection.connection
    usual, raw.cursor_factory = raw.cursor_factory, ServerBindingCursor
    try:
        return connection.cursor()
    finally:
        raw.cursor_factory = usual


def _shape_of(value: Value | tuple[Value, ...]) -> Any:
    return tuple(map(type, value)) if isinstance(value, tuple) else type(value)


def _stand_in(value: Value, number: int) -> Value:
    """Return a value of the same kind that nothing else in a question is; small, since a column may be."""
    if isinstance(value, datetime):
        return datetime(1903, 5, 7, 11, 13, tzinfo=UTC) + timedelta(minutes=number)
    if isinstance(value, date):
        return date(1903, 5, 7) + timedelta(days=number)
    if isinstance(value, int):
        return 31_573 + number
    return f"stand-in {number} of a prepared question"


def _key(param: Any) -> Any:
    """Return what tells a parameter from others; numbers come in several types of the driver's."""
    return int(param) if isinstance(param, int) and not isinstance(param, bool) else param


def _as_param(value: Value, instead_of: Any, connection: Any) -> Any:
    """Return a value as the database takes it; a number in the driver's own type, where the place has one."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, int):
        return type(instead_of)(value) if isinstance(instead_of, int) else int(value)
    return str(value)
