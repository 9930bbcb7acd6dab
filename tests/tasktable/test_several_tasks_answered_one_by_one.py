"""Several tasks in one cell: parted where the answers carry the same run of marks, else told."""

import pytest

from luoshi.plan import Plan
from tests.documents.office_files import FORMATS
from tests.tasktable.plans import plan_of_rows

HEAD = ["序号", "工作目标", "具体任务", "牵头单位", "完成时限", "进展情况"]
STYLES = {
    "brackets": ("（1）", "（2）", "（3）"),
    "circles": ("①", "②", "③"),
    "figures": ("1.", "2.", "3."),
    "ordinals": ("一是", "二是", "三是"),
}


def lines(marks: tuple[str, ...], *texts: str) -> str:
    return "\n".join(f"{mark}{text}" for mark, text in zip(marks, texts, strict=False))


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_task_a_mark_with_its_own_answer(kind: str, style: str) -> None:
    marks = STYLES[style]
    plan = plan_of_rows(
        kind,
        [
            HEAD,
            [
                "4",
                "便民",
                lines(marks, "办事窗口增至40个。", "延时服务覆盖9个大厅。", "培训帮办员70名。"),
                "区数据局",
                "年底",
                lines(marks, "已增至33个。", "覆盖5个。", "培训52名。"),
            ],
            [
                "5",
                "就业",
                lines(marks, "新增岗位800个。", "举办招聘会6场。"),
                "区人社局",
                "年底",
                lines(marks, "新增510个。", "举办4场。"),
            ],
        ],
        "2025年任务清单",
    )
    assert [(t.key, t.objective, t.text, t.lead, t.due, t.statement) for t in plan.tasks] == [
        ("4-1", "便民", "办事窗口增至40个。", ("区数据局",), "年底", "已增至33个。"),
        ("4-2", "便民", "延时服务覆盖9个大厅。", ("区数据局",), "年底", "覆盖5个。"),
        ("4-3", "便民", "培训帮办员70名。", ("区数据局",), "年底", "培训52名。"),
        ("5-1", "就业", "新增岗位800个。", ("区人社局",), "年底", "新增510个。"),
        ("5-2", "就业", "举办招聘会6场。", ("区人社局",), "年底", "举办4场。"),
    ]
    assert codes(plan).count("row-parted") == 2
    assert "several-in-one" not in codes(plan)


def test_days_and_units_under_the_same_marks_are_parted_too() -> None:
    plan = plan_of_rows(
        "html",
        [
            HEAD,
            [
                "1",
                "路网",
                "（1）修路3条。（2）架桥1座。",
                "（1）区交通局（2）区城建公司",
                "（1）5月（2）9月",
                "（1）修2条。（2）已开工。",
            ],
        ],
    )
    assert [(t.text, t.lead, t.due, t.statement) for t in plan.tasks] == [
        ("修路3条。", ("区交通局",), "5月", "修2条。"),
        ("架桥1座。", ("区城建公司",), "9月", "已开工。"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "（1）已增至33个。\n（2）覆盖5个。",
        "已增至33个，覆盖5个，培训52名。",
        "总体顺利。（1）甲。（2）乙。（3）丙。",
        "一是甲。二是乙。三是丙。",
        "",
    ],
)
def test_a_row_whose_answer_runs_otherwise_stays_one_and_is_told(answer: str) -> None:
    text = "（1）办事窗口增至40个。\n（2）延时服务覆盖9个大厅。\n（3）培训帮办员70名。"
    plan = plan_of_rows("xlsx", [HEAD, ["4", "便民", text, "区数据局", "年底", answer]])
    assert [(t.text, t.statement) for t in plan.tasks] == [(text, answer)]
    assert "several-in-one" in codes(plan)


def test_two_items_that_are_not_parted_are_told() -> None:
    plan = plan_of_rows(
        "html", [HEAD, ["4", "便民", "（1）窗口增至40个。（2）培训70名。", "区数据局", "年底", "正在推进"]]
    )
    assert [t.statement for t in plan.tasks] == ["正在推进"]
    assert "several-in-one" in codes(plan)


def test_marks_in_an_answer_alone_part_nothing() -> None:
    plan = plan_of_rows(
        "docx", [HEAD, ["4", "便民", "窗口增至40个。", "区数据局", "年底", "（1）已增33个。（2）已培训。"]]
    )
    assert [(t.text, t.statement) for t in plan.tasks] == [("窗口增至40个。", "（1）已增33个。（2）已培训。")]
