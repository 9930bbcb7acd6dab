"""What pages call a report's state, its lacking figures and its cycle."""

from calendar import monthrange
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.report import STATE_NAMES, State
from luoshi_web.pages.words import day, in_words, size_words, when
from luoshi_web.reports.models import Contribution, Cycle, Lack, Report


def state_word(row: Report | Contribution) -> str:
    return STATE_NAMES[State(row.state)][1 if get_language() == "en" else 0]


def lack_words() -> dict[str, str]:
    return {
        Lack.NOT_RELEASED: _("还没有出数"),
        Lack.NOT_DUE: _("还没到时间"),
        Lack.NOT_APPLICABLE: _("不适用"),
        Lack.CANNOT: _("报不了"),
    }


def as_of_words(cycle: Cycle) -> str:
    """Say up to when a cycle speaks: 截至9月底, or 截至9月15日 where it ends within a month."""
    if cycle.as_of is None:
        return cycle.heading
    last = monthrange(cycle.as_of.year, cycle.as_of.month)[1] == cycle.as_of.day
    if get_language() == "en":
        return f"as of {'the end of ' if last else ''}{cycle.as_of:{'%B' if last else '%d %B'}}"
    return f"截至{cycle.as_of.month}月{'底' if last else f'{cycle.as_of.day}日'}"


def cycle_words(cycle: Cycle) -> str:
    """Say which cycle, among those of several plans: 截至2025年9月底, with the plan's year where that differs."""
    day, year = cycle.as_of, cycle.plan.year
    if day is None:
        return cycle.heading
    last = monthrange(day.year, day.month)[1] == day.day
    if get_language() == "en":
        said = f"as of {'the end of ' if last else ''}{day:{'%B %Y' if last else '%d %B %Y'}}"
        return said if day.year == year else f"plan of {year}, {said}"
    said = f"截至{day.year}年{day.month}月{'底' if last else f'{day.day}日'}"
    return said if day.year == year else f"{year}年计划，{said}"


# what the templates of reporting call
TOOLS: dict[str, Any] = {
    "when": when,
    "state_word": state_word,
    "lack_words": lack_words,
    "in_words": in_words,
    "day": day,
    "as_of_words": as_of_words,
    "cycle_words": cycle_words,
    "size_words": size_words,
    "local": timezone.localtime,
}
