"""Tables and lines of offices, by other hands and in other words than the documents that showed the kind."""

from collections.abc import Sequence

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import Span, grid_as_docx, grid_as_html, grid_as_xlsx

Grid = Sequence[Sequence[str | Span]]


def read(data: bytes, name: str = "plan") -> Plan:
    return plan_of(read_document(data, name))


def text(words: str) -> Plan:
    return read(words.encode(), "plan.txt")


def units(plan: Plan) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(task.lead, task.cooperating) for task in plan.tasks]


MATRIX: Grid = [
    ["序号", "工作事项", "区发改局", "区财政局", "区住建局", "完成时限"],
    ["1", "争取资金3亿元", "▲", "●", "", "6月底"],
    ["2", "改造小区12个", "", "▲", "●", "9月底"],
]
DEVELOPMENT, MONEY, HOUSING = ("区发改局",), ("区财政局",), ("区住建局",)


def test_the_note_of_a_matrix_says_which_sign_leads() -> None:
    noted = [*MATRIX, ["说明：▲代表牵头单位，●代表配合单位", "", "", "", "", ""]]
    leading = [(DEVELOPMENT, MONEY), (MONEY, HOUSING)]
    assert units(read(grid_as_xlsx(noted, "某区2026年任务分工表"))) == leading
    assert units(read(grid_as_docx(MATRIX, "某区2026年任务分工表", "（▲为牵头单位，●为配合单位）"))) == leading


def test_without_a_note_only_the_first_of_two_filled_signs_leads() -> None:
    assert units(read(grid_as_docx(MATRIX, "某区2026年任务分工表"))) == [(MONEY, DEVELOPMENT), (HOUSING, MONEY)]


@pytest.mark.parametrize("ruler", ["————————————", "==========", "* * * * *", "~~~~~~", "－－－－－－"])
def test_a_ruler_between_tasks_is_no_word_of_theirs(ruler: str) -> None:
    plan = text(
        f"2026年督办事项\n【事项一】新建泊位200个\n【责任部门】区城管局【协办部门】区公安分局\n【当前进展】已建120个\n{ruler}\n"
        f"【事项二】改造公园3个\n【责任部门】区园林局\n【完成期限】6月底\n【当前进展】已建1个\n{ruler}\n"
    )
    assert plan.title == "2026年督办事项"
    assert [(task.text, task.lead, task.cooperating, task.due, task.statement) for task in plan.tasks] == [
        ("新建泊位200个", ("区城管局",), ("区公安分局",), None, "已建120个"),
        ("改造公园3个", ("区园林局",), (), "6月底", "已建1个"),
    ]


def test_bodies_of_a_town_lead_and_help_by_their_own_labels() -> None:
    plan = text(
        "某镇2026年民生实事\n"
        "1．硬化公路14公里。\n责任领导：贺某　牵头站所：交通管理站　协助站所：各村　完成时限：10月底\n"
        "进展情况：已硬化9公里。\n"
        "2．清运垃圾20车。\n责任领导：覃某　责任村居：红岩村　配合部门：环卫所\n进展情况：已清运8车。\n"
    )
    assert [(task.leader, task.lead, task.cooperating, task.statement) for task in plan.tasks] == [
        ("贺某", ("交通管理站",), ("各村",), "已硬化9公里。"),
        ("覃某", ("红岩村",), ("环卫所",), "已清运8车。"),
    ]


def test_the_office_over_a_sheet_leads_what_persons_answer_for() -> None:
    grid: Grid = [
        ["填报部门：社会事务科", "", "", "填报时间：2026年3月", ""],
        ["序号", "工作任务", "责任人", "配合科室", "完成时限"],
        ["1", "新建食堂3处", "孔某", "民政科", "8月底"],
        ["2", "举办招聘会8场", "孔某", "", "11月底"],
    ]
    plan = read(grid_as_xlsx(grid, "某街道2026年任务清单"))
    assert units(plan) == [(("社会事务科",), ("民政科",)), (("社会事务科",), ())]
    assert [task.leader for task in plan.tasks] == ["孔某", "孔某"]


def test_minutes_charge_units_in_their_sentences() -> None:
    plan = text(
        "县政府常务会议纪要\n2026年3月12日\n一、审议防汛方案\n会议听取了汇报。会议要求：\n"
        "1.由县水利局牵头，县应急局、各乡镇配合，5月底前完成23座水库除险。\n2.由县住建局负责，6月底前清淤管网31公里。\n"
        "二、关于教育工作\n会议决定：\n1.由县教育局会同县财政局，8月底前新增学位1200个。\n"
        "2.停车收费办法由县发改局按程序报批后印发。\n列席：县水利局。\n"
    )
    assert units(plan) == [
        (("县水利局",), ("县应急局", "各乡镇")),
        (("县住建局",), ()),
        (("县教育局",), ("县财政局",)),
        (("县发改局",), ()),
    ]
    assert plan.tasks[0].text == "由县水利局牵头，县应急局、各乡镇配合，5月底前完成23座水库除险。"
    assert {task.objective for task in plan.tasks} == {""}
    assert (plan.year, plan.year_from) == (2026, "issued")


def test_a_day_late_in_a_year_does_not_say_which_year_is_planned() -> None:
    grid: Grid = [["序号", "工作任务", "牵头单位"], ["1", "建成公园3个", "区园林局"], ["2", "改造路口8处", "区交通局"]]
    assert read(grid_as_docx(grid, "专题会议纪要", "2026年12月8日")).year is None
    plan = read(grid_as_docx(grid, "重点工作任务分工", "（区委办公室、区政府办公室　2026年2月8日印发）"))
    assert (plan.year, len(plan.tasks)) == (2026, 2)


def test_the_measure_is_the_task_under_a_heading_of_two_lines() -> None:
    grid: Grid = [
        [Span("序号", 2), Span("存在问题", 2), Span("整改目标", 2), Span("整改举措", 1, 2), Span("责任单位", 2)],
        ["序号", "具体举措"],
        [Span("1", 2), Span("巡查不到位", 2), Span("隐患清零", 2), "1.1", "核定零售点86家", Span("县应急局", 2)],
        ["1.2", "印发制度1项"],
        ["2", "通道堵塞", "全部打通", "2.1", "清障通道60条", "县消防大队"],
    ]
    plan = read(grid_as_docx(grid, "某县2026年反馈问题整改台账"))
    assert [(task.no, task.objective, task.text, task.lead) for task in plan.tasks] == [
        ("1.1", "隐患清零", "核定零售点86家", ("县应急局",)),
        ("1.2", "隐患清零", "印发制度1项", ("县应急局",)),
        ("2.1", "全部打通", "清障通道60条", ("县消防大队",)),
    ]


def test_a_planned_stage_is_asked_and_never_reported() -> None:
    grid: Grid = [
        [
            *(Span(name, 2) for name in ("序号", "项目名称", "建设规模")),
            Span("2026年工作计划", 1, 2),
            Span("责任单位", 2),
        ],
        ["计划投资（亿元）", "工程形象进度"],
        ["总计（2个）", "", "", "5", "", ""],
        ["1", "滨江医院", "床位500张", "3.2", "完成主体封顶", "区卫健局"],
        ["2", "环城路", "道路6公里", "1.8", "建成路基4公里", "区交通局"],
    ]
    plan = read(grid_as_xlsx(grid, "某区2026年重点项目计划表"))
    assert [(task.text, task.statement) for task in plan.tasks] == [
        ("滨江医院：完成主体封顶", ""),
        ("环城路：建成路基4公里", ""),
    ]
    assert [task.extra["2026年工作计划/计划投资（亿元）"] for task in plan.tasks] == ["3.2", "1.8"]


def test_a_project_is_named_with_what_the_year_asks_of_it() -> None:
    grid: Grid = [
        ["序号", "项目名称", "年度目标", "责任单位"],
        ["1", "滨江产业园", "二期3栋厂房竣工", "区数据局"],
        ["2", "固定资产投资", "增长8%以上", "区发改局"],
    ]
    texts = [task.text for task in read(grid_as_docx(grid, "某区2026年任务表")).tasks]
    assert texts == ["滨江产业园：二期3栋厂房竣工", "固定资产投资增长8%以上"]


def test_months_under_a_heading_that_plans_are_nodes() -> None:
    grid: Grid = [
        [Span("序号", 2), Span("重点工作", 2), Span("牵头单位", 2), Span("推进计划", 1, 3)],
        ["1-4月", "5-8月", "9-12月"],
        ["1", "建成公园3个", "区园林局", "完成选址", "开工3个", "建成3个"],
        ["2", "改造路口8处", "区交通局", "完成设计", "改造4处", "改造8处"],
    ]
    plan = read(grid_as_xlsx(grid, "某区2026年重点工作表"))
    assert [(step.due, step.text) for step in plan.tasks[0].steps] == [
        ("1-4月", "完成选址"),
        ("5-8月", "开工3个"),
        ("9-12月", "建成3个"),
    ]
    assert [task.statement for task in plan.tasks] == ["", ""]
    told = [["序号", "重点工作", "1—2月完成情况", "3—4月完成情况"], ["1", "建成公园3个", "已选址", "已开工3个"]]
    assert [task.statement for task in read(grid_as_xlsx(told, "某区2026年重点工作进展")).tasks] == ["已开工3个"]


def test_names_merged_over_numbered_tasks_are_their_group() -> None:
    grid: Grid = [
        ["序号", "名称", "编号", "任务内容", "牵头单位"],
        [Span("一", 2), Span("城市更新", 2), "1", "编制规划5个", "市规划局"],
        ["2", "修缮建筑16处", "市住建局"],
        ["二", "公交优先", "3", "开通线路9条", "市交通局"],
    ]
    plan = read(grid_as_html(grid, "某市2026年城建任务表"))
    assert [(task.no, task.objective, task.text) for task in plan.tasks] == [
        (1, "城市更新", "编制规划5个"),
        (2, "城市更新", "修缮建筑16处"),
        (3, "公交优先", "开通线路9条"),
    ]


def test_a_card_keeps_its_code_as_its_number() -> None:
    grid: Grid = [
        ["实事编号", "2026-SS-07", "实事名称", "护眼灯改造"],
        ["实施内容", Span("改造教室420间", 1, 3)],
        ["责任单位", "区教育局", "完成时限", "8月底"],
        ["工作进展", Span("已改造210间", 1, 3)],
    ]
    (task,) = read(grid_as_docx(grid, "某区2026年民生实事任务书")).tasks
    assert (task.no, task.objective, task.text, task.statement) == (
        "2026-SS-07",
        "护眼灯改造",
        "改造教室420间",
        "已改造210间",
    )


def test_a_number_that_is_struck_out_is_not_missing() -> None:
    plan = read(
        "<title>某区2026年任务</title><table><tr><td>序号<td>工作任务<td>牵头单位<td>备注"
        "<tr><td>1<td>建成公园3个<td>区园林局<td><tr><td><s>2</s><td><s>改造路口8处</s><td><s>区交通局</s><td>取消"
        "<tr><td>3<td>新建食堂2处<td>区民政局<td></table>".encode()
    )
    assert [task.text for task in plan.tasks] == ["建成公园3个", "新建食堂2处"]
    assert not [finding for finding in plan.findings if finding.code == "number-missing"]


def test_a_unit_in_passing_is_charged_with_nothing() -> None:
    plan = text(
        "2026年工作任务\n1.落实由省发改委印发的行动方案，新增充电桩200个。\n2.已由区发改局印发的方案继续实施，改造小区3个。\n"
        "3.完成由市住建局负责的旧改项目收尾。\n4.由区教育局牵头，新建学校3所。\n"
    )
    assert [task.lead for task in plan.tasks] == [(), (), (), ("区教育局",)]


def test_a_line_of_one_word_again_and_again_is_no_ruler() -> None:
    plan = text("2026年工作任务\n1.新增充电桩200个。\n好好好好\n2.改造小区3个。\n")
    assert "好好好好" in {plan.tasks[0].text, plan.tasks[1].chapter}


@pytest.mark.parametrize("begins", ["项目编号：MS-0{}\n项目名称", "任务名称"])
def test_blocks_of_labels_are_a_task_each(begins: str) -> None:
    blocks = "".join(
        f"{begins.format(number)}：{name}\n主要内容：{asked}\n责任单位：{unit}\n办结时限：6月底\n办理情况：{done}\n\n"
        for number, (name, asked, unit, done) in enumerate(
            [
                ("学位补短", "新增学位1620个", "县教体局", "主体封顶"),
                ("邮路畅通", "建成站点95个", "县交通局", "建成61个"),
            ],
            start=1,
        )
    )
    plan = text(f"某县2026年督办事项\n{blocks}")
    assert plan.title == "某县2026年督办事项"
    assert [(task.objective, task.text, task.lead, task.due, task.statement) for task in plan.tasks] == [
        ("学位补短", "新增学位1620个", ("县教体局",), "6月底", "主体封顶"),
        ("邮路畅通", "建成站点95个", ("县交通局",), "6月底", "建成61个"),
    ]
    assert [task.no for task in plan.tasks] == (["MS-01", "MS-02"] if "MS" in begins else [1, 2])


def test_a_measure_with_its_day_is_the_task() -> None:
    grid: Grid = [
        ["序号", "反馈问题", "整改目标", "整改措施及时限", "责任单位"],
        ["1", "巡查不到位", "隐患清零", "9月底前核定零售点86家", "县应急局"],
        ["2", "通道堵塞", "全部打通", "10月底前清障通道60条", "县消防大队"],
    ]
    texts = [task.text for task in read(grid_as_docx(grid, "某县2026年整改台账")).tasks]
    assert texts == ["9月底前核定零售点86家", "10月底前清障通道60条"]
