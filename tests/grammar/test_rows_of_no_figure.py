"""Of each number only the rows that its measure leaves are asked, and no other one would have held."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from luoshi.grammar import exclusions, grammar, read_promise, read_statement
from luoshi.grammar.frames import Frame
from luoshi.grammar.number_context import Left

ROWS = Path(__file__).parents[1] / "pacing" / "lights_of_kinds.csv"


def test_the_rows_that_are_not_asked_would_not_have_held(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str | None] = Counter()

    def of_all(frame: Frame, left: Left) -> str | None:
        found = exclusions.excluded(frame, left)
        if frame.token.detail not in exclusions.UNREAD:
            whole = next((row.name for row in exclusions.EXCLUSIONS if row.holds(frame, left)), None)
            assert found == whole, frame.left + frame.right
        asked[found] += 1
        return found

    monkeypatch.setattr(grammar, "excluded", of_all)
    with ROWS.open(encoding="utf-8", newline="") as file:
        for row in [*csv.DictReader(file)][::4]:
            read_promise(row["内容及要求"], year=2025)
            read_statement(row["完成情况"], year=2025)
    for text in (
        "3岁以下婴幼儿",
        "15分钟医疗圈",
        "绿地500米服务半径",
        "某某电池8期",
        "过10亿元、20亿元项目",
        "每50公斤提高7.4元",
    ):
        read_promise(text, year=2025)
    assert asked.total() > 1500
    assert len(asked) > 8
