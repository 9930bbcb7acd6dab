"""Learners: those who were trained, told behind the courses of the very training that was promised.

培训高素质农民6000人 · 高素质农民培育已办班38期，培训学员2150人      the learners of those courses
培训高素质农民6000人 · 家政服务培训已办班38期，培训学员2150人        of another training
"""

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import level
from luoshi.plan import Observation, Target, Task

_PERSONS = frozenset(("人", "名", "位", "人次"))
_TRAINING = expression(r"培训|培育|轮训|研修|技能提升")
_LEARNERS = expression(
    r"(?:已|共|累计|共计|合计)*(?:(?:培训|培育|参训|受训|轮训|结业|惠及)?(?:各类|参训|受训)?(?:学员|人员|参训者)(?:数|人数)?|(?:培训|轮训|参训|受训))"
    r"(?:已|共|累计|达到?|约|近)*$"
)
# what stands between the course and its learners is counted in courses
_COURSES = frozenset(("期", "班", "个班", "班次", "场", "场次", "次", "个"))
_HELD = expression(r"(?:举?办|开)?班次?$|举?办$")
_STOPS = "。;!?\n"


def are_its_learners(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure counts the learners of courses that its sentence names by what was promised."""
    name = _TRAINING.sub("", content(target.metric))
    if target.measure not in _PERSONS or seen.measure not in _PERSONS or len(name) < 2:
        return False
    if _TRAINING.search(task.text) is None:
        return False
    if sum(conversion(seen.measure, other.measure) is not None for other in task.targets) != 1:
        return False
    text = level(task.statement)
    start = max(text.rfind(stop, 0, seen.value_span.start) for stop in _STOPS) + 1
    courses, _, own = text[start : seen.value_span.start].rpartition(",")
    if _LEARNERS.fullmatch(own) is None:
        return False
    between = [
        one
        for one in task.observations
        if one.answers is None and start <= one.value_span.start < seen.value_span.start
    ]
    if len(between) != 1 or between[0].measure not in _COURSES or "," in courses:
        return False
    named = content(_TRAINING.sub("", text[start : between[0].value_span.start]))
    # 乡村教师 are but some of 教师, and 拟办班 is planned
    return _HELD.sub("", named) == name and _TRAINING.search(text, start, between[0].value_span.start) is not None
