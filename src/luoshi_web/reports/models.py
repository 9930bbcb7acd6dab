"""What was answered: cycles, reports, their versions, and the figures read in them.

A version never changes once it is written. Columns and constraints only.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi.plan import Basis, Claim
from luoshi_web.plans.figures import Figure
from luoshi_web.plans.models import Indicator, Plan, Revision, Target, Task, Unit


class Cycle(models.Model):
    """报告期: one round of reporting, as of a date (截至6月底).

    `as_of` is empty only where an imported table's progress column names no date.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="cycles")
    position = models.PositiveIntegerField()
    as_of = models.DateField(null=True, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "position"], name="cycles_are_in_order"),
            models.UniqueConstraint(fields=["plan", "as_of"], name="one_cycle_as_of_a_date"),
        )


class ReportState(models.TextChoices):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Report(models.Model):
    """反馈、填报: the answer on one task in one cycle, owned by the lead named first."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reports")
    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    current = models.ForeignKey("ReportVersion", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["cycle", "task"], name="one_report_a_task_and_cycle"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="a_report_has_a_state"),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(current__isnull=False), name="a_report_sent_has_a_version"
            ),
        )


class ReportVersion(models.Model):
    """One answer as it was given. `revision` is set where it came with an imported table."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    statement = models.TextField(blank=True)
    claim = models.CharField(max_length=20)
    problems = models.TextField(null=True, blank=True)
    next_step = models.TextField(null=True, blank=True)
    phrasing = models.TextField(blank=True)
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="statements")
    place = models.JSONField(default=dict, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["report", "number"], name="versions_are_numbered"),
            models.CheckConstraint(
                condition=Q(claim__in=[c.value for c in Claim]), name="a_version_claims_something_known"
            ),
        )


class Observation(Figure):
    """数据: one figure of a statement, with the period it covers and when it was released.

    `period` is in the contract's form: 2025-06, 2025-Q1, 2025-01/2025-05, 2025.
    """

    version = models.ForeignKey(ReportVersion, models.CASCADE, related_name="observations")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="observations")
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="observations")
    period = models.CharField(max_length=15, null=True, blank=True)
    released = models.DateField(null=True, blank=True)
    base = models.BooleanField(default=False)
    estimated = models.BooleanField(default=False)
    approximate = models.BooleanField(default=False)
    part_of = models.CharField(max_length=300, null=True, blank=True)

    class Meta(Figure.Meta):
        abstract = False
        ordering = ("position",)
        constraints = (
            *Figure.Meta.constraints,
            models.UniqueConstraint(fields=["version", "position"], name="observations_are_in_order"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, measure__isnull=False), name="an_observation_has_a_value"
            ),
            models.CheckConstraint(condition=Q(basis__in=[b.value for b in Basis]), name="an_observation_has_a_basis"),
            models.CheckConstraint(
                condition=Q(period=None) | Q(period__regex=r"^\d{4}(-\d{2}|-Q[1-4]|-\d{2}/\d{4}-\d{2})?$"),
                name="a_period_is_written_by_the_contract",
            ),
        )


class Relation(models.Model):
    """An arithmetic relation that a statement holds, and whether its figures bear it out."""

    version = models.ForeignKey(ReportVersion, models.CASCADE, related_name="relations")
    position = models.PositiveIntegerField()
    relation = models.CharField(max_length=20)
    holds = models.BooleanField()
    written = models.TextField(null=True, blank=True)
    reckoned = models.TextField(null=True, blank=True)
    sentence = models.TextField(blank=True)
    sentence_en = models.TextField(blank=True)
    spans = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["version", "position"], name="relations_are_in_order"),)
