"""The text of a report: its paragraphs one below the other, so that a span says where a piece stands."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from luoshi.documents import Document, Paragraph, Table
from luoshi.documents.document import Block
from luoshi.drafting.wrapped import is_broken, is_page_mark, joined
from luoshi.place import Place, Span

_BROKEN_AT_A_WIDTH = ("text", "paste", "pdf")  # what has lines, and no paragraphs of its own


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the report; `span` is where it stands in the report's text.

    Args:
        level: the outline level that the format gives a heading, from 1; 0 for text.
    """

    text: str
    span: Span
    place: Place
    level: int = 0


@dataclass(frozen=True, slots=True)
class ReportText:
    """The words of a report in reading order; spans of what was cut from it count in `text`.

    Args:
        tables: where tables stand, which a report's tasks are not cut from, with the number of their letters.
        page_marks: the numbers of pages that stood among its lines, which are none of its words.
    """

    text: str
    lines: tuple[Line, ...]
    tables: tuple[tuple[Place, int], ...] = ()
    page_marks: tuple[tuple[Place, str], ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def line_at(self, position: int) -> Line:
        """Return the line in which a character stands."""
        return self.lines[max(0, bisect_right(self._starts, position) - 1)]

    def place_of(self, span: Span) -> Place:
        """Return where a span begins: its line, and its character of that as a column, so that no two stand at one."""
        line = self.line_at(span.start)
        return replace(line.place, column=span.start - line.span.start + 1)


def text_of(document: Document) -> ReportText:
    """Put a document's paragraphs one below the other; a number that the format prints itself stands before its own."""
    lines: list[Line] = []
    tables: list[tuple[Place, int]] = []
    at = 0
    marks: list[Paragraph] = []
    for block in _whole_paragraphs(document, marks):
        if isinstance(block, Table):
            tables.append((block.place, sum(len(cell.text) for row in block.rows for cell in row.distinct)))
            continue
        for text in _rows(block):
            lines.append(Line(text, Span(at, at + len(text)), block.place, block.level))
            at += len(text) + 1
    return ReportText(
        "\n".join(line.text for line in lines),
        tuple(lines),
        tuple(tables),
        tuple((one.place, one.text.strip()) for one in marks),
        tuple(line.span.start for line in lines),
    )


def _whole_paragraphs(document: Document, marks: list[Paragraph]) -> Iterator[Block]:
    """A document's blocks without the page numbers of a plain text, which go to `marks`.

    A text broken at a width has its paragraphs whole again, and so has a sentence that a page's number stands in.
    """
    if document.kind not in _BROKEN_AT_A_WIDTH:
        yield from document.blocks
        return
    paragraphs: list[Paragraph] = []
    within = False
    for block in document.blocks:
        if isinstance(block, Paragraph) and is_page_mark(block.text):
            marks.append(block)
            within = bool(paragraphs) and is_broken(paragraphs[-1].text)
        elif isinstance(block, Paragraph) and within:
            paragraphs[-1] = replace(paragraphs[-1], text=paragraphs[-1].text.rstrip() + block.text.strip())
            within = False
        elif isinstance(block, Paragraph):
            paragraphs.append(block)
        else:
            yield from joined(paragraphs)
            paragraphs, within = [], False
            yield block
    yield from joined(paragraphs)


def _rows(paragraph: Paragraph) -> Sequence[str]:
    """A paragraph that breaks its lines is several: a heading above its text in one."""
    rows = [row.strip() for row in paragraph.text.replace("\v", "\n").split("\n") if row.strip()]
    return [paragraph.label + rows[0], *rows[1:]] if rows and paragraph.label else rows
