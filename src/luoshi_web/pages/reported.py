"""The figures of a report as a page lists them: each once, those of the sentence first, named by what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.indicators import same_metric
from luoshi.pacing.matching import figure_of
from luoshi.plan import Observation, Target, Task
from luoshi_web.pages.marks import in_the_sentence


@dataclass(frozen=True, slots=True)
class Listed:
    """One figure.

    Args:
        number: the raised index of its mark in the sentence; 0 where only a field gives it.
        name: what it measures, with the verb of the target that it answers: 续建公园.
    """

    number: int
    seen: Observation
    name: str


def figures_of(task: Task, as_of: date | None) -> list[Listed]:
    """List the figures of a task's statement; one that its field repeats is the one that the sentence says."""
    sentence = in_the_sentence(task)
    again: dict[int, Observation] = {}
    alone = []
    for given in (seen for seen in task.observations if seen.span.end <= seen.span.start):
        same = _said(given, [one for one in sentence if id(one) not in again])
        if same is None:
            alone.append(given)
        else:
            again[id(same)] = given
    names = {}
    for target in task.targets:
        seen = figure_of(task, target, as_of)
        if seen is not None and target.action:
            names[seen] = name_of(target)
    numbered = [*enumerate(sentence, 1), *((0, given) for given in alone)]
    return [
        Listed(number, seen, names.get(again.get(id(seen), seen)) or names.get(seen) or seen.metric or "—")
        for number, seen in numbered
    ]


def name_of(target: Target) -> str:
    """Say what a target measures, with the verb where that tells targets of one metric apart: 续建公园."""
    action, metric = target.action or "", target.metric or "—"
    return metric if metric.startswith(action) else action + metric


def _said(given: Observation, sentence: Sequence[Observation]) -> Observation | None:
    """Return the figure of a sentence that a field gives again: the same amount of the same thing."""
    alike = [
        one
        for one in sentence
        if not one.base and (one.value, one.measure, one.basis) == (given.value, given.measure, given.basis)
    ]
    named = [one for one in alike if same_metric(one.metric, given.metric)]
    return next(iter(named or (alike if len(alike) == 1 else [])), None)
