"""When: the period and the due date that are in force at each number, in one pass over the tokens.

A period at the head of a sentence holds for it, until another is named; one in a bracket
holds in the bracket. 其中 carries it into the next sentence. A period that something is
compared with (比2020年, 为2016年的) is not the figure's own.
"""

from dataclasses import dataclass
from datetime import date

from luoshi.cycle import Period
from luoshi.grammar.due import due_in
from luoshi.grammar.figure import Figure
from luoshi.grammar.frames import MEANT, SENTENCE
from luoshi.grammar.periods import Named, read_period
from luoshi.grammar.scan import Token

_COMPARED = frozenset("比较与同占超和至于是以对为")
_SINCE = frozenset("由从自")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A period that belongs to the figure behind it alone: 去年基数, 由去年的."""

    start: int
    end: int
    named: Named


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force at one number.

    Args:
        current: the period of its sentence; `before`: of the sentence before it.
        mark: the last period that belongs to a base figure.
        due: the last day by which the sentence promises.
    """

    current: Period | None
    before: Period | None
    mark: _Mark | None
    due: date | None


def standings(tokens: list[Token], text: str, year: int | None, as_of: date | None) -> dict[int, Standing]:
    """Return what is in force at each number, by the position where it begins."""
    found: dict[int, Standing] = {}
    stack: list[Period | None] = [None]
    before: Period | None = None
    mark: _Mark | None = None
    due: date | None = None
    for token in tokens:
        if token.kind == "sign":
            if token.detail == "(":
                stack.append(stack[-1])
            elif token.detail == ")" and len(stack) > 1:
                stack.pop()
            elif token.detail in SENTENCE:
                before, stack, mark, due = stack[0], [None], None, None
            elif token.detail == ";":
                due = None
        elif token.kind == "period":
            if token.detail == "due":
                due = due_in(text[token.start : token.end], year, as_of)
                continue
            named = read_period(token.detail, text[token.start : token.end], year, as_of)
            sign = text[token.start - 1] if token.start else ""
            if sign in _COMPARED:
                continue
            if named.same or sign in _SINCE or (named.base and len(stack) > 1):
                mark = _Mark(token.start, token.end, named)
            else:
                stack[-1] = named.period
        elif token.kind in MEANT:
            found[token.start] = Standing(stack[-1], before, mark, due)
    return found


def period_of(figure: Figure, found: dict[int, Standing]) -> tuple[Period | None, bool]:
    """Return the period of a figure, and whether it is last year's."""
    frame = figure.anchor or figure.frame
    standing = found[frame.token.start]
    current = standing.current or (standing.before if figure.carried else None)
    mark = standing.mark
    if mark is not None and frame.start - (mark.end - mark.start) <= mark.start:
        return mark.named.period or (current.year_earlier() if current else None), True
    return current, False
