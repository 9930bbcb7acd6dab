"""Off the pace: how far a statement says that it is before or behind the months elapsed.

交通投资进度落后序时进度6.4个百分点        75% of the year less 6.4: 68.6% of the plan
生猪出栏快于时间进度2.1个百分点            50% and 2.1
新增就业完成序时进度的103%                 103% of 50%
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.phrasing import number
from luoshi.pacing.stages import Progress
from luoshi.pacing.wordings import figure_words, progress_for, promise_words, surroundings
from luoshi.plan import Basis, Observation, Target, Task

_PACE = expression(r"^(?:全年|年度)?(?:序时|时序|时间)(?:进度)?(?:要求|目标)?$")
_LAST_MONTH = 12


def off_the_pace(task: Task, target: Target, as_of: date | None, due: date | None) -> Observation | None:
    """Return a stated distance from the pace of the year as the share of the plan that it makes; else None.

    Only of what is due at the end of the year that the statement speaks of, and where one such distance is told.
    """
    if target.value is None or target.value <= 0 or as_of is None or due is None:
        return None
    if (due.year, due.month) != (as_of.year, _LAST_MONTH):
        return None
    elapsed = Decimal(100 * as_of.month) / _LAST_MONTH
    made = []
    for seen in task.observations:
        if seen.answers is not None or seen.base or seen.estimated or _PACE.match(seen.of or "") is None:
            continue
        period = seen.period
        if period is not None and not (period.from_january and period.last_month == as_of.month):
            continue
        words = surroundings(task, seen)
        if fit(promise_words(task, target), figure_words(seen, words)) is not Fit.SAME:
            continue
        if progress_for(task, target, replace(words, behind="")) not in (None, Progress.DONE, Progress.UNDER_WAY):
            continue
        if seen.basis is Basis.GROWTH and seen.measure == "个百分点":
            made.append(_share(seen, elapsed + seen.value))
        elif seen.basis is Basis.SHARE and seen.measure == "%":
            made.append(_share(seen, elapsed * seen.value / 100))
    return made[0] if len({one.value for one in made}) == 1 else None


def _share(seen: Observation, share: Decimal) -> Observation:
    share = max(Decimal(0), share)
    text = f"{number(share)}%"
    return replace(seen, basis=Basis.SHARE, value=share, value_text=text, measure="%", rule="distance from the pace")
