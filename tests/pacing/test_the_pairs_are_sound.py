"""The labelled pairs: their real texts are located, and hold none of their words; each label is one that can be."""

import hashlib
import json
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import bench.lights
from bench.lights import measured
from luoshi.plan import Light, State
from tests.pacing.one_row import judged
from tests.pacing.score_pairs import (
    KINDS,
    LIGHTS_OF,
    ORIGINS,
    Pair,
    Verdict,
    count,
    found_again,
    groups,
    judge,
    located,
)
from tests.rows import each_of

FOLDER = Path(__file__).parent
NAMES = ("pairs.jsonl", "pairs_opened.jsonl", "pairs_held_out.jsonl")
LINES = {name: (FOLDER / name).read_text(encoding="utf-8").splitlines() for name in NAMES}
LABELS: list[dict[str, Any]] = [json.loads(line) for lines in LINES.values() for line in lines]
CORPUS = Path(os.environ.get("LUOSHI_CORPUS") or "nowhere")


def test_there_are_enough_and_a_third_is_held_out_besides_those_that_were_opened() -> None:
    assert len({label["id"] for label in LABELS}) == len(LABELS) >= 300
    assert len(LINES["pairs_held_out.jsonl"]) * 2 >= len(LINES["pairs.jsonl"])
    assert {label["origin"] for label in LABELS} == set(ORIGINS)
    assert {label["kind"] for label in LABELS} <= KINDS
    made = Counter(label["as_of"][5:] for label in LABELS if label["origin"] == "made")
    assert set(made) >= {"06-30", "09-30", "12-31"}
    assert 3 * made["12-31"] <= 2 * made.total()


@each_of("label", LABELS, ids=lambda label: label["id"])
def test_a_label_can_be(label: dict[str, Any]) -> None:
    states, lights = {State(word) for word in label["states"]}, {Light(word) for word in label["lights"]}
    assert states
    assert lights
    assert all(lights & LIGHTS_OF[state] for state in states), "a state without its light"
    assert lights <= frozenset().union(*(LIGHTS_OF[state] for state in states)), "a light without its state"
    assert date.fromisoformat(label["as_of"]).year == label["year"]
    assert label["why"]


@each_of("label", LABELS, ids=lambda label: label["id"])
def test_a_real_text_is_located_and_not_printed(label: dict[str, Any]) -> None:
    assert isinstance(label["statement"], dict) is (label["origin"] == "corpus")
    for part in ("text", "statement"):
        if isinstance(label[part], dict):
            assert set(label[part]) == {"file", "start", "end", "sha256"}
            assert 0 <= label[part]["start"] < label[part]["end"]
            assert len(label[part]["sha256"]) == 64
        else:
            assert label[part].strip()


if CORPUS.is_dir():  # else nothing can be tried: the reports are not ours to keep here

    @each_of("label", LABELS, ids=lambda label: label["id"])
    def test_a_located_text_is_found_again(label: dict[str, Any]) -> None:
        for part in ("text", "statement"):
            words = found_again(label[part], CORPUS)
            assert words is not None, f"{part} of {label['id']}"
            # an answer that was made may have lines of its own
            assert "\n" not in words or not isinstance(label[part], dict)
            # an answer may say a short promise again, whole
            if isinstance(label[part], dict) and len(words) > 16:
                other = "statement" if part == "text" else "text"
                assert words not in json.dumps(label[other], ensure_ascii=False)


PAIR = Pair(
    "x",
    "made",
    "plain",
    date(2025, 6, 30),
    "新增学位2745个。",
    "新增学位1200个。",
    frozenset((State.BEHIND,)),
    frozenset((Light.YELLOW,)),
    "43.7% of 50%",
)


def test_a_pair_is_right_by_its_light_and_state_and_any_grey_is_right_where_grey_is() -> None:
    behind = judged(PAIR.text, PAIR.statement, PAIR.as_of)
    ahead = judged(PAIR.text, "新增学位2700个。", PAIR.as_of)
    grey = judged(PAIR.text, "序时推进", PAIR.as_of)
    assert PAIR.verdict(behind) is Verdict.RIGHT
    assert PAIR.verdict(ahead) is Verdict.FALSE_GREEN
    assert PAIR.verdict(grey) is Verdict.LEFT_GREY
    of_grey = Pair(
        *("y", "made", "plain", PAIR.as_of, PAIR.text, "序时推进"),
        frozenset((State.NOT_DUE,)),
        frozenset((Light.GREY,)),
        "",
    )
    assert of_grey.verdict(grey) is Verdict.RIGHT
    assert of_grey.verdict(behind) is Verdict.FALSE_ALARM
    overdue = Pair(
        *("z", "made", "date", PAIR.as_of, PAIR.text, ""), frozenset((State.DONE,)), frozenset((Light.GREEN,)), ""
    )
    assert overdue.verdict(ahead) is Verdict.OTHER_STATE


def test_a_pair_finds_its_text_again_or_says_that_it_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "town.txt"
    report.write_text("今年，新增学位1200个。", encoding="utf-8")
    sha256 = hashlib.sha256("新增学位1200个".encode()).hexdigest()
    label = {"id": "x", "origin": "corpus", "kind": "plain", "year": 2025, "as_of": "2025-06-30", "text": PAIR.text}
    label |= {"statement": {"file": "town.txt", "start": 3, "end": 12, "sha256": sha256}}
    line = json.dumps(label | {"states": ["behind"], "lights": ["yellow"], "why": "43.7% of 50%"})

    results = judge(located([line], tmp_path))
    assert [(pair.statement, verdict) for pair, _, verdict in results] == [("新增学位1200个", Verdict.RIGHT)]
    assert count(results).share_right == 100
    assert [name for name, _ in groups(results)] == ["all", "corpus", "made", "plain"]

    report.write_text("今年，新增学位1300个。", encoding="utf-8")
    assert list(located([line], tmp_path)) == []
    assert "has changed" in capsys.readouterr().err


def test_without_the_reports_nothing_is_measured_and_the_table_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUOSHI_CORPUS", raising=False)
    assert bench.lights.measure() is None


def test_pairs_whose_texts_are_not_there_are_said(tmp_path: Path) -> None:
    rows, notes = measured("open", LINES["pairs.jsonl"][:3], tmp_path)
    assert rows[0][1] == "0"
    assert notes == ["open: the texts of 3 pairs are not in this corpus, or have changed."]
