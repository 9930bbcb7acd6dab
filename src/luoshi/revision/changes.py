"""What is different between two plans: one Change a task, and what it changes."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz

from luoshi.plan import Plan, Step, Target, Task
from luoshi.revision.matching import Matching, match
from luoshi.revision.readings import TargetChange, figure_meanings, milestone_meanings, target_changes
from luoshi.revision.wording import Edit, edits, letters


class ChangeKind(StrEnum):
    """What is different between two revisions of a task."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    REWORDED = "reworded"
    TARGETS = "targets"
    MILESTONES = "milestones"
    UNITS = "units"
    DUE = "due"
    LEADER = "leader"
    STEPS = "steps"
    EXTRA = "extra"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    ORDER = "order"
    STATEMENT = "statement"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Change:
    """One task in two revisions; `kinds` is empty where nothing is different.

    Args:
        old, new: the task in each; None where it was added or removed.
        alike: of the wording, 0 to 100.
        relatives: where the task was split, the new ones cut out of it, or the old one that
            an added task was cut from; where tasks were merged, likewise the other way round.
        known_as: a unit's name as either table writes it → the unit's own name, where that is another.
    """

    old: Task | None
    new: Task | None
    kinds: tuple[ChangeKind, ...]
    alike: int
    relatives: tuple[Task, ...] = ()
    known_as: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def task(self) -> Task:
        """The task as it is now, or as it was where it was removed."""
        task = self.new or self.old
        assert task is not None
        return task

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The changed parts of the wording, as spans of both texts."""
        return edits(self.old.text, self.new.text) if self.old and self.new else ()

    @property
    def targets(self) -> tuple[TargetChange, ...]:
        """Which target became which; of an added or removed task, all of its targets."""
        return target_changes(self.old.targets if self.old else (), self.new.targets if self.new else ())

    @property
    def dropped_targets(self) -> tuple[Target, ...]:
        """Targets as only the old revision has them."""
        return tuple(change.old for change in self.targets if change.old is not None)

    @property
    def new_targets(self) -> tuple[Target, ...]:
        """Targets as only the new revision has them."""
        return tuple(change.new for change in self.targets if change.new is not None)


@dataclass(frozen=True, slots=True)
class Diff:
    """All tasks of two plans, in the order of the new one; a removed task follows the one that stood before it."""

    changes: tuple[Change, ...]
    counts: Counter[ChangeKind] = field(init=False)

    def __post_init__(self) -> None:
        counted = Counter(kind for change in self.changes for kind in change.kinds)
        object.__setattr__(self, "counts", counted)

    @property
    def different(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kinds)

    @property
    def same(self) -> int:
        """How many tasks are the same in both."""
        return sum(not change.kinds for change in self.changes)


def compare(old: Plan, new: Plan) -> Diff:
    """Match the tasks of two plans and say of each what is different."""
    matching = match(old.tasks, new.tasks)
    known_as = _known_as(old, new)
    came_from = {new_index: old_index for old_index, new_index in matching.partner.items()}
    moved = _out_of_order([came_from[index] for index in range(len(new.tasks)) if index in came_from])
    cut, taken = _grouped(matching.cut_from), _grouped(matching.taken_into)
    removed_after: dict[int, list[Change]] = defaultdict(list)
    last = -1
    for index, task in enumerate(old.tasks):
        if index in matching.partner:
            last = matching.partner[index]
        else:
            removed_after[last].append(_removed(task, index, matching, new.tasks, known_as))
    changes = [*removed_after[-1]]
    for index, task in enumerate(new.tasks):
        if index in came_from:
            origin = came_from[index]
            cut_out = [new.tasks[piece] for piece in cut[origin]]
            taken_in = [old.tasks[piece] for piece in taken[index]]
            changes.append(_change(old.tasks[origin], task, origin in moved, cut_out, taken_in, known_as))
        else:
            changes.append(_added(task, index, matching, old.tasks, known_as))
        changes += removed_after[index]
    return Diff(tuple(changes))


def _known_as(old: Plan, new: Plan) -> dict[str, str]:
    """Return what units are called where a table spells them otherwise: what was said of the new one holds."""
    own = {written: unit.name for plan in (old, new) for unit in plan.units for written in unit.as_written}
    first = {letters(name): name for name in reversed(own.values())}  # of two kinds of brackets those of the old table
    called = {written: first[letters(own.get(name, name))] for written, name in own.items()}
    return {written: name for written, name in called.items() if written != name}


def _grouped(pieces: dict[int, int]) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for piece, whole in sorted(pieces.items()):
        grouped[whole].append(piece)
    return grouped


def _out_of_order(indices: Sequence[int]) -> set[int]:
    """Return the fewest that must move for the rest to stand in order (longest rising run, n log n)."""
    ends: list[int] = []
    at: list[int] = []
    for index in indices:
        place = bisect_left(ends, index)
        ends[place : place + 1] = [index]
        at.append(place)
    wanted, kept = len(ends) - 1, set()
    for index, place in zip(reversed(indices), reversed(at), strict=True):
        if place == wanted:
            kept.add(index)
            wanted -= 1
    return set(indices) - kept


def _added(task: Task, index: int, matching: Matching, old: Sequence[Task], known_as: Mapping[str, str]) -> Change:
    if index in matching.cut_from:
        whole = (old[matching.cut_from[index]],)
        return Change(None, task, (ChangeKind.ADDED, ChangeKind.SPLIT), 0, whole, known_as)
    return Change(None, task, (ChangeKind.ADDED,), 0, known_as=known_as)


def _removed(task: Task, index: int, matching: Matching, new: Sequence[Task], known_as: Mapping[str, str]) -> Change:
    if index in matching.taken_into:
        whole = (new[matching.taken_into[index]],)
        return Change(task, None, (ChangeKind.REMOVED, ChangeKind.MERGED), 0, whole, known_as)
    return Change(task, None, (ChangeKind.REMOVED,), 0, known_as=known_as)


def _owners(task: Task, known_as: Mapping[str, str]) -> tuple[list[str], set[str]]:
    """Return who leads, in order, and who cooperates, each by its own name: 区人社局 may be 区人力社保局."""
    lead = [known_as.get(name, name) for name in task.lead]
    return list(dict.fromkeys(lead)), {known_as.get(name, name) for name in task.cooperating}


def _change(
    old: Task,
    new: Task,
    out_of_order: bool,
    cut_out: Sequence[Task],
    taken_in: Sequence[Task],
    known_as: Mapping[str, str],
) -> Change:
    different = {
        ChangeKind.SPLIT: bool(cut_out),
        ChangeKind.MERGED: bool(taken_in),
        ChangeKind.REWORDED: old.text != new.text,
        ChangeKind.TARGETS: bool(target_changes(old.targets, new.targets)),
        ChangeKind.MILESTONES: milestone_meanings(old.milestones) != milestone_meanings(new.milestones),
        ChangeKind.UNITS: _owners(old, known_as) != _owners(new, known_as),
        ChangeKind.DUE: old.due != new.due,
        ChangeKind.LEADER: old.leader != new.leader,
        ChangeKind.STEPS: _said(old.steps) != _said(new.steps),
        ChangeKind.EXTRA: dict(old.extra) != dict(new.extra),
        ChangeKind.RENUMBERED: str(old.no) != str(new.no),
        ChangeKind.MOVED: (old.chapter, old.objective) != (new.chapter, new.objective),
        ChangeKind.ORDER: out_of_order,
        ChangeKind.STATEMENT: old.statement != new.statement,
        # the same words, understood otherwise: by a better grammar, or by a person
        ChangeKind.FIGURES: old.statement == new.statement
        and (old.claim, figure_meanings(old.observations)) != (new.claim, figure_meanings(new.observations)),
    }
    alike = 100 if old.text == new.text else round(fuzz.ratio(letters(old.text), letters(new.text)))
    kinds = tuple(kind for kind, is_different in different.items() if is_different)
    return Change(old, new, kinds, alike, (*cut_out, *taken_in), known_as)


def _said(steps: Sequence[Step]) -> list[tuple[object, ...]]:
    return [(step.text, step.lead, frozenset(step.cooperating), step.due) for step in steps]
