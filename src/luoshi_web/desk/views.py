"""A unit's side of the desk: its one list and its reports."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.report import Step
from luoshi_web.desk import pages
from luoshi_web.desk.forms import number_in, unit_in, written_in
from luoshi_web.reports import answering, contributing, worklists
from luoshi_web.reports.keeping import path_of
from luoshi_web.reports.models import Contribution, KeptFile, Report

READING_OR_SENDING = require_http_methods(["GET", "HEAD", "POST"])


def sentence(error: LuoshiError) -> str:
    return error.english if get_language() == "en" else error.chinese


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"desk/{template}.html", {"here": "desk", **pages.TOOLS, **context}, status=status)


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What I owe, by deadline; what others ask of me; what came back and why; and for the office its plans."""
    return page(request, "home", **pages.home_of(request.user))


def by_of(request: HttpRequest) -> Any:
    return request.user


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
    return page(request, "report", 409 if problem else 200, **context)


def _write(request: HttpRequest, found: Report, sent: dict[str, str], address: tuple[str, int, date, str]) -> None:
    """Do what the button says, as far as this person may."""
    do, by, seen = sent.get("do", ""), by_of(request), number_in(sent, "seen")
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
        number = answering.save_draft(found, written_in(sent), seen=number, by=by_of(request)).number
    except LuoshiError as error:
        problem = sentence(error)
    context = pages.reading_of(found, sent.get("statement", "")) | {"problem": problem, "seen": number}
    return page(request, "_reading", saved_at=timezone.localtime(), **context)


@never_cache
@login_required
@require_safe
def evidence(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str, number: int) -> FileResponse:
    """A file behind a report; always a download, never shown in place."""
    row = worklists.evidence_for(request.user, jurisdiction, year, as_of, key, number)
    assert row.file is not None
    return download(row.file, row.name)


def download(kept: KeptFile, name: str) -> FileResponse:
    """Hand a kept file out as a download, whatever it is.

    Raises:
        Http404: its bytes are not on this disk.
    """
    try:
        file = path_of(kept).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=kept.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
