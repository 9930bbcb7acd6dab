"""Cells with spans → rows of a grid in which a merged cell stands wherever it reaches."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from luoshi.documents.document import Cell, Row
from luoshi.documents.limits import Limits, refuse_over
from luoshi.place import Place

_OWN_PLACE = 16  # empty cells side by side that have each a place of its own


@dataclass(slots=True)
class Piece:
    """A cell before it is laid into the grid; row and column count from 0."""

    row: int
    column: int
    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1


class Meter:
    """Counts what a document holds against the limits while it is read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows = 0
        self.cells = 0
        self.characters = 0

    def row(self, columns: int, place: Place | None = None) -> None:
        """Count one row of a table."""
        self.rows += 1
        self.cells += columns
        limits = self.limits
        if columns > limits.columns or self.rows > limits.rows or self.cells > limits.cells:
            refuse_over(columns, limits.columns, "列", "columns", place)
            refuse_over(self.rows, limits.rows, "行", "rows", place)
            refuse_over(self.cells, limits.cells, "格", "cells", place)

    def text(self, text: str) -> str:
        """Count a text, and return it."""
        self.letters(len(text))
        return text

    def letters(self, count: int) -> None:
        """Count so many characters."""
        self.characters += count
        refuse_over(self.characters, self.limits.characters, "字", "characters")


class Begun(NamedTuple):
    """The cells that begin in a row, from the left, each with its column, from 0."""

    columns: list[int]
    cells: list[Cell]


def laid_out(pieces: Sequence[Piece], places: Mapping[int, Place], meter: Meter) -> tuple[Row, ...]:
    """Lay cells into rows; see `laid_cells`."""
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        rows.setdefault(piece.row, []).append(piece)

    def begun(index: int) -> Begun:
        own = sorted(rows.get(index, ()), key=_COLUMN)
        cells = [Cell(piece.text, piece.place, piece.row_span, piece.column_span) for piece in own]
        return Begun([piece.column for piece in own], cells)

    most = meter.limits.columns
    width = max([piece.column + (piece.column_span if piece.column_span <= most else 1) for piece in pieces], default=0)
    return _laid(sorted({*places, *rows}), begun, width, places, meter)


_COLUMN = attrgetter("column")


def laid_cells(begun: Mapping[int, Begun], places: Mapping[int, Place], meter: Meter) -> tuple[Row, ...]:
    """Lay cells into rows; a position that no cell covers holds an empty one.

    A cell reaches no further than the table does, whatever its span says, and one that spans more columns than a table
    may have reaches over those there are; where two overlap, the first stands. The work is that of the rows and columns
    that are returned.

    Args:
        begun: the cells of each row, by its index from 0.
        places: the place of each row, by its index; only these rows are returned.
    """
    rows, most = begun.values(), meter.limits.columns
    ends = [row.columns[-1] + 1 for row in rows if row.columns]
    ends += [c + cell.column_span for row in rows for c, cell in zip(*row, strict=True) if 1 < cell.column_span <= most]
    width = max(ends, default=0)
    return _laid(sorted({*places, *begun}), lambda index: begun.get(index, _NONE), width, places, meter)


_NONE = Begun([], [])


def _laid(
    indexes: Sequence[int], begun: Callable[[int], Begun], width: int, places: Mapping[int, Place], meter: Meter
) -> tuple[Row, ...]:
    """Lay the cells of one row after another, each of which is asked for when its turn comes."""
    rows: list[Row] = []
    open_cells: list[Cell | None] = [None] * width
    ends = [0] * width  # the row before which the open cell of each column ends
    reached = 0  # the row before which all open cells end
    for index in indexes:
        line: list[Cell | None] = [None] * width
        if index < reached:
            line = [cell if end > index else None for cell, end in zip(open_cells, ends, strict=True)]
        free = 0
        for column, cell in zip(*begun(index), strict=True):
            if cell.row_span == 1 == cell.column_span:  # nearly all
                if line[column] is None:
                    line[column] = cell
                continue
            last = min(column + cell.column_span, width)
            end = index + cell.row_span
            for covered in range(max(column, free), last):
                if line[covered] is None:
                    line[covered] = open_cells[covered] = cell
                    ends[covered] = end
            reached = max(reached, end)
            free = max(free, last)
        if place := places.get(index):
            meter.row(width, place)
            meter.letters(_letters_in(line))
            rows.append(Row(_filled(line, place), place))
    return tuple(rows)


def _letters_in(line: Sequence[Cell | None]) -> int:
    """Count the letters of a row; a merged cell counts in each row that it reaches, since there it is read again."""
    count = 0
    last = None
    for cell in line:
        if cell is not None and cell is not last:
            count += len(cell.text)
            last = cell
    return count


def _filled(line: Sequence[Cell | None], row: Place) -> tuple[Cell, ...]:
    """Put an empty cell where none stands; behind a few, one serves a whole gap, so that wide gaps cost nothing."""
    if all(line):
        return tuple(line)  # type: ignore[arg-type]  # none of them is None
    cells: list[Cell] = []
    run = 0
    for column, cell in enumerate(line):
        run = 0 if cell is not None else run + 1
        if cell is None:
            cell = cells[-1] if run > _OWN_PLACE else _empty(row, column)
        cells.append(cell)
    return tuple(cells)


def _empty(row: Place, column: int) -> Cell:
    place = Place(row.page, row.sheet, row.table, row.row, column + 1, None, row.paragraph, row.line)
    return Cell("", place)
