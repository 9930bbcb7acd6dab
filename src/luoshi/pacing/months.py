"""Months: which months a figure covers, whether they are those of the year to date, and whether it is an estimate."""

import re
from dataclasses import replace
from datetime import date

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.grammar.metrics import SEASON
from luoshi.indicators import more_is_better
from luoshi.pacing import phrasing
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import covered
from luoshi.pacing.likeness import Words, content
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.plan import Aspect, Comparator, Observation, Target, Task

# with no month of its own between the word and the number: 1-8月累计 says its months itself
_SUMMED = expression(r"(?:累计|合计|共计|总计)[^\d月]*$", needs="共合总累")
_EXPECTED_BY = expression(r"预计(?:到|至)\d{1,2}月")
_MONTH_END = expression(r"月[底末](?!前|当月)")
_QUARTER_END = expression(r"[一二三四]季度[末底](?!前)")
_WHOLE_YEAR = expression(r"全年|年度|年底|年末")
_EARLY = expression(r"初步(?:核算|统计|测算)|快报数?")
_EXPECTED = expression(r"预计|预期|可(?=完成|达|实现)|将(?=达|完成|实现)")
_ESTIMATED = expression(r"预计|预估|预测|快报|初步")
_CEILING = expression(r"控制|不超过|不高于|不突破|以内|以下")
_REPORTED = expression(r"目前|截至|已(?!有望)|实际")
_LATER_YEAR = expression(
    r"(?:到|^|[,，])(?P<year>20\d\d)年"
    r"|十(?P<plan>[三四五六七])五[”\"」]?(?:规划|时期|期间)*(?P<end>期?末|收官|结束)?"
)
_SO_FAR = expression(r"已|提前|目前|截至|今年|累计|\d{1,2}[-—－至]\d{1,2}月|前\d{1,2}个?月|上半年")
_PLANS = {letter: 2011 + 5 * index for index, letter in enumerate("二三四五六七")}
_THIS_SIDE = expression(r"今年|本年|目前|截至|已|现有|以来|上年|去年|(?<![较比])20\d\d年")
_BEFORE_A_DAY = expression(
    r"(?P<month>\d{1,2})月(?:[底末]|\d{1,2}[日号]|份)?(?:之|以)?前|(?:到|(?<!截)至)(?P<end>\d{1,2})月[底末]"
)
_SENTENCE = expression(r"[。；;！!？?\n]")


def as_said(seen: Observation, words: Around, as_of: date | None, statement: str = "") -> Observation:
    """Return a figure with what its own clause says of it: the months that it covers, and that it is an estimate."""
    early = _ESTIMATED.search(words.aside) or _EARLY.search(words.left) or _EXPECTED_BY.search(words.left)
    if seen.estimated and _REPORTED.search(words.left) and not _EXPECTED.search(words.left):
        seen = replace(seen, estimated=False)  # 预计全年新增2100个，目前已新增1100个
    elif not seen.estimated and (early or (words.expected and not _REPORTED.search(words.left))):
        seen = replace(seen, estimated=True)  # 1.0%（预计数）
    return _to_date(seen, words, as_of, statement)


def without_estimate(words: Around) -> Around:
    """Return the words around an estimate without 预计, which says how sure it is and not how far it has come."""
    return replace(
        words,
        left=(left := _EXPECTED.sub("", words.left)),
        # what names its own thing does not go on from the clauses before: 加快实施…项目，预计出栏生猪500万头
        before="" if len(content(left)) >= 2 else _EXPECTED.sub("", words.before),
        carried=_EXPECTED.sub("", words.carried),
    )


def _to_date(seen: Observation, words: Around, as_of: date | None, statement: str) -> Observation:
    """Let a figure stand for the year so far where only a clause before it speaks of the whole year.

    计划全年新增3200亩，现已新增900亩: the 900 are not those of a year that is not over.
    """
    period = seen.period
    if period is not None and not period.from_january and _SUMMED.search(words.left) and period.within_one_year:
        # 6月当月增长12%，累计增长5%: what is summed up reaches from January to that month
        return replace(seen, period=Period.to_month(period.last_year, period.last_month))
    if period is not None and period.named == "month" and _MONTH_END.search(words.left):
        # 6月底预计完成43亿元: by the end of June, and not in June alone
        return replace(seen, period=Period.to_month(period.last_year, period.last_month))
    if period is not None and _is_at_the_end(statement, seen, words):
        return replace(seen, period=Period.to_month(period.last_year, period.last_month))
    if period is not None and period.named == "quarter" and _QUARTER_END.search(words.before + words.left):
        return replace(seen, period=Period.to_month(period.last_year, period.last_month))  # 三季度末，贷款余额
    if period is None or as_of is None or period.named != "year" or period.last_day <= as_of or seen.estimated:
        return seen
    later = period.year > as_of.year
    return seen if later or _WHOLE_YEAR.search(words.left) else replace(seen, period=None)


_A_MONTH_OR_ITS_END = expression(r"(?:\d月|当月|(?<![上去前])年(?![初度来]))(?P<end>[底末](?!前))?")
_SINCE_JANUARY = expression(r"[比较](?:今年)?年?初")


def _is_at_the_end(statement: str, seen: Observation, words: Around) -> bool:
    """Whether a sentence says of which day it is, the end of a month: 9月末，存款、贷款余额同比分别增长.

    What is counted at a day stands for the year so far; a rise since January is no growth against last year.
    """
    period = seen.period
    if period is None or period.months != 1 or period.from_january or _SINCE_JANUARY.search(words.left):
        return False
    before = _SENTENCE.split(statement[: seen.value_span.start])[-1]
    said = list(_A_MONTH_OR_ITS_END.finditer(before))
    return bool(said) and said[-1]["end"] is not None


def is_of_a_season(task: Task, words: Around) -> str:
    """Return the days or weeks of which a figure is, 国庆黄金周, where the promise does not name them; or nothing."""
    found = SEASON.match(words.left) or SEASON.fullmatch(words.before.rstrip(",").rpartition(",")[2])
    if found is None or found[0].rstrip(",")[:2] in task.text:
        return ""
    return found[0].rstrip(", ")


def is_over(seen: Observation, as_of: date | None) -> bool:
    """Whether the months of an estimate are over: 1-6月预计 is an estimate, 全年预计 in June a hope."""
    period = seen.period
    return as_of is None or (period is None and as_of.month == 12) or (period is not None and period.last_day <= as_of)


def is_of_a_later_year(statement: str, seen: Observation, as_of: date | None) -> bool:
    """Tell whether the words before a figure speak of what is to be in later years.

    到2026年达到15万人; “十五五”末, which binds its whole sentence until 今年 or 目前 says otherwise. Of a plan's
    five years (时期, 期间) all lie ahead, or it is no plan of later years.
    """
    if as_of is None or seen.answers is not None:
        return False
    before = _SENTENCE.split(statement[: seen.value_span.start])[-1]
    found = max(_LATER_YEAR.finditer(before), key=lambda one: one.start(), default=None)
    if found is None or _THIS_SIDE.search(before, found.end()):
        return False
    if found["year"]:
        return int(found["year"]) > as_of.year
    first = _PLANS[found["plan"]]
    if found["end"]:
        return first + 4 > as_of.year
    return first > as_of.year and re.match(r"[”\"」]?(?:时期|期间|,|，)", before[found.start() + 3 :]) is not None


def is_before_a_later_day(statement: str, seen: Observation, as_of: date | None) -> bool:
    """Tell whether a clause says by which later month of the year its number is to be done: 11月底前完成40个."""
    said = _SENTENCE.split(statement[: seen.value_span.start])[-1]
    found = _BEFORE_A_DAY.search(said)
    if found is None or as_of is None or re.search(r"20\d\d年", said) or seen.answers is not None:
        return False
    return int(found["month"] or found["end"]) > as_of.month and not _SO_FAR.search(said, found.end())


def elsewhen(seen: Observation, words: Around, as_of: date | None, year: int | None) -> Weighed | None:
    """Return the figure as passed over where it covers other months than the year so far; else None."""
    period = covered(seen, as_of)
    if period is None:
        return None
    if as_of is not None and period.last_day > as_of and not seen.estimated and period.named != "year":
        return None  # a slip that a finding names; the months are the unit's word
    if as_of is not None and period.last_day > as_of and period.named == "year":
        why, why_en = "写的是全年的数，这一年还没有过完", "it is for the whole year, which is not over"
        return Weighed(seen, Standing.PASSED, words, Aspect.COMPLETION, why, why_en)
    if year is not None and period.last_year < year:
        return Weighed(seen, Standing.PASSED, words, Aspect.PERIOD, *other_months(period, as_of))
    if not period.from_january:
        return Weighed(seen, Standing.PASSED, words, Aspect.PERIOD, *other_months(period, as_of))
    return None


def enough_by_itself(target: Target, promise: Words, seen: Observation, year: int | None) -> bool:
    """Tell whether some months of this year alone reach what was promised of it: 5月20日完成20公里 of 20."""
    period = seen.period
    if period is None or target.value is None or seen.value < target.value or seen.estimated:
        return False
    ceiling = target.comparator in (Comparator.AT_MOST, Comparator.LESS) or _CEILING.search(promise.clause)
    strictly = target.comparator is Comparator.MORE and seen.value == target.value
    this_year = period.within_one_year and period.year == year and period.named != "year"
    return this_year and not ceiling and not strictly and more_is_better(target.metric)


def other_months(period: Period, as_of: date | None) -> tuple[str, str]:
    """Say of which months a figure is that is not for the year to date."""
    year = as_of.year if as_of is not None else None
    return (
        f"是{phrasing.period(period, year)}的数，不是今年累计数",
        f"it is for {phrasing.period_en(period, year)}, not for the year to date",
    )
