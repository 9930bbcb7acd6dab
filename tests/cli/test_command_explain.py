"""`luoshi explain`: a sentence shows how it was read; a batch answers line by line in the contract's names."""

import json

import jsonschema

from luoshi.contract import schema
from tests.cli.desk import Luoshi


def definition(name: str) -> dict[str, object]:
    whole = schema()
    return {"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]}


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
    jsonschema.validate(target, definition("target"))


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
                jsonschema.validate(value, definition(kind))
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
