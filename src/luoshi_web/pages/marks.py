"""Marks in a sentence: target, milestone, figure, last year's base, and what does not add up.

Every mark is laid over the text as it was read, by code points; the text itself is
escaped piece by piece, so nothing that stands in a table's cell can become markup.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from luoshi.plan import Finding, Level, Observation, Target, Task
from luoshi_web.pages.typography import amount, shown, wide


class Mark(NamedTuple):
    """One stretch of a text: "t" target, "m" milestone, "o" figure, "b" base, "x" does not add up.

    `value` is the part that holds number and unit; `label` is a raised index.
    """

    start: int
    end: int
    kind: str
    value: tuple[int, int] | None = None
    label: str = ""


@lru_cache(maxsize=16384)
def marked(text: str, marks: tuple[Mark, ...]) -> Markup:
    """Lay marks over a text. Where two overlap, the one that begins first stands, values of both are bold."""
    values = sorted({mark.value for mark in marks if mark.value is not None})
    # set as a whole: whether a comma is Chinese depends on what stands beyond the mark
    text = wide(text)
    pieces: list[Markup] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < at or mark.end > len(text) or mark.end <= mark.start:
            continue
        label = Markup("<sup>{}</sup>").format(mark.label) if mark.label else ""
        pieces.append(_with_values(text, at, mark.start, ()))
        pieces.append(
            Markup('<mark class="{}">{}{}</mark>').format(
                mark.kind, _with_values(text, mark.start, mark.end, values), label
            )
        )
        at = mark.end
    pieces.append(_with_values(text, at, len(text), ()))
    return Markup("").join(pieces)


def _with_values(text: str, start: int, end: int, values: Sequence[tuple[int, int]]) -> Markup:
    pieces: list[Markup] = []
    at = start
    for first, last in values:
        if first < at or last > end:
            continue
        pieces += [escape(text[at:first]), amount(text[first:last])]
        at = last
    pieces.append(escape(text[at:end]))
    return Markup("").join(pieces)


def promise(task: Task) -> Markup:
    """Return a task's text with its targets and milestones marked; goals that stand in cells of their own follow it."""
    marks = [Mark(*target.span, "t", _pair(target.value_span)) for target in task.targets if not target.written]
    marks += [Mark(*milestone.span, "m") for milestone in task.milestones]
    beside = "，".join(target.written for target in task.targets if target.written)
    goals = Markup(' <span class="soft">{}</span>').format(beside) if beside else Markup("")
    return marked(task.text, tuple(marks)) + goals


def statement(task: Task, findings: Iterable[Finding] = (), *, numbered: bool = False) -> Markup:
    """Return a task's statement with its figures marked; `numbered` gives each an index to its row."""
    wrong = [
        finding.span
        for finding in findings
        if finding.field in ("statement", None) and finding.span is not None and finding.level is not Level.NOTE
    ]
    marks = []
    for number, seen in enumerate(in_the_sentence(task), 1):
        kind = "b" if seen.base else "o"
        if any(span.start < seen.span.end and seen.span.start < span.end for span in wrong):
            kind = "x"
        marks.append(Mark(*seen.span, kind, _pair(seen.value_span), str(number) if numbered else ""))
    return marked(task.statement, tuple(marks))


def in_the_sentence(task: Task) -> list[Observation]:
    """Return the figures that stand in a statement, as it goes on; those given in fields of their own stand nowhere."""
    return sorted((seen for seen in task.observations if seen.span.end > seen.span.start), key=lambda seen: seen.span)


def _pair(span: tuple[int, int] | None) -> tuple[int, int] | None:
    return None if span is None else (span[0], span[1])


def promised(task: Task, target: Target) -> Markup:
    """Say a target without the metric in front of it: 增长5.6%, 300亿元以上, 与经济增长同步."""
    if target.written:
        return marked(target.written, ())
    start, end = target.span
    text = target.span.of(task.text)
    if target.metric and text.startswith(target.metric):
        start += len(target.metric)
    value = (target.value_span.start - start, target.value_span.end - start) if target.value_span else None
    if value is not None and value[0] < 0:
        return marked(text, ())
    piece = task.text[start:end]
    return marked(piece, (Mark(0, len(piece), "plain", value),)) if value else marked(piece, ())


def wanted(task: Task, target: Target) -> Markup:
    """Say what is asked: the value with what follows it (60家以上), else the promise without its metric."""
    if target.value_span is None:
        return promised(task, target)
    behind = task.text[target.value_span.end : target.span.end]
    return amount(target.value_span.of(task.text)) + shown(behind)
