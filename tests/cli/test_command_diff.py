"""`luoshi diff`: what a newer file says differently, and which task is still the same."""

import json
from pathlib import Path

import pytest

from tests.cli.desk import HEADER, SMALL, Luoshi


def kinds(luoshi: Luoshi) -> dict[str, list[str]]:
    changes = json.loads(luoshi("diff", "old.txt", "new.txt", "--format", "json").out)["changes"]
    return {(change["new"] or change["old"])["text"]: change["kinds"] for change in changes}


def test_the_same_file_twice_changes_nothing(luoshi: Luoshi) -> None:
    answer = luoshi("diff", "plan.txt", "plan.txt")

    assert (answer.status, answer.out) == (0, "没有变154项\n")


def test_a_changed_target_is_shown_before_and_after(luoshi: Luoshi) -> None:
    answer = luoshi("diff", "old.txt", "new.txt", "--format", "json")

    (change,) = json.loads(answer.out)["changes"]
    assert change["kinds"] == ["reworded", "targets"]
    assert [target["value"] for target in change["targets_dropped"]] == [60]
    assert [target["value"] for target in change["targets_new"]] == [80]
    shown = luoshi("diff", "old.txt", "new.txt").out
    assert "- 新认定研发载体60家以上。" in shown
    assert "+ 新认定研发载体80家以上。" in shown


@pytest.mark.parametrize(
    ("old", "new", "different"),
    [
        ("建成科学馆。", "建成青少年科学馆。", ["reworded", "milestones"]),
        ("| 住建局 | /", "| 住建局 | 财政局", ["units"]),
        ("| 住建局 |", "| 教育局 |", ["units"]),
        ("| 2 |", "| 3 |", ["renumbered"]),
        ("序时推进", "已完成", ["statement"]),
    ],
)
def test_each_kind_of_change_is_named(old: str, new: str, different: list[str], luoshi: Luoshi, folder: Path) -> None:
    (folder / "new.txt").write_text(SMALL.replace(old, new), encoding="utf-8")

    (found,) = kinds(luoshi).values()
    assert found == different


def test_tasks_that_were_renumbered_and_reworded_stay_the_same_tasks(luoshi: Luoshi, folder: Path) -> None:
    old = ["建成科学馆。", "新认定市级以上研发载体60家以上。", "推进老旧小区电梯加装工程。", "办好青年运动会。"]
    new = ["新建口袋公园20个。", "建成科学馆。", "力争新认定市级以上研发载体70家以上。", "推进老旧小区加装电梯工程。"]
    for name, texts in (("old.txt", old), ("new.txt", new)):
        rows = [f"增强平台 | {number} | {text} | 住建局 | / | 序时推进" for number, text in enumerate(texts, start=1)]
        (folder / name).write_text("\n".join([HEADER, *rows]), encoding="utf-8")

    assert kinds(luoshi) == {
        "新建口袋公园20个。": ["added"],
        "建成科学馆。": ["renumbered"],
        "力争新认定市级以上研发载体70家以上。": ["reworded", "targets", "renumbered"],
        "推进老旧小区加装电梯工程。": ["reworded", "renumbered"],
        "办好青年运动会。": ["removed"],
    }
