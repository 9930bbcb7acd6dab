"""Price index: last year's prices are 100, so that an index of 101.6 is a rise of 1.6%, and the other way round.

居民消费价格涨幅控制在3%左右 · 居民消费价格指数101.6      1.6% against 3%
居民消费价格指数控制在103左右 · 居民消费价格上涨1.1%      101.1 against 103
居民消费价格涨幅控制在3%左右 · 指数112.4（2020年=100）     of another year: it says nothing of this one
"""

from dataclasses import replace
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.phrasing import number
from luoshi.pacing.stages import level
from luoshi.plan import Basis, Observation, Target, Task

# the rule of a figure that is reckoned from an index, or from the rise that it stands for
OF_AN_INDEX = "price index"
_PRICES = expression(r"价格|物价|[CP]PI|房价")
_INDEX = expression(r"(?:指数|[CP]PI)\)?$")
# held against another month, or a year of its own
_OTHER_BASE = expression(r"(?:上个?月|定基|基期|20\d\d年?)[^,;。()\d]{0,4}(?:=|为|作为?)100|环比|定基")
_LAST_YEAR = Decimal(100)
# further from last year's prices no index of a year has been
_LEAST, _MOST = Decimal(60), Decimal(160)


def by_the_index(task: Task, target: Target, seen: Observation, measure: str | None) -> Observation:
    """Return an index as the rise that was promised, or a rise as the promised index; all else as it is.

    Args:
        measure: the one that the target is judged in: "%" of a rise, "%" or "" of an index.
    """
    if target.value is None or not (_PRICES.search(target.metric) and _PRICES.search(seen.metric)):
        return seen
    promised_index = target.basis is not Basis.GROWTH and _LEAST < target.value < _MOST
    told_index = (
        seen.basis is Basis.LEVEL
        and seen.measure in ("", "%")
        and _INDEX.search(seen.metric) is not None
        and _LEAST < seen.value < _MOST
    )
    if not (promised_index or target.basis is Basis.GROWTH) or _OTHER_BASE.search(level(task.statement)):
        return seen
    if told_index and target.basis is Basis.GROWTH and measure == "%":
        rise = seen.value - _LAST_YEAR
        written = f"{number(abs(rise))}%"
        named = seen.metric.removesuffix("指数")
        return replace(
            seen, metric=named, basis=Basis.GROWTH, value=rise, measure="%", value_text=written, rule=OF_AN_INDEX
        )
    if not (promised_index and _INDEX.search(target.metric)):
        return seen
    if told_index:
        return replace(seen, measure=measure or "")
    if seen.basis is Basis.GROWTH and seen.measure == "%" and not seen.of:
        index = _LAST_YEAR + seen.value
        written = f"{number(index)}{measure or ''}"
        return replace(
            seen, basis=Basis.LEVEL, value=index, measure=measure or "", value_text=written, rule=OF_AN_INDEX
        )
    return seen
