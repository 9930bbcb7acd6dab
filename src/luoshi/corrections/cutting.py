"""A task that is two, and two that are one: a person's cut or seam in what was read."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from luoshi.corrections.cells import with_cell
from luoshi.corrections.kinds import PERSON, CorrectionRefused
from luoshi.place import Place
from luoshi.plan import Claim, Target, Task

_MARKS = " \t\u3000，；;,、。."
_ENDS = tuple("，；;,、。：:")


def halves(task: Task, at: int, year: int | None, removed: Sequence[tuple[object, ...]] = ()) -> tuple[Task, Task]:
    """Cut a task's text before the character `at`; what was reported of it stays with the first.

    A person's target goes with its words, one over the cut with its value.

    Args:
        removed: signatures of targets that a person took out; they come back in neither.

    Raises:
        CorrectionRefused: one of the two would say nothing.
    """
    first, second = task.text[:at].rstrip(_MARKS), task.text[at:].strip(_MARKS)
    if at <= 0 or not first or not second:
        raise CorrectionRefused("拆开的两边都要有字。", "Both sides of a cut must say something.")
    theirs = tuple(target for target in task.targets if target.rule == PERSON and _start(target) >= at)
    further = replace(
        task,
        key="#0",
        no=0,
        statement="",
        claim=Claim.NONE,
        observations=(),
        reports=(),
        settlements=(),
        targets=theirs,
        place=_behind(task.place, at),
        places=MappingProxyType({name: place for name, place in task.places.items() if name != "no"}),
    )
    task = replace(task, targets=tuple(target for target in task.targets if target not in theirs))
    return (
        with_cell(task, "text", first, year=year, removed=removed),
        with_cell(further, "text", second, year=year, removed=removed),
    )


def joined(task: Task, behind: Task, year: int | None, removed: Sequence[tuple[object, ...]] = ()) -> Task:
    """Put the words of the task behind to a task; units of both, each once, and what a person set for either.

    Args:
        removed: signatures of targets that a person took out of either; they do not come back.

    Raises:
        CorrectionRefused: the one behind has been reported on, which one task cannot hold.
    """
    if behind.statement or any(report.statement for report in behind.reports):
        raise CorrectionRefused("后一项已有完成情况，不能并进来。", "The task behind has progress of its own.")
    seam = "" if task.text.endswith(_ENDS) else "，"
    units = tuple(dict.fromkeys((*task.cooperating, *behind.lead, *behind.cooperating)))
    lead = task.lead or behind.lead
    cooperating = tuple(unit for unit in units if unit not in lead)
    text = f"{task.text}{seam}{behind.text}"
    further = tuple(_shifted(target, len(text) - len(behind.text)) for target in behind.targets)
    both = replace(task, text=text, targets=(*task.targets, *further))
    whole = with_cell(both, "text", text, year=year, removed=removed)
    return replace(whole, lead=lead, cooperating=cooperating)


def _start(target: Target) -> int:
    return (target.value_span or target.span).start


def _shifted(target: Target, by: int) -> Target:
    value = target.value_span.shifted(by) if target.value_span else None
    return replace(target, span=target.span.shifted(by), value_span=value)


def _behind(place: Place, at: int) -> Place:
    """Where the second half stands: so many characters further on, so that no two tasks stand at one place."""
    return replace(place, column=(place.column or 1) + at)
