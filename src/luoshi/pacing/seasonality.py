"""Seasonality: how a year's amount builds up by month, where it does not build up evenly.

A planned series (计划进度) or last year's figures (去年同期进度) give cumulative amounts for
some months; a shape is the cumulative share of the year for every month, in per cent.
"""

from collections.abc import Mapping
from decimal import Decimal

from luoshi.errors import EmptyWhole

Shape = tuple[str, tuple[Decimal, ...]]


def shape_of(name: str, to_date: Mapping[int, Decimal], whole: Decimal | None = None) -> Shape:
    """Make a shape from cumulative amounts by month (1 to 12); months between are drawn straight.

    Args:
        name: what sentences call it: 去年同期进度.
        whole: the year's amount; December's where it is not given.

    Raises:
        EmptyWhole: the year's amount is zero or not known.
    """
    total = whole if whole is not None else to_date.get(12)
    if not total:
        raise EmptyWhole(f"“{name}”没有全年数，不能折成各月进度。", f'"{name}" has no figure for the whole year.')
    known = {0: Decimal(0), **to_date, 12: total}
    months = sorted(known)
    shares = []
    for month in range(1, 13):
        before = max(m for m in months if m <= month)
        after = min(m for m in months if m >= month)
        step = Decimal(month - before) / (after - before) if after > before else Decimal(0)
        shares.append(100 * (known[before] + (known[after] - known[before]) * step) / total)
    return name, tuple(shares)
