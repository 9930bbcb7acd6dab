"""Reading people: who works where, since when; and what the administrator of a place sees of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from luoshi_web.people.models import OF_A_UNIT, Invitation, Membership, Role, User
from luoshi_web.people.rights import Right, Viewer, concerning, demand
from luoshi_web.plans.models import Jurisdiction, Unit
from luoshi_web.reports.models import Contribution, CycleStatus, Report, ReportState

WAITS_FOR_A_UNIT = (ReportState.NOT_DUE, ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED)


def memberships_of(user: User) -> QuerySet[Membership]:
    """Return in which jurisdictions somebody works or worked, as what, and when."""
    return (
        Membership.objects.filter(user=user)
        .select_related("jurisdiction", "unit", "deputy_of__user")
        .order_by("jurisdiction__name", "role", "valid_from")
    )


def samples() -> list[Membership]:
    """Return the roles of the demo's accounts that can be used, for the page of signing in."""
    rows = Membership.objects.current().filter(user__is_sample=True).select_related("user", "unit", "jurisdiction")
    return sorted(rows, key=lambda row: row.user_id)


def place_to_appoint(user: Viewer, slug: str) -> Jurisdiction:
    """Return the jurisdiction whose people somebody administers: 404 for strangers, 403 for those who only read."""
    rows = Jurisdiction.objects.filter(concerning(user, Right.READ, "pk"), slug=slug)
    found = get_object_or_404(rows)
    demand(user, Right.APPOINT, found.pk)
    return found


def administered_by(user: Viewer) -> QuerySet[Jurisdiction]:
    """Return the places whose people somebody administers."""
    return Jurisdiction.objects.filter(concerning(user, Right.APPOINT, "pk")).order_by("name")


def person_of(jurisdiction: Jurisdiction, username: str) -> User:
    """Return somebody who works or worked for a jurisdiction; 404 for all others, whether they exist or not."""
    found = User.objects.filter(username=username, memberships__jurisdiction=jurisdiction).distinct().first()
    if found is None:
        raise Http404
    return found


def known_people(jurisdiction: Jurisdiction) -> QuerySet[User]:
    """Return the accounts in use that work or worked for a jurisdiction."""
    return User.objects.filter(is_active=True, memberships__jurisdiction=jurisdiction).distinct().order_by("name")


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


def unanswered_in(jurisdiction: Jurisdiction, day: date | None = None) -> Iterable[Unit]:
    """Return the units that owe something in an open cycle, and for which nobody answers on a day."""
    served = Membership.objects.current(day).filter(role__in=OF_A_UNIT).values("unit")
    owed = Report.objects.filter(cycle__status=CycleStatus.OPEN, state__in=WAITS_FOR_A_UNIT)
    asked = Contribution.objects.filter(report__cycle__status=CycleStatus.OPEN, state__in=WAITS_FOR_A_UNIT)
    owes = Q(pk__in=owed.values("owner")) | Q(pk__in=asked.values("unit"))
    return Unit.objects.filter(owes, jurisdiction=jurisdiction).exclude(pk__in=served).order_by("name")
