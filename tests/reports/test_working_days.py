"""Working days: the yearly notice, an office's own arrangement, a year that is not published yet."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.errors import LuoshiError
from luoshi.workdays import SHANGHAI, Arrangement, Workdays, arrangement_of

DAYS = Workdays()
SIX = time(18, 0)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2025-09-28", True),  # a Sunday worked for the National Day week
        ("2025-10-01", False),
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2025-10-11", True),  # a Saturday worked
        ("2025-10-12", False),
    ],
)
def test_the_national_day_week_of_2025_is_as_the_notice_has_it(day: str, worked: bool) -> None:
    assert DAYS.is_workday(date.fromisoformat(day)) is worked


def test_five_working_days_over_the_national_day_week() -> None:
    assert DAYS.after(date(2025, 9, 29), 5) == date(2025, 10, 13)
    assert DAYS.between(date(2025, 9, 29), date(2025, 10, 13)) == 5
    assert DAYS.before(date(2025, 10, 13), 5) == date(2025, 9, 29)


def test_a_deadline_is_a_moment_in_shanghai_whatever_zone_the_clock_is_in() -> None:
    asked = datetime(2025, 9, 29, 17, 30, tzinfo=UTC)  # 1:30 on the 30th in Shanghai

    due = DAYS.deadline(asked, 3, SIX)

    assert due.at == datetime(2025, 10, 11, 18, 0, tzinfo=SHANGHAI)
    assert (due.assumed, due.note) == ((), "")


def test_a_year_whose_notice_is_awaited_has_its_statutory_days_off_and_says_so() -> None:
    due = DAYS.deadline(datetime(2040, 12, 28, 9, 0, tzinfo=SHANGHAI), 3, SIX)

    assert due.at.date() == date(2041, 1, 3)
    assert due.note == "2040、2041年的放假安排还没有发布，先按法定节假日计算，调休等通知。"
    assert "2040, 2041" in due.note_en


def test_five_working_days_from_the_day_after_28_december_2026_end_on_5_january_2027() -> None:
    due = DAYS.deadline(datetime(2026, 12, 28, 9, 0, tzinfo=SHANGHAI), 5, SIX)

    assert (due.at.date(), due.assumed) == (date(2027, 1, 5), (2027,))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2027-01-01", False),
        ("2027-02-04", True),  # bridged or worked: the notice says so
        ("2027-02-05", False),  # 除夕, a Friday
        ("2027-02-08", False),  # 初三, a Monday
        ("2027-02-09", True),
        ("2027-02-06", False),  # a Saturday is worked by a notice only
        ("2027-04-05", False),
        ("2027-05-03", True),  # 1 and 2 May fall on a weekend; what stands for them is for the notice
        ("2027-06-09", False),
        ("2027-09-15", False),
        ("2027-10-01", False),
        ("2027-10-04", True),
    ],
)
def test_only_bridges_and_days_worked_for_them_wait_for_the_notice(day: str, worked: bool) -> None:
    assert DAYS.is_workday(date.fromisoformat(day)) is worked


def test_an_arrangement_that_the_office_loads_holds_for_its_year() -> None:
    own = arrangement_of(2041, "# 2041年\n2041-01-01,休\n\n2041-01-02, 休\n2041-01-05,班\n")

    due = Workdays([own]).deadline(datetime(2040, 12, 31, 9, 0, tzinfo=SHANGHAI), 2, SIX)

    assert own == Arrangement(2041, frozenset({date(2041, 1, 1), date(2041, 1, 2)}), frozenset({date(2041, 1, 5)}))
    assert due.at.date() == date(2041, 1, 4)
    assert due.assumed == (2040,)
    assert Workdays([own]).is_workday(date(2041, 1, 5))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027-01-01,休\n元旦\n", "第2行没有读懂"),
        ("2027-01-01,休\n2028-01-01,休\n", "第2行的2028-01-01不在2027年"),
        ("2027-01-01,休\n2027-01-01,班\n", "第2行"),
        ("\n# 空\n", "里面没有一天"),
        ("2027-13-01,休", "第1行没有读懂"),
    ],
)
def test_an_arrangement_that_cannot_be_read_names_its_line(text: str, said: str) -> None:
    with pytest.raises(LuoshiError, match=said):
        arrangement_of(2027, text)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        DAYS.deadline(datetime(2025, 1, 1), 1, SIX)


@given(st.dates(date(2003, 1, 1), date(2045, 12, 31)), st.integers(0, 40))
def test_the_nth_working_day_is_one_and_n_lie_between(day: date, count: int) -> None:
    end = DAYS.after(day, count)

    assert DAYS.is_workday(end)
    if count:
        assert DAYS.between(day, end) == count
        assert DAYS.between(end, day) == -count


@given(st.dates(date(2003, 1, 1), date(2045, 12, 31)), st.integers(1, 20))
def test_days_before_undo_days_after(day: date, count: int) -> None:
    start = DAYS.after(day, 0)

    assert DAYS.before(DAYS.after(start, count), count) == start
