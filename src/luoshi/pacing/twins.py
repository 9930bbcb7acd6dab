"""Twins: two numbers of one thing in two measures, of which the statement says the second by its measure's noun.

改造小区206个、616栋 · 206个小区、616栋楼改造已全部完成
改造项目66个、6.1万户 · 66个项目全部完工，惠及居民6.1万户
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.comparison import same_measure
from luoshi.pacing.likeness import DEED, content
from luoshi.pacing.stages import level, without_stages
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Basis, Light, State, Target, Task

_JOINED = expression(r"[ 、，,（(/和共约]{0,3}")
# what is counted so, and names nothing more
_NOUNS = {
    "户": expression(r"(?:惠及|覆盖|涉及|受益|服务)?(?:居民|群众|家庭|住户|住宅|农户|农民|村民|业主|百姓)*"),
    "人": expression(r"(?:惠及|覆盖|涉及|受益|服务)?(?:居民|群众|人口|农民|村民|百姓|师生)*"),
    "栋": expression(r"(?:涉及)?(?:住宅|居民|老旧)?(?:楼栋|楼房|楼|房屋|住宅)*"),
    "套": expression(r"(?:涉及)?(?:住房|房屋|住宅|房源|房)*"),
    "平方米": expression(r"(?:涉及|改造)?(?:总|建筑|楼房|房屋)*(?:面积)?"),
}
_NOUNS["幢"] = _NOUNS["栋"]
_NOUNS["名"] = _NOUNS["人"]


def as_its_twin(task: Task, target: Target, targets: Sequence[Target]) -> Target:
    """Judge the second number of one thing as the first, where all of the first is done and the second told in full."""
    judged = target.assessment
    if judged is None or judged.state not in (State.NO_FIGURE, State.UNCLEAR) or target.basis is not Basis.LEVEL:
        return target
    first = _first_of_both(task, target, targets)
    if first is None or first.assessment is None or first.assessment.light is not Light.GREEN:
        return target
    reached = first.assessment.state in (State.DONE, State.DONE_EARLY)
    return replace(target, assessment=first.assessment) if reached and _is_told_in_full(task, target) else target


def _first_of_both(task: Task, target: Target, targets: Sequence[Target]) -> Target | None:
    """The target right before, of the same name and of another measure."""
    if target.value_span is None:
        return None
    for other in targets:
        if other is target or other.value_span is None or other.value_span.end > target.value_span.start:
            continue
        between = task.text[other.value_span.end : target.value_span.start]
        alike = other.metric == target.metric and not same_measure(other.measure, target.measure)
        if alike and other.basis is Basis.LEVEL and _JOINED.fullmatch(between):
            return other
    return None


def _is_told_in_full(task: Task, target: Target) -> bool:
    """Whether the one figure of the measure is at least the promised one, and its noun no more than the measure's."""
    own = [seen for seen in task.observations if seen.answers is None and same_measure(seen.measure, target.measure)]
    noun = _NOUNS.get(target.measure or "")
    if len(own) != 1 or noun is None or target.value is None:
        return False
    seen = own[0]
    if seen.base or seen.estimated or seen.approximate or seen.basis is not Basis.LEVEL or seen.value < target.value:
        return False
    words = surroundings(task, seen)
    named = content(without_stages(words.left)) or content(DEED.sub("", without_stages(words.right)))
    return noun.fullmatch(level(named)) is not None or mostly_named(task, named)


def mostly_named(task: Task, named: str) -> bool:
    """Whether the words beside a number stand in the promise, letter for letter."""
    return bool(named) and named in content(task.text)
