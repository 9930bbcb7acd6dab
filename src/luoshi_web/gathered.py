"""Rows that hang on a row, gathered in the same statement: the targets of a wording, the pieces behind a report.

The database writes them as JSON beside the row, and they are made into objects of their models here. So a page
that shows one thing with five lists asks once instead of six times.

    Wording.objects.annotate(held=gathered(Target.objects.filter(wording=OuterRef("pk")), "indicator"))
    for target in rows_in(wording.held, Target, "indicator"): …
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Model, QuerySet, Subquery
from django.utils.dateparse import parse_date, parse_datetime

Row = TypeVar("Row", bound=Model)


class Gathered(Subquery):
    """A subquery whose rows, in their order, are one JSON array of arrays, as text; NULL or [] where there are none."""

    output_field = models.TextField()

    def __init__(self, rows: QuerySet[Any], as_text: frozenset[str] = frozenset()) -> None:
        super().__init__(rows)
        self.as_text = as_text

    def as_sql(
        self, compiler: Any, connection: Any, template: str | None = None, **extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        quote, on_postgresql = connection.ops.quote_name, connection.vendor == "postgresql"
        columns = ", ".join(
            # as text, since JSON's own numbers are no decimals, and SQLite keeps both as text anyway
            f"gathered.{quote(name)}::text" if on_postgresql and name in self.as_text else f"gathered.{quote(name)}"
            for name in self.query.values_select
        )
        whole = (
            f"json_agg(json_build_array({columns}))::text"
            if on_postgresql
            else (f"json_group_array(json_array({columns}))")
        )
        return super().as_sql(compiler, connection, template=f"(SELECT {whole} FROM (%(subquery)s) gathered)", **extra)

    as_sqlite = as_postgresql = as_sql


def gathered(rows: QuerySet[Any], *related: str) -> Gathered:
    """Return what gathers rows beside the one that they hang on, with the rows that `related` foreign keys lead to."""
    columns = _columns(rows.model, related)
    return Gathered(rows.values(*columns), frozenset(name for name, field in columns.items() if _is_text(field)))


def rows_in(text: str | None, model: type[Row], *related: str) -> list[Row]:
    """Return the rows that were gathered; `related` as they were gathered by."""
    if not text:
        return []
    readers = _readers(model, related)
    return [_made(readers, row) for row in json.loads(text)]


def _made(readers: Sequence[tuple[str, type[Model], Sequence[str], Sequence[Any]]], row: Sequence[Any]) -> Any:
    at, first = 0, None
    made: dict[str, Any] = {}
    for path, model, names, convert in readers:
        values = [
            value if reader is None or value is None else reader(value)
            for reader, value in zip(convert, row[at : at + len(names)], strict=True)
        ]
        at += len(names)
        key = values[names.index(model._meta.pk.attname)]
        one = None if path and key is None else model.from_db(DEFAULT_DB_ALIAS, names, values)
        made[path] = one
        if not path:
            first = one
            continue
        above, _, name = path.rpartition("__")
        if made[above] is not None:
            made[above]._meta.get_field(name).set_cached_value(made[above], one)
    return first


@lru_cache(maxsize=256)
def _parts(model: type[Model], related: tuple[str, ...]) -> tuple[tuple[str, type[Model]], ...]:
    """Return the rows that make up one gathered row: itself, then what its foreign keys lead to, the nearer first."""
    parts: dict[str, type[Model]] = {"": model}
    for path in related:
        steps = path.split("__")
        for length in range(1, len(steps) + 1):
            above = parts["__".join(steps[: length - 1])]
            leads_to = above._meta.get_field(steps[length - 1]).related_model
            assert isinstance(leads_to, type)
            parts["__".join(steps[:length])] = leads_to
    return tuple(parts.items())


def _columns(model: type[Model], related: tuple[str, ...]) -> dict[str, Any]:
    return {
        f"{path}__{field.attname}" if path else field.attname: field
        for path, part in _parts(model, related)
        for field in part._meta.concrete_fields
    }


def _is_text(field: Any) -> bool:
    """Tell whether a column is written out as text within the array, whatever the database keeps it as."""
    plain = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.DateField)
    return not field.is_relation and not isinstance(field, plain)


@lru_cache(maxsize=256)
def _readers(
    model: type[Model], related: tuple[str, ...]
) -> tuple[tuple[str, type[Model], Sequence[str], Sequence[Callable[[Any], Any] | None]], ...]:
    return tuple(
        (
            path, part, [field.attname for field in part._meta.concrete_fields],
            [_reader_of(field) for field in part._meta.concrete_fields],
        )
        for path, part in _parts(model, related)
    )  # fmt: skip


def _reader_of(field: Any) -> Callable[[Any], Any] | None:
    """Return what makes a column's value of what stands in the JSON; None where that is the value already."""
    while field.is_relation:
        field = field.target_field
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField):
        return _day
    if isinstance(field, models.BooleanField):
        return bool
    if isinstance(field, models.JSONField):
        return json.loads
    if isinstance(field, models.CharField | models.TextField | models.IntegerField):
        return None
    reader: Callable[[Any], Any] = field.to_python
    return reader


def _moment(value: str) -> datetime:
    """Read a moment: SQLite keeps it in UTC, without saying so."""
    found = parse_datetime(value)
    assert found is not None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _day(value: str) -> date:
    found = parse_date(value)
    assert found is not None
    return found
