"""The plan alone: a promise of nothing but the year's plan, and the share of it that the statement says is done.

省市重点项目完成年度投资计划 · 543个省市重点项目完成年度投资计划的131%      131% of it
省市重点项目完成年度投资计划 · 其中市重点项目完成年度投资计划的131%          of one part, which tells nothing of all
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.comparison import is_completion
from luoshi.pacing.figure_progress import progress_of
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.months import is_over
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.wordings import surroundings
from luoshi.place import Span
from luoshi.plan import Basis, Comparator, Observation, Target, Task

_HUNDRED = Decimal(100)
_PROMISE = expression(
    r"(?P<whose>[\u4e00-\u9fff、“”]{0,24}?)(?:确保|力争|全面|按期|如期|圆满|高质量|按时)*完成(?P<what>[\u4e00-\u9fff、]{0,14}?)"
    r"(?:年度|全年|今年|本年度?|当年)(?P<kind>投资|建设|工作|征收|收入|筹资)?(?:目标)?"
    r"(?:计划|任务|目标)(?:任务)?[。 ]*",
    needs="完",
)
_MOSTLY = 0.6
_A_NAME = 2
_A_PART = expression(r"其中|部分|分别")


def of_the_plan_alone(task: Task, as_of: date | None) -> tuple[Target, Observation] | None:
    """Return the year's plan as a target of 100%, with the one share of it that is told; None for all other tasks."""
    promise = _PROMISE.fullmatch(level(task.text.strip()))
    if promise is None or task.targets or not task.observations:
        return None
    shares = [one for one in task.observations if one.answers is None and one.measure == "%" and is_completion(one)]
    if len(shares) != 1 or shares[0].base or (shares[0].estimated and not is_over(shares[0], as_of)):
        return None
    seen = shares[0]
    words = surroundings(task, seen)
    whose = content(promise["whose"] + promise["what"])
    if _A_PART.search(task.statement) or progress_of(words, task.text) not in (None, Progress.DONE):
        return None
    if len(whose) >= _A_NAME and share_in(whose, task.statement) < _MOSTLY:
        return None
    if promise["kind"] == "投资" and "投资" not in task.statement + (seen.of or ""):
        return None
    if seen.period is not None and not seen.period.from_january:
        return None
    if seen.period is not None and seen.period.named == "year":
        seen = replace(seen, period=None)
    target = Target(
        metric="年度计划完成率",
        basis=Basis.LEVEL,
        comparator=Comparator.AT_LEAST,
        value=_HUNDRED,
        measure="%",
        span=Span(0, len(task.text.rstrip("。 "))),
    )
    return target, replace(seen, basis=Basis.LEVEL)
