"""The lines of this year's parts, each under its chapter and objective."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.drafting.clauses import Clause, sentences_of
from luoshi.drafting.decomposition import Head
from luoshi.drafting.headings import Depth, Heading, heading_of, paragraph_head
from luoshi.drafting.parts import Part
from luoshi.drafting.report import Line
from luoshi.expressions import expression
from luoshi.place import Span

_SECOND = expression(r"(?:二是|二要|第二[，、]|（二）|2[.．、])")
_LONG_PARAGRAPH = 60
_LONGEST_SENTENCE_HEAD = 18
_LONGEST_WITHIN = 14
_MOST_OF = 0.5
_ITEM_ENDS = ("。", "；", ";")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text under its headings.

    Args:
        opening: it stands in front of the first heading below a part that is only called 今年工作.
        preface: it stands between a chapter's heading and the first objective of it.
    """

    line: Line
    span: Span
    chapter: Head | None
    objective: Head | None
    opening: bool = False
    preface: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What this year's parts hold: stretches of text, and the spans of the headings over them."""

    stretches: tuple[Stretch, ...]
    headings: tuple[Span, ...]


def outline_of(parts: Sequence[Part], text: str, works: frozenset[Span] = frozenset()) -> Outline:
    """Arrange the lines of this year's parts under their headings.

    Args:
        works: the lines that are livelihood works, which are never headings.
    """
    stretches: list[Stretch] = []
    headings: list[Span] = []
    for part in parts:
        reader = _Reader(part, text, works)
        stretches += reader.read()
        headings += reader.headings
    return Outline(tuple(stretches), tuple(headings))


class _Reader:
    """Goes through a part with the headings that stand over each line."""

    def __init__(self, part: Part, text: str, works: frozenset[Span]) -> None:
        self.part = part
        self.works = works
        self.text = text
        self.found = [heading_of(line) for line in part.lines]
        self.stack: list[tuple[Depth, Head]] = []
        self.headings: list[Span] = []
        self.has_paragraph_heads = self._mostly_headed()
        self.has_heads = self.has_paragraph_heads or any(
            heading is not None and self._heads(index, heading) for index, heading in enumerate(self.found)
        )

    def read(self) -> Iterator[Stretch]:
        if self.part.heading is not None and self.part.heading.alone:
            self.headings.append(self.part.heading.whole)
        for index, line in enumerate(self.part.lines):
            heading = self.found[index]
            if self._is_part_heading(line):
                heading = None
                start = self.part.heading.rest.start if self.part.heading else line.span.start
            elif heading is not None and self._heads(index, heading):
                self._push(heading, line)
                start = heading.rest.start
            else:
                start = line.span.start
                self._leave(heading)
            if heading is None and self.has_paragraph_heads:
                named = paragraph_head(line, start - line.span.start)
                self._leave_paragraph()
                if named is not None:
                    self._push(named, line)
                    start = named.rest.start
            if start < line.span.end:
                yield from self._stretches(line, Span(start, line.span.end))

    def _is_part_heading(self, line: Line) -> bool:
        heading = self.part.heading
        return heading is not None and not heading.alone and line.span.start <= heading.span.start < line.span.end

    def _mostly_headed(self) -> bool:
        """Tell whether most of the paragraphs without a number begin with a short sentence of their own."""
        plain = [
            line
            for line, heading in zip(self.part.lines, self.found, strict=True)
            if heading is None and len(line.text) > _LONG_PARAGRAPH
        ]
        return bool(plain) and sum(1 for line in plain if paragraph_head(line)) >= _MOST_OF * len(plain)

    def _heads(self, index: int, heading: Heading) -> bool:
        """Tell whether a numbered line is a heading, and not an item of a list: something stands below or behind it."""
        if heading.alone:
            if self._is_item(index, heading):
                return False
            behind = self.found[index + 1 : index + 2]
            follows = index + 1 < len(self.part.lines)
            return follows and (behind[0] is None or behind[0].depth > heading.depth)
        rest = self.text[heading.rest.start : heading.rest.end]
        if heading.depth in (Depth.FIRSTLY, Depth.POINT):
            return not _SECOND.search(rest) and not any(letter.isdigit() for letter in heading.text)
        return True

    def _is_item(self, index: int, heading: Heading) -> bool:
        """Tell whether a line with a number is an item by what it says or by the one before it, whatever follows.

        The last item of a list has prose behind it, as a heading has: 4.建成口袋公园20个。 各位代表！
        """
        line = self.part.lines[index]
        if line.span in self.works:
            return True
        if heading.depth < Depth.FIRSTLY:
            return False
        if any(letter.isdigit() for letter in heading.text) and line.text.rstrip().endswith(_ITEM_ENDS):
            return True
        before = self.found[index - 1] if index else None
        return before is not None and before.depth is heading.depth and before.alone

    def _push(self, heading: Heading, line: Line) -> None:
        while self.stack and self.stack[-1][0] >= heading.depth:
            self.stack.pop()
        self.stack.append((heading.depth, Head(heading.text, heading.span, line.place)))
        self.headings.append(heading.whole)

    def _leave(self, heading: Heading | None) -> None:
        """An item of a list ends what stood below its number before."""
        if heading is not None:
            while self.stack and self.stack[-1][0] >= heading.depth:
                self.stack.pop()

    def _leave_paragraph(self) -> None:
        while self.stack and self.stack[-1][0] >= Depth.PARAGRAPH:
            self.stack.pop()

    def _stretches(self, line: Line, span: Span) -> Iterator[Stretch]:
        """The text of a line, cut at the short sentences that are heads within it."""
        if self.stack and self.stack[-1][0] >= Depth.PARAGRAPH:
            yield self._stretch(line, span)
            return
        sentences = list(sentences_of(self.text, span.start, span.end))
        heads = [at for at in range(len(sentences) - 1) if _is_sentence_head(sentences[at], sentences[at + 1])]
        if len(heads) < 2:
            yield self._stretch(line, span)
            return
        if heads[0] > 0:
            yield self._stretch(line, Span(span.start, sentences[heads[0]][0].span.start))
        for at, behind in zip(heads, [*heads[1:], len(sentences)], strict=True):
            clause = sentences[at][0]
            head = Head(clause.words, Span(clause.span.start, clause.span.start + len(clause.words)), line.place)
            self.headings.append(head.span)
            self.stack.append((Depth.SENTENCE, head))
            yield self._stretch(line, Span(sentences[at + 1][0].span.start, sentences[behind - 1][-1].span.end))
            self.stack.pop()

    def _stretch(self, line: Line, span: Span) -> Stretch:
        heads = [head for _, head in self.stack]
        own = self.part.heading
        if own is not None and not (self.part.generic and heads):
            heads.insert(0, Head(own.text, own.span, line.place))
        opening = self.part.generic and self.has_heads and not self.stack
        preface = self.has_paragraph_heads and bool(self.stack) and self.stack[-1][0] < Depth.PARAGRAPH
        objective = heads[1] if len(heads) > 1 else None
        return Stretch(
            line, span, heads[0] if heads else None, objective, opening, preface and span.start > line.span.start
        )


def is_head_within(sentence: Sequence[Clause]) -> bool:
    """Tell whether a sentence in front of others is no more than their head: one short clause without a figure."""
    words = sentence[0].words
    return len(sentence) == 1 and len(words) <= _LONGEST_WITHIN and not any(letter.isdigit() for letter in words)


def _is_sentence_head(sentence: Sequence[Clause], behind: Sequence[Clause]) -> bool:
    """Tell whether a sentence is short, names no figure, and a longer one follows."""
    if len(sentence) != 1 or len(sentence[0].words) > _LONGEST_SENTENCE_HEAD:
        return False
    words = sentence[0].words
    return not any(letter.isdigit() for letter in words) and len(behind) > 1
