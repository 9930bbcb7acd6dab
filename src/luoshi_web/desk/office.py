"""The office's side of the desk: the cycles of a plan, how far each unit is, and the review."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from luoshi.errors import LuoshiError
from luoshi_web.desk import officepages
from luoshi_web.desk.forms import day_in, deadline_in, moment_in, number_in, unit_in
from luoshi_web.desk.views import READING_OR_SENDING, by_of, page, sentence
from luoshi_web.people.rights import Right, demand
from luoshi_web.plans.queries import plan_to_revise
from luoshi_web.reports import opening, reviewing, worklists
from luoshi_web.reports.models import Cycle, Report
from luoshi_web.reports.steps import MovedMeanwhile


@never_cache
@login_required
@READING_OR_SENDING
def cycles(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    """The cycles of a plan, and the form that opens the next."""
    plan = plan_to_revise(request.user, jurisdiction, year)
    demand(request.user, Right.REVIEW, plan.jurisdiction_id)
    problem = ""
    if request.method == "POST":
        at, sent = timezone.now(), request.POST.dict()
        try:
            due, as_of, by = deadline_in(sent, plan, at), day_in(sent, "as_of"), by_of(request)
            opening.open_cycle(
                plan, as_of, deadline=due.at, signed_first=sent.get("signed_first") == "1",
                fill=sent.get("fill") == "1", calendar_note=(due.note, due.note_en), by=by, at=at,
            )  # fmt: skip
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect("desk:cycle", jurisdiction, year, as_of)
    context = officepages.cycles_of(plan) | {"problem": problem, "typed": request.POST.dict()}
    return page(request, "cycles", 422 if problem else 200, **context)


@never_cache
@login_required
@READING_OR_SENDING
def cycle(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """How far each unit is; what waits for review; and the end of the cycle."""
    found = worklists.cycle_for(request.user, jurisdiction, year, as_of)
    problem = ""
    if request.method == "POST":
        try:
            _rule(request, found)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect("desk:cycle", jurisdiction, year, as_of)
    return page(request, "cycle", 409 if problem else 200, problem=problem, **officepages.cycle_page(found))


def _rule(request: HttpRequest, found: Cycle) -> None:
    """Close the cycle, or make an exception of one unit or of all."""
    sent, by = request.POST.dict(), by_of(request)
    unit, reason, do = unit_in(sent, found.plan.jurisdiction_id), sent.get("reason", ""), sent.get("do", "")
    if do == "extension":
        opening.extend(found, moment_in(sent, "until"), unit=unit, reason=reason, by=by)
    elif do == "unlock":
        opening.unlock(found, moment_in(sent, "until"), unit=unit, reason=reason, by=by)
    elif do == "lock":
        opening.lock(found, unit=unit, reason=reason, by=by)
    else:
        opening.close_cycle(found, by=by)


@never_cache
@login_required
@READING_OR_SENDING
def review(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str) -> HttpResponse:
    """One report before the office: claim, figures, findings, last cycle; accept it, or return it with a reason."""
    found = worklists.report_to_review(request.user, jurisdiction, year, as_of, key)
    problem = ""
    if request.method == "POST":
        try:
            _decide(request, found)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            after = worklists.to_review(found.cycle).first()
            if after is None:
                return redirect("desk:cycle", jurisdiction, year, as_of)
            return redirect("desk:review", jurisdiction, year, as_of, after.task.key)
        found = worklists.report_to_review(request.user, jurisdiction, year, as_of, key)
    context = officepages.review_page(found) | {"problem": problem, "typed": request.POST.get("reason", "")}
    return page(request, "review", 409 if problem else 200, **context)


def _decide(request: HttpRequest, found: Report) -> None:
    """Decide on the version that was looked at; where there is another since, nothing is decided."""
    if request.POST.get("do") == "hand-over":
        unit = unit_in(request.POST.dict(), found.cycle.plan.jurisdiction_id)
        if unit is None:
            raise LuoshiError("请选一个单位。", "Please choose a unit.")
        opening.give_ownership(found, unit, reason=request.POST.get("reason", ""), by=by_of(request))
        return
    if number_in(request.POST.dict(), "version") != (found.current.number if found.current else 0):
        raise MovedMeanwhile
    reason = request.POST.get("reason", "")
    act: dict[str, Callable[[], object]] = {
        "accept": lambda: reviewing.accept(found, by=by_of(request)),
        "return": lambda: reviewing.return_with_reason(found, reason, by=by_of(request)),
        "reopen": lambda: reviewing.reopen(found, reason, by=by_of(request)),
    }
    act.get(request.POST.get("do", ""), act["accept"])()
