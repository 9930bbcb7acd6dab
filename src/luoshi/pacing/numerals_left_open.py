"""Numerals left open: how much a number that says 多 or 余 may be, where the target lies between.

2000多件 of 2500件      2000 to 2999: it may be reached or not
20余家 of 18家          reached, whatever the rest is
"""

from dataclasses import replace
from decimal import Decimal

from luoshi.pacing.weighed import Weighed
from luoshi.plan import Observation, Target

_SOME_MORE = ("多", "余")


def some_more(target: Target, chosen: Weighed) -> Observation | None:
    """Return the most that 2000多 may be, as a figure, where the target lies above its number and below; else None."""
    figure = chosen.figure
    if target.value is None or not any(word in figure.value_text for word in _SOME_MORE):
        return None
    step = Decimal(1).scaleb(lowest_power(figure.value))
    most = figure.value + step
    if not figure.value < target.value <= most:
        return None
    # 千余人 of 2000人 may be 1999
    return replace(figure, value=most if most > target.value else most - step / 1000)


def lowest_power(value: Decimal) -> int:
    """Return the power of ten of the last digit that is not zero: 3 of 2000, 0 of 12."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
