"""A task as it is found in a document, before its sentences are read."""

from dataclasses import dataclass, field

from luoshi.place import Place
from luoshi.plan import Column, Step


@dataclass(slots=True)
class Answer:
    """What stands in one progress column for one task."""

    column: Column
    text: str
    place: Place
    problems: str | None = None
    next_step: str | None = None


@dataclass(slots=True)
class Draft:
    """One task: texts as they stand in the cells, and where each was read."""

    place: Place
    number: str = ""
    chapter: str = ""
    objective: str = ""
    text: str = ""
    lead: list[str] = field(default_factory=list)
    cooperating: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    due: str | None = None
    leader: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
