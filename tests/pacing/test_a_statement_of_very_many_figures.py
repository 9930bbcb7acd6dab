"""A statement with more figures than can be weighed against one another is asked about, and the field still settles."""

from dataclasses import replace
from decimal import Decimal

from luoshi.checks import judge_plan
from luoshi.pacing import assess_plan
from luoshi.pacing.assess import MOST_FIGURES
from luoshi.place import Span
from luoshi.plan import Aspect, Light, Plan, State
from luoshi.reading import read_plan


def plan_of(count: int) -> Plan:
    said = "；".join(f"第{at + 1}批新增学位{at + 10}个" for at in range(count))
    table = f"序号,任务,牵头单位,截至2025年6月底完成情况\n1,新增学位900个。,教育局,{said}。\n"
    return read_plan(table.encode(), "2025年任务.csv")


def test_it_is_unclear_and_says_how_many_there_are() -> None:
    judged = plan_of(MOST_FIGURES + 1).tasks[0].assessment
    assert judged is not None
    assert (judged.state, judged.light) == (State.UNCLEAR, Light.GREY)
    assert f"完成情况里有{MOST_FIGURES + 1}个数" in judged.sentence
    assert "请在这个目标的格子里填数" in judged.sentence
    assert judged.candidates == ()


def test_the_field_settles_which_figure_it_is() -> None:
    plan = plan_of(MOST_FIGURES + 1)
    task = plan.tasks[0]
    asked, end = task.targets[0], len(task.statement)
    given = replace(
        task.observations[0],
        metric=asked.metric,
        value=Decimal(600),
        value_text="600个",
        value_span=Span(end, end),
        answers=asked.span,
    )
    filled = replace(plan, tasks=(replace(task, observations=(*task.observations, given)),))
    judged = assess_plan(filled).tasks[0].assessment
    assert judged is not None
    assert (judged.state, judged.light) == (State.AHEAD, Light.GREEN)
    assert "600 / 900" in judged.sentence


def test_its_findings_do_not_take_it_for_judged() -> None:
    codes = {finding.code for finding in judge_plan(plan_of(MOST_FIGURES + 1)).findings}
    assert "unclear" in codes


def test_one_fewer_is_weighed() -> None:
    judged = plan_of(MOST_FIGURES).tasks[0].targets[0].assessment
    assert judged is not None
    assert Aspect.METRIC not in judged.unsettled
    assert "太多" not in judged.sentence


def test_a_rate_in_a_column_is_held_against_none_of_them() -> None:
    """The light says that none was told apart; a check that had weighed them would say otherwise, and cost as much."""

    def findings(others: int) -> list[str]:
        said = "新增学位410个" + "".join(f"；第{at + 1}批新增教师{at + 10}名" for at in range(others))
        table = f"序号,任务,牵头单位,截至2025年6月底完成情况,完成率\n1,新增学位900个。,教育局,{said}。,100%\n"
        plan = read_plan(table.encode(), "2025年任务.csv")
        return [finding.code for finding in plan.findings if finding.code == "completion"]

    assert findings(1) == ["completion"]
    assert findings(MOST_FIGURES) == []
