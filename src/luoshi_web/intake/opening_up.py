"""What the step that shows a plan to everybody says beforehand: what is not settled, and what its file holds unseen."""

from collections.abc import Iterator
from typing import Any

from luoshi_web.intake import queries
from luoshi_web.intake.models import Intake
from luoshi_web.intake.preview import preview_of
from luoshi_web.plans.models import Plan
from luoshi_web.plans.originals import given_out, hidden_in
from luoshi_web.plans.queries import tables_in_force
from luoshi_web.reports.queries.answers import latest_cycle
from luoshi_web.reports.queries.audiences import INSIDE
from luoshi_web.supervision.queries import unclear_in

MOST_HIDDEN = 12  # that the step lists one by one


def to_publish(plan: Plan) -> dict[str, Any]:
    """Return what the step is told of a plan in force.

    `hidden` stands in its file and is not seen there; `unclear` counts tasks, `doubts` what nobody looked at, by the
    intakes whose rows are in force.
    """
    assert plan.in_force is not None
    cycle = latest_cycle(plan, INSIDE)
    hidden = hidden_in(plan.in_force)
    return {
        "plan": plan,
        "given": given_out(plan),
        "hidden": hidden[:MOST_HIDDEN],
        "hidden_more": max(0, len(hidden) - MOST_HIDDEN),
        "unclear": unclear_in(cycle) if cycle is not None else 0,
        "unclear_in": cycle,
        "doubts": [(intake, count) for intake, count in _doubts(plan) if count],
    }


def _doubts(plan: Plan) -> Iterator[tuple[Intake, int]]:
    """Yield each intake that rows in force come from, with how many doubts of these rows, or of the file, are open."""
    for table in tables_in_force(plan):
        intake = Intake.objects.filter(revision=table.revision).select_related("source", "jurisdiction").first()
        if intake is not None:
            standing = set(table.rows.values())
            open_still = preview_of(queries.draft_shown(intake)).doubts
            yield intake, sum(one.line is None or one.line.task.text in standing for one in open_still)
