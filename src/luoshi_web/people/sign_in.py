"""Coming in: a first proof (password, foreign login, invitation), then a code where the account has one.

Between the two the session holds only whose code is awaited, and for how long.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from luoshi_web.people import factors
from luoshi_web.people.guessing import remember
from luoshi_web.people.models import User

WAITING = "people.waiting"
PROVEN = "people.second"  # the session has passed a second factor
WAITS = 300  # seconds between password and code
BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request: HttpRequest, user: User, onward: str = "") -> HttpResponse:
    """Let somebody in who has shown a first proof, or ask for their code first."""
    onward = safe(request, onward)
    if not factors.has_factor(user):
        return _arrived(request, user, onward)
    request.session[WAITING] = {"user": user.pk, "at": time.time(), "onward": onward}
    return redirect("people:code")


def waiting(request: HttpRequest) -> tuple[User, str] | None:
    """Return whose code is awaited, and where they go then; None where nobody's is, or no longer."""
    held: dict[str, Any] = request.session.get(WAITING) or {}
    if not held or not 0 <= time.time() - held["at"] <= WAITS:
        request.session.pop(WAITING, None)
        return None
    user = User.objects.filter(pk=held["user"], is_active=True).first()
    return (user, held["onward"]) if user else None


def let_in(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    """Let in whoever gave the right code."""
    request.session.pop(WAITING, None)
    answer = _arrived(request, user, safe(request, onward))
    request.session[PROVEN] = True
    return answer


def _arrived(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    login(request, user, backend=BACKEND)
    answer = redirect(onward)
    remember(request, answer, user)
    return answer


def safe(request: HttpRequest, onward: str) -> str:
    """Return an address of this site: the one asked for, or where their work waits; a bare word is no address."""
    hosts, secure = {request.get_host()}, request.is_secure()
    if onward.startswith("/") and url_has_allowed_host_and_scheme(onward, hosts, require_https=secure):
        return onward
    return reverse(settings.LOGIN_REDIRECT_URL)
