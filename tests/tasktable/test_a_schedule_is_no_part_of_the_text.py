"""进度安排 beside 工作事项 says when, not what; nor is a quarter's goal a report."""

import pytest

from tests.tasktable.plans import plan_of_rows


@pytest.mark.parametrize("heading", ["进度安排", "阶段目标", "节点目标", "时序安排"])
def test_the_schedule_is_kept_beside_the_text(heading: str) -> None:
    plan = plan_of_rows(
        "docx",
        [
            ["序号", "工作事项", "责任单位", heading, "进展情况"],
            ["1", "新建公园5个。", "市园林局", "6月底前开工，12月底前建成5个", "已开工2个。"],
            ["2", "改造道路26条。", "市住建局", "10月底前完成26条", "已完成9条。"],
        ],
    )
    assert [(t.text, t.statement) for t in plan.tasks] == [
        ("新建公园5个。", "已开工2个。"),
        ("改造道路26条。", "已完成9条。"),
    ]
    assert plan.tasks[1].extra[heading] == "10月底前完成26条"


def test_goals_by_quarter_are_no_reports() -> None:
    plan = plan_of_rows(
        "xlsx",
        [
            ["序号", "工作任务", "牵头单位", "一季度目标", "二季度目标", "二季度进展"],
            ["1", "新建公园5个，新增绿地。", "市园林局", "开工2个", "开工5个", "已开工3个。"],
            ["2", "改造道路26条。", "市住建局", "完成5条", "完成12条", ""],
        ],
    )
    assert [[r.statement for r in t.reports] for t in plan.tasks] == [["已开工3个。"], []]


def test_measures_behind_a_name_and_a_goal_say_how() -> None:
    plan = plan_of_rows(
        "docx",
        [
            ["序号", "任务名称", "工作目标", "工作举措", "牵头单位"],
            ["1", "城市更新", "改造老旧小区30个", "1.编制方案；2.组织施工；3.竣工验收", "市住建局"],
            ["2", "道路建设", "新建道路5条，共12公里", "1.完成设计；2.开工建设；3.建成通车", "市交通局"],
        ],
    )
    assert [(t.objective, t.text) for t in plan.tasks] == [
        ("城市更新", "改造老旧小区30个"),
        ("道路建设", "新建道路5条，共12公里"),
    ]
    assert plan.tasks[0].extra["工作举措"] == "1.编制方案；2.组织施工；3.竣工验收"
