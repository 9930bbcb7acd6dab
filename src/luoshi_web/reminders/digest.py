"""The morning's mail: one a person a day, and only where there is something to say.

There is, where a deadline is to be reminded of today, or where something is new since the
last one: a cycle was opened, a report came back, another unit asks for something; for the
office, something came in, or waits too long. What it then says is everything: all that the
person owes over all cycles and units. Who gets no mail has the same on the first page of the site,
so nothing is recorded for them. A person who works in two jurisdictions gets one of each,
since what one office may read is not the other's.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luoshi.workdays import Workdays
from luoshi_web.calendars.queries import workdays_of
from luoshi_web.people.models import Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.reminders import texts
from luoshi_web.reminders.channels import channels_of
from luoshi_web.reminders.events import occasion
from luoshi_web.reminders.models import Kind, Message, Rhythm
from luoshi_web.reminders.outbox import Notice, record_messages
from luoshi_web.reminders.outstanding import owing_units
from luoshi_web.reminders.queries import rhythm_of
from luoshi_web.reminders.recipients import Way, office_of, people_of_each, way_to
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Report, ReportState
from luoshi_web.reports.queries.silence import awaited_in
from luoshi_web.reports.queries.worklists import asked_by_others, owed_by, texts_of, to_review, waiting_too_long
from luoshi_web.reports.steps import collected, is_locked
from luoshi_web.supervision.queries import unclear_before
from luoshi_web.trail.models import Entry

DAILY = (Kind.DIGEST, Kind.REMINDER, Kind.SLOW_REVIEW)
TOO_LATE = timedelta(hours=9)  # after its hour the morning's mail is left for the next morning
NEVER = datetime.min.replace(tzinfo=UTC)  # to whoever never got one all is new, however long the days off before were


@dataclass
class Owed:
    """What one person is to be told: reports and contributions of their units, and what their office waits for."""

    reports: list[Report] = field(default_factory=list)
    adds: list[Contribution] = field(default_factory=list)
    office: list["texts.InReview"] = field(default_factory=list)
    reminds: bool = False
    new: bool = False

    @property
    def kind(self) -> Kind:
        if self.reminds:
            return Kind.REMINDER
        return Kind.SLOW_REVIEW if any(one.slow for one in self.office) else Kind.DIGEST


def record_morning(due: datetime) -> int:
    """Record the morning's mail of every jurisdiction with an open cycle; return how many messages that are.

    Args:
        due: the moment that it is of. Recorded twice for one moment, it records nothing the second time.
    """
    at = timezone.now()
    if at - due > TOO_LATE:
        return 0
    places = Jurisdiction.objects.filter(plans__cycles__status=CycleStatus.OPEN).distinct().order_by("pk")
    return sum(record_morning_of(place, at) for place in places)


@transaction.atomic
def record_morning_of(place: Jurisdiction, at: datetime) -> int:
    """Record what one jurisdiction's people and channels are told on a working day; nothing on a day off."""
    workdays, rhythm = workdays_of(place.pk), rhythm_of(place.pk)
    day = timezone.localdate(at)
    if not workdays.is_workday(day):
        return 0
    cycles = list(
        Cycle.objects.filter(plan__jurisdiction=place, status=CycleStatus.OPEN, opens_at__lte=at)
        .select_related("plan__jurisdiction")
        .order_by("deadline")
    )
    told = _told(place, cycles, workdays, rhythm, at)
    wordings = texts_of([row for one in told.values() for row in (*one.reports, *(add.report for add in one.adds))])
    notices = [
        Notice(
            f"morning:{place.pk}:{person.pk}:{day}", one.kind, person,
            *texts.morning(place, one.reports, one.adds, one.office, wordings, at),
        )
        for person, one in told.items()
        if (one.reminds or one.new) and way_to(person) is Way.MAIL
    ]  # fmt: skip
    notices += _to_channels(place, cycles, workdays, rhythm, at)
    return len(record_messages(place.pk, notices, by=None, at=at))


def _told(
    place: Jurisdiction, cycles: list[Cycle], workdays: Workdays, rhythm: Rhythm, at: datetime
) -> dict[User, Owed]:
    told: dict[User, Owed] = {}
    units = list(Unit.objects.filter(jurisdiction=place))
    people = people_of_each(units)
    office = office_of(place.pk)
    since = _last_told(place, [*(person for group in people.values() for person in group), *office])

    sent_back = _sent_back(place, min(since.values(), default=at))

    def of(person: User) -> Owed:
        return told.setdefault(person, Owed())

    awaited = {pk for cycle in cycles for pk in awaited_in(cycle)}
    for row in owed_by(units).filter(cycle__in=cycles).exclude(pk__in=awaited):
        for person in people.get(row.owner_id or 0, ()):
            one, last = of(person), since.get(person.pk, NEVER)
            one.reports.append(row)
            # who is locked out can do nothing by themselves: no reminder because of that alone
            one.reminds |= not is_locked(row, at) and occasion(row.due_at, rhythm, workdays, at) is not None
            one.new |= _is_new(row, last)
    for add in asked_by_others(units).filter(report__cycle__in=cycles):
        for person in people.get(add.unit_id, ()):
            one, last = of(person), since.get(person.pk, NEVER)
            one.adds.append(add)
            one.reminds |= occasion(add.due_at, rhythm, workdays, at) is not None
            one.new |= max(add.asked_at, sent_back.get(add.pk, add.asked_at)) > last
    for cycle in cycles:
        waiting, slow = list(to_review(cycle)), waiting_too_long(cycle, at).count()
        unclear = unclear_before(cycle, {row.task.key for row in waiting}) if waiting and office else 0
        for person, roles in office.items():
            # what waits too long is said to the head of the office: the others have it before them
            told_slow = slow if Role.OFFICE_HEAD in roles else 0
            last = since.get(person.pk, NEVER)
            came_in = sum(row.submitted_at is not None and row.submitted_at > last for row in waiting)
            if waiting:
                of(person).office.append(texts.InReview(cycle, len(waiting), came_in, told_slow, unclear))
                of(person).new |= bool(came_in or told_slow)
    return told


def _sent_back(place: Jurisdiction, since: datetime) -> dict[int, datetime]:
    """Return when contributions were last sent back to who gave them: the trail knows, their rows do not."""
    entries = Entry.objects.filter(jurisdiction=place.pk, act="contribution.return", at__gt=since)
    return {json.loads(text)["contribution"]: at for text, at in entries.values_list("objects_touched", "at")}


def _is_new(row: Report, last: datetime) -> bool:
    assert row.cycle.opens_at is not None
    came_back = row.state == ReportState.RETURNED and row.decided_at is not None and row.decided_at > last
    return came_back or row.cycle.opens_at > last


def _last_told(place: Jurisdiction, people: Iterable[User]) -> dict[int, datetime]:
    rows = Message.objects.filter(jurisdiction=place, kind__in=DAILY, person__in={person.pk for person in people})
    return dict(rows.order_by().values_list("person").annotate(last=Max("recorded_at")))


def _to_channels(
    place: Jurisdiction, cycles: list[Cycle], workdays: Workdays, rhythm: Rhythm, at: datetime
) -> list[Notice]:
    """A cycle's deadline is reminded of in the chat groups too, with the units that owe something."""
    channels, answer = list(channels_of(place.pk)), []
    for cycle in cycles:
        if not channels or occasion(cycle.deadline, rhythm, workdays, at) is None:
            continue
        owing = owing_units(cycle, at)
        if owing:
            subject, text = f"落实：提醒，{texts.round_of(cycle)}", texts.for_the_group(cycle, owing, at)
            key = f"reminder:{cycle.pk}:{timezone.localdate(at)}"
            answer += [Notice(f"{key}:channel:{one.pk}", Kind.REMINDER, one, subject, text, cycle) for one in channels]
    return answer


def record_urgent_returns(at: datetime) -> int:
    """Tell at once of what came back and is due before the next morning's mail; return how many messages that are.

    So it is with what came back after its cycle was closed, of which no morning's mail speaks. All other
    returns wait for the morning: their new deadline is days away, and the site shows them at once.
    """
    rows = Report.objects.filter(
        collected(), state=ReportState.RETURNED, owner__isnull=False,
        decided_at__gt=at - timedelta(days=1), due_at__isnull=False,
    )  # fmt: skip
    count = 0
    for row in rows.select_related("cycle__plan__jurisdiction", "task", "owner"):
        place = row.cycle.plan.jurisdiction_id
        assert row.owner is not None
        assert row.decided_at is not None
        in_time = row.due_at is None or row.due_at >= _next_morning(workdays_of(place), at)
        if in_time and row.cycle.status == CycleStatus.OPEN:
            continue
        wording = texts_of([row]).get(row.task_id)
        subject, body = texts.came_back(row, wording)
        key = f"returned:{row.pk}:{row.decided_at.timestamp():.0f}"
        notices = [
            Notice(f"{key}:{person.pk}", Kind.RETURNED, person, subject, body, row.cycle)
            for person in people_of_each([row.owner]).get(row.owner.pk, ())
        ]
        count += len(record_messages(place, notices, by=None, at=at))
    return count


def _next_morning(workdays: Workdays, at: datetime) -> datetime:
    day = workdays.after(timezone.localdate(at), 1)
    return datetime.combine(day, settings.LUOSHI_DIGEST_AT, timezone.get_default_timezone())
