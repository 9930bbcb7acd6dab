"""What stands over tasks: main rows, what a form says of its field, kinds of tasks and of indicators."""

import pytest

from tests.documents.office_files import FORMATS, Span
from tests.tasktable.plans import plan_of_lines, plan_of_rows


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_main_row_whose_units_its_parts_share_is_their_objective(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "进展情况"],
            ["1", "整治农村环境", Span("县农业农村局", 3), Span("各乡镇", 3), "", ""],
            ["1.1", "改厕1200户。", "10月底", "已改700户。"],
            ["1.2", "清运垃圾30处。", "6月底", "已清运21处。"],
            ["2", "新建水库1座。", "县水利局", "县发改局", "年底", "已开工。"],
        ],
        "2025年任务",
    )
    assert [(t.no, t.text, t.lead, t.cooperating) for t in plan.tasks] == [
        ("1.1", "改厕1200户。", ("县农业农村局",), ("各乡镇",)),
        ("1.2", "清运垃圾30处。", ("县农业农村局",), ("各乡镇",)),
        (2, "新建水库1座。", ("县水利局",), ("县发改局",)),
    ]
    assert [t.objective for t in plan.tasks][:2] == ["整治农村环境", "整治农村环境"]


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_main_row_that_answers_for_itself_is_a_task(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["序号", "工作任务", "牵头单位", "完成时限", "进展情况"],
            ["1", "整治农村环境，覆盖90个村。", Span("县农业农村局", 2), "年底", "已覆盖61个村。"],
            ["1.1", "改厕1200户。", "10月底", "已改700户。"],
        ],
    )
    assert [t.text for t in plan.tasks] == ["整治农村环境，覆盖90个村。", "改厕1200户。"]


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("heading", ["类别", "工作方向", "所属领域", "分类", "条线"])
def test_a_lone_level_over_the_tasks_is_their_objective(kind: str, heading: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["序号", heading, "任务内容", "主责单位", "完成情况"],
            ["1", Span("扩大开放", 2), "引进外资企业12家。", "商务局", "已引进8家。"],
            ["2", "举办展会5场。", "贸促会", "已举办3场。"],
            ["3", "繁荣文化", "送戏110场。", "文旅局", "已送75场。"],
        ],
    )
    assert [(t.chapter, t.objective) for t in plan.tasks] == [("", "扩大开放"), ("", "扩大开放"), ("", "繁荣文化")]


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("head", [("领域", "序号"), ("序号", "板块")])
def test_a_lone_level_before_the_numbers_or_called_a_part_is_the_chapter(kind: str, head: tuple[str, str]) -> None:
    rows = [("城建", "1", "新建公园5个。", "园林局"), ("文化", "2", "送戏110场。", "文旅局")]
    placed = [row if head[1] == "序号" else (row[1], row[0], *row[2:]) for row in rows]
    plan = plan_of_rows(kind, [[*head, "任务", "责任单位"], *placed])
    assert [(t.no, t.chapter, t.objective) for t in plan.tasks] == [(1, "城建", ""), (2, "文化", "")]


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_where_numbers_begin_again_under_it_a_lone_level_is_the_chapter(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["类别", "序号", "任务内容", "牵头单位"],
            [Span("扩大开放", 2), "1", "引进外资企业12家。", "商务局"],
            ["2", "举办展会5场。", "贸促会"],
            [Span("繁荣文化", 2), "1", "送戏110场。", "文旅局"],
            ["2", "建书屋6个。", "文旅局"],
        ],
    )
    assert [(t.key, t.chapter) for t in plan.tasks] == [
        ("1-1", "扩大开放"),
        ("1-2", "扩大开放"),
        ("2-1", "繁荣文化"),
        ("2-2", "繁荣文化"),
    ]


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_the_finest_of_several_levels_of_indicators_is_what_is_measured(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["一级指标", "二级指标", "三级指标", "目标值", "责任单位", "完成值"],
            [Span("经济", 2), "总量", "地区生产总值增速", "6%", "统计局", "1—6月增长5.8%"],
            ["投资", "工业投资占比", "40%以上", "发改局", "达到41%"],
        ],
        "2025年考核指标",
    )
    assert [(t.chapter, t.objective, t.text, t.statement) for t in plan.tasks] == [
        ("经济", "总量", "地区生产总值增速", "1—6月增长5.8%"),
        ("经济", "投资", "工业投资占比", "达到41%"),
    ]


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_beside_an_objective_the_kind_is_the_chapter(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["板块", "工作目标", "序号", "任务内容", "牵头单位"],
            ["经济", "扩大开放", "1", "引进外资企业12家。", "商务局"],
            ["文化", "繁荣舞台", "2", "送戏110场。", "文旅局"],
        ],
    )
    assert [(t.chapter, t.objective) for t in plan.tasks] == [("经济", "扩大开放"), ("文化", "繁荣舞台")]


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("heading", ["指标类别", "一级指标", "类别"])
def test_the_kind_of_an_indicator_is_its_objective_and_results_are_printed_as_written(kind: str, heading: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["序号", heading, "指标名称", "计量单位", "目标值", "责任单位", "上半年完成情况"],
            ["1", Span("民生", 2), "城镇新增就业", "人", "5600", "人社局", "3104人"],
            ["2", "养老床位", "张", "900", "民政局", "已建成620张"],
            ["3", Span("经济", 2), "固定资产投资增长", "%", "7", "发改局", "1—6月增长4.6%"],
            ["4", "工业投资", "亿元", "46", "工信局", "31.5"],
        ],
        "2025年考核指标",
    )
    assert [(t.objective, t.text, t.statement) for t in plan.tasks] == [
        ("民生", "城镇新增就业", "3104人"),
        ("民生", "养老床位", "已建成620张"),
        ("经济", "固定资产投资增长", "1—6月增长4.6%"),
        ("经济", "工业投资", "上半年完成31.5亿元"),
    ]


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_the_field_of_a_form_is_its_objective(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["任务编号", "2025-7", "所属领域", "乡村振兴"],
            ["任务名称", Span("改造茶园2100亩。", 1, 3)],
            ["牵头单位", "县农业农村局", "责任人", "周某"],
            ["完成时限", "2025年9月底", "联系电话", "8000000"],
            ["进展情况", Span("已改造1500亩。", 1, 3)],
        ],
        "2025年重点工作推进单",
    )
    assert [(t.objective, t.text, t.lead, t.statement) for t in plan.tasks] == [
        ("乡村振兴", "改造茶园2100亩。", ("县农业农村局",), "已改造1500亩。")
    ]


@pytest.mark.parametrize(
    "name",
    ["各县（市、区）政府", "各区（县）", "有关县（市、区）人民政府", "各开发区（园区）管委会", "各镇（街道、园区）"],
)
def test_a_bracket_within_a_name_parts_no_unit(name: str) -> None:
    plan = plan_of_lines(
        "2025年任务",
        "序号|工作任务|牵头单位|责任单位",
        f"1|新建公园3个|市园林局|市规划局、{name}、市财政局",
        f"2|植树2万株|{name}|市林业局",
    )
    assert [[unit.replace("(", "（").replace(")", "）") for unit in (*t.lead, *t.cooperating)] for t in plan.tasks] == [
        ["市园林局", "市规划局", name, "市财政局"],
        [name, "市林业局"],
    ]


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_no_heading_is_joined_to_a_cell_that_says_what_it_is(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["序号", "指标名称", "计量单位", "目标增长", "责任单位", "上半年完成", "增幅", "完成率"],
            ["1", "进出口总额", "亿元", "比上年增长7%", "商务局", "161", "同比增长5.2%", "53.7"],
            ["2", "旅游收入", "亿元", "8", "文旅局", "上半年46.2亿元", "6.1", "占年度计划的51%"],
        ],
        "2025年考核指标",
    )
    assert [t.statement for t in plan.tasks] == [
        "上半年完成161亿元，同比增长5.2%，完成率53.7%",
        "上半年46.2亿元，增幅6.1%，占年度计划的51%",
    ]
