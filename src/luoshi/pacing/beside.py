"""Parts: figures beside the one that is meant, which may have to be added to it, and nothing says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.pacing.parts import PLACE_FIRST, REST_UNKNOWN, RURAL, URBAN
from luoshi.pacing.stages import RESULT, Progress, level
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.plan import Aspect, Basis, Task

_LISTED_WORK = re.compile(r"^[、和及](?:新建|改建|扩建|改造|修缮|续建|提升)$")


def parts_beside(chosen: Weighed, weighed: Sequence[Weighed], task: Task) -> list[Weighed]:
    """Return the figures that may have to be added to the chosen one, where nothing says it: then it is asked.

    叙州区建成2个，江安县、高县各建成1个: each is of its own place. 中小学新建2所、改建1所: each is of its own work.
    其余县区正在汇总: the rest is not known.
    """
    alike = [
        one
        for one in weighed
        if one is not chosen
        and one.figure.basis is Basis.LEVEL
        and not one.figure.base
        and one.figure.measure == chosen.figure.measure
        and one.aspect in (Aspect.METRIC, None)
        and (one.progress is None or one.progress is Progress.DONE)
    ]
    place = _named_place(task, chosen)
    of_places = [one for one in alike if place and _named_place(task, one) not in ("", place)]
    own = chosen.around.left.strip("、和及 ")
    # 新增甲类61户、乙类38户: the second was named by the promise, and not by its own words
    follows = chosen.around.left.startswith("、") and not chosen.figure.metric.endswith(own)
    works = [
        one
        for one in alike
        if one.standing is Standing.DOUBTFUL
        and (follows or _LISTED_WORK.match(one.around.left) is not None or _the_other_half(task, chosen, one))
    ]
    unknown = REST_UNKNOWN.search(level(task.statement)) if place else None
    if not (of_places or works or unknown):
        return []
    return [
        replace(
            one,
            standing=Standing.DOUBTFUL,
            aspect=Aspect.METRIC,
            why="是另一处或另一类的数，没有写是不是要加上",
            why_en="it is of another place or kind, and it is not said whether both add up",
        )
        for one in of_places or works or [chosen]
    ]


def _the_other_half(task: Task, chosen: Weighed, one: Weighed) -> bool:
    """Whether 城乡 was promised, and one figure is of the towns and the other of the country."""
    mine, its = chosen.around.left, one.around.left
    return "城乡" in task.text and any(
        any(word in mine for word in halves[0]) and any(word in its for word in halves[1])
        for halves in ((URBAN, RURAL), (RURAL, URBAN))
    )


def _named_place(task: Task, one: Weighed) -> str:
    """The place that a figure's clause begins with, where the promise has not named it; or nothing."""
    found = PLACE_FIRST.match(one.around.left.strip("、和及 "))
    if found is None or found[0][0] in "全我本各" or found[0] in task.text or RESULT.search(found[0]):
        return ""
    return "" if any(found[0].endswith(word) for word in (*URBAN, *RURAL)) else found[0]
