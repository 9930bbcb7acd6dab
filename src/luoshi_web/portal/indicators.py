"""The indicators' page: each with its target, latest figure, period, plot and sentence."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from luoshi.pacing.comparison import covered
from luoshi.pacing.matching import figure_of
from luoshi.plan import Assessment, Observation, State, Target, Task
from luoshi_web.pages import charts
from luoshi_web.pages.lamps import SHOWN, Lamp, lamp_of
from luoshi_web.pages.marks import promised
from luoshi_web.supervision.board import Board, UnitStanding
from luoshi_web.supervision.words import cycle_words, sentence_of


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator. `plot` is "growth", "share" or empty where nothing is drawn.

    `earlier` is the figure of the last report where this cycle has none, and `reported` says of which cycle,
    `earlier_period` of which months it is.
    """

    row: UnitStanding
    target: Target
    promised: Markup
    lamp: Lamp | None
    latest: Observation | None
    period: str
    judged: Assessment | None
    plot: str
    chart: Markup
    cells: Markup
    earlier: Observation | None
    earlier_period: str
    reported: str

    @property
    def task(self) -> Task:
        return self.row.task

    @property
    def sentence(self) -> str:
        return sentence_of(self.judged)

    @property
    def expected(self) -> str:
        return self._shown(self.judged.expected) if self.judged else ""

    @property
    def reached(self) -> str:
        return self._shown(self.judged.reached) if self.judged else ""

    def _shown(self, value: Decimal | None) -> str:
        if value is None or not self.plot:
            return ""
        return (charts.points(value) if self.plot == "growth" else charts.share_points(value)) + "%"


def indicator_lines(board: Board) -> dict[str, Any]:
    """Return what the page needs: a line a target, one axis for all growth rates, and the counts."""
    pairs = [(row, target) for row in board.indicators for target in row.task.targets]
    grown = [
        value
        for row, target in pairs
        if (judged := _judged(row, target)) and charts.plotted(target, judged) == "growth"
        for value in (judged.reached, judged.expected)
        if value is not None
    ]
    axis = charts.Axis.over(grown)
    lines = [_line(board, row, target, axis) for row, target in pairs]
    states = Counter(line.judged.state for line in lines if line.judged)
    return {
        "lines": lines,
        "axis": axis if grown else None,
        "counts": [(state, board.state_word(state), states[state]) for state in SHOWN if states[state]],
        "awaiting": State.AWAITING_DATA,
    }


def _judged(row: UnitStanding, target: Target) -> Assessment | None:
    """Return what is said of one target; the task's own where it has no other."""
    return target.assessment or (row.task.assessment if len(row.task.targets) == 1 else None)


def _line(board: Board, row: UnitStanding, target: Target, axis: charts.Axis) -> IndicatorLine:
    judged = _judged(row, target)
    latest = figure_of(row.task, target, board.plan.as_of)
    if judged is not None and judged.reached is None:
        latest = None
    months = covered(latest, board.plan.as_of) if latest else None
    period = charts.period_words(months, board.plan.year)
    plot = charts.plotted(target, judged)
    last = board.last_report(row.task)
    earlier = board.figure_in(last, row.task, target) if last else None
    chart = Markup("")
    if plot and judged is not None and judged.reached is not None and judged.expected is not None:
        reached, expected = judged.reached, judged.expected
        chart = charts.growth(axis, reached, expected) if plot == "growth" else charts.share(reached, expected)
    return IndicatorLine(
        row=row,
        target=target,
        promised=promised(row.task, target),
        lamp=lamp_of(judged),
        latest=latest,
        period=period,
        judged=judged,
        plot=plot,
        chart=chart,
        cells=charts.months(months, period) if months and months.year == board.plan.year else Markup(""),
        earlier=earlier,
        earlier_period=charts.period_words(covered(earlier, last.as_of), board.plan.year) if earlier and last else "",
        reported=cycle_words(last) if last else "",
    )
