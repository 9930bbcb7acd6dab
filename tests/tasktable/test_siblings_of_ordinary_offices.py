"""Kinds that two more sets of ordinary documents showed, in other words, with what only looks like them."""

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import FORMATS


def text(*lines: str) -> Plan:
    return plan_of(read_document("\n".join(("东原县2026年重点工作任务", *lines)).encode(), "plan.txt"))


def page(body: str) -> Plan:
    html = f"<html><body><h1>东原县2026年重点工作任务</h1>{body}</body></html>"
    return plan_of(read_document(html.encode(), "plan.html"))


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


NUMBERED = ("1.新建高标准农田2万亩。（责任单位：县农业农村局）", "2.完成营造林1万亩。（责任单位：县林业局）")


@pytest.mark.parametrize("marks", ["①②③④", "（1） （2） （3） （4）", "一是 二是 三是 四是"])
@pytest.mark.parametrize("first", [True, False])
def test_a_paragraph_of_marked_works_stands_beside_numbered_tasks(marks: str, first: bool) -> None:
    each = marks.split() if " " in marks else list(marks)
    works = ["新建幼儿园2所", "改造老旧小区12个", "新增停车位800个", "建设村卫生室15个"]
    units = ["县教育局", "县住建局", "县城管局", "县卫健局"]
    said = "；".join(f"{mark}{work}（{unit}）" for mark, work, unit in zip(each, works, units, strict=True))
    section = ("一、办好民生实事", f"县政府将办好4件民生实事：{said}。")
    other = ("二、抓好重点工作", *NUMBERED)
    plan = text(*section, *other) if first else text(*other, *section)
    found = {task.text.rstrip("。"): task.lead for task in plan.tasks}
    assert {work: (unit,) for work, unit in zip(works, units, strict=True)}.items() <= found.items()
    assert len(plan.tasks) == 6


@pytest.mark.parametrize("first", [True, False])
def test_an_announced_list_without_units_stands_beside_tasks_with_units(first: bool) -> None:
    works = "一是新建幼儿园2所。二是改造老旧小区12个。三是新增停车位800个。四是建设村卫生室15个。五是新建站台30座。"
    section = ("一、办好民生实事", f"全力办好5件民生实事：{works}")
    other = ("二、抓好重点工作", *NUMBERED, "3.新增规上企业8家。（责任单位：县工信局）")
    plan = text(*section, *other) if first else text(*other, *section)
    assert len(plan.tasks) == 8
    assert codes(plan).count("no-lead") == 5
    assert "lines-not-read" not in codes(plan)


@pytest.mark.parametrize("mark", ["（一）", "（二）"])
def test_one_sentence_under_a_head_beside_heads_of_several(mark: str) -> None:
    one = "促进消费。新增限上企业20家。（责任单位：县商务局）"
    several = "扩大投资。实施项目60个。（责任单位：县发改局）开工30个。（责任单位：县住建局）"
    order = (f"（一）{one}", f"（二）{several}") if mark == "（一）" else (f"（一）{several}", f"（二）{one}")
    plan = text("一、经济发展", *order)
    assert [task.text for task in plan.tasks if task.objective == f"{mark}促进消费"] == ["新增限上企业20家。"]


def test_where_no_head_has_several_sentences_it_is_part_of_its_task() -> None:
    plan = text(
        "一、经济",
        "（一）促进消费。新增企业20家。（责任单位：县商务局）",
        "（二）做强工业。新增规上8家。（责任单位：县工信局）",
    )
    assert [task.text for task in plan.tasks] == ["促进消费。新增企业20家。", "做强工业。新增规上8家。"]


@pytest.mark.parametrize(
    ("work", "goal", "want"),
    [
        ("新建学校5所", "5所", "新建学校5所"),
        ("签约项目40个", "40个以上", "签约项目40个"),
        ("规上产值突破900亿元", "900亿元", "规上产值突破900亿元"),
        ("规上增加值增长9%", "增长9%", "规上增加值增长9%"),
        ("改造管网120公里", "20公里", "改造管网120公里：20公里"),
        ("新增企业15家", "5家", "新增企业15家：5家"),
        ("固定资产投资", "150亿元", "固定资产投资150亿元"),
    ],
)
@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_a_goal_that_the_task_says_is_not_said_twice(work: str, goal: str, want: str, kind: str) -> None:
    grid = [
        ["序号", "重点任务", "年度目标", "完成情况", "责任单位"],
        ["1", work, goal, "已完成一半", "县发改局"],
        ["2", "改造公厕30座", "30座", "完成12座", "县城管局"],
        ["3", "新增床位200张", "200张", "新增80张", "县民政局"],
    ]
    plan = plan_of(read_document(FORMATS[kind](grid, "某县2026年重点任务表"), f"plan.{kind}"))
    assert [task.text for task in plan.tasks] == [want, "改造公厕30座", "新增床位200张"]
    assert [task.extra["年度目标"] for task in plan.tasks] == [goal, "30座", "200张"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("第一类：产业提升", "第二类：基础设施"),
        ("第一方面 产业提升", "第二方面 基础设施"),
        ("【产业提升】", "【基础设施】"),
        ("产业提升", "基础设施"),
    ],
)
def test_a_heading_under_a_result_is_no_part_of_it(first: str, second: str) -> None:
    plan = text(
        first,
        "1、建设基地1万亩。牵头单位：县农业农村局；责任单位：各乡镇。",
        "进展情况：已建成8600亩。",
        second,
        "2、新改建公路75公里。牵头单位：县交通局；责任单位：县发改局。",
        "进展情况：完成52公里。",
    )
    assert [task.statement for task in plan.tasks] == ["已建成8600亩。", "完成52公里。"]
    assert ["基础设施" in task.chapter for task in plan.tasks] == [False, True]


@pytest.mark.parametrize("more", ["正在验收", "其余年底完成", "已全部移交", "完成率86"])
def test_a_line_that_goes_on_with_a_result_is_no_heading(more: str) -> None:
    lines = ("产业提升", "1、建设基地1万亩。牵头单位：县农业农村局。", "进展情况：已建成8600亩。", more)
    plan = text(*lines, "2、新改建公路75公里。牵头单位：县交通局。", "进展情况：完成52公里。")
    assert more in plan.tasks[0].statement
    assert plan.tasks[1].chapter == "产业提升"


@pytest.mark.parametrize("group", ["已办结事项", "正在办理的项目", "尚未启动任务"])
def test_a_group_by_its_state_is_a_heading(group: str) -> None:
    lines = ("进度正常任务", "1、建设基地1万亩。牵头单位：县农业农村局。", "进展情况：已建成8600亩。", group)
    plan = text(*lines, "2、新改建公路75公里。牵头单位：县交通局。", "进展情况：完成52公里。")
    assert [task.chapter for task in plan.tasks] == ["进度正常任务", group]


@pytest.mark.parametrize("loose", ["统计站", "综合行政执法队", "派出所", "农技站、各村"])
@pytest.mark.parametrize("numbered", [True, False])
def test_a_bracket_among_brackets_of_bodies_is_a_body(loose: str, numbered: bool) -> None:
    works = [
        ("新建党支部3个", "党建工作办公室"),
        ("完成普查入户5200户", loose),
        ("新增企业8家", "经济发展办公室"),
        ("改造老旧小区2个", "城市管理办公室"),
    ]
    lines = [f"{work}（{unit}）。" for work, unit in works]
    told = [f"{at}.{line}" for at, line in enumerate(lines, start=1)] if numbered else ["一、办好实事", "".join(lines)]
    plan = text(*told)
    assert [(task.text, task.lead[0]) for task in plan.tasks] == [(f"{w}。", u.split("、")[0]) for w, u in works]


def test_a_bracket_that_explains_a_word_stays_where_others_name_nobody() -> None:
    plan = text(
        "1.新建党支部3个（党建工作办公室）。",
        "2.新建养老设施5处（服务站）。",
        "3.拆除违建2万平方米（城市管理办公室）。",
        "4.新增企业8家。",
    )
    assert plan.tasks[1].text == "新建养老设施5处（服务站）。"
    assert plan.tasks[1].lead == ()


@pytest.mark.parametrize("where", ["head", "line"])
@pytest.mark.parametrize("all_own", [True, False])
def test_units_of_a_section_stand_beside_those_of_its_tasks(where: str, all_own: bool) -> None:
    def head(name: str, unit: str) -> tuple[str, ...]:
        return (f"{name}（牵头单位：{unit}）",) if where == "head" else (name, f"牵头单位：{unit}")

    own = "（责任单位：县工信局）" if all_own else ""
    plan = text(
        *head("一、扩大有效投资", "县发改局"),
        "1.实施重点项目60个。（责任单位：县住建局）",
        f"2.开工亿元项目20个。{own}",
        *head("二、推进乡村振兴", "县农业农村局"),
        "3.新建高标准农田2万亩。（责任单位：县水利局）",
        "4.改造农村公路30公里。（责任单位：县交通局）",
    )
    second = ("县工信局",) if all_own else ("县发改局",)
    assert [task.lead for task in plan.tasks] == [("县住建局",), second, ("县水利局",), ("县交通局",)]
    assert [task.extra.get("本节单位") for task in plan.tasks][2:] == ["牵头单位：县农业农村局"] * 2
    assert {task.chapter for task in plan.tasks} == {"一、扩大有效投资", "二、推进乡村振兴"}
    assert "units-of-section-beside" in codes(plan)


def test_fields_parted_by_slashes_under_headings_are_a_table() -> None:
    plan = text(
        "序号/重点任务/牵头单位/配合单位/完成时限",
        "1/实施重点项目60个/县发改局/县住建局、县工信局/12月底前",
        "2/新建高标准农田2万亩/县农业农村局/县水利局/10月底前",
        "3/改造农村公路30公里/县交通局/各乡镇/11月底前",
    )
    assert [(task.text, task.lead, task.due) for task in plan.tasks] == [
        ("实施重点项目60个", ("县发改局",), "12月底前"),
        ("新建高标准农田2万亩", ("县农业农村局",), "10月底前"),
        ("改造农村公路30公里", ("县交通局",), "11月底前"),
    ]


@pytest.mark.parametrize("slash", ["/", " / ", "／"])
@pytest.mark.parametrize("labels", [("", "", ""), ("牵头单位：", "配合单位：", "完成时限：")])
def test_fields_of_an_item_parted_by_slashes(slash: str, labels: tuple[str, str, str]) -> None:
    def item(*fields: str) -> str:
        return slash.join((fields[0], *(f"{label}{field}" for label, field in zip(labels, fields[1:], strict=True))))

    plan = text(
        item("1.实施重点项目60个", "县发改局", "县住建局、县工信局", "12月底前"),
        item("2.新建高标准农田2万亩", "县农业农村局", "县水利局", "10月底前"),
    )
    assert [(task.text, task.lead, task.cooperating, task.due) for task in plan.tasks] == [
        ("实施重点项目60个", ("县发改局",), ("县住建局", "县工信局"), "12月底前"),
        ("新建高标准农田2万亩", ("县农业农村局",), ("县水利局",), "10月底前"),
    ]


def test_slashes_within_words_part_nothing() -> None:
    words = ["推进县/乡/村三级服务网络建设", "推进厂/网/河一体治理", "推进教/科/人一体发展", "2026/3/5前提速至80km/h"]
    plan = text(*(f"{at}.{line}（县政务局）" for at, line in enumerate(words, start=1)))
    assert [task.text for task in plan.tasks] == words


@pytest.mark.parametrize(("row", "cell"), [("div", "span"), ("div", "div"), ("li", "span"), ("p", "b")])
def test_a_page_may_set_its_table_with_boxes(row: str, cell: str) -> None:
    grid = [
        ("序号", "重点任务", "牵头单位", "完成时限"),
        ("1", "实施重点项目60个", "县发改局", "12月底前"),
        ("2", "新建高标准农田2万亩", "县农业农村局", "10月底前"),
    ]
    rows = "".join(f"<{row}>{''.join(f'<{cell}>{one}</{cell}>' for one in line)}</{row}>" for line in grid)
    plan = page(f"<div>{rows}</div><p>县政府办公室</p>")
    assert [(task.text, task.lead, task.due) for task in plan.tasks] == [
        ("实施重点项目60个", ("县发改局",), "12月底前"),
        ("新建高标准农田2万亩", ("县农业农村局",), "10月底前"),
    ]


def test_days_in_a_table_without_headings_are_no_results() -> None:
    rows = [("1", "新建学校2所", "县教育局", "8月底前"), ("2", "改造公路30公里", "县交通局", "11月底前")]
    lines = ["\t".join(row) for row in (*rows, ("3", "新增床位200张", "县民政局", "10月底前"))]
    plan = text(*lines)
    assert [(task.due, task.statement) for task in plan.tasks] == [("8月底前", ""), ("11月底前", ""), ("10月底前", "")]


@pytest.mark.parametrize("labels", [("牵头", "配合", "进展"), ("责任", "协办", "完成"), ("主办", "配合", "完成")])
def test_short_labels_behind_a_sentence_begin_its_fields(labels: tuple[str, str, str]) -> None:
    owes, helps, told = labels
    plan = text(
        f"1.新建小学2所。{owes}：区教育局。{helps}：区住建局。{told}：1所投用。",
        f"2.新增托位800个。{owes}：区卫健局。{told}：新增650个。",
        f"3.改造管网12公里。{owes}：区水务局。",
    )
    assert [(task.text, task.lead, task.cooperating, task.statement) for task in plan.tasks] == [
        ("新建小学2所。", ("区教育局",), ("区住建局",), "1所投用。"),
        ("新增托位800个。", ("区卫健局",), (), "新增650个。"),
        ("改造管网12公里。", ("区水务局",), (), ""),
    ]


def test_short_labels_without_bodies_are_words() -> None:
    plan = text("1.压实工作链条。责任：层层传导。完成：闭环销号。", "2.新建小学2所。")
    assert plan.tasks[0].text == "压实工作链条。责任：层层传导。完成：闭环销号。"


@pytest.mark.parametrize("heading", ["牵头/配合", "牵头单位/配合单位", "主办部门／协办部门"])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_one_column_of_who_leads_and_who_helps(heading: str, kind: str) -> None:
    grid = [
        ["序号", "工作任务", heading, "进展情况"],
        ["1", "建设公园3个", "市园林局/市住建局、市财政局", "完成2个"],
        ["2", "改造路灯5000盏", "市城管局/各区", "完成3200盏"],
        ["3", "培训技工8000人", "市人社局", "完成6100人"],
    ]
    plan = plan_of(read_document(FORMATS[kind](grid, "某市2026年重点任务台账"), f"plan.{kind}"))
    assert [(task.lead, task.cooperating) for task in plan.tasks] == [
        (("市园林局",), ("市住建局", "市财政局")),
        (("市城管局",), ("各区",)),
        (("市人社局",), ()),
    ]


def test_what_a_report_says_behind_its_target_is_the_result() -> None:
    lines = (
        "东原县2026年上半年工作完成情况",
        "1.发展党员12名，实际完成7名，完成率58.3%。",
        "2.实际利用外资3000万美元。",
    )
    plan = plan_of(read_document("\n".join(lines).encode(), "plan.txt"))
    assert [(task.text, task.statement) for task in plan.tasks] == [
        ("发展党员12名", "实际完成7名，完成率58.3%。"),
        ("实际利用外资3000万美元。", ""),
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("第一季度：", "第二季度："), ("上半年：", "下半年："), ("一季度", "二季度")]
)
def test_a_time_over_tasks_is_a_heading(first: str, second: str) -> None:
    plan = text(
        first, "（1）启动学校扩建（县教育局）", second, "（2）完成主体工程（县住建局）", "（3）办会2场（县投促局）"
    )
    heads = [first.rstrip("："), second.rstrip("："), second.rstrip("：")]
    assert [task.chapter for task in plan.tasks] == heads


@pytest.mark.parametrize(("rest", "told"), [("建成3个。", True), ("完成绿化12处。", True), ("完善管护办法。", False)])
def test_a_second_sentence_is_the_result_where_the_others_have_theirs(rest: str, told: bool) -> None:
    lines = [
        "东原县2026年上半年重点任务完成情况",
        "1.新增就业8000人。上半年新增4620人。（区人社局）",
        "2.改造老旧小区15个。已开工15个，完工6个。（区住建局）",
        f"3.新建口袋公园8个。{rest}（区城管局）",
    ]
    plan = plan_of(read_document("\n".join(lines).encode(), "plan.txt"))
    want = ("新建口袋公园8个。", rest) if told else (f"新建口袋公园8个。{rest}", "")
    assert (plan.tasks[2].text, plan.tasks[2].statement) == want


def test_two_sentences_of_a_plan_are_one_task() -> None:
    plan = text("1.新建口袋公园8个。建成3个。（区城管局）", "2.新增就业8000人。开展培训20场。（区人社局）")
    assert [task.text for task in plan.tasks] == ["新建口袋公园8个。建成3个。", "新增就业8000人。开展培训20场。"]
