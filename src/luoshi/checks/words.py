"""Words of answers: figures side by side in one unit, as a reader checks them by hand."""

from collections.abc import Sequence
from decimal import Decimal

from luoshi.pacing import phrasing
from luoshi.plan import Observation
from luoshi.quantity import step_of, unsigned


def bare(value: Decimal, like: Observation) -> str:
    """Show a value in the unit of a figure, without the unit's name: 16100000000 as 161."""
    factor, _ = phrasing.unit_of(like.value_text, like.measure)
    return phrasing.number(_rounded(value / factor))


def unit(like: Observation) -> str:
    return phrasing.unit_of(like.value_text, like.measure)[1]


def signed(figure: Observation) -> str:
    """Show a figure as written, with the sign of its value: 下降6.5%, 负6.5% and ▼6.5% as −6.5%."""
    text = figure.value_text.replace("-", "−")
    return text if figure.value >= 0 or text.startswith("−") else f"−{unsigned(text)}"


def like_written(value: Decimal, written: Observation, *, fits: bool) -> str:
    """Show a reckoned rate with the decimals of the written one.

    Where the two do not fit and would look alike, more decimals are shown, so that a reader sees why.
    """
    decimals = max(0, -_exponent(step_of(written.value_text)))
    shown = phrasing.number(value, decimals)
    for digits in range(decimals + 1, decimals + 4):
        if fits or shown != phrasing.number(written.value, decimals):
            break
        shown = phrasing.number(value, digits)
    return f"{shown}%"


def added(parts: Sequence[Observation], like: Observation) -> str:
    return " + ".join(bare(part.value, like) for part in parts)


def _exponent(step: Decimal) -> int:
    exponent = step.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounded(value: Decimal) -> Decimal:
    return value if -_exponent(value) <= 4 else round(value, 4)
