"""Ticked boxes: the chosen word is the claim, the others say nothing; what is not settled is not judged."""

import pytest

from luoshi.grammar import read_statement
from luoshi.grammar.ticks import as_ticked
from luoshi.plan import Claim
from luoshi.reading import read_plan

CHOSEN = {
    Claim.COMPLETED: (
        "☑已完成 □推进中 □未启动",
        "☒已完成 ☐推进中",
        "推进中□ 已完成☑",
        "（√）已完成（ ）推进中",
        "已完成(√) 推进中( )",
        "[x]已完成 [ ]推进中",
        "■已完成 □未完成",
        "●已完成 ○推进中",
        "已完成√、推进中、未启动",
        "√已完成 ×推进中",
        "☑已完成\n□推进中\n□未启动",
        "完成情况：☑已完成 □推进中",
        "是否完成：☑是 □否",
    ),
    Claim.ON_SCHEDULE: (
        "□已完成 ☑推进中 □未启动",
        "已完成 √推进中 未启动",
        "（×）已完成（√）推进中",
        "✔序时推进 □滞后",
    ),
    Claim.NOT_STARTED: ("已完成□  推进中□  未启动☑", "（ ）已完成（ ）推进中（√）未启动", "是否启动：□是 ☑否"),
    Claim.BEHIND: ("□正常 ☑滞后",),
}
OPEN = ("□已完成 □推进中", "☑已完成 ☑推进中", "☑已完成 推进中□", "（ ）已完成（ ）推进中")


@pytest.mark.parametrize(("claim", "text"), [(claim, text) for claim, texts in CHOSEN.items() for text in texts])
def test_the_ticked_word_is_the_claim(claim: Claim, text: str) -> None:
    assert read_statement(text, year=2025).claim is claim
    assert len(as_ticked(text)) == len(text)


@pytest.mark.parametrize("text", OPEN)
def test_none_or_several_ticked_claim_nothing_that_is_judged(text: str) -> None:
    assert read_statement(text, year=2025).claim in (Claim.NONE, Claim.OTHER)
    assert "完成" not in as_ticked(text)


def test_what_is_not_ticked_reports_no_figure() -> None:
    seen = read_statement("□新建公园5个 ☑改造道路3条", year=2025).observations
    assert [(str(one.value), one.measure) for one in seen] == [("3", "条")]
    assert read_statement("☑推进中 □已完成，已建成3所", year=2025).observations[0].value == 3


@pytest.mark.parametrize(
    "text",
    [
        "●新建公园5个 ●改造道路3条",
        "□新建公园5个 □改造道路3条",
        "二○二五年完成5个",
        "已建成640套（ ）",
        "3×5米围挡完成5个",
    ],
)
def test_marks_of_a_list_and_other_signs_are_no_boxes(text: str) -> None:
    assert as_ticked(text) == text


@pytest.mark.parametrize("text", ["☑已完成 ☑推进中", "□已完成 □推进中"])
@pytest.mark.parametrize("task", ["出台管理办法", "建成人才公寓1200套"])
def test_a_row_whose_boxes_settle_nothing_is_unclear_after_its_day_and_said(task: str, text: str) -> None:
    table = f"序号,任务,牵头单位,完成时限,截至2025年7月底完成情况\n1,{task},住建局,6月底,{text}\n"
    plan = read_plan(table.encode(), "2025年任务.csv")
    assert plan.tasks[0].statement == text
    assert plan.tasks[0].assessment is not None
    assert (plan.tasks[0].assessment.state, plan.tasks[0].assessment.light) == ("unclear", "grey")
    assert "ticks-unclear" in [finding.code for finding in plan.findings]


@pytest.mark.parametrize("task", ["出台实施细则", "建成市民中心", "投用学校5所"])
@pytest.mark.parametrize(("boxes", "words"), [("☑已建成 □推进中", "已建成"), ("□已建成 ☑推进中", "推进中")])
def test_a_ticked_word_is_judged_as_the_word_alone(task: str, boxes: str, words: str) -> None:
    head = "序号,任务,牵头单位,完成时限,截至2025年7月底完成情况"
    table = f"{head}\n1,{task},住建局,12月底,{boxes}\n2,{task},住建局,12月底,{words}\n"
    ticked, plain = read_plan(table.encode(), "2025年任务.csv").tasks
    assert ticked.assessment is not None
    assert plain.assessment is not None
    assert (ticked.assessment.state, ticked.assessment.light) == (plain.assessment.state, plain.assessment.light)
