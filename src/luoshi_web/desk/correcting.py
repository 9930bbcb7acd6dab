"""A correction while it is written: read as it is typed and kept nowhere, with the choices in the form itself."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from luoshi import plan as core
from luoshi.errors import LuoshiError
from luoshi_web.desk.forms import Pressed, pressed_in, said_when_pressed
from luoshi_web.pages.words import sentence
from luoshi_web.people.models import User
from luoshi_web.reports.actions.drafting import Written
from luoshi_web.reports.actions.settling import candidate_of, must_be_a_choice, must_still_be_said
from luoshi_web.reports.models import Draft, Report
from luoshi_web.reports.queries.questions import read
from luoshi_web.reports.queries.settlements import still_stands
from luoshi_web.reports.queries.whole import wording_of

WORD = "word."  # and the target's row: the choice that was pressed for it, as its button sends it
ACTS = ("settle", "unsettle", "fix")


def is_correcting(fields: Mapping[str, str]) -> bool:
    """Tell whether a form corrects an accepted report: it carries its choices along, and has no draft."""
    return fields.get("corrects") == "1"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen in a correction, as a draft that is kept nowhere holds it; and why a press chose nothing."""

    draft: Draft
    untold: str = ""


def chosen_in(fields: Mapping[str, str], report: Report, written: Written, by: User) -> Chosen:
    """Return what was chosen in a correction: what its form carries along, and what was pressed just now.

    What the sentence no longer says as it did is passed over; a press that comes to nothing is told of. Who chose
    it before, and when, stays.
    """
    settle, unsettle = fields.get("settle", ""), fields.get("unsettle", "")
    untold, pressed = "", {one.target: one for one in _presses(settle, unsettle)}
    carried = [one for name, value in fields.items() if name.startswith(WORD) for one in _presses(value)]
    entries = _carried([one for one in carried if one.target not in pressed], fields, report, written, by)
    if settle:
        try:
            one = pressed_in(settle)
            must_still_be_said(said_when_pressed(fields, one.target), one.figure, written.statement)
            judged = read(report, wording_of(report), written.statement, written.figures).judged
            entries.append(_entry(one, judged, written.statement, by))
        except LuoshiError as error:
            untold = sentence(error)
    before: Draft | None = getattr(report, "draft", None)
    for entry in entries:
        for said in before.settlements if before is not None else ():
            alike = said["target"] == entry["target"] and said["figure"] == entry["figure"]
            if alike and still_stands(said, written.statement) and entry["target"] not in pressed:
                entry |= {"by": said["by"], "at": said["at"]}
    return Chosen(Draft(report=report, number=before.number if before else 0, settlements=entries), untold)


def _presses(*values: str) -> Iterator[Pressed]:
    """Yield what buttons send; what no button sends is nothing."""
    for value in values:
        with suppress(LuoshiError):
            yield pressed_in(value)


def _carried(
    carried: Sequence[Pressed], fields: Mapping[str, str], report: Report, written: Written, by: User
) -> list[dict[str, Any]]:
    """Return the choices that a form carries along, as far as the sentence offers them still.

    The field of each is left out: it holds what the choice itself has filled in, after which nothing would be
    left to choose. Where somebody wrote something else there, the reading says so.
    """
    if not carried:
        return []
    chosen, answer = {one.target for one in carried}, []
    others = [one for one in written.figures if one["target"] not in chosen]
    judged = read(report, wording_of(report), written.statement, others).judged
    for one in carried:
        with suppress(LuoshiError):
            must_still_be_said(said_when_pressed(fields, one.target), one.figure, written.statement)
            answer.append(_entry(one, judged, written.statement, by))
    return answer


def _entry(one: Pressed, judged: Mapping[int, core.Assessment], statement: str, by: User) -> dict[str, Any]:
    """Return a choice as a draft keeps it.

    Raises:
        LuoshiError: there is nothing of the kind to choose.
    """
    found = judged.get(one.target)
    must_be_a_choice(found)
    value_text = candidate_of(found, one.figure).value_text if one.figure is not None else ""
    return {
        "target": one.target, "figure": one.figure and list(one.figure),
        "value_text": value_text, "said": statement,
        "by": by.pk, "at": timezone.now().isoformat(),
    }  # fmt: skip
