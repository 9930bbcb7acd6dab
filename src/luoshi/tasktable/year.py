"""Which year a plan is of, and the day that a progress column speaks of."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from luoshi.cycle import month_end

_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年?(?:度)?(?!\d)")
_WRITTEN_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_DAY = re.compile(r"(?:(20\d\d)[年.\-/])(\d{1,2})[月.\-/](\d{1,2})|()(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_MONTHS = re.compile(r"(?<!\d)(?:1|一)\s*[-—－–~～至到]\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月")
_MONTH = re.compile(r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月(?:份|底|末|中旬)?")
_QUARTERS = {"一": 3, "1": 3, "首": 3, "二": 6, "2": 6, "三": 9, "3": 9, "四": 12, "4": 12}
_QUARTER = re.compile(r"第?([一二三四1-4首])\s*季度?")
_CHINESE = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}


def as_of_heading(heading: str, year: int | None) -> date | None:
    """Return the last day that a heading speaks of: 截至6月底 of 2025 is 2025-06-30.

    A year in the heading comes before `year`. None where the heading names no time, or no year is known.
    """
    text = re.sub(r"\s+", "", heading)
    written = _WRITTEN_YEAR.search(text)
    year = int(written[1]) if written else year
    if year is None or not 1900 < year < 3000:
        return None
    if (day := _day(text, year)) is not None:
        return day
    month = _month(text)
    return month_end(year, month) if month else None


def _day(text: str, year: int) -> date | None:
    found = _DAY.search(text)
    if not found:
        return None
    try:
        return date(int(found[1] or year), int(found[2] or found[5]), int(found[3] or found[6]))
    except ValueError:
        return None


def _month(text: str) -> int | None:
    if found := _MONTHS.search(text):
        return _number(found[1])
    if "前三季度" in text:
        return 9
    if found := _QUARTER.search(text):
        return _QUARTERS[found[1]]
    if "上半年" in text or "半年" in text.replace("下半年", ""):
        return 6
    if found := _MONTH.search(text):
        return _number(found[1])
    if re.search(r"全年|年终|年末|年底|下半年", text):
        return 12
    return None


def _number(text: str) -> int | None:
    value = int(text) if text.isdigit() else _CHINESE.get(text)
    return value if value and 1 <= value <= 12 else None


def year_named(texts: Iterable[str]) -> int | None:
    """Return the first year (20xx) that the texts name, in their order; the year of a full date is not one."""
    for text in texts:
        if found := re.search(r"(?<!\d)(20\d\d)\s*年(?!\s*\d{1,2}\s*月\s*\d|远景)|〔(20\d\d)〕", text):
            return int(found[1] or found[2])
    return None


def year_in_name(name: str) -> int | None:
    """Return the year that a file's name holds: binjiang-2025-h1.txt."""
    found = re.search(r"(?<!\d)(20\d\d)(?!\d{3})", name)
    return int(found[1]) if found else None


def year_most_named(texts: Iterable[str]) -> int | None:
    """Return the year that most of the texts name; the later one where two are even."""
    counts = Counter(int(year) for text in texts for year in set(_WRITTEN_YEAR.findall(text)))
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
