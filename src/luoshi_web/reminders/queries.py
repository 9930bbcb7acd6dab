"""Reading messages: what a person is told in the site, and the log of an office."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.http import Http404
from django.urls import reverse

from luoshi_web.people.rights import Right, Viewer, concerning, demand
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reminders.models import Kind, Message, Rhythm, Seen, State
from luoshi_web.reminders.texts import shortened
from luoshi_web.reports.queries.access import units_of
from luoshi_web.reports.queries.worklists import asked_by_others, came_back_to, owed_by, texts_of

MOST_NOTICES = 50
MOST_MESSAGES = 300
BEFORE = (3, 1)  # working days, where nobody has set others


@dataclass(frozen=True, slots=True)
class SiteNotice:
    """Something that a person has not put away yet: an urge, or a report that came back.

    Args:
        subject: one line; body: the rest, which may have several.
        address: the page that it leads to.
    """

    kind: Kind
    at: datetime
    subject: str
    body: str
    address: str


def notices_of(user: Viewer) -> list[SiteNotice]:
    """Return the newest urges and returns that somebody has not put away yet, the newest first.

    What was answered meanwhile is among neither. `seen.put_away` puts all away.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    since = Seen.objects.filter(user_id=user.pk).values_list("until", flat=True).first()
    units = list(units_of(user))
    owing = Counter(owed_by(units).values_list("cycle", flat=True))
    owing += Counter(asked_by_others(units).values_list("report__cycle", flat=True))
    urges = Message.objects.filter(person_id=user.pk, kind=Kind.URGE, cycle__in=list(owing))
    returns = came_back_to(units).exclude(decided_at=None)
    if since is not None:
        urges, returns = urges.filter(recorded_at__gt=since), returns.filter(decided_at__gt=since)
    # what an urge counted then may have been handed in since, and the list below says which are left
    found = [
        SiteNotice(Kind.URGE, row.recorded_at, row.subject, _still(owing[row.cycle_id or 0]), reverse("desk:home"))
        for row in urges.order_by("-recorded_at")[:MOST_NOTICES]
    ]
    reports = list(returns.order_by("-decided_at")[:MOST_NOTICES])
    wordings = texts_of(reports)
    for report in reports:
        wording, plan = wordings.get(report.task_id), report.cycle.plan
        name = f"退回：第{wording.no}项 {shortened(wording.text)}" if wording else f"退回：{report.task.key}"
        assert report.decided_at is not None
        place = (plan.jurisdiction.slug, plan.year, report.cycle.as_of, report.task.key)
        found.append(
            SiteNotice(Kind.RETURNED, report.decided_at, name, report.reason, reverse("desk:report", args=place))
        )
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST_NOTICES]


def _still(count: int) -> str:
    return f"现在还有{count}项没有交。"


def rhythm_of(jurisdiction_id: int) -> Rhythm:
    """Return when a jurisdiction reminds; the usual where nobody has set it."""
    found = Rhythm.objects.filter(jurisdiction=jurisdiction_id).first()
    return found or Rhythm(jurisdiction_id=jurisdiction_id, before=list(BEFORE))


def jurisdiction_for(user: Viewer, slug: str, right: Right) -> Jurisdiction:
    """Return the jurisdiction at an address: 404 for strangers, 403 for those who lack the right."""
    found = Jurisdiction.objects.filter(concerning(user, Right.READ, "pk"), slug=slug).first()
    if found is None:
        raise Http404
    demand(user, right, found.pk)
    return found


def messages_of(jurisdiction: Jurisdiction, state: str = "", kind: str = "") -> QuerySet[Message]:
    """Return an office's messages, the newest first."""
    rows = Message.objects.filter(jurisdiction=jurisdiction).select_related("person", "channel", "cycle")
    if state in State.values:
        rows = rows.filter(state=state)
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    return rows.order_by("-recorded_at", "-pk")


def states_of(jurisdiction: Jurisdiction) -> dict[str, int]:
    """Count an office's messages by their state."""
    rows = Message.objects.filter(jurisdiction=jurisdiction).order_by().values_list("state").annotate(Count("pk"))
    counted = dict(rows)
    return {state: counted[state] for state in State.values if state in counted}


def waits(state: str) -> bool:
    """Tell whether a person may repeat a message in this state."""
    return state in (State.FAILED, State.PERHAPS_SENT)
