"""Parts of one document, and the shapes that their lines have: siblings of the cases in tests/cases/reading."""

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from luoshi.tasktable.goals import names_no_subject
from luoshi.tasktable.numbering import Numbered, keys
from luoshi.tasktable.persons import without_persons
from luoshi.tasktable.year import is_of_this_year, year_named


def read(text: str) -> Plan:
    return plan_of(read_document(text.encode(), "plan.txt"))


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


def test_each_part_has_its_title_and_its_year() -> None:
    plan = read("""附件1
2030年重点工作完成情况
1.新建公园3个。（市园林局）已建成3个。
2.改造道路5条。（市交通局）已改造5条。
附件2
2031年重点工作任务
1.新建公园4个。（市园林局）
2.改造道路6条。（市交通局）
附件3
2031年重点项目清单
1.北环高速二期
2.临港铁路专用线
""")
    assert (plan.year, plan.title) == (2031, "2031年重点工作任务")
    assert [(t.key, t.part, t.year, t.statement) for t in plan.tasks] == [
        ("1-1", "2030年重点工作完成情况", 2030, "已建成3个。"),
        ("1-2", "2030年重点工作完成情况", 2030, "已改造5条。"),
        ("2-1", "2031年重点工作任务", None, ""),
        ("2-2", "2031年重点工作任务", None, ""),
        ("3-1", "2031年重点项目清单", None, ""),
        ("3-2", "2031年重点项目清单", None, ""),
    ]
    assert codes(plan).count("no-units") == 1


def test_a_part_that_says_tasks_and_gives_none_is_named() -> None:
    plan = read("""附件1
2031年重点任务
1.新建公园4个。（市园林局）
2.改造道路6条。（市交通局）
附件2
项目清单
各项目由牵头单位另行印发，年底前完成。
""")
    told = next(finding for finding in plan.findings if finding.code == "part-not-read")
    assert (told.written, told.place.line) == ("项目清单", 5)


def test_a_list_named_without_its_items_is_told() -> None:
    plan = read("""各位代表：
二、2031年工作安排
办好三件大事，一是建成高速。二是建成水厂。三是建成变电站。
筛选出12件民生实事候选项目，提交大会票决。
""")
    assert [t.text for t in plan.tasks] == ["建成高速。", "建成水厂。", "建成变电站。"]
    assert [f.written for f in plan.findings if f.code == "list-not-read"] == ["12件民生实事"]


def test_an_action_list_is_read_where_its_count_is_right() -> None:
    speech = "各位代表：\n二、2031年工作安排\n"
    six = "实施四大行动：①技改行动。②助企行动。③招商行动。④人才行动。"
    assert len(read(f"{speech}{six}").tasks) == 4
    both = f"{speech}{six}\n重点抓好五大任务：①稳增长。②促改革。③惠民生。\n抓好八个方面工作：（一）全力稳增长。\n"
    assert len(read(both).tasks) == 4


def test_planned_nodes_are_steps_and_results_reports() -> None:
    plan = read("""2031年重点项目节点计划表
序号|项目|3月底|6月底|12月底|责任单位
1|新建水厂|完成立项|开工|完工|市水务局、市住建局
2|改造桥梁3座|完成设计|开工1座|完工3座|市交通局
""")
    assert [(s.text, s.due) for s in plan.tasks[0].steps] == [
        ("完成立项", "3月底"),
        ("开工", "6月底"),
        ("完工", "12月底"),
    ]
    assert plan.tasks[0].statement == ""
    assert codes(plan).count("first-leads") == 1

    told = read("""2031年重点工作完成情况
序号|任务|一季度|二季度|牵头单位
1|新建公园8个|已开工2个|已建成3个|市园林局
2|更新公交车120辆|完成招标|更新40辆|
""")
    assert [t.statement for t in told.tasks] == ["已建成3个", "更新40辆"]
    assert [f.task for f in told.findings if f.code == "no-lead"] == ["2"]


def test_a_goal_in_its_own_cell_is_a_target_and_no_words() -> None:
    plan = read("""2025年重点任务表
序号|工作任务|年度目标值|计量单位|牵头单位
1|地区生产总值增长5.6%。|5.6|%|市发改委
2|固定资产投资|300以上|亿元|市发改委
""")
    first, second = plan.tasks
    assert [first.text, second.text] == ["地区生产总值增长5.6%。", "固定资产投资"]
    assert [(str(t.value), t.written, t.place and t.place.column) for t in first.targets] == [("5.6", "", 3)]
    assert [(str(t.value), t.written, t.place and t.place.column) for t in second.targets] == [
        ("30000000000", "300亿元以上", 3)
    ]
    assert second.targets[0].span == (0, 6)


def test_a_name_and_a_goal_without_a_subject_are_one_wording() -> None:
    plan = read("""2031年重点任务表
序号|重点任务|年度目标|牵头单位（责任人）
1|固定资产投资|增长8%以上|市发改委（张三）
2|滨江医院|6月底前完工投运|市卫健委（李四光）
3|教育提质|新建学校5所，新增学位2000个|市教育局 王五
""")
    assert [(t.objective, t.text, t.lead, t.leader) for t in plan.tasks] == [
        ("", "固定资产投资增长8%以上", ("市发改委",), "张三"),
        ("", "滨江医院6月底前完工投运", ("市卫健委",), "李四光"),
        ("教育提质", "新建学校5所，新增学位2000个", ("市教育局",), "王五"),
    ]


@pytest.mark.parametrize("goal", ["100家", "新增5家", "年底前建成投用", "达到85%以上", "提升至48%", "控制在3%以内"])
def test_a_goal_names_no_subject(goal: str) -> None:
    assert names_no_subject(goal)


@pytest.mark.parametrize("goal", ["新建学校5所", "新建5个公园", "城镇新增就业1万人", "完成投资5亿元", ""])
def test_a_goal_names_its_subject(goal: str) -> None:
    assert not names_no_subject(goal)


def test_who_leads() -> None:
    plan = read("""2031年民生实事
1.新建公园3个。（市园林局、市住建局共同负责）
2.改造道路5条。（市交通局、市城管局）
3.新增床位300张。（市民政局；已新增120张）
""")
    assert [(t.lead, t.cooperating, t.statement) for t in plan.tasks] == [
        (("市园林局", "市住建局"), (), ""),
        (("市交通局",), ("市城管局",), ""),
        (("市民政局",), (), "已新增120张"),
    ]
    assert codes(plan).count("first-leads") == 1


def test_persons_are_no_part_of_a_unit() -> None:
    assert without_persons("组织部（人才办）、教育局（张三、李四）") == ("组织部（人才办）、教育局", "张三、李四")


def test_a_crowded_row_is_told() -> None:
    plan = read("""2031年任务表
序号|任务|牵头单位
1|（1）新建学校3所。（2）改造厕所40座。（3）疏浚河道5公里。|市教育局
2|改造道路5条|市交通局
""")
    assert [(f.task, f.code) for f in plan.findings if f.code == "several-in-one"] == [("1", "several-in-one")]


def test_keys_are_the_number_or_chapter_and_number_or_position() -> None:
    rows = [
        Numbered("1", "一、产业"), Numbered("2", "一、产业"), Numbered("1", "三、民生"), Numbered("1", "三、民生"),
        Numbered("2", "三、民生"), Numbered("3-1"), Numbered(""),
    ]  # fmt: skip
    assert keys(rows) == ["1-1", "1-2", "#3", "#4", "3-2", "3-1", "#7"]


def test_a_compared_year_is_not_the_plans() -> None:
    assert year_named(["生产总值比2022年增长8%目标任务"]) is None
    assert year_named(["根据某政发〔2023〕5号", "2024年任务"]) == 2024
    assert year_named(["截至2023年6月底完成情况"]) == 2023


@pytest.mark.parametrize(
    ("chapter", "is_ours"),
    [
        ("二、“十五五”时期目标任务和2026年工作安排", True),
        ("一、2025年和“十四五”工作回顾", False),
        ("二、2035年远景目标及“十五五”发展目标", False),
        ("三、加强政府自身建设", True),
        ("一、2025年主要工作", False),
    ],
)
def test_which_chapters_are_of_this_year(chapter: str, is_ours: bool) -> None:
    assert is_of_this_year(chapter, [chapter, "二、2026年重点工作"]) is is_ours
