"""`luoshi judge`: chosen by light, state, unit and target, and as csv."""

import csv
import io
import json

import pytest

from tests.cli.desk import Luoshi


def numbers(luoshi: Luoshi, *words: str) -> list[object]:
    return [task["no"] for task in json.loads(luoshi("judge", "plan.txt", "--format", "json", *words).out)["tasks"]]


def test_tasks_are_chosen_by_light_and_state_by_code_or_by_word(luoshi: Luoshi) -> None:
    assert numbers(luoshi, "--light", "red") == [3]
    assert numbers(luoshi, "--light", "red,黄灯") == [2, 3]
    assert numbers(luoshi, "--light", "红灯、yellow", "--state", "欠进度") == numbers(luoshi, "--state", "behind")
    assert numbers(luoshi, "--light", "red", "--state", "done") == []


def test_tasks_are_chosen_by_the_unit_that_leads_and_by_a_target_in_digits(luoshi: Luoshi) -> None:
    assert len(numbers(luoshi, "--unit", "科技局")) == 20
    assert len(numbers(luoshi, "--numeric")) == 45
    assert numbers(luoshi, "--unit", "没有这个局") == []


def test_the_summary_is_of_what_was_chosen_and_says_of_how_many(luoshi: Luoshi) -> None:
    said = luoshi("judge", "plan.txt", "--light", "red").out

    assert "1项任务，" in said
    assert said.endswith("以上是全部154项里选出来的\n")
    assert "选出来" not in luoshi("judge", "plan.txt").out


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--light", "blau"), "--light里的“blau”没有读懂；可以写：red"), (("--state", "red"), "--state里的“red”没有读懂")],
)
def test_a_light_that_is_none_is_refused_in_one_sentence(luoshi: Luoshi, words: tuple[str, ...], said: str) -> None:
    answer = luoshi("judge", "plan.txt", *words)

    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err


def test_a_csv_has_a_line_a_task_by_the_names_of_the_contract(luoshi: Luoshi) -> None:
    text = luoshi("judge", "plan.txt", "--format", "csv").out
    told = json.loads(luoshi("judge", "plan.txt", "--format", "json").out)["tasks"]

    lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    assert text.startswith("\ufeff")
    assert [line["no"] for line in lines] == [str(task["no"]) for task in told]
    assert [line["light"] for line in lines] == [task["light"] for task in told]
    assert [line["sentence"] for line in lines] == [task["sentence"] for task in told]
    assert {line["numeric"] for line in lines} == {"true", "false"}
