"""Columns of quarters or months that say what is to be reached by then: planned nodes, no reports.

实事内容 | 一季度 | 二季度 | 三季度 | 四季度          完成选址 | 开工4个 | 建成4个 | 全部建成

The same headings stand over what was reached; the table's title tells, else its cells.
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.tasktable.contents import Contents
from luoshi.tasktable.headings import compact, meaning_of

_PERIOD = expression(
    r"^(?:20\d\d年)?(?:第?[一二三四1-4]季度|Q[1-4]|[上下]半年|\d{1,2}月(?:份|底前|末前|底|末|前)?|(?:\d{1,2}[-—－–~～至]|前)\d{1,2}个?月(?:份|底)?|前三季度|全年|年底)$"
)
_GOAL_OF_PERIOD = expression(r"^(?P<period>.+?)(?:工作|节点|阶段|计划)?(?:目标|计划|任务|安排)$")
_GOAL = expression(r"^(?:工作|阶段|计划|进度|任务)?(?:目标|计划|安排|任务)(?:任务|要求)?$")
_PLANNED = expression(r"安排|节点|计划|时序|推进表|作战图|分解|目标")
_TOLD = expression(r"完成情况|进展|落实情况|推进情况|办理情况|通报|实绩")
_RESULT = expression(r"情况|完成|实际|截[至止]|落实|目前|累计|结果|成效")
_FEWEST = 2


def planned_columns(
    headings: Sequence[str], meanings: Sequence[str | None], held: Sequence[Contents], title: str
) -> frozenset[int]:
    """Return the columns of periods that hold a plan rather than results.

    A heading that says so itself (一季度目标, 进展情况 over 上半年) needs neither title nor cells.
    """
    if "metric" in meanings:
        return frozenset()
    goals = [
        i
        for i, heading in enumerate(headings)
        if (meanings[i] in ("schedule", "next_step") and _is_goal_of_period(heading))  # 上半年计划 | 下半年计划
        or _is_period_of_plan(heading)
    ]
    said = frozenset(goals if len(goals) >= _FEWEST else ())
    periods = [
        i
        for i, heading in enumerate(headings)
        if meanings[i] in ("report", "actual", None)
        and _PERIOD.match(compact(heading).rpartition("/")[2])
        and meaning_of(heading.rpartition("/")[0]) != "report"
    ]
    return said | _planned(periods, meanings, held, title)


def period_of(heading: str) -> str:
    """Return the period of a heading: 一季度 of 一季度目标 and of 季度目标/一季度."""
    above, _, last = compact(heading).rpartition("/")
    if _GOAL.match(last) and _PERIOD.match(above := above.rpartition("/")[2]):
        return above  # 上半年 over 目标
    found = _GOAL_OF_PERIOD.match(last)
    return found["period"] if found and _PERIOD.match(found["period"]) else last


def is_planned(heading: str) -> bool:
    """Tell whether a heading under 2026年计划 is a part of it: 形象进度, 进度目标; no period, and not what was done."""
    return not (_PERIOD.match(compact(heading)) or _is_goal_of_period(heading) or _RESULT.search(heading))


def _is_period_of_plan(heading: str) -> bool:
    """Tell whether a period stands under a heading that says that it is planned: 月度计划 over 1—2月."""
    above, _, last = compact(heading).rpartition("/")
    return bool(
        _PERIOD.match(last) and _PLANNED.search(above) and not _TOLD.search(above) and not _RESULT.search(above)
    )


def _is_goal_of_period(heading: str) -> bool:
    return period_of(heading) != compact(heading).rpartition("/")[2]


def _planned(
    periods: Sequence[int], meanings: Sequence[str | None], held: Sequence[Contents], title: str
) -> frozenset[int]:
    """Of columns of bare periods those that are planned: by the table's title, else by their cells."""
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
