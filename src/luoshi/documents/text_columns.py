"""Text set in two or three columns → its lines in the order in which they are read: column by column.

    A title over the whole page                 across
    1. parks are built,      3. roads are       a zone of two columns: the left one first,
    2. schools are opened.   mended.            then the right one below it
    A heading over the whole page               across, and the next zone follows

Columns are known by gutters, strips that hardly a line crosses, where the columns are about as broad as each other,
their lines fill them, and stand under one another without gaps. A table without rules has none of it: its columns
differ, its cells are short, and rows leave room under the shorter cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from luoshi.documents.pdf_lines import Glyph, TextLine, lines_of

_MOST_COLUMNS = 3
_FEWEST = 4  # lines in the first column
_GUTTER = 0.9  # of a character's height, that a gutter is broad at the least
_CROSSING = 0.25  # of the lines, that may go across: titles, headings, notes
_BROADER = 1.25  # how much broader than another a column may be
_NARROWEST = 7  # characters in a column
_SHORT = 2.5  # characters by which a line that fills its column may end before it
_FILLED = 0.4  # of a column's lines fill it: the last lines of paragraphs do not
_LOOSE = 0.15  # of the gaps between a column's lines may be those around headings
_LEADING = 1.6  # of the usual distance of two lines, from which they stand apart


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that are read on end; `stacked` tells that they stood in columns and were laid one below another."""

    lines: tuple[TextLine, ...]
    stacked: bool = False


def in_reading_order(lines: Sequence[TextLine]) -> list[Run]:
    """Return the lines of a page, or of a stretch of it, in runs: as they stand, or column by column."""
    if len(lines) < _FEWEST:
        return [Run(tuple(lines))]
    size = median(line.size for line in lines)
    gutters = _gutters(lines, size)
    if not 0 < len(gutters) < _MOST_COLUMNS:
        return [Run(tuple(lines))]
    zones = _zones(lines, gutters)
    if not _are_text(zones, gutters, size):
        return [Run(tuple(lines))]
    return list(_runs(zones))


@dataclass(slots=True)
class _Zone:
    """Lines across all columns, or between these the lines of each column."""

    across: list[TextLine]
    columns: list[list[TextLine]]


def _gutters(lines: Sequence[TextLine], size: float) -> list[float]:
    """The middles of the strips that hardly a line crosses, between the outermost words."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = int(right - left) + 1
    if not 4 * _NARROWEST < width < 10_000:
        return []
    covered = [0] * (width + 1)
    for line in lines:
        for piece in line.pieces(_GUTTER):
            first, last = max(int(piece.x0 - left) + 1, 0), min(int(piece.x1 - left), width)
            for x in range(first, last):
                covered[x] += 1
    most = _CROSSING * len(lines)
    found, start = [], None
    for x in range(width + 1):
        if covered[x] <= most and x < width:
            start = x if start is None else start
        elif start is not None:
            if start > 0 and x < width and x - start >= _GUTTER * size - 1:
                found.append(left + (start + x) / 2)
            start = None
    return found


def _zones(lines: Sequence[TextLine], gutters: Sequence[float]) -> list[_Zone]:
    zones: list[_Zone] = []
    held: list[Glyph] = []

    def end() -> None:
        if held:
            bounds = [float("-inf"), *gutters, float("inf")]
            sides = [[g for g in held if low <= (g.x0 + g.x1) / 2 < high] for low, high in pairwise(bounds)]
            zones.append(_Zone([], [lines_of(side) for side in sides]))
            held.clear()

    for index, line in enumerate(lines):
        if _goes_across(line, gutters) or _is_title(lines, index, gutters):
            end()
            if not zones or zones[-1].columns:
                zones.append(_Zone([], []))
            zones[-1].across.append(line)
        else:
            held += line.glyphs
    end()
    return zones


def _goes_across(line: TextLine, gutters: Sequence[float]) -> bool:
    return any(piece.x0 < x < piece.x1 for piece in line.pieces(_GUTTER) for x in gutters)


def _is_title(lines: Sequence[TextLine], index: int, gutters: Sequence[float]) -> bool:
    """Tell whether a line within the middle one of three columns is a title: it alone stands at its height."""
    line = lines[index]
    if len(gutters) != _MOST_COLUMNS - 1 or not gutters[0] < line.x0 < line.x1 < gutters[1]:
        return False
    left, right = min(one.x0 for one in lines), max(one.x1 for one in lines)
    return abs((line.x0 + line.x1) - (left + right)) < line.size and all(
        other is line or other.top >= line.bottom - 1 or other.bottom <= line.top + 1 for other in lines
    )


def _are_text(zones: Sequence[_Zone], gutters: Sequence[float], size: float) -> bool:
    """Tell whether what stands between the gutters is running text rather than the cells of a table."""
    columns = [[zone.columns[i] for zone in zones if zone.columns] for i in range(len(gutters) + 1)]
    held = [[line for part in parts for line in part] for parts in columns]
    if len(held[0]) < _FEWEST or any(not column for column in held):
        return False
    sides = [(min(line.x0 for line in column), max(line.x1 for line in column)) for column in held]
    widths = [right - left for left, right in sides]
    if min(widths) < _NARROWEST * size or max(widths) > _BROADER * min(widths):
        return False
    for parts, column, (_, right) in zip(columns, held, sides, strict=True):
        full = sum(1 for line in column if right - line.x1 <= _SHORT * size)
        if full < _FILLED * len(column):
            return False
        steps = [after.top - line.top for part in parts for line, after in pairwise(part)]
        usual = median(steps) if steps else 0.0
        if sum(1 for step in steps if step > _LEADING * usual) > max(1, _LOOSE * len(steps)):
            return False
    return True


def _runs(zones: Sequence[_Zone]) -> Iterator[Run]:
    for zone in zones:
        if zone.across:
            yield Run(tuple(zone.across))
        else:
            yield Run(tuple(_stacked(zone.columns)), stacked=True)


def _stacked(columns: Sequence[Sequence[TextLine]]) -> Iterator[TextLine]:
    """Lay columns one below another: each begins a line's distance below the one before, at the same left side."""
    filled = [column for column in columns if column]
    steps = [after.top - line.top for column in filled for line, after in pairwise(column)]
    step = median(steps) if steps else filled[0][0].size
    left, last = min(line.x0 for line in filled[0]), filled[0][0].top - step
    for column in filled:
        right, down = left - min(line.x0 for line in column), last + step - column[0].top
        for line in column:
            yield TextLine(
                [Glyph(g.text, g.x0 + right, g.x1 + right, g.top + down, g.bottom + down, g.turn) for g in line.glyphs]
            )
        last = column[-1].top + down
