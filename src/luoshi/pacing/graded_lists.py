"""Graded lists: a promise of one thing by its grades, told again grade by grade under a shorter name.

自治区级特色农业示范区3个、县级6个、镇级75个 · 自治区级示范区新建3个、县级7个、镇级81个

The grades behind the first are the promised ones, so that the list is; a first grade alone may be of other things.
"""

from luoshi.expressions import expression
from luoshi.pacing.comparison import same_measure
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import without_stages
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Observation, Target, Task

_GRADE = expression(r"(?:国家|自治区|省|市|州|盟|县|区|旗|镇|乡|村)级")
_ONLY_A_GRADE = expression(r"(?:国家|自治区|省|市|州|盟|县|区|旗|镇|乡|村)级(?:及?以上)?")
_HEAD = 3


def is_the_list_again(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure begins a list with the grades of the promise's own, in its order."""
    own = _GRADE.match(target.metric)
    if own is None or not same_measure(seen.measure, target.measure) or target.value_span is None:
        return False
    its = surroundings(task, seen)
    name = content(without_stages(its.left)) or content(without_stages(its.right))
    thing = target.metric[own.end() :]
    if not name.startswith(own[0]) or len(thing) < _HEAD or not name.endswith(thing[-_HEAD:]):
        return False
    start = target.value_span.start
    behind = [one for one in task.targets if one.value_span is not None and one.value_span.start > start]
    grades = [one.metric for one in behind if _ONLY_A_GRADE.fullmatch(one.metric)]
    told = [
        content(without_stages(surroundings(task, one).left))
        for one in task.observations
        if one.value_span.start > seen.value_span.start and same_measure(one.measure, target.measure)
    ]
    return bool(grades) and [words[: len(grade)] for grade, words in zip(grades, told, strict=False)] == grades
