"""Cells with spans → rows of a grid in which a merged cell stands wherever it reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
        refuse_over(columns, self.limits.columns, "列", "columns", place)
        refuse_over(self.rows, self.limits.rows, "行", "rows", place)
        refuse_over(self.cells, self.limits.cells, "格", "cells", place)

    def text(self, text: str) -> str:
        """Count a text, and return it."""
        self.letters(len(text))
        return text

    def letters(self, count: int) -> None:
        """Count so many characters."""
        self.characters += count
        refuse_over(self.characters, self.limits.characters, "字", "characters")


def laid_out(pieces: Sequence[Piece], places: Mapping[int, Place], meter: Meter) -> tuple[Row, ...]:
    """Lay cells into rows; a position that no cell covers holds an empty one.

    A cell reaches no further than the table does, whatever its span says; where two overlap, the first stands. The
    work is that of the rows and columns that are returned.

    Args:
        places: the place of each row, by its index from 0; only these rows are returned.
    """
    begin: dict[int, list[Piece]] = {}
    for piece in pieces:
        begin.setdefault(piece.row, []).append(piece)
    width = _width(pieces, meter.limits.columns)
    rows: list[Row] = []
    open_cells: list[Cell | None] = [None] * width
    ends = [0] * width  # the row before which the open cell of each column ends
    reached = 0  # the row before which all open cells end
    for index in sorted({*places, *begin}):
        free = 0
        own = begin.get(index, ())
        if index >= reached and (place := places.get(index)) and _is_full(own, width):
            meter.row(width, place)
            meter.letters(sum(len(piece.text) for piece in own))
            rows.append(Row(tuple([Cell(piece.text, piece.place) for piece in own]), place))
            continue
        for piece in sorted(own, key=lambda piece: piece.column):
            cell = Cell(piece.text, piece.place, piece.row_span, piece.column_span)
            last = min(piece.column + piece.column_span, width)
            for column in range(max(piece.column, free), last):
                if ends[column] <= index:
                    open_cells[column], ends[column] = cell, index + piece.row_span
            if piece.row_span > 1:
                reached = max(reached, index + piece.row_span)
            free = max(free, last)
        if place := places.get(index):
            meter.row(width, place)
            line = [cell if end > index else None for cell, end in zip(open_cells, ends, strict=True)]
            meter.letters(_letters_in(line))
            rows.append(Row(_filled(line, place), place))
    return tuple(rows)


def _is_full(row: Sequence[Piece], width: int) -> bool:
    """Whether a row has a cell of its own in each column, as most have; nothing needs to be laid out there."""
    return len(row) == width and all(
        piece.column == column and piece.row_span == 1 and piece.column_span == 1 for column, piece in enumerate(row)
    )


def _letters_in(line: Sequence[Cell | None]) -> int:
    """Count the letters of a row; a merged cell counts in each row that it reaches, since there it is read again."""
    count = 0
    last = None
    for cell in line:
        if cell is not None and cell is not last:
            count += len(cell.text)
            last = cell
    return count


def _width(pieces: Sequence[Piece], most: int) -> int:
    """How many columns the cells take; a span over more columns than a table may have reaches over those there are."""
    begun = max((piece.column + 1 for piece in pieces), default=0)
    width = max((piece.column + piece.column_span for piece in pieces), default=0)
    return width if width <= most else max(begun, *(p.column + p.column_span for p in pieces if p.column_span <= most))


def _filled(line: Sequence[Cell | None], row: Place) -> tuple[Cell, ...]:
    """Put an empty cell where none stands; behind a few, one serves a whole gap, so that wide gaps cost nothing."""
    if None not in line:
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
