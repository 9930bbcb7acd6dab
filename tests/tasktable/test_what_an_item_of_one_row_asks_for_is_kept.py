"""目标任务 beside a name is kept where the item has one row, beside items of several."""

from tests.documents.office_files import Span
from tests.tasktable.plans import plan_of_rows


def test_one_row_has_its_goal_on_the_text_where_others_have_steps() -> None:
    plan = plan_of_rows(
        "xlsx",
        [
            ["序号", "民生实事项目名称", "责任单位", "目标任务", "1-8月实际完成情况"],
            ["1", "农村饮水安全巩固提升", "区水利局", "3496人", "2447"],
            [Span("2", 2), Span("城乡养老服务提升", 2), Span("区民政局", 2), "新增床位100张", "60"],
            ["改造站点5个", "3"],
            ["3", "安全饮水管网改造", "区水利局", "12公里", "9"],
        ],
    )
    first, second, third = plan.tasks
    assert first.text == "农村饮水安全巩固提升：3496人"
    assert [target.value_text for target in first.targets] == ["3496人"]
    assert first.extra["目标任务"] == "3496人"
    assert [step.text for step in second.steps] == ["新增床位100张", "改造站点5个"]
    assert third.text == "安全饮水管网改造：12公里"
