"""Dates: the day by which a due column says that something is to be done (时限, 完成时限)."""

from datetime import date

from luoshi.expressions import expression
from luoshi.grammar.days import last_day, names_no_day

# any year: whether a cell is understood does not hang on which year the plan is of
_ANY_YEAR = 2024
# 5月—10月, 2024年10月至2025年4月: the months of a span, and the years where they are written
_SPAN = expression(r"(?:(?P<y1>20\d\d)年)?(?P<m1>\d{1,2})月?份?[-—–－~～至到](?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月")
_SENTENCE = expression(r"[。；;！!?？\n]")


def due_date(text: str | None, year: int | None) -> date | None:
    """Read the last day of what a due cell says: 9月底 is 30 September, 1—12月 and 年底 are 31 December.

    Returns None for what is no date (长期, 持续推进) and for a date that does not exist.
    """
    return last_day(text, year) if text else None


def first_month(text: str, at: int, due: date) -> int:
    """Tell in which month the span begins that ends on a due day: 5 for 5月—10月, -2 for one from last October.

    Args:
        text: a task's; at: where its number stands, in whose sentence a span is looked for.

    Returns:
        1 where no span is written before the number that ends in the month of `due`.
    """
    sentence = max((stop.end() for stop in _SENTENCE.finditer(text, 0, at)), default=0)
    for found in _SPAN.finditer(text, sentence, at):
        years = due.year - int(found["y1"]) if found["y1"] and found["y2"] else 0
        if int(found["m2"]) == due.month and 1 <= int(found["m1"]) <= 12 and (years or int(found["m1"]) < due.month):
            return int(found["m1"]) - 12 * years
    return 1


def is_due_unread(text: str | None) -> bool:
    """Tell whether a due cell says something that is neither a day nor words that name none (长期, 每月)."""
    if not text or not text.strip() or names_no_day(text):
        return False
    return last_day(text, _ANY_YEAR) is None
