"""Carried on: works that were only to go on, beside those that have an end to come to.

续建服务中心，开工建设规划馆 · 服务中心主体封顶，规划馆已开工      the first goes on, the second has begun

That a work goes on is no end by itself, so that it lights no lamp alone; and so many works that go on as promised
(续建公园13个 · 13个都在建) are on pace, and done before the year's end only where they are said to be finished.
"""

from luoshi.grammar.listed_works import members_of
from luoshi.pacing.comparison import phase_of
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.wordings import progress_for, surroundings
from luoshi.plan import Basis, Milestone, MilestoneKind, Observation, Target, Task

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


def goes_on_only(task: Task, target: Target, figure: Observation | None) -> bool:
    """Tell whether a figure counts works that were to go on, and nothing says that these are finished."""
    if target.milestone is not MilestoneKind.CONTINUE or figure is None or figure.basis is Basis.SHARE:
        return False
    if figure.answers is not None:
        return True
    built = phase_of(figure, task.statement, behind=True) in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    return not built or progress_for(task, target, surroundings(task, figure)) is not Progress.DONE


def _goes_on(name: str, clauses: list[str]) -> bool:
    own = [progress_in(clause) for clause in clauses if len(name) >= 2 and name in (content(clause) or clause)]
    return any(one is not None for one in own) and all(one is None or one >= Progress.BEGUN for one in own)
