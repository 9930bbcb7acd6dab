"""What the page of a review shows: one report with its three verdicts, beside the queue that it stands in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.pacing.dates import due_date
from luoshi.plan import Finding, Level, State, Target, Task
from luoshi.words import SETTLERS
from luoshi_web.desk.pages import promised
from luoshi_web.desk.reviewrows import milestone_rows, target_rows, unsettled_in
from luoshi_web.pages.asking import without_rule
from luoshi_web.pages.lamps import Lamp, lamp_of
from luoshi_web.pages.marks import statement as marked_statement
from luoshi_web.pages.reported import figures_of
from luoshi_web.pages.textchanges import changes
from luoshi_web.pages.words import in_words, size_words
from luoshi_web.places.models import Unit
from luoshi_web.reports.models import Cycle, Report, ReportState, ReportVersion
from luoshi_web.reports.queries import worklists
from luoshi_web.reports.queries.answers import LOOKED_AT
from luoshi_web.reports.queries.history import history_of
from luoshi_web.reports.queries.moves import moves_of
from luoshi_web.reports.queries.settlements import (
    said_of,
)
from luoshi_web.reports.queries.whole import previous_statement, wording_of
from luoshi_web.reports.steps import HANDED_IN
from luoshi_web.supervision.board import Board
from luoshi_web.supervision.phrasing import phrasing_of, standing, strange_figures
from luoshi_web.supervision.queries import JudgedPlan, plan_under_review
from luoshi_web.supervision.savedphrases import first_phrases, phrases_of
from luoshi_web.supervision.words import claim_words, said_whole, sentence_of, short_sentence

# of a task without a target these words alone say that it is late
_SLIPPED = re.compile(r"滞后|推迟|延期|延后|拖延|停工|停滞|受阻|搁置")
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
        if not task.targets and (slipped := _SLIPPED.search(task.statement)):
            return _("没有数，写了“%(word)s”") % {"word": slipped[0]}
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
        "findings": [in_words(one.message, one.message_en) for one in findings if not _is_an_aside(one)],
        "asides": [in_words(one.message, one.message_en) for one in findings if _is_an_aside(one)],
        "milestones": milestone_rows(version, wording, task, cycle.as_of) if version else [],
        "evidence": _evidence(version),
        "size_words": size_words,
        "previous": previous_statement(report),
        "contributions": list(report.contributions.select_related("unit", "current")),
        "versions": versions_of(report),
        "phrasing": phrasing,
        "strange": strange_in(version, wording.text, task, standing(version)) if version else [],
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


def strange_in(version: ReportVersion, text: str, task: Task | None, phrasing: str) -> list[str]:
    """Return the figures of the office's wording of a version that the version does not bear."""
    if not phrasing:
        return []
    answers = [row.value_text or "" for row in version.answers.all()]
    shares = [one.assessment.sentence for one in task.targets if one.assessment] if task else []
    return strange_figures(phrasing, version.statement, [text, *answers, *shares])


def just_decided(cycle: Cycle, key: str) -> dict[str, Any]:
    """Return the report that the office has just decided on, by its key, and what its table calls it."""
    report = cycle.reports.filter(task__key=key).select_related("cycle__plan", "task").first() if key else None
    return {"just": report, "wording_no": wording_of(report).no if report else ""}


def _decidable(report: Report) -> bool:
    first = (ReportState.SIGNED,) if report.cycle.signed_first else (ReportState.SUBMITTED, ReportState.SIGNED)
    return report.state in first


def _evidence(version: ReportVersion | None) -> Iterable[Any]:
    return list(version.evidence.select_related("file").order_by("number")) if version else []
