"""Reading calendars: which years' holidays are known and from where, and when each indicator comes out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.festivals import Festival, festivals_of
from luoshi.releases import Awaited, Frequency, Release, release_of
from luoshi.workdays import Arrangement, Workdays, arrangement_of
from luoshi_web.calendars.models import HolidayArrangement
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Indicator


@dataclass(frozen=True, slots=True)
class Year:
    """What is known of a year.

    Args:
        loaded: what this office loaded; None where it did not.
        published: its notice is known, loaded or with Luoshi itself; else only its statutory days are off.
        workdays: how many working days it has, counted so.
    """

    number: int
    loaded: HolidayArrangement | None
    published: bool
    workdays: int

    @property
    def statutory(self) -> tuple[Festival, ...]:
        """What is off by law while the year's notice is awaited; empty once it is known."""
        return () if self.published else festivals_of(self.number)


def years_of(place: Jurisdiction, today: date) -> list[Year]:
    """Return last year, this one and the two that follow, and whatever was loaded; the latest first."""
    loaded = {row.year: row for row in place.holiday_arrangements.select_related("loaded_by")}
    days = workdays_of(place.pk)
    numbers = loaded.keys() | set(range(today.year - 1, today.year + 3))
    return [
        Year(
            number,
            loaded.get(number),
            days.published(number),
            days.between(date(number - 1, 12, 31), date(number, 12, 31)),
        )
        for number in sorted(numbers, reverse=True)
    ]


@dataclass(frozen=True, slots=True)
class Preview:
    """An arrangement before it is loaded: its days in order, each with whether it is worked."""

    days: tuple[tuple[date, bool], ...]
    workdays: int


def preview_of(arrangement: Arrangement) -> Preview:
    days = [(day, False) for day in arrangement.off] + [(day, True) for day in arrangement.worked]
    year = arrangement.year
    counted = Workdays([arrangement]).between(date(year - 1, 12, 31), date(year, 12, 31))
    return Preview(tuple(sorted(days)), counted)


@dataclass(frozen=True, slots=True)
class Publishing:
    """When an indicator comes out.

    Args:
        own: as this office has it; None where the usual one holds.
        usual: what the statistics bureaus keep to; None where it is not known.
        seen: the office's own as it stands, to be sent back with a change.
        awaited: what a cycle as of the example's day asks for, and about when; None where it can be had at once.
    """

    indicator: Indicator
    own: Release | None
    usual: Release | None
    seen: str
    awaited: Awaited | None

    @property
    def holds(self) -> Release | None:
        return self.own or self.usual

    def said(self, english: bool) -> str:
        """Say which figure is asked for, and about when it comes; empty where it can be had at once."""
        if self.awaited is None:
            return ""
        return self.awaited.sentence_en.partition(". ")[0] if english else self.awaited.sentence.partition("。")[0]


def seen_of(indicator: Indicator) -> str:
    return json.dumps(indicator.releases, sort_keys=True)


def publishing_of(place: Jurisdiction, as_of: date) -> list[Publishing]:
    """Return each indicator of a jurisdiction, those with a calendar first."""
    rows = [_publishing(row, as_of) for row in place.indicators.order_by("pk")]
    return sorted(rows, key=lambda one: one.holds is None)


def _publishing(row: Indicator, as_of: date) -> Publishing:
    own = release_in(row.releases)
    usual = release_of(row.name)
    holds = own or usual
    period = holds.period_as_of(as_of) if holds else None
    awaited = Awaited(period, holds.released_on(period)) if holds and period else None
    return Publishing(row, own, usual, seen_of(row), awaited)


def release_in(kept: Iterable[dict[str, object]]) -> Release | None:
    """Return the calendar that an indicator keeps."""
    for one in kept:
        return Release(Frequency(str(one["frequency"])), int(str(one["months_after"])), int(str(one["day"])))
    return None


def workdays_of(jurisdiction_id: int) -> Workdays:
    """Return the working days of a jurisdiction, with the arrangements that its office has loaded."""
    own = HolidayArrangement.objects.filter(jurisdiction=jurisdiction_id).values_list("year", "text")
    return Workdays(arrangement_of(year, text) for year, text in own)
