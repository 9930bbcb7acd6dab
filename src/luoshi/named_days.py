"""The day that a heading or a title names: 截至6月底 of 2025 is 2025-06-30."""

import re
from datetime import date
from functools import lru_cache

from luoshi.cycle import month_end
from luoshi.expressions import expression

WRITTEN_YEAR = expression(r"(?<!\d)(20\d\d)\s*年")
_DAY = expression(r"(?:(20\d\d)[年.\-/])(\d{1,2})[月.\-/](\d{1,2})|()(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_MONTHS = expression(r"(?<!\d)(?:1|一)\s*[-—－–~～至到]\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月")
_MONTH = expression(r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月(?:份|底|末|中旬)?")
_QUARTERS = {"一": 3, "1": 3, "首": 3, "二": 6, "2": 6, "三": 9, "3": 9, "四": 12, "4": 12}
_QUARTER = expression(r"第?([一二三四1-4首])\s*季度?")
_CHINESE = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}

# ２０２６年, 二〇二六年, 二零二六年: a year in other signs
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IN_CHINESE = expression(
    r"(?<![一二三四五六七八九〇○零十百千])[二2][〇○零Oo0][一二三四五六七八九〇○零]{2}(?=\s*年)", needs="年"
)
_CHINESE_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


def in_digits(text: str) -> str:
    """Return a text with its years in plain digits: 二〇二六年 and ２０２６年 are 2026年."""
    return _IN_CHINESE.sub(lambda found: found[0].translate(_CHINESE_DIGITS), text.translate(_WIDE))


@lru_cache(maxsize=256)  # asked of each row's answer, and a table has few headings
def as_of_heading(heading: str, year: int | None) -> date | None:
    """Return the last day that a heading speaks of: 截至6月底 of 2025 is 2025-06-30.

    A year in the heading comes before `year`. None where the heading names no time, or no year is known.
    """
    text = in_digits(re.sub(r"\s+", "", heading))
    written = WRITTEN_YEAR.search(text)
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
