"""One task's page: its sentence, its three verdicts, its figures, the arithmetic, and where it was read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.pacing.figures import covered
from luoshi.pacing.matching import figure_of
from luoshi.plan import Assessment, Basis, Level, Observation, Report, Target
from luoshi_web.pages import charts
from luoshi_web.pages.howread import HowRead, how_read
from luoshi_web.pages.lamps import Lamp, in_english, lamp_of
from luoshi_web.pages.marks import statement, wanted
from luoshi_web.portal.comparison import comparison, side_by_side
from luoshi_web.supervision.board import Board, Row
from luoshi_web.supervision.words import as_of_words, claim_words, said_whole

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
    """One target with the figure that answers it, its lamp and its sentence."""

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

    @property
    def name(self) -> str:
        """What is measured, with the verb where that tells targets of one metric apart: 续建公园."""
        action, metric = self.target.action or "", self.target.metric or "—"
        return metric if metric.startswith(action) else action + metric


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of the statement, numbered as its mark is."""

    number: int
    metric: str
    basis: str
    value: str
    period: str
    note: str


def task_page(board: Board, row: Row) -> dict[str, Any]:
    task = row.task
    position = board.rows.index(row)
    findings = board.findings(task)
    places = {name: place for name, place in task.places.items() if name in ("text", "statement")}
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
        "figures": [_figure_line(board, number, seen) for number, seen in _in_order(task.observations)],
        "chart": chart,
        "compared": compared,
        "place_read": places.get("statement") or places.get("text") or task.place,
        "sentence": said_whole(task.assessment),
        "doubted": '<mark class="x"' in statement(task, findings),
        "relation_words": {name: words[1 if in_english() else 0] for name, words in RELATIONS.items()},
        "cycle_words": cycle_words,
        "claim_words": claim_words,
    }


def cycle_words(report: Report) -> str:
    """Say which cycle a report answers: as printed, else by its date."""
    if report.heading and not in_english():
        return report.heading.removesuffix("完成情况") or report.heading
    return as_of_words(report.as_of) or report.heading


def _in_order(observations: tuple[Observation, ...]) -> list[tuple[int, Observation]]:
    return list(enumerate(sorted(observations, key=lambda seen: seen.span), 1))


def _comparison(board: Board, row: Row) -> tuple[Markup, Target | None]:
    """Draw the first target that has a level to compare with."""
    for target in row.task.targets:
        if drawn := comparison(row.task, target, board.plan.as_of):
            judged = target.assessment
            return side_by_side(drawn, judged.expected if judged else None), target
    return Markup(""), None


def _target_line(board: Board, row: Row, target: Target) -> TargetLine:
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
    )


def _figure_line(board: Board, number: int, seen: Observation) -> FigureLine:
    notes = [
        _("去年基数") if seen.base else "",
        _("预计") if seen.estimated else "",
        _("约数") if seen.approximate else "",
        _("%(whole)s的一部分") % {"whole": seen.part_of} if seen.part_of else "",
    ]
    of = f"（{_('占')}{seen.of}）" if seen.of and seen.basis is Basis.SHARE else ""
    return FigureLine(
        number=number,
        metric=(seen.metric or "—") + of,
        basis=BASES[seen.basis][1 if in_english() else 0],
        value=seen.value_text,
        period=charts.period_words(seen.period, None) if seen.period else "",
        note=_("，").join(note for note in notes if note),
    )
