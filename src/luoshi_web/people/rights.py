"""Who may do what: one table of roles, and the two questions that every room asks of it.

`concerning` finds the rows that somebody may have, so that a stranger gets 404; `may`
tells whether somebody who sees a thing may also change it, else the answer is 403. How
each kind of row is reached from a person stands in that kind's own `visible_to`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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


def works_of(user: int, day: date) -> QuerySet[Membership]:
    """Return where an account works on a day and as what, by the names of its units."""
    return Membership.objects.current(day).filter(user_id=user).order_by("unit__name", "pk")


@prepared
def _held(user: int, day: date) -> QuerySet[Membership]:
    return works_of(user, day).select_related("unit__jurisdiction")


@dataclass(slots=True)
class _Kept:
    """Where somebody works, once it was asked; kept beside the account as long as one request is answered."""

    rows: Sequence[Membership] | None = None


_KEPT = "_works_of_this_request"


def held_by(user: Viewer | None) -> Sequence[Membership]:
    """Return where somebody works today and as what, with their units, by the units' names."""
    if user is None or not user.is_active or not user.is_authenticated:
        return ()
    kept: _Kept | None = getattr(user, _KEPT, None)
    if kept is not None and kept.rows is not None:
        return kept.rows
    rows = _held(user=user.pk, day=timezone.localdate())
    if kept is not None:
        kept.rows = rows
    return rows


def keep_held(user: Viewer) -> None:
    """Ask only once where somebody works, for a page that goes by it in several places and gives nobody a role."""
    holder: Any = user
    setattr(holder, _KEPT, _Kept())


def tell_held(user: Viewer, rows: Sequence[Membership]) -> None:
    """Say where somebody works, where that came with another question; it counts where it is to be kept."""
    kept: _Kept | None = getattr(user, _KEPT, None)
    if kept is not None:
        kept.rows = rows


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
