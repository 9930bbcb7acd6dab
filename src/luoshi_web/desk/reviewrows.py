"""What a review lays out of one report: its targets with their figures, and its milestones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.pacing.matching import figure_of
from luoshi.pacing.milestone_words import answer_in_words
from luoshi.pacing.phase_words import Answer
from luoshi.place import Span
from luoshi.plan import Observation, State, Target, Task
from luoshi_web.desk.formpages import stage_words
from luoshi_web.desk.unsettled import Unsettled, unsettled_of, with_field
from luoshi_web.pages import charts
from luoshi_web.pages.howread import HowRead, how_read
from luoshi_web.pages.lamps import Lamp, lamp_of
from luoshi_web.pages.marks import wanted
from luoshi_web.pages.typography import amount
from luoshi_web.plans.models import Wording
from luoshi_web.reports.models import FigureAnswer, Report, ReportVersion
from luoshi_web.reports.queries.milestones import MilestoneStep, spoken_of, steps_of
from luoshi_web.reports.queries.settlements import (
    Named,
    fields_of,
    last_numbers,
    named_by,
    undone_in,
    words_of,
)
from luoshi_web.reports.queries.whole import target_rows_of, wording_of
from luoshi_web.reports.words import lack_words
from luoshi_web.supervision.words import said_whole


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target with this cycle's figure, or why there is none, the last one's, and what the figures say."""

    name: str
    wanted: Markup
    now: Markup
    before: Markup
    lamp: Lamp | None
    sentence: str
    chart: Markup
    read: HowRead | None = None
    unsettled: Unsettled | None = None


def target_rows(
    task: Task, as_of: Any, answers: Sequence[FigureAnswer], unsettled: Mapping[Named, Unsettled] | None = None
) -> list[TargetRow]:
    """Lay out the targets of a task as the office judges them.

    Args:
        unsettled: what somebody has to settle of a target, or has.
    """
    open_ = dict(unsettled or {})
    earlier = [one for one in task.reports if one.as_of is not None and as_of is not None and one.as_of < as_of]
    last = earlier[-1] if earlier else None
    before = replace(task, statement=last.statement, observations=last.observations) if last else None
    lacks = {
        (row.target.span_start, row.target.metric, row.target.basis): row.lack for row in answers if row.value is None
    }
    day = last.as_of if last else None
    rows = [
        replace(
            _target_row(task, target, as_of, before, day, lacks),
            read=how_read(task, target, as_of, as_of.year if as_of else None),
        )
        for target in task.targets
    ]
    # both ends of a range are one question
    asked = [open_.pop((target.span, target.basis), None) for target in task.targets]
    return [replace(row, unsettled=one) for row, one in zip(rows, asked, strict=True)]


def unsettled_in(report: Report, task: Task, version: ReportVersion) -> dict[Named, Unsettled]:
    """Return what somebody has to settle of a version's targets, or has."""
    words, seen, fields, undone = words_of(version), last_numbers(version), fields_of(version), undone_in(version)
    judged = {(target.span, target.basis): target.assessment for target in task.targets}
    said = {word.named for word in words}
    for named, field in fields.items():
        assessment = judged.get(named)
        if named not in said and assessment is not None and assessment.settled_by is not None:
            words.append(field)  # the field has settled it
    answer = {}
    for row in target_rows_of(wording_of(report)):
        named = named_by(row)
        found = unsettled_of(row.pk, named, judged.get(named), version.statement, words, seen.get(named, 0))
        if named in undone and named in fields:
            found = with_field(found, row.pk, seen[named], fields[named])
        if found is not None:
            answer[named] = found
    return answer


def _target_row(
    task: Task, target: Target, as_of: Any, before: Task | None, earlier: Any, lacks: Mapping[Any, str]
) -> TargetRow:
    judged = target.assessment
    lack = lacks.get((target.span.start, target.metric, str(target.basis)))
    now = _figure(figure_of(task, target, as_of))
    if not now:
        unclear = judged is not None and judged.state is State.UNCLEAR
        why = lack_words()[lack] if lack else _("还没有定") if unclear else _("未报")
        now = Markup('<span class="faint">{}</span>').format(why)
    drawn = Markup("")
    if judged is not None and charts.plotted(target, judged) == "share":
        assert judged.reached is not None
        assert judged.expected is not None
        drawn = charts.share(judged.reached, judged.expected)
    action, metric = target.action or "", target.metric or "—"
    return TargetRow(
        name=metric if metric.startswith(action) else action + metric,
        wanted=wanted(task, target),
        now=now,
        before=Markup(_figure(figure_of(before, target, earlier)) if before else "") or Markup("—"),
        lamp=lamp_of(judged),
        sentence=said_whole(judged),
        chart=drawn,
    )


def _figure(seen: Observation | None) -> Markup:
    return amount(seen.value_text) if seen is not None else Markup("")


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone: how far its unit says it is, or that no step was chosen, and then what the sentence says of it."""

    name: str
    stage: str
    day: date | None
    said: str = ""


def milestone_rows(
    version: ReportVersion, wording: Wording, task: Task | None, as_of: date | None
) -> list[MilestoneRow]:
    """Lay out the milestones that were answered, and those past their day, or told of, without a step chosen."""
    steps = steps_of(version, wording, as_of)
    there = {one.milestone.pk for one in steps}
    told = [
        MilestoneStep(row, wording.text[row.span_start : row.span_end], "")
        for row in spoken_of(wording, there, version.statement)
    ]
    return [
        MilestoneRow(one.name, stage_words()[one.stage], one.day)
        if one.stage
        else MilestoneRow(one.name, "", None, _sentence_says(one, task))
        for one in sorted([*steps, *told], key=lambda one: one.milestone.span_start)
    ]


def _sentence_says(step: MilestoneStep, task: Task | None) -> str:
    """Say what a statement says of a milestone; empty where the table in force no longer has it."""
    row = step.milestone
    own = (one for one in task.milestones if one.span == Span(row.span_start, row.span_end)) if task else ()
    found = next((one for one in own if one.kind == row.kind), None)
    if task is None or found is None:
        return ""
    return {
        Answer.REACHED: _("句子里写了已经做到。"),
        Answer.NOT_REACHED: _("句子里写了还没有做到。"),
        Answer.MAYBE: _("句子里写到了，没有写清做到没有。"),
        Answer.NOTHING: _("句子里没有写到。"),
    }[answer_in_words(task, found)]
