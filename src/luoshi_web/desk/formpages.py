"""What the page of one report shows: its rows, what the sentence reads as, who else is there, what came before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.pacing.dates import due_date
from luoshi.report import Step, may_take
from luoshi_web.desk.correcting import chosen_in, is_correcting
from luoshi_web.desk.forms import filled, fixed, written_in
from luoshi_web.desk.pages import promised, told_of
from luoshi_web.desk.readingpanel import Reading, reading_of
from luoshi_web.pages.textchanges import changes
from luoshi_web.pages.words import in_words
from luoshi_web.people.models import OF_A_UNIT, User
from luoshi_web.people.rights import held_by
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan, Wording
from luoshi_web.reports.actions import presence
from luoshi_web.reports.actions.drafting import LONGEST, Written
from luoshi_web.reports.actions.keeping import KINDS, TAKEN
from luoshi_web.reports.models import Contribution, Cycle, Draft, Evidence, Report, ReportState, ReportVersion, Stage
from luoshi_web.reports.queries import access, worklists
from luoshi_web.reports.queries.foreseen import foresee
from luoshi_web.reports.queries.history import Told, history_of
from luoshi_web.reports.queries.moves import Move, moves_of
from luoshi_web.reports.queries.questions import asked_of, figures_in, named, read
from luoshi_web.reports.queries.whole import (
    contributions_of,
    duties_of,
    evidence_handed_in,
    evidence_in_hand,
    evidence_of_part,
    milestones_of,
    phrasing_shown,
    previous_statement,
    wording_of,
)
from luoshi_web.reports.queries.worklists import Listed
from luoshi_web.reports.steps import NotOpen, is_collected, must_be_open
from luoshi_web.reports.words import lack_words

WRITABLE = (ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED)


def stage_words() -> dict[str, str]:
    return {Stage.NOT_STARTED: _("还没开始"), Stage.UNDER_WAY: _("在做"), Stage.DONE: _("已完成")}


def written_of(draft: Draft | None, version: ReportVersion | None) -> Written:
    """Return what stands in a form: the draft, else the newest version."""
    if draft is not None:
        return Written(
            draft.statement, draft.problems, draft.next_step, draft.unchanged, draft.figures, draft.milestones
        )
    if version is None:
        return Written("")
    return Written(
        version.statement,
        version.problems or "",
        version.next_step or "",
        "",
        figures_in(version),
        [
            {"milestone": row.milestone_id, "stage": row.stage, "date": row.date.isoformat() if row.date else ""}
            for row in version.milestones.all()
        ],
    )


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else, or one's `own` other window, has saved meanwhile, where it differs from what was typed here.

    `fields` is the whole of it, so that a script can tell its own lost answer from another person's words.
    """

    number: int
    who: str
    at: Any
    theirs: Sequence[tuple[str, str, str]]
    fields: str
    own: bool = False


def clash_of(draft: Draft, mine: Written, report: Report, user: User) -> Clash:
    """Hold a draft against what was typed, with the figures of its sentence: label, theirs, mine."""
    wording = wording_of(report)
    asked, their = asked_of(report, wording), written_of(draft, None)
    mine = filled(mine, foresee(report, wording, asked, read(report, wording, mine.statement), mine.statement))
    pairs = [
        (_("这一期做到哪了"), their.statement, mine.statement),
        (_("困难"), their.problems, mine.problems),
        (_("下一步"), their.next_step, mine.next_step),
    ]
    names = {one.target.pk: named(wording, one.target) for one in asked}
    words = {"": "", **{str(code): word for code, word in lack_words().items()}}
    figures = [_figures(one.figures, words) for one in (their, mine)]
    pairs += [(name, figures[0].get(pk, ""), figures[1].get(pk, "")) for pk, name in names.items()]
    stages = {"": "", **{str(code): word for code, word in stage_words().items()}}
    dated = [_stages(one.milestones, stages) for one in (their, mine)]
    pairs += [
        (wording.text[row.span_start : row.span_end], dated[0].get(row.pk, ""), dated[1].get(row.pk, ""))
        for row in milestones_of(wording)
    ]
    return Clash(
        draft.number,
        draft.saved_by.get_full_name() if draft.saved_by else "",
        draft.saved_at,
        [pair for pair in pairs if pair[1].strip() != pair[2].strip()],
        json.dumps({"statement": their.statement, "problems": their.problems, "next_step": their.next_step}),
        draft.saved_by_id == user.pk,
    )


def _figures(figures: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> dict[int, str]:
    return {one["target"]: str(one["value"] or "") or words.get(str(one["lack"]), "") for one in figures}


def _stages(milestones: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> dict[int, str]:
    return {one["milestone"]: f"{words.get(one['stage'], '')} {one['date']}".strip() for one in milestones}


@dataclass(frozen=True, slots=True)
class Part:
    """What another unit adds, with the evidence that it handed in, or still has in hand where it is one's own."""

    row: Contribution
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, and the steps that are asked about with what stands in their fields."""

    report: Report
    cycle: Cycle
    plan: Plan
    wording: Wording
    promise_marked: Markup
    milestones: Sequence[Mapping[str, Any]]
    partners: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form, from where, and what may be sent.

    Args:
        sent: what was typed and could not be done; `seen`: the number of the draft that was on the page.
        untold: why what was pressed chose nothing.
        kinds, taken, most, longest: endings and names of files, megabytes of one, characters of each text.
    """

    written: Written
    sent: Mapping[str, str]
    seen: str | int
    draft: Draft | None
    clash: Clash | None
    stage_words: Mapping[str, str]
    most: int
    untold: str
    kinds: str = ",".join(f".{kind}" for kind in KINDS)
    taken: str = TAKEN
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored of a report that is not being written; what was typed and refused is no part of it.

    Args:
        unkept: the sentence that was sent and not kept, where it says something else; it stands apart.
    """

    stored: Reading
    stored_milestones: Sequence[Mapping[str, Any]]
    unkept: str = ""


@dataclass(frozen=True, slots=True)
class Acts:
    """What somebody may do here, and until when.

    Args:
        closed: why nothing can be written now; empty where it can.
        adds: they write what their unit adds to another's report.
        over: its cycle has ended, and nobody let it in again: no deadline is to come.
    """

    owns: bool
    writes: bool
    adds: bool
    closed: str
    over: bool
    soon: bool
    can_withdraw: bool
    can_sign: bool
    can_correct: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What came before, and what others have added."""

    previous: tuple[str | None, date | None]
    contributions: Sequence[Part]
    own: Part | None
    evidence: Sequence[Evidence]
    moves: Sequence[Move]
    phrasing: str
    history: Sequence[tuple[Told, Markup]]
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """The unit's other reports of the cycle: what it owes, what it handed in, and the ones next to this."""

    owed: Sequence[Listed]
    handed_in: Sequence[Listed]
    before: Report | None
    behind: Report | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report, for its unit, for those who add to it, and for readers: panel by panel."""

    promise: Promise
    form: Form
    acts: Acts
    record: Record
    beside: Beside
    reading: Reading
    kept: Kept

    @property
    def context(self) -> dict[str, Any]:
        """What the template is told: the names of all panels."""
        return told_of(self.promise, self.form, self.acts, self.record, self.beside, self.reading, self.kept)


def report_page(
    report: Report, user: User, sent: Mapping[str, str] | None = None, *, stale: Draft | None = None
) -> ReportPage:
    """Put a report's page together.

    Args:
        sent: what was typed and could not be done; it stays in the form.
        stale: the draft that somebody else saved meanwhile.
    """
    mine = {unit.pk for unit in access.own_units(user)}
    wording = wording_of(report)
    owns = report.owner_id in mine
    draft = getattr(report, "draft", None) if owns else None
    in_form = sent is not None and "statement" in sent and sent.get("do") not in ("add", "give")
    contributions = [_part(report, row, mine) for row in contributions_of(report)]
    own = next((part for part in contributions if part.row.unit_id in mine), None)
    written = written_in(sent) if in_form and sent else written_of(draft, report.current)
    acts = _acts(report, user, owns=owns, own=own, in_form=in_form, typed=sent is not None and "statement" in sent)
    said_in, untold = draft, ""
    if in_form and sent and acts.can_correct and is_correcting(sent):
        written = replace(written, statement=fixed(written.statement, sent.get("fix", "")))
        chosen = chosen_in(sent, report, written, user)
        said_in, untold = chosen.draft, chosen.untold
    reading = reading_of(report, written, said_in, None if in_form else _handed_in(report))
    milestones = _milestones(wording, written, report.cycle.plan.year)
    return ReportPage(
        promise=Promise(
            report=report,
            cycle=report.cycle,
            plan=report.cycle.plan,
            wording=wording,
            promise_marked=promised(wording),
            milestones=milestones,
            partners=[duty.unit for duty in duties_of(wording) if duty.unit_id != report.owner_id],
        ),
        form=Form(
            written=written,
            sent=sent or {},
            seen=sent.get("seen", 0) if stale is not None and sent else draft.number if draft else 0,
            draft=draft,
            clash=clash_of(stale, written, report, user) if stale is not None else None,
            stage_words=stage_words(),
            most=settings.EVIDENCE_FILE_BYTES // 1_000_000,
            untold=untold,
        ),
        acts=acts,
        record=Record(
            previous=previous_statement(report),
            contributions=contributions,
            own=own,
            evidence=_evidence_shown(report, owns),
            moves=moves_of(report),
            phrasing=phrasing_shown(report),
            history=[(told, changes(told.before or "", told.version.statement)) for told in history_of(report)],
            others=presence.others_at(report, user) if acts.writes else [],
        ),
        beside=_beside(report, mine),
        reading=reading,
        kept=_kept(report, written.statement) if in_form else Kept(reading, milestones),
    )


def _kept(report: Report, typed: str) -> Kept:
    """Read what is stored, where what was typed stands in the form: a page never calls that handed in."""
    stored = written_of(None, report.current)
    reading = reading_of(report, stored, None, _handed_in(report))
    unkept = typed if typed.strip() and typed.strip() != stored.statement.strip() else ""
    return Kept(reading, _milestones(wording_of(report), stored, report.cycle.plan.year), unkept)


def _beside(report: Report, mine: set[int]) -> Beside:
    owed, handed_in = worklists.listed_beside(report, mine)
    place = next((at for at, one in enumerate(owed) if one.report.pk == report.pk), -1)
    return Beside(
        owed=owed,
        handed_in=handed_in,
        before=owed[place - 1].report if place > 0 else None,
        behind=owed[place + 1].report if 0 <= place < len(owed) - 1 else None,
    )


def _handed_in(report: Report) -> ReportVersion | None:
    """Return the version that was handed in, where that is what stands on the page."""
    return report.current if report.state not in WRITABLE else None


def _acts(report: Report, user: User, *, owns: bool, own: Part | None, in_form: bool, typed: bool) -> Acts:
    wanted = (owns and report.state in WRITABLE) or (own is not None and own.row.state in WRITABLE)
    closed = _closed(report) if wanted else ""
    return Acts(
        owns=owns,
        # what was typed and came too late stays in the form, to be copied
        writes=owns and report.state in WRITABLE and (not closed or in_form),
        # what was typed and came too late stays in the form, to be copied
        adds=own is not None and own.row.state in WRITABLE and (not _closed(report) or typed),
        closed=closed,
        over=not is_collected(report.cycle, report.closes_at),
        soon=report.until is not None and report.until - timezone.now() < timedelta(days=1),
        can_withdraw=owns and report.state in (ReportState.SUBMITTED, ReportState.SIGNED),
        can_sign=report.cycle.signed_first and report.state == ReportState.SUBMITTED and _signs(user, report),
        can_correct=owns and report.state == ReportState.ACCEPTED,
    )


def _evidence_shown(report: Report, owns: bool) -> Sequence[Evidence]:
    """What the unit has in hand, for itself; for others what it handed in."""
    if owns:
        return evidence_in_hand(report)
    return evidence_handed_in(report, report.current.pk) if report.current else []


def _closed(report: Report) -> str:
    """Say why nothing can be written now; empty where it can."""
    try:
        must_be_open(report.cycle, report.closes_at, timezone.now())
    except NotOpen as error:
        return in_words(error.chinese, error.english)
    return ""


def _part(report: Report, row: Contribution, mine: set[int]) -> Part:
    if row.unit_id in mine:
        return Part(row, evidence_in_hand(report, row))
    return Part(row, evidence_of_part(report, row.current.pk) if row.current else [])


def _milestones(wording: Wording, written: Written, year: int) -> list[dict[str, Any]]:
    typed = {one["milestone"]: one for one in written.milestones}
    return [
        {
            "number": row.pk,
            "words": wording.text[row.span_start : row.span_end],
            "due": row.due or due_date(wording.due, year),
            "stage": typed.get(row.pk, {}).get("stage", ""),
            "date": typed.get(row.pk, {}).get("date", ""),
        }
        for row in milestones_of(wording)
    ]


def _signs(user: User, report: Report) -> bool:
    """Tell whether somebody signs for the report's unit."""
    held = [one.role for one in held_by(user) if one.unit_id is not None and one.unit_id == report.owner_id]
    return any(may_take(role, Step.SIGN) for role in held if role in OF_A_UNIT)
