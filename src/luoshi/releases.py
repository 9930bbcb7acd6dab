"""When a figure comes out (数据发布): so that one that cannot exist yet is awaited, and never late.

A release says how often an indicator is published, and how long after the period's end.
GDP of January to September comes about 20 October; the R&D share of a year comes in the
November after. The days are about right at best, so a sentence always says 左右.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi.cycle import Period
from luoshi.indicators import indicator_of


class Frequency(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"


_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.ANNUAL: 12}


@dataclass(frozen=True, slots=True)
class Release:
    """How an indicator is published.

    Args:
        months_after: how many months after the period's last one, 0..36; 1 is the month that follows.
        day: of that month, 1..31; the month's last where it is shorter.

    Raises:
        ValueError: a number outside these.
    """

    frequency: Frequency
    months_after: int
    day: int

    def __post_init__(self) -> None:
        if not (0 <= self.months_after <= 36 and 1 <= self.day <= 31):
            raise ValueError(f"no release: {self.months_after} months after, day {self.day}")

    def released_on(self, period: Period) -> date:
        """Return about which day the figure of a period comes out."""
        months = 12 * period.last_year + period.last_month - 1 + self.months_after
        year, month = divmod(months, 12)
        return date(year, month + 1, min(self.day, calendar.monthrange(year, month + 1)[1]))

    def period_as_of(self, as_of: date) -> Period:
        """Return the period that a report as of a day asks for: the year so far, as far as one is published.

        A quarterly figure as of the end of August is asked for January to June; one as of February, and
        an annual one before the year's end, for the whole year before.
        """
        step = _MONTHS[self.frequency]
        last_of_month = as_of.day == calendar.monthrange(as_of.year, as_of.month)[1]
        full = as_of.month if last_of_month else as_of.month - 1
        months = full - full % step
        if months == 0:
            return Period.of_year(as_of.year - 1)
        return Period.of_year(as_of.year) if months == 12 else Period.to_month(as_of.year, months)


# What the statistics bureaus keep to; an office's own calendar is asked first.
RELEASES: dict[str, Release] = {
    **dict.fromkeys(
        ("地区生产总值", "居民人均可支配收入", "城镇居民人均可支配收入", "农村居民人均可支配收入"),
        Release(Frequency.QUARTERLY, 1, 20),
    ),
    **dict.fromkeys(
        ("规上工业增加值", "固定资产投资", "社会消费品零售总额", "进出口总额", "居民消费价格涨幅"),
        Release(Frequency.MONTHLY, 1, 20),
    ),
    **dict.fromkeys(("研发投入强度",), Release(Frequency.ANNUAL, 11, 30)),
}


@dataclass(frozen=True, slots=True)
class Awaited:
    """A figure that is not out yet: of which period, and about when it comes."""

    period: Period
    expected: date

    @property
    def sentence(self) -> str:
        when = f"{self.expected.year}年{self.expected.month}月{self.expected.day}日"
        return f"{_period_zh(self.period)}数据预计{when}左右发布。到时再报，不算迟报。"

    @property
    def sentence_en(self) -> str:
        return f"The figure of {self.period} is expected about {self.expected}. Report it then; it is not late."


def awaited(release: Release, as_of: date, due: date) -> Awaited | None:
    """Tell whether the figure that a report as of a day asks for is still to come when the report is due.

    A day that is about right must not make anyone late: what comes out on the very day is awaited too.
    """
    period = release.period_as_of(as_of)
    expected = release.released_on(period)
    return Awaited(period, expected) if expected >= due else None


def release_of(metric: str) -> Release | None:
    """Return how an indicator is usually published, under any of its names; None where it is not known."""
    indicator = indicator_of(metric)
    return RELEASES.get(indicator.name) if indicator else None


def _period_zh(period: Period) -> str:
    if period.from_january and period.last_month == 12:
        return f"{period.year}年"
    if period.from_january and period.last_month > 1:
        return f"{period.year}年1至{period.last_month}月"
    return f"{period.last_year}年{period.last_month}月"
