"""How large a form may be, page by page: what is larger is refused before it is read."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luoshi_web.pages.refusing import refusal

FORM_BYTES = 1_000_000  # a form without files; the largest, a bulk decision on 10,000 tasks, is under half of it

Answer = Callable[[HttpRequest], HttpResponse]


class BodiesAreBounded:
    """Stands before the check that a form is ours, which reads the whole body.

    Pages that take files, or long texts, stand in settings.LARGER_BODIES by the name of their address.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        match = request.resolver_match
        most = settings.LARGER_BODIES.get(match.view_name if match else "", FORM_BYTES)
        if _length(request) <= most:
            return None
        return refusal(
            request,
            413,
            _("发来的内容太大，没有接收"),
            _("这一页最多接收%(n)s兆。退回上一页，写短一些，或者把文件分开再传。") % {"n": max(1, most // 1_000_000)},
        )


def _length(request: HttpRequest) -> int:
    """Return how many bytes a request says it brings; a server passes on no more than that."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
