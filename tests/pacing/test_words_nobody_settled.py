"""Words that nobody settled: a condition, a denial, a doubt or another year put into an answer takes its colour away.

Tasks and answers are made at random, and taken from lights.csv and docs/pacing.md. Words are put into the clause of
the answer's only figure; no test knows the light of the plain answer, only what the words forbid.
"""

import random
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest

from luoshi.plan import Light, State
from tests.chosen import times
from tests.pacing.made import Made, ceiling, flow, growth, level
from tests.pacing.one_row import judged
from tests.pacing.test_what_never_changes_a_light import Pair, name, only_figures, some
from tests.rows import each_of

JUNE = date(2025, 6, 30)
CONDITIONS = ("如资金到位，", "倘若进展顺利，", "假如批复及时，", "一旦贷款落实，", "待竣工验收后，")
OTHER_YEARS = ("去年", "近三年", "五年来", "“十三五”期间", "2019年")
DOUBTS = ("（口径待核）", "（含未验收的）", "（含外县数）", "（重复计算未剔除）", "（暂估）")
HOPES = ("拟", "有望", "打算", "谋求")
DENIALS = ("没有", "并未", "未能")
_VERB = re.compile(
    "新增|增长|下降|新建|改造|培育|引进|完成|建成|整治|加装|铺设|举办|培训|救助|修缮|发放|治理|竣工|建设"
)


def in_front(words: tuple[str, ...], statement: str) -> Iterator[str]:
    yield from (f"{word}{statement}" for word in words)


def behind_the_number(statement: str) -> Iterator[str]:
    number = re.search(r"\d[\d.]*(?:%|[\u4e00-\u9fff/]+?(?=[，。]|$))", statement)
    if number is not None and not re.search(r"[\u4e00-\u9fff]{4}", number[0]):
        yield from (statement[: number.end()] + doubt + statement[number.end() :] for doubt in DOUBTS)


def denied(statement: str) -> Iterator[str]:
    verb = _VERB.search(statement)
    if verb is not None and "已" not in statement and "累计" not in statement and "共" not in statement:
        yield from (statement[: verb.start()] + word + statement[verb.start() :] for word in DENIALS)


def varied(statement: str) -> Iterator[str]:
    yield from in_front(CONDITIONS, statement)
    yield from in_front(OTHER_YEARS, statement)
    yield from behind_the_number(statement)
    yield from denied(statement)
    if "已" not in statement:
        yield from in_front(HOPES, statement)


def coloured(text: str, statement: str, as_of: date, due: str = "", step: int = 1) -> list[str]:
    """The variants of an answer that still have a colour; a day that has passed is red whatever is said."""
    begin = len(statement) % step  # so that each word meets some of the answers
    found = ((one, judged(text, one, as_of, due)) for one in islice(varied(statement), begin, None, step))
    return [
        f"{one} {light.state}: {light.sentence}"
        for one, light in found
        if light.light is not Light.GREY and light.state is not State.OVERDUE
    ]


@each_of("task", some(11, flow, growth, level, ceiling), ids=name)
def test_a_word_that_changes_what_is_said_takes_the_colour_away(task: Made) -> None:
    assert coloured(task.text, task.clauses[0] + "。", task.as_of) == []


def ours() -> Iterator[Pair]:
    for text, statement, as_of, due in only_figures():
        plain = re.search(r"^[^，；（、。]*\d[^，；（、。]*。$", statement) is not None and not re.search(
            r"[年月季]", statement
        )
        if plain and not due and not re.search(r"预计|其中|如|期|以上|还差|超|高于|低于|由|从|增至|降至", statement):
            yield text, statement, as_of, due


@each_of("own", list(ours()), ids=name)
def test_nor_has_one_of_our_own_a_colour(own: Pair) -> None:
    assert coloured(*own, step=times(4, 1)) == []


def test_enough_of_our_own_are_varied() -> None:
    assert len(list(ours())) >= 40


@pytest.mark.parametrize("word", ["绿色", "低空", "跨境", "海外", "冷链"])
def test_a_promise_of_less_than_is_told_has_no_colour(word: str) -> None:
    for seed in range(8):
        task = growth(random.Random(seed))
        thing = task.text.removeprefix("力争").partition("增长")[0]
        narrower = task.text.replace(thing, word + thing, 1)
        found = judged(narrower, task.statement, task.as_of)
        assert found.light is Light.GREY, f"{narrower} {task.statement}: {found.sentence}"


@pytest.mark.parametrize(
    ("text", "statement", "wrong"),
    [
        # both kinds may have to be added
        ("新增国际航空客货运航线6条。", "新增国际客运航线3条、货运航线4条。", {Light.YELLOW, Light.RED}),
        # how many are new is not said
        ("新增学位4.5万个。", "新增、改造学位4.7万个。", {Light.GREEN}),
        # of both together nothing is known of either
        (
            "新增高新技术企业80家、科技型企业300家。",
            "高新技术企业、科技型企业合并计算，已完成两项计划之和的94%。",
            {Light.GREEN, Light.YELLOW, Light.RED},
        ),
    ],
)
def test_what_may_be_more_or_less_has_no_wrong_colour(text: str, statement: str, wrong: set[Light]) -> None:
    assert judged(text, statement, date(2025, 12, 31)).light not in wrong


def test_the_sentence_names_the_words() -> None:
    found = judged("新增就业5000人。", "如资金到位，新增就业5200人。", JUNE)
    assert found.state is State.UNCLEAR
    assert "前面写了条件“如资金到位”" in found.sentence
    assert "如资金到位" in found.sentence_en


def test_words_that_change_nothing_leave_the_light() -> None:
    for words in ("顺利", "成功", "如期", "统筹资源，", "我市", "截至目前，"):
        found = judged("新增就业5000人。", f"{words}新增就业5200人。", JUNE)
        assert found.state is State.DONE_EARLY, words
