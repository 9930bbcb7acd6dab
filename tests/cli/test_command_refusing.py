"""Refusing: one sentence on standard error, exit status 2, nothing written, never a stack trace."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.desk import SMALL, Luoshi

REFUSED = {
    "empty": b"",
    "only-blanks": b" \n\n\t\n",
    "binary": bytes(range(256)) * 40,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 400,
    "prose": "今天天气很好，大家都去公园散步。\n没有什么任务。\n".encode(),
    "half-a-zip": b"PK\x03\x04" + b"\0" * 60,
}


def one_sentence(said: str) -> bool:
    return said.endswith("\n") and said.count("\n") == 1 and "Traceback" not in said and len(said) > 5


@pytest.mark.parametrize("command", ["read", "check", "judge", "publish"])
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_without_a_table_is_refused(command: str, name: str, luoshi: Luoshi, folder: Path) -> None:
    (folder / name).write_bytes(REFUSED[name])
    before = sorted(folder.iterdir())
    more = ("--to", "out.xlsx") if command == "publish" else ()

    answer = luoshi(command, name, *more)

    assert answer.status == 2
    assert answer.out == ""
    assert one_sentence(answer.err)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("reed", "plan.txt"),
        ("read",),
        ("read", "no such file"),
        ("read", "."),
        ("read", "plan.txt/more"),
        ("read", "nul\0byte"),
        ("read", "plan.txt", "--format", "xml"),
        ("read", "plan.txt", "--year", "last"),
        ("read", "plan.txt", "--year", "20255"),
        ("read", "plan.txt", "--year"),
        ("read", "plan.txt", "--colour"),
        ("read", "plan.txt", "--language", "fr"),
        ("explain",),
        ("explain", "60家", "--as-of", "June"),
        ("explain", "60家", "--kind", "joke"),
        ("publish", "plan.txt"),
        ("publish", "plan.txt", "--to", "out.exe"),
        ("publish", "plan.txt", "--to", "out"),
        ("publish", "plan.txt", "--to", "no/such/folder.xlsx"),
        ("publish", "no such file", "--to", "out.exe"),
        ("diff", "plan.txt"),
        ("diff", "plan.txt", "no such file"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_command_that_is_not_right_is_refused(
    words: tuple[str, ...], language: str, luoshi: Luoshi, folder: Path
) -> None:
    before = sorted(folder.iterdir())

    answer = luoshi("--language", language, *words)

    assert (answer.status, answer.out) == (2, "")
    assert one_sentence(answer.err)
    assert ("。" in answer.err) == (language == "zh")
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "3", '{"id": 1}', '{"text": 3}', '{"text": "a", "kind": "b"}', '{"text": "a", "as_of": "soon"}'],
)
def test_a_bad_line_of_a_batch_is_answered_with_its_error_and_the_others_are_read(line: str, luoshi: Luoshi) -> None:
    lines = ['{"id": 1, "text": "新增60家。"}', line, '{"id": 3, "text": "新增70家。"}']
    answer = luoshi("explain", "--batch", "--format", "json", stdin="\n".join(lines).encode())

    first, bad, last = map(json.loads, answer.out.splitlines())
    assert answer.status == 1
    assert one_sentence(answer.err)
    assert (first["targets"][0]["value"], last["targets"][0]["value"]) == (60, 70)
    assert bad["error"].endswith("。")


def test_what_nobody_foresaw_is_still_one_sentence(luoshi: Luoshi, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("several\nlines")

    monkeypatch.setattr("luoshi.cli.judge.tally", fail)

    answer = luoshi("judge", "plan.txt")

    assert answer.status == 2
    assert "RuntimeError" in answer.err
    assert one_sentence(answer.err)


TALKATIVE = """
import logging, sys, warnings
from luoshi.cli import check, main
read = check.plan_in
def plan_in(*what):
    warnings.warn("inner")
    logging.getLogger("library").warning("workings")
    return read(*what)
check.plan_in = plan_in
sys.exit(main(["check", sys.argv[1]]))
"""


def test_what_a_library_remarks_is_not_shown(demo_path: Path) -> None:
    line = [sys.executable, "-c", TALKATIVE, str(demo_path)]
    done = subprocess.run(line, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


COMMAND = "import sys; from luoshi.cli import main; sys.exit(main())"


def start(*words: str, code: str = COMMAND, unbuffered: str = "") -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    around = {**os.environ, "LANG": "C.UTF-8", "PYTHONUNBUFFERED": unbuffered}
    return subprocess.Popen([sys.executable, "-c", code, *words], stdin=pipe, stdout=pipe, stderr=pipe, env=around)


@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.long)])
def test_a_reader_that_goes_away_is_no_error(unbuffered: str, demo_path: Path) -> None:
    running = start("read", str(demo_path), unbuffered=unbuffered)
    assert running.stdout is not None
    running.stdout.read(10)
    running.stdout.close()

    assert running.stderr is not None
    assert running.stderr.read() == b""
    assert running.wait(30) == 141


@pytest.mark.parametrize("unbuffered", [pytest.param("", marks=pytest.mark.long), "1"])
def test_all_of_it_arrives_also_where_python_does_not_buffer(unbuffered: str, demo_path: Path) -> None:
    running = start("read", str(demo_path), unbuffered=unbuffered)

    out, err = running.communicate(timeout=30)

    assert (running.returncode, err) == (0, b"")
    assert len(json.loads(out)["tasks"]) == 154


# a run that a shell put into the background is deaf to the signal, and so would its children be
READY = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    f"import luoshi.cli.command; print('ready', flush=True); {COMMAND}"
)


def test_an_interruption_is_quiet() -> None:
    running = start("read", "-", code=READY)
    assert running.stdout is not None
    assert running.stdout.readline() == b"ready\n"
    time.sleep(0.5)  # it waits for its input by then
    running.send_signal(signal.SIGINT)

    out, err = running.communicate(timeout=30)

    assert (running.returncode, out, err) == (130, b"", b"")


def test_an_interruption_of_the_command_and_its_fork_is_quiet() -> None:
    """Ctrl+C at a terminal reaches both: the fork may be gone before it is ended."""
    running = start("read", "-", code=f"import os; os.setpgid(0, 0)\n{READY}")
    assert running.stdout is not None
    assert running.stdout.readline() == b"ready\n"
    time.sleep(0.5)
    os.killpg(running.pid, signal.SIGINT)

    out, err = running.communicate(timeout=30)

    assert (running.returncode, out, err) == (130, b"", b"")


def test_the_whole_command_runs_in_a_process_of_its_own() -> None:
    running = start("judge", "-")

    out, err = running.communicate(SMALL.encode("gb18030"), timeout=30)

    assert (running.returncode, err) == (0, b"")
    assert "2项任务" in out.decode()
