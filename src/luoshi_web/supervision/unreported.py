"""Rows without an answer in a cycle that asked for them: no light says what became of them, and why there is none."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from luoshi import plan as core
from luoshi.plan import Light, State
from luoshi.releases import Awaited
from luoshi.words import WAITS
from luoshi_web.plans.models import Wording
from luoshi_web.reports.models import Cycle, CycleStatus, ReportVersion
from luoshi_web.supervision.words import value_words


def not_asked(cycle: Cycle, tasks: Collection[core.Task]) -> frozenset[str]:
    """Return the keys of tasks without a word in a cycle that came with a table in which they do not stand.

    A table that brings some rows of a plan speaks of these; that the others are silent says nothing of their units.
    """
    row = cycle.plan
    if cycle.status != CycleStatus.RECORDED or row.in_force is None or row.in_force.number == 1:
        return frozenset()
    brought = ReportVersion.objects.filter(report__cycle=cycle, number=1, revision__isnull=False).values("revision")
    of_table = Wording.objects.filter(revision__in=brought, kept_from=None).values_list("task__key", flat=True)
    asked = set(of_table)
    if not asked:
        return frozenset()
    return frozenset(task.key for task in tasks if task.key not in asked and not task.statement.strip())


def without_judgement(task: core.Task) -> core.Task:
    """Return a task of which nothing is said: a cycle that did not ask about it is no reason to judge it."""
    targets = tuple(replace(target, assessment=None) for target in task.targets)
    return replace(task, targets=targets, assessment=None)


def without_lights(plan: core.Plan, cycle: Cycle) -> core.Plan:
    """Return a judged plan in which a row without a report in this cycle is a grey 未报.

    The rules call what has a day behind it and no record overdue. Here the record may stand in an earlier cycle, or
    the unit may have done it and not said so yet: only that nobody reported is known. Of an imported table, where
    nobody was asked, the judgement stands as it is; of a row that is not in that table there is none.
    """
    if cycle.status == CycleStatus.RECORDED:
        unasked = not_asked(cycle, plan.tasks)
        kept = tuple(without_judgement(task) if task.key in unasked else task for task in plan.tasks)
        return replace(plan, tasks=kept) if unasked else plan
    return replace(plan, tasks=tuple(_grey(task) if not task.statement.strip() else task for task in plan.tasks))


def _grey(task: core.Task) -> core.Task:
    targets = tuple(
        replace(target, assessment=_unreported(target.assessment, value_words(task, target))) for target in task.targets
    )
    own = task.assessment
    if own is not None and own.decided_by is not None and own.state is State.OVERDUE:
        decisive = targets[own.decided_by].assessment
        own = replace(decisive, decided_by=own.decided_by) if decisive is not None else None
    return replace(task, targets=targets, assessment=_unreported(own))


def _unreported(judged: core.Assessment | None, wanted: str = "") -> core.Assessment | None:
    if judged is None or judged.state is not State.OVERDUE:
        return judged
    day = dict(judged.inputs).get("due", "")
    promised, promised_en = (f"写明“{wanted}”，", f'"{wanted}" is promised, ') if wanted else ("", "")
    return replace(
        judged,
        state=State.NOT_REPORTED,
        light=Light.GREY,
        sentence=f"{promised}应在{day}前完成，这一期没有报。",
        sentence_en=f"{promised_en}due by {day}; nothing was reported.",
        inputs=(),  # other inputs than the red one had: a cycle that was judged so before is judged anew
    )


def with_why(plan: core.Plan, waiting: Collection[str], awaited: Mapping[str, Awaited]) -> core.Plan:
    """Return a plan in which what is not reported says why, where it is known: it waits, or its figures do.

    Args:
        waiting: the keys of tasks that were reported and that the office has not accepted yet.
        awaited: by the keys of tasks, the figures that are not out yet, where nothing else is asked.
    """
    if not waiting and not awaited:
        return plan
    return replace(plan, tasks=tuple(_with_why(task, waiting, awaited) for task in plan.tasks))


def _with_why(task: core.Task, waiting: Collection[str], awaited: Mapping[str, Awaited]) -> core.Task:
    if task.statement.strip() or (task.key not in waiting and task.key not in awaited):
        return task
    comes = None if task.key in waiting else awaited[task.key]
    targets = tuple(replace(target, assessment=_why(target.assessment, comes)) for target in task.targets)
    return replace(task, targets=targets, assessment=_why(task.assessment, comes))


def _why(judged: core.Assessment | None, comes: Awaited | None) -> core.Assessment | None:
    if judged is None or judged.state is not State.NOT_REPORTED:
        return judged
    if comes is None:
        return replace(
            judged,
            rule=WAITS[0],
            sentence="单位已经报了，督查室还没有审。",
            sentence_en="The unit has reported; the supervision office has not looked at it yet.",
        )
    return replace(judged, state=State.AWAITING_DATA, sentence=comes.sentence, sentence_en=comes.sentence_en)
