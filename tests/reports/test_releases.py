"""The release calendar: a figure that cannot exist yet is awaited, and nobody is late for it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.cycle import Period
from luoshi.indicators import indicator_of
from luoshi.releases import RELEASES, Frequency, Release, awaited, release_of

QUARTERLY = Release(Frequency.QUARTERLY, 1, 20)
ANNUAL = Release(Frequency.ANNUAL, 11, 30)


def test_quarterly_gdp_is_awaited_on_the_fifteenth_and_not_on_the_twenty_fifth() -> None:
    found = awaited(QUARTERLY, date(2025, 9, 30), date(2025, 10, 15))

    assert found is not None
    assert found.sentence == "2025年1至9月数据预计2025年10月20日左右发布。到时再报，不算迟报。"
    assert awaited(QUARTERLY, date(2025, 9, 30), date(2025, 10, 25)) is None


def test_a_figure_that_comes_out_on_the_very_day_is_awaited() -> None:
    assert awaited(QUARTERLY, date(2025, 9, 30), date(2025, 10, 20)) is not None


def test_an_annual_figure_is_asked_for_the_year_before() -> None:
    found = awaited(ANNUAL, date(2025, 9, 30), date(2025, 10, 15))

    assert found is not None
    assert (found.period, found.expected) == (Period.of_year(2024), date(2025, 11, 30))


@pytest.mark.parametrize(
    ("as_of", "period"),
    [
        ("2025-09-30", "2025-01/2025-09"),
        ("2025-08-31", "2025-01/2025-06"),
        ("2025-09-15", "2025-01/2025-06"),
        ("2025-02-28", "2024"),
        ("2025-12-31", "2025"),
    ],
)
def test_a_quarterly_figure_covers_the_quarters_that_are_over(as_of: str, period: str) -> None:
    assert str(QUARTERLY.period_as_of(date.fromisoformat(as_of))) == period


def test_an_indicator_is_known_under_any_of_its_names() -> None:
    assert release_of("经济增长") == release_of("GDP") == QUARTERLY
    assert release_of("公园") is None


def test_every_indicator_of_the_calendar_is_one() -> None:
    assert [name for name in RELEASES if (known := indicator_of(name)) is None or known.name != name] == []


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(Frequency), st.integers(0, 24))
def test_a_period_that_is_asked_for_is_over_and_comes_out_after_its_end(
    day: date, frequency: Frequency, months: int
) -> None:
    release = Release(frequency, months, 31)
    period = release.period_as_of(day)

    assert period.last_day <= day
    assert release.released_on(period) >= period.last_day


@pytest.mark.parametrize(("months", "day"), [(-1, 1), (37, 1), (1, 0), (1, 32)])
def test_nonsense_is_no_release(months: int, day: int) -> None:
    with pytest.raises(ValueError, match="no release"):
        Release(Frequency.MONTHLY, months, day)
