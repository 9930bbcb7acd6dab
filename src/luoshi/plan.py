"""The plan: what was promised, who owes it, and what is said of it.

Values only: frozen, without behaviour that needs a clock, a network or a database. Every
room above speaks in these. Amounts are Decimal in the base of their measure (4万人 is
40000 人, 300亿元 is 30000000000 元, 5.6% is 5.6 %); spans are code points of the text or
statement that they were read in. `contract.py` writes a plan as the public JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from luoshi.cycle import Period
from luoshi.place import Place, Span


class Basis(StrEnum):
    """What kind of thing a figure is."""

    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    PER_CAPITA = "per_capita"
    PARITY = "parity"
    TREND = "trend"
    BREAKTHROUGH = "breakthrough"


class Comparator(StrEnum):
    """How a value is meant, as written; a bare number is EXACTLY."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    EXACTLY = "="
    ABOUT = "~"


class MilestoneKind(StrEnum):
    """A stated phase of an identifiable work."""

    START = "start"
    CONTINUE = "continue"
    NEW = "new"
    COMPLETE = "complete"
    COMMISSION = "commission"
    PILOT = "pilot"
    WIN = "win"
    ISSUE = "issue"
    HOLD = "hold"
    LAND = "land"


class Stage(StrEnum):
    """How far a milestone is, as its unit answered."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"


class Claim(StrEnum):
    """What the unit says of a task (自评)."""

    ON_SCHEDULE = "on_schedule"
    COMPLETED = "completed"
    AHEAD = "ahead"
    BEHIND = "behind"
    NOT_STARTED = "not_started"
    AWAITING_DATA = "awaiting_data"
    ANNUAL_DATA = "annual_data"
    FIGURES = "figures"
    NONE = "none"
    OTHER = "other"


class State(StrEnum):
    """What the figures say of a target or task as of a date (研判)."""

    NOT_DUE = "not_due"
    AWAITING_DATA = "awaiting_data"
    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_EARLY = "done_early"
    CHANGED = "changed"
    DROPPED = "dropped"
    NOT_REPORTED = "not_reported"
    UNCLEAR = "unclear"
    NO_FIGURE = "no_figure"
    CLAIM_ONLY = "claim_only"


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    BLUE = "blue"
    ORANGE = "orange"


class Aspect(StrEnum):
    """One of the five things that must be settled before a figure may light a target.

    The same thing is counted, in a measure that converts, as a level or a growth as promised, for
    the year so far, and it is reached: not begun, not planned, not expected.
    """

    METRIC = "metric"
    MEASURE = "measure"
    BASIS = "basis"
    PERIOD = "period"
    COMPLETION = "completion"


class Settler(StrEnum):
    """Who said which figure answers a target, where the words did not."""

    UNIT = "unit"
    OFFICE = "office"


class Level(StrEnum):
    """How heavy a finding is: `luoshi check` exits 1 on an error."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may answer a target, and one sentence that says why it is not sure.

    Args:
        span: of the number with its measure, in the statement; empty at its end for a figure
            given in a field, which stands nowhere in it.
    """

    span: Span
    value_text: str
    value: Decimal | None
    measure: str | None
    why: str
    why_en: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who gave a word, and on which day; None where nobody kept the day."""

    who: Settler
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person's word on which figure of a statement answers a target.

    Args:
        target: the target's span in the task's text; with `basis` it names the target.
        figure: the span of the figure's number with its measure, in the statement; None where the
            person said that none of them answers.
    """

    by: Confirmation
    target: Span
    basis: Basis
    figure: Span | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the figures say, by which rule, from which inputs, in one sentence.

    Args:
        expected: what was to be reached by then, in the unit that the rule compares
            (points of a year's share, points of growth, the measure itself).
        reached: what was reached, in the same unit.
        provisional: a figure is estimated or two periods differ; never red.
        inputs: named figures that the rule used, as text, in the order used.
        decided_by: of a task: the index of the target that decided.
        unsettled, candidates: of `unclear`: what neither the words nor a person settled, and the
            figures that may answer.
        settled_by: whose word settled which figure answers, where the sentence alone did not.
    """

    state: State
    light: Light
    rule: str
    version: str
    sentence: str
    sentence_en: str = ""
    provisional: bool = False
    expected: Decimal | None = None
    reached: Decimal | None = None
    inputs: tuple[tuple[str, str], ...] = ()
    decided_by: int | None = None
    unsettled: tuple[Aspect, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    settled_by: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a sentence promises to measure.

    `span` runs from the hedge, action or metric to the end of the unit or trailing
    comparator word; `value_span` covers number and measure only. A target is numeric
    when its number is written in digits.

    Where a cell of its own holds the goal (年度目标值), `place` is that cell and `written` its words with
    the measure (300亿元以上); they are no part of the text, so that `span` is the whole of it and
    `value_span` None. Where the text says the same goal, `place` is the cell and nothing is `written`.
    """

    metric: str
    basis: Basis
    comparator: Comparator | None
    value: Decimal | None
    measure: str | None
    span: Span
    value_span: Span | None = None
    value_text: str | None = None
    hedge: str | None = None
    milestone: MilestoneKind | None = None
    action: str | None = None
    reference: str | None = None
    scope: str | None = None
    of: str | None = None
    due: date | None = None
    rule: str = ""
    assessment: Assessment | None = None
    place: Place | None = None
    written: str = ""

    @property
    def numeric(self) -> bool:
        return self.value_text is not None and any(character.isdigit() for character in self.value_text)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A named work's phase, without a count: 开工建设九溪过江引水通道.

    Args:
        stage, reached: what the latest report answered to it: how far it is, and the day on which
            it was, or is expected to be, reached; None where nothing was answered.
    """

    kind: MilestoneKind
    object: str
    span: Span
    hedge: str | None = None
    due: date | None = None
    rule: str = ""
    stage: Stage | None = None
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure of a statement.

    Args:
        period: the months that it covers; None where the sentence names none.
        base: last year's figure, or the starting figure of a change.
        estimated: 预计.
        part_of: the metric of the whole that this is a part of (其中, 含).
        answers: of a figure given in a field of its own, which stands nowhere in the sentence: the
            span of the target that it was asked for by.
        given_on: the day on which it was given there, where that is known.
    """

    metric: str
    period: Period | None
    basis: Basis
    value: Decimal
    measure: str
    span: Span
    value_span: Span
    value_text: str
    comparator: Comparator | None = None
    of: str | None = None
    scope: str | None = None
    base: bool = False
    estimated: bool = False
    approximate: bool = False
    part_of: str | None = None
    released: date | None = None
    rule: str = ""
    answers: Span | None = None
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """An arithmetic relation that a statement holds, and whether its figures bear it out."""

    relation: str
    holds: bool
    written: str | None = None
    reckoned: str | None = None
    sentence: str = ""
    sentence_en: str = ""
    spans: tuple[Span, ...] = ()


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
