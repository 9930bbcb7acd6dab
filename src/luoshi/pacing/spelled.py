"""A task as it is judged, where that differs from how it is printed.

固定资产投资 | 300亿元以上      goals in cells of their own are written out: 固定资产投资300亿元以上
产值翻两番, 增长3倍             both are a growth of 300%
☑已完成 □推进中              a statement's words whose boxes are not ticked say nothing
依次增长16.2%、12.8%         shares its values out as 分别 does
"""

import operator
from dataclasses import replace

from luoshi.grammar.in_order import in_order
from luoshi.grammar.ticks import as_ticked
from luoshi.pacing.multiples import risen
from luoshi.place import Span
from luoshi.plan import Assessment, Basis, Plan, Target, Task

_MULTIPLES = ("倍", "番")


def spelled_out(plan: Plan) -> Plan:
    """Return the plan with the goals of cells written behind the words, so that their spans point to their numbers.

    A growth in 倍 or 番 is one in per cent, so that each spelling is held against each.
    """
    return replace(plan, tasks=tuple(_task(_in_order(with_ticks(task))) for task in plan.tasks))


def with_ticks(task: Task) -> Task:
    """Return the task without the words of its statement whose boxes are not ticked."""
    read = as_ticked(task.statement)
    return task if read == task.statement else replace(task, statement=read)


def _in_order(task: Task) -> Task:
    text, statement = in_order(task.text), in_order(task.statement)
    same = text == task.text and statement == task.statement
    return task if same else replace(task, text=text, statement=statement)


def _task(task: Task) -> Task:
    if any(target.measure in _MULTIPLES for target in task.targets):
        task = replace(task, targets=tuple(_in_per_cent(task, target) for target in task.targets))
    if not any(target.written for target in task.targets):
        return task
    text, targets = task.text, []
    for target in task.targets:
        if not target.written:
            targets.append(target)
            continue
        mark = "" if text == task.text and text[-1:] not in "。；;！!0123456789%" else "，"
        start = len(text) + len(mark)
        text = f"{text}{mark}{target.written}"
        first = 0 if start <= len(task.text) + len(mark) else start
        targets.append(replace(target, span=Span(first, len(text)), value_span=_number(target, start)))
    return replace(task, text=text, targets=tuple(targets))


def _in_per_cent(task: Task, target: Target) -> Target:
    if target.basis is not Basis.GROWTH or target.value is None or target.measure not in _MULTIPLES:
        return target
    left = task.text[target.span.start : target.value_span.start] if target.value_span is not None else ""
    growth = risen(target.value, target.measure, left, target.of)
    return target if growth is None else replace(target, value=growth, measure="%", of=None)


def _number(target: Target, start: int) -> Span | None:
    at = target.written.find(target.value_text) if target.value_text else -1
    return Span(start + at, start + at + len(target.value_text or "")) if at >= 0 else None


def as_printed(plan: Plan, judged: Plan) -> Plan:
    """Give the assessments of a plan that was spelled out to the plan as it is printed."""
    tasks = []
    for task, other in zip(plan.tasks, judged.tasks, strict=True):
        targets = [
            replace(target, assessment=seen.assessment) if target.written or target.measure in _MULTIPLES else seen
            for target, seen in zip(task.targets, other.targets, strict=True)
        ]
        same = other.text == task.text and all(map(operator.is_, targets, other.targets))
        own = other if same else replace(other, text=task.text, targets=tuple(targets))
        tasks.append(own if own.statement == task.statement else _quoted(own, task.statement))
    return replace(judged, tasks=tuple(tasks))


def _quoted(task: Task, statement: str) -> Task:
    """Quote the statement as it is printed in a task's assessments."""

    def quoted(judged: Assessment | None) -> Assessment | None:
        if judged is None or task.statement not in judged.sentence or not task.statement.strip():
            return judged
        return replace(judged, sentence=judged.sentence.replace(task.statement, statement))

    targets = tuple(replace(target, assessment=quoted(target.assessment)) for target in task.targets)
    return replace(task, statement=statement, targets=targets, assessment=quoted(task.assessment))
