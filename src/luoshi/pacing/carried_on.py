"""Carried on: works that were only to go on, beside those that have an end to come to.

续建服务中心，开工建设规划馆 · 服务中心主体封顶，规划馆已开工      the first goes on, the second has begun

That a work goes on is no end by itself, so that it lights no lamp alone.
"""

from luoshi.grammar.listed_works import members_of
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.plan import Milestone, MilestoneKind, Task

_STOPS = ",;。!?\n"


def is_carried_on(task: Task, milestone: Milestone) -> bool:
    """Tell whether a statement names each work that was to go on, and says of none that it has not begun."""
    if milestone.kind is not MilestoneKind.CONTINUE:
        return False
    text = level(task.statement)
    for stop in _STOPS[1:]:
        text = text.replace(stop, ",")
    clauses = text.split(",")
    return all(_goes_on(content(one) or one, clauses) for one in members_of(milestone.object))


def _goes_on(name: str, clauses: list[str]) -> bool:
    own = [progress_in(clause) for clause in clauses if len(name) >= 2 and name in (content(clause) or clause)]
    return any(one is not None for one in own) and all(one is None or one >= Progress.BEGUN for one in own)
