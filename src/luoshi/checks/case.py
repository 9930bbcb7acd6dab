"""What a check is given, and what it answers.

A check looks at one task's statement and yields answers: a relation that the statement holds
(with both figures, whether or not it is borne out), a finding for a person, or both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi.expressions import expression
from luoshi.pacing import proof_of
from luoshi.pacing.dates import due_date
from luoshi.pacing.proof import Proof
from luoshi.place import Span
from luoshi.plan import Basis, Comparator, Finding, Level, Observation, Relation, Target, Task


@dataclass(frozen=True, slots=True)
class Answer:
    """What one check has to say: a relation, a finding, or both."""

    relation: Relation | None = None
    finding: Finding | None = None


# 比2020年, 较年初, 高于全省: a change against something other than the base that stands beside it
_ELSEWHERE = expression(
    r"(?:比|较|高于|低于|快于|超过)[^,，;；。]{0,10}"
    r"(?:(?:19|20)\d\d|“|[三五]年|年初|上月|上季|上个月|年均|全[国省市]|目标|平均|计划|预期)"
)
_CLAUSE = expression(r"[,，;；。(（\n]")


@dataclass(frozen=True)
class Stated:
    """One task's statement with its observations, and the one of the cycle before.

    Args:
        year: the plan's year; as_of: the day that the statement speaks of.
        previous: the same task as it stood one cycle earlier, if that is known.
        earlier: the day that `previous` speaks of.
        printed: the statement as the unit wrote it, with words whose boxes are not ticked; the task's is without.
        proved: the proof of each target, where assessing the task has already found them.
    """

    task: Task
    year: int | None = None
    as_of: date | None = None
    previous: Task | None = None
    earlier: date | None = None
    printed: str = ""
    proved: tuple[Proof, ...] | None = None

    @property
    def text(self) -> str:
        return self.task.statement

    @property
    def seen(self) -> tuple[Observation, ...]:
        return self.task.observations

    @cached_property
    def proofs(self) -> tuple[tuple[Target, Proof], ...]:
        """Which figure of the statement answers each target, and why the others do not; a range is one target."""
        year = self.year or (self.as_of.year if self.as_of is not None else None)
        last_day = due_date(self.task.due, year) or (date(year, 12, 31) if year else None)
        targets = self.task.targets
        lower = {(one.span, one.basis) for one in targets if one.comparator is Comparator.AT_LEAST}
        return tuple(
            (
                target,
                self.proved[index]
                if self.proved is not None
                else proof_of(self.task, target, self.as_of, target.due or last_day),
            )
            for index, target in enumerate(targets)
            if target.comparator is not Comparator.AT_MOST or (target.span, target.basis) not in lower
        )

    def of_basis(self, *kinds: Basis, base: bool = False) -> Iterator[Observation]:
        """Yield the figures of these kinds: this year's, or last year's where `base`."""
        return (figure for figure in self.seen if figure.basis in kinds and figure.base is base)

    def compared_elsewhere(self, change: Observation) -> bool:
        """Tell whether a change names what it is against, and that is not last year: 较2020年提高8个百分点."""
        start = change.value_span.start
        clause = _CLAUSE.split(self.text[max(0, start - 24) : start])[-1]
        return change.of is not None or _ELSEWHERE.search(clause) is not None

    def finding(
        self,
        code: str,
        level: Level,
        message: str,
        message_en: str,
        *,
        span: Span | None = None,
        written: str | None = None,
        reckoned: str | None = None,
        field: str = "statement",
    ) -> Finding:
        """Make a finding at this task's statement (or its text, where `field` says so)."""
        return Finding(
            code=code,
            level=level,
            message=message,
            message_en=message_en,
            place=self.task.places.get(field, self.task.place),
            task=self.task.key,
            written=written,
            reckoned=reckoned,
            field=field,
            span=span,
        )
