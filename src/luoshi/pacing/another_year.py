"""Another year: a sentence that says of a promised work that it came to its phase in a year that is not the plan's.

新建滨江绿道 · 滨江绿道于2023年建成              of another year: it answers nothing of this one
建成滨江绿道 · 绿道2024年3月开工，今年9月建成    of this year
建成滨江绿道 · 绿道9月建成, as of June            still to come
"""

import re
from datetime import date

from luoshi.expressions import expression
from luoshi.pacing.milestone_words import words_of_its_phase
from luoshi.pacing.stages import Progress, progress_in
from luoshi.plan import Milestone, Task

_YEAR = expression(
    r"(?<![较比同与超自从由—–~至-])(?P<year>20\d\d)年(?!度?[版第]|[底末]?以来|计划|[^,;。]{0,6}(?:计划|任务|项目))"
)


def is_of_another_year(task: Task, milestone: Milestone, year: int | None) -> bool:
    """Tell whether each clause that says of one of its works that it is reached names another year than the plan's.

    A year that the promise itself writes is its own, and so is one behind which an earlier stage stands
    (2024年3月开工、9月建成).
    """
    if year is None:
        return False
    return any(
        phases and all(_another(found.string[: found.start()], task.text, year) for found in phases)
        for phases in words_of_its_phase(task.statement, milestone)
    )


def _another(before: str, promised: str, year: int) -> bool:
    """Whether the last year before a phase is another than the plan's, and no earlier stage stands between."""
    found = max(_YEAR.finditer(before), key=lambda one: one.start(), default=None)
    if found is None or int(found["year"]) == year or found["year"] in promised:
        return False
    return progress_in(before[found.end() :]) in (None, Progress.DONE)


# 9月20日建成通车, as of June; 已于9月20日建成 was written later
_MONTH = expression(r"(?P<year>20\d\d年|去年|上年)?(?<!\d)(?P<month>1[0-2]|[1-9])月", needs="月")
_HAS_COME = expression(r"已|成功|顺利|圆满|胜利")


def is_still_to_come(task: Task, milestone: Milestone, year: int | None, as_of: date | None) -> bool:
    """Tell whether the only day of one of its works that stands before its phase lies behind the day of the report."""
    if year is None or as_of is None or "月" not in task.statement:
        return False
    return any(
        phases and all(_is_after(found, year, as_of) for found in phases)
        for phases in words_of_its_phase(task.statement, milestone)
    )


def _is_after(phase: re.Match[str], year: int, as_of: date) -> bool:
    """Whether the last month before a phase in its clause is after a day, and nothing says that it has come."""
    before = phase.string[: phase.start()]
    found = max(_MONTH.finditer(before), key=lambda one: one.start(), default=None)
    if found is None or _HAS_COME.search(before):
        return False
    its = year
    if found["year"]:
        its = int(found["year"][:4]) if found["year"].startswith("20") else year - 1
    return date(its, int(found["month"]), 1) > as_of
