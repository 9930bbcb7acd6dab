"""Who may do what: one table of roles, and the two questions that every room asks of it.

`concerning` finds the rows that somebody may have, so that a stranger gets 404; `may`
tells whether somebody who sees a thing may also change it, else the answer is 403. How
each kind of row is reached from a person stands in that kind's own `visible_to`.
"""

from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from luoshi_web.people.models import Membership, Role

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


def may(user: Viewer | None, right: Right, jurisdiction_id: int) -> bool:
    """Tell whether somebody has a right in a jurisdiction."""
    if user is None or not user.is_active or not user.is_authenticated:
        return False
    if getattr(user, "is_superuser", False):
        return True
    held = Membership.objects.current().filter(user_id=user.pk, jurisdiction_id=jurisdiction_id)
    return any(right in RIGHTS[Role(role)] for role in held.values_list("role", flat=True))


def rights_of(user: Viewer | None) -> frozenset[Right]:
    """Return what somebody may do somewhere: which doors the head of a page shows them, no more."""
    if user is None or not user.is_active or not user.is_authenticated:
        return frozenset()
    if getattr(user, "is_superuser", False):
        return frozenset(Right)
    held = Membership.objects.current().filter(user_id=user.pk).values_list("role", flat=True).distinct()
    return frozenset[Right]().union(*(RIGHTS[Role(role)] for role in held))


def demand(user: Viewer | None, right: Right, jurisdiction_id: int) -> None:
    """Let pass whoever has the right.

    Raises:
        PermissionDenied: they may see it, as has been settled before, but not do this: 403.
    """
    if not may(user, right, jurisdiction_id):
        raise PermissionDenied
