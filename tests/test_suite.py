"""What `make test` leaves to `make test-all` is listed, and a row of thousands that is wrong is named."""

import re
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from luoshi.confined import Bounds, BrokenOff, OutOfMemory, read_apart
from tests import readers
from tests.chosen import CAN_DIFFER, FIRST, ONLY, STORIES
from tests.rows import each_of

TESTS = Path(__file__).parent
LEFT_OUT = re.compile(r"mark\.long\b|tests\.chosen import (?:every|times)\b|\bchosen\.ALL\b")


def test_the_lists_name_what_is_there() -> None:
    assert [name for name in (*CAN_DIFFER, *FIRST, *ONLY, *STORIES) if not (TESTS.parent / name).exists()] == []
    assert [file for file in ONLY if not file.startswith(tuple(CAN_DIFFER))] == []
    texts = {file: (TESTS.parent / file).read_text(encoding="utf-8") for file in ONLY}
    assert [
        name for file, names in ONLY.items() for name in names if f"\ndef {name.partition('[')[0]}" not in texts[file]
    ] == []


def test_what_is_left_to_test_all_is_listed() -> None:
    page = (TESTS.parent / "docs" / "decisions" / "tests.md").read_text(encoding="utf-8")
    left = [
        path for path in TESTS.rglob("test_*.py") if path != Path(__file__) and LEFT_OUT.search(path.read_text("utf-8"))
    ]
    assert left
    assert [name for path in left if f"`{(name := path.relative_to(TESTS).as_posix())}`" not in page] == []


def test_each_row_that_does_not_hold_is_named_and_the_rest_is_tried() -> None:
    tried = []

    @each_of(("text", "length"), [("one", 3), ("three", 4), ("four", 4), ("", None)])
    def rule(text: str, length: int) -> None:
        tried.append(text)
        assert len(text) == length

    with pytest.raises(pytest.fail.Exception) as failed:
        rule()

    assert tried == ["one", "three", "four", ""]
    assert ["three · 4" in str(failed.value), "four" in str(failed.value)] == [True, False]


def told(asked: str = "", *, forked: bool, memory: int = 500_000_000) -> dict[str, Any]:
    with nullcontext() if forked else readers.begun_anew():
        answer = read_apart("tests.telling", {"asked": asked}, b"abc", Bounds(memory, 20))
    assert answer.left == b"cba"
    return answer.said


def test_a_forked_reader_has_what_one_begun_anew_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS.parent))
    monkeypatch.setenv("LUOSHI_SECRET_KEY", "the-signing-key")
    forked, anew = told(forked=True), told(forked=False)

    assert forked == anew
    assert forked["leads_its_session"]
    assert not [name for name in forked["around"] if name.startswith("LUOSHI")]


@pytest.mark.parametrize("forked", [True, False])
def test_what_breaks_a_reader_is_told_however_it_began(monkeypatch: pytest.MonkeyPatch, forked: bool) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS.parent))
    with pytest.raises(OutOfMemory):
        told("memory", forked=forked, memory=100_000_000)
    with pytest.raises(BrokenOff):
        told("break", forked=forked)
