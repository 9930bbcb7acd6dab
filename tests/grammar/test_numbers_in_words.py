"""Numbers in words: read whole, in every letter, or said to be unread; nothing of them is left over."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.grammar import read_promise, read_statement
from luoshi.grammar.grammar import default_grammar
from luoshi.quantity.numerals import TwoReadings, between, numeral

PLAIN, CAPITAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
SIZES = {PLAIN: ("", "十", "百", "千"), CAPITAL: ("", "拾", "佰", "仟")}


def written(value: int, letters: str) -> str:
    """Write 1..9999 in these letters."""
    digits, found = [int(digit) for digit in f"{value:04}"], ""
    for position, digit in enumerate(digits):
        if digit:
            found += letters[digit] + SIZES[letters][3 - position]
        elif found and any(digits[position:]) and not found.endswith("零"):
            found += "零"
    return found


@given(st.integers(101, 9999), st.integers(1, 9), st.sampled_from((PLAIN, CAPITAL)))
def test_every_letter_means_the_same(value: int, tenth: int, letters: str) -> None:
    text = written(value, letters)
    assert numeral(text) == value
    (target,) = read_promise(f"补助资金{text}万元").targets
    assert (target.value, target.measure) == (Decimal(value) * 10_000, "元")
    if letters == PLAIN:
        (target,) = read_promise(f"投资{text}点{PLAIN[tenth]}亿元").targets
        assert target.value == (value + Decimal(tenth) / 10) * 10**8


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三万五", 35_000),
        ("3万5", 35_000),
        ("3亿5", 350_000_000),
        ("三百五", 350),
        ("三百零五", 305),
        ("十亿3000万", 1_030_000_000),
        ("3亿五千万", 350_000_000),
        ("2千3百万", 23_000_000),
        ("两万三千亿", 2_300_000_000_000),
        ("十二点五亿", 1_250_000_000),
        ("廿五", 25),
    ],
)
def test_a_numeral_is_read_by_its_sections(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize("text", ["两万三千万", "三万五千万", "2万3千万", "一亿二亿"])
def test_what_has_two_readings_is_no_number_and_says_so(text: str) -> None:
    with pytest.raises(TwoReadings):
        numeral(text)
    reading = default_grammar().read_promise(f"完成投资{text}元", traced=True)
    assert reading.targets == ()
    assert [step.rule for step in reading.trace] == ["no figure: two readings"]


@pytest.mark.parametrize("text", ["上百家", "数十家", "几十家", "数百家", "几千家", "上万家"])
def test_what_has_no_exact_number_leaves_none(text: str) -> None:
    reading = default_grammar().read_statement(f"引进企业{text}", traced=True)
    assert reading.observations == ()
    assert "no figure: no exact number" in [step.rule for step in reading.trace]


@pytest.mark.parametrize(
    ("text", "low", "high"), [("两三", 2, 3), ("二三十", 20, 30), ("三四百", 300, 400), ("三五", 3, 5)]
)
def test_two_neighbours_are_a_range(text: str, low: int, high: int) -> None:
    assert between(text) == (low, high)
    assert [one.value for one in read_statement(f"引进企业{text}家").observations] == [low, high]


@pytest.mark.parametrize(
    "text", ["投资万元", "投资（万元）", "万元以上项目", "固定资产投资（亿元）", "百亿元", "家家户户"]
)
def test_a_measure_alone_is_no_number(text: str) -> None:
    assert all(one.value != 1 and one.value != 10_000 for one in read_promise(text).targets)
