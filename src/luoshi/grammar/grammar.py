"""The grammar as a value: its tables compiled, and the two ways to read a text.

A Grammar is immutable; the default one has the rows of `words.py`, an office's own has its
extension's rows too. Reading keeps no state between texts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from luoshi.cycle import Period
from luoshi.grammar.claims import read_claim
from luoshi.grammar.due import due_in
from luoshi.grammar.exclusions import excluded
from luoshi.grammar.figures import Context, Figure, figures_of
from luoshi.grammar.frames import Frame, frames
from luoshi.grammar.implied import IMPLIED
from luoshi.grammar.metrics import Resolver
from luoshi.grammar.milestones import read_milestones
from luoshi.grammar.periods import Named, read_period
from luoshi.grammar.ranks import read_rank
from luoshi.grammar.reading import Reading, Step
from luoshi.grammar.scan import Token, level, scanner, tokens
from luoshi.grammar.sides import Sides, read_front
from luoshi.place import Span
from luoshi.plan import Basis, Comparator, MilestoneKind, Observation, Target
from luoshi.quantity.measures import MEASURES

RATES = frozenset(("%", "‰", "倍", "番", "个百分点", "百分点", "位", "天", "元"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled tables; make one by `default_grammar()` or from an extension."""

    pattern: re.Pattern[str]
    sides: Sides
    synonyms: tuple[tuple[str, str], ...] = ()

    def read_promise(self, text: str, *, year: int | None = None, as_of: date | None = None) -> Reading:
        """Read what a task promises: its targets and milestones."""
        reader = _Reader(self, text, year, as_of)
        figures = reader.figures()
        targets = tuple(_target(reader, figure, reader.due_of(figure)) for figure in figures if not figure.base)
        milestones = read_milestones(reader.text, text, figures, year, as_of)
        return Reading(targets=targets, milestones=milestones, trace=tuple(reader.trace))

    def read_statement(
        self, text: str, *, year: int | None = None, as_of: date | None = None, targets: Sequence[Target] = ()
    ) -> Reading:
        """Read what a statement reports: its observations, targets that it restates, and its claim."""
        reader = _Reader(self, text, year, as_of)
        resolver = Resolver([target.metric for target in targets], self.synonyms)
        figures = reader.figures(fallback=resolver.only)
        restated, reported = [], []
        for figure in figures:
            if figure.value is None:
                continue
            if _RESTATED.match(figure.frame.left) and figure.frame.depth:
                restated.append(_target(reader, figure))
            else:
                reported.append(figure)
        periods = reader.periods()
        observations = tuple(_observation(reader, figure, periods, resolver) for figure in reported)
        claim, where = read_claim(reader.text, len(observations))
        if where:
            reader.trace.append(Step(f"claim {claim}", Span(*where), str(claim)))
        return Reading(tuple(restated), (), observations, claim, tuple(reader.trace))


_RESTATED = re.compile(r"[ ]*(?:全?年度?|年初|市定|省定)?(?:任务|目标|计划)(?:数|值|任务|目标)?")


@cache
def default_grammar() -> Grammar:
    """Return the grammar without an office's additions; compiled at its first use."""
    return Grammar(scanner(), Sides.of())


@dataclass(slots=True)
class _Named:
    """A period where it stands in the text."""

    at: int
    end: int
    sentence: int
    depth: int
    named: Named
    compared: bool
    start: bool


@dataclass(slots=True)
class _Reader:
    """The reading of one text."""

    grammar: Grammar
    source: str
    year: int | None
    as_of: date | None
    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    trace: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = level(self.source)
        self.tokens = tokens(self.text, self.grammar.pattern, self.source)

    def figures(self, fallback: str | None = None) -> list[Figure]:
        if not any(token.kind in ("quantity", "rank", "top", "word") for token in self.tokens):
            return []
        context = Context(fallback=fallback)

        def counts(frame: Frame) -> bool:
            self._cut_period(frame)
            if frame.token.kind == "word":
                frame.words = self.grammar.sides.read_left(frame.left, True)
                return True
            if frame.token.kind in ("rank", "top"):
                read_rank(frame)
            rate = frame.token.measure in RATES or frame.token.kind in ("rank", "top")
            frame.words = self.grammar.sides.read_left(frame.left, rate)
            reason = excluded(frame, frame.words)
            if reason:
                self.trace.append(Step(f"no figure: {reason}", Span(frame.token.start, frame.token.end), ""))
            return reason is None

        for frame in frames(self.text, self.tokens, counts):
            said = None
            if frame.token.kind == "word":
                said = IMPLIED[frame.token.detail](self.text[frame.token.start : frame.token.end])
            figures_of(frame, self.grammar.sides, context, said)
        return context.figures

    def _cut_period(self, frame: Frame) -> None:
        """Leave a period out of the left side, where it is no part of a comparison."""
        end = frame.token.start
        for token in self._periods_between(frame.start, end):
            before = self.text[max(frame.start, token.start - 1) : token.start]
            head = self.text[frame.start : token.start]
            tail = self.text[token.end : end]
            if before and before in "从由自":
                frame.left = head + tail.removeprefix("的")
                continue
            if before and before in "比较与同占超和至于是为":
                continue
            rest = self.grammar.sides.read_left(tail, True)
            before_metric = not rest.rest.strip() and rest.change is None  # 人均收入2024年达到
            if head.strip(" 、,和及") and (before_metric or not read_front(self.grammar.sides, head).metric):
                frame.left, frame.gap = head + tail, (len(head), token.end - token.start)
                continue
            frame.left, frame.start = tail, token.end

    def _periods_between(self, start: int, end: int) -> list[Token]:
        return [t for t in self.tokens_near(start, end) if t.kind == "period"]

    def tokens_near(self, start: int, end: int) -> list[Token]:
        import bisect

        low = bisect.bisect_left(self.tokens, start, key=lambda t: t.start)
        high = bisect.bisect_left(self.tokens, end, key=lambda t: t.start)
        return self.tokens[low:high]

    def due_of(self, figure: Figure) -> date | None:
        """The day named before a figure in its sentence: 10月底前建成3座."""
        found: Token | None = None
        for token in self.tokens:
            if token.start >= figure.frame.token.start:
                break
            if token.kind == "sign" and token.detail in "。;!?\n":
                found = None
            elif token.kind == "period" and token.detail == "due":
                found = token
        return due_in(self.text[found.start : found.end], self.year, self.as_of) if found else None

    def periods(self) -> list[_Named]:
        found, sentence, depth = [], 0, 0
        for token in self.tokens:
            if token.kind == "sign":
                depth += (token.detail == "(") - (token.detail == ")")
                if token.detail in "。!?\n":
                    sentence, depth = sentence + 1, 0
            elif token.kind == "period":
                named = read_period(token.detail, self.text[token.start : token.end], self.year, self.as_of)
                before = self.text[max(0, token.start - 1) : token.start]
                compared = bool(before) and before in "比较与同占超和至于是以对为"
                found.append(_Named(token.start, token.end, sentence, depth, named, compared, bool(before) and before in "由从自"))
        return found


def _spans(reader: _Reader, figure: Figure) -> tuple[Span, Span | None]:
    frame, token = figure.frame, figure.frame.token
    offset = len(figure.left.rest) - len(figure.left.rest.lstrip(" 、,"))
    begins = max(figure.front.begins, offset)
    if frame.gap and begins >= frame.gap[0]:
        begins += frame.gap[1]
    start = frame.start + begins
    start = min(start, token.start)
    value: Span | None = Span(token.start, token.end)
    if token.kind == "word":
        said = IMPLIED[token.detail](reader.text[token.start : token.end])
        value = Span(token.end - len(said.written), token.end) if said.written else None
    return Span(start, token.end + len(frame.after)), value


def _target(reader: _Reader, figure: Figure, due: date | None = None) -> Target:
    span, value_span = _spans(reader, figure)
    counted = figure.measure not in ("%", "‰") and not (MEASURES.get(figure.measure or "") or MEASURES[""]).dimension.startswith("money")
    milestone: MilestoneKind | None = figure.milestone if counted and figure.basis is Basis.LEVEL else None
    return Target(
        metric=figure.metric,
        basis=figure.basis,
        comparator=figure.comparator,
        value=figure.value,
        measure=figure.measure,
        span=span,
        value_span=value_span,
        value_text=value_span.of(reader.source) if value_span else None,
        hedge=figure.hedge,
        milestone=milestone,
        action=figure.front.action,
        reference=figure.reference,
        scope=figure.scope,
        of=figure.of,
        due=due,
        rule=figure.rule,
    )


def _observation(reader: _Reader, figure: Figure, periods: list[_Named], resolver: Resolver) -> Observation:
    span, value_span = _spans(reader, figure)
    assert figure.value is not None and value_span is not None
    period, base = _period_of(figure, periods)
    return Observation(
        metric=resolver.resolve(figure.metric),
        period=period,
        basis=figure.basis,
        value=figure.value,
        measure=figure.measure or "",
        span=span,
        value_span=value_span,
        value_text=value_span.of(reader.source),
        comparator=figure.comparator,
        of=figure.of,
        scope=figure.scope,
        base=base or figure.base,
        estimated=figure.estimated and not base,
        approximate=figure.comparator is Comparator.ABOUT,
        part_of=figure.part_of,
        rule=figure.rule,
    )


def _period_of(figure: Figure, periods: list[_Named]) -> tuple[Period | None, bool]:
    """The period in force at a figure: the nearest before it in its sentence, and whether it is last year's."""
    frame = figure.anchor or figure.frame
    current: Period | None = None
    base = False
    for event in periods:
        if event.at >= frame.token.start:
            break
        if event.compared:
            continue
        if event.sentence != frame.sentence and not (event.sentence == frame.sentence - 1 and figure.nested_sentence):
            continue
        if event.depth > frame.depth:
            continue
        inner = event.depth == frame.depth and frame.depth > 0
        if event.named.same or event.start or (inner and event.named.base):
            own = event.at >= frame.start - (event.end - event.at) and event.at <= frame.token.start
            if own:
                earlier = event.named.period or (current.year_earlier() if current else None)
                return earlier, True
            continue
        current = event.named.period
    return current, base
