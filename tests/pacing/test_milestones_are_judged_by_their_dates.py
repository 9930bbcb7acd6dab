"""A milestone is judged by its date and by what was answered: done where its day is recorded, else overdue after it."""

from dataclasses import replace
from datetime import date

import pytest

from luoshi.checks.plan import read_task
from luoshi.contract import plan_as_dict, plan_from_dict
from luoshi.pacing import assess_plan
from luoshi.plan import Assessment, Light, Plan, Source, Stage, State

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
    assert judged(None, None, due=date(2025, 5, 31), text=text, said="新增绿化面积20万方。").state is State.AHEAD
