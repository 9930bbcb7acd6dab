"""The end of a cycle, asked and undone, and its publication: what is missing, and what the public will see changed."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from luoshi.errors import LuoshiError
from luoshi.plan import State, Task
from luoshi_web.desk.views import READING_OR_SENDING, page
from luoshi_web.pages.lamps import SHOWN, Lamp, lamp_of, state_word
from luoshi_web.pages.sent import by_of
from luoshi_web.pages.words import sentence
from luoshi_web.people.rights import Right
from luoshi_web.plans.models import Visibility
from luoshi_web.reports.models import Cycle, CycleStatus, ReportState
from luoshi_web.reports.queries import access, worklists
from luoshi_web.reports.queries.audiences import Audience
from luoshi_web.reports.queries.worklists import Standing
from luoshi_web.supervision import closing as ending
from luoshi_web.supervision.phrasing import strange_figures
from luoshi_web.supervision.queries import JudgedPlan, judged_plan

NO_ACT = ("没有看懂要做什么，什么也没有改。", "It is not clear what to do; nothing was changed.")


@never_cache
@login_required
@READING_OR_SENDING
def closing(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """Ask before a cycle is closed, with who and how many are missing; open it again where it was."""
    return _asked(request, (jurisdiction, year, as_of), "closing", closing_page, {"close": _close, "reopen": _reopen})


@never_cache
@login_required
@READING_OR_SENDING
def publication(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """Ask before the public is told of a cycle, with what it will see changed; withdraw it where it was."""
    acts = {"publish": _publish, "withdraw": _withdraw}
    return _asked(request, (jurisdiction, year, as_of), "publication", publication_page, acts)


def _asked(
    request: HttpRequest,
    address: tuple[str, int, date],
    template: str,
    shown: Callable[[Cycle], dict[str, Any]],
    acts: Mapping[str, Callable[[HttpRequest, Cycle], None]],
) -> HttpResponse:
    """Show what would happen; do it where a press named one of the acts, and nothing where it named another."""
    found, problem = access.cycle_for(request.user, *address, Right.REVIEW), ""
    if request.method == "POST":
        try:
            act = acts.get(request.POST.get("do", ""))
            if act is None:
                raise LuoshiError(*NO_ACT)
            act(request, found)
        except LuoshiError as error:
            problem = sentence(error)
            found.refresh_from_db()
        else:
            return redirect("desk:cycle", *address)
    context = shown(found) | {"problem": problem, "typed": request.POST}
    return page(request, template, 409 if problem else 200, cycle=found, plan=found.plan, **context)


def _close(request: HttpRequest, cycle: Cycle) -> None:
    ending.close_cycle(cycle, by=by_of(request))


def _reopen(request: HttpRequest, cycle: Cycle) -> None:
    ending.reopen_cycle(cycle, reason=request.POST.get("reason", ""), by=by_of(request))


def _publish(request: HttpRequest, cycle: Cycle) -> None:
    ending.publish_cycle(cycle, by=by_of(request))


def _withdraw(request: HttpRequest, cycle: Cycle) -> None:
    ending.withdraw_cycle(cycle, reason=request.POST.get("reason", ""), by=by_of(request))


def closing_page(cycle: Cycle) -> dict[str, Any]:
    """Who has not handed in how much, what waits for the office, and what was accepted."""
    at = timezone.now()
    rates = worklists.rates_of(cycle, at)
    return {
        "open": cycle.status == CycleStatus.OPEN,
        "rates": rates,
        "missing": missing_in(cycle),
        "waiting": worklists.to_review(cycle).count(),
        "accepted": cycle.reports.filter(state=ReportState.ACCEPTED).count(),
        "before_deadline": cycle.deadline is not None and at < cycle.deadline,
    }


def missing_in(cycle: Cycle) -> list[tuple[Standing, int]]:
    """Return the units that have not handed everything in, each with how much is missing, most first."""
    rows = [(one, one.missing) for one in worklists.board_of(cycle, timezone.now())]
    return [(one, left) for one, left in rows if left > 0]


@dataclass(frozen=True, slots=True)
class Changed:
    """What the public sees of one task, before and behind a publication; lamps only where it sees them."""

    task: Task
    before: Lamp | None
    after: Lamp | None
    said_before: str
    said: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a publication changes: `now` is the day that the public's pages speak of today, if they do.

    `strange`: the tasks whose wording for the public has figures that were not reported.
    """

    now: date | None
    then: date | None
    reported: int
    silent: int
    states: list[tuple[str, int, int]]
    tasks: list[Changed]
    strange: list[tuple[Task, list[str]]]


def publication_page(cycle: Cycle) -> dict[str, Any]:
    """What the public sees now and would see, task by task, and who has not reported."""
    published = cycle.published_at is not None
    return {
        "published": published,
        "closed": cycle.status == CycleStatus.CLOSED,
        "internal": cycle.plan.visibility != Visibility.PUBLISHED,
        "missing": missing_in(cycle),
        "waiting": worklists.to_review(cycle).count(),
        "difference": None if published or cycle.status != CycleStatus.CLOSED else difference(cycle),
    }


def difference(cycle: Cycle) -> Difference:
    """Hold what the public sees against what it would see."""
    now = judged_plan(cycle.plan, lights=cycle.plan.public_lights, public=True)
    seen = Audience(public=True, also=cycle)
    then = judged_plan(cycle.plan, lights=cycle.plan.public_lights, public=True, audience=seen)
    before = {task.key: task for task in now.plan.tasks}
    tasks = [
        Changed(
            task, lamp_of(before[task.key].assessment), lamp_of(task.assessment), _said(before[task.key]), _said(task)
        )
        for task in then.plan.tasks
        if _looks(before[task.key]) != _looks(task)
    ]
    return Difference(
        now.plan.as_of if now.cycle else None,
        then.plan.as_of if then.cycle else None,
        sum(bool(task.statement or task.observations) for task in then.plan.tasks),
        sum(_is_silent(task, then) for task in then.plan.tasks),
        _states(now, then),
        tasks,
        [(task, figures) for task in then.plan.tasks if (figures := _strange(task))],
    )


def _is_silent(task: Task, judged: JudgedPlan) -> bool:
    """Tell whether the public reads 未报: what waits for the office, or for its figures, is called so."""
    if task.statement or task.observations or task.key in judged.waiting:
        return False
    return task.assessment is None or task.assessment.state is not State.AWAITING_DATA


def _strange(task: Task) -> list[str]:
    if not task.phrasing:
        return []
    fields = [seen.value_text for seen in task.observations]
    shares = [one.assessment.sentence for one in task.targets if one.assessment]
    return strange_figures(task.phrasing, task.statement, [task.text, *fields, *shares])


def _said(task: Task) -> str:
    return task.phrasing or task.statement


def _looks(task: Task) -> tuple[object, ...]:
    judged = task.assessment
    return task.statement, task.phrasing, judged and (judged.state, judged.light, judged.provisional)


def _states(now: JudgedPlan, then: JudgedPlan) -> list[tuple[str, int, int]]:
    counts = [Counter(task.assessment.state for task in one.plan.tasks if task.assessment) for one in (now, then)]
    return [
        (state_word(one, public=True), counts[0][one], counts[1][one])
        for one in SHOWN
        if counts[0][one] or counts[1][one]
    ]
