"""What the sheet to be printed says of each report beside its sentence: figures and milestones.

A figure stands in its field, or in the sentence alone; there it is the one that the office's pages judge by.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.pacing import figure_of
from luoshi_web.plans.models import Target, Wording
from luoshi_web.reports.models import Report, ReportVersion
from luoshi_web.reports.queries.milestones import MilestoneStep, steps_of
from luoshi_web.reports.queries.questions import named, targets_of, task_of
from luoshi_web.reports.queries.settlements import for_core, words_of
from luoshi_web.reports.queries.whole import target_rows_of


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One figure: `lack` is the reason why there is none, `in_sentence` that no field has it."""

    name: str
    value_text: str = ""
    lack: str = ""
    in_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    figures: tuple[PrintedFigure, ...]
    steps: tuple[MilestoneStep, ...]


def printed_of(report: Report, version: ReportVersion, wording: Wording) -> Printed:
    """Return what a version says in fields, and of the targets without one what its sentence answers."""
    answered = {answer.target_id: answer for answer in version.answers.all()}
    figures = [
        (answer.target, PrintedFigure(named(answer.target.wording, answer.target), answer.value_text, answer.lack))
        for answer in answered.values()
    ]
    open_ = [row for row in target_rows_of(wording) if row.pk not in answered]
    for row, text in _said(report, version, wording, open_):
        figures.append((row, PrintedFigure(named(wording, row), text, in_sentence=True)))
    figures.sort(key=lambda one: (one[0].span_start, one[0].position))
    # both ends of a range are one figure
    return Printed(
        tuple(dict.fromkeys(figure for _, figure in figures)), tuple(steps_of(version, wording, report.cycle.as_of))
    )


def _said(
    report: Report, version: ReportVersion, wording: Wording, rows: Sequence[Target]
) -> Iterator[tuple[Target, str]]:
    """Yield the targets that the sentence answers, each with its figure as it is written there."""
    if not rows:
        return
    settled = for_core(words_of(version)) if version.settlements.all() else ()
    task, targets = task_of(wording, version.statement, report, settled), targets_of(wording)
    for row in rows:
        if (figure := figure_of(task, targets[row.pk], report.cycle.as_of)) is not None:
            yield row, figure.value_text
