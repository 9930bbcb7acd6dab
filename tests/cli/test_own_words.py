"""`--words`: an office's own measures, synonyms and phrases are known to every command that reads."""

import json
from pathlib import Path

import pytest

from tests.cli.desk import Luoshi

WORDS = """
[measures]
"车位" = "count"
[phrases]
at_least = ["不下"]
"""
TABLE = "序号 | 内容及要求 | 牵头单位\n1 | 2025年新增公交车不下50车位。 | 交通局\n2 | 办好赛事。 | 体育局\n"


def targets(answer: str) -> list[tuple[float, str, str]]:
    return [(one["value"], one["measure"], one["comparator"]) for one in json.loads(answer)["targets"]]


def test_a_sentence_is_read_with_them(luoshi: Luoshi, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(WORDS, encoding="utf-8")
    asked = ("explain", "新增公交车不下50车位", "--format", "json")

    assert targets(luoshi(*asked, "--words", str(tmp_path / "own.toml")).out) == [(50, "车位", ">=")]
    assert targets(luoshi(*asked).out) != [(50, "车位", ">=")]


def test_a_table_is_read_with_them(luoshi: Luoshi, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "table.txt").write_text(TABLE, encoding="utf-8")

    answer = luoshi("read", str(tmp_path / "table.txt"), "--words", str(tmp_path / "own.toml"))

    assert targets(json.dumps(json.loads(answer.out)["tasks"][0])) == [(50, "车位", ">=")]


@pytest.mark.parametrize("command", ["read", "judge", "check", "explain"])
def test_a_bad_file_of_words_is_refused_in_one_sentence(command: str, luoshi: Luoshi, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[measure]\n", encoding="utf-8")
    (tmp_path / "table.txt").write_text(TABLE, encoding="utf-8")
    what = "新增5家" if command == "explain" else str(tmp_path / "table.txt")

    answer = luoshi(command, what, "--words", str(tmp_path / "own.toml"))

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "measure" in answer.err
