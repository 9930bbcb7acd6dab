"""Excel both ways: a unit's workbook down, the filled one up, and what became of it."""

import io
import secrets
import zipfile
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.errors import LuoshiError
from luoshi.publishing.trail import TrailHead
from luoshi_web.desk.views import download as given_out
from luoshi_web.outages import looking_goes_on
from luoshi_web.pages.answers import attachment
from luoshi_web.pages.sent import act_in
from luoshi_web.pages.words import sentence
from luoshi_web.people.rights import Right
from luoshi_web.reports.actions.answering import open_report
from luoshi_web.reports.actions.contributing import open_contribution
from luoshi_web.reports.actions.keeping import bytes_of
from luoshi_web.reports.models import Cycle, CycleStatus
from luoshi_web.reports.queries.access import cycle_for
from luoshi_web.reports.words import TOOLS
from luoshi_web.trail.queries import head_of
from luoshi_web.workbooks import marking, queries
from luoshi_web.workbooks.cells import MOST
from luoshi_web.workbooks.confined import is_ordinary
from luoshi_web.workbooks.content import Content, content_of, contents_of, units_in
from luoshi_web.workbooks.models import Outcome, Settled, Upload
from luoshi_web.workbooks.settling import settle
from luoshi_web.workbooks.summary import as_summary
from luoshi_web.workbooks.taking import receive
from luoshi_web.workbooks.writing import as_workbook, file_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READING_OR_SENDING = require_http_methods(["GET", "HEAD", "POST"])


def _page(request: HttpRequest, template: str, desk: queries.Desk, status: int = 200, **context: Any) -> HttpResponse:
    context = {
        "here": "desk", "desk": desk, "cycle": desk.cycle, "plan": desk.cycle.plan, "unit": desk.unit,
        "open": desk.cycle.status == CycleStatus.OPEN, "at": desk.link, **TOOLS, **context,
    }  # fmt: skip
    return render(request, f"workbooks/{template}.html", context, status=status)


def _attached(data: bytes, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = attachment(name)
    return answer


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, jurisdiction: str, year: int, as_of: date, unit: str) -> HttpResponse:
    """A unit's workbook as its tasks stand now; having it counts as having looked."""
    desk = queries.desk_for(request.user, jurisdiction, year, as_of, unit)
    content = content_of(desk.cycle, desk.unit, drafts=desk.writes)
    called, trail = queries.called(desk.cycle), _head(desk.cycle)
    data = as_workbook(content, token=secrets.token_hex(8), called=called, trail=trail)
    if desk.writes:
        with looking_goes_on("that a workbook was taken"):
            _looked_at(content)
    return _attached(data, file_name(content), XLSX)


def _looked_at(content: Content) -> None:
    for item in content.items:
        if item.contribution is not None:
            if item.contribution.opened_at is None:
                open_contribution(item.contribution)
        elif item.report.opened_at is None and item.position == 0:
            open_report(item.report)


@never_cache
@login_required
@require_safe
def every(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """All units' workbooks of one cycle in one archive, for the office to send out; without the units' drafts."""
    cycle = cycle_for(request.user, jurisdiction, year, as_of, Right.REVIEW)
    called, trail, packed = queries.called(cycle), _head(cycle), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:  # each is packed already
        for content in contents_of(cycle, units_in(cycle), drafts=False):
            if content.items:
                data = as_workbook(content, token=secrets.token_hex(8), called=called, trail=trail)
                archive.writestr(file_name(content), data)
    return _attached(packed.getvalue(), f"{cycle.plan.jurisdiction.slug}-{as_of}.zip", "application/zip")


@never_cache
@login_required
@require_safe
def reports(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """All reports of one cycle on one sheet, with claim, figures and findings, for the office to read."""
    cycle = cycle_for(request.user, jurisdiction, year, as_of, Right.REVIEW)
    name = f"{cycle.plan.jurisdiction.slug}-{as_of}-全部填报.xlsx"
    return _attached(as_summary(cycle, trail=_head(cycle)), name, XLSX)


def _head(cycle: Cycle) -> TrailHead:
    place = cycle.plan.jurisdiction
    head = head_of(place.pk)
    return TrailHead(place.slug, head.seq, head.hash)


@never_cache
@login_required
@READING_OR_SENDING
def upload(request: HttpRequest, jurisdiction: str, year: int, as_of: date, unit: str) -> HttpResponse:
    """The form that takes a filled workbook, and those that came before."""
    writes = request.method == "POST"
    desk = queries.desk_for(request.user, jurisdiction, year, as_of, unit, write=writes)
    problem = ""
    if writes:
        try:
            hand_in = act_in(request.POST, "save", "submit") == "submit"
            data, name = _sent(request)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            by: Any = request.user
            done = receive(data, name, cycle=desk.cycle, unit=desk.unit, hand_in=hand_in, by=by)
            address = desk.link("workbooks:result", done.upload.number)
            return redirect(address if done.new else f"{address}?again=1")
    most = MOST.file_bytes // 1_000_000
    context = {"problem": problem, "uploads": queries.uploads_of(desk), "most": most}
    return _page(request, "upload", desk, 422 if problem else 200, **context)


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    """Return the file that was sent.

    Raises:
        LuoshiError: none was, it is empty, or too large to be a unit's workbook.
    """
    sent, most = request.FILES.get("file"), MOST.file_bytes
    if request.META.get("luoshi.file_too_large") or (sent is not None and (sent.size or 0) > most):
        raise LuoshiError(
            f"文件超过{most // 1_000_000}兆，没有接收。填报工作簿只有几十千字节，请看看是不是选错了。",
            f"The file is larger than {most // 1_000_000} MB and was not taken; a unit's workbook has some 50 kB.",
        )
    if sent is None:
        raise LuoshiError("请选一个文件。", "Please choose a file.")
    data = sent.read()
    if not data:
        raise LuoshiError("文件是空的，请重新选择。", "The file is empty; please choose another.")
    return data, (sent.name or "").replace("\\", "/").rsplit("/", 1)[-1][-255:] or _("文件")


@never_cache
@login_required
@READING_OR_SENDING
def result(request: HttpRequest, jurisdiction: str, year: int, as_of: date, unit: str, number: int) -> HttpResponse:
    """What became of a workbook; where page and workbook differ, the choice."""
    writes = request.method == "POST"
    desk = queries.desk_for(request.user, jurisdiction, year, as_of, unit, write=writes)
    found = queries.upload_for(desk, number)
    problem = ""
    if writes:
        chosen = {
            int(name.removeprefix("line.")): value
            for name, value in request.POST.items()
            if name.startswith("line.") and name[5:].isascii() and name[5:].isdigit() and len(name) < 15
            and value in Settled.values
        }  # fmt: skip
        try:
            by: Any = request.user
            settle(found, chosen, by=by)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect(request.path)
    return _page(request, "result", desk, 409 if problem else 200, problem=problem, **_result(request, found))


def _result(request: HttpRequest, found: Upload) -> dict[str, Any]:
    lines = list(found.lines.all())
    of = {outcome.value: [line for line in lines if line.outcome == outcome] for outcome in Outcome}
    conflicts = of[Outcome.CONFLICT]
    return {
        "upload": found,
        "again": request.GET.get("again") == "1",
        "faults": queries.faults_in(lines),
        "taken": of[Outcome.TAKEN],
        "handed_in": of[Outcome.HANDED_IN],
        "notes": of[Outcome.NOTE],
        "open_conflicts": [line for line in conflicts if not line.settled],
        "settled_conflicts": [line for line in conflicts if line.settled],
        "markable": not found.trouble and is_ordinary(bytes_of(found.file)),
        "finished": found.finished_at is not None,
        "local": timezone.localtime,
    }


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, jurisdiction: str, year: int, as_of: date, unit: str, number: int) -> FileResponse:
    """The workbook byte for byte as it was sent."""
    desk = queries.desk_for(request.user, jurisdiction, year, as_of, unit)
    found = queries.upload_for(desk, number)
    return given_out(found.file, found.name)


@never_cache
@login_required
@require_safe
def marked(request: HttpRequest, jurisdiction: str, year: int, as_of: date, unit: str, number: int) -> HttpResponse:
    """The workbook as it was sent, with a note in each cell that came back."""
    desk = queries.desk_for(request.user, jurisdiction, year, as_of, unit)
    found = queries.upload_for(desk, number)
    data = bytes_of(found.file)
    if found.trouble or not is_ordinary(data):
        return redirect("workbooks:result", *desk.address, found.number)
    try:
        noted = marking.marked(data, found.lines.all())
    except LuoshiError as error:
        context = _result(request, found) | {"problem": sentence(error), "markable": False}
        return _page(request, "result", desk, 422, **context)
    stem = found.name.rpartition(".")[0] or found.name
    marked = _("标注")
    return _attached(noted, f"{stem[:200]}-{marked}.xlsx", XLSX)
