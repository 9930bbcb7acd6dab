"""A correction while it is written: read as it is typed and kept nowhere, with the choices in the form itself."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from luoshi import plan as core
from luoshi.errors import LuoshiError
from luoshi_web.desk.forms import Pressed, pressed_in
from luoshi_web.people.models import User
from luoshi_web.reports.actions.drafting import Written
from luoshi_web.reports.actions.settling import candidate_of, given_in_a_field, must_be_unclear
from luoshi_web.reports.models import Draft, Report
from luoshi_web.reports.queries.questions import read
from luoshi_web.reports.queries.settlements import still_stands
from luoshi_web.reports.queries.whole import wording_of

WORD = "word."  # and the target's row: the choice that was pressed for it, as its button sends it
ACTS = ("settle", "unsettle", "fix")


def is_correcting(fields: Mapping[str, str]) -> bool:
    """Tell whether a form corrects an accepted report: it carries its choices along, and has no draft."""
    return fields.get("corrects") == "1"


def chosen_in(fields: Mapping[str, str], report: Report, written: Written, by: User) -> Draft:
    """Return what was chosen in a correction, as a draft that is kept nowhere holds it.

    What the sentence no longer offers to choose is passed over. Who chose it before, and when, stays.
    """
    pressed = [pressed_in(value) for name, value in fields.items() if name.startswith(WORD)]
    gone: set[int] = set()
    for name in ("settle", "unsettle"):
        if value := fields.get(name):
            one = pressed_in(value)
            gone.add(one.target)
            pressed = [other for other in pressed if other.target != one.target]
            pressed += [one] if name == "settle" else []
    reading = read(report, wording_of(report), written.statement, written.figures)
    kept = [_entry(one, reading.judged, written.statement, by) for one in pressed]
    entries = [one for one in kept if one is not None]
    before: Draft | None = getattr(report, "draft", None)
    for entry in entries:
        for said in before.settlements if before is not None else ():
            alike = said["target"] == entry["target"] and said["figure"] == entry["figure"]
            if alike and still_stands(said, written.statement) and entry["target"] not in gone:
                entry |= {"by": said["by"], "at": said["at"]}
    return Draft(report=report, number=before.number if before else 0, settlements=entries)


def _entry(one: Pressed, judged: Mapping[int, core.Assessment], statement: str, by: User) -> dict[str, Any] | None:
    """Return a choice as a draft keeps it; None where there is nothing of the kind to choose."""
    found = judged.get(one.target)
    try:
        must_be_unclear(found)
        if found is None or given_in_a_field(found):
            return None
        value_text = candidate_of(found, one.figure).value_text if one.figure is not None else ""
    except LuoshiError:
        return None
    return {
        "target": one.target, "figure": one.figure and list(one.figure),
        "value_text": value_text, "said": statement,
        "by": by.pk, "at": timezone.now().isoformat(),
    }  # fmt: skip
