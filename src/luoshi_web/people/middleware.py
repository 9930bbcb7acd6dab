"""What holds for whoever is signed in, on every page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from luoshi_web.people import factors
from luoshi_web.people.rights import rights_of
from luoshi_web.people.sign_in import PROVEN

Answer = Callable[[HttpRequest], HttpResponse]


def signed_in(get_response: Answer) -> Answer:
    """Keep pages of the signed-in out of shared caches; first let them choose a password and a second factor.

    A temporary password opens one page only, and so does a role that needs a second factor
    where there is none yet.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if user.is_authenticated:
            page = _first_to_do(request, user)
            request.rights = SimpleLazyObject(lambda: rights_of(user))  # type: ignore[attr-defined]
            if page and request.path not in {page, reverse("people:sign-out"), reverse("portal:reading")}:
                return redirect(page)
        response = get_response(request)
        if user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def _first_to_do(request: HttpRequest, user: Any) -> str:
    """Return the only page that is open to somebody as yet; empty where all are."""
    if user.password_is_temporary:
        return reverse("people:password")
    if settings.SECOND_FACTOR == "none" or request.session.get(PROVEN):
        return ""
    if factors.required_of(user) and not factors.has_factor(user):
        return reverse("people:factor")
    return ""
