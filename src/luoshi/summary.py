"""The summary: how many tasks stand where, and how many of those with figures reported one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.plan import Light, Plan, State, Target, Task

_JUDGED_BY_A_FIGURE = {State.AHEAD, State.ON_PACE, State.BEHIND, State.DONE, State.DONE_EARLY}


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a plan's tasks.

    Args:
        tasks: all of them.
        states: tasks a state, in the order of State, none of them zero.
        lights: tasks a light, likewise.
        numeric: tasks with a target whose number is written in digits.
        reported: of these, the ones whose statement gives the figure of such a target.
        provisional: tasks whose assessment is provisional.
    """

    tasks: int
    states: Mapping[State, int]
    lights: Mapping[Light, int]
    numeric: int
    reported: int
    provisional: int


def tally(plan: Plan) -> Tally:
    """Count a plan that was assessed; a task without an assessment counts in `tasks` and `numeric` only."""
    judged = [task.assessment for task in plan.tasks if task.assessment is not None]
    states = Counter(assessment.state for assessment in judged)
    lights = Counter(assessment.light for assessment in judged)
    return Tally(
        tasks=len(plan.tasks),
        states={state: states[state] for state in State if states[state]},
        lights={light: lights[light] for light in Light if lights[light]},
        numeric=sum(task.numeric for task in plan.tasks),
        reported=sum(reports_its_figure(task) for task in plan.tasks),
        provisional=sum(assessment.provisional for assessment in judged),
    )


def reports_its_figure(task: Task) -> bool:
    """Tell whether the statement gives a figure for a target that is written in digits."""
    return any(target.numeric and _has_figure(target) for target in task.targets)


def _has_figure(target: Target) -> bool:
    assessment = target.assessment
    return assessment is not None and (assessment.reached is not None or assessment.state in _JUDGED_BY_A_FIGURE)
