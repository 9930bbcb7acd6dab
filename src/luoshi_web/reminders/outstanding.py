"""What each unit owes in one cycle: which tasks, how late, whether anybody of it has looked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from luoshi_web.people.models import User
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Duty
from luoshi_web.reminders.models import Urge
from luoshi_web.reminders.recipients import people_of_each
from luoshi_web.reports.models import Contribution, Cycle, Report, ReportState
from luoshi_web.reports.queries.silence import awaited_in
from luoshi_web.reports.queries.worklists import OWED, texts_of

NOT_AGAIN_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OwedTask:
    """One task that a unit owes something on. `adds`: it only adds to another's report."""

    key: str
    no: str
    text: str
    due_at: datetime | None
    late: bool
    returned: bool
    opened: bool
    adds: bool = False


@dataclass(frozen=True, slots=True)
class UnitOwing:
    """A unit with what it owes in one cycle.

    Args:
        silent: it was asked, and has opened nothing at all.
        urged_at: when it was urged last in this cycle.
    """

    unit: Unit
    tasks: tuple[OwedTask, ...]
    people: tuple[User, ...]
    silent: bool
    urged_at: datetime | None

    @property
    def late(self) -> bool:
        return any(task.late for task in self.tasks)

    @property
    def late_tasks(self) -> tuple[OwedTask, ...]:
        return tuple(task for task in self.tasks if task.late)

    def urged_lately(self, at: datetime) -> bool:
        return self.urged_at is not None and self.urged_at > at - NOT_AGAIN_WITHIN


def owing_units(cycle: Cycle, at: datetime) -> list[UnitOwing]:
    """Return the units that owe anything in a cycle, those with most late tasks first, alike ones as in the plan.

    What asks for nothing but figures that are not out yet is owed by nobody: the unit was told that it need not care.
    """
    tasks: dict[int, list[OwedTask]] = {}
    reports = list(
        cycle.reports.filter(state__in=OWED, owner__isnull=False)
        .exclude(pk__in=awaited_in(cycle))
        .select_related("cycle__plan", "task")
        .order_by("task")
    )
    adds = list(
        Contribution.objects.filter(report__cycle=cycle, state__in=OWED)
        .select_related("report__cycle__plan", "report__task")
        .order_by("report__task")
    )
    wordings = texts_of([*reports, *(row.report for row in adds)])
    everything: list[Report | Contribution] = [*reports, *adds]
    for row in everything:
        report = row.report if isinstance(row, Contribution) else row
        wording = wordings.get(report.task_id)
        until = row.until if isinstance(row, Report) else row.due_at
        tasks.setdefault(row.unit_id if isinstance(row, Contribution) else row.owner_id or 0, []).append(
            OwedTask(
                key=report.task.key,
                no=wording.no if wording else report.task.key,
                text=wording.text if wording else report.task.key,
                due_at=until,
                late=until is not None and until < at,
                returned=row.state == ReportState.RETURNED,
                opened=row.opened_at is not None,
                adds=isinstance(row, Contribution),
            )
        )
    units = Unit.objects.in_bulk(tasks)
    people = people_of_each(list(units.values()))
    urged = dict(Urge.objects.filter(cycle=cycle).order_by().values_list("unit").annotate(last=Max("at")))
    quiet = _silent(cycle)
    answer = [
        UnitOwing(units[pk], tuple(owed), tuple(people.get(pk, ())), pk in quiet, urged.get(pk))
        for pk, owed in tasks.items()
    ]
    order = _order(cycle)

    def place(one: UnitOwing) -> tuple[int, bool, int, str]:
        return -len(one.late_tasks), not one.silent, order.get(one.unit.pk, len(order)), one.unit.name

    return sorted(answer, key=place)


def _order(cycle: Cycle) -> dict[int, int]:
    """Return the place of each unit among those of the plan, by the first task that it leads or cooperates in."""
    if cycle.plan.in_force_id is None:
        return {}
    duties = Duty.objects.filter(wording__revision=cycle.plan.in_force_id)
    rows = duties.order_by("wording__position", "-role", "position").values_list("unit_id", flat=True)
    return {unit: place for place, unit in enumerate(dict.fromkeys(rows))}


def _silent(cycle: Cycle) -> set[int]:
    """Return the units that own reports or were asked to add to others', and of whom nobody has opened any."""
    rows = cycle.reports.filter(owner__isnull=False).exclude(pk__in=awaited_in(cycle)).order_by()
    opened = rows.exclude(opened_at=None, state=ReportState.DUE)
    adds = Contribution.objects.filter(report__cycle=cycle).order_by()
    looked = adds.exclude(opened_at=None, state=ReportState.DUE)
    asked = set(rows.values_list("owner", flat=True)) | set(adds.values_list("unit", flat=True))
    seen = set(opened.values_list("owner", flat=True)) | set(looked.values_list("unit", flat=True))
    return asked - seen


def late_units(cycle: Cycle, at: datetime) -> list[UnitOwing]:
    """Return the units that are past a deadline, or were asked and have opened nothing, the latest first."""
    return [one for one in owing_units(cycle, at) if one.late or one.silent]
