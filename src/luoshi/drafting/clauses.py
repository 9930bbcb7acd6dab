"""Sentences and clauses of a stretch of the report; what stands in quotation marks or brackets is never cut."""

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.place import Span

_OPENS = dict(zip("（(“《【〔[‘", "）)”》】〕]’", strict=True))
_ENDS_SENTENCE = frozenset("。！!？?；;")
_ENDS_CLAUSE = frozenset("，,：:")
_FURTHEST = 60  # characters within which a bracket closes; one that does not closes nothing


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the mark that ends it, which belongs to its span; `words` stand without it."""

    words: str
    span: Span


def sentences_of(text: str, start: int, end: int) -> Iterator[list[Clause]]:
    """Give the sentences of text[start:end], each as its clauses; joined, their spans are the whole stretch."""
    sentence: list[Clause] = []
    begin = at = start
    while at < end:
        if (closing := _OPENS.get(text[at])) is not None:
            closes = text.find(closing, at + 1, min(end, at + _FURTHEST))
            at = closes if closes > 0 else at
        elif text[at] in _ENDS_SENTENCE or (text[at] in _ENDS_CLAUSE and not _within_number(text, at)):
            sentence.append(_clause(text, begin, at + 1))
            begin = at + 1
            if text[at] in _ENDS_SENTENCE:
                yield sentence
                sentence = []
        at += 1
    if begin < end:
        sentence.append(_clause(text, begin, end))
    if sentence:
        yield sentence


def _within_number(text: str, at: int) -> bool:
    """1,200 and 2:1 are numbers."""
    return text[at] in ",:" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _clause(text: str, start: int, end: int) -> Clause:
    words = text[start:end].rstrip("".join(_ENDS_SENTENCE | _ENDS_CLAUSE))
    return Clause(words.strip(), Span(start, end))
