"""A promise that the report gives twice, in the text and among the livelihood works: the same?"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rapidfuzz import fuzz

from luoshi.drafting.decomposition import DraftTask, Fate
from luoshi.plan import Finding, Level

_ALIKE = 78  # per cent of letters in common, the shorter within the longer
# a report has some thirty livelihood works and five hundred tasks; a list without end is not held against another
_MOST_PAIRS = 200_000
_MOST_DOUBTS = 3  # of one work: the likest


def said_twice(tasks: Sequence[DraftTask]) -> tuple[list[DraftTask], list[Finding]]:
    """Return the tasks, those that may promise the same pointing to each other, and a doubt for each pair."""
    works = [at for at, task in enumerate(tasks) if task.fate is Fate.LIVELIHOOD]
    others = [at for at, task in enumerate(tasks) if task.fate is Fate.WORK]
    if len(works) * len(others) > _MOST_PAIRS:
        return list(tasks), [_not_looked(tasks[works[0]], len(works), len(others))]
    same: dict[int, list[int]] = {}
    for work in works:
        figures = _figures(tasks[work])
        alike = ((_likeness(tasks[work], figures, tasks[other]), other) for other in others)
        for _, other in sorted((-likeness, other) for likeness, other in alike if likeness)[:_MOST_DOUBTS]:
            same.setdefault(work, []).append(other)
            same.setdefault(other, []).append(work)
    findings = [_doubt(tasks[work], tasks[other]) for work in works for other in same.get(work, ())]
    return [replace(task, same_as=tuple(same[at])) if at in same else task for at, task in enumerate(tasks)], findings


def _figures(task: DraftTask) -> frozenset[tuple[Decimal, str | None]]:
    return frozenset((target.value, target.measure) for target in task.targets if target.value is not None)


def _likeness(work: DraftTask, figures: frozenset[tuple[Decimal, str | None]], task: DraftTask) -> float:
    """Return how like two promises are that may be one: nearly the same words, or a figure in common and like words."""
    likeness = float(fuzz.partial_ratio(work.text, task.text))
    least = _ALIKE / 2 if figures & _figures(task) else _ALIKE
    return likeness if likeness >= least else 0.0


def _not_looked(first: DraftTask, works: int, others: int) -> Finding:
    return Finding(
        "promised-twice-not-looked",
        Level.NOTE,
        f"民生实事有{works}项，其他任务有{others}项，太多，没有逐一比对是不是说了两遍。",
        first.place,
        f"There are {works} livelihood works and {others} other tasks, too many to look for promises said twice.",
    )


def _doubt(work: DraftTask, task: DraftTask) -> Finding:
    return Finding(
        "promised-twice",
        Level.WARNING,
        f"“{work.text}”和“{task.text}”（{task.place}）是不是同一件事？",
        work.place,
        f"Is “{work.text}” the same promise as “{task.text}” ({task.place.english()})?",
        written=work.text,
    )
