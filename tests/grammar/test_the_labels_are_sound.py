"""The labelled clauses of other governments' reports: they locate their texts, and hold none of their words."""

import json
from pathlib import Path

import pytest

from tests.grammar.score_clauses import KEPT, f1, key, locate, located, pair, score

LABELS = [
    json.loads(line)
    for name in ("labels.jsonl", "labels_held_out.jsonl", "labels_hard.jsonl", "labels_hard_held_out.jsonl")
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
]


def test_the_labels_locate_their_texts_and_hold_no_words() -> None:
    assert len({label["id"] for label in LABELS}) == len(LABELS) >= 1200
    for label in LABELS:
        assert len(label["sha256"]) == 64
        length = label["end"] - label["start"]
        assert length > 0
        for kind in ("targets", "milestones", "observations"):
            for one in label[kind]:
                assert set(one) <= set(KEPT)
                assert 0 <= one["span"][0] < one["span"][1] <= length


def test_a_label_finds_its_text_again_or_says_that_it_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "town.txt").write_text("今年，新增企业5家。", encoding="utf-8")
    one = {"span": [0, 6], "basis": "level", "comparator": "=", "value": 5, "measure": "家", "metric": "企业"}
    label = {"id": "x", "kind": "target", "year": 2025, "as_of": None, "text": "新增企业5家", "targets": [one]}
    lines = list(locate([json.dumps(label)], tmp_path))
    assert "企业" not in lines[0]
    (again,) = located(lines, tmp_path)
    assert json.loads(again)["text"] == "新增企业5家"
    assert score([again])["targets strict"] == 1
    (tmp_path / "town.txt").write_text("今年，新增企业6家。", encoding="utf-8")
    assert list(located(lines, tmp_path)) == []
    assert "has changed" in capsys.readouterr().err


def test_pairing_is_that_of_the_gold_score() -> None:
    gold = [
        {"value": 5, "measure": "家", "basis": "level", "span": [0, 2]},
        {"value": None, "measure": None, "basis": "trend", "span": [3, 4]},
    ]
    found = [
        gold[1],
        {"value": 5.0, "measure": "家", "basis": "share", "span": [0, 2]},
        {"value": 6, "measure": "家", "basis": "level", "span": [0, 2]},
    ]
    pairs, left = pair(found, gold, lambda f, g: key(f) == key(g))
    assert (len(pairs), len(left)) == (2, 1)
    assert f1(2, 0, 1) == 0.8
