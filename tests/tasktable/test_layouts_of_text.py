"""Plans without a drawn table: numbered paragraphs, blocks, columns of spaces, boxes, reports with an annex."""

import pytest

from luoshi.documents import read_document
from luoshi.errors import NoTaskFound
from luoshi.plan import Plan
from luoshi.tasktable import plan_of


def read(text: str, name: str = "2025.txt", kind: str | None = None) -> Plan:
    return plan_of(read_document(text.encode(), name, kind=kind))


def rows(plan: Plan) -> list[tuple[object, ...]]:
    return [(t.no, t.text, t.lead, t.cooperating) for t in plan.tasks]


def test_units_in_a_closing_parenthesis_labelled_or_bare() -> None:
    plan = read("""2025年政府工作报告重点任务分工方案
一、全力稳增长
1.地区生产总值增长5.5%。（牵头单位：区发改局；配合单位：区经信局、各街道）
2.固定资产投资300亿元以上（责任领导：张三；牵头单位：区发改局；责任单位：区住建局）。
二、全力保民生
3、投用学校5所，新增学位2745个（区教育局、区住建局）。
4．新增养老床位200张。责任单位：区民政局
5.优化营商环境（区市场监管局牵头，区审管办、区税务局配合）。
6.新建（改扩）公园5个（区园林局）
7.实施“一件事”改革【责任单位：区审管办】
""")
    assert rows(plan) == [
        (1, "地区生产总值增长5.5%。", ("区发改局",), ("区经信局", "各街道")),
        (2, "固定资产投资300亿元以上。", ("区发改局",), ("区住建局",)),
        (3, "投用学校5所，新增学位2745个。", ("区教育局",), ("区住建局",)),
        (4, "新增养老床位200张。", ("区民政局",), ()),
        (5, "优化营商环境。", ("区市场监管局",), ("区审管办", "区税务局")),
        (6, "新建（改扩）公园5个", ("区园林局",), ()),
        (7, "实施“一件事”改革", ("区审管办",), ()),
    ]
    assert [t.chapter for t in plan.tasks] == ["一、全力稳增长"] * 2 + ["二、全力保民生"] * 5
    assert (plan.tasks[1].leader, plan.title) == ("张三", "2025年政府工作报告重点任务分工方案")


def test_chapters_numbered_in_chinese_can_be_the_tasks() -> None:
    plan = read("""关于分解2025年重点工作的通知
各街道，区各部门：
现将任务分解如下，请认真落实。
一、扩大有效投资。完成固定资产投资300亿元以上。（牵头单位：区发改局；责任单位：区住建局、各街道）
二、提振消费。举办促消费活动30场以上。（牵头单位：区商务局）
""")
    assert rows(plan) == [
        ("一", "扩大有效投资。完成固定资产投资300亿元以上。", ("区发改局",), ("区住建局", "各街道")),
        ("二", "提振消费。举办促消费活动30场以上。", ("区商务局",), ()),
    ]


def test_units_on_lines_of_their_own() -> None:
    plan = read("""2025年目标任务分解
一、重点工作
（一）推动工业强区
3.规上工业增加值增长7%。
责任领导：张三
牵头单位：区经信局
配合单位：区统计局
完成时限：2025年12月底
（二）推动商贸
4.新增限上企业30家。
牵头单位：区商务局
""")
    assert rows(plan) == [
        (3, "规上工业增加值增长7%。", ("区经信局",), ("区统计局",)),
        (4, "新增限上企业30家。", ("区商务局",), ()),
    ]
    first = plan.tasks[0]
    assert (first.chapter, first.objective, first.leader, first.due) == (
        "一、重点工作",
        "（一）推动工业强区",
        "张三",
        "2025年12月底",
    )
    assert first.places["lead"].line == 6


def test_blocks_under_a_title_line() -> None:
    plan = read("""2025年重点工作任务书
一、教育
（一）优化教育资源
目标任务：投用学校5所，新增学位2745个。
牵头单位：区教育局
责任单位：区住建局、各街道
（二）推进教育数字化
目标任务：建设智慧校园10所。
牵头单位：区教育局
配合单位：/
完成情况：已建成4所。
""")
    assert [(t.objective, *row[1:]) for t, row in zip(plan.tasks, rows(plan), strict=True)] == [
        ("优化教育资源", "投用学校5所，新增学位2745个。", ("区教育局",), ("区住建局", "各街道")),
        ("推进教育数字化", "建设智慧校园10所。", ("区教育局",), ()),
    ]
    assert plan.tasks[1].statement == "已建成4所。"


def test_several_tasks_in_one_paragraph() -> None:
    plan = read("""2025年重点任务
（一）大力培育企业。新增国家高新技术企业330家（区科技局）。新增上市公司2家（区发改局、区金融办）。
1.加快城市更新。①改造老旧小区30个（区住建局）；②改造城中村3个（区住建局、各街道）。
2.一是新增学位2745个（区教育局）；二是新建公园5个（区园林局）。
""")
    assert [(t.text, t.lead, t.cooperating) for t in plan.tasks] == [
        ("新增国家高新技术企业330家。", ("区科技局",), ()),
        ("新增上市公司2家。", ("区发改局",), ("区金融办",)),
        ("改造老旧小区30个", ("区住建局",), ()),
        ("改造城中村3个。", ("区住建局",), ("各街道",)),
        ("新增学位2745个", ("区教育局",), ()),
        ("新建公园5个。", ("区园林局",), ()),
    ]


def test_a_result_behind_the_target_or_on_the_next_line() -> None:
    plan = read("""2025年上半年民生实事完成情况
（一）新增学位2745个。截至6月底，已新增1200个。
（二）新建公园5个。
进展情况：已建成2个，其余3个主体完工。
（三）改造老旧小区30个。
""")
    assert [(t.text, t.statement) for t in plan.tasks] == [
        ("新增学位2745个。", "截至6月底，已新增1200个。"),
        ("新建公园5个。", "已建成2个，其余3个主体完工。"),
        ("改造老旧小区30个。", ""),
    ]
    assert str(plan.as_of) == "2025-06-30"


SPEECH = """政府工作报告
——2025年1月10日在区第十届人民代表大会第四次会议上
各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。
一、2024年工作回顾
过去一年，办好12件民生实事：1.新建学校3所。2.改造公园2个。
（一）经济运行稳中有进。规上工业增加值增长7%。
二、2025年工作安排
（一）全力稳增长。固定资产投资增长8%。
1.加快项目建设。开工项目100个。
2.加快招商引资。引进项目50个。
"""


def test_a_report_in_prose_has_no_task() -> None:
    with pytest.raises(NoTaskFound):
        read(SPEECH)


def test_the_annex_of_a_report_is_found_and_its_glossary_passed_over() -> None:
    plan = read(f"""{SPEECH}附件：
2025年民生实事项目
1.新增学位2745个。（责任单位：区教育局）
2.新建公园5个。（责任单位：区园林局）
附件2
名词解释
1.两业融合：先进制造业和现代服务业融合。
2.一件事：集成服务。
""")
    assert rows(plan) == [(1, "新增学位2745个。", ("区教育局",), ()), (2, "新建公园5个。", ("区园林局",), ())]
    assert plan.year == 2025


def test_a_list_that_a_report_announces_is_found_in_its_prose() -> None:
    plan = read(f"""{SPEECH}
今年要办好10件民生实事。（1）集中实施12个老旧小区改造项目。（2）新改建道路8条。（3）新增停车泊位6200个。
三、加强政府自身建设
""")
    assert [(t.no, t.text, t.objective, t.chapter) for t in plan.tasks] == [
        ("（1）", "集中实施12个老旧小区改造项目。", "10件民生实事", "二、2025年工作安排"),
        ("（2）", "新改建道路8条。", "10件民生实事", "二、2025年工作安排"),
        ("（3）", "新增停车泊位6200个。", "10件民生实事", "二、2025年工作安排"),
    ]


def test_columns_set_by_spaces() -> None:
    plan = read("""2025年重点任务表

序号    工作任务                  牵头单位      配合单位        完成情况
1       投用学校5所               教育局        住建局          已投用2所
2       新增学位2745个，优化      教育局        住建局、        序时推进
        教育资源布局                            财政局
3       新建公园5个               园林局        /               已开工
""")
    assert rows(plan) == [
        (1, "投用学校5所", ("教育局",), ("住建局",)),
        (2, "新增学位2745个，优化教育资源布局", ("教育局",), ("住建局", "财政局")),
        (3, "新建公园5个", ("园林局",), ()),
    ]
    assert plan.tasks[1].place.line == 5


def test_a_box_drawn_in_characters() -> None:
    plan = read("""2025年任务表
┌────┬──────────────┬────────┐
│序号│工作任务      │牵头单位│
├────┼──────────────┼────────┤
│1   │新建公园5个   │园林局  │
├────┼──────────────┼────────┤
│2   │改造道路3条， │住建局  │
│    │提升通行能力  │        │
└────┴──────────────┴────────┘
""")
    assert rows(plan) == [(1, "新建公园5个", ("园林局",), ()), (2, "改造道路3条，提升通行能力", ("住建局",), ())]


def test_markdown() -> None:
    plan = read("""# 2025年重点任务

| 序号 | **任务** | 牵头单位 | 完成情况 |
|:---|---|---|---|
| 1 | 投用学校5所 | 教育局 | 已投用2所 |
| 2 | 新建公园5个<br>提升绿化 | 园林局 |  |
""")
    assert plan.title == "2025年重点任务"
    assert [(t.text, t.statement) for t in plan.tasks] == [("投用学校5所", "已投用2所"), ("新建公园5个\n提升绿化", "")]


def test_a_cell_that_goes_on_over_lines_of_the_text() -> None:
    plan = read("""序号 | 任务 | 牵头单位 | 配合单位 | 完成情况
1 | 新建公园5个,
提升绿化 | 园林局 | 各街道 | 已建成2个
2 | 改造道路3条 | 住建局 | / | 序时推进
""")
    assert rows(plan)[0] == (1, "新建公园5个,提升绿化", ("园林局",), ("各街道",))
    assert len(plan.tasks) == 2


def test_what_excel_puts_on_the_clipboard() -> None:
    plan = read('序号\t任务\t责任单位\n1\t"新建公园5个\n提升""绿化"""\t园林局\n2\t改造道路3条\t住建局\n', "x", "paste")
    assert plan.source.kind == "paste"
    assert [t.text for t in plan.tasks] == ['新建公园5个\n提升"绿化"', "改造道路3条"]


def test_pasted_lines_are_tasks_each() -> None:
    plan = read("新增学位2745个\n新建公园5个（责任单位：园林局）", "", "paste")
    assert [(t.text, t.lead) for t in plan.tasks] == [("新增学位2745个", ()), ("新建公园5个", ("园林局",))]


def test_csv_is_known_without_its_name() -> None:
    text = '序号,任务,责任单位,进展\n1,"投用学校5所,新增学位2745个",教育局,已投用2所\n2,新建公园5个,园林局,序时推进\n'
    for name in ("a.csv", "a.txt"):
        assert [t.text for t in read(text, name).tasks] == ["投用学校5所,新增学位2745个", "新建公园5个"]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("2026年督查重点任务", True),
        ("江城2026年民生实事", True),
        ("2026年度重点工作清单（第一批）", True),
        ("2026年全面完成招商任务", False),
        ("完成招商任务", False),
        ("2026年新增民生实事12项", False),
        ("推进2026年重点工作", False),
    ],
)
def test_the_first_line_of_a_pasted_text_is_its_title_where_it_promises_nothing(first: str, title: bool) -> None:
    lines = read(f"{first}\n新增学位2745个\n新建公园5个", "", "paste")
    assert [task.text for task in lines.tasks] == [*([] if title else [first]), "新增学位2745个", "新建公园5个"]
    over = read(f"{first}\n序号\t任务\t责任单位\n1\t新增学位2745个\t教育局\n2\t新建公园5个\t园林局\n", "", "paste")
    assert [task.text for task in over.tasks][-2:] == ["新增学位2745个", "新建公园5个"]
    assert (len(over.tasks) == 2) is title


def test_a_title_over_a_pasted_table_needs_no_year_and_is_kept_as_the_title() -> None:
    plan = read("督查重点任务清单\n序号\t任务\t责任单位\n1\t新增学位2745个\t教育局\n", "", "paste")
    assert (plan.title, [task.text for task in plan.tasks]) == ("督查重点任务清单", ["新增学位2745个"])


def test_a_line_that_is_pasted_alone_is_a_task_whatever_it_is_called() -> None:
    assert [task.text for task in read("2026年督查重点任务", "", "paste").tasks] == ["2026年督查重点任务"]
