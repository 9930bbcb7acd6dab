"""Merged cells that a page cuts: what stands at the foot of one page holds for the empty cell at the head of the next.

    1 | Parks  | Garden Bureau |         the end of a page
    2 | Lawns  |               |         the next page: the cell of the bureau goes on here

An empty cell is taken for the rest of a merged one only in the first row of a page, and only where the column merges
cells and leaves none empty otherwise, or where the empty cell itself goes over several rows.
"""

from dataclasses import dataclass, field, replace

from luoshi.documents import Cell
from luoshi.plan import Finding
from luoshi.tasktable import findings as tell
from luoshi.tasktable.align import Aligned
from luoshi.tasktable.columns import Layout

_ROLES = ("lead", "responsible", "cooperating", "leader", "due")


@dataclass(slots=True)
class RunOn:
    """What the rows of one layout have shown of its columns so far, and the cells that go on over a page."""

    layout: Layout | None = None
    merged: set[int] = field(default_factory=set)
    empty: set[int] = field(default_factory=set)
    last: Aligned | None = None
    whole: dict[int, tuple[Cell, Cell]] = field(default_factory=dict)  # by column, an empty cell and what it says

    def fill(self, item: Aligned, layout: Layout, *, at_top: bool) -> list[Finding]:
        """Put the words of merged cells into their rest at the head of a page; tell which these were.

        Args:
            at_top: the row is the first of a page on which the table goes on.
        """
        if layout is not self.layout:
            self.layout, self.merged, self.empty, self.last, self.whole = layout, set(), set(), None, {}
        told = []
        for index in (i for i, role in enumerate(layout.roles) if role in _ROLES):
            cell = item.at(index)
            if cell is None:
                continue
            if at_top and self._is_rest(index, cell):
                before = self.last.at(index) if self.last is not None else None
                assert before is not None
                self.whole[index] = cell, replace(cell, text=before.text)
                told.append(tell.cell_goes_on(cell.place, layout.names[index], before.text))
            known = self.whole.get(index)
            if known is not None and known[0] is cell:
                item.cells[index] = known[1]
            elif not cell.text.strip():
                self.empty.add(index)
            elif cell.row_span > 1:
                self.merged.add(index)
        self.last = item
        return told

    def _is_rest(self, index: int, cell: Cell) -> bool:
        if cell.text.strip() or self.last is None or not self.last.text(index) or index in self.empty:
            return False
        return cell.row_span > 1 or index in self.merged
