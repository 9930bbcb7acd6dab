"""Proof: what of a statement answers one target, why the other figures do not, and what is not settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.pacing.weighed import Standing, Weighed
from luoshi.place import Span
from luoshi.plan import Aspect, Candidate, Confirmation, Observation

_NEAREST = (Aspect.COMPLETION, Aspect.PERIOD, Aspect.BASIS, Aspect.MEASURE)
# as many as a person can choose among at a glance
MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Passed:
    """A figure that does not answer the target, and what of it is settled as "no".

    Args:
        denied: its own words say that it is not reached: not begun, planned, prepared or under way.
    """

    figure: Observation
    aspect: Aspect
    why: str
    why_en: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What of a statement answers one target.

    Args:
        figure: the one figure by which it is judged, in the target's measure; None where there is none.
        passed: the other figures, each with its reason.
        readings: where it is not settled, all figures that may be meant, None among them where none may answer.
        unsettled: the aspects that are open.
        candidates: the figures of `readings` as a person is asked for them.
        settled_by: whose word chose the figure, where the words did not.
    """

    figure: Observation | None = None
    passed: tuple[Passed, ...] = ()
    readings: tuple[Observation | None, ...] = ()
    unsettled: tuple[Aspect, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    settled_by: Confirmation | None = None

    @property
    def nearest(self) -> Passed | None:
        """The figure that came nearest where none answers; one of another metric is none."""
        near = [one for one in self.passed if one.aspect in _NEAREST]
        return min(near, key=lambda one: _NEAREST.index(one.aspect), default=None)


def passed_of(weighed: Iterable[Weighed]) -> tuple[Passed, ...]:
    """Return those that were passed over, with their reasons."""
    return tuple(
        Passed(
            one.figure, one.aspect, one.why, one.why_en, one.aspect is Aspect.COMPLETION and one.progress is not None
        )
        for one in weighed
        if one.standing is Standing.PASSED and one.aspect is not None
    )


def candidate(figure: Observation, statement: str, why: str, why_en: str) -> Candidate:
    """Make a candidate; a figure that was given in a field has an empty span at the statement's end."""
    span = figure.value_span if figure.answers is None else Span(len(statement), len(statement))
    return Candidate(span, figure.value_text, figure.value, figure.measure, why, why_en)


def several(
    settled: Sequence[Weighed], passed: tuple[Passed, ...], statement: str, *, in_all: Observation | None = None
) -> Proof:
    """Return the proof where several figures would answer and nothing says which.

    Args:
        in_all: their sum, where it may be meant too.
    """
    why, why_en = "同样说到这个指标", "it speaks of the same metric"
    return Proof(
        passed=passed,
        readings=(*(one.figure for one in settled), *([] if in_all is None else [in_all])),
        unsettled=(Aspect.BASIS,),
        candidates=tuple(
            candidate(one.figure, statement, one.why or why, one.why_en or why_en) for one in settled[:MOST_CANDIDATES]
        ),
    )


def more_or_less(chosen: Weighed, most: Observation, passed: tuple[Passed, ...], statement: str) -> Proof:
    """Return the proof where a number leaves open how much it is: 2000多件 is 2000 to 2999."""
    why, why_en = "写的是“多”或“余”，不知道够不够", "it says that there are some more, and not how many"
    return Proof(
        passed=passed,
        readings=(chosen.figure, most),
        unsettled=(Aspect.COMPLETION,),
        candidates=(candidate(chosen.figure, statement, why, why_en),),
    )


def doubtful(doubts: Sequence[Weighed], passed: tuple[Passed, ...], statement: str) -> Proof:
    """Return the proof where figures may answer, or none of them."""
    aspects = tuple(dict.fromkeys(one.aspect for one in doubts if one.aspect is not None))
    return Proof(
        passed=passed,
        readings=(*(one.figure for one in doubts), None),
        unsettled=aspects,
        candidates=tuple(candidate(one.figure, statement, one.why, one.why_en) for one in doubts[:MOST_CANDIDATES]),
    )
