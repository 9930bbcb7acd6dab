"""A true statement is never reported: figures are made up, printed by rounding or cutting off, and checked.

And a statement that is wrong by more than printing allows is reported: both are drawn by chance,
from a fixed seed.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest

from luoshi.checks import check_statement
from tests.chosen import times

JUNE = date(2025, 6, 30)
TIMES = times(80, 250)
CODES = {"share", "growth", "difference", "sum", "part-larger", "completion", "average", "rank", "outside", "measure"}


def printed(value: Decimal, digits: int, how: str) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-digits), how):f}"


def pick(chance: random.Random, low: int, high: int) -> Decimal:
    return Decimal(chance.randint(low * 10**6, high * 10**6)) / 10**6


def share(chance: random.Random, off: Decimal) -> str:
    whole = pick(chance, 50, 900)
    part = whole * pick(chance, 10, 90) / 100
    how = chance.choice((ROUND_HALF_UP, ROUND_DOWN))
    rate = printed(100 * part / whole + off, chance.randint(0, 2), how)
    digits = chance.randint(1, 2)
    return (
        f"固定资产投资完成{printed(whole, digits, how)}亿元，房地产投资完成{printed(part, digits, how)}亿元，"
        f"占固定资产投资的{rate}%。"
    )


def growth(chance: random.Random, off: Decimal) -> str:
    before = pick(chance, 50, 900)
    now = before * (100 + pick(chance, -20, 30)) / 100
    how = chance.choice((ROUND_HALF_UP, ROUND_DOWN))
    digits = chance.randint(0, 2)
    rate = 100 * (now / before - 1) + off
    verb = "增长" if rate >= 0 else "下降"
    return (
        f"1-6月，固定资产投资{printed(now, digits, how)}亿元（去年同期{printed(before, digits, how)}亿元），"
        f"{verb}{printed(abs(rate), 1, how)}%。"
    )


def difference(chance: random.Random, off: Decimal) -> str:
    before, now = pick(chance, 60, 79), pick(chance, 81, 99)
    how = chance.choice((ROUND_HALF_UP, ROUND_DOWN))
    digits = chance.randint(0, 2)
    rise = printed(now - before + off, digits, how)
    return f"空气优良率由{printed(before, digits, how)}%提高到{printed(now, digits, how)}%，提高{rise}个百分点。"


def total(chance: random.Random, off: Decimal) -> str:
    one, two = chance.randint(3, 99), chance.randint(3, 99)
    return f"城区建成{one}个、镇区建成{two}个，合计建成{one + two + int(off)}个。"


def average(chance: random.Random, off: Decimal) -> str:
    households, each = chance.randint(11, 999), pick(chance, 1, 9)
    how = chance.choice((ROUND_HALF_UP, ROUND_DOWN))
    amount = printed(each * households, 1, how)
    return f"为{households}户兑付补助{amount}万元，户均{printed(each + off, chance.randint(1, 2), how)}万元。"


def rank(chance: random.Random, off: Decimal) -> str:
    before, now = chance.sample(range(1, 30), 2)
    rose = (now < before) == (off == 0)
    return f"综合排名由去年的第{before}位{'上升' if rose else '下降'}至第{now}位。"


def three_parts(chance: random.Random, off: Decimal) -> str:
    rates = [pick(chance, 1, 9) for _ in range(3)]
    weights = [pick(chance, 1, 9) for _ in range(3)]
    whole = sum((r * w for r, w in zip(rates, weights, strict=True)), Decimal(0)) / sum(weights)
    if off:
        whole = max(rates) + off
    first, second, third = (printed(rate, 1, ROUND_HALF_UP) for rate in rates)
    return (
        f"地区生产总值增长{printed(whole, 1, ROUND_HALF_UP)}%，"
        f"其中一产、二产、三产分别增长{first}%、{second}%、{third}%。"
    )


KINDS: dict[str, tuple[Callable[[random.Random, Decimal], str], Decimal]] = {
    "share": (share, Decimal(5)),
    "growth": (growth, Decimal(5)),
    "difference": (difference, Decimal(5)),
    "sum": (total, Decimal(3)),
    "average": (average, Decimal(2)),
    "rank": (rank, Decimal(1)),
    "outside": (three_parts, Decimal(2)),
}


def drawn(kind: str, *, wrong: bool) -> Iterator[str]:
    make, off = KINDS[kind]
    chance = random.Random(f"{kind} {wrong}")
    return (make(chance, off if wrong else Decimal(0)) for _ in range(TIMES))


def found(promise: str, statement: str) -> set[str]:
    return {finding.code for finding in check_statement(promise, statement, year=2025, as_of=JUNE)[1]} & CODES


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_true_is_never_reported(kind: str) -> None:
    assert [statement for statement in drawn(kind, wrong=False) if found("", statement)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_wrong_by_more_than_printing_allows_is_reported(kind: str) -> None:
    assert [statement for statement in drawn(kind, wrong=True) if kind not in found("", statement)] == []


def test_a_true_completion_rate_is_never_reported_and_a_wrong_one_is() -> None:
    chance = random.Random("completion")
    for _ in range(TIMES):
        goal, done = chance.randint(20, 900), pick(chance, 10, 800)
        how = chance.choice((ROUND_HALF_UP, ROUND_DOWN))
        amount, rate = printed(done, 2, how), 100 * done / goal
        promise = f"新增绿化面积{goal}万方。"
        right = f"新增绿化面积{amount}万方，完成年度目标的{printed(rate, 1, how)}%。"
        wrong = f"新增绿化面积{amount}万方，完成年度目标的{printed(rate * Decimal('1.1'), 1, how)}%。"
        assert "completion" not in found(promise, right), right
        assert "completion" in found(promise, wrong), wrong


def test_nobody_is_told_that_no_figure_stands_where_one_was_only_not_understood() -> None:
    promise = "城镇新增就业1.2万人。"
    # the quarter that is told has not ended
    for statement, said in (("序时推进", "完成情况里没有数"), ("二季度城镇新增就业3100人", "没有读到对得上的数")):
        _, findings = check_statement(promise, statement, year=2025, as_of=date(2025, 6, 28))
        assert [said in one.message for one in findings if one.code == "no-figure"] == [True], statement
