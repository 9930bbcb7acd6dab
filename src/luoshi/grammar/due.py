"""Due dates in a sentence: 10月底前, 年底前, 上半年, 6月30日前, 五月底前, 2025.5前."""

import re
from datetime import date

from luoshi.grammar.days import last_day

_CHINESE_MONTH = r"十[一二]?|[一二三四五六七八九]"
# what a sentence may say, and the last day that it means: the pattern says 前, since 10月底 alone is a period
DUE = (
    rf"(?:(?:\d{{4}}|[二两]〇[〇一二三四五六七八九]{{2}})年|[明次今翌]年)?"
    rf"(?:(?:\d{{1,2}}|{_CHINESE_MONTH})月份?(?:\d{{1,2}}[日号]|底|末|[上中下]旬|初)?(?:之前|以前|前)|"
    r"年(?:底|末)(?:之前|以前|前)|(?<=年)(?:底|末)(?:之前|以前|前)|"
    r"[上下]半年(?:结束)?(?:之前|以前|前)|第?[一二三四1-4]季度(?:末|底)?(?:之前|以前|前))"
)
_BEFORE = re.compile(DUE)


def due_in(text: str, year: int | None, as_of: date | None, *, plain: bool = False) -> date | None:
    """Return the last day by which a levelled clause promises its work, or None where it names none.

    Args:
        year: the plan's year; without it (and without `as_of` and a written year) no date is known.
        plain: a date without 前 is one too (新院区9月底投用), as it is beside the phase of a work.
    """
    found = _BEFORE.search(text)
    at = year or (as_of.year if as_of else None)
    if found is not None and not plain:
        return last_day(found[0], at, sentence=True)
    return last_day(text, at, sentence=True) if plain else None
