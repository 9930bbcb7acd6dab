"""Tables and lines as offices write them: siblings of layouts that were once read wrongly."""

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of


def read(text: str, name: str = "plan.txt") -> Plan:
    return plan_of(read_document(text.encode(), name))


def test_a_column_of_dates_says_when_it_is_due() -> None:
    for heading in ("时间进度要求", "节点", "时间要求"):
        plan = read(
            f"2030年任务\n序号|工作内容|牵头单位|{heading}\n1|新建公园3个|市园林局|11月底前\n2|改造桥梁2座|市交通局|年底前\n"
        )
        assert [task.due for task in plan.tasks] == ["11月底前", "年底前"]


def test_a_row_of_a_name_before_rows_in_brackets_is_a_chapter() -> None:
    plan = read(
        "2030年任务\n序号|目标任务|责任单位|完成时间\n一|教育提质||\n（一）|新建学校3所|区教育局|8月\n（二）|培训教师260名|区人社局|7月\n"
        "二|城市焕新||\n（一）|改造街巷9条|区住建局|10月\n"
    )
    assert [(task.chapter, task.text) for task in plan.tasks] == [
        ("一、教育提质", "新建学校3所"),
        ("一、教育提质", "培训教师260名"),
        ("二、城市焕新", "改造街巷9条"),
    ]


def test_units_by_verbs_may_close_with_a_date() -> None:
    plan = read(
        "2030年任务\n1.新建食堂22处（区民政局牵头，各街道办事处配合，8月底前完成）\n2.新增泊位900个（区城管局牵头，年底前）\n"
    )
    assert [(t.text, t.lead, t.cooperating, t.due) for t in plan.tasks] == [
        ("新建食堂22处", ("区民政局",), ("各街道办事处",), "8月底前完成"),
        ("新增泊位900个", ("区城管局",), (), "年底前"),
    ]


def test_labels_behind_a_sentence_are_parted_at_its_stops() -> None:
    plan = read(
        "2030年任务\n1、新建高标准农田5万亩。责任单位：县农业农村局、县水利局。完成时限：11月底。\n2、绿化2万亩。责任单位：县林业局。完成时限：9月。\n"
    )
    assert [(t.text, t.lead, t.cooperating, t.due) for t in plan.tasks] == [
        ("新建高标准农田5万亩。", ("县农业农村局",), ("县水利局",), "11月底"),
        ("绿化2万亩。", ("县林业局",), (), "9月"),
    ]


def test_a_goal_with_figures_comes_before_how_it_is_reached() -> None:
    plan = read(
        "2030年任务\n序号|工作目标|工作举措|责任科室|完成时间\n1|培育企业40家|完善机制，按月调度|产业科|12月底\n2|新建农田5.8万亩|完善机制，按月调度|农田科|11月底\n"
    )
    assert [(t.text, t.lead) for t in plan.tasks] == [("培育企业40家", ("产业科",)), ("新建农田5.8万亩", ("农田科",))]


def test_names_and_telephones_are_no_tasks() -> None:
    plan = read(
        "<html><body><p>2030年任务</p><table><tr><td>序号</td><td>任务</td><td>牵头单位</td><td>时限</td></tr>"
        "<tr><td>1</td><td>新建公园3个</td><td>市园林局</td><td>9月</td></tr></table><p>联络员名单</p>"
        "<table><tr><td>单位</td><td>姓名</td><td>职务</td><td>电话</td></tr>"
        "<tr><td>市园林局</td><td>张三</td><td>科长</td><td>12345</td></tr></table></body></html>",
        "plan.html",
    )
    assert [task.text for task in plan.tasks] == ["新建公园3个"]
    assert [finding.code for finding in plan.findings].count("table-not-read") == 1


def test_lines_of_one_width_are_one_sentence() -> None:
    long = [
        "打通断头路7条，新增公共停车泊位2600个（牵头单位：区城管局；配合单位：区住建局）",
        "为妇女免费开展两癌筛查1.9万人，覆盖全部街道（牵头单位：区卫健局；配合单位：区妇联）",
        "引进亿元以上项目55个，实际利用外资1.2亿美元（牵头单位：区商务局；配合单位：区财政局）",
    ]
    lines = [line for number, text in enumerate(long, start=1) for line in _broken(f"{number}.{text}", 20)]
    plan = read("2030年任务\n" + "\n".join(lines) + "\n")
    assert [task.text for task in plan.tasks] == [text.partition("（")[0] for text in long]


def _broken(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def test_a_bullet_before_a_number_says_nothing() -> None:
    for bullet in "●■·★":
        plan = read(f"2030年六件实事\n{bullet} 一、新增岗位7200个。\n{bullet} 二、新建充电桩640根。\n")
        assert [(task.no, task.text) for task in plan.tasks] == [
            ("一", "新增岗位7200个。"),
            ("二", "新建充电桩640根。"),
        ]


def test_a_goal_under_a_name_is_what_is_asked() -> None:
    plan = read(
        "2030年实事清单\n一、改善校园午餐\n工作目标：改造食堂55个。\n牵头单位：县教体局\n二、加强托幼服务\n工作目标：新增托位700个。\n牵头单位：县卫健局\n"
    )
    assert [(t.objective, t.text) for t in plan.tasks] == [
        ("改善校园午餐", "改造食堂55个。"),
        ("加强托幼服务", "新增托位700个。"),
    ]


def test_bodies_of_one_word_stand_alone_in_a_bracket() -> None:
    plan = read("2030年实事\n1.建设驿站8个。（区妇联）\n2.发放器具900套。（区残联）\n3.培训会员60名。（县工商联）\n")
    assert [task.lead for task in plan.tasks] == [("区妇联",), ("区残联",), ("县工商联",)]


def test_names_and_values_side_by_side_keep_their_date() -> None:
    rows = "".join(
        f"<table><tr><td>项目名称</td><td>{text}</td></tr><tr><td>牵头单位</td><td>{unit}</td></tr>"
        f"<tr><td>完成时限</td><td>{due}</td></tr></table>"
        for text, unit, due in (("建设设施22处", "区民政局", "8月底前"), ("筛查1.9万人", "区卫健局", "10月底前"))
    )
    plan = read(f"<html><body><p>2030年实事</p>{rows}</body></html>", "plan.html")
    assert [(t.text, t.lead, t.due) for t in plan.tasks] == [
        ("建设设施22处", ("区民政局",), "8月底前"),
        ("筛查1.9万人", ("区卫健局",), "10月底前"),
    ]


def test_blocks_in_square_brackets_keep_their_result() -> None:
    plan = read(
        "2030年攻坚任务\n\n【任务1】新建泊位2600个\n【责任单位】区城管局、区住建局\n【完成时限】年底前\n【进展情况】已建成2120个。\n\n"
        "【任务2】建设食堂22处\n【责任单位】区民政局\n【完成时限】8月底前\n【进展情况】已建成22处。\n"
    )
    assert [(t.no, t.text, t.due, t.statement) for t in plan.tasks] == [
        ("任务1", "新建泊位2600个", "年底前", "已建成2120个。"),
        ("任务2", "建设食堂22处", "8月底前", "已建成22处。"),
    ]


def test_the_unit_over_a_table_leads_where_a_column_says_who_helps() -> None:
    table = (
        "<p>牵头单位：{unit}</p><table><tr><td>序号</td><td>任务</td><td>配合单位</td><td>完成时限</td></tr>"
        "<tr><td>1</td><td>{text}</td><td>区财政局</td><td>9月</td></tr></table>"
    )
    plan = read(
        "<html><body><p>2030年部门清单</p>"
        + table.format(unit="区教育局", text="新建学校3所")
        + table.format(unit="区民政局", text="新建食堂9处")
        + "</body></html>",
        "plan.html",
    )
    assert [(t.text, t.lead, t.cooperating) for t in plan.tasks] == [
        ("新建学校3所", ("区教育局",), ("区财政局",)),
        ("新建食堂9处", ("区民政局",), ("区财政局",)),
    ]


def test_a_projects_code_is_its_number_where_no_other_stands() -> None:
    alone = read("2030年任务\n项目编号|任务内容|牵头单位\n（1）|新建公园3个|市园林局\n（2）|改造桥梁2座|市交通局\n")
    assert [task.no for task in alone.tasks] == ["（1）", "（2）"]
    beside = read(
        "2030年任务\n序号|项目编号|任务内容|牵头单位\n1|GX-07|新建公园3个|市园林局\n2|GX-09|改造桥梁2座|市交通局\n"
    )
    assert [task.no for task in beside.tasks] == [1, 2]
