"""Another year: a sentence that says of a promised work that it came to its phase in a year that is not the plan's.

新建滨江绿道 · 滨江绿道于2023年建成              of another year: it answers nothing of this one
建成滨江绿道 · 绿道2024年3月开工，今年9月建成    of this year
"""

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
