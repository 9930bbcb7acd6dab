"""How figures and readings are kept: exactly, with where they stand and who says so."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi_web.places.models import OfJurisdiction


class FigureField(models.Field):  # type: ignore[type-arg]
    """A Decimal kept exactly as it is, trailing zeros included.

    PostgreSQL's numeric without a scale does that. SQLite's would turn it into a binary
    float, so there the column is text; order such rows in Python, not in SQL.
    """

    description = "An exact decimal figure"

    def db_type(self, connection: Any) -> str:
        return "numeric" if connection.vendor == "postgresql" else "text"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        return value if value is None or isinstance(value, Decimal) else Decimal(str(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        figure = self.to_python(value)
        if figure is None:
            return None
        if not figure.is_finite():
            raise ValueError(f"no figure: {figure}")
        return figure if connection.vendor == "postgresql" else format(figure, "f")


class Origin(models.TextChoices):
    RULE = "rule"
    PERSON = "person"


class Reading(OfJurisdiction):
    """Something read in an immutable text: which characters, by which rule or person.

    Spans count Unicode code points, half-open.
    """

    position = models.PositiveIntegerField()
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()
    rule = models.CharField(max_length=200, blank=True)
    grammar = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.RULE)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(span_end__gte=F("span_start")), name="%(app_label)s_%(class)s_span_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.RULE, set_by=None) | Q(origin=Origin.PERSON, set_by__isnull=False),
                name="%(app_label)s_%(class)s_origin_is_known",
            ),
        )


class Figure(Reading):
    """A reading with an amount: as written in `value_text`, in base in `value` and `measure`."""

    metric = models.CharField(max_length=300)
    basis = models.CharField(max_length=20)
    comparator = models.CharField(max_length=2, null=True, blank=True)
    value = FigureField(null=True, blank=True)
    measure = models.CharField(max_length=50, null=True, blank=True)
    value_text = models.CharField(max_length=200, null=True, blank=True)
    value_start = models.PositiveIntegerField(null=True, blank=True)
    value_end = models.PositiveIntegerField(null=True, blank=True)
    of = models.CharField(max_length=300, null=True, blank=True)
    scope = models.CharField(max_length=200, null=True, blank=True)

    class Meta(Reading.Meta):
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Reading.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value_start=None, value_end=None) | Q(value_end__gte=F("value_start")),
                name="%(app_label)s_%(class)s_value_span_runs_forward",
            ),
        )
