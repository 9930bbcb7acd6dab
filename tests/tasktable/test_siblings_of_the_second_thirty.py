"""What thirty more documents of offices showed, held on siblings that are not among them."""

from collections.abc import Sequence

import pytest

from luoshi.plan import Plan
from luoshi.reading import read_plan


def page(*rows: Sequence[str]) -> Plan:
    """Read a page of one table; a cell that begins with <td is written as it is."""
    cells = ("".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return read_plan(f"<h1>2026年重点任务</h1><table>{body}</table>".encode(), "a.html")


def across(columns: int, text: str) -> str:
    return f'<td colspan="{columns}">{text}</td>'


def down(rows: int, text: str) -> str:
    return f'<td rowspan="{rows}">{text}</td>'


def lines(*texts: str) -> Plan:
    return read_plan("\n".join(("2026年任务分工", *texts)).encode(), "任务.txt")


def csv(*texts: str) -> Plan:
    return read_plan("\n".join(texts).encode(), "2026.csv")


@pytest.mark.parametrize(
    ("units", "lead", "cooperating", "due"),
    [
        ("市数据局牵头，市司法局配合，", "市数据局", ("市司法局",), "3月底前印发方案，并持续推进"),
        ("市体育局、市财政局负责，", "市体育局", ("市财政局",), "二季度开工"),
        ("责任单位：市园林局；", "市园林局", (), "年内全部投用"),
        ("市体育局负责，", "市体育局", (), "10月底前圆满举办"),
        ("市教育局牵头，市财政局按职责分工负责，", "市教育局", ("市财政局",), "年内持续推进"),
    ],
)
def test_a_bracket_may_say_what_is_reached_by_when(
    units: str, lead: str, cooperating: tuple[str, ...], due: str
) -> None:
    task = lines(f"1.推进甲项工作。（{units}{due}）", "2.推进乙项工作。（市水务局负责）").tasks[0]
    assert (task.lead, task.cooperating, task.due) == ((lead,), cooperating, due)
    assert (task.text, task.reports) == ("推进甲项工作。", ())


def test_works_behind_who_answers_are_no_day() -> None:
    task = lines("1.改造旧区。（市住建局牵头，实施12个项目）", "2.推进乙项。（市水务局负责）").tasks[0]
    assert task.due is None


def test_of_three_levels_over_rows_the_middle_one_is_kept() -> None:
    plan = page(
        ["序号", "任务", "责任单位"],
        [across(3, "第一部分 经济")],
        [across(3, "一、工业")],
        [across(3, "（一）技改")],
        ["1", "完成技改投资8亿元", "市工信局"],
        [across(3, "二、农业")],
        ["2", "新建粮田2万亩", "市农业农村局"],
        [across(3, "第二部分 社会")],
        ["3", "新建学校2所", "市教育局"],
    )
    assert [(task.chapter, task.extra.get("小节"), task.objective) for task in plan.tasks] == [
        ("第一部分 经济", "一、工业", "（一）技改"),
        ("第一部分 经济", None, "二、农业"),
        ("第二部分 社会", None, ""),
    ]


def test_of_three_levels_over_lines_the_middle_one_is_kept() -> None:
    plan = lines(
        "第一章 经济发展",
        "第一节 工业",
        "一、技改",
        "1.完成技改投资8亿元。（牵头单位：市工信局）",
        "第二节 农业",
        "2.新建粮田2万亩。（牵头单位：市农业农村局）",
        "第二章 社会",
        "3.新建学校2所。（牵头单位：市教育局）",
    )
    assert [(task.chapter, task.extra.get("小节"), task.objective) for task in plan.tasks] == [
        ("第一章经济发展", "第一节工业", "一、技改"),
        ("第一章经济发展", None, "第二节农业"),
        ("第二章社会", None, ""),
    ]


def test_a_name_merged_down_a_form_says_what_stands_beside_it() -> None:
    (task,) = page(
        ["任务名称", "新建学校2所", "完成时限", "12月底"],
        [down(2, "责任分工"), "牵头单位", across(2, "县教育局")],
        ["配合单位", across(2, "县住建局")],
        [down(2, "进展情况"), "截至6月底", across(2, "开工1所")],
        ["截至9月底", across(2, "建成1所")],
    ).tasks
    assert (task.text, task.lead, task.cooperating) == ("新建学校2所", ("县教育局",), ("县住建局",))
    assert task.due == "12月底"
    assert [(str(report.as_of), report.statement) for report in task.reports] == [
        ("2026-06-30", "开工1所"),
        ("2026-09-30", "建成1所"),
    ]


def test_a_form_may_be_six_columns_wide_and_hold_its_nodes() -> None:
    (task,) = page(
        ["项目名称", "城西水厂", "牵头单位", "县水利局", "配合单位", "县财政局"],
        ["年度目标", across(5, "建成供水管网12公里，年底前通水")],
        [down(2, "工作计划"), "一季度", across(4, "完成招标")],
        ["四季度", across(4, "通水")],
        ["完成情况", across(5, "铺设管网8公里")],
        ["存在问题", across(5, "征地滞后")],
    ).tasks
    assert (task.objective, task.lead, task.cooperating) == ("城西水厂", ("县水利局",), ("县财政局",))
    assert [(step.due, step.text) for step in task.steps] == [("一季度", "完成招标"), ("四季度", "通水")]
    assert [(report.statement, report.problems) for report in task.reports] == [("铺设管网8公里", "征地滞后")]


def test_the_unit_over_each_table_leads_its_tasks() -> None:
    tables = [
        f"<table><tr>{across(3, f'牵头单位：{unit}')}</tr><tr><td>序号</td><td>工作任务</td><td>完成情况</td></tr>"
        f"<tr><td>1</td><td>{text}</td><td>已完成</td></tr></table>"
        for unit, text in (("县教育局", "新建学校2所"), ("县水利局", "新建水库1座"))
    ]
    plan = read_plan(f"<h1>2026年任务</h1>{''.join(tables)}".encode(), "a.html")
    assert [(task.text, task.lead, task.chapter) for task in plan.tasks] == [
        ("新建学校2所", ("县教育局",), ""),
        ("新建水库1座", ("县水利局",), ""),
    ]


HEAD = [down(2, name) for name in ("序号", "任务", "责任单位")]
ROW = ["1", "改造道路10公里", "市住建局"]


def test_periods_under_what_was_done_are_results_and_those_under_a_plan_are_nodes() -> None:
    (task,) = page(
        [*HEAD, across(2, "工作计划"), across(2, "完成情况")],
        ["上半年", "全年", "6月底", "9月底"],
        [*ROW, "改造5公里", "改造10公里", "改造3公里", "改造7公里"],
    ).tasks
    assert [step.due for step in task.steps] == ["上半年", "全年"]
    assert [report.statement for report in task.reports] == ["改造3公里", "改造7公里"]


@pytest.mark.parametrize("done", ["推进情况", "完成情况"])
def test_periods_under_what_was_done_alone_are_results(done: str) -> None:
    rows = [[*HEAD, across(2, done)], ["上半年", "三季度"], [*ROW, "改造3公里", "改造7公里"]]
    (task,) = page(*rows).tasks
    assert task.steps == ()
    assert [str(report.as_of) for report in task.reports] == ["2026-06-30", "2026-09-30"]


@pytest.mark.parametrize(
    "names", [("上半年任务", "下半年任务"), ("6月底前目标", "12月底前目标"), ("上半年计划", "下半年计划")]
)
def test_goals_of_periods_are_nodes(names: tuple[str, str]) -> None:
    (task,) = csv(f"序号,工作任务,{','.join(names)},责任单位", "1,建成公园5个,开工5个,建成5个,市园林局").tasks
    assert [step.text for step in task.steps] == ["开工5个", "建成5个"]
    assert [step.due for step in task.steps] == [name[:-2] for name in names]


@pytest.mark.parametrize("names", [("考核标准", "督办部门"), ("评分细则", "评价部门"), ("计分办法", "考核单位")])
def test_how_points_are_given_and_who_looks_on_is_no_part_of_a_task(names: tuple[str, str]) -> None:
    how, who = names
    (task,) = csv(f"序号,工作任务,{how},责任单位,{who}", "1,新增主体800户,每少1%扣0.5分,经发办,县督查室").tasks
    assert (task.text, task.lead, task.cooperating) == ("新增主体800户", ("经发办",), ())
    assert dict(task.extra) == {how: "每少1%扣0.5分", who: "县督查室"}


@pytest.mark.parametrize("before", ["【市教育局】", "市教育局：", "〔市教育局〕", "［市教育局］："])
def test_a_unit_may_stand_before_what_it_owes(before: str) -> None:
    plan = lines(f"1.{before}新建高中3所。", f"2.{before.replace('教育', '民政')}新建幸福院9所。")
    assert [(task.lead, task.text) for task in plan.tasks] == [
        (("市教育局",), "新建高中3所。"),
        (("市民政局",), "新建幸福院9所。"),
    ]


@pytest.mark.parametrize("before", ["【出行便利】", "教育：", "【重点】", "截至9月底："])
def test_other_words_before_a_sentence_are_no_unit(before: str) -> None:
    plan = lines(f"1.{before}新建高中3所。（市教育局负责）", f"2.{before}新建幸福院9所。（市民政局负责）")
    assert [task.lead for task in plan.tasks] == [("市教育局",), ("市民政局",)]
    assert plan.tasks[0].text == f"{before}新建高中3所。"


@pytest.mark.parametrize(
    ("second", "year", "year_from"), [("2026-12-31", 2026, "due"), ("2027-06-30", None, ""), ("12月底", 2026, "due")]
)
def test_the_year_is_that_of_the_days_where_all_are_of_one(second: str, year: int | None, year_from: str) -> None:
    rows = ["编号,任务,责任单位,办结时限", "1,新建粮库1座,市粮食局,2026-11-30", f"2,更新消防车5辆,市消防支队,{second}"]
    plan = read_plan("\n".join(rows).encode(), "a.csv")
    assert (plan.year, plan.year_from) == (year, year_from)
