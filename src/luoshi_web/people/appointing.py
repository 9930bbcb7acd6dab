"""Writing roles: give, end, hand over to another person, set a deputy; each in the trail.

Duties hang on a unit, never on a person: whoever is its liaison today finds them. What
somebody saved, submitted or opened names them for good, and nothing here touches it.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.models import OF_A_UNIT, Membership, MembershipQuerySet, Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.trail.actions import record


class ChangedMeanwhile(LuoshiError):
    """Somebody else was faster: the role is no longer as it was seen."""

    def __init__(self) -> None:
        super().__init__(
            "别人刚改过，已经换成最新的样子，请看过再决定。",
            "Somebody else has just changed this; it is shown as it is now. Please look, then decide.",
        )


class TheLastAdministrator(LuoshiError):
    """A jurisdiction keeps one administrator whose role is open."""

    def __init__(self) -> None:
        super().__init__(
            "这是最后一位管理员，先让别人也当管理员。",
            "This is the last administrator; first make somebody else one as well.",
        )


@transaction.atomic
def give_role(
    user: User,
    jurisdiction: Jurisdiction,
    role: Role,
    unit: Unit | None = None,
    *,
    begins: date | None = None,
    ends: date | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Membership | None:
    """Let somebody work for a jurisdiction in a role; None where they do already, on any of these days.

    Args:
        begins: the first day; None for at once.
        ends: the first day on which it no longer holds; None for open.
        at: the moment that the trail is to name; None for now.

    Raises:
        LuoshiError: a liaison without a unit, a unit of another jurisdiction, days that do not follow.
    """
    _must_fit(jurisdiction, role, unit, begins, ends)
    Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    held = Membership.objects.filter(user=user, jurisdiction=jurisdiction, role=role, unit=unit, deputy_of=None)
    if held.filter(_meets(begins or timezone.localdate(), ends)).exists():
        return None
    made = Membership.objects.create(
        user=user, jurisdiction=jurisdiction, role=role, unit=unit, valid_from=begins, valid_to=ends
    )
    _record("role.given", made, by, at=at)
    return made


def _must_fit(
    jurisdiction: Jurisdiction, role: Role, unit: Unit | None, begins: date | None, ends: date | None
) -> None:
    if (role in OF_A_UNIT) != (unit is not None):
        raise LuoshiError(
            "联络员和单位负责人要写明是哪个单位的，其他角色不写单位。",
            "A liaison and a head of unit belong to a unit, which must be named; other roles do not.",
        )
    if unit is not None and unit.jurisdiction_id != jurisdiction.pk:
        raise LuoshiError("这个单位不在这个地区。", "That unit is of another jurisdiction.")
    if ends is not None and ends <= (begins or timezone.localdate()):
        raise LuoshiError("结束的日子要在开始之后。", "The last day must come after the first.")


def _meets(begins: date, ends: date | None) -> Q:
    """The condition that a row's days meet those from `begins` up to, and without, `ends`."""
    open_end = Q(valid_to=None) | Q(valid_to__gt=begins)
    return open_end if ends is None else open_end & (Q(valid_from=None) | Q(valid_from__lt=ends))


@transaction.atomic
def end_role(row: Membership, day: date, *, by: User | None) -> None:
    """Let a role hold no longer from a day on; its deputies end with it.

    Raises:
        TheLastAdministrator, ChangedMeanwhile.
        LuoshiError: the day is before today: what was done under a role stays done.
    """
    _end(row, day)
    _record("role.ended", row, by, replaced={"valid_to": _iso(row.valid_to)}, until=day)
    row.valid_to = day


def _end(row: Membership, day: date) -> None:
    if day < timezone.localdate():
        raise LuoshiError("结束的日子不能早于今天。", "The day must not be before today.")
    Jurisdiction.objects.select_for_update().get(pk=row.jurisdiction_id)
    must_leave_an_administrator(row.jurisdiction_id, Membership.objects.exclude(pk=row.pk), row)
    # a role that was to begin later, and is ended before, never held
    begins = min(row.valid_from, day) if row.valid_from else None
    same = Membership.objects.not_over().filter(pk=row.pk, valid_to=row.valid_to)
    if not same.update(valid_from=begins, valid_to=day):
        raise ChangedMeanwhile
    Membership.objects.filter(deputy_of=row, valid_from__gte=day).update(valid_from=day, valid_to=day)
    Membership.objects.filter(deputy_of=row, valid_to__gt=day).update(valid_to=day)


def must_leave_an_administrator(
    jurisdiction_id: int, others: MembershipQuerySet, ended: Membership | None = None
) -> None:
    """Let pass what leaves an administrator; called while the jurisdiction's row is held.

    Args:
        others: the memberships that would be left.
        ended: the one that ends, where one does; only an administrator's own open role matters.
    """
    if ended is not None and (ended.role != Role.ADMIN or ended.deputy_of_id or ended.valid_to):
        return
    left = others.current().filter(jurisdiction=jurisdiction_id, role=Role.ADMIN, valid_to=None, deputy_of=None)
    if not left.exists():
        raise TheLastAdministrator


@transaction.atomic
def hand_over(row: Membership, to: User, day: date, *, by: User | None) -> Membership:
    """Let another person hold a role from a day on: open duties are the unit's, so they find them.

    What the former person did stays theirs, and is written nowhere again.

    Raises:
        LuoshiError: to oneself, to a closed account, or the day is past.
        ChangedMeanwhile: the role was ended or handed over meanwhile.
    """
    if to.pk == row.user_id or not to.is_active:
        raise LuoshiError("请选另一位在用的账号。", "Please choose another account that is in use.")
    if row.deputy_of_id:
        raise LuoshiError("代理不能交接，请另设代理。", "A deputy cannot hand over; please set another deputy.")
    Jurisdiction.objects.select_for_update().get(pk=row.jurisdiction_id)
    held = Membership.objects.filter(
        user=to, jurisdiction=row.jurisdiction_id, role=row.role, unit=row.unit_id, deputy_of=None
    )
    taken = held.filter(_meets(day, None)).first()
    if taken is None:
        taken = Membership.objects.create(
            user=to, jurisdiction_id=row.jurisdiction_id, role=row.role, unit_id=row.unit_id,
            valid_from=day, valid_to=row.valid_to,
        )  # fmt: skip
    elif taken.valid_from and taken.valid_from > day:
        Membership.objects.filter(pk=taken.pk).update(valid_from=day)
    _end(row, day)
    objects = _objects(row) | {"membership": row.pk, "to": to.pk, "from_day": day.isoformat()}
    record("role.handed_over", row.jurisdiction_id, by=by, at=timezone.now(), objects=objects,
           replaced={"valid_to": _iso(row.valid_to)})  # fmt: skip
    return taken


@transaction.atomic
def set_deputy(row: Membership, deputy: User, first: date, last: date, *, by: User | None) -> Membership:
    """Let another person stand in for dated days, both counted, with the same role and unit.

    Raises:
        LuoshiError: days that are past or do not follow, oneself, or a deputy of a deputy.
    """
    if deputy.pk == row.user_id or not deputy.is_active:
        raise LuoshiError("请选另一位在用的账号。", "Please choose another account that is in use.")
    if row.deputy_of_id:
        raise LuoshiError("代理不能再设代理。", "A deputy cannot have a deputy.")
    if last < first or last < timezone.localdate():
        raise LuoshiError(
            "代理的日子要从前到后，并且没有过完。", "The days must follow each other, and not all be past."
        )
    end = last + timedelta(days=1)
    held = Membership.objects.not_over(first).select_for_update().filter(pk=row.pk, valid_to=row.valid_to).first()
    if held is None:
        raise ChangedMeanwhile
    if Membership.objects.filter(_meets(first, end), user=deputy, deputy_of=row).exists():
        raise LuoshiError("这些日子里已经有这位代理了。", "This deputy is set for some of these days already.")
    made = Membership.objects.create(
        user=deputy, jurisdiction_id=row.jurisdiction_id, role=row.role, unit_id=row.unit_id,
        valid_from=first, valid_to=min(end, row.valid_to) if row.valid_to else end, deputy_of=row,
    )  # fmt: skip
    _record("deputy.set", made, by)
    return made


def _record(
    act: str,
    row: Membership,
    by: User | None,
    replaced: dict[str, str | None] | None = None,
    until: date | None = None,
    at: datetime | None = None,
) -> None:
    objects = _objects(row)
    ends = until or row.valid_to
    objects |= {"from_day": row.valid_from.isoformat()} if row.valid_from else {}
    objects |= {"to_day": ends.isoformat()} if ends else {}
    objects |= {"deputy_of": row.deputy_of_id} if row.deputy_of_id else {}
    record(act, row.jurisdiction_id, by=by, at=at or timezone.now(), objects=objects, replaced=replaced)


def _objects(row: Membership) -> dict[str, int | str]:
    said: dict[str, int | str] = {"user": row.user_id, "role": str(row.role)}
    return said | {"unit": row.unit_id} if row.unit_id else said


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
