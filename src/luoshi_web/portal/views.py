"""The public pages: find what may be read, arrange it, show it. Nothing is written here."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from luoshi.publishing import TrailHead, publish
from luoshi_web.middleware import PREFERENCES
from luoshi_web.pages import charts
from luoshi_web.pages.answers import attachment
from luoshi_web.pages.lamps import URGENT
from luoshi_web.people.rights import Right, keep_held, may
from luoshi_web.plans import queries as plans
from luoshi_web.plans.models import Plan, SourceContent, Visibility
from luoshi_web.portal.addresses import choices, moved_to
from luoshi_web.portal.cells import cells
from luoshi_web.portal.downloads import handed_out
from luoshi_web.portal.hits import hits
from luoshi_web.portal.indicators import indicator_lines
from luoshi_web.portal.kept import Standing, Table, keep, kept, mark_of, only_published, standing_at
from luoshi_web.portal.sources import source_lines, table_files
from luoshi_web.portal.story import Story
from luoshi_web.portal.tasks import task_page
from luoshi_web.portal.troubles import trouble
from luoshi_web.portal.unitpages import SORTS, unit_page, unit_table
from luoshi_web.revisions.queries import history_of, kept_from
from luoshi_web.revisions.views import gone
from luoshi_web.supervision.board import Board
from luoshi_web.supervision.filters import Filter, longest_found
from luoshi_web.supervision.queries import JudgedPlan, judged_plan
from luoshi_web.supervision.words import as_of_words, cycle_words, day_words, numbers, short_sentence
from luoshi_web.trail.queries import head_of

FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "csv-schema": "application/json",
}
ENDINGS = {"csv-schema": "csv-schema.json"}


def _board(request: HttpRequest, row: Plan, *, details: bool = False) -> Board:
    return Board(_judged(request, row, details=details))


def _judged(request: HttpRequest, row: Plan, *, details: bool) -> JudgedPlan:
    """Build a plan as somebody may see it: whoever does not work on it is not told what an unclear figure may be."""
    public = not may(request.user, Right.READ, row.jurisdiction_id)
    return judged_plan(row, lights=plans.lights_for(request.user, row), details=details, public=public)


def _page(request: HttpRequest, template: str, board: Board | None, here: str, **context: Any) -> HttpResponse:
    """Render one page within the frame; `here` is the part of the site that it belongs to."""
    if board is not None:
        context |= _told(board)
    return render(request, f"portal/{template}.html", {"here": here, **context})


def _told(board: Board) -> dict[str, Any]:
    """Return what every page of a plan is told."""
    row = board.judged.row
    return {
        "board": board,
        "place": (row.jurisdiction.slug, row.year),
        "row": row,
        "as_of": as_of_words(board.plan.as_of),
        "unpublished": board.judged.unpublished,
        "short_sentence": short_sentence,
        "numbers": numbers,
        "cycle_words": cycle_words,
    }


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The only plan that may be read, or a list of them, or a sentence that there is none yet."""
    if not request.user.is_authenticated and (standing := only_published()) is not None:
        return _plan(request, standing)
    found = plans.visible_plans(request.user)
    if len(found) == 1 and (standing := standing_at(found[0].jurisdiction.slug, found[0].year)) is not None:
        return _plan(request, standing)
    published = [one for one in found if one.visibility == Visibility.PUBLISHED]
    inside = [one for one in found if one.visibility != Visibility.PUBLISHED]
    return _page(request, "home", None, "home", published=published, inside=inside)


@require_safe
def plan(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    standing = standing_at(jurisdiction, year)
    if standing is None:
        raise Http404
    return _plan(request, standing)


def _plan(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The plan's page, for whoever may read it; 304 where the browser has it as it is.

    Raises:
        Http404: it does not concern them.
    """
    keep_held(request.user)
    works = may(request.user, Right.READ, standing.jurisdiction_id)
    if standing.visibility != Visibility.PUBLISHED and not works:
        raise Http404
    mark = mark_of(standing, request, works)
    response = get_conditional_response(request, etag=mark) or _whole_plan(request, standing, works)
    response.headers["ETag"] = mark
    # kept by the browser, and asked about each time; by no shared cache where somebody is signed in
    response.headers.setdefault("Cache-Control", "private, no-cache" if request.user.is_authenticated else "no-cache")
    patch_vary_headers(response, ("HX-Request", "HX-History-Restore-Request"))
    return response


def _whole_plan(request: HttpRequest, standing: Standing, works: bool) -> HttpResponse:
    asked = Filter.of(request.GET.dict())
    only_rows = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    template = "_rows" if only_rows else "_plan"
    key = (standing.state, template, request.LANGUAGE_CODE, works)
    table = kept(key) if not asked.asks else None
    if table is None:
        table = _table(request, standing, template, asked, works)
        if not asked.asks:
            keep(key, table)
    if only_rows:
        return HttpResponse(table.body)
    place = (standing.row.jurisdiction.slug, standing.row.year)
    return _page(
        request, "plan", None, "plan", row=standing.row, place=place, body=table.body, as_of=table.as_of,
        unpublished=table.unpublished,
    )  # fmt: skip


def _table(request: HttpRequest, standing: Standing, template: str, asked: Filter, works: bool) -> Table:
    """Set the body of a plan's page, or its rows alone; whoever has the same rights sees the same."""
    row = plans.plan_for(request.user, standing.row.jurisdiction.slug, standing.row.year)
    board = _board(request, row)
    rows = board.filtered(asked)
    counts = board.tally
    steps = [(_("全部任务"), counts.tasks), (_("写明了数字"), counts.numeric)]
    if board.judged.lights:
        steps.append((_("报了本项的数"), counts.reported))
    context = _told(board) | {
        "asked": asked,
        "alone": template == "_rows",
        "rows": rows,
        "chapters": board.arranged(rows),
        "chips": board.chips(asked) if board.judged.lights else [],
        "story": Story.of(board),
        "by_day": board.plan.as_of and day_words(board.plan.as_of),
        "cells": cells,
        "hits": hits,
        "funnel": charts.funnel(steps),
        "years": standing.years(works),
        "hint": longest_found(asked.q, (row.task for row in board.rows)) if asked.q and not rows else "",
    }
    body = Markup(render_to_string(f"portal/{template}.html", context, request))
    return Table(body, as_of_words(board.plan.as_of), board.judged.unpublished)


@require_safe
def task(request: HttpRequest, jurisdiction: str, year: int, key: str) -> HttpResponse:
    """One task; one that a revision took out still has a page, with what it said and what was reported of it."""
    plan = plans.plan_for(request.user, jurisdiction, year)
    board = _board(request, plan, details=True)
    row = board.row(key)
    if row is None:
        return _elsewhere(request, plan, board, key)
    told, seen = history_of(plan, key), task_page(board, row)
    settle_at = _settled_at(request, board, key)
    return _page(request, "task", board, "plan", history=told, kept=kept_from(plan, told), settle_at=settle_at, **seen)


def _settled_at(request: HttpRequest, board: Board, key: str) -> str:
    """Return where the office says which figure answers a target; empty for whoever does not decide that."""
    row, cycle = board.judged.row, board.judged.cycle
    if cycle is None or cycle.as_of is None or not may(request.user, Right.REVIEW, row.jurisdiction_id):
        return ""
    return reverse("desk:review", args=(row.jurisdiction.slug, row.year, cycle.as_of, key)) + "#targets"


def _elsewhere(request: HttpRequest, plan: Plan, board: Board, key: str) -> HttpResponse:
    """Lead an address without a task of its own on: to its key of today, or to those that bear its number.

    Raises:
        Http404: no task of the plan ever had this key or number.
    """
    if now := moved_to(board, plan, key):
        return redirect("portal:task", plan.jurisdiction.slug, plan.year, now, permanent=True)
    rows = choices(board, key)
    if not rows or history_of(plan, key):
        return gone(request, plan, key)
    if len(rows) == 1:
        return redirect("portal:task", plan.jurisdiction.slug, plan.year, rows[0].task.key)
    return _page(request, "choice", board, "plan", rows=rows, number=key)


@require_safe
def indicators(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    board = _board(request, plans.plan_for(request.user, jurisdiction, year))
    return _page(request, "indicators", board, "indicators", **indicator_lines(board))


@require_safe
def units(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    board = _board(request, plans.plan_for(request.user, jurisdiction, year))
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "-leads"
    return _page(request, "units", board, "units", lines=unit_table(board, sort), sort=sort)


@require_safe
def unit(request: HttpRequest, jurisdiction: str, year: int, name: str) -> HttpResponse:
    board = _board(request, plans.plan_for(request.user, jurisdiction, year))
    canonical = board.unit_named(name)
    if board.unit(canonical) is None:
        raise Http404
    if canonical != name:
        return redirect("portal:unit", jurisdiction, year, canonical)
    return _page(request, "unit", board, "units", **unit_page(board, canonical, URGENT))


@require_safe
def source(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    board = _board(request, plans.plan_for(request.user, jurisdiction, year), details=True)
    files = table_files(board.judged.row, (row.task.key for row in board.rows), public=board.judged.public)
    lines = [source_lines(one, board) for one in files if one.given]
    return _page(
        request,
        "source",
        board,
        "source",
        files=files,
        lines=next((found for found in lines if found), []),
        year_from=board.year_from,
        doubts=board.doubts,
    )


@require_safe
def source_file(request: HttpRequest, jurisdiction: str, year: int, number: int | None = None) -> HttpResponse:
    """The file as it came, byte for byte; always a download, never shown in place.

    Args:
        number: of the revision whose file it is, where rows in force stand in several.

    Raises:
        Http404: the public does not get it, or no row in force stands in it.
    """
    row = plans.plan_for(request.user, jurisdiction, year)
    public = not may(request.user, Right.READ, row.jurisdiction_id)
    wanted = number if number is not None or row.in_force is None else row.in_force.number
    found = [one for one in table_files(row, public=public) if one.revision.number == wanted and one.given]
    if not found:
        raise Http404
    file = found[0].revision.source
    data = bytes(SourceContent.objects.get(source=file).data)
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = attachment(file.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def download(request: HttpRequest, jurisdiction: str, year: int, kind: str) -> HttpResponse:
    """The plan as a file, or the rows that a filter shows; with the lights where they may be seen and are asked for."""
    if kind not in FILES:
        raise Http404
    row = plans.plan_for(request.user, jurisdiction, year)
    board = _board(request, row, details=True)
    judged, asked = board.judged, Filter.of(request.GET.dict())
    language = "en" if request.LANGUAGE_CODE == "en" else "zh"
    # the contract has its assessments always; the office's own form only where they are asked for
    lights = judged.lights and (kind == "json" or request.GET.get("lights") == "1")
    head = head_of(row.jurisdiction_id)
    trail = TrailHead(row.jurisdiction.slug, head.seq, head.hash)
    data = publish(handed_out(board, asked, kind), kind, lights=lights, language=language, trail=trail)
    response = HttpResponse(data, content_type=FILES[kind])
    with_lights = "-lights" if lights and kind != "json" else ""
    name = f"{row.jurisdiction.slug}-{row.year}{'-part' if asked.asks else ''}{with_lights}.{ENDINGS.get(kind, kind)}"
    response["Content-Disposition"] = attachment(name)
    return response


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """Keep how the reader likes to read, language, theme or print size, and go back to the page."""
    back = request.GET.get("next", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = redirect(back)
    for name, values in PREFERENCES.items():
        if (value := request.GET.get(name)) in values:
            response.set_cookie(name, value, max_age=365 * 86400, samesite="Lax", secure=request.is_secure())
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is there; under a plan that may be read, with its navigation.

    Under one that may not the page is the same as where there is none at all.
    """
    told = _("没有这一页"), _("地址可能抄错了，或者这份计划没有公开。")
    row = _plan_above(request)
    if row is None:
        return trouble(request, 404, *told)
    return trouble(request, 404, *told, row=row, place=(row.jurisdiction.slug, row.year))


def _plan_above(request: HttpRequest) -> Plan | None:
    """Return the plan under whose address a page was looked for, where it may be read."""
    found = re.match(r"/([-a-zA-Z0-9_]+)/([12][0-9]{3})/", request.path_info)
    try:
        return plans.plan_for(request.user, found[1], int(found[2])) if found else None
    except Http404:
        return None


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    return trouble(request, 400, _("没有看懂这个地址"), _("请从首页重新进入。"))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.method in ("GET", "HEAD"):
        return trouble(request, 403, _("这一页不对您开放"), _("您要办的都在自己的清单里；要看这一页，请找督查室。"))
    return trouble(request, 403, _("这一页您可以看，不能改"), _("需要改动请找督查室。"))
