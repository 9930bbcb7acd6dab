"""Lists of proposals: the title is the task, who is to answer leads, who is asked along helps."""

import pytest

from tests.documents.office_files import FORMATS
from tests.tasktable.plans import plan_of_lines, plan_of_rows


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("title", ["标题", "案由", "建议标题", "提案题目"])
def test_the_title_is_the_task(kind: str, title: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["序号", "建议号", "类别", title, "领衔代表", "主办单位", "协办单位", "办理情况", "答复类别"],
            ["1", "第6号", "交通", "关于增设公交站点的建议", "赵某", "市交通局", "市公安局", "已增设站点3处", "A"],
            ["2", "第9号", "环保", "关于治理河道异味的建议", "钱某", "市水利局", "/", "已清淤2公里", "B"],
        ],
        "2025年代表建议办理情况表",
    )
    assert [(t.no, t.objective, t.text, t.lead, t.cooperating, t.statement) for t in plan.tasks] == [
        (1, "交通", "关于增设公交站点的建议", ("市交通局",), ("市公安局",), "已增设站点3处"),
        (2, "环保", "关于治理河道异味的建议", ("市水利局",), (), "已清淤2公里"),
    ]
    assert (plan.tasks[0].extra["建议号"], plan.tasks[0].extra["答复类别"]) == ("第6号", "A")
    assert "赵某" not in [mention.name for mention in plan.units]


def test_who_is_charged_leads_where_nobody_else_does() -> None:
    plan = plan_of_lines(
        "2025年政协提案办理情况",
        "编号|提案者|案由|承办单位|会办单位|办结情况",
        "12|民建区委会|关于保护古树的提案|区林业局|区文旅局|已为31株古树挂牌",
        "15|孙某|关于夜间照明的提案|区城管局|区供电公司|新装路灯90盏",
    )
    assert [(t.no, t.text, t.lead, t.cooperating, t.statement) for t in plan.tasks] == [
        (12, "关于保护古树的提案", ("区林业局",), ("区文旅局",), "已为31株古树挂牌"),
        (15, "关于夜间照明的提案", ("区城管局",), ("区供电公司",), "新装路灯90盏"),
    ]
