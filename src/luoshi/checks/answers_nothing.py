"""Does a figure of the statement answer what the task asks?

    目标新建公园25个；开工公园25个                      25 are begun, and none is said to be finished
    目标新增床位300张；全县4100张，其中今年新增170张     4100 are all there are; 170 answers

A target that stays without a figure is worth a warning, with the figure that came nearest and why it does not answer;
several for which that is the same figure for the same reason are one warning. Where each target has its figure, one
more of the same name is a note.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from luoshi.checks.case import Answer, Stated
from luoshi.checks.given import sentence_differs
from luoshi.pacing.case import wanted
from luoshi.pacing.comparison import conversion
from luoshi.pacing.proof import Passed, Proof
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Level, State, Target

# the nearest first: what is only not reached yet is nearer than what is of something else
_NEAREST = (Aspect.COMPLETION, Aspect.PERIOD, Aspect.BASIS, Aspect.METRIC, Aspect.MEASURE)
# a single month beside the year so far is how figures are given
_WORTH_A_NOTE = (Aspect.COMPLETION, Aspect.BASIS)
_AMOUNTS = (Basis.LEVEL, Basis.PER_CAPITA)
_MOST_NAMED = 4  # of the other figures
_WITHOUT = (State.NO_FIGURE, State.OVERDUE)


def check(stated: Stated) -> Iterator[Answer]:
    if not stated.seen or not stated.task.targets:
        return
    answered = _answered(stated)
    without = [(target, proof) for target, proof in stated.proofs if stays_without(target, proof)]
    unanswered: dict[_Nearest, list[Target]] = {}
    for target, proof in without:
        unanswered.setdefault(_nearest(target, proof, answered), []).append(target)
    for nearest, targets in unanswered.items():
        yield _unanswered(stated, nearest, targets)
    if not without:
        yield from _besides(stated)


def stays_without(target: Target, proof: Proof) -> bool:
    """Tell whether a target has no figure although the statement has some, each with its reason."""
    judged = target.assessment
    return (
        judged is not None
        and judged.state in _WITHOUT
        and judged.reached is None
        and proof.figure is None
        and not proof.readings
        and bool(_of_now(proof.passed))
    )


def _of_now(passed: Sequence[Passed]) -> list[Passed]:
    return [one for one in passed if not one.figure.base]


@dataclass(frozen=True, slots=True)
class _Nearest:
    """The figure that came nearest to a target, why it does not answer, and the others that may be meant."""

    shown: str
    span: Span
    value_span: Span
    why: str
    why_en: str
    others: tuple[str, ...]


def _answered(stated: Stated) -> set[Span]:
    """Return where the figures stand that answer some target."""
    taken = [figure for _, proof in stated.proofs for figure in (proof.figure, *proof.readings) if figure]
    return {figure.value_span for figure in taken}


def _nearest(target: Target, proof: Proof, answered: Collection[Span]) -> _Nearest:
    """Return the nearest of the figures that answer no other target; of all where each answers one."""
    passed = _of_now(proof.passed)
    free = [one for one in passed if one.figure.value_span not in answered]
    near = min(free or passed, key=lambda one: (not _counts_alike(one, target), _NEAREST.index(one.aspect)))
    figure = near.figure
    others = dict.fromkeys(one.figure.value_text for one in free if one is not near)
    return _Nearest(figure.value_text, figure.span, figure.value_span, near.why, near.why_en, tuple(others))


def _unanswered(stated: Stated, near: _Nearest, targets: Sequence[Target]) -> Answer:
    promised = list(dict.fromkeys(wanted(stated.task, target) for target in targets))
    listed, listed_en = "、".join(f"“{one}”" for one in promised), ", ".join(f'"{one}"' for one in promised)
    named = near.others[:_MOST_NAMED]
    more = "等" if len(near.others) > len(named) else ""
    others = f"，{'、'.join(named)}{more}也没有答到" if named else "，没有答到"
    others_en = (
        f", nor {'do' if len(named) > 1 else 'does'} {', '.join(named)}{' and more' if more else ''}" if named else ""
    )
    are, them = ("is", "it") if len(promised) == 1 else ("are", "them")
    return Answer(
        finding=stated.finding(
            "answers-nothing",
            Level.WARNING,
            f"写明{listed}，报的{near.shown}{near.why}{others}。",
            f"{listed_en} {are} promised; {near.shown} does not answer {them} ({near.why_en}){others_en}.",
            span=near.span,
            written=near.shown,
            reckoned="、".join(promised),
        )
    )


def _counts_alike(passed: Passed, target: Target) -> bool:
    return passed.figure.basis is target.basis and conversion(passed.figure.measure, target.measure) is not None


def _besides(stated: Stated) -> Iterator[Answer]:
    """Tell of a figure that goes by a target's own name, where another of the statement answered."""
    answered = _answered(stated)
    told: set[Span] = set()
    for target, proof in stated.proofs:
        for one in _of_now(proof.passed):
            place = one.figure.value_span
            own = one.figure.metric == target.metric and _counts_alike(one, target) and target.basis in _AMOUNTS
            if proof.figure is None or not own or place in answered | told or one.aspect not in _WORTH_A_NOTE:
                continue
            if _is_taken(stated, one, target) or sentence_differs(stated, target, proof, one):
                continue
            told.add(place)
            yield _aside(stated, one, proof.figure.value_text)


def _is_taken(stated: Stated, one: Passed, target: Target) -> bool:
    """Whether a field, or the sentence elsewhere, gives the very number that was passed over: then it is taken."""
    return any(
        proof.figure is not None
        and proof.figure.value == one.figure.value
        and conversion(proof.figure.measure, one.figure.measure) == 1
        for other, proof in stated.proofs
        if other is target or (proof.figure is not None and proof.figure.answers is not None)
    )


def _aside(stated: Stated, one: Passed, taken: str) -> Answer:
    shown = one.figure.value_text
    return Answer(
        finding=stated.finding(
            "answers-nothing",
            Level.NOTE,
            f"用的数是{taken}；{shown}{one.why}，没有用。",
            f"{taken} was taken; {shown} was not: {one.why_en}.",
            span=one.figure.span,
            written=shown,
            reckoned=taken,
        )
    )
