"""Writing contributions: ask a unit, save, submit, withdraw; the owner takes it in, or sends it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.report import State, Step, after
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.places.models import GroupMembership, Unit
from luoshi_web.reports.actions.evidence import evidence_of
from luoshi_web.reports.actions.opening import UNWRITTEN, earlier
from luoshi_web.reports.models import Contribution, ContributionVersion, Report
from luoshi_web.reports.steps import move, must_be_open, must_be_short, must_say_why
from luoshi_web.trail.actions import record

LONGEST = 5000  # characters


@transaction.atomic
def ask(
    report: Report, unit: Unit, *, question: str = "", by: User | None, at: datetime | None = None
) -> list[Contribution]:
    """Ask a unit for its part; a group is asked member by member. Who was asked before is not asked twice.

    Raises:
        LuoshiError: it is the owner itself, or a unit of another jurisdiction.
        NotOpen: the cycle is not being collected.
    """
    at = at or timezone.now()
    must_be_open(report.cycle, report.closes_at, at)
    jurisdiction = report.cycle.plan.jurisdiction_id
    if unit.jurisdiction_id != jurisdiction or unit.pk == report.owner_id:
        raise LuoshiError("只能请别的单位配合。", "Only another unit of this jurisdiction can be asked.")
    assert report.due_at is not None
    asked = []
    for member in _members(unit, timezone.localtime(at).date().isoformat()):
        if member == report.owner_id:
            continue
        row, new = Contribution.objects.get_or_create(
            jurisdiction_id=jurisdiction,
            report=report,
            unit_id=member,
            defaults={
                "question": must_be_short(question),
                "due_at": earlier(report.cycle, report.due_at),
                "asked_by": by,
                "asked_at": at,
            },
        )
        asked.append(row)
        if new:
            objects: dict[str, Any] = {"contribution": row, "report": report, "unit": member}
            record("contribution.asked", jurisdiction, by=by, at=at, objects=objects)
    return asked


def _members(unit: Unit, day: str) -> list[int]:
    """Return the members that a group has on a day; a unit alone, or a group whose members nobody entered, itself."""
    if unit.kind != Unit.Kind.GROUP:
        return [unit.pk]
    rows = GroupMembership.objects.filter(group=unit)
    rows = rows.exclude(valid_from__gt=day).exclude(valid_to__lte=day)
    return sorted(rows.values_list("member_id", flat=True)) or [unit.pk]


@transaction.atomic
def open_contribution(contribution: Contribution, *, at: datetime | None = None) -> None:
    """Note that somebody of the unit has looked; only the first time counts."""
    Contribution.objects.filter(pk=contribution.pk, opened_at=None).update(opened_at=at or timezone.now())


@transaction.atomic
def save(
    contribution: Contribution, statement: str, problems: str = "", *, seen: int, by: User, at: datetime | None = None
) -> int:
    """Keep what is being written; return the number that the next saving must have seen.

    Raises:
        MovedMeanwhile: somebody else saved meanwhile; nothing of theirs is overwritten.
        StepRefused, NotOpen: it cannot be written now. LuoshiError: it is too long.
    """
    at = at or timezone.now()
    if max(len(statement), len(problems)) > LONGEST:
        raise LuoshiError(f"最多写{LONGEST}字。", f"{LONGEST} characters at most.")
    now = after(State(contribution.state), Step.SAVE)
    must_be_open(contribution.report.cycle, contribution.report.closes_at, at)
    same = Contribution.objects.filter(pk=contribution.pk, state=contribution.state, number=seen)
    if not same.update(
        state=now.value, statement=statement, problems=problems, number=F("number") + 1, saved_by=by, saved_at=at
    ):
        raise MovedMeanwhile
    if contribution.state != now.value:
        jurisdiction = contribution.report.cycle.plan.jurisdiction_id
        was = {"state": contribution.state}
        record("contribution.begun", jurisdiction, by=by, at=at, objects={"contribution": contribution}, replaced=was)
    contribution.refresh_from_db()
    return contribution.number


@transaction.atomic
def submit(contribution: Contribution, *, seen: int, by: User, at: datetime | None = None) -> ContributionVersion:
    """Hand in what was saved, as a version that never changes.

    Raises:
        MovedMeanwhile: it is no longer as it was seen.
        StepRefused, NotOpen: it cannot be submitted now.
        LuoshiError: nothing is written.
    """
    at = at or timezone.now()
    after(State(contribution.state), Step.SUBMIT)
    must_be_open(contribution.report.cycle, contribution.report.closes_at, at)
    if not Contribution.objects.filter(pk=contribution.pk, number=seen).update(number=F("number") + 1):
        raise MovedMeanwhile
    contribution.number = seen + 1
    if not contribution.statement.strip():
        raise LuoshiError("还没有写。", "Nothing is written yet.")
    last = contribution.versions.aggregate(last=Max("number"))["last"] or 0
    jurisdiction = contribution.jurisdiction_id
    version = ContributionVersion.objects.create(
        jurisdiction_id=jurisdiction,
        contribution=contribution,
        number=last + 1,
        statement=contribution.statement,
        problems=contribution.problems,
        written_by=by,
        written_at=at,
    )
    _move(contribution, Step.SUBMIT, by, at, {"current_id": version.pk, "submitted_at": at, "reason": ""})
    held = evidence_of(contribution.report, contribution)
    version.evidence.set(held, through_defaults={"jurisdiction_id": jurisdiction})
    return version


@transaction.atomic
def withdraw(contribution: Contribution, *, by: User, at: datetime | None = None) -> None:
    """Take it back before the owner has taken it in."""
    _move(contribution, Step.WITHDRAW, by, at or timezone.now(), {})


@transaction.atomic
def take_in(contribution: Contribution, *, by: User, at: datetime | None = None) -> None:
    """Note that the owner has taken a contribution in; what it makes of it, it writes in its own report.

    Raises:
        StepRefused: it was not submitted. MovedMeanwhile: it was withdrawn meanwhile.
    """
    _owner_can_write(contribution)
    _move(contribution, Step.ACCEPT, by, at or timezone.now(), {"reason": ""})


@transaction.atomic
def send_back(contribution: Contribution, reason: str, *, by: User, at: datetime | None = None) -> None:
    """Ask a unit for more, with a reason; its deadline stays where it still lies ahead, else it is the report's own.

    Raises:
        StepRefused: it was not submitted. LuoshiError: no reason.
    """
    at = at or timezone.now()
    _owner_can_write(contribution)
    reason = must_say_why(Step.RETURN, reason)
    due = contribution.due_at if contribution.due_at > at else contribution.report.due_at
    _move(contribution, Step.RETURN, by, at, {"reason": reason, "due_at": due}, reason)


def _owner_can_write(contribution: Contribution) -> None:
    if contribution.report.state not in UNWRITTEN:
        raise MovedMeanwhile(
            "这一项已经提交。要改，请先撤回。", "This report is submitted already; to change it, withdraw it first."
        )


def _move(
    contribution: Contribution, step: Step, by: User, at: datetime, columns: dict[str, object], reason: str = ""
) -> None:
    jurisdiction = contribution.report.cycle.plan.jurisdiction_id
    move(
        contribution, step, signed_first=False, jurisdiction_id=jurisdiction, by=by, at=at, columns=columns,
        objects={"report": contribution.report_id}, reason=reason,
    )  # fmt: skip
