"""What somebody writes of a report: its sentences and figures, how long they may be, and how a draft keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from luoshi.errors import LuoshiError
from luoshi_web.people.models import User

LONGEST = 5000  # characters of a statement; it is read and compared as a whole, each time it is saved
LONGEST_ASIDE = 2000  # of each of the other sentences


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes: the sentence and, a target, {"target": 12, "value": "19.2", "lack": ""}.

    A milestone is {"milestone": 3, "stage": "done", "date": "2025-09-12"}; its date may be empty.
    `unchanged`: why it says what the cycle before said; asked for only where it does.
    """

    statement: str
    problems: str = ""
    next_step: str = ""
    unchanged: str = ""
    figures: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    milestones: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


WHO_AND_WHEN = ("saved_by", "saved_at")


def draft_columns(written: Written, by: User, at: datetime) -> dict[str, Any]:
    return {
        "statement": written.statement,
        "problems": written.problems,
        "next_step": written.next_step,
        "unchanged": written.unchanged,
        "figures": [figure_kept(figure) for figure in written.figures],
        "milestones": [milestone_kept(one) for one in written.milestones],
        "saved_by": by,
        "saved_at": at,
    }


def bounded(written: Written) -> None:
    """Refuse what is longer than a report can be: a report is a sentence or two.

    Raises:
        LuoshiError: it is longer.
    """
    asides = (written.problems, written.next_step, written.unchanged)
    for texts, most in (((written.statement,), LONGEST), (asides, LONGEST_ASIDE)):
        longest = max(map(len, texts))
        if longest > most:
            raise LuoshiError(
                f"写了{longest}字，最多{most}字。一两句话就够，其余的放进佐证。",
                f"It has {longest} characters, {most} at most; a sentence or two will do, the rest is evidence.",
            )


def figure_kept(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "target": int(figure["target"]),
        "value": str(figure.get("value") or "")[:200],
        "lack": str(figure.get("lack") or ""),
    }


def milestone_kept(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "milestone": int(one["milestone"]),
        "stage": str(one.get("stage") or "")[:15],
        "date": str(one.get("date") or "")[:20],
    }
