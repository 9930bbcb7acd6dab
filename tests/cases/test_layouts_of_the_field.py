"""Layouts of task lists that offices publish, each as a small file with its rows and its rule in words.

A folder of `reading/` is a case: dropped there with its input and expected.json, it is run.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases.expected import read
from tests.cases.rows import layout_faults
from tests.contract_schema import hold_to_contract

CASES = sorted(path.parent for path in (Path(__file__).parent / "reading").glob("*/expected.json"))
KNOWN = {"rule", "rows", "match", "or", "more_rows_allowed", "year", "base_figures_no_targets", "milestones"}


def expected(case: Path) -> dict[str, Any]:
    want: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return want


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_layout_is_read_row_by_row_and_its_output_follows_the_contract(case: Path) -> None:
    printed = read(case)
    assert not isinstance(printed, str), printed
    hold_to_contract(printed)
    assert layout_faults(expected(case), printed) == []


def test_every_key_of_every_layout_is_known() -> None:
    assert len(CASES) >= 25
    assert {key for case in CASES for key in expected(case)} <= KNOWN


def test_a_fault_is_said_in_words() -> None:
    row = {"no": "1", "text": "建园5个", "lead": ["甲局"], "cooperating": [], "statement": ""}
    task = {"no": 2, "text": "建园5个。", "lead": [], "cooperating": [], "statement": "已建", "targets": [{"value": 5}]}
    plan = {"year": 2030, "tasks": [task, {**task, "text": "其他"}], "findings": []}
    want = {"rows": [row, {**row, "text": "没有"}], "year": [2031], "base_figures_no_targets": ["5"]}
    assert [fault.split(" ")[1] for fault in layout_faults(want, plan)] == [
        "no", "units", "statement", "row:", "made", "2030", "figures"
    ]  # fmt: skip
    assert layout_faults({"rows": [row], "or": "told"}, {"year": None, "tasks": [], "findings": [{}]}) == []
