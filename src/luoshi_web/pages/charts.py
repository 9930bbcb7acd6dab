"""Charts: inline SVG in percent coordinates, so that bars stretch and text keeps its size.

No chart stands alone: its numbers are in the text or the table beside it, and its label
says them to a screen reader. Bars begin at zero; the expected value is an ink tick.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.cycle import Period
from luoshi.pacing import phrasing
from luoshi.pacing.amounts import CEILING, FLOW
from luoshi.pacing.rates import GROWING
from luoshi.plan import Assessment, Basis, Target
from luoshi_web.pages.lamps import in_english
from luoshi_web.pages.typography import wide

HUNDRED = Decimal(100)
# The rules that hold a share of the target against a share of the year; one of a ceiling may do either.
_PRO_RATA = (FLOW[0], GROWING[0], CEILING[0])


def percent(value: Decimal) -> str:
    """Write a coordinate: two decimals are finer than a pixel."""
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}%"


def points(value: Decimal) -> str:
    """Show a rate or a share with the decimals that matter, one at least where it was rounded."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    shown = value if value == rounded else rounded
    return f"{shown:f}".replace("-", "−")


def share_points(value: Decimal) -> str:
    """Show a share of a year or of a target as its sentence does: with one decimal."""
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP):f}"


@dataclass(frozen=True, slots=True)
class Axis:
    """A shared axis of growth rates in per cent, in steps of five or ten, zero always on it."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def over(cls, values: Iterable[Decimal]) -> "Axis":
        known = [*values, Decimal(0), Decimal(10)]
        low, high = min(known), max(known)
        step = Decimal(5) if high - low <= 40 else Decimal(10) if high - low <= 100 else Decimal(50)
        return cls(
            (low / step).to_integral_value(ROUND_FLOOR) * step,
            ((high + 1) / step).to_integral_value(ROUND_CEILING) * step,
            step,
        )

    def at(self, value: Decimal) -> str:
        return percent((value - self.low) / (self.high - self.low) * 100)

    def ticks(self) -> list[Decimal]:
        count = int((self.high - self.low) / self.step)
        return [self.low + i * self.step for i in range(count + 1)]

    def scale(self) -> Markup:
        """The numbers over the column: every other tick, zero among them."""
        shown = [tick for tick in self.ticks() if (tick / self.step) % 2 == 0]
        texts = (
            Markup('<text x="{}" y="12" text-anchor="middle">{}{}</text>').format(
                self.at(tick), points(tick), "%" if tick == shown[-1] else ""
            )
            for tick in shown
        )
        return Markup('<svg class="ch" height="16" aria-hidden="true">{}</svg>').format(Markup("").join(texts))

    def lines(self, height: int) -> Markup:
        return Markup("").join(
            Markup('<line class="{}" x1="{}" x2="{}" y1="0" y2="{}"/>').format(
                "zero" if tick == 0 else "ax", self.at(tick), self.at(tick), height
            )
            for tick in self.ticks()
        )


def growth(axis: Axis, reached: Decimal, expected: Decimal) -> Markup:
    """A dot for what was reached, a tick for what was to be reached, and the gap between."""
    tick, dot = axis.at(expected), axis.at(reached)
    left = expected < reached
    return Markup(
        '<svg class="ch" height="40" role="img" aria-label="{label}">{lines}'
        '<line class="gap" x1="{tick}" x2="{dot}" y1="20" y2="20"/>'
        '<line class="tick" x1="{tick}" x2="{tick}" y1="9" y2="31"/>'
        '<text x="{tick}" dx="{dx}" y="25" text-anchor="{anchor}">{expected}</text>'
        '<circle class="dot" cx="{dot}" cy="20" r="5"/></svg>'
    ).format(
        label=_("实际%(reached)s%%，要求%(expected)s%%") % {"reached": points(reached), "expected": points(expected)},
        lines=axis.lines(40),
        tick=tick,
        dot=dot,
        dx=-7 if left else 7,
        anchor="end" if left else "start",
        expected=points(expected),
    )


def share(reached: Decimal, expected: Decimal) -> Markup:
    """A bar of the target from zero to whole, and a tick where it should be by now."""
    return Markup(
        '<svg class="ch" height="40" role="img" aria-label="{label}">'
        '<rect class="track" x="0" y="12" width="100%" height="16"/>'
        '<rect class="a" x="0" y="12" width="{bar}" height="16"/>'
        '<line class="tick" x1="{tick}" x2="{tick}" y1="6" y2="34"/></svg>'
    ).format(
        label=_("完成%(reached)s%%，序时应达%(expected)s%%")
        % {"reached": share_points(reached), "expected": share_points(expected)},
        bar=percent(max(Decimal(0), min(reached, HUNDRED))),
        tick=percent(max(Decimal(0), min(expected, HUNDRED))),
    )


def months(period: Period, label: str) -> Markup:
    """Twelve small cells that show which months of a year a figure covers."""
    last = period.last_month if period.within_one_year else 12
    cells = (
        Markup('<rect class="{}" x="{}" y="0" width="7" height="6"/>').format(
            "b2" if period.month <= month <= last else "track", (month - 1) * 9
        )
        for month in range(1, 13)
    )
    return Markup('<svg class="ch mo" width="108" height="6" role="img" aria-label="{}">{}</svg>').format(
        label, Markup("").join(cells)
    )


def funnel(steps: Sequence[tuple[str, int]]) -> Markup:
    """Bars one under the other, each a part of the first: all tasks, numeric, reported."""
    whole = max(1, steps[0][1])
    pieces = []
    for position, ((name, count), kind) in enumerate(zip(steps, ("track", "b2", "a"), strict=False)):
        y, width = position * 28, Decimal(count) / whole * 62
        pieces.append(
            Markup(
                '<text x="0" y="{}">{}</text><rect class="{}" x="28%" y="{}" width="{}" height="18"/>'
                '<text class="k" x="{}" dx="8" y="{}">{}</text>'
            ).format(y + 13, name, kind, y, percent(width), percent(28 + width), y + 14, count)
        )
    label = _("，").join(f"{name}{count}" if not in_english() else f"{name}: {count}" for name, count in steps)
    return Markup('<svg class="ch mb-3" height="{}" role="img" aria-label="{}">{}</svg>').format(
        28 * len(steps) - 8, label, Markup("").join(pieces)
    )


def partners(here: str, rows: Sequence[tuple[str, int, int]]) -> Markup:
    """Who works with whom: left those who help this unit, right those whom it helps."""
    top = max((max(left, right) for _name, left, right in rows), default=1)
    pieces = [
        Markup(
            '<text class="cj" x="33%" y="12" text-anchor="end">{}</text><text class="cj" x="67%" y="12">{}</text>'
        ).format(_("配合%(unit)s") % {"unit": here}, _("%(unit)s去配合") % {"unit": here})
    ]
    for position, (name, left, right) in enumerate(rows):
        y = position * 30 + 22
        pieces.append(
            Markup('<text class="nm" x="50%" y="{}" text-anchor="middle">{}</text>').format(y + 20, wide(name))
        )
        for count, kind, anchor in ((left, "a", "end"), (right, "b2", "start")):
            if not count:
                continue
            width = Decimal(count) / top * 28
            x = 33 - width if kind == "a" else Decimal(67)
            edge = x if kind == "a" else 67 + width
            pieces.append(
                Markup(
                    '<rect class="{}" x="{}" y="{}" width="{}" height="16"/>'
                    '<text class="k" x="{}" dx="{}" y="{}" text-anchor="{}">{}</text>'
                ).format(
                    kind,
                    percent(x),
                    y + 7,
                    percent(width),
                    percent(edge),
                    -6 if kind == "a" else 6,
                    y + 20,
                    anchor,
                    count,
                )
            )
    return Markup('<svg class="ch" height="{}" role="img" aria-label="{}">{}</svg>').format(
        len(rows) * 30 + 26, _("与各单位共同任务数"), Markup("").join(pieces)
    )


def period_words(period: Period | None, year: int | None) -> str:
    if period is None:
        return ""
    return phrasing.period_en(period, year) if in_english() else phrasing.period(period, year)


def plotted(target: Target, judged: Assessment | None) -> str:
    """Say how a target is drawn: "growth", "share", or not at all."""
    if judged is None or judged.reached is None or judged.expected is None:
        return ""
    if target.basis in (Basis.GROWTH, Basis.PARITY):
        return "growth"
    return "share" if shares(target, judged) else ""


def shares(target: Target, judged: Assessment | None) -> tuple[Decimal, Decimal] | None:
    """Return what was reached and what was expected, in per cent of a target, where its rule compares these.

    None where it compares the amounts themselves: of counted works, a level at a date or a ceiling of one nothing
    is pro rata, so that 4 of 5 is no 4% and no share is expected by now.
    """
    if judged is None or judged.reached is None or judged.expected is None:
        return None
    if target.basis is not Basis.LEVEL or not target.value or judged.rule not in _PRO_RATA:
        return None
    if judged.rule == CEILING[0] and judged.expected == target.value:
        return None
    return judged.reached, judged.expected
