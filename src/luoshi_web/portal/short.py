"""Short addresses: whoever takes the end off an address, or types its beginning, comes to a page.

/binjiang/                              the newest plan of the jurisdiction that may be read
/binjiang/2025/tasks/                   the plan's table
/binjiang/2025/cycles/2025-09-30/report/   the desk, as from review/, sheet/, units/ and workbook/
/binjiang/people/accounts/              the place's people
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from luoshi_web.pages.routes import CYCLE
from luoshi_web.plans.queries import plans_beside


@require_safe
def jurisdiction(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """Lead to the newest plan; 404 where there is none to read, whether or not there is one."""
    years = plans_beside(request.user, jurisdiction)
    if not years:
        raise Http404
    return redirect("portal:plan", jurisdiction, years[0][0])


@require_safe
def tasks(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    return redirect("portal:plan", jurisdiction, year)


@require_safe
def desk(request: HttpRequest, **_parts: object) -> HttpResponse:
    return redirect("desk:home")


@require_safe
def intakes(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    return redirect("intake:intakes", jurisdiction)


@require_safe
def people(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    return redirect("administration:people", jurisdiction)


app_name = "short"
urlpatterns: list[URLPattern] = [
    path("<slug:jurisdiction>/<year:year>/tasks/", tasks, name="tasks"),
    path("<slug:jurisdiction>/intake/publish/", intakes, name="publishing"),
    path("<slug:jurisdiction>/people/accounts/", people, name="accounts"),
    path("notices/", desk, name="notices"),
    *(
        path(f"{CYCLE}{part}/", desk, name=f"cycle-{part}")
        for part in ("report", "review", "sheet", "units", "workbook")
    ),
    path("<slug:jurisdiction>/", jurisdiction, name="jurisdiction"),  # last: a jurisdiction may have any name
]
