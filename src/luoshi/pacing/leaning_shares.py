"""Leaning shares: a bare 占82.8% is the share of the things that the number right before it counts.

183个乡镇的中心幼儿园建成开学，占82.8%        of them so many are open
121个村的卫生室正在建设，占75.6%              of what is being built, and none of it is there
121个村建成污水站，占75.6%                    of other things, though no name stands beside the share
"""

from luoshi.expressions import expression
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import level, without_stages
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Observation, Task

_BARE = expression(r"[,、(]?(?:约|已|分别)?占(?:比|总数的?|全部的?)?(?:约|达到?|为|超过?|近)?")
_UP_TO_THE_SHARE = expression(r"[^。;!?\n\d]{0,40}")
_MOSTLY = 0.6


def leans_on(task: Task, share: Observation) -> Observation | None:
    """Return the figure that a share without a name leans on; None where it has one, or leans on none."""
    if share.measure != "%" or share.answers is not None:
        return None
    before = [one for one in task.observations if one.answers is None and one.value_span.end <= share.value_span.start]
    last = max(before, key=lambda one: one.value_span.start, default=None)
    if last is None or last.measure in ("%", "‰", "个百分点"):
        return None
    between = level(task.statement)[last.value_span.end : share.value_span.start]
    if _UP_TO_THE_SHARE.fullmatch(between) is None:
        return None
    _, stop, own = between.rpartition(",")
    return last if _BARE.fullmatch(own if stop else between) is not None else None


def counted_of(task: Task, share: Observation) -> list[Observation]:
    """Return the figures of its sentence from which a share of a whole was reckoned: 行政村121个，占总数的56.8%."""
    if share.measure != "%" or not share.of or not share.metric or share.answers is not None:
        return []
    text = level(task.statement)
    start = max(text.rfind(stop, 0, share.value_span.start) for stop in "。;!?\n") + 1
    return [
        one
        for one in task.observations
        if one.answers is None
        and start <= one.value_span.start < share.value_span.start
        and one.metric == share.metric
        and one.measure != "%"
    ]


def counts_other_things(task: Task, leant_on: Observation) -> bool:
    """Tell whether the figure that a share leans on names things of which the promise does not speak."""
    words = surroundings(task, leant_on)
    said = content(without_stages(words.right)) or content(without_stages(words.left))
    return len(said) >= 2 and share_in(said, task.text) < _MOSTLY
