"""Invitations: a link that is good once, for seven days, until it is revoked; kept as its hash only."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.accounts import governs
from luoshi_web.people.actions import check_name, set_password
from luoshi_web.people.appointing import give_role
from luoshi_web.people.logins import Foreign, link
from luoshi_web.people.models import OF_A_UNIT, Invitation, Role, User
from luoshi_web.people.rights import Right, may
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.trail.actions import record

LASTS = timedelta(days=7)


class NotGood(LuoshiError):
    """An invitation that can no longer be used, or never was one."""


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation with its token, which is nowhere else."""

    invitation: Invitation
    token: str


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    jurisdiction: Jurisdiction,
    role: Role,
    unit: Unit | None = None,
    *,
    name: str = "",
    user: User | None = None,
    by: User,
    at: datetime | None = None,
) -> Made:
    """Make a link into a role; the token is returned this once.

    Args:
        name: of the person that it is meant for, offered on the page that it opens.
        user: an account that is there and has no password yet.

    Raises:
        LuoshiError: a liaison without a unit, or a unit of another jurisdiction.
    """
    at = at or timezone.now()
    if (role in OF_A_UNIT) != (unit is not None) or (unit is not None and unit.jurisdiction_id != jurisdiction.pk):
        raise LuoshiError(
            "联络员和单位负责人要选本地区的一个单位，其他角色不选单位。",
            "A liaison and a head of unit need a unit of this jurisdiction; other roles have none.",
        )
    token = secrets.token_urlsafe(24)
    made = Invitation.objects.create(
        jurisdiction=jurisdiction, role=role, unit=unit, user=user, name=name.strip()[:100], token_hash=_hash(token),
        made_by=by, made_at=at, expires_at=at + LASTS,
    )  # fmt: skip
    objects: dict[str, int | str] = {"invitation": made.pk, "role": str(role)}
    objects |= {"unit": unit.pk} if unit else {}
    objects |= {"user": user.pk} if user else {}
    record("invitation.made", jurisdiction.pk, by=by, at=at, objects=objects)
    return Made(made, token)


@transaction.atomic
def revoke(invitation: Invitation, *, by: User, at: datetime | None = None) -> None:
    """Let a link be good no more.

    Raises:
        NotGood: it was used or revoked before.
    """
    at = at or timezone.now()
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None).update(revoked_at=at):
        raise NotGood("这个链接已经用过或者撤回了。", "This link was used or revoked before.")
    record("invitation.revoked", invitation.jurisdiction_id, by=by, at=at, objects={"invitation": invitation})


def opened(token: str, at: datetime | None = None) -> Invitation:
    """Return the invitation of a link.

    Raises:
        NotGood: and why.
    """
    return good(Invitation.objects.filter(token_hash=_hash(token)), at)


def good(rows: QuerySet[Invitation], at: datetime | None = None) -> Invitation:
    """Return the first of the rows, where it can be used now.

    Raises:
        NotGood: unknown, used, revoked, expired, for an account that was closed or is in use, or from somebody
            who could not make it today.
    """
    found = rows.select_related("jurisdiction", "unit", "user", "made_by").first()
    if found is None:
        raise NotGood(
            "没有这个邀请链接。请看看是不是整行都复制了，或者请管理员再发一个。",
            "There is no such invitation. See whether the whole line was copied, or ask for another.",
        )
    if found.used_at:
        raise NotGood(
            "这个邀请链接已经用过了。账号已开好的，请直接登录；不是您用的，请告诉管理员。",
            "This invitation was used before. If it was you, sign in; if not, tell the administrator.",
        )
    if found.revoked_at or (found.user and not found.user.is_active):
        raise NotGood(
            "这个邀请链接已经撤回，请找管理员。", "This invitation was revoked; please ask the administrator."
        )
    if found.expires_at <= (at or timezone.now()):
        raise NotGood(
            "这个邀请链接过了7天，已经失效，请管理员再发一个。",
            "This invitation has expired after 7 days; please ask for another.",
        )
    if found.user and (found.user.has_usable_password() or found.user.last_login):
        raise NotGood(
            "这个账号已经在用了，请直接登录。忘了密码，请管理员给一个一次性密码。",
            "This account is in use; please sign in. If the password is lost, ask for a one-time password.",
        )
    if not _still_theirs(found):
        raise NotGood(
            "发这个链接的人现在不能发了，请管理员再发一个。",
            "Whoever made this invitation may no longer make it; please ask for another.",
        )
    return found


def _still_theirs(invitation: Invitation) -> bool:
    """Tell whether whoever made a link could make it today: else it would outlive their own role."""
    maker, user = invitation.made_by, invitation.user
    if maker is None or not may(maker, Right.APPOINT, invitation.jurisdiction_id):
        return False
    return user is None or governs(maker, user)


@transaction.atomic
def join(
    invitation: Invitation,
    *,
    username: str = "",
    name: str = "",
    password: str | None = None,
    foreign: Foreign | None = None,
    as_user: User | None = None,
    at: datetime | None = None,
) -> User:
    """Use an invitation: the account is made or completed, and has the role; return it.

    Args:
        password: chosen by whoever opened it; None where `foreign` or `as_user` says who it is.
        foreign: a login at another provider that is joined to the account.
        as_user: an account that is signed in, and takes the role.

    Raises:
        NotGood: it was used, revoked or has expired, meanwhile too.
        LuoshiError: the name is taken or will not do, the password is too easy.
    """
    at = at or timezone.now()
    invitation = good(Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk), at)
    user = as_user or _account(invitation, username, name, password, foreign)
    if as_user is not None and invitation.user_id not in (None, as_user.pk):
        raise NotGood(
            f"这个链接是给账号{invitation.user.username}的，请先退出现在的账号。",  # type: ignore[union-attr]
            f"This link is for the account {invitation.user.username}; please sign out first.",  # type: ignore[union-attr]
        )
    same = Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None)
    if not same.update(used_at=at, used_by=user):
        raise NotGood("这个邀请链接刚刚被用掉了。", "This invitation has just been used.")
    if foreign is not None:
        link(user, foreign)
    # the role follows from the invitation, so the trail names it second; whoever gives a role holds the
    # jurisdiction before its chain, and taken the other way round two of them would wait for each other
    Jurisdiction.objects.select_for_update().get(pk=invitation.jurisdiction_id)
    objects: dict[str, int | str] = {"invitation": invitation.pk, "user": user.pk}
    objects |= {"foreign": foreign.provider} if foreign else {}
    record("invitation.used", invitation.jurisdiction_id, by=user, at=at, objects=objects)
    give_role(user, invitation.jurisdiction, Role(invitation.role), invitation.unit, by=user, at=at)
    return user


def _account(invitation: Invitation, username: str, name: str, password: str | None, foreign: Foreign | None) -> User:
    """Make the account, or complete the one that waits for its first password."""
    user = invitation.user or User(username=User.normalize_username(username.strip()))
    user.name = name.strip() or user.name or invitation.name
    if invitation.user is None and User.objects.filter(username__iexact=user.username).exists():
        raise LuoshiError(
            f"账号名“{user.username}”已经有人用了，请换一个。", f"The name '{user.username}' is taken; choose another."
        )
    check_name(user)
    if password is not None:
        set_password(user, password, temporary=False)
    elif foreign is not None:
        user.set_unusable_password()
    else:
        raise LuoshiError("请选一个密码。", "Please choose a password.")
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise LuoshiError(
            f"账号名“{user.username}”已经有人用了，请换一个。", f"The name '{user.username}' is taken; choose another."
        ) from None
    return user
