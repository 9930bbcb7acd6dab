"""Numbers in all their spellings, measures, and the arithmetic that is safe."""

from decimal import Decimal

import pytest

from luoshi.errors import EmptyWhole, MeasureMismatch
from luoshi.quantity import Interval, Quantity, measure, number, rounding_interval, step_of

SPELLINGS = {
    "1250000000": ["12亿5000万", "十二亿五千万", "12.5亿", "１２.５亿"],
    "5.2": ["5.2", "百分之五点二", "五点二"],
    "350": ["三百五十", "350", "3 50"],
    "200": ["两百", "二百", "200"],
    "10050": ["一万零五十", "1.005万", "10,050"],
    "1000000000000": ["万亿", "一万亿", "1万亿"],
    "2025": ["二〇二五", "2025"],
    "-6.5": ["-6.5"],
}


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in SPELLINGS.items() for text in texts])
def test_every_spelling_means_the_same(value: str, text: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "亿元以上", "家", "第", "零分之三"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no num"):
        number(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("161亿元", "16050000000", "16150000000"),
        ("7.0%", "6.95", "7.05"),
        ("-6.5%", "-6.55", "-6.45"),
        ("1,234.5万元", "12344500", "12345500"),
        ("三分之二", "66.66666666666666666666666667", "66.66666666666666666666666667"),
    ],
)
def test_a_written_figure_stands_for_what_rounds_to_it(text: str, low: str, high: str) -> None:
    assert rounding_interval(text) == Interval(Decimal(low), Decimal(high))


def test_counted_things_are_exact_unless_they_are_written_in_ten_thousands() -> None:
    assert rounding_interval("53个", counted=True) == Interval(Decimal(53), Decimal(53))
    assert step_of("1.8万家") == 1000


def test_intervals_reckon_with_their_ends() -> None:
    part, whole = Interval(Decimal(1), Decimal(2)), Interval(Decimal(4), Decimal(5))
    assert part + whole == Interval(Decimal(5), Decimal(7))
    assert whole - part == Interval(Decimal(2), Decimal(4))
    assert part.over(whole) == Interval(Decimal("0.2"), Decimal("0.5"))
    assert part.times(-1) == Interval(Decimal(-2), Decimal(-1))
    assert part.meets(Interval(Decimal(2), Decimal(3)))
    assert Decimal(1) in part
    assert Decimal(2) not in part
    with pytest.raises(ZeroDivisionError):
        part.over(Interval(Decimal(-1), Decimal(1)))


def test_a_share_is_in_per_cent_and_may_be_more_than_the_whole() -> None:
    hectares, mu = Quantity(Decimal(2), measure("公顷")), Quantity(Decimal(30), measure("亩"))
    assert round(hectares.share_of(mu), 6) == 100
    yuan = measure("元")
    assert Quantity(Decimal(161), yuan).growth_over(Quantity(Decimal(140), yuan)) == 15


def test_what_counts_different_things_is_not_compared() -> None:
    with pytest.raises(MeasureMismatch):
        Quantity(Decimal(1), measure("元")).share_of(Quantity(Decimal(1), measure("公里")))
    with pytest.raises(EmptyWhole):
        Quantity(Decimal(1), measure("家")).share_of(Quantity(Decimal(0), measure("家")))


def test_a_bare_fang_may_be_an_area_or_a_volume() -> None:
    fang = Quantity(Decimal(5), measure("方"))
    assert fang.comparable(Quantity(Decimal(5), measure("平方米")))
    assert fang.comparable(Quantity(Decimal(5), measure("立方米")))


def test_a_compound_measure_has_its_own_dimension() -> None:
    assert measure("元/月").dimension == "money:元/月"
    with pytest.raises(KeyError):
        measure("无此单位")
