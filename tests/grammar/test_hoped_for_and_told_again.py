"""What is hoped for, and the target told again, are no observations: in either order, in any measure."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi.grammar import read_promise, read_statement

JUNE, DECEMBER = date(2025, 6, 30), date(2025, 12, 31)
TARGETS = {"家": "新认定研发载体60家", "亿元": "固定资产投资60亿元", "人": "新增就业60人", "公里": "铺设管道60公里"}


def values(statement: str, promise: str, as_of: date = JUNE) -> list[Decimal]:
    targets = read_promise(promise, year=2025).targets
    return [seen.value for seen in read_statement(statement, year=2025, as_of=as_of, targets=targets).observations]


def whole(number: int, measure: str) -> Decimal:
    return Decimal(number) * (10**8 if measure == "亿元" else 1)


@pytest.mark.parametrize(("measure", "promise"), TARGETS.items())
@pytest.mark.parametrize(
    "again",
    [
        "对照年度目标60{}",
        "年度目标为60{}",
        "应完成60{}",
        "目标任务60{}",
        "计划60{}",
        "任务数60{}",
        "全年任务60{}",
        "市下达任务60{}",
        "年初确定目标60{}",
    ],
)
def test_the_target_told_again_is_no_figure(again: str, measure: str, promise: str) -> None:
    again, done = again.format(measure), f"完成28{measure}"
    for statement in (f"{again}，{done}", f"{done}，{again}", f"{done}（{again}）", f"{done}({again})"):
        assert values(statement, promise) == [whole(28, measure)], statement


@pytest.mark.parametrize(("measure", "promise"), TARGETS.items())
@pytest.mark.parametrize(
    "hope",
    [
        "预计全年完成70{}",
        "全年预计完成70{}",
        "全年有望完成70{}",
        "全年可望达到70{}",
        "力争全年完成70{}",
        "计划全年完成70{}",
        "下半年将完成70{}",
        "年底前可完成70{}",
        "到年底预计完成70{}",
        "拟完成70{}",
        "预计三季度完成70{}",
        "预计明年3月完成70{}",
    ],
)
def test_what_is_hoped_for_is_no_figure(hope: str, measure: str, promise: str) -> None:
    hope, done = hope.format(measure), f"已完成28{measure}"
    assert values(hope, promise) == []
    for statement in (f"{hope}，{done}", f"{done}，{hope}", f"{done}；{hope}", f"{done}。{hope}。"):
        assert values(statement, promise) == [whole(28, measure)], statement


def test_an_estimate_of_a_year_that_is_over_is_an_estimate() -> None:
    (seen,) = read_statement("预计全年一般公共预算收入增长1.9%。", year=2025, as_of=DECEMBER).observations
    assert (seen.estimated, str(seen.period)) == (True, "2025")
    assert read_statement("预计全年一般公共预算收入增长1.9%。", year=2025, as_of=JUNE).observations == ()


@pytest.mark.parametrize(
    ("statement", "estimated"),
    [
        ("地区生产总值预计增长6%，一般公共预算收入增长1.9%。", [True, False]),
        ("一般公共预算收入增长1.9%，地区生产总值预计增长6%。", [False, True]),
        ("预计全年地区生产总值增长6%左右、规上工业增加值增长7%", [True, True]),
        ("预计地区生产总值增长6%，规上工业增加值增长7%，固定资产投资增长5%", [True, True, True]),
        ("地区生产总值预计600亿元，增长6%", [True, True]),
        ("预计全年完成投资310亿元，上半年已完成100亿元", [True, False]),
        ("预计投资增长6%。出口增长7%。", [True, False]),
    ],
)
def test_an_estimate_binds_its_clause_and_the_sentence_that_it_opens(statement: str, estimated: list[bool]) -> None:
    seen = read_statement(statement, year=2025, as_of=DECEMBER).observations
    assert [one.estimated for one in seen] == estimated


@pytest.mark.parametrize(
    ("statement", "promise", "left"),
    [
        ("60场招聘会已举办28场", "举办招聘会60场", "28"),
        ("20个老旧小区已开工12个", "完成老旧小区改造20个", "12"),
        ("5000人任务已完成2600人", "新增就业5000人", "2600"),
        ("完成5000人的52%", "新增就业5000人", "52"),
        ("45公里燃气管道任务已完成67%", "铺设燃气管道45公里", "67"),
        ("14个口袋公园已全部建成开放", "新建口袋公园14个", "14"),
        ("距年度目标300亿元还差139亿元", "固定资产投资300亿元", "-13900000000"),
        ("离300亿元的目标还差139亿元", "固定资产投资300亿元", "-13900000000"),
        ("距离60家目标还有32家差距", "新认定研发载体60家", "-32"),
        ("按照年度60家的任务要求，已完成28家", "新认定研发载体60家", "28"),
        ("今年目标是60家，目前28家", "新认定研发载体60家", "28"),
        ("任务目标：新认定研发载体60家；完成情况：新认定研发载体28家", "新认定研发载体60家", "28"),
        ("20家已完成，20家预计9月完成", "新增企业40家", "20"),
        ("20家已完成，20家将于年底完成", "新增企业40家", "20"),
        ("58家企业中已有12家上市", "新增企业20家", "58 12"),
    ],
)
def test_a_whole_of_which_a_part_is_told_is_the_target(statement: str, promise: str, left: str) -> None:
    assert values(statement, promise) == [Decimal(number) for number in left.split()]
