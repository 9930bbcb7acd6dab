"""A unit's reports of one cycle on one sheet, to be printed, signed and sealed; its scan; and signing on the site."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luoshi.errors import LuoshiError
from luoshi_web.desk import pages
from luoshi_web.desk.formpages import stage_words
from luoshi_web.desk.views import READING_OR_SENDING, download, page
from luoshi_web.pages.sent import by_of, number_in
from luoshi_web.pages.words import sentence
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Wording
from luoshi_web.reports.actions import answering
from luoshi_web.reports.actions.keeping import SCANS
from luoshi_web.reports.actions.sealing import add_sheet, remove_sheet, sealed_of, sheet_of
from luoshi_web.reports.models import Cycle, Report
from luoshi_web.reports.queries import access, worklists
from luoshi_web.reports.queries.printed import Printed, printed_of
from luoshi_web.reports.queries.whole import wording_of, wordings_of
from luoshi_web.reports.steps import HANDED_IN
from luoshi_web.reports.upload import refused


@never_cache
@login_required
@READING_OR_SENDING
def sheet(request: HttpRequest, jurisdiction: str, year: int, as_of: date, unit: str) -> HttpResponse:
    """What a unit has handed in, as a page to print; its own people send the sealed scan back here."""
    sends = request.method == "POST"
    cycle, found = access.sheet_for(request.user, jurisdiction, year, as_of, unit, sends=sends)
    problem = ""
    if sends:
        try:
            _send(request, cycle, found)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect(request.path)
    return page(request, "sheet", 409 if problem else 200, problem=problem, **_sheet_page(request, cycle, found))


def _send(request: HttpRequest, cycle: Cycle, unit: Unit) -> None:
    if "remove" in request.POST:
        number = number_in(request.POST.dict(), "remove")
        remove_sheet(get_object_or_404(unit.sealed_sheets, cycle=cycle, number=number), by=by_of(request))
        return
    for error in refused(request):
        raise error
    upload = request.FILES.get("sealed_file")
    if upload is None:
        raise LuoshiError("请选盖章件的扫描件或照片。", "Please choose the scan or the picture of the sealed sheet.")
    add_sheet(cycle, unit, upload, by=by_of(request))


def _sheet_page(request: HttpRequest, cycle: Cycle, unit: Unit) -> dict[str, Any]:
    rows = list(
        sheet_of(cycle, unit).prefetch_related(
            "current__answers__target__wording", "current__milestones__milestone", "current__settlements"
        )
    )
    texts = wordings_of(rows)
    return {
        "cycle": cycle,
        "plan": cycle.plan,
        "unit": unit,
        "rows": rows,
        "texts": texts,
        "printed": {row.pk: _printed(row, texts.get(row.task_id)) for row in rows if row.state in HANDED_IN},
        "handed_in": sum(row.state in HANDED_IN for row in rows),
        "stands": set(HANDED_IN),
        "sealed": sealed_of(cycle, unit),
        "sends": access.units_of(request.user).filter(pk=unit.pk).exists(),
        "stage_words": stage_words(),
        "scans": ",".join(f".{kind}" for kind in SCANS),
        "printed_at": timezone.localtime(),
    }


def _printed(row: Report, wording: Wording | None) -> Printed:
    assert row.current is not None, "what is handed in has a version"
    return printed_of(row, row.current, wording or wording_of(row))


@never_cache
@login_required
@require_safe
def scan(request: HttpRequest, jurisdiction: str, year: int, as_of: date, unit: str, number: int) -> FileResponse:
    """A sealed scan; always a download, never shown in place."""
    cycle, found = access.sheet_for(request.user, jurisdiction, year, as_of, unit)
    row = get_object_or_404(found.sealed_sheets.select_related("file"), cycle=cycle, number=number, removed_at=None)
    return download(row.file, row.name)


@never_cache
@login_required
@READING_OR_SENDING
def to_sign(request: HttpRequest) -> HttpResponse:
    """What waits for somebody's signature, to be looked at and signed together."""
    signed, problems = 0, []
    if request.method == "POST":
        for row in worklists.to_sign_by(request.user):
            if f"{row.pk}:{row.current.number if row.current else 0}" not in request.POST.getlist("report"):
                continue  # not on the page that was looked at, or in another version
            try:
                answering.sign(row, by=by_of(request))
                signed += 1
            except LuoshiError as error:
                problems.append(f"{_name(row)}：{sentence(error)}")
        if signed and not problems:
            return redirect(f"{reverse('desk:to-sign')}?signed={signed}")
        if not signed and not problems:
            problems.append(_("没有选，或者选的刚刚变了。请看过再签。"))
    rows = list(worklists.to_sign_by(request.user))
    return page(
        request, "to-sign", 422 if problems else 200, rows=rows, texts=worklists.texts_of(rows),
        signed=signed or number_in(request.GET.dict(), "signed"), problem="".join(problems), place_of=pages.address_of,
    )  # fmt: skip


def _name(row: Report) -> str:
    text = worklists.texts_of([row]).get(row.task_id)
    return _("第%(no)s项") % {"no": text.no if text else row.task.key}
