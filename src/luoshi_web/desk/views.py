"""The desk: a unit's one list and its reports; the office's cycles, board and review."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.report import Step
from luoshi_web.desk import pages
from luoshi_web.desk.forms import day_in, deadline_in, moment_in, number_in, unit_in, written_in
from luoshi_web.people.rights import Right, demand
from luoshi_web.plans.queries import plan_to_revise
from luoshi_web.reports import answering, contributing, opening, reviewing, worklists
from luoshi_web.reports.models import Contribution, Cycle, Report
from luoshi_web.reports.steps import MovedMeanwhile

READING_OR_SENDING = require_http_methods(["GET", "HEAD", "POST"])


def sentence(error: LuoshiError) -> str:
    return error.english if get_language() == "en" else error.chinese


def _page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"desk/{template}.html", {"here": "desk", **pages.TOOLS, **context}, status=status)


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What I owe, by deadline; what others ask of me; what came back and why; and for the office its plans."""
    return _page(request, "home", **pages.home_of(request.user))


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
            due, as_of, by = deadline_in(sent, plan, at), day_in(sent, "as_of"), _by(request)
            opening.open_cycle(
                plan, as_of, deadline=due.at, signed_first=sent.get("signed_first") == "1",
                fill=sent.get("fill") == "1", calendar_note=(due.note, due.note_en), by=by, at=at,
            )  # fmt: skip
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect("desk:cycle", jurisdiction, year, as_of)
    context = pages.cycles_of(plan) | {"problem": problem, "typed": request.POST.dict()}
    return _page(request, "cycles", 422 if problem else 200, **context)


def _by(request: HttpRequest) -> Any:
    return request.user


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
    return _page(request, "cycle", 409 if problem else 200, problem=problem, **pages.cycle_page(found))


def _rule(request: HttpRequest, found: Cycle) -> None:
    """Close the cycle, or make an exception of one unit or of all."""
    sent, by = request.POST.dict(), _by(request)
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
    context = pages.review_page(found) | {"problem": problem, "typed": request.POST.get("reason", "")}
    return _page(request, "review", 409 if problem else 200, **context)


def _decide(request: HttpRequest, found: Report) -> None:
    """Decide on the version that was looked at; where there is another since, nothing is decided."""
    if request.POST.get("do") == "hand-over":
        unit = unit_in(request.POST.dict(), found.cycle.plan.jurisdiction_id)
        if unit is None:
            raise LuoshiError("请选一个单位。", "Please choose a unit.")
        opening.give_ownership(found, unit, reason=request.POST.get("reason", ""), by=_by(request))
        return
    if number_in(request.POST.dict(), "version") != (found.current.number if found.current else 0):
        raise MovedMeanwhile
    reason = request.POST.get("reason", "")
    act: dict[str, Callable[[], object]] = {
        "accept": lambda: reviewing.accept(found, by=_by(request)),
        "return": lambda: reviewing.return_with_reason(found, reason, by=_by(request)),
        "reopen": lambda: reviewing.reopen(found, reason, by=_by(request)),
    }
    act.get(request.POST.get("do", ""), act["accept"])()


@never_cache
@login_required
@READING_OR_SENDING
def report(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str) -> HttpResponse:
    """One report: its unit writes it, the units that were asked add to it, the office reads it."""
    found = worklists.report_for(request.user, jurisdiction, year, as_of, key)
    problem, sent = "", None
    if request.method == "POST":
        sent = request.POST.dict()
        try:
            _write(request, found, sent, (jurisdiction, year, as_of, key))
        except LuoshiError as error:
            problem = sentence(error)
        else:
            handed_in = sent.get("do") in ("submit", "give", "correct")
            return redirect("desk:home") if handed_in else redirect(request.path)
        found = worklists.report_for(request.user, jurisdiction, year, as_of, key)
    else:
        pages.looked_at(found, request.user)
    context = pages.report_page(found, request.user, sent) | {"problem": problem}
    return _page(request, "report", 409 if problem else 200, **context)


def _write(request: HttpRequest, found: Report, sent: dict[str, str], address: tuple[str, int, date, str]) -> None:
    """Do what the button says, as far as this person may."""
    do, by, seen = sent.get("do", ""), _by(request), number_in(sent, "seen")
    if do in ("add", "give"):
        row = worklists.contribution_to_answer(request.user, *address)
        number = contributing.save(row, sent.get("statement", ""), seen=seen, by=by)
        if do == "give":
            contributing.submit(row, seen=number, by=by)
        return
    step = {"submit": Step.SUBMIT, "withdraw": Step.WITHDRAW, "sign": Step.SIGN, "correct": Step.CORRECT}
    found = worklists.report_to_answer(request.user, *address, step.get(do, Step.SAVE))
    if do in ("ask", "take-in", "send-back"):
        _with_others(found, do, sent, by)
    elif do == "withdraw":
        answering.withdraw(found, by=by)
    elif do == "sign":
        answering.sign(found, by=by)
    elif do == "correct":
        answering.correct(found, written_in(sent), reason=sent.get("reason", ""), by=by)
    else:
        draft = answering.save_draft(found, written_in(sent), seen=seen, by=by)
        if do == "submit":
            answering.submit(found, seen=draft.number, by=by)


def _with_others(found: Report, do: str, sent: dict[str, str], by: Any) -> None:
    """What the owner does with the parts of other units."""
    if do == "ask":
        unit = unit_in(sent, found.cycle.plan.jurisdiction_id)
        if unit is None:
            raise LuoshiError("请选一个单位。", "Please choose a unit.")
        contributing.ask(found, unit, question=sent.get("question", ""), by=by)
        return
    row = get_object_or_404(Contribution.objects.select_related("report__cycle__plan"), report=found,
                            pk=number_in(sent, "contribution"))  # fmt: skip
    if do == "take-in":
        contributing.take_in(row, by=by)
    else:
        contributing.send_back(row, sent.get("reason", ""), by=by)


@never_cache
@login_required
@require_POST
def saving(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str) -> HttpResponse:
    """Keep what is being typed, and say how it is read: figures, and what does not add up."""
    found = worklists.report_to_answer(request.user, jurisdiction, year, as_of, key, Step.SAVE)
    sent, problem, number = request.POST.dict(), "", number_in(request.POST.dict(), "seen")
    try:
        number = answering.save_draft(found, written_in(sent), seen=number, by=_by(request)).number
    except LuoshiError as error:
        problem = sentence(error)
    context = pages.reading_of(found, sent.get("statement", "")) | {"problem": problem, "seen": number}
    return _page(request, "_reading", saved_at=timezone.localtime(), **context)
