"""Forecast: where a flow ends at the year's end if it goes on as it has, and what would be needed.

    目标300亿元；1-6月161亿元      at this pace 322 in the year, 107.3% of the target;
                                  23.2 a month are needed, 26.8 a month were done

It is arithmetic, not knowledge: evenly by months, or by the shape of a planned series or of last
year. Stocks, rates and ranks are not drawn out.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.indicators import Kind
from luoshi.pacing import comparison, phrasing
from luoshi.pacing.flow_or_stock import kind_of_amount
from luoshi.pacing.seasonality import Shape
from luoshi.plan import Basis, Comparator, Target, Task


@dataclass(frozen=True, slots=True)
class Forecast:
    """A flow drawn out to the end of its year, in the base of the target's measure.

    Args:
        amount: the year's amount at this pace; share: of the target, in per cent.
        needed: what each remaining month must bring to reach the target, 0 where it is reached.
        so_far: what each month brought on average.
    """

    amount: Decimal
    share: Decimal
    needed: Decimal
    so_far: Decimal
    sentence: str
    sentence_en: str


def forecast(
    task: Task, target: Target, *, year: int | None, as_of: date | None, shape: Shape | None = None
) -> Forecast | None:
    """Draw a target's flow out to the year's end; None where it is no flow or has no figure to date."""
    if target.value is None or target.value <= 0 or target.basis is not Basis.LEVEL or target.milestone is not None:
        return None
    phrase = (target.action or "") + task.text[max(0, target.span.start - 6) : target.span.end]
    if kind_of_amount(target.metric, phrase, target.measure)[0] is not Kind.FLOW or target.measure == "%":
        return None
    seen = [
        figure
        for figure in comparison.of_basis(comparison.own_figures(task, target), Basis.LEVEL)
        if comparison.comparable(figure.measure, target.measure)
    ]
    figure = comparison.latest(seen, as_of)
    period = comparison.covered(figure, as_of) if figure is not None else None
    if figure is None or period is None or not period.from_january or (year is not None and period.year != year):
        return None
    passed = shape[1][period.last_month - 1] if shape is not None else Decimal(100 * period.last_month) / 12
    if passed <= 0:
        return None
    left = 12 - period.last_month
    short = max(Decimal(0), target.value - figure.value)
    amount = 100 * figure.value / passed
    return _said(
        target,
        amount=amount,
        needed=short / left if left else short,
        so_far=figure.value / period.last_month,
        months=period.last_month,
        by=shape[0] if shape is not None else "",
    )


def _said(target: Target, *, amount: Decimal, needed: Decimal, so_far: Decimal, months: int, by: str) -> Forecast:
    assert target.value is not None
    share = 100 * amount / target.value
    factor, unit = phrasing.unit_of(target.value_text, target.measure)

    def shown(value: Decimal) -> str:
        return f"{phrasing.number(value / factor, 1).removesuffix('.0')}{unit}"

    ceiling = target.comparator in (Comparator.AT_MOST, Comparator.LESS)
    goal = "上限" if ceiling else "目标"
    how, how_en = (
        (f"按{by}推算", f"by {by}") if by else (f"按前{months}个月的平均推算", f"at the pace of {months} months")
    )
    sentence = f"{how}，全年约{shown(amount)}，是{goal}的{phrasing.percent(share)}"
    sentence_en = f"{how_en} the year comes to about {shown(amount)}, {phrasing.percent(share)} of the target"
    if months < 12 and not ceiling:
        sentence += f"；余下每月要{shown(needed)}，前{months}个月平均每月{shown(so_far)}"
        sentence_en += f"; {shown(needed)} a month are needed, {shown(so_far)} a month were done"
    return Forecast(amount, share, needed, so_far, f"{sentence}。", f"{sentence_en}.")
