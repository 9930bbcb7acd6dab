"""Is the due cell understood? A date that nobody can read makes no task overdue.

完成时限 3个月内      no day is known: said, so that a person writes it
完成时限 长期坚持     no day is meant: nothing to say
"""

from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.pacing.dates import is_due_unread
from luoshi.plan import Level


def check(stated: Stated) -> Iterator[Answer]:
    due = stated.task.due
    if due is None or not is_due_unread(due):
        return
    yield Answer(
        finding=stated.finding(
            "due-not-read",
            Level.WARNING,
            f"完成时限写的是“{due.strip()}”，看不出是哪一天，到期不会提醒。",
            f'The due cell says "{due.strip()}"; no day could be read from it, so nothing falls due.',
            written=due,
            field="due",
        )
    )
