"""Who guesses passwords is slowed: at one account, from any address, and over many accounts from one address.

A stranger never keeps somebody out of where they are at home: a browser in which an account has
signed in before (a signed cookie says so) is counted by itself, and so is an address from which
it has signed in within `KNOWN`. What was tried elsewhere counts against neither.

    five wrong at one account, from one address or known browser     that account waits there
    ten wrong at one account, from addresses that are none of its     it waits at all that are none of its
    fifteen accounts tried wrong from one address                     that address waits, known browsers aside

All within `WINDOW`; a try that had to wait is not counted, so nobody is held longer by trying on.
A right password forgets the wrong ones of that account at that place. Names that are no account
count like those that are, so that waiting tells nothing. An address stands for its /64 in IPv6.
"""

import hashlib
import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.core import signing
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.pages.addresses import client_address, is_office, network_of
from luoshi_web.people.models import KnownAddress, User, WrongPassword

WINDOW = timedelta(minutes=15)
KNOWN = timedelta(days=90)
AT_ONE_PLACE = 5  # wrong passwords of an account at one address, or in one known browser
FROM_STRANGERS = 10  # wrong passwords of an account at addresses that are none of its own
ACCOUNTS = 15  # accounts that one address may try wrong
OFFICE_ACCOUNTS = 150  # the same for an address that the office has named
KEPT = timedelta(days=1)  # wrong tries, after which they are taken out
COOKIE, SALT = "known", "luoshi_web.people.guessing"
MOST_KNOWN = 10  # accounts that one browser is known by, and addresses that one account is

logger = logging.getLogger(__name__)


class Waits(LuoshiError):
    """Too many passwords were wrong: nothing is checked now. `minutes`: after how many one may try again."""

    def __init__(self, minutes: int, chinese: str, english: str) -> None:
        super().__init__(chinese, english)
        self.minutes = minutes


@dataclass(frozen=True, slots=True)
class Place:
    """From where somebody tries: the address, as it is counted, and the browser where the account knows it."""

    address: str
    browser: str = ""


def place_of(request: HttpRequest, account: str) -> Place:
    return Place(network_of(client_address(request)), _browsers(request).get(_short(account), ""))


def must_not_wait(request: HttpRequest, account: str, *, at: datetime | None = None) -> None:
    """Let somebody try a password.

    Args:
        account: the name as it was typed; whether there is such an account makes no difference.

    Raises:
        Waits: too many were wrong here.
    """
    at = at or timezone.now()
    place, since = place_of(request, account), at - WINDOW
    own = WrongPassword.objects.filter(account=account, at__gt=since)
    here = own.filter(browser=place.browser) if place.browser else own.filter(browser="", address=place.address)
    _bounded(
        here, AT_ONE_PLACE, at,
        "密码连着输错了五次，这个账号在这里要停一会儿。别的电脑不受影响。",
        "The password was wrong five times, so this account waits here for a while; other computers do not.",
    )  # fmt: skip
    if place.browser:
        return
    _must_not_try_many(place.address, since, at)
    home = _home_of(account, at)
    if place.address in home or is_office(place.address):
        return
    elsewhere = [one for one in own.filter(browser="") if one.address not in home and not is_office(one.address)]
    _bounded(
        elsewhere, FROM_STRANGERS, at,
        "有人在别处一再输错这个账号的密码。以前登录过的电脑和地址不受影响，请在那里登录。",
        "Somebody elsewhere keeps giving wrong passwords for this account. "
        "Computers and addresses that have signed in before do not wait; please sign in there.",
    )  # fmt: skip


def _must_not_try_many(address: str, since: datetime, at: datetime) -> None:
    most = OFFICE_ACCOUNTS if is_office(address) else ACCOUNTS
    first: dict[str, WrongPassword] = {}
    for one in WrongPassword.objects.filter(address=address, browser="", at__gt=since).order_by("-at"):
        first.setdefault(one.account, one)
    _bounded(
        list(first.values()), most, at,
        f"这个地址有{most}个账号的密码输错了，要停一会儿。以前登录过的电脑不受影响。单位共用一个地址的，请管理员登记。",
        f"Wrong passwords were given for {most} accounts from this address, so it waits for a while; computers that "
        "have signed in before do not. If an office shares the address, the administrator can name it.",
    )  # fmt: skip


def _bounded(tries: Iterable[WrongPassword], most: int, at: datetime, chinese: str, english: str) -> None:
    moments = sorted(one.at for one in tries)
    if len(moments) >= most:
        left = moments[-most] + WINDOW - at
        raise Waits(max(1, ceil(left.total_seconds() / 60)), chinese, english)


def _home_of(account: str, at: datetime) -> set[str]:
    rows = KnownAddress.objects.filter(user__username=account, seen_at__gt=at - KNOWN)
    return set(rows.values_list("address", flat=True))


def note_wrong(request: HttpRequest, account: str, *, at: datetime | None = None) -> None:
    """Count a wrong password. Where nothing can be written now it is not counted, and signing in goes on."""
    at, place = at or timezone.now(), place_of(request, account)
    try:
        WrongPassword.objects.filter(at__lt=at - KEPT).delete()
        WrongPassword.objects.create(account=account, address=place.address, browser=place.browser, at=at)
    except DatabaseError as error:
        logger.warning("a wrong password was not counted: %s", error)


def remember(request: HttpRequest, response: HttpResponse, user: User, *, at: datetime | None = None) -> None:
    """Forget the wrong passwords of an account that has signed in, here, and know this browser and address from now on.

    What cannot be written now is not known later; nothing else follows from it.
    """
    at, place = at or timezone.now(), place_of(request, user.username)
    try:
        own = WrongPassword.objects.filter(account=user.username)
        (own.filter(browser=place.browser) if place.browser else own.filter(browser="", address=place.address)).delete()
        KnownAddress.objects.update_or_create(user=user, address=place.address, defaults={"seen_at": at})
        newest = KnownAddress.objects.filter(user=user).order_by("-seen_at").values_list("pk", flat=True)
        KnownAddress.objects.filter(user=user).exclude(pk__in=list(newest[:MOST_KNOWN])).delete()
    except DatabaseError as error:
        logger.warning("an address was not noted: %s", error)
    known = _browsers(request)
    if _short(user.username) in known:
        return
    known = dict([*known.items(), (_short(user.username), secrets.token_hex(8))][-MOST_KNOWN:])
    response.set_cookie(
        COOKIE, signing.dumps(known, salt=SALT), max_age=int(KNOWN.total_seconds()), httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def forget(account: str) -> None:
    """Forget the wrong passwords of an account everywhere: an administrator has given a new one."""
    WrongPassword.objects.filter(account=account).delete()


def _browsers(request: HttpRequest) -> dict[str, str]:
    """Return by which name this browser is known to which account; none where the cookie is not of ours."""
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN)
    except signing.BadSignature:
        return {}
    return known if isinstance(known, dict) else {}


def _short(account: str) -> str:
    """Name an account in a cookie without saying its name."""
    return hashlib.sha256(account.encode()).hexdigest()[:16]
