"""What is said to be over or short of the plan is a difference, never the amount; the targets settle what is open."""

from decimal import Decimal

import pytest

from luoshi.grammar import read_promise, read_statement
from luoshi.plan import Basis, Observation

PROMISES = {"亿元": "固定资产投资300亿元", "家": "培育链主企业12家", "个": "新增公园5个", "人": "新增就业5000人"}


def seen_in(statement: str, promise: str) -> tuple[Observation, ...]:
    return read_statement(statement, targets=read_promise(promise).targets).observations


@pytest.mark.parametrize(("measure", "promise"), PROMISES.items())
@pytest.mark.parametrize(
    ("statement", "sign"),
    [
        ("超额完成2{}", 1),
        ("超计划2{}", 1),
        ("超出计划2{}完成", 1),
        ("超年度目标2{}", 1),
        ("比年度计划多2{}", 1),
        ("较目标多完成2{}", 1),
        ("多完成2{}", 1),
        ("还差2{}", -1),
        ("距目标还差2{}", -1),
        ("差2{}", -1),
        ("少2{}", -1),
        ("欠2{}", -1),
        ("短缺2{}", -1),
        ("比计划少2{}", -1),
        ("还有2{}未完成", -1),
    ],
)
def test_a_difference_is_no_amount(statement: str, sign: int, measure: str, promise: str) -> None:
    (seen,) = seen_in(statement.format(measure), promise)
    (target,) = read_promise(promise).targets
    assert (seen.basis, seen.metric, seen.measure) == (Basis.GROWTH, target.metric, target.measure)
    assert (seen.value > 0) is (sign > 0)
    assert seen.of
    assert seen.rule == ("beyond the plan" if sign > 0 else "short of the plan")


@pytest.mark.parametrize(
    ("statement", "amount"),
    [
        ("超计划完成305亿元", "30500000000"),
        ("超额完成投资305亿元", "30500000000"),
        ("固定资产投资超过5亿元", "500000000"),
        ("完成305亿元，超计划5亿元", "30500000000"),
        ("超计划5亿元，完成305亿元", "30500000000"),
        ("超额完成任务，完成305亿元", "30500000000"),
    ],
)
def test_what_cannot_be_a_difference_is_the_amount(statement: str, amount: str) -> None:
    levels = [seen.value for seen in seen_in(statement, PROMISES["亿元"]) if seen.basis is Basis.LEVEL]
    assert levels == [Decimal(amount)]
