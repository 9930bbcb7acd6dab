"""Due dates in a sentence: 10月底前, 年底前, 上半年, 6月30日前."""

import calendar
import re
from datetime import date

# what a sentence may say, and the last day that it means: the pattern says 前, since 10月底 alone is a period
DUE = (
    r"(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}[日号]|底|末|份)?(?:之前|以前|前)|年(?:底|末)(?:之前|以前|前)|"
    r"上半年前|第?[一二三四1-4]季度(?:末|底)?(?:之前|以前|前))"
)
_DUE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|底|末|份)?(?:之前|以前|前)"
    r"|(?P<whole>年(?:底|末)(?:之前|以前|前))|(?P<half>上半年)前|第?(?P<quarter>[一二三四1-4])季度(?:末|"
    r"底)?(?:之前|以前|前))"
)
_QUARTERS = {letter: index + 1 for index, letter in enumerate("一二三四")}


def due_in(text: str, year: int | None, as_of: date | None) -> date | None:
    """Return the last day by which a levelled clause promises its work, or None where it names none.

    Args:
        year: the plan's year; without it (and without `as_of` and a written year) no date is known.
    """
    found = _DUE.search(text)
    if found is None:
        return None
    at = int(found["year"]) if found["year"] else year or (as_of.year if as_of else None)
    if at is None:
        return None
    month, day = 12, None
    if found["month"]:
        month, day = int(found["month"]), int(found["day"]) if found["day"] else None
    elif found["half"]:
        month = 6
    elif found["quarter"]:
        letter = found["quarter"]
        month = 3 * (_QUARTERS.get(letter) or int(letter))
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(at, month)[1]
    return date(at, month, min(day or last, last))
