"""A task that is two, and two that are one: a person's cut or seam in what was read."""

from dataclasses import replace
from types import MappingProxyType

from luoshi.corrections.cells import with_cell
from luoshi.corrections.kinds import CorrectionRefused
from luoshi.place import Place
from luoshi.plan import Claim, Task

_MARKS = " \t\u3000，；;,、。."
_ENDS = tuple("，；;,、。：:")


def halves(task: Task, at: int, year: int | None) -> tuple[Task, Task]:
    """Cut a task's text before the character `at`; what was reported of it stays with the first.

    Raises:
        CorrectionRefused: one of the two would say nothing.
    """
    first, second = task.text[:at].rstrip(_MARKS), task.text[at:].strip(_MARKS)
    if at <= 0 or not first or not second:
        raise CorrectionRefused("拆开的两边都要有字。", "Both sides of a cut must say something.")
    further = replace(
        task,
        key="#0",
        no=0,
        statement="",
        claim=Claim.NONE,
        observations=(),
        reports=(),
        settlements=(),
        targets=(),
        place=_behind(task.place, at),
        places=MappingProxyType({name: place for name, place in task.places.items() if name != "no"}),
    )
    return with_cell(task, "text", first, year=year), with_cell(further, "text", second, year=year)


def joined(task: Task, behind: Task, year: int | None) -> Task:
    """Put the words of the task behind to a task; units of both, each once.

    Raises:
        CorrectionRefused: the one behind has been reported on, which one task cannot hold.
    """
    if behind.statement or any(report.statement for report in behind.reports):
        raise CorrectionRefused("后一项已有完成情况，不能并进来。", "The task behind has progress of its own.")
    seam = "" if task.text.endswith(_ENDS) else "，"
    units = tuple(dict.fromkeys((*task.cooperating, *behind.lead, *behind.cooperating)))
    lead = task.lead or behind.lead
    cooperating = tuple(unit for unit in units if unit not in lead)
    whole = with_cell(task, "text", f"{task.text}{seam}{behind.text}", year=year)
    return replace(whole, lead=lead, cooperating=cooperating)


def _behind(place: Place, at: int) -> Place:
    """Where the second half stands: so many characters further on, so that no two tasks stand at one place."""
    return replace(place, column=(place.column or 1) + at)
