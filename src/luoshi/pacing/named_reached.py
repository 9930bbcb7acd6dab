"""Named works reached: how many of the works that one milestone names are said to have come to its phase.

甲馆、乙馆、丙馆建成投用 · 甲馆、乙馆已投用，丙馆预计明年开馆      2 of 3
建成文化中心 · 主体封顶                                          0 of 1
全部项目开工 · 55个项目已开工51个                                51 of 55
"""

from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.listed_works import members_of
from luoshi.grammar.milestone_rules import OF_A_TASK
from luoshi.pacing.milestone_words import answer_in_words
from luoshi.pacing.phase_words import Answer
from luoshi.pacing.so_many_of_them import so_many_of
from luoshi.pacing.stages import level
from luoshi.plan import Milestone, Task

_ALL_OF_THEM = expression(r"全部|所有|各|均(?!衡)|(?<![成首古新])都(?!市|江|会)")


def share_reached(task: Task, milestone: Milestone) -> Decimal | None:
    """Return how much of a milestone's works are reached, in per cent below 100; None where it cannot be reckoned.

    Of works that are not named one by one (全部项目) only a count says it, and a task that is no work has no parts.
    """
    if milestone.rule == OF_A_TASK:
        return None
    if _ALL_OF_THEM.search(milestone.span.of(task.text)):
        some = so_many_of(level(task.statement))
        if some is None or not 0 < some[0] < some[1]:
            return None
        return Decimal(100 * some[0]) / some[1]
    members = members_of(milestone.object)
    reached = sum(
        answer_in_words(task, Milestone(kind=milestone.kind, object=one, span=milestone.span)) is Answer.REACHED
        for one in members
    )
    return Decimal(100 * min(reached, len(members) - 1)) / len(members) if members else None
