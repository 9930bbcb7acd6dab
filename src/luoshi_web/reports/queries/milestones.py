"""Reading how far the milestones of a report are: the steps that its unit chose, and those it chose none for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from luoshi import plan as core
from luoshi.pacing.milestone_words import answer_in_words
from luoshi.pacing.phase_words import Answer
from luoshi.place import Place, Span
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


def spoken_of(wording: Wording, chosen: Collection[int], statement: str) -> list[Milestone]:
    """Return the milestones that a statement says are reached, or are not, and of which no step is chosen.

    Args:
        chosen: the rows of the milestones of which one is.
    """
    rows = [row for row in milestones_of(wording) if row.pk not in chosen]
    if not rows or not statement.strip():
        return []
    task = core.Task(
        key="", no="", chapter="", objective="", text=wording.text, lead=(), cooperating=(), statement=statement,
        claim=core.Claim.NONE, place=Place(),
    )  # fmt: skip
    # what may be meant is not said to be: 通车 of one road may be read of another that is not named
    settled = (Answer.REACHED, Answer.NOT_REACHED)
    return [row for row in rows if answer_in_words(task, as_core(row)) in settled]


def as_core(row: Milestone) -> core.Milestone:
    span = Span(row.span_start, row.span_end)
    return core.Milestone(core.MilestoneKind(row.kind), row.object, span, row.hedge, row.due, row.rule)


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
