"""Contributions (协办反馈): what another lead or a cooperating unit adds to a report."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi_web.places.models import OfJurisdiction, Unit
from luoshi_web.reports.models.reports import UNANSWERED, Report, ReportState


class Contribution(OfJurisdiction):
    """协办反馈: what another lead or a cooperating unit adds to a report; it has its own duty, deadline and state.

    Accepted means that the owner took it in. `number` counts the savings of its text.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="contributions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contributions")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DUE)
    question = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    number = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    current = models.ForeignKey("ContributionVersion", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "report", "unit"], name="a_unit_contributes_once"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="a_contribution_has_a_state"),
            models.CheckConstraint(
                condition=Q(state__in=UNANSWERED) | Q(current__isnull=False), name="a_contribution_sent_has_a_version"
            ),
        )


class ContributionVersion(OfJurisdiction):
    """A contribution as it was given; never changed."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    statement = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    evidence = models.ManyToManyField("Evidence", through="ContributionEvidence", related_name="contribution_versions")  # type: ignore[var-annotated]
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "contribution", "number"], name="contributions_are_numbered"
            ),
        )
