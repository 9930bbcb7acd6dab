"""The grammar as a value: its tables compiled, and the two ways to read a text.

A Grammar is immutable; the default one has the rows of `words.py`, an office's own has its
extension's rows too. Reading keeps no state between texts.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import zip_longest

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.grammar.beyond import settle
from luoshi.grammar.claims import read_claim
from luoshi.grammar.exclusions import excluded
from luoshi.grammar.figure import Context, Figure
from luoshi.grammar.figures import figures_of
from luoshi.grammar.frames import MEANT, Frame, frames
from luoshi.grammar.heads import Head, head_at, heads, typed, typed_by_target
from luoshi.grammar.implicit_values import IMPLIED, flat_left
from luoshi.grammar.in_order import in_order
from luoshi.grammar.left_context import read_front
from luoshi.grammar.metrics import Resolver
from luoshi.grammar.milestones import read_milestones
from luoshi.grammar.number_context import Sides
from luoshi.grammar.periods_in_force import BASE_OF_AN_INDEX, MOVED, Standing, period_of, standings
from luoshi.grammar.phases import phase_of_count
from luoshi.grammar.planned_values import goes_on_meaning, is_ahead, is_estimated, is_planned, is_restated, moods
from luoshi.grammar.ranks import read_rank, without_since
from luoshi.grammar.reading import Reading, Step
from luoshi.grammar.scan import Token, normalised, scanner, tokens
from luoshi.grammar.signs import ANY_SIGN, signed
from luoshi.grammar.ticks import read_ticks
from luoshi.grammar.trace import steps
from luoshi.place import Span
from luoshi.plan import Basis, Claim, Comparator, MilestoneKind, Observation, Target
from luoshi.quantity.measures import MEASURES

RATES = frozenset(("%", "‰", "倍", "番", "个百分点", "百分点", "位", "天", "元"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled tables; make one by `default_grammar()` or from an extension.

    Args:
        hollow: what △ means where a document's note says so, ▼ or ▲; a text's own note goes before it.
    """

    pattern: re.Pattern[str]
    sides: Sides
    synonyms: tuple[tuple[str, str], ...] = ()
    hollow: str = ""

    def read_promise(
        self, text: str, *, year: int | None = None, as_of: date | None = None, traced: bool = False
    ) -> Reading:
        """Read what a task promises: its targets and milestones.

        Args:
            traced: whether the reading says how it came to each figure.
        """
        reader = _Reader(self, text, year, as_of)
        figures = reader.figures()
        when = standings(reader.tokens, reader.text, year, as_of, promised=True) if figures else {}
        targets = tuple(
            _target(reader, figure, when[figure.frame.token.start].due) for figure in figures if not figure.base
        )
        milestones = read_milestones(reader.text, text, figures, year, as_of)
        if traced:
            reader.trace += [step for figure in figures for step in steps(figure)]
        return Reading(targets=targets, milestones=milestones, trace=tuple(reader.trace))

    def read_statement(
        self,
        text: str,
        *,
        year: int | None = None,
        as_of: date | None = None,
        targets: Sequence[Target] = (),
        traced: bool = False,
    ) -> Reading:
        """Read what a statement reports: its observations, targets that it restates, and its claim."""
        ticks = read_ticks(text)
        reader = _Reader(self, ticks.text if ticks else text, year, as_of)
        reader.alone = typed_by_target(reader.text, targets)
        reader.targets, reader.promised = tuple(targets), tuple(target.metric for target in targets)
        resolver = Resolver(reader.promised, self.synonyms)
        figures = reader.figures(fallback=resolver.only)
        settle(figures, targets, reader.text)
        when = standings(reader.tokens, reader.text, year, as_of) if figures else {}
        restated, reported = _sorted_out(reader, figures, when, targets)
        observations = tuple(_observation(reader, figure, when, resolver) for figure in reported)
        if traced:
            reader.trace += [step for figure in figures for step in steps(figure)]
        claim, where = read_claim(reader.text, len(observations))
        if ticks and ticks.claim not in (None, Claim.OTHER):
            claim, where = ticks.claim, ticks.where
        elif ticks and ticks.chosen and claim is Claim.NONE:
            claim = Claim.OTHER
        if where:
            reader.trace.append(Step("claim", Span(*where), str(claim)))
        return Reading(tuple(restated), (), observations, claim, tuple(reader.trace))


def _sorted_out(
    reader: "_Reader", figures: Sequence[Figure], when: dict[int, Standing], targets: Sequence[Target]
) -> tuple[list[Target], list[Figure]]:
    """Part a statement's figures into those that are only meant or told again, and those that are reported."""
    restated: list[Target] = []
    reported: list[Figure] = []
    meant: Figure | None = None  # the last that is only planned
    mood = moods(reader.text)
    for figure, later in zip_longest(figures, figures[1:]):
        if figure.value is None:
            continue
        planned = False
        if mood.meant or mood.estimated:
            period, base = period_of(figure, when)
            if mood.estimated and not base:
                figure.estimated = figure.estimated or is_estimated(reader.text, figure)
            planned = not base and (
                (mood.meant and is_planned(reader.text, figure.frame.token.start, figure.frame.token.end))
                or is_ahead(reader.text, figure, period, reader.as_of)
                or (
                    meant is not None
                    and (goes_on_meaning(figure, meant) or _is_later(figure, meant, period, reader.as_of))
                )
            )
        meant = figure if planned else None
        labelled = figure.frame.head is not None and figure.frame.head.told_again
        told = labelled or figure.told_again
        if planned or told or is_restated(reader.text, figure, later, targets, named=mood.again):
            restated.append(_target(reader, figure))
        else:
            reported.append(figure)
    return restated, reported


def _is_later(figure: Figure, meant: Figure, period: Period | None, as_of: date | None) -> bool:
    """Tell whether a figure behind one that is planned is of months to come: 计划三季度建成420个，四季度建成230个."""
    if period is None or as_of is None or figure.frame.sentence != meant.frame.sentence:
        return False
    return (period.year, period.month) > (as_of.year, as_of.month)


@cache
def default_grammar() -> Grammar:
    """Return the grammar without an office's additions; compiled at its first use."""
    return Grammar(scanner(), Sides.of())


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
    alone: Head | None = None
    promised: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()

    def __post_init__(self) -> None:
        self.text = in_order(normalised(self.source))
        if ANY_SIGN.search(self.text) is None:
            self.tokens = tokens(self.text, self.grammar.pattern, self.source)
        else:
            said = signed(self.text, self.grammar.hollow)
            self.text = said.text
            self.tokens = said.give_back(tokens(self.text, self.grammar.pattern, self.source))

    def figures(self, fallback: str | None = None) -> list[Figure]:
        for token in self.tokens:
            if token.kind in MEANT:
                break
        else:
            return []
        context = Context(fallback=fallback, promised=self.targets)
        labels = [self.alone] if self.alone else self._heads()

        def counts(frame: Frame) -> bool:
            self._take_head(frame, labels)
            self._cut_period(frame)
            if frame.token.kind == "word":
                frame.left = without_since(frame.left)
                if frame.token.detail == "flat":
                    rest = flat_left(frame.left, self.text[frame.token.start : frame.token.end])
                    if rest is None:
                        return False
                    frame.left = rest
                doubled = frame.token.detail == "doubled"  # 比上年翻一番: the comparison needs no other word
                frame.words = self.grammar.sides.read_left(frame.left, True, signed=doubled)
                return True
            if frame.token.kind in ("rank", "top"):
                read_rank(frame)
            rate = frame.token.measure in RATES or frame.token.kind in ("rank", "top")
            frame.words = self.grammar.sides.read_left(frame.left, rate, signed=bool(frame.token.sign))
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

    def _heads(self) -> list[Head]:
        """The labels of the text, by their nouns: 新建绿道：完成20公里 speaks of 绿道; 采购抽查 is a noun itself."""
        found = []
        for head in heads(self.text, self.promised):
            front = read_front(self.grammar.sides, head.name)
            verb = front.milestone is not None or (front.action or "").startswith("新")
            found.append(replace(head, name=front.metric or head.name) if verb else head)
        return found

    def _take_head(self, frame: Frame, labels: list[Head]) -> None:
        """Find the label before the clause, and type a bare figure by the measure in the bracket of its name."""
        head = frame.head = head_at(labels, frame.token.start) if labels else None
        if head is not None and head.apart and frame.start < head.begins:
            frame.left, frame.start = self.text[head.begins : frame.token.start], head.begins
        token = frame.token
        if token.kind != "quantity" or token.measure or token.detail:
            return
        if (said := typed(frame.left, token.value, head)) is not None:
            frame.left, value, measure = said
            frame.token = token._replace(value=value, measure=measure)

    def _cut_period(self, frame: Frame) -> None:
        """Leave a period out of the left side, where it is no part of a comparison."""
        end = frame.token.start
        for token in self._periods_between(frame.start, end):
            before = self.text[max(frame.start, token.start - 1) : token.start]
            head = self.text[frame.start : token.start]
            tail = self.text[token.end : end]
            if before == "自" and tail.startswith("起"):
                frame.left = head[:-1] + tail[1:]  # 自7月起: when it began, and no starting figure
                continue
            if frame.token.measure == "倍" and tail.startswith("的"):
                continue  # 达到去年同期的2倍
            if before and before in "从由自":
                frame.left = head + tail.removeprefix("的")
                continue
            if head.strip() == "至" == before:
                frame.left, frame.start = tail, token.end  # 至9月25日化解2764户: by when
                continue
            if before == "至" and MOVED.search(head) is not None:
                frame.left = head + tail.removeprefix("的")
                continue  # 回升至前三季度的4.5%
            if before and before in "比较与同占超和至于是为":
                continue
            if (base := BASE_OF_AN_INDEX.match(tail)) is not None and (opened := head.rfind("(")) > 0:
                # 价格指数(上年同期=100)为101.6: what it is held against is no period of its own
                taken = len(head) - opened + token.end - token.start + base.end()
                frame.left, frame.gap = head[:opened] + tail[base.end() :], (opened, taken)
                continue
            if tail.startswith(_PLANS):
                continue  # 超出全年目标: the period is the plan's
            if head.strip() and _GOES_ON.match(tail):
                frame.left, frame.gap = head + tail, (len(head), token.end - token.start)
                continue  # 三公经费全年支出: the year stands within the name
            rest = self.grammar.sides.read_left(tail, True)
            before_metric = not rest.rest.strip() and rest.change is None  # 人均收入2024年达到
            if head.strip(" 、,和及") and (before_metric or not read_front(self.grammar.sides, head).metric):
                frame.left, frame.gap = head + tail, (len(head), token.end - token.start)
                continue
            if (_ONLY_A_DEED.fullmatch(tail) or _ONLY_A_CHANGE.fullmatch(tail)) and self._names_a_thing(head):
                frame.left, frame.gap = head + tail, (len(head), token.end - token.start)
                continue  # 充电桩全年建成980个: the thing stands before the period, and its deed behind
            frame.left, frame.start = tail, token.end

    def _names_a_thing(self, head: str) -> bool:
        """Whether the words before a period name what is counted, and not who does it or where."""
        name = read_front(self.grammar.sides, head).metric.strip()
        return len(name) >= _A_NAME and _WHO_OR_WHERE.search(name) is None

    def _periods_between(self, start: int, end: int) -> list[Token]:
        return [t for t in self.tokens_near(start, end) if t.kind == "period"]

    def tokens_near(self, start: int, end: int) -> list[Token]:
        low = bisect.bisect_left(self.tokens, start, key=lambda t: t.start)
        high = bisect.bisect_left(self.tokens, end, key=lambda t: t.start)
        return self.tokens[low:high]


_GOES_ON = expression(r"(?:支出|用水量|用电量|消费量|取水量|产量|销量)(?![\u4e00-\u9fff]*[、和及])")
_A_NAME = 2
_ONLY_A_DEED = expression(
    r"(?:已|共|累计|新|又)*(?:培育|新增|建成|建设|新建|引进|认定|改造|完成|实施|发放|开展|举办|加装|铺设|整治|治理|销售|安装|投放|建造|创建|打造|培训)"
    r"(?:了|约|近)?"
)
_ONLY_A_CHANGE = expression(
    r"(?:累计)?(?:同比|[较比](?:上年|去年)(?:同期)?)?(?:分别|均)?(?:增长|下降|提高|上升|减少|降低|[增降])(?:了|为|达|约)?"
)
_WHO_OR_WHERE = expression(
    r"[省市县州旗镇乡局委办厅院部署会公司团位门]$|(?<![社小片园景街库灌])区$|街道$|各地$|[,、;:及和与]$|^(?:全|我|本|各|其|已|共)"
)
_PLANS = ("目标", "任务", "计划", "预算", "指标")
# a span begins with no punctuation
_NOT_FIRST = frozenset(" 、,;:和及与并")


def _spans(reader: _Reader, figure: Figure) -> tuple[Span, Span | None]:
    frame, token = figure.frame, figure.frame.token
    begins = figure.front.begins
    if frame.gap and begins >= frame.gap[0]:
        begins += frame.gap[1]
    start = min(frame.start + begins, token.start)
    while start < token.start and reader.text[start] in _NOT_FIRST:
        start += 1
    value: Span | None = Span(token.start, token.end)
    if token.kind == "word":
        said = IMPLIED[token.detail](reader.text[token.start : token.end])
        value = Span(token.end - len(said.written), token.end) if said.written else None
    return Span(start, token.end + len(frame.after)), value


def _with_period(reader: _Reader, figure: Figure, span: Span) -> Span:
    """An observation begins with its clause, and with the period right before it: 1-6月,收入达到163.4亿元."""
    frame, text = figure.frame, reader.text
    start = frame.origin
    if start and text[start - 1] == ",":
        before = reader.tokens_near(max(0, start - 24), start)
        if (
            len(before) > 1
            and before[-1].kind == "sign"
            and before[-2].kind == "period"
            and before[-2].end == start - 1
        ):
            start = before[-2].start
    while start < span.start and (text[start] in _NOT_FIRST or text.startswith("其中", start)):
        start += 2 if text.startswith("其中", start) else 1
    return Span(min(start, span.start), span.end)


def _target(reader: _Reader, figure: Figure, due: date | None = None) -> Target:
    span, value_span = _spans(reader, figure)
    counted = figure.measure not in ("%", "‰") and not (
        MEASURES.get(figure.measure or "") or MEASURES[""]
    ).dimension.startswith("money")
    milestone: MilestoneKind | None = None
    if counted and figure.basis is Basis.LEVEL:
        milestone = phase_of_count(figure, reader.text)
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


def _observation(reader: _Reader, figure: Figure, when: dict[int, Standing], resolver: Resolver) -> Observation:
    span, value_span = _spans(reader, figure)
    span = _with_period(reader, figure, span)
    assert figure.value is not None
    assert value_span is not None
    period, base = period_of(figure, when)
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
