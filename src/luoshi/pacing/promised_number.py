"""Promised number: figures that a statement counts among the very number promised, or that make it up with the rest.

140个项目中有121个建成投产 of 140个项目            the promised things, and how many of them
周转房已建成1184套，其余286套正在装修 of 1470套    both make up the promised number: no others are spoken of
"""

from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Observation, Target, Task

_AMONG = expression(
    r"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<measure>[\u4e00-\u9fff]{1,2}?)(?P<noun>[\u4e00-\u9fff]{2,16}?)(?:当)?中(?:,)?(?:已|现|目前|共)*有?$",
    needs="中",
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_REST = expression(r"^(?:其余|其他|其它|剩余|余下|剩下)的?$")
_REACH = 48
_STOPS = "。!?\n"
_HALF = 0.5


def among_the_promised(task: Task, target: Target, words: Around, seen: Observation) -> bool:
    """Tell whether a number follows the promised one and its noun: 140个项目中有121个建成投产."""
    start = seen.value_span.start
    before = task.statement[max(0, start - _REACH) : start] if seen.answers is None else ""
    found = _AMONG.search(words.left) or (_AMONG.search(level(before)) if "中" in before else None)
    if found is None or target.value is None:
        return False
    factor = conversion(found["measure"], target.measure)
    number = Decimal(found["number"]) * _SCALES[found["scale"]]
    return factor is not None and number * factor == target.value and _is_its_noun(found["noun"], target.metric)


def _is_its_noun(noun: str, metric: str) -> bool:
    """Whether a noun is the promised one, or its last words: 小区 of 老旧小区, and 项目 of 项目."""
    return noun in metric or (len(content(noun)) >= 2 and noun[-2:] == metric[-2:])


def with_the_rest_it_is_all(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Tell whether a figure and those said to be the rest make up the promised number, and share its noun."""
    if target.value is None or not 0 < seen.value < target.value:
        return False
    if share_in(words.left, task.text) <= _HALF or len(content(words.left)) < 2:
        return False
    text = level(task.statement)
    for rest in task.observations:
        factor = conversion(rest.measure, target.measure)
        if factor is None or rest.answers is not None or rest.value_span.start < seen.value_span.end:
            continue
        between = text[seen.value_span.end : rest.value_span.start]
        if any(stop in between for stop in _STOPS) or not _REST.match(surroundings(task, rest).left):
            continue
        its = surroundings(task, rest)
        stage = progress_in(its.right)
        if stage is None or stage is Progress.DONE:
            continue  # 其余100户为非低收入家庭 says of what kind they are, and not how far
        if seen.value * (conversion(seen.measure, target.measure) or 0) + rest.value * factor == target.value:
            return True
    return False
