"""What a statement says beside a figure of its pool: new ones of this year, the total, more of the same."""

import re

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.other_things import fits_by_name
from luoshi.pacing.subject_before import goes_on_from_a_strange_subject, thing_before
from luoshi.pacing.wordings import NEW, surroundings
from luoshi.plan import Observation, Target, Task

ADDED = expression(r"新增|净增")
_TOTALS = expression(r"累计|总数|总量|突破|实有|共有|已有|达到?|首次|目前")
_OF_THIS_YEAR = expression(r"今年|本年|当年|年内")


def stands_beside(task: Task, target: Target, seen: Observation, words: re.Pattern[str]) -> bool:
    """Whether another figure of the statement, counted alike, stands behind such words."""
    return any(
        other.value_span != seen.value_span
        and other.answers is None
        and conversion(other.measure, target.measure) is not None
        and words.search((its := surroundings(task, other)).left) is not None
        and thing_before(task, other, its) in (None, target)
        and not goes_on_from_a_strange_subject(task, target, other, its)
        for other in task.observations
    )


def this_year_beside(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a smaller figure is said to be this year's, so that the sum is not."""
    return any(
        other.value < seen.value
        and other.answers is None
        and conversion(other.measure, target.measure) is not None
        and _OF_THIS_YEAR.search(surroundings(task, other).left) is not None
        for other in task.observations
    )


_NEWLY_COUNTED = expression(r"新增|净增|新认定|新培育|新注册|新登记")


def new_ones_beside(task: Task, target: Target, seen: Observation) -> bool:
    """Whether another figure counts the new ones of the same thing: then a bare number beside it counts all."""
    return any(
        other is not seen
        and other.value_span != seen.value_span
        and other.answers is None
        and (other.period is None or other.period.from_january)  # 6月新增5家，累计18家
        and conversion(other.measure, target.measure) is not None
        and _NEWLY_COUNTED.search(surroundings(task, other).left) is not None
        and (other.metric == seen.metric or fits_by_name(task, target, other))
        for other in task.observations
    )


_NEW_BEFORE = expression(r"新(?:增|认定|评定|培育|注册|登记|入库|入规|获批|创建|命名|入选)")


def new_ones_before(task: Task, target: Target, seen: Observation) -> bool:
    """Whether the figure right before counts the new ones, and is smaller."""
    before = [
        other for other in task.observations if other.answers is None and other.value_span.end <= seen.value_span.start
    ]
    if not before:
        return False
    last = max(before, key=lambda one: one.value_span.start)
    if last.period is not None and not last.period.from_january:
        return False  # 6月新增5家，累计18家: of this year
    factor = conversion(last.measure, target.measure)
    return (
        factor is not None
        and last.value * factor < seen.value * (conversion(seen.measure, target.measure) or 1)
        and _NEW_BEFORE.search(surroundings(task, last).left) is not None
    )


def of_new_ones(task: Task, seen: Observation) -> bool:
    """Whether a figure is a part of new ones, behind whose verb it goes on: 新登记13.6万户，其中民营企业3.4万户."""
    whole = [
        other
        for other in task.observations
        if seen.part_of and other.metric == seen.part_of and other.value_span.end <= seen.value_span.start
    ]
    if not whole or "其中" not in surroundings(task, seen).left:
        return False
    return NEW.search(surroundings(task, max(whole, key=lambda one: one.value_span.start)).left) is not None


def total_beside(task: Task, target: Target, seen: Observation) -> bool:
    """Whether the statement gives the total too: 新增装机120万千瓦，总装机达到512万千瓦."""
    return any(
        other.value_span != seen.value_span
        and other.answers is None
        and conversion(other.measure, target.measure) is not None
        and _TOTALS.search(left := surroundings(task, other).left) is not None
        and ADDED.search(left) is None
        for other in task.observations
    )
