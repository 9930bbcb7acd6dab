"""Headings that mean a thing only where no other column says it, and further names that offices give to columns."""

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from luoshi.tasktable.headings import meaning_of
from tests.documents.office_files import FORMATS


def read(heading: list[str], *rows: list[str], kind: str = "docx", title: str = "某区2026年任务表") -> Plan:
    return plan_of(read_document(FORMATS[kind]([heading, *rows], title), f"plan.{kind}"))


@pytest.mark.parametrize("heading", ["督查情况", "核查结果", "现场检查情况", "目前现状", "工作小结"])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_what_an_inspection_saw_is_the_result_where_no_column_tells_it(heading: str, kind: str) -> None:
    plan = read(
        ["序号", "督查事项", "责任单位", heading], ["1", "新建充电桩400个", "区发改局", "已建成260个"], kind=kind
    )
    assert plan.tasks[0].statement == "已建成260个"


def test_beside_what_the_unit_says_it_stays_a_remark() -> None:
    plan = read(
        ["序号", "督查事项", "责任单位", "完成情况", "督查情况"],
        ["1", "新建充电桩400个", "区发改局", "已建成260个", "实地查看属实"],
    )
    assert plan.tasks[0].statement == "已建成260个"
    assert plan.tasks[0].extra["督查情况"] == "实地查看属实"


def test_next_weeks_work_is_the_task_where_no_other_column_has_one() -> None:
    plan = read(
        ["序号", "科室", "本周工作完成情况", "下周工作安排", "责任人"],
        ["1", "综合股", "接待调研2批次", "筹备会议题3项", "李静"],
        ["2", "项目股", "审核报告5份", "组织集中开工8个", "张涛"],
        title="县发改局每周工作表（2026年7月6日—7月12日）",
    )
    assert [(task.text, task.lead, task.leader) for task in plan.tasks] == [
        ("筹备会议题3项", ("综合股",), "李静"),
        ("组织集中开工8个", ("项目股",), "张涛"),
    ]
    assert plan.year == 2026


def test_behind_a_task_next_weeks_work_belongs_to_its_answer() -> None:
    plan = read(
        ["序号", "工作任务", "责任科室", "本周进展", "下周工作安排"],
        ["1", "改造小区12个", "建设科", "开工5个", "再开工3个"],
    )
    assert (plan.tasks[0].text, plan.tasks[0].reports[0].next_step) == ("改造小区12个", "再开工3个")


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        ("lead", "组长单位 领办单位 归口单位 归口管理部门"),
        ("responsible", "包抓单位 包保部门 分工单位 任务单位 承接单位 科室 处室"),
        ("cooperating", "会同单位 联动部门 涉及部门"),
        ("due", "交账时间 限办时间 结束时间 销号时限"),
        ("light", "是否销号 销号情况"),
        ("detail", "任务分工 工作分工"),
    ],
)
def test_further_names_of_columns(meaning: str, headings: str) -> None:
    assert {heading: meaning_of(heading) for heading in headings.split()} == dict.fromkeys(headings.split(), meaning)


@pytest.mark.parametrize("heading", ["交办单位", "工作单位", "任务单", "抽查比例"])
def test_names_that_say_neither(heading: str) -> None:
    assert meaning_of(heading) not in ("lead", "responsible", "cooperating", "report", "due")


def test_columns_of_progress_by_a_day_are_results_and_those_of_goals_are_nodes() -> None:
    def plan(*headings: str) -> Plan:
        return read(
            ["序号", "建设任务", "牵头单位", *headings],
            ["1", "社区设施12处", "市民政局", "建成5处", "建成9处"],
            ["2", "体育公园4个", "市体育局", "开工4个", "建成2个"],
        )

    told, planned = plan("6月底进度", "9月底进度"), plan("6月底进度目标", "9月底进度目标")
    assert [(task.statement, len(task.reports)) for task in told.tasks] == [("建成9处", 2), ("建成2个", 2)]
    assert [task.statement for task in planned.tasks] == ["", ""]


@pytest.mark.parametrize("label", ["目标", "年度目标"])
def test_a_goal_that_is_only_a_day_says_when_a_task_is_due(label: str) -> None:
    first = f"任务一：征兵上站体检120人\n牵头：镇武装部\n{label}：8月中旬前\n"
    second = f"任务二：创建无违建村5个\n牵头：镇执法队\n{label}：年底前完成\n"
    plan = plan_of(read_document(f"城关镇2026年重点任务\n{first}{second}".encode(), "plan.txt"))
    assert [task.text for task in plan.tasks] == ["征兵上站体检120人", "创建无违建村5个"]
    assert [task.due for task in plan.tasks] == ["8月中旬前", "年底前完成"]
