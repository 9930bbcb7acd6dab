"""Measures: one thing under several names, and the way from one to another."""

from decimal import Decimal

import pytest

from luoshi.grammar import read_promise
from luoshi.quantity import MEASURES, converted, measure
from tests.rows import each_of

SAME = [
    ("30", "亩", "公顷", "2"),
    ("2", "公顷", "亩", "30"),
    ("1", "km²", "公顷", "100"),
    ("3", "万m²", "平方米", "30000"),
    ("3", "m2", "㎡", "3"),
    ("12", "公里", "米", "12000"),
    ("35", "km", "公里", "35"),
    ("3", "亿元", "万元", "30000"),
    ("5", "美金", "美元", "5"),
    ("1200", "千瓦", "兆瓦", "1.2"),
    ("12", "万千瓦", "MW", "120"),
    ("5", "kW·h", "千瓦时", "5"),
    ("3", "万吨", "公斤", "30000000"),
    ("500", "kg", "吨", "0.5"),
    ("28", "μg/m³", "微克/立方米", "28"),
    ("28", "ug/m3", "µg/m³", "28"),
    ("1", "mg/L", "毫克/升", "1"),
    ("5", "m³/d", "立方米/日", "5"),
    ("7", "张/千人", "张/万人", "70"),
    ("2", "周", "天", "14"),
    ("5", "方", "立方米", "5"),
    ("5", "方", "平方米", "5"),
]


@pytest.mark.parametrize(("value", "written", "other", "same"), SAME)
def test_one_dimension_in_two_measures_is_converted(value: str, written: str, other: str, same: str) -> None:
    assert converted(Decimal(value), written, other) == Decimal(same)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("家", "户"),
        ("元", "美元"),
        ("亩", "米"),
        ("元/月", "元/年"),
        ("套", "套（间）"),
        ("%", "个百分点"),
        ("元", "无此单位"),
    ],
)
def test_what_counts_different_things_is_not_converted(written: str, other: str) -> None:
    assert converted(Decimal(5), written, other) is None


@each_of("name", sorted(name for name in MEASURES if name))
def test_every_measure_says_its_dimension_and_size(name: str) -> None:
    known = measure(name)
    assert known.dimension
    assert known.factor > 0
    assert converted(Decimal(7), name, name) == 7


@pytest.mark.parametrize("blank", "\u00a0\u2002\u2003\u2005\u2007\u2009\u200a\u202f\u205f\u3000 ")
def test_a_blank_of_any_width_groups_digits_and_parts_a_measure(blank: str) -> None:
    (target,) = read_promise(f"固定资产投资1{blank}200{blank}亿元").targets
    assert (target.value, target.measure) == (Decimal(120_000_000_000), "元")
