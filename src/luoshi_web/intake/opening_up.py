"""What the step that shows a plan to everybody says beforehand: what is not settled, and what its file holds unseen."""

from typing import Any

from luoshi_web.intake import queries
from luoshi_web.intake.models import Intake
from luoshi_web.intake.preview import preview_of
from luoshi_web.plans.models import Plan
from luoshi_web.plans.originals import given_out, hidden_in
from luoshi_web.reports.queries.answers import latest_cycle
from luoshi_web.reports.queries.audiences import INSIDE
from luoshi_web.supervision.queries import unclear_in

MOST_HIDDEN = 12  # that the step lists one by one


def to_publish(plan: Plan) -> dict[str, Any]:
    """Return what the step is told of a plan in force.

    `hidden` stands in its file and is not seen there; `unclear` counts tasks, `doubts` what nobody looked at.
    """
    assert plan.in_force is not None
    cycle = latest_cycle(plan, INSIDE)
    hidden = hidden_in(plan.in_force)
    intake = Intake.objects.filter(revision=plan.in_force).select_related("source", "jurisdiction").first()
    return {
        "plan": plan,
        "given": given_out(plan),
        "hidden": hidden[:MOST_HIDDEN],
        "hidden_more": max(0, len(hidden) - MOST_HIDDEN),
        "unclear": unclear_in(cycle) if cycle is not None else 0,
        "unclear_in": cycle,
        "doubts": len(preview_of(queries.draft_shown(intake)).doubts) if intake is not None else 0,
        "intake": intake,
    }
