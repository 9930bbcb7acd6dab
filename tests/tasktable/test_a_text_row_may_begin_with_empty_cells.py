"""In a table of bars the first cells of a row may be empty: a step under its task."""

from tests.tasktable.plans import plan_of_lines


def test_a_step_keeps_its_columns() -> None:
    plan = plan_of_lines(
        "序号 | 工作任务 | 阶段安排 | 责任单位 | 完成时限",
        "1 | 建设过江通道 | 完成立项批复 | 发改局 | 3月底",
        " |  | 开工建设 | 住建局、城投公司 | 12月底",
        "2 | 建设体育中心 | 完成主体结构 | 文旅局 | 6月底",
        " |  | 投入使用 | 文旅局 | 12月底",
    )
    assert [(t.no, t.text) for t in plan.tasks] == [(1, "建设过江通道"), (2, "建设体育中心")]
    assert [(s.text, s.lead, s.cooperating, s.due) for s in plan.tasks[0].steps] == [
        ("完成立项批复", ("发改局",), (), "3月底"),
        ("开工建设", ("住建局",), ("城投公司",), "12月底"),
    ]
