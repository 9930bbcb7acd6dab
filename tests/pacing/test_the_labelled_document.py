"""What the figures say of the labelled document: the counts and sentences that tell its story."""

from collections import Counter

import pytest

from luoshi.pacing import assess_plan
from luoshi.plan import Assessment, Light, Plan, State, Task


@pytest.fixture(scope="module")
def judged(labelled: Plan) -> dict[str, Task]:
    return {task.key: task for task in assess_plan(labelled).tasks}


def of(judged: dict[str, Task], key: str) -> Assessment:
    found = judged[key].assessment
    assert found is not None
    return found


def test_each_task_has_one_state_and_the_counts_are_these(judged: dict[str, Task]) -> None:
    assert Counter(of(judged, key).state.value for key in judged) == {
        "ahead": 3,
        "on_pace": 1,
        "behind": 2,
        "awaiting_data": 2,
        "not_due": 1,
        "no_figure": 43,
        "claim_only": 102,
    }
    assert sum(task.numeric for task in judged.values()) == 45


def test_which_tasks_stand_where(judged: dict[str, Task]) -> None:
    where = {
        state: [key for key in judged if of(judged, key).state is state]
        for state in (State.AHEAD, State.ON_PACE, State.BEHIND, State.AWAITING_DATA, State.NOT_DUE)
    }
    assert where == {
        State.AHEAD: ["1", "4", "6"],
        State.ON_PACE: ["5"],
        State.BEHIND: ["2", "3"],
        State.AWAITING_DATA: ["7", "39"],
        State.NOT_DUE: ["30"],
    }


def test_of_the_numeric_tasks_four_report_a_figure_of_their_own(judged: dict[str, Task]) -> None:
    reckoned = (State.AHEAD, State.ON_PACE, State.BEHIND)
    assert sum(task.numeric and of(judged, task.key).state in reckoned for task in judged.values()) == 4


def test_an_estimate_is_provisional_and_both_its_signals_are_named(judged: dict[str, Task]) -> None:
    found = of(judged, "5")
    assert (found.light, found.provisional) == (Light.GREEN, True)
    assert found.sentence.startswith("161 / 300 亿元 = 53.7%，序时应达50.0%（规则：序时进度 v1）→ 达进度")
    assert "同比增速−6.5%" in found.sentence
    assert "预计" in found.sentence
    assert ("share", "53.7%") in found.inputs
    assert ("growth", "−6.5%") in found.inputs


def test_parity_in_the_same_quarter_may_be_red(judged: dict[str, Task]) -> None:
    found = of(judged, "3")
    assert (found.light, found.provisional) == (Light.RED, False)
    assert "一季度增长3.8%，同期GDP增长7.0%，低3.2个百分点" in found.sentence
    assert "不变价" in found.sentence


def test_parity_across_two_periods_is_yellow_provisional_and_says_how_the_plan_stands(judged: dict[str, Task]) -> None:
    found = of(judged, "2")
    assert (found.light, found.provisional) == (Light.YELLOW, True)
    assert "1—6月增长6%，一季度GDP增长7.0%，低1.0个百分点" in found.sentence
    assert "若按全年计划5.6%比，则高0.4个百分点" in found.sentence
    assert found.sentence.endswith("欠进度（暂）")


def test_growth_says_its_period_and_how_a_bare_number_is_taken(judged: dict[str, Task]) -> None:
    found = of(judged, "1")
    assert found.light is Light.GREEN
    assert "一季度增长7.0%，目标5.6%，高1.4个百分点" in found.sentence
    assert "按“不低于”算" in found.sentence


def test_a_stand_in_figure_is_named_and_not_judged(judged: dict[str, Task]) -> None:
    found = of(judged, "7")
    assert found.light is Light.GREY
    assert "230.71亿元是参考数，不是本指标" in found.sentence


def test_without_a_figure_each_wanted_number_is_named(judged: dict[str, Task]) -> None:
    assert of(judged, "13").sentence.startswith("写明“50人”、“4万人以上”，完成情况里没有数")


def test_a_completion_that_is_only_claimed_lights_nothing(judged: dict[str, Task]) -> None:
    assert (of(judged, "100").state, of(judged, "100").light) == (State.CLAIM_ONLY, Light.GREY)


def test_every_sentence_exists_in_two_languages(judged: dict[str, Task]) -> None:
    for task in judged.values():
        for found in (task.assessment, *(target.assessment for target in task.targets)):
            assert found is not None
            assert found.sentence
            assert found.sentence_en
            assert found.rule
            assert found.version == "v1"
