"""The round of opinions: files that come back are recorded, and each opinion is taken or left."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.errors import LuoshiError
from luoshi.place import Place
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.intake import actions, opinions, queries
from luoshi_web.intake.models import Intake, IntakeState, Opinion
from luoshi_web.intake.opinions_shown import opinions_on, unanswered
from luoshi_web.intake.pages import page_of, sentence
from luoshi_web.intake.preview import preview_of
from luoshi_web.pages.sent import act_in, number_in

_READ = (IntakeState.READ, IntakeState.CONFIRMED, IntakeState.REPLACED)
MOST_FILES = 50
MOST_TROUBLES = 100  # of a file, that the page says one by one


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """All opinions on a draft that was cut from a report, and the form that takes the files that came back."""
    intake = queries.intake_for(request.user, jurisdiction, number)
    if not intake.drafted or intake.state not in _READ:
        return redirect("intake:draft", jurisdiction, number)
    if request.method != "POST":
        return _page(request, intake)
    try:
        files = _files(request, intake)
    except LuoshiError as error:
        return _page(request, intake, problem=sentence(error), status=422)
    done = [_recorded(request, intake, data, name) for name, data in files]
    taken = any(one.new or one.known for one, problem in done)
    return _page(request, intake, done=done, status=200 if taken else 422)


def _files(request: HttpRequest, intake: Intake) -> list[tuple[str, bytes]]:
    if intake.state != IntakeState.READ:
        raise LuoshiError("这份草案已经生效，不再收意见。", "This draft is in force; no more opinions are taken.")
    if request.META.get("luoshi.file_too_large"):
        most = settings.INTAKE_FILE_BYTES // 1_000_000
        raise LuoshiError(
            f"文件超过{most}兆，没有接收。请分几次上传。",
            f"The file is larger than {most} MB and was not taken; please upload in several goes.",
        )
    sent = request.FILES.getlist("file")
    if not sent:
        raise LuoshiError("请选单位填好的Excel。", "Please choose the Excel that a unit has filled in.")
    if len(sent) > MOST_FILES:
        raise LuoshiError(f"一次最多{MOST_FILES}个文件。", f"At most {MOST_FILES} files at once.")
    return [((one.name or _("文件"))[-255:], one.read()) for one in sent]


def _recorded(request: HttpRequest, intake: Intake, data: bytes, name: str) -> tuple[opinions.Recorded, str]:
    """Read one file apart and keep what is good in it; else say why it was not taken."""
    by: Any = request.user
    try:
        lines = opinions.read_confined(data, name)
        preview = preview_of(queries.draft_shown(intake))
        done = opinions.record_answers(intake, lines, data, name, preview=preview, by=by)
    except LuoshiError as error:
        return opinions.Recorded(name), sentence(error)
    return done, "" if done.new or done.known or done.troubles else _("这份文件里没有人填意见。")


def _page(
    request: HttpRequest,
    intake: Intake,
    *,
    done: list[tuple[opinions.Recorded, str]] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    preview = preview_of(queries.draft_shown(intake))
    shown = opinions_on(intake, preview)
    last = intake.acts.order_by("-number").first()
    return page_of(
        request, "opinions", intake.jurisdiction, intake=intake, preview=preview, opinions=shown,
        unanswered=unanswered(intake, preview, shown), done=done or [], problem=problem, status=status,
        seen=last.number if last else 0, open=intake.state == IntakeState.READ, most_troubles=MOST_TROUBLES,
        most=settings.INTAKE_FILE_BYTES // 1_000_000, on_list=True,
    )  # fmt: skip


@never_cache
@login_required
@require_POST
def decide(request: HttpRequest, jurisdiction: str, number: int, opinion: int) -> HttpResponse:
    """Take an opinion, leave it, or open one again that was left."""
    intake = queries.intake_for(request.user, jurisdiction, number)
    if not intake.drafted:
        return redirect("intake:draft", jurisdiction, number)
    one = Opinion.objects.filter(intake=intake, number=opinion).select_related("intake").first()
    if one is None:
        raise Http404
    by: Any = request.user
    try:
        act = act_in(request.POST, "take", "leave", "reopen", name="act")
        if act == "take":
            _take(request, intake, one)
        elif act == "leave":
            opinions.leave(one, why=request.POST.get("why", ""), by=by)
        else:
            opinions.reopen(one, by=by)
    except LuoshiError as error:
        status = 409 if isinstance(error, MovedMeanwhile) else 422
        fresh = queries.intake_for(request.user, jurisdiction, number)
        if fresh.state not in _READ:
            return redirect("intake:draft", jurisdiction, number)
        return _page(request, fresh, problem=sentence(error), status=status)
    return redirect(_back(request, intake, one))


def _take(request: HttpRequest, intake: Intake, one: Opinion) -> None:
    if intake.state != IntakeState.READ:
        raise actions.IntakeMoved
    line = opinions.line_for(preview_of(queries.draft_shown(intake)), Place(**one.place), one.words)
    if line is None:
        raise LuoshiError("这一项已经不在草稿里了。", "This task is no longer in the draft.")
    by: Any = request.user
    wording = request.POST.get("wording", "").replace("\r\n", "\n").strip()
    opinions.take(intake, one, line, wording=wording, by=by, seen=number_in(request.POST, "seen"))


def _back(request: HttpRequest, intake: Intake, one: Opinion) -> str:
    """Lead back to where the press was made: the list, or the row in the draft."""
    if request.POST.get("back") == "list":
        return reverse("intake:opinions", args=(intake.jurisdiction.slug, intake.number)) + f"#o{one.number}"
    address = reverse("intake:draft", args=(intake.jurisdiction.slug, intake.number))
    preview = preview_of(queries.draft_shown(queries.intake_for(request.user, intake.jurisdiction.slug, intake.number)))
    line = opinions.line_for(preview, Place(**one.place), one.words)
    return f"{address}?page={preview.page_of(line)}#{line.anchor}" if line else f"{address}#draft"
