"""What every answer carries: the content policy, and how the reader likes to read.

Language, theme and print size are kept in three plain cookies that hold no identity.
Without a cookie the site speaks Chinese whatever the browser asks for, so that a link
sent to a colleague shows the page that the sender saw.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)

PREFERENCES = {"lang": ("zh-hans", "en"), "theme": ("auto", "light", "dark"), "print": ("normal", "large")}


def content_security_policy(get_response: Answer) -> Answer:
    """Allow what we serve ourselves and nothing inline."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware


def reading_preferences(get_response: Answer) -> Answer:
    """Set the language from its cookie, and hand theme and print size to the page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = {}
        for name, values in PREFERENCES.items():
            value = request.COOKIES.get(name, "")
            chosen[name] = value if value in values else values[0]
        request.reading = chosen  # type: ignore[attr-defined]
        with translation.override(chosen["lang"]):
            request.LANGUAGE_CODE = chosen["lang"]
            response = get_response(request)
        response.headers.setdefault("Content-Language", chosen["lang"])
        patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


class WithoutNull:
    """Refuses addresses that hold a null character, and takes it out of what was typed: PostgreSQL keeps none.

    No browser sends one; what is typed is read behind the check that the form is ours.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or any("\0" in one for pair in request.GET.lists() for one in (pair[0], *pair[1])):
            raise BadRequest("a null character")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.method == "POST" and any("\0" in one for values in request.POST.lists() for one in values[1]):
            typed = QueryDict(mutable=True)
            for name, values in request.POST.lists():
                typed.setlist(name, [value.replace("\0", "") for value in values])
            request.POST = typed  # type: ignore[assignment]
