"""What a supervisor of servers asks: does the site answer, and how much waits. Numbers only, no person and no place."""

from collections.abc import Iterable
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Count, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from luoshi_web.jobs.models import Worker
from luoshi_web.jobs.queries import heard_since
from luoshi_web.pages.addresses import client_address
from luoshi_web.plans.models import Plan
from luoshi_web.reminders.models import Message
from luoshi_web.reports.models import Cycle, Report

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
# name, what it counts, the rows, the column whose values are told apart
COUNTS: tuple[tuple[str, str, type[Model], str], ...] = (
    ("luoshi_plans", "Plans by visibility", Plan, "visibility"),
    ("luoshi_cycles", "Cycles by status", Cycle, "status"),
    ("luoshi_reports", "Reports by state", Report, "state"),
    ("luoshi_messages", "Messages by state", Message, "state"),
    ("luoshi_jobs", "Jobs by status", DBTaskResult, "status"),
)


def _plain(text: str, status: int = 200, kind: str = "text/plain; charset=utf-8") -> HttpResponse:
    response = HttpResponse(text, status=status, content_type=kind)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 and ok where the database answers, else 503; it says nothing more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return _plain("database\n", 503)
    return _plain("ok\n")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Count what waits, in the text format of Prometheus, for the networks that LUOSHI_METRICS names.

    Raises:
        Http404: the setting does not name where the question comes from; without it nobody is answered.
    """
    if not _is_named(client_address(request)):
        raise Http404
    lines: list[str] = []
    for name, told, model, column in COUNTS:
        rows = model._default_manager.order_by().values_list(column).annotate(count=Count("pk")).order_by(column)
        lines += _gauge(name, told, [(f'{{{column}="{value}"}}', count) for value, count in rows])
    alive = Worker.objects.filter(heard_at__gte=heard_since()).count()
    lines += _gauge("luoshi_workers", "Workers heard of within the last half minute", [("", alive)])
    return _plain("\n".join(lines) + "\n", kind=PROMETHEUS)


def _is_named(said: str) -> bool:
    try:
        address = ip_address(said)
    except ValueError:
        return False
    return any(address in network for network in settings.LUOSHI_METRICS)


def _gauge(name: str, told: str, values: Iterable[tuple[str, int]]) -> list[str]:
    return [f"# HELP {name} {told}", f"# TYPE {name} gauge", *(f"{name}{labels} {value}" for labels, value in values)]
