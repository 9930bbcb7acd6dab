"""Described: numbers of a promise that only say what its work costs, or of how many things its rate is.

投资2亿元，新建市二院门诊楼，9月底前投用 · 门诊楼9月20日投用       the work is in use: what it costs was no promise
推动129项试点，今年落地实施率达50%以上 · 已落地57项，实施率44.2%   the rate says how many are to come this year
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.case import Case
from luoshi.pacing.milestones import judge_in_words
from luoshi.pacing.over_the_year import ADDS_UP
from luoshi.plan import Basis, Light, State, Target

_COSTS_FIRST = expression(
    r"(?:^|[。；;\n])\s*(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．])?(?:计划|概算|估算)?总?投资(?:约|近|超)?$",
    needs="投",
)
_SENTENCE = expression(r"[。；;!！?？\n]")
_PUSHED = expression(r"推动|推进|落实|实施")
_ALL = 100


def as_described(case: Case, target: Target, targets: Sequence[Target]) -> Target:
    """Judge a number that only describes by what was promised of it; the case is that of the whole task."""
    judged, value = target.assessment, target.value_span
    if judged is None or value is None or target.basis is not Basis.LEVEL:
        return target
    text = case.task.text
    stop = _SENTENCE.search(text, value.end)
    end = stop.start() if stop is not None else len(text)
    if judged.state in (State.NO_FIGURE, State.UNCLEAR) and target.measure == "元":
        works = [one for one in case.task.milestones if value.end <= one.span.start < end and one.due is not None]
        if works and _COSTS_FIRST.search(text, 0, value.start) and (reached := judge_in_words(case)) is not None:
            return replace(target, assessment=reached)
    if judged.light in (Light.YELLOW, Light.RED) and _PUSHED.search(text, 0, value.start):
        for rate in targets:
            behind = rate.value_span is not None and value.end <= rate.value_span.start < end
            if behind and rate.measure == "%" and (rate.value or _ALL) < _ALL and _is_of_their_kind(text, target, rate):
                return replace(target, assessment=rate.assessment)
    return target


def _is_of_their_kind(text: str, target: Target, rate: Target) -> bool:
    """Whether a rate that grows over the year stands right behind the things that it is of."""
    if target.value_span is None or rate.value_span is None:
        return False
    between = text[target.value_span.end : rate.value_span.start]
    return ADDS_UP.search(between) is not None and not any(letter.isdigit() for letter in between)
