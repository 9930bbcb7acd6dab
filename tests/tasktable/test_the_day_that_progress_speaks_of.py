"""Where no column says as of when, the title, the covering text or the day of filling in does."""

from datetime import date

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import grid_as_docx, grid_as_html, grid_as_xlsx

GRID = [
    ["序号", "实事内容", "主办单位", "进展情况"],
    ["1", "新建停车场6处", "市城管局", "建成4处"],
    ["2", "改造农贸市场3个", "市商务局", "完成1个"],
]
BULLETIN = "关于2026年民生实事办理情况的通报"


def read(*above: str, kind: str = "docx", below: list[str] | None = None) -> Plan:
    made = {"docx": grid_as_docx, "html": grid_as_html, "xlsx": grid_as_xlsx}[kind]
    grid = [*GRID, *([[cell, "", "", ""] for cell in below or []])]
    return plan_of(read_document(made(grid, *above), f"plan.{kind}"))


def told(plan: Plan) -> list[str]:
    return [finding.message for finding in plan.findings if finding.code == "filled-in-day"]


@pytest.mark.parametrize("kind", ["docx", "html"])
@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("截至8月31日，6件实事已办结2件。现通报如下：", date(2026, 8, 31)),
        ("各单位高度重视，截止2026年9月底，已办结3件。", date(2026, 9, 30)),
        ("总体进展顺利（截至三季度末，已办结3件）。", date(2026, 9, 30)),
    ],
)
def test_a_bulletin_says_the_day_in_what_goes_before_its_table(sentence: str, day: date, kind: str) -> None:
    assert read(BULLETIN, sentence, kind=kind).as_of == day


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("江城2026年重点工作（截至9月底）", date(2026, 9, 30)),
        ("江城2026年为民办实事项目(进度截止2026年8月31日)", date(2026, 8, 31)),
        ("江城2026年重点工作（截至上半年）", date(2026, 6, 30)),
        ("江城2026年重点工作（截至目前）", None),
        ("江城2026年重点工作（截至2025年底结转项目，共12项）", None),
    ],
)
def test_a_bracket_behind_the_title_says_the_day(title: str, day: date | None, kind: str) -> None:
    assert read(title, kind=kind).as_of == day


@pytest.mark.parametrize(
    "above",
    [
        [BULLETIN, "截至2025年底，已办结3件。"],  # the year before
        [BULLETIN, "截至6月底办结2件，截至8月底办结3件。"],  # two days
        [BULLETIN, "截至8月中旬，已办结3件。"],  # no day
        [BULLETIN, "截至目前，已办结3件。"],
        ["2026年民生实事任务表", "截至8月31日，全市人口达到120万人。"],  # no report
    ],
)
def test_other_days_in_what_goes_before_are_not_taken(above: list[str]) -> None:
    assert read(*above).as_of is None


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：督查室  填报时间：2026年8月31日",
        "填表日期：2026-08-31",
        "统计时间：2026.8.31",
        "更新日期：2026/8/31",
    ],
)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_day_on_which_a_table_was_filled_in_is_that_of_its_progress(line: str, kind: str) -> None:
    plan = read("2026年民生实事推进表", line, kind=kind)
    assert plan.as_of == date(2026, 8, 31)
    assert told(plan) == ["表上的填报时间是2026-08-31，按这一天计算进度。"]


def test_the_day_may_stand_under_the_table() -> None:
    plan = read("2026年民生实事推进表", kind="xlsx", below=["填报人：王某    填报时间：2026年8月31日"])
    assert plan.as_of == date(2026, 8, 31)
    assert len(plan.tasks) == 2


def test_a_day_early_in_a_month_is_said_and_not_taken() -> None:
    plan = read("2026年民生实事推进表", "填报日期：2026年8月5日")
    assert plan.as_of is None
    assert told(plan) == ["表上的填报时间是2026-08-05，没有写数据截至哪天，不据此计算进度，请指明。"]


def test_a_day_that_a_column_says_comes_first_and_a_plan_is_not_as_of_a_day() -> None:
    dated = [["序号", "实事内容", "主办单位", "截至7月底进展"], *GRID[1:]]
    plan = plan_of(read_document(grid_as_docx(dated, "2026年民生实事", "填报时间：2026年8月31日"), "plan.docx"))
    assert (plan.as_of, told(plan)) == (date(2026, 7, 31), [])
    empty = [GRID[0], *[[*row[:3], ""] for row in GRID[1:]]]
    plan = plan_of(read_document(grid_as_docx(empty, "2026年民生实事", "填报时间：2026年2月26日"), "plan.docx"))
    assert (plan.as_of, told(plan)) == (None, [])
    assert read("2026年民生实事推进表", "填报时间：2025年8月31日").as_of is None
    assert read("2026年民生实事推进表", "报送时间：每月25日前").as_of is None


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("2026年民生实事进度表（7月）", date(2026, 7, 31)),
        ("2026年三季度重点工作调度台账", date(2026, 9, 30)),
        ("2026年民生实事任务清单（截至9月底）", date(2026, 9, 30)),
        ("2026年民生实事推进表", None),
        ("2026年全年目标推进表", None),
    ],
)
def test_a_table_of_a_month_is_as_of_its_end(title: str, day: date | None) -> None:
    assert read(title).as_of == day


def test_up_to_when_a_table_was_brought_says_it_too() -> None:
    assert read("2026年民生实事任务表", "（更新至2026年9月底）").as_of == date(2026, 9, 30)
