"""A promise that the report gives twice, in the text and among the livelihood works: the same?"""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from luoshi.drafting.decomposition import DraftTask, Fate
from luoshi.plan import Finding, Level

_ALIKE = 78  # per cent of letters in common, the shorter within the longer


def said_twice(tasks: Sequence[DraftTask]) -> tuple[list[DraftTask], list[Finding]]:
    """Return the tasks, those that may promise the same pointing to each other, and a doubt for each pair."""
    same: dict[int, list[int]] = {}
    works = [at for at, task in enumerate(tasks) if task.fate is Fate.LIVELIHOOD]
    for work in works:
        for other, task in enumerate(tasks):
            if task.fate is Fate.WORK and _promises_the_same(tasks[work], task):
                same.setdefault(work, []).append(other)
                same.setdefault(other, []).append(work)
    findings = [_doubt(tasks[work], tasks[other]) for work in works for other in same.get(work, ())]
    return [replace(task, same_as=tuple(same[at])) if at in same else task for at, task in enumerate(tasks)], findings


def _promises_the_same(work: DraftTask, task: DraftTask) -> bool:
    """Tell whether two promises have a figure in common and like words, or nearly the same words."""
    likeness = fuzz.partial_ratio(work.text, task.text)
    figures = {(target.value, target.measure) for target in work.targets if target.value is not None}
    shares = any((target.value, target.measure) in figures for target in task.targets)
    return likeness >= _ALIKE or (shares and likeness >= _ALIKE / 2)


def _doubt(work: DraftTask, task: DraftTask) -> Finding:
    return Finding(
        "promised-twice",
        Level.WARNING,
        f"“{work.text}”和“{task.text}”（{task.place}）是不是同一件事？",
        work.place,
        f"Is “{work.text}” the same promise as “{task.text}” ({task.place.english()})?",
        written=work.text,
    )
