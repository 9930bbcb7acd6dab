"""All checks, over a plan or over one statement as it is being written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from luoshi.checks import (
    answers_nothing,
    average,
    claim,
    completed,
    completion,
    cumulative,
    difference,
    due,
    given,
    growth,
    limits,
    measure_fit,
    no_figure,
    parts,
    rank,
    repeated,
    share,
    signals,
    ticks,
    total,
    unclear,
)
from luoshi.checks.case import Answer, Stated
from luoshi.checks.rows import check_rows
from luoshi.grammar import read_promise, read_statement
from luoshi.pacing import assess_plan
from luoshi.pacing.assess import assess_with_proofs
from luoshi.pacing.proof import Proof
from luoshi.pacing.spelled import with_ticks
from luoshi.place import Place
from luoshi.plan import Finding, Level, Plan, Relation, Source, Task

_NOWHERE = Source("", "text", "")

# Figures are compared in pairs; what has more of them than this is a report, not a statement.
MOST_FIGURES = 400
# In the order in which their answers are shown.
CHECKS: tuple[Callable[[Stated], Iterator[Answer]], ...] = (
    parts.check,
    total.check,
    share.check,
    growth.check,
    difference.check,
    completion.check,
    average.check,
    rank.check,
    limits.check,
    measure_fit.check,
    claim.check,
    completed.check,
    unclear.check,
    signals.check,
    given.check,
    answers_nothing.check,
    no_figure.check,
    cumulative.check,
    repeated.check,
    due.check,
    ticks.check,
)


# What a finding of a check is called: that of a statement or of what is promised. All others, `due-not-read` among
# them, are doubts about how a table was read, and are settled before the plan is in force.
CODES = frozenset(
    {
        "answers-nothing", "average", "claim", "completion", "cumulative", "difference", "field-differs", "growth",
        "measure", "more-than-total", "no-figure", "outside", "part-larger", "rank", "repeated",
        "rows-differ", "share", "sum", "ticks-unclear", "too-many", "two-signals", "unclear",
    }
)  # fmt: skip


def check_plan(plan: Plan, *, previous: Plan | None = None, others: Sequence[Plan] = ()) -> Plan:
    """Return the plan with each task's relations, and the findings of every check appended.

    Checking a plan a second time adds nothing.

    Args:
        previous: the same plan one cycle earlier, matched by task key; without it, the last
            but one progress column of a task is its cycle before.
        others: plans of the same jurisdiction and year that should say the same.
    """
    relations, findings = _look(plan, *assess_with_proofs(plan), previous, others)
    return _with(plan, plan.tasks, relations, findings)


def judge_plan(plan: Plan) -> Plan:
    """Return the plan checked and assessed, as assess_plan(check_plan(plan)) does, and assess it only once."""
    assessed, proofs = assess_with_proofs(plan)
    # an assessment reads neither relations nor findings, so it stays what it was before them
    return _with(plan, assessed.tasks, *_look(plan, assessed, proofs, None, ()))


def _with(
    plan: Plan, tasks: Sequence[Task], relations: Sequence[tuple[Relation, ...]], findings: Sequence[Finding]
) -> Plan:
    told = tuple(
        task if own == task.relations else replace(task, relations=own)
        for task, own in zip(tasks, relations, strict=True)
    )
    kept = tuple(finding for finding in plan.findings if finding not in findings)
    return replace(plan, tasks=told, findings=(*kept, *findings))


def _look(
    plan: Plan,
    assessed: Plan,
    proofs: Mapping[str, tuple[Proof, ...]],
    previous: Plan | None,
    others: Sequence[Plan],
) -> tuple[list[tuple[Relation, ...]], list[Finding]]:
    """Return each task's relations, in the order of the tasks, and the findings of all."""
    judged = {task.key: task for task in assessed.tasks}
    before = {task.key: task for task in previous.tasks} if previous is not None else {}
    earlier = previous.as_of if previous is not None else None
    relations: list[tuple[Relation, ...]] = []
    findings: list[Finding] = []
    for task in plan.tasks:
        last, day = (before[task.key], earlier) if task.key in before else _column_before(task)
        proved = proofs.get(task.key)
        stated = Stated(with_ticks(judged[task.key]), plan.year, plan.as_of, last, day, task.statement, proved)
        own, found = _answers(stated)
        relations.append(own)
        findings += found
    findings += check_rows([*(other.tasks for other in others), plan.tasks])
    return relations, findings


def _answers(stated: Stated) -> tuple[tuple[Relation, ...], list[Finding]]:
    if len(stated.seen) > MOST_FIGURES:
        return (), [_too_many(stated)]
    answers = [answer for check in CHECKS for answer in check(stated)]
    relations = tuple(answer.relation for answer in answers if answer.relation is not None)
    return relations, [answer.finding for answer in answers if answer.finding is not None]


def _too_many(stated: Stated) -> Finding:
    count = len(stated.seen)
    return stated.finding(
        "too-many",
        Level.NOTE,
        f"完成情况里有{count}个数，超过{MOST_FIGURES}个，没有逐一核对。",
        f"The statement has {count} figures, more than {MOST_FIGURES}; they were not checked one by one.",
        written=str(count),
    )


def _column_before(task: Task) -> tuple[Task | None, date | None]:
    """Return the task as its last but one progress column had it, and the day of that column."""
    filled = [report for report in task.reports if report.statement.strip()]
    if len(filled) < 2 or filled[-1].statement != task.statement:
        return None, None
    report = filled[-2]
    return replace(task, statement=report.statement, claim=report.claim, observations=report.observations), report.as_of


def check_task(
    task: Task,
    *,
    year: int | None = None,
    as_of: date | None = None,
    previous: Task | None = None,
    earlier: date | None = None,
) -> tuple[tuple[Relation, ...], tuple[Finding, ...]]:
    """Check one task alone: what its statement holds, and what a person should look at.

    Args:
        task: with its targets and observations read.
        previous: the same task one cycle earlier, with `earlier`, the day it spoke of.
    """
    plan = Plan(title=None, as_of=as_of, year=year, source=_NOWHERE, tasks=(task,))
    judged = with_ticks(assess_plan(plan).tasks[0])
    relations, findings = _answers(Stated(judged, year, as_of, previous, earlier, task.statement))
    return relations, tuple(findings)


def check_statement(
    text: str,
    statement: str,
    *,
    year: int | None = None,
    as_of: date | None = None,
    previous: str | None = None,
    earlier: date | None = None,
) -> tuple[tuple[Relation, ...], tuple[Finding, ...]]:
    """Check a statement as it is being written, with the promise that it answers.

    Args:
        text: what the task promises (内容及要求); empty where only the sentence is looked at.
        statement: what was done so far, as typed; as_of: the day that it speaks of.
        previous: the statement of the cycle before, which spoke of the day `earlier`.
    """
    task = read_task(text, statement, year, as_of)
    last = read_task(text, previous, year, earlier) if previous else None
    return check_task(task, year=year, as_of=as_of, previous=last, earlier=earlier)


def read_task(text: str, statement: str, year: int | None, as_of: date | None) -> Task:
    """Read a promise and its statement into a task that stands in no plan."""
    promise = read_promise(text, year=year, as_of=as_of)
    reading = read_statement(statement, year=year, as_of=as_of, targets=promise.targets)
    return Task(
        key="",
        no="",
        chapter="",
        objective="",
        text=text,
        lead=(),
        cooperating=(),
        statement=statement,
        claim=reading.claim,
        place=Place(),
        targets=promise.targets,
        milestones=promise.milestones,
        observations=reading.observations,
    )
