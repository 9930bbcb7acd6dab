"""Which numbers of a plan's tasks stand twice and which are missing, where numbers are plain and run on."""

from collections.abc import Iterable, Sequence

from luoshi.place import Place
from luoshi.plan import Finding, Level, Task
from luoshi.tasktable import numbering
from luoshi.tasktable.draft import Draft


def number_findings(drafts: Sequence[Draft], tasks: Sequence[Task], left_out: Sequence[Finding] = ()) -> list[Finding]:
    """Tell which numbers stand twice and which are missing, where numbers are plain and run on.

    Args:
        left_out: the findings of rows that were not read on purpose; their numbers are not missing.
    """
    known = _Known(_first_number(f.written or "") for f in left_out if _takes_a_number(f))
    findings: list[Finding] = []
    seen: set[tuple[str, str]] = set()
    scopes = [f"{draft.part}/{scope}" for draft, scope in zip(drafts, _scopes(drafts), strict=True)]
    counted = any(draft.number for draft in drafts)
    before: tuple[str | None, int | None] = (None, None)
    cell: Place | None = None  # of the number before, which several rows may share
    for draft, task, scope in zip(drafts, tasks, scopes, strict=True):
        if not draft.number:
            if counted and draft.numbered:
                findings.append(_unnumbered(draft, task))
            continue
        shared, cell = draft.places.get("no") == cell is not None, draft.places.get("no")
        if (scope, draft.number) in seen and not shared and (draft.numbered or draft.number.isdecimal()):
            findings.append(_twice(draft, task))
        seen.add((scope, draft.number))
        value = numbering.value_of(draft.number)
        last = before[1] if before[0] == scope else None
        if value is not None and last is not None and (gone := known.gap(last, value)):
            findings.append(_missing(draft, task, *gone))
        before = (scope, value if value is not None else last)
    return findings


class _Known:
    """Numbers of rows that were left out on purpose, as runs: no work hangs on how large a number is."""

    def __init__(self, numbers: Iterable[int | None]) -> None:
        self._ends: dict[int, int] = {}  # each number → the last of its run
        self._begins: dict[int, int] = {}
        in_order = sorted({number for number in numbers if number is not None})
        for number in in_order:
            self._begins[number] = self._begins.get(number - 1, number)
        for number in reversed(in_order):
            self._ends[number] = self._ends.get(number + 1, number)

    def gap(self, before: int, after: int) -> tuple[int, int] | None:
        """Return the first and the last number between two that is not known, both bounds not counted."""
        first = self._ends.get(before + 1, before) + 1
        last = self._begins.get(after - 1, after) - 1
        return (first, last) if first <= last else None


def _takes_a_number(finding: Finding) -> bool:
    """Tell whether what was left out may be a task's number: a whole row, or a struck number alone."""
    return finding.code.startswith("row-") or (
        finding.code == "text-struck" and numbering.is_number(finding.written or "")
    )


def _first_number(words: str) -> int | None:
    return numbering.value_of(words.split()[0]) if words.split() else None


def _scopes(drafts: Sequence[Draft]) -> list[str]:
    """Tell within what each number is counted: the plan, or where numbers start again, the chapter or objective."""
    ones = [draft for draft in drafts if numbering.value_of(draft.number) == 1]
    chapters = {draft.chapter for draft in drafts}
    if len(ones) < 2:
        return [""] * len(drafts)
    if len({draft.chapter for draft in ones}) == len(ones) or len(chapters) >= len(ones):
        return [draft.chapter for draft in drafts]
    for groups in (_groups_of_sheets(drafts), _groups_of_units(drafts)):
        starts = [i for i, group in enumerate(groups) if i == 0 or group != groups[i - 1]]
        begun = all(numbering.value_of(drafts[i].number) == 1 for i in starts)
        if begun and len(starts) == len(ones) < len(groups):
            return groups
    return [f"{draft.chapter}/{draft.objective}" for draft in drafts]


def _groups_of_sheets(drafts: Sequence[Draft]) -> list[str]:
    return [f"{draft.place.sheet or ''}/{draft.place.table or ''}" for draft in drafts]


def _groups_of_units(drafts: Sequence[Draft]) -> list[str]:
    """Number the stretches of tasks that one cell of units holds for: merged, repeated, or left blank below."""
    groups: list[str] = []
    count, last = 0, ""
    for draft in drafts:
        cell = "/".join(draft.units.values())
        if cell and cell != last:
            count, last = count + 1, cell
        groups.append(str(count))
    return groups


def _unnumbered(draft: Draft, task: Task) -> Finding:
    return Finding(
        "number-missing",
        Level.ERROR,
        "这一行没有序号，请补上。",
        draft.places.get("text", draft.place),
        "This row has no number; please add it.",
        task=task.key,
        field="no",
    )


def _twice(draft: Draft, task: Task) -> Finding:
    return Finding(
        "number-twice",
        Level.ERROR,
        f"序号{draft.number}出现了两次，请核对。",
        draft.places.get("no", draft.place),
        f"Number {draft.number} stands twice; please compare.",
        task=task.key,
        written=draft.number,
        field="no",
    )


def _missing(draft: Draft, task: Task, first: int, last: int) -> Finding:
    span = str(first) if first == last else f"{first}至{last}"
    span_en = str(first) if first == last else f"{first} to {last}"
    return Finding(
        "number-missing",
        Level.ERROR,
        f"序号{span}没有出现，请核对这一行之前是否漏了任务。",
        draft.places.get("no", draft.place),
        f"Number {span_en} is missing; please check whether a task was left out before this row.",
        task=task.key,
        written=draft.number,
        reckoned=str(first),
        field="no",
    )
