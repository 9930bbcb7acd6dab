"""What the grammar hands back: targets, milestones, observations, a claim, and how it came to them."""

from dataclasses import dataclass
from typing import NamedTuple

from luoshi.place import Span
from luoshi.plan import Claim, Milestone, Observation, Target

VERSION = "1"


class Step(NamedTuple):
    """One step of a reading: which rule took which characters, and what it made of them.

    `source` is the span that a thing was inherited from (a metric, a hedge, a period of the
    sentence before), or None where the text itself says it. `depth` is 0 for a step that
    stands alone, 1 for a figure, 2 for a word beside its number.
    """

    rule: str
    span: Span
    makes: str
    source: Span | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read. Positions are code points of that text."""

    targets: tuple[Target, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    observations: tuple[Observation, ...] = ()
    claim: Claim = Claim.NONE
    trace: tuple[Step, ...] = ()
