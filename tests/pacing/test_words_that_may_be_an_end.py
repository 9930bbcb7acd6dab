"""After its written day a task whose answer has something done in it is asked about; it is overdue where none has."""

from datetime import date

import pytest

from luoshi.plan import Light, State
from tests.pacing.one_row import judged

SEPTEMBER = date(2026, 9, 30)
WORK = ("改造县中医院国医堂。", "8月底")
HANDED = ("下放市级审批权限28项至县（市）区。", "5月底")
CENTRE = ("建立商事纠纷联合化解中心。", "7月31日")
SCHOOLS = ("撤并小规模学校9所，妥善安置学生412名。", "8月底")


def lit(promise: tuple[str, str], statement: str) -> tuple[State, Light]:
    text, due = promise
    found = judged(text, statement, SEPTEMBER, due)
    return found.state, found.light


@pytest.mark.parametrize(
    ("promise", "statement"),
    [
        (WORK, "8月26日正式开诊。"),
        (WORK, "已顺利搬迁接诊，下一步将加强宣传。"),
        (WORK, "国医堂已面向患者开门，存在问题：停车位还不够。"),
        (HANDED, "已全部下放。"),
        (HANDED, "市级权限均已交给各县区。"),
        (CENTRE, "已挂牌运行，受理案件93件。"),
        (CENTRE, "如期挂牌。"),
        (SCHOOLS, "9所学校全部撤并，学生、教师均安置到位，校车新增11辆。"),
    ],
)
def test_what_may_mean_finished_is_asked_about(promise: tuple[str, str], statement: str) -> None:
    assert lit(promise, statement) == (State.UNCLEAR, Light.GREY)


@pytest.mark.parametrize(
    ("promise", "statement"),
    [
        (WORK, "序时推进。"),
        (WORK, "正在施工。"),
        (WORK, "已开工。"),
        (WORK, "8月26日进场施工。"),
        (WORK, "主体已封顶，外墙尚未完成。"),
        (WORK, "已完成招标，预计12月投用。"),
        (WORK, "已签订设计合同。"),
        (WORK, "已报送审批。"),
        (WORK, "已改造大部分诊室。"),
        (WORK, "一层已改造，二层还在改造。"),
        (HANDED, "已征求意见。"),
        (HANDED, "已召开协调会。"),
        (HANDED, "已印发实施方案，正在逐项梳理。"),
        (CENTRE, "已成立工作专班。"),
        (CENTRE, "场地已选定，推进中。"),
    ],
)
def test_what_is_a_step_before_the_end_or_open_is_overdue(promise: tuple[str, str], statement: str) -> None:
    assert lit(promise, statement) == (State.OVERDUE, Light.RED)
