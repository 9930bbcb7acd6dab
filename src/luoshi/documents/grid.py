"""Cells with spans → rows of a grid in which a merged cell stands wherever it reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luoshi.documents.document import Cell, Row
from luoshi.documents.limits import Limits, refuse_over
from luoshi.place import Place


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
        self.characters += len(text)
        refuse_over(self.characters, self.limits.characters, "字", "characters")
        return text


def laid_out(pieces: Sequence[Piece], places: Mapping[int, Place], meter: Meter) -> tuple[Row, ...]:
    """Lay cells into rows; a position that no cell covers holds an empty one.

    Args:
        places: the place of each row, by its index from 0; only these rows are returned.
    """
    width = max((piece.column + piece.column_span for piece in pieces), default=0)
    grid: dict[int, list[Cell | None]] = {}
    for index, place in places.items():
        meter.row(width, place)
        grid[index] = [None] * width
    for piece in pieces:
        cell = Cell(meter.text(piece.text), piece.place, piece.row_span, piece.column_span)
        for index in range(piece.row, piece.row + piece.row_span):
            line = grid.get(index)
            if line is None:
                continue
            for column in range(piece.column, piece.column + piece.column_span):
                if line[column] is None:
                    line[column] = cell
    return tuple(
        Row(tuple(cell or _empty(places[index], column) for column, cell in enumerate(line)), places[index])
        for index, line in sorted(grid.items())
    )


def _empty(row: Place, column: int) -> Cell:
    place = Place(row.page, row.sheet, row.table, row.row, column + 1, None, row.paragraph, row.line)
    return Cell("", place)
