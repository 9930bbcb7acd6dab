"""Writing plans: a file becomes the revision in force, in one transaction or not at all."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.plan import Plan as ReadPlan
from luoshi.reading import read_plan
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.contents import contents_of_revision
from luoshi_web.plans.models import Plan, Revision, SourceContent, SourceFile, Visibility
from luoshi_web.plans.originals import decide, given_out
from luoshi_web.plans.recording import record_revision
from luoshi_web.reports.actions.recording import record_statements
from luoshi_web.reports.contents import contents_of_statements
from luoshi_web.supervision.actions import record_assessments
from luoshi_web.trail.actions import record
from luoshi_web.trail.contents import contents_of


class AnotherPlanInForce(LuoshiError):
    """The year already has a plan from another file; a revision of it has to be confirmed row by row."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: `changed` is False where the same file was already in force."""

    plan: Plan
    revision: Revision
    changed: bool


def import_plan(
    data: bytes,
    name: str,
    *,
    jurisdiction: Jurisdiction,
    year: int | None = None,
    by: User | None = None,
    publish: bool = False,
    lights: bool = False,
    title: str = "",
    url: str = "",
    published_on: str = "",
    at: datetime | None = None,
) -> Imported:
    """Read a file and put it in force as the plan of its year.

    Nothing of it is kept unless all of it is; the file that is in force already changes
    nothing but, where asked, that the plan is now published.

    Args:
        year: where the caller knows it better than the file does.
        lights: with `publish`, whether the public sees the reckoned lights.
        published_on: when its source published it, as far as known: 2025-07.

    Raises:
        LuoshiError: the file cannot be read, holds no task, or another file is in force.
    """
    at = at or timezone.now()
    sha256 = hashlib.sha256(data).hexdigest()
    present = _in_force(jurisdiction, year, sha256) if year else None
    read = None if present else read_plan(data, name, year=year)
    with transaction.atomic():
        if present is None:
            assert read is not None
            plan, changed = _put_in_force(read, data, sha256, jurisdiction, by, title, url, published_on, at)
        else:
            plan, changed = Plan.objects.select_for_update().get(pk=present.pk), False
        was = _shown(plan)
        if publish and (plan.visibility != Visibility.PUBLISHED or plan.public_lights != lights):
            plan.visibility, plan.public_lights = Visibility.PUBLISHED, lights
            plan.published_at = plan.published_at or at
            plan.save(update_fields=["visibility", "public_lights", "published_at"])
            _record_visibility(plan, was, by=by, at=at)
    assert plan.in_force is not None
    return Imported(plan, plan.in_force, changed)


def _in_force(jurisdiction: Jurisdiction, year: int, sha256: str) -> Plan | None:
    """Return the plan of that year where this very file is in force: it need not be read again."""
    return Plan.objects.filter(jurisdiction=jurisdiction, year=year, in_force__source__sha256=sha256).first()


def _put_in_force(
    read: ReadPlan,
    data: bytes,
    sha256: str,
    jurisdiction: Jurisdiction,
    by: User | None,
    title: str,
    url: str,
    published_on: str,
    at: datetime,
) -> tuple[Plan, bool]:
    plan = _plan_of_year(read, jurisdiction, title)
    if plan.in_force is not None and plan.in_force.source.sha256 == sha256:
        return plan, False
    source, new = SourceFile.objects.get_or_create(
        jurisdiction=jurisdiction,
        sha256=sha256,
        defaults={
            "name": read.source.name,
            "kind": read.source.kind,
            "size": len(data),
            "url": url,
            "published_on": published_on,
            "uploaded_by": by,
            "uploaded_at": at,
        },
    )
    if new:
        SourceContent.objects.create(jurisdiction=jurisdiction, source=source, data=data)
    _record_first(read, plan, source, by, at)
    return plan, True


def put_first_in_force(read: ReadPlan, source: SourceFile, *, by: User | None, at: datetime) -> Imported:
    """Put a plan that was read, and corrected, in force as the first of its year; called within a transaction.

    Raises:
        AnotherPlanInForce: the year has a plan in force.
        LuoshiError: the plan's year is not known.
    """
    plan = _plan_of_year(read, source.jurisdiction, "")
    return Imported(plan, _record_first(read, plan, source, by, at), changed=True)


def _plan_of_year(read: ReadPlan, jurisdiction: Jurisdiction, title: str) -> Plan:
    if read.year is None:
        raise LuoshiError(
            "看不出这是哪一年的计划，请写明年份。",
            "The file does not say which year's plan it is; please give the year.",
        )
    defaults = {"title": title or read.title or ""}
    plans = Plan.objects.select_for_update()
    return plans.get_or_create(jurisdiction=jurisdiction, year=read.year, defaults=defaults)[0]


def _record_first(read: ReadPlan, plan: Plan, source: SourceFile, by: User | None, at: datetime) -> Revision:
    if plan.in_force is not None:
        raise AnotherPlanInForce(
            f"{plan.jurisdiction.name}{plan.year}年已有生效的任务表（{plan.in_force.source.name}）。计划没有改动。",
            f"{plan.jurisdiction.name} already has a plan of {plan.year} in force ({plan.in_force.source.name}). "
            "Nothing was changed.",
        )
    revision, recorded = record_revision(read, plan, source, by=by, at=at)
    statements = record_statements(read, revision, recorded, by=by, at=at)
    record_assessments(read, recorded, statements, at=at)
    plan.in_force = revision
    plan.save(update_fields=["in_force"])
    record(
        "revision.in_force",
        plan.jurisdiction_id,
        by=by,
        at=at,
        objects={"plan": plan, "revision": revision, "source": source.sha256},
        replaced={"revision": None},
        contents=chain(contents_of_revision(revision), contents_of_statements(revision)),
    )
    return revision


def set_visibility(
    plan: Plan,
    visibility: Visibility,
    *,
    lights: bool = False,
    original: bool | None = None,
    by: User | None = None,
    at: datetime,
) -> None:
    """Publish a plan in force, or take it back; `lights`: the public sees the reckoned lights.

    The day of the first publication stays.

    Args:
        original: whether the public gets the file as it came; None leaves that as it is.

    Raises:
        LuoshiError: nothing is in force that could be published.
    """
    with transaction.atomic():
        row = Plan.objects.select_for_update().get(pk=plan.pk)
        if visibility == Visibility.PUBLISHED and row.in_force is None:
            raise LuoshiError("还没有生效的任务表，不能公开。", "No plan is in force that could be published.")
        was = _shown(row)
        row.visibility = visibility
        row.public_lights = lights and visibility == Visibility.PUBLISHED
        row.published_at = row.published_at or (at if visibility == Visibility.PUBLISHED else None)
        row.save(update_fields=["visibility", "public_lights", "published_at"])
        if original is not None and row.in_force is not None and visibility == Visibility.PUBLISHED:
            decide(row.in_force.source, original)
        _record_visibility(row, was, by=by, at=at)


def _shown(plan: Plan) -> dict[str, Any]:
    """Return what of a plan everybody sees: the plan, its lights, the file as it came."""
    return {
        "visibility": str(plan.visibility),
        "public_lights": plan.public_lights,
        "original": plan.visibility == Visibility.PUBLISHED and given_out(plan),
    }


def _record_visibility(plan: Plan, was: dict[str, object], *, by: User | None, at: datetime) -> None:
    now = _shown(plan)
    if now != was:
        act = "plan.published" if plan.visibility == Visibility.PUBLISHED else "plan.taken_back"
        shown = contents_of("revision", [plan.in_force_id] if plan.in_force_id else [])
        record(act, plan.jurisdiction_id, by=by, at=at, objects={"plan": plan, **now}, replaced=was, contents=shown)
