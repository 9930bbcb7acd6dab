"""The office's side of the desk: the cycles of a plan, how far each unit is, and what is done with a running cycle."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luoshi.errors import LuoshiError
from luoshi_web.desk import officepages
from luoshi_web.desk.forms import moment_in, unit_in
from luoshi_web.desk.officeclosing import NO_ACT
from luoshi_web.desk.openingforms import Wanted, wanted_in
from luoshi_web.desk.reviewpages import just_decided
from luoshi_web.desk.views import READING_OR_SENDING, page
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.pages.sent import act_in, by_of, number_in
from luoshi_web.pages.words import sentence
from luoshi_web.people.rights import Right, demand, may
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan
from luoshi_web.plans.queries import plan_to_revise
from luoshi_web.reports.actions import opening, running
from luoshi_web.reports.actions.handover import hand_over
from luoshi_web.reports.models import Cycle, Report
from luoshi_web.reports.queries import access
from luoshi_web.reports.queries.held import held_by


def plan_for_cycles(request: HttpRequest, jurisdiction: str, year: int) -> Plan:
    """Return a plan for whoever may open its cycles: 404 for strangers, 403 for those who only read."""
    plan = plan_to_revise(request.user, jurisdiction, year)
    demand(request.user, Right.REVIEW, plan.jurisdiction_id)
    return plan


@never_cache
@login_required
@READING_OR_SENDING
def cycles(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    """The cycles of a plan; the form that opens the next, and what it would ask before it does."""
    plan, problem = plan_for_cycles(request, jurisdiction, year), ""
    if request.method == "POST" and request.POST.get("do") != "back":
        try:
            act = act_in(request.POST, "look", "open")
            wanted = wanted_in(request.POST, plan, timezone.now(), officepages.done_keys(plan))
            if act == "look":
                seen = officepages.opening_page(plan, wanted, request.POST)
                return page(request, "opening", people=officepages.people_of(plan, request.user), **seen)
            _open(request, plan, wanted)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect("desk:cycle", jurisdiction, year, wanted.as_of)
    context = officepages.cycles_of(plan, request.user) | {"problem": problem, "typed": request.POST}
    return page(request, "cycles", 422 if problem else 200, **context)


def _open(request: HttpRequest, plan: Plan, wanted: Wanted) -> None:
    opening.open_cycle(
        plan, wanted.as_of, deadline=wanted.deadline, opens_at=wanted.opens_at, closes_at=wanted.closes_at,
        tasks=wanted.tasks, signed_first=wanted.signed_first, fill=wanted.fill, return_days=wanted.return_days,
        review_days=wanted.review_days, calendar_note=wanted.note, by=by_of(request), at=timezone.now(),
    )  # fmt: skip


@never_cache
@login_required
@READING_OR_SENDING
def cycle(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """How far each unit is; what waits for review; what a revision changed; and the end of the cycle."""
    right = Right.REVIEW if request.method == "POST" else Right.READ
    found = access.cycle_for(request.user, jurisdiction, year, as_of, right)
    problem, told = "", ""
    if request.method == "POST":
        try:
            left = _rule(request, found)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            if not left:
                return redirect("desk:cycle", jurisdiction, year, as_of)
            told = "\n".join(f"{report.task.key}: {sentence(why)}" for report, why in left)
    context = officepages.cycle_page(found, request.user, request.GET.get("sort", ""), request.GET.get("show", ""))
    context |= {"problem": problem, "told": told, "typed": request.POST, "done": request.GET}
    context |= just_decided(found, request.GET.get("decided", ""))
    return page(request, "cycle", 409 if problem else 200, **context)


def _rule(request: HttpRequest, found: Cycle) -> list[tuple[Report, LuoshiError]]:
    """Make an exception of one unit or of all, or follow the table in force; return what was not.

    Raises:
        LuoshiError: the press named no act of this page; nothing is the default.
    """
    sent, by = request.POST.dict(), by_of(request)
    unit, reason, do = unit_in(sent, found.plan.jurisdiction_id), sent.get("reason", ""), sent.get("do", "")
    if do == "extension":
        opening.extend(found, moment_in(sent, "until"), unit=unit, reason=reason, by=by)
    elif do == "unlock":
        opening.unlock(found, moment_in(sent, "until"), unit=unit, reason=reason, by=by)
    elif do == "lock":
        opening.lock(found, unit=unit, reason=reason, by=by)
    elif do == "follow":
        return running.follow(found, request.POST.getlist("key"), by=by)[1]
    else:
        raise LuoshiError(*NO_ACT)
    return []


@never_cache
@login_required
@require_safe
def board(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """The board alone, as the page fetches it anew."""
    found = access.cycle_for(request.user, jurisdiction, year, as_of, Right.READ)
    context = officepages.board_page(found, request.GET.get("sort", ""), request.GET.get("show", ""))
    return page(request, "_board", **context)


@never_cache
@login_required
@require_safe
def unit(request: HttpRequest, jurisdiction: str, year: int, as_of: date, name: str) -> HttpResponse:
    """What one unit owes and has handed in, in one cycle."""
    found = access.cycle_for(request.user, jurisdiction, year, as_of, Right.READ)
    row = get_object_or_404(Unit, jurisdiction=found.plan.jurisdiction_id, name=name)
    decides = may(request.user, Right.REVIEW, found.plan.jurisdiction_id)
    return page(request, "unit", decides=decides, **officepages.unit_page(found, row))


@never_cache
@login_required
@READING_OR_SENDING
def tasks(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """Which tasks a running cycle asks for: some more, some no longer, each with a reason."""
    found = access.cycle_for(request.user, jurisdiction, year, as_of)
    problem, left = "", []
    if request.method == "POST":
        try:
            left = _change(request, found)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            if not left:
                return redirect("desk:tasks", jurisdiction, year, as_of)
    context: dict[str, Any] = officepages.tasks_page(found) | {"problem": problem, "typed": request.POST}
    context["left"] = [(report, sentence(why)) for report, why in left]
    return page(request, "tasks", 409 if problem else 200, **context)


def _change(request: HttpRequest, found: Cycle) -> list[tuple[Report, LuoshiError]]:
    act = act_in(request.POST, "add", "remove")
    keys, reason, by = request.POST.getlist("key"), request.POST.get("reason", ""), by_of(request)
    if not keys:
        raise LuoshiError("一项也没有选。", "Nothing is chosen.")
    if act == "add":
        running.ask_also(found, keys, reason=reason, by=by)
        return []
    reports = found.reports.filter(task__key__in=keys).select_related("cycle__plan", "task")
    return running.release(list(reports), reason=reason, by=by)[1]


@never_cache
@login_required
@READING_OR_SENDING
def handover(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    """A unit was merged or split: all that it still owes goes to another, looked at before."""
    plan, problem = plan_for_cycles(request, jurisdiction, year), ""
    sent = request.POST if request.method == "POST" else request.GET
    row = unit_in(sent.dict(), plan.jurisdiction_id)
    successor = unit_in({"unit": sent.get("successor", "")}, plan.jurisdiction_id)
    handed = None
    if request.method == "POST":
        try:
            act_in(request.POST, "hand")
            if row is None or successor is None:
                raise LuoshiError("请选两个单位。", "Please choose both units.")
            held = held_by(row)
            if number_in(sent.dict(), "seen") != len(held.reports) + len(held.contributions):
                raise MovedMeanwhile
            handed = hand_over(row, successor, reason=sent.get("reason", ""), by=by_of(request))
        except LuoshiError as error:
            problem = sentence(error)
    context = officepages.handover_page(plan, row, successor)
    context |= {"problem": problem, "typed": sent, "handed": handed}
    return page(request, "handover", 409 if problem else 200, **context)
