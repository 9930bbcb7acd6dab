"""From where an act comes: the address of the request in hand, or the command that runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from luoshi_web.pages.addresses import client_address

_ORIGIN: ContextVar[str] = ContextVar("luoshi_origin", default="")

Answer = Callable[[HttpRequest], HttpResponse]


def origin() -> str:
    """Return where the act in hand comes from; empty where nothing is known, as in a command."""
    return _ORIGIN.get()


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """Let what is done within be recorded as coming from an address."""
    token = _ORIGIN.set(address)
    try:
        yield
    finally:
        _ORIGIN.reset(token)


def acts_have_an_origin(get_response: Answer) -> Answer:
    """Keep the client's address beside each request, so that no action has to be handed it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with coming_from(client_address(request)):
            return get_response(request)

    return middleware
