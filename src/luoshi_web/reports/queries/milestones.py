"""Reading how far the milestones of a report are: the steps that its unit chose, and those it chose none for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from luoshi_web.plans.models import Milestone, Wording
from luoshi_web.reports.models import ReportVersion
from luoshi_web.reports.queries.whole import milestones_of


@dataclass(frozen=True, slots=True)
class MilestoneStep:
    """How far one milestone of a version is.

    Args:
        name: its words in the task.
        stage: as the unit chose it; empty where its day has passed and no step was chosen.
    """

    milestone: Milestone
    name: str
    stage: str
    day: date | None = None


def without_step(wording: Wording, chosen: Collection[int], as_of: date | None) -> list[Milestone]:
    """Return the milestones whose own day has come and of which no step is chosen.

    Args:
        chosen: the rows of the milestones of which one is.
    """
    if as_of is None:
        return []
    return [row for row in milestones_of(wording) if row.pk not in chosen and row.due is not None and row.due <= as_of]


def steps_of(version: ReportVersion, wording: Wording, as_of: date | None) -> list[MilestoneStep]:
    """Return the milestones that were answered and those past their day without a step, in the order of the sentence.

    Args:
        wording: the task as it is in force; what was answered of an older one stands by that one's words.
    """
    known = {row.pk: row for row in milestones_of(wording)}
    answered = {row.milestone_id: row for row in version.milestones.all()}
    rows = [known.get(pk) or row.milestone for pk, row in answered.items()]
    rows += without_step(wording, answered, as_of)
    rows.sort(key=lambda row: row.span_start)
    return [
        MilestoneStep(
            row,
            (wording if row.pk in known else row.wording).text[row.span_start : row.span_end],
            answered[row.pk].stage if row.pk in answered else "",
            answered[row.pk].date if row.pk in answered else None,
        )
        for row in rows
    ]
