"""Tasks: the rows of a plan with what was read in them and said of them, and the plan with where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from luoshi.place import Place, Span
from luoshi.plan.judgement import Assessment, Settlement
from luoshi.plan.kinds import Claim, Level
from luoshi.plan.readings import Milestone, Observation, Relation, Target


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: what was written, what was reckoned, where."""

    code: str
    level: Level
    message: str
    place: Place
    message_en: str = ""
    task: str | None = None
    written: str | None = None
    reckoned: str | None = None
    field: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a task that is spread over several, with its own unit or date."""

    text: str
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    due: str | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Report:
    """One progress column's answer on a task.

    `phrasing` is the office's own wording of it for publication; nothing is ever read in it or reckoned from it.
    """

    as_of: date | None
    heading: str
    statement: str
    claim: Claim
    observations: tuple[Observation, ...] = ()
    problems: str | None = None
    next_step: str | None = None
    place: Place = Place()
    phrasing: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One promise of the plan, with what was read in it and what is said of it.

    `places` says where each field was read, by the field's name here. `phrasing` is the office's
    own wording of the statement for publication; figures, spans and findings are the statement's.
    `settlements` are what persons said of the figures of this statement; the last on a target counts.
    `part` is the title of the table, annex or list that it stands in, where a document has several,
    `year` that part's year, where it is not the plan's.
    """

    key: str
    no: int | str
    chapter: str
    objective: str
    text: str
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    statement: str
    claim: Claim
    place: Place
    due: str | None = None
    leader: str | None = None
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    targets: tuple[Target, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    observations: tuple[Observation, ...] = ()
    steps: tuple[Step, ...] = ()
    reports: tuple[Report, ...] = ()
    relations: tuple[Relation, ...] = ()
    assessment: Assessment | None = None
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    phrasing: str = ""
    settlements: tuple[Settlement, ...] = ()
    part: str = ""
    year: int | None = None

    @property
    def numeric(self) -> bool:
        """Whether a target of it is written in digits."""
        return any(target.numeric for target in self.targets)


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit (责任单位) as the plan names it.

    Args:
        maybe_same_as: names that look alike, for a person to confirm.
        kind: "unit", or "group" for 各街道.
    """

    name: str
    as_written: tuple[str, ...]
    kind: str = "unit"
    maybe_same_as: tuple[str, ...] = ()
    leads: int = 0
    cooperates: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a plan was read from; `sha256` is hexadecimal, of its bytes."""

    name: str
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a column was taken for: its heading as printed, and the field it fills.

    Args:
        field: a field of Task, "report", "problems", "next_step" or "extra".
        guessed: the heading did not say; what stands in the cells did.
    """

    table: int
    index: int
    heading: str
    field: str
    guessed: bool = False
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A year's plan of one jurisdiction, as one file states it."""

    title: str | None
    as_of: date | None
    year: int | None
    source: Source
    tasks: tuple[Task, ...]
    units: tuple[UnitMention, ...] = ()
    findings: tuple[Finding, ...] = ()
    columns: tuple[Column, ...] = ()
    year_from: str = ""
