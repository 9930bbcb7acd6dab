"""Covers as many: fields of which so many were to be covered in full, and in so many and more it is.

10个领域全覆盖 · 已在社保等12个领域全面应用      as many, and all of each
10个领域全覆盖 · 已在社保等6个领域全面应用       not as many
"""

from dataclasses import replace
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.stages import level
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Basis, Observation, Target, Task

_FULL = expression(r"(?:的)?(?:实现|达到)?全(?:面)?覆盖(?=[,;。!?\n]|$)")
_IN_FULL = expression(
    r"[\u4e00-\u9fff]{0,6}?(?:已|均|都)*(?:实现|得到)?(?:全覆盖|(?:全面|全部)(?:应用|推开|覆盖|落地|推行|推广|实施|铺开|启用|上线))(?!试点)"
)


def counted_beside(task: Task, target: Target) -> Target | None:
    """Return the target that counts the very things of which a full cover was promised: the 10个 of 10个领域全覆盖."""
    if target.basis is not Basis.SHARE or target.value != 100 or not target.metric:
        return None
    text = level(task.text)
    for other in task.targets:
        if other.value_span is None or other.basis is not Basis.LEVEL or other.metric != target.metric:
            continue
        behind = text[other.value_span.end : other.value_span.end + len(target.metric) + 8]
        if behind.startswith(target.metric) and _FULL.match(behind, len(target.metric)):
            return other
    return None


def covers_as_many(task: Task, counted: Target, seen: Observation | None) -> Observation | None:
    """Return the full cover that a figure makes which answers the count, is as many, and is told of all of each."""
    if seen is None or counted.value is None or seen.value < counted.value or seen.estimated:
        return None
    if conversion(seen.measure, counted.measure) is None or _IN_FULL.match(surroundings(task, seen).right) is None:
        return None
    return replace(
        seen, metric=counted.metric, basis=Basis.SHARE, value=Decimal(100), measure="%", rule="covered by the sum"
    )
