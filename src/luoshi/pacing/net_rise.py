"""Net rise: what is left of the new ones when those that have gone are taken off.

净增规上工业企业80户 · 新入规112户，退出46户      66, of which both parts are told
净增规上工业企业80户 · 新入规112户，退出46户，净增66户   told and reckoned are one
净增规上工业企业80户 · 新入规112户                 some may have gone: it is asked
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.phrasing import number
from luoshi.pacing.stages import Progress, level, without_stages
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import act_of, promise_words
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Observation, Target, Task

# the rule of a figure that is reckoned from the two
NET_RISE = "difference of new and gone"
_NET = expression(r"净增")
_NEW = expression(
    r"(?<!净)新(?:增|认定|登记|注册|设立?|培育|入库|入规|升规|纳统|纳入|引进|发展|办)"
    # 升规入统58家, and not 退库后重新入库
    r"|^(?!.*(?:退|其中|净))[^净新]*(?:升规|升限|入[库统规]|纳统|上规|进规)"
)
_GONE = expression(
    r"^(?!.*其中)(?P<whose>[^新]{0,16}?)"
    r"(?:退出|退库|注销|吊销|退规|淘汰|流失|迁出|关停|关闭|核减|减少|出库|取消)(?P<behind>[^新,;。]{0,8})$"
)
_WHY = expression(r"(?:因|由于)[^,;。]*|同期|期间|另|停产|停业|规模下降|自然|正常|有|的")
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
    told = [one for one in alike if _NET.search(one.around.left)]
    new = [one for one in alike if _NEW.search(one.around.left) and _may_be_its_own(one)]
    gone = [one for one in alike if says_they_are_gone(task, one.around.left)]
    if len(new) != 1 or len(gone) != 1:
        return None
    first, second = sorted((new[0].figure, gone[0].figure), key=lambda seen: seen.value_span.start)
    between = level(task.statement)[first.value_span.end : second.value_span.start]
    if _NEXT.fullmatch(between) is None or new[0].figure.period != gone[0].figure.period:
        return None
    value = new[0].figure.value - gone[0].figure.value
    if told and (len(told) > 1 or told[0].figure.value != value or told[0].figure.period != new[0].figure.period):
        return None  # what is told goes before what is reckoned, where the two are not one
    return replace(
        new[0].figure,
        metric=target.metric,
        value=value,
        value_text=f"{number(value)}{target.measure or ''}",
        value_span=Span(first.value_span.start, second.value_span.end),
        rule=NET_RISE,
    )


def says_they_are_gone(task: Task, left: str) -> bool:
    """Tell whether the words in front of a number say that so many of the promised things have gone."""
    found = _GONE.search(left.strip(", "))
    if found is None:
        return False
    name = content(without_stages(_WHY.sub("", found["whose"]) + found["behind"]))
    return len(name) < _A_NAME or share_in(name, in_one_word(task.text) + task.text) == 1


_A_NAME = 2


def _may_be_its_own(one: Weighed) -> bool:
    """Whether new ones are the target's own but for those that have gone."""
    settled = one.standing is Standing.SETTLED or one.aspect is Aspect.BASIS
    return settled and one.progress in (None, Progress.DONE)
