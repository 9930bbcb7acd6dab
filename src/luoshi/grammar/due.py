"""Due dates in a sentence: 10月底前, 年底前, 上半年, 6月30日前, 五月底前, 2025.5前."""

from datetime import date

from luoshi.expressions import expression
from luoshi.grammar.days import last_day

_CHINESE_MONTH = r"十[一二]?|[一二三四五六七八九]"
# what a sentence may say, and the last day that it means: the pattern says 前, since 10月底 alone is a period
_BY = r"(?:之前|以前|前)"
DUE = (
    rf"(?:(?:\d{{4}}年|今年)?(?:(?:\d{{1,2}}|{_CHINESE_MONTH})月份?(?:\d{{1,2}}[日号]|[二三]?十[一二三四五六七八九]?[日号]|底|末|[上中下]旬|初)?{_BY}|"
    rf"年(?:底|末){_BY}|[上下]半年(?:结束)?{_BY}|第?[一二三四1-4]季度(?:末|底)?{_BY})|(?:\d{{4}}年|今年)(?:底|末){_BY}|20\d\d[./-](?:1[0-2]|0?[1-9])(?:[./-](?:3[01]|[12]\d|0?[1-9])|底|末)?{_BY})"
)
_NEXT = ("明年", "次年", "翌年", "来年", "明", "次", "翌", "来")
_BEFORE = expression(DUE)


def due_in(text: str, year: int | None, as_of: date | None, *, plain: bool = False) -> date | None:
    """Return the last day by which a levelled clause promises its work, or None where it names none.

    Args:
        year: the plan's year; without it (and without `as_of` and a written year) no date is known.
        plain: a date without 前 is one too (新院区9月底投用), as it is beside the phase of a work.
    """
    at = year or (as_of.year if as_of else None)
    if plain:
        return last_day(text, at, sentence=True)
    found = _BEFORE.search(text)
    if found is None:
        return None
    before = text[max(0, found.start() - 2) : found.start()]
    return last_day((before if before.endswith(_NEXT) else "") + found[0], at, sentence=True)
