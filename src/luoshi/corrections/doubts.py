"""What a person should still look at after corrections, and whether somebody has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from luoshi.corrections.cells import is_numbered
from luoshi.corrections.kinds import Correction, DoubtSettled
from luoshi.plan import Finding, Plan, Task, UnitMention
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.findings import number_findings, unit_findings

# Found anew from the tasks as they are now.
_ANEW = ("number-missing", "number-twice", "unit-maybe-same")


def findings_after(
    plan: Plan, tasks: Sequence[Task], units: Sequence[UnitMention], renamed: Mapping[str, str]
) -> list[Finding]:
    """Return a plan's findings as they stand for its corrected tasks.

    Args:
        renamed: key as read → key as it is now, of the tasks that are still there.
    """
    kept = []
    known = {task.key for task in plan.tasks}
    for finding in plan.findings:
        if finding.code in _ANEW:
            continue
        if finding.task in known:
            if finding.task not in renamed:
                continue
            finding = replace(finding, task=renamed[finding.task])
        kept.append(finding)
    drafts = [_draft(task) for task in tasks]
    return [*kept, *number_findings(drafts, tasks), *unit_findings(units, tasks)]


def _draft(task: Task) -> Draft:
    """Return as much of a draft as the findings of numbers look at."""
    number = str(task.no) if is_numbered(task) else ""
    return Draft(task.place, number=number, chapter=task.chapter, objective=task.objective, places=dict(task.places))


def is_settled(finding: Finding, corrections: Iterable[Correction]) -> bool:
    """Tell whether a person has said of this finding that the plan is right as it is."""
    return any(
        isinstance(said, DoubtSettled)
        and said.code == finding.code
        and said.written == finding.written
        and (said.task == finding.task or (said.place is not None and said.place == finding.place))
        for said in corrections
    )
