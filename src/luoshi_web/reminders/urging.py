"""催办: which units owe something past its deadline, or were asked and never looked; and pressing them.

An urge goes at once, and not again within an hour: a second press says so. One person
gets one message, of all units that they answer for; each channel gets one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.models import User
from luoshi_web.places.models import Unit
from luoshi_web.reminders import texts
from luoshi_web.reminders.models import Channel, Kind, Urge
from luoshi_web.reminders.outbox import Notice, record_messages
from luoshi_web.reminders.outstanding import UnitOwing, owing_units
from luoshi_web.reports.models import Cycle, CycleStatus
from luoshi_web.trail.actions import record


@dataclass(frozen=True, slots=True)
class Urged:
    """What an urge did: which units were urged, which had been within the hour, and how many messages are recorded.

    Args:
        site_only: how many of the messages stand in the site only.
        reachless: units that were not urged, since nobody of them has an account and no channel tells them.
    """

    units: tuple[Unit, ...]
    too_soon: tuple[Unit, ...]
    messages: int
    site_only: int
    reachless: tuple[Unit, ...]


def chat_text(cycle: Cycle, units: Collection[Unit], at: datetime) -> str:
    """Return what is pasted into the chat group: which units, which tasks, by when. Without units, of the late ones."""
    chosen = {unit.pk for unit in units}
    owing = [one for one in owing_units(cycle, at) if one.unit.pk in chosen or (not chosen and one.late)]
    return texts.for_the_group(cycle, owing, at)


def urge(cycle: Cycle, units: Collection[Unit], *, by: User | None, at: datetime | None = None) -> Urged:
    """Urge units at once: their people, and the jurisdiction's channels; each urge is in the trail.

    Who was urged within the hour is left alone. Messages are recorded here; a worker sends them.

    Raises:
        LuoshiError: the cycle is not collected; none of the units owes anything; or all were urged within the hour.
    """
    at = at or timezone.now()
    with transaction.atomic():
        # two who press at once come one after the other, and the second sees what the first did
        cycle = (
            Cycle.objects.select_for_update(of=("self",), no_key=True)
            .select_related("plan__jurisdiction")
            .get(pk=cycle.pk)
        )
        if cycle.status != CycleStatus.OPEN:
            raise LuoshiError("这一期没有在收，不用催。", "This cycle is not being collected; nobody needs urging.")
        chosen = {unit.pk for unit in units}
        owing = [one for one in owing_units(cycle, at) if one.unit.pk in chosen]
        if not owing:
            raise LuoshiError("没有要催的：选的单位都交齐了。", "Nobody to urge: the chosen units have answered.")
        soon = [one for one in owing if one.urged_lately(at)]
        now = [one for one in owing if not one.urged_lately(at)]
        if not now:
            raise _too_soon(soon)
        told_in_groups = Channel.objects.filter(jurisdiction=cycle.plan.jurisdiction_id, removed_at=None).exists()
        reachless = [] if told_in_groups else [one for one in now if not one.people]
        now = [one for one in now if told_in_groups or one.people]
        if not now:
            raise _too_soon(soon) if soon else _out_of_reach(reachless)
        urges = Urge.objects.bulk_create(
            Urge(jurisdiction_id=cycle.jurisdiction_id, cycle=cycle, unit=one.unit, tasks=len(one.tasks), by=by, at=at)
            for one in now
        )
        messages = record_messages(
            cycle.plan.jurisdiction_id, _notices(cycle, now, f"urge:{urges[0].pk}", at), by=by, at=at
        )
        for one, row in zip(now, urges, strict=True):
            record(
                "unit.urged", cycle.plan.jurisdiction_id, by=by, at=at,
                objects={"urge": row, "cycle": cycle, "unit": one.unit, "tasks": row.tasks},
            )  # fmt: skip
    return Urged(
        units=tuple(one.unit for one in now),
        too_soon=tuple(one.unit for one in soon),
        messages=len(messages),
        site_only=sum(message.state == "site" for message in messages),
        reachless=tuple(one.unit for one in reachless),
    )


def _out_of_reach(owing: list[UnitOwing]) -> LuoshiError:
    return LuoshiError(
        f"没有催到：选的{len(owing)}个单位都没有账号，也没有设群，收不到，请打电话。",
        f"Nobody was urged: none of the {len(owing)} units has an account, and there is no group; please telephone.",
    )


def _too_soon(soon: list[UnitOwing]) -> LuoshiError:
    last = max(one.urged_at for one in soon if one.urged_at is not None)
    return LuoshiError(
        f"{timezone.localtime(last):%H:%M}刚催过，一小时内不重复发。",
        f"They were urged at {timezone.localtime(last):%H:%M}; nothing is sent again within the hour.",
    )


def _notices(cycle: Cycle, owing: list[UnitOwing], key: str, at: datetime) -> list[Notice]:
    theirs: dict[User, list[UnitOwing]] = {}
    for one in owing:
        for person in one.people:
            theirs.setdefault(person, []).append(one)
    answer = [
        Notice(f"{key}:person:{person.pk}", Kind.URGE, person, *texts.urge(cycle, mine, at), cycle)
        for person, mine in theirs.items()
    ]
    subject, text = texts.urge_subject(cycle), texts.for_the_group(cycle, owing, at)
    channels = Channel.objects.filter(jurisdiction=cycle.plan.jurisdiction_id, removed_at=None)
    answer += [Notice(f"{key}:channel:{one.pk}", Kind.URGE, one, subject, text, cycle) for one in channels]
    return answer


def last_press(cycle: Cycle) -> list[Urge]:
    """Return the urges of the last time that somebody pressed, none where nobody has."""
    last = Urge.objects.filter(cycle=cycle).aggregate(last=Max("at"))["last"]
    return list(Urge.objects.filter(cycle=cycle, at=last).select_related("unit", "by")) if last else []
