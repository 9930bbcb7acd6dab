"""Versions: an answer as it was given, the figures read in it, what each target and milestone was answered,
and which figure a person said answers one. None of it changes once it is written.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.plan import Basis, Claim, Settler
from luoshi_web.places.models import OfJurisdiction
from luoshi_web.plans.figures import Figure, FigureField
from luoshi_web.plans.models import Indicator, Milestone, Revision, Target
from luoshi_web.reports.models.reports import Report


class ReportVersion(OfJurisdiction):
    """One answer as it was given. `revision` is set where it came with an imported table.

    `unchanged`: why it says what the cycle before said. `correction`: why an accepted version was corrected.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    statement = models.TextField(blank=True)
    claim = models.CharField(max_length=20)
    problems = models.TextField(null=True, blank=True)
    next_step = models.TextField(null=True, blank=True)
    unchanged = models.TextField(blank=True)
    correction = models.TextField(blank=True)
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="statements")
    place = models.JSONField(default=dict, blank=True)
    evidence = models.ManyToManyField("Evidence", through="VersionEvidence", related_name="versions")  # type: ignore[var-annotated]
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "report", "number"], name="versions_are_numbered"),
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
            models.UniqueConstraint(fields=["jurisdiction", "version", "position"], name="observations_are_in_order"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, measure__isnull=False), name="an_observation_has_a_value"
            ),
            models.CheckConstraint(condition=Q(basis__in=[b.value for b in Basis]), name="an_observation_has_a_basis"),
            models.CheckConstraint(
                condition=Q(period=None) | Q(period__regex=r"^\d{4}(-\d{2}|-Q[1-4]|-\d{2}/\d{4}-\d{2})?$"),
                name="a_period_is_written_by_the_contract",
            ),
        )


class Relation(OfJurisdiction):
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
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "version", "position"], name="relations_are_in_order"),
        )


class Lack(models.TextChoices):
    """Why there is no figure; a lack is never counted as zero."""

    NOT_DUE = "not_due"
    NOT_RELEASED = "not_released"
    NOT_APPLICABLE = "not_applicable"
    CANNOT = "cannot"


class FigureAnswer(OfJurisdiction):
    """What was answered to one target: a figure, in base, as written and of which period; or why there is none."""

    version = models.ForeignKey(ReportVersion, models.CASCADE, related_name="answers")
    target = models.ForeignKey(Target, models.PROTECT, related_name="answers")
    period = models.CharField(max_length=15, null=True, blank=True)
    value = FigureField(null=True, blank=True)
    measure = models.CharField(max_length=50, null=True, blank=True)
    value_text = models.CharField(max_length=200, blank=True)
    lack = models.CharField(max_length=20, choices=Lack.choices, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "version", "target"], name="a_target_is_answered_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, lack="") | Q(value=None, lack__in=Lack.values),
                name="an_answer_is_a_figure_or_a_reason",
            ),
        )


class Stage(models.TextChoices):
    """How far a milestone is, as the unit says; nothing is reckoned from it but its dates."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"


class MilestoneAnswer(OfJurisdiction):
    """What was answered to one milestone: how far it is, and the day on which it was, or is expected to be, reached."""

    version = models.ForeignKey(ReportVersion, models.CASCADE, related_name="milestones")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="answers")
    stage = models.CharField(max_length=15, choices=Stage.choices)
    date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "version", "milestone"], name="a_milestone_is_answered_once"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="a_milestone_answer_has_a_stage"),
        )


class Settlement(OfJurisdiction):
    """确认: a person's word on which figure of a version answers a target, where the words alone do not say.

    The last one on a target counts, and none counts where that is `undone`. `number` counts those of a
    version from 1. The figure's span points into the version's statement, and is empty at its end for
    one that was given in a field. `value_text` is the figure as it is written there.
    """

    class Says(models.TextChoices):
        FIGURE = "figure"
        NONE = "none"  # none of them answers
        UNDONE = "undone"  # what was said of this target before no longer counts

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="settlements")
    number = models.PositiveIntegerField()
    target = models.ForeignKey(Target, models.PROTECT, related_name="settlements")
    says = models.CharField(max_length=10, choices=Says.choices)
    figure_start = models.PositiveIntegerField(null=True, blank=True)
    figure_end = models.PositiveIntegerField(null=True, blank=True)
    value_text = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Settler])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "version", "number"], name="settlements_are_numbered"),
            models.CheckConstraint(
                condition=Q(who__in=[one.value for one in Settler]), name="a_settlement_is_the_units_or_the_offices"
            ),
            models.CheckConstraint(
                condition=Q(says="figure", figure_start__isnull=False, figure_end__gte=F("figure_start"))
                | Q(says__in=["none", "undone"], figure_start=None, figure_end=None),
                name="a_settlement_names_a_figure_or_none",
            ),
        )
