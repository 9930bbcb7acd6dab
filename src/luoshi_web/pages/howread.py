"""How a target was read: which figure of the statement was taken, on whose word, and why the others were not."""

from dataclasses import dataclass
from datetime import date

from luoshi.pacing import proof_of
from luoshi.pacing.dates import due_date
from luoshi.plan import Aspect, Candidate, Confirmation, State, Target, Task
from luoshi.words import ASPECTS, SETTLERS
from luoshi_web.pages.lamps import in_english
from luoshi_web.pages.words import day


@dataclass(frozen=True, slots=True)
class Other:
    """A figure that was not taken, or that may still be meant, and why."""

    figure: str
    why: str


@dataclass(frozen=True, slots=True)
class HowRead:
    """What of a statement answers one target.

    Args:
        taken: the figure that was reckoned with, as it is written; empty where there is none.
        word: whose word chose it, with the day; empty where the sentence itself did.
        unsettled: what is open, in words. perhaps: the figures that may be meant.
        passed: the figures that were not taken.
    """

    taken: str
    word: str
    unsettled: tuple[str, ...]
    perhaps: tuple[Other, ...]
    passed: tuple[Other, ...]

    def __bool__(self) -> bool:
        return bool(self.taken or self.perhaps or self.passed)


def how_read(
    task: Task, target: Target, as_of: date | None, year: int | None, *, public: bool = False
) -> HowRead | None:
    """Return how a target was read; None where nothing was, and for the `public` where it is still being checked."""
    judged = target.assessment
    if judged is None or (public and judged.state is State.UNCLEAR):
        return None
    due = target.due or due_date(task.due, year) or (date(year, 12, 31) if year else None)
    proof = proof_of(task, target, as_of, due)
    # while it is open which figure is meant, the one that was reckoned with for a trial is not taken
    figure = proof.figure if judged.state is not State.UNCLEAR else None
    found = HowRead(
        taken=figure.value_text if figure is not None else "",
        word=_confirmed(proof.settled_by),
        unsettled=tuple(_aspect(one) for one in (proof.unsettled or judged.unsettled)),
        perhaps=tuple(_perhaps(one) for one in (proof.candidates or judged.candidates)),
        passed=tuple(
            Other(one.figure.value_text, _in_words(one.why, one.why_en)) for one in proof.passed if not one.figure.base
        ),
    )
    return found or None


def _in_words(chinese: str, english: str) -> str:
    return english if in_english() and english else chinese


def _aspect(aspect: Aspect) -> str:
    return _in_words(*ASPECTS[aspect])


def _perhaps(one: Candidate) -> Other:
    return Other(one.value_text, _in_words(one.why, one.why_en))


def _confirmed(word: Confirmation | None) -> str:
    if word is None:
        return ""
    said = _in_words(*SETTLERS[word.who])
    return f"{said} {day(word.on)}" if word.on else said
