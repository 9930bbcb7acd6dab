"""A task as it is found in a document, before its sentences are read."""

from dataclasses import dataclass, field
from functools import lru_cache

from luoshi.place import Place
from luoshi.plan import Column, Step
from luoshi.units import split_units
from luoshi.units.roles import Roles, roles_of_cell


@lru_cache(maxsize=512)
def _said(cell: str) -> Roles | None:
    """What a cell of units says; a draft asks again each time that it is asked, and nobody changes it."""
    return roles_of_cell(cell)


@dataclass(slots=True)
class Answer:
    """What stands in one progress column for one task."""

    column: Column
    text: str
    place: Place
    problems: str | None = None
    next_step: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What a cell beside a metric asks of it: 300亿元以上, 增长7%; `metric` is the name without its measure."""

    metric: str
    written: str
    place: Place


@dataclass(slots=True)
class Draft:
    """One task: texts as they stand in the cells, and where each was read.

    `units` holds the cells of units as written, by their role; `named` are the units that the
    task's own words name, for a table without a column of units. `numbered` is False where a
    number is not to be expected; `asked` tells that the text came from a line 目标任务; `order` is
    the index of the block that it stands in; `nodes` are what is to be reached by a quarter or month;
    `goals` stand in cells of their own, and are never joined to the words.
    """

    place: Place
    number: str = ""
    chapter: str = ""
    objective: str = ""
    text: str = ""
    step: str = ""
    step_heading: str = ""
    units: dict[str, str] = field(default_factory=dict)
    named: Roles | None = None
    answers: list[Answer] = field(default_factory=list)
    due: str | None = None
    leader: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    nodes: list[Step] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    numbered: bool = True
    asked: bool = False
    part: str = ""
    year: int | None = None
    order: int = 0

    @property
    def roles(self) -> Roles:
        """Who leads and who helps.

        责任单位 beside 牵头单位 is cooperating; alone, the first named leads.
        """
        roles = Roles()
        told = _said(self.units["lead"]) if "lead" in self.units else None
        if told and told.cooperating:
            roles.add(tuple(told.lead), roles.lead)
            roles.add(tuple(told.cooperating), roles.cooperating)
        else:
            roles.add(tuple(told.lead) if told else split_units(self.units.get("lead", "")), roles.lead)
        self._add_responsible(roles)
        roles.add(split_units(self.units.get("cooperating", "")), roles.cooperating)
        return roles if roles or self.named is None else self.named

    def _add_responsible(self, roles: Roles) -> None:
        cell = self.units.get("responsible", "")
        told = _said(cell)
        if told:
            roles.add(tuple(told.lead), roles.cooperating if roles.lead else roles.lead)
            roles.add(tuple(told.cooperating), roles.cooperating)
            roles.assumed = told.assumed
            return
        names = split_units(cell)
        if not roles.lead:
            roles.lead += names[:1]
            roles.assumed = len(names) > 1
        roles.add(names, roles.cooperating)

    def as_step(self) -> Step:
        """This row as one step of a task that goes over several rows."""
        roles = self.roles
        return Step(self.step or self.text, tuple(roles.lead), tuple(roles.cooperating), self.due, self.place)
