"""A report → its draft: parts, outline, pieces; each letter ends in a task, in a heading, aside or left out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from luoshi.documents import Document
from luoshi.drafting.clauses import Clause, sentences_of
from luoshi.drafting.cutting import Piece, pieces_of
from luoshi.drafting.decomposition import Aside, Decomposition, DraftTask, Fate, Head, Kind, LeftOut, Reason
from luoshi.drafting.indicators import indicators_in, is_expected
from luoshi.drafting.livelihood import Work, works_in
from luoshi.drafting.outline import Stretch, is_head_within, outline_of
from luoshi.drafting.parts import Part, parts_of
from luoshi.drafting.report import ReportText, text_of
from luoshi.drafting.said_twice import said_twice
from luoshi.drafting.words import ACTS_IN, GUIDANCE, INTRODUCES, LEADS, SITUATION, SLOGANS, THANKS
from luoshi.errors import LuoshiError
from luoshi.expressions import expression
from luoshi.grammar import Grammar, default_grammar
from luoshi.place import Span
from luoshi.plan import Finding, Level
from luoshi.tasktable import year as years
from luoshi.tasktable.enumeration import Mark, first_mark

_OWN = expression(r"自身建设|政府建设|服务型政府|政府治理|履职")
_IS_GUIDANCE = expression(r"要求|考虑|取向|部署|工作目标$|发展目标$|预期目标$")
_GOES_ON = expression(r"^(?:同时|此外|继续|另外|还要)")
_IS_SENTENCE = expression(r"[。；;，,]")
_AND = expression(r"[和与及、]")  # 2030年工作回顾和2031年工作安排
_FURTHEST_YEAR = 2099
_LONGEST_PREFACE = 2  # sentences
_FEW_CLAUSES = 2
_LONGEST_MARK = 12
_LINE = "line"  # 一、二产业 is no number within a paragraph
_MARKS_NAMED = 5
_MARKS = " \t\u3000，。；;,、：:！!"


class NoPartOfThisYear(LuoshiError):
    """The report says nothing of this year's work, or nothing that tells where it does."""

    def __init__(self) -> None:
        super().__init__(
            "没有找到说今年工作的部分：报告里没有“今年工作安排”“2026年主要任务”一类的标题或开头。",
            "No part speaks of this year's work: there is no heading such as 今年工作安排 or 2026年主要任务.",
        )


def draft_report(document: Document, *, year: int | None = None, grammar: Grammar | None = None) -> Decomposition:
    """Cut a government's work report into the draft of the year's tasks.

    Args:
        year: of the report, where the caller knows it better than the report says it.

    Raises:
        NoPartOfThisYear: no part speaks of this year's work.
    """
    report = text_of(document)
    year = year or _year_of(document, report)
    parts = parts_of(report.lines, year)
    ours = [part for part in parts if part.kind is Kind.THIS_YEAR]
    if not any(part.lines for part in ours):
        raise NoPartOfThisYear
    cutter = _Cutter(report, year, grammar or default_grammar())
    cutter.cut(ours)
    tasks, findings = said_twice(cutter.finished())
    return Decomposition(
        report,
        document.name,
        document.title,
        year,
        tuple(tasks),
        tuple(sorted(cutter.aside, key=lambda one: one.span)),
        tuple(_left_out(parts, report)),
        (*document.findings, *_page_marks(report), *findings),
    )


def _year_of(document: Document, report: ReportText) -> int | None:
    """The year of a report: that of its title, else of the day on which it was given, else of its file's name."""
    front = [line.text for line in report.lines[:8]]
    titles = [document.title or "", *front[:2]]
    headings = [line.text for line in report.lines if len(line.text) < 40 and "年" in line.text]
    named = [
        years.year_named([piece])
        for text in headings
        if not _IS_SENTENCE.search(text.rstrip("。"))
        for piece in _AND.split(text)
    ]
    given = years.year_of_date(front)
    latest = given + 1 if given else _FURTHEST_YEAR  # 2035年 in a heading is what a plan of years looks forward to
    return (
        years.year_named(titles)
        or years.year_in_name(document.name)
        or max((found for found in named if found and found <= latest), default=None)
        or years.year_of_date(front)
    )


def _page_marks(report: ReportText) -> Iterator[Finding]:
    """Name the page numbers that are none of the report's words, in one finding."""
    if report.page_marks:
        said = " ".join(text for _, text in report.page_marks[:_MARKS_NAMED])
        more = "…" if len(report.page_marks) > _MARKS_NAMED else ""
        message = f"有{len(report.page_marks)}处页码没有读入：{said}{more}"
        english = f"{len(report.page_marks)} numbers of pages were not read: {said}{more}"
        yield Finding("page-mark", Level.NOTE, message, report.page_marks[0][0], english)


def _left_out(parts: Sequence[Part], report: ReportText) -> Iterator[LeftOut]:
    for part in parts:
        spans = [line.span for line in part.lines] + ([part.heading.whole] if part.heading else [])
        if part.kind is not Kind.THIS_YEAR and spans:
            span = Span(min(spans).start, max(spans).end)
            letters = sum(len(line.text) for line in part.lines)
            yield LeftOut(part.kind, part.title, report.line_at(span.start).place, letters, span)
    for place, letters in report.tables:
        yield LeftOut(Kind.TABLE, "", place, letters)


class _Cutter:
    """Cuts the stretches of this year's parts, each character once."""

    def __init__(self, report: ReportText, year: int | None, grammar: Grammar) -> None:
        self.report = report
        self.year = year
        self.grammar = grammar
        self.tasks: list[DraftTask] = []
        self.aside: list[Aside] = []
        self.announced: list[Span] = []

    def cut(self, parts: Sequence[Part]) -> None:
        works = {work.span: work for part in parts for work in works_in(part.lines, part.heading)}
        self.announced = sorted({work.chapter.span for work in works.values()})
        outline = outline_of(parts, self.report.text, frozenset(work.line.span for work in works.values()))
        for span in outline.headings:
            self._heading(span)
        guided = _guided(parts)
        for stretch in outline.stretches:
            inside = [work for span, work in works.items() if stretch.span.start <= span.start < stretch.span.end]
            end = min((work.mark.start for work in inside), default=stretch.span.end)
            self._stretch(stretch, Span(stretch.span.start, end), guided)
            for work in inside:
                self._work(work)
            behind = max((work.span.end for work in inside), default=end)
            self._stretch(stretch, Span(max(behind, end), stretch.span.end), guided)

    def _work(self, work: Work) -> None:
        self._put_aside(work.mark, Reason.HEAD)
        span = _trimmed(self.report.text, work.span)
        self._task(Fate.LIVELIHOOD, (span,), work.chapter, None, number=work.number)

    def _heading(self, span: Span) -> None:
        """A heading is aside; one that promises a figure is a task too: 三、新增高新技术企业80家."""
        if self._announces(span) or not self._values(span):
            self._put_aside(span, Reason.HEAD)
            return
        words = self._without_mark(span)
        self._task(Fate.WORK, (_trimmed(self.report.text, words),), None, None)

    def _announces(self, span: Span) -> bool:
        """Tell whether a list of livelihood works is announced in a span: 办好10件民生实事."""
        at = bisect_left(self.announced, Span(span.start, span.start))
        return at < len(self.announced) and self.announced[at].start < span.end

    def _stretch(self, stretch: Stretch, span: Span, guided: frozenset[Span]) -> None:
        span = self._without_mark(span)
        if span.start >= span.end:
            return
        sentences = list(sentences_of(self.report.text, span.start, span.end))
        values = self._values(span)
        if is_expected(sentences):
            rows, beside = indicators_in(sentences)
            for row in rows:
                self._task(Fate.INDICATOR, (_trimmed(self.report.text, row),), None, None)
            for other in beside:
                if any(other.start <= value.start < other.end for value in values):
                    self._sentences(stretch, other, values, opening=False)
                else:
                    self._put_aside(other, Reason.INTRODUCTION)
            return
        opening = stretch.opening or stretch.line.span in guided or (stretch.preface and _is_preface(sentences))
        self._sentences(stretch, span, values, opening=opening)

    def _sentences(self, stretch: Stretch, span: Span, values: Sequence[Span], *, opening: bool) -> None:
        sentences = self._without_marks(list(sentences_of(self.report.text, span.start, span.end)))
        for sentence, behind in zip_longest(sentences, sentences[1:]):
            begin, end = sentence[0].span.start, sentence[-1].span.end
            own = [value for value in values if begin <= value.start < end and not self._is_count(value)]
            reason = None if own else _promises_nothing(sentence, opening=opening)
            if not own and self._announces(Span(begin, end)):
                reason = Reason.INTRODUCTION
            if reason is None and not own:
                reason = _leads_up_to(sentence, behind, first=sentence is sentences[0])
            if reason is not None:
                self._put_aside(Span(sentence[0].span.start, sentence[-1].span.end), reason)
                continue
            for piece in pieces_of(sentence, own):
                self._piece(piece, stretch)

    def _is_count(self, value: Span) -> bool:
        """Tell whether a value only counts the livelihood works that follow: 4 of 办好4件民生实事."""
        at = bisect_right(self.announced, Span(value.start, self.announced[-1].end)) - 1 if self.announced else -1
        return at >= 0 and self.announced[at].start <= value.start < self.announced[at].end

    def _without_marks(self, sentences: list[list[Clause]]) -> list[list[Clause]]:
        """Put the numbers within a paragraph aside, which count on: 1.…。2.…。"""
        text = self.report.text
        last: Mark | None = None
        kept = []
        for sentence in sentences:
            span = sentence[0].span
            mark = first_mark(span.of(text)[:_LONGEST_MARK])
            counts_on = mark is not None and (last is None or (mark.style, mark.value) == (last.style, last.value + 1))
            if mark is None or mark.style == _LINE or not counts_on or span.start + mark.end >= span.end:
                kept.append(sentence)
                continue
            words = Span(span.start + mark.end, span.end)
            self._put_aside(Span(span.start, words.start), Reason.HEAD)
            kept.append([Clause(sentence[0].words[mark.end :].strip(), words), *sentence[1:]])
            last = mark
        return kept

    def _without_mark(self, span: Span) -> Span:
        """Put the number of a list's item aside; return its words."""
        mark = first_mark(span.of(self.report.text))
        if mark is None or mark.start > 0:
            return span
        words = span.start + mark.end
        self._put_aside(Span(span.start, words), Reason.HEAD)
        return Span(words, span.end)

    def _piece(self, piece: Piece, stretch: Stretch) -> None:
        head = [_trimmed(self.report.text, _joined(piece.head))] if piece.head else []
        span = _trimmed(self.report.text, piece.span)
        self._task(Fate.WORK, (*head, span), stretch.chapter, stretch.objective, shared=tuple(head))

    def _task(
        self,
        fate: Fate,
        spans: tuple[Span, ...],
        chapter: Head | None,
        objective: Head | None,
        *,
        shared: tuple[Span, ...] = (),
        number: str = "",
    ) -> None:
        spans = tuple(span for span in spans if span.start < span.end)
        if not spans:
            return
        text = "，".join(span.of(self.report.text) for span in spans)
        reading = self.grammar.read_promise(text, year=self.year)
        self.tasks.append(
            DraftTask(
                fate,
                spans,
                text,
                self.report.place_of(spans[-1]),
                chapter,
                objective,
                shared,
                number,
                reading.targets,
                reading.milestones,
            )
        )

    def _put_aside(self, span: Span, reason: Reason) -> None:
        self.aside.append(Aside(span, reason, self.report.place_of(span)))

    def _values(self, span: Span) -> list[Span]:
        """Where the values of the targets of a stretch stand in the report."""
        reading = self.grammar.read_promise(span.of(self.report.text), year=self.year)
        return [
            target.value_span.shifted(span.start) for target in reading.targets if target.numeric and target.value_span
        ]

    def finished(self) -> list[DraftTask]:
        """The indicators, then the work in the report's order, then the livelihood works."""
        order = (Fate.INDICATOR, Fate.WORK, Fate.LIVELIHOOD)
        return [task for fate in order for task in self.tasks if task.fate is fate]


def _guided(parts: Sequence[Part]) -> frozenset[Span]:
    """The lines of a part that gives only the general requirements, where another one gives the work."""
    of_work = [part for part in parts if not _IS_GUIDANCE.search(part.title) and not _OWN.search(part.title)]
    return frozenset(line.span for part in parts if of_work and _IS_GUIDANCE.search(part.title) for line in part.lines)


def _promises_nothing(sentence: Sequence[Clause], *, opening: bool) -> Reason | None:
    """Tell why a sentence promises nothing; None where it does."""
    whole = "，".join(clause.words for clause in sentence)
    if THANKS.search(whole):
        return Reason.THANKS
    if SLOGANS.search(whole):
        return Reason.SLOGAN
    if INTRODUCES.search(whole):
        return Reason.INTRODUCTION
    if opening:
        return Reason.SITUATION if SITUATION.search(whole) else Reason.GUIDANCE
    if SITUATION.search(whole):
        return Reason.SITUATION
    if GUIDANCE.search(whole):
        return Reason.GUIDANCE
    if not any(ACTS_IN.search(clause.words) for clause in sentence):
        return Reason.SITUATION
    return None


def _is_preface(sentences: Sequence[Sequence[Clause]]) -> bool:
    """Tell whether a paragraph between a chapter and its first objective only leads up to it."""
    return len(sentences) <= _LONGEST_PREFACE and not _GOES_ON.search(sentences[0][0].words)


def _leads_up_to(sentence: Sequence[Clause], behind: Sequence[Clause] | None, *, first: bool) -> Reason | None:
    """Tell whether a sentence without a figure only leads up to those behind it: their head, or in what spirit."""
    if behind is not None and is_head_within(sentence):
        return Reason.HEAD
    if first and behind is not None and len(sentence) <= _FEW_CLAUSES and LEADS.search(sentence[0].words):
        return Reason.GUIDANCE
    return None


def _joined(clauses: Sequence[Clause]) -> Span:
    return Span(clauses[0].span.start, clauses[-1].span.end)


def _trimmed(text: str, span: Span) -> Span:
    """A span without blanks and marks at its ends."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end)
