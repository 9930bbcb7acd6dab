"""项目名称 is the task, and 建设内容 goes on it; chapters of such tables carry their sums."""

import pytest

from tests.tasktable.plans import plan_of_rows


@pytest.mark.parametrize("before", [[], [""]])
def test_a_project_table_has_one_task_a_row_under_chapters_with_sums(before: list[str]) -> None:
    def chapter(name: str, sums: str) -> list[str]:
        return [*before, name, *[""] * (2 - len(before)), sums, ""]

    plan = plan_of_rows(
        "xlsx",
        [
            ["序号", "项目名称", "建设内容及规模", "总投资", "责任单位"],
            chapter("一、产业类（2个）", "80000"),
            ["1", "冷链物流园", "新建冷库3座及配套道路，购置冷藏车辆。", "50000", "市商务局"],
            ["2", "装备制造项目", "新建厂房6万平方米，购置生产线两条。", "30000", "市工信局"],
            chapter("二、民生类（1个）", "9000"),
            ["3", "东湖小学扩建", "新建教学楼1栋，增加学位900个。", "9000", "市教育局"],
        ],
    )
    assert [task.text.partition("：")[0] for task in plan.tasks] == ["冷链物流园", "装备制造项目", "东湖小学扩建"]
    assert [task.chapter for task in plan.tasks] == ["一、产业类（2个）"] * 2 + ["二、民生类（1个）"]
    assert plan.tasks[0].extra["建设内容及规模"] == "新建冷库3座及配套道路，购置冷藏车辆。"
    assert {task.objective for task in plan.tasks} == {""}
    assert "row-without-text" not in {finding.code for finding in plan.findings}
