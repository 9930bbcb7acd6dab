"""The command bounds itself: what a file asks for beyond is said in one sentence, and the machine goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.desk import Luoshi

HEAD = "2026年任务表\n| 序号 | 工作任务 | 牵头单位 | 截至6月底完成情况 |\n| --- | --- | --- | --- |\n"


@pytest.fixture
def long_table(folder: Path) -> str:
    row = "| {n} | 全年新增就业{n}人以上，失业率控制在5%以内。 | 人社局 | 1-6月，新增就业{n}人，增长7.1%。 |\n"
    (folder / "long.txt").write_text(HEAD + "".join(row.format(n=n) for n in range(1, 6001)), encoding="utf-8")
    return "long.txt"


LATER = [pytest.param(command, marks=pytest.mark.long) for command in ("publish", "check", "judge", "diff")]


@pytest.mark.parametrize("command", ["read", *LATER])
def test_every_command_that_reads_a_file_ends_when_its_time_is_up(
    command: str, luoshi: Luoshi, long_table: str, folder: Path
) -> None:
    """Each takes the second that it is given; the bound is one for all commands."""
    more = {"publish": ["--to", "out.xlsx"], "diff": [long_table]}.get(command, [])
    answer = luoshi(command, long_table, *more, "--seconds", "1")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err == "读了1秒还没有读完，已经停下。请把文件拆分，或者用 --seconds 放宽。\n"
    assert not (folder / "out.xlsx").exists()


def test_it_says_so_in_english_too(luoshi: Luoshi, long_table: str) -> None:
    answer = luoshi("judge", long_table, "--seconds", "1", "--language", "en")
    assert answer.err == "The file was not read within 1 seconds; split it, or allow more by --seconds.\n"


HUNGRY = """
import sys
from luoshi.cli import check, main
def plan_in(*what):
    return [bytes(50_000_000) for _ in range(100)]
check.plan_in = plan_in
sys.exit(main(["check", "plan.txt", *sys.argv[1:]]))
"""
LOUD = HUNGRY.replace("return [", "os.write(2, b'Exception ignored in MemoryError'); return [").replace(
    "import sys", "import os, sys", 1
)
UPSET = HUNGRY.replace("return [", "import os; os.abort(); return [")


@pytest.mark.parametrize(
    "code",
    [HUNGRY, LOUD, UPSET],
    ids=["asks for too much", "the interpreter cries out", "a library without an answer to that"],
)
def test_it_ends_when_its_memory_is_used_up(code: str, folder: Path) -> None:
    line = [sys.executable, "-c", code, "--memory", "800", "--language", "zh"]
    done = subprocess.run(line, capture_output=True, cwd=folder, check=False)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == ("读这个文件要用的内存超过了800兆，已经停下。请把文件拆分，或者用 --memory 放宽。\n")


def test_a_page_for_which_the_parser_has_no_memory_is_not_called_empty(luoshi: Luoshi, folder: Path) -> None:
    (folder / "long.html").write_text("<html><body>" + "<p>1" * 2_000_000, encoding="utf-8")

    answer = luoshi("read", "long.html", "--memory", "300")

    assert answer.status == 2
    assert answer.err == "读这个文件要用的内存超过了300兆，已经停下。请把文件拆分，或者用 --memory 放宽。\n"


@pytest.mark.parametrize(
    "words", [("--memory", "5"), ("--memory", "many"), ("--seconds", "0"), ("--seconds", "9" * 30)]
)
def test_a_bound_that_makes_no_sense_is_refused(words: tuple[str, str], luoshi: Luoshi) -> None:
    answer = luoshi("read", "plan.txt", *words)

    assert answer.status == 2
    assert words[0] in answer.err
    assert answer.err.count("\n") == 1


def test_a_file_within_its_bounds_is_read_as_ever(luoshi: Luoshi) -> None:
    assert luoshi("judge", "plan.txt", "--memory", "400", "--seconds", "30").out == luoshi("judge", "plan.txt").out
