"""What a person should still look at after corrections, and whether somebody has."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from luoshi.corrections.cells import is_numbered
from luoshi.corrections.kinds import Correction, DoubtSettled
from luoshi.plan import Finding, Level, Plan, Task, UnitMention
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.findings import unit_findings
from luoshi.tasktable.missing_numbers import number_findings
from luoshi.units import look_alikes, spelled

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
    return [*kept, *number_findings(drafts, tasks, kept), *unit_findings(units, tasks)]


def units_unheard(plan: Plan, known: Collection[str], apart: Collection[frozenset[str]] = frozenset()) -> list[Finding]:
    """Tell which units a plan names that were not known before, each at the first row that names it.

    A name that looks like a known one is proposed as the same; groups (各街道) are passed over.

    Args:
        known: names and aliases of a jurisdiction's units; empty where this is its first plan.
        apart: pairs of names that a person has said are two units; the next likeliest is proposed then,
            and where none is left, the name is no longer told.
    """
    if not known:
        return []
    heard = {spelled(name) for name in known}
    fresh = [
        unit.name
        for unit in plan.units
        if unit.kind == "unit" and not heard & {spelled(name) for name in (unit.name, *unit.as_written)}
    ]
    # sorted, so that of two as likely the same is proposed each time
    alike = look_alikes([*sorted(known), *fresh]) if fresh else {}
    findings = []
    for name in fresh:
        task = next((t for t in plan.tasks if name in (*t.lead, *t.cooperating)), None)
        if task is None:
            continue
        likely = [other for other in alike[name] if other in known]
        left = [other for other in likely if frozenset((name, other)) not in apart]
        if likely and not left:
            continue
        same = left[0] if left else None
        field = "lead" if name in task.lead else "cooperating"
        findings.append(_unheard(name, same, task, field))
    return findings


def towards_known(finding: Finding, known: Collection[str], tasks: Iterable[Task]) -> Finding:
    """Return a question about two names so that the known one is what the other may be, whichever stands first."""
    written, other = finding.written, finding.reckoned
    if finding.code != "unit-maybe-same" or written is None or other is None:
        return finding
    heard = {spelled(name) for name in known}
    if spelled(written) not in heard or spelled(other) in heard:
        return finding
    task = next((task for task in tasks if other in (*task.lead, *task.cooperating)), None)
    return finding if task is None else _unheard(other, written, task, "lead" if other in task.lead else "cooperating")


def _unheard(name: str, same: str | None, task: Task, field: str) -> Finding:
    if same is None:
        code, message = "unit-unknown", f"“{name}”以前没有出现过，请确认名称没有写错。"
        english = f"“{name}” has not been named before; please make sure that it is spelt so."
    else:
        code, message = "unit-maybe-same", f"“{name}”以前没有出现过，可能就是“{same}”，请确认。"
        english = f"“{name}” has not been named before, and may be “{same}”; please confirm."
    place = task.places.get(field, task.place)
    return Finding(code, Level.NOTE, message, place, english, task.key, name, same, field)


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
        and said.message in (None, finding.message)
        and (said.task == finding.task or (said.place is not None and said.place == finding.place))
        for said in corrections
    )
