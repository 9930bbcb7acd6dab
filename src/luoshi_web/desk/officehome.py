"""What the desk says at one look: to the office what to do in each open cycle, to a leader what is behind and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi_web.desk.behind import few, overviews_of, plans_read_by
from luoshi_web.desk.officepages import address_if
from luoshi_web.desk.reviewpages import Desk
from luoshi_web.pages.lamps import in_english
from luoshi_web.pages.typography import wide
from luoshi_web.pages.words import day
from luoshi_web.people.rights import Right, Viewer, concerning, may
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from luoshi_web.reminders.models import State as Sent
from luoshi_web.reminders.queries import states_of
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Report, ReportState
from luoshi_web.reports.queries import worklists
from luoshi_web.reports.queries.answers import latest_cycle
from luoshi_web.reports.queries.outstanding import unanswered_in
from luoshi_web.supervision.queries import unclear_in


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: how many, of what, and the page where it is done; `tone` is "bad", "warn" or empty."""

    count: int
    words: str
    door: str
    address: str
    tone: str = ""

    @property
    def said(self) -> str:
        return self.words if in_english() else wide(self.words)


@dataclass(frozen=True, slots=True)
class Running:
    """One open cycle, how far it is, and what is to do in it.

    Args:
        later: it has not begun: it is asked for from its opening on.
    """

    cycle: Cycle
    rates: worklists.Rates
    todos: tuple[Todo, ...]
    later: bool

    @property
    def address(self) -> str:
        return _cycle_address("cycle", self.cycle)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A place whose office has no plan in force yet, and the pages where its work begins.

    Args:
        people: where accounts are given; empty for those who give none.
    """

    place: Jurisdiction
    table: str
    people: str


def office_of(user: Viewer) -> dict[str, Any]:
    """Gather what the desk's home says to somebody of the office, and to a leader; empty for all others."""
    plans = plans_read_by(user)
    places = {plan.jurisdiction.pk: plan.jurisdiction for plan in plans}
    decides = {pk for pk in places if may(user, Right.REVIEW, pk)}
    answered = Report.objects.filter(state__in=(ReportState.SUBMITTED, ReportState.SIGNED)).values("cycle")
    # a correction comes at any time
    open_ = Q(status=CycleStatus.OPEN) | Q(status=CycleStatus.CLOSED, pk__in=answered)
    rows = Cycle.objects.filter(open_, plan__in=plans).order_by("deadline", "pk")
    cycles = list(rows.select_related("plan__jurisdiction", "plan__in_force__source"))
    at = timezone.now()
    beginning = list(_beginning(user))
    return {
        "beginning": beginning,
        "running": [_running(cycle, at, decides=cycle.plan.jurisdiction_id in decides) for cycle in cycles],
        "around": [
            *(todo for plan in plans if plan.jurisdiction_id in decides for todo in _unclear(plan, cycles)),
            *(todo for pk in decides for todo in _around(places[pk], user)),
        ],
        **overviews_of([plan for plan in plans if plan.jurisdiction_id not in decides]),
        "audits": list(Jurisdiction.objects.filter(concerning(user, Right.AUDIT, "pk")).order_by("name")),
        "sees_all": bool(plans or beginning),
        "decides": bool(decides or beginning),
    }


def _beginning(user: Viewer) -> Iterator[Beginning]:
    begun = Plan.objects.filter(in_force__isnull=False).values("jurisdiction")
    places = Jurisdiction.objects.filter(concerning(user, Right.REVISE, "pk")).exclude(pk__in=begun)
    for place in places.order_by("name"):
        people = address_if("administration:people", place.slug) if may(user, Right.APPOINT, place.pk) else ""
        yield Beginning(place, address_if("intake:intakes", place.slug), people)


def _cycle_address(name: str, cycle: Cycle, *more: str) -> str:
    return reverse(f"desk:{name}", args=(cycle.plan.jurisdiction.slug, cycle.plan.year, cycle.as_of, *more))


def _running(cycle: Cycle, at: datetime, *, decides: bool) -> Running:
    later = cycle.opens_at is not None and cycle.opens_at > at
    asks = cycle.status == CycleStatus.OPEN and not later
    todos = [*(_to_review(cycle, at) if decides else ()), *(_to_urge(cycle, at) if asks else ())]
    return Running(cycle, worklists.rates_of(cycle, at), tuple(one for one in todos if one.count), later)


def _to_review(cycle: Cycle, at: datetime) -> Iterator[Todo]:
    """What waits for the office: too long first, then how many, and how many of them have something to look at."""
    slow = list(worklists.waiting_too_long(cycle, at))
    if slow:
        words = _("项等了超过%(days)s个工作日") % {"days": cycle.review_days}
        yield Todo(len(slow), words, _("先看这些"), _cycle_address("review", cycle, slow[0].task.key), "bad")
    waits = worklists.to_review(cycle).exists()
    if not waits and not cycle.reports.filter(state=ReportState.ACCEPTED).exists():
        return
    desk = Desk(cycle)
    late = sum(1 for one in desk.unclear if one.late)
    past = _("项待核，其中%(late)s项过了写明的期限") % {"late": late}
    words = past if late else _("项待核：看不出用哪个数")
    yield Todo(len(desk.unclear), words, _("看清单"), _cycle_address("unclear", cycle), "bad" if late else "warn")
    if first := desk.first:
        words = _("项等审核，其中%(look)s项要细看") % {"look": sum(1 for one in desk.queue if one.why)}
        yield Todo(len(desk.queue), words, _("审核"), _cycle_address("review", cycle, first.key))


def _unclear(plan: Plan, cycles: list[Cycle]) -> Iterator[Todo]:
    """What is unclear in the cycle that a plan's pages speak of, where it stands in no list of an open one."""
    cycle = latest_cycle(plan)
    if cycle is None or cycle.as_of is None or cycle in cycles:
        return
    if count := unclear_in(cycle):
        words = _("项待核，%(place)s%(year)s年截至%(day)s") % {
            "place": plan.jurisdiction.name, "year": plan.year, "day": day(cycle.as_of),
        }  # fmt: skip
        yield Todo(count, words, _("看清单"), _cycle_address("unclear", cycle), "warn")


def _to_urge(cycle: Cycle, at: datetime) -> Iterator[Todo]:
    """Who has not answered: late, silent, what came back, and what is asked of those who cooperate."""
    board, rows = _cycle_address("cycle", cycle), worklists.board_of(cycle, at)
    late = [one for one in rows if one.late]
    silent = [unit.name for unit, _count in worklists.silent(cycle)]
    returned = sum(one.returned for one in rows)
    adds = Contribution.objects.filter(report__cycle=cycle, state__in=worklists.OWED)
    overdue = adds.filter(due_at__lt=at).count()
    names = few([one.unit.name for one in late if one.unit])
    words = _("个单位有逾期的，共%(n)s项：%(names)s") % {"n": sum(one.late for one in late), "names": names}
    yield Todo(len(late), words, _("看是谁"), f"{board}?show=late#board", "bad")
    words = _("个单位一项也没有打开过：%(names)s") % {"names": few(silent)}
    yield Todo(len(silent), words, _("看是谁"), f"{board}?show=silent#board", "warn")
    yield Todo(returned, _("项退回了，还没有再交"), _("看是谁"), f"{board}?show=returned#board")
    words = _("份配合的还没有交，其中%(late)s份过了截止") % {"late": overdue} if overdue else _("份配合的还没有交")
    yield Todo(adds.count(), words, _("看进度"), f"{board}#board")


def _around(place: Jurisdiction, user: Viewer) -> Iterator[Todo]:
    """What is amiss around the cycles: messages that did not go out, and units for which nobody answers."""
    sent = states_of(place)
    messages = address_if("reminders:messages", place.slug)
    if sent.get(Sent.FAILED):
        yield Todo(sent[Sent.FAILED], _("条消息没有发出去"), _("看消息"), f"{messages}?state={Sent.FAILED}", "bad")
    if sent.get(Sent.PERHAPS_SENT):
        words = _("条消息不知道发出去没有")
        yield Todo(sent[Sent.PERHAPS_SENT], words, _("看消息"), f"{messages}?state={Sent.PERHAPS_SENT}", "warn")
    if may(user, Right.APPOINT, place.pk) and (units := list(unanswered_in(place))):
        words = _("个单位有要报的，没有联络员：%(names)s") % {"names": few([unit.name for unit in units])}
        yield Todo(len(units), words, _("加人"), address_if("administration:people", place.slug), "warn")
