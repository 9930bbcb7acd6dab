"""Rates of growth, shares and levels in per cent: which of a statement's figures answers, and why the others do not.

6月环比增长2%，1-6月同比增长5.1%                   against last month is another question: 5.1%
增长2.8%，全年有望达到6.5%                         what is hoped for is no figure
城乡居民收入分别增长6.2%、5.1%                     each target of a shared list has the figure of its place
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from luoshi.pacing.choosing import the_whole
from luoshi.pacing.joint_rates import of_each_rate, rate_of
from luoshi.pacing.proof import Proof, doubtful, passed_of, several
from luoshi.pacing.rates_of_two import COUNTRY, TOWN, figures_said, of_one_member, things_of
from luoshi.pacing.scopes import in_several_scopes, in_the_promised_scope
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.weighing_rates import YEAR_ON_YEAR, weigh_rate
from luoshi.plan import Aspect, Basis, Comparator, Observation, Target, Task


def match_growth(task: Task, target: Target, as_of: date | None, measure: str | None) -> Proof:
    """Match a target of growth, or one that is kept in step by its growth."""
    said = figures_said(task)
    weighed = [weigh_rate(task, target, seen, as_of, (Basis.GROWTH,), measure) for seen in said]
    found = _chosen(task, target, weighed, as_of)
    if found.figure is None and None in (*found.readings, None) and len(members := things_of(target)) > 1:
        worst = _worst_of(task, target, [of_one_member(one, members, said) for one in members], as_of, measure)
        return found if worst is None else Proof(worst, found.passed)
    return found


def _worst_of(
    task: Task,
    target: Target,
    own: Sequence[Observation | None],
    as_of: date | None,
    measure: str | None,
    kinds: tuple[Basis, ...] = (Basis.GROWTH,),
) -> Observation | None:
    """The member by which a joint promise is judged, where each has its figure: all are to reach it."""
    weighed = []
    for seen in own:
        if seen is None:
            return None
        alone = replace(target, metric=seen.metric)
        weighed.append(weigh_rate(task, alone, seen, as_of, kinds, measure))
    if any(one.standing is not Standing.SETTLED for one in weighed):
        return None
    falls = (target.value or 0) <= 0 or target.comparator in (Comparator.AT_MOST, Comparator.LESS)
    figures = [one.figure for one in weighed]
    return (max if falls else min)(figures, key=lambda seen: seen.value)


def match_rate(task: Task, target: Target, as_of: date | None) -> Proof:
    """Match a share, a rate or an index: the latest of its own metric."""
    kinds = (Basis.SHARE, Basis.LEVEL, Basis.PER_CAPITA)
    said = figures_said(task)
    weighed = [weigh_rate(task, target, seen, as_of, kinds, target.measure) for seen in said]
    found = _chosen(task, target, weighed, as_of)
    if found.figure is None and not found.readings and (both := of_each_rate(target.metric)):
        own = [rate_of(one, both, said) for one in both]
        worst = _worst_of(task, target, own, as_of, target.measure, kinds)
        return found if worst is None else replace(found, figure=worst)
    return found


def _chosen(task: Task, target: Target, weighed: Sequence[Weighed], as_of: date | None) -> Proof:
    passed = passed_of(weighed)
    settled = [one for one in weighed if one.standing is Standing.SETTLED]
    settled = _of_each_by_name(task, target, weighed, settled)
    settled = in_the_promised_scope(task, target, of_its_place(task, target, settled))
    if in_several_scopes(task, target, settled):
        return several(settled, passed, task.statement)
    whole = the_whole(settled, as_of)
    if len(whole) > 1:
        whole = _year_on_year(whole) or whole
    if len(whole) == 1:
        return Proof(whole[0].figure, passed)
    if len(whole) > 1:
        return several(whole, passed, task.statement)
    doubts = [one for one in weighed if one.standing is Standing.DOUBTFUL]
    return doubtful(doubts, passed, task.statement) if doubts else Proof(passed=passed)


def _of_each_by_name(task: Task, target: Target, weighed: Sequence[Weighed], settled: list[Weighed]) -> list[Weighed]:
    """The figures of a shared promise, where each of several says whose it is: 代表满意率100%，委员满意率98.6%.

    满意率分别达到100%、98% gives both targets one name. One figure alone does not say of which of them it is.
    """
    alike = [one for one in task.targets if one.metric == target.metric and one.measure == target.measure]
    if len(alike) < 2 or "分别" not in task.text or "城乡" in target.metric or len(settled) == len(alike):
        return settled
    named = [
        one
        for one in weighed
        if one in settled or (one.aspect is Aspect.METRIC and one.figure.metric.endswith(target.metric))
    ]
    wanted = sorted((one for one in alike if one.value_span is not None), key=lambda one: one.value_span.start)  # type: ignore[union-attr]
    told = sorted(named, key=lambda one: one.figure.value_span.start)
    reached = len(told) == len(wanted) and all(
        one.figure.value >= goal.value for one, goal in zip(told, wanted, strict=True) if goal.value is not None
    )
    # whose each is stands in the order alone, which proves what is reached and not what is missed
    if len(named) == len(alike) and reached and all(one.figure.measure == target.measure for one in named):
        return [replace(one, standing=Standing.SETTLED, aspect=None) for one in named]
    return [] if len(settled) == 1 else settled


def _year_on_year(whole: list[Weighed]) -> list[Weighed]:
    marked = [one for one in whole if YEAR_ON_YEAR.search(one.around.left)]
    return marked if len(marked) == 1 else []


def of_its_place(task: Task, target: Target, settled: list[Weighed]) -> list[Weighed]:
    """Give a target that shares its metric with others the figure of its place in the statement's list."""
    alike = [
        other
        for other in task.targets
        if (other.metric, other.basis, other.measure) == (target.metric, target.basis, target.measure)
        and other.value_span is not None
        and other.comparator is not None
    ]
    places = sorted({other.value_span.start for other in alike if other.value_span is not None})
    seen = sorted(settled, key=lambda one: one.figure.value_span.start)
    if target.value_span is None or len(places) < 2:
        return settled
    place = places.index(target.value_span.start)
    of_both = len(places) == 2 and "城乡" in target.metric
    if of_both and len(seen) == 1 and (COUNTRY, TOWN)[place].search(seen[0].figure.metric):
        return []  # the one figure that was read is of the other of the two
    if len(seen) != len(places):
        return settled
    if of_both:
        # 城乡居民收入 names two in this order, and a statement may turn them round
        for words in ([one.figure.metric for one in seen], [one.around.left for one in seen]):
            named = [one for one, its in zip(seen, words, strict=True) if (TOWN, COUNTRY)[place].search(its)]
            if len(named) == 1:
                return named
    return [seen[place]]
