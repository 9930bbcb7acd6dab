"""docs/checks.md states each rule with examples; here each of its rows is run."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from luoshi.checks import CHECKS, CODES, check_plan, check_statement, check_task
from luoshi.checks.plan import read_task
from luoshi.plan import Finding, Plan, Source
from tests.rows import each_of

DOCS = Path(__file__).parent.parent.parent / "docs" / "checks.md"
JUNE, MARCH = date(2025, 6, 30), date(2025, 3, 31)


def rows() -> Iterator[dict[str, str]]:
    heads: list[str] = []
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            heads = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not heads:
            heads = cells
        elif not cells[0].startswith("---") and "statement" in heads:
            yield dict(zip(heads, cells, strict=True))


ROWS = list(rows())
# no-figure has its own rows; elsewhere a promise without a figure is not what the example is about
ASIDE = {"no-figure", "two-signals"}


@each_of("row", ROWS, ids=lambda row: row["statement"])
def test_an_example_is_found_or_passed_over_as_it_says(row: dict[str, str]) -> None:
    if "row before" in row:
        found = [finding for finding in two_rows(row) if finding.code == "rows-differ"]
    elif "due" in row:
        task = replace(read_task(row["promise"], row["statement"], 2025, JUNE), due=row["due"])
        found = list(check_task(task, year=2025, as_of=JUNE)[1])
    else:
        before = row.get("before, as of March")
        _, findings = check_statement(
            row["promise"], row["statement"], year=2025, as_of=JUNE, previous=before or None, earlier=MARCH
        )
        found = [finding for finding in findings if finding.code not in ASIDE - {row["finding"]}]
    assert [(finding.code, finding.message) for finding in found] == (
        [(row["finding"], row["says"])] if row["finding"] else []
    )
    for finding in found:
        assert finding.message_en


def two_rows(row: dict[str, str]) -> tuple[Finding, ...]:
    tasks = tuple(
        replace(read_task("", text, 2025, JUNE), key=str(number), no=number)
        for number, text in enumerate((row["row before"], row["statement"]), 1)
    )
    return check_plan(Plan(None, JUNE, 2025, Source("a.txt", "text", "0" * 64), tasks)).findings


def codes_given() -> set[str]:
    folder = Path(CHECKS[0].__code__.co_filename).parent
    return {
        code
        for path in folder.glob("*.py")
        for code in re.findall(r"(?:finding\(\s*|code=)\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }


def test_every_code_that_a_check_gives_is_in_the_docs() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert {code for code in codes_given() if f"`{code}`" not in text} == set()


def test_what_is_said_of_statements_is_told_from_doubts_about_the_reading() -> None:
    assert codes_given() - CODES == {"due-not-read"}
    assert CODES - codes_given() == set()


def test_every_check_begins_with_its_question_and_an_example() -> None:
    for check in CHECKS:
        doc = __import__(check.__module__, fromlist=["check"]).__doc__ or ""
        assert "?" in doc.splitlines()[0], check.__module__
        assert re.search(r"\n\n\s*\S", doc), check.__module__
