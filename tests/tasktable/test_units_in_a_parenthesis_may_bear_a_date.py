"""(市教育局、市住建局，12月底前) names units and a date; 会同 parts who leads from who helps."""

import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from luoshi.tasktable.clauses import clauses_of


@pytest.mark.parametrize("due", ["12月底前", "2025年6月底前", "12月底前完成", "三季度", "11月"])
def test_a_date_behind_bare_units_is_when_not_who(due: str) -> None:
    first = f"（1）新增学位200个。（市教育局、市住建局，{due}）"
    second = f"（2）改造小区9个。（市住建局、市财政局，{due}）"
    text = "\n".join(["2025年工作要点", "一、民生", first, second])
    plan = plan_of(read_document(text.encode(), "要点.txt"), year=2025)
    assert [task.text for task in plan.tasks] == ["新增学位200个。", "改造小区9个。"]
    assert [task.lead for task in plan.tasks] == [("市教育局",), ("市住建局",)]
    assert [task.cooperating for task in plan.tasks] == [("市住建局",), ("市财政局",)]
    assert {task.due for task in plan.tasks} == {due}


def test_who_leads_together_with_others_leads() -> None:
    first = "1.新增学位200个。（省民政厅会同省文旅厅负责）"
    second = "2.改造小区9个。（省住建厅会同省财政厅、省审计厅负责）"
    text = "\n".join(["2025年工作分工", first, second])
    plan = plan_of(read_document(text.encode(), "分工.txt"), year=2025)
    assert [task.lead for task in plan.tasks] == [("省民政厅",), ("省住建厅",)]
    assert [task.cooperating for task in plan.tasks] == [("省文旅厅",), ("省财政厅", "省审计厅")]


def test_very_many_brackets_cost_what_they_are_long() -> None:
    many = clauses_of("新建公园（市园林局）；" * 5_000)
    assert len(many) == 5_000
    assert all(clause.roles is not None and clause.roles.lead == ["市园林局"] for clause in many)
    (one,) = clauses_of("新建公园。" + "（市园林局）" * 5_000)
    assert one.roles is not None
    assert one.roles.lead == ["市园林局"]
