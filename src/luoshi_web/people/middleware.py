"""What holds for whoever is signed in, on every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]


def signed_in(get_response: Answer) -> Answer:
    """Keep pages of the signed-in out of shared caches; let a temporary password open one page only."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and getattr(user, "password_is_temporary", False):
            password = reverse("people:password")
            if request.path not in {password, reverse("people:sign-out"), reverse("portal:reading")}:
                return redirect(password)
        response = get_response(request)
        if user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware
