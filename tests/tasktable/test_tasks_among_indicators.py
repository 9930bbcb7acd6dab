"""One table holds indicators, with measure and goal in columns of their own, and tasks in words."""

import pytest

from tests.tasktable.plans import plan_of_rows


@pytest.mark.parametrize("heading", ["指标（任务）名称", "工作目标", "工作内容"])
def test_each_row_is_read_as_what_it_is(heading: str) -> None:
    plan = plan_of_rows(
        "xlsx",
        [
            ["序号", heading, "单位", "年度目标", "上半年完成", "责任单位"],
            ["1", "地区生产总值增速", "%", "6.5", "6.1", "统计局"],
            ["2", "固定资产投资", "亿元", "96", "41.2", "发改局"],
            ["3", "新建公园5个，提升绿化水平。", "", "", "已开工2个", "园林局"],
            ["4", "改造道路26条。", "", "", "12条", "住建局"],
        ],
    )
    assert [(t.text, t.statement, t.lead) for t in plan.tasks] == [
        ("地区生产总值增速", "上半年增速6.1%", ("统计局",)),
        ("固定资产投资", "上半年完成41.2亿元", ("发改局",)),
        ("新建公园5个，提升绿化水平。", "已开工2个", ("园林局",)),
        ("改造道路26条。", "12条", ("住建局",)),
    ]
