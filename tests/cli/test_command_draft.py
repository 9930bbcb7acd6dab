"""`luoshi draft`: a work report as the draft of the year's tasks, on the screen, as JSON and as a file."""

import json
import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.cli.desk import Luoshi


def test_the_screen_has_tasks_and_says_what_is_none(luoshi: Luoshi) -> None:
    answer = luoshi("draft", "report.txt")

    assert answer.status == 0
    assert "实施市级重点项目260个" in answer.out
    assert re.search(r"\d\d项任务：指标5项，工作\d\d项，民生实事10项；今年部分里有\d+字不是任务", answer.out)
    assert "没有切：工作回顾“2030年和“十五五”时期工作回顾”，第6行，115字" in answer.out
    assert "是不是同一件事？" in answer.out


def test_the_json_has_spans_of_the_report(luoshi: Luoshi) -> None:
    made = json.loads(luoshi("draft", "report.txt", "--format", "json").out)

    report = made["report"]
    for task in made["tasks"]:
        assert task["text"] == "，".join(report[span["start"] : span["end"]] for span in task["spans"])
    assert made["year"] == 2031
    assert {one["kind"] for one in made["left_out"]} == {"front", "review", "longer", "notes"}
    assert {one["reason"] for one in made["aside"]} >= {"head", "situation", "guidance", "slogan", "introduction"}


def test_last_year_and_functions_propose_and_say_why(luoshi: Luoshi) -> None:
    made = json.loads(
        luoshi("draft", "report.txt", "--like", "plan.txt", "--functions", "functions.csv", "--format", "json").out
    )

    offered = {task["text"]: task["proposals"] for task in made["tasks"]}
    [park] = [one for one in offered["建成口袋公园20个"] if one["lead"] == "园林中心"]
    assert "职能：口袋公园" in park["why"]
    growth = offered["地区生产总值增长6%左右"][0]
    assert (growth["lead"], growth["sure"]) == ("发改局", True)
    assert growth["why"].startswith("2025年第1项：")
    assert made["last_year"]["missing"]


def test_files_in_the_offices_form(luoshi: Luoshi) -> None:
    assert re.search(
        r"已写出草案.xlsx，\d\d项任务", luoshi("draft", "report.txt", "--like", "plan.txt", "--to", "草案.xlsx").out
    )
    assert luoshi("draft", "report.txt", "--to", "草案.docx").status == 0

    cells = [cell for row in load_workbook("草案.xlsx").active.iter_rows(values_only=True) for cell in row if cell]
    assert "建议牵头单位" in cells
    assert any("实施市级重点项目260个" in str(cell) for cell in cells)
    printed = [cell.text for table in Document("草案.docx").tables for row in table.rows for cell in row.cells]
    assert any("实施市级重点项目260个" in text for text in printed)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("draft", "plan.txt", "--to", "out.pdf"), "草案写不成“pdf”；可以写成docx、xlsx、csv、json。"),
        (("draft", "old.txt"), "没有找到说今年工作的部分"),
        (("draft", "report.txt", "--functions", "old.txt"), "里没有单位职能"),
        (("draft", "没有.docx"), "打不开“没有.docx”"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], sentence: str, luoshi: Luoshi) -> None:
    answer = luoshi(*words)

    assert answer.status == 2
    assert sentence in answer.err
    assert "Traceback" not in answer.err


def test_english_says_the_same(luoshi: Luoshi) -> None:
    answer = luoshi("--language", "en", "draft", "report.txt", "--like", "plan.txt")

    assert re.search(r"\d\d tasks: 5 indicators, \d\d of the year's work, 10 livelihood works", answer.out)
    assert "left out: the review" in answer.out
    assert "no counterpart: " in answer.out


def test_last_years_contract_proposes_as_its_file_does(luoshi: Luoshi, tmp_path: Path) -> None:
    last = tmp_path / "last.json"
    last.write_text(luoshi("read", "plan.txt", "--format", "json").out, encoding="utf-8")

    by_file = json.loads(luoshi("draft", "report.txt", "--like", "plan.txt", "--format", "json").out)
    by_contract = json.loads(luoshi("draft", "report.txt", "--like", str(last), "--format", "json").out)

    assert [task["proposals"] for task in by_contract["tasks"]] == [task["proposals"] for task in by_file["tasks"]]
    assert any(task["proposals"] for task in by_contract["tasks"])


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"tasks": 3, "as_of": null}', "[" * 100_000, '{"tasks": [{}]}'])
def test_a_json_that_is_no_plan_is_refused_in_a_sentence(luoshi: Luoshi, tmp_path: Path, written: str) -> None:
    last = tmp_path / "last.json"
    last.write_text(written, encoding="utf-8")

    answer = luoshi("draft", "report.txt", "--like", str(last))

    assert answer.status != 0
    assert "这个JSON不是任务表" in answer.err


def test_a_drafts_own_json_is_no_plan(luoshi: Luoshi, tmp_path: Path) -> None:
    last = tmp_path / "draft.json"
    last.write_text(luoshi("draft", "report.txt", "--format", "json").out, encoding="utf-8")

    assert "这个JSON不是任务表" in luoshi("draft", "report.txt", "--like", str(last)).err
