"""A revised file, row by row: compare, decide, take back, look at what will be, put in force."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi.revision import ChangeKind
from luoshi_web.intake.queries import intake_for
from luoshi_web.pages.sent import number_in
from luoshi_web.pages.words import sentence
from luoshi_web.plans.models import Plan
from luoshi_web.plans.queries import plan_to_revise
from luoshi_web.revisions import actions, queries, words
from luoshi_web.revisions.models import Proposal, ProposalKind, ProposalState
from luoshi_web.revisions.queries import ComparedRow, Review

MAX_ROWS = 20_000  # in one choice
PAGE = 200  # rows on one page


def _page(request: HttpRequest, template: str, plan: Plan, **context: Any) -> HttpResponse:
    status = context.pop("status", 200)
    context |= {
        "here": "revisions",
        "row": plan,
        "place": (plan.jurisdiction.slug, plan.year),
        "words": words,
        "local": timezone.localtime,
    }
    return render(request, f"revisions/{template}.html", context, status=status)


@never_cache
@login_required
@require_POST
def compare(request: HttpRequest, jurisdiction: str, number: int) -> HttpResponse:
    """Hold a file that was taken in against the plan in force; lead to the comparison."""
    intake = intake_for(request.user, jurisdiction, number)
    by: Any = request.user
    try:
        proposal = actions.propose_file(intake, by=by)
    except LuoshiError as error:
        back = reverse("intake:draft", args=(jurisdiction, number))
        context = {"here": "intake", "problem": sentence(error), "back": back}
        return render(request, "revisions/nothing.html", context, status=409)
    return redirect(_address(proposal))


def _address(proposal: Proposal, page: str = "review") -> str:
    plan = proposal.plan
    return reverse(f"revisions:{page}", args=(plan.jurisdiction.slug, plan.year, proposal.number))


@never_cache
@login_required
@require_safe
def revisions(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    """All revisions of a plan, and what is still being compared."""
    plan = plan_to_revise(request.user, jurisdiction, year)
    proposals = queries.proposals_of(plan)
    return _page(
        request, "revisions", plan, revisions=queries.revisions_of(plan),
        proposals=[proposal for proposal in proposals if proposal.state == ProposalState.OPEN],
        withdrawn=[proposal for proposal in proposals if proposal.state == ProposalState.WITHDRAWN],
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def review(request: HttpRequest, jurisdiction: str, year: int, number: int) -> HttpResponse:
    """The comparison: each difference with its two buttons."""
    return _review(request, queries.proposal_for(request.user, jurisdiction, year, number))


def _review(request: HttpRequest, proposal: Proposal, problem: str = "", status: int = 200) -> HttpResponse:
    if proposal.state != ProposalState.OPEN:
        return _page(request, "closed", proposal.plan, proposal=proposal, problem=problem, status=status)
    if proposal.base_id != proposal.plan.in_force_id:
        return _page(request, "stale", proposal.plan, proposal=proposal, problem=problem, status=status)
    shown = queries.review_of(proposal)
    only = _kind(request.GET.get("kind", ""))
    rows = shown.of_kind(only)
    told = [row for row in rows if not row.only_placing]
    pages = max(1, -(-len(told) // PAGE))
    asked = request.GET.get("page", "")
    page = min(int(asked), pages) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 6 and int(asked) else 1
    return _page(
        request, "review", proposal.plan, proposal=proposal, review=shown, only=only, problem=problem, status=status,
        rows=told[(page - 1) * PAGE : page * PAGE], placing=[row for row in rows if row.only_placing],
        page=page, pages=pages,
        rereading=proposal.kind == ProposalKind.REREAD,
    )  # fmt: skip


def _kind(name: str) -> ChangeKind | None:
    return ChangeKind(name) if name in {kind.value for kind in ChangeKind} else None


@never_cache
@login_required
@require_POST
def choose(request: HttpRequest, jurisdiction: str, year: int, number: int) -> HttpResponse:
    """Take rows or refuse them: one, those only renumbered, or all that nobody has decided."""
    proposal = queries.proposal_for(request.user, jurisdiction, year, number)
    if proposal.state != ProposalState.OPEN:
        return _refused(request, proposal, actions.ProposalMoved())
    accepted, only = request.POST.get("accepted"), _kind(request.POST.get("kind", ""))
    shown = queries.review_of(proposal)
    chosen = _chosen(shown, request.POST.getlist("rows"), only)
    if accepted not in {"1", "0"} or not chosen:
        return _review(request, proposal, status=422)
    by: Any = request.user
    try:
        actions.choose(proposal, [row.name for row in chosen], accepted == "1", by=by)
    except LuoshiError as error:
        return _refused(request, proposal, error)
    return _answer(request, proposal, chosen, only)


def _chosen(shown: Review, names: list[str], only: ChangeKind | None) -> list[ComparedRow]:
    """Return the rows that a form means: by name, "placing" for those that only stand elsewhere, or "rest".

    Args:
        only: the filter under which the form stood; what it hides, no press on many rows decides.
    """
    if names == ["rest"]:
        return list(shown.undecided_of(only))
    if names == ["placing"]:
        return [row for row in shown.of_kind(only) if row.only_placing]
    wanted = set(names[:MAX_ROWS])
    return [row for row in shown.rows if row.name in wanted]


def _answer(
    request: HttpRequest, proposal: Proposal, chosen: list[ComparedRow], only: ChangeKind | None
) -> HttpResponse:
    """Answer with the one row that was decided and the bar below, or with the page where there is no script."""
    shown = queries.review_of(proposal)
    if len(chosen) != 1 or chosen[0].only_placing:
        return _to(request, _address(proposal) + _where(shown, None, only))
    if "HX-Request" not in request.headers:
        return redirect(_address(proposal) + _where(shown, chosen[0], only))
    line = next(row for row in shown.rows if row.name == chosen[0].name)
    return _page(request, "_decided", proposal.plan, proposal=proposal, review=shown, line=line, only=only)


def _where(shown: Review, chosen: ComparedRow | None, only: ChangeKind | None) -> str:
    """Lead back to the rows that were shown, and to the one that was decided, on its page.

    A filter under which nothing is left to decide is dropped: what is left stands elsewhere.
    """
    asked = {"kind": only.value} if only is not None and (chosen or shown.undecided_of(only)) else {}
    if chosen is None:
        return f"?{urlencode(asked)}" if asked else ""
    told = [row.name for row in shown.of_kind(only) if not row.only_placing]
    page = told.index(chosen.name) // PAGE + 1 if chosen.name in told else 1
    asked |= {"page": str(page)} if page > 1 else {}
    return f"{'?' if asked else ''}{urlencode(asked)}#r{chosen.position}"


@never_cache
@login_required
@require_POST
def beside(request: HttpRequest, jurisdiction: str, year: int, number: int) -> HttpResponse:
    """Take a second table of the year in beside the plan: its tasks come, and none of the plan's goes."""
    proposal = queries.proposal_for(request.user, jurisdiction, year, number)
    by: Any = request.user
    return _then(request, proposal, lambda: actions.set_beside(proposal, by=by))


def _to(request: HttpRequest, address: str) -> HttpResponse:
    if "HX-Request" not in request.headers:
        return redirect(address)
    response = HttpResponse(status=200)
    response["HX-Redirect"] = address
    return response


def _refused(request: HttpRequest, proposal: Proposal, error: LuoshiError) -> HttpResponse:
    plan = proposal.plan
    fresh = queries.proposal_for(request.user, plan.jurisdiction.slug, plan.year, proposal.number)
    if "HX-Request" in request.headers:
        return _to(request, _address(fresh))
    return _review(request, fresh, sentence(error), status=409)


@never_cache
@login_required
@require_POST
def undo(request: HttpRequest, jurisdiction: str, year: int, number: int) -> HttpResponse:
    """Take the last decision back."""
    proposal = queries.proposal_for(request.user, jurisdiction, year, number)
    by: Any = request.user
    return _then(request, proposal, lambda: actions.take_back(proposal, by=by, seen=number_in(request.POST, "seen")))


@never_cache
@login_required
@require_POST
def withdraw(request: HttpRequest, jurisdiction: str, year: int, number: int) -> HttpResponse:
    """Put the comparison away; the plan stays as it is."""
    proposal = queries.proposal_for(request.user, jurisdiction, year, number)
    by: Any = request.user
    return _then(request, proposal, lambda: actions.withdraw(proposal, by=by))


@never_cache
@login_required
@require_POST
def renew(request: HttpRequest, jurisdiction: str, year: int, number: int) -> HttpResponse:
    """Compare anew with the revision that is in force now."""
    proposal = queries.proposal_for(request.user, jurisdiction, year, number)
    by: Any = request.user
    try:
        fresh = actions.renew(proposal, by=by)
    except LuoshiError as error:
        return _refused(request, proposal, error)
    return redirect(_address(fresh))


def _then(request: HttpRequest, proposal: Proposal, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except LuoshiError as error:
        return _refused(request, proposal, error)
    return _to(request, _address(proposal))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, jurisdiction: str, year: int, number: int) -> HttpResponse:
    """Show what the plan will be; then put it in force."""
    proposal = queries.proposal_for(request.user, jurisdiction, year, number)
    if proposal.state != ProposalState.OPEN or proposal.base_id != proposal.plan.in_force_id:
        return _review(request, proposal)
    if request.method == "POST":
        by: Any = request.user
        try:
            actions.confirm(proposal, by=by, seen=number_in(request.POST, "seen"))
        except LuoshiError as error:
            return _refused(request, proposal, error)
        return redirect(reverse("revisions:list", args=(jurisdiction, year)) + "?done=1")
    shown = queries.review_of(proposal)
    if not shown.taken or shown.undecided:
        return redirect(_address(proposal))
    will = shown.composed()
    return _page(
        request, "confirm", proposal.plan, proposal=proposal, review=shown, will=will,
        number=proposal.plan.revisions.count() + 1, reports=sum(bool(task.reports) for task in shown.present.tasks),
        twice=shown.numbers_twice(will.plan),
    )  # fmt: skip


def gone(request: HttpRequest, plan: Plan, key: str) -> HttpResponse:
    """A task that is no longer in force: what it said, since when it is out, and what was reported of it.

    Raises:
        Http404: no task of the plan ever had this key.
    """
    history = queries.history_of(plan, key)
    if not history:
        raise Http404
    reports = queries.reports_of(plan, key)
    last = next(said.wording for said in reversed(history) if said.wording is not None)
    return _page(request, "gone", plan, history=history, last=last, reports=reports, board=None)
