"""Revisions: what a newer file of a plan says differently, task by task.

A task is the same task when its wording is the same, else when its number is the same
and its wording is like it, else when its wording is very like it: offices renumber and
reword at once, and a report must stay with its task.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from luoshi.plan import Plan, Target, Task

# In per cent of letters alike. With the same number half is enough; without it, it must be plain.
ALIKE_WITH_THE_NUMBER = 50
ALIKE_WITHOUT = 70

_NO_LETTER = re.compile(r"[\W_]+")


class ChangeKind(StrEnum):
    """What is different between two revisions of a task."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    TARGETS = "targets"
    UNITS = "units"
    DUE = "due"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Change:
    """One task in two revisions; `kinds` is empty where nothing is different.

    Args:
        old, new: the task in each; None where it was added or removed.
        alike: of the wording, 0 to 100.
    """

    old: Task | None
    new: Task | None
    kinds: tuple[ChangeKind, ...]
    alike: int

    @property
    def task(self) -> Task:
        """The task as it is now, or as it was where it was removed."""
        task = self.new or self.old
        assert task is not None
        return task

    @property
    def dropped_targets(self) -> tuple[Target, ...]:
        """Targets that only the old revision has."""
        return _without(self.old.targets if self.old else (), self.new.targets if self.new else ())

    @property
    def new_targets(self) -> tuple[Target, ...]:
        """Targets that only the new revision has."""
        return _without(self.new.targets if self.new else (), self.old.targets if self.old else ())


def compare(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Match the tasks of two revisions and say what is different.

    Returns:
        one Change a task, in the order of the new plan; a removed task follows the one
        that stood before it.
    """
    partner = _partners(old.tasks, new.tasks)
    came_from = {new_index: old_index for old_index, new_index in partner.items()}
    removed_after: dict[int, list[Task]] = defaultdict(list)
    last = -1
    for index, task in enumerate(old.tasks):
        if index in partner:
            last = partner[index]
        else:
            removed_after[last].append(task)
    changes = [_removed(task) for task in removed_after[-1]]
    for index, task in enumerate(new.tasks):
        if index in came_from:
            changes.append(_change(old.tasks[came_from[index]], task))
        else:
            changes.append(Change(None, task, (ChangeKind.ADDED,), 0))
        changes += [_removed(gone) for gone in removed_after[index]]
    return tuple(changes)


def _partners(old: Sequence[Task], new: Sequence[Task]) -> dict[int, int]:
    """Return old index → new index of the tasks that are the same."""
    before, after = [_letters(task.text) for task in old], [_letters(task.text) for task in new]
    partner: dict[int, int] = {}
    free = dict.fromkeys(range(len(new)))

    def pair(one: int, other: int) -> None:
        partner[one] = other
        del free[other]

    for one, other in _same(before, after, old, new):
        pair(one, other)
    numbers = _unique_numbers(new, free)
    for number, one in _unique_numbers(old, (i for i in range(len(old)) if i not in partner)).items():
        if (other := numbers.get(number, -1)) >= 0 and fuzz.ratio(before[one], after[other]) >= ALIKE_WITH_THE_NUMBER:
            pair(one, other)
    left = [i for i in range(len(old)) if i not in partner]
    likenesses = []
    for one in left:
        choices = {other: after[other] for other in free}
        found = process.extract(before[one], choices, scorer=fuzz.ratio, limit=3, score_cutoff=ALIKE_WITHOUT)
        likenesses += [(score, one, other) for _, score, other in found]
    for _, one, other in sorted(likenesses, key=lambda likeness: (-likeness[0], *likeness[1:])):
        if one not in partner and other in free:
            pair(one, other)
    return partner


def _same(
    before: Sequence[str], after: Sequence[str], old: Sequence[Task], new: Sequence[Task]
) -> Iterator[tuple[int, int]]:
    """Pair equal wordings; where one stands several times, by number first, then in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, letters in enumerate(after):
        places[letters].append(index)
    for index, letters in enumerate(before):
        if candidates := places[letters]:
            chosen = next((other for other in candidates if new[other].key == old[index].key), candidates[0])
            candidates.remove(chosen)
            yield index, chosen


def _unique_numbers(tasks: Sequence[Task], indices: Iterable[int]) -> dict[str, int]:
    chosen = list(indices)
    counts = Counter(tasks[index].key for index in chosen)
    return {tasks[index].key: index for index in chosen if counts[tasks[index].key] == 1}


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text) or text


def _removed(task: Task) -> Change:
    return Change(task, None, (ChangeKind.REMOVED,), 0)


def _change(old: Task, new: Task) -> Change:
    different = {
        ChangeKind.REWORDED: old.text != new.text,
        ChangeKind.TARGETS: _meaning(old.targets) != _meaning(new.targets),
        ChangeKind.UNITS: (old.lead, set(old.cooperating)) != (new.lead, set(new.cooperating)),
        ChangeKind.DUE: old.due != new.due,
        ChangeKind.RENUMBERED: old.no != new.no,
        ChangeKind.MOVED: (old.chapter, old.objective) != (new.chapter, new.objective),
        ChangeKind.STATEMENT: old.statement != new.statement,
    }
    alike = 100 if old.text == new.text else round(fuzz.ratio(_letters(old.text), _letters(new.text)))
    return Change(old, new, tuple(kind for kind, is_different in different.items() if is_different), alike)


def _meaning(targets: Iterable[Target]) -> Counter[tuple[object, ...]]:
    return Counter(map(_key, targets))


def _key(target: Target) -> tuple[object, ...]:
    return target.metric, target.basis, target.comparator, target.value, target.measure, target.milestone, target.due


def _without(targets: Iterable[Target], others: Iterable[Target]) -> tuple[Target, ...]:
    left = _meaning(others)
    kept = []
    for target in targets:
        if left[_key(target)]:
            left[_key(target)] -= 1
        else:
            kept.append(target)
    return tuple(kept)
