"""What holds of every reading, whatever the text: spellings, spans, order, time."""

import random
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.grammar import read_promise, read_statement
from luoshi.grammar.examples import MILESTONES, PROMISES, STATEMENTS, short, short_target
from luoshi.grammar.scan import normalised, scanner, tokens
from luoshi.quantity import number
from tests.chosen import times
from tests.counted import calls

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
TEXTS = [text for groups in (PROMISES, STATEMENTS) for group in groups.values() for text in group] + list(MILESTONES)

# letters that mean something to the grammar, so that a random text is a hard one
WORDS = """
0 1 2 5 9 . , ， 、 。 ； ： （ ） ( ) “ ” 《 》 % ％ - — ~ / 万
亿 千 百 十 一 二 两 三 余 多 元 家 个 项 人 户 位 名 公里 亩 吨 倍 成 番 个百分点
微克/立方米 第 前 以上 以内 左右 不低于 不超过 突破 超 达到 提高到 由 从 至 到 增长 下降
减少 同比 比上年 分别 均 各 占 比重 率 的 其中 含 每 人均 力争 确保 预计 新增 建成 完成
开工 续建 投用 企业 项目 收入 投资 全省 居 排名 1-6月 截至5月 上半年 去年 2024年
壹 佰 叁 拾 元整 廿 点 成 几 数 上 百分之 ：【 】 （含） 不含 m² μg/m³ kW·h t 周 年 岁 台账监督：
“十四五”以来 年底前 全覆盖 首位 翻一番 过半 同步 稳中有降 实现突破 与经济增长
"""
ALPHABET = WORDS.split()
LENGTHS = (times(100, 1_000), times(1_000, 10_000))
messy = st.lists(st.sampled_from(ALPHABET), max_size=60).map("".join)


def in_chinese(value: int) -> str:
    """Write 1..9999 in Chinese numerals."""
    letters, places = "", ("千", "百", "十", "")
    digits = [int(digit) for digit in f"{value:04}"]
    for position, digit in enumerate(digits):
        if digit:
            letters += DIGITS[digit] + places[position]
        elif letters and any(digits[position:]) and not letters.endswith("零"):
            letters += "零"
    return letters


@given(st.integers(1000, 9999))
def test_a_number_written_in_five_ways_means_the_same(value: int) -> None:
    plain = str(value)
    written = (plain, plain.translate(WIDE), f"{value:,}", f"{plain[:2]} {plain[2:]}", in_chinese(value))
    for text in written:
        assert number(text) == value
        (target,) = read_promise(f"投资不少于{text}亿元").targets
        assert (target.value, target.measure) == (Decimal(value) * 10**8, "元")


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_a_sentence_behind_changes_nothing_before_it(text: str, behind: str) -> None:
    for read in (read_promise, read_statement):
        alone, longer = read(text, year=2025), read(f"{text}。{behind}", year=2025)
        assert longer.targets[: len(alone.targets)] == alone.targets
        assert longer.observations[: len(alone.observations)] == alone.observations
        assert longer.milestones[: len(alone.milestones)] == alone.milestones


@settings(max_examples=times(100, 300))
@given(messy)
def test_every_span_gives_back_the_text_it_stands_for(text: str) -> None:
    for read in (read_promise, read_statement):
        reading = read(text, year=2025)
        for figure in (*reading.targets, *reading.observations):
            assert 0 <= figure.span.start < figure.span.end <= len(text)
            if figure.value_span is not None:
                assert figure.value_span.of(text) == figure.value_text
                assert figure.span.start <= figure.value_span.start
                assert figure.value_span.end <= figure.span.end
        for milestone in reading.milestones:
            assert milestone.object in milestone.span.of(text)
        for step in reading.trace:
            assert 0 <= step.span.start <= step.span.end <= len(text)


def test_no_reading_depends_on_what_was_read_before() -> None:
    before = {text: (read_promise(text, year=2025), read_statement(text, year=2025)) for text in TEXTS}
    for text in random.Random(7).sample(TEXTS, len(TEXTS)):
        assert (read_promise(text, year=2025), read_statement(text, year=2025)) == before[text]


NAMES = ("高标准农田", "社区养老中心", "规上工业企业", "“小巨人”企业", "省级以上研发机构", "城市书房、借阅点")
MEASURES = ("家", "个", "公里", "亩", "平方米", "人次", "台")
PLACES = ("", "全市", "全区", "我省")


@given(
    st.sampled_from(PLACES),
    st.sampled_from(NAMES),
    st.integers(1, 99999),
    st.sampled_from(MEASURES),
    st.sampled_from((("", "="), ("以上", ">="), ("左右", "~"), ("以内", "<="))),
)
def test_other_names_places_and_figures_are_read_alike(
    place: str, name: str, value: int, measure: str, bound: tuple[str, str]
) -> None:
    (target,) = read_promise(f"力争{place}新增{name}{value}{measure}{bound[0]}").targets
    assert short_target(target) == f"{bound[1]}{value}{measure} level {name} 力争"


@given(st.sampled_from(("增长", "下降", "提高")), st.decimals(0, 99, places=1), st.sampled_from(("全市", "全县", "")))
def test_other_rates_are_read_alike(verb: str, value: Decimal, place: str) -> None:
    (seen,) = read_statement(f"{place}存款余额同比{verb}{value}%").observations
    assert seen.value == (-value if verb == "下降" else value)
    assert (seen.basis, seen.measure) == ("growth", "%")


GUARDED, UNGUARDED = scanner(), scanner(guarded=False)


@given(st.one_of(messy, st.sampled_from(TEXTS)))
def test_passing_over_letters_that_begin_nothing_changes_nothing(text: str) -> None:
    assert tokens(normalised(text), GUARDED) == tokens(normalised(text), UNGUARDED)


@pytest.mark.parametrize(
    "unit",
    [
        "新增企业5家、",
        "均增长8%,",
        "其中5家(含3户),",
        "由5家,",
        "1",
        "万",
        "a",
        "居全省",
        "1 ",
        "（5家",
        "推进建设",
        "“",
        "分别增长8%、",
        "已完成招标,",
        "未开工",
        "预计5家,",
        "▼3%",
        "与上年持平",
        "还差3家,",
        "1—12月",
        "两万三千",
        "叁佰",
        "三到",
        "台账：",
        "【台账】",
        "（亿元）5",
    ],
)
def test_ten_times_the_text_takes_ten_times_the_work(unit: str) -> None:
    short_text, long_text = (unit * (length // len(unit)) for length in LENGTHS)
    read_promise(short_text)
    for read in (read_promise, read_statement):
        small, large = calls(lambda read=read: read(short_text)), calls(lambda read=read: read(long_text))
        assert large <= 13 * small + 2_000
        began = time.process_time()
        read(long_text)
        assert time.process_time() - began < 5


@settings(max_examples=times(100, 300), deadline=None)
@given(messy, st.text(max_size=40))
def test_no_text_breaks_the_grammar(text: str, other: str) -> None:
    for read in (read_promise, read_statement):
        short(read(text + other, year=2025))
        short(read(other + text))
