"""Cycles (报告期): a round of reporting with its dates, and the recorded decisions that move them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi_web.places.models import OfJurisdiction, Unit
from luoshi_web.plans.models import Plan


class CycleStatus(models.TextChoices):
    RECORDED = "recorded"  # it came with an imported table, nobody was asked
    OPEN = "open"
    CLOSED = "closed"


class Cycle(OfJurisdiction):
    """报告期: one round of reporting, as of a date (截至6月底).

    `as_of` is empty only where an imported table's progress column names no date.
    `deadline`: on time until then, that moment included. `closes_at`: nothing can be submitted
    after it without an exception; never closed where it is empty. Both are stored, and only an
    exception moves them. `calendar_note` says where a year without published holidays was counted.
    `shown`: the pages that those who work on the plan see speak of this cycle. `published_at`: the public's do too,
    since then; one that came with an imported table is published with its plan.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="cycles")
    position = models.PositiveIntegerField()
    as_of = models.DateField(null=True, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=CycleStatus.choices, default=CycleStatus.RECORDED)
    shown = models.BooleanField(default=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    signed_first = models.BooleanField(default=False)
    return_days = models.PositiveSmallIntegerField(default=3)
    review_days = models.PositiveSmallIntegerField(default=3)
    calendar_note = models.TextField(blank=True)
    calendar_note_en = models.TextField(blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "plan", "position"], name="cycles_are_in_order"),
            models.UniqueConstraint(fields=["jurisdiction", "plan", "as_of"], name="one_cycle_as_of_a_date"),
            models.CheckConstraint(condition=Q(status__in=CycleStatus.values), name="a_cycle_has_a_status"),
            models.CheckConstraint(
                condition=Q(status=CycleStatus.RECORDED)
                | Q(as_of__isnull=False, opens_at__isnull=False, deadline__isnull=False),
                name="a_cycle_that_asks_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gte=F("deadline")), name="a_cycle_closes_after_its_deadline"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(shown=True), name="what_is_published_is_shown_inside_too"
            ),
        )


class Exemption(OfJurisdiction):
    """例外: a recorded decision that moves deadlines: an extension, a lock or an unlock, of one unit or of all.

    `until` is the new moment; a lock has none, it holds from `at` on. `was`: the deadline of the cycle before it.
    """

    class Kind(models.TextChoices):
        EXTENSION = "extension"
        LOCK = "lock"
        UNLOCK = "unlock"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="exemptions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="exemptions")
    until = models.DateTimeField(null=True, blank=True)
    was = models.DateTimeField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="an_exemption_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind="lock", until=None) | Q(kind__in=["extension", "unlock"], until__isnull=False),
                name="an_exemption_says_until_when",
            ),
        )
