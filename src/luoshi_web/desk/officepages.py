"""What the office's pages of the desk show, gathered from the rooms below."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi_web.desk.openingforms import Wanted, local_text
from luoshi_web.desk.reviewpages import Desk
from luoshi_web.desk.standingchart import parts_of, standing
from luoshi_web.people.rights import Right, Viewer, may
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reports.models import Cycle, CycleStatus, Report, ReportState
from luoshi_web.reports.queries import worklists
from luoshi_web.reports.queries.drift import drift_of
from luoshi_web.reports.queries.held import Held, held_by
from luoshi_web.reports.queries.preview import is_done, preview, wordings_in_force
from luoshi_web.reports.queries.worklists import Standing
from luoshi_web.supervision.queries import judged_plan

SORTS: dict[str, Callable[[Standing], Any]] = {
    "left": lambda one: one.handed_in - one.asked,
    "asked": lambda one: -one.asked,
    "unopened": lambda one: -one.unopened,
    "submitted": lambda one: -one.submitted,
    "returned": lambda one: -one.returned,
    "accepted": lambda one: -one.accepted,
    "late": lambda one: -one.late,
    "name": lambda one: one.unit.name if one.unit else "",
}
SHOWS: dict[str, Callable[[Standing], bool]] = {
    "": lambda one: True,
    "late": lambda one: one.late > 0,
    "silent": lambda one: one.asked > 0 and one.unopened == one.asked,
    "returned": lambda one: one.returned > 0,
}


def address_if(name: str, *parts: object) -> str:
    """Return an address of another room; empty where the site has no such page."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def done_keys(plan: Plan) -> set[str]:
    """Return the tasks that the pages of a plan show as done."""
    tasks = judged_plan(plan, lights=True, details=False).plan.tasks
    return {task.key for task in tasks if is_done(task.assessment.state if task.assessment else None, task.claim)}


def cycles_of(plan: Plan, user: Viewer) -> dict[str, Any]:
    """The cycles of a plan, and what the form that opens the next one chooses from."""
    rows = wordings_in_force(plan)
    return {
        "plan": plan,
        "cycles": list(plan.cycles.order_by("-position")),
        "now": timezone.now(),
        "chapters": list(dict.fromkeys(row.chapter for row in rows)),
        "objectives": list(dict.fromkeys(row.objective for row in rows if row.objective)),
        "handover": reverse("desk:handover", args=(plan.jurisdiction.slug, plan.year)),
        "holidays": address_if("calendars:holidays", plan.jurisdiction.slug)
        if may(user, Right.APPOINT, plan.jurisdiction_id)
        else "",
    }


def people_of(plan: Plan, user: Viewer) -> str:
    """Return where somebody gives a unit its people; empty where that is not theirs to do."""
    if not may(user, Right.APPOINT, plan.jurisdiction_id):
        return ""
    return address_if("administration:people", plan.jurisdiction.slug)


def opening_page(plan: Plan, wanted: Wanted, sent: QueryDict) -> dict[str, Any]:
    """What opening would ask of whom; the moments that are shown go along, so that they are what is stored."""
    shown = ("deadline", "closes_at", "do", "keys", "csrfmiddlewaretoken")
    return {
        "plan": plan,
        "wanted": wanted,
        "early": max(0, (wanted.as_of - timezone.localdate(wanted.deadline)).days),
        "seen": preview(plan, wanted.as_of, wanted.deadline, wanted.tasks),
        "fields": [(name, value) for name in sent for value in sent.getlist(name) if name not in shown],
        "deadline_text": local_text(wanted.deadline),
        "closes_text": local_text(wanted.closes_at),
        "keys": "\n".join(wanted.tasks) if wanted.tasks is not None else "",
    }


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit on the board, with its bar and its two rates in per cent; None where nothing was asked or came."""

    standing: Standing
    bar: Markup
    complete: int | None
    on_time: int | None


def board_page(cycle: Cycle, sort: str, show: str) -> dict[str, Any]:
    """How far each unit is: the part of the page that renews itself."""
    at = timezone.now()
    everyone = worklists.board_of(cycle, at)
    rates = worklists.rates_of(cycle, at)
    sort, show = sort if sort in SORTS else "left", show if show in SHOWS else ""
    most = max((one.asked for one in everyone), default=1)
    rows = sorted((one for one in everyone if SHOWS[show](one)), key=SORTS[sort])
    example = Standing(None, 5, 0, 1, 1, 1, 1, 0, 0)
    return {
        "cycle": cycle,
        "plan": cycle.plan,
        "open": cycle.status == CycleStatus.OPEN,
        "lines": [_line(one, most) for one in rows],
        "everyone": everyone,
        "counts": {name: sum(1 for one in everyone if shown(one)) for name, shown in SHOWS.items()},
        "rates": rates,
        "share": _share(rates.handed_in, rates.asked),
        "timely": _share(rates.on_time, rates.handed_in),
        "sort": sort,
        "show": show,
        "bar_parts": [(kind, word) for kind, word, _count in parts_of(example)],
        "now": at,
    }


def _line(one: Standing, most: int) -> UnitLine:
    return UnitLine(
        one,
        standing(one, most),
        _share(one.handed_in, one.asked),
        _share(max(0, one.handed_in - one.came_late), one.handed_in),
    )


def _share(part: int, whole: int) -> int | None:
    """Return how many per cent a part is, rounded; 100 is all and 0 is none, so what is nearly so is 99 or 1."""
    if not whole:
        return None
    shown = (200 * part + whole) // (2 * whole)
    return min(shown, 99) if part < whole and shown else max(shown, 1) if part else shown


def cycle_page(cycle: Cycle, user: Viewer, sort: str = "", show: str = "") -> dict[str, Any]:
    """The board, what waits for the office, what a revision changed, and what can be done with the cycle."""
    at, place = timezone.now(), cycle.plan.jurisdiction.slug
    here = (place, cycle.plan.year, cycle.as_of)
    desk = Desk(cycle)
    decides = may(user, Right.REVIEW, cycle.plan.jurisdiction_id)
    return board_page(cycle, sort, show) | {
        "decides": decides,
        "waiting": len(desk.queue),
        "first": desk.first,
        "accepted": cycle.reports.filter(state=ReportState.ACCEPTED).exists(),
        "unclear": len(desk.unclear),
        "slow": worklists.waiting_too_long(cycle, at).count(),
        "exemptions": list(cycle.exemptions.select_related("unit", "by")),
        "drift": drift_of(cycle) if cycle.status == CycleStatus.OPEN else None,
        "urge": address_if("reminders:urge", *here),
        "links": _links(cycle, here, appoints=may(user, Right.APPOINT, cycle.plan.jurisdiction_id)) if decides else [],
    }


def _links(cycle: Cycle, here: tuple[Any, ...], *, appoints: bool) -> list[tuple[str, str]]:
    """Return the pages that belong to a cycle, as far as the site has them and this person opens them."""
    place = here[0]
    rows = [
        (_("这一期的任务"), reverse("desk:tasks", args=here)),
        (_("单位并入别的单位"), reverse("desk:handover", args=here[:2])),
        (_("发出去的消息"), address_if("reminders:messages", place)),
        (_("全部单位的表格（Excel）"), address_if("workbooks:all", *here)),
    ]
    if appoints:
        rows += [
            (_("人员"), address_if("administration:people", place)),
            (_("放假安排"), address_if("calendars:holidays", place)),
        ]
    return [(word, address) for word, address in rows if address]


def unit_page(cycle: Cycle, unit: Unit) -> dict[str, Any]:
    """One unit's reports in a cycle, as the office sees them, and what it adds to those of others."""
    reports = list(
        cycle.reports.filter(owner=unit)
        .select_related("cycle__plan__jurisdiction", "task", "owner", "current", "decided_by")
        .order_by("due_at", "task__pk")
    )
    adds = list(
        unit.contributions.filter(report__cycle=cycle)
        .exclude(state=ReportState.NOT_DUE)
        .select_related("report__task", "report__owner", "report__cycle__plan")
    )
    here = (cycle.plan.jurisdiction.slug, cycle.plan.year, cycle.as_of, unit.name)
    at = timezone.now()
    return {
        "cycle": cycle,
        "plan": cycle.plan,
        "unit": unit,
        "reports": reports,
        "adds": adds,
        "late": {row.pk for row in reports if is_late(row, at)},
        "texts": worklists.texts_of([*reports, *(row.report for row in adds)]),
        "sheet": address_if("desk:sheet", *here) if reports else "",
        "workbook": address_if("workbooks:download", *here),
        "exemptions": [row for row in cycle.exemptions.select_related("by") if row.unit_id in (None, unit.pk)],
    }


def is_late(row: Report, at: datetime) -> bool:
    return row.state in worklists.OWED and row.due_at is not None and row.due_at < at


def tasks_page(cycle: Cycle) -> dict[str, Any]:
    """Which tasks a cycle asks for, which it does not, and what the table in force has changed since."""
    reports = {row.task_id: row for row in cycle.reports.select_related("owner", "task", "cycle__plan")}
    rows = [(wording, reports.get(wording.task_id)) for wording in wordings_in_force(cycle.plan)]
    asked = [(wording, row) for wording, row in rows if row is not None and row.state != ReportState.NOT_DUE]
    return {
        "cycle": cycle,
        "plan": cycle.plan,
        "open": cycle.status == CycleStatus.OPEN,
        "asked": asked,
        "left_out": [(wording, row) for wording, row in rows if row is None or row.state == ReportState.NOT_DUE],
        "drift": drift_of(cycle),
    }


def handover_page(plan: Plan, unit: Unit | None, successor: Unit | None) -> dict[str, Any]:
    """Which units still owe something in the running cycles, and what one of them would hand over."""
    units = list(Unit.objects.filter(jurisdiction=plan.jurisdiction_id).order_by("name"))
    held: Held | None = held_by(unit) if unit is not None else None
    rows = [*held.reports, *(row.report for row in held.contributions)] if held else []
    return {
        "plan": plan,
        "units": units,
        "unit": unit,
        "successor": successor,
        "held": held,
        "texts": worklists.texts_of(rows),
    }
