"""A figure is taken for a target only where it is that target's, and reached: a wrong one is worse than none."""

from dataclasses import replace
from datetime import date

import pytest

from luoshi.checks.plan import read_task
from luoshi.pacing import assess_plan
from luoshi.plan import Plan, Source

SEPTEMBER = date(2025, 9, 30)
SCHOOLS = "投用学校5所、续建2所、开工新(改扩)建4所，新增学位2745个。"
PARKS = "新建(改建)公园5个、续建13个，新增绿化面积25万方。"


def reached(promise: str, statement: str) -> list[str]:
    """What each target has reached, in the order of the promise; empty where nothing was found for it."""
    task = replace(read_task(promise, statement, 2025, SEPTEMBER), key="1")
    plan = Plan(None, SEPTEMBER, 2025, Source("a.txt", "text", "0" * 64), (task,))
    answers = [target.assessment for target in assess_plan(plan).tasks[0].targets if target.value is not None]
    return [one.sentence.split(" / ")[0] if one and one.reached is not None else "" for one in answers]


@pytest.mark.parametrize(
    ("promise", "statement", "found"),
    [
        # several targets share a metric: each takes what names its own phase, nobody the neighbour's
        (SCHOOLS, "投用学校5所、续建2所、开工新（改扩）建4所，新增学位2745个。", ["5", "2", "4", "2745"]),
        # the promise copied with its own hedge does not say that it is reached
        ("力争全年新增学位2745个。", "力争全年新增学位2745个。", [""]),
        (SCHOOLS, "共11所学校，其中投用5所，续建2所，开工4所。", ["5", "2", "4", ""]),
        (SCHOOLS, "江南实验学校等5所学校建成投用，新增学位2745个。", ["5", "", "", "2745"]),
        (PARKS, "共17个公园开工建设，新增绿化面积19.2万方。", ["", "", "19.2"]),
        (PARKS, "新建公园4个、续建公园12个。", ["4", "12", ""]),
        # what is only planned is not reached
        ("全年完成电梯更新不少于500台。", "全年计划更新500台，已完成412台，剩余88台预计12月底前完成。", ["412"]),
        ("全年盘活低效用地2000亩。", "盘活低效用地1560亩，下一步力争全年盘活2100亩。", ["1560"]),
        ("新增绿化面积25万方。", "全年目标新增绿化面积25万方，截至9月底已完成19.2万方。", ["19.2"]),
        ("获批专项债8亿元以上。", "已争取专项债9.3亿元。", ["9.3"]),
        # one of several that a target adds up is not their sum; all of them are
        ("力争全年实现技术交易额和新产品产值1900亿元以上。", "技术交易额820亿元。", [""]),
        ("力争全年实现技术交易额和新产品产值1900亿元以上。", "技术交易额820亿元，新产品产值1100亿元。", ["1920"]),
        ("新建改建城市书房、智慧借阅点20个。", "新建改建城市书房6个。", [""]),
        ("新建改建城市书房、智慧借阅点20个。", "新建改建城市书房6个、智慧借阅点12个。", ["18"]),
        ("力争新立项市级及以上科技计划项目不少于40项。", "立项市级以上科技计划项目36项。", ["36"]),
        # all there are, where new ones were promised; a contract, where a work was
        ("新认定国家高新技术企业330家。", "国家高新技术企业总数达到2835家。", [""]),
        ("新认定国家高新技术企业330家。", "新认定国家高新技术企业达到212家。", ["212"]),
        ("争取落地亿元以上项目50个。", "签约亿元以上项目61个，落地38个。", ["38"]),
        # one measure, written in two ways
        ("新增绿化面积25万方。", "新增绿化面积192000平方米。", ["192000平方米"]),
        ("筹集保障性租赁住房不少于1000套(间)。", "筹集保障性租赁住房820套（间）。", ["820"]),
    ],
)
def test_a_figure_is_taken_only_for_the_target_that_it_speaks_of(
    promise: str, statement: str, found: list[str]
) -> None:
    assert reached(promise, statement) == found
