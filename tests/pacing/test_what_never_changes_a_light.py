"""What is said in another way, and what is less than a result: the light follows the facts, not the words.

Tasks and statements are made at random (`made.py`), and taken from lights.csv and docs/pacing.md. No test here knows
the right light; each holds two lights of the same facts, or of better and worse ones, against each other. Green is
greener than all others, and yellow than red. `LUOSHI_LIGHTS=2000` makes more of them than the 10 of each kind in
`make test`, and the 60 in `make test-all`; of ways to say one thing `make test` takes every third.
"""

import itertools
import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from luoshi.plan import Assessment, Light
from tests.chosen import times
from tests.pacing import made
from tests.pacing.made import FLOWS, WORKS, Made, ceiling, flow, growth, level
from tests.pacing.one_row import judged
from tests.pacing.test_the_lights_of_other_tables import GIVEN
from tests.pacing.test_the_rules_as_the_docs_state_them import JUNE, ROWS
from tests.rows import each_of

COUNT = int(os.environ.get("LUOSHI_LIGHTS", times(10, 60)))
STEP = times(3, 1)  # each form, stage and answer is met: 3 divides no number of them
DOCS = [(row["promise"], row["statement"], JUNE, row.get("due", "")) for row in ROWS if set(row) >= {"state", "due"}]
OWN = [*((case.text, case.statement, case.as_of, "") for case in GIVEN), *DOCS]
Pair = tuple[str, str, date, str]


def works(chance: random.Random, more: int = 0) -> Made:
    return flow(chance, WORKS, more)


def some(seed: int, *kinds: Callable[..., Made], more: tuple[int, ...] = (0,)) -> list[Made]:
    """Make tasks of each kind in turn; the same ones for the same seed."""
    chance = random.Random(seed)
    kind = itertools.cycle(kinds)
    return [next(kind)(chance, more=chance.choice(more)) for _ in range(COUNT)]


def name(of: Made | Pair) -> str:
    return f"{of.text}{of.statement}" if isinstance(of, Made) else f"{of[0]}{of[1]}"


def said(found: Assessment) -> str:
    return f"{found.state} {found.light}: {found.sentence}"


def greener(one: Assessment, other: Assessment) -> bool:
    """Tell whether one light is better than another: green than all others, yellow than red."""
    if one.light is Light.GREEN:
        return other.light is not Light.GREEN
    return one.light is Light.YELLOW and other.light is Light.RED


# --- the order of clauses that do not lean on each other ---

# 其中, 分别, 建成后, 更正为, a total, a hope or a period at the head; a pronoun;
# a clause that takes its subject from the one before
LEANS = re.compile(
    r"其中|分别|均|其|该|此|更正|后$|^总|上述|前者|后者|完成(?:任务|年度|全年)|^(?:预计|有望|力争|全年|截至|今年|年底|\d+[-—]\d+月|\d+月|[一二三四]季度"
    r"|前|上半年|下半年|现|已|同比|环比|超|比|较|增速|不降反升|占)"
)


@each_of("task", some(1, flow, growth, level, works, ceiling, flow, more=(1, 2)), ids=name)
def test_the_order_of_clauses_does_not_matter(task: Made) -> None:
    straight = judged(task.text, task.statement, task.as_of)
    for clauses in itertools.permutations(task.clauses):
        turned = replace(task, clauses=clauses)
        found = judged(turned.text, turned.statement, turned.as_of)
        assert found.light is straight.light, f"{turned.statement}: {said(found)}; straight: {said(straight)}"


def turnable() -> Iterator[Pair]:
    for text, statement, as_of, due in OWN:
        clauses = statement.rstrip("。").split("，")
        if len(clauses) > 1 and not any(LEANS.search(clause) for clause in clauses):
            yield text, statement, as_of, due


@each_of("own", list(turnable()), ids=name)
def test_nor_does_it_in_sentences_of_our_own(own: Pair) -> None:
    text, statement, as_of, due = own
    straight = judged(text, statement, as_of, due)
    for clauses in itertools.permutations(statement.rstrip("。").split("，")):
        turned = "，".join(clauses) + "。"
        found = judged(text, turned, as_of, due)
        assert found.light is straight.light, f"{turned}: {said(found)}; straight: {said(straight)}"


# --- an estimate is never better than the figure ---


def estimates(statement: str) -> list[str]:
    """Say the only figure of a statement as an estimate, in the ways that units do."""
    clause = statement.rstrip("。")
    inside = re.sub(r"(已(?!经)|增长|下降|上涨|达到|完成)", r"预计\1", clause, count=1)
    ways = [
        f"预计{clause}。",
        f"全年预计{clause}。",
        f"预计到年底{clause}。",
        f"{clause}（预计数）。",
        f"{clause}（预计）。",
    ]
    return [*ways, f"{inside}。"] if inside != clause else ways


def holds_as_an_estimate(text: str, statement: str, as_of: date, due: str = "") -> None:
    plain = judged(text, statement, as_of, due)
    for estimate in estimates(statement):
        found = judged(text, estimate, as_of, due)
        worse = f"{estimate}: {said(found)}; plain: {said(plain)}"
        assert found.light is not Light.RED, worse
        assert found.light is not Light.GREEN or plain.light is Light.GREEN, worse


@each_of("task", some(2, flow, growth, level, ceiling, works), ids=name)
def test_an_estimate_is_never_green_where_the_figure_is_not_and_never_red(task: Made) -> None:
    holds_as_an_estimate(task.text, task.statement, task.as_of)


def only_figures() -> Iterator[Pair]:
    for text, statement, as_of, due in OWN:
        figures = re.findall(r"(?<![\d.\-—])\d[\d.]*(?![\d.月年\-—])", statement)
        own_due = due and due != "12月底"  # a day that has passed is red whatever is said
        if len(figures) == 1 and "预计" not in statement and not own_due and "分别" not in text:
            yield text, statement, as_of, due


@each_of("own", list(only_figures()), ids=name)
def test_nor_is_one_of_our_own(own: Pair) -> None:
    text, statement, as_of, due = own
    plain = judged(text, statement, as_of, due)
    found = judged(text, f"预计{statement}", as_of, due)
    assert found.light is not Light.RED, said(found)
    assert found.light is not Light.GREEN or plain.light is Light.GREEN, said(found)


# --- a stage before the end is no result ---

# said behind the things, or in front of them
STAGES = (
    *(
        "均未开工",
        "尚未启动",
        "已开工",
        "已动工",
        "已开工建设",
        "已启动建设",
        "已进场施工",
        "已全部进场",
        "正在施工",
        "正在建设",
        "在建",
    ),
    *(
        "已立项",
        "已完成立项",
        "已完成选址",
        "已完成设计",
        "已完成摸底",
        "已完成方案编制",
        "已完成征地",
        "完成前期工作",
        "完成招标",
    ),
    *(
        "已挂网招标",
        "已签约",
        "已取得施工许可",
        "手续办理中",
        "基础施工",
        "主体施工",
        "主体结构封顶",
        "已列入计划",
        "已排入计划",
    ),
    *(
        "已下达资金",
        "正在推进",
        "加快推进",
        "有序推进",
        "即将完工",
        "将于近期完工",
        "计划近期完工",
        "预计近期建成",
        "力争早日建成",
    ),
)
FORMS = (
    "{things}{stage}。",
    "{noun}{number}{stage}。",
    "{noun}共{number}，均{stage}。",
    "共{things}，{stage}。",
    "{noun}{number}，{stage}。",
    "{things}全部{stage}。",
    "目前{things}{stage}，进展顺利。",
    "{noun}{stage}，共{number}。",
    "{noun}：{number}{stage}。",
    "涉及{noun}{number}，目前{stage}。",
    "今年计划的{things}{stage}。",
    "年度任务{things}，目前{stage}。",
    "{noun}（{number}）{stage}。",
    "{noun}{stage}（{number}）。",
)
_BUILT = ("整治", "改造", "加装", "新建", "铺设", "修缮", "建设")


def unfinished() -> Iterator[tuple[Made, str]]:
    chance = random.Random(3)
    things = (*WORKS, *(one for one in FLOWS if one[0] in _BUILT))
    for form, stage in itertools.product(FORMS, STAGES):
        task = flow(chance, things)
        noun = next(noun for act, noun, _, _ in things if act == task.act and noun in task.text)
        count = int(task.number)
        number = f"{chance.choice((count, max(1, count * 4 // 5)))}{task.measure}"
        statement = form.format(things=number + noun, noun=noun, number=number, stage=stage.removeprefix("均"))
        yield task, statement.replace("全部未", "全部均未")


@each_of(("task", "statement"), list(unfinished())[::STEP], ids=lambda one: one if isinstance(one, str) else "")
def test_a_stage_before_the_end_never_lights_green(task: Made, statement: str) -> None:
    found = judged(task.text, statement, task.as_of)
    assert found.light is not Light.GREEN, f"{task.text} {statement} {said(found)}"


BUILT = (
    ("建成{noun}{number}。", "开工{noun}{number}。"),
    ("{noun}已建成{number}。", "{noun}已开工{number}。"),
    ("{things}已建成投用。", "{things}已开工建设。"),
    ("{noun}{number}已全部建成。", "{noun}{number}已全部开工。"),
    ("{noun}已全部建成，共{number}。", "{noun}已全部开工，共{number}。"),
    ("截至目前，{things}已建成，投入资金320万元。", "截至目前，{things}已开工，投入资金320万元。"),
)


@each_of("task", some(4, works), ids=name)
def test_what_is_begun_is_never_greener_than_what_is_built(task: Made) -> None:
    noun = next(noun for act, noun, _, _ in WORKS if act == task.act and noun in task.text)
    reached = re.findall(r"\d+", task.clauses[0].replace("5G", ""))[0]
    for number in (f"{reached}{task.measure}", f"{task.number}{task.measure}"):
        for built, begun in BUILT:
            words = {"noun": noun, "number": number, "things": number + noun}
            best, found = (judged(task.text, way.format(**words), task.as_of) for way in (built, begun))
            assert not greener(found, best), f"{begun.format(**words)} {said(found)}; {said(best)}"
            assert found.light is not Light.GREEN, f"{begun.format(**words)} {said(found)}"


# --- a harder target ---


def harder(task: Made, *, easier: bool = False) -> Iterator[Made]:
    """Give a task larger targets; smaller ones where `easier`. None of them is a number of the statement."""
    taken = {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", task.statement)}
    for factor in map(Decimal, ("0.5", "0.8", "0.97") if easier else ("1.03", "1.2", "2", "5")):
        number = (Decimal(task.number) * factor).quantize(Decimal(1).scaleb(-1 if "." in task.number else 0))
        if number in taken or number <= 0 or (task.measure == "%" and task.act == "达到" and number > 100):
            continue
        yield replace(task, text=task.text.replace(task.number, str(number), 1), number=str(number))


@each_of("task", some(5, flow, growth, level, works), ids=name)
def test_a_larger_target_is_never_greener(task: Made) -> None:
    first = judged(task.text, task.statement, task.as_of)
    for more in harder(task):
        found = judged(more.text, more.statement, more.as_of)
        assert not greener(found, first), f"{more.text} {said(found)}; {said(first)}"


@each_of("task", some(6, ceiling), ids=name)
def test_a_lower_ceiling_is_never_greener(task: Made) -> None:
    first = judged(task.text, task.statement, task.as_of)
    for less in harder(task, easier=True):
        found = judged(less.text, less.statement, less.as_of)
        assert not greener(found, first), f"{less.text} {said(found)}; {said(first)}"


# --- a measure and its multiple ---

MULTIPLES = (
    ("亿元", Decimal(10**4), "万元"),
    ("万元", Decimal("0.0001"), "亿元"),
    ("万元", Decimal(10**4), "元"),
    ("公里", Decimal(1000), "米"),
    ("亩", Decimal("0.0001"), "万亩"),
    ("万亩", Decimal(10**4), "亩"),
    ("公顷", Decimal(15), "亩"),
    ("平方公里", Decimal(100), "公顷"),
    ("人", Decimal("0.0001"), "万人"),
    ("人次", Decimal("0.0001"), "万人次"),
    ("万人", Decimal(10**4), "人"),
    ("万吨", Decimal(10**4), "吨"),
    ("平方米", Decimal("0.0001"), "万平方米"),
)


def in_measure(text: str, measure: str, factor: Decimal, into: str) -> str:
    """Say all amounts of one measure in another; a name keeps its own (50亿元以上项目)."""

    def turned(found: re.Match[str]) -> str:
        return f"{(Decimal(found[1]) * factor).normalize():f}{into}"

    return re.sub(rf"(?<![\d.])(\d+(?:\.\d+)?){measure}(?![次时标/]|以上项目)", turned, text)


def turned_measures(text: str, statement: str) -> Iterator[tuple[str, str]]:
    for measure, factor, into in MULTIPLES:
        task, answer = in_measure(text, measure, factor, into), in_measure(statement, measure, factor, into)
        yield from {(task, statement), (text, answer), (task, answer)} - {(text, statement)}


def holds_in_every_measure(text: str, statement: str, as_of: date, due: str = "") -> None:
    straight = judged(text, statement, as_of, due)
    for task, answer in turned_measures(text, statement):
        found = judged(task, answer, as_of, due)
        same = (found.state, found.light) == (straight.state, straight.light)
        assert same, f"{task} {answer} {said(found)}; {said(straight)}"


MEASURED = tuple(one for one in FLOWS if one[2] in {measure for measure, _, _ in MULTIPLES})


def measured(chance: random.Random, more: int = 0) -> Made:
    return flow(chance, MEASURED, more)


@each_of("task", some(7, measured, more=(0, 1)), ids=name)
def test_a_measure_turned_into_its_multiple_changes_nothing(task: Made) -> None:
    holds_in_every_measure(task.text, task.statement, task.as_of)


@each_of("own", [one for one in OWN if any(turned_measures(one[0], one[1]))], ids=name)
def test_nor_in_sentences_of_our_own(own: Pair) -> None:
    holds_in_every_measure(*own)


# --- what is done within the year flows, whatever it is done to ---

ACTS = (
    *("治理", "修复", "清理", "提升", "流转", "处置", "盘活", "整治", "改造", "新增", "完成"),
    *("实施", "供应", "收储", "征收", "拆除", "出让", "发放", "投放", "争取", "引进", "绿化"),
)
THINGS = (
    ("湿地面积", "亩"),
    ("林地面积", "公顷"),
    ("低效用地", "亩"),
    ("创业贷款", "亿元"),
    ("专项资金", "亿元"),
    ("老旧厂房", "座"),
)


@pytest.mark.parametrize("act", ACTS)
def test_what_is_done_within_the_year_is_held_against_its_months(act: str) -> None:
    for (thing, measure), tail in itertools.product(THINGS, ("", "以上")):
        found = judged(f"{act}{thing}50{measure}{tail}。", f"已{act}{thing}4{measure}。", date(2025, 9, 30))
        assert found.light is not Light.GREEN, f"{act}{thing}: {said(found)}"


# --- the sentence of another task ---

# things that are counted alike, and are never each other's
COUNTED_ALIKE = {
    "个": (
        ("改造", "老旧小区"),
        ("新建", "口袋公园"),
        ("引进", "产业项目"),
        ("建成", "垃圾填埋场"),
        ("创建", "卫生村"),
    ),
    "座": (("新建", "城市公厕"), ("建成", "跨河桥梁"), ("新建", "变电站"), ("改造", "泵站")),
    "公里": (("铺设", "燃气管道"), ("建设", "绿道"), ("改造", "农村公路"), ("整治", "河道")),
    "户": (("改造", "农村危房"), ("搬迁", "避险群众"), ("救助", "困难家庭")),
    "家": (("培育", "科技型企业"), ("建成", "社区食堂"), ("开设", "智慧药房")),
    "亿元": (("完成", "工业投资"), ("发放", "创业担保贷款"), ("实现", "旅游收入"), ("新增", "融资")),
    "套": (("建成", "人才公寓"), ("竣工", "安置房"), ("安装", "监控设备")),
    "人": (("新增", "城镇就业"), ("救助", "困难学生"), ("培训", "高素质农民")),
    "台": (("加装", "住宅电梯"), ("更新", "公交车辆"), ("购置", "农机具")),
}
ANSWERS = (
    "{act}{noun}{number}。",
    "{noun}已{act}{number}。",
    "{number}{noun}已全部{act}完成。",
    "列入计划的{number}{noun}，现已全部{act}完成并交付使用。",
    "今年{act}{number}{noun}，群众反映良好。",
    "{number}{noun}任务，总体已完成62%。",
    "{noun}完成年度任务的62%。",
)


def of_other_tasks() -> Iterator[tuple[str, str]]:
    for measure, things in COUNTED_ALIKE.items():
        for (act, noun), (other_act, other) in itertools.permutations(things, 2):
            for answer in ANSWERS:
                said_of_other = answer.format(act=other_act, noun=other, number=f"47{measure}")
                yield f"{act}{noun}40{measure}。", said_of_other


@each_of(("text", "statement"), list(of_other_tasks())[::STEP])
def test_the_sentence_of_another_task_never_lights(text: str, statement: str) -> None:
    found = judged(text, statement, date(2025, 9, 30))
    assert found.light is Light.GREY, f"{text} {statement} {said(found)}"


def test_enough_kinds_are_made() -> None:
    tasks = [kind(random.Random(seed)) for seed in range(300) for kind in (flow, works, growth, level, ceiling)]
    assert len({task.measure for task in tasks}) >= 20
    assert {task.as_of.month for task in tasks} == set(made.MONTHS)
    assert all(task.number in task.text for task in tasks)
