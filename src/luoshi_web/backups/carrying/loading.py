"""Writing an older backup's rows into the empty tables of this version, each under the number that it had."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import JSONField, Model

from luoshi.errors import LuoshiError
from luoshi_web.backups.carrying.cells import meant_by, new_value
from luoshi_web.backups.carrying.offices import Offices, column_of
from luoshi_web.backups.carrying.source import AT_ONCE, Older
from luoshi_web.backups.facts import facts_of
from luoshi_web.backups.manifest import Facts
from luoshi_web.places.belonging import office_of, strays

# made anew by this version, or of what is no longer there
MADE_ANEW = frozenset({"django_migrations", "django_content_type", "auth_permission", "jobs_worker"})
# these name Django's own permissions by numbers that are others now; the site gives rights by memberships only
OF_PERMISSIONS = frozenset({"auth_group_permissions", "people_user_user_permissions"})


@dataclass(frozen=True, slots=True)
class Left:
    """Rows that have no table any more, and so were not taken across."""

    table: str
    rows: int


def load(older: Older) -> list[Left]:
    """Write every row; called within a transaction, at whose end the database asks whether each reference holds.

    Returns what was left: tables that this version has not.

    Raises:
        LuoshiError: a row cannot be written as this version keeps it.
    """
    if connection.vendor == "postgresql":  # the migrations of the same transaction left some to be asked at once
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    offices = Offices(older)
    carried = set()
    for model in _models():
        table = model._meta.db_table
        if table in older.columns:
            _load(model, older, offices)
            carried.add(table)
    _go_on_counting(older, carried)
    rest = sorted(older.columns.keys() - carried - MADE_ANEW)
    return [Left(table, count) for table in rest if (count := older.count(table))]


def _models() -> list[type[Model]]:
    """Return the models whose rows are carried over: all that have a table, but those that are made anew."""
    models = apps.get_models(include_auto_created=True)
    return [
        model
        for model in models
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in MADE_ANEW | OF_PERMISSIONS
    ]


def _load(model: type[Model], older: Older, offices: Offices) -> None:
    table, quoted = model._meta.db_table, connection.ops.quote_name
    fields = model._meta.local_concrete_fields
    there = [field for field in fields if field.column in older.columns[table]]
    office = office_of(model)
    of_row = offices.of(model) if office is not None and office not in there else None
    rest = [
        (field, None if of_row is not None and field is office else new_value(field))
        for field in fields
        if field not in there
    ]
    into = ", ".join(quoted(column_of(field)) for field in [*there, *(field for field, _ in rest)])
    sql = f"INSERT INTO {quoted(table)} ({into}) VALUES ({', '.join(['%s'] * len(fields))})"
    writers = [(meant_by(field), _saved(field)) for field in there]
    key = [field.primary_key for field in there].index(True)

    def rows() -> Iterator[list[Any]]:
        for cells in older.rows(table, [column_of(field) for field in there]):
            row = [
                None if cell is None else save(meant(cell)) for cell, (meant, save) in zip(cells, writers, strict=True)
            ]
            for field, value in rest:
                value = of_row[int(cells[key])] if of_row is not None and field is office else value
                row.append(field.get_db_prep_save(value, connection))
            yield row

    with connection.cursor() as cursor:
        waiting = rows()
        while some := list(islice(waiting, AT_ONCE)):
            cursor.executemany(sql, some)


def _saved(field: Any) -> Any:
    """Return what makes a field's value one that the database takes; a JSON null stays one."""
    if isinstance(field, JSONField):
        return lambda value: connection.ops.adapt_json_value(value, json.JSONEncoder)
    return lambda value: field.get_db_prep_save(value, connection)


def _go_on_counting(older: Older, tables: set[str]) -> None:
    """Let no row get a number that was given before, not even that of a row which is gone: the trail names it."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(sql)
        for table in sorted(tables & older.sequences.keys()):
            last = older.sequences[table]
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), "
                    f"GREATEST(%s, (SELECT COALESCE(MAX(id), 1) FROM {connection.ops.quote_name(table)})))",
                    [table, max(last, 1)],
                )
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def must_be_whole(older: Older, told: Facts, left: list[Left]) -> None:
    """Hold what was written against the backup, in the transaction that wrote it: rows, references, offices, trails.

    Raises:
        LuoshiError: the first thing that differs.
    """
    connection.check_constraints()
    with connection.cursor() as cursor:

        def ask(sql: str) -> list[tuple[Any, ...]]:
            cursor.execute(sql)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

        found = facts_of(ask, connection.introspection.table_names(cursor))
    without = {one.table for one in left} | MADE_ANEW | OF_PERMISSIONS
    for table in sorted(older.columns.keys() - without):
        if (count := older.count(table)) != found.tables.get(table, 0):
            raise LuoshiError(
                f"{table}原来有{count}行，带过来{found.tables.get(table, 0)}行，没有做完。",
                f"{table} had {count} rows and has {found.tables.get(table, 0)}; nothing was kept.",
            )
    for slug in sorted(told.chains):
        if told.chains[slug] != found.chains.get(slug):
            raise LuoshiError(
                f"{slug}的留痕，链尾和备份里的不同，没有做完。",
                f"The head of the trail of {slug} differs from the backup; nothing was kept.",
            )
    for stray in strays():
        raise LuoshiError(
            f"{stray.reference.column}的第{stray.first}行指向另一个地区的行，没有做完。",
            f"{stray.reference.column}: row {stray.first} refers to another office's; nothing was kept.",
        )
