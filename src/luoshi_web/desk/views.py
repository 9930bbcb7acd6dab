"""A unit's side of the desk: its one list and its reports."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.report import Step
from luoshi_web.desk import formpages, officehome, pages, writing
from luoshi_web.desk.behind import overviews_of, plans_read_by
from luoshi_web.desk.correcting import chosen_in
from luoshi_web.desk.forms import written_in
from luoshi_web.desk.readingpanel import reading_of
from luoshi_web.outages import looking_goes_on
from luoshi_web.pages.sent import by_of, number_in
from luoshi_web.pages.words import sentence
from luoshi_web.people.rights import keep_held
from luoshi_web.reports.actions import answering
from luoshi_web.reports.actions.answering import DraftMoved
from luoshi_web.reports.actions.keeping import path_of
from luoshi_web.reports.actions.presence import note_presence, others_at
from luoshi_web.reports.models import Draft, KeptFile, Report
from luoshi_web.reports.queries import access
from luoshi_web.reports.queries.wanting import NotWhole, Wanting
from luoshi_web.reports.words import TOOLS

READING_OR_SENDING = require_http_methods(["GET", "HEAD", "POST"])


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"desk/{template}.html", {"here": "desk", **TOOLS, **context}, status=status)


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What I owe, by deadline; what others ask of me; what came back and why; and for the office its plans."""
    mine = pages.home_of(request.user, request.GET.get("show", ""))
    office = officehome.office_of(request.user)
    return page(request, "home", printed_at=timezone.localtime(), **mine, **office)


@never_cache
@login_required
@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """What is behind in all plans in force, on a page to be printed: what a leader begins with, for the office too."""
    seen = overviews_of(plans_read_by(request.user))
    return page(request, "behind", printed_at=timezone.localtime(), **seen)


@never_cache
@login_required
@READING_OR_SENDING
def report(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str) -> HttpResponse:
    """One report: its unit writes it, the units that were asked add to it, the office reads it."""
    address = (jurisdiction, year, as_of, key)
    keep_held(request.user)
    found = access.report_for(request.user, *address, whole=request.method != "POST")
    problem, sent, stale, status = "", None, None, 200
    refused: tuple[Wanting, ...] = ()
    if request.method == "POST":
        sent = request.POST.dict()
        try:
            to = writing.write(request, found, address)
        except LuoshiError as error:
            problem, status = sentence(error), 409
            stale = error.draft if isinstance(error, DraftMoved) else None
            refused = error.wanting if isinstance(error, NotWhole) else ()
        else:
            if to:
                return redirect(to)
        found = access.report_for(request.user, *address, whole=True)
    else:
        pages.looked_at(found, request.user)
    seen = formpages.report_page(found, by_of(request), sent, stale=stale)
    if seen.acts.writes and request.method == "GET":
        with looking_goes_on("who has a report open"):
            note_presence(found, by_of(request))
    at_fault = {one.field for one in refused}
    return page(request, "report", status, problem=problem, refused=refused, at_fault=at_fault, **seen.context)


@never_cache
@login_required
@require_POST
def saving(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str) -> HttpResponse:
    """Keep what is being typed, and say how it is read: figures, and what does not add up."""
    keep_held(request.user)
    found = access.report_to_answer(request.user, jurisdiction, year, as_of, key, Step.SAVE)
    sent, by = request.POST.dict(), by_of(request)
    written, seen = written_in(sent), number_in(sent, "seen")
    problem, clash, untold = "", None, ""
    try:
        draft = answering.save_draft(found, written, seen=number_in(sent, "over") or seen, by=by)
    except LuoshiError as error:
        problem = sentence(error)
        if isinstance(error, DraftMoved) and error.draft is not None:
            clash = formpages.clash_of(error.draft, written, found, by)
    else:
        seen, untold = draft.number, _not_settled(found, draft, sent, by)
        note_presence(found, by)
    found = access.report_to_answer(request.user, jurisdiction, year, as_of, key, Step.SAVE)
    context = pages.told_of(reading_of(found, written, getattr(found, "draft", None)))
    context |= {
        "untold": untold,
        "problem": problem,
        "seen": seen,
        "clash": clash,
        "others": others_at(found, by),
        "live": True,
    }
    return page(request, "_reading", saved_at=timezone.localtime(), **context)


@never_cache
@login_required
@require_POST
def correcting(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str) -> HttpResponse:
    """Say how a correction is read while it is typed; nothing of it is kept before it is handed in."""
    keep_held(request.user)
    found = access.report_to_answer(request.user, jurisdiction, year, as_of, key, Step.CORRECT)
    sent = request.POST.dict()
    written = written_in(sent)
    chosen = chosen_in(sent, found, written, by_of(request))
    context = pages.told_of(reading_of(found, written, chosen.draft))
    context |= {"untold": chosen.untold, "seen": number_in(sent, "seen"), "live": True, "corrects": True}
    return page(request, "_reading", **context)


def _not_settled(found: Report, draft: Draft, sent: dict[str, str], by: Any) -> str:
    """Keep whose word it is which figure answers, where that was pressed; say why where it cannot be kept."""
    if not sent.get("settle") and not sent.get("unsettle"):
        return ""
    try:
        writing.settle(found, draft, sent, by)
    except LuoshiError as error:
        return sentence(error)
    return ""


@never_cache
@login_required
@require_POST
def present(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str) -> HttpResponse:
    """Note that somebody has a report open, and say who else has, and who has saved since."""
    found = access.report_to_answer(request.user, jurisdiction, year, as_of, key, Step.SAVE)
    by, draft = by_of(request), getattr(found, "draft", None)
    note_presence(found, by)
    newer = draft if draft and draft.number > number_in(request.POST.dict(), "seen") and draft.saved_by != by else None
    return page(request, "_others", others=others_at(found, by), newer=newer)


@never_cache
@login_required
@require_safe
def evidence(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str, number: int) -> FileResponse:
    """A file behind a report; always a download, never shown in place."""
    row = access.evidence_for(request.user, jurisdiction, year, as_of, key, number)
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
