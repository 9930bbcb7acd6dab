"""Logins at another provider, a city's own sign-in: joined to an account that is there, never an account themselves."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.models import Membership, User
from luoshi_web.trail.actions import record


@dataclass(frozen=True, slots=True)
class Foreign:
    """A login at another provider: who it is there, and by which name it is shown."""

    provider: str
    uid: str
    shown: str = ""


def provider_name() -> str:
    """Return what the other provider is called on our pages; empty where none is set."""
    return str(settings.OIDC_NAME)


@transaction.atomic
def link(user: User, foreign: Foreign) -> None:
    """Join a foreign login to an account.

    Raises:
        LuoshiError: it is joined to another account.
    """
    try:
        with transaction.atomic():
            made, new = SocialAccount.objects.get_or_create(
                provider=foreign.provider,
                uid=foreign.uid,
                defaults={"user": user, "extra_data": {"shown": foreign.shown}},
            )
    except IntegrityError:
        made, new = SocialAccount.objects.get(provider=foreign.provider, uid=foreign.uid), False
    if made.user_id != user.pk:
        raise LuoshiError(
            "这个登录已经连到另一个账号，请先在那个账号里断开。",
            "This login is joined to another account; please part it there first.",
        )
    if new:
        record_for(user, "login.linked")


@transaction.atomic
def unlink(user: User, pk: int) -> None:
    """Part a foreign login from an account.

    Raises:
        LuoshiError: it is not there, or nobody could sign in without it.
    """
    if not user.has_usable_password():
        raise LuoshiError(
            "这个账号没有密码，断开就登不进来了。请先请管理员给一个一次性密码。",
            "This account has no password, so you could not sign in. First ask the administrator for a password.",
        )
    count, _ = SocialAccount.objects.filter(user=user, pk=pk).delete()
    if not count:
        raise LuoshiError("这个登录已经断开了。", "This login is parted already.")
    record_for(user, "login.unlinked")


def record_for(user: User, act: str) -> None:
    """Record what somebody did to their own account, in the trail of each place where they work."""
    places = Membership.objects.not_over().filter(user=user).order_by("jurisdiction")
    for place in places.values_list("jurisdiction", flat=True).distinct():
        record(act, place, by=user, at=timezone.now(), objects={"user": user})


def logins_of(user: User) -> list[tuple[int, str]]:
    """Return the foreign logins of an account: each one's row, and the name that its owner knows it by."""
    rows = SocialAccount.objects.filter(user=user).order_by("pk")
    return [(row.pk, str(row.extra_data.get("shown") or row.uid)) for row in rows]
