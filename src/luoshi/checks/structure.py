"""Which figure of a statement is a part of which: 其中, 含, a bracket, or what the grammar read.

完成投资161亿元。其中，房地产90.5亿元（含土地款68.8亿元），产业32.6亿元
whole 161: parts 90.5, 32.6         whole 90.5: part 68.8
"""

import re
from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.indicators import same_metric
from luoshi.plan import Basis, Observation
from luoshi.quantity import measure

_AMONG = expression(r"其中|[(（](?:含|其中|包括)")
_BRACKET = expression(r"[(（]([^()（）]*)[)）]")
_STOP = expression(r"[。!！\n]")


def same_kind(one: str, other: str) -> bool:
    """Tell whether two measures can be added as they are."""
    if one == other:
        return True
    try:
        mine, its = measure(one), measure(other)
    except KeyError:
        return False
    return mine.dimension == its.dimension and mine.factor == its.factor


def parts_of(statement: str, figures: Sequence[Observation]) -> list[tuple[Observation, tuple[Observation, ...]]]:
    """Return each whole with its direct parts, in the statement's order.

    Only amounts (LEVEL) of one measure, for the same months or, where the metric is the same,
    for months within the whole's (其中5月).
    """
    levels = sorted(
        (figure for figure in figures if figure.basis is Basis.LEVEL and not figure.base),
        key=lambda figure: figure.value_span,
    )
    found: dict[int, list[Observation]] = {}
    for index, part in enumerate(levels):
        whole = _whole_of(statement, levels, index)
        if whole is not None:
            found.setdefault(whole, []).append(part)
    return [(levels[whole], tuple(parts)) for whole, parts in found.items()]


def _whole_of(statement: str, levels: Sequence[Observation], index: int) -> int | None:
    part = levels[index]
    before = range(index - 1, -1, -1)
    if part.part_of:
        return next(
            (
                i
                for i in before
                if levels[i].part_of != part.part_of
                and same_metric(levels[i].metric, part.part_of)
                and _holds(levels[i], part)
            ),
            None,
        )
    opened = _opening(statement, part.value_span.start)
    if opened is None:
        return None
    nearest = next((i for i in before if levels[i].value_span.end <= opened), None)
    if nearest is None:
        return None
    # 42家、341个，其中省级22个，家庭农场220家: what counts otherwise than the nearest figure is no part of an older one
    return nearest if _holds(levels[nearest], part) else None


def _opening(statement: str, at: int) -> int | None:
    """Where the nearest 其中 or bracket with 含 opens that still holds at this place."""
    stop = max((found.end() for found in _STOP.finditer(statement, 0, at)), default=0)
    for found in reversed(list(_AMONG.finditer(statement, 0, at))):
        inside = statement[found.start() : at]
        if found.group() != "其中" and re.search(r"[)）]", inside):
            continue
        if (
            found.start() > 0
            and found.group() == "其中"
            and statement[found.start() - 1] in "(（"
            and re.search(r"[)）]", inside)
        ):
            continue
        # 其中 may begin the sentence after its whole's; a bracket never reaches over a sentence
        return found.start() if found.start() >= stop else None
    return None


def _holds(whole: Observation, part: Observation) -> bool:
    if not same_kind(whole.measure, part.measure):
        return False
    if whole.period == part.period or part.period is None or whole.period is None:
        return True
    first, last = (whole.period.year, whole.period.month), (whole.period.last_year, whole.period.last_month)
    return first <= (part.period.year, part.period.month) and (part.period.last_year, part.period.last_month) <= last
