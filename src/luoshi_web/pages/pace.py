"""How often one address, or one account, may ask: generous for people, too little for a machine that hammers.

Counted in each process of the server by itself, in memory: nothing is written, and a restart
forgets it. Who is signed in is counted by account, so an office behind one address is not one
asker; an address that the office has named may ask `OFFICE_TIMES` as often. Requests from this
machine itself are not counted: a proxy that does not say for whom it asks stands for everybody.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luoshi_web.pages.addresses import client_address, is_office, network_of
from luoshi_web.pages.refusing import refusal

OFFICE_TIMES = 10
ACCOUNT_TIMES = 2  # a form that is typed in asks how it is read, again and again
MOST_KEPT = 20_000  # askers remembered

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(slots=True)
class _Purse:
    """What an asker may still spend, as of a moment of the process's own clock, in seconds."""

    left: float
    at: float


class Pace:
    """Lets each asker ask so many times a minute, evenly, after as many at once.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._purses: OrderedDict[str, _Purse] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, asker: str, a_minute: int) -> float:
        """Count one request; return 0, or in how many seconds the next one is let through."""
        now = self._clock()
        with self._lock:
            purse = self._purses.pop(asker, None) or _Purse(a_minute, now)
            purse.left = min(a_minute, purse.left + (now - purse.at) * a_minute / 60)
            purse.at = now
            self._purses[asker] = purse  # who asked last stands at the end, and is forgotten last
            while len(self._purses) > MOST_KEPT:
                self._purses.popitem(last=False)
            if purse.left < 1:
                return (1 - purse.left) * 60 / a_minute
            purse.left -= 1
            return 0


_PACE = Pace()


def kept_to_a_pace(get_response: Answer) -> Answer:
    """Tell whoever asks too often to slow down, with a sentence and by when."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asker, a_minute = _asker(request)
        if a_minute and (seconds := _PACE.wait(asker, a_minute)):
            return _too_often(request, a_minute, int(seconds) + 1)
        return get_response(request)

    return middleware


def _asker(request: HttpRequest) -> tuple[str, int]:
    """Return who asks and how often they may in a minute; 0 where they are not counted."""
    usual: int = settings.REQUESTS_A_MINUTE
    address = network_of(client_address(request))
    try:
        if ip_address(address.partition("/")[0]).is_loopback:
            return "", 0
    except ValueError:
        return "", 0  # a socket file, from this machine too
    if request.user.is_authenticated:
        return f"account {request.user.pk}", usual * ACCOUNT_TIMES
    return address, usual * (OFFICE_TIMES if is_office(address) else 1)


def _too_often(request: HttpRequest, a_minute: int, seconds: int) -> HttpResponse:
    said = _("一分钟里最多打开%(n)s次，请过%(seconds)s秒再试。单位里很多人共用一个地址的，请管理员登记这个地址。") % {
        "n": a_minute, "seconds": seconds,
    }  # fmt: skip
    response = refusal(request, 429, _("打开得太快了"), said)
    response.headers["Retry-After"] = str(seconds)
    return response
