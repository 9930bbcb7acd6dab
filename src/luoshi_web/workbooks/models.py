"""Workbooks that came back: the file, and what became of each of its rows. Columns and constraints only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi_web.places.models import OfJurisdiction, Unit
from luoshi_web.reports.models import Contribution, Cycle, KeptFile, Report


class Upload(OfJurisdiction):
    """One workbook as a unit sent it for one cycle; `number` counts them, and stands in the address.

    `token` names the download that it was filled in. `hand_in`: what is complete was to be
    submitted. `trouble`: why nothing of it was read at all. `untouched` counts the rows that stand as
    they were downloaded. `finished_at` is empty where the process died half way; what was
    taken until then has its lines.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="uploads")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="uploads")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(KeptFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    token = models.CharField(max_length=40, blank=True)
    hand_in = models.BooleanField(default=False)
    trouble = models.TextField(blank=True)
    trouble_en = models.TextField(blank=True)
    untouched = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "cycle", "unit", "number"], name="workbooks_of_a_unit_are_numbered"
            ),
        )


class Outcome(models.TextChoices):
    TAKEN = "taken"
    HANDED_IN = "handed_in"
    CONFLICT = "conflict"  # the page says something else since the download
    BAD = "bad"
    NOT_HANDED_IN = "not_handed_in"  # it was taken, and is not complete
    NOTE = "note"


class Settled(models.TextChoices):
    """What a person chose where page and workbook differ."""

    SHEET = "sheet"
    PAGE = "page"


class Line(OfJurisdiction):
    """What became of one row: taken, sent back with a sentence, or left to a person to choose.

    `changes` are [field, what stood there, what came]; `wanted` is the whole row by field, as it would be
    written; `left` is the digest of the row as the taking left it; `seen` the draft's number then.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    outcome = models.CharField(max_length=15, choices=Outcome.choices)
    kind = models.CharField(max_length=1, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    cell = models.CharField(max_length=12, blank=True)
    no = models.CharField(max_length=60, blank=True)
    named = models.TextField(blank=True)
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="+")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, blank=True, related_name="+")
    part = models.PositiveIntegerField(default=0)
    sentence = models.TextField(blank=True)
    sentence_en = models.TextField(blank=True)
    changes = models.JSONField(default=list, blank=True)
    wanted = models.JSONField(default=dict, blank=True)
    left = models.CharField(max_length=16, blank=True)
    seen = models.PositiveIntegerField(default=0)
    settled = models.CharField(max_length=5, choices=Settled.choices, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "upload", "position"], name="lines_of_a_workbook_are_in_order"
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="a_row_has_an_outcome"),
            models.CheckConstraint(
                condition=Q(settled="") | Q(outcome=Outcome.CONFLICT, settled_at__isnull=False),
                name="only_a_conflict_is_settled",
            ),
        )
