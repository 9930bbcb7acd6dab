"""Quantities: an amount with its measure, and the arithmetic that is safe.

Amounts are Decimal, never float, in the measure that the text writes, without 万 and 亿:
12.5亿元 is Quantity(Decimal("1250000000"), 元), and 5.2% is Quantity(Decimal("5.2"), %).
"""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.errors import EmptyWhole, MeasureMismatch
from luoshi.quantity.measures import MEASURES, Measure, converted, measure
from luoshi.quantity.numbers import Interval, number, rounding_interval, step_of, unsigned

__all__ = [
    "MEASURES",
    "Interval",
    "Measure",
    "Quantity",
    "converted",
    "measure",
    "number",
    "rounding_interval",
    "step_of",
    "unsigned",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of something: 4万人 is Quantity(Decimal(40000), measure("人"))."""

    amount: Decimal
    measure: Measure

    @property
    def base(self) -> Decimal:
        """The amount in the base of its dimension: 2公顷 is 20000 (平方米)."""
        return self.amount * self.measure.factor

    def comparable(self, other: "Quantity") -> bool:
        """Whether the two count the same kind of thing; 方 is comparable with areas and volumes."""
        mine = {self.measure.dimension, self.measure.also} - {""}
        return bool(mine & ({other.measure.dimension, other.measure.also} - {""}))

    def share_of(self, whole: "Quantity") -> Decimal:
        """Tell what part of `whole` this is, in per cent.

        Half is Decimal("50"). A unit may overfulfil its target, so the answer can be more than 100.

        Raises:
            MeasureMismatch: the two count different things, yuan and metres say.
            EmptyWhole: `whole` is zero.
        """
        self._must_compare(whole)
        if whole.amount == 0:
            raise EmptyWhole("整体为零，无法计算占比。", "The whole is zero, so no share can be reckoned.")
        return 100 * self.base / whole.base

    def growth_over(self, before: "Quantity") -> Decimal:
        """Tell by how many per cent this is more than `before`; less is negative.

        Raises:
            MeasureMismatch: the two count different things.
            EmptyWhole: `before` is zero.
        """
        return self.share_of(before) - 100

    def _must_compare(self, other: "Quantity") -> None:
        if not self.comparable(other):
            raise MeasureMismatch(
                f"“{self.measure.name}”与“{other.measure.name}”不是同类计量单位，不能相互比较。",
                f"{self.measure.name} and {other.measure.name} count different things and cannot be compared.",
            )
