"""`luoshi explain`: a sentence shows how it was read; a batch answers line by line in the contract's names."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.desk import Luoshi
from tests.contract_schema import hold_to_contract

GRAMMAR = Path(__file__).parents[2] / "docs" / "grammar.md"
PARKS = ("新建公园25个。", "--statement", "开工公园25个，建成19个。", "--year", "2025", "--as-of", "2025-06-30")
GREEN = ("新增绿化面积25万方。", "--statement", "新增绿化面积12万方，新增绿化面积20万方。", "--as-of", "2025-06-30")


def test_a_sentence_is_explained_with_the_words_that_each_figure_took(luoshi: Luoshi) -> None:
    answer = luoshi("explain", "投用学校5所、续建2所、开工新(改扩)建4所,新增学位2745个。")

    assert (answer.status, answer.err) == (0, "")
    for words in ("5所", "2所", "4所", "2745个", "commission", "continue", "start"):
        assert words in answer.out


def test_the_sentence_may_come_from_standard_input(luoshi: Luoshi) -> None:
    typed = luoshi("explain", "新认定研发载体60家以上。", "--format", "json")

    assert luoshi("explain", "-", "--format", "json", stdin="新认定研发载体60家以上。\n".encode()).out == typed.out
    (target,) = json.loads(typed.out)["targets"]
    assert (target["value"], target["comparator"], target["measure"]) == (60, ">=", "家")
    hold_to_contract(target, "target")


def test_a_batch_gives_one_line_each_in_order_in_the_contract_names(luoshi: Luoshi) -> None:
    lines = [
        {"id": "a", "kind": "target", "text": "新认定研发载体60家以上，建成科学馆。", "year": 2025},
        {"id": 2, "kind": "progress", "text": "1-6月完成投资161亿元,增速-6.5%。", "year": 2025, "as_of": "2025-06-30"},
        {"id": None, "kind": "progress", "text": "序时推进", "year": None, "as_of": None},
    ]
    stdin = "\ufeff" + "\r\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n\n"

    answer = luoshi("explain", "--batch", "--format", "json", stdin=stdin.encode())

    assert (answer.status, answer.err) == (0, "")
    given = [json.loads(line) for line in answer.out.splitlines()]
    assert [line["id"] for line in given] == ["a", 2, None]
    assert [line["claim"] for line in given] == ["none", "figures", "on_schedule"]
    for line in given:
        for kind in ("target", "milestone", "observation"):
            for value in line[f"{kind}s"]:
                hold_to_contract(value, kind)
    assert given[0]["targets"][0]["value"] == 60
    level, growth = given[1]["observations"]
    assert (level["value"], level["measure"], level["period"]) == (16_100_000_000, "元", "2025-01/2025-06")
    assert (growth["value"], growth["basis"]) == (-6.5, "growth")


def test_several_processes_answer_the_same_lines_in_the_same_order(luoshi: Luoshi) -> None:
    lines = [json.dumps({"id": at, "kind": "target", "text": f"新增企业{at}家"}) for at in range(1, 700)]
    stdin = "\n".join([*lines, "not JSON"]).encode()

    alone, beside = (luoshi("explain", "--batch", "--processes", n, "--format", "json", stdin=stdin) for n in "12")

    assert (alone.status, alone.out) == (beside.status, beside.out)
    assert [json.loads(line)["id"] for line in beside.out.splitlines()] == [*range(1, 700), None]


def test_the_example_of_the_docs_is_what_the_command_prints(luoshi: Luoshi) -> None:
    blocks = re.findall(
        r"^```\n\$ (luoshi .*?)\n(.*?)^```", GRAMMAR.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert blocks
    for command, printed in blocks:
        assert luoshi(*shlex.split(command)[1:]).out == printed


def test_each_target_says_which_figure_was_taken_and_why_the_others_were_not(luoshi: Luoshi) -> None:
    chinese, english = luoshi("explain", *PARKS).out, luoshi("explain", *PARKS, "--language", "en").out

    for line in ("用的数  19个", "没有用  25个：是开工或在建的数，不是做完的数"):
        assert line in chinese
    for line in ("taken  19个", "not taken  25个: these are begun, not finished", "judged  green, ahead: "):
        assert line in english


def test_what_is_not_settled_says_what_is_open_and_which_figures_may_be_meant(luoshi: Luoshi) -> None:
    chinese, english = luoshi("explain", *GREEN).out, luoshi("explain", *GREEN, "--language", "en").out

    for words in ("没有写清  ", "可能是  12万方：", "可能是  20万方：", "灰灯 待核"):
        assert words in chinese
    for words in ("not settled  ", "may be  12万方: ", "may be  20万方: ", "grey, unclear"):
        assert words in english


def test_for_a_program_the_answers_are_added_and_nothing_else_changes(luoshi: Luoshi) -> None:
    alone = json.loads(luoshi("explain", PARKS[0], "--year", "2025", "--format", "json").out)
    found = json.loads(luoshi("explain", *PARKS, "--format", "json").out)

    assert {key: found[key] for key in alone} == alone
    assert set(found) - set(alone) == {"statement", "answers"}
    (answer,) = found["answers"]
    assert (answer["target"], answer["figure"]["value"], answer["assessment"]["state"]) == (0, 19, "ahead")
    assert [(one["figure"]["value"], one["aspect"]) for one in answer["passed"]] == [(25, "completion")]
    for seen in found["statement"]["observations"]:
        hold_to_contract(seen, "observation")
    hold_to_contract(answer["assessment"], "assessment")
    (open_,) = json.loads(luoshi("explain", *GREEN, "--format", "json").out)["answers"]
    assert (open_["figure"], open_["unsettled"]) == (None, ["basis"])
    assert [one["value"] for one in open_["candidates"]] == [120000, 200000]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_line_of_a_batch_may_give_a_statement_too(processes: str, luoshi: Luoshi) -> None:
    line = {"id": 1, "kind": "target", "text": PARKS[0], "year": 2025, "as_of": "2025-06-30"}
    said = {**line, "id": 2, "statement": PARKS[2]}
    wrong = [{**said, "statement": 5}, {**said, "kind": "progress"}]
    stdin = "\n".join(json.dumps(one, ensure_ascii=False) for one in (line, said, *wrong)).encode()

    answer = luoshi("explain", "--batch", "--processes", processes, "--format", "json", stdin=stdin)

    alone, given, *refused = map(json.loads, answer.out.splitlines())
    assert "answers" not in alone
    assert given["answers"][0]["figure"]["value"] == 19
    assert [one["error"] for one in refused] == ["statement 应为文字，写在 target（任务）的行里。"] * 2
    assert answer.status == 1


def test_a_statement_stands_beside_a_target_only(luoshi: Luoshi) -> None:
    answer = luoshi("explain", *PARKS, "--kind", "progress")

    assert (answer.status, answer.out) == (2, "")
    assert "--statement" in answer.err
