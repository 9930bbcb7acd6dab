"""Dates: the day by which a due column says that something is to be done (时限, 完成时限)."""

from datetime import date

from luoshi.grammar.days import last_day, names_no_day

# any year: whether a cell is understood does not hang on which year the plan is of
_ANY_YEAR = 2024


def due_date(text: str | None, year: int | None) -> date | None:
    """Read the last day of what a due cell says: 9月底 is 30 September, 1—12月 and 年底 are 31 December.

    Returns None for what is no date (长期, 持续推进) and for a date that does not exist.
    """
    return last_day(text, year) if text else None


def is_due_unread(text: str | None) -> bool:
    """Tell whether a due cell says something that is neither a day nor words that name none (长期, 每月)."""
    if not text or not text.strip() or names_no_day(text):
        return False
    return last_day(text, _ANY_YEAR) is None
