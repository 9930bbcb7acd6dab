"""The child process that reads an uploaded plan: `python -m luoshi_web.intake.child ORDER`.

It knows no Django, no database and no secret, and may use so much memory and time and no
more. A file that breaks a parser breaks this process alone. It leaves the plan packed.
"""

import zlib
from pathlib import Path
from typing import Any

from luoshi.confined.voice import answer, progress_of, say

SKETCH_TABLES, SKETCH_ROWS, SKETCH_COLUMNS = 4, 5, 16


def sketch_of(document: Any) -> list[dict[str, Any]]:
    """Return the first rows of a document's first tables, shortened: enough to tell the columns by."""
    return [
        {
            "table": table.place.table or 0,
            "width": min(table.width, SKETCH_COLUMNS),
            "rows": [[cell.text[:60] for cell in row.cells[:SKETCH_COLUMNS]] for row in table.rows[:SKETCH_ROWS]],
        }
        for table in document.tables[:SKETCH_TABLES]
        if table.width > 1
    ]


def read(order: dict[str, Any], data: bytes, out: Path) -> None:
    """Read the file as ordered; leave the plan packed, and say what it is."""
    from luoshi.contract import packed
    from luoshi.documents import read_document
    from luoshi.errors import NoTaskFound
    from luoshi.grammar import VERSION
    from luoshi.place import Place
    from luoshi.tasktable import plan_of

    # a hidden column of which a person said what it holds is read
    told = {(table, index): role for table, index, role in order["meanings"]}
    document = read_document(data, order["name"], kind=order["kind"], progress=progress_of("open"), shown=told)
    if order["drafted"]:
        cut(document, order["year"], out)
        return
    try:
        plan = plan_of(
            document,
            year=order["year"],
            meanings=told,
            tasks_at=frozenset(Place(**place) for place in order["tasks_at"]),
            progress=progress_of("sentences"),
        )
    except NoTaskFound as error:
        say(refused={"chinese": error.chinese, "english": error.english}, sketch=sketch_of(document))
        return
    kind = document.kind
    del document  # of 20,000 rows it is a third of what the process holds
    with out.open("wb") as file:
        file.writelines(packed(plan))
    say(read={"tasks": len(plan.tasks), "kind": kind, "year": plan.year, "grammar": VERSION})


def cut(document: Any, year: int | None, out: Path) -> None:
    """Cut a work report into tasks; leave the plan packed, and behind it what became of each piece of the report."""
    from luoshi.contract import dump, packed
    from luoshi.drafting import draft_report
    from luoshi.drafting.writing import as_plan, draft_as_dict
    from luoshi.grammar import VERSION

    draft = draft_report(document, year=year)
    plan = as_plan(draft, document.kind, document.sha256)
    whole = b"".join(packed(plan))
    out.write_bytes(whole + zlib.compress(dump(draft_as_dict(draft)).encode()))
    told = {"tasks": len(plan.tasks), "kind": document.kind, "year": plan.year, "grammar": VERSION}
    say(read=told | {"plan_ends": len(whole)})


if __name__ == "__main__":
    answer(read)
