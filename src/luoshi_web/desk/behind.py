"""What is behind, for a leader's minute: what, who, since when and why, over all plans in force."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.pacing.dates import due_date
from luoshi.plan import Assessment, Light, Report, Stage, State, Task
from luoshi_web.pages.asking import without_rule
from luoshi_web.pages.lamps import in_english
from luoshi_web.people.rights import Right, Viewer, concerning
from luoshi_web.plans.models import Plan
from luoshi_web.reports.models import CycleStatus
from luoshi_web.supervision.board import Board, UnitStanding
from luoshi_web.supervision.queries import BEHIND, JudgedPlan, behind_since, first_measured, judged_plan, last_said
from luoshi_web.supervision.words import short_sentence

# characters before the rest is folded, so that one task is one screen of a phone
LONGEST_TASK = 90
LONGEST_FIGURES = 60
LONGEST_WORDS = 120
MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit wrote, cut so that a screen holds it; `rest` is empty where nothing was cut."""

    head: str
    rest: str = ""

    @property
    def whole(self) -> str:
        return self.head + self.rest


def cut(text: str, longest: int) -> Said:
    """Cut a text behind so many characters; a few more are not worth a fold."""
    text = " ".join(text.split())
    return Said(text) if len(text) <= longest + 20 else Said(text[:longest], text[longest:])


@dataclass(frozen=True, slots=True)
class Behind:
    """One task that is behind.

    Args:
        lead: who leads, as the table writes it; beside another name of theirs that name stands.
        due: the written day that has passed; None where its pace is behind and no day was missed.
        since: the day of the first cycle in a row that says so. `first`: none before it measured the task.
        short: what its figures come to, where that is said in a line; `rule` is the whole sentence.
        why: the unit's words on what hinders it; `done`: where it wrote none, what it says was done.
        next_step: what it means to do; `spoken`: the day that its words are of, where that is an earlier cycle's.
    """

    row: UnitStanding
    address: str
    lead: tuple[Markup, ...]
    task: Said
    due: date | None
    since: date | None
    first: bool
    short: str
    rule: str
    why: Said
    done: Said
    next_step: Said
    spoken: date | None

    @property
    def provisional(self) -> bool:
        return self.row.task.assessment is not None and self.row.task.assessment.provisional


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan for a leader's minute: what is behind, those in a bad way first, what is so for now only last.

    Args:
        imported: its figures came with the table; nothing of them was reported here and accepted.
        unreported: how many were not reported in the cycle: whether they are behind nobody knows.
        waiting: how many were, and the office has not looked yet.
        silent: the units that lead those, a few of them by name.
        were_behind: those of them of which the last report said that they are behind.
        past: those of the others whose own written day has passed, each with that day.
        numbered_twice: two tasks of the plan bear one number; then the sheet of each is named.
    """

    plan: Plan
    as_of: date | None
    imported: bool
    tasks: int
    behind: tuple[Behind, ...]
    unreported: int = 0
    silent: str = ""
    were_behind: tuple[UnitStanding, ...] = ()
    past: tuple[tuple[UnitStanding, date], ...] = ()
    waiting: int = 0
    numbered_twice: bool = False

    @property
    def for_now(self) -> int:
        """How many are behind for now only, until figures that are awaited come: they do not count as behind."""
        return sum(1 for one in self.behind if one.provisional)

    @property
    def firm(self) -> int:
        return len(self.behind) - self.for_now

    @property
    def severe(self) -> int:
        judged = [one.row.task.assessment for one in self.behind]
        return sum(1 for one in judged if one is not None and one.light is Light.RED)


def plans_read_by(user: Viewer) -> list[Plan]:
    """Return the plans in force whose lights somebody may see inside, the newest first."""
    rows = Plan.objects.filter(concerning(user, Right.READ, "jurisdiction"), in_force__isnull=False)
    return list(rows.select_related("jurisdiction", "in_force__source").order_by("-year", "jurisdiction__name"))


def overviews_of(plans: Sequence[Plan]) -> dict[str, Any]:
    """Return what is behind in each plan, and in all of them together."""
    # the plan with the worst in front; of alike ones the newest, as they come
    seen = sorted((overview(plan) for plan in plans), key=lambda one: (not one.severe, not one.firm))
    return {
        "overviews": seen,
        "all_tasks": sum(one.tasks for one in seen),
        "all_firm": sum(one.firm for one in seen),
        "all_severe": sum(one.severe for one in seen),
        "all_for_now": sum(one.for_now for one in seen),
    }


def overview(plan: Plan) -> Overview:
    judged = judged_plan(plan, lights=True, details=False)
    board, since, first = Board(judged), behind_since(plan), first_measured(plan)
    rows = [row for row in board.rows if row.task.assessment is not None and row.task.assessment.state in BEHIND]
    rows.sort(key=_how_bad)
    behind = tuple(_behind(row, board, judged, since.get(row.task.key), first) for row in rows)
    imported = judged.cycle is not None and judged.cycle.status == CycleStatus.RECORDED
    silent_rows = [row for row in board.rows if row.task.assessment and _is_unreported(row.task.assessment)]
    waiting = [row for row in silent_rows if row.task.key in judged.waiting]
    silent_rows = [row for row in silent_rows if row.task.key not in judged.waiting]
    untold = [row.task for row in silent_rows]
    twice = len({str(row.task.no) for row in board.rows}) < len(board.rows)
    before = last_said(plan, judged.cycle)
    were_behind = tuple(row for row in silent_rows if before.get(row.task.key) in BEHIND)
    silent = few(list(dict.fromkeys(name for task in untold for name in task.lead[:1])))
    days = [(row, _day_passed(row.task, plan.year, judged.plan.as_of)) for row in silent_rows if row not in were_behind]
    past = tuple((row, day) for row, day in days if day is not None)
    return Overview(
        plan, judged.plan.as_of, imported, len(board.rows), behind, len(untold), silent, were_behind, past,
        len(waiting), twice,
    )  # fmt: skip


# 9月底前建成, 10月15日前完成: a day by which something is to be done, also where nothing else of the sentence is read
_BY_A_DAY = re.compile(r"(?:\d{1,2}月(?:底|末|\d{1,2}日)|[一二三四]季度末|上半年)(?:以?前|之前)")


def _day_passed(task: Task, year: int, as_of: date | None) -> date | None:
    """Return the first day that a task itself names for its work and that has passed; None where none has."""
    if as_of is None:
        return None
    own = due_date(task.due, task.year or year)
    days = [own, *(one.due for one in task.targets), *(one.due for one in task.milestones)]
    days += [due_date(found[0], task.year or year) for found in _BY_A_DAY.finditer(task.text)]
    return min((day for day in days if day is not None and day <= as_of), default=None)


def _is_unreported(judged: Assessment) -> bool:
    return judged.state is State.NOT_REPORTED


def few(names: Sequence[str]) -> str:
    """Name a few: 教育局、住建局等8个."""
    shown = (", " if in_english() else "、").join(names[:MOST_NAMES])
    return shown if len(names) <= MOST_NAMES else _("%(names)s等%(n)s个") % {"names": shown, "n": len(names)}


def _behind(row: UnitStanding, board: Board, judged: JudgedPlan, since: date | None, first: dict[str, date]) -> Behind:
    as_of, task = judged.plan.as_of, row.task
    report = task.reports[-1] if task.reports else None
    whole = short_sentence(task)
    problems, done, next_step = _words(report)
    return Behind(
        row=row,
        address=board.task_address(task.key),
        lead=board.unit_names(task.lead),
        task=cut(task.text, LONGEST_TASK),
        due=_missed(row, judged.row.year, as_of),
        since=since,
        first=since is not None and first.get(task.key) == since == as_of,
        short=_short(task.assessment, whole),
        rule=whole,
        why=cut(problems, LONGEST_WORDS),
        done=cut("" if problems else done, LONGEST_WORDS),
        next_step=cut(next_step, LONGEST_WORDS),
        spoken=report.as_of if report is not None and report.as_of != as_of else None,
    )


def _short(judged: Assessment | None, whole: str) -> str:
    """Return a sentence of figures without its rule, where it fits a line; where it has none, a missed day tells."""
    said = without_rule(whole)
    told = judged is not None and (judged.state is not State.OVERDUE or judged.reached is not None)
    return said if told and len(said) <= LONGEST_FIGURES else ""


def _words(report: Report | None) -> tuple[str, str, str]:
    if report is None:
        return "", "", ""
    return report.problems or reason_in(report.statement), report.statement, report.next_step or ""


# 因征地滞后, 受台风影响, 由于资金未到位; 因地制宜 and 受理 give no reason
_REASON = re.compile(
    r"(?:^|(?<=[，。；、,;：:（(]))\s*(?:但|主要)?(?:系)?"
    r"(?:(?:由于|因为|鉴于)|因(?![此地材人时势应子素果而])|受(?=[^，。；,;]{1,30}(?:影响|制约|限制|阻|拖累)))[^。；;\n]*"
)


def reason_in(statement: str) -> str:
    """Return the clause of a unit's statement that gives a reason, in its own words; empty where none does."""
    found = _REASON.search(statement)
    return found[0].strip(" 　，,") if found else ""


def _missed(row: UnitStanding, year: int, as_of: date | None) -> date | None:
    """Return the first written day that has passed without a recorded completion; None where none has."""
    task = row.task
    if task.assessment is None or task.assessment.state is not State.OVERDUE or as_of is None:
        return None
    own = due_date(task.due, task.year or year)
    late = [one for one in task.targets if one.assessment is not None and one.assessment.state is State.OVERDUE]
    open_ = [one.due for one in task.milestones if one.stage is not Stage.DONE]
    days = [day for day in (*(one.due or own for one in late), *open_, own) if day is not None and day <= as_of]
    return min(days, default=None)


def _how_bad(row: UnitStanding) -> tuple[bool, bool, bool]:
    judged = row.task.assessment
    assert judged is not None
    return judged.provisional, judged.state is not State.OVERDUE, judged.light is not Light.RED
