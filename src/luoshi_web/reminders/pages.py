"""What the pages of this room show."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.errors import LuoshiError
from luoshi_web.jobs.queries import somebody_works
from luoshi_web.mail import mail_is_on
from luoshi_web.pages.sent import act_in
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.reminders import texts, urging
from luoshi_web.reminders.channels import channels_of, new_secret, shown
from luoshi_web.reminders.models import ChannelKind, Kind, Message, State
from luoshi_web.reminders.outstanding import owing_units
from luoshi_web.reminders.queries import MOST_MESSAGES, messages_of, rhythm_of, states_of, waits
from luoshi_web.reminders.recipients import shown_address, way_in_words
from luoshi_web.reports.models import Cycle, CycleStatus
from luoshi_web.reports.words import TOOLS as DESK_TOOLS


def error_of(message: Message) -> str:
    return message.error_en if get_language() == "en" and message.error_en else message.error


def clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"


def to_whom(message: Message) -> str:
    """Say to whom a message goes, without the whole of any address."""
    if message.channel is not None:
        return f"{message.channel.name} · {shown(message.channel)}"
    assert message.person is not None
    name = message.person.get_full_name()
    if message.state == State.SITE or not message.person.email:
        return name
    return f"{name} · {shown_address(message.person.email)}"


TOOLS: dict[str, Any] = {
    **DESK_TOOLS,
    "error_of": error_of,
    "to_whom": to_whom,
    "waits": waits,
    "way_in_words": way_in_words,
    "shown": shown,
}


def chosen_units(cycle: Cycle, sent: QueryDict, at: datetime) -> list[Unit]:
    """Return the units that were ticked; with the act "late", which has nothing to tick, all that are late.

    Raises:
        LuoshiError: nothing was ticked, nobody is late, or the form names no act.
    """
    owing = owing_units(cycle, at)
    if "ticked" not in sent and "unit" not in sent:
        act_in(sent, "late")
        late = [one.unit for one in owing if one.late]
        if not late:
            raise LuoshiError("现在没有过了截止的单位，不用催。", "No unit is past its deadline; nobody needs urging.")
        return late
    numbers = set(sent.getlist("unit"))
    found = [one.unit for one in owing if str(one.unit.pk) in numbers]
    if not found:
        raise LuoshiError("没有选单位，或者选的单位都交齐了。", "No unit was chosen, or the chosen ones have answered.")
    return found


def urge_page(cycle: Cycle, at: datetime, sent: QueryDict | None, choose: str = "") -> dict[str, Any]:
    """Who is late or silent; what the last press did; what to paste into the chat group.

    Args:
        choose: "all", "late" or "none" of those that may be urged now are ticked; else the late ones.
    """
    owing = [one for one in owing_units(cycle, at) if one.late or one.silent]
    free = [one for one in owing if not one.urged_lately(at)]
    late = [one for one in free if one.late]
    if sent is not None and "ticked" in sent:
        ticked = {one.unit.pk for one in owing if str(one.unit.pk) in sent.getlist("unit")}
    else:
        ticked = {one.unit.pk for one in {"all": free, "none": []}.get(choose, late)}
    named = [one for one in owing if one.late] or owing
    return {
        "cycle": cycle,
        "plan": cycle.plan,
        "open": cycle.status == CycleStatus.OPEN,
        "owing": owing,
        "choices": [
            ("all", _("全选"), len(free)),
            *([("late", _("选过了截止的"), len(late))] if late and len(late) < len(free) else []),
            ("none", _("都不选"), None),
        ],
        "ticked": ticked,
        "lately": {one.unit.pk for one in owing if one.urged_lately(at)},
        "late_count": sum(one.late for one in owing),
        "silent_count": sum(one.silent and not one.late for one in owing),
        "last": urging.last_press(cycle),
        "state_words": dict(State.choices),
        "last_messages": _last_messages(cycle),
        "group_text": texts.for_the_group(cycle, named, at),
        "mail_on": mail_is_on(),
        "works": somebody_works(),
        "channels": list(channels_of(cycle.plan.jurisdiction_id)),
        "line": texts.task_line,
        "by_deadline": texts.by_deadline,
        "clock": clock,
    }


def _last_messages(cycle: Cycle) -> dict[str, int]:
    """Count the messages of the last press, by their state."""
    last = urging.last_press(cycle)
    if not last:
        return {}
    states = Message.objects.filter(cycle=cycle, kind=Kind.URGE, recorded_at=last[0].at).values_list("state", flat=True)
    answer: dict[str, int] = {}
    for state in states:
        answer[state] = answer.get(state, 0) + 1
    return answer


def messages_page(jurisdiction: Jurisdiction, state: str, kind: str) -> dict[str, Any]:
    rows = list(messages_of(jurisdiction, state, kind)[: MOST_MESSAGES + 1])
    return {
        "jurisdiction": jurisdiction,
        "rows": rows[:MOST_MESSAGES],
        "more": len(rows) > MOST_MESSAGES,
        "most": MOST_MESSAGES,
        "states": states_of(jurisdiction),
        "state_words": dict(State.choices),
        "kind_words": dict(Kind.choices),
        "state": state if state in State.values else "",
        "kind": kind if kind in Kind.values else "",
        "mail_on": mail_is_on(),
        "works": somebody_works(),
    }


def settings_page(jurisdiction: Jurisdiction, sent: Mapping[str, str]) -> dict[str, Any]:
    rhythm = rhythm_of(jurisdiction.pk)
    typed = sent.get("before") if sent.get("do") == "rhythm" else None
    return {
        "jurisdiction": jurisdiction,
        "rhythm": rhythm,
        "before": typed if typed is not None else _("、").join(str(day) for day in rhythm.before),
        "channels": list(channels_of(jurisdiction.pk)),
        "kinds": ChannelKind.choices,
        "typed": sent if sent.get("do") == "set" else {},
        "secret": new_secret(),
        "hosts": settings.LUOSHI_WEBHOOK_HOSTS,
        "mail_on": mail_is_on(),
        "works": somebody_works(),
        "digest_at": f"{settings.LUOSHI_DIGEST_AT:%H:%M}",
    }
