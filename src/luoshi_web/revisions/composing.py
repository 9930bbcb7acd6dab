"""The plan that comes of a comparison and of what persons decided of its rows. Pure; the same for the same input.

A row that was taken stands as the new table has it, under the key of its task; a row that
was not taken stands as it stood. A task that only the new table has gets a key that no
task of the plan ever had, unless its wording is that of a task that was once removed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from luoshi.plan import Finding, Plan, Task, UnitMention
from luoshi.revision import Change, ChangeKind, Diff
from luoshi.revision.wording import letters

# Reports belong to their task, whatever a newer table says of progress.
NOT_OF_THE_PLAN = frozenset({ChangeKind.STATEMENT, ChangeKind.FIGURES})


def name_of(change: Change) -> str:
    """Return what a row is called in choices and in the page: its task's key, or + and the key of a new one."""
    return change.old.key if change.old else f"+{change.task.key}"


@dataclass(frozen=True, slots=True)
class Composed:
    """A plan ready to be recorded.

    Args:
        plan: keys are those of the tasks; what was reported of a task is what the plan in force has.
        kept: keys of tasks that stand as they stood although the new table says something else.
        keys: key in the new table → key of the task, for all that the new table has and was not refused.
        came_from: key of the task → the task as it was, where it was there.
    """

    plan: Plan
    kept: frozenset[str]
    keys: Mapping[str, str]
    came_from: Mapping[str, Task] = field(default_factory=dict)


def composed(
    diff: Diff,
    accepted: Collection[str],
    old: Plan,
    new: Plan,
    *,
    taken_keys: Collection[str],
    gone: Mapping[str, str],
    number: int,
) -> Composed:
    """Compose the plan.

    Args:
        accepted: names of the rows that were taken; every other that is different was not.
        taken_keys: keys of all tasks that the plan ever had.
        gone: letters of a removed task's last wording → its key.
        number: the number of the revision that this will be; it stands in new keys that would be taken.
    """
    tasks, kept, keys, came_from = [], set(), {}, {}
    used = set(taken_keys)
    for change in diff.changes:
        takes = not change.kinds or name_of(change) in accepted
        before, after = change.old, change.new
        if before is not None and after is not None:
            tasks.append(with_reports_of(before, after) if takes else before)
            keys[after.key] = before.key
            came_from[before.key] = before
            if not takes:
                kept.add(before.key)
        elif before is not None and not takes:
            tasks.append(before)
            kept.add(before.key)
            came_from[before.key] = before
        elif after is not None and takes:
            key = gone.get(letters(after.text)) or _free(after.key, used, number)
            if key in keys.values() or key in came_from:
                key = _free(after.key, used, number)
            used.add(key)
            keys[after.key] = key
            tasks.append(replace(after, key=key))
    findings = (*_findings(new, keys, kept), *(finding for finding in old.findings if finding.task in kept))
    plan = replace(new, year=old.year, tasks=tuple(tasks), findings=findings, units=_mentions(old, new, tasks, kept))
    if len(kept) * 2 > len(tasks):  # a few rows of another table do not lend their title and headings to the plan
        plan = replace(plan, title=old.title, columns=old.columns, year_from=old.year_from)
    return Composed(plan, frozenset(kept), keys, came_from)


def with_reports_of(before: Task, after: Task) -> Task:
    """Return a task as the new table words it, under its key and with what was reported of it."""
    return replace(
        after,
        key=before.key,
        statement=before.statement,
        claim=before.claim,
        observations=before.observations,
        reports=before.reports,
        relations=before.relations,
        settlements=before.settlements,
        assessment=None,
    )


def _free(key: str, used: Collection[str], number: int) -> str:
    """Return the new table's key, or that with the revision's number where a task has it already."""
    if key not in used:
        return key
    others = (f"{key}-{number}" if count == 1 else f"{key}-{number}-{count}" for count in range(1, len(used) + 2))
    return next(other for other in others if other not in used)


def _findings(new: Plan, keys: Mapping[str, str], kept: Collection[str]) -> list[Finding]:
    return [
        finding if finding.task is None else replace(finding, task=keys[finding.task])
        for finding in new.findings
        if finding.task is None or (finding.task in keys and keys[finding.task] not in kept)
    ]


def _mentions(old: Plan, new: Plan, tasks: Collection[Task], kept: Collection[str]) -> tuple[UnitMention, ...]:
    """Return the units of the new table, but for those that only rows named which were not taken; then the kept."""
    named = {name for task in tasks for name in (*task.lead, *task.cooperating)}
    of_new = {name for task in new.tasks for name in (*task.lead, *task.cooperating)}
    # what no row names, a heading may: it stays
    stays = [one for one in new.units if _spellings(one) & named or not _spellings(one) & of_new]
    known = {name for mention in stays for name in _spellings(mention)}
    wanted = {name for task in tasks if task.key in kept for name in (*task.lead, *task.cooperating)} - known
    return (*stays, *(one for one in old.units if one.name not in known and wanted & _spellings(one)))


def _spellings(mention: UnitMention) -> set[str]:
    return {mention.name, *mention.as_written}
