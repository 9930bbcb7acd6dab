"""Own place: a target that is the share of one place or sex in what was promised of all, and the figure of that one.

完成改造12000户，其中市区5000户、县域7000户 · 市区完成5100户，各县完成5600户       each place has its own
培训农民3000人次，其中女性900人次 · 培训农民3140人次，女学员1012人次               and so have women
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content, mostly_in
from luoshi.pacing.parts import added_up
from luoshi.pacing.places import place_of, same_place
from luoshi.pacing.stages import Progress, without_stages
from luoshi.pacing.weighed import Weighed
from luoshi.pacing.wordings import progress_for
from luoshi.plan import Basis, Observation, Target, Task

_PERSONS = expression(r"学员|人员|职工|代表|教师|干部|群众|员工|工人|村民|居民|党员|人才")
_NO_PLACE = expression(r"[小社园景街]区$|^.{0,3}村$")


def is_a_place(task: Task, target: Target) -> bool:
    """Tell whether a target is named by nothing but a place, and is a share of another: 其中市区5000户."""
    metric = target.metric
    if len(task.targets) < 2 or target.value is None or not metric or place_of(metric) != metric:
        return False
    if _NO_PLACE.search(metric) or "其中" not in task.text[: target.span.start + 2]:
        return False
    return any(
        other.value is not None and other.value > target.value and other.measure == target.measure
        for other in task.targets
    )


def of_its_own_place(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Return the one figure of a target's own place; None where there is none, or are several, or it is not done."""
    own = []
    for one in weighed:
        figure, words = one.figure, one.around
        if figure.basis is not Basis.LEVEL or figure.base or figure.estimated or words.bracketed:
            continue
        if conversion(figure.measure, target.measure) is None or not same_place(place_of(words.left), target.metric):
            continue
        if progress_for(task, target, words) not in (None, Progress.DONE):
            return None
        said = content(_PERSONS.sub("", without_stages(words.left.partition(place_of(words.left))[2])))
        if said and not mostly_in(said, task.text):
            return None
        own.append(one)
    return added_up(target, own) if len(own) == 1 else None
