"""Approximations: a number that is only about so much, where a little more or less would light another lamp.

75家左右 of 150家 at mid-year      74 would be behind, and 76 is not
60家左右 of 150家                  behind, whatever it is exactly
接近400万亩 of 450万亩             a little less than it says, and no more
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.in_question import InQuestion, Unaccounted
from luoshi.pacing.numerals_left_open import lowest_power
from luoshi.plan import Aspect, Light, Observation

_LESS = expression(r"(?:接近|将近|近)$")
_ALMOST_HALF = Decimal("0.49")  # half a step more would be written as the next


def at_the_border(of: InQuestion) -> Unaccounted | None:
    """Ask of an approximate number that lies so near the border that it may be on either side of it."""
    figure = of.case.proof.figure
    if figure is None or not of.seen.approximate or of.reckoned or of.summed:
        return None
    green = of.judged.light is Light.GREEN  # which of the two other lamps it is, is told by the number as written
    if all((of.again(other).light is Light.GREEN) is green for other in _as_near(figure, of.words.left)):
        return None
    why, why_en = "写的是约数，差一点就是另一种灯：", "it is an approximate number at the very border:"
    return of.found(of.seen.value_text, Aspect.COMPLETION, why, why_en)


def _as_near(figure: Observation, left: str) -> Iterator[Observation]:
    """The least and the most that would be written so: almost half of what its last digit counts."""
    near = _ALMOST_HALF.scaleb(lowest_power(figure.value))
    yield replace(figure, value=figure.value - near)
    if _LESS.search(left) is None:
        yield replace(figure, value=figure.value + near)
