"""What the buttons of a report's page do, and where they lead."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.report import State, Step, after
from luoshi_web.desk.correcting import ACTS, chosen_in, is_correcting
from luoshi_web.desk.forms import filled, fixed, pressed_in, said_when_pressed, unit_in, written_in
from luoshi_web.desk.pages import address_of
from luoshi_web.pages.sent import act_in, number_in
from luoshi_web.people.models import User
from luoshi_web.reports.actions import answering, contributing, evidence, settling
from luoshi_web.reports.actions.drafting import Written
from luoshi_web.reports.models import Contribution, Draft, Report, ReportState
from luoshi_web.reports.queries import access, worklists
from luoshi_web.reports.queries.foreseen import foresee
from luoshi_web.reports.queries.questions import asked_of, read
from luoshi_web.reports.queries.settlements import for_core, words_in
from luoshi_web.reports.queries.whole import previous_statement, wording_of
from luoshi_web.reports.queries.worklists import Place
from luoshi_web.reports.upload import refused

Address = tuple[str, int, date, str]
STEPS = {"withdraw": Step.WITHDRAW, "sign": Step.SIGN, "correct": Step.CORRECT}
# without a name it is one of the buttons that put something right in the text, and what is typed is saved
ANSWERS = ("", "save", "next", "previous", "attach", "unchanged", "submit", "correct")
OF_CONTRIBUTIONS = ("add", "give", "take-back")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: its fields, who sent it, and the files with it."""

    request: HttpRequest
    fields: Mapping[str, str]
    by: Any

    @property
    def do(self) -> str:
        return self.fields.get("do", "")


def write(request: HttpRequest, found: Report, address: Address) -> str:
    """Do what the button says, as far as this person may; return where to go then.

    Nothing where the same page is to stand with what was typed: a correction has no draft to be kept in.

    Raises:
        LuoshiError: it cannot be done; what was typed is in the form still.
        Http404, PermissionDenied: it is not theirs to do.
    """
    sent = Sent(request, request.POST.dict(), request.user)
    do = sent.do
    if "remove" in sent.fields:
        return _remove(sent, found, address)
    if is_correcting(sent.fields) and not do and any(name in sent.fields for name in ACTS):
        access.must_answer(sent.by, found, Step.CORRECT)
        return ""  # without script: the page reads it anew, with what was pressed
    if "settle" in sent.fields or "unsettle" in sent.fields:
        access.must_answer(sent.by, found, Step.SAVE)
        settle(found, _saved(sent, found), sent.fields, sent.by)
        return f"{sent.request.path}#figures"
    if do in OF_CONTRIBUTIONS:
        _contribute(sent, address)
        return f"{reverse('desk:home')}?given=1" if do == "give" else request.path
    elif do in ("ask", "take-in", "send-back"):
        access.must_answer(sent.by, found, Step.SAVE)
        _with_others(found, sent)
        if do == "take-in":
            return f"{request.path}?taken=1"
    elif do in ("withdraw", "sign"):
        access.must_answer(sent.by, found, STEPS[do])
        (answering.withdraw if do == "withdraw" else answering.sign)(found, by=sent.by)
    else:
        act_in(sent.fields, *ANSWERS)
        return _answer(sent, found)
    return request.path


def settle(found: Report, draft: Draft, fields: Mapping[str, str], by: Any) -> None:
    """Keep whose word it is which figure answers a target, or leave it open again; the draft was saved just now.

    Raises:
        LuoshiError: there is no such figure, or somebody else was faster; the text is saved.
    """
    pressed = pressed_in(fields.get("settle") or fields.get("unsettle") or "")
    if fields.get("settle"):
        settling.must_still_be_said(said_when_pressed(fields, pressed.target), pressed.figure, draft.statement)
    act = settling.settle_in_draft if fields.get("settle") else settling.take_back_in_draft
    act(found, draft, pressed.target, pressed.figure, by=by)


def _answer(sent: Sent, found: Report) -> str:
    """Save, hand in or correct a report, with its evidence; then go where the button says."""
    do = sent.do
    access.must_answer(sent.by, found, {**STEPS, "submit": Step.SUBMIT}.get(do, Step.SAVE))
    stood = worklists.place_of(found)
    if do == "correct":
        _evidence(sent, found)
        reason = sent.fields.get("reason", "")
        before = found.current.statement if found.current else ""
        written = _following(found, before, written_in(sent.fields))
        chosen = None
        if is_correcting(sent.fields):
            chosen = chosen_in(sent.fields, found, written, sent.by).draft.settlements
        answering.correct(found, written, reason=reason, by=sent.by, settlements=chosen)
    elif do == "attach" and found.state == ReportState.ACCEPTED:
        _evidence(sent, found)
        return ""
    elif do == "submit":
        _hand_in(sent, found)
    elif do not in ("next", "previous") or _begun(sent, found):
        _saved(sent, found)
        _evidence(sent, found)
    if do == "correct":
        return f"{reverse('desk:home')}?{urlencode({'corrected': wording_of(found).no})}"
    if do == "submit":
        # another plan's report would say nothing of this one, and look as if it had been lost: the list says it
        place = _beside(sent.by, stood, found, 1, same=True)
        return f"{place or reverse('desk:home')}?{urlencode({'sent': wording_of(found).no})}"
    if do == "next":
        return _beside(sent.by, stood, found, 1) or reverse("desk:home")
    if do == "previous":
        return _beside(sent.by, stood, found, -1) or reverse("desk:home")
    return sent.request.path


def _hand_in(sent: Sent, found: Report) -> None:
    """Save, add the evidence and submit, all at once; where that is refused, step by step, which says what is wrong."""
    if found.state not in worklists.OWED:
        after(State(found.state), Step.SUBMIT)  # handed in meanwhile: the refusal is of what was pressed, not of saving
    uploads, link = sent.request.FILES.getlist("evidence_file"), sent.fields.get("evidence_link", "").strip()
    if not link and not refused(sent.request):
        with suppress(LuoshiError):
            answering.hand_in(found, _written(sent, found), uploads, seen=_seen(sent), by=sent.by)
            return
    draft = _saved(sent, found)
    _evidence(sent, found)
    answering.submit(found, seen=draft.number, by=sent.by)


def _begun(sent: Sent, found: Report) -> bool:
    """Tell whether there is anything to keep: who only walks by has not begun a draft."""
    written = written_in(sent.fields)
    texts = [written.statement, written.problems, written.next_step, sent.fields.get("evidence_link", "")]
    texts += [str(one["value"]) for one in written.figures] + [str(one["stage"]) for one in written.milestones]
    return found.state != ReportState.DUE or any(map(str.strip, texts)) or bool(sent.request.FILES)


def _seen(sent: Sent) -> int:
    """Return the saving that was seen: by choice the one that is written over, else the one that was shown."""
    return number_in(sent.fields, "over") or number_in(sent.fields, "seen")


def _saved(sent: Sent, found: Report) -> Draft:
    return answering.save_draft(found, _written(sent, found), seen=_seen(sent), by=sent.by)


def _written(sent: Sent, found: Report) -> Written:
    """Return what is to be saved: as typed, with one figure put right, or as the cycle before had it."""
    written = written_in(sent.fields)
    if sent.do == "unchanged":
        if not written.unchanged.strip():
            raise LuoshiError(
                "和上一期一样，要写明原因，比如“12月统一验收，这一期没有新数”。",
                "Where nothing has changed, say why: 'it is inspected in December, there is no new figure', say.",
            )
        return replace(written, statement=previous_statement(found)[0] or "")
    if "fix" in sent.fields:
        written = replace(written, statement=fixed(written.statement, sent.fields["fix"]))
    if sent.do == "save" and not sent.fields.get("read_along"):  # without script nothing was filled on the way
        wording = wording_of(found)
        asked = asked_of(found, wording)
        said = for_core(words_in(getattr(found, "draft", None), written.statement))
        reading = read(found, wording, written.statement, (), said)
        written = filled(written, foresee(found, wording, asked, reading, written.statement))
    return written


def _following(found: Report, before: str, written: Written) -> Written:
    """Let the fields that held the former sentence's figures hold the new one's, as they do while one types.

    A field in which somebody wrote something else stays as it is.
    """
    wording = wording_of(found)
    asked = asked_of(found, wording)
    was, now = (
        foresee(found, wording, asked, read(found, wording, said), said) for said in (before, written.statement)
    )
    figures = tuple(
        {**one, "value": now[one["target"]].typed}
        if one["target"] in was and was[one["target"]].typed and str(one["value"]).strip() == was[one["target"]].typed
        else one
        for one in written.figures
    )
    return replace(written, figures=figures)


def _beside(user: User, stood: Place | None, found: Report, step: int, *, same: bool = False) -> str:
    """Return the address of what is owed next, or before, in the order of the list; empty where nothing else is.

    Args:
        same: of the same cycle alone.
    """
    units = [unit.pk for unit in access.own_units(user)]
    beside = worklists.owed_beside(found, stood, units, timezone.now(), back=step < 0)
    if beside is None or (same and beside.cycle_id != found.cycle_id):
        return ""
    return address_of(beside)


def _evidence(sent: Sent, found: Report, contribution: Contribution | None = None) -> None:
    """Add the files and the link that came with a form; each that cannot be kept is said, the others are there."""
    problems = refused(sent.request)
    for upload in sent.request.FILES.getlist("evidence_file"):
        try:
            evidence.add_file(found, upload, by=sent.by, contribution=contribution)
        except LuoshiError as error:
            problems.append(error)
    if link := sent.fields.get("evidence_link", "").strip():
        try:
            evidence.add_link(found, link, by=sent.by, contribution=contribution)
        except LuoshiError as error:
            problems.append(error)
    if problems:
        raise LuoshiError("".join(map(str, problems)), " ".join(error.english for error in problems))


def _remove(sent: Sent, found: Report, address: Address) -> str:
    """Take evidence out of the part that somebody writes, and keep what is typed beside it."""
    row = get_object_or_404(found.evidence, number=number_in(sent.fields, "remove"), removed_at=None)
    if row.contribution_id is not None:
        own = access.contribution_to_answer(sent.by, *address)
        get_object_or_404(own.evidence, pk=row.pk)
        contributing.save(own, _said(sent), seen=_seen(sent), by=sent.by)
        evidence.remove(row, by=sent.by)
        return sent.request.path
    corrected = found.state == ReportState.ACCEPTED
    access.must_answer(sent.by, found, Step.CORRECT if corrected else Step.SAVE)
    if not corrected:
        _saved(sent, found)
    evidence.remove(row, by=sent.by)
    return "" if corrected else sent.request.path


def _said(sent: Sent) -> str:
    return sent.fields.get("statement", "").replace("\r\n", "\n")


def _contribute(sent: Sent, address: Address) -> None:
    """Write, hand in or take back what another unit has asked for."""
    row = access.contribution_to_answer(sent.by, *address)
    if sent.do == "take-back":
        contributing.withdraw(row, by=sent.by)
        return
    number = contributing.save(row, _said(sent), seen=_seen(sent), by=sent.by)
    _evidence(sent, row.report, row)
    if sent.do == "give":
        contributing.submit(row, seen=number, by=sent.by)


def _with_others(found: Report, sent: Sent) -> None:
    """What the owner does with the parts of other units."""
    if sent.do == "ask":
        unit = unit_in(sent.fields, found.cycle.plan.jurisdiction_id)
        if unit is None:
            raise LuoshiError("请选一个单位。", "Please choose a unit.")
        contributing.ask(found, unit, question=sent.fields.get("question", ""), by=sent.by)
        return
    rows = Contribution.objects.select_related("report__cycle__plan")
    row = get_object_or_404(rows, report=found, pk=number_in(sent.fields, "contribution"))
    if sent.do == "take-in":
        contributing.take_in(row, by=sent.by)
    else:
        contributing.send_back(row, sent.fields.get("reason", ""), by=sent.by)
