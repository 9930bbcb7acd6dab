"""What a printed figure may stand for: all that rounding or cutting off would print so.

    161亿元 is from 160.5 up to 162 (cut off)      −6.5% is from −6.6 to −6.45
    53个 is 53: whole things are counted, not rounded

Offices round half up, and some cut off; a check allows both, so that no true statement is
ever reported. A figure with 约, 超, 近, 余, 以上 says too little to contradict anything.
"""

from decimal import Decimal

from luoshi.expressions import expression
from luoshi.plan import Comparator, Observation
from luoshi.quantity import Interval, measure, step_of

_BEFORE = expression(r"(?:约|近|超过?|突破|逾|不足|不少于|不低于|不超过|不高于|接近|大约|预计|力争|至少)[为达到]*$")
_AFTER = expression(r"^\s*(?:以上|以下|以内|左右|上下|余|多|之内|不到)")
_INSIDE = expression(r"[余多来几数]|零增长")
_ROUND = expression(r"[1-9]\d+?(0{2,})(?!\d|\.)")


def is_vague(figure: Observation, statement: str) -> bool:
    """Tell whether a figure is hedged, so that it bounds nothing exactly."""
    start, end = figure.value_span
    return (
        figure.approximate
        or figure.comparator in (Comparator.MORE, Comparator.LESS, Comparator.AT_MOST, Comparator.ABOUT)
        or _BEFORE.search(statement[max(0, start - 6) : start]) is not None
        or _AFTER.search(statement[end : end + 3]) is not None
        or _INSIDE.search(figure.value_text) is not None
    )


def meant(figure: Observation) -> Interval:
    """Tell what a figure may stand for, by its last printed digit."""
    return around(figure.value, figure.value_text, figure.measure)


def around(value: Decimal, written: str, of_measure: str | None) -> Interval:
    """Tell what a value that was written so may stand for; both ends may be reached.

    A count without 万 is exact, unless it ends in zeros as a rounded one would (1200人).
    """
    step = step_of(written)
    if _counts(of_measure) and step == 1:
        zeros = _ROUND.search(written.replace(",", "").replace("，", ""))
        if zeros is None:
            return Interval(value, value)
        step = Decimal(10) ** len(zeros[1])
    if value < 0:
        return Interval(value - step, value + step / 2)
    return Interval(value - step / 2, value + step)


def _counts(name: str | None) -> bool:
    try:
        return name is not None and measure(name).counts_things
    except KeyError:
        return False
