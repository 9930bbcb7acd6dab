"""The text of a report: its paragraphs one below the other, so that a span says where a piece stands."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from luoshi.documents import Document, Paragraph, Table
from luoshi.place import Place, Span


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
    """

    text: str
    lines: tuple[Line, ...]
    tables: tuple[tuple[Place, int], ...] = ()
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
    for block in document.blocks:
        if isinstance(block, Table):
            tables.append((block.place, sum(len(cell.text) for row in block.rows for cell in row.distinct)))
            continue
        for text in _rows(block):
            lines.append(Line(text, Span(at, at + len(text)), block.place, block.level))
            at += len(text) + 1
    return ReportText(
        "\n".join(line.text for line in lines), tuple(lines), tuple(tables), tuple(line.span.start for line in lines)
    )


def _rows(paragraph: Paragraph) -> Sequence[str]:
    """A paragraph that breaks its lines is several: a heading above its text in one."""
    rows = [row.strip() for row in paragraph.text.replace("\v", "\n").split("\n") if row.strip()]
    return [paragraph.label + rows[0], *rows[1:]] if rows and paragraph.label else rows
