"""Reading where a running cycle no longer says what the table in force says: leads, tasks gone, tasks come."""

from dataclasses import dataclass

from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan, Wording
from luoshi_web.reports.models import Cycle, Report, ReportState
from luoshi_web.reports.queries.leads import leads_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A report that is not accepted, and the unit that the table now names first."""

    report: Report
    unit: Unit


@dataclass(frozen=True, slots=True)
class Drift:
    """What the newest revision changed of what a cycle asks for; `revision` is its number.

    `added` are tasks that no revision had when the cycle was opened: what the office left out stays out.
    """

    revision: int
    changed: list[Changed]
    dropped: list[Report]
    added: list[Wording]

    def __bool__(self) -> bool:
        return bool(self.changed or self.dropped or self.added)


def drift_of(cycle: Cycle) -> Drift:
    """Hold a running cycle against the table in force. What the office gave to a unit itself stays with it."""
    plan = Plan.objects.select_related("in_force").get(pk=cycle.plan_id)
    revision = plan.in_force
    if revision is None or cycle.opens_at is None:
        return Drift(0, [], [], [])
    leads = leads_of(revision.pk)
    rows = cycle.reports.exclude(state__in=(ReportState.ACCEPTED, ReportState.NOT_DUE))
    rows = rows.select_related("cycle__plan__jurisdiction", "task", "owner").order_by("task__pk")
    there = set(revision.wordings.values_list("task_id", flat=True))
    reports = list(rows)
    now = {
        row.pk: leads[row.task_id][0]
        for row in reports
        if row.task_id in leads and not row.owner_given and leads[row.task_id][0] != row.owner_id
    }
    units = Unit.objects.in_bulk(set(now.values()))
    asked = cycle.reports.values("task_id")
    new = revision.wordings.exclude(task__in=asked).select_related("task")
    new = new.exclude(task__wordings__revision__confirmed_at__lte=cycle.opens_at)
    return Drift(
        revision=revision.number,
        changed=[Changed(row, units[now[row.pk]]) for row in reports if row.pk in now],
        dropped=[row for row in reports if row.task_id not in there],
        added=list(new.order_by("position")),
    )
