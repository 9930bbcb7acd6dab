"""Who may do what: one table of roles, and the two questions that every room asks of it.

`concerning` finds the rows that somebody may have, so that a stranger gets 404; `may`
tells whether somebody who sees a thing may also change it, else the answer is 403. How
each kind of row is reached from a person stands in that kind's own `visible_to`.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from luoshi_web.people.models import Membership, Role
from luoshi_web.prepared import prepared

Viewer = AbstractBaseUser | AnonymousUser


class Right(StrEnum):
    READ = "read"  # what is internal, lights included
    REVISE = "revise"  # take in a file, correct it, put it in force
    REPORT = "report"  # answer for one's own unit
    REVIEW = "review"  # open a cycle; accept, return, extend, lock
    AUDIT = "audit"  # read the trail
    APPOINT = "appoint"  # give others an account and a role


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LIAISON: frozenset({Right.REPORT}),
    Role.HEAD: frozenset({Right.REPORT}),
    Role.LEADER: frozenset({Right.READ}),
    Role.REVIEWER: frozenset({Right.READ, Right.REVISE, Right.REVIEW}),
    Role.OFFICE_HEAD: frozenset({Right.READ, Right.REVISE, Right.REVIEW}),
    Role.ADMIN: frozenset({Right.READ, Right.REVISE, Right.REVIEW, Right.APPOINT, Right.AUDIT}),
    Role.AUDITOR: frozenset({Right.AUDIT}),
}


def concerning(user: Viewer | None, right: Right, jurisdiction: str = "jurisdiction") -> Q:
    """Return the condition that a row belongs to a jurisdiction where somebody has a right.

    Args:
        jurisdiction: how the row reaches its jurisdiction: "plan__jurisdiction", or "pk"
            where the row is the jurisdiction itself.
    """
    if user is None or not user.is_active or not user.is_authenticated:
        return Q(pk__in=[])
    if getattr(user, "is_superuser", False):
        return Q(pk__isnull=False)  # an empty Q would vanish beside another: Q(a) | Q() is Q(a)
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    held = Membership.objects.current().filter(user_id=user.pk, role__in=roles)
    return Q(**{f"{jurisdiction}__in": held.values("jurisdiction_id")})


@prepared
def _held(user: int, day: date) -> QuerySet[Membership]:
    rows = Membership.objects.current(day).filter(user_id=user)
    return rows.select_related("unit__jurisdiction").order_by("unit__name", "pk")


_KEPT = "_memberships_of_this_request"


def held_by(user: Viewer | None) -> Sequence[Membership]:
    """Return where somebody works today and as what, with their units, by the units' names."""
    if user is None or not user.is_active or not user.is_authenticated:
        return ()
    kept: Sequence[Membership] | None = getattr(user, _KEPT, None)
    return _held(user=user.pk, day=timezone.localdate()) if kept is None else kept


def keep_held(user: Viewer) -> None:
    """Ask once where somebody works, for a page that goes by it in several places and gives nobody a role itself."""
    holder: Any = user
    setattr(holder, _KEPT, held_by(user))


def may(user: Viewer | None, right: Right, jurisdiction_id: int) -> bool:
    """Tell whether somebody has a right in a jurisdiction."""
    if user is None or not user.is_active or not user.is_authenticated:
        return False
    if getattr(user, "is_superuser", False):
        return True
    held = (one for one in held_by(user) if one.jurisdiction_id == jurisdiction_id)
    return any(right in RIGHTS[Role(one.role)] for one in held)


def rights_of(user: Viewer | None) -> frozenset[Right]:
    """Return what somebody may do somewhere: which doors the head of a page shows them, no more."""
    if user is None or not user.is_active or not user.is_authenticated:
        return frozenset()
    if getattr(user, "is_superuser", False):
        return frozenset(Right)
    return frozenset[Right]().union(*(RIGHTS[Role(one.role)] for one in held_by(user)))


def demand(user: Viewer | None, right: Right, jurisdiction_id: int) -> None:
    """Let pass whoever has the right.

    Raises:
        PermissionDenied: they may see it, as has been settled before, but not do this: 403.
    """
    if not may(user, right, jurisdiction_id):
        raise PermissionDenied
