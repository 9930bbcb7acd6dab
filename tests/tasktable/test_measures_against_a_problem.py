"""Lists of what is mended: a problem, and the measures against it, each with its units and its day."""

import pytest

from luoshi.plan import Plan
from tests.documents.office_files import FORMATS, Span
from tests.tasktable.plans import plan_of_lines, plan_of_rows

HEAD = ["序号", "反馈问题", "整改措施", "责任单位", "配合单位", "整改时限", "整改进展"]


def measures(plan: Plan) -> list[tuple[object, str, tuple[str, ...], str, str | None]]:
    return [(t.no, t.text, t.lead, t.extra.get("反馈问题", ""), t.due) for t in plan.tasks]


MEANT = [
    (1, "修复堤岸3处。", ("区水务局",), "河道侵占多年没有清理。", "6月底前"),
    (1, "拆除围堰11座。", ("东湖镇政府",), "河道侵占多年没有清理。", "9月底前"),
    (2, "更换管道8公里。", ("区住建局",), "管道渗漏严重。", "12月底前"),
]


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_each_measure_is_a_task_and_shares_its_problem(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            HEAD,
            [
                Span("1", 2),
                Span("河道侵占多年没有清理。", 2),
                "修复堤岸3处。",
                "区水务局",
                "/",
                "6月底前",
                "已修复2处。",
            ],
            ["拆除围堰11座。", "东湖镇政府", "区水务局", "9月底前", "已拆除7座。"],
            ["2", "管道渗漏严重。", "更换管道8公里。", "区住建局", "/", "12月底前", "正在招标。"],
        ],
        "2025年巡察反馈意见整改清单",
    )
    assert measures(plan) == MEANT
    assert [t.statement for t in plan.tasks] == ["已修复2处。", "已拆除7座。", "正在招标。"]
    assert "number-twice" not in [finding.code for finding in plan.findings]


def test_where_nothing_is_merged_the_empty_cells_below_are_the_same_problem() -> None:
    plan = plan_of_lines(
        "2025年审计问题整改台账",
        "|".join(HEAD),
        "1|河道侵占多年没有清理。|修复堤岸3处。|区水务局|/|6月底前|已修复2处。",
        "||拆除围堰11座。|东湖镇政府|区水务局|9月底前|已拆除7座。",
        "2|管道渗漏严重。|更换管道8公里。|区住建局|/|12月底前|正在招标。",
    )
    assert measures(plan) == MEANT


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_goal_beside_the_measure_is_what_the_measure_is_for(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["序号", "整改任务", "整改目标", "整改措施", "牵头单位", "完成时限"],
            ["1", "治理扬尘不力。", "工地扬尘达标", "安装喷淋设备46套。", "市住建局", "5月底"],
            ["2", "台账不全。", "台账齐全", "补录台账1300份。", "市档案馆", "7月底"],
        ],
    )
    assert [(t.objective, t.text) for t in plan.tasks] == [
        ("工地扬尘达标", "安装喷淋设备46套。"),
        ("台账齐全", "补录台账1300份。"),
    ]


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_beside_tasks_problems_and_measures_belong_to_the_report(kind: str) -> None:
    plan = plan_of_rows(
        kind,
        [
            ["序号", "重点任务", "牵头单位", "进展情况", "存在问题", "整改措施"],
            ["1", "新建公厕15座。", "区城管局", "建成6座。", "选址难。", "加快选址。"],
            ["2", "植树9万株。", "区园林局", "植树4万株。", "雨水多。", "错峰施工。"],
        ],
    )
    assert [t.text for t in plan.tasks] == ["新建公厕15座。", "植树9万株。"]
    report = plan.tasks[0].reports[0]
    assert (report.problems, report.next_step) == ("选址难。", "加快选址。")
