"""Readings: what was read in a sentence: targets, milestones, figures, and how these hold together."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.cycle import Period
from luoshi.place import Place, Span
from luoshi.plan.judgement import Assessment
from luoshi.plan.kinds import Basis, Comparator, MilestoneKind, Stage


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
