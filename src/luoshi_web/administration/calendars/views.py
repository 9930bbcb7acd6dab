"""The calendars that deadlines and figures go by: 放假安排 of each year, and when each indicator comes out."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luoshi.errors import LuoshiError
from luoshi.workdays import arrangement_of
from luoshi_web.administration.access import place_for
from luoshi_web.administration.calendars.forms import release_sent, text_in, year_in
from luoshi_web.calendars import actions, queries
from luoshi_web.calendars.actions import load_holidays
from luoshi_web.pages.sent import act_in
from luoshi_web.pages.words import sentence
from luoshi_web.people.rights import Right

READING_OR_SENDING = require_http_methods(["GET", "HEAD", "POST"])
DAYS_ZH, DAYS_EN = "一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _said(day: date) -> str:
    """Say a day with its day of the week: 1月1日（周五）."""
    if get_language() == "en":
        return f"{DAYS_EN[day.weekday()]} {day:%d %b}"
    return f"{day.month}月{day.day}日（周{DAYS_ZH[day.weekday()]}）"


def _said_days(days: Sequence[date]) -> str:
    """Say days that follow one another: 2月5日（周五）至2月8日（周一）."""
    first, last = _said(days[0]), _said(days[-1])
    return first if first == last else f"{first} – {last}" if get_language() == "en" else f"{first}至{last}"


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    context |= {"here": "calendars", "english": get_language() == "en", "local": timezone.localtime}
    context |= {"said_day": _said, "said_days": _said_days}
    status = 422 if context.get("problem") else 200
    return render(request, f"administration/{template}.html", context, status=status)


@never_cache
@login_required
@READING_OR_SENDING
def holidays(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """Which years are known; paste or upload one, look at its days, and load it."""
    place = place_for(request.user, jurisdiction, Right.APPOINT)
    typed = {name: request.POST.get(name, "") for name in ("year", "text")}
    problem, preview = "", None
    if request.method == "POST":
        file: Any = request.FILES.get("file")
        try:
            act = act_in(request.POST, "preview", "load")
            typed["text"] = text_in(request.POST.dict(), file)
            year = year_in(typed)
            preview = queries.preview_of(arrangement_of(year, typed["text"]))
            if act == "load":
                load_holidays(place, year, typed["text"], by=request.user)  # type: ignore[arg-type]
                return redirect(f"{reverse('calendars:holidays', args=(place.slug,))}?loaded={year}")
        except LuoshiError as error:
            problem = sentence(error)
    today = timezone.localdate()
    years = queries.years_of(place, today)
    if request.method != "POST":  # a year that was loaded can be looked at, and loaded again
        again = next((year for year in years if str(year.number) == request.GET.get("year") and year.loaded), None)
        typed = {"year": str(again.number), "text": again.loaded.text} if again and again.loaded else typed
    return _page(
        request,
        "holidays",
        jurisdiction=place,
        years=years,
        typed=typed,
        next_year=today.year + 1,
        preview=preview,
        problem=problem,
        loaded=request.GET.get("loaded", "") if request.method != "POST" else "",
    )


@never_cache
@login_required
@READING_OR_SENDING
def releases(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """When each indicator comes out; a change holds from now on, and stands in the trail."""
    place = place_for(request.user, jurisdiction, Right.APPOINT)
    problem, wrong = "", 0
    if request.method == "POST":
        number = request.POST.get("indicator", "")
        known = number.isascii() and number.isdigit() and len(number) < 19
        row = get_object_or_404(place.indicators, pk=int(number) if known else 0)
        try:
            release, seen = release_sent(request.POST.dict()), request.POST.get("seen", "")
            actions.set_release(row, release, seen=seen, by=request.user)  # type: ignore[arg-type]
            return redirect(f"{request.path}?saved={row.pk}#i{row.pk}")
        except LuoshiError as error:
            problem, wrong = sentence(error), row.pk
    as_of = timezone.localdate().replace(day=1) - timedelta(days=1)  # the last month that is over
    return _page(
        request,
        "releases",
        jurisdiction=place,
        lines=queries.publishing_of(place, as_of),
        as_of=as_of,
        problem=problem,
        wrong=wrong,
        typed=request.POST.dict() if problem else {},
        saved=request.GET.get("saved", ""),
    )
