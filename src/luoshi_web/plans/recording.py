"""Recording one read plan as a revision: tasks, wordings, units, targets, findings, in bulk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from luoshi import grammar
from luoshi import plan as core
from luoshi.contract import column_as_dict, step_as_dict
from luoshi.corrections import PERSON
from luoshi.indicators import indicator_of
from luoshi_web.inserts import insert_rows
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.places.names import UnitsByName
from luoshi_web.plans.figures import Origin
from luoshi_web.plans.models import (
    Duty,
    Finding,
    Indicator,
    IndicatorName,
    Likeness,
    Mention,
    Milestone,
    Plan,
    Revision,
    SourceFile,
    Target,
    Task,
    Wording,
)


@dataclass
class Recorded:
    """The numbers of one revision's rows, so that reports and assessments can point to them.

    All go by a task's key, the targets in their order; `indicators` go by metric. `owners` are units.
    """

    revision: Revision
    tasks: dict[str, int] = field(default_factory=dict)
    wordings: dict[str, int] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    targets: dict[str, list[int]] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)


def record_revision(
    read: core.Plan, plan: Plan, source: SourceFile, *, by: User | None, at: datetime
) -> tuple[Revision, Recorded]:
    """Write the plan's next revision, as it was read; called within a transaction."""
    revision = Revision.objects.create(
        jurisdiction_id=plan.jurisdiction_id,
        plan=plan,
        number=plan.revisions.count() + 1,
        source=source,
        title=read.title,
        as_of=read.as_of,
        year_from=read.year_from,
        columns=[column_as_dict(column) for column in read.columns],
        grammar=grammar.VERSION,
        confirmed_by=by,
        confirmed_at=at,
    )
    recorded = Recorded(revision)
    units = _record_units(read, revision)
    recorded.indicators = _record_indicators(read, plan.jurisdiction)
    recorded.tasks = _record_tasks(read, plan)
    wordings = insert_rows(Wording, _wordings(read, revision, recorded.tasks))
    recorded.wordings = {task.key: wording for task, wording in zip(read.tasks, wordings, strict=True)}
    recorded.owners = {task.key: units[task.lead[0]].pk for task in read.tasks if task.lead}
    insert_rows(Duty, _duties(read, recorded, units))
    _record_targets(read, recorded, by)
    insert_rows(Milestone, _milestones(read, recorded))
    insert_rows(Finding, _findings(read, revision, recorded.tasks))
    return revision, recorded


def _record_units(read: core.Plan, revision: Revision) -> dict[str, Unit]:
    """Find or make the units; the answer goes by every spelling that the table uses."""
    jurisdiction = revision.plan.jurisdiction
    known = UnitsByName(jurisdiction)
    mentioned = {mention.name: mention for mention in read.units}
    spelt = {name for mention in read.units for name in mention.as_written}
    cells = dict.fromkeys(name for task in read.tasks for name in (*task.lead, *task.cooperating))
    found: dict[str, Unit] = {}
    for name in (*mentioned, *(name for name in cells if name not in spelt and name not in mentioned)):
        unit = known.get(name)
        if unit is None:
            kind = mentioned[name].kind if name in mentioned else Unit.Kind.UNIT
            unit = Unit(jurisdiction=jurisdiction, name=name, kind=kind)
            known.add(name, unit)
        found[name] = unit
    Unit.objects.bulk_create({unit.name: unit for unit in found.values() if unit.pk is None}.values())
    written: dict[Unit, list[str]] = {}  # a table may name a unit by its name of before and by that of today
    for mention in read.units:
        written.setdefault(found[mention.name], []).extend(mention.as_written)
    Mention.objects.bulk_create(
        Mention(
            jurisdiction=jurisdiction, revision=revision, unit=unit, position=i, as_written=list(dict.fromkeys(names))
        )
        for i, (unit, names) in enumerate(written.items())
    )
    pairs = ((found[mention.name], known.get(other)) for mention in read.units for other in mention.maybe_same_as)
    Likeness.objects.bulk_create(
        (
            Likeness(jurisdiction=jurisdiction, unit=unit, other=other)
            for unit, other in pairs
            if other is not None and other != unit
        ),
        ignore_conflicts=True,
    )
    return {name: found[m.name] for m in read.units for name in m.as_written} | found


def _record_indicators(read: core.Plan, jurisdiction: Jurisdiction) -> dict[str, int]:
    """Find or make the indicators that stand before the first chapter; their numbers go by metric."""
    rows = {row.name: row for row in Indicator.objects.filter(jurisdiction=jurisdiction)}
    names = {n.name: n.indicator for n in IndicatorName.objects.filter(jurisdiction=jurisdiction).select_related()}
    by_metric: dict[str, Indicator] = {}
    new: list[Indicator] = []
    new_names: list[IndicatorName] = []

    def row_of(metric: str, make: bool) -> Indicator | None:
        known = indicator_of(metric)
        for name in (metric, *(known.names if known else ())):
            if found := rows.get(name) or names.get(name):
                return found
        if not make:
            return None
        polarity = {True: "more", False: "less", None: ""}[known.more_is_better if known else None]
        made = Indicator(
            jurisdiction=jurisdiction, name=metric, polarity=polarity, kind=known.kind.value if known else ""
        )
        rows[metric] = made
        new.append(made)
        others = [name for name in (known.names if known else ()) if name != metric and name not in names]
        names.update(dict.fromkeys(others, made))
        new_names.extend(IndicatorName(jurisdiction=jurisdiction, indicator=made, name=name) for name in others)
        return made

    for task in sorted(read.tasks, key=lambda task: task.chapter != ""):
        for metric in dict.fromkeys(target.metric for target in task.targets):
            if metric and (found := row_of(metric, make=task.chapter == "")):
                by_metric[metric] = found
        for observation in task.observations:
            if found := row_of(observation.metric, make=False):
                by_metric[observation.metric] = found
    Indicator.objects.bulk_create(new)
    IndicatorName.objects.bulk_create(new_names)
    return {metric: row.pk for metric, row in by_metric.items()}


def _record_tasks(read: core.Plan, plan: Plan) -> dict[str, int]:
    known, number = dict(plan.tasks.values_list("key", "pk")), plan.pk
    new = [task.key for task in read.tasks if task.key not in known]
    rows = ({"jurisdiction_id": plan.jurisdiction_id, "plan_id": number, "key": key} for key in new)
    return known | dict(zip(new, insert_rows(Task, rows), strict=True))


def _wordings(read: core.Plan, revision: Revision, tasks: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    number = revision.pk
    for position, task in enumerate(read.tasks):
        yield {
            "jurisdiction_id": revision.jurisdiction_id,
            "revision_id": number,
            "task_id": tasks[task.key],
            "position": position,
            "no": str(task.no),
            "number": task.no if isinstance(task.no, int) else None,
            "chapter": task.chapter,
            "objective": task.objective,
            "part": task.part,
            "year": task.year,
            "text": task.text,
            "due": task.due,
            "leader": task.leader,
            "extra": dict(task.extra),
            "steps": [step_as_dict(step) for step in task.steps],
            "place": task.place.as_dict(),
            "places": {name: place.as_dict() for name, place in task.places.items()},
        }


def _duties(read: core.Plan, recorded: Recorded, units: Mapping[str, Unit]) -> Iterator[dict[str, Any]]:
    for task in read.tasks:
        for role, names in ((Duty.Role.LEAD, task.lead), (Duty.Role.COOPERATING, task.cooperating)):
            for position, name in enumerate(names):
                yield {
                    "jurisdiction_id": recorded.revision.jurisdiction_id,
                    "wording_id": recorded.wordings[task.key],
                    "unit_id": units[name].pk,
                    "role": role.value,
                    "position": position,
                    "as_written": name,
                }


def value_of(member: StrEnum | None) -> str | None:
    """Return what a column keeps of a word of the core: the word alone."""
    return None if member is None else member.value


def reading_columns(reading: core.Target | core.Milestone | core.Observation, by: User | None = None) -> dict[str, Any]:
    """Return the columns that say where something was read, and by which rule or person."""
    by_person = reading.rule == PERSON and by is not None
    columns = {
        "span_start": reading.span.start,
        "span_end": reading.span.end,
        "rule": reading.rule,
        "grammar": grammar.VERSION,
        "origin": Origin.PERSON.value if by_person else Origin.RULE.value,
        "set_by_id": by.pk if by is not None and by_person else None,
    }
    if not isinstance(reading, core.Milestone):
        value = reading.value_span
        columns |= {"value_start": value.start if value else None, "value_end": value.end if value else None}
    return columns


def _record_targets(read: core.Plan, recorded: Recorded, by: User | None) -> None:
    numbers = iter(insert_rows(Target, _targets(read, recorded, by)))
    recorded.targets = {task.key: [next(numbers) for _ in task.targets] for task in read.tasks}


def _targets(read: core.Plan, recorded: Recorded, by: User | None) -> Iterator[dict[str, Any]]:
    for task in read.tasks:
        for position, target in enumerate(task.targets):
            yield {
                "jurisdiction_id": recorded.revision.jurisdiction_id,
                "wording_id": recorded.wordings[task.key],
                "position": position,
                "indicator_id": recorded.indicators.get(target.metric),
                "metric": target.metric,
                "basis": target.basis.value,
                "comparator": value_of(target.comparator),
                "value": target.value,
                "measure": target.measure,
                "value_text": target.value_text,
                "hedge": target.hedge,
                "milestone": value_of(target.milestone),
                "action": target.action,
                "reference": target.reference,
                "scope": target.scope,
                "of": target.of,
                "due": target.due,
                "place": target.place.as_dict() if target.place is not None else None,
                "written": target.written,
                **reading_columns(target, by),
            }


def _milestones(read: core.Plan, recorded: Recorded) -> Iterator[dict[str, Any]]:
    for task in read.tasks:
        for position, milestone in enumerate(task.milestones):
            yield {
                "jurisdiction_id": recorded.revision.jurisdiction_id,
                "wording_id": recorded.wordings[task.key],
                "position": position,
                "kind": milestone.kind.value,
                "object": milestone.object,
                "hedge": milestone.hedge,
                "due": milestone.due,
                **reading_columns(milestone),
            }


def _findings(read: core.Plan, revision: Revision, tasks: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for position, finding in enumerate(read.findings):
        yield {
            "jurisdiction_id": revision.jurisdiction_id,
            "revision_id": revision.pk,
            "task_id": tasks.get(finding.task) if finding.task is not None else None,
            "task_key": finding.task,
            "position": position,
            "code": finding.code,
            "level": finding.level.value,
            "message": finding.message,
            "message_en": finding.message_en,
            "written": finding.written,
            "reckoned": finding.reckoned,
            "field": finding.field,
            "place": finding.place.as_dict(),
            "span_start": finding.span.start if finding.span else None,
            "span_end": finding.span.end if finding.span else None,
        }
