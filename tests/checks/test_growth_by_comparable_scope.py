"""Growth that is published by comparable scope is not wrong: a difference from the ratio is a note."""

from datetime import date

import pytest

from luoshi.checks import check_statement
from luoshi.plan import Level

SAID = "上半年，{}161亿元（去年同期172.3亿元），同比增长{}。"


@pytest.mark.parametrize(
    "indicator",
    [
        "固定资产投资",
        "工业投资",
        "民间投资",
        "社会消费品零售总额",
        "限额以上批发业销售额",
        "规上工业总产值",
        "农林牧渔业总产值",
        "规模以上工业企业利润总额",
        "规上服务业营业收入",
        "农村居民收入",
    ],
)
def test_a_difference_is_a_note(indicator: str) -> None:
    relations, (finding,) = check_statement("", SAID.format(indicator, "3.8%"), year=2025, as_of=date(2025, 6, 30))
    assert (finding.code, finding.level) == ("growth", Level.NOTE)
    assert relations == ()  # a page would show it as 对不上
    assert "可能按可比口径" in finding.message


@pytest.mark.parametrize("indicator", ["税收", "一般公共预算收入", "进出口总额"])
def test_of_other_indicators_it_is_a_warning(indicator: str) -> None:
    _, (finding,) = check_statement("", SAID.format(indicator, "3.8%"), year=2025, as_of=date(2025, 6, 30))
    assert (finding.code, finding.level) == ("growth", Level.WARNING)
    assert "可比口径" not in finding.message


@pytest.mark.parametrize("indicator", ["地区生产总值", "规上工业增加值", "第三产业增加值"])
def test_growth_at_constant_prices_stays_as_it_is(indicator: str) -> None:
    assert check_statement("", SAID.format(indicator, "3.8%"), year=2025, as_of=date(2025, 6, 30))[1] == ()
