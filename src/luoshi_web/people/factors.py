"""The second factor: six digits that change every 30 s (TOTP), and ten codes on paper for a lost telephone.

The reckoning of codes and the rows are django-allauth's. That a code is good once, in every
process, is decided by the row: `last_used_at` holds the beginning of the last step used.
"""

import time
from datetime import UTC, datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from luoshi.errors import LuoshiError
from luoshi_web.people.logins import record_for
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.people.secrets import Unreadable

STEP = 30  # seconds that a code stands
AROUND = 1  # steps that a clock may be off
MOST_WRONG = 10  # codes in a row, from whatever address; then an administrator is needed
OFFICE = (Role.REVIEWER, Role.OFFICE_HEAD, Role.ADMIN)


class WrongCode(LuoshiError):
    """A code that is wrong, or was used before."""

    def __init__(self) -> None:
        super().__init__(
            "验证码不对，或者已经用过。等下一个六位数字再试；手机的时间要准。",
            "The code is wrong or was used before. Try the next six digits; the phone's clock must be right.",
        )


def has_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def required_of(user: User) -> bool:
    """Tell whether somebody must have a second factor, as LUOSHI_SECOND_FACTOR says."""
    asked = settings.SECOND_FACTOR
    if asked == "all":
        return True
    if asked != "office":
        return False
    return user.is_superuser or Membership.objects.current().filter(user=user, role__in=OFFICE).exists()


def new_secret() -> str:
    return str(generate_totp_secret())


def address_of(user: User, secret: str) -> str:
    """Return what the picture says to a telephone: an otpauth address."""
    return str(get_adapter().build_totp_url(user, secret))


@transaction.atomic
def enrol(user: User, secret: str, code: str, at: float | None = None) -> list[str]:
    """Keep a second factor once its first code is right; return the codes for paper.

    Raises:
        WrongCode: nothing is kept.
        LuoshiError: there is one already.
    """
    if user.is_sample:
        raise LuoshiError("示例账号不能开第二道验证，别人还要用。", "A sample account stays open to everybody.")
    step = _step_of(secret, code, at)
    if step is None:
        raise WrongCode
    User.objects.select_for_update().get(pk=user.pk)
    if has_factor(user):
        raise LuoshiError("已经有第二道验证了。", "There is a second factor already.")
    row = TOTP.activate(user, secret).instance
    Authenticator.objects.filter(pk=row.pk).update(last_used_at=_moment(step))
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    User.objects.filter(pk=user.pk).update(wrong_codes=0)
    record_for(user, "factor.enrolled")
    return codes


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Return ten new codes for paper; the old ones are good no more."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    record_for(user, "factor.codes_renewed")
    return codes


@transaction.atomic
def drop(user: User) -> None:
    """Give the second factor up.

    Raises:
        LuoshiError: the office asks for one.
    """
    if required_of(user):
        raise LuoshiError("您的角色必须有第二道验证。", "Your role needs a second factor.")
    Authenticator.objects.filter(user=user).delete()
    record_for(user, "factor.dropped")


def check(user: User, code: str, at: float | None = None) -> None:
    """Take a code of the telephone, or one of those on paper; each is good once.

    Raises:
        WrongCode; LuoshiError: too many were wrong.
    """
    if not User.objects.filter(pk=user.pk, wrong_codes__lt=MOST_WRONG).exists():
        raise LuoshiError(
            "验证码错得太多，这个账号已停住。请管理员给一个一次性密码，就能再试。",
            "Too many codes were wrong. Ask the administrator for a one-time password; then you can try again.",
        )
    if _takes(user, "".join(code.split()), at):
        User.objects.filter(pk=user.pk, wrong_codes__gt=0).update(wrong_codes=0)
        return
    User.objects.filter(pk=user.pk).update(wrong_codes=F("wrong_codes") + 1)
    raise WrongCode


def _takes(user: User, code: str, at: float | None) -> bool:
    rows = {row.type: row for row in Authenticator.objects.filter(user=user)}
    totp = rows.get(Authenticator.Type.TOTP)
    step = _step_of(decrypt(totp.data["secret"]), code, at) if totp else None
    if totp is not None and step is not None:
        fresh = Q(last_used_at=None) | Q(last_used_at__lt=_moment(step))
        return bool(Authenticator.objects.filter(fresh, pk=totp.pk).update(last_used_at=_moment(step)))
    paper = rows.get(Authenticator.Type.RECOVERY_CODES)
    return paper is not None and bool(RecoveryCodes(paper).validate_code(code))


def left_on_paper(user: User) -> int:
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    try:
        return len(RecoveryCodes(row).get_unused_codes()) if row else 0
    except Unreadable:
        return 0


def _step_of(secret: str, code: str, at: float | None) -> int | None:
    """Return which step of time a code belongs to; None where it belongs to none near now."""
    code = "".join(code.split())
    now = int((time.time() if at is None else at) // STEP)
    steps = range(now - AROUND, now + AROUND + 1)
    found = [step for step in steps if compare_user_code(actual=code, expected=_code(secret, step))]
    return found[0] if found else None


def _code(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, step)))


def _moment(step: int) -> datetime:
    return datetime.fromtimestamp(step * STEP, UTC)
