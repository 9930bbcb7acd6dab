"""Judgement (研判): what the figures say of a target, which of them may answer it, and whose word settled that."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.place import Span
from luoshi.plan.kinds import Aspect, Basis, Light, Settler, State


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
