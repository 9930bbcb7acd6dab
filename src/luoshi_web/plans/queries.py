"""Reading plans: who may see which, and the core's values out of a revision's rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from luoshi import plan as core
from luoshi.place import Place, Span
from luoshi_web.people.rights import Right, Viewer, concerning, demand, may
from luoshi_web.plans.models import (
    Duty,
    Finding,
    FormerKey,
    Likeness,
    Mention,
    Milestone,
    Plan,
    Revision,
    Target,
    Visibility,
    Wording,
)


def visible_plans(user: Viewer) -> list[Plan]:
    """Return the plans that somebody may read, the newest year first."""
    plans = Plan.objects.visible_to(user).filter(in_force__isnull=False)
    return list(
        plans.select_related("jurisdiction", "in_force__source")
        .annotate(task_count=Count("in_force__wordings"))
        .order_by("-year", "jurisdiction__name")
    )


def published_plans() -> QuerySet[Plan]:
    """Return the plans that everybody may read, the newest year first."""
    plans = Plan.objects.filter(visibility=Visibility.PUBLISHED, in_force__isnull=False)
    return plans.select_related("jurisdiction", "in_force").order_by("-year", "jurisdiction__slug")


def plans_beside(user: Viewer, jurisdiction: str) -> list[tuple[int, bool]]:
    """Return the years of a jurisdiction that somebody may read, the newest first, each with whether it is internal."""
    plans = Plan.objects.visible_to(user).filter(in_force__isnull=False, jurisdiction__slug=jurisdiction)
    found = plans.order_by("-year").values_list("year", "visibility")
    return [(year, visibility == Visibility.INTERNAL) for year, visibility in found]


def pages_named(plan: Plan) -> tuple[list[str], list[str]]:
    """Return the keys of a plan's tasks, in the table's order, and the names of the units that have a page."""
    keys = Wording.objects.filter(revision=plan.in_force_id).values_list("task__key", flat=True)
    units = Mention.objects.filter(revision=plan.in_force_id).values_list("unit__name", flat=True)
    return list(keys), list(units)


@dataclass(frozen=True, slots=True)
class TableInForce:
    """A table that rows of a plan in force stand in: the revision that brought it, and the rows by key and text."""

    revision: Revision
    rows: Mapping[str, str]


def tables_in_force(plan: Plan) -> list[TableInForce]:
    """Return the tables that a plan's rows stand in, the one with most rows first: the newest, and what was kept."""
    if plan.in_force is None:
        return []
    by_revision: dict[int, dict[str, str]] = defaultdict(dict)
    for table, key, text in plan.in_force.wordings.values_list("kept_from", "task__key", "text"):
        by_revision[table or plan.in_force.pk][key] = text
    older = plan.revisions.filter(pk__in=by_revision.keys() - {plan.in_force.pk}).select_related("source")
    revisions = [plan.in_force, *(older.order_by("-number") if len(by_revision) > 1 else ())]
    tables = [TableInForce(revision, by_revision[revision.pk]) for revision in revisions]
    tables = [table for table in tables if table.rows] or tables[:1]
    return sorted(tables, key=lambda table: -len(table.rows))


def plan_for(user: Viewer, jurisdiction: str, year: int) -> Plan:
    """Return the plan at an address; 404 for whom it does not concern."""
    plans = Plan.objects.visible_to(user).filter(in_force__isnull=False)
    found = plans.filter(jurisdiction__slug=jurisdiction, year=year).select_related("jurisdiction", "in_force__source")
    plan = found.first()
    if plan is None:
        raise Http404
    return plan


def plan_to_revise(user: Viewer, jurisdiction: str, year: int) -> Plan:
    """Return the plan at an address for whoever may change it: 404 for strangers, 403 for its readers."""
    plans = Plan.objects.filter(concerning(user, Right.READ), in_force__isnull=False)
    found = plans.filter(jurisdiction__slug=jurisdiction, year=year).select_related("jurisdiction", "in_force__source")
    plan = found.first()
    if plan is None:
        raise Http404
    demand(user, Right.REVISE, plan.jurisdiction_id)
    return plan


def lights_for(user: Viewer, plan: Plan) -> bool:
    """Tell whether somebody sees the reckoned lights: the office always, the public where they were turned on."""
    return plan.public_lights or may(user, Right.READ, plan.jurisdiction_id)


def key_of_former(plan: Plan, key: str) -> str | None:
    """Return the key that a task has now, which had this one before."""
    return FormerKey.objects.filter(plan=plan, key=key).values_list("task__key", flat=True).first()


def place_of(columns: dict[str, Any]) -> Place:
    return Place(**columns)


def span_of(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def wordings_of(revision: Revision, *, details: bool = True) -> list[dict[str, Any]]:
    """Return a revision's wordings, in order, as the fields of a core Task, with `pk` and `task_pk` of their rows.

    A long list does without `details`: extra columns, steps, and the place of each field.
    """
    lead, cooperating = _units_by_wording(revision)
    targets, milestones = _targets_by_wording(revision), _milestones_by_wording(revision)
    rows = Wording.objects.filter(revision=revision).values_list(
        "pk", "task_id", "task__key", "no", "number", "chapter", "objective", "part", "year", "text", "due",
        "leader", "place",
        *(("extra", "steps", "places") if details else ()),
    )  # fmt: skip
    answer = []
    for pk, task, key, no, number, chapter, objective, part, year, text, due, leader, place, *rest in rows:
        extra, steps, places = rest if details else ({}, (), {})
        answer.append(
            {
                "pk": pk,
                "task_pk": task,
                "key": key,
                "no": no if number is None else number,
                "chapter": chapter,
                "objective": objective,
                "part": part,
                "year": year,
                "text": text,
                "lead": tuple(lead[pk]),
                "cooperating": tuple(cooperating[pk]),
                "due": due,
                "leader": leader,
                "extra": MappingProxyType(extra),
                "steps": tuple(_step(step) for step in steps),
                "place": place_of(place),
                "places": MappingProxyType({name: place_of(where) for name, where in places.items()}),
                "targets": targets[pk],
                "milestones": tuple(milestones[pk]),
            }
        )
    return answer


def _step(step: dict[str, Any]) -> core.Step:
    return core.Step(
        text=step["text"],
        lead=tuple(step.get("lead", ())),
        cooperating=tuple(step.get("cooperating", ())),
        due=step.get("due"),
        place=place_of(step.get("place", {})),
    )


def _units_by_wording(revision: Revision) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    lead: dict[int, list[str]] = defaultdict(list)
    cooperating: dict[int, list[str]] = defaultdict(list)
    rows = Duty.objects.filter(wording__revision=revision).order_by("wording", "role", "position")
    for wording, role, name in rows.values_list("wording_id", "role", "as_written"):
        (lead if role == Duty.Role.LEAD else cooperating)[wording].append(name)
    return lead, cooperating


def _targets_by_wording(revision: Revision) -> dict[int, list[tuple[int, core.Target]]]:
    """Return, a wording, its targets that no other of the same wording has replaced, each with its row's key."""
    answer: dict[int, list[tuple[int, core.Target]]] = defaultdict(list)
    instead = Target.objects.filter(replaces=OuterRef("pk"), wording=OuterRef("wording"))
    rows = Target.objects.filter(~Exists(instead), wording__revision=revision)
    for (
        pk, wording, metric, basis, comparator, value, measure, start, end, value_start, value_end, value_text, hedge,
        milestone, action, reference, scope, of, due, rule, place, written,
    ) in rows.order_by("wording", "position").values_list(
        "pk", "wording_id", "metric", "basis", "comparator", "value", "measure", "span_start", "span_end",
        "value_start", "value_end", "value_text", "hedge", "milestone", "action", "reference", "scope", "of", "due",
        "rule", "place", "written",
    ):  # fmt: skip
        target = core.Target(
            metric=metric,
            basis=core.Basis(basis),
            comparator=core.Comparator(comparator) if comparator else None,
            value=value,
            measure=measure,
            span=Span(start, end),
            value_span=span_of(value_start, value_end),
            value_text=value_text,
            hedge=hedge,
            milestone=core.MilestoneKind(milestone) if milestone else None,
            action=action,
            reference=reference,
            scope=scope,
            of=of,
            due=due,
            rule=rule,
            place=None if place is None else place_of(place),
            written=written,
        )
        answer[wording].append((pk, target))
    return answer


def _milestones_by_wording(revision: Revision) -> dict[int, list[core.Milestone]]:
    answer: dict[int, list[core.Milestone]] = defaultdict(list)
    instead = Milestone.objects.filter(replaces=OuterRef("pk"), wording=OuterRef("wording"))
    rows = Milestone.objects.filter(~Exists(instead), wording__revision=revision)
    for row in rows.order_by("wording", "position"):
        answer[row.wording_id].append(
            core.Milestone(
                kind=core.MilestoneKind(row.kind),
                object=row.object,
                span=Span(row.span_start, row.span_end),
                hedge=row.hedge,
                due=row.due,
                rule=row.rule,
            )
        )
    return answer


def columns_of(revision: Revision) -> tuple[core.Column, ...]:
    """Return what each column of the table was taken for."""
    return tuple(
        core.Column(
            table=column["table"],
            index=column["index"],
            heading=column["heading"],
            field=column["field"],
            guessed=column.get("guessed", False),
            as_of=date.fromisoformat(column["as_of"]) if column.get("as_of") else None,
        )
        for column in revision.columns
    )


def findings_of(revision: Revision) -> tuple[core.Finding, ...]:
    return tuple(
        core.Finding(
            code=row.code,
            level=core.Level(row.level),
            message=row.message,
            place=place_of(row.place),
            message_en=row.message_en,
            task=row.task_key,
            written=row.written,
            reckoned=row.reckoned,
            field=row.field,
            span=span_of(row.span_start, row.span_end),
        )
        for row in Finding.objects.filter(revision=revision)
    )


def mentions_of(revision: Revision) -> tuple[core.UnitMention, ...]:
    """Return the units that a revision names, with how often each leads and cooperates."""
    leads: dict[int, int] = defaultdict(int)
    cooperates: dict[int, int] = defaultdict(int)
    counted = Duty.objects.filter(wording__revision=revision).values_list("unit_id", "role")
    for unit, role, count in counted.annotate(count=Count("wording", distinct=True)).order_by():
        (leads if role == Duty.Role.LEAD else cooperates)[unit] = count
    alike: dict[int, list[str]] = defaultdict(list)
    proposed = Likeness.objects.filter(unit__mentions__revision=revision, decision=Likeness.Decision.OPEN)
    for unit, name in proposed.order_by("pk").values_list("unit_id", "other__name"):
        alike[unit].append(name)
    rows = Mention.objects.filter(revision=revision).values_list("unit_id", "unit__name", "unit__kind", "as_written")
    return tuple(
        core.UnitMention(
            name=name,
            as_written=tuple(as_written),
            kind=kind,
            maybe_same_as=tuple(alike[unit]),
            leads=leads[unit],
            cooperates=cooperates[unit],
        )
        for unit, name, kind, as_written in rows
    )
