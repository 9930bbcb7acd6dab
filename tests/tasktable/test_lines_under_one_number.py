"""Lines under one number are tasks where each says what, who and by when; else they are steps of one."""

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import FORMATS, Span


def read(kind: str, heading: list[str], *rows: list[str | Span]) -> Plan:
    return plan_of(read_document(FORMATS[kind]([heading, *rows], "某县2026年创建任务分解表"), f"plan.{kind}"))


HEADING = ["序号", "重点任务", "工作内容", "责任单位", "完成时限"]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
@pytest.mark.parametrize("told", [True, False])
def test_lines_that_each_owe_something_are_tasks_under_their_objective(kind: str, told: bool) -> None:
    rows: list[list[str | Span]] = [
        [Span("1", down=2), Span("创建卫生县城", down=2), "新建中转站4座", "县环卫中心", "8月底", "建成4座"],
        ["改造农贸市场6个", "县市监局、县商务局", "9月底", "完成5个"],
        [Span("2", down=2), Span("建设健身模范县", down=2), "新建步道12公里", "县文旅局", "9月底", "建成12公里"],
        ["举办赛事20场", "县文旅局", "12月底", "举办16场"],
        ["3", "创建文明城市", "设置公益广告300处", "县委宣传部", "6月底", "设置320处"],
    ]
    plan = read(kind, [*HEADING, *(["截至9月底完成情况"] * told)], *[row if told else row[:-1] for row in rows])
    assert [(task.no, task.objective, task.text, task.lead, task.due) for task in plan.tasks] == [
        (1, "创建卫生县城", "新建中转站4座", ("县环卫中心",), "8月底"),
        (1, "创建卫生县城", "改造农贸市场6个", ("县市监局",), "9月底"),
        (2, "建设健身模范县", "新建步道12公里", ("县文旅局",), "9月底"),
        (2, "建设健身模范县", "举办赛事20场", ("县文旅局",), "12月底"),
        (3, "创建文明城市", "设置公益广告300处", ("县委宣传部",), "6月底"),
    ]
    assert [task.statement for task in plan.tasks][:2] == (["建成4座", "完成5个"] if told else ["", ""])
    assert not {"number-twice", "number-missing"} & {finding.code for finding in plan.findings}
    assert len({task.key for task in plan.tasks}) == len(plan.tasks)


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_lines_that_share_who_owes_them_stay_steps_of_one_task(kind: str) -> None:
    plan = read(
        kind,
        HEADING,
        [Span("1", down=2), Span("创建卫生县城", down=2), "新建中转站4座", Span("县环卫中心", down=2), "8月底"],
        ["改造农贸市场6个", "9月底"],
        ["2", "创建文明城市", "设置公益广告300处", "县委宣传部", "6月底"],
    )
    assert [task.no for task in plan.tasks] == [1, 2]
    assert len(plan.tasks[0].steps) == 2


def test_stages_of_a_task_stay_its_steps() -> None:
    plan = read(
        "docx",
        ["序号", "工作任务", "阶段安排", "责任单位", "完成时限"],
        [Span("1", down=2), Span("创建卫生县城", down=2), "完成方案编制", "县卫健局", "3月底"],
        ["通过省级评估", "县爱卫办", "9月底"],
        ["2", "创建文明城市", "设置公益广告", "县委宣传部", "6月底"],
    )
    assert [(task.no, task.text) for task in plan.tasks] == [(1, "创建卫生县城"), (2, "创建文明城市")]
