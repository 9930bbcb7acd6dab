"""Behaviours that people reported in public of such tables, each as a small file with what is right of it.

A folder of `field/` is a case: dropped there with its input and expected.json, it is run.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases.expected import ROW, faults_of, read
from tests.contract_schema import hold_to_contract

CASES = sorted(path.parent for path in (Path(__file__).parent / "field").glob("*/expected.json"))


def expected(case: Path) -> dict[str, Any]:
    want: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return want


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_read_and_judged_as_expected_and_its_output_follows_the_contract(case: Path) -> None:
    printed = read(case)
    if not isinstance(printed, str):
        hold_to_contract(printed)
    assert faults_of(expected(case), printed) == []


def test_a_fault_is_said_in_words() -> None:
    task = {
        "no": 1,
        "targets": [{"value": 5, "measure": "个", "comparator": "="}],
        "observations": [{"value": 2, "measure": "次", "metric": "抽查"}],
        "claim": "figures",
        "assessment": {"state": "done", "light": "green", "sentence": "5 / 5 个"},
    }
    plan = {"title": "a", "tasks": [task], "findings": []}
    row = {"no": 1, "state_not": ["done"], "targets": [[6, "个"]], "sees": [[3, "次"]], "metric_of": [[2, "台账"]]}
    faults = faults_of({"tasks": 2, "findings_any": ["期限"], "rows": [row, {"no": 2}]}, plan)
    assert [fault.split(":")[0] for fault in faults] == [
        "1 tasks",
        "no finding with 期限",
        "1",
        "1",
        "1",
        "1",
        "1",
        "2",
    ]
    assert faults[2] == "1: state=done: 5 / 5 个"
    assert faults_of({"refused_has_any": ["加密"]}, "文件加密了") == []
    assert faults_of({"rows": [row]}, "文件加密了") == ["refused: 文件加密了"]
    assert faults_of({"rows": [{"no": 1, "state": ["done"], "sees_not": [[3, "次"]]}], "tasks_at_least": 1}, plan) == []


def test_every_key_of_every_case_is_known() -> None:
    assert len(CASES) >= 14
    known = {"tasks", "tasks_at_least", "tasks_or_finding", "title_not", "findings_any", "refused_has_any"}
    for case in CASES:
        want = expected(case)
        assert set(want) - known <= {"rows", "rows_by_order"}, case.name
        assert {key for row in want.get("rows", ()) for key in row} <= {"no", *ROW}, case.name
