"""Periods and cycles: which months a figure covers, and how much of a year has passed.

A Period is a run of whole calendar months, both ends counted. Its written form is the
contract's: 2025-06, 2025-Q1, 2025-01/2025-06, 2025, and 2021/2025 for several whole years.
A figure for January to May is held against five twelfths, also in a table as of the end of
June.
"""

import calendar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from luoshi.expressions import expression

_MONTH = expression(r"^(\d{4})-(\d{2})$")
_QUARTER = expression(r"^(\d{4})-Q([1-4])$")
_RANGE = expression(r"^(\d{4})-(\d{2})/(\d{4})-(\d{2})$")
_YEARS = expression(r"^(\d{4})/(\d{4})$")
_YEAR = expression(r"^(\d{4})$")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `year`-`month` to `last_year`-`last_month`, both counted.

    `named` keeps how a text named it, since 一季度 and 1-3月 are the same months and are
    written 2025-Q1 and 2025-01/2025-03: "month", "quarter", "year" or "range". It takes
    no part in comparison.

    Raises:
        ValueError: a month outside 1..12, or the end before the start.
    """

    year: int
    month: int
    last_year: int
    last_month: int
    named: str = field(default="range", compare=False)

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.last_month <= 12):
            raise ValueError(f"no such month: {self.month}, {self.last_month}")
        if (self.last_year, self.last_month) < (self.year, self.month):
            raise ValueError(f"ends before it starts: {self}")

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        return cls(year, month, year, month, "month")

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> "Period":
        return cls(year, 3 * quarter - 2, year, 3 * quarter, "quarter")

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(year, 1, year, 12, "year")

    @classmethod
    def to_month(cls, year: int, month: int) -> "Period":
        """From January to `month` of `year`."""
        return _to_month(year, month)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read the contract's written form.

        Raises:
            ValueError: the text is none of the five forms.
        """
        if found := _MONTH.match(text):
            return cls.of_month(int(found[1]), int(found[2]))
        if found := _QUARTER.match(text):
            return cls.of_quarter(int(found[1]), int(found[2]))
        if found := _RANGE.match(text):
            return cls(int(found[1]), int(found[2]), int(found[3]), int(found[4]))
        if found := _YEARS.match(text):
            return cls(int(found[1]), 1, int(found[2]), 12)
        if found := _YEAR.match(text):
            return cls.of_year(int(found[1]))
        raise ValueError(f"not a period: {text!r}")

    @property
    def months(self) -> int:
        """How many months it covers, at least 1."""
        return 12 * (self.last_year - self.year) + self.last_month - self.month + 1

    @property
    def within_one_year(self) -> bool:
        return self.year == self.last_year

    @property
    def from_january(self) -> bool:
        """Whether it is a year to date (or a whole year, or January alone)."""
        return self.within_one_year and self.month == 1

    @property
    def last_day(self) -> date:
        return date(self.last_year, self.last_month, calendar.monthrange(self.last_year, self.last_month)[1])

    def year_earlier(self) -> "Period":
        """Return the same months of the year before."""
        return Period(self.year - 1, self.month, self.last_year - 1, self.last_month, self.named)

    def __str__(self) -> str:
        if self.named == "quarter":
            return f"{self.year:04}-Q{self.last_month // 3}"
        if self.named == "year":
            return f"{self.year:04}"
        if self.named == "month":
            return f"{self.year:04}-{self.month:02}"
        if self.month == 1 and self.last_month == 12 and not self.within_one_year:
            return f"{self.year:04}/{self.last_year:04}"
        return f"{self.year:04}-{self.month:02}/{self.last_year:04}-{self.last_month:02}"


@lru_cache(maxsize=64)  # a plan's figures that name no months are all of the same
def _to_month(year: int, month: int) -> Period:
    return Period(year, 1, year, month)


def share_of_year(as_of: date) -> Decimal:
    """Tell how much of the year has passed at the end of `as_of`'s month, in per cent.

    Months elapsed / 12, so 30 June is Decimal("50"): offices reckon 序时进度 by months.
    """
    return Decimal(100 * as_of.month) / 12


def month_end(year: int, month: int) -> date:
    """Return the last day of a month: 截至6月底 of 2025 is 2025-06-30."""
    return date(year, month, calendar.monthrange(year, month)[1])
