"""Help: a sentence first, then examples, each of which runs as it is printed."""

import shlex
from pathlib import Path

import pytest

from luoshi.cli import check, diff, draft, explain, judge, publish, read
from tests.cli.desk import Luoshi

MODULES = {
    "read": read,
    "explain": explain,
    "check": check,
    "judge": judge,
    "publish": publish,
    "diff": diff,
    "draft": draft,
}

EXAMPLES = sorted(
    {
        line.strip()
        for module in MODULES.values()
        for language in ("zh", "en")
        for line in module.HELP[language].splitlines()
        if line.startswith("  luoshi ")
    }
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_in_a_help_text_runs(example: str, luoshi: Luoshi, folder: Path) -> None:
    words, given, taken = shlex.split(example)[1:], b"", None
    if "<" in words:
        given, words = (folder / words[-1]).read_bytes(), words[:-2]
    if ">" in words:
        taken, words = words[-1], words[:-2]

    answer = luoshi(*words, stdin=given)

    assert (answer.status, answer.err) == (0, "")
    assert answer.out
    assert taken is None or answer.out.startswith("{")


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize(("language", "end"), [("zh", "。"), ("en", ".")])
def test_help_begins_with_a_sentence_and_holds_an_example(name: str, language: str, end: str, luoshi: Luoshi) -> None:
    answer = luoshi(name, "--help", "--language", language)

    said = MODULES[name].HELP[language]
    assert said.partition("\n")[0].endswith(end)
    assert f"  luoshi {name} " in said
    assert answer.status == 0
    assert said in answer.out


def test_the_language_is_asked_of_the_environment_and_of_the_command(
    luoshi: Luoshi, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "用法：" in luoshi("--help").out
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "usage: " in luoshi("--help").out
    assert "用法：" in luoshi("--language=zh", "--help").out
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "用法：" in luoshi("--help").out


def test_the_version_is_said(luoshi: Luoshi) -> None:
    assert luoshi("--version").out.startswith("luoshi ")
    assert luoshi("-V").out == luoshi("--version").out
