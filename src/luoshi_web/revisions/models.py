"""Proposals: a newer table, or a newer reading of the table in force, on its way to be the revision in force.

What is proposed is written once. What persons decide of its rows is appended; taking a
decision back is a further row. Nothing of the plan changes before a proposal is confirmed.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi_web.intake.models import Intake
from luoshi_web.places.models import OfJurisdiction
from luoshi_web.plans.models import Plan, Revision, SourceFile


class ProposalKind(models.TextChoices):
    FILE = "file"
    REREAD = "reread"


class ProposalState(models.TextChoices):
    OPEN = "open"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Proposal(OfJurisdiction):
    """拟修订: what is held against the revision in force; `number` counts a plan's, and stands in the address.

    `base` is the revision that it was compared with: once another is in force, a proposal
    has to be compared anew before it can be confirmed.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ProposalKind.choices)
    base = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    revision = models.OneToOneField(Revision, models.PROTECT, null=True, blank=True, related_name="proposal")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "plan", "number"], name="proposals_are_numbered"),
            models.UniqueConstraint(
                fields=["jurisdiction", "plan", "kind", "source"],
                condition=Q(state="open"),
                name="a_file_is_proposed_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="a_proposal_has_a_kind"),
            models.CheckConstraint(
                condition=Q(state="open", revision=None, closed_at=None)
                | Q(state="withdrawn", revision=None, closed_at__isnull=False)
                | Q(state="confirmed", revision__isnull=False, closed_at__isnull=False),
                name="a_confirmed_proposal_made_a_revision",
            ),
            models.CheckConstraint(
                condition=Q(kind="file", intake__isnull=False) | Q(kind="reread"), name="a_file_was_taken_in_first"
            ),
        )


class ProposalContent(OfJurisdiction):
    """The plan that is proposed: the contract's JSON, packed by zlib, apart so that no list drags it along."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, primary_key=True, related_name="content")
    packed = models.BinaryField()


class Choice(OfJurisdiction):
    """What a person decided at one time: these rows are taken, or are not; or an earlier choice is taken back.

    `rows` names rows as queries.Row does.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="choices")
    number = models.PositiveIntegerField()
    rows = models.JSONField(default=list, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "proposal", "number"], name="choices_are_numbered"),
            models.CheckConstraint(
                condition=Q(accepted=None, undoes__isnull=False) | Q(accepted__isnull=False, undoes=None),
                name="a_choice_decides_or_takes_back",
            ),
        )
