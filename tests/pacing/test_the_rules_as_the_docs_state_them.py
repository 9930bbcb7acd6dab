"""docs/pacing.md states each rule with examples; here each of its rows is run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from luoshi.checks.plan import read_task
from luoshi.pacing import RULE_SETS, assess_plan
from luoshi.plan import Assessment, Plan, Source
from tests.rows import each_of

DOCS = Path(__file__).parent.parent.parent / "docs" / "pacing.md"
JUNE = date(2025, 6, 30)


def tables() -> Iterator[dict[str, str]]:
    heads: list[str] = []
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            heads = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not heads:
            heads = cells
        elif not cells[0].startswith("---"):
            yield dict(zip(heads, cells, strict=True))


ROWS = list(tables())


@each_of("row", [row for row in ROWS if "state" in row], ids=lambda row: row["statement"])
def test_an_example_is_judged_as_it_says(row: dict[str, str]) -> None:
    as_of = date.fromisoformat(row["as of"]) if row.get("as of") else JUNE
    tasks = [replace(read_task(row["promise"], row["statement"], 2025, as_of), key="1", due=row.get("due") or None)]
    if "GDP's statement" in row:
        tasks.append(replace(read_task("地区生产总值增长5.6%。", row["GDP's statement"], 2025, as_of), key="2"))
    plan = assess_plan(Plan(None, as_of, 2025, Source("a.txt", "text", "0" * 64), tuple(tasks)))
    found = plan.tasks[0].assessment
    assert isinstance(found, Assessment)
    assert (found.state.value, found.light.value) == (row["state"], row["light"]), found.sentence
    assert row["says"] in found.sentence
    assert found.sentence_en


def test_the_rule_sets_are_those_of_the_docs() -> None:
    named = {row["code"].strip("`") for row in ROWS if "code" in row}
    assert named == set(RULE_SETS)
