"""Columns of a table that has rules between its rows only, told by where those rules are pieced together.

A browser draws the line under a row cell by cell, so its pieces end where columns do. Their ends are made upright
rules here, row by row, except where words go across: a chapter's line over all columns stays one cell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.documents.pdf_grid import Rule
from luoshi.documents.pdf_lines import Glyph, TextLine, lines_of

_SNAP = 2.5  # points within which two ends are one
_TOUCHING = 1.5  # points between two pieces of one line
_MOST_ROWS, _MOST_PIECES = 400, 20_000  # of a page; what has more is a drawing
_APART = 0.3  # of a character's height, between words of two columns at the least
_HEADING = 1.5  # of a line's height: how far over the first rule its words stand at the most


@dataclass(slots=True)
class _Lined:
    """The pieced lines of one table: their heights, and where their pieces end."""

    heights: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)

    def shares(self, ends: Sequence[float]) -> bool:
        """Tell whether two ends and a third stand where ends of this table do."""
        return sum(1 for end in ends if any(abs(end - known) <= _SNAP for known in self.ends)) >= 3

    def columns(self) -> list[float]:
        """The ends that two lines have, or more, from left to right, and the outermost in any case."""
        edges: list[list[float]] = []
        for end in sorted(self.ends):
            if edges and end - edges[-1][0] <= _SNAP:
                edges[-1].append(end)
            else:
                edges.append([end])
        outer = edges[0], edges[-1]
        return [edge[0] for edge in edges if len(edge) > 1 or edge in outer]


def columns_by_pieces(
    level: Iterable[Rule], upright: Sequence[Rule], glyphs: Sequence[Glyph]
) -> tuple[list[Rule], list[Rule]]:
    """Return upright rules for tables whose horizontal rules are pieced together, and the rules around their heads.

    A head that is repeated on each page has no line of its own over a merged cell that goes on there.

    Args:
        level: horizontal rules as they were drawn. upright: where these stand, columns are drawn already.
    """
    made: list[Rule] = []
    heads: list[Rule] = []
    rules = list(level)
    for table in _lined_tables(rules) if len(rules) <= _MOST_PIECES else ():
        edges, heights = table.columns(), sorted(table.heights)
        if len(edges) < 4 or not 2 <= len(heights) <= _MOST_ROWS or _is_drawn(upright, edges, heights):
            continue
        inside = [g for g in glyphs if edges[0] - _SNAP <= g.x0 and g.x1 <= edges[-1] + _SNAP]
        heights = [_top_of_head(inside, heights[0]), *heights]
        heads += [Rule(height, edges[0], edges[-1]) for height in heights[:2]]
        for top, bottom in pairwise(heights):
            lines = lines_of(g for g in inside if top <= (g.top + g.bottom) / 2 < bottom)
            made += [Rule(x, top, bottom) for x in edges if not any(_goes_across(line, x) for line in lines)]
    return made, heads


def _lined_tables(level: Iterable[Rule]) -> list[_Lined]:
    tables: list[_Lined] = []
    for height, ends in _pieced(level):
        table = next((t for t in tables if t.shares(ends)), None)
        if table is None:
            table = _Lined()
            tables.append(table)
        table.heights.append(height)
        table.ends += ends
    return tables


def _pieced(level: Iterable[Rule]) -> Iterable[tuple[float, list[float]]]:
    """The lines that three pieces or more make, from top to bottom: their heights and the ends of the pieces."""
    rows: list[list[Rule]] = []
    for rule in sorted(level, key=lambda r: r.at):
        if rows and rule.at - rows[-1][0].at <= 1:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    for row in rows:
        row.sort(key=lambda r: r.start)
        touching = [after.start for rule, after in pairwise(row) if abs(after.start - rule.end) <= _TOUCHING]
        if len(touching) >= 2:
            yield row[0].at, [row[0].start, *touching, max(rule.end for rule in row)]


def _is_drawn(upright: Sequence[Rule], edges: Sequence[float], heights: Sequence[float]) -> bool:
    """Tell whether columns have rules of their own, over half the table's height together: signs have short sides."""
    first, last = heights[0], heights[-1]
    inner = [r for r in upright if any(abs(r.at - edge) <= _SNAP for edge in edges[1:-1])]
    return sum(max(0.0, min(r.end, last) - max(r.start, first)) for r in inner) * 2 > last - first


def _top_of_head(glyphs: Sequence[Glyph], first: float) -> float:
    """The height over the lines of words that stand right over the first rule: the head of the table."""
    top = first
    for line in reversed(lines_of(g for g in glyphs if (g.top + g.bottom) / 2 < first)):
        if top - line.bottom > _HEADING * line.size * (1 if top == first else 0.5):
            break
        top = line.top
    return top - 1


def _goes_across(line: TextLine, x: float) -> bool:
    """Tell whether words of a line stand on both sides of x without a gap between them."""
    if any(glyph.x0 < x - 0.5 and glyph.x1 > x + 0.5 for glyph in line.glyphs):
        return True
    return any(
        (before.x0 + before.x1) / 2 < x < (after.x0 + after.x1) / 2 and after.x0 - before.x1 < _APART * line.size
        for before, after in pairwise([glyph for glyph in line.glyphs if glyph.text.strip()])
    )
