"""Building from the contract: a document of it becomes the plan that it describes."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from sys import intern
from types import MappingProxyType
from typing import Any

from luoshi.cycle import Period
from luoshi.place import Place, Span
from luoshi.plan import (
    Aspect,
    Assessment,
    Basis,
    Candidate,
    Claim,
    Column,
    Comparator,
    Confirmation,
    Finding,
    Level,
    Light,
    Milestone,
    MilestoneKind,
    Observation,
    Plan,
    Relation,
    Report,
    Settler,
    Source,
    Stage,
    State,
    Step,
    Target,
    Task,
    UnitMention,
)

_PLACE_KEYS = {field.name for field in fields(Place)}


def plan_from_dict(given: Mapping[str, Any]) -> Plan:
    """Build the plan that a document of the contract describes.

    What the contract does not require may be absent; what it does not know is passed over.
    Parse the JSON with `parse_float=Decimal` where digits beyond a float's matter.

    Raises:
        KeyError, TypeError, ValueError: a required field is absent or holds something else.
    """
    return plan_from_parts(given, (task_from_dict(task) for task in given["tasks"]))


def plan_from_parts(given: Mapping[str, Any], tasks: Iterable[Task]) -> Plan:
    """Build the plan of a document whose tasks were built already; raises as `plan_from_dict` does."""
    source = given["source"]
    return Plan(
        title=given["title"],
        as_of=_to_day(given["as_of"]),
        year=given.get("year"),
        source=Source(source["name"], source["kind"], source["sha256"]),
        tasks=tuple(tasks),
        units=tuple(_to_unit(unit) for unit in given["units"]),
        findings=tuple(finding_from_dict(finding) for finding in given["findings"]),
        columns=tuple(_to_column(column) for column in given.get("columns", ())),
        year_from=given.get("year_from", ""),
    )


def task_from_dict(given: Mapping[str, Any]) -> Task:
    """Build one task; raises as `plan_from_dict` does."""
    places = {intern(name): _to_place(place) for name, place in given.get("places", {}).items()}
    statement = given["statement"]
    observations = tuple(_to_observation(observation) for observation in given["observations"])
    reports = (_to_report(report, given, statement, observations) for report in given.get("reports", ()))
    return Task(
        key=given["key"],
        no=given["no"],
        chapter=intern(given["chapter"]),
        objective=intern(given["objective"]),
        text=given["text"],
        lead=tuple(map(intern, given["lead"])),
        cooperating=tuple(map(intern, given["cooperating"])),
        statement=statement,
        claim=Claim(given["claim"]),
        place=_to_place(given["place"]),
        due=given.get("due"),
        leader=given.get("leader"),
        extra=MappingProxyType(dict(given.get("extra", {}))),
        targets=tuple(target_from_dict(target) for target in given["targets"]),
        milestones=tuple(_to_milestone(milestone) for milestone in given["milestones"]),
        observations=observations,
        steps=tuple(_to_step(step) for step in given.get("steps", ())),
        reports=tuple(reports),
        relations=tuple(_to_relation(relation) for relation in given.get("relations", ())),
        assessment=_to_assessment(given["assessment"]),
        places=MappingProxyType(places),
        phrasing=given.get("phrasing", ""),
        part=given.get("part", ""),
        year=given.get("year"),
    )


def target_from_dict(given: Mapping[str, Any]) -> Target:
    """Build one target; raises as `plan_from_dict` does."""
    comparator, milestone = given["comparator"], given.get("milestone")
    return Target(
        metric=given["metric"],
        basis=Basis(given["basis"]),
        comparator=None if comparator is None else Comparator(comparator),
        value=_to_decimal(given["value"]),
        measure=_word(given["measure"]),
        span=Span(*given["span"]),
        value_span=_to_span(given.get("value_span")),
        value_text=given.get("value_text"),
        hedge=_word(given["hedge"]),
        milestone=None if milestone is None else MilestoneKind(milestone),
        action=_word(given.get("action")),
        reference=given.get("reference"),
        scope=given.get("scope"),
        of=given.get("of"),
        due=_to_day(given.get("due")),
        rule=intern(given.get("rule", "")),
        assessment=_to_assessment(given.get("assessment")),
        place=Place(**given["place"]) if given.get("place") is not None else None,
        written=given.get("written", ""),
    )


def _to_milestone(given: Mapping[str, Any]) -> Milestone:
    return Milestone(
        kind=MilestoneKind(given["kind"]),
        object=given["object"],
        span=Span(*given["span"]),
        hedge=given.get("hedge"),
        due=_to_day(given.get("due")),
        rule=intern(given.get("rule", "")),
        stage=Stage(given["stage"]) if given.get("stage") else None,
        reached=_to_day(given.get("reached")),
    )


def _to_observation(given: Mapping[str, Any]) -> Observation:
    period, comparator = given["period"], given.get("comparator")
    return Observation(
        metric=given["metric"],
        period=None if period is None else Period.parse(period),
        basis=Basis(given["basis"]),
        value=_exact(given["value"]),
        measure=intern(given["measure"]),
        span=Span(*given["span"]),
        value_span=Span(*given.get("value_span", given["span"])),
        value_text=given.get("value_text") or "",
        comparator=None if comparator is None else Comparator(comparator),
        of=given.get("of"),
        scope=given.get("scope"),
        base=given.get("base", False),
        estimated=given.get("estimated", False),
        approximate=given.get("approximate", False),
        part_of=given.get("part_of"),
        released=_to_day(given.get("released")),
        rule=intern(given.get("rule", "")),
    )


def _to_assessment(given: Mapping[str, Any] | None) -> Assessment | None:
    if given is None:
        return None
    return Assessment(
        state=State(given["state"]),
        light=Light(given["light"]),
        rule=given["rule"],
        version=given["version"],
        sentence=given["sentence"],
        sentence_en=given.get("sentence_en", ""),
        provisional=given["provisional"],
        expected=_to_decimal(given.get("expected")),
        reached=_to_decimal(given.get("reached")),
        inputs=tuple((entry["name"], entry["value"]) for entry in given.get("inputs", ())),
        decided_by=given.get("decided_by"),
        unsettled=tuple(Aspect(aspect) for aspect in given.get("unsettled", ())),
        candidates=tuple(candidate_from_dict(candidate) for candidate in given.get("candidates", ())),
        settled_by=confirmation_from_dict(given.get("settled_by")),
    )


def candidate_from_dict(given: Mapping[str, Any]) -> Candidate:
    return Candidate(
        span=Span(*given["span"]),
        value_text=given["value_text"],
        value=_to_decimal(given.get("value")),
        measure=given.get("measure"),
        why=given["why"],
        why_en=given.get("why_en", ""),
    )


def confirmation_from_dict(given: Mapping[str, Any] | None) -> Confirmation | None:
    if given is None:
        return None
    return Confirmation(Settler(given["who"]), _to_day(given.get("on") or None))


def _to_report(
    given: Mapping[str, Any], of: Mapping[str, Any], statement: str, observations: tuple[Observation, ...]
) -> Report:
    """Build a report; what its task repeats of it, the contract has twice, and it is built and held once."""
    if given["observations"] != of["observations"]:
        observations = tuple(_to_observation(observation) for observation in given["observations"])
    return Report(
        as_of=_to_day(given["as_of"]),
        heading=intern(given["heading"]),
        statement=statement if given["statement"] == statement else given["statement"],
        claim=Claim(given["claim"]),
        observations=observations,
        problems=given.get("problems"),
        next_step=given.get("next_step"),
        place=_to_place(given.get("place", {})),
        phrasing=given.get("phrasing", ""),
    )


def _to_relation(given: Mapping[str, Any]) -> Relation:
    return Relation(
        relation=given["relation"],
        holds=given["holds"],
        written=given.get("written"),
        reckoned=given.get("reckoned"),
        sentence=given.get("sentence", ""),
        sentence_en=given.get("sentence_en", ""),
        spans=tuple(Span(*span) for span in given.get("spans", ())),
    )


def _to_step(given: Mapping[str, Any]) -> Step:
    return Step(
        text=given["text"],
        lead=tuple(given.get("lead", ())),
        cooperating=tuple(given.get("cooperating", ())),
        due=given.get("due"),
        place=_to_place(given.get("place", {})),
    )


def finding_from_dict(given: Mapping[str, Any]) -> Finding:
    """Build one finding of finding_as_dict()."""
    task = given.get("task")
    return Finding(
        code=given["code"],
        level=Level(given["level"]),
        message=given["message"],
        place=_to_place(given["place"]),
        message_en=given.get("message_en", ""),
        task=None if task is None else str(task),
        written=given.get("written"),
        reckoned=given.get("reckoned"),
        field=given.get("field"),
        span=_to_span(given.get("span")),
    )


def _to_unit(given: Mapping[str, Any]) -> UnitMention:
    return UnitMention(
        name=given["name"],
        as_written=tuple(given["as_written"]),
        kind=given.get("kind", "unit"),
        maybe_same_as=tuple(given.get("maybe_same_as", ())),
        leads=given.get("leads", 0),
        cooperates=given.get("cooperates", 0),
    )


def _to_column(given: Mapping[str, Any]) -> Column:
    return Column(
        table=given["table"],
        index=given["index"],
        heading=given["heading"],
        field=given["field"],
        guessed=given.get("guessed", False),
        as_of=_to_day(given.get("as_of")),
    )


def _exact(value: int | float | Decimal) -> Decimal:
    # repr of a float is the shortest text that means it, so 5.6 is Decimal("5.6")
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _to_decimal(value: int | float | Decimal | None) -> Decimal | None:
    return None if value is None else _exact(value)


def _to_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _to_span(given: list[int] | None) -> Span | None:
    return None if given is None else Span(*given)


def _to_place(given: Mapping[str, Any]) -> Place:
    if not _PLACE_KEYS.issuperset(given):
        given = {name: value for name, value in given.items() if name in _PLACE_KEYS}
    if "sheet" in given:
        given = {**given, "sheet": intern(given["sheet"])}
    return Place(**given)


def _word(text: str | None) -> str | None:
    """Return a word that many tasks have, held once for all of them: of 20,000 tasks such words took 40 MB."""
    return None if text is None else intern(text)
