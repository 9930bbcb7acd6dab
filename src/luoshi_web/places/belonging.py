"""Does each row belong to the office of the rows that it refers to?

A row's `jurisdiction` is written where the row is made, from what it hangs on. Nothing in the database holds
the two together yet, so this asks it, a statement a reference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import F, Field, Model

OFFICE = "jurisdiction"


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that leads from one office's row to another row, which must be the same office's."""

    model: type[Model]
    field: str

    @property
    def column(self) -> str:
        """Return the column as the database calls it: reports_report.cycle_id."""
        return f"{self.model._meta.db_table}.{self.model._meta.get_field(self.field).column}"  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Stray:
    """Rows that refer to another office's: how many, and the number of the first."""

    reference: Reference
    count: int
    first: Any


def models_of_offices() -> list[type[Model]]:
    """Return the models whose every row belongs to one office."""
    return [model for model in apps.get_models() if office_of(model) is not None]


def office_of(model: type[Model]) -> "Field[Any, Any] | None":
    """Return the field that says which office a model's rows belong to; None where they belong to none."""
    return next((field for field in model._meta.local_fields if field.name == OFFICE), None)


def references() -> list[Reference]:
    """Return every reference between rows that belong to offices."""
    owned = set(models_of_offices())
    return [
        Reference(model, field.name)
        for model in sorted(owned, key=lambda model: model._meta.db_table)
        for field in model._meta.local_fields
        if field.name != OFFICE and field.related_model in owned
    ]


def strays() -> Iterator[Stray]:
    """Yield each reference that leads from one office to another somewhere; reads every table that has one."""
    for reference in references():
        name = reference.field
        rows = reference.model._base_manager.filter(**{f"{name}__isnull": False})
        rows = rows.exclude(**{f"{name}__{OFFICE}": F(OFFICE)}).order_by("pk")
        if (first := rows.values_list("pk", flat=True).first()) is not None:
            yield Stray(reference, rows.count(), first)
