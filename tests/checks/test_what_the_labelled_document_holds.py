"""What the labelled document's statements hold, and what is found in it: nothing false."""

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from luoshi.checks import check_plan
from luoshi.contract import plan_from_dict
from luoshi.plan import Level, Plan

GOLD = Path(__file__).parent.parent / "gold" / "binjiang-2025-h1.gold.json"


@pytest.fixture(scope="module")
def labelled() -> list[dict]:  # type: ignore[type-arg]
    tasks: list[dict] = json.loads(GOLD.read_text(encoding="utf-8"), parse_float=Decimal)["tasks"]  # type: ignore[type-arg]
    return tasks


@pytest.fixture(scope="module")
def checked(labelled: list[dict]) -> Plan:  # type: ignore[type-arg]
    plan = plan_from_dict(
        {
            "title": None,
            "as_of": "2025-06-30",
            "year": 2025,
            "source": {"name": "a.txt", "kind": "text", "sha256": "0" * 64},
            "units": [],
            "findings": [],
            "tasks": [{**task, "place": {}, "assessment": None, "relations": []} for task in labelled],
        }
    )
    return check_plan(plan)


def test_the_relations_are_those_that_a_reader_found_and_all_hold(labelled: list[dict], checked: Plan) -> None:  # type: ignore[type-arg]
    for told, task in zip(labelled, checked.tasks, strict=True):
        expected = Counter(relation["relation"] for relation in told["relations"])
        assert Counter(relation.relation for relation in task.relations) == expected, task.key
        assert all(relation.holds for relation in task.relations)


def test_nothing_is_found_but_missing_figures_and_two_true_signals(checked: Plan) -> None:
    assert Counter((finding.code, finding.level) for finding in checked.findings) == {
        ("no-figure", Level.WARNING): 43,
        ("two-signals", Level.NOTE): 1,
    }


def test_growth_that_differs_in_its_last_digit_is_within_rounding_and_says_so(checked: Plan) -> None:
    growth = next(relation for task in checked.tasks for relation in task.relations if relation.relation == "growth")
    assert growth.sentence == "161 / 172.3 − 1 = −6.6%，写的是−6.5%，在取整范围内，不算错。"


def test_a_part_in_a_bracket_is_not_added_again(checked: Plan) -> None:
    held = [relation.sentence for task in checked.tasks for relation in task.relations]
    assert "90.5 + 32.6 + 37.9 = 161，写的是161亿元，相符。" in held
    assert "68.8 ≤ 90.5，部分不大于整体。" in held


def test_every_finding_names_its_task_and_place_in_two_languages(checked: Plan) -> None:
    for finding in checked.findings:
        assert finding.task
        assert finding.span is not None
        assert finding.written
        assert finding.message
        assert finding.message_en


def test_checking_twice_adds_nothing(checked: Plan) -> None:
    assert check_plan(checked) == checked


def test_two_rows_that_promise_one_indicator_differently_are_found(checked: Plan) -> None:
    first = next(task for task in checked.tasks if task.key == "1")
    text = first.text.replace("5.6", "6.0")
    target = replace(first.targets[0], value=Decimal(6), value_text="6.0%")
    other = replace(first, key="9", no=9, text=text, targets=(target,))
    found = check_plan(replace(checked, tasks=(first, other), findings=())).findings
    assert [finding.message for finding in found] == ["地区生产总值的目标这里写的是6.0%，第1项写的是5.6%。"]


def test_a_statement_of_thousands_of_figures_is_not_checked_and_says_so(checked: Plan) -> None:
    task = next(task for task in checked.tasks if task.key == "5")
    long = replace(task, observations=task.observations * 500)
    found = check_plan(replace(checked, tasks=(long,), findings=())).findings
    assert [finding.code for finding in found] == ["too-many"]
