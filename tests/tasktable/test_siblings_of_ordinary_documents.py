"""Kinds that ordinary documents showed, in other words, formats and fields, with what only looks like them."""

from collections.abc import Sequence

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan, Task
from luoshi.tasktable import plan_of
from tests.documents.office_files import FORMATS, Span

Grid = Sequence[Sequence[str | Span]]


def table(grid: Grid, *above: str, kind: str = "docx") -> Plan:
    return plan_of(read_document(FORMATS[kind](grid, *(above or ("某市2026年任务表",))), f"plan.{kind}"))


def text(*lines: str) -> Plan:
    return plan_of(read_document("\n".join(lines).encode(), "plan.txt"))


def owed(task: Task) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    return task.lead, task.cooperating, task.due


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("when", ["反馈时间", "填报日期", "最近更新时间", "上报时间"])
def test_a_column_of_when_it_was_written_is_no_answer(kind: str, when: str) -> None:
    plan = table(
        [
            ["事项编号", "事项名称", "立项时间", "承办单位", "办理期限", "最新反馈", when],
            ["A-01", "改造泵站5座", "2026-02-10", "市水务局", "2026-10-31", "已完工3座", "2026-08-28"],
            ["A-02", "更换水表2万只", "2026-03-01", "市供水公司", "2026-11-30", "已更换1.1万只", "2026-08-20"],
        ],
        kind=kind,
    )
    assert [(task.statement, task.due) for task in plan.tasks] == [
        ("已完工3座", "2026-10-31"),
        ("已更换1.1万只", "2026-11-30"),
    ]
    assert (plan.tasks[0].extra["立项时间"], plan.tasks[0].extra[when]) == ("2026-02-10", "2026-08-28")


def test_when_a_leader_wrote_is_not_when_it_is_due() -> None:
    plan = table(
        [
            ["序号", "批示时间", "批示内容", "承办单位", "办理情况"],
            ["1", "4月2日", "抓紧完成应急演练3次", "市应急局", "已开展2次"],
            ["2", "5月6日", "尽快新增停车位600个", "市城管局", "已新增200个"],
        ]
    )
    assert [task.due for task in plan.tasks] == [None, None]


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_of_planned_and_actual_days_the_planned_one_is_due(kind: str) -> None:
    plan = table(
        [
            ["序号", "督办事项", "责任单位", "计划完成时间", "实际完成时间", "完成情况"],
            ["1", "建成文化驿站4个", "区文旅局", "6月底", "6月18日", "建成4个"],
            ["2", "建成停车楼1座", "区城管局", "7月底", "", "主体封顶"],
        ],
        kind=kind,
    )
    assert [task.due for task in plan.tasks] == ["6月底", "7月底"]
    assert plan.tasks[0].extra["实际完成时间"] == "6月18日"


@pytest.mark.parametrize("heading", ["目标、举措及时限", "工作内容及完成时限", "具体措施和时间要求"])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_is_asked_and_by_when_may_share_a_cell(heading: str, kind: str) -> None:
    plan = table(
        [
            ["序号", "重点任务", heading, "责任部门"],
            ["1", "优化窗口服务", "举措：梳理高频事项60项，推行预约办理。\n时限：9月底前。", "区审批局"],
            ["2", "整治占道经营", "目标：规范摊点120处。\n完成时限：11月。", "区城管局"],
        ],
        kind=kind,
    )
    assert [(task.objective, task.due) for task in plan.tasks] == [
        ("优化窗口服务", "9月底前"),
        ("整治占道经营", "11月"),
    ]
    assert plan.tasks[0].text == "举措：梳理高频事项60项，推行预约办理。\n时限：9月底前。"


def test_a_column_of_its_own_says_when_before_words_within_the_text() -> None:
    plan = table(
        [
            ["序号", "工作内容", "责任部门", "完成时限"],
            ["1", "梳理事项60项。前期时限：3月。", "区审批局", "9月底"],
            ["2", "压缩办理时限：由5天减到3天。", "区审批局", ""],
        ]
    )
    assert [task.due for task in plan.tasks] == ["9月底", None]


@pytest.mark.parametrize(
    ("bracket", "due"),
    [
        ("5月15日前", "5月15日前"),
        ("年底前", "年底前"),
        ("9月底", "9月底"),
        ("2026年10月底前完成", "2026年10月底前完成"),
    ],
)
def test_a_bracket_of_a_day_says_when_and_the_heading_says_who(bracket: str, due: str) -> None:
    plan = text(
        "某镇2026年重点工作安排",
        "一、农业农村办公室",
        f"1.完成插秧1.2万亩。（{bracket}）",
        "2.防疫生猪2.6万头。（6月底前）",
        "二、综合执法大队",
        "3.拆除违建9处。（7月底前）",
        "请各单位按时完成。",
    )
    assert owed(plan.tasks[0]) == (("农业农村办公室",), (), due)
    assert [task.text for task in plan.tasks] == ["完成插秧1.2万亩。", "防疫生猪2.6万头。", "拆除违建9处。"]
    assert plan.tasks[2].lead == ("综合执法大队",)


@pytest.mark.parametrize("bracket", ["2020年底", "截至2025年底", "2026年", "占60%", "前三批"])
def test_other_brackets_at_the_end_stay_words(bracket: str) -> None:
    plan = text("某镇2026年任务清单", f"1.清零积案12件。（{bracket}）", "2.防疫生猪2.6万头。", "3.造林200亩。")
    assert (plan.tasks[0].text, plan.tasks[0].due) == (f"清零积案12件。（{bracket}）", None)


@pytest.mark.parametrize("dash", ["——", "— ", "－－"])
def test_units_behind_a_dash_on_a_line_of_their_own_owe_the_line_above(dash: str) -> None:
    plan = text(
        "某县2026年民生实事",
        "一、改造公厕60座。",
        f"{dash}县住建局牵头，县农业农村局、各乡镇配合",
        "二、免费筛查1.5万人次。",
        f"{dash}（县卫健局牵头）",
    )
    assert [(task.text, *owed(task)) for task in plan.tasks] == [
        ("改造公厕60座。", ("县住建局",), ("县农业农村局", "各乡镇"), None),
        ("免费筛查1.5万人次。", ("县卫健局",), (), None),
    ]


def test_a_dash_before_words_begins_a_task_as_before() -> None:
    plan = text("某县2026年任务清单", "——改造公厕60座，由县住建局负责落实。", "——新建公园3个。", "——整治河道8条。")
    assert [task.text[:6] for task in plan.tasks] == ["改造公厕60", "新建公园3个", "整治河道8条"]


def test_labels_behind_clauses_begin_fields_of_one_line() -> None:
    plan = text(
        "【周调度】2026年8月第3周",
        "1、拆迁房屋300户；责任单位：城南街道；配合单位：区征收办；进展：新签约12户，累计签约241户；问题：部分户主在外。",
        "2、清掏管网60公里；责任单位：区水务局；最新进展：累计清掏45公里。下一步：加派力量。",
    )
    first, second = plan.tasks
    assert (first.text.rstrip("；"), *owed(first)) == ("拆迁房屋300户", ("城南街道",), ("区征收办",), None)
    assert (first.statement, first.reports[0].problems) == ("新签约12户，累计签约241户", "部分户主在外。")
    assert (second.lead, second.statement) == (("区水务局",), "累计清掏45公里。")
    assert second.reports[0].next_step == "加派力量。"


def test_who_carries_it_out_beside_who_leads_helps() -> None:
    plan = text(
        "2026年春运保障任务分工方案",
        "（一）投放客车380辆。由县交通局牵头，县公交公司、各客运企业落实。",
        "（二）设置劝导站36个。由县公安局牵头，县交通局、县应急局具体实施。",
        "（三）设立服务岗12个。由团县委牵头，县文明办配合。",
    )
    assert [(task.lead, task.cooperating) for task in plan.tasks] == [
        (("县交通局",), ("县公交公司", "各客运企业")),
        (("县公安局",), ("县交通局", "县应急局")),
        (("团县委",), ("县文明办",)),
    ]


@pytest.mark.parametrize("builder", ["建设单位", "项目业主", "项目单位"])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_who_builds_a_project_stays_beside_who_answers_for_it(builder: str, kind: str) -> None:
    grid = [
        ["序号", "项目名称", builder, "形象进度", "责任单位"],
        ["1", "隔膜项目", "恒力材料公司", "车间封顶", "区工信局"],
        ["2", "污泥处置中心", "区水务集团", "完成桩基", "区水务局、区城管局"],
    ]
    plan = table(grid, kind=kind)
    assert [(task.lead, task.cooperating) for task in plan.tasks] == [
        (("区工信局",), ()),
        (("区水务局",), ("区城管局",)),
    ]
    assert plan.tasks[0].extra[builder] == "恒力材料公司"
    alone = table([row[:-1] for row in grid], kind=kind)
    assert [task.lead for task in alone.tasks] == [("恒力材料公司",), ("区水务集团",)]


def test_helpers_are_bodies_and_persons_stay_persons() -> None:
    def plan(*helpers: str) -> Plan:
        return table(
            [
                ["序号", "工作内容", "负责人", "协助人", "完成时间"],
                ["1", "评选书香班级12个", "刘建军", helpers[0], "4月"],
                ["2", "完成消防改造验收", "孙国庆", helpers[1], "8月"],
            ]
        )

    assert [(task.lead, task.cooperating, task.leader) for task in plan("语文组", "总务处").tasks] == [
        ((), ("语文组",), "刘建军"),
        ((), ("总务处",), "孙国庆"),
    ]
    assert [(task.lead, task.cooperating) for task in plan("王丽", "赵敏").tasks] == [((), ()), ((), ())]


@pytest.mark.parametrize("year", ["二〇二六年", "二零二六年", "二○二六年", "２０２６年"])
def test_a_year_in_other_signs_is_the_plans(year: str) -> None:
    plan = text(f"石泉乡{year}重点工作清单", "1.新修道路8公里。（乡建设办）", "2.发展蔬菜1200亩。（乡农业中心）")
    assert (plan.year, plan.year_from) == (2026, "title")


def test_numbers_of_people_are_no_year() -> None:
    assert text("石泉乡一二十年规划任务清单", "1.新修道路8公里。", "2.发展蔬菜1200亩。").year is None


def test_labels_side_by_side_below_a_task_are_its_fields() -> None:
    plan = table(
        [
            [Span("1", down=2), Span("新建供水工程25处", across=3)],
            ["责任单位：县水利局", "配合单位：县财政局、各乡镇", "完成时限：11月底"],
            [Span("2", down=2), Span("改造户厕3000户", across=3)],
            ["责任单位：县农业农村局", "配合单位：县卫健局", "完成时限：10月底"],
        ]
    )
    assert [(task.text, *owed(task)) for task in plan.tasks] == [
        ("新建供水工程25处", ("县水利局",), ("县财政局", "各乡镇"), "11月底"),
        ("改造户厕3000户", ("县农业农村局",), ("县卫健局",), "10月底"),
    ]


def test_a_bare_value_beside_a_name_is_one_wording_with_it() -> None:
    plan = table(
        [
            ["序号", "任务内容", "目标值", "责任单位"],
            ["1", "扩增优质学位", "3000个", "区教育局"],
            ["2", "老年人健康管理", "服务率70%", "区卫健局"],
        ]
    )
    assert [task.text for task in plan.tasks] == ["扩增优质学位3000个", "老年人健康管理：服务率70%"]


def test_the_number_of_an_order_is_the_tasks() -> None:
    plan = table(
        [["工单编号", "诉求内容", "承办单位", "办理结果"], ["HX-0811003", "路灯20盏不亮", "区城管局", "已修复"]]
    )
    assert plan.tasks[0].no == "HX-0811003"


@pytest.mark.parametrize("heading", ["包抓领导及责任单位", "责任单位和分管领导", "领导、责任单位"])
@pytest.mark.parametrize("labels", [("领导：", "单位："), ("", "")])
def test_a_leader_and_the_units_may_share_a_cell(heading: str, labels: tuple[str, str]) -> None:
    leader, unit = labels
    plan = table(
        [
            ["序号", "为民实事", heading, "完成时限"],
            ["1", "硬化巷道9.6公里", f"{leader}李建平\n{unit}镇村建办", "7月底"],
            ["2", "安装路灯420盏", f"{leader}魏芳\n{unit}镇村建办、供电所", "8月底"],
        ]
    )
    assert [(task.leader, task.lead, task.cooperating) for task in plan.tasks] == [
        ("李建平", ("镇村建办",), ()),
        ("魏芳", ("镇村建办",), ("供电所",)),
    ]


@pytest.mark.parametrize("word", ["会同", "联合", "商"])
def test_with_whom_a_unit_does_it_in_a_bracket_helps(word: str) -> None:
    first = f"1.储备编织袋20万条。（县应急局{word}县发改局、县财政局）"
    plan = text("某县2026年防汛任务分解", first, "2.清理河道36处。（县水利局）")
    assert owed(plan.tasks[0]) == (("县应急局",), ("县发改局", "县财政局"), None)


@pytest.mark.parametrize("unit", ["市残疾人联合会", "市商务局", "市工商联"])
def test_units_whose_names_hold_such_a_word_stay_whole(unit: str) -> None:
    plan = text("某市2026年任务分解", f"1.帮扶800人。（{unit}）", "2.清理河道36处。（市水利局）")
    assert plan.tasks[0].lead == (unit,)


def test_a_report_takes_up_a_task_and_says_what_became_of_it() -> None:
    plan = text(
        "关于2026年上半年区政府重点工作完成情况的报告",
        "一、经济发展方面",
        "1.关于“社会消费品零售总额增长6%”任务。1—6月增长5.4%。（区商务局）",
        "2.关于“新建学校2所”的目标任务：1所主体完工，1所正在基础施工。（区教育局）",
    )
    assert [(task.text, task.statement, task.lead) for task in plan.tasks] == [
        ("关于“社会消费品零售总额增长6%”任务。", "1—6月增长5.4%。", ("区商务局",)),
        ("关于“新建学校2所”的目标任务：", "1所主体完工，1所正在基础施工。", ("区教育局",)),
    ]
    assert (plan.year, plan.year_from) == (2026, "title")


def test_a_year_that_is_compared_with_names_no_plan() -> None:
    assert text("投资不低于2025年的任务清单", "1.新建泊位200个。", "2.新建公园3个。").year is None
