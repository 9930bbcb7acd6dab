"""Publishing: a plan as a file that an office, or anyone, can use.

    publish(plan, "xlsx")                  the office's table, to print and to send round
    publish(plan, "csv", lights=True)      one line a task, with light and sentence

The same plan gives the same bytes, so a published file can be verified by its hash.
"""

from collections.abc import Callable
from dataclasses import replace

from luoshi.contract import dump, plan_as_dict
from luoshi.errors import LuoshiError
from luoshi.plan import Finding, Plan, State, Task
from luoshi.publishing.cells import CellTooLong
from luoshi.publishing.table import as_csv, table_schema
from luoshi.publishing.trail import TrailHead
from luoshi.words import in_public

__all__ = ["KINDS", "MEDIA_TYPES", "CellTooLong", "TrailHead", "UnknownFormat", "for_the_public", "publish", "require"]


class UnknownFormat(LuoshiError):
    """A plan was asked for in a format that is not published."""


def as_json(plan: Plan, *, lights: bool, language: str, trail: TrailHead | None) -> bytes:
    """Return the contract; without `lights` each assessment in it is null."""
    shown = plan if lights else replace(plan, tasks=tuple(_unjudged(task) for task in plan.tasks))
    parts = plan_as_dict(shown) | ({"trail": trail.as_dict()} if trail else {})
    return (dump(parts, indent=1) + "\n").encode("utf-8", "replace")


def _unjudged(task: Task) -> Task:
    targets = tuple(replace(target, assessment=None) for target in task.targets)
    return replace(task, targets=targets, assessment=None)


def for_the_public(plan: Plan) -> Plan:
    """Return a plan as whoever does not work on it may see it: what is unclear is said to be so, and nothing more."""
    inside = {task.key: reasons for task in plan.tasks if (reasons := _reasons(task))}
    findings = tuple(one for one in plan.findings if not _tells(one, inside.get(one.task or "")))
    return replace(plan, tasks=tuple(_shown_to_all(task) for task in plan.tasks), findings=findings)


def _reasons(task: Task) -> frozenset[str]:
    """Return what is said inside of a task's unclear targets: each sentence, and why each candidate is not sure."""
    judged = (task.assessment, *(target.assessment for target in task.targets))
    unclear = [one for one in judged if one is not None and one.state is State.UNCLEAR]
    words = {words for one in unclear for seen in one.candidates for words in (seen.why, seen.why_en)}
    return frozenset(words | {words for one in unclear for words in (one.sentence, one.sentence_en)}) - {""}


def _tells(finding: Finding, inside: frozenset[str] | None) -> bool:
    """Tell whether a finding says of an unclear target what only those who work on it are told."""
    said = f"{finding.message}\n{finding.message_en}"
    return finding.code == "unclear" or any(one in said for one in inside or ())


def _shown_to_all(task: Task) -> Task:
    targets = tuple(
        replace(target, assessment=in_public(target.assessment)) if target.assessment else target
        for target in task.targets
    )
    judged = in_public(task.assessment) if task.assessment else None
    return replace(task, targets=targets, assessment=judged, settlements=())


def _writer(kind: str) -> Callable[..., bytes]:
    # Word's and Excel's libraries take longer to load than a plan to read; who wants csv does not wait for them.
    if kind == "xlsx":
        from luoshi.publishing.xlsx import as_xlsx

        return as_xlsx
    if kind == "docx":
        from luoshi.publishing.docx import as_docx

        return as_docx
    return {"csv": as_csv, "csv-schema": table_schema, "json": as_json}[kind]


KINDS = ("xlsx", "docx", "csv", "json", "csv-schema")

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "csv-schema": "application/json",
}


def require(kind: str) -> None:
    """Say no to a format that is not published, before anything is read for it.

    Raises:
        UnknownFormat: `kind` is not in KINDS.
    """
    if kind not in KINDS:
        raise UnknownFormat(
            f"不能发布为“{kind}”；可以是{'、'.join(KINDS)}。",
            f"A plan is not published as {kind!r}, but as {', '.join(KINDS)}.",
        )


def publish(
    plan: Plan, kind: str, *, lights: bool = False, language: str = "zh", trail: TrailHead | None = None
) -> bytes:
    """Return the plan as a file for everybody: what is unclear stands in it without its candidates.

    Args:
        plan: what was read; its assessments are shown only with `lights`.
        kind: "xlsx", "docx", "csv", "json" (the contract), or "csv-schema" (the csv's Table Schema).
        lights: add light and sentence; an office turns them on, they are not there by themselves.
        language: "zh" or "en", of the headings and of what Luoshi says; the plan's own words stay.
        trail: the head of the trail when the file is made. It stands in the JSON and in the csv's
            Table Schema as a field, in Word and Excel among the document's properties, and in a
            csv nowhere, since that has room for the table only.

    Raises:
        UnknownFormat: `kind` is none of these.
        CellTooLong: a text does not fit a cell of Excel.
    """
    require(kind)
    return _writer(kind)(for_the_public(plan), lights=lights, language=language, trail=trail)
