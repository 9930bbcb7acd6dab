"""Rule sets: every number by which a target is judged, by name and version.

A band compares a difference, reached less expected, with three limits. The unit of the
difference depends on the kind of target: points of a year's share for amounts, points of
growth for growth and parity, points of a share, places of a rank.
"""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.plan import Light, State


def _number(text: str) -> Decimal:
    return Decimal(text)


@dataclass(frozen=True, slots=True)
class Bands:
    """Where ahead, on pace, yellow and red begin; each limit belongs to the better side.

    Args:
        ahead: from here up it is ahead; None where nothing is called ahead.
        on_pace: from here up it is on pace; below it is behind.
        yellow: behind, down to here, is yellow, and red below; None where behind is never red.
    """

    ahead: Decimal | None
    on_pace: Decimal
    yellow: Decimal | None

    def judge(self, difference: Decimal) -> tuple[State, Light]:
        """Tell state and light of a difference, reached less expected."""
        if self.ahead is not None and difference >= self.ahead:
            return State.AHEAD, Light.GREEN
        if difference >= self.on_pace:
            return State.ON_PACE, Light.GREEN
        red = self.yellow is not None and difference < self.yellow
        return State.BEHIND, Light.RED if red else Light.YELLOW


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One office's way of judging; `dataclasses.replace` makes a variant.

    Args:
        code: what settings and commands call it.
        version: what stands behind a rule's name in a sentence.
        amounts: in points of the year's share (flow, and use of a ceiling).
        growth: in points of growth (growth and parity).
        shares: in points, latest share or rate against target; for other measures in per cent of the target.
        ranks: in places.
        trends: in points of growth, in the direction that was promised.
        about_points: how far 左右 reaches below and above a share, in points.
        about_part: how far 左右 reaches below an amount, in per cent of it.
        negative_growth_is_red: shrinking against a positive target is red at once.
        source: where the rule was read; empty for our own.
    """

    code: str
    version: str
    name: str
    name_en: str
    amounts: Bands
    growth: Bands
    shares: Bands
    ranks: Bands
    trends: Bands
    about_points: Decimal = Decimal(2)
    about_part: Decimal = Decimal(5)
    negative_growth_is_red: bool = True
    source: str = ""


HOUSE_V1 = RuleSet(
    code="house-v1",
    version="v1",
    name="落实通用规则 v1",
    name_en="House rule v1",
    amounts=Bands(_number("5"), _number("0"), _number("-30")),
    growth=Bands(_number("1.0"), _number("-0.5"), _number("-2.0")),
    shares=Bands(None, _number("0"), _number("-5")),
    ranks=Bands(None, _number("0"), _number("-2")),
    trends=Bands(None, _number("0"), _number("-2.0")),
)

# 宣城市 2020: behind where the share of the target is under months elapsed / 12, or growth is
# under the target growth. It names no colours and no ahead: behind is yellow here, never red.
XUANCHENG_2020 = RuleSet(
    code="xuancheng-2020",
    version="宣城2020",
    name="达到序时、未达到序时（宣城市2020年督查通报）",
    name_en="On schedule or not (Xuancheng, 2020)",
    amounts=Bands(None, _number("0"), None),
    growth=Bands(None, _number("0"), None),
    shares=Bands(None, _number("0"), None),
    ranks=Bands(None, _number("0"), None),
    trends=Bands(None, _number("0"), None),
    negative_growth_is_red=False,
    source="https://www.xuancheng.gov.cn/OpennessContent/show/2044556.html",
)

# Pace on or above is green, 10 to 30 points below yellow, more red. What 0 to 10 below counts as
# is settled by no source; here it is still on pace, and `amounts.on_pace` changes that.
TEN_THIRTY = RuleSet(
    code="ten-thirty",
    version="10–30",
    name="低10个百分点黄灯、低30个百分点红灯",
    name_en="Yellow from 10 points below, red beyond 30",
    amounts=Bands(None, _number("-10"), _number("-30")),
    growth=HOUSE_V1.growth,
    shares=HOUSE_V1.shares,
    ranks=HOUSE_V1.ranks,
    trends=HOUSE_V1.trends,
)

# Met or ahead is green, missed is red; there is no yellow in the month itself.
GREEN_OR_RED = RuleSet(
    code="green-or-red",
    version="红绿",
    name="达到绿灯、未达到红灯",
    name_en="Green when met, red when missed",
    amounts=Bands(None, _number("0"), _number("0")),
    growth=Bands(None, _number("0"), _number("0")),
    shares=Bands(None, _number("0"), _number("0")),
    ranks=Bands(None, _number("0"), _number("0")),
    trends=Bands(None, _number("0"), _number("0")),
)

RULE_SETS: dict[str, RuleSet] = {rules.code: rules for rules in (HOUSE_V1, XUANCHENG_2020, TEN_THIRTY, GREEN_OR_RED)}
