"""Columns of quarters or months that say what is to be reached by then: planned nodes, no reports.

实事内容 | 一季度 | 二季度 | 三季度 | 四季度          完成选址 | 开工4个 | 建成4个 | 全部建成

The same headings stand over what was reached; the table's title tells, else its cells.
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.tasktable.contents import Contents
from luoshi.tasktable.headings import compact

_PERIOD = expression(
    r"^(?:20\d\d年)?(?:第?[一二三四1-4]季度|Q[1-4]|[上下]半年|\d{1,2}月(?:份|底前|末前|底|末|前)?|(?:1[-—－~～至]|前)\d{1,2}个?月(?:份|底)?|前三季度|全年|年底)$"
)
_PLANNED = expression(r"安排|节点|计划|时序|推进表|作战图|分解|目标")
_TOLD = expression(r"完成情况|进展|落实情况|推进情况|办理情况|通报|实绩")
_FEWEST = 2


def planned_columns(
    headings: Sequence[str], meanings: Sequence[str | None], held: Sequence[Contents], title: str
) -> frozenset[int]:
    """Return the columns of periods that hold a plan rather than results."""
    if "metric" in meanings:
        return frozenset()
    periods = [
        i
        for i, heading in enumerate(headings)
        if meanings[i] in ("report", "actual", None) and _PERIOD.match(compact(heading).rpartition("/")[2])
    ]
    if len(periods) < _FEWEST:
        return frozenset()
    others = any(meaning == "report" and i not in periods for i, meaning in enumerate(meanings))
    if _PLANNED.search(title) and not _TOLD.search(title):
        return frozenset(periods)
    if _TOLD.search(title) and not others:
        return frozenset()
    told = max(held[i].done for i in periods) > 0.2
    whole = min(held[i].filled for i in periods) > 0.8 and max(held[i].length for i in periods) > 1
    return frozenset(periods) if not told and (others or whole) else frozenset()
