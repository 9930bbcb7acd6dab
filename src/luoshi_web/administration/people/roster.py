"""The people of a place as its administrator sees them, and what is amiss."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from luoshi_web.people.models import Invitation, Membership, Role
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.reports.queries.outstanding import unanswered_in


@dataclass(frozen=True, slots=True)
class Held:
    """One role on the page of people: its row, and how it stands today."""

    row: Membership
    begins_later: bool
    never_in: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one unit, or of the office itself where `unit` is None."""

    unit: Unit | None
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody of a jurisdiction, and what is amiss.

    Args:
        never_in: how many accounts in use have never signed in.
        unanswered: units that owe a report or a contribution in an open cycle, and have no liaison.
    """

    groups: tuple[Group, ...]
    people: int
    never_in: int
    unanswered: tuple[Unit, ...]
    invitations: tuple[Invitation, ...]


def roster_of(jurisdiction: Jurisdiction, day: date | None = None) -> Roster:
    day = day or timezone.localdate()
    rows = list(
        Membership.objects.not_over(day)
        .filter(jurisdiction=jurisdiction)
        .select_related("user", "unit", "deputy_of__user")
    )
    order = {role: index for index, role in enumerate(Role)}
    rows.sort(key=lambda row: (row.unit.name if row.unit else "", order[Role(row.role)], row.user.name))
    units = {row.unit for row in rows}
    groups = [
        Group(unit, tuple(_held(row, day) for row in rows if row.unit == unit))
        for unit in sorted(units, key=lambda unit: (unit is not None, unit.name if unit else ""))
    ]
    people = {row.user_id: row.user for row in rows if row.user.is_active}
    waiting = Invitation.objects.filter(jurisdiction=jurisdiction, used_at=None, revoked_at=None)
    return Roster(
        groups=tuple(groups),
        people=len(people),
        never_in=sum(1 for user in people.values() if user.last_login is None),
        unanswered=tuple(unanswered_in(jurisdiction, day)),
        invitations=tuple(waiting.select_related("unit", "user", "made_by")),
    )


def _held(row: Membership, day: date) -> Held:
    return Held(row, bool(row.valid_from and row.valid_from > day), row.user.last_login is None)
