"""Writing accounts that are there: close and open them, a password to read out, a lost second factor.

Who administers one jurisdiction governs the accounts that work for it and for nothing else:
else an administrator of one place could take over a person of another.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.actions import one_time_password
from luoshi_web.people.appointing import ChangedMeanwhile, must_leave_an_administrator
from luoshi_web.people.guessing import forget
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.people.rights import Right, may
from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail.actions import record


def governs(by: User, user: User) -> bool:
    """Tell whether somebody may act on an account itself, not only on its roles."""
    if by.is_superuser:
        return True
    if user.is_superuser:
        return False
    places = Membership.objects.not_over().filter(user=user).values_list("jurisdiction", flat=True)
    return all(may(by, Right.APPOINT, place) for place in set(places))


def must_govern(by: User, user: User) -> None:
    if not governs(by, user):
        raise LuoshiError(
            "这个账号还在别处任职，只能由全站管理员处理；这里可以结束它在本地区的角色。",
            "This account works elsewhere too, so only the site's administrator may do that; "
            "you can end its roles here.",
        )


@transaction.atomic
def close_account(user: User, jurisdiction: Jurisdiction, *, by: User) -> None:
    """Let an account sign in no more; its roles, and what it did, stay as they are.

    Raises:
        TheLastAdministrator, ChangedMeanwhile; LuoshiError: it is not theirs to close, or their own.
    """
    must_govern(by, user)
    if by.pk == user.pk:
        raise LuoshiError("不能停用自己的账号。", "You cannot close your own account.")
    Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    open_roles = Membership.objects.current().filter(user=user, role=Role.ADMIN, valid_to=None, deputy_of=None)
    for row in open_roles:
        must_leave_an_administrator(row.jurisdiction_id, Membership.objects.exclude(user=user), row)
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise ChangedMeanwhile
    record("account.closed", jurisdiction.pk, by=by, at=timezone.now(), objects={"user": user})


@transaction.atomic
def open_account(user: User, jurisdiction: Jurisdiction, *, by: User) -> None:
    """Let a closed account sign in again, with the roles that still hold.

    Raises:
        ChangedMeanwhile; LuoshiError: it is not theirs to open.
    """
    must_govern(by, user)
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise ChangedMeanwhile
    record("account.opened", jurisdiction.pk, by=by, at=timezone.now(), objects={"user": user})


@transaction.atomic
def give_password(user: User, jurisdiction: Jurisdiction, *, by: User) -> str:
    """Return a password to read out, good for choosing another; wrong tries before it are forgotten.

    Whoever is signed in with the old one is signed out.

    Raises:
        LuoshiError: it is not theirs to give.
    """
    must_govern(by, user)
    password = one_time_password()
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(password=user.password, password_is_temporary=True, wrong_codes=0)
    forget(user.username)
    record("password.given", jurisdiction.pk, by=by, at=timezone.now(), objects={"user": user})
    return password


@transaction.atomic
def remove_factor(user: User, jurisdiction: Jurisdiction, *, by: User) -> None:
    """Take away a second factor whose telephone and recovery codes are lost.

    Raises:
        LuoshiError: it is not theirs to take, or there is none.
    """
    must_govern(by, user)
    count, _ = Authenticator.objects.filter(user=user).delete()
    if not count:
        raise LuoshiError("这个账号没有第二道验证。", "This account has no second factor.")
    User.objects.filter(pk=user.pk).update(wrong_codes=0)
    record("factor.removed", jurisdiction.pk, by=by, at=timezone.now(), objects={"user": user})
