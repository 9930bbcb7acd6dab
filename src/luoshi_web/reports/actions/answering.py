"""Writing answers: save a draft, submit it, withdraw, sign, correct; each in one transaction with its entry."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.report import State, Step, after
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.inserts import insert
from luoshi_web.people.models import User
from luoshi_web.reports.actions.drafting import (
    WHO_AND_WHEN,
    Written,
    bounded,
    draft_columns,
    figure_kept,
    milestone_kept,
)
from luoshi_web.reports.actions.evidence import add_on_the_way, go_along
from luoshi_web.reports.actions.keeping import digest_of, let_go
from luoshi_web.reports.actions.settling import hand_over
from luoshi_web.reports.actions.versioning import next_version, ready_of
from luoshi_web.reports.contents import settlement
from luoshi_web.reports.models import Draft, Report, ReportVersion
from luoshi_web.reports.steps import move, must_be_open, must_say_why
from luoshi_web.trail.actions import Act, record
from luoshi_web.trail.contents import Content


class DraftMoved(MovedMeanwhile):
    """The draft was saved since it was shown; `draft` is what stands now, nothing where it is gone.

    `own`: they did it themselves, in another window.
    """

    def __init__(self, draft: Draft | None, by: User) -> None:
        self.own = draft is not None and draft.saved_by_id == by.pk
        if draft is None or draft.saved_by is None:
            super().__init__()
        elif self.own:
            when = timezone.localtime(draft.saved_at)
            super().__init__(
                f"您在另一个窗口刚改过这一项（{when:%H:%M}）。看看改了什么，再决定留哪一句。",
                f"You have just changed this one in another window ({when:%H:%M}). Decide which to keep.",
            )
        else:
            name, when = draft.saved_by.get_full_name(), timezone.localtime(draft.saved_at)
            super().__init__(
                f"{name}刚改过这一项（{when:%H:%M}）。看看改了什么，再决定留哪一句。",
                f"{name} has just changed this one ({when:%H:%M}). See what changed, then decide which to keep.",
            )
        self.draft = draft


def open_report(report: Report, *, at: datetime | None = None) -> None:
    """Note that somebody of the unit has looked at what it is asked; only the first time counts.

    It is one statement, and so whole without a transaction around it.
    """
    Report.objects.filter(pk=report.pk, opened_at=None).update(opened_at=at or timezone.now())


def save_draft(report: Report, written: Written, *, seen: int, by: User, at: datetime | None = None) -> Draft:
    """Keep what is being written; return the draft, whose number the next saving must have seen.

    What stands there word for word is not saved again. So an answer that was lost on its way is no
    conflict with oneself, and whoever only looks in changes nothing.

    Args:
        seen: the draft's number when the page was shown, 0 where there was none.

    Raises:
        DraftMoved: somebody else saved meanwhile: nothing of theirs is overwritten. The sentence says who.
        MovedMeanwhile: the report itself has moved on.
        StepRefused, NotOpen: it cannot be written now. LuoshiError: it is too long.
    """
    at = at or timezone.now()
    bounded(written)
    now = after(State(report.state), Step.SAVE)
    must_be_open(report.cycle, report.closes_at, at)
    columns = draft_columns(written, by, at)
    same = {name: value for name, value in columns.items() if name not in WHO_AND_WHEN}
    kept = Draft.objects.filter(pk=report.pk, report__state=now.value, **same).first()
    if kept is not None and (kept.number == seen or kept.saved_by_id == by.pk):
        return kept
    try:
        with transaction.atomic():
            _write(report, columns, seen)
            held = Report.objects.filter(pk=report.pk, state=report.state, current=report.current_id)
            if not held.update(state=now.value):
                raise MovedMeanwhile
            if now.value != report.state:
                objects = {"report": report}
                jurisdiction = report.cycle.plan.jurisdiction_id
                was = {"state": report.state}
                record("report.begun", jurisdiction, by=by, at=at, objects=objects, replaced=was)
    except IntegrityError:
        raise _conflict(report, by) from None
    report.state = now.value
    return Draft.objects.get(pk=report.pk)


def _write(report: Report, columns: Mapping[str, Any], seen: int) -> None:
    """Write the draft as the next number after the one that was seen; called within a transaction."""
    if seen == 0:
        Draft.objects.create(jurisdiction_id=report.jurisdiction_id, report=report, **columns)
    elif not Draft.objects.filter(pk=report.pk, number=seen).update(number=F("number") + 1, **columns):
        raise _conflict(report, columns["saved_by"])


def _conflict(report: Report, by: User) -> DraftMoved:
    return DraftMoved(Draft.objects.filter(pk=report.pk).select_related("saved_by").first(), by)


def submit(report: Report, *, seen: int, by: User, at: datetime | None = None) -> ReportVersion:
    """Hand in the draft that was seen, as a version that never changes.

    Raises:
        MovedMeanwhile: the draft or the report is no longer as it was seen.
        StepRefused, NotOpen: it cannot be submitted now.
        NotWhole: nothing is written, a figure is no number, one that is asked for is neither
            given nor explained, or it repeats the cycle before without a reason; it names each field.
    """
    at = at or timezone.now()
    after(State(report.state), Step.SUBMIT)
    must_be_open(report.cycle, report.closes_at, at)
    draft = Draft.objects.filter(pk=report.pk, number=seen).first()
    if draft is None:
        raise _conflict(report, by)
    written = Written(
        draft.statement, draft.problems, draft.next_step, draft.unchanged, draft.figures, draft.milestones
    )
    ready = ready_of(report, written, at, draft)
    with transaction.atomic():
        if not Draft.objects.filter(pk=report.pk, number=seen).update(number=F("number") + 1):
            raise _conflict(report, by)
        version, content = next_version(report, written, ready, "", by, at)
        settled = hand_over(version, Draft.objects.get(pk=report.pk), report.current)
        _hand_in(report, Step.SUBMIT, version, [content, *map(settlement, settled)], "", by, at)
    return version


def hand_in(
    report: Report,
    written: Written,
    uploads: Sequence["File[bytes]"] = (),
    *,
    seen: int,
    by: User,
    at: datetime | None = None,
) -> ReportVersion:
    """Save what is written, keep the files beside it as evidence, and submit it: all of it, or nothing.

    It comes to the same as doing one after the other, entries in the trail included, at a third of the cost.
    Who is refused may do it step by step, so that what can be kept is kept, and the step that cannot says why.

    Raises:
        LuoshiError: as saving, adding and submitting; MovedMeanwhile where anybody was faster. Nothing was kept.
    """
    at = at or timezone.now()
    bounded(written)
    begun = after(State(report.state), Step.SAVE)
    after(begun, Step.SUBMIT)
    must_be_open(report.cycle, report.closes_at, at)
    draft: Draft | None = getattr(report, "draft", None)
    if (draft.number if draft is not None else 0) != seen:
        raise MovedMeanwhile
    ready, before = ready_of(report, written, at, draft), dict(report.__dict__)
    try:
        with transaction.atomic():
            draft = _draft_handed_in(report, draft, written, by, at)
            version, content = next_version(report, written, ready, "", by, at)
            settled = hand_over(version, draft, report.current) if draft.settlements or report.current else []
            _hand_in(
                report, Step.SUBMIT, version, [content, *map(settlement, settled)], "", by, at, begun=begun,
                behind=lambda: [*_begun(report, begun), *add_on_the_way(report, uploads, by=by, at=at)],
            )  # fmt: skip
    except (IntegrityError, LuoshiError) as error:
        report.__dict__.update(before)  # the row in hand says again what the database says
        for upload in uploads:
            let_go(digest_of(upload))  # what is refused leaves nothing behind
        if isinstance(error, LuoshiError):
            raise
        raise MovedMeanwhile from None
    return version


def _draft_handed_in(report: Report, draft: Draft | None, written: Written, by: User, at: datetime) -> Draft:
    """Write the draft as it is handed in, which nobody may save over; within a transaction."""
    columns = draft_columns(written, by, at)
    if draft is None:
        draft = Draft(
            jurisdiction_id=report.jurisdiction_id, report=report, number=2, **columns
        )  # saved, and handed in
        insert([draft])
        return draft
    same = all(getattr(draft, name) == value for name, value in columns.items() if name not in WHO_AND_WHEN)
    later = F("number") + (1 if same else 2)
    if same:
        columns = {}
    # what was said of its figures has no number of its own: it must still be what was read
    seen = Draft.objects.filter(pk=report.pk, number=draft.number, settlements=draft.settlements)
    if not seen.update(number=later, **columns):
        raise MovedMeanwhile
    return draft


def _begun(report: Report, begun: State) -> list[Act]:
    """Return what the trail is told of a report that nobody had begun to write."""
    if begun.value == report.state:
        return []
    return [Act("report.begun", {"report": report}, replaced={"state": report.state})]


def correct(
    report: Report,
    written: Written,
    *,
    reason: str,
    by: User,
    settlements: list[dict[str, Any]] | None = None,
    at: datetime | None = None,
) -> ReportVersion:
    """Hand in another version of an accepted report, with a reason; the accepted one holds until this one is accepted.

    Args:
        settlements: what was said meanwhile of which figures answer; None for what was said before.

    Raises:
        MovedMeanwhile: it is no longer accepted in the version that was seen.
        StepRefused: it was not accepted yet.
        LuoshiError: as for submitting; or there is no reason.
    """
    at = at or timezone.now()
    after(State(report.state), Step.CORRECT)
    reason = must_say_why(Step.CORRECT, reason)
    bounded(written)
    said = {} if settlements is None else {"settlements": settlements}
    ready = ready_of(report, written, at, _with(Draft.objects.filter(pk=report.pk).first(), said))
    with transaction.atomic():
        version, content = next_version(report, written, ready, reason, by, at)
        draft = _with(Draft.objects.filter(pk=report.pk).first(), said)
        settled = hand_over(version, draft, report.current)
        _hand_in(report, Step.CORRECT, version, [content, *map(settlement, settled)], reason, by, at)
        Draft.objects.filter(pk=report.pk).update(
            **said, number=F("number") + 1, statement=written.statement, problems=written.problems,
            next_step=written.next_step, figures=[figure_kept(figure) for figure in written.figures],
            milestones=[milestone_kept(one) for one in written.milestones], saved_by=by, saved_at=at,
        )  # fmt: skip
    return version


def _with(draft: Draft | None, said: dict[str, Any]) -> Draft | None:
    """Return a draft with what was said in a correction in the place of what it holds."""
    for name, value in said.items():
        if draft is not None:
            setattr(draft, name, value)
    return draft


def _hand_in(
    report: Report, step: Step, version: ReportVersion, contents: Sequence[Content], reason: str, by: User,
    at: datetime, begun: State | None = None, behind: Callable[[], Sequence[Act]] | None = None,
) -> None:  # fmt: skip
    columns: dict[str, Any] = {"current_id": version.pk, "submitted_at": at, "reason": reason}
    if report.on_time is None:
        columns["on_time"] = report.due_at is None or at <= report.due_at
    _move(report, step, by, at, columns, reason, version, contents, begun, behind)
    go_along(version)  # the row is held now: nothing is added between
    report.current = version


def _move(
    report: Report, step: Step, by: User, at: datetime, columns: dict[str, Any], reason: str = "",
    version: ReportVersion | None = None, contents: Sequence[Content] | None = None,
    begun: State | None = None, behind: Callable[[], Sequence[Act]] | None = None,
) -> None:  # fmt: skip
    move(
        report, step, signed_first=report.cycle.signed_first, jurisdiction_id=report.cycle.plan.jurisdiction_id,
        by=by, at=at, columns=columns, objects={"version": version} if version else None, reason=reason,
        contents=contents, begun=begun, behind=behind,
    )  # fmt: skip


@transaction.atomic
def withdraw(report: Report, *, by: User, at: datetime | None = None) -> None:
    """Take a submitted report back before the office has looked; a correction goes back to what was accepted.

    Raises:
        StepRefused: it was not submitted, or was decided.
        MovedMeanwhile: the office was faster.
    """
    at = at or timezone.now()
    must_be_open(report.cycle, report.closes_at, at)
    _move(report, Step.WITHDRAW, by, at, {"reason": ""})


@transaction.atomic
def sign(report: Report, *, by: User, at: datetime | None = None) -> None:
    """Sign what the unit has submitted, where the office wants that.

    Raises:
        StepRefused: nothing needs to be signed, or nothing was submitted.
        MovedMeanwhile: it was withdrawn meanwhile.
    """
    at = at or timezone.now()
    _move(report, Step.SIGN, by, at, {"signed_at": at})
