"""What the figures say (研判): appended, never updated. Columns and constraints only."""

from django.db import models
from django.db.models import Q

from luoshi.plan import Light, State
from luoshi_web.places.models import OfJurisdiction
from luoshi_web.plans.figures import FigureField
from luoshi_web.plans.models import Target, Task
from luoshi_web.reports.models import Cycle


class Assessment(OfJurisdiction):
    """Where a target, or a task as a whole (`target` empty), stands in a cycle, by a named rule.

    `inputs_hash` covers all that the rule read, the versions of wording and report
    included; so the newest row of a target and cycle is the one that counts.
    `unsettled`, `candidates` and `settled_by` are as the contract writes them, amounts as text; so are `findings`,
    what the checks found in the statement of a task in that cycle.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="assessments")
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="assessments")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=20)
    light = models.CharField(max_length=10)
    rule = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    sentence = models.TextField()
    sentence_en = models.TextField(blank=True)
    provisional = models.BooleanField(default=False)
    expected = FigureField(null=True, blank=True)
    reached = FigureField(null=True, blank=True)
    inputs = models.JSONField(default=list)
    unsettled = models.JSONField(default=list, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    settled_by = models.JSONField(null=True, blank=True)
    findings = models.JSONField(default=list, blank=True)
    inputs_hash = models.CharField(max_length=64)
    decided_by = models.PositiveIntegerField(null=True, blank=True)
    reckoned_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "target", "cycle", "rule", "version", "inputs_hash"],
                condition=Q(target__isnull=False),
                name="a_target_is_assessed_once_on_the_same_inputs",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "task", "cycle", "rule", "version", "inputs_hash"],
                condition=Q(target__isnull=True),
                name="a_task_is_assessed_once_on_the_same_inputs",
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="an_assessment_has_a_state"),
            models.CheckConstraint(
                condition=Q(light__in=[light.value for light in Light]), name="an_assessment_has_a_light"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(target=None), name="only_a_task_is_decided_by_a_target"
            ),
            models.CheckConstraint(
                condition=~Q(provisional=True, light=Light.RED.value), name="a_provisional_light_is_never_red"
            ),
        )
        indexes = (models.Index(fields=["jurisdiction", "cycle", "task"]),)
