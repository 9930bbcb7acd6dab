"""A figure: one number that counts, with everything that its sentence says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from luoshi.grammar.frames import Frame
from luoshi.grammar.left_context import Front
from luoshi.grammar.number_context import Left
from luoshi.plan import Basis, Comparator, MilestoneKind, Target
from luoshi.quantity.measures import MEASURES

# how many figures back a figure may look for what it leaves unsaid; more would cost time, not gain sense
WINDOW = 24


@dataclass(slots=True)
class Figure:
    """One figure, ready to become a target or an observation.

    Args:
        frame, left, front: where it stands, and how the words before it were read.
        rule: the row that gave its basis.
        trailing: its comparator stands behind the number, so it holds for the list before.
        base: last year's, or the start of a change.
        nested: 其中 or 含 stands before it; `part_of` is the whole that it belongs to.
        metric_from, hedge_from: the frame that a metric or a hedge was inherited from.
        head, position: the figure that opens the list it belongs to, and its place there, from 0.
        anchor: the frame whose period it shares, where that is not its own.
        carried: its sentence goes on from the one before (其中).
        told_again: the plan that it tells again inside a result: 完成年度任务（6万名）的110%.
    """

    frame: Frame
    left: Left
    front: Front
    metric: str
    basis: Basis
    value: Decimal | None
    measure: str | None
    comparator: Comparator | None
    rule: str
    of: str | None = None
    scope: str | None = None
    reference: str | None = None
    hedge: str | None = None
    hedge_from: Frame | None = None
    milestone: MilestoneKind | None = None
    estimated: bool = False
    trailing: bool = False
    base: bool = False
    nested: str | None = None
    part_of: str | None = None
    metric_from: Frame | None = None
    head: "Figure | None" = None
    position: int = 0
    anchor: Frame | None = None
    carried: bool = False
    told_again: str | None = None

    @property
    def listed(self) -> bool:
        """Whether it goes on from the number before: the 10% of 8%、10%."""
        return self.position > 0

    @property
    def shared(self) -> bool:
        """Whether 分别 stands over the list that it belongs to."""
        left = (self.head or self).left
        if left.comparator is not None and left.comparator.text == "分别为":
            return True
        return any("分别" in word for word in left.links)

    @property
    def counts_things(self) -> bool:
        known = MEASURES.get(self.measure or "")
        return known is not None and known.dimension.startswith("count:")


@dataclass(slots=True)
class Context:
    """What was read before, in the same text.

    Args:
        whole, whole_measure: what 其中 opened the parts of.
        carried: the sentence goes on from the one before.
        fallback: the metric that a figure without any has: the task's only target's.
        promised: the task's targets, in the order of its text.
        estimate: the frame that 预计 stands at; `estimate_heads`: it opens the sentence, so it holds for all of it.
    """

    fallback: str | None = None
    promised: tuple[Target, ...] = ()
    figures: list[Figure] = field(default_factory=list)
    by_frame: dict[int, Figure] = field(default_factory=dict)
    sentence: int = -1
    part: int = -1
    hedge: str | None = None
    hedge_from: Frame | None = None
    estimate: Frame | None = None
    estimate_heads: bool = False
    whole: str | None = None
    whole_measure: str | None = None
    carried: bool = False

    @property
    def last(self) -> Figure | None:
        return self.figures[-1] if self.figures else None

    def add(self, made: list[Figure]) -> None:
        self.figures.extend(made)
        self.by_frame[made[0].frame.index] = made[0]

    def behind(self, frame: Frame) -> Iterator[Figure]:
        """The figures before, of the same sentence, the nearest first."""
        for earlier in reversed(self.figures[-WINDOW:]):
            if earlier.frame.sentence != frame.sentence:
                return
            yield earlier

    def outer(self, frame: Frame) -> Figure | None:
        """The figure before the bracket that a frame stands in."""
        return self.by_frame.get(frame.outer.index) if frame.outer is not None else None

    def names(self, figure: Figure) -> list[str]:
        """The metrics that this part of the sentence has named so far, in order, each once."""
        found = [
            earlier.metric
            for earlier in self.behind(figure.frame)
            if earlier.frame.index < figure.frame.index
            and earlier.frame.part == figure.frame.part
            and earlier.metric
            and earlier.metric_from is None
        ]
        return list(dict.fromkeys(reversed(found)))
