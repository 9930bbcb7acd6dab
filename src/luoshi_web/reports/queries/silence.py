"""Reading why a report of a cycle has no answer yet: it waits for the office, or its figures cannot exist yet."""

from collections import defaultdict

from django.utils import timezone

from luoshi.releases import Awaited
from luoshi_web.plans.models import Milestone, Target, Wording
from luoshi_web.reports.models import Cycle, CycleStatus, Report, ReportState
from luoshi_web.reports.queries.questions import asked_for

BEGUN = (ReportState.DUE, ReportState.DRAFT)


def waiting_in(cycle: Cycle) -> frozenset[str]:
    """Return the keys of the tasks that a unit has reported, and of which the office has accepted nothing yet."""
    states = (ReportState.SUBMITTED, ReportState.SIGNED)
    rows = cycle.reports.filter(state__in=states, accepted=None).order_by()
    return frozenset(rows.values_list("task__key", flat=True))


def awaited_in(cycle: Cycle) -> dict[int, Awaited]:
    """Return, by the rows of reports that nobody has handed in, what is awaited where that is all that is asked.

    A task that asks for anything else, a milestone or a rank, say, is not among them: that may be reported.
    """
    if cycle.status == CycleStatus.RECORDED or cycle.as_of is None:
        return {}
    reports = {row.task_id: row for row in cycle.reports.filter(state__in=BEGUN, due_at__isnull=False).order_by()}
    wordings = Wording.objects.filter(task__in=reports, revision=cycle.plan.in_force_id)
    tasks = dict(wordings.values_list("pk", "task_id"))
    targets = defaultdict(list)
    for target in Target.objects.filter(wording__in=tasks, replaced_by=None).select_related("indicator"):
        targets[target.wording_id].append(target)
    stepped = set(Milestone.objects.filter(wording__in=tasks).values_list("wording_id", flat=True))
    found = {}
    for wording, asked in targets.items():
        report = reports[tasks[wording]]
        if wording not in stepped and (last := _all_awaited(report, asked, cycle)) is not None:
            found[report.pk] = last
    return found


def _all_awaited(report: Report, asked: list[Target], cycle: Cycle) -> Awaited | None:
    """Return the one that comes out last, where all that is asked is still to come when the report is due."""
    assert cycle.as_of is not None
    assert report.due_at is not None
    due = timezone.localtime(report.due_at).date()
    awaited = [asked_for(one, cycle.as_of, due).awaited if one.value is not None else None for one in asked]
    there = [one for one in awaited if one is not None]
    return max(there, key=lambda one: one.expected) if there and len(there) == len(awaited) else None
