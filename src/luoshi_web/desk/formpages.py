"""What the page of one report shows: its rows, what the sentence reads as, who else is there, what came before."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.errors import LuoshiError
from luoshi.report import Step, may_take
from luoshi_web.desk.forms import written_in
from luoshi_web.desk.pages import promised, read_and_found
from luoshi_web.desk.unsettled import Unsettled, by_target, with_field
from luoshi_web.pages.textchanges import changes
from luoshi_web.pages.words import in_words
from luoshi_web.people.models import OF_A_UNIT, User
from luoshi_web.people.rights import held_by
from luoshi_web.plans.models import Wording
from luoshi_web.reports.actions import presence
from luoshi_web.reports.actions.answering import LONGEST, Written
from luoshi_web.reports.actions.keeping import KINDS, TAKEN
from luoshi_web.reports.models import Contribution, Draft, Evidence, Report, ReportState, ReportVersion, Stage
from luoshi_web.reports.queries import access, worklists
from luoshi_web.reports.queries.foreseen import Foreseen, foresee
from luoshi_web.reports.queries.history import history_of
from luoshi_web.reports.queries.moves import moves_of
from luoshi_web.reports.queries.questions import Asked, Read, asked_of, figures_in, named, read
from luoshi_web.reports.queries.settlements import (
    Named,
    Word,
    fields_of,
    for_core,
    named_by,
    undone_in,
    words_in,
    words_of,
)
from luoshi_web.reports.queries.wanting import Wanting, wanting_in
from luoshi_web.reports.queries.whole import (
    contributions_of,
    duties_of,
    evidence_handed_in,
    evidence_in_hand,
    evidence_of_part,
    milestones_of,
    phrasing_shown,
    previous_statement,
    target_rows_of,
    wording_of,
)
from luoshi_web.reports.steps import NotOpen, must_be_open
from luoshi_web.reports.words import lack_words

WRITABLE = (ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED)
_PER_CENT = re.compile(r"^\d+(?:\.\d+)?%$")
_FIXED_BY_A_FIGURE = ("completion", "share", "growth")


def stage_words() -> dict[str, str]:
    return {Stage.NOT_STARTED: _("还没开始"), Stage.UNDER_WAY: _("在做"), Stage.DONE: _("已完成")}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the form: what is asked, what stands in its fields, what it comes to.

    Args:
        unsettled: which figures of the sentence may answer, where the words do not say; or whose word settled it.
        problem: why what stands in its field is not understood.
    """

    asked: Asked
    name: str
    value: str
    lack: str
    foreseen: Foreseen
    unsettled: Unsettled | None = None
    problem: str = ""

    @property
    def number(self) -> int:
        return self.asked.target.pk

    @property
    def said(self) -> str:
        """What the row comes to, and whether field and sentence differ."""
        comes = in_words(self.foreseen.comes_to, self.foreseen.comes_to_en)
        if self.foreseen.differs:
            differs = _("填的是%(field)s，句子里读到%(read)s，两处不一样。") % {
                "field": self.value, "read": self.foreseen.read,
            }  # fmt: skip
            return f"{differs}{comes}"
        return comes

    @property
    def from_sentence(self) -> bool:
        return bool(self.foreseen.typed) and self.value.strip() == self.foreseen.typed


@dataclass(frozen=True, slots=True)
class Loose:
    """A target without a field, of which somebody is to say which figure answers it."""

    name: str
    unsettled: Unsettled


def rows_of(
    report: Report, wording: Wording, reading: Read, written: Written, words: Sequence[Word] = ()
) -> list[FigureRow]:
    """Return the form's rows; what is not out yet when the report is due has that reason already.

    Args:
        words: what persons said of the figures of this sentence.
    """
    asked = asked_of(report, wording)
    named_rows = {one.target.pk: named_by(one.target) for one in asked}
    unsettled = by_target(named_rows, reading.judged, written.statement, words)
    typed = {one["target"]: one for one in written.figures}
    foreseen = foresee(report, wording, asked, reading, written.statement, written.figures)
    answer = []
    for one in asked:
        field = typed.get(one.target.pk, {})
        value, lack = str(field.get("value") or ""), str(field.get("lack") or "")
        if one.awaited and not value and not lack and not foreseen[one.target.pk].typed:
            lack = "not_released"
        pk, name = one.target.pk, named(wording, one.target)
        answer.append(FigureRow(one, name, value, lack, foreseen[pk], unsettled.get(pk), _not_understood(one, value)))
    return answer


def _not_understood(asked: Asked, value: str) -> str:
    """Say why what stands in a field is no figure of its target; empty where it is, or where nothing does."""
    try:
        if value.strip():
            asked.written(value)
    except LuoshiError as error:
        return in_words(error.chinese, error.english)
    return ""


def fixes_of(reading: Read, statement: str) -> dict[str, tuple[str, str]]:
    """Return what one click puts right: by a finding's sentence, the button's value and the figure that is due."""
    answer = {}
    for finding in reading.findings:
        written, reckoned, span = finding.written or "", finding.reckoned or "", finding.span
        if finding.code not in _FIXED_BY_A_FIGURE or span is None:
            continue
        words = statement[span.start : span.end]
        if _PER_CENT.match(written) and _PER_CENT.match(reckoned) and words.count(written) == 1:
            start = span.start + words.index(written)
            said = in_words(finding.message, finding.message_en)
            answer[said] = (f"{start}:{written}:{reckoned}", reckoned)
    return answer


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
    """What somebody else has saved meanwhile, where it differs from what was typed here.

    `fields` is the whole of it, so that a script can tell its own lost answer from another person's words.
    """

    number: int
    who: str
    at: Any
    theirs: Sequence[tuple[str, str, str]]
    fields: str


def clash_of(draft: Draft, mine: Written, wording: Wording, asked: Sequence[Asked]) -> Clash:
    """Hold a draft against what was typed: label, theirs, mine."""
    their = written_of(draft, None)
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
    )


def _figures(figures: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> dict[int, str]:
    return {one["target"]: str(one["value"] or "") or words.get(str(one["lack"]), "") for one in figures}


def _stages(milestones: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> dict[int, str]:
    return {one["milestone"]: f"{words.get(one['stage'], '')} {one['date']}".strip() for one in milestones}


def _with_field(row: FigureRow, undone: Collection[Named], fields: Mapping[Named, Word]) -> FigureRow:
    named = named_by(row.asked.target)
    if named not in undone or named not in fields:
        return row
    return replace(row, unsettled=with_field(row.unsettled, row.number, 0, fields[named]))


def reading_page(
    report: Report, written: Written, draft: Draft | None = None, version: ReportVersion | None = None
) -> dict[str, Any]:
    """How a statement is read while it is written: figures, what does not add up, what each row comes to.

    Args:
        draft, version: where what persons said of its figures stands.
    """
    wording = wording_of(report)
    words = words_of(version) if version is not None else words_in(draft, written.statement)
    undone, counted = undone_in(version), written.figures
    if undone:  # by the office: the field's figure stands there, and does not count
        gone = {row.pk for row in target_rows_of(wording) if named_by(row) in undone}
        counted = [one for one in counted if one["target"] not in gone]
    reading = read(report, wording, written.statement, counted, for_core(words))
    rows = rows_of(report, wording, reading, written, words)
    if undone:
        fields = fields_of(version)
        rows = [_with_field(row, undone, fields) for row in rows]
    # a rank or a breakthrough has no field; its question stands below those that have
    fieldless = {row.pk: row for row in target_rows_of(wording) if row.value is None}
    named_rows = {pk: named_by(row) for pk, row in fieldless.items()}
    loose = by_target(named_rows, reading.judged, written.statement, words)
    asks = [*(row.unsettled for row in rows if row.unsettled), *loose.values()]
    return {
        "rows": rows,
        "loose": [Loose(named(wording, fieldless[pk]), one) for pk, one in loose.items()],
        "to_settle": sum(1 for one in asks if one.word is None),
        "wanting": _wanting(report, wording, reading, written, [row.asked for row in rows]),
        "fixes": fixes_of(reading, written.statement),
        **read_and_found(report, wording, reading, written.statement, numbered=True),
    }


def _wanting(
    report: Report, wording: Wording, reading: Read, written: Written, asked: Sequence[Asked]
) -> list[Wanting]:
    """Return what would keep this from being handed in; nothing of a form in which nothing stands yet."""
    if not written.statement.strip() and not any(str(one["value"]).strip() for one in written.figures):
        return []
    return wanting_in(
        report, wording, asked, reading, statement=written.statement, unchanged=written.unchanged,
        figures=written.figures, milestones=written.milestones, today=timezone.localdate(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """What another unit adds, with the evidence that it handed in, or still has in hand where it is one's own."""

    row: Contribution
    evidence: Sequence[Evidence]


def report_page(
    report: Report, user: User, sent: Mapping[str, str] | None = None, *, stale: Draft | None = None
) -> dict[str, Any]:
    """One report, for its unit, for those who add to it, and for readers.

    Args:
        sent: what was typed and could not be done; it stays in the form.
        stale: the draft that somebody else saved meanwhile.
    """
    mine = {unit.pk for unit in access.own_units(user)}
    owed, handed_in = worklists.listed_beside(report, mine)
    wording = wording_of(report)
    owns = report.owner_id in mine
    draft = getattr(report, "draft", None) if owns else None
    in_form = sent is not None and "statement" in sent and sent.get("do") not in ("add", "give")
    written = written_in(sent) if in_form and sent else written_of(draft, report.current)
    contributions = [_part(report, row, mine) for row in contributions_of(report)]
    own = next((part for part in contributions if part.row.unit_id in mine), None)
    closed = _closed(report) if owns and report.state in WRITABLE else ""
    # what was typed and came too late stays in the form, to be copied
    writes = owns and report.state in WRITABLE and (not closed or in_form)
    place = next((at for at, one in enumerate(owed) if one.report.pk == report.pk), -1)
    return {
        "report": report,
        "cycle": report.cycle,
        "plan": report.cycle.plan,
        "wording": wording,
        "promise_marked": promised(wording),
        "milestones": _milestones(wording, written),
        "owed": owed,
        "handed_in": handed_in,
        "before": owed[place - 1].report if place > 0 else None,
        "behind": owed[place + 1].report if 0 <= place < len(owed) - 1 else None,
        "written": written,
        "sent": sent or {},
        "seen": sent.get("seen", 0) if stale is not None and sent else draft.number if draft else 0,
        "draft": draft,
        "clash": clash_of(stale, written, wording, asked_of(report, wording)) if stale is not None else None,
        "previous": previous_statement(report),
        "contributions": contributions,
        "own": own,
        "owns": owns,
        "writes": writes,
        "closed": closed,
        **_steps_open(report, user, owns),
        "partners": [duty.unit for duty in duties_of(wording) if duty.unit_id != report.owner_id],
        "adds": own is not None and own.row.state in WRITABLE,
        "soon": report.due_at is not None and report.due_at - timezone.now() < timedelta(days=1),
        "evidence": _evidence_shown(report, owns),
        "moves": moves_of(report),
        "phrasing": phrasing_shown(report),
        "history": [(told, changes(told.before or "", told.version.statement)) for told in history_of(report)],
        "others": presence.others_at(report, user) if writes else [],
        "stage_words": stage_words(),
        **_limits(),
        **reading_page(report, written, draft, None if in_form else _handed_in(report)),
    }


def _handed_in(report: Report) -> ReportVersion | None:
    """Return the version that was handed in, where that is what stands on the page."""
    return report.current if report.state not in WRITABLE else None


def _steps_open(report: Report, user: User, owns: bool) -> dict[str, bool]:
    """Which buttons stand below what was handed in."""
    return {
        "can_withdraw": owns and report.state in (ReportState.SUBMITTED, ReportState.SIGNED),
        "can_sign": report.cycle.signed_first and report.state == ReportState.SUBMITTED and _signs(user, report),
        "can_correct": owns and report.state == ReportState.ACCEPTED,
    }


def _evidence_shown(report: Report, owns: bool) -> Sequence[Evidence]:
    """What the unit has in hand, for itself; for others what it handed in."""
    if owns:
        return evidence_in_hand(report)
    return evidence_handed_in(report, report.current.pk) if report.current else []


def _limits() -> dict[str, Any]:
    """What may be sent and how much of it, as the form says it."""
    return {
        "kinds": ",".join(f".{kind}" for kind in KINDS),
        "taken": TAKEN,
        "most": settings.EVIDENCE_FILE_BYTES // 1_000_000,
        "longest": LONGEST,
    }


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


def _milestones(wording: Wording, written: Written) -> list[dict[str, Any]]:
    typed = {one["milestone"]: one for one in written.milestones}
    return [
        {
            "number": row.pk,
            "words": wording.text[row.span_start : row.span_end],
            "due": row.due,
            "stage": typed.get(row.pk, {}).get("stage", ""),
            "date": typed.get(row.pk, {}).get("date", ""),
        }
        for row in milestones_of(wording)
    ]


def _signs(user: User, report: Report) -> bool:
    """Tell whether somebody signs for the report's unit."""
    held = [one.role for one in held_by(user) if one.unit_id is not None and one.unit_id == report.owner_id]
    return any(may_take(role, Step.SIGN) for role in held if role in OF_A_UNIT)
