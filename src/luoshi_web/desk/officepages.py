"""What the office's pages of the desk show, gathered from the rooms below."""

from typing import Any

from django.utils import timezone

from luoshi_web.desk.pages import promised, reading_of
from luoshi_web.plans.models import Plan, Unit
from luoshi_web.reports import worklists
from luoshi_web.reports.asking import previous_statement, wording_of
from luoshi_web.reports.models import Cycle, CycleStatus, Report, ReportState


def cycles_of(plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "cycles": list(plan.cycles.order_by("-position"))}


def cycle_page(cycle: Cycle) -> dict[str, Any]:
    at = timezone.now()
    queue = list(worklists.to_review(cycle))
    return {
        "cycle": cycle,
        "plan": cycle.plan,
        "open": cycle.status == CycleStatus.OPEN,
        "board": worklists.board_of(cycle, at),
        "rates": worklists.rates_of(cycle, at),
        "silent": worklists.silent(cycle),
        "queue": queue,
        "texts": worklists.texts_of(queue),
        "slow": worklists.waiting_too_long(cycle, at).count(),
        "exemptions": list(cycle.exemptions.select_related("unit", "by")),
    }


def review_page(report: Report) -> dict[str, Any]:
    """One report beside the queue that it stands in."""
    wording = wording_of(report)
    version = report.current
    queue = list(worklists.to_review(report.cycle))
    statement = version.statement if version else ""
    return {
        "report": report,
        "cycle": report.cycle,
        "plan": report.cycle.plan,
        "wording": wording,
        "promise_marked": promised(wording),
        "version": version,
        "answers": list(version.answers.select_related("target")) if version else [],
        "previous": previous_statement(report),
        "contributions": list(report.contributions.select_related("unit", "current")),
        "queue": queue,
        "texts": worklists.texts_of(queue),
        "others": list(Unit.objects.filter(jurisdiction=report.cycle.plan.jurisdiction_id).order_by("name")),
        "decidable": report.state in (ReportState.SUBMITTED, ReportState.SIGNED),
        "accepted": report.state == ReportState.ACCEPTED,
        **reading_of(report, statement),
    }
