"""What was promised and who owes it: identities, and what each imported table says of them.

A Task and a Unit live on; a Revision and its Wordings never change once they are written.
Columns and constraints only: reading is in queries.py, writing in actions.py.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.plan import Basis, Comparator, Level, MilestoneKind
from luoshi_web.people.rights import Right, Viewer, concerning
from luoshi_web.places.models import Jurisdiction, OfJurisdiction, Unit
from luoshi_web.plans.figures import Figure, Reading


class SourceFile(models.Model):
    """A file as it came: known by the SHA-256 of its bytes, kept once for a jurisdiction.

    `given_out`: whether the public gets it as it came; nobody decided that where it is null: see `originals`.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    url = models.URLField(max_length=500, blank=True)
    published_on = models.CharField(
        max_length=10, blank=True, help_text="2025, 2025-07 or 2025-07-03: as far as it is known"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    given_out = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "sha256"], name="one_file_of_the_same_bytes"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="sha256_is_hexadecimal"),
        )


class SourceContent(OfJurisdiction):
    """The bytes of a file, in a table of their own so that no list drags them along."""

    source = models.OneToOneField(SourceFile, models.CASCADE, primary_key=True, related_name="content")
    data = models.BinaryField()


class Visibility(models.TextChoices):
    INTERNAL = "internal"
    PUBLISHED = "published"


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: Viewer) -> "PlanQuerySet":
        """The published ones, and for whoever works for a jurisdiction all of its own."""
        return self.filter(Q(visibility=Visibility.PUBLISHED) | concerning(user, Right.READ))


class Plan(models.Model):
    """年度计划: one jurisdiction's promises of one year, internal until it is published.

    `public_lights`: whether the public sees the reckoned lights with their sentences.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.INTERNAL)
    published_at = models.DateTimeField(null=True, blank=True)
    public_lights = models.BooleanField(default=False)
    in_force = models.ForeignKey("Revision", models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "year"], name="one_plan_a_year"),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.INTERNAL)
                | Q(visibility=Visibility.PUBLISHED, published_at__isnull=False, in_force__isnull=False),
                name="a_published_plan_has_a_date_and_a_revision",
            ),
            models.CheckConstraint(condition=Q(year__gte=1949, year__lte=2999), name="plan_year_is_a_year"),
        )


class Revision(OfJurisdiction):
    """版本: one imported table, with the file it came from and who confirmed it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="revisions")
    title = models.CharField(max_length=300, null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)
    year_from = models.CharField(max_length=40, blank=True)
    columns = models.JSONField(default=list)
    grammar = models.CharField(max_length=40)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "plan", "number"], name="revisions_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revisions_begin_at_one"),
        )


class Likeness(OfJurisdiction):
    """Two units whose names look alike: proposed by the reader, decided by a person."""

    class Decision(models.TextChoices):
        OPEN = "open"
        SAME = "same"
        DIFFERENT = "different"

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "unit", "other"], name="a_likeness_is_proposed_once"),
            models.CheckConstraint(condition=~Q(unit=F("other")), name="a_unit_is_not_like_itself"),
        )


class Indicator(models.Model):
    """指标: a metric that stays the same across years, under any of its names."""

    class Polarity(models.TextChoices):
        MORE = "more"
        LESS = "less"
        UNKNOWN = ""

    class Kind(models.TextChoices):
        FLOW = "flow"
        STOCK = "stock"
        RATE = "rate"
        UNKNOWN = ""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="indicators")
    name = models.CharField(max_length=300)
    polarity = models.CharField(max_length=10, choices=Polarity.choices, blank=True, default=Polarity.UNKNOWN)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True, default=Kind.UNKNOWN)
    measure = models.CharField(max_length=50, blank=True)
    frequency = models.CharField(max_length=20, blank=True)
    releases = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["jurisdiction", "name"], name="one_indicator_of_a_name"),)


class IndicatorName(models.Model):
    """A further name of an indicator: 经济增长 is 地区生产总值."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="indicator_names")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["jurisdiction", "name"], name="a_name_means_one_indicator"),)


class Task(OfJurisdiction):
    """任务: an identity over the year. Its key is stable, and stands in its address."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "plan", "key"], name="a_key_means_one_task"),
            models.CheckConstraint(condition=~Q(key=""), name="a_task_has_a_key"),
        )


class FormerKey(OfJurisdiction):
    """A key that a task had before: its address leads to the one of today, for ever."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="former_keys")
    task = models.ForeignKey(Task, models.PROTECT, related_name="former_keys")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "plan", "key"], name="a_former_key_means_one_task"),
        )


class Wording(OfJurisdiction):
    """内容及要求: what one revision says of a task. Spans point into `text`, so it never changes.

    `number` is the printed number where it is a whole one; `no` is what was printed. `part` and `year` are those of
    the table, annex or list that it stands in, where a document has several.
    `kept_from`: the office kept what an earlier table says, and `place` is a place in that one.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="wordings")
    kept_from = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="wordings")
    position = models.PositiveIntegerField()
    no = models.CharField(max_length=60)
    number = models.PositiveIntegerField(null=True, blank=True)
    chapter = models.TextField(blank=True)
    objective = models.TextField(blank=True)
    part = models.TextField(blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField()
    due = models.CharField(max_length=200, null=True, blank=True)
    leader = models.CharField(max_length=200, null=True, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    steps = models.JSONField(default=list, blank=True)
    place = models.JSONField(default=dict, blank=True)
    places = models.JSONField(default=dict, blank=True)
    units = models.ManyToManyField(Unit, through="Duty", related_name="wordings")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "revision", "task"], name="a_revision_words_a_task_once"),
            models.UniqueConstraint(fields=["jurisdiction", "revision", "position"], name="wordings_are_in_order"),
        )


class Duty(OfJurisdiction):
    """A unit leads a task or cooperates in it, by one wording; `as_written` is the cell's own spelling."""

    class Role(models.TextChoices):
        LEAD = "lead"
        COOPERATING = "cooperating"

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    role = models.CharField(max_length=12, choices=Role.choices)
    position = models.PositiveIntegerField()
    as_written = models.CharField(max_length=200)

    class Meta:
        ordering = ("role", "position")
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "wording", "role", "position"], name="duties_are_in_order"),
            models.CheckConstraint(condition=Q(role__in=["lead", "cooperating"]), name="a_duty_has_a_role"),
        )


class Target(Figure):
    """目标值: one thing measured. A changed target names the one it replaces, which stays.

    `place` is the cell of its own that holds the goal, `written` its words where the wording does not say them.
    """

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="targets")
    hedge = models.CharField(max_length=50, null=True, blank=True)
    milestone = models.CharField(max_length=20, null=True, blank=True)
    action = models.CharField(max_length=50, null=True, blank=True)
    reference = models.CharField(max_length=300, null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    place = models.JSONField(null=True, blank=True)
    written = models.CharField(max_length=300, blank=True, default="")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta(Figure.Meta):
        abstract = False
        ordering = ("position",)
        constraints = (
            *Figure.Meta.constraints,
            models.UniqueConstraint(fields=["jurisdiction", "wording", "position"], name="targets_are_in_order"),
            models.CheckConstraint(condition=Q(basis__in=[b.value for b in Basis]), name="a_target_has_a_basis"),
            models.CheckConstraint(
                condition=Q(comparator=None) | Q(comparator__in=[c.value for c in Comparator]),
                name="a_target_compares_in_a_known_way",
            ),
        )


class Milestone(Reading):
    """节点: a named work's phase, without a count."""

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=20)
    object = models.TextField()
    hedge = models.CharField(max_length=50, null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta(Reading.Meta):
        abstract = False
        ordering = ("position",)
        constraints = (
            *Reading.Meta.constraints,
            models.UniqueConstraint(fields=["jurisdiction", "wording", "position"], name="milestones_are_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in MilestoneKind]), name="a_milestone_has_a_kind"
            ),
        )


class Finding(OfJurisdiction):
    """Something a person should look at in one revision: what was written, what was reckoned, where."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="findings")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="findings")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    message = models.TextField()
    message_en = models.TextField(blank=True)
    written = models.TextField(null=True, blank=True)
    reckoned = models.TextField(null=True, blank=True)
    field = models.CharField(max_length=60, null=True, blank=True)
    task_key = models.CharField(max_length=200, null=True, blank=True)
    place = models.JSONField(default=dict, blank=True)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "revision", "position"], name="findings_are_in_order"),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]), name="a_finding_has_a_level"
            ),
        )


class Mention(OfJurisdiction):
    """How one revision names a unit: each spelling, in the order met."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="mentions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mentions")
    position = models.PositiveIntegerField()
    as_written = models.JSONField(default=list)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "revision", "unit"], name="a_revision_mentions_a_unit_once"
            ),
        )
