"""A request that is refused before any room has seen it: one page, one sentence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refusal(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    context = {"here": "", "title": title, "sentence": sentence}
    response = render(request, "portal/trouble.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
