"""Tables as offices lay them out, each as a Word, an Excel, a web page and a PDF file."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan, Task
from luoshi.tasktable import plan_of
from tests.documents.office_files import FORMATS, Span

Make = Callable[..., Plan]


@pytest.fixture(params=sorted(FORMATS))
def read(request: pytest.FixtureRequest) -> Make:
    """Make a file of one format from rows, and read it as of 2025."""

    def make(rows: Sequence[Sequence[str | Span]], *above: str) -> Plan:
        data = FORMATS[request.param](rows, *above)
        return plan_of(read_document(data, f"2025.{request.param}"))

    return make


def words(task: Task) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return task.text, task.lead, task.cooperating


def test_thirteen_columns_each_keep_their_meaning(read: Make) -> None:
    plan = read(
        [
            [
                "序号",
                "工作任务",
                "目标要求",
                "责任领导",
                "牵头单位",
                "责任单位",
                "配合单位",
                "完成时限",
                "一季度进展",
                "二季度进展",
                "存在问题",
                "下一步打算",
                "备注",
            ],
            [
                "1",
                "改造老旧小区",
                "改造老旧小区30个",
                "张三",
                "住建局",
                "城管局",
                "各街道",
                "12月底",
                "已开工10个",
                "已完工15个",
                "资金慢",
                "加快拨付",
                "民生实事",
            ],
            ["2", "建设城市公园", "新建公园5个", "李四", "园林局", "", "/", "10月底", "已开工2个", "", "", "", ""],
        ],
        "2025年重点工作推进表",
    )
    first, second = plan.tasks
    assert words(first) == ("改造老旧小区30个", ("住建局",), ("城管局", "各街道"))
    assert (first.objective, first.leader, first.due) == ("改造老旧小区", "张三", "12月底")
    assert [(r.heading, r.as_of, r.statement) for r in first.reports] == [
        ("一季度进展", date(2025, 3, 31), "已开工10个"),
        ("二季度进展", date(2025, 6, 30), "已完工15个"),
    ]
    assert (first.reports[1].problems, first.reports[1].next_step) == ("资金慢", "加快拨付")
    assert dict(first.extra) == {"备注": "民生实事"}
    assert (second.statement, second.cooperating) == ("已开工2个", ())
    assert plan.as_of == date(2025, 6, 30)


def test_a_heading_of_two_lines(read: Make) -> None:
    plan = read(
        [
            [
                Span("序号", 2),
                Span("重点任务", 2),
                Span("责任分工", across=2),
                Span("进展情况", across=2),
                Span("亮灯", 2),
            ],
            ["牵头", "配合", "一季度", "二季度"],
            ["1", "新增学位2745个", "教育局", "住建局", "已新增500个", "已新增1200个", "绿灯"],
            ["2", "投用学校5所", "教育局", "/", "序时推进", "已投用2所", "黄灯"],
        ]
    )
    assert [words(task) for task in plan.tasks] == [
        ("新增学位2745个", ("教育局",), ("住建局",)),
        ("投用学校5所", ("教育局",), ()),
    ]
    assert [r.statement for r in plan.tasks[0].reports] == ["已新增500个", "已新增1200个"]
    assert plan.tasks[1].extra["亮灯"] == "黄灯"


def test_other_words_in_another_order(read: Make) -> None:
    plan = read(
        [
            ["板块", "责任部门", "协办单位", "编号", "工作事项", "办结时间", "落实情况"],
            [Span("经济", down=2), "经信局", "科技局", "1", "培育企业10家", "12月", "已培育4家"],
            ["商务局", "", "2", "引进项目20个", "11月", "已引进9个"],
            ["民生", "教育局", "住建局、各街道", "3", "投用学校5所", "9月", "序时推进"],
        ]
    )
    assert [(t.no, t.chapter, *words(t), t.due, t.statement) for t in plan.tasks] == [
        (1, "经济", "培育企业10家", ("经信局",), ("科技局",), "12月", "已培育4家"),
        (2, "经济", "引进项目20个", ("商务局",), (), "11月", "已引进9个"),
        (3, "民生", "投用学校5所", ("教育局",), ("住建局", "各街道"), "9月", "序时推进"),
    ]


def test_indicators_with_value_and_measure_in_columns_of_their_own(read: Make) -> None:
    plan = read(
        [
            ["指标名称", "单位", "年度目标", "上半年完成", "增幅", "完成率", "位次", "责任单位"],
            ["地区生产总值", "亿元", "1000", "480", "5.6%", "48%", "3", "发改局"],
            ["固定资产投资", "亿元", "300以上", "161", "-6.5%", "53.7%", "5", "发改局、统计局"],
            ["一般公共预算收入增速", "%", "6.0", "5.1", "", "", "", "财政局"],
        ],
        "2025年主要经济指标完成情况",
    )
    assert [words(task) for task in plan.tasks] == [
        ("地区生产总值", ("发改局",), ()),
        ("固定资产投资", ("发改局",), ("统计局",)),
        ("一般公共预算收入增速", ("财政局",), ()),
    ]
    assert plan.tasks[1].statement == "上半年完成161亿元，增幅-6.5%，完成率53.7%，位次第5"
    assert plan.tasks[1].extra["年度目标"] == "300以上"
    assert [str(t.targets[0].value) for t in plan.tasks] == ["100000000000", "30000000000", "6.0"]
    assert plan.as_of == date(2025, 6, 30)


def test_last_years_figure_is_no_result(read: Make) -> None:
    plan = read(
        [
            ["序号", "主要指标", "2024年实际", "2025年目标", "1-6月完成", "同比增长（%）", "牵头部门"],
            ["1", "地区生产总值（亿元）", "950", "增长5.5%以上", "480", "5.6", "发改局"],
            ["2", "社会消费品零售总额（亿元）", "500", "530", "282.65", "9.9", "商务局"],
        ]
    )
    assert [(t.text, t.statement) for t in plan.tasks] == [
        ("地区生产总值（亿元）", "1-6月完成480亿元，同比增长5.6%"),
        ("社会消费品零售总额（亿元）", "1-6月完成282.65亿元，同比增长9.9%"),
    ]
    assert [len(t.reports) for t in plan.tasks] == [1, 1]


def test_one_task_over_several_rows_has_steps(read: Make) -> None:
    plan = read(
        [
            ["序号", "工作任务", "阶段目标", "责任单位", "完成时限"],
            [Span("1", down=3), Span("建设过江通道", down=3), "完成立项批复", "发改局", "3月底"],
            ["完成施工招标", "住建局", "6月底"],
            ["开工建设", "住建局、城投公司", "12月底"],
            [Span("2", down=2), Span("建设体育中心", down=2), "完成主体结构", "文旅局", "6月底"],
            ["投入使用", "文旅局", "12月底"],
        ]
    )
    assert [(t.no, t.text, t.lead) for t in plan.tasks] == [
        (1, "建设过江通道", ("发改局",)),
        (2, "建设体育中心", ("文旅局",)),
    ]
    assert [(s.text, s.lead, s.cooperating, s.due) for s in plan.tasks[0].steps] == [
        ("完成立项批复", ("发改局",), (), "3月底"),
        ("完成施工招标", ("住建局",), (), "6月底"),
        ("开工建设", ("住建局",), ("城投公司",), "12月底"),
    ]
    assert plan.tasks[0].due == "12月底"


def test_numbers_start_again_in_each_chapter(read: Make) -> None:
    plan = read(
        [
            ["序号", "任务", "责任单位"],
            [Span("一、经济发展", across=3)],
            ["1", "培育企业10家", "经信局"],
            ["2", "新增上市公司2家", "发改局"],
            [Span("二、社会民生", across=3)],
            ["1", "新增学位1000个", "教育局"],
        ]
    )
    assert [(t.key, t.no, t.chapter) for t in plan.tasks] == [
        ("1-1", 1, "一、经济发展"),
        ("2", 2, "一、经济发展"),
        ("2-1", 1, "二、社会民生"),
    ]
    assert not [f for f in plan.findings if f.code.startswith("number")]


def test_a_chinese_number_heads_a_chapter_and_a_total_is_no_task(read: Make) -> None:
    plan = read(
        [
            ["序号", "工作任务", "责任单位"],
            ["一", "经济发展", ""],
            ["1", "培育企业10家", "经信局"],
            ["二", "社会民生", ""],
            ["2", "新增学位1000个", "教育局"],
            ["", "合计", "2项"],
        ]
    )
    assert [(t.no, t.chapter, t.text) for t in plan.tasks] == [
        (1, "一、经济发展", "培育企业10家"),
        (2, "二、社会民生", "新增学位1000个"),
    ]
    assert [f.code for f in plan.findings if f.code == "total-row"] == ["total-row"]


@pytest.mark.parametrize("numbers", [("1.1", "1.2"), ("（1）", "（2）"), ("①", "②"), ("一)", "二)"), ("1-1", "1-2")])
def test_numbers_of_every_kind_stay_as_printed(read: Make, numbers: tuple[str, str]) -> None:
    rows = [["编号", "任务内容", "责任单位"]]
    rows += [[number, f"新建公园{n}个", "园林局"] for n, number in enumerate(numbers, start=2)]
    assert [task.no for task in read(rows).tasks] == list(numbers)


def test_units_stand_line_by_line(read: Make) -> None:
    plan = read(
        [
            ["序号", "工作内容及要求", "牵头单位", "配合单位"],
            ["1", "投用学校5所，优化教育资源布局", "区教育局", "区住建局\n区财政局\n各街道"],
            ["2", "新增养老床位200张，完善服务体系", "区民政局\n区卫健局", "/"],
        ]
    )
    assert [words(t)[1:] for t in plan.tasks] == [
        (("区教育局",), ("区住建局", "区财政局", "各街道")),
        (("区民政局", "区卫健局"), ()),
    ]


def test_one_column_says_who_leads_and_who_helps(read: Make) -> None:
    plan = read(
        [
            ["序号", "工作内容", "责任单位"],
            ["1", "投用学校5所", "牵头单位：区教育局\n配合单位：区住建局、各街道"],
            ["2", "新增床位200张", "区卫健局牵头，区民政局配合"],
            ["3", "新建公园3个", "区园林局（牵头）、区财政局（配合）"],
            ["4", "改造道路8条", "区住建局、区交通局"],
        ]
    )
    assert [words(t)[1:] for t in plan.tasks] == [
        (("区教育局",), ("区住建局", "各街道")),
        (("区卫健局",), ("区民政局",)),
        (("区园林局",), ("区财政局",)),
        (("区住建局",), ("区交通局",)),
    ]


def test_clauses_name_their_own_units(read: Make) -> None:
    plan = read(
        [
            ["序号", "工作内容", "完成时限"],
            ["1", "投用学校5所（区教育局）；新增床位200张（区卫健局、区民政局）。", "12月底"],
            ["2", "改造公园3个。（责任单位：区园林局）", "10月底"],
        ]
    )
    assert [words(t)[1:] for t in plan.tasks] == [
        (("区教育局", "区卫健局"), ("区民政局",)),
        (("区园林局",), ()),
    ]
    assert [(s.text, s.lead) for s in plan.tasks[0].steps] == [
        ("投用学校5所；", ("区教育局",)),
        ("新增床位200张。", ("区卫健局",)),
    ]


def test_a_table_without_a_heading_is_guessed_and_says_so(read: Make) -> None:
    plan = read(
        [
            ["1", "投用学校5所，新增学位2745个", "教育局", "住建局", "序时推进"],
            ["2", "新建公园5个，提升绿化面积", "园林局", "/", "已完成"],
            ["3", "改造老旧小区30个，加装电梯", "住建局", "各街道", "序时推进"],
        ]
    )
    assert words(plan.tasks[0]) == ("投用学校5所，新增学位2745个", ("教育局",), ("住建局",))
    assert plan.tasks[1].statement == "已完成"
    assert all(column.guessed for column in plan.columns)
    assert "columns-guessed" in [finding.code for finding in plan.findings]


def test_headings_that_lie_are_put_right_by_what_stands_under_them(read: Make) -> None:
    plan = read(
        [
            ["序号", "责任单位", "工作任务", "完成情况"],
            ["1", "投用学校5所，新增学位2745个", "教育局、住建局", "序时推进"],
            ["2", "新建公园5个，提升绿化面积", "园林局", "已完成"],
            ["3", "改造老旧小区30个，加装电梯", "住建局", "序时推进"],
        ]
    )
    assert words(plan.tasks[0]) == ("投用学校5所，新增学位2745个", ("教育局",), ("住建局",))
    assert "columns-guessed" in [finding.code for finding in plan.findings]


def test_a_form_for_each_task(read: Make) -> None:
    plan = read(
        [
            ["任务名称", "学校建设", "责任领导", "张三"],
            ["目标任务", Span("投用学校5所，新增学位2745个", across=3)],
            ["牵头单位", "教育局", "配合单位", "住建局、各街道"],
            ["完成时限", "9月底", "进展情况", "已投用2所"],
        ]
    )
    (task,) = plan.tasks
    assert words(task) == ("投用学校5所，新增学位2745个", ("教育局",), ("住建局", "各街道"))
    assert (task.objective, task.leader, task.due, task.statement) == ("学校建设", "张三", "9月底", "已投用2所")


def test_unknown_columns_are_kept_under_their_heading(read: Make) -> None:
    plan = read(
        [
            ["序号", "任务", "责任单位", "资金来源", "投资额（万元）", "联系电话"],
            ["1", "新建公园5个", "园林局", "财政资金", "1200", "0571-1234567"],
            ["2", "改造道路3条", "住建局", "专项债", "3400", ""],
        ]
    )
    assert dict(plan.tasks[0].extra) == {"资金来源": "财政资金", "投资额（万元）": "1200", "联系电话": "0571-1234567"}
    assert dict(plan.tasks[1].extra) == {"资金来源": "专项债", "投资额（万元）": "3400"}


def test_the_same_as_above(read: Make) -> None:
    plan = read(
        [
            ["序号", "任务", "牵头单位", "完成时限"],
            ["1", "新建公园5个", "园林局", "12月底"],
            ["2", "改造公园3个", "同上", "同上"],
        ]
    )
    assert (plan.tasks[1].lead, plan.tasks[1].due) == (("园林局",), "12月底")


def test_a_project_table_takes_the_years_goal_into_the_text(read: Make) -> None:
    plan = read(
        [
            ["序号", "项目名称", "建设规模及内容", "总投资", "年度工作目标", "责任单位", "责任人", "形象进度"],
            ["1", "第一中学新建工程", "36个班，3万平方米", "12000", "主体结构封顶", "教育局", "张三", "桩基完工"],
            ["2", "滨江公园工程", "公园1个，占地20亩", "3000", "建成投用", "园林局", "李四", "已开工"],
        ]
    )
    first = plan.tasks[0]
    # What the year asks is the task; the size of the whole project is not due this year, and is kept beside it.
    assert (first.objective, first.text) == ("", "第一中学新建工程：主体结构封顶")
    assert first.extra["建设规模及内容"] == "36个班，3万平方米"
    assert (first.lead, first.leader, first.statement) == (("教育局",), "张三", "桩基完工")


def test_units_and_persons_in_one_column_and_last_years_results(read: Make) -> None:
    plan = read(
        [
            ["序号", "工作任务", "责任单位及责任人", "工作进度安排", "2024年完成情况", "2025年完成情况"],
            ["1", "新增学位2745个", "教育局 张三", "6月底前开工", "新增2000个", "已新增1200个"],
            ["2", "新建公园5个", "园林局\n李四", "10月底前完工", "新建3个", "序时推进"],
        ]
    )
    assert [(t.lead, t.leader, t.statement, len(t.reports)) for t in plan.tasks] == [
        (("教育局",), "张三", "已新增1200个", 1),
        (("园林局",), "李四", "序时推进", 1),
    ]
    assert plan.tasks[0].extra["2024年完成情况"] == "新增2000个"


def test_a_wide_heading_over_wide_cells_is_one_column(read: Make) -> None:
    plan = read(
        [
            ["序号", Span("工作任务", 1, 2), "责任单位", Span("进展情况", 1, 2)],
            ["1", Span("新增学位2745个", 1, 2), "教育局、住建局", Span("已新增1200个", 1, 2)],
            ["2", Span("投用学校5所", 1, 2), "教育局", Span("序时推进", 1, 2)],
        ]
    )
    assert [(t.objective, *words(t), t.statement, len(t.reports), dict(t.extra)) for t in plan.tasks] == [
        ("", "新增学位2745个", ("教育局",), ("住建局",), "已新增1200个", 1, {}),
        ("", "投用学校5所", ("教育局",), (), "序时推进", 1, {}),
    ]


def test_a_chapter_that_is_a_units_gives_its_unit(read: Make) -> None:
    plan = read(
        [
            ["序号", "工作任务", "完成情况"],
            [Span("区教育局（2项）", 1, 3)],
            ["1", "新增学位2745个", "已新增1200个"],
            ["2", "投用学校5所", "序时推进"],
            [Span("区民政局（1项）", 1, 3)],
            ["3", "新增床位200张", "序时推进"],
        ]
    )
    assert [t.lead for t in plan.tasks] == [("区教育局",), ("区教育局",), ("区民政局",)]


def test_numbers_before_the_words_of_a_task(read: Make) -> None:
    plan = read(
        [
            ["工作任务", "责任单位", "完成情况"],
            ["1.新增学位2745个", "教育局", "已新增1200个"],
            ["2.投用学校5所", "教育局", "序时推进"],
        ]
    )
    assert [(t.no, t.text) for t in plan.tasks] == [(1, "新增学位2745个"), (2, "投用学校5所")]


def test_two_halves_side_by_side(read: Make) -> None:
    plan = read(
        [
            ["序号", "任务", "单位", "序号", "任务", "单位"],
            ["1", "新增学位2745个", "教育局", "3", "新增床位200张", "民政局"],
            ["2", "投用学校5所", "教育局", "4", "新建公园5个", "园林局"],
        ]
    )
    assert [(t.no, t.text, t.lead[0]) for t in plan.tasks] == [
        (1, "新增学位2745个", "教育局"),
        (2, "投用学校5所", "教育局"),
        (3, "新增床位200张", "民政局"),
        (4, "新建公园5个", "园林局"),
    ]


def test_rows_between_repeated_headers_are_kept_without_numbers(read: Make) -> None:
    header = ["任务", "责任单位", "完成情况"]
    plan = read(
        [
            header,
            ["新增学位2745个", "教育局", "序时推进"],
            ["投用学校5所", "教育局", "序时推进"],
            header,
            ["新增床位200张", "民政局", "序时推进"],
        ]
    )
    assert [t.text for t in plan.tasks] == ["新增学位2745个", "投用学校5所", "新增床位200张"]


def test_indicators_under_a_heading_of_two_lines(read: Make) -> None:
    plan = read(
        [
            [
                Span("序号", 2),
                Span("指标名称", 2),
                Span("单位", 2),
                Span("2025年目标", 1, 2),
                Span("1-6月完成情况", 1, 3),
                Span("责任单位", 2),
            ],
            ["绝对值", "增长%", "绝对值", "增长%", "全市排名"],
            ["1", "规上工业增加值", "亿元", "300", "7", "160", "6.5", "3", "经信局"],
            ["2", "社会消费品零售总额", "亿元", "530", "5", "282.65", "9.9", "2", "商务局"],
        ]
    )
    assert [(t.text, t.statement) for t in plan.tasks] == [
        ("规上工业增加值", "1-6月完成160亿元，增长6.5%，全市排名第3"),
        ("社会消费品零售总额", "1-6月完成282.65亿元，增长9.9%，全市排名第2"),
    ]


def test_indicators_whose_goals_carry_sign_and_measure(read: Make) -> None:
    plan = read(
        [
            ["考核指标", "目标值", "完成值", "完成率", "牵头单位"],
            ["新增就业", "≥9500人", "6000", "63.2%", "人社局"],
            ["PM2.5浓度", "≤28微克/立方米", "26", "", "生态环境局"],
            ["城镇调查失业率", "5.5%以内", "5.1%", "", "统计局"],
        ]
    )
    assert [(t.text, t.statement) for t in plan.tasks] == [
        ("新增就业", "完成6000人，完成率63.2%"),
        ("PM2.5浓度", "完成26微克/立方米"),
        ("城镇调查失业率", "完成5.1%"),
    ]
