"""Hold the rows of a layout against its expected.json, and say each fault in words.

    rows            no, text, lead, cooperating, statement, in their order; `or` other units and `or_text` other texts
                    that are right too, `parts` the rows that the row may be read as
    under           a word of the row's chapter, objective or 小节 (the level between them)
    match           number-loose: the number is not compared; contains: the text need only contain the expected one
    or              "told": no row at all is right too, where a finding says what was passed over
    more_rows_allowed, year and title (values that are right), as_of, base_figures_no_targets, rule (in words)
    milestones, leader, due (as written)

Texts are compared without white space and without the stop at their end.
"""

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def plain(text: str | None) -> str:
    return re.sub(r"\s+|\*\*|<br\s*/?>|[。；;]+$", "", text or "")


def layout_faults(want: Json, plan: Json) -> list[str]:
    """Say what differs from what is expected of a layout; nothing where all is right."""
    faults = list(_faults(want, plan))
    told = want.get("or") == "told" and not plan["tasks"] and plan["findings"]
    return [] if told else faults


def _faults(want: Json, plan: Json) -> Iterator[str]:
    tasks: list[Json] = list(plan["tasks"])
    for row in want["rows"]:
        found = next((task for task in tasks if _has_text(row, task, want)), None)
        if found is None and row.get("parts"):
            parts = [next((t for t in tasks if plain(t["text"]) == plain(part)), None) for part in row["parts"]]
            tasks = [task for task in tasks if task not in parts]
            if None in parts:
                yield f"no row: {row['text'][:30]}"
        elif found is None:
            yield f"no row: {row['text'][:30]}"
        else:
            tasks.remove(found)
            yield from _faults_of_row(row, found, want)
    if tasks and not want.get("more_rows_allowed"):
        yield f"rows made up: {[task['text'][:40] for task in tasks]}"
    if "year" in want and plan["year"] not in want["year"]:
        yield f"year {plan['year']}"
    if "title" in want and plan["title"] not in want["title"]:
        yield f"title {plan['title']}"
    if "as_of" in want and plan["as_of"] != want["as_of"]:
        yield f"as of {plan['as_of']}"
    figures = {f"{t['value']:.12g}" for task in plan["tasks"] for t in task["targets"] if t.get("value") is not None}
    if wrong := figures & set(want.get("base_figures_no_targets", ())):
        yield f"base figures as targets: {sorted(wrong)}"


def _has_text(row: Json, task: Json, want: Json) -> bool:
    texts = [plain(text) for text in (row["text"], *row.get("or_text", ()))]
    have = plain(task["text"])
    return any(text in have for text in texts) if want.get("match") == "contains" else have in texts


def _faults_of_row(row: Json, task: Json, want: Json) -> Iterator[str]:
    name = row["text"][:14]
    if want.get("match") not in ("number-loose", "contains") and plain(str(task["no"])).rstrip(".、") != row["no"]:
        yield f"{name}: no {task['no']!r}"
    roles = [(one["lead"], one["cooperating"]) for one in (row, *([row["or"]] if "or" in row else []))]
    if (task["lead"], task["cooperating"]) not in roles:
        yield f"{name}: units {task['lead']} {task['cooperating']}"
    if plain(task["statement"]) != plain(row["statement"]):
        yield f"{name}: statement {task['statement']!r:.60}"
    if "leader" in row and task.get("leader") != row["leader"]:
        yield f"{name}: leader {task.get('leader')}"
    if "under" in row and plain(row["under"]) not in plain(above := _headings_over(task)):
        yield f"{name}: not under {row['under']}: {above}"
    if "due" in row and row["due"] != task["due"]:
        yield f"{name}: due {task['due']}"
    if want.get("milestones") and not task.get("steps"):
        yield f"{name}: no planned nodes"


def _headings_over(task: Json) -> str:
    return " ".join((task["chapter"], task.get("extra", {}).get("小节", ""), task["objective"]))
