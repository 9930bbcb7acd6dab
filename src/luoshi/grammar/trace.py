"""The trace of a reading: for each figure, which rule took which characters, and whence the rest came."""

from collections.abc import Iterator

from luoshi.grammar.figure import Figure
from luoshi.grammar.frames import Frame
from luoshi.grammar.reading import Step
from luoshi.grammar.words import Word
from luoshi.place import Span

_ROLES = {"comparator": "comparator", "change": "change", "link": "link"}


def steps(figure: Figure) -> Iterator[Step]:
    """The steps that made one figure: the rule of its basis, then every word beside the number."""
    frame, token = figure.frame, figure.frame.token
    number = Span(token.start, token.end)
    value = "" if figure.value is None else f"{figure.value.normalize():f} {figure.measure}"
    yield Step(figure.rule, number, f"{figure.basis} {value}".strip(), depth=1)
    for word, offset in reversed(figure.left.taken):
        start = _position(frame, offset)
        yield Step(_ROLES.get(word.role, word.role), Span(start, start + len(word.text)), _said(word), depth=2)
    if frame.trailing is not None:
        end = token.end + len(frame.after)
        yield Step("comparator", Span(token.end, end), str(frame.trailing), depth=2)
    yield from _names(figure)


def _names(figure: Figure) -> Iterator[Step]:
    token = figure.frame.token
    here = Span(token.start, token.end)
    if figure.metric_from is not None:
        yield Step("metric, inherited", here, figure.metric, _number(figure.metric_from), depth=2)
    if figure.hedge and figure.hedge_from is not None:
        yield Step("hedge, inherited", here, figure.hedge, _number(figure.hedge_from), depth=2)
    if figure.listed and figure.head is not None:
        yield Step("list", here, "goes on", _number(figure.head.frame), depth=2)
    if figure.part_of:
        yield Step("part", here, figure.part_of, depth=2)


def _number(frame: Frame) -> Span:
    return Span(frame.token.start, frame.token.end)


def _position(frame: Frame, offset: int) -> int:
    if frame.gap and offset >= frame.gap[0]:
        offset += frame.gap[1]
    return frame.start + offset


def _said(word: Word) -> str:
    if word.comparator is not None:
        return str(word.comparator) + (" (to)" if word.to else "") + (" (from)" if word.since else "")
    if word.role == "change":
        return "up" if word.sign > 0 else "down"
    return ""
