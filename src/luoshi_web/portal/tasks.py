"""One task's page: its sentence, its three verdicts, its figures, the arithmetic, and where it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.pacing.comparison import covered
from luoshi.pacing.matching import figure_of
from luoshi.plan import Assessment, Basis, Level, Observation, Report, State, Target, Task
from luoshi.words import STAGES
from luoshi_web.pages import charts
from luoshi_web.pages.howread import HowRead, how_read
from luoshi_web.pages.lamps import Lamp, in_english, lamp_of
from luoshi_web.pages.marks import statement, wanted
from luoshi_web.pages.reported import Listed, figures_of, name_of
from luoshi_web.portal.comparison import Comparison, comparison, side_by_side
from luoshi_web.supervision.board import Board, UnitStanding
from luoshi_web.supervision.words import as_of_words, claim_words, cycle_words, said_whole

_ROUNDED = Decimal("0.05")  # per cent
ON_PAPER = 3  # reports of a task's history that are printed

BASES = {
    Basis.LEVEL: ("量", "amount"),
    Basis.GROWTH: ("增速", "growth"),
    Basis.SHARE: ("占比", "share"),
    Basis.RANK: ("位次", "rank"),
    Basis.PER_CAPITA: ("人均", "per head"),
    Basis.PARITY: ("同步", "parity"),
    Basis.TREND: ("走向", "direction"),
    Basis.BREAKTHROUGH: ("突破", "breakthrough"),
}

RELATIONS = {
    "sum": ("各项相加", "sum of parts"),
    "share": ("占比", "share"),
    "growth": ("增速", "growth"),
    "difference": ("相差", "difference"),
    "completion": ("完成率", "completion"),
    "part_of": ("部分不大于整体", "part within whole"),
}


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target with the figure that answers it, its lamp and its sentence.

    `earlier` is the figure of the last report where this cycle has none.
    """

    target: Target
    basis: str
    latest: Observation | None
    period: str
    judged: Assessment | None
    lamp: Lamp | None
    sentence: str
    chart: Markup
    wanted: Markup
    read: HowRead | None = None
    earlier: Observation | None = None
    earlier_period: str = ""

    @property
    def name(self) -> str:
        return name_of(self.target)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of the statement, numbered as its mark is; 0 where it stands in a field of its own alone."""

    number: int
    metric: str
    basis: str
    value: str
    period: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in a task's history, with the figures that answer the targets there.

    Args:
        older: it is left out on paper, which says so.
    """

    report: Report
    figures: tuple[tuple[str, str], ...]
    older: bool


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """How far a milestone is, as its unit chose it, and the day of it."""

    words: str
    stage: str
    day: date | None


def _milestone_lines(task: Task) -> list[MilestoneLine]:
    """Return the milestones that the latest report answered."""
    return [
        MilestoneLine(one.span.of(task.text), STAGES[one.stage][1 if in_english() else 0], one.reached)
        for one in task.milestones
        if one.stage is not None
    ]


def task_page(board: Board, row: UnitStanding) -> dict[str, Any]:
    task = row.task
    position = board.rows.index(row)
    checking = _still_checked(board, task)
    # what is said of the figures, and how they are called, would give away which of them may be meant
    findings = (
        [one for one in board.findings(task) if one.level is not Level.NOTE] if checking else board.findings(task)
    )
    targets = [_target_line(board, row, target) for target in task.targets]
    chart, compared = _comparison(board, row)
    return {
        "line": row,
        "task": task,
        "chapter": next(chapter for chapter in board.chapters if chapter.index == row.chapter),
        "before": board.rows[position - 1] if position else None,
        "after": board.rows[position + 1] if position + 1 < len(board.rows) else None,
        "claim": claim_words(task.claim),
        "findings": [finding for finding in findings if finding.level is not Level.NOTE],
        "notes": [finding for finding in findings if finding.level is Level.NOTE],
        "targets": targets,
        "reported": _history(board, task, targets, checking=checking),
        "milestones": _milestone_lines(task),
        "checking": checking,
        "figures": [] if checking else [_figure_line(listed) for listed in figures_of(task, board.plan.as_of)],
        "figure_count": len(figures_of(task, board.plan.as_of)),
        "last": board.last_report(task),
        "said_on": board.said_on(task),
        "chart": chart,
        "compared": compared,
        "place_read": task.places.get("statement") or task.places.get("text") or task.place,
        "sentence": said_whole(task.assessment),
        "doubted": '<mark class="x"' in statement(task, findings),
        "relation_words": {name: words[1 if in_english() else 0] for name, words in RELATIONS.items()},
        "cycle_words": cycle_words,
        "as_of_words": as_of_words,
        "claim_words": claim_words,
    }


def _history(board: Board, task: Task, targets: Sequence[TargetLine], *, checking: bool) -> list[ReportLine]:
    """Return what was reported of a task, cycle by cycle; no figures while the public may not know which is meant."""
    now = next((one for one in reversed(task.reports) if one.statement == task.statement), None)
    lines = []
    for position, report in enumerate(task.reports):
        figures = []
        for line in () if checking else targets:
            seen = line.latest if report is now else board.figure_in(report, task, line.target)
            if seen is not None:
                figures.append((line.name, seen.value_text))
        lines.append(ReportLine(report, tuple(figures), position < len(task.reports) - ON_PAPER))
    return lines


def _still_checked(board: Board, task: Task) -> bool:
    """Tell whether the public reads that a task is still being checked, and nothing of what it may come to."""
    return board.judged.public and any(map(_unclear, (task.assessment, *(one.assessment for one in task.targets))))


def _unclear(judged: Assessment | None) -> bool:
    return judged is not None and judged.state is State.UNCLEAR


def _comparison(board: Board, row: UnitStanding) -> tuple[Markup, Target | None]:
    """Draw the first target that has a level to compare with; nothing while it is open which figure is meant."""
    for target in row.task.targets:
        if _unclear(target.assessment):
            continue
        if drawn := comparison(row.task, target, board.plan.as_of):
            return side_by_side(drawn, _due_by_now(drawn, target.assessment)), target
    return Markup(""), None


def _due_by_now(drawn: Comparison, judged: Assessment | None) -> Decimal | None:
    """Return the share of a target, in per cent, that was to be reached by now; None where nothing is pro rata.

    An assessment that is taken from another target, or rests on another figure than the one drawn, says none of it.
    """
    pair = charts.shares(drawn.target, judged)
    assert drawn.target.value is not None
    if pair is None or abs(100 * drawn.now.value / drawn.target.value - pair[0]) > _ROUNDED:
        return None
    return pair[1]


def _target_line(board: Board, row: UnitStanding, target: Target) -> TargetLine:
    judged = target.assessment
    latest = figure_of(row.task, target, board.plan.as_of) if judged is None or judged.reached is not None else None
    period = charts.period_words(covered(latest, board.plan.as_of), board.plan.year) if latest else ""
    chart = Markup("")
    if judged is not None and judged.reached is not None and judged.expected is not None:
        plot = charts.plotted(target, judged)
        if plot == "growth":
            axis = charts.Axis.over([judged.reached, judged.expected])
            chart = charts.growth(axis, judged.reached, judged.expected)
        elif plot == "share":
            chart = charts.share(judged.reached, judged.expected)
    sentence = said_whole(judged)
    last = board.last_report(row.task)
    earlier = board.figure_in(last, row.task, target) if last else None
    return TargetLine(
        target,
        BASES[target.basis][1 if in_english() else 0],
        latest,
        period,
        judged,
        lamp_of(judged),
        sentence,
        chart,
        wanted(row.task, target),
        how_read(row.task, target, board.plan.as_of, board.plan.year, public=board.judged.public),
        earlier,
        charts.period_words(covered(earlier, last.as_of), board.plan.year) if earlier and last else "",
    )


def _figure_line(listed: Listed) -> FigureLine:
    seen = listed.seen
    notes = [
        _("填在格子里的") if not listed.number else "",
        _("去年基数") if seen.base else "",
        _("预计") if seen.estimated else "",
        _("约数") if seen.approximate else "",
        _("%(whole)s的一部分") % {"whole": seen.part_of} if seen.part_of else "",
    ]
    share = _("占")
    of = f"（{share}{seen.of}）" if seen.of and seen.basis is Basis.SHARE else ""
    return FigureLine(
        number=listed.number,
        metric=listed.name + of,
        basis=BASES[seen.basis][1 if in_english() else 0],
        value=seen.value_text,
        period=charts.period_words(seen.period, None) if seen.period else "",
        note=_("，").join(note for note in notes if note),
    )
