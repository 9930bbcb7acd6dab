"""What persons set in the plan in force, so that no newer reading of the same words overwrites it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from luoshi.corrections import PERSON
from luoshi.corrections.targets import signature
from luoshi.plan import Plan, Target, Task
from luoshi_web.intake.queries import draft_of
from luoshi_web.plans import models as plans

Signature = tuple[object, ...]


def taken_out(plan: plans.Plan) -> dict[str, set[Signature]]:
    """Return, by a task's text, the targets that the grammar read there and a person took out or put right."""
    answer: dict[str, set[Signature]] = defaultdict(set)
    for revision in plan.revisions.filter(intake__isnull=False).select_related("intake__jurisdiction"):
        draft = draft_of(revision.intake)
        corrected = {task.text: task for task in draft.plan.tasks}
        for task in draft.as_read.tasks:
            now = corrected.get(task.text)
            if now is not None:
                left = {signature(target, now.text) for target in now.targets}
                answer[task.text] |= {signature(target, task.text) for target in task.targets} - left
    return answer


def keep_what_persons_set(new: Plan, before: Mapping[str, Task], out: Mapping[str, set[Signature]]) -> Plan:
    """Return a newer reading with the targets that persons set, wherever the sentence is the same as it was.

    Where the newer reading has itself been corrected by a person, that one holds.

    Args:
        before: text → the task in force that says it.
        out: what `taken_out` gives.
    """
    return replace(
        new, tasks=tuple(_kept(task, before.get(task.text), out.get(task.text, set())) for task in new.tasks)
    )


def _kept(task: Task, before: Task | None, out: set[Signature]) -> Task:
    if before is None or any(target.rule == PERSON for target in task.targets):
        return task
    own = [replace(target, assessment=None) for target in before.targets if target.rule == PERSON]
    if not own and not out:
        return task
    read = [target for target in task.targets if signature(target, task.text) not in out]
    read = [target for target in read if target.written or not any(_overlap(target, mine) for mine in own)]
    return replace(task, targets=tuple(sorted([*read, *own], key=lambda target: target.span)))


def _overlap(one: Target, other: Target) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
