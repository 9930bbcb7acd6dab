"""A sign is never lost while its figure stays; △ means what a note says, and else nothing is settled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from luoshi.grammar import default_grammar, explain, read_statement
from luoshi.grammar.signs import UNSETTLED
from luoshi.plan import Basis
from luoshi.reading import read_plan


@pytest.mark.parametrize("sign", ["-", "－", "−", "–", "﹣", "负", "↓", "▼", "▽"])
@pytest.mark.parametrize("before", ["同比", "增长", "增速为", "增速：", "较上年", "比上年同期", "，同比", ""])
def test_a_falling_sign_makes_growth_negative(sign: str, before: str) -> None:
    statement = f"规上工业增加值{before}{sign}3.2%"
    (seen,) = read_statement(statement).observations
    assert (seen.value, seen.basis) == (Decimal("-3.2"), Basis.GROWTH)
    assert seen.value_text == f"{sign}3.2%" == seen.value_span.of(statement)


@pytest.mark.parametrize("sign", ["↑", "▲", "+", "＋"])
def test_a_rising_sign_is_plus(sign: str) -> None:
    (seen,) = read_statement(f"出口同比{sign}3.2%").observations
    assert (seen.value, seen.basis, seen.value_text) == (Decimal("3.2"), Basis.GROWTH, f"{sign}3.2%")


def test_a_hollow_triangle_that_nothing_explains_is_not_settled() -> None:
    (seen,) = read_statement("出口同比△3.2%").observations
    assert (seen.value, seen.value_text, seen.rule) == (Decimal("3.2"), "△3.2%", UNSETTLED)
    assert "△是升是降没有说明" in explain("出口同比△3.2%", "progress", 2025, date(2025, 6, 30))


def test_a_word_beside_it_settles_a_hollow_triangle() -> None:
    (seen,) = read_statement("出口同比下降△3.2%").observations
    assert (seen.value, seen.rule) == (Decimal("-3.2"), "change of a rate")


@pytest.mark.parametrize(("meaning", "value"), [("▼", "-3.2"), ("▲", "3.2")])
def test_a_note_of_the_document_settles_it(meaning: str, value: str) -> None:
    (seen,) = replace(default_grammar(), hollow=meaning).read_statement("出口同比△3.2%").observations
    assert (seen.value, seen.value_text) == (Decimal(value), "△3.2%")
    assert seen.rule != UNSETTLED


def test_the_note_under_a_table_is_read() -> None:
    table = "序号,工作任务,责任单位,完成情况（截至2025年6月底）\n"
    table += "1,出口增长5%,商务局,出口同比△3.2%\n2,进口增长5%,商务局,进口同比▲4%\n"
    settled = read_plan((table + "注：“△”表示下降,,,\n").encode(), name="a.csv").tasks[0].observations[0]
    assert (settled.value, settled.value_text) == (Decimal("-3.2"), "△3.2%")
    assert read_plan(table.encode(), name="a.csv").tasks[0].observations[0].rule == UNSETTLED
