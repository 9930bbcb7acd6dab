"""Settings: an office's own bands, a planned series, last year's shape, and a forecast."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from luoshi.checks.plan import read_task
from luoshi.errors import EmptyWhole
from luoshi.pacing import HOUSE_V1, RULE_SETS, Bands, RuleSet, assess_plan, forecast, shape_of
from luoshi.plan import Assessment, Light, Plan, Source, State

JUNE = date(2025, 6, 30)


def judged(
    promise: str,
    statement: str,
    *,
    as_of: date = JUNE,
    rules: RuleSet = HOUSE_V1,
    due: str | None = None,
    **more: object,
) -> Assessment:
    task = replace(read_task(promise, statement, 2025, as_of), key="1", due=due)
    plan = Plan(None, as_of, 2025, Source("a.txt", "text", "0" * 64), (task,))
    found = assess_plan(plan, rules=rules, **more).tasks[0].assessment  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("difference", "state", "light"),
    [
        ("5", State.AHEAD, Light.GREEN),
        ("4.99", State.ON_PACE, Light.GREEN),
        ("0", State.ON_PACE, Light.GREEN),
        ("-0.01", State.BEHIND, Light.YELLOW),
        ("-30", State.BEHIND, Light.YELLOW),
        ("-30.01", State.BEHIND, Light.RED),
    ],
)
def test_each_limit_belongs_to_the_better_side(difference: str, state: State, light: Light) -> None:
    assert HOUSE_V1.amounts.judge(Decimal(difference)) == (state, light)


@pytest.mark.parametrize(
    ("difference", "state", "light"),
    [
        ("1.0", State.AHEAD, Light.GREEN),
        ("0.9", State.ON_PACE, Light.GREEN),
        ("-0.5", State.ON_PACE, Light.GREEN),
        ("-0.6", State.BEHIND, Light.YELLOW),
        ("-2.0", State.BEHIND, Light.YELLOW),
        ("-2.1", State.BEHIND, Light.RED),
    ],
)
def test_points_of_growth_have_bands_of_their_own(difference: str, state: State, light: Light) -> None:
    assert HOUSE_V1.growth.judge(Decimal(difference)) == (state, light)


def test_every_number_is_a_setting_and_the_sentence_names_the_version() -> None:
    mild = replace(HOUSE_V1, code="mild", version="v1（放宽10点）", amounts=Bands(None, Decimal(-10), Decimal(-30)))
    found = judged("固定资产投资300亿元以上。", "1-6月，固定资产投资130亿元。", rules=mild)
    assert (found.state, found.version) == (State.ON_PACE, "v1（放宽10点）")
    assert "（规则：序时进度 v1（放宽10点））" in found.sentence


def test_a_rule_set_without_red_never_shows_red() -> None:
    found = judged("固定资产投资300亿元以上。", "1-6月，固定资产投资8亿元。", rules=RULE_SETS["xuancheng-2020"])
    assert (found.state, found.light) == (State.BEHIND, Light.YELLOW)


def test_yellow_may_begin_at_ten_points() -> None:
    rules = RULE_SETS["ten-thirty"]
    assert judged("固定资产投资300亿元以上。", "1-6月，固定资产投资126亿元。", rules=rules).light is Light.GREEN
    assert judged("固定资产投资300亿元以上。", "1-6月，固定资产投资108亿元。", rules=rules).light is Light.YELLOW
    assert judged("固定资产投资300亿元以上。", "1-6月，固定资产投资48亿元。", rules=rules).light is Light.RED


def test_a_planned_series_takes_the_place_of_months_elapsed() -> None:
    planned = shape_of("计划进度", {3: Decimal(30), 6: Decimal(100), 9: Decimal(200)}, Decimal(300))
    found = judged("固定资产投资300亿元以上。", "1-6月，固定资产投资110亿元。", shapes={("1", 0): planned})
    assert found.state is State.ON_PACE
    assert "计划进度应达33.3%" in found.sentence


def test_a_shape_is_straight_between_known_months_and_needs_the_whole_year() -> None:
    name, shares = shape_of("去年同期进度", {6: Decimal(30), 12: Decimal(100)})
    assert name == "去年同期进度"
    assert shares[2] == 15
    assert shares[5] == 30
    assert shares[11] == 100
    with pytest.raises(EmptyWhole):
        shape_of("去年同期进度", {6: Decimal(30)})


def test_a_year_that_is_over_is_done_or_judged_by_its_bands_and_never_overdue_without_a_written_day() -> None:
    january = date(2026, 1, 31)
    assert judged("新增学位2745个。", "2025年全年新增学位2800个。", as_of=january).state is State.DONE
    short = judged("新增学位2745个。", "2025年全年新增学位2100个。", as_of=january)
    assert (short.state, short.light) == (State.BEHIND, Light.YELLOW)
    assert judged("新增学位2745个。", "序时推进", as_of=january).state is State.NO_FIGURE


def test_two_numbers_that_differ_never_look_alike() -> None:
    found = judged("新增学位100000个。", "1-6月，新增学位49999个。")
    assert found.state is State.BEHIND
    assert "49.999%，序时应达50.000%" in found.sentence


def test_a_figure_for_one_month_is_not_held_against_the_year() -> None:
    found = judged("固定资产投资300亿元以上。", "5月，固定资产投资28亿元。")
    assert found.state is State.NO_FIGURE
    assert "是5月的数，不是今年累计数" in found.sentence


def test_a_flow_drawn_out_says_what_it_comes_to_and_what_is_needed() -> None:
    task = read_task("固定资产投资300亿元以上。", "1-6月，固定资产投资161亿元。", 2025, JUNE)
    found = forecast(task, task.targets[0], year=2025, as_of=JUNE)
    assert found is not None
    assert found.amount == Decimal(32200000000)
    assert found.sentence == (
        "按前6个月的平均推算，全年约322亿元，是目标的107.3%；余下每月要23.2亿元，前6个月平均每月26.8亿元。"
    )


@pytest.mark.parametrize(
    ("promise", "statement"),
    [
        ("每万人高价值发明专利拥有量490件。", "截至6月底，每万人高价值发明专利拥有量471件。"),
        ("地区生产总值增长5%。", "1-6月，地区生产总值增长4.6%。"),
        ("投用学校5所。", "投用学校2所。"),
        ("新增学位2745个。", "序时推进"),
    ],
)
def test_what_is_no_flow_is_not_drawn_out(promise: str, statement: str) -> None:
    task = read_task(promise, statement, 2025, JUNE)
    assert forecast(task, task.targets[0], year=2025, as_of=JUNE) is None


def test_the_upper_end_of_a_range_puts_nobody_behind() -> None:
    found = judged("培育上市公司3至5家。", "培育上市公司4家。")
    assert found.state in (State.DONE, State.DONE_EARLY)
    assert "4 / 3 家" in found.sentence


def test_of_debts_paid_off_more_is_better() -> None:
    assert judged("化解政府债务10亿元。", "1-6月，化解政府债务8亿元。").state is State.AHEAD
    assert judged("生产安全死亡事故10起以内。", "1-6月，生产安全死亡事故8起。").state is State.BEHIND


def test_what_is_kept_at_a_level_is_never_pro_rata() -> None:
    assert judged("耕地保有量稳定在22.5万亩。", "耕地保有量22.4万亩。").rule == "存量"
    assert judged("粮食产量稳定在22.5万吨。", "1-6月，粮食产量9.1万吨。").rule == "序时进度"
