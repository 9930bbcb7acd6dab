"""Targets and milestones of two wordings: which stayed, which changed from what to what.

新增企业60家 → 新增企业80家     the same metric, basis and measure: 60家 → 80家
新增企业60家 → 新增主体60家     the same value and measure: 新增企业 → 新增主体
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from luoshi.plan import Milestone, Observation, Target

# In per cent of letters: 地区生产总值增速 and 地区生产总值 are the same metric, reworded.
SAME_METRIC = 60


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target in two revisions; None where it is only in the other."""

    old: Target | None
    new: Target | None


def target_changes(old: Sequence[Target], new: Sequence[Target]) -> tuple[TargetChange, ...]:
    """Return what is different: the changed and new targets in the new order, then the dropped ones."""
    pairs = target_pairs(old, new)
    came_from = {other: one for one, other in pairs.items()}
    changes = []
    for index, target in enumerate(new):
        before = old[came_from[index]] if index in came_from else None
        if before is None or meaning(before) != meaning(target):
            changes.append(TargetChange(before, target))
    dropped = [TargetChange(target, None) for index, target in enumerate(old) if index not in pairs]
    return tuple(changes + dropped)


def target_pairs(old: Sequence[Target], new: Sequence[Target]) -> dict[int, int]:
    """Return old index → new index of the targets that measure the same thing, the surest first."""
    pairs: dict[int, int] = {}
    for same in _SAMENESS:
        for one, before in enumerate(old):
            for other, after in enumerate(new):
                if one not in pairs and other not in pairs.values() and same(before, after):
                    pairs[one] = other
    return pairs


def _by(key: Callable[[Target], Hashable]) -> Callable[[Target, Target], bool]:
    return lambda one, other: key(one) == key(other)


def _alike(one: Target, other: Target) -> bool:
    same_kind = (one.basis, one.measure, one.milestone) == (other.basis, other.measure, other.milestone)
    return same_kind and fuzz.ratio(one.metric, other.metric) >= SAME_METRIC


def meaning(target: Target) -> tuple[Hashable, ...]:
    """Return all of a target that a reader would call another promise; where it stands is no part of it."""
    return (
        target.metric, target.basis, target.comparator, target.value, target.measure, target.value_text, target.hedge,
        target.milestone, target.action, target.reference, target.scope, target.of, target.due,
    )  # fmt: skip


_SAMENESS: tuple[Callable[[Target, Target], bool], ...] = (
    _by(meaning),
    _by(lambda target: (target.metric, target.basis, target.measure, target.milestone, target.scope, target.of)),
    _by(lambda target: (target.metric, target.basis, target.measure, target.milestone)),
    _by(lambda target: (target.metric, target.basis)),
    lambda one, other: one.value is not None and (one.value, one.measure) == (other.value, other.measure),
    _alike,
)


def milestone_meanings(milestones: Iterable[Milestone]) -> Counter[tuple[Hashable, ...]]:
    """Return what the milestones say; their order in the sentence is no difference."""
    return Counter((milestone.kind, milestone.object, milestone.hedge, milestone.due) for milestone in milestones)


def figure_meanings(observations: Iterable[Observation]) -> Counter[tuple[Hashable, ...]]:
    """Return what the figures of a statement say; where each stands is no part of it."""
    return Counter(
        (
            figure.metric, str(figure.period or ""), figure.basis, figure.comparator, figure.value, figure.measure,
            figure.of, figure.scope, figure.base, figure.estimated, figure.approximate, figure.part_of,
        )
        for figure in observations
    )  # fmt: skip
