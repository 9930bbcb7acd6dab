"""Urging, the log of an office's messages, and where it sends them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.errors import LuoshiError
from luoshi_web.pages.sent import act_in, number_in
from luoshi_web.pages.words import sentence
from luoshi_web.people.rights import Right, may
from luoshi_web.reminders import channels as sites
from luoshi_web.reminders import pages, schedule, sending, trial, urging
from luoshi_web.reminders import seen as notices
from luoshi_web.reminders.models import Message
from luoshi_web.reminders.queries import jurisdiction_for
from luoshi_web.reports.queries.access import cycle_for

READING_OR_SENDING = require_http_methods(["GET", "HEAD", "POST"])


def _page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"reminders/{template}.html", {"here": "desk", **pages.TOOLS, **context}, status=status)


def _by(request: HttpRequest) -> Any:
    return request.user


@never_cache
@login_required
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Put away what the desk's page has told."""
    notices.put_away(_by(request))
    return redirect("desk:home")


@never_cache
@login_required
@READING_OR_SENDING
def urge(request: HttpRequest, jurisdiction: str, year: int, as_of: date) -> HttpResponse:
    """Who is late or silent, and what each would get; the button urges the chosen ones, or all late ones."""
    found = cycle_for(request.user, jurisdiction, year, as_of)
    at, problem, sent = timezone.now(), "", None
    if request.method == "POST":
        try:
            done = urging.urge(found, pages.chosen_units(found, request.POST, at), by=_by(request), at=at)
        except LuoshiError as error:
            problem, sent = sentence(error), request.POST
        else:
            missed = f"?missed={len(done.reachless)}" if done.reachless else ""
            return redirect(reverse("reminders:urge", args=(jurisdiction, year, as_of)) + missed)
    context = pages.urge_page(found, at, sent, request.GET.get("choose", "")) | {"problem": problem}
    context["missed"] = number_in(request.GET, "missed")
    appoints = may(request.user, Right.APPOINT, found.plan.jurisdiction_id)
    context["people"] = reverse("administration:people", args=(jurisdiction,)) if appoints else ""
    return _page(request, "urge", 409 if problem else 200, **context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def messages(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """The office's messages: who, what, when, how far."""
    found = jurisdiction_for(request.user, jurisdiction, Right.REVIEW)
    context = pages.messages_page(found, request.GET.get("state", ""), request.GET.get("kind", ""))
    context["appoints"] = may(request.user, Right.APPOINT, found.pk)
    return _page(request, "messages", **context)


@never_cache
@login_required
@READING_OR_SENDING
def message(request: HttpRequest, jurisdiction: str, number: UUID) -> HttpResponse:
    """One message, whole; and the button that sends it once more, where it failed or nobody knows."""
    place = jurisdiction_for(request.user, jurisdiction, Right.REVIEW)
    rows = Message.objects.select_related("person", "channel", "jurisdiction", "recorded_by")
    found, problem = get_object_or_404(rows, jurisdiction=place, number=number), ""
    if request.method == "POST":
        try:
            sending.repeat(found, by=_by(request))
        except LuoshiError as error:
            problem = sentence(error)
            found.refresh_from_db()
        else:
            return redirect("reminders:message", jurisdiction, number)
    return _page(request, "message", 409 if problem else 200, message=found, jurisdiction=place, problem=problem)


@never_cache
@login_required
@READING_OR_SENDING
def channels(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """When reminders go out, and to which chat groups and programs they go too."""
    found, problem = jurisdiction_for(request.user, jurisdiction, Right.APPOINT), ""
    if request.method == "POST":
        try:
            _set(request, found)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect("reminders:settings", jurisdiction)
    context = pages.settings_page(found, request.POST) | {"problem": problem}
    return _page(request, "settings", 422 if problem else 200, **context)


def _set(request: HttpRequest, place: Any) -> None:
    sent, by, do = request.POST, _by(request), act_in(request.POST, "rhythm", "remove", "try", "set")
    if do == "rhythm":
        schedule.set_rhythm(
            place, sent.get("before", ""), on_the_day=sent.get("on_the_day") == "1",
            while_late=sent.get("while_late") == "1", by=by,
        )  # fmt: skip
    elif do in ("remove", "try"):
        number = sent.get("channel", "")
        row = get_object_or_404(
            sites.channels_of(place.pk), number=number if number.isdecimal() and len(number) < 10 else 0
        )
        if do == "remove":
            sites.remove_channel(row, by=by)
        else:
            trial.send(row, by=by)
    else:
        sites.set_channel(
            place, sent.get("kind", ""), sent.get("name", ""), sent.get("address", ""), sent.get("secret", ""), by=by
        )
