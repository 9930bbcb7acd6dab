"""Open sums: figures that add up to what was promised, of which the words behind the last say that they are not done.

甲镇1.8万亩、乙镇1.3万亩，正在施工          they are under way, each of them
甲镇1.8万亩、乙镇1.3万亩。目前均已验收      they are done
甲镇开工3个、乙镇开工5个 of 开工8个        to have begun is all that was promised
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.pacing.proof import Proof, doubtful, passed_of
from luoshi.pacing.reached_phase import needs_only_a_start
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.taken_back import OF_BEFORE
from luoshi.pacing.weighed import STAGES, Standing, Weighed
from luoshi.pacing.wordings import progress_for
from luoshi.plan import Aspect, Observation, Target, Task


def by_a_sum(task: Task, target: Target, summed: Observation, weighed: Sequence[Weighed]) -> Proof:
    """Match a target by the sum of several figures; where the words behind the last deny it, it is asked about."""
    passed = passed_of(weighed)
    of_the_sum = [one for one in weighed if one.figure.value_span.end <= summed.value_span.end]
    last = max(of_the_sum, key=lambda one: one.figure.value_span.end, default=None)
    progress = progress_for(task, target, last.around) if last is not None else None
    if last is not None and OF_BEFORE.match(level(task.statement)[last.figure.value_span.end :]):
        why, why_en = "后面写的是以前就有的", "they are said behind to be of before"
        old = replace(last, figure=summed, standing=Standing.DOUBTFUL, aspect=Aspect.BASIS, why=why, why_en=why_en)
        return doubtful([old], passed, task.statement)
    if last is None or progress is None or progress is Progress.DONE:
        return Proof(summed, passed)
    if progress > Progress.PREPARED and needs_only_a_start(task, target):
        return Proof(summed, passed)
    why, why_en = STAGES[progress]
    asked = replace(last, figure=summed, standing=Standing.DOUBTFUL, aspect=Aspect.COMPLETION, why=why, why_en=why_en)
    return doubtful([asked], passed, task.statement)
