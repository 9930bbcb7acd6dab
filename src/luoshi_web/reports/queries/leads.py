"""Reading which units lead a task: by the table, and by what the office decided before."""

from luoshi_web.plans.models import Duty
from luoshi_web.reports.models import Cycle, Report


def leads_of(revision: int) -> dict[int, list[int]]:
    """Return, a task's row, the units that lead it by a revision, the one named first in front."""
    duties = Duty.objects.filter(wording__revision=revision, role=Duty.Role.LEAD)
    leads: dict[int, list[int]] = {}
    for task, unit in duties.order_by("wording__position", "position").values_list("wording__task_id", "unit_id"):
        leads.setdefault(task, []).append(unit)
    return leads


def given_before(cycle: Cycle) -> dict[int, int]:
    """Return, a task, the unit that the office gave its report to in the last cycle that asked for it."""
    rows = Report.objects.filter(cycle__plan=cycle.plan_id, owner_given=True).exclude(cycle=cycle.pk)
    return dict(rows.order_by("cycle__position").values_list("task_id", "owner_id"))
