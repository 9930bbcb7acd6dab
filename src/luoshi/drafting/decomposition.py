"""What a draft holds: tasks made of spans of the report, and what became of all the rest of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from luoshi.drafting.report import ReportText
from luoshi.place import Place, Span
from luoshi.plan import Finding, Milestone, Target


class Fate(StrEnum):
    """What a draft task comes from: the year's work, the expected indicators, or the livelihood works (民生实事)."""

    WORK = "work"
    INDICATOR = "indicator"
    LIVELIHOOD = "livelihood"


class Reason(StrEnum):
    """Why a piece of this year's part is no task."""

    HEAD = "head"
    SITUATION = "situation"
    GUIDANCE = "guidance"
    SLOGAN = "slogan"
    THANKS = "thanks"
    INTRODUCTION = "introduction"


class Kind(StrEnum):
    """Which part of a report a stretch of it is."""

    FRONT = "front"
    REVIEW = "review"
    LONGER = "longer"
    THIS_YEAR = "this-year"
    NOTES = "notes"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of the report; `text` is its words without their number."""

    text: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class DraftTask:
    """One task of the draft.

    Args:
        spans: what it says, in the report's order; joined they are `text`, character for character.
        shared: those of `spans` that stand in other tasks too: a head that several pieces have.
        number: the number that the report prints before a livelihood work, without its marks; else "".
        chapter, objective: the headings over it; None where it stands under none.
        same_as: the positions of draft tasks that may promise the same: said twice, in the text and among the
            livelihood works.
    """

    fate: Fate
    spans: tuple[Span, ...]
    text: str
    place: Place
    chapter: Head | None = None
    objective: Head | None = None
    shared: tuple[Span, ...] = ()
    number: str = ""
    targets: tuple[Target, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    same_as: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece of this year's part that is no task, and why."""

    span: Span
    reason: Reason
    place: Place


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the report that does not speak of this year: what it is, where it begins, and its letters."""

    kind: Kind
    title: str
    place: Place
    letters: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The draft of a year's tasks, cut from a report.

    Every letter of the report stands in a task, in a heading, in `aside` or in `left_out`.

    Args:
        findings: what a person should look at: a promise said twice, a part that was not found.
    """

    report: ReportText
    name: str
    title: str | None
    year: int | None
    tasks: tuple[DraftTask, ...]
    aside: tuple[Aside, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Each span of each task; one that is shared comes as often as it stands in one."""
        for task in self.tasks:
            yield from task.spans
