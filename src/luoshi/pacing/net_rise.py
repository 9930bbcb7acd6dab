"""Net rise: what is left of the new ones when those that have gone are taken off.

净增规上工业企业80户 · 新入规112户，退出46户      66, of which both parts are told
净增规上工业企业80户 · 新入规112户                 some may have gone: it is asked
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.phrasing import number
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import act_of, promise_words
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Observation, Target, Task

# the rule of a figure that is reckoned from the two
NET_RISE = "difference of new and gone"
_NET = expression(r"净增")
_NEW = expression(r"(?<!净)新(?:增|认定|登记|注册|设立?|培育|入库|入规|升规|纳统|纳入|引进|发展|办)")
_GONE = expression(r"^[^新]{0,8}(?:退出|退库|注销|吊销|退规|淘汰|流失|迁出|关停|关闭|核减|减少|出库|取消)[^新]{0,8}$")
_NEXT = expression(r"[^。;!?\n\d]{1,16}")


def net_rise(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Return the new ones less those that have gone, where one of each is told side by side; else None."""
    if "净增" not in task.text:
        return None
    promise = promise_words(task, target)
    if target.basis is not Basis.LEVEL or _NET.search(act_of(promise, target) + promise.metric) is None:
        return None
    alike = [
        one
        for one in weighed
        if one.figure.basis is Basis.LEVEL
        and not (one.figure.base or one.figure.estimated or one.around.bracketed)
        and conversion(one.figure.measure, target.measure) is not None
    ]
    if any(_NET.search(one.around.left) for one in alike):
        return None
    new = [one for one in alike if _NEW.search(one.around.left) and _may_be_its_own(one)]
    gone = [one for one in alike if _GONE.search(one.around.left)]
    if len(new) != 1 or len(gone) != 1:
        return None
    first, second = sorted((new[0].figure, gone[0].figure), key=lambda seen: seen.value_span.start)
    between = level(task.statement)[first.value_span.end : second.value_span.start]
    if _NEXT.fullmatch(between) is None or new[0].figure.period != gone[0].figure.period:
        return None
    value = new[0].figure.value - gone[0].figure.value
    return replace(
        new[0].figure,
        metric=target.metric,
        value=value,
        value_text=f"{number(value)}{target.measure or ''}",
        value_span=Span(first.value_span.start, second.value_span.end),
        rule=NET_RISE,
    )


def _may_be_its_own(one: Weighed) -> bool:
    """Whether new ones are the target's own but for those that have gone."""
    settled = one.standing is Standing.SETTLED or one.aspect is Aspect.BASIS
    return settled and one.progress in (None, Progress.DONE)
