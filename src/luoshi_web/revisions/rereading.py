"""Reading the files in force once more, by the present grammar, under what persons have corrected.

Nothing happens by itself: what comes of it is a proposal like any other.
"""

from dataclasses import replace

from luoshi.corrections import ColumnMeaning, FigureChosen, TargetRemoved, TargetSet, apply, needs_document
from luoshi.documents import read_document
from luoshi.drafting import draft_report
from luoshi.drafting.writing import as_plan
from luoshi.grammar import read_promise
from luoshi.plan import Plan, Source, Task
from luoshi.revision import compare
from luoshi_web.intake.models import Intake
from luoshi_web.intake.queries import corrections_of, names_known
from luoshi_web.plans import models as plans
from luoshi_web.revisions.persons import keep_what_persons_set, taken_out
from luoshi_web.revisions.queries import plan_proposed, present_plan

_NOWHERE = Source("", "text", "")


def reread(row: plans.Plan) -> Plan:
    """Return the plan in force as its files are read today.

    What persons corrected is corrected again; targets that they set or took out stay so, and
    rows that the office kept, or refused, are not offered once more.

    Raises:
        LuoshiError: a file can no longer be read, or holds no task.
    """
    present = present_plan(row)
    assert row.in_force is not None
    newest = _read(row, row.in_force.source)
    newest = keep_what_persons_set(newest, {task.text: task for task in present.tasks}, taken_out(row))
    kept = set(row.in_force.wordings.filter(kept_from__isnull=False).values_list("task__key", flat=True))
    refused = _refused(row)
    tasks = []
    for change in compare(present, newest).changes:
        if change.old is not None and change.old.key in kept:
            tasks.append(_words_again(change.old, row.year))
        elif change.new is not None and (change.old is not None or change.new.text not in refused):
            tasks.append(change.new)
    return replace(newest, tasks=tuple(tasks))


def _read(row: plans.Plan, source: plans.SourceFile) -> Plan:
    """Read a file under the corrections of its intake, but for those of single targets: their places may have moved.

    Which figure answers one goes on with the report whose sentence it was said of.
    """
    data = bytes(plans.SourceContent.objects.get(source=source).data)
    intake = Intake.objects.filter(source=source, revision__plan=row).order_by("-number").first()
    given = corrections_of(intake) if intake else []
    shown = {(one.table, one.index) for one in given if isinstance(one, ColumnMeaning)}
    document = read_document(data, source.name, kind=source.kind or None, shown=shown)
    made = [one for one in given if not isinstance(one, TargetSet | TargetRemoved | FigureChosen)]
    said = [*names_known(row.jurisdiction), *made]
    if intake is not None and intake.drafted:  # cut from a report, and so it is read by being cut again
        cut = as_plan(draft_report(document, year=row.year), document.kind, document.sha256)
        return apply(cut, [correction for correction in said if not needs_document(correction)], strict=False)
    return apply(document, said, year=row.year)


def _words_again(task: Task, year: int) -> Task:
    """Read the words of a task that the office kept, whose file is no longer the one in force."""
    reading = read_promise(task.text, year=year)
    beside = [target for target in task.targets if target.written]  # goals of cells, which the words do not hold
    again = replace(task, targets=(*reading.targets, *beside), milestones=reading.milestones)
    own = Plan(None, None, year, _NOWHERE, (again,))
    return keep_what_persons_set(own, {task.text: task}, {}).tasks[0]


def _refused(row: plans.Plan) -> set[str]:
    """Return the wordings that a table of this plan brought and that are not in force."""
    assert row.in_force is not None
    proposals = row.proposals.filter(revision__isnull=False)
    seen = {task.text for proposal in proposals for task in plan_proposed(proposal).tasks}
    return seen - set(row.in_force.wordings.values_list("text", flat=True))
