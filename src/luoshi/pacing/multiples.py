"""Multiples: what 倍 and 番 say of a growth, in per cent.

增长1.2倍        120        翻一番        100        翻两番        300
是上年的2.2倍     120        是全省的2.2倍  nothing: it is held against another
"""

from decimal import Decimal

from luoshi.expressions import expression

_TIMES_AS_MUCH = expression(r"(?:是|为|达到?|相当于|超过?|突破|到|至)了?(?P<of>[^,;。:]{0,12}?)的?(?:约|近)?$")
_GROWS = expression(r"增|提高|提升|扩大|上升|翻")
_LAST_YEAR = expression(r"(?:上年|去年|上一年)(?:全年|同期|同月|同季)?(?:水平)?|同期")
_MOST_DOUBLINGS = 10


def risen(value: Decimal, measure: str, left: str, of: str | None) -> Decimal | None:
    """Return the growth that a multiple says, in per cent; None where it says none, or against something else.

    Args:
        measure: 倍 or 番.
        left: the words before the number, as levelled.
        of: what it is a multiple of, where that was read.
    """
    if measure == "番":
        return 100 * (Decimal(2) ** value - 1) if 0 < value <= _MOST_DOUBLINGS else None
    if found := _TIMES_AS_MUCH.search(left):
        whom = of or found["of"].removesuffix("的")
        return 100 * (value - 1) if _LAST_YEAR.fullmatch(whom) else None
    if of:
        return 100 * (value - 1) if _LAST_YEAR.fullmatch(of.removesuffix("的")) else None
    return 100 * value if _GROWS.search(left) else None
