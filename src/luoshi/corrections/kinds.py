"""What a person may put right in a plan that was read: one frozen value a correction.

A correction names its task by the key that the task has when the correction is made, and,
where it is known, by the place of its row, which stays when the file is read again with
other columns. A column is named by the table and its index, both from 1, as in Plan.columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from luoshi.errors import LuoshiError
from luoshi.place import Place, Span
from luoshi.plan import Basis, Target, Task

PERSON = "person"
"""The rule of a target that a person set."""


class CorrectionRefused(LuoshiError):
    """A correction that cannot be made: no such task or field, or words that do not stand in the text."""


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell should say.

    Args:
        field: no, chapter, objective, text, lead, cooperating, due, leader or statement; extra.<heading>;
            report.<n>, report.<n>.problems or report.<n>.next_step, n from 0, for a progress column.
        text: the whole cell; empty for an empty one. Units stand as in a cell: 发改局、财政局.
    """

    task: str
    field: str
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What a column holds; `role` is a field of Column, or "responsible": the first unit leads, the others help."""

    table: int
    index: int
    role: str


@dataclass(frozen=True, slots=True)
class TargetSet:
    """A target as a person reads it: in the place of target `index`, or further to them where that is None."""

    task: str
    target: Target
    index: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TargetRemoved:
    """What was read as target `index` is none."""

    task: str
    index: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class FigureChosen:
    """Which figure of a task's sentence answers a target, where its words do not say; None for none of them.

    It counts while the sentence, and the target's words, are those that were looked at. Of two on one target the
    later counts.

    Args:
        target: the target's span in the task's text; with `basis` it names the target.
        words: the target's words.
        figure: the span of the figure in the sentence.
        value_text: the figure as it is written there.
        said: the sentence.
        on: the day on which it was chosen.
    """

    task: str
    target: Span
    basis: Basis
    words: str
    figure: Span | None
    value_text: str
    said: str
    on: date | None = None
    place: Place | None = None

    def fits(self, task: Task) -> bool:
        """Tell whether the task still says what was looked at."""
        named = any(one.span == self.target and one.basis is self.basis for one in task.targets)
        return named and task.statement == self.said and self.target.of(task.text) == self.words


@dataclass(frozen=True, slots=True)
class UnitAlias:
    """`name` is the unit `same_as`, or with `same` False, is another one."""

    name: str
    same_as: str
    same: bool = True


@dataclass(frozen=True, slots=True)
class RowRole:
    """The row at a place is a task, or is none; `task` is its key where it was read as one."""

    place: Place
    is_task: bool
    task: str = ""


@dataclass(frozen=True, slots=True)
class TaskAdded:
    """A task that the reading missed; `after` is the key of the task before it, "" for the first place."""

    after: str
    cells: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TaskSplit:
    """A task is two: its words up to the character `at` of its text, and those from there on; units and dates stay."""

    task: str
    at: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TasksJoined:
    """A task and the one behind it are one: the words of both, with a comma where no mark stands between them."""

    task: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PlanYear:
    """The year that the plan is of; dates and periods are read against it."""

    year: int


@dataclass(frozen=True, slots=True)
class DoubtSettled:
    """A person has looked at a finding, and the plan is right as it is. Changes nothing in the plan.

    `message` is the sentence that was looked at: two targets of one figure differ in it alone. None, as corrections
    kept before it was there have it, is any.
    """

    code: str
    task: str | None = None
    written: str | None = None
    place: Place | None = None
    message: str | None = None


Correction: TypeAlias = (
    CellText
    | ColumnMeaning
    | TargetSet
    | TargetRemoved
    | FigureChosen
    | UnitAlias
    | RowRole
    | TaskAdded
    | TaskSplit
    | TasksJoined
    | PlanYear
    | DoubtSettled
)
