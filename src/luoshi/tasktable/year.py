"""Which year a plan is of."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from luoshi.expressions import expression
from luoshi.named_days import WRITTEN_YEAR, in_digits

_YEAR = expression(r"(?<!\d)(20\d\d)\s*年?(?:度)?(?!\d)")


_ISSUED = expression(r"(?<!\d)(20\d\d)\s*年\s*(\d{1,2})\s*月\s*\d{1,2}\s*日")
_LAST_SURE_MONTH = 10

# A year that something is held against is not the plan's: 比2022年增长8%, 不低于2030年水平.
_COMPARED = expression(
    r"(?:比|较|(?<!关)于|与|同|从|自|以|(?<!截止)到|(?<!截)至|超过|超|相比)\s*20\d\d\s*年(?:度)?(?!\s*(?:工作|重点|任务|计划|目标任务|民生实事))"
    r"|20\d\d\s*年(?:度)?(?:以来|以前|之前|至今|起)"
    r"|20\d\d\s*年(?:度|底|末)?(?:的)?(?:水平|同期|基础上|基数|为基期|不变价|相比|实绩|实际)|20\d\d\s*年[^，。；]{0,4}远景"
)
_OTHER_YEARS = expression(r"回顾|远景|五年|十[二三四五六七八]五|“十|规划")
# 2025年度预算执行审计查出问题整改台账 is of what is mended in the year after
_OF_WHAT_WAS_FOUND = expression(r"20\d\d\s*年(?:度)?[^，。；]{0,16}(?:审计|决算|巡[视察]|督察|检查)[^，。；]{0,16}整改")
_LOOKS_BACK = expression(r"回顾|成就|总结|成绩|历程|发展情况|工作情况")
_DONE = expression(r"主要工作$")  # 2030年主要工作和“十五五”发展成就
_BEGINS = expression(r"开好局|开局|起好步|起步之年|首年")  # 全力推动“十六五”各项工作起好步: its first year's work
_WORK = expression(r"工作|任务|安排|重点|打算|部署|计划|目标|举措")


def without_compared(text: str) -> str:
    """Return a text without the years that it only compares with."""
    return _COMPARED.sub("", text)


def is_of_this_year(chapter: str, chapters: Sequence[str] = ()) -> bool:
    """Tell whether a chapter of a report is of this year's work.

    “十五五”时期目标任务和2026年工作安排 names this year beside the longer plan. One that names an earlier year than
    another of `chapters` looks back.
    """
    if _BEGINS.search(chapter) and not _LOOKS_BACK.search(chapter):
        return True
    pieces = re.split(r"[和及与暨、，,；;]|以及", chapter)
    if _LOOKS_BACK.search(chapter) and not any(
        _WORK.search(piece) and not _LOOKS_BACK.search(piece) and not _DONE.search(piece) for piece in pieces
    ):
        return False
    if all(_OTHER_YEARS.search(piece) for piece in pieces if piece.strip()) and chapter.strip():
        return False
    if _OTHER_YEARS.search(chapter) and not any(
        _WORK.search(piece) and re.search(r"20\d\d|今年|本年|当前|全年", piece) and not _OTHER_YEARS.search(piece)
        for piece in pieces
    ):
        return False
    latest = max((year for other in chapters for year in _plain_years(other)), default=0)
    own = _plain_years(chapter)
    return not own or max(own) >= latest


def _plain_years(chapter: str) -> list[int]:
    return [int(year) for year in WRITTEN_YEAR.findall(_COMPARED.sub("", chapter))] if "远景" not in chapter else []


def year_named(texts: Iterable[str]) -> int | None:
    """Return the first year (20xx) that the texts name, in their order; the year of a full date is not one."""
    for text in texts:
        if found := re.search(r"(?<!\d)(20\d\d)\s*年(?!\s*\d{1,2}\s*月\s*\d|远景)", without_compared(in_digits(text))):
            return int(found[1])
    return None


def is_of_what_was_found(title: str) -> bool:
    """Tell whether the year of a title is that of what was looked at, and found wanting, rather than the work's."""
    return bool(_OF_WHAT_WAS_FOUND.search(title))


def year_of_date(lines: Iterable[str]) -> int | None:
    """Return the year of the day on which a document was issued, where its lines name one year's days only.

    What is issued in the last two months of a year may be the next year's plan.
    """
    found = {
        (int(day[1]), int(day[2]) > _LAST_SURE_MONTH) for line in lines for day in _ISSUED.finditer(in_digits(line))
    }
    return next(iter(found))[0] if len(found) == 1 and not next(iter(found))[1] else None


def year_of_days(titles: Iterable[str]) -> int | None:
    """Return the year of the days that titles name (2026年7月6日—12日), where it is one."""
    found = {int(day[1]) for title in titles for day in _ISSUED.finditer(in_digits(title))}
    return next(iter(found)) if len(found) == 1 else None


def year_in_name(name: str) -> int | None:
    """Return the year that a file's name holds: binjiang-2025-h1.txt."""
    found = re.search(r"(?<!\d)(20\d\d)(?!\d{3})", name)
    return int(found[1]) if found else None


def year_most_named(texts: Iterable[str]) -> int | None:
    """Return the year that most of the texts name; the later one where two are even."""
    counts = Counter(int(year) for text in texts for year in set(WRITTEN_YEAR.findall(without_compared(text))))
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
