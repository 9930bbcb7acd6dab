"""完成率 in a column of its own: held against the figure beside it, and a true one is never reported."""

import pytest

from luoshi.plan import Level
from luoshi.reading import read_plan

E, W = Level.ERROR, Level.WARNING


def said(heading: str, rate: str, promise: str, statement: str) -> list[Level]:
    table = f"序号,工作任务,牵头单位,截至2025年6月底完成情况,{heading}\n1,{promise},经信局,{statement},{rate}\n"
    found = [one for one in read_plan(table.encode(), "a.csv").findings if one.code == "completion"]
    assert all(one.place.column == 5 and one.field == f"extra.{heading}" for one in found)
    return [one.level for one in found]


@pytest.mark.parametrize(
    ("heading", "rate", "promise", "statement", "levels"),
    [
        ("完成率", "100%", "培育企业60家", "已培育企业41家", [E]),
        ("任务完成率（%）", "100", "培育企业60家", "已培育企业41家", [E]),
        ("完成率", "80%", "续建项目25个", "已完成19个", [W]),
        ("目标完成率", "68.3%", "培育企业60家", "已培育企业41家", []),
        ("完成率", "68%", "培育企业60家", "已培育企业41家", []),
        ("完成率", "53%", "完成投资12亿元", "已完成投资6.4亿元", []),
        ("完成率", "100%", "新建泳池3个", "已建成3个", []),
        # another thing's rate, a rate of the phase, words, several targets: nothing is held against anything
        ("资金完成率", "100%", "培育企业60家", "已培育企业41家", []),
        ("时序完成率", "100%", "培育企业60家", "已培育企业41家", []),
        ("完成率", "正常", "培育企业60家", "已培育企业41家", []),
        ("完成率", "100%", "培育企业60家、新建园区3个", "已培育企业41家、建成园区3个", []),
        ("完成率", "100%", "培育企业60家", "正在培育", []),
    ],
)
def test_a_rate_in_its_own_column(heading: str, rate: str, promise: str, statement: str, levels: list[Level]) -> None:
    assert said(heading, rate, promise, statement) == levels
