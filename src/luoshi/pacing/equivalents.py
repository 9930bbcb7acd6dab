"""Equivalents: a number that says the one before it again in another measure, and shares all that is said of it.

规划种植3.4千公顷，折合5.1万亩      the second is planned, too
"""

from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.stages import level
from luoshi.plan import Observation, Task

_AGAIN = expression(r"[,(]?(?:也?就是|折合|折算|折|约合|合|即|相当于|约)(?:成|为)?(?:约|近)?[ ]?", needs="就折合即相约")
_LETTERS = "折合即就相约"
_NEAR = Decimal("0.03")


def said_before(task: Task, seen: Observation) -> Observation:
    """Return the figure that this one says again in another measure; itself where there is none."""
    start = seen.value_span.start
    if seen.answers is not None or not any(letter in task.statement[max(0, start - 6) : start] for letter in _LETTERS):
        return seen
    text = level(task.statement)
    for other in task.observations:
        end = other.value_span.end
        if other.answers is not None or not end < start <= end + 8 or other.measure == seen.measure:
            continue
        factor = conversion(other.measure, seen.measure)
        if factor is None or _AGAIN.fullmatch(text, end, start) is None:
            continue
        if abs(other.value * factor - seen.value) <= _NEAR * abs(seen.value):
            return other
    return seen
