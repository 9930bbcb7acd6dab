"""The office's review: one report after the other, and many at once with a preview."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luoshi.errors import LuoshiError
from luoshi_web.desk import reviewpages
from luoshi_web.desk.forms import pressed_in, unit_in
from luoshi_web.desk.reviewpages import MOST_UNCLEAR, Desk
from luoshi_web.desk.views import READING_OR_SENDING, page
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.pages.sent import act_in, by_of, number_in
from luoshi_web.pages.words import sentence
from luoshi_web.people.rights import Right, may
from luoshi_web.reports.actions import handover
from luoshi_web.reports.models import Cycle, Report
from luoshi_web.reports.queries import access, worklists
from luoshi_web.supervision import reviewing, savedphrases, settling
from luoshi_web.supervision.deciding import Doing, decide, planned
from luoshi_web.supervision.phrasing import phrase

STAYS = ("keep-phrase", "phrase", "unphrase")  # what leaves the reviewer at the report


@never_cache
@login_required
@READING_OR_SENDING
def review(request: HttpRequest, jurisdiction: str, year: int, as_of: date, key: str) -> HttpResponse:
    """One report before the office: claim, figures, findings, last cycle; accept it, or return it with a reason."""
    reach = access.report_to_review if request.method == "POST" else access.report_to_look_at
    found = reach(request.user, jurisdiction, year, as_of, key)
    problem, do = "", request.POST.get("do", "")
    if request.method == "POST":
        try:
            _decide(request, found)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            if _presses(request):
                return redirect(f"{request.path}#targets")
            if not do.startswith(STAYS) and not request.POST.get("drop"):
                return _next(request, found, jurisdiction, year)
            if do in ("phrase", "unphrase"):
                return redirect(f"{request.path}#phrasing")
        found = access.report_to_review(request.user, jurisdiction, year, as_of, key)
    decides = may(request.user, Right.REVIEW, found.cycle.plan.jurisdiction_id)
    context = reviewpages.review_page(found) | {"problem": problem, "typed": request.POST, "decides": decides}
    context |= reviewpages.just_decided(found.cycle, request.GET.get("decided", ""))
    return page(request, "review", 409 if problem else 200, **context)


def _next(request: HttpRequest, found: Report, jurisdiction: str, year: int) -> HttpResponse:
    """Open what the page named as the next one, where it still waits; else the first to look at, else the board."""
    waiting = worklists.to_review(found.cycle)
    named = waiting.filter(task__key=request.POST.get("next", "")).first()
    first = named or Desk(found.cycle).first
    here = (jurisdiction, year, found.cycle.as_of)
    if first is None:
        address = reverse("desk:cycle", args=here)
    else:
        address = reverse("desk:review", args=(*here, first.task.key if isinstance(first, Report) else first.key))
    return redirect(f"{address}?{urlencode({'decided': found.task.key})}")


def _decide(request: HttpRequest, found: Report) -> None:
    """Decide on the version that was looked at; where there is another since, nothing is decided."""
    sent, by, do = request.POST.dict(), by_of(request), request.POST.get("do", "")
    place = found.cycle.plan.jurisdiction
    if sent.get("drop"):
        savedphrases.drop_phrase(place, number_in(sent, "drop"), by=by)
        return
    if do == "keep-phrase":
        savedphrases.save_phrase(place, sent.get("reason", ""), by=by)
        return
    if do == "hand-over":
        unit = unit_in(sent, place.pk)
        if unit is None:
            raise LuoshiError("请选一个单位。", "Please choose a unit.")
        handover.give_ownership(found, unit, reason=sent.get("reason", ""), by=by)
        return
    if number_in(sent, "version") != (found.current.number if found.current else 0):
        raise MovedMeanwhile
    if _presses(request):
        _settle(found, sent, by)
        return
    if do in ("phrase", "unphrase"):
        if found.current is None:
            raise MovedMeanwhile
        text = sent.get("phrasing", "") if do == "phrase" else ""
        phrase(found.current, text, by=by, seen=number_in(sent, "seen"))
        return
    reason = _reason(sent)
    act: dict[str, Callable[[], object]] = {
        "accept": lambda: reviewing.accept(found, by=by),
        "return": lambda: reviewing.return_with_reason(found, reason, by=by),
        "reopen": lambda: reviewing.reopen(found, reason, by=by),
    }
    if do not in act:
        raise LuoshiError("请选通过，或者退回。", "Please choose to accept or to return it.")
    act[do]()


def _presses(request: HttpRequest) -> bool:
    """Tell whether a press says which figure answers a target, or undoes what somebody said."""
    return "settle" in request.POST or "undo" in request.POST


def _settle(found: Report, sent: dict[str, str], by: Any) -> None:
    pressed = pressed_in(sent.get("settle") or sent.get("undo") or "")
    if sent.get("settle"):
        settling.settle(found, pressed.target, pressed.figure, seen=pressed.seen, by=by)
    else:
        settling.undo(found, pressed.target, seen=pressed.seen, by=by)


def _reason(sent: dict[str, str]) -> str:
    """Return the reason: what was typed, with the saved phrase that was chosen where no script put it there."""
    typed, chosen = sent.get("reason", "").strip(), sent.get("saved", "").strip()
    return typed if not chosen or chosen in typed else "\n".join(part for part in (typed, chosen) if part)


@never_cache
@login_required
@require_safe
def unclear(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """What nobody can judge before somebody says which figure answers; fifty a page, what is past its day first."""
    found = access.cycle_for(request.user, jurisdiction, year, as_of, Right.READ)
    desk = Desk(found)
    pages = Paginator(desk.unclear, MOST_UNCLEAR)
    shown = pages.get_page(request.GET.get("page"))
    decides = may(request.user, Right.REVIEW, found.plan.jurisdiction_id)
    return page(request, "unclear", cycle=found, plan=found.plan, shown=shown, count=pages.count, decides=decides)


@never_cache
@login_required
@READING_OR_SENDING
def bulk(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """A list to choose from; what would happen to which; and then exactly that, which the same page tells."""
    found = access.cycle_for(request.user, jurisdiction, year, as_of)
    sent, problem = request.POST, ""
    if request.method == "POST":
        try:
            doing = _doing(sent.get("doing", ""))
            if act_in(sent, "look", "decide") == "decide":
                return _decided(request, found, doing)
            return _preview(request, found, doing)
        except LuoshiError as error:
            problem = sentence(error)
    desk = Desk(found)
    chosen = sent.getlist("key") if request.method == "POST" else _chosen(request, desk)
    rows = desk.accepted if request.GET.get("of") == "accepted" else desk.queue
    context = {"cycle": found, "plan": found.plan, "desk": desk, "rows": rows, "chosen": set(chosen), "typed": sent}
    context["of"] = "accepted" if rows is not desk.queue else ""
    phrases = savedphrases.phrases_of(found.plan.jurisdiction_id)
    return page(
        request,
        "bulk",
        422 if problem else 200,
        problem=problem,
        phrases=phrases,
        first_phrases=savedphrases.first_phrases(),
        **context,
    )


def _doing(text: str) -> Doing:
    try:
        return Doing(text)
    except ValueError:
        raise LuoshiError("请选要做什么。", "Please choose what to do.") from None


def _chosen(request: HttpRequest, desk: Desk) -> list[str]:
    """Return what is ticked when the list is opened: by its link all without findings, or all, else none."""
    asked = request.GET.get("choose", "")
    everything = desk.accepted if request.GET.get("of") == "accepted" else desk.queue
    rows = desk.clean if asked == "clean" else everything if asked == "all" else []
    return [one.key for one in rows]


def _preview(request: HttpRequest, cycle: Cycle, doing: Doing) -> HttpResponse:
    sent = request.POST
    keys, reason = sent.getlist("key"), _reason(sent.dict())
    if not keys:
        raise LuoshiError("一项也没有选。", "Nothing is chosen.")
    if doing is Doing.RETURN and not reason:
        raise LuoshiError("“退回”要写明原因。", "Please say why you return them.")
    rows = planned(cycle, keys, doing)
    context: dict[str, Any] = {
        "doing": doing.value,
        "reason": reason,
        "can": [one for one in rows if one.problem is None],
        "cannot": [(one, sentence(one.problem)) for one in rows if one.problem is not None],
        "due": reviewing.due_in(cycle, timezone.now()) if rows and doing is Doing.RETURN else None,
        "texts": worklists.texts_of([one.report for one in rows]),
    }
    return page(request, "bulkpreview", cycle=cycle, plan=cycle.plan, **context)


def _decided(request: HttpRequest, cycle: Cycle, doing: Doing) -> HttpResponse:
    sent = request.POST.dict()
    outcome = decide(cycle, _seen(sent.get("seen", "")), doing, reason=sent.get("reason", ""), by=by_of(request))
    if not outcome.left:
        address = redirect("desk:cycle", cycle.plan.jurisdiction.slug, cycle.plan.year, cycle.as_of)
        address["Location"] += "?" + urlencode({"done": doing.value, "n": len(outcome.done)})
        return address
    left = [(report, sentence(why)) for report, why in outcome.left]
    texts = worklists.texts_of([report for report, _ in outcome.left])
    context: dict[str, Any] = {"doing": doing.value, "done": outcome.done, "left": left, "texts": texts}
    return page(request, "bulkdone", cycle=cycle, plan=cycle.plan, **context)


def _seen(text: str) -> dict[str, int]:
    """Read what was previewed: a line a report, its version and its key; one field, however many there are."""
    seen = {}
    for line in text.splitlines():
        number, _, key = line.partition(" ")
        if key and number.isascii() and number.isdigit() and len(number) < 10:
            seen[key] = int(number)
    return seen
