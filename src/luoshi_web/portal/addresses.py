"""Where else a task's address may lead: its key of before, or a printed number that several tasks bear.

/tasks/一、产业提升/1/   its former key: to /tasks/1-1/
/tasks/1/              one number 1 in each chapter: the choice
"""

from luoshi.tasktable.numbering import value_of
from luoshi_web.plans import queries as plans
from luoshi_web.plans.models import Plan
from luoshi_web.supervision.board import Board, UnitStanding


def moved_to(board: Board, plan: Plan, key: str) -> str | None:
    """Return the key under which a task stands whose key was `key` once, or is so by its chapter and number."""
    if now := plans.key_of_former(plan, key):
        return now
    chapter, _, number = key.rpartition("/")
    found = [row for row in board.rows if chapter and row.task.chapter == chapter and str(row.task.no) == number]
    return found[0].task.key if len(found) == 1 else None


def choices(board: Board, key: str) -> list[UnitStanding]:
    """Return the tasks that bear a printed number: 1 is that of 1, 1. and （1）."""
    printed = [row for row in board.rows if str(row.task.no) == key]
    if printed or not key.isdigit():
        return printed
    return [row for row in board.rows if value_of(str(row.task.no)) == int(key)]
