"""The day that a document's progress speaks of, where no column says one.

2025年上半年重点工作完成情况              the title
（截至2025年6月30日）                    a line over the tasks
填报时间：2025年7月5日                   who filled in the table, and when
截至10月31日，已全面完成2件。             what goes before the table, in a report on progress
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.documents import Document, Paragraph
from luoshi.expressions import expression
from luoshi.named_days import as_of_heading
from luoshi.place import Place
from luoshi.plan import Finding, Level

_SAYS_PROGRESS = expression(r"完成情况|进展|落实情况|推进情况|办理情况|实施情况|通报")
# a line that says the day, and tells nothing: （截至2025年6月30日）
_DATED_LINE = expression(r"^[（(]?\s*(?:(?:数据|统计|进度|时间)?截[至止]|更新[至到])[^，,。；;]*$")
_SAYS_STATE = expression(r"进度(?:情况)?表|调度|推进表")  # of a month that the title names too: 实事项目进度表（7月）
_OF_A_MONTH = expression(r"\d{1,2}月|季度|上半年")
_OF_A_WEEK = expression(r"第\s*[\d一二三四五六]{1,2}\s*周")  # 5月第3周 is not the end of May
_IN_BRACKETS = expression(
    r"[（(]\s*(?:数据|统计|进度)?(?P<day>截[至止][^（）()，,。；;]{2,24})[)）]", needs="截"
)  # 任务清单（截至9月底）
_LONGEST_LINE = 40  # characters of a line that says the day and nothing besides
_LINES_ABOVE = 12
_FILLED_IN = expression(
    r"(?:填\s*[报表写]|统计|报送|上报|更新|数据截[至止]|统计截[至止])(?:截[至止])?(?:日期|时间|日)\s*[:：]\s*"
    r"(?P<day>20\d\d\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?)(?!\d)"
)
_SO_FAR = expression(
    r"(?<![\w])截[至止](?:到)?(?:目前)?[（(]?(?P<day>(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)|[一二三]季度末?|上半年))(?![\d中上下])",
    needs="截",
)
_LATEST_MONTH_AFTER = 6  # of the next year, until which a plan is reported on
_MONTH_IS_OVER = 20  # a table filled in on an earlier day would be held against a month that has hardly begun


@dataclass(frozen=True, slots=True)
class ReportingDay:
    """A day, or none, and what is to be said of where it comes from."""

    day: date | None = None
    told: tuple[Finding, ...] = ()


def reporting_day(
    document: Document, *, over_tables: Sequence[str], notes: Sequence[str], title: str | None, year: int | None
) -> ReportingDay:
    """Return the day that the title, or what stands around the tasks, speaks of.

    A title that tells results may leave the day to the sentences before the table: it is taken where they name one
    day only, of the plan's year. The day on which a table was filled in is that of its progress from the 20th of a
    month on; an earlier one is said, and left to a person.

    Args:
        over_tables: the lines within tables over their headers.
        notes: the rows under tables that say who filled them in.
        year: of the plan, for days without one; without it only days that name theirs are found.
    """
    lines = [block.text for block in document.blocks[:_LINES_ABOVE] if isinstance(block, Paragraph)]
    dated = [line for line in (*lines, *over_tables) if len(line) < _LONGEST_LINE and _DATED_LINE.match(line)]
    tells = title is not None and bool(_SAYS_PROGRESS.search(title))
    of_a_month = title is not None and bool(_SAYS_STATE.search(title) and _OF_A_MONTH.search(title))
    if title is not None and (tells or of_a_month) and not _OF_A_WEEK.search(title):
        dated.append(title)
    if title is not None and (bracket := _IN_BRACKETS.search(title)):
        dated.append(bracket["day"])
    for line in dated:
        if found := as_of_heading(line, year):
            return ReportingDay(found)
    if tells and (found := _only(_SO_FAR, _before_tables(document), year)):
        return ReportingDay(found)
    ends = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    near = (*lines, *over_tables, *notes, *ends[-_LINES_ABOVE:])
    filled_in = _only(_FILLED_IN, [line for line in near if len(line) <= 2 * _LONGEST_LINE], year)
    if filled_in is None:
        return ReportingDay()
    is_over = filled_in.day >= _MONTH_IS_OVER
    return ReportingDay(filled_in if is_over else None, (_filled_in_told(filled_in, taken=is_over),))


def _filled_in_told(day: date, *, taken: bool) -> Finding:
    chinese = "按这一天计算进度。" if taken else "没有写数据截至哪天，不据此计算进度，请指明。"
    english = (
        "progress is reckoned as of it."
        if taken
        else "no day of the figures is given; please give it, none is assumed."
    )
    return Finding(
        "filled-in-day",
        Level.NOTE if taken else Level.WARNING,
        f"表上的填报时间是{day}，{chinese}",
        Place(),
        f"The table was filled in on {day}: {english}",
        written=day.isoformat(),
        field="as_of",
    )


def _before_tables(document: Document) -> list[str]:
    """The paragraphs before the first table; of a document without one the first lines."""
    found: list[str] = []
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            return found
        found.append(block.text)
    return found[: _LINES_ABOVE // 2]


def _only(day: re.Pattern[str], texts: Sequence[str], year: int | None) -> date | None:
    """Return the one day of the plan's year that texts name in these words; None where they name none or several."""
    found = {
        when
        for text in texts
        for match in day.finditer(text)
        if (when := as_of_heading(match["day"], year)) and _is_of(when, year)
    }
    return next(iter(found)) if len(found) == 1 else None


def _is_of(day: date, year: int | None) -> bool:
    return year is None or day.year == year or (day.year == year + 1 and day.month <= _LATEST_MONTH_AFTER)
