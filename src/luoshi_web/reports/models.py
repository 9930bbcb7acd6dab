"""What is asked and what was answered: cycles, reports, their versions, and the figures read in them.

A version never changes once it is written. Where a report may go stands in luoshi.report.
Columns and constraints only.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.plan import Basis, Claim, Settler
from luoshi_web.places.models import Jurisdiction, OfJurisdiction, Unit
from luoshi_web.plans.figures import Figure, FigureField
from luoshi_web.plans.models import Indicator, Milestone, Plan, Revision, Target, Task


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


class ReportState(models.TextChoices):
    NOT_DUE = "not_due"
    DUE = "due"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    RETURNED = "returned"
    ACCEPTED = "accepted"


UNANSWERED = (ReportState.NOT_DUE, ReportState.DUE, ReportState.DRAFT)


class Report(OfJurisdiction):
    """反馈、填报: the answer on one task in one cycle, owned by the lead named first, or by whom the office gave it to.

    `current` is the newest version, `accepted` the one that holds: while a correction waits the
    two differ. `due_at` and `closes_at` are this report's own, stored when it is asked for;
    only an exception or a return moves them. `reason`: why it came back, or was corrected.
    `on_time`: whether the first version came by `due_at`. `opened_at`: when somebody of its
    unit first looked.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reports")
    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    current = models.ForeignKey("ReportVersion", models.PROTECT, null=True, blank=True, related_name="+")
    accepted = models.ForeignKey("ReportVersion", models.PROTECT, null=True, blank=True, related_name="+")
    owner_given = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    on_time = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "cycle", "task"], name="one_report_a_task_and_cycle"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="a_report_has_a_state"),
            models.CheckConstraint(
                condition=Q(state__in=UNANSWERED) | Q(current__isnull=False), name="a_report_sent_has_a_version"
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.ACCEPTED) | Q(accepted__isnull=False),
                name="an_accepted_report_says_which_version",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.RETURNED) | ~Q(reason=""), name="a_returned_report_says_why"
            ),
        )


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


class Draft(OfJurisdiction):
    """What somebody of the unit is writing. `number` counts the savings, so that none overwrites another unseen.

    `figures` are as typed: {"target": 12, "value": "19.2", "lack": ""}; so are `milestones`:
    {"milestone": 3, "stage": "done", "date": "2025-09-12"}. `settlements` are as pressed:
    {"target": 12, "figure": [3, 6], "said": the statement then, "by": 4, "at": "2025-10-10T10:00:00+08:00"}.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="draft")
    number = models.PositiveIntegerField(default=1)
    statement = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    unchanged = models.TextField(blank=True)
    figures = models.JSONField(default=list, blank=True)
    milestones = models.JSONField(default=list, blank=True)
    settlements = models.JSONField(default=list, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()


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


class KeptFile(models.Model):
    """The bytes of a file on disk, known by their SHA-256; never changed. `size` in bytes, 0 once they are let go."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="kept_files")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "sha256"], name="the_same_bytes_are_kept_once"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_kept_file_has_its_sha256"),
        )


class Evidence(OfJurisdiction):
    """佐证: a file or a link behind what a report says; the site never opens the link.

    What was handed in with a version stays with it (`versions`), also after it was taken out of the draft.
    `contribution`: it came from a unit that was asked, not from the owner. `number` counts a report's
    evidence from 1, for its address; it is never given again.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField()
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, blank=True, related_name="evidence")
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    name = models.CharField(max_length=255)
    link = models.CharField(max_length=1000, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "report", "number"], name="evidence_is_numbered"),
            models.CheckConstraint(
                condition=(Q(file__isnull=False) & Q(link="")) | (Q(file=None) & ~Q(link="")),
                name="evidence_is_a_file_or_a_link",
            ),
        )


class VersionEvidence(OfJurisdiction):
    """A version was handed in with a piece of evidence."""

    reportversion = models.ForeignKey(ReportVersion, models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="+")

    class Meta:
        db_table = "reports_reportversion_evidence"
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "reportversion", "evidence"], name="a_version_has_its_evidence_once"
            ),
        )


class ContributionEvidence(OfJurisdiction):
    """A contribution was handed in with a piece of evidence."""

    contributionversion = models.ForeignKey(ContributionVersion, models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="+")

    class Meta:
        db_table = "reports_contributionversion_evidence"
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "contributionversion", "evidence"], name="a_contribution_has_its_evidence_once"
            ),
        )


class SealedSheet(OfJurisdiction):
    """盖章件: the scan of a unit's printed reports of one cycle, sealed: evidence of the submission itself.

    `versions`: what stood on the sheet when it was sent. `number` counts a unit's scans of a cycle from 1.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="sealed_sheets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sealed_sheets")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(KeptFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    versions = models.ManyToManyField(ReportVersion, through="SheetVersion", related_name="sealed_sheets")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "cycle", "unit", "number"], name="sealed_sheets_are_numbered"
            ),
        )


class SheetVersion(OfJurisdiction):
    """A version stood on a sheet when it was sealed."""

    sealedsheet = models.ForeignKey(SealedSheet, models.CASCADE, related_name="+")
    reportversion = models.ForeignKey(ReportVersion, models.CASCADE, related_name="+")

    class Meta:
        db_table = "reports_sealedsheet_versions"
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "sealedsheet", "reportversion"], name="a_sheet_covers_a_version_once"
            ),
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


class Phrasing(OfJurisdiction):
    """发布口径: the office's own wording of a version, for publication, beside the statement; the newest counts.

    An empty text takes the one before back.
    """

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="phrasings")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "version", "number"], name="phrasings_are_numbered"),
        )


class SavedPhrase(models.Model):
    """常用语: what an office often writes when it returns a report."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="saved_phrases")
    text = models.CharField(max_length=300)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("saved_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "text"], name="a_phrase_is_saved_once"),
            models.CheckConstraint(condition=~Q(text=""), name="a_saved_phrase_says_something"),
        )


class Presence(OfJurisdiction):
    """Who has a report open to write it, and when they were last heard of; not kept for long."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    heard_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "report", "user"], name="somebody_is_present_once"),
        )
