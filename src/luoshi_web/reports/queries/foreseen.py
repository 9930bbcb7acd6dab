"""What a form's rows come to before anything is sent: which figure of the sentence answers which target, and
what it makes of the year's aim, reckoned by the rules that the office's pages go by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi import plan as core
from luoshi.errors import LuoshiError
from luoshi.pacing import figure_of
from luoshi.pacing.comparison import comparable, covered, is_completion
from luoshi.place import Place
from luoshi.plan import Basis
from luoshi_web.plans.models import Wording
from luoshi_web.reports.models import Report
from luoshi_web.reports.queries.questions import Asked, Read, given_in, targets_of

_IN_A_FIELD = (Basis.GROWTH, Basis.RANK, Basis.SHARE, Basis.LEVEL, Basis.PER_CAPITA)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One row of the form.

    Args:
        typed: the sentence's figure as the row's field takes it, in the target's own measure: 19.2;
            empty where the sentence has none for this target.
        read: the same as the sentence writes it: 19.2万方.
        mark: its number among the figures marked in the sentence, from 1; 0 for none.
        differs: the field says something else than the sentence.
        comes_to, comes_to_en: 19.2 / 25 万方 = 76.8%，序时应达75.0%; empty where nothing can be reckoned.
    """

    typed: str = ""
    read: str = ""
    mark: int = 0
    differs: bool = False
    comes_to: str = ""
    comes_to_en: str = ""


def foresee(
    report: Report,
    wording: Wording,
    asked: Sequence[Asked],
    reading: Read,
    statement: str,
    figures: Sequence[Mapping[str, Any]] = (),
) -> dict[int, Foreseen]:
    """Return what each row comes to, by the target's row; a field that is no number counts as empty.

    Args:
        reading: of this statement with these figures.
    """
    targets = targets_of(wording)
    task = core.Task(
        key=report.task.key, no="", chapter="", objective="", text=wording.text, lead=(), cooperating=(),
        statement=statement, claim=reading.claim, place=Place(), targets=tuple(targets.values()),
        observations=reading.observations, settlements=reading.settlements,
    )  # fmt: skip
    given = given_in(asked, wording, figures)
    said = {pk: _come_to(targets[pk], reading.judged.get(pk)) for pk in targets}
    marked = sorted(
        (seen for seen in reading.observations if seen.span.end > seen.span.start), key=lambda one: one.span
    )
    answer = {}
    for one in asked:
        pk = one.target.pk
        figure, field = _read(task, targets[pk], report), given.get(pk)
        typed = _as_typed(one, figure)
        answer[pk] = Foreseen(
            typed=typed,
            read=figure.value_text if figure is not None and typed else "",
            mark=_mark(marked, figure) if figure is not None and typed else 0,
            differs=bool(typed) and field is not None and figure is not None and field.value != figure.value,
            comes_to=said[pk][0],
            comes_to_en=said[pk][1],
        )
    return answer


def _mark(marked: Sequence[core.Observation], figure: core.Observation) -> int:
    """Return a figure's number among those marked in the sentence; 0 for a sum, which stands nowhere as such."""
    spans = [one.value_span for one in marked]
    return spans.index(figure.value_span) + 1 if figure.value_span in spans else 0


def _read(task: core.Task, target: core.Target, report: Report) -> core.Observation | None:
    """Return the sentence's figure of a target for the year so far; what covers single months only is none.

    Nor is one that somebody has to settle first: a field that the page fills is no person's word.
    """
    figure = figure_of(task, target, report.cycle.as_of)
    if target.basis not in _IN_A_FIELD or figure is None or not comparable(figure.measure, target.measure):
        return None
    if is_completion(figure) and target.basis is not Basis.SHARE:
        return None
    period = covered(figure, report.cycle.as_of)
    return figure if period is not None and period.from_january else None


def _as_typed(asked: Asked, figure: core.Observation | None) -> str:
    """Return a figure in the measure that its row asks for; empty where it cannot be written out."""
    if figure is None:
        return ""
    shown = f"{(figure.value / asked.scale).normalize():f}"
    try:
        return shown if asked.value_of(shown) == figure.value else ""
    except LuoshiError:
        return ""


def _come_to(target: core.Target, judged: core.Assessment | None) -> tuple[str, str]:
    """Say of a target what its figure comes to, without the verdict: that is the office's to see and to say."""
    # a parity is held against another task, and without a figure there is nothing to reckon
    if judged is None or judged.reached is None or target.basis is Basis.PARITY:
        return "", ""
    return judged.sentence.split("（规则：")[0], judged.sentence_en.split(" (rule: ")[0]
