"""`luoshi read`, `check` and `judge`: what an office gets to see of a table."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.cli.terminal import width
from tests.cli.desk import HEADER, SMALL, Luoshi
from tests.contract_schema import hold_to_contract

GOLD = Path(__file__).parent.parent / "gold"


def test_the_output_is_what_the_schema_says(luoshi: Luoshi) -> None:
    answer = luoshi("read", "plan.txt")

    assert answer.status == 0
    hold_to_contract(json.loads(answer.out))


def test_the_output_agrees_with_the_labelled_document(luoshi: Luoshi) -> None:
    printed = luoshi("read", "plan.txt", "--format", "json").out

    least = ["--min-rows", "1", "--min", "0.98", "--min-strict", "0.95", "--min-milestones", "0.9"]
    score = [sys.executable, str(GOLD / "score.py"), str(GOLD / "binjiang-2025-h1.gold.json"), *least]
    compared = subprocess.run(score, input=printed.encode(), capture_output=True, check=False)

    assert compared.returncode == 0, compared.stdout.decode()


def test_the_demo_is_judged_as_its_figures_say(luoshi: Luoshi) -> None:
    judged = json.loads(luoshi("judge", "plan.txt", "--format", "json").out)

    assert len(judged["tasks"]) == 154
    assert judged["summary"]["states"] == {
        "ahead": 3,
        "on_pace": 1,
        "behind": 2,
        "awaiting_data": 2,
        "not_due": 1,
        "no_figure": 43,
        "claim_only": 102,
    }
    assert (judged["summary"]["numeric"], judged["summary"]["reported"]) == (45, 4)
    by_state: dict[str, list[int]] = {}
    for task in judged["tasks"]:
        by_state.setdefault(task["state"], []).append(task["no"])
    assert by_state["ahead"] == [1, 4, 6]
    assert by_state["on_pace"] == [5]
    assert by_state["behind"] == [2, 3]
    assert by_state["awaiting_data"] == [7, 39]
    assert by_state["not_due"] == [30]
    lights = {task["no"]: (task["light"], task["provisional"]) for task in judged["tasks"]}
    assert [lights[no] for no in (1, 4, 6)] == [("green", False)] * 3
    assert lights[5] == ("green", True)
    assert lights[3] == ("red", False)
    assert lights[2] == ("yellow", True)
    sentences = {task["no"]: task["sentence"] for task in judged["tasks"]}
    assert "53.7%" in sentences[5]
    assert "6.5" in sentences[5]
    assert all(figure in sentences[3] for figure in ("3.8%", "7.0%"))
    assert all(figure in sentences[2] for figure in ("6%", "7.0%", "5.6%"))


def test_judging_prints_a_row_a_task_and_the_counts(luoshi: Luoshi) -> None:
    lines = luoshi("judge", "plan.txt").out.splitlines()

    starts = [line.split()[0] for line in lines if line[:1].isdigit()]
    assert [start for start in starts if start.isdigit()] == [str(number) for number in range(1, 155)]
    assert "154项任务，45项写明了数字，其中4项报了数" in lines
    assert lines[-2] == "未到期1项，数据未出2项，超进度3项，达进度1项，欠进度2项，无量化依据43项，仅有自评102项"
    assert lines[-1] == "绿灯4项，黄灯1项，红灯1项，灰灯148项"


def test_judging_speaks_english_too(luoshi: Luoshi) -> None:
    said = luoshi("judge", "plan.txt", "--language", "en").out

    assert "154 tasks, 45 numeric, 4 of these reported" in said
    assert "claim only 102" in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_of_a_table_is_read_alike(encoding: str, luoshi: Luoshi, folder: Path) -> None:
    (folder / "encoded.txt").write_bytes(SMALL.encode(encoding))

    tasks = json.loads(luoshi("read", "encoded.txt").out)["tasks"]

    assert tasks == json.loads(luoshi("read", "old.txt").out)["tasks"]
    assert luoshi("check", "encoded.txt").status == luoshi("check", "old.txt").status


ODD = {
    "no number column": (
        "工作目标 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况\n"
        "增强平台 | 新认定研发载体60家以上。 | 科技局 | 经信局 | 序时推进\n"
        "增强平台 | 建成科学馆。 | 住建局 | / | 序时推进\n",
        2,
    ),
    "a row with too many cells": (
        f"{HEADER}\n增强平台 | 1 | 建成科学馆。 | 住建局 | / | 序时推进\n"
        "增强平台 | 2 | 新认定研发载体60家。 | 科技局 | 经信局 | 序时推进 | 多出一格 | 又一格\n",
        2,
    ),
    "a number twice": (
        f"{HEADER}\n增强平台 | 1 | 建成科学馆。 | 住建局 | / | 序时推进\n"
        "增强平台 | 1 | 新认定研发载体60家。 | 科技局 | 经信局 | 序时推进\n",
        2,
    ),
    "a number missing": (
        f"{HEADER}\n增强平台 | 1 | 建成科学馆。 | 住建局 | / | 序时推进\n"
        "增强平台 | 3 | 新认定研发载体60家。 | 科技局 | 经信局 | 序时推进\n",
        2,
    ),
    "a cell without its number": (
        f"{HEADER}\n增强平台 | 1 | 建成科学馆。 | 住建局 | / | 序时推进\n"
        "增强平台 |  | 新认定研发载体60家。 | 科技局 | 经信局 | 序时推进\n",
        2,
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_table_is_read_with_a_finding_at_its_place(name: str, luoshi: Luoshi, folder: Path) -> None:
    text, tasks = ODD[name]
    (folder / "odd.txt").write_text(text, encoding="utf-8")

    answer = luoshi("read", "odd.txt", "--year", "2025")
    checked = luoshi("check", "odd.txt", "--year", "2025", "--format", "json")

    assert answer.status == 0
    assert len(json.loads(answer.out)["tasks"]) == tasks
    assert checked.status == 1
    errors = [finding for finding in json.loads(checked.out) if finding["level"] == "error"]
    assert errors
    assert all(finding["place"] for finding in errors)


def test_a_good_table_has_no_error_and_the_summary_says_how_many_of_each(luoshi: Luoshi) -> None:
    answer = luoshi("check", "plan.txt")

    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[-1].startswith("共")


def test_standard_input_is_read_as_a_file_is(luoshi: Luoshi, folder: Path) -> None:
    piped = json.loads(luoshi("read", "-", stdin=SMALL.encode()).out)

    assert piped["source"]["name"] == "-"
    assert piped["tasks"] == json.loads(luoshi("read", "old.txt").out)["tasks"]


def test_the_table_has_a_row_a_task_and_fits_the_terminal(luoshi: Luoshi) -> None:
    lines = luoshi("read", "plan.txt", "--format", "table").out.splitlines()

    assert max(map(width, lines)) <= 100
    assert sum(line[:1].isdigit() for line in lines) == 154


@pytest.mark.parametrize(
    ("said", "by_errors", "by_warnings"),
    [
        ("已新认定研发载体35家。", 0, 0),
        ("序时推进", 0, 1),
        ("新认定研发载体25家，新认定研发载体35家。", 0, 1),
        ("已完成年度任务，新认定研发载体25家，新认定研发载体35家。", 1, 1),
        ("年度任务全部完成，新认定研发载体41家。", 1, 1),
        ("新认定研发载体41家，完成年度任务的100%。", 1, 1),
    ],
)
def test_a_check_fails_on_errors_and_on_warnings_where_it_is_asked_to(
    said: str, by_errors: int, by_warnings: int, luoshi: Luoshi, folder: Path
) -> None:
    (folder / "said.txt").write_text(SMALL.replace("已新认定研发载体35家。", said), encoding="utf-8")

    plain, on_errors = luoshi("check", "said.txt"), luoshi("check", "said.txt", "--fail-on", "error")
    on_warnings = luoshi("check", "said.txt", "--fail-on", "warning")

    assert (plain.status, on_errors.status, on_warnings.status) == (by_errors, by_errors, by_warnings)
    assert plain.out == on_errors.out == on_warnings.out


def test_the_demo_has_warnings_and_no_error(luoshi: Luoshi) -> None:
    assert luoshi("check", "plan.txt").status == 0
    assert luoshi("check", "plan.txt", "--fail-on", "warning").status == 1
    assert luoshi("check", "plan.txt", "--fail-on", "note").status == 2
