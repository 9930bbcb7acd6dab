"""Targets as a person sets them: the words are found in the text, the figure is read by the grammar."""

from dataclasses import replace
from datetime import date

from luoshi.corrections.kinds import PERSON, CorrectionRefused
from luoshi.grammar import read_promise
from luoshi.place import Span
from luoshi.plan import Basis, Comparator, MilestoneKind, Target

_WITHOUT_FIGURE = frozenset((Basis.PARITY, Basis.TREND, Basis.BREAKTHROUGH))


def target_in(
    text: str,
    words: str,
    *,
    metric: str = "",
    basis: Basis | None = None,
    comparator: Comparator | None = None,
    value_text: str = "",
    milestone: MilestoneKind | None = None,
    reference: str = "",
    due: date | None = None,
    near: Span | None = None,
) -> Target:
    """Return the target that `words` of a task's text set, as a person says.

    What is left out is taken from the grammar's own reading of the words, as far as it reads them.

    Args:
        words: a stretch of `text`, as it stands there; the one nearest to `near` where it stands several times.
        value_text: number and unit, 300亿元, as they stand within `words`; "" where the target has no figure.

    Raises:
        CorrectionRefused: the words do not stand in the text, or the figure not in the words, or it is none.
    """
    span = _found(text, words.strip(), near)
    read = read_promise(span.of(text)).targets
    own = read[0] if read else None
    basis = basis or (own.basis if own else Basis.LEVEL)
    metric = metric.strip() or (own.metric if own else "")
    if not metric:
        raise CorrectionRefused("请写明这个目标量的是什么。", "Please say what this target measures.")
    made = Target(
        metric=metric,
        basis=basis,
        comparator=comparator,
        value=None,
        measure=None,
        span=span,
        milestone=milestone,
        reference=reference.strip() or (own.reference if own and basis is Basis.PARITY else None),
        hedge=own.hedge if own else None,
        action=own.action if own else None,
        scope=own.scope if own else None,
        of=own.of if own else None,
        due=due,
        rule=PERSON,
    )
    if not value_text.strip():
        if basis not in _WITHOUT_FIGURE:
            raise CorrectionRefused("请写明数值，比如300亿元。", "Please give the figure, such as 300亿元.")
        return made
    return _with_figure(made, span.of(text), value_text.strip())


def _found(text: str, words: str, near: Span | None) -> Span:
    if not words:
        raise CorrectionRefused(
            "请写明目标是原文中的哪几个字。", "Please give the words of the text that set the target."
        )
    starts = [start for start in range(len(text)) if text.startswith(words, start)]
    if not starts:
        raise CorrectionRefused(
            f"原文里没有“{words}”这几个字，请照原文填写。",
            f"The text does not hold “{words}”; please write it as it stands.",
        )
    start = min(starts, key=lambda start: abs(start - near.start)) if near else starts[0]
    return Span(start, start + len(words))


def _with_figure(target: Target, words: str, value_text: str) -> Target:
    at = words.find(value_text)
    if at < 0:
        raise CorrectionRefused(
            f"“{words}”里没有“{value_text}”，数值请照原文填写。",
            f"“{words}” does not hold “{value_text}”; please write the figure as it stands.",
        )
    read = read_promise(f"总量{value_text}").targets
    figure = read[0] if len(read) == 1 else None
    if figure is None or figure.value is None:
        raise CorrectionRefused(
            f"没有读懂“{value_text}”这个数，请写数字和单位，比如300亿元。",
            f"“{value_text}” was not understood; please write a number and a unit, such as 300亿元.",
        )
    value_span = Span(at, at + len(value_text)).shifted(target.span.start)
    return replace(target, value=figure.value, measure=figure.measure, value_text=value_text, value_span=value_span)


def signature(target: Target, text: str) -> tuple[object, ...]:
    """Return what makes a target the same one after its text was read again."""
    return target.metric, target.basis, target.value, target.measure, target.span.of(text)


def moved(target: Target, before: str, after: str) -> Target | None:
    """Return a person's target where its words stand in the reworded text, or None where they do not."""
    words = target.span.of(before)
    if not words or words not in after:
        return None
    span = _found(after, words, target.span)
    by = span.start - target.span.start
    return replace(target, span=span, value_span=target.value_span.shifted(by) if target.value_span else None)
