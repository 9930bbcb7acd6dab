"""The characters of a page → the words of its tables' cells."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from luoshi.documents.pdf_grid import Field, PageTable
from luoshi.documents.pdf_lines import Glyph, TextLine, joined, lines_of

_FULL = 10  # characters of a line that its column's width may have broken
_ENOUGH = 4  # lines that end in one place show how wide their column is
_MOST = 200  # lines that a column is judged by
_ONE = 12.0  # points: a character
_NEAR = 1.5  # of a line's height: how far below another line words of the same cell stand at the most


class Rooms:
    """How far lines reach in each column, over all pages: full lines show where it keeps more room on the right."""

    def __init__(self) -> None:
        self._ends: dict[tuple[int, int], list[float]] = {}  # of full lines, by a column's sides in points
        self._reach: dict[tuple[int, int], float | None] = {}  # how far those of a column reach, as far as it is known

    def learn(self, box: Field, lines: Sequence[TextLine]) -> None:
        """Take the ends of a cell's lines that its width may have broken."""
        sides = round(box.x0), round(box.x1)
        ends = self._ends.setdefault(sides, [])
        if len(lines) > 1 and len(ends) < _MOST:
            ends += [line.x1 + line.size / 2 for line in lines[:-1] if len(line.glyphs) >= _FULL]
            self._reach.pop(sides, None)

    def width(self, box: Field, padding: float) -> float:
        """How wide a line may be in a cell whose words stand `padding` from its side."""
        sides = round(box.x0), round(box.x1)
        if sides not in self._reach:
            ends = self._ends.get(sides, [])
            right = max(ends, default=0.0)
            known = sum(1 for end in ends if end > right - _ONE) >= _ENOUGH
            self._reach[sides] = right if known else None
        reach, width = self._reach[sides], box.x1 - box.x0 - 2 * padding
        return width if reach is None else min(width, reach - box.x0 - padding)


def in_cells(glyphs: Iterable[Glyph], tables: Sequence[PageTable]) -> tuple[list[dict[int, list[Glyph]]], list[Glyph]]:
    """Give each character to the cell in which its middle lies; those outside all tables come second."""
    cells: list[dict[int, list[Glyph]]] = [{} for _ in tables]
    outside: list[Glyph] = []
    left = right = top = bottom = 0.0  # of the band that the last character lay in: the next mostly lies there too
    into = outside
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if left <= x < right and top <= y < bottom:
            into.append(glyph)
            continue
        index = next((i for i, table in enumerate(tables) if table.holds(x, y)), None)
        owner = tables[index].field_at(x, y) if index is not None else None
        if index is None or owner is None:
            outside.append(glyph)
            continue
        into = cells[index].setdefault(owner, [])
        left, right, top, bottom = tables[index].band_at(x, y)
        into.append(glyph)
    return cells, outside


def overhanging(table: PageTable, cells: dict[int, list[Glyph]], outside: list[Glyph]) -> list[Glyph]:
    """Give the words right below a table to the cells that go on there; return those that stay outside.

    Where a browser parts a merged cell between two pages, its words may run on below the last row, and below the
    rules. Such a cell has no rule at its end while others have one, and the words stand under it alone.
    """
    last = len(table.ys) - 2
    is_open = table.open_below(last)
    if all(is_open) or not any(is_open):
        return outside
    bottom = table.bottom
    for line in lines_of(glyph for glyph in outside if glyph.top >= table.bottom - glyph.size / 2):
        parts = line.pieces(0.6)
        columns = [_column_of(part, table) for part in parts]
        if line.top - bottom > _NEAR * line.size or not all(c is not None and is_open[c] for c in columns):
            break
        bottom = line.bottom
        for part, column in zip(parts, columns, strict=True):
            assert column is not None
            cells.setdefault(table.owner[last, column], []).extend(part.glyphs)
            taken = {id(glyph) for glyph in part.glyphs}
            outside = [glyph for glyph in outside if id(glyph) not in taken]
    return outside


def _column_of(part: TextLine, table: PageTable) -> int | None:
    """The column within which a piece stands whole."""
    bands = enumerate(zip(table.xs, table.xs[1:], strict=False))
    return next((c for c, (left, right) in bands if left - 1 <= part.x0 and part.x1 <= right + 1), None)


def texts_of(table: PageTable, cells: dict[int, list[Glyph]], rooms: Rooms) -> dict[int, str]:
    """The words of a table's cells, by the cells' index."""
    turned = {index: turn for index, glyphs in cells.items() if (turn := _turn_of(glyphs))}
    lines = {index: lines_of(glyphs) for index, glyphs in cells.items() if index not in turned}
    padding = _padding(table.fields, lines)
    boxes = table.fields
    for i, found in lines.items():
        rooms.learn(boxes[i], found)
    texts = {}
    for i, found in lines.items():
        texts[i] = joined(found, rooms.width(boxes[i], padding))
    for i in turned:
        texts[i] = _turned_text(cells[i], boxes[i].bottom - boxes[i].top - 2 * padding)
    return texts


def _turn_of(glyphs: Sequence[Glyph]) -> int:
    """The turn of the first character of a cell that is turned; 0 where none is."""
    return next((glyph.turn for glyph in glyphs if glyph.turn), 0)


def _turned_text(glyphs: Sequence[Glyph], width: float) -> str:
    """The text of a cell that holds turned words: each turn apart, in the order in which they were drawn."""
    runs = (list(run) for _, run in groupby(glyphs, key=attrgetter("turn")))
    return "\n".join(text for run in runs if (text := joined(lines_of(g.upright() for g in run), width)))


def _padding(fields: Sequence[Field], lines: dict[int, list[TextLine]]) -> float:
    """How far words stand from their cell's sides: the least distance on the left in this table."""
    gaps = [line.x0 - fields[index].x0 for index, found in lines.items() for line in found]
    return max(0.0, min(gaps, default=0.0))
