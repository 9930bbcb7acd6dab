"""What the desk's pages show, gathered from the rooms below."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from markupsafe import Markup

from luoshi import plan as core
from luoshi.place import Place
from luoshi_web.outages import looking_goes_on
from luoshi_web.pages.marks import Mark, marked
from luoshi_web.pages.marks import statement as marked_statement
from luoshi_web.pages.unseen import said_of
from luoshi_web.pages.words import in_words
from luoshi_web.people.rights import Right, Viewer, concerning
from luoshi_web.plans.models import Plan, Wording
from luoshi_web.reminders.queries import notices_of
from luoshi_web.reports.actions.answering import open_report
from luoshi_web.reports.actions.contributing import open_contribution
from luoshi_web.reports.models import Cycle, Report, ReportState
from luoshi_web.reports.queries import access, worklists
from luoshi_web.reports.queries.questions import Read, read
from luoshi_web.reports.queries.whole import contributions_of, milestones_of, target_rows_of, wording_of


def address_of(report: Report) -> str:
    plan = report.cycle.plan
    return reverse("desk:report", args=(plan.jurisdiction.slug, plan.year, report.cycle.as_of, report.task.key))


LONG = 12  # rows; a longer list can be narrowed


def home_of(user: Viewer, show: str = "") -> dict[str, Any]:
    """A unit's one list, and the plans whose cycles somebody of the office may open.

    Args:
        show: "returned" or "late" narrows what is owed.
    """
    units = list(access.units_of(user))
    now = timezone.now()
    everything = list(worklists.owed_by(units))
    owed = [row for row in everything if not begins_later(row.cycle, now)]
    later = [row for row in everything if begins_later(row.cycle, now)]
    added = [row for row in worklists.asked_by_others(units) if not begins_later(row.report.cycle, now)]
    handed_in = list(worklists.handed_in_by(units)[:200])
    corrected = list(worklists.corrections_of(units)[:200])
    given = list(worklists.given_by(units)[:200])
    to_sign = list(worklists.to_sign_by(user))
    asked = [row.report for row in (*added, *given)]
    texts = worklists.texts_of([*owed, *handed_in, *corrected, *to_sign, *asked])
    late = {row.pk for row in owed if row.until and row.until < now}
    # what was asked of another unit's report may be due before all of one's own
    soonest = min([*(row.until for row in owed if row.until), *(row.due_at for row in added)], default=None)
    returned = {row.pk for row in owed if row.state == ReportState.RETURNED}
    plans = Plan.objects.filter(concerning(user, Right.REVIEW, "jurisdiction"), in_force__isnull=False)
    chosen = {"returned": returned, "late": late}.get(show)
    return {
        "units": units,
        "owed": owed,
        "later": _by_cycle(later),
        "listed": owed if chosen is None else [row for row in owed if row.pk in chosen],
        "show": show if chosen is not None else "",
        "long": len(owed) > LONG,
        "added": added,
        "soonest": soonest,
        "added_first": bool(added) and added[0].due_at == soonest,
        "given": given,
        "corrected": corrected,
        "handed_in": handed_in,
        "to_sign": to_sign,
        "texts": texts,
        "figures": worklists.figures_of(texts),
        "late": late,
        "returned": returned,
        "sheets": sheets_of([*owed, *handed_in]),
        "past": worklists.closed_for(units),
        "notices": _notices(user),
        "plans": list(plans.select_related("jurisdiction").order_by("-year", "jurisdiction__name")),
    }


def begins_later(cycle: Cycle, at: datetime) -> bool:
    """Tell whether a cycle has not begun at a moment: its units are told from when on, and owe nothing yet."""
    return cycle.opens_at is not None and cycle.opens_at > at


def _by_cycle(reports: Iterable[Report]) -> list[tuple[Cycle, int]]:
    """Return the cycles of reports, the first to begin in front, each with how many reports it has."""
    found: dict[int, list[Report]] = {}
    for row in reports:
        found.setdefault(row.cycle_id, []).append(row)
    answer = [(rows[0].cycle, len(rows)) for rows in found.values()]
    return sorted(answer, key=lambda pair: (pair[0].opens_at, pair[0].pk))


def sheets_of(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return, a cycle and unit, how much is handed in, and where its print sheet and its workbook are."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for row in reports:
        if row.owner is None:
            continue
        one = found.setdefault((row.cycle_id, row.owner.pk), {"cycle": row.cycle, "unit": row.owner, "all": 0, "in": 0})
        one["all"] += 1
        one["in"] += row.state in worklists.HANDED_IN
    for one in found.values():
        cycle, plan = one["cycle"], one["cycle"].plan
        parts = (plan.jurisdiction.slug, plan.year, cycle.as_of, one["unit"].name)
        one["sheet"] = reverse("desk:sheet", args=parts)
        one["download"], one["upload"] = _workbook("download", parts), _workbook("upload", parts)
    return sorted(found.values(), key=lambda one: (one["cycle"].deadline, one["unit"].name))


def _workbook(name: str, parts: tuple[Any, ...]) -> str:
    """Return an address of a unit's workbook; empty where the site has none."""
    try:
        return reverse(f"workbooks:{name}", args=parts)
    except NoReverseMatch:
        return ""


def _notices(user: Viewer) -> list[Any]:
    return list(notices_of(user))


def promised(wording: Wording) -> Markup:
    """Return the task's sentence with its targets and milestones marked."""
    marks = [
        Mark(
            row.span_start,
            row.span_end,
            "t",
            None if row.value_start is None or row.value_end is None else (row.value_start, row.value_end),
        )
        for row in target_rows_of(wording)
    ]
    marks += [Mark(row.span_start, row.span_end, "m") for row in milestones_of(wording)]
    return marked(wording.text, tuple(marks))


def reading_of(report: Report, statement: str) -> dict[str, Any]:
    """How a statement is read: its figures marked, and what does not add up, as unit and office both see it."""
    wording = wording_of(report)
    return read_and_found(report, wording, read(report, wording, statement), statement)


def read_and_found(
    report: Report, wording: Wording, reading: Read, statement: str, *, numbered: bool = False
) -> dict[str, Any]:
    """The same of a reading that is at hand; `numbered` gives each figure the index of its row."""
    task = core.Task(
        key=report.task.key, no="", chapter="", objective="", text=wording.text, lead=(), cooperating=(),
        statement=statement, claim=reading.claim, place=Place(), observations=reading.observations,
    )  # fmt: skip
    findings = [finding for finding in reading.findings if finding.level is not core.Level.NOTE]
    unseen = said_of(statement)
    return {
        "read_as": marked_statement(task, findings, numbered=numbered) if statement.strip() else "",
        "findings": [
            *([unseen] if unseen else []),
            *(in_words(finding.message, finding.message_en) for finding in findings),
        ],
    }


def told_of(*panels: Any) -> dict[str, Any]:
    """Return what a template is told: the fields of all panels, which are dataclasses, by their names.

    Raises:
        TypeError: two panels have a field of one name.
    """
    told: dict[str, Any] = {}
    for panel in panels:
        its = {one.name: getattr(panel, one.name) for one in fields(panel)}
        if twice := its.keys() & told.keys():
            raise TypeError(f"two panels have a field {', '.join(sorted(twice))}")
        told |= its
    return told


def looked_at(report: Report, user: Viewer) -> None:
    """Note the first look of the unit that owes a report, and of the units that were asked to add to it."""
    mine = {unit.pk for unit in access.own_units(user)}
    with looking_goes_on("that a report was looked at"):
        if report.owner_id in mine and report.opened_at is None:
            open_report(report)
        for row in contributions_of(report):
            if row.unit_id in mine and row.opened_at is None:
                open_contribution(row)
