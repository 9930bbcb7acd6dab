"""Writing people: accounts are made by whoever runs the site; nobody signs up."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from luoshi.errors import LuoshiError
from luoshi_web.people.logins import record_for
from luoshi_web.people.models import OF_A_UNIT, Membership, Role, User
from luoshi_web.trail.actions import record

# Letters and digits that no one confuses when they read them out: no 0, O, 1, l, I.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Added:
    """What was done: `new` where the account was made, else only its role or password may be."""

    user: User
    new: bool
    role_is_new: bool


def one_time_password() -> str:
    """Make a password to be read out once: 16 characters in fours, about 79 bits."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


@transaction.atomic
def add_user(
    username: str,
    password: str | None,
    *,
    name: str = "",
    jurisdiction_id: int | None = None,
    role: Role | None = None,
    unit_id: int | None = None,
    administrator: bool = False,
    temporary: bool = False,
    by: User | None = None,
) -> Added:
    """Make an account, or give an account that is there another role.

    Args:
        password: None where the account is there already and keeps its own.
        temporary: somebody else saw the password; it is good for choosing another only.
        administrator: of the whole site.
        unit_id: whose liaison or head it is; for these two roles only.
        by: who gives the role; None where it is done on the server itself.

    Raises:
        LuoshiError: the name holds what no name may, or the password is too easy.
    """
    user = User.objects.filter(username=username).first()
    new = user is None
    if user is None:
        user = User(username=username)
        if password is None:
            raise LuoshiError("新账号要有密码。", "A new account needs a password.")
    if name:
        user.name = name
    if administrator:
        user.is_superuser = user.is_staff = True
    if password is not None:
        set_password(user, password, temporary)
    check_name(user)
    user.save()
    role_is_new = False
    if role is not None and jurisdiction_id is not None:
        if (role in OF_A_UNIT) != (unit_id is not None):
            raise LuoshiError(
                "联络员和单位负责人要写明是哪个单位的，其他角色不写单位。",
                "A liaison and a head of unit belong to a unit, which must be named; other roles do not.",
            )
        held = Membership.objects.not_over().filter(
            user=user, jurisdiction_id=jurisdiction_id, role=role, unit=unit_id, deputy_of=None
        )
        if role_is_new := not held.exists():
            Membership.objects.create(user=user, jurisdiction_id=jurisdiction_id, role=role, unit_id=unit_id)
            given: dict[str, Any] = {"user": user.pk, "role": str(role)} | ({"unit": unit_id} if unit_id else {})
            record("role.given", jurisdiction_id, by=by, at=timezone.now(), objects=given)
    return Added(user, new, role_is_new)


def set_password(user: User, password: str, temporary: bool) -> None:
    _in_both_languages(lambda: validate_password(password, user), "密码不行", "The password will not do")
    user.set_password(password)
    user.password_is_temporary = temporary


def check_name(user: User) -> None:
    _in_both_languages(
        lambda: user.clean_fields(exclude=["password"]),
        f"账号名“{user.username}”不行",
        f"'{user.username}' is no account name",
    )


def _in_both_languages(check: Callable[[], None], chinese: str, english: str) -> None:
    """Run one of Django's checks; where it refuses, say its own sentences behind ours."""
    said = {}
    for language in ("zh-hans", "en"):
        with override(language):
            try:
                check()
            except ValidationError as error:
                said[language] = [str(message) for message in error.messages]
    if said:
        raise LuoshiError(f"{chinese}：{''.join(said['zh-hans'])}", f"{english}: {' '.join(said['en'])}")


@transaction.atomic
def choose_password(user: User, password: str) -> None:
    """Keep the password that somebody chose for themselves, and that a form has found good."""
    user.set_password(password)
    user.password_is_temporary = False
    User.objects.filter(pk=user.pk).update(password=user.password, password_is_temporary=False)
    record_for(user, "password.chosen")


@transaction.atomic
def set_mail(user: User, mail: str, password: str) -> None:
    """Keep where somebody's mail goes; empty for none.

    Args:
        password: the present one, since whoever has the mail can reset it, and a screen may stand open.

    Raises:
        LuoshiError: it is no address, the password is wrong, or it is a sample account, which is everybody's.
    """
    mail = mail.strip()
    if user.is_sample:
        raise LuoshiError("示例账号不留邮箱，别人还要用。", "A sample account stays open to everybody.")
    if user.has_usable_password() and not user.check_password(password):
        raise LuoshiError("现在的密码不对。", "The present password is wrong.")
    if mail:
        try:
            validate_email(mail)
        except ValidationError:
            raise LuoshiError(f"“{mail}”不是邮箱地址。", f"'{mail}' is no mail address.") from None
    if User.objects.filter(pk=user.pk).exclude(email=mail).update(email=mail):
        record_for(user, "account.mail_set")
