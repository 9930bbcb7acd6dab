"""What keeps a report from being handed in, each with the field that it stands in.

The form says it while somebody writes, and handing in refuses by it: so that what the page calls ready is taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.errors import LuoshiError
from luoshi_web.plans.models import Wording
from luoshi_web.reports.models import Report
from luoshi_web.reports.queries.questions import Asked, Read, answered, missing, reached
from luoshi_web.reports.queries.whole import milestones_of, previous_statement


@dataclass(frozen=True, slots=True)
class Wanting:
    """One thing that is still wanting.

    Args:
        field: the form's field: statement, unchanged, value.12 by the target's row, stage.3 by the milestone's.
        name: what the form calls it.
        silent: no figure is given, and no reason why.
    """

    field: str
    name: str
    name_en: str
    chinese: str
    english: str
    silent: bool = False

    @property
    def anchor(self) -> str:
        """The id of its field on the page."""
        kind, _, number = self.field.partition(".")
        return f"{kind[0]}{number}" if number else kind


class NotWhole(LuoshiError):
    """A report that cannot be handed in as it is; `wanting` says what is wanting and where."""

    def __init__(self, wanting: Sequence[Wanting]) -> None:
        silent = [one for one in wanting if one.silent]
        said = [(one.chinese, one.english) for one in wanting if not one.silent]
        if silent:
            names = "、".join(f"“{one.name}”" for one in silent)
            names_en = ", ".join(one.name_en for one in silent)
            said.append(_without_figure(names, names_en))
        super().__init__("".join(one for one, _ in said), " ".join(one for _, one in said))
        self.wanting = tuple(wanting)


def _without_figure(names: str, names_en: str) -> tuple[str, str]:
    return (
        f"{names}还没有数。填上，或者选一个没有数的原因。",
        f"No figure yet for {names_en}. Give it, or say why there is none.",
    )


def wanting_in(
    report: Report,
    wording: Wording,
    asked: Sequence[Asked],
    reading: Read,
    *,
    statement: str,
    unchanged: str,
    figures: Sequence[Mapping[str, Any]],
    milestones: Sequence[Mapping[str, Any]],
    today: date,
) -> list[Wanting]:
    """Return all for which these words and figures would be refused, in the order of the form.

    Args:
        reading: of this statement with these figures and what persons said of them.
        today: a milestone that is done was done by then.
    """
    found = list(_of_the_statement(report, statement, unchanged))
    faulty = dict(_faulty(asked, figures))
    found += faulty.values()
    silent = missing(asked, [], reading)
    given = {
        answer.asked.target.pk for one in asked if one.target.pk not in faulty for answer in answered([one], figures)
    }
    for one in silent:
        pk = one.target.pk
        if pk not in faulty and pk not in given:
            name = name_of(one, asked, wording)
            found.append(Wanting(f"value.{pk}", name, name, *_without_figure(f"“{name}”", name), silent=True))
    for milestone in milestones_of(wording):
        try:
            reached([milestone], milestones, wording.text, today)
        except LuoshiError as error:
            name = wording.text[milestone.span_start : milestone.span_end]
            found.append(Wanting(f"stage.{milestone.pk}", name, name, error.chinese, error.english))
    return found


def _of_the_statement(report: Report, statement: str, unchanged: str) -> Iterable[Wanting]:
    name = ("这一期做到哪了", "What was done so far")
    if not statement.strip():
        yield Wanting("statement", *name, "还没有写这一期做到哪了。", "What was done so far is not written yet.")
    elif statement.strip() == (previous_statement(report)[0] or "").strip() and not unchanged.strip():
        yield Wanting(
            "unchanged", "没有变化的原因", "Why nothing has changed",
            "和上一期写的一样。如果确实没有变化，请写明原因。",
            "It says what the cycle before said. If nothing has changed indeed, say why.",
        )  # fmt: skip


def _faulty(asked: Sequence[Asked], figures: Sequence[Mapping[str, Any]]) -> Iterable[tuple[int, Wanting]]:
    """Yield, by the target's row, what stands in a field and is no figure of it."""
    for one in asked:
        try:
            answered([one], figures)
        except LuoshiError as error:
            name = one.name or one.target.metric
            yield one.target.pk, Wanting(f"value.{one.target.pk}", name, name, error.chinese, error.english)


def name_of(one: Asked, asked: Sequence[Asked], wording: Wording) -> str:
    """Name a figure by its metric; where several share it, by the promise's own words: 续建13个."""
    shared = sum(other.target.metric == one.target.metric for other in asked) > 1
    return wording.text[one.target.span_start : one.target.span_end] if shared else one.target.metric
