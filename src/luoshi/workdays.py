"""Working days (工作日): which days are, and what the n-th one is.

A working day is what the State Council's yearly notice (放假安排) makes one: Monday to
Friday without the holidays, and with the Saturdays and Sundays worked in exchange. Years up
to the newest published one come with the package chinesecalendar. An office can hand in the
arrangement of a year itself, which then holds instead. In a year that nobody has published the
statutory days are off all the same (festivals.py); only what the notice adds, days off to bridge
and Saturdays worked for them, is not known, and every answer that rests on such a year says so.

No clock: today is an argument. A deadline is reckoned once and then stored; nothing here
moves one that stands.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo

import chinese_calendar  # type: ignore[import-untyped]
from chinese_calendar import constants

from luoshi.errors import LuoshiError
from luoshi.festivals import days_off

# China has kept no summer time since 1991, so an offset is exact, and no file has to be read for it.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_FIRST_YEAR = min(constants.holidays).year
_LAST_YEAR = max(constants.holidays).year
_KINDS = {"休": False, "假": False, "off": False, "班": True, "work": True}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """放假安排 of one year: weekdays that are off, and Saturdays and Sundays that are worked.

    Raises:
        ValueError: a day of another year, or one day both off and worked.
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if any(day.year != self.year for day in self.off | self.worked):
            raise ValueError(f"a day outside {self.year}")
        if self.off & self.worked:
            raise ValueError(f"both off and worked: {min(self.off & self.worked)}")


def arrangement_of(year: int, text: str) -> Arrangement:
    """Read an arrangement: a line a day, 2027-01-01,休 or 2027-02-14,班 (off and work do too).

    Empty lines and lines that begin with # are passed over.

    Raises:
        LuoshiError: a line is none of these, or its day is of another year; the sentence names the line.
    """
    days: dict[date, bool] = {}
    for number, row in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff"))), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        try:
            day, worked = date.fromisoformat(cells[0]), _KINDS[cells[1].lower()]
        except (ValueError, KeyError, IndexError):
            raise LuoshiError(
                f"第{number}行没有读懂，要写成“{year}-01-01,休”或“{year}-02-14,班”。",
                f"Line {number} is not understood; write {year}-01-01,off or {year}-02-14,work.",
            ) from None
        if day.year != year or days.get(day, worked) != worked:
            raise LuoshiError(
                f"第{number}行的{day}不在{year}年，或者前面写的不一样。",
                f"Line {number}: {day} is not in {year}, or stands differently further up.",
            )
        days[day] = worked
    if not days:
        raise LuoshiError("里面没有一天。", "There is no day in it.")
    off = frozenset(day for day, worked in days.items() if not worked)
    return Arrangement(year, off, frozenset(days) - off)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment that something is due at.

    Args:
        at: with its time zone.
        assumed: the years that were counted by their statutory days alone, since their notice is not published.
    """

    at: datetime
    assumed: tuple[int, ...] = ()

    @property
    def note(self) -> str:
        """Say in Chinese what was assumed; empty where nothing was."""
        years = "、".join(str(year) for year in self.assumed)
        return f"{years}年的放假安排还没有发布，先按法定节假日计算，调休等通知。" if years else ""

    @property
    def note_en(self) -> str:
        years = ", ".join(str(year) for year in self.assumed)
        if not years:
            return ""
        return f"The notice of the holidays of {years} is not published yet; until then the statutory days are off."


class Workdays:
    """The working days of every year, with an office's own arrangements before the published ones."""

    def __init__(self, arrangements: Iterable[Arrangement] = ()) -> None:
        self._own = {arrangement.year: arrangement for arrangement in arrangements}

    def published(self, year: int) -> bool:
        """Tell whether the year's notice is known; if not only its statutory days are off."""
        return year in self._own or _FIRST_YEAR <= year <= _LAST_YEAR

    def is_workday(self, day: date) -> bool:
        own = self._own.get(day.year)
        if own is not None:
            return day in own.worked or (day.weekday() < 5 and day not in own.off)
        if _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5 and day not in days_off(day.year)

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, which itself is not counted; with 0, the first from it on.

        Raises:
            ValueError: `count` is negative.
        """
        if count < 0:
            raise ValueError(f"no count of days: {count}")
        days = self._from(day if count == 0 else day + timedelta(days=1))
        for _ in range(count - 1):
            next(days)
        return next(days)

    def before(self, day: date, count: int) -> date:
        """Return the `count`-th working day before `day`, which itself is not counted.

        Raises:
            ValueError: `count` is below 1.
        """
        if count < 1:
            raise ValueError(f"no count of days: {count}")
        while count:
            day -= timedelta(days=1)
            count -= self.is_workday(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and with `last`; negative where `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_workday(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))

    def deadline(self, asked: datetime, count: int, at: time, zone: tzinfo = SHANGHAI) -> Deadline:
        """Return the moment that is `count` working days after `asked`, at `at` o'clock there.

        Args:
            asked: with a time zone; its day is the one that it is in `zone`, whatever zone the clock is set to.

        Raises:
            ValueError: `asked` has no time zone, or `count` is negative.
        """
        if asked.tzinfo is None:
            raise ValueError("a moment without a time zone")
        start = asked.astimezone(zone).date()
        end = self.after(start, count)
        years = range(start.year, end.year + 1)
        return Deadline(datetime.combine(end, at, zone), tuple(year for year in years if not self.published(year)))

    def _from(self, day: date) -> Iterator[date]:
        while True:
            if self.is_workday(day):
                yield day
            day += timedelta(days=1)
