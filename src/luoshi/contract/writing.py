"""Writing the contract: values of a plan as JSON, in the contract's names."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from importlib.resources import files
from typing import Any

from luoshi.place import Span
from luoshi.plan import (
    Assessment,
    Candidate,
    Claim,
    Column,
    Comparator,
    Confirmation,
    Finding,
    Milestone,
    MilestoneKind,
    Observation,
    Plan,
    Relation,
    Report,
    Step,
    Target,
    Task,
    UnitMention,
)

Json = dict[str, Any]


def schema() -> Json:
    """Return the JSON Schema (2020-12) of the contract, as it ships with the package."""
    text = files("luoshi").joinpath("schema", "plan.schema.json").read_text(encoding="utf-8")
    read: Json = json.loads(text)
    return read


def plan_as_dict(plan: Plan) -> Json:
    """Return the plan in the contract's names, made of dict, list, str, int, float, bool and None.

    A figure that no float holds exactly (more than some fifteen digits) stays a Decimal;
    `plan_as_json` writes it as it is.
    """
    return {
        "title": plan.title,
        "as_of": _day(plan.as_of),
        "year": plan.year,
        "year_from": plan.year_from,
        "source": {"name": plan.source.name, "kind": plan.source.kind, "sha256": plan.source.sha256},
        "tasks": [task_as_dict(task) for task in plan.tasks],
        "units": [_unit(unit) for unit in plan.units],
        "findings": [finding_as_dict(finding) for finding in plan.findings],
        "columns": [column_as_dict(column) for column in plan.columns],
    }


def plan_as_json(plan: Plan, *, indent: int | None = None) -> str:
    """Return the contract as JSON text, without a newline at its end."""
    return dump(plan_as_dict(plan), indent=indent)


def dump(value: Any, *, indent: int | None = None) -> str:
    """Write a value of the contract as JSON, with every Decimal in it digit for digit.

    Raises:
        TypeError: something in it is neither of JSON nor a Decimal.
    """
    # json writes no Decimal as a number, so each goes in as a marked string and its quotes come off again.
    # The mark is one that no text in the value holds: then it stands there twice for each Decimal.
    attempt = 0
    while True:
        mark, figures = f"\ue000{attempt}\ue000", list[Decimal]()
        text = json.dumps(
            value, ensure_ascii=False, indent=indent, allow_nan=False, default=partial(_marked, mark, figures)
        )
        if text.count(mark) == 2 * len(figures):
            return text.replace(f'"{mark}', "").replace(f'{mark}"', "")
        attempt += 1


def _marked(mark: str, figures: list[Decimal], item: object) -> str:
    if not isinstance(item, Decimal):
        raise TypeError(f"not of JSON: {type(item).__name__}")
    figures.append(item)
    return f"{mark}{item:f}{mark}"


def task_as_dict(task: Task) -> Json:
    """Return one task in the contract's names."""
    return {
        "key": task.key,
        "no": task.no,
        "chapter": task.chapter,
        "objective": task.objective,
        "text": task.text,
        "lead": list(task.lead),
        "cooperating": list(task.cooperating),
        "statement": task.statement,
        "phrasing": task.phrasing,
        "claim": str(task.claim),
        "due": task.due,
        "leader": task.leader,
        "extra": dict(task.extra),
        "targets": [target_as_dict(target) for target in task.targets],
        "milestones": [milestone_as_dict(milestone) for milestone in task.milestones],
        "observations": [observation_as_dict(observation) for observation in task.observations],
        "steps": [step_as_dict(step) for step in task.steps],
        "reports": [_report(report) for report in task.reports],
        "relations": [_relation(relation) for relation in task.relations],
        "assessment": assessment_as_dict(task.assessment),
        "place": task.place.as_dict(),
        "places": {name: place.as_dict() for name, place in task.places.items()},
        "part": task.part,
        "year": task.year,
    }


def target_as_dict(target: Target) -> Json:
    """Return one target in the contract's names."""
    return {
        "metric": target.metric,
        "basis": str(target.basis),
        "comparator": _name(target.comparator),
        "value": _number(target.value),
        "value_text": target.value_text,
        "measure": target.measure,
        "hedge": target.hedge,
        "milestone": _name(target.milestone),
        "action": target.action,
        "reference": target.reference,
        "scope": target.scope,
        "of": target.of,
        "due": _day(target.due),
        "span": list(target.span),
        "value_span": _span(target.value_span),
        "rule": target.rule,
        "assessment": assessment_as_dict(target.assessment),
        "place": target.place.as_dict() if target.place is not None else None,
        "written": target.written,
    }


def milestone_as_dict(milestone: Milestone) -> Json:
    """Return one milestone in the contract's names."""
    return {
        "kind": str(milestone.kind),
        "object": milestone.object,
        "hedge": milestone.hedge,
        "due": _day(milestone.due),
        "span": list(milestone.span),
        "rule": milestone.rule,
        "stage": None if milestone.stage is None else str(milestone.stage),
        "reached": _day(milestone.reached),
    }


def observation_as_dict(observation: Observation) -> Json:
    """Return one observation in the contract's names."""
    return {
        "metric": observation.metric,
        "period": None if observation.period is None else str(observation.period),
        "basis": str(observation.basis),
        "comparator": _name(observation.comparator),
        "value": _number(observation.value),
        "value_text": observation.value_text,
        "measure": observation.measure,
        "of": observation.of,
        "scope": observation.scope,
        "base": observation.base,
        "estimated": observation.estimated,
        "approximate": observation.approximate,
        "part_of": observation.part_of,
        "released": _day(observation.released),
        "span": list(observation.span),
        "value_span": list(observation.value_span),
        "rule": observation.rule,
    }


def reading_as_dict(
    targets: Iterable[Target], milestones: Iterable[Milestone], observations: Iterable[Observation], claim: Claim
) -> Json:
    """Return what one sentence was read as, in the contract's names."""
    return {
        "targets": [target_as_dict(target) for target in targets],
        "milestones": [milestone_as_dict(milestone) for milestone in milestones],
        "observations": [observation_as_dict(observation) for observation in observations],
        "claim": str(claim),
    }


def finding_as_dict(finding: Finding) -> Json:
    """Return one finding in the contract's names."""
    return {
        "code": finding.code,
        "level": str(finding.level),
        "message": finding.message,
        "message_en": finding.message_en,
        "task": finding.task,
        "field": finding.field,
        "written": finding.written,
        "reckoned": finding.reckoned,
        "span": _span(finding.span),
        "place": finding.place.as_dict(),
    }


def assessment_as_dict(assessment: Assessment | None) -> Json | None:
    """Return an assessment in the contract's names, None where there is none."""
    if assessment is None:
        return None
    return {
        "state": str(assessment.state),
        "light": str(assessment.light),
        "rule": assessment.rule,
        "version": assessment.version,
        "provisional": assessment.provisional,
        "expected": _number(assessment.expected),
        "reached": _number(assessment.reached),
        "inputs": [{"name": name, "value": value} for name, value in assessment.inputs],
        "decided_by": assessment.decided_by,
        "sentence": assessment.sentence,
        "sentence_en": assessment.sentence_en,
        "unsettled": [str(aspect) for aspect in assessment.unsettled],
        "candidates": [candidate_as_dict(candidate) for candidate in assessment.candidates],
        "settled_by": confirmation_as_dict(assessment.settled_by),
    }


def candidate_as_dict(candidate: Candidate) -> Json:
    return {
        "span": list(candidate.span),
        "value_text": candidate.value_text,
        "value": _number(candidate.value),
        "measure": candidate.measure,
        "why": candidate.why,
        "why_en": candidate.why_en,
    }


def confirmation_as_dict(word: Confirmation | None) -> Json | None:
    """Whose word it was and the day of it, an empty one where nobody kept it."""
    return None if word is None else {"who": str(word.who), "on": _day(word.on) or ""}


def _report(report: Report) -> Json:
    return {
        "as_of": _day(report.as_of),
        "heading": report.heading,
        "statement": report.statement,
        "phrasing": report.phrasing,
        "claim": str(report.claim),
        "observations": [observation_as_dict(observation) for observation in report.observations],
        "problems": report.problems,
        "next_step": report.next_step,
        "place": report.place.as_dict(),
    }


def _relation(relation: Relation) -> Json:
    return {
        "relation": relation.relation,
        "holds": relation.holds,
        "written": relation.written,
        "reckoned": relation.reckoned,
        "sentence": relation.sentence,
        "sentence_en": relation.sentence_en,
        "spans": [list(span) for span in relation.spans],
    }


def step_as_dict(step: Step) -> Json:
    """Return one step in the contract's names."""
    return {
        "text": step.text,
        "lead": list(step.lead),
        "cooperating": list(step.cooperating),
        "due": step.due,
        "place": step.place.as_dict(),
    }


def _unit(unit: UnitMention) -> Json:
    return {
        "name": unit.name,
        "as_written": list(unit.as_written),
        "kind": unit.kind,
        "maybe_same_as": list(unit.maybe_same_as),
        "leads": unit.leads,
        "cooperates": unit.cooperates,
    }


def column_as_dict(column: Column) -> Json:
    """Return one progress column in the contract's names."""
    return {
        "table": column.table,
        "index": column.index,
        "heading": column.heading,
        "field": column.field,
        "guessed": column.guessed,
        "as_of": _day(column.as_of),
    }


def _number(value: Decimal | None) -> int | float | Decimal | None:
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else value


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _name(member: Comparator | MilestoneKind | None) -> str | None:
    return None if member is None else str(member)


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)
