"""Writing whose word it is which figure answers a target: the unit's while it writes, the office's on a version.

Nothing is deleted: a word that is taken back has another row behind it, and the trail has them all.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from luoshi import plan as core
from luoshi.errors import LuoshiError
from luoshi.place import Span
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.plans.models import Target
from luoshi_web.plans.recording import Recorded
from luoshi_web.reports.contents import settlement
from luoshi_web.reports.models import Draft, Report, ReportVersion, Settlement
from luoshi_web.reports.queries.questions import Asked, Read, asked_of, read
from luoshi_web.reports.queries.settlements import (
    Word,
    fields_of,
    for_core,
    last_numbers,
    named_by,
    said_of,
    still_stands,
    undone_in,
    words_in,
    words_of,
)
from luoshi_web.reports.queries.whole import wording_of
from luoshi_web.reports.steps import HANDED_IN
from luoshi_web.trail.actions import record

NONE_OF_THEM = ("都不是", "none of them")


class SettledMeanwhile(MovedMeanwhile):
    """Somebody else has said meanwhile which figure answers, or has taken that back; the sentence says who and what."""

    def __init__(self, name: str, at: datetime, said: tuple[str, str] | None) -> None:
        when = f"{timezone.localtime(at):%H:%M}"
        if said is None:
            chinese, english = f"{name}刚撤销了确认（{when}）", f"{name} has just undone what was confirmed ({when})"
        else:
            chinese = f"{name}刚确认的是“{said[0]}”（{when}）"
            english = f"{name} has just confirmed '{said[1]}' ({when})"
        super().__init__(f"{chinese}。看过再决定。", f"{english}. Please look, then decide.")


def said_as(figure: Span | None, value_text: str) -> tuple[str, str]:
    return NONE_OF_THEM if figure is None else (value_text, value_text)


class SentenceChanged(LuoshiError):
    """What was pressed was shown of another sentence than stands there now."""

    def __init__(self) -> None:
        super().__init__(
            "这个数已经不在可选的里面，句子可能改过了。请看过再选。",
            "This figure is no longer among those to choose from; the sentence may have changed. Please look again.",
        )


def candidate_of(judged: core.Assessment | None, figure: Span) -> core.Candidate:
    """Return the candidate at a place.

    Raises:
        SentenceChanged: there is none: the sentence was changed since, or nothing is unclear there.
    """
    found = next((one for one in judged.candidates if one.span == figure), None) if judged is not None else None
    if found is None:
        raise SentenceChanged
    return found


def given_in_a_field(judged: core.Assessment) -> bool:
    """Tell whether what may answer was given in a field, and the sentence denies it: words and figure disagree."""
    return bool(judged.candidates) and all(one.span.start == one.span.end for one in judged.candidates)


def must_still_be_said(said: str, figure: Span | None, statement: str) -> None:
    """Let pass a press on a figure that stands in a statement as it stood where it was pressed.

    Whoever types on while a press is on its way would else have chosen another figure than they saw.

    Raises:
        SentenceChanged: its sentence is another one now.
    """
    if not still_stands({"said": said, "figure": figure and [figure.start, figure.end]}, statement):
        raise SentenceChanged


def must_be_unclear(judged: core.Assessment | None) -> None:
    """Let pass a target of which nobody can tell yet which figure answers.

    Raises:
        LuoshiError: it is settled.
    """
    if judged is None or judged.state is not core.State.UNCLEAR:
        raise LuoshiError("这个目标现在没有要选的。", "There is nothing to choose for this target now.")


def must_be_a_choice(judged: core.Assessment | None) -> None:
    """Let pass a target of which its unit may say which figure of the sentence answers.

    Raises:
        LuoshiError: it is settled, or sentence and field contradict each other, and one of them has to be changed.
    """
    must_be_unclear(judged)
    if judged is not None and given_in_a_field(judged):
        raise LuoshiError(
            "格子里的数和句子对不上，请改其中一处。", "The figure and the sentence disagree; please change one of them."
        )


@transaction.atomic
def settle_in_draft(report: Report, draft: Draft, target: int, figure: Span | None, *, by: User) -> None:
    """Say in a draft, as it was just saved, which figure of its sentence answers a target; None for none of them.

    It goes along when the draft is handed in, as far as the sentence still says the same there.

    Raises:
        SettledMeanwhile: somebody else of the unit has said so meanwhile.
        LuoshiError: there is no such figure, or nothing to choose.
    """
    at = timezone.now()
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    words = words_in(draft, draft.statement)
    reading = _read(report, draft, words)
    row = _target(report, target, reading)
    if said := next((word for word in words if word.named == named_by(row)), None):
        if said.by == by and said.figure == figure:
            return
        raise SettledMeanwhile(said.name, said.at, said_as(said.figure, said.value_text))
    must_be_a_choice(reading.judged.get(row.pk))
    value_text = candidate_of(reading.judged[row.pk], figure).value_text if figure is not None else ""
    word = {
        "target": row.pk, "figure": figure and list(figure), "value_text": value_text, "said": draft.statement,
        "by": by.pk, "at": at.isoformat(),
    }  # fmt: skip
    _keep(draft, [*_entries(draft, words), word])
    _record("figure.settled", report, row, figure, value_text, by, at)


@transaction.atomic
def take_back_in_draft(report: Report, draft: Draft, target: int, figure: Span | None, *, by: User) -> None:
    """Leave open again in a draft what was said of a target; nothing where nothing is said of it.

    Raises:
        SettledMeanwhile: another figure was named meanwhile than the one that was looked at.
    """
    at = timezone.now()
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    words = words_in(draft, draft.statement)
    row = _target(report, target, _read(report, draft, words))
    said = next((word for word in words if word.named == named_by(row)), None)
    if said is None:
        return
    if said.figure != figure:
        raise SettledMeanwhile(said.name, said.at, said_as(said.figure, said.value_text))
    _keep(draft, _entries(draft, [word for word in words if word is not said]))
    _empty(report, draft, said)
    _record("figure.unsettled", report, row, said.figure, said.value_text, by, at)


def _empty(report: Report, draft: Draft, said: Word) -> None:
    """Empty a field that says the very figure that was chosen: the choice had filled it."""
    asked = {one.target.pk: one for one in asked_of(report, wording_of(report))}
    one = asked.get(said.target)
    if one is None or said.figure is None:
        return
    figures = [
        {**typed, "value": ""}
        if typed["target"] == said.target and _same(one, typed["value"], said.value_text)
        else typed
        for typed in draft.figures
    ]
    Draft.objects.filter(pk=draft.pk).update(figures=figures)


def _same(asked: Asked, typed: str, other: str) -> bool:
    try:
        return bool(typed) and asked.value_of(typed) == asked.value_of(other)
    except LuoshiError:
        return False


def _read(report: Report, draft: Draft, words: Sequence[Word]) -> Read:
    return read(report, wording_of(report), draft.statement, draft.figures, for_core(words))


def _target(report: Report, target: int, reading: Read) -> Target:
    row = Target.objects.filter(pk=target).first() if target in reading.judged else None
    if row is None:
        raise LuoshiError("这一项里没有这个目标。", "This task has no such target.")
    return row


def _entries(draft: Draft, words: Sequence[Word]) -> list[object]:
    """Return what still counts as it stands in the draft."""
    counts = {(word.target, word.at.isoformat()) for word in words}
    return [one for one in draft.settlements if (one["target"], one["at"]) in counts]


def _keep(draft: Draft, settlements: list[object]) -> None:
    Draft.objects.filter(pk=draft.pk).update(settlements=settlements)


def _record(
    act: str, report: Report, row: Target, figure: Span | None, value_text: str, by: User, at: datetime,
    made: Settlement | None = None,
) -> None:  # fmt: skip
    touched = {"report": report, "target": row, **({"version": made.version} if made is not None else {})}
    details = {"figure": said_as(figure, value_text)[0]}
    contents = [settlement(made)] if made is not None else ()
    jurisdiction = report.cycle.plan.jurisdiction_id
    record(act, jurisdiction, by=by, at=at, objects=touched, details=details, contents=contents)


def hand_over(version: ReportVersion, draft: Draft | None, before: ReportVersion | None) -> list[Settlement]:
    """Let what was said in a draft go along with the version that it became; called within a transaction.

    Returns the rows that were written.

    Who pressed and when stays as it was; the entry in the trail is of that moment. What the office has
    undone of the version `before` stays so, where sentence and field say again the very same.
    """
    rows = [
        _row(version, 0, word.target, word.figure, word.value_text, core.Settler.UNIT, word.by, word.at)
        for word in words_in(draft, version.statement)
    ]
    if before is not None and before.statement == version.statement:
        was, now = fields_of(before), fields_of(version)
        for named, row in undone_in(before).items():
            if named in now and named in was and now[named].value_text == was[named].value_text:
                rows.append(_undone(version, 0, row.target_id, row.by, row.at))
    for number, row in enumerate(rows, 1):
        row.number = number
    return Settlement.objects.bulk_create(rows)


def carry(versions: Sequence[tuple[ReportVersion, ReportVersion]]) -> None:
    """Let what counts of a version count for another that says the same, only read anew; within a transaction."""
    Settlement.objects.bulk_create(
        _row(new, number, word.target, word.figure, word.value_text, word.who, word.by, word.at)
        for old, new in versions
        for number, word in enumerate(words_of(old), 1)
    )


def settle_imported(
    chosen: Sequence[tuple[int, core.Task]], recorded: Recorded, *, by: User | None, at: datetime
) -> None:
    """Write the office's words on the sentences of a table: each version's number, with its task; in a transaction.

    What was chosen of a target that the plan in force words otherwise is not of this sentence, and is passed over.
    """
    if not chosen:
        return
    versions = ReportVersion.objects.in_bulk([pk for pk, _ in chosen])
    wanted = [pk for _, task in chosen for pk in recorded.targets[task.key]]
    targets = Target.objects.in_bulk(wanted)
    rows = []
    for pk, task in chosen:
        by_name = {named_by(targets[row]): row for row in recorded.targets[task.key]}
        last = {(one.target, one.basis): one for one in task.settlements}
        known = [(by_name[named], one) for named, one in last.items() if named in by_name]
        for number, (row, one) in enumerate(known, 1):
            text = one.figure.of(task.statement) if one.figure is not None else ""
            rows.append(_row(versions[pk], number, row, one.figure, text, one.by.who, by, at))
    Settlement.objects.bulk_create(rows)


def _row(
    version: ReportVersion, number: int, target: int, figure: Span | None, value_text: str, who: core.Settler,
    by: User | None, at: datetime,
) -> Settlement:  # fmt: skip
    return Settlement(
        jurisdiction_id=version.jurisdiction_id, version=version, number=number, target_id=target, who=who, by=by,
        at=at, value_text=value_text,
        says=Settlement.Says.NONE if figure is None else Settlement.Says.FIGURE,
        figure_start=figure.start if figure else None, figure_end=figure.end if figure else None,
    )  # fmt: skip


def _undone(version: ReportVersion, number: int, target: int, by: User | None, at: datetime) -> Settlement:
    row = _row(version, number, target, None, "", core.Settler.OFFICE, by, at)
    row.says = Settlement.Says.UNDONE
    return row


def settle_version(
    report: Report, target: Target, figure: Span | None, value_text: str, *, by: User, at: datetime
) -> None:
    """Write the office's word on the version before it; called within a transaction, with the report's row held."""
    version = before_the_office(report)
    made = _row(version, _next(version), target.pk, figure, value_text, core.Settler.OFFICE, by, at)
    _write(made)
    _record("figure.settled", report, target, figure, value_text, by, at, made)


def undo_version(report: Report, target: Target, *, by: User, at: datetime) -> None:
    """Let nobody's word on a target count any longer, and take it out of what the unit writes; as above.

    Raises:
        LuoshiError: nothing counts there.
    """
    version = before_the_office(report)
    named = named_by(target)
    word = next((one for one in words_of(version) if one.named == named), None)
    if word is None and named not in undone_in(version):
        word = fields_of(version).get(named)
    if word is None:
        raise LuoshiError("这个目标没有要撤销的确认。", "There is no confirmation of this target to undo.")
    made = _undone(version, _next(version), target.pk, by, at)
    _write(made)
    # what the office has undone does not come back by itself with the unit's next version
    draft = Draft.objects.select_for_update().filter(pk=report.pk).first()
    if draft is not None and any(one["target"] == word.target for one in draft.settlements):
        _keep(draft, [one for one in draft.settlements if one["target"] != word.target])
    _record("figure.unsettled", report, target, word.figure, word.value_text, by, at, made)


def before_the_office(report: Report) -> ReportVersion:
    """Return the version that the office may rule on.

    Raises:
        MovedMeanwhile: it was withdrawn or sent back.
    """
    if report.current is None or report.state not in HANDED_IN:
        raise MovedMeanwhile
    return report.current


def must_be_last(report: Report, target: Target, seen: int) -> None:
    """Let pass whoever has seen the last word on a target of the version before the office.

    Raises:
        SettledMeanwhile: there is another since; the sentence says who gave it, and what it is.
        MovedMeanwhile: the version is another one.
    """
    version = before_the_office(report)
    if last_numbers(version).get(named_by(target), 0) == seen:
        return
    last = next((row for row in said_of(version) if named_by(row.target) == named_by(target)), None)
    if last is None:
        raise MovedMeanwhile
    figure = None if last.figure_start is None or last.figure_end is None else Span(last.figure_start, last.figure_end)
    said = None if last.says == Settlement.Says.UNDONE else said_as(figure, last.value_text)
    raise SettledMeanwhile(last.by.get_full_name() if last.by else "", last.at, said)


def _next(version: ReportVersion) -> int:
    return (version.settlements.aggregate(last=Max("number"))["last"] or 0) + 1


def _write(row: Settlement) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise MovedMeanwhile from None
