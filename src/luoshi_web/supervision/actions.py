"""Writing assessments: appended once for the same inputs, never updated."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from luoshi import plan as core
from luoshi.checks import CODES, judge_plan
from luoshi.contract import candidate_as_dict, confirmation_as_dict, finding_as_dict
from luoshi_web.inserts import insert_rows
from luoshi_web.plans.models import Plan
from luoshi_web.plans.queries import wordings_of
from luoshi_web.plans.recording import Recorded
from luoshi_web.reports.actions.recording import Statements
from luoshi_web.reports.models import Report
from luoshi_web.reports.queries.audiences import INSIDE, PUBLIC
from luoshi_web.reports.queries.settlements import newest_words
from luoshi_web.supervision.models import Assessment
from luoshi_web.supervision.queries import JudgedPlan, judged_plan
from luoshi_web.supervision.unreported import without_lights


def record_assessments(read: core.Plan, recorded: Recorded, statements: Statements, *, at: datetime) -> None:
    """Append what the figures say of each target and task of a plan, and what its checks found; in a transaction."""
    insert_rows(Assessment, _assessments(read, recorded, statements, at), pass_over=True)


def _assessments(read: core.Plan, recorded: Recorded, statements: Statements, at: datetime) -> Iterator[dict[str, Any]]:
    found, cycle, revision = _found(read), statements.cycle.pk, recorded.revision.pk
    words = newest_words(recorded.revision.plan_id)
    for task in read.tasks:
        version = statements.versions.get(task.key)
        read_from = f"{revision}/{version or ''}/{task.text}/{task.statement}"
        if version in words:  # undone, it is judged as before, and anew
            read_from += f"/{words[version]}"
        given = zip((target.assessment for target in task.targets), recorded.targets[task.key], strict=True)
        for assessment, target in (*given, (task.assessment, None)):
            if assessment is None:
                continue
            yield {
                "jurisdiction_id": statements.cycle.jurisdiction_id,
                "task_id": recorded.tasks[task.key],
                "target_id": target,
                "cycle_id": cycle,
                "state": assessment.state.value,
                "light": assessment.light.value,
                "rule": assessment.rule,
                "version": assessment.version,
                "sentence": assessment.sentence,
                "sentence_en": assessment.sentence_en,
                "provisional": assessment.provisional,
                "expected": assessment.expected,
                "reached": assessment.reached,
                "inputs": [list(pair) for pair in assessment.inputs],
                "unsettled": [str(aspect) for aspect in assessment.unsettled],
                "candidates": [_plain(candidate) for candidate in assessment.candidates],
                "settled_by": confirmation_as_dict(assessment.settled_by),
                "findings": found.get(task.key, []) if target is None else [],
                "inputs_hash": _digest(read_from, assessment),
                "decided_by": assessment.decided_by,
                "reckoned_at": at,
            }


def _found(read: core.Plan) -> dict[str, list[dict[str, Any]]]:
    """Return, a task's key, the findings of the checks: those belong to the statements of one cycle."""
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in read.findings:
        if finding.task is not None and finding.code in CODES:
            found.setdefault(finding.task, []).append(finding_as_dict(finding))
    return found


def assess_again(plan: Plan, recorded: Recorded, *, at: datetime) -> None:
    """Judge a plan by what is reported of it, in each cycle that its pages speak of: the office's and the public's.

    Called within a transaction.
    """
    judged: dict[int, JudgedPlan] = {}
    for audience in (INSIDE, PUBLIC):
        one = judged_plan(plan, lights=False, audience=audience)
        if one.cycle is not None:
            judged.setdefault(one.cycle.pk, one)
    for one in judged.values():
        assert one.cycle is not None
        reports = Report.objects.filter(cycle=one.cycle, accepted__isnull=False).select_related("task")
        versions = {report.task.key: report.accepted_id for report in reports if report.accepted_id is not None}
        judged_now = without_lights(judge_plan(one.plan), one.cycle)
        record_assessments(judged_now, recorded, Statements(one.cycle, versions), at=at)


def assess_cycle(plan: Plan, *, at: datetime) -> None:
    """Judge the plan in force as of the cycles that its pages speak of; called within a transaction.

    What was judged before on the same inputs stays as it is.
    """
    row = Plan.objects.select_related("in_force__source", "jurisdiction").get(pk=plan.pk)
    if row.in_force is None:
        return
    recorded = Recorded(row.in_force)
    for wording in wordings_of(row.in_force, details=False):
        recorded.tasks[wording["key"]] = wording["task_pk"]
        recorded.targets[wording["key"]] = [pk for pk, _ in wording["targets"]]
    assess_again(row, recorded, at=at)


def _plain(candidate: core.Candidate) -> dict[str, Any]:
    """Return a candidate as the contract writes it, its amount as text, so that it stays exact."""
    value = None if candidate.value is None else format(candidate.value, "f")
    return {**candidate_as_dict(candidate), "value": value}


def _digest(read_from: str, assessment: core.Assessment) -> str:
    inputs: list[Any] = [read_from, assessment.inputs, assessment.decided_by]
    if assessment.candidates or assessment.settled_by is not None:
        inputs.append([list(one.span) for one in assessment.candidates])
        inputs.append(confirmation_as_dict(assessment.settled_by))
    return hashlib.sha256(_JSON.encode(inputs).encode()).hexdigest()


_JSON = json.JSONEncoder(ensure_ascii=False)
