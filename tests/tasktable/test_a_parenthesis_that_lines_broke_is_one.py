"""A list of units in a parenthesis that a page or a narrow text broke over lines is read whole."""

from tests.tasktable.plans import plan_of_lines


def test_a_parenthesis_over_lines_names_the_units() -> None:
    plan = plan_of_lines(
        "2025年重点任务",
        "1. 新建公园5个。（牵头单位：市园林局；",
        "配合单位：市财政局、市住建局）",
        "2. 改造道路26条。（牵",
        "头单位：市住建局；配合单位：市财政局、",
        "各县（市、区））",
        "3. 新增床位200张。（牵头单位：市民政局）",
    )
    assert [(task.text, task.lead, task.cooperating) for task in plan.tasks] == [
        ("新建公园5个。", ("市园林局",), ("市财政局", "市住建局")),
        ("改造道路26条。", ("市住建局",), ("市财政局", "各县（市、区）")),
        ("新增床位200张。", ("市民政局",), ()),
    ]


def test_a_line_that_is_one_pair_of_brackets_says_who_and_when() -> None:
    plan = plan_of_lines(
        "2025年重点任务",
        "（一）新建公园。全年新建公园5个。",
        "改造公园3个。",
        "【牵头单位：市园林局；责任单位：市财政局；责任领导：张三；完成时限：2025年12月】",
        "（二）改造道路。全年改造道路26条。",
        "【牵头单位：市住建局；责任领导：李四；完成时限：2025年10月】",
    )
    assert [(t.lead, t.cooperating, t.leader, t.due) for t in plan.tasks] == [
        (("市园林局",), ("市财政局",), "张三", "2025年12月"),
        (("市住建局",), (), "李四", "2025年10月"),
    ]
    assert plan.tasks[0].text == "新建公园。全年新建公园5个。\n改造公园3个。"


def test_a_parenthesis_never_closed_joins_nothing() -> None:
    plan = plan_of_lines(
        "2025年重点任务", "1. 新建公园5个（含口袋公园。", "2. 改造道路26条。（市住建局）", "3. 建桥2座。（市住建局）"
    )
    assert [task.no for task in plan.tasks] == [1, 2, 3]


def test_a_label_that_a_line_cut_in_two_names_the_units() -> None:
    plan = plan_of_lines(
        "2025年重点任务",
        "（1）新建公园5个。责任单位：市园林局、市财政局。",
        "（2）改造道路26条。责",
        "任单位：市住建局、市财政局。",
        "（3）新增床位200张。责任",
        "单位：市民政局。",
    )
    assert [(t.text, t.lead, t.cooperating) for t in plan.tasks] == [
        ("新建公园5个。", ("市园林局",), ("市财政局",)),
        ("改造道路26条。", ("市住建局",), ("市财政局",)),
        ("新增床位200张。", ("市民政局",), ()),
    ]
