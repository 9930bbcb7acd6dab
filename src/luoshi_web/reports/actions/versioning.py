"""What is handed in: read and found whole, and written as the next version with all that was answered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.inserts import insert
from luoshi_web.people.models import User
from luoshi_web.reports.actions.drafting import Written
from luoshi_web.reports.actions.recording import record_readings
from luoshi_web.reports.contents import version as content_of_version
from luoshi_web.reports.models import Draft, FigureAnswer, MilestoneAnswer, Report, ReportVersion
from luoshi_web.reports.queries.questions import Answered, Reached, Read, answered, asked_of, reached, read
from luoshi_web.reports.queries.settlements import for_core, words_in
from luoshi_web.reports.queries.wanting import NotWhole, wanting_in
from luoshi_web.reports.queries.whole import last_version, milestones_of, wording_of
from luoshi_web.trail.contents import Content

# a number that no column keeps, with what may stand between its digits
_ENDLESS = re.compile(r"\d(?:[,，.． ]?\d){60}")


@dataclass(frozen=True, slots=True)
class Ready:
    """What is handed in, read and found whole."""

    answers: Sequence[Answered]
    milestones: Sequence[Reached]
    reading: Read


def ready_of(report: Report, written: Written, at: datetime, draft: Draft | None) -> Ready:
    """Read what is to be handed in, with what was said of its figures in the draft, and make sure that it is whole."""
    statement = written.statement.strip()
    if any(_ENDLESS.search(text) for text in (statement, *(str(one["value"]) for one in written.figures))):
        raise LuoshiError("有一个数超过60位，请看看是不是写错了。", "A number has more than 60 digits; is it right?")
    wording = wording_of(report)
    asked = asked_of(report, wording)
    today = timezone.localtime(at).date()
    settled = for_core(words_in(draft, written.statement))
    reading = read(report, wording, written.statement, written.figures, settled)
    wanting = wanting_in(
        report, wording, asked, reading, statement=written.statement, unchanged=written.unchanged,
        figures=written.figures, milestones=written.milestones, today=today,
    )  # fmt: skip
    if wanting:
        raise NotWhole(wanting)
    milestones = reached(milestones_of(wording), written.milestones, wording.text, today)
    return Ready(answered(asked, written.figures), milestones, reading)


def next_version(
    report: Report, written: Written, ready: Ready, correction: str, by: User, at: datetime
) -> tuple[ReportVersion, Content]:
    """Write the next version with all that was read and answered; return it, and what the trail keeps of it."""
    answers, reading = ready.answers, ready.reading
    version = ReportVersion(
        jurisdiction_id=report.jurisdiction_id,
        report=report,
        number=last_version(report) + 1,
        statement=written.statement,
        claim=reading.claim,
        problems=written.problems or None,
        next_step=written.next_step or None,
        unchanged=written.unchanged,
        correction=correction,
        written_by=by,
        written_at=at,
    )
    try:
        insert([version])
    except IntegrityError:
        raise MovedMeanwhile from None  # the whole transaction is rolled back
    indicators = {
        target.metric: target.indicator_id
        for target in (answer.asked.target for answer in answers)
        if target.indicator_id is not None
    }
    observations = record_readings(version, reading.observations, reading.relations, indicators)
    figures = [
        FigureAnswer(
            jurisdiction_id=report.jurisdiction_id,
            version=version,
            target=answer.asked.target,
            period=str(answer.asked.period),
            value=answer.value,
            measure=answer.asked.target.measure if answer.value is not None else None,
            value_text=f"{answer.typed}{answer.asked.measure}" if answer.typed else "",
            lack=answer.lack,
        )
        for answer in answers
    ]
    insert(figures)
    milestones = [
        MilestoneAnswer(
            jurisdiction_id=report.jurisdiction_id,
            version=version,
            milestone=one.milestone,
            stage=one.stage,
            date=one.date,
        )
        for one in ready.milestones
    ]
    insert(milestones)
    return version, content_of_version(version, observations, figures, milestones)
