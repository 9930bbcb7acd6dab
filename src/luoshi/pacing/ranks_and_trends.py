"""What a statement says of a promise without an amount: a rank, a trend, a breakthrough, a level beside its base."""

from dataclasses import replace
from datetime import date

from luoshi.expressions import expression
from luoshi.indicators import same_metric
from luoshi.pacing import comparison
from luoshi.pacing.differences import follows_its_base
from luoshi.pacing.figure_progress import progress_of
from luoshi.pacing.likeness import content
from luoshi.pacing.months import is_over
from luoshi.pacing.proof import Proof
from luoshi.pacing.rate_figures import match_growth
from luoshi.pacing.stages import Progress
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Basis, Observation, Target, Task


def happened(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the count that tells whether something has happened at all."""
    levels = comparison.of_basis(comparison.own_figures(task, target), Basis.LEVEL)
    return comparison.latest([seen for seen in levels if not _hoped(task, seen, as_of)], as_of)


def level_with_base(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return a level beside which last year's stands, so that growth can be reckoned from the two."""
    own = comparison.own_figures(task, target) or _by_their_standard(task, target)
    levels = comparison.of_basis(own, Basis.LEVEL, Basis.PER_CAPITA)
    figure = comparison.latest([seen for seen in levels if not _hoped(task, seen, as_of)], as_of)
    if figure is None or comparison.base_of(task, figure) is None or _is_held_against_older(task, figure, as_of):
        return None
    if figure.basis is Basis.PER_CAPITA and not follows_its_base(task, figure):
        return None
    return figure


def _by_their_standard(task: Task, target: Target) -> tuple[Observation, ...]:
    """The figures of what goes by its standard: 城市低保标准由620元调到651元 of 城市低保提高5%."""
    name = target.metric.removesuffix("标准")
    return tuple(seen for seen in task.observations if not seen.base and seen.metric.removesuffix("标准") == name)


def _is_held_against_older(task: Task, figure: Observation, as_of: date | None) -> bool:
    """Whether the figure that a level came from is older than last year's, and the promise does not name its year."""
    return as_of is not None and any(
        seen.base
        and seen.period is not None
        and seen.period.last_year < as_of.year - 1
        and str(seen.period.last_year) not in task.text
        and same_metric(seen.metric, figure.metric)
        for seen in task.observations
    )


def rank(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the latest rank among the bodies that the target names."""
    seen = [
        figure
        for figure in comparison.of_basis(_ranked(task, target), Basis.RANK)
        if _among_the_same(target.scope, figure.scope) and not _hoped(task, figure, as_of)
    ]
    return comparison.latest(seen, as_of)


def _among_the_same(wanted: str | None, told: str | None) -> bool:
    """Whether two ranks are among the same bodies; of a nation's cities those of one class are ranked together."""
    if not wanted or not told or wanted == told:
        return True
    return told.startswith(wanted) and _OF_ITS_CLASS.fullmatch(told, len(wanted)) is not None


_OF_ITS_CLASS = expression(r"(?:地级(?:以上|及以上)?城?市|所有城市|城市)中?")


def _ranked(task: Task, target: Target) -> tuple[Observation, ...]:
    """The figures of the target's own name, else of one that means the same: 信用综合指数 of 信用指数."""
    own, name = comparison.own_figures(task, target), content(target.metric)
    return own or tuple(seen for seen in task.observations if not seen.base and content(seen.metric) == name)


def change(task: Task, target: Target, as_of: date | None) -> Proof:
    """Match a direction by the rate of change, else by the level that one can be reckoned from."""
    grown = match_growth(task, target, as_of, "%")
    if grown.figure is not None or grown.readings:
        return grown
    own = [seen for seen in comparison.own_figures(task, target) if not _hoped(task, seen, as_of)]
    changed = comparison.latest(comparison.of_basis(own, Basis.GROWTH), as_of)
    return replace(
        grown, figure=changed or comparison.latest(comparison.of_basis(own, Basis.LEVEL, Basis.SHARE), as_of)
    )


def _hoped(task: Task, seen: Observation, as_of: date | None) -> bool:
    if seen.answers is not None:
        return False
    if seen.estimated and not is_over(seen, as_of):
        return True
    return progress_of(surroundings(task, seen), "") is Progress.PLANNED
