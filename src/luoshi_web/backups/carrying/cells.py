"""One cell of an older table, as SQLite or pg_dump wrote it, made what the field of today takes."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import NOT_PROVIDED

from luoshi.errors import LuoshiError
from luoshi_web.backups.facts import moment_in
from luoshi_web.plans.figures import FigureField

Meant = Callable[[Any], Any]


def _bytes(cell: Any) -> bytes:
    """SQLite gives bytes, pg_dump writes \\x and hexadecimal digits."""
    return bytes.fromhex(cell.removeprefix("\\x")) if isinstance(cell, str) else bytes(cell)


def _boolean(cell: Any) -> bool:
    return cell in (1, "t", "1", True)


MEANT: tuple[tuple[type["models.Field[Any, Any]"], Meant], ...] = (
    (FigureField, lambda cell: Decimal(str(cell))),
    (models.BooleanField, _boolean),
    (models.DateTimeField, moment_in),
    (models.DateField, date.fromisoformat),
    (models.JSONField, json.loads),
    (models.BinaryField, _bytes),
    (models.UUIDField, lambda cell: UUID(str(cell))),
    (models.IntegerField, int),
)


def meant_by(field: "models.Field[Any, Any]") -> Meant:
    """Return what turns a cell that is not empty into the value of a field."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return next((meant for kind, meant in MEANT if isinstance(field, kind)), lambda cell: cell)


def new_value(field: "models.Field[Any, Any]") -> Any:
    """Return what a column holds that an older table has not.

    Raises:
        LuoshiError: nothing can be said of it.
    """
    if field.default is not NOT_PROVIDED:
        return field.get_default()
    if field.null:
        return None
    if field.empty_strings_allowed and field.blank:
        return ""
    table = field.model._meta.db_table
    raise LuoshiError(
        f"以前的{table}没有{field.column}，这一版不知道该填什么。",
        f"The older {table} has no {field.column}, and nothing is known to stand there.",
    )
