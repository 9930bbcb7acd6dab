"""The page of jobs that failed, for the site's administrators; for all others it is not there."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_tasks_db.models import DBTaskResult

from luoshi_web.jobs.failures import failures
from luoshi_web.jobs.queries import somebody_works
from luoshi_web.jobs.retrying import run_again


def _for_administrators(request: HttpRequest) -> None:
    if not getattr(request.user, "is_superuser", False):
        raise Http404


@never_cache
@login_required
@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """What failed, and whether anybody is there to run jobs."""
    _for_administrators(request)
    context = {"failures": failures(), "works": somebody_works(), "local": timezone.localtime, "here": "jobs"}
    return render(request, "jobs/failed.html", context)


@never_cache
@login_required
@require_POST
def again(request: HttpRequest, job: UUID) -> HttpResponse:
    """Have a job run again; where it is no longer a failed one, the page shows so."""
    _for_administrators(request)
    run_again(get_object_or_404(DBTaskResult, pk=job))
    return redirect("jobs:failed")
