"""What the page of a review shows: one report with its three verdicts, beside the queue that it stands in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.pacing.dates import due_date
from luoshi.pacing.matching import figure_of
from luoshi.pacing.milestone_words import answer_in_words
from luoshi.pacing.phase_words import Answer
from luoshi.place import Span
from luoshi.plan import Finding, Level, Observation, State, Target, Task
from luoshi.words import SETTLERS
from luoshi_web.desk.formpages import stage_words
from luoshi_web.desk.pages import promised
from luoshi_web.desk.unsettled import Unsettled, unsettled_of, with_field, without_rule
from luoshi_web.pages import charts
from luoshi_web.pages.howread import HowRead, how_read
from luoshi_web.pages.lamps import Lamp, lamp_of
from luoshi_web.pages.marks import statement as marked_statement
from luoshi_web.pages.marks import wanted
from luoshi_web.pages.reported import figures_of
from luoshi_web.pages.textchanges import changes
from luoshi_web.pages.typography import amount
from luoshi_web.pages.words import in_words
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Wording
from luoshi_web.reports.models import Cycle, FigureAnswer, Report, ReportState, ReportVersion
from luoshi_web.reports.queries import worklists
from luoshi_web.reports.queries.answers import LOOKED_AT
from luoshi_web.reports.queries.history import history_of
from luoshi_web.reports.queries.milestones import MilestoneStep, steps_of
from luoshi_web.reports.queries.moves import moves_of
from luoshi_web.reports.queries.settlements import (
    Named,
    fields_of,
    last_numbers,
    named_by,
    said_of,
    undone_in,
    words_of,
)
from luoshi_web.reports.queries.whole import previous_statement, target_rows_of, wording_of
from luoshi_web.reports.steps import HANDED_IN
from luoshi_web.reports.words import lack_words
from luoshi_web.supervision.board import Board
from luoshi_web.supervision.phrasing import phrasing_of
from luoshi_web.supervision.queries import JudgedPlan, plan_under_review
from luoshi_web.supervision.savedphrases import first_phrases, phrases_of
from luoshi_web.supervision.words import claim_words, said_whole, sentence_of, short_sentence

MOST_UNCLEAR = 50  # of them on one page
BAD = (State.OVERDUE, State.BEHIND)
WORTH_A_LOOK = (
    State.OVERDUE,
    State.BEHIND,
    State.NOT_REPORTED,
    State.UNCLEAR,
    State.NO_FIGURE,
    State.AWAITING_DATA,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One report of the queue: `why` is what somebody should look at, empty where nothing was found.

    Args:
        unclear: how many of its targets nobody can judge before somebody says which figure answers.
        late: one of these was to be met by a written day that has passed.
        confirmed: whose word settled a figure, in words; empty where nobody's did.
    """

    report: Report
    no: str
    text: str
    lamp: Lamp | None
    why: str
    unclear: int = 0
    late: bool = False
    confirmed: str = ""

    @property
    def key(self) -> str:
        return self.report.task.key


class Desk:
    """A cycle as the office looks through it: the plan judged with what lies before the office, and the queue."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        self.board = Board(JudgedPlan(cycle.plan, cycle, plan_under_review(cycle), lights=True))
        self.tasks = {row.task.key: row.task for row in self.board.rows}
        self._order = {key: position for position, key in enumerate(self.tasks)}

    def findings(self, key: str) -> list[Finding]:
        return self.board.findings_by_task.get(key, [])

    @cached_property
    def queue(self) -> list[Waiting]:
        """What waits for the office: what has something to look at first, each part in the order of the table."""
        rows = [self.waiting(report) for report in worklists.to_review(self.cycle)]
        return sorted(rows, key=lambda one: (not one.why, self._order.get(one.key, len(self._order))))

    @cached_property
    def unclear(self) -> list[Waiting]:
        """All that nobody can judge yet, accepted or not; what was due by a written day that has passed is first."""
        rows = [one for one in (*self.queue, *self.accepted) if one.unclear]
        return sorted(rows, key=lambda one: (not one.late, self._order.get(one.key, len(self._order))))

    @property
    def look(self) -> list[Waiting]:
        return [one for one in self.queue if one.why and not one.unclear]

    @property
    def clean(self) -> list[Waiting]:
        return [one for one in self.queue if not one.why and not one.unclear]

    @cached_property
    def accepted(self) -> list[Waiting]:
        """What was accepted, in the order of the table: it can still be worded for publication."""
        rows = self.cycle.reports.filter(state=ReportState.ACCEPTED)
        rows = rows.select_related("cycle__plan__jurisdiction", "task", "owner", "current")
        found = [self.waiting(report) for report in rows]
        return sorted(found, key=lambda one: self._order.get(one.key, len(self._order)))

    def waiting(self, report: Report) -> Waiting:
        task = self.tasks.get(report.task.key)
        if task is None:
            return Waiting(report, report.task.key, "", None, _("现行的表里没有这一项"))
        open_ = unclear_targets(task)
        late = any(is_past_a_written_day(task, target, self.cycle) for target in open_)
        lamp, why = lamp_of(task.assessment), self._why(report, task, open_)
        return Waiting(report, str(task.no), task.text, lamp, why, len(open_), late, confirmed_by(task))

    def _why(self, report: Report, task: Task, unclear: Sequence[Target]) -> str:
        """Say in a few words what to look at."""
        if unclear:
            return without_rule(sentence_of(unclear[0].assessment))
        silent = sum(1 for one in task.targets if one.assessment and one.assessment.state is State.NO_FIGURE)
        if silent:
            return _("%(n)s个目标没有报数") % {"n": silent}
        if task.assessment is not None and task.assessment.state in BAD:
            return short_sentence(task)
        if found := [one for one in self.findings(task.key) if not _is_an_aside(one)]:
            return in_words(found[0].message, found[0].message_en)
        if task.assessment is not None and task.assessment.state in WORTH_A_LOOK:
            return short_sentence(task)
        if report.on_time is False:
            return _("过了截止才交")
        return ""

    @cached_property
    def shown(self) -> list[Waiting]:
        """The list beside a report, as it is walked: what is unclear, what is worth a look, and the rest."""
        return [*self.unclear[:MOST_UNCLEAR], *self.look, *self.clean]

    @cached_property
    def first(self) -> Waiting | None:
        """What waits, and is to be looked at before all else; None where nothing waits."""
        waits = {one.key for one in self.queue}
        return next((one for one in self.shown if one.key in waits), None) or next(iter(self.queue), None)

    def beside(self, key: str) -> tuple[Waiting | None, Waiting | None]:
        """Return what stands before and behind a task in the list; from outside of it, the first."""
        keys = [one.key for one in self.shown]
        if key not in keys:
            return None, self.shown[0] if self.shown else None
        at = keys.index(key)
        return (self.shown[at - 1] if at else None), (self.shown[at + 1] if at + 1 < len(keys) else None)


def _is_an_aside(finding: Finding) -> bool:
    """Tell whether a finding only says which of several figures was taken."""
    return finding.code == "answers-nothing" and finding.level is Level.NOTE


def unclear_targets(task: Task) -> list[Target]:
    """Return the targets of a task that somebody has to settle; both ends of a range are one."""
    found = {
        (target.span, target.basis): target
        for target in task.targets
        if target.assessment is not None and target.assessment.state is State.UNCLEAR
    }
    return list(found.values())


def is_past_a_written_day(task: Task, target: Target, cycle: Cycle) -> bool:
    """Tell whether a target was to be met by a day that somebody wrote, and the cycle speaks of a later one."""
    due = target.due or due_date(task.due, cycle.plan.year)
    return due is not None and cycle.as_of is not None and cycle.as_of > due


def confirmed_by(task: Task) -> str:
    """Say whose word settled figures of a task: 由填报单位确认; empty where nobody's did."""
    words = [one.assessment.settled_by for one in task.targets if one.assessment is not None]
    settlers = dict.fromkeys(word.who for word in words if word is not None)
    return _("，").join(in_words(*SETTLERS[who]) for who in settlers)


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
class Change:
    """One version of a report, with what it changed against the one before, and why that had been sent back.

    All is empty for the first.
    """

    version: ReportVersion
    text: Markup
    sent_back: str = ""


def versions_of(report: Report) -> list[Change]:
    """Return a report's versions, the newest first."""
    return [
        Change(one.version, changes(one.before, one.version.statement) if one.before else Markup(""), one.sent_back)
        for one in history_of(report)
    ]


def review_page(report: Report, desk: Desk | None = None) -> dict[str, Any]:
    """One report beside the queue that it stands in."""
    cycle = report.cycle
    desk = desk or Desk(cycle)
    wording, task = wording_of(report), desk.tasks.get(report.task.key)
    version = report.current if report.state in (*LOOKED_AT, ReportState.ACCEPTED) else None
    answers = list(version.answers.select_related("target")) if version else []
    findings = desk.findings(report.task.key) if version else []
    before, after = desk.beside(report.task.key)
    phrasing = phrasing_of(version)
    unsettled = unsettled_in(report, task, version) if task and version else {}
    return {
        "report": report,
        "cycle": cycle,
        "plan": cycle.plan,
        "wording": wording,
        "promise_marked": promised(wording),
        "task": task,
        "version": version,
        "read_as": marked_statement(task, findings) if task and version and task.statement == version.statement else "",
        "figures_said": len(figures_of(task, cycle.as_of)) if task and version else 0,
        "claim": claim_words(task.claim) if task and version else "",
        "lamp": lamp_of(task.assessment) if task and version else None,
        "judged": said_whole(task.assessment) if task and version else "",
        "targets": target_rows(task, cycle.as_of, answers, unsettled) if task and version else [],
        "settles": report.state in HANDED_IN,
        "words_said": said_of(version) if version else [],
        "findings": [in_words(finding.message, finding.message_en) for finding in findings],
        "milestones": milestone_rows(version, wording, task, cycle.as_of) if version else [],
        "evidence": _evidence(version),
        "previous": previous_statement(report),
        "contributions": list(report.contributions.select_related("unit", "current")),
        "versions": versions_of(report),
        "phrasing": phrasing,
        "phrasable": report.state in HANDED_IN and version is not None,
        "phrases": phrases_of(cycle.plan.jurisdiction_id),
        "first_phrases": first_phrases(),
        "moves": moves_of(report),
        "desk": desk,
        "before": before,
        "after": after,
        "others": list(Unit.objects.filter(jurisdiction=cycle.plan.jurisdiction_id).order_by("name")),
        "decidable": _decidable(report),
        "accepted": report.state == ReportState.ACCEPTED,
    }


def just_decided(cycle: Cycle, key: str) -> dict[str, Any]:
    """Return the report that the office has just decided on, by its key, and what its table calls it."""
    report = cycle.reports.filter(task__key=key).select_related("cycle__plan", "task").first() if key else None
    return {"just": report, "wording_no": wording_of(report).no if report else ""}


def _decidable(report: Report) -> bool:
    first = (ReportState.SIGNED,) if report.cycle.signed_first else (ReportState.SUBMITTED, ReportState.SIGNED)
    return report.state in first


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
    """Lay out the milestones that were answered, and those past their day of which no step was chosen."""
    return [
        MilestoneRow(one.name, stage_words()[one.stage], one.day)
        if one.stage
        else MilestoneRow(one.name, "", None, _sentence_says(one, task))
        for one in steps_of(version, wording, as_of)
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


def _evidence(version: ReportVersion | None) -> Iterable[Any]:
    return list(version.evidence.select_related("file").order_by("number")) if version else []
