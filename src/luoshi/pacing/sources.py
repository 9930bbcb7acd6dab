"""Sources: the one figure of a statement by which a target is judged, and which pages show beside it.

投用学校5所、续建2所 · 投用4所，续建2所     each count goes to the target of its own phase
固定资产投资300亿元 · 完成全年目标的53.7%   without an amount, the stated share of the plan

The rules take their figure from here, so that what is shown is what was reckoned with.
"""

from datetime import date

from luoshi.pacing import figures
from luoshi.plan import Basis, Observation, Target, Task

# Rates and indexes are measured, not counted: they are never held against the months elapsed.
_RATE_MEASURES = ("%", "‰", "个百分点", "")


def figure_of(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the figure by which a target is judged; None where the statement has none for it."""
    match target.basis:
        case Basis.PARITY:
            return growth(task, target, as_of, "%")
        case Basis.BREAKTHROUGH:
            return happened(task, target, as_of)
        case Basis.TREND:
            return change(task, target, as_of)
        case Basis.RANK:
            return rank(task, target, as_of)
        case Basis.GROWTH if target.value is None:
            return change(task, target, as_of)
        case Basis.GROWTH:
            return growth(task, target, as_of, target.measure) or level_with_base(task, target, as_of)
        case Basis.SHARE:
            return share(task, target, as_of)
    if is_count(target):
        return count(task, target, as_of)
    if is_rate(target):
        return share(task, target, as_of)
    return amount(task, target, as_of) or completion(task, target, as_of)


def is_count(target: Target) -> bool:
    """Tell whether a target counts works that reach a phase: 投用学校5所."""
    return target.milestone is not None and target.value is not None


def is_rate(target: Target) -> bool:
    """Tell whether a target is measured in per cent, or as something in something: 28微克/立方米."""
    return target.measure in _RATE_MEASURES or (target.measure is not None and "/" in target.measure)


def phrase(task: Task, target: Target) -> str:
    """Return the target with the words just before it, where its verb stands."""
    start = max(0, target.span.start - 6)
    return (target.action or "") + task.text[start : target.span.end]


def count(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return how many works have reached the phase that the target names."""
    if target.milestone is None:
        return None
    own = figures.of_basis(figures.own_figures(task, target), Basis.LEVEL)
    seen = figures.in_phase(own, target.milestone, task.statement)
    return figures.latest([figure for figure in seen if figures.comparable(figure.measure, target.measure)], as_of)


def happened(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the count that tells whether something has happened at all."""
    return figures.latest(figures.of_basis(figures.own_figures(task, target), Basis.LEVEL), as_of)


def amount(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the amount that can be held against the target; what has only begun is none."""
    own = figures.of_basis(figures.own_figures(task, target), Basis.LEVEL, Basis.PER_CAPITA)
    seen = [figure for figure in own if figures.comparable(figure.measure, target.measure)]
    return figures.latest(figures.finished(seen, task.statement, phrase(task, target)), as_of)


def completion(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the stated share of the plan: 完成年度任务的53.7%."""
    own = figures.own_figures(task, target)
    return figures.latest([figure for figure in own if figures.is_completion(figure)], as_of)


def growth(task: Task, target: Target, as_of: date | None, measure: str | None) -> Observation | None:
    """Return the rate of growth in a measure: 增长5.6%."""
    own = figures.of_basis(figures.own_figures(task, target), Basis.GROWTH)
    return figures.latest([figure for figure in own if figure.measure == measure], as_of)


def level_with_base(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return a level beside which last year's stands, so that growth can be reckoned from the two."""
    figure = figures.latest(figures.of_basis(figures.own_figures(task, target), Basis.LEVEL), as_of)
    return figure if figure is not None and figures.base_of(task, figure) is not None else None


def share(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the latest share, rate or index; a share of the plan only where the target itself is a share."""
    seen = [
        figure
        for figure in figures.of_basis(figures.own_figures(task, target), Basis.SHARE, Basis.LEVEL)
        if figure.measure == target.measure and (target.basis is Basis.SHARE or not figures.is_completion(figure))
    ]
    return figures.latest(seen, as_of)


def rank(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the latest rank among the bodies that the target names."""
    seen = [
        figure
        for figure in figures.of_basis(figures.own_figures(task, target), Basis.RANK)
        if not target.scope or not figure.scope or figure.scope == target.scope
    ]
    return figures.latest(seen, as_of)


def change(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the rate of change, else the level that one can be reckoned from."""
    own = figures.own_figures(task, target)
    changed = figures.latest(figures.of_basis(own, Basis.GROWTH), as_of)
    return changed or figures.latest(figures.of_basis(own, Basis.LEVEL, Basis.SHARE), as_of)
