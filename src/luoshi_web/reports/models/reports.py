"""Reports (填报): where the answer on one task in one cycle stands, its draft, and who is writing it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi_web.places.models import OfJurisdiction, Unit
from luoshi_web.plans.models import Task
from luoshi_web.reports.models.cycles import Cycle, CycleStatus


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

    @property
    def until(self) -> datetime | None:
        """The moment by which it is to be handed in: its deadline, or the lock that comes before it.

        Of a closed cycle the lock alone counts: it was unlocked until then, whatever the deadline was.
        """
        if self.closes_at is None or self.due_at is None:
            return self.due_at
        return self.closes_at if self.cycle.status == CycleStatus.CLOSED else min(self.due_at, self.closes_at)


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


class Presence(OfJurisdiction):
    """Who has a report open to write it, and when they were last heard of; not kept for long."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    heard_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "report", "user"], name="somebody_is_present_once"),
        )
