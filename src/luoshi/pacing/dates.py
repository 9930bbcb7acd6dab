"""Dates: the day by which a due column says that something is to be done (时限, 完成时限)."""

import re
from datetime import date

from luoshi.cycle import month_end

_FULL = re.compile(r"(?:(\d{4})\s*[年\-./])?\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(?:(\d{4})\s*[年\-./])?\s*(\d{1,2})\s*月")
_QUARTER = re.compile(r"(?:(\d{4})\s*年)?\s*第?([一二三四1-4])季度")
_YEAR_END = re.compile(r"年底|年末|年内|全年|^\s*(\d{4})\s*年?\s*$")
_HALF = re.compile(r"上半年")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def due_date(text: str | None, year: int | None) -> date | None:
    """Read the last day of what a due cell says: 9月底 is 30 September, 三季度 too, 年底 is 31 December.

    Returns None for what is no date (长期, 持续推进) and for a date that does not exist.
    """
    if not text:
        return None
    try:
        return _read(text, year)
    except ValueError:
        return None


def _read(text: str, year: int | None) -> date | None:
    if found := _FULL.search(text):
        return _day(found[1], year, int(found[2]), int(found[3]))
    months = [found for found in _MONTH.finditer(text) if 1 <= int(found[2]) <= 12]
    if months:
        last = months[-1]
        whole = int(last[1]) if last[1] else year
        return month_end(whole, int(last[2])) if whole else None
    if found := _QUARTER.search(text):
        whole = int(found[1]) if found[1] else year
        return month_end(whole, 3 * _QUARTERS[found[2]]) if whole else None
    if _HALF.search(text):
        return month_end(year, 6) if year else None
    if found := _YEAR_END.search(text):
        whole = int(found[1]) if found[1] else year
        return date(whole, 12, 31) if whole else None
    return None


def _day(written: str | None, year: int | None, month: int, day: int) -> date | None:
    whole = int(written) if written else year
    return date(whole, month, day) if whole else None
