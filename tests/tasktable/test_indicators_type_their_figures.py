"""An indicator's name or unit cell types the figure beside it, however its digits are grouped."""

from decimal import Decimal

import pytest

from luoshi.plan import Basis
from luoshi.reading import read_plan
from tests.documents.office_files import FORMATS

HEADINGS = ["序号", "指标名称", "单位", "年度目标", "1-6月完成", "牵头单位"]


Figures = list[tuple[Decimal | None, str | None]]


def figures(rows: list[list[str]]) -> tuple[Figures, Figures]:
    """The values and measures of the first row: of its targets, and of its observations."""
    task = read_plan(FORMATS["xlsx"](rows), "2025.xlsx").tasks[0]
    return [(one.value, one.measure) for one in task.targets], [(one.value, one.measure) for one in task.observations]


@pytest.mark.parametrize(
    ("name", "unit", "goal", "actual", "base", "done", "measure"),
    [
        ("社会消费品零售总额", "亿元", "12\u2009345.6", "6\u00a0172.8", "1234560000000", "617280000000", "元"),
        ("固定资产投资（亿元）", "", "1\u202f200", "600", "120000000000", "60000000000", "元"),
        ("固定资产投资（单位：亿元）", "", "300", "161", "30000000000", "16100000000", "元"),
        ("新增绿地", "万m²", "5", "3", "50000", "30000", "m²"),
        ("PM2.5平均浓度", "μg/m3", "28以内", "26", "28", "26", "μg/m3"),
        ("新增公交车（标台）", "", "200", "121", "200", "121", "标台"),
    ],
)
def test_a_figure_has_the_measure_of_its_row(
    name: str, unit: str, goal: str, actual: str, base: str, done: str, measure: str
) -> None:
    rows = [HEADINGS, ["1", name, unit, goal, actual, "发改局"], ["2", "粮食产量", "万吨", "22", "11", "农业局"]]
    targets, observations = figures(rows)
    assert targets == [(Decimal(base), measure)]
    assert observations == [(Decimal(done), measure)]


def test_a_name_types_the_bare_figures_of_the_next_cells() -> None:
    headings = ["序号", "目标任务", "目标值", "完成情况（截至2025年6月底）", "牵头单位"]
    targets, observations = figures([headings, ["1", "固定资产投资（亿元）", "300", "161", "发改局"]])
    assert targets == [(Decimal(30_000_000_000), "元")]
    assert observations == [(Decimal(16_100_000_000), "元")]


@pytest.mark.parametrize(
    ("name", "unit", "done", "statement", "value"),
    [
        ("工业用电量增速", "%", "6.2", "1-6月增速6.2%", "6.2"),
        ("居民消费价格涨幅（%）", "", "0.4", "1-6月涨幅0.4%", "0.4"),
        ("固定资产投资增长率", "%", "-1.5", "1-6月增长率-1.5%", "-1.5"),
        ("单位产值能耗降低率", "%", "2.1", "1-6月降低率2.1%", "-2.1"),
    ],
)
def test_a_bare_result_of_an_indicator_of_growth_is_growth(
    name: str, unit: str, done: str, statement: str, value: str
) -> None:
    rows = [HEADINGS, ["1", name, unit, "5", done, "发改局"], ["2", "粮食产量", "万吨", "22", "11", "农业局"]]
    task = read_plan(FORMATS["xlsx"](rows), "2025.xlsx").tasks[0]
    assert task.statement == statement
    assert [(one.value, one.basis) for one in task.observations] == [(Decimal(value), Basis.GROWTH)]


@pytest.mark.parametrize(
    ("name", "unit", "done", "statement"),
    [
        ("居民人均可支配收入增速", "%", "5.7（一季度）", "一季度增速5.7%"),
        ("财政收入", "亿元", "8.4（1-5月）", "1-5月完成8.4亿元"),
        ("财政收入", "亿元", "1—5月：8.4", "1—5月完成8.4亿元"),
        ("财政收入", "亿元", "8.4（预计）", "8.4（预计）"),
    ],
)
def test_a_bare_result_may_name_a_period_of_its_own(name: str, unit: str, done: str, statement: str) -> None:
    rows = [HEADINGS, ["1", name, unit, "12", done, "发改局"], ["2", "粮食产量", "万吨", "22", "11", "农业局"]]
    assert read_plan(FORMATS["xlsx"](rows), "2025.xlsx").tasks[0].statement == statement
