"""The rest: so many are not finished, and all others are, which is a distance from what was promised.

小区整治除37个尚未完工外，其余均已竣工 of 257个        220
其余均已完工，仅剩2所正在装修 of 12所                   10
除2所外，其余正在装修                                  tells of none that it is finished
"""

import re
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion, is_of_its_parts
from luoshi.pacing.likeness import content, mostly_in
from luoshi.pacing.phrasing import amount
from luoshi.pacing.plan_shares import FROM_A_DISTANCE
from luoshi.pacing.stages import Progress, level, progress_in, without_stages
from luoshi.pacing.taken_back import LEFT_OUT, OUTSIDE
from luoshi.pacing.wordings import act_of, promise_words
from luoshi.plan import Basis, Observation, Target, Task

_AN_END = expression(r"[。;!?\n]")
_UP_TO_AN_END = expression(r"(?s:.*)[。;!?\n]")
_ONLY = expression(
    r"(?:仅剩|只剩|还剩|尚余|尚剩|剩余|余下|剩下|尚有|还有|另有|仅有|只有|仅|剩)(?:下)?[^,;。\d]{0,6}$",
    needs="仅余剩另只尚还",
)
_SCARCE = expression(r"(?:仅|只)[^,;。\d]{0,8}$")
_NOT_YET = expression(r"未|没有|正在|尚在|仍在|还在|在建|待|收尾|施工|推进|办理中|建设中|铺设|装修")
_NOT_AT_ITS_END = expression(
    r"(?:尚?未|没有|还未)(?:能)?(?:完工|完成|竣工|建成|投用|投产|交付|验收|办结|通车|整治|改造|开工)"
)
_DROPPED = expression(r"取消|调整|调减|核减|不再|纳入|退出|撤销|拆除")
_THE_REST = expression(r"(?:其余|其他|其它|剩余|余下)(?P<rest>[^,;。\d]{0,30})")
_ALL = expression(r"均|都|全部|全面|已")


def all_but_so_many(task: Task, target: Target) -> Observation | None:
    """Return what is finished where a statement says of how many they are not; None where it says no such thing."""
    if target.value is None or target.basis is not Basis.LEVEL or target.value <= 0:
        return None
    text = level(task.statement)
    for seen in task.observations:
        if seen.answers is not None or (factor := conversion(seen.measure, target.measure)) is None:
            continue
        left_out = abs(seen.value) * factor
        if not 0 < left_out < target.value or is_of_its_parts(target, seen):
            continue
        before_it = _UP_TO_AN_END.match(text, 0, seen.value_span.start)
        start = 0 if before_it is None else before_it.end()
        behind_it = _AN_END.search(text, seen.value_span.end)
        end = len(text) if behind_it is None else behind_it.start()
        before, after = text[start : seen.value_span.start], text[seen.value_span.end : end]
        if not _others_are_finished(task, target, before, after) or _counts_otherwise(task, target, seen, start, end):
            continue
        value = target.value - left_out
        shown = amount(value, target.value_text, target.measure)
        return replace(
            seen,
            metric=target.metric,
            basis=Basis.LEVEL,
            value=value,
            value_text=shown,
            measure=target.measure or "",
            rule=FROM_A_DISTANCE,
            estimated=False,
            base=False,
            of=None,
        )
    return None


def _others_are_finished(task: Task, target: Target, before: str, after: str) -> bool:
    """Whether the words around so many say that all others are finished, and of the promised thing."""
    if (cut := LEFT_OUT.search(before)) is not None:
        found = OUTSIDE.match(after)
        if (
            found is None
            or _DROPPED.search(found["why"])
            or not (_is_bare(found["why"]) or _NOT_YET.search(found["why"]))
        ):
            return False
        rest, named = found["rest"], found["why"]
    elif (cut := _ONLY.search(before)) is not None:
        own = re.split(r"[,;。]", after, maxsplit=1)[0]
        others = _THE_REST.search(after, len(own)) or _THE_REST.search(before, 0, cut.start())
        if not _NOT_YET.search(own) or _DROPPED.search(own):
            return False
        if others is None:
            # 只有37个未完工: with nothing said of the others, they have come further than these
            act = act_of(promise_words(task, target), target)
            end = _NOT_AT_ITS_END.search(own)
            if _SCARCE.search(before) is None or end is None or (end[0].endswith("开工") and "开工" not in act):
                return False
            return _is_of_the_promised(task, target, before[: cut.start()], own, "")
        rest, named = others["rest"], own
    else:
        return False
    promise = promise_words(task, target)
    done = progress_in(before[: cut.start()] + "," + rest, promise.clause, act_of(promise, target))
    if done is not Progress.DONE or not _ALL.search(rest):
        return False
    return _is_of_the_promised(task, target, before[: cut.start()], named, rest)


def _is_bare(why: str) -> bool:
    return len(content(why)) < 2


# what is said of one place, or of a part, tells nothing of all
_OF_A_PART = expression(
    r"其中|[\u4e00-\u9fff]{1,3}(?:(?<!小)(?<!社)(?<!片)(?<!园)(?<!景)(?<!街)(?<!库)(?<!灌)区|县|镇|乡(?!村)|街道)"
)
_FILLERS = expression(r"其余|其他|其它|剩余|余下|均|都|全部|全面|已|仅|只|尚|还|因[^,;。]*")


def _is_of_the_promised(task: Task, target: Target, *parts: str) -> bool:
    """Whether what is named there is what was promised, and is named at all."""
    if any(_OF_A_PART.search(part) and _OF_A_PART.search(part)[0] not in task.text for part in parts):  # type: ignore[index]
        return False
    named = [content(without_stages(_FILLERS.sub("", part.rpartition(",")[2] or part))) for part in parts]
    named = [name for name in named if len(name) >= 2]
    if not named:
        return False
    alike = [one for one in task.targets if conversion(one.measure, target.measure) is not None]
    if len(alike) > 1 and not any(content(target.metric) in name for name in named):
        return False
    return any(mostly_in(name, task.text) for name in named)


def _counts_otherwise(task: Task, target: Target, seen: Observation, start: int, end: int) -> bool:
    """Whether the sentence counts the same things by a number too that is neither the promised one nor what is left.

    除2个外，8个农贸市场均已建成 where 8 were promised may mean 6 or 8.
    """
    assert target.value is not None
    left = target.value - abs(seen.value) * (conversion(seen.measure, target.measure) or 1)
    for other in task.observations:
        factor = conversion(other.measure, target.measure)
        if other is seen or other.answers is not None or factor is None or not start <= other.value_span.start < end:
            continue
        told_again = other.value * factor == target.value and other.value_span.start < seen.value_span.start
        if not told_again and other.value * factor != left:
            return True
    return False
