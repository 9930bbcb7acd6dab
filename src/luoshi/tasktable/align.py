"""Cells of a ragged row → the columns that they belong under: the number shows how far the row has moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.documents import Cell, Row
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.contents import fits_units
from luoshi.tasktable.numbering import is_number

_UNIT_ROLES = ("lead", "cooperating", "responsible")


@dataclass(slots=True)
class Aligned:
    """A row with a cell or None for each column of the layout, and the cells that are too many."""

    row: Row
    cells: list[Cell | None]
    surplus: list[Cell]

    def at(self, index: int | None) -> Cell | None:
        return self.cells[index] if index is not None and index < len(self.cells) else None

    def text(self, index: int | None) -> str:
        cell = self.at(index)
        return cell.text.strip() if cell is not None else ""

    @property
    def filled(self) -> list[Cell]:
        """The cells with words, each once."""
        return [cell for cell in self.row.distinct if cell.text.strip()]


def aligned(row: Row, layout: Layout, *, ragged: bool) -> Aligned:
    """Put a row's cells under the layout's columns; only ragged rows can have moved."""
    if not ragged:
        return _placed(row, _chosen(row, layout), layout)
    cells: list[Cell | None] = list(row.cells)
    number = layout.index("no")
    if len(cells) == layout.width and not row.cells[0].text.strip() and row.cells[-1].text.strip():
        return _placed(row, cells, layout)  # no cell is missing: the first ones are empty
    if number is None:
        missing = max(0, layout.width - len(_trimmed(row.cells)))
        return _best(row, [[*([None] * shift), *cells] for shift in range(missing + 1)], layout)
    for shift in range(number + 1):
        if number - shift < len(cells) and is_number(row.cells[number - shift].text):
            return _placed(row, [*([None] * shift), *cells], layout)
    options = [cells, [*cells[:number], None, *cells[number:]]]
    options += [[*([None] * shift), *cells] for shift in range(1, number + 2)]
    return _best(row, options, layout)


def _chosen(row: Row, layout: Layout) -> list[Cell | None]:
    """Put a cell that covers several columns under the first of them that has a meaning."""
    chosen: list[Cell | None] = [None] * len(row.cells)
    start = 0
    while start < len(row.cells):
        end = start
        while end + 1 < len(row.cells) and row.cells[end + 1] is row.cells[start]:
            end += 1
        options = range(start, end + 1)
        known = (i for i in options if i < layout.width and layout.roles[i] != "extra")
        chosen[next(known, start)] = row.cells[start]
        start = end + 1
    return chosen


def _placed(row: Row, cells: list[Cell | None], layout: Layout) -> Aligned:
    surplus = [cell for cell in cells[layout.width :] if cell is not None and cell.text.strip()]
    kept = cells[: layout.width]
    return Aligned(row, [*kept, *([None] * (layout.width - len(kept)))], surplus)


def _best(row: Row, options: Iterable[list[Cell | None]], layout: Layout) -> Aligned:
    return max((_placed(row, cells, layout) for cells in options), key=lambda option: _fit(option, layout))


def _trimmed(cells: Sequence[Cell]) -> Sequence[Cell]:
    end = len(cells)
    while end and not cells[end - 1].text.strip():
        end -= 1
    return cells[:end]


def _fit(option: Aligned, layout: Layout) -> float:
    """Weigh how well cells suit their columns: units under units, the longest words under the text."""
    score = -3.0 * len(option.surplus)
    longest = max((len(cell.text) for cell in option.cells if cell is not None), default=0)
    for role, cell in zip(layout.roles, option.cells, strict=True):
        text = cell.text.strip() if cell is not None else ""
        if role in _UNIT_ROLES:
            score += 2 if text and fits_units(text) else -2 if text else -1
        elif role == "text":
            score += 2 if text and len(text) == longest else -2 if not text else -1 if fits_units(text) else 0
        elif role == "no":
            score += 2 if is_number(text) else -2 if text else 0
    return score
