"""Reading a plan with all that is said of it: the core's Plan, built from rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from luoshi import plan as core
from luoshi.checks import CODES, judge_plan
from luoshi.contract import candidate_from_dict, confirmation_from_dict, finding_from_dict
from luoshi.place import Place
from luoshi.plan import Aspect, Claim, Light, State
from luoshi.publishing import for_the_public
from luoshi.releases import Awaited
from luoshi_web.plans import queries as plans
from luoshi_web.plans.models import Plan, Visibility
from luoshi_web.reports.models import Cycle, CycleStatus
from luoshi_web.reports.queries.answers import Answer, Reached, answers_of, latest_cycle, stages_of
from luoshi_web.reports.queries.audiences import INSIDE, PUBLIC, Audience
from luoshi_web.reports.queries.settlements import settled_in
from luoshi_web.reports.queries.silence import awaited_in, waiting_in
from luoshi_web.supervision.models import Assessment
from luoshi_web.supervision.unreported import not_asked, with_why, without_judgement, without_lights

BEHIND = (State.OVERDUE, State.BEHIND)


def behind_since(plan: Plan) -> dict[str, date]:
    """Return, the key of a task that is behind or overdue, the day of the first of the cycles in a row that say so.

    Cycles that the pages of the plan do not speak of yet do not count.
    """
    rows = Assessment.objects.filter(task__plan=plan, target=None, cycle__shown=True, cycle__as_of__isnull=False)
    said: dict[str, dict[date, str]] = {}
    for key, as_of, state in rows.order_by("cycle__as_of", "pk").values_list("task__key", "cycle__as_of", "state"):
        if as_of is not None:
            said.setdefault(key, {})[as_of] = state
    answer = {}
    for key, states in said.items():
        for as_of in reversed(states):
            if states[as_of] not in BEHIND:
                break
            answer[key] = as_of
    return answer


# what is said of a task of which nothing was measured
_UNMEASURED = (
    State.NOT_REPORTED, State.AWAITING_DATA, State.NOT_DUE, State.NO_FIGURE, State.CLAIM_ONLY, State.UNCLEAR,
)  # fmt: skip


def first_measured(plan: Plan) -> dict[str, date]:
    """Return, by a task's key, the day of the first cycle that measured it; before that nobody knows how it stood."""
    rows = Assessment.objects.filter(task__plan=plan, target=None, cycle__shown=True, cycle__as_of__isnull=False)
    rows = rows.exclude(state__in=_UNMEASURED).order_by("-cycle__as_of", "-pk")
    return {key: as_of for key, as_of in rows.values_list("task__key", "cycle__as_of") if as_of is not None}


def last_said(plan: Plan, cycle: Cycle | None) -> dict[str, str]:
    """Return, by a task's key, the state that the newest cycle before this one says of it, where it was reported."""
    rows = Assessment.objects.filter(task__plan=plan, target=None, cycle__shown=True, cycle__as_of__isnull=False)
    if cycle is not None:
        rows = rows.exclude(cycle=cycle)
    rows = rows.exclude(state=State.NOT_REPORTED)
    if cycle is not None and cycle.as_of is not None:
        rows = rows.filter(cycle__as_of__lt=cycle.as_of)
    return dict(rows.order_by("cycle__as_of", "pk").values_list("task__key", "state"))


def unclear_in(cycle: Cycle) -> int:
    """Count the tasks that the pages of a plan show in a cycle with a target that nobody can judge yet."""
    newest: dict[tuple[int, int | None], str] = {}
    rows = Assessment.objects.filter(cycle=cycle).order_by("pk")
    for task, target, state in rows.values_list("task_id", "target_id", "state"):
        newest[task, target] = state
    return len({task for (task, _), state in newest.items() if state == State.UNCLEAR})


def unclear_before(cycle: Cycle, tasks: Collection[str]) -> int:
    """Count which of these tasks, by their keys, have a target that nobody can judge as it lies before the office."""
    judged = [task for task in plan_under_review(cycle).tasks if task.key in tasks]
    return sum(
        any(one.assessment is not None and one.assessment.state is State.UNCLEAR for one in task.targets)
        for task in judged
    )


@dataclass(frozen=True, slots=True)
class JudgedPlan:
    """A plan in force as the core's value, with the row and the cycle that it speaks of.

    `not_asked`: the keys of tasks that this cycle says nothing of because nobody was asked about them.
    `waiting`: the keys of the tasks that were reported in it and wait for the office.
    """

    row: Plan
    cycle: Cycle | None
    plan: core.Plan
    lights: bool
    public: bool = False
    not_asked: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()

    @property
    def unpublished(self) -> bool:
        """Whether the plan is published, and the cycle that this speaks of is not."""
        published = self.row.visibility == Visibility.PUBLISHED
        return published and self.cycle is not None and self.cycle.published_at is None


def judged_plan(
    row: Plan, *, lights: bool, details: bool = True, public: bool = False, audience: Audience | None = None
) -> JudgedPlan:
    """Build the plan in force, with the latest accepted answers of the cycles that its readers are told of.

    For the `public` what is unclear is said to be so, and nothing more. It is told of published cycles, and those who
    work on the plan of closed ones too, where nothing else is asked by `audience`.

    Without `lights` nothing that was reckoned is in it: no assessment, relation or finding. Findings are those of the
    cycle's own statements; before them stand the doubts of reading the table, only for those who work on the plan.
    A long list does without `details`: see `wordings_of`; relations and inputs neither.

    The number of queries does not depend on the number of tasks.
    """
    told_of = audience or (PUBLIC if public else INSIDE)
    cycle = latest_cycle(row, told_of)
    answers = answers_of(row, relations=lights and details, audience=told_of)
    of_targets, of_tasks, found = _assessments(cycle, inputs=details) if lights and cycle else ({}, {}, ())
    # what is judged already is looked up only where somebody's word was part of it
    told = not lights or any(one.settled_by is not None for one in of_targets.values())
    settled = settled_in(row, audience=told_of) if told else {}
    tasks = _tasks(
        row, answers, stages_of(row, audience=told_of), settled, cycle, of_targets, of_tasks, details=details
    )
    doubts = plans.findings_of(row.in_force) if lights and details and not public and row.in_force else ()
    unasked = not_asked(cycle, tasks) if cycle is not None else frozenset()
    tasks = tuple(without_judgement(task) if task.key in unasked else task for task in tasks)
    plan = _plan(row, cycle, tasks, (*(one for one in doubts if one.code not in CODES), *found))
    waiting = waiting_in(cycle) if cycle and any(not task.statement for task in tasks) else frozenset()
    if lights and cycle is not None:
        plan = with_why(plan, waiting, _awaited(plan, cycle))
    return JudgedPlan(
        row, cycle, _confirmed(for_the_public(plan)) if public else plan, lights, public, unasked, waiting
    )


def _awaited(plan: core.Plan, cycle: Cycle) -> dict[str, Awaited]:
    """Return what is awaited of the tasks that nobody reported, by their keys."""
    judged = [task.assessment for task in plan.tasks]
    if not any(one is not None and one.state is State.NOT_REPORTED for one in judged):
        return {}
    found = awaited_in(cycle)
    keys = cycle.reports.filter(pk__in=found).order_by().values_list("pk", "task__key") if found else ()
    return {key: found[pk] for pk, key in keys}


def _confirmed(plan: core.Plan) -> core.Plan:
    """Return a plan in force without what a person was to look at while its table was read."""
    units = tuple(replace(unit, maybe_same_as=()) for unit in plan.units)
    return replace(plan, units=units, columns=tuple(replace(column, guessed=False) for column in plan.columns))


def plan_under_review(cycle: Cycle) -> core.Plan:
    """Judge and check the plan as if all that lies before the office in a cycle were accepted; nothing is kept.

    The rules are those by which accepted reports are judged, so the office sees beforehand what will be said.
    """
    row = cycle.plan
    answers, settled = answers_of(row, reviewed=cycle), settled_in(row, cycle)
    tasks = _tasks(row, answers, stages_of(row, cycle), settled, cycle, {}, {}, details=True)
    plan = _plan(row, cycle, tasks, ())
    return without_lights(judge_plan(plan), cycle)


def _tasks(
    row: Plan,
    answers: dict[int, list[Answer]],
    stages: dict[tuple[int, int], dict[tuple[str, str], Reached]],
    settled: dict[tuple[int, int], tuple[core.Settlement, ...]],
    shown: Cycle | None,
    of_targets: dict[int, core.Assessment],
    of_tasks: dict[int, core.Assessment],
    *,
    details: bool,
) -> tuple[core.Task, ...]:
    """Lay answers and assessments on the wordings in force; only an answer of the cycle `shown` is the statement."""
    assert row.in_force is not None
    tasks = []
    for wording in plans.wordings_of(row.in_force, details=details):
        wording.pop("pk")
        pk = wording.pop("task_pk")
        targets = tuple(
            replace(target, assessment=of_targets[key]) if key in of_targets else target
            for key, target in wording.pop("targets")
        )
        given = answers.get(pk, [])
        latest = next((one for one in reversed(given) if _speaks_of(one[0], shown)), None)
        if "statement" in wording["places"]:
            wording["places"] = _places(wording["places"], latest[1].place if latest else Place())
        if latest and (said := stages.get((pk, latest[0].pk))):
            wording["milestones"] = tuple(_answered(one, said) for one in wording["milestones"])
        tasks.append(
            core.Task(
                **wording,
                targets=targets,
                statement=latest[1].statement if latest else "",
                claim=latest[1].claim if latest else Claim.NONE,
                observations=latest[1].observations if latest else (),
                relations=latest[2] if latest else (),
                phrasing=latest[1].phrasing if latest else "",
                reports=tuple(report for _, report, _ in given),
                assessment=of_tasks.get(pk),
                settlements=settled.get((pk, latest[0].pk), ()) if latest else (),
            )
        )
    return tuple(tasks)


def _speaks_of(answered: Cycle, shown: Cycle | None) -> bool:
    """Tell whether an answer is one of the cycle that is shown: its own, or what an imported table still repeats."""
    if shown is None or answered.pk == shown.pk:
        return shown is not None
    return shown.status == answered.status == CycleStatus.RECORDED


def _places(told: Mapping[str, Place], statement: Place) -> dict[str, Place]:
    """Return where a task's fields stand; its statement only where that came with a table."""
    places = {name: place for name, place in told.items() if name != "statement"}
    return places | {"statement": statement} if statement != Place() else places


def _answered(milestone: core.Milestone, said: dict[tuple[str, str], Reached]) -> core.Milestone:
    stage, day = said.get((milestone.kind.value, milestone.object), (None, None))
    return replace(milestone, stage=stage, reached=day)


def _plan(
    row: Plan, cycle: Cycle | None, tasks: tuple[core.Task, ...], findings: tuple[core.Finding, ...]
) -> core.Plan:
    revision = row.in_force
    assert revision is not None
    source = revision.source
    return core.Plan(
        title=revision.title,
        as_of=cycle.as_of if cycle else revision.as_of,
        year=row.year,
        source=core.Source(source.name, source.kind, source.sha256),
        tasks=tasks,
        units=plans.mentions_of(revision),
        findings=findings,
        columns=plans.columns_of(revision),
        year_from=revision.year_from,
    )


def _assessments(
    cycle: Cycle, *, inputs: bool
) -> tuple[dict[int, core.Assessment], dict[int, core.Assessment], tuple[core.Finding, ...]]:
    """Return the newest assessments of a cycle, a target's row and a task's row, and what was found beside them."""
    found: dict[int, list[dict[str, Any]]] = {}
    of_targets: dict[int, Any] = {}
    of_tasks: dict[int, Any] = {}
    rows = Assessment.objects.filter(cycle=cycle).order_by("pk")
    for (
        task, target, state, light, rule, version, sentence, sentence_en, provisional, expected, reached, decided,
        unsettled, candidates, settled_by, findings, *given,
    ) in rows.values_list(
        "task_id", "target_id", "state", "light", "rule", "version", "sentence", "sentence_en", "provisional",
        "expected", "reached", "decided_by", "unsettled", "candidates", "settled_by", "findings",
        *(("inputs",) if inputs else ()),
    ):  # fmt: skip
        assessment = core.Assessment(
            state=State(state),
            light=Light(light),
            rule=rule,
            version=version,
            sentence=sentence,
            sentence_en=sentence_en,
            provisional=provisional,
            expected=expected,
            reached=reached,
            inputs=tuple((name, value) for name, value in given[0]) if given else (),
            decided_by=decided,
            unsettled=tuple(Aspect(aspect) for aspect in unsettled),
            candidates=tuple(candidate_from_dict(one) for one in candidates),
            settled_by=confirmation_from_dict(settled_by),
        )
        if target is None:
            of_tasks[task] = assessment
            found[task] = findings
        else:
            of_targets[target] = assessment
    return of_targets, of_tasks, tuple(finding_from_dict(one) for told in found.values() for one in told)
