"""A task's cells: what each says, and the task with one of them changed and read again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from luoshi.corrections.kinds import PERSON, CorrectionRefused
from luoshi.corrections.targets import moved, signature
from luoshi.grammar import read_promise, read_statement
from luoshi.place import Span
from luoshi.plan import Claim, Report, Target, Task
from luoshi.tasktable.numbering import as_printed
from luoshi.units import split_units

_SIMPLE = ("chapter", "objective", "due", "leader")
_UNITS = ("lead", "cooperating")
_REPORT = {"": "statement", "problems": "problems", "next_step": "next_step"}


def cell_of(task: Task, field: str) -> str:
    """Return what a cell of a task says; fields as in CellText.

    Raises:
        CorrectionRefused: a task has no such field.
    """
    if field == "no":
        return str(task.no) if is_numbered(task) else ""
    if field in _UNITS:
        return "、".join(getattr(task, field))
    if field in (*_SIMPLE, "text", "statement"):
        return getattr(task, field) or ""
    if field.startswith("extra."):
        return task.extra.get(field.removeprefix("extra."), "")
    report, part = _report_of(task, field)
    return getattr(task.reports[report], part) or ""


def is_numbered(task: Task) -> bool:
    """Tell whether a number was printed; else `no` counts the tasks."""
    return not task.key.startswith("#") or "no" in task.places


def with_cell(
    task: Task, field: str, text: str, *, year: int | None, removed: Sequence[tuple[object, ...]] = ()
) -> Task:
    """Return the task with one cell changed: what was read in it is read again, what a person set stays.

    Args:
        removed: signatures of targets that a person took out; they do not come back.

    Raises:
        CorrectionRefused: no such field, or an empty text where a task must say something.
    """
    text = text.strip()
    if field == "text":
        return _with_text(task, text, year, removed)
    if field == "no":
        places = {**task.places, "no": task.places.get("no", task.place)}
        if not text:
            places.pop("no")
        return replace(task, no=as_printed(text) if text else task.no, places=MappingProxyType(places))
    if field in _UNITS:
        units = split_units(text)
        return replace(task, lead=units) if field == "lead" else replace(task, cooperating=units)
    if field in _SIMPLE:
        return _with_simple(task, field, text)
    if field.startswith("extra."):
        return _with_extra(task, field.removeprefix("extra."), text)
    if field == "statement" and not task.reports:
        return _with_statement(task, text, year)
    report, part = _report_of(task, field)
    return _with_report(task, report, part, text, year)


def _with_simple(task: Task, field: str, text: str) -> Task:
    if field == "chapter":
        return replace(task, chapter=text)
    if field == "objective":
        return replace(task, objective=text)
    return replace(task, due=text or None) if field == "due" else replace(task, leader=text or None)


def _with_text(task: Task, text: str, year: int | None, removed: Sequence[tuple[object, ...]]) -> Task:
    if not text:
        raise CorrectionRefused("任务内容不能为空；这一行不是任务的，请选“不是任务”。", "A task must say something.")
    promise = read_promise(text, year=year)
    mine = [target for target in task.targets if target.rule == PERSON]
    # a person's target whose words are gone stands over the whole text, until a person looks at it again
    whole = Span(0, len(text))
    kept = [moved(target, task.text, text) or replace(target, span=whole, value_span=None) for target in mine]
    read = [target for target in promise.targets if signature(target, text) not in removed]
    read = [target for target in read if not any(_overlap(target, own) for own in kept)]
    beside = [replace(target, span=whole) for target in task.targets if target.written and target.rule != PERSON]
    targets = tuple(sorted([*read, *beside, *kept], key=lambda target: target.span))
    task = replace(task, text=text, targets=targets, milestones=promise.milestones)
    return reread_reports(task, year)


def _overlap(one: Target, other: Target) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _with_extra(task: Task, heading: str, text: str) -> Task:
    if heading not in task.extra and not text:
        return task
    extra: Mapping[str, str] = {**task.extra, heading: text}
    return replace(task, extra=MappingProxyType({name: said for name, said in extra.items() if said}))


def _report_of(task: Task, field: str) -> tuple[int, str]:
    """Return which report a field means, and which part of it."""
    if field == "statement" and task.reports:
        said = [index for index, report in enumerate(task.reports) if report.statement]
        return (said[-1] if said else len(task.reports) - 1), "statement"
    name, _, rest = field.partition(".")
    number, _, part = rest.partition(".")
    if name == "report" and number.isdigit() and int(number) < len(task.reports) and part in _REPORT:
        return int(number), _REPORT[part]
    raise CorrectionRefused(f"任务没有“{field}”这一栏。", f"A task has no field {field}.")


def _with_report(task: Task, index: int, part: str, text: str, year: int | None) -> Task:
    changed = _report_saying(task.reports[index], part, text)
    task = replace(task, reports=(*task.reports[:index], changed, *task.reports[index + 1 :]))
    return reread_reports(task, year, only=index) if part == "statement" else task


def _report_saying(report: Report, part: str, text: str) -> Report:
    if part == "statement":
        return replace(report, statement=text)
    return replace(report, problems=text or None) if part == "problems" else replace(report, next_step=text or None)


def reread_reports(task: Task, year: int | None, only: int | None = None) -> Task:
    """Read the progress columns' sentences again, whose figures may mean the task's targets."""
    if not task.reports:
        return _with_statement(task, task.statement, year)
    reports = tuple(
        _reread(report, task.targets, year) if only in (None, index) else report
        for index, report in enumerate(task.reports)
    )
    latest = next((report for report in reversed(reports) if report.statement), None)
    return replace(
        task,
        reports=reports,
        statement=latest.statement if latest else "",
        claim=latest.claim if latest else Claim.NONE,
        observations=latest.observations if latest else (),
    )


def _reread(report: Report, targets: Sequence[Target], year: int | None) -> Report:
    reading = read_statement(report.statement, year=year, as_of=report.as_of, targets=targets)
    return replace(report, claim=reading.claim, observations=reading.observations)


def _with_statement(task: Task, text: str, year: int | None) -> Task:
    reading = read_statement(text, year=year, targets=task.targets)
    return replace(task, statement=text, claim=reading.claim, observations=reading.observations)
