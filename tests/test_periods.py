"""Periods are written as the contract writes them, and read again from it."""

import pytest

from luoshi.cycle import Period


@pytest.mark.parametrize(
    ("period", "written"),
    [
        (Period.of_month(2025, 6), "2025-06"),
        (Period.of_quarter(2025, 1), "2025-Q1"),
        (Period.of_year(2025), "2025"),
        (Period(2025, 1, 2025, 6), "2025-01/2025-06"),
        (Period(2021, 1, 2025, 12), "2021/2025"),
        (Period(2021, 1, 2025, 6), "2021-01/2025-06"),
    ],
)
def test_a_period_is_written_one_way_and_read_again(period: Period, written: str) -> None:
    assert str(period) == written
    assert Period.parse(written) == period


def test_whole_years_may_be_written_by_their_months() -> None:
    assert Period.parse("2021-01/2025-12") == Period.parse("2021/2025")
