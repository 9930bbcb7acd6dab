"""Intakes: a file on its way to become a plan, what was read in it, and what persons put right.

The file is a SourceFile, kept whatever becomes of it. Its reading is written once it is
whole, never in parts. Corrections are appended; taking one back is a further row.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi_web.places.models import Jurisdiction, OfJurisdiction
from luoshi_web.plans.models import Revision, SourceFile


class IntakeState(models.TextChoices):
    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    CONFIRMING = "confirming"
    FAILED = "failed"
    CANCELLED = "cancelled"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"


class Intake(models.Model):
    """One file taken in for one jurisdiction; `number` counts them, and stands in the address.

    `attempt` counts the readings begun: what an older one still has to say is not heard.
    `done` and `total` count rows or pages while the file is read; nothing is known while total is 0.
    `sketch`: where no task was found, the first rows of the file's tables, so that a person can
    tell what their columns hold.
    `drafted`: the file is a work report, which the tasks are cut from.
    `trouble`: why it was not read, or not put in force; `confirming` is a long plan on its way there.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="intakes")
    number = models.PositiveIntegerField()
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="intakes")
    pasted = models.BooleanField(default=False)
    drafted = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=IntakeState.choices, default=IntakeState.WAITING)
    attempt = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True)
    trouble_en = models.TextField(blank=True)
    sketch = models.JSONField(default=list, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    revision = models.OneToOneField(Revision, models.PROTECT, null=True, blank=True, related_name="intake")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "number"], name="intakes_are_numbered"),
            models.CheckConstraint(condition=Q(state__in=IntakeState.values), name="an_intake_has_a_state"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="no_more_is_read_than_there_is"),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "replaced"], revision__isnull=False, confirmed_at__isnull=False)
                | (~Q(state__in=["confirmed", "replaced"]) & Q(revision=None, confirmed_at=None)),
                name="a_confirmed_intake_made_a_revision",
            ),
        )


class IntakeReading(OfJurisdiction):
    """What was read: the contract's JSON, packed by zlib; replaced whole when the file is read again.

    `cut`: of a work report, what became of each piece of it (docs/drafting.md), packed in the same way; else empty.
    """

    intake = models.OneToOneField(Intake, models.CASCADE, primary_key=True, related_name="reading")
    attempt = models.PositiveIntegerField()
    grammar = models.CharField(max_length=40)
    tasks = models.PositiveIntegerField()
    packed = models.BinaryField()
    cut = models.BinaryField(default=bytes)


class Act(OfJurisdiction):
    """What a person did at one time: corrections, or taking an earlier act back.

    `written` is a JSON list of corrections, in text since its figures must stay as they are.
    """

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="acts")
    number = models.PositiveIntegerField()
    written = models.TextField(blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "intake", "number"], name="acts_are_numbered"),
            models.CheckConstraint(
                condition=Q(written="", undoes__isnull=False) | (~Q(written="") & Q(undoes=None)),
                name="an_act_corrects_or_takes_back",
            ),
        )


class OpinionKind(models.TextChoices):
    AGREE = "agree"
    UNIT = "unit"
    WORDING = "wording"
    TARGET = "target"
    DROP = "drop"


class OpinionState(models.TextChoices):
    """`replaced`: its unit has answered anew, in another file, before the office decided."""

    OPEN = "open"
    TAKEN = "taken"
    LEFT = "left"
    REPLACED = "replaced"


# What a unit chooses from, in the words of the file that is sent round.
OPINIONS = {
    "同意": OpinionKind.AGREE,
    "改单位": OpinionKind.UNIT,
    "改表述": OpinionKind.WORDING,
    "改目标": OpinionKind.TARGET,
    "不宜列入": OpinionKind.DROP,
}


class Opinion(OfJurisdiction):
    """What one unit answered to one task of a draft that was sent round, and what the office made of it.

    `place` and `words` name the task as it was sent; `unit` and `person` are as written.
    `cell` is where it stands in `source`. `act` is the correction that it was taken by, so that undoing opens it again.
    """

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField()
    place = models.JSONField()
    words = models.TextField()
    words_hash = models.CharField(max_length=12)
    unit = models.CharField(max_length=200)
    person = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=OpinionKind.choices)
    proposed = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="+")
    cell = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OpinionState.choices, default=OpinionState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_why = models.TextField(blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="opinions")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "intake", "number"], name="opinions_are_numbered"),
            models.UniqueConstraint(fields=["jurisdiction", "intake", "fingerprint"], name="an_opinion_is_kept_once"),
            models.CheckConstraint(condition=Q(kind__in=OpinionKind.values), name="an_opinion_has_a_kind"),
            models.CheckConstraint(condition=Q(state__in=OpinionState.values), name="an_opinion_has_a_state"),
            models.CheckConstraint(
                condition=Q(state="taken", act__isnull=False) | (~Q(state="taken") & Q(act=None)),
                name="an_opinion_is_taken_by_an_act",
            ),
        )
