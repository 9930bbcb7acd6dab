"""What is sent to the desk, as the actions take it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.shortcuts import get_object_or_404
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.place import Span
from luoshi.workdays import Deadline
from luoshi_web.calendars.queries import workdays_of
from luoshi_web.pages.sent import is_number, number_in
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reports.actions.drafting import Written
from luoshi_web.reports.queries.foreseen import Foreseen


def written_in(sent: Mapping[str, str]) -> Written:
    """Return what a unit has typed.

    Figures come as value.12 and lack.12, by the target's number; milestones as stage.3 and date.3.
    """
    milestones = [name.removeprefix("stage.") for name in sent if name.startswith("stage.")]
    targets = [name.removeprefix("value.") for name in sent if name.startswith("value.")]
    return Written(
        statement=sent.get("statement", "").replace("\r\n", "\n"),
        problems=sent.get("problems", ""),
        next_step=sent.get("next_step", ""),
        unchanged=sent.get("unchanged", ""),
        figures=tuple(
            {"target": int(number), "value": sent[f"value.{number}"], "lack": sent.get(f"lack.{number}", "")}
            for number in targets
            if is_number(number)
        ),
        milestones=tuple(
            {"milestone": int(number), "stage": sent[f"stage.{number}"], "date": sent.get(f"date.{number}", "")}
            for number in milestones
            if is_number(number)
        ),
    )


_FIX = re.compile(r"^(\d{1,6}):(\d+(?:\.\d+)?%):(\d+(?:\.\d+)?%)$")


def fixed(statement: str, fix: str) -> str:
    """Return a statement with one figure put right: 30:78.6%:76.8% replaces what stands there, and nothing else."""
    found = _FIX.match(fix)
    if found is None:
        return statement
    start, written, reckoned = int(found[1]), found[2], found[3]
    if statement[start : start + len(written)] != written:
        return statement
    return statement[:start] + reckoned + statement[start + len(written) :]


def filled(written: Written, foreseen: Mapping[int, Foreseen]) -> Written:
    """Return what was typed, with the sentence's figures in the fields that are empty and have no reason."""
    figures = tuple(
        {**one, "value": foreseen[one["target"]].typed}
        if one["target"] in foreseen and not str(one["value"]).strip() and not one["lack"]
        else one
        for one in written.figures
    )
    return replace(written, figures=figures)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What somebody says answers a target, by its row; `seen` is the number of the last word that was shown of it."""

    target: int
    seen: int
    figure: Span | None


_PRESSED = re.compile(r"^(\d{1,18}):(\d{1,9}):(?:none|(\d{1,7})-(\d{1,7}))$", re.ASCII)


def pressed_in(text: str) -> Pressed:
    """Return what a candidate's button sends: 12:0:30-33, or 12:0:none.

    Raises:
        LuoshiError: no button sends that.
    """
    found = _PRESSED.match(text)
    if found is None:
        raise LuoshiError("没有这样的选择。", "There is no such choice.")
    figure = None if found[3] is None else Span(int(found[3]), int(found[4]))
    return Pressed(int(found[1]), int(found[2]), figure)


SAID = "said."  # and the target's row: the statement that stood there when its choice was pressed


def said_when_pressed(sent: Mapping[str, str], target: int) -> str:
    """Return the statement of which a choice was pressed; without script that is the one that is sent with it."""
    return sent.get(f"{SAID}{target}", sent.get("statement", "")).replace("\r\n", "\n")


def day_in(sent: Mapping[str, str], name: str) -> date:
    """Return a day that was sent.

    Raises:
        LuoshiError: it is none.
    """
    try:
        return date.fromisoformat(sent.get(name, ""))
    except ValueError:
        raise LuoshiError("请选一个日期，比如2025-09-30。", "Please choose a day, such as 2025-09-30.") from None


def moment_in(sent: Mapping[str, str], name: str) -> datetime:
    """Return a moment that was sent, in the site's time zone.

    Raises:
        LuoshiError: it is none.
    """
    try:
        return timezone.make_aware(datetime.fromisoformat(sent.get(name, "")).replace(tzinfo=None))
    except ValueError:
        raise LuoshiError("请写明到哪一天几点。", "Please say until which day and hour.") from None


def unit_in(sent: Mapping[str, str], jurisdiction_id: int) -> Unit | None:
    """Return the unit that was chosen; None for all. One of another jurisdiction is not there."""
    number = number_in(sent, "unit")
    return get_object_or_404(Unit, pk=number, jurisdiction=jurisdiction_id) if number else None


def deadline_in(sent: Mapping[str, str], plan: Plan, at: datetime) -> Deadline:
    """Return the deadline that is meant: so many working days from now, at an hour of that day.

    Raises:
        LuoshiError: days or hour are none.
    """
    days = number_in(sent, "days")
    try:
        hour = time.fromisoformat(sent.get("hour", ""))
    except ValueError:
        hour = None
    if hour is None or not 1 <= days <= 120:
        raise LuoshiError(
            "截止时间请写成几个工作日后的几点，比如5和18:00。",
            "Say after how many working days and at what hour it is due, such as 5 and 18:00.",
        )
    zone = timezone.get_default_timezone()
    return workdays_of(plan.jurisdiction_id).deadline(at, days, hour, zone)
