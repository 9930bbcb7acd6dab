"""What tables and texts of other offices hold beside their tasks: column numbers, examples, persons, plain labels."""

import io

import pytest
from openpyxl import Workbook

from luoshi.reading import read_plan
from tests.documents.office_files import Span
from tests.tasktable.plans import plan_of_lines, plan_of_rows

HEADER = ["序号", "工作任务", "责任单位", "时限", "进展情况"]
ROWS = [
    ["1", "新建泵站3座", "水利局", "6月", "建成2座"],
    ["2", "改造公路12公里", "交通局", "8月", "改造7公里"],
]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize(
    "numbers",
    [["1", "2", "3", "4", "5"], ["（1）", "（2）", "（3）", "（4）", "（5）"], ["甲", "乙", "丙", "1", "2=1/3"]],
)
def test_a_row_that_numbers_the_columns_is_told_and_no_task(kind: str, numbers: list[str]) -> None:
    for rows in ([HEADER, numbers, *ROWS], [numbers, HEADER, *ROWS]):
        plan = plan_of_rows(kind, rows)
        assert [task.text for task in plan.tasks] == ["新建泵站3座", "改造公路12公里"]
        assert [finding.written for finding in plan.findings if finding.code == "table-note"] == [" ".join(numbers)]


def test_an_example_and_how_to_fill_in_are_told_and_no_tasks() -> None:
    above = [["填报说明：进展情况请写明数量", "", "", "", ""], ["示例", "新建学校2所", "教育局", "9月", "开工1所"]]
    plan = plan_of_rows("xlsx", [HEADER, *above, *ROWS])
    assert [(task.chapter, task.no) for task in plan.tasks] == [("", 1), ("", 2)]
    (told,) = [finding for finding in plan.findings if finding.code == "table-note"]
    assert "新建学校2所" in (told.written or "")


@pytest.mark.parametrize("beside", ["（{}）", " {}"])
def test_persons_beside_most_units_of_a_column_are_no_part_of_their_names(beside: str) -> None:
    persons = ["朱明", "李强", "孙文涛"]
    rows = [
        [str(n), f"新建泵站{n}座", f"{unit}{beside.format(person)}", f"财政局{beside.format('王芳')}"]
        for n, (unit, person) in enumerate(zip(["水利局", "城管局", "住建局"], persons, strict=True), start=1)
    ]
    tasks = plan_of_rows("docx", [["序号", "工作任务", "牵头单位", "配合单位"], *rows]).tasks
    assert [task.lead for task in tasks] == [("水利局",), ("城管局",), ("住建局",)]
    assert {task.cooperating for task in tasks} == {("财政局",)}
    assert [task.leader for task in tasks] == persons
    assert {task.extra["配合单位"] for task in tasks} == {"王芳"}


def test_what_stands_in_brackets_of_a_name_stays_where_it_is_no_person() -> None:
    rows = [
        [str(n), f"新建泵站{n}座", unit] for n, unit in enumerate(["组织部（人才办）", "教育局（体育局）", "政府办"])
    ]
    tasks = plan_of_rows("docx", [["序号", "工作任务", "牵头单位"], *rows]).tasks
    assert [task.lead for task in tasks] == [("组织部（人才办）",), ("教育局（体育局）",), ("政府办",)]


def test_a_newest_state_in_words_comes_before_a_bare_rate() -> None:
    rows = [
        ["序号", "任务名称", "责任单位", "当前进度", "最新动态", "风险提示"],
        ["1", "新建泵站3座", "水利局", "60%", "已建成2座，第3座正在招标", "征地未完成"],
        ["2", "改造公路12公里", "交通局", "50%", "已改造6公里", ""],
    ]
    first, second = plan_of_rows("xlsx", rows).tasks
    assert (first.statement, first.extra["当前进度"]) == ("已建成2座，第3座正在招标", "60%")
    assert (first.reports[0].problems, second.statement) == ("征地未完成", "已改造6公里")


def test_what_was_answered_comes_before_its_grade() -> None:
    rows = [
        ["序号", "建议内容", "承办单位", "答复意见", "办理结果"],
        ["1", "关于增设护学岗的建议", "公安局（主办）、教育局（会办）", "已增设护学岗18个", "A类"],
        ["2", "关于改造菜市场的建议", "市场监管局（主办）、住建局（会办）", "已完成方案设计，9月开工", "B类"],
    ]
    tasks = plan_of_rows("docx", rows).tasks
    assert [(task.statement, task.extra["办理结果"]) for task in tasks] == [
        ("已增设护学岗18个", "A类"),
        ("已完成方案设计，9月开工", "B类"),
    ]


def test_goals_of_two_halves_of_the_year_are_nodes() -> None:
    rows: list[list[str | Span]] = [
        [*(Span(name, 2) for name in ("序号", "任务", "责任单位")), Span("上半年", 1, 2), Span("下半年", 1, 2)],
        ["目标", "完成情况", "目标", "完成情况"],
        ["1", "培育企业12家", "工信局", "6家", "新增7家", "12家", ""],
        ["2", "建设厂房8万平方米", "开发区管委会", "主体完工", "建成5万平方米", "竣工", ""],
    ]
    first, second = plan_of_rows("xlsx", rows).tasks
    assert [(step.due, step.text) for step in first.steps] == [("上半年", "6家"), ("下半年", "12家")]
    assert (first.statement, second.statement) == ("新增7家", "建成5万平方米")


def test_labels_without_colons_at_a_sentence_s_end_name_units() -> None:
    tasks = plan_of_lines(
        "2025年重点任务",
        "1.新建泵站3座。牵头单位水利局，配合单位财政局、各乡镇。",
        "2.改造公路12公里，责任单位为交通局。",
        "3.新建学校2所。责任单位要抓好落实。",
    ).tasks
    assert [(task.text, task.lead, task.cooperating) for task in tasks] == [
        ("新建泵站3座。", ("水利局",), ("财政局", "各乡镇")),
        ("改造公路12公里", ("交通局",), ()),
        ("新建学校2所。责任单位要抓好落实。", (), ()),
    ]


def test_arrows_before_labels_are_no_words() -> None:
    tasks = plan_of_lines(
        "2025年重点任务",
        "★1.新建泵站3座",
        "→责任单位：水利局",
        "→完成时限：10月",
        "★2.改造公路12公里",
        "→责任单位：交通局",
        "→完成时限：12月",
    ).tasks
    assert [(task.text, task.lead, task.due) for task in tasks] == [
        ("新建泵站3座", ("水利局",), "10月"),
        ("改造公路12公里", ("交通局",), "12月"),
    ]


def test_who_signs_is_no_word_of_the_last_task() -> None:
    tasks = plan_of_lines("2025年重点任务", "1.新建泵站3座。", "2.改造公路12公里", "某县水利局", "2025年2月9日").tasks
    assert [task.text for task in tasks] == ["新建泵站3座。", "改造公路12公里"]


def test_lists_of_problems_tasks_and_who_answers_are_fields() -> None:
    rows = [
        ["序号", "问题清单", "任务清单", "责任清单", "时限清单", "销号情况"],
        ["1", "供水保证率低", "新建水源工程3处", "水利局", "9月底", "已完工2处"],
        ["2", "校车有隐患", "更换校车20辆", "教育局", "8月底", "已更换20辆，已销号"],
    ]
    first, second = plan_of_rows("xlsx", rows).tasks
    assert (first.text, first.lead, first.due, first.statement) == (
        "新建水源工程3处",
        ("水利局",),
        "9月底",
        "已完工2处",
    )
    assert (second.statement, second.extra["问题清单"]) == ("已更换20辆，已销号", "校车有隐患")


def test_how_many_tasks_a_unit_has_is_no_objective() -> None:
    rows: list[list[str | Span]] = [
        ["单位", "任务数", "序号", "任务内容", "完成情况"],
        [Span("教育局", 2), Span("2", 2), "1", "新建学校2所", "主体封顶"],
        ["2", "招聘教师90名", "已招聘90名"],
        ["卫健局", "1", "3", "改造卫生院4所", "建成3所"],
    ]
    tasks = plan_of_rows("docx", rows).tasks
    assert {task.objective for task in tasks} == {""}
    assert [task.lead for task in tasks] == [("教育局",), ("教育局",), ("卫健局",)]
    assert [task.extra["任务数"] for task in tasks] == ["2", "2", "1"]


def test_the_day_and_the_result_behind_labels_need_no_units() -> None:
    tasks = plan_of_lines(
        "2025年部门重点任务",
        "一、教育局",
        "1.新建学校3所；完成时限：8月底；完成情况：主体封顶2所",
        "2.招聘教师90名。完成时限：9月底。责任人：张三",
        "3.改造操场5处，完成时限：10月底",
    ).tasks
    assert [(task.text.rstrip("；。"), task.lead, task.due, task.leader, task.statement) for task in tasks] == [
        ("新建学校3所", ("教育局",), "8月底", None, "主体封顶2所"),
        ("招聘教师90名", ("教育局",), "9月底", "张三", ""),
        ("改造操场5处", ("教育局",), "10月底", None, ""),
    ]


def test_a_numbered_line_is_no_title() -> None:
    assert plan_of_lines("1.新建泵站3座。（水利局）", "2.改造公路12公里（交通局）", "3.建校2所（教育局）").title is None


def test_a_pasted_cell_that_breaks_off_goes_on_in_the_next_line() -> None:
    tasks = plan_of_lines(
        "序号\t任务\t责任单位\t完成时限",
        "1\t新建学校3所\t教育局\t8月底",
        "2\t招聘教师90名\t教育局、",
        "人社局\t9月底",
        "3\t改造医院2家\t卫健委\t10月底",
    ).tasks
    assert [(task.text, task.lead, task.cooperating, task.due) for task in tasks] == [
        ("新建学校3所", ("教育局",), (), "8月底"),
        ("招聘教师90名", ("教育局",), ("人社局",), "9月底"),
        ("改造医院2家", ("卫健委",), (), "10月底"),
    ]


def test_a_week_of_a_month_is_not_its_end() -> None:
    rows = [["序号", "重点工作", "责任单位", "本周进展"], ["1", "征地项目", "征收办", "签约12户"]]
    assert plan_of_rows("docx", rows, "重点工作调度表（2025年5月第3周）").as_of is None
    assert plan_of_rows("docx", rows, "重点工作调度表（2025年5月）").as_of is not None


@pytest.mark.parametrize("kind", ["xlsx", "docx", "html"])
def test_a_row_without_a_number_is_no_header_for_its_words(kind: str) -> None:
    rows: list[list[str | Span]] = [
        ["工作任务", "责任单位", "完成时限"],
        [Span("一、工业", 1, 3)],
        ["新增规上企业12家", "工信局", "12月"],
        [Span("二、农业", 1, 3)],
        ["建设高标准农田3万亩", "农业农村局", "10月"],
        ["清理项目重点问题8件", "发改局", "全年"],
    ]
    tasks = plan_of_rows(kind, rows).tasks
    assert [(task.chapter, task.text, task.lead, task.due) for task in tasks] == [
        ("一、工业", "新增规上企业12家", ("工信局",), "12月"),
        ("二、农业", "建设高标准农田3万亩", ("农业农村局",), "10月"),
        ("二、农业", "清理项目重点问题8件", ("发改局",), "全年"),
    ]


def test_units_and_persons_with_posts_are_no_tasks() -> None:
    rows = [
        ["序号", "工作任务", "责任单位及责任人", "进度要求"],
        ["1", "新建人民医院新院区", "卫健委 陈红主任\n住建局 何军局长", "6月封顶"],
        ["2", "创建文明城市", "宣传部 王强副部长", "全年推进"],
    ]
    first, second = plan_of_rows("docx", rows).tasks
    assert (first.text, first.lead, first.cooperating) == ("新建人民医院新院区", ("卫健委",), ("住建局",))
    assert (first.leader, second.lead, second.leader) == ("陈红主任、何军局长", ("宣传部",), "王强副部长")


def test_names_of_two_columns_of_those_who_help_stay_apart() -> None:
    rows: list[list[str | Span]] = [
        [*(Span(name, 2) for name in ("序号", "重点任务")), Span("责任分工", 1, 3)],
        ["牵头单位", "配合单位", "协同单位"],
        ["1", "新增规上企业60家", "工信局", "统计局", "各县区"],
        ["2", "改造公路80公里", "交通局", "公路中心", "甲县、乙县"],
    ]
    tasks = plan_of_rows("xlsx", rows).tasks
    assert [task.cooperating for task in tasks] == [("统计局", "各县区"), ("公路中心", "甲县", "乙县")]


def test_months_head_the_tasks_below_them() -> None:
    tasks = plan_of_lines(
        "某区2025年重点工作月度计划",
        "一月",
        "1.慰问困难群众1200户。（民政局）",
        "2.召开经济工作会议。（发改局）",
        "二月",
        "3.启动城市更新项目5个。（住建局）",
        "3月",
        "4.举办招聘会8场。（人社局）",
    ).tasks
    assert [task.chapter for task in tasks] == ["一月", "一月", "二月", "3月"]


def test_a_task_merged_over_units_with_figures_of_their_own_is_theirs() -> None:
    rows: list[list[str | Span]] = [
        ["任务名称", "责任单位", "年度任务（公里）", "已完成（公里）"],
        [Span("改建农村公路", 2), "甲镇", "20", "12"],
        ["乙镇", "30", "30"],
        [Span("疏浚河道", 2), "甲镇", "3", "1"],
        ["乙镇", "4", "4"],
    ]
    tasks = plan_of_rows("xlsx", rows).tasks
    assert [(task.text, task.lead, task.statement) for task in tasks] == [
        ("改建农村公路", ("甲镇",), "已完成12公里"),
        ("改建农村公路", ("乙镇",), "已完成30公里"),
        ("疏浚河道", ("甲镇",), "已完成1公里"),
        ("疏浚河道", ("乙镇",), "已完成4公里"),
    ]
    assert [task.targets[0].value for task in tasks] == [20, 30, 3, 4]


def test_a_bare_amount_under_a_merged_name_is_said_of_it() -> None:
    rows: list[list[str | Span]] = [
        ["序号", "任务名称", "责任单位", "年度任务", "已完成"],
        ["1", Span("改建农村公路", 2), "甲镇", "20公里", "12公里"],
        ["2", "乙镇", "30公里", "30公里"],
        ["3", "疏浚河道", "甲镇", "3公里", "1公里"],
    ]
    tasks = plan_of_rows("xlsx", rows).tasks
    assert [task.text for task in tasks] == ["改建农村公路20公里", "改建农村公路30公里", "疏浚河道3公里"]
    assert [task.statement for task in tasks] == ["12公里", "30公里", "1公里"]


@pytest.mark.parametrize("marks", ["【】", "（）", "[]"])
def test_a_state_in_brackets_begins_the_result(marks: str) -> None:
    tasks = plan_of_lines(
        "2025年民生实事完成情况",
        f"1.新建口袋公园6个。{marks[0]}已完成{marks[1]}6个公园全部开放。",
        f"2.更新公交站亭40座。{marks[0]}正在推进{marks[1]}更新28座。",
    ).tasks
    assert [task.text for task in tasks] == ["新建口袋公园6个。", "更新公交站亭40座。"]
    assert tasks[0].statement == f"{marks[0]}已完成{marks[1]}6个公园全部开放。"


def test_a_bracket_of_the_day_beside_one_of_units_is_no_unit() -> None:
    tasks = plan_of_lines(
        "2025年重点工作任务",
        "1.新建学校3所（8月底前完成）（教育局牵头）",
        "2.改造公路12公里（10月底前完成）（交通局牵头，各县区配合）",
        "3.新建泵站2座（牵头单位：水利局）（配合单位：财政局）（完成时限：9月）",
    ).tasks
    assert [(task.lead, task.cooperating, task.due) for task in tasks] == [
        (("教育局",), (), "8月底前完成"),
        (("交通局",), ("各县区",), "10月底前完成"),
        (("水利局",), ("财政局",), "9月"),
    ]


def workbook_of(*titles: str) -> bytes:
    book = Workbook()
    for number, title in enumerate(titles):
        sheet = book.create_sheet(f"表{number}") if number else book.worksheets[0]
        sheet.append([title])
        sheet.merge_cells("A1:C1")
        for row in (["序号", "工作任务", "责任单位"], [1, f"新建泵站{number + 2}座", "水利局"]):
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (["某区2025年任务表（产业）", "某区2025年任务表（城建）"], "某区2025年任务表"),
        (["某区2025年任务表（产业）"], "某区2025年任务表（产业）"),
        (["某区2025年任务表（截至3月底）", "某区2025年任务表（截至6月底）"], "某区2025年任务表（截至3月底）"),
    ],
)
def test_the_title_of_several_sheets_is_what_they_share(titles: list[str], title: str) -> None:
    assert read_plan(workbook_of(*titles), "a.xlsx").title == title
