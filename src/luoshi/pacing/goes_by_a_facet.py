"""Facets: a bare 产量 or 面积 is that of the thing before it, in the promise and in the statement.

粮食播种面积100万亩、产量50万吨 · 夏粮播种面积30万亩、产量12万吨      the 12 are of the summer crop, as the 30 are
"""

from luoshi.expressions import expression
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.stages import level
from luoshi.pacing.wordings import figure_words, promise_words, surroundings
from luoshi.plan import Observation, Target, Task

_FACET = expression(r"(?:总)?(?:产量|单产|面积|产值|销量|销售额|数量|规模|投资|收入|税收|里程|人次)")
_GOES_ON = expression(
    r"[、,和及与]?(?:总)?(?:产量|单产|面积|产值|销量|销售额|数量|规模|投资|收入|税收|里程|人次)(?:达到?|为|约|超过?|突破|完成|实现)*"
)


def is_of_another_thing(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a bare facet goes on from a figure that is not of the thing from which the promise's goes on."""
    if _FACET.fullmatch(target.metric) is None or target.value_span is None or seen.answers is not None:
        return False
    before = [
        one for one in task.targets if one.value_span is not None and one.value_span.end <= target.value_span.start
    ]
    told = [one for one in task.observations if one.value_span.end <= seen.value_span.start and one.answers is None]
    if not before or not told:
        return False
    promised = max(before, key=lambda one: one.value_span.start if one.value_span else 0)
    said = max(told, key=lambda one: one.value_span.start)
    assert promised.value_span is not None
    between = level(task.statement)[said.value_span.end : seen.value_span.start]
    if (
        _GOES_ON.fullmatch(between) is None
        or not promised.metric.endswith(_FACETS)
        or not said.metric.endswith(_FACETS)
    ):
        return False
    how = fit(promise_words(task, promised), figure_words(said, surroundings(task, said)))
    return how is not Fit.SAME


_FACETS = ("产量", "单产", "面积", "产值", "销量", "销售额", "数量", "规模", "投资", "收入", "税收", "里程", "人次")


_BARE_INVESTMENT = expression(r"(?:年度|全年)?(?:计划)?(?:完成|实现|落实)*(?:年度|总)?投资额?")
_INVESTED = expression(r"(?:累计|已|共|实际)*(?:完成|实现|落实)*(?:年度|总)?投资额?$")
_A_NAME = 3


def is_invested_in_them(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether money is told of the very works that stand before a promise's bare 投资.

    实施重点项目500个，年度计划完成投资2150亿元 · 500个重点项目完成投资1768亿元
    """
    if target.measure != "元" or seen.measure != "元" or _BARE_INVESTMENT.fullmatch(target.metric) is None:
        return False
    if target.value_span is None or "总投资" in seen.metric:
        return False
    start = target.value_span.start
    before = [one for one in task.targets if one.value_span is not None and one.value_span.end <= start]
    works = max(before, key=lambda one: one.value_span.start if one.value_span else 0, default=None)
    told = _INVESTED.sub("", seen.metric)
    return works is not None and works.measure != "元" and len(told) >= _A_NAME and works.metric.endswith(told)
