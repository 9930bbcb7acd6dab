"""Headings that mean a thing only where no other column says it.

序号 | 工作任务 | 责任单位 | 督查情况        what an inspection saw is the result; beside 完成情况 a remark
序号 | 下周工作安排 | 责任科室 | 完成时限     what is done next is the task; behind a task it is its answer's
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.tasktable.contents import Contents
from luoshi.tasktable.headings import TEXTUAL

_SEEN = expression(
    r"(?:督查|核查|督导|检查|核实|抽查)(?:情况|结果)$|^(?:目前|当前)?(?:现状|状况)$|^工作小结$|(?:完成|推进)成果$"
)
_PLANNED = expression(r"工作(?:安排|计划|打算)$|下一?步工作|下[周月](?:工作)?(?:安排|计划|任务|重点)")
_ANSWERS = ("report", "actual")


def with_lone_headings(
    headings: Sequence[str], meanings: Sequence[str | None], held: Sequence[Contents]
) -> list[str | None]:
    """Give such headings their meaning where no column has it; of several the first."""
    found = list(meanings)
    if not any(meaning in (*TEXTUAL, "metric", "goal") for meaning in found):
        planned = (i for i, m in enumerate(found) if m in (None, "next_step") and _PLANNED.search(headings[i]))
        if (index := next(planned, None)) is not None:
            found[index] = "title"
    if not any(meaning in _ANSWERS for meaning in found):
        seen = (i for i, m in enumerate(found) if m in (None, "remark") and _SEEN.search(headings[i]))
        index = next((i for i in seen if held[i].filled), None)
        if index is not None:
            found[index] = "report"
    return found
