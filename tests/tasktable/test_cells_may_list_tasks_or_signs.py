"""A cell that lists numbered tasks gives them one by one; signs under a unit, or beside it, say what it owes."""

import pytest

from tests.tasktable.plans import plan_of_lines, plan_of_rows

KINDS = ["docx", "xlsx", "html", "pdf"]
TITLE = "澜川县2025年重点任务"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("second", ["3", "1"], ids=["running on", "beginning again"])
def test_a_unit_may_list_its_tasks_in_one_cell(second: str, kind: str) -> None:
    more = f"{second}.修建码头4座。\n{int(second) + 1}.更新渡船16艘。"
    rows = [
        ("责任单位", "工作任务", "进展情况"),
        ("县林业局", "1.造林1万亩。\n2.护林50万亩。", "1.已造林6千亩。\n2.已护林50万亩。"),
    ]
    plan = plan_of_rows(kind, [*rows, ("县交通局", more, f"{second}.已建2座。\n{int(second) + 1}.已更新9艘。")], TITLE)
    assert [task.text for task in plan.tasks] == ["造林1万亩。", "护林50万亩。", "修建码头4座。", "更新渡船16艘。"]
    assert [task.statement for task in plan.tasks] == ["已造林6千亩。", "已护林50万亩。", "已建2座。", "已更新9艘。"]
    assert [task.lead for task in plan.tasks] == [("县林业局",)] * 2 + [("县交通局",)] * 2
    assert [task.no for task in plan.tasks] == [1, 2, int(second), int(second) + 1]


def test_a_result_that_cannot_be_parted_keeps_its_tasks_together() -> None:
    rows = [("责任单位", "工作任务", "进展情况"), ("县林业局", "1.造林1万亩。\n2.护林50万亩。", "已完成六成。")]
    plan = plan_of_rows("docx", [*rows, ("县交通局", "3.修建码头4座。\n4.更新渡船16艘。", "已建2座。")], TITLE)
    assert [task.statement for task in plan.tasks] == ["已完成六成。", "已建2座。"]
    assert "护林50万亩" in plan.tasks[0].text


@pytest.mark.parametrize("kind", KINDS)
def test_signs_under_units_say_who_leads(kind: str) -> None:
    rows = [("序号", "工作任务", "县林业局", "县交通局", "县水利局")]
    rows += [
        ("1", "造林1万亩。", "★", "☆", ""),
        ("2", "修建码头4座。", "", "★", "☆"),
        ("3", "加固堤防9公里。", "", "", "★"),
    ]
    plan = plan_of_rows(kind, rows, TITLE)
    assert [task.text for task in plan.tasks] == ["造林1万亩。", "修建码头4座。", "加固堤防9公里。"]
    assert [task.lead for task in plan.tasks] == [("县林业局",), ("县交通局",), ("县水利局",)]
    assert [task.cooperating for task in plan.tasks] == [("县交通局",), ("县水利局",), ()]


@pytest.mark.parametrize("cell", ["★县林业局、县财政局", "县林业局*、县财政局", "县财政局、▲县林业局"])
def test_a_sign_beside_a_unit_says_that_it_leads(cell: str) -> None:
    rows = [("序号", "工作任务", "责任单位"), ("1", "造林1万亩。", cell), ("2", "护林50万亩。", cell)]
    for task in plan_of_rows("xlsx", rows, TITLE).tasks:
        assert (task.lead, task.cooperating) == (("县林业局",), ("县财政局",))


def test_a_line_may_be_headed_by_how_work_is_shared() -> None:
    plan = plan_of_lines(
        TITLE, "1.造林1万亩。", "分工：县林业局牵头，县财政局配合。", "2.修建码头4座。", "分工：县交通局牵头。"
    )
    assert [(task.text, task.lead, task.cooperating) for task in plan.tasks] == [
        ("造林1万亩。", ("县林业局",), ("县财政局",)),
        ("修建码头4座。", ("县交通局",), ()),
    ]
