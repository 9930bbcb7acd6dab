"""A milestone is judged by its date and by what was answered: done where its day is recorded, else overdue after it."""

from dataclasses import replace
from datetime import date

import pytest

from luoshi.checks.plan import read_task
from luoshi.contract import plan_as_dict, plan_from_dict
from luoshi.pacing import assess_plan
from luoshi.plan import Assessment, Light, Plan, Source, Stage, State
from tests.pacing.one_row import judged as judged_of_row

SEPTEMBER = date(2025, 9, 30)
PROMISE = "开工建设九溪过江引水通道。"


def judged(
    stage: Stage | None, reached: date | None, *, due: date | None = None, text: str = PROMISE, said: str = "序时推进"
) -> Assessment:
    task = replace(read_task(text, said, 2025, SEPTEMBER), key="1")
    answered = tuple(replace(one, stage=stage, reached=reached, due=due) for one in task.milestones)
    plan = Plan(None, SEPTEMBER, 2025, Source("a.txt", "text", "0" * 64), (replace(task, milestones=answered),))
    plan = plan_from_dict(plan_as_dict(plan))  # what is answered travels in the contract
    found = assess_plan(plan).tasks[0].assessment
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("stage", "reached", "due", "state", "light"),
    [
        (Stage.DONE, date(2025, 4, 28), date(2025, 5, 31), State.DONE_EARLY, Light.GREEN),
        (Stage.DONE, date(2025, 5, 31), date(2025, 5, 31), State.DONE, Light.GREEN),
        (Stage.DONE, date(2025, 6, 20), date(2025, 5, 31), State.DONE, Light.GREEN),
        (Stage.UNDER_WAY, date(2025, 11, 30), date(2025, 5, 31), State.OVERDUE, Light.RED),
        (None, None, date(2025, 5, 31), State.OVERDUE, Light.RED),
        (Stage.UNDER_WAY, date(2025, 11, 30), date(2025, 12, 31), State.CLAIM_ONLY, Light.GREY),
        (Stage.DONE, None, date(2025, 5, 31), State.CLAIM_ONLY, Light.GREY),  # without its day nothing is recorded
    ],
)
def test_the_date_and_the_answer_decide(
    stage: Stage | None, reached: date | None, due: date, state: State, light: Light
) -> None:
    found = judged(stage, reached, due=due)
    assert (found.state, found.light) == (state, light)
    assert "过了期限" in found.sentence if reached == date(2025, 6, 20) else True


def test_beside_targets_a_milestone_that_is_answered_as_not_reached_past_its_date_decides() -> None:
    text = "开工建设九溪过江引水通道，新增绿化面积25万方。"
    found = judged(Stage.UNDER_WAY, None, due=date(2025, 5, 31), text=text, said="新增绿化面积20万方。")
    assert found.state is State.OVERDUE
    assert "应在2025-05-31前完成" in found.sentence
    assert judged(None, None, due=date(2025, 5, 31), text=text, said="新增绿化面积20万方。").state is State.UNCLEAR


@pytest.mark.parametrize(
    ("text", "said", "late"),
    [
        ("8月底前建成区文化中心。", "区文化中心已于9月1日建成。", "9月1日"),
        ("8月底前建成区文化中心。", "受连续降雨影响，区文化中心9月26日竣工，9月28日启用。", "9月26日"),
        ("8月底前建成1所特殊教育学校。", "特殊教育学校已于9月上旬建成投用。", "9月上旬"),
        ("8月底前投用学校5所。", "学校5所已于9月15日投用。", "9月15日"),
        ("8月底前新建公园5个。", "9月15日建成公园5个。", "9月15日"),
        ("8月底前建成区文化中心。", "区文化中心已于8月20日建成。", ""),
        ("8月底前建成区文化中心。", "区文化中心去年9月26日开工，已于今年8月建成。", ""),
        ("8月底前建成区文化中心。", "截至9月15日，区文化中心已建成。", ""),  # the day of the report
        ("8月底前投用学校5所。", "截至9月20日，5所学校已全部投用。", ""),
        ("8月底前投用学校5所。", "1—9月5所学校全部投用。", ""),
        ("建成区文化中心。", "区文化中心已于9月1日建成。", ""),  # nobody wrote a day
    ],
)
def test_what_was_reached_after_its_due_day_is_done_and_the_sentence_says_so(text: str, said: str, late: str) -> None:
    found = judged_of_row(text, said, SEPTEMBER)
    assert found.light is Light.GREEN
    assert ("过了期限2025-08-31" in found.sentence, "past its date" in found.sentence_en) == (bool(late), bool(late))
    assert late in found.sentence
