"""Writing intakes: take in, read again, cancel, correct, take back, confirm."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from luoshi.contract import dump
from luoshi.corrections import Correction, UnitAlias, correction_as_dict, needs_document
from luoshi.errors import LuoshiError
from luoshi.plan import Plan as ReadPlan
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.intake import queries
from luoshi_web.intake.inforce import Imported, put_first_in_force
from luoshi_web.intake.models import Act, Intake, IntakeState, Opinion, OpinionState
from luoshi_web.intake.reading import AFRESH, enqueue
from luoshi_web.people.models import User
from luoshi_web.places import models as places
from luoshi_web.places.names import UnitsByName
from luoshi_web.plans import models as plans
from luoshi_web.trail.actions import record

_UNFINISHED = (IntakeState.WAITING, IntakeState.READING)
_OPEN = (*_UNFINISHED, IntakeState.READ)


class IntakeMoved(MovedMeanwhile):
    """Somebody else was faster: the intake is no longer as it was seen."""

    def __init__(self) -> None:
        super().__init__(
            "这份草稿刚被别人改过，已经换成最新的样子，请看过再改。",
            "Somebody else has just changed this draft; it is shown as it is now. Please look, then change it.",
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an upload: `new` is False where the same file was there already."""

    intake: Intake
    new: bool


def take_in(
    data: bytes,
    name: str,
    *,
    jurisdiction: places.Jurisdiction,
    year: int | None,
    by: User,
    pasted: bool = False,
    drafted: bool = False,
    at: datetime | None = None,
) -> Taken:
    """Keep a file, and have it read. The same file for the same year changes nothing; one that failed is read again.

    Args:
        year: None where the file is to say it.
        drafted: it is a work report, and tasks are to be cut from it.

    Raises:
        LuoshiError: the file is empty, or in force already.
    """
    at = at or timezone.now()
    if not data.strip():
        raise LuoshiError("文件是空的，请重新选择。", "The file is empty; please choose another.")
    with transaction.atomic():
        places.Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
        source = kept_file(data, name, jurisdiction, by, at)
        known = _known(source, year, drafted)
        if known is not None:
            if known.state in (IntakeState.FAILED, IntakeState.CANCELLED):
                _due(known)
            return Taken(known, new=False)
        _not_in_force(source)
        last = Intake.objects.filter(jurisdiction=jurisdiction).aggregate(last=Max("number"))["last"] or 0
        intake = Intake.objects.create(
            jurisdiction=jurisdiction,
            number=last + 1,
            source=source,
            pasted=pasted,
            drafted=drafted,
            year=year,
            uploaded_by=by,
            uploaded_at=at,
        )
        enqueue(intake)
        _note("intake.taken", intake, by, at, source=source.sha256)
    return Taken(intake, new=True)


def kept_file(data: bytes, name: str, jurisdiction: places.Jurisdiction, by: User, at: datetime) -> plans.SourceFile:
    """Keep a file's bytes, once for a jurisdiction; called in a transaction."""
    source, new = plans.SourceFile.objects.get_or_create(
        jurisdiction=jurisdiction,
        sha256=hashlib.sha256(data).hexdigest(),
        defaults={"name": name, "kind": "", "size": len(data), "uploaded_by": by, "uploaded_at": at},
    )
    if new:
        plans.SourceContent.objects.create(jurisdiction=jurisdiction, source=source, data=data)
    return source


def _known(source: plans.SourceFile, year: int | None, drafted: bool) -> Intake | None:
    """Return the intake that this very file already has for that year, unless another file has replaced it since."""
    for intake in (
        Intake.objects.filter(source=source, drafted=drafted).exclude(state=IntakeState.REPLACED).order_by("-number")
    ):
        if year in (None, intake.year) or (intake.revision is not None and intake.revision.plan.year == year):
            return intake
    return None


def _not_in_force(source: plans.SourceFile) -> None:
    """Refuse a file that is in force already though nobody took it in here: a command did."""
    plan = plans.Plan.objects.filter(in_force__source=source).first()
    if plan is not None:
        raise LuoshiError(
            f"这份文件已经是{plan.year}年生效的计划，没有改动。",
            f"This very file is the plan of {plan.year} in force; nothing was changed.",
        )


def read_again(intake: Intake) -> None:
    """Have a file read once more, after it failed or was cancelled.

    Raises:
        MovedMeanwhile: it is being read, or was read.
    """
    with transaction.atomic():
        if intake.state not in (IntakeState.FAILED, IntakeState.CANCELLED) or not _due(intake):
            raise IntakeMoved


def _due(intake: Intake) -> bool:
    """Make a reading due, in the state that was seen; called in a transaction."""
    due = Intake.objects.filter(pk=intake.pk, state=intake.state).update(
        state=IntakeState.WAITING,
        attempt=F("attempt") + 1,
        **AFRESH,
    )
    if due:
        enqueue(intake)
    return bool(due)


def cancel(intake: Intake) -> None:
    """Stop a reading; the file stays. Where there is a reading already, it stays too.

    Raises:
        MovedMeanwhile: it is no longer being read.
    """
    stopped = Intake.objects.filter(pk=intake.pk, state__in=_UNFINISHED).update(
        state=IntakeState.CANCELLED, attempt=F("attempt") + 1
    )
    if not stopped:
        raise IntakeMoved


def correct(
    intake: Intake, corrections: Sequence[Correction], *, by: User, seen: int, at: datetime | None = None
) -> Act:
    """Append corrections as one act; where a column or a row is to be read differently, have the file read again.

    Args:
        seen: the number of the last act when the page was shown, 0 for none.

    Raises:
        MovedMeanwhile: somebody else corrected meanwhile, or it was confirmed or cancelled.
        CorrectionRefused: it cannot be made.
    """
    written = dump([correction_as_dict(correction) for correction in corrections])
    with transaction.atomic():
        last = still(intake, seen, by)
        if not any(needs_document(correction) for correction in corrections):
            queries.draft_of(intake, corrections, checked=False)
        _settled_trouble(intake)
        act = Act.objects.create(
            jurisdiction_id=intake.jurisdiction_id,
            intake=intake,
            number=last + 1,
            written=written,
            by=by,
            at=at or timezone.now(),
        )
        if any(needs_document(correction) for correction in corrections):
            _due(intake)
        _note("intake.corrected", intake, by, act.at, act=act.number)
    return act


def take_back(intake: Intake, *, by: User, seen: int, at: datetime | None = None) -> Act:
    """Take the last correction back, by a further act; the one before it is next.

    Raises:
        MovedMeanwhile: somebody was faster.
        LuoshiError: nothing is left to take back.
    """
    with transaction.atomic():
        last = still(intake, seen, by)
        live = queries.live_acts(intake)
        if not live:
            raise LuoshiError("没有可以撤销的改动了。", "There is nothing left to take back.")
        _settled_trouble(intake)
        act = Act.objects.create(
            jurisdiction_id=intake.jurisdiction_id,
            intake=intake,
            number=last + 1,
            undoes=live[-1],
            by=by,
            at=at or timezone.now(),
        )
        Opinion.objects.filter(act=live[-1]).update(state=OpinionState.OPEN, act=None, decided_by=None, decided_at=None)
        if any(needs_document(correction) for correction in queries.corrections_in(live[-1])):
            _due(intake)
        _note("intake.undone", intake, by, act.at, act=act.number, undoes=live[-1].number)
    return act


def _note(what: str, intake: Intake, by: User, at: datetime, **objects: int | str) -> None:
    """Leave a trail; last in the transaction that did it."""
    record(what, intake.jurisdiction_id, by=by, at=at, objects={"intake": intake.number, **objects})


def _settled_trouble(intake: Intake) -> None:
    """Say no longer why a draft did not come in force: it is being put right."""
    Intake.objects.filter(pk=intake.pk, state=IntakeState.READ).exclude(trouble="").update(trouble="", trouble_en="")


def still(intake: Intake, seen: int, by: User) -> int:
    """Hold the intake as it was seen, unless somebody else has changed it since; return the last act's number."""
    row = Intake.objects.select_for_update().filter(pk=intake.pk).first()
    last = Act.objects.filter(intake=intake).aggregate(last=Max("number"))["last"] or 0
    correctable = row is not None and (row.state == IntakeState.READ or row.state == IntakeState.FAILED)
    if not correctable or Act.objects.filter(intake=intake, number__gt=seen).exclude(by=by).exists():
        raise IntakeMoved
    assert row is not None
    intake.state = row.state
    return last


def confirm(intake: Intake, *, by: User, seen: int, at: datetime | None = None) -> Imported:
    """Put the plan, as read and corrected, in force as the first of its year; internal until it is published.

    Raises:
        MovedMeanwhile: somebody corrected or confirmed meanwhile.
        AnotherPlanInForce: the year has a plan; this one is a revision of it, to be compared with it first.
        LuoshiError: the year is not known.
    """
    at = at or timezone.now()
    with transaction.atomic():
        still(intake, seen, by)
        if intake.state != IntakeState.READ:
            raise IntakeMoved
        return put_in_force(intake, queries.corrected_plan(intake), by=by, at=at)


def put_in_force(intake: Intake, plan: ReadPlan, *, by: User, at: datetime) -> Imported:
    """Write a plan as the first of its year, and that its intake made it; called within a transaction.

    Raises:
        MovedMeanwhile: the intake was settled or read again meanwhile.
        AnotherPlanInForce: the year has a plan; this one is a revision of it, to be compared with it first.
        LuoshiError: the year is not known.
    """
    done = put_first_in_force(plan, intake.source, by=by, at=at)
    settle(intake, done.revision, by=by, at=at, was=IntakeState(intake.state))
    return done


def settle(
    intake: Intake, revision: plans.Revision, *, by: User | None, at: datetime, was: IntakeState = IntakeState.READ
) -> None:
    """Note that an intake made a revision, and keep what was said of names; called in the transaction that made it.

    Raises:
        MovedMeanwhile: the intake was settled or read again meanwhile.
    """
    settled = Intake.objects.filter(pk=intake.pk, state=was).update(
        state=IntakeState.CONFIRMED, revision=revision, confirmed_by=by, confirmed_at=at
    )
    if not settled:
        raise IntakeMoved
    older = Intake.objects.filter(revision__plan=revision.plan, state=IntakeState.CONFIRMED).exclude(pk=intake.pk)
    older.update(state=IntakeState.REPLACED)
    for said in queries.corrections_of(intake):
        if isinstance(said, UnitAlias):
            _keep_name(said, intake.jurisdiction, by)


def _keep_name(said: UnitAlias, jurisdiction: places.Jurisdiction, by: User | None) -> None:
    """Keep what a person said of two names, so that the next file does not ask again."""
    units = UnitsByName(jurisdiction)
    known, other = units.get(said.same_as), units.get(said.name)
    if known is None:
        return
    if said.same:
        places.UnitAlias.objects.update_or_create(
            jurisdiction=jurisdiction, name=said.name, defaults={"unit": known, "confirmed_by": by}
        )
        if other is not None and other != known:
            either = Q(unit=known, other=other) | Q(unit=other, other=known)
            settled = {"decision": plans.Likeness.Decision.SAME, "decided_by": by}
            plans.Likeness.objects.filter(either, jurisdiction=jurisdiction).update(**settled)
        return
    places.UnitAlias.objects.filter(jurisdiction=jurisdiction, name=said.name, unit=known).delete()
    if other is not None and other != known:
        for one, two in ((known, other), (other, known)):
            plans.Likeness.objects.update_or_create(
                jurisdiction=jurisdiction,
                unit=one,
                other=two,
                defaults={"decision": plans.Likeness.Decision.DIFFERENT, "decided_by": by},
            )
