"""Statutory holidays: those of the regulation, and lunar days that sun and moon have too."""

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]
import pytest

from luoshi.festivals import LUNAR, SINCE, days_off, festivals_of
from tests.reports.sky import months_of, reached


@pytest.mark.parametrize("year", sorted(LUNAR))
def test_the_lunar_days_are_those_of_sun_and_moon(year: int) -> None:
    months = months_of(year)

    spring, tombs, boats, autumn = LUNAR[year]

    assert spring == months[1, False]
    assert tombs == reached(15, date(year, 4, 5))
    assert boats == months[5, False] + timedelta(days=4)
    assert autumn == months[8, False] + timedelta(days=14)


def test_the_sky_gives_leap_months_where_the_calendar_has_them() -> None:
    """Else the test above would agree by chance: the known ones, and the year 2033 that many programs got wrong."""
    leaps = {year: [number for number, leap in months_of(year) if leap] for year in range(2023, 2035)}

    assert {year: found for year, found in leaps.items() if found} == {
        2023: [2], 2025: [6], 2028: [5], 2031: [3], 2033: [11],
    }  # fmt: skip


@pytest.mark.parametrize("year", [2025, 2026])
def test_each_statutory_day_is_off_in_the_published_notices(year: int) -> None:
    """All of them but those at a weekend that a notice may have moved; none of these years' has."""
    assert [day for day in sorted(days_off(year)) if chinese_calendar.is_workday(day)] == []
    assert len(days_off(year)) == 13


def test_the_days_are_those_of_the_regulation() -> None:
    found = {one.chinese: [f"{day:%m%d}" for day in one.days] for one in festivals_of(2027)}

    assert found == {
        "元旦": ["0101"],
        "春节": ["0205", "0206", "0207", "0208"],
        "清明节": ["0405"],
        "劳动节": ["0501", "0502"],
        "端午节": ["0609"],
        "中秋节": ["0915"],
        "国庆节": ["1001", "1002", "1003"],
    }
    assert all(one.english.isascii() for one in festivals_of(2027))


def test_outside_the_regulation_and_the_table_nothing_is_guessed() -> None:
    assert festivals_of(SINCE - 1) == ()
    assert [one.chinese for one in festivals_of(max(LUNAR) + 1)] == ["元旦", "劳动节", "国庆节"]
    assert min(LUNAR) == SINCE
