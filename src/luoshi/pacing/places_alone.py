"""Places alone: an answer that is nothing but a list of places, each with its number of what was promised.

养老床位3500张 · 甲县640张、乙县580张，其他县区420张，累计1640张      the stated sum, where it is theirs
高标准农田3万亩 · 城关镇建成0.8万亩、河口镇1.1万亩，均已验收         they are all that is told, and are added up
养老床位3500张 · 培训护理员：甲县640张、乙县580张                    another thing stands in front of them: nothing

A list of fewer than three places without a stated sum, or beside any other number counted so, is left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.enumerated import SAID_SUM, are_places, are_reported, factor_of, lists_in, total_of
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.parts import added_up
from luoshi.pacing.stages import Progress, level, progress_in, without_stages
from luoshi.pacing.weighed import Weighed
from luoshi.plan import Basis, Observation, Target, Task

_LEAST = 3
_HALF = 0.5
_A_NAME = 2
# 年度任务涉及三个镇，其中: where they are, and nothing of what
_WHERE = expression(
    r"(?:年度|全年)?任务|涉及|分布在?|其中|分[县区市镇乡]看|各[县区市镇乡][区市]?|[一二三四五六七八九十两\d]+个?(?:县市区|县区|区县|乡镇|街镇|街道|[县区市镇乡村])"
)
_NO_SUM = expression(r"人均|每|[率价度]$|标准$|时限|浓度|天数")


def sum_of_places(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Return what a list of places comes to, where they alone are told and nothing else is counted so; else None."""
    if target.basis is not Basis.LEVEL or target.value is None or _NO_SUM.search(target.metric):
        return None
    counted = [one for one in weighed if conversion(one.figure.measure, target.measure) is not None]
    if len(counted) < _LEAST or any(
        other is not target and conversion(other.measure, target.measure) is not None for other in task.targets
    ):
        return None
    for run in lists_in(task, target, weighed):
        stated = SAID_SUM.match(run[-1].around.left.strip(", ")) is not None
        own = run[:-1] if stated else run
        if len(run) != len(counted) or not own or not are_reported(task, target, [_first(own[0]), *own[1:]]):
            continue
        heads = [_head(one) for one in own]
        if len(heads) < _LEAST - stated or len(set(heads)) < len(heads) or not are_places(heads):
            continue
        if _names_another(task, own[0]) or _is_open(task, run[-1]):
            continue
        if not stated:
            return added_up(target, own)
        if run[-1].figure.value * factor_of(run[-1], target) == total_of(target, own):
            return added_up(target, own)
    return None


def _first(one: Weighed) -> Weighed:
    """The first of a list without its 其中, where no whole stands before it: 涉及三个镇，其中甲镇建成0.8万亩."""
    return replace(one, around=replace(one.around, left=one.around.left.removeprefix("其中")))


def _head(one: Weighed) -> str:
    return without_stages(one.around.left.removeprefix("其中").strip("、,和及 "))


def _names_another(task: Task, first: Weighed) -> bool:
    """Whether the sentence speaks, before its list, of what the promise has not."""
    before = re.split(r"[。;!?\n]", level(task.statement)[: first.figure.value_span.start])[-1]
    said = content(_WHERE.sub("", without_stages(before.removesuffix(first.around.left.strip(", ")))))
    return len(said) >= _A_NAME and share_in(said, task.text) <= _HALF


def _is_open(task: Task, last: Weighed) -> bool:
    """Whether what follows the list says that they are not done, or only some of them."""
    closing = re.split(r"[。;\n]", level(task.statement)[last.figure.value_span.end :], maxsplit=1)[0]
    progress = progress_in(closing)
    return (progress is not None and progress < Progress.DONE) or "其中" in closing
