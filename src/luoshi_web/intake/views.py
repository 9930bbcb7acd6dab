"""Taking in a file: upload, progress, the draft with its doubts, corrections, confirming, publishing."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi_web.intake import actions, queries
from luoshi_web.intake import inforce as plan_actions
from luoshi_web.intake.confirming import hand_to_a_worker
from luoshi_web.intake.elsewhere import named_elsewhere
from luoshi_web.intake.forms import corrections_sent, task_meant, year_sent
from luoshi_web.intake.models import Intake, IntakeState
from luoshi_web.intake.opening_up import to_publish
from luoshi_web.intake.opinions_shown import opinions_on
from luoshi_web.intake.pages import page_of, sentence
from luoshi_web.intake.preview import FOLDED, Preview, arranged, lines_changed, preview_of
from luoshi_web.intake.suggested import suggested_for
from luoshi_web.jobs.queries import somebody_works
from luoshi_web.jobs.reaper import reap
from luoshi_web.pages.answers import attachment
from luoshi_web.pages.sent import UnknownAct, act_in, number_in
from luoshi_web.people.rights import Right, concerning, demand
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan, SourceContent, Visibility

MOST_DOUBTS = 200  # that the list shows at once
WAITED_FOR = (IntakeState.WAITING, IntakeState.READING, IntakeState.CONFIRMING)
NAME_OF_PASTED = "粘贴的文字.txt"


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The only jurisdiction that somebody works for, or a choice."""
    found = list(queries.jurisdictions_for(request.user))
    if len(found) == 1:
        return redirect("intake:intakes", found[0].slug)
    return page_of(request, "home", None, jurisdictions=found)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def intakes(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """The files that were taken in, and the form that takes in another."""
    place = queries.jurisdiction_for(request.user, jurisdiction)
    typed = {"text": "", "year": "", "what": ""}
    problem, status = "", 200
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        try:
            taken = _taken(request, place, typed)
        except LuoshiError as error:
            problem, status = sentence(error), 422
        else:
            again = "" if taken.new else "?again=1"
            return redirect(reverse("intake:draft", args=(place.slug, taken.intake.number)) + again)
    return page_of(
        request, "intakes", place, intakes=queries.intakes_of(place)[:100], typed=typed, problem=problem,
        this_year=timezone.localdate().year, most=settings.INTAKE_FILE_BYTES // 1_000_000, status=status,
        plans=Plan.objects.filter(jurisdiction=place, in_force__isnull=False).order_by("-year"),
    )  # fmt: skip


def _taken(request: HttpRequest, place: Jurisdiction, typed: dict[str, str]) -> actions.Taken:
    year = year_sent(typed["year"]) if typed["year"].strip() else None
    upload = request.FILES.get("file")
    if request.META.get("luoshi.file_too_large"):
        most = settings.INTAKE_FILE_BYTES // 1_000_000
        raise LuoshiError(
            f"文件超过{most}兆，没有接收。请拆分，或去掉里面的图片再传。",
            f"The file is larger than {most} MB and was not taken; please split it, or take out its pictures.",
        )
    if upload is not None:
        data, name, pasted = upload.read(), upload.name or _("文件"), False
    elif typed["text"].strip():
        data, name, pasted = typed["text"].replace("\r\n", "\n").encode(), NAME_OF_PASTED, True
    else:
        raise LuoshiError("请选一个文件，或者粘贴文字。", "Please choose a file, or paste text.")
    by: Any = request.user
    drafted = request.POST.get("what") == "report"
    return actions.take_in(data, name[-255:], jurisdiction=place, year=year, by=by, pasted=pasted, drafted=drafted)


@never_cache
@login_required
@require_safe
def draft(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """One intake, as far as it is: its progress, what went wrong, or what was read."""
    return _draft(request, queries.intake_for(request.user, jurisdiction, number))


def _draft(request: HttpRequest, intake: Intake, problem: str = "", status: int = 200) -> HttpResponse:
    if intake.state not in (IntakeState.READ, IntakeState.CONFIRMED, IntakeState.REPLACED):
        return page_of(request, "progress", intake.jurisdiction, problem=problem, status=status, **_progress(intake))
    context = _shown(request, intake, preview_of(queries.draft_shown(intake)))
    problem = problem or (_trouble(intake) if intake.state == IntakeState.READ else "")
    again = request.GET.get("again") == "1"
    return page_of(request, "draft", intake.jurisdiction, problem=problem, again=again, status=status, **context)


def _shown(request: HttpRequest, intake: Intake, preview: Preview) -> dict[str, Any]:
    """What the draft's page and each of its pieces need."""
    asked = request.GET.get("page") or request.POST.get("page") or ""
    known = asked.isascii() and asked.isdigit() and len(asked) < 6
    page = min(int(asked), preview.pages) if known and int(asked) else 1
    acts, last = queries.live_acts(intake), intake.acts.order_by("-number").first()
    return {
        "intake": intake,
        "preview": preview,
        "chapters": arranged(preview.page(page)),
        "folded": len(preview.page(page)) > FOLDED,
        "page": page,
        "most_doubts": MOST_DOUBTS,
        "has_objectives": any(line.task.objective for line in preview.lines),
        "last_act": acts[-1] if acts else None,
        "last_corrections": queries.corrections_in(acts[-1]) if acts else [],
        "changes": sum(len(queries.corrections_in(act)) for act in acts),
        "seen": last.number if last else 0,
        "open": intake.state == IntakeState.READ,
        "suggested": suggested_for(intake, preview),
        "opinions": opinions_on(intake, preview),
        "in_force": _in_force(intake, preview),
        "elsewhere": named_elsewhere(preview.draft.plan.title or "", intake.jurisdiction.name),
    }


def _in_force(intake: Intake, preview: Preview) -> Plan | None:
    """The plan that the draft would be a revision of."""
    year = preview.draft.plan.year or 0
    return Plan.objects.filter(jurisdiction=intake.jurisdiction, year=year, in_force__isnull=False).first()


def _trouble(intake: Intake) -> str:
    return intake.trouble_en if get_language() == "en" else intake.trouble


def _progress(intake: Intake) -> dict[str, Any]:
    waiting = intake.state in WAITED_FOR
    acts = queries.live_acts(intake)
    return {
        "intake": intake,
        "waiting": waiting,
        "nobody": waiting and not somebody_works(),
        "trouble": _trouble(intake),
        "last_act": acts[-1] if acts else None,
        "last_corrections": queries.corrections_in(acts[-1]) if acts else [],
        "seen": intake.acts.count(),
    }


@never_cache
@login_required
@require_safe
def progress(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """How far a reading is; once it has ended, the page is asked for anew. Dead workers' jobs are freed on the way."""
    reap()
    intake = queries.intake_for(request.user, jurisdiction, number)
    if intake.state in WAITED_FOR:
        return page_of(request, "_progress", intake.jurisdiction, **_progress(intake))
    response = HttpResponse(status=200)
    response["HX-Redirect"] = reverse("intake:draft", args=(jurisdiction, number))
    return response


@never_cache
@login_required
@require_safe
def row(request: HttpRequest, jurisdiction: str, number: int, position: int) -> HttpResponse:
    """One task of the draft to be corrected: in its row, or as a page where there is no script."""
    intake = queries.intake_for(request.user, jurisdiction, number)
    preview = preview_of(queries.draft_shown(intake))
    if not 1 <= position <= len(preview.lines):
        raise Http404
    line = preview.lines[position - 1]
    context = _shown(request, intake, preview) | {"line": line, "field": request.GET.get("field", "text")}
    if "HX-Request" not in request.headers:
        return page_of(request, "row", intake.jurisdiction, typed={}, problem="", **context)
    piece = "_row" if request.GET.get("closed") == "1" else "_editing"
    return page_of(request, piece, intake.jurisdiction, typed={}, problem="", **context)


@never_cache
@login_required
@require_POST
def correct(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """Make one act of corrections; answer with what it changed, or with the page where there is no script."""
    intake = queries.intake_for(request.user, jurisdiction, number)
    before = _preview_if_read(intake)
    sent = request.POST.dict()
    try:
        if intake.state not in (IntakeState.READ, IntakeState.FAILED):
            raise actions.IntakeMoved
        corrections = corrections_sent(sent, before)
        if corrections:
            by: Any = request.user
            actions.correct(intake, corrections, by=by, seen=number_in(request.POST, "seen"))
    except LuoshiError as error:
        return _refused(request, intake, before, sentence(error))
    return _changed(request, queries.intake_for(request.user, jurisdiction, number), before)


@never_cache
@login_required
@require_POST
def undo(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """Take the last act back."""
    intake = queries.intake_for(request.user, jurisdiction, number)
    before = _preview_if_read(intake)
    try:
        by: Any = request.user
        actions.take_back(intake, by=by, seen=number_in(request.POST, "seen"))
    except LuoshiError as error:
        return _refused(request, intake, before, sentence(error))
    return _changed(request, queries.intake_for(request.user, jurisdiction, number), before)


def _preview_if_read(intake: Intake) -> Preview | None:
    return preview_of(queries.draft_shown(intake)) if intake.state == IntakeState.READ else None


def _changed(request: HttpRequest, intake: Intake, before: Preview | None) -> HttpResponse:
    """Answer an act that was made."""
    address = reverse("intake:draft", args=(intake.jurisdiction.slug, intake.number))
    if "HX-Request" not in request.headers:
        return redirect(address + _anchor(request, intake))
    if intake.state != IntakeState.READ or before is None:
        response = HttpResponse(status=200)
        response["HX-Redirect"] = address
        return response
    preview = preview_of(queries.draft_shown(intake))
    context = _shown(request, intake, preview)
    return page_of(request, "_changed", intake.jurisdiction, changed=lines_changed(before, preview, context["page"]),
                 problem="", **context)  # fmt: skip


def _anchor(request: HttpRequest, intake: Intake) -> str:
    """Lead back to the row that was corrected, on its page."""
    if intake.state != IntakeState.READ:
        return ""
    preview = preview_of(queries.draft_shown(intake))
    try:
        task = task_meant(request.POST.dict(), preview)
    except LuoshiError:
        return "#doubts"
    line = next(line for line in preview.lines if line.task is task)
    return f"?page={preview.page_of(line)}#{line.anchor}"


def _refused(request: HttpRequest, intake: Intake, preview: Preview | None, problem: str) -> HttpResponse:
    """Say why an act was not made; what was typed stays in the form."""
    scripted = "HX-Request" in request.headers
    line = None
    if preview is not None:
        try:
            meant = task_meant(request.POST.dict(), preview)
            line = next(line for line in preview.lines if line.task is meant)
        except LuoshiError:
            line = None
    fresh = queries.intake_for(request.user, intake.jurisdiction.slug, intake.number)
    if preview is None or line is None:
        return _notice(request, fresh, problem) if scripted else _draft(request, fresh, problem, status=422)
    context = _shown(request, fresh, preview) | {"line": line, "typed": request.POST.dict(), "problem": problem}
    context["field"] = ""
    if scripted:
        return page_of(request, "_refused", intake.jurisdiction, **context)
    return page_of(request, "row", intake.jurisdiction, status=422, **context)


def _notice(request: HttpRequest, intake: Intake, problem: str) -> HttpResponse:
    return page_of(request, "_notice", intake.jurisdiction, intake=intake, problem=problem)


@never_cache
@login_required
@require_POST
def cancel(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """Stop a reading; the file stays."""
    return _then_draft(request, queries.intake_for(request.user, jurisdiction, number), actions.cancel)


@never_cache
@login_required
@require_POST
def again(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """Have a file read once more."""
    return _then_draft(request, queries.intake_for(request.user, jurisdiction, number), actions.read_again)


def _then_draft(request: HttpRequest, intake: Intake, act: Any) -> HttpResponse:
    try:
        act(intake)
    except LuoshiError as error:
        fresh = queries.intake_for(request.user, intake.jurisdiction.slug, intake.number)
        return _draft(request, fresh, sentence(error), status=409)
    return redirect("intake:draft", intake.jurisdiction.slug, intake.number)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """Ask once more, with all that was changed; then put the plan in force."""
    intake = queries.intake_for(request.user, jurisdiction, number)
    if intake.state != IntakeState.READ:
        return redirect("intake:draft", jurisdiction, number)
    problem, status = "", 200
    if request.method == "POST":
        by: Any = request.user
        try:
            if queries.is_long(intake):
                hand_to_a_worker(intake, by=by, seen=number_in(request.POST, "seen"), at=timezone.now())
            else:
                actions.confirm(intake, by=by, seen=number_in(request.POST, "seen"))
        except LuoshiError as error:
            problem, status = sentence(error), 409
        else:
            return redirect(reverse("intake:draft", args=(jurisdiction, number)) + "?done=1")
    context = _shown(request, intake, preview_of(queries.draft_shown(intake)))
    acts = [(act, queries.corrections_in(act)) for act in queries.live_acts(intake)]
    return page_of(request, "confirm", intake.jurisdiction, acts=acts, problem=problem, status=status, **context)


@login_required
@require_safe
def file(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """The file as it came, byte for byte; always a download, never shown in place."""
    source = queries.intake_for(request.user, jurisdiction, number).source
    response = HttpResponse(
        bytes(SourceContent.objects.get(source=source).data), content_type="application/octet-stream"
    )
    response["Content-Disposition"] = attachment(source.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    """Ask once more; then let the public see a plan, or no longer."""
    of_mine = Plan.objects.filter(concerning(request.user, Right.READ, "jurisdiction"), in_force__isnull=False)
    plans = of_mine.filter(jurisdiction__slug=jurisdiction, year=year)
    plan = plans.select_related("jurisdiction", "in_force__source").first()
    if plan is None:
        raise Http404
    demand(request.user, Right.REVISE, plan.jurisdiction_id)
    if request.method == "POST":
        try:
            wanted = Visibility(act_in(request.POST, *Visibility.values, name="visibility"))
        except UnknownAct as error:
            told = to_publish(plan)
            return page_of(request, "publish", plan.jurisdiction, problem=sentence(error), status=422, **told)
        lights, original = (request.POST.get(name) == "1" for name in ("lights", "original"))
        by: Any = request.user
        plan_actions.set_visibility(plan, wanted, lights=lights, original=original, by=by, at=timezone.now())
        return redirect("intake:publish", jurisdiction, year)
    return page_of(request, "publish", plan.jurisdiction, **to_publish(plan))
