"""Documents in the forms in which county, city and district governments publish them, with the rows that are right.

A folder of `governments/` is a case: dropped there with its input and expected.json, it is run. On the day on which
they were written (2026-11-30) 113 of the 124 rows of the first 25 were right at first sight, 111 of the 133 of the next
30, whose headings were looked at too, 63 of the 66 of the 20 after them, and 318 of the 393 of the next 36: 22 of these
documents were right in all, and two long ones hold 129 of the rows, all right; of the other 34 it was 189 of 264 (72%).
Of 36 more, written by two others while those were mended, 255 of 302 (84%), 22 documents in all, and two wrong years.
Labels of two of the first of these 36, and of one of the others, were put right by the rules of docs/reading.md: an
indicator's goal is never joined to its name, 任务1 is a number as printed, and 各县（市、区）教育局 is one name.
Of 30 ordinary ones by one who had never seen the reader (148 to 177) 353 of 372 rows were right at first sight, and
28 days and 23 titles; there a number that the document lacks is the row's position, and （1） is as printed.
Of 16 more by another (178 to 193) 183 of 195 rows: one text whose ten items have no numbers was refused, and
旗工信和科技局 was two bodies. There an indicator's goal stands beside its name, and a project's name before what is
built, by the rules of docs/reading.md.
Of 20 more by a third (194 to 213) 207 of 239 rows were as labelled, and all of them by the rules of docs/reading.md:
a matter's name beside contents of its own is the objective, and an indicator's bare figure has its measure.
Of 28 more (2026-12-01; thirteen are 214 to 226) 324 of 362 rows were right by these rules at first sight: a goal was
said twice, works in one paragraph were lost, and brackets of stations and headings behind results were not known.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases.expected import read
from tests.cases.rows import layout_faults
from tests.contract_schema import hold_to_contract

CASES = sorted(path.parent for path in (Path(__file__).parent / "governments").glob("*/expected.json"))
OLD = [case for case in CASES if (case / "input.doc").exists()]
TRIED = [pytest.param(case, marks=pytest.mark.long) if case in OLD[1:] else case for case in CASES]


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_a_document_is_read_row_by_row(case: Path) -> None:
    is_read_row_by_row(case)


@pytest.mark.parametrize("case", OLD, ids=lambda case: case.name)
def test_an_old_document_is_read_so_without_libreoffice_too(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    is_read_row_by_row(case)


def is_read_row_by_row(case: Path) -> None:
    want: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    printed = read(case)
    assert not isinstance(printed, str), printed
    hold_to_contract(printed)
    assert layout_faults(want, printed) == []


def test_the_formats_of_offices_are_among_them() -> None:
    kinds = {path.suffix for case in CASES for path in case.glob("input.*")}
    assert kinds >= {*(".docx", ".doc", ".xlsx", ".xls", ".ods", ".html", ".mht", ".csv", ".pdf", ".md", ".txt")}
    assert len(CASES) >= 111


def test_a_ticked_line_keeps_its_tick() -> None:
    printed = read(next(case for case in CASES if case.name == "06-checklist"))
    assert not isinstance(printed, str)
    assert [task.get("extra", {}).get("勾选") for task in printed["tasks"]] == [None, "[x]", None, None]


def test_the_whole_of_a_project_is_kept_beside_what_the_year_asks() -> None:
    printed = read(next(case for case in CASES if case.name == "04-major-projects-with-years-goal"))
    assert not isinstance(printed, str)
    assert [task["extra"]["建设规模及主要内容"] for task in printed["tasks"]] == [
        "新增日处理能力3万吨", "改造渠道46公里", "建设仓储8万平方米"
    ]  # fmt: skip
    assert all("3" not in str(target["value"]) for target in printed["tasks"][0]["targets"])
