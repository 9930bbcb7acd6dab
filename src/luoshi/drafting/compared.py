"""The draft beside last year's plan: tasks that find no counterpart, and targets that became smaller.

That is the first thing a leader asks. A target counts as smaller where the same metric, in the same measure and of the
same basis, asks for less than a year ago; of a metric of which less is better, where it allows more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.drafting.decomposition import DraftTask
from luoshi.drafting.likeness import Likeness
from luoshi.indicators import more_is_better, same_metric
from luoshi.plan import Target, Task
from luoshi.quantity import converted

_COUNTERPART = 0.3  # likeness from which a task of last year goes on in one of this year's


@dataclass(frozen=True, slots=True)
class Smaller:
    """A target that asks for less than last year's."""

    last: Task
    before: Target
    task: int
    now: Target


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of last year's plan in the draft.

    Args:
        counterpart: by the position of a draft task, that of the likest task of last year.
        missing: last year's tasks that no draft task goes on with.
    """

    counterpart: dict[int, int]
    missing: tuple[Task, ...]
    smaller: tuple[Smaller, ...]


def compared(draft: Sequence[DraftTask | Task], last: Sequence[Task]) -> Compared:
    """Hold a draft against last year's tasks."""
    known = Likeness(task.text for task in last)
    counterpart: dict[int, int] = {}
    for position, task in enumerate(draft):
        nearest = next(iter(known.alike(task.text)), None)
        if nearest is not None and nearest[1] >= _COUNTERPART:
            counterpart[position] = nearest[0]
    goes_on = frozenset(counterpart.values())
    drafted = Likeness(task.text for task in draft)
    missing = tuple(
        task
        for index, task in enumerate(last)
        if index not in goes_on and next(iter(drafted.alike(task.text)), (0, 0.0))[1] < _COUNTERPART
    )
    return Compared(counterpart, missing, tuple(_smaller(draft, last)))


def _smaller(draft: Sequence[DraftTask | Task], last: Sequence[Task]) -> list[Smaller]:
    by_metric: dict[str, list[tuple[int, Target]]] = {}
    for position, task in enumerate(draft):
        for target in task.targets:
            if target.metric and target.value is not None:
                by_metric.setdefault(target.metric, []).append((position, target))
    found: list[Smaller] = []
    for earlier in last:
        for before in earlier.targets:
            if not before.metric or before.value is None:
                continue
            for metric, given in by_metric.items():
                if same_metric(metric, before.metric):
                    found += [
                        Smaller(earlier, before, position, now)
                        for position, now in given
                        if _asks_for_less(before, now)
                    ]
    return found


def _asks_for_less(before: Target, now: Target) -> bool:
    if before.basis is not now.basis or before.value is None or now.value is None:
        return False
    then, this = before.value, now.value
    if before.measure != now.measure:
        inner = converted(this, now.measure or "", before.measure or "")
        if inner is None:
            return False
        this = inner
    return this < then if more_is_better(before.metric) else this > then
