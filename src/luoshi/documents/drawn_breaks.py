"""Tables that go on over a page: marked, and their merged cells made whole.

A row that a page cuts is joined by the reader of rows, who knows its number. A merged cell is joined here: where a
document rules the ends of its pages, a cell without a rule at the end goes on, words and all, on the next page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from luoshi.documents.document import Block, Cell, Table


@dataclass(frozen=True, slots=True)
class Ends:
    """For each column of a table on a page: whether the cell in its first row, and in its last, lacks a rule there."""

    above: tuple[bool, ...]
    below: tuple[bool, ...]


def over_pages(blocks: Sequence[Block], ends: Mapping[int, Ends]) -> list[Block]:
    """Mark tables that go on in the next block (the next page begins with a table as wide), and join their cells.

    Args:
        ends: of ruled tables, by the table's number.
    """
    found = list(blocks)
    cuts: list[tuple[int, int]] = []  # the block that a page ends, and a column
    breaks = [i for i, after in enumerate(found[1:]) if _goes_on(found[i], after)]
    ruled = any(not all(_ends(found[i], ends).below) for i in breaks)
    for i in breaks:
        table, after = found[i], found[i + 1]
        assert isinstance(table, Table)
        found[i] = table = replace(table, broken_by_page=True)
        assert isinstance(after, Table)
        for column in range(table.width) if ruled else ():
            before, rest = table.rows[-1].cells[column], after.rows[0].cells[column]
            is_open = _ends(table, ends).below[column] and _ends(after, ends).above[column]
            if is_open and (before.row_span > 1 or rest.row_span > 1):
                found[i + 1] = after = _with_text(after, rest, _joined(before.text, rest.text))
                cuts.append((i, column))
    for i, column in reversed(cuts):  # the last page of a cell has the whole of it
        table, after = found[i], found[i + 1]
        assert isinstance(table, Table)
        assert isinstance(after, Table)
        found[i] = _with_text(table, table.rows[-1].cells[column], after.rows[0].cells[column].text)
    return found


def _goes_on(block: Block, after: Block) -> bool:
    return (
        isinstance(block, Table)
        and isinstance(after, Table)
        and after.place.page != block.place.page
        and after.width == block.width
    )


def _ends(block: Block, ends: Mapping[int, Ends]) -> Ends:
    """The ends of a table; one without rules is taken as closed."""
    assert isinstance(block, Table)
    closed = (False,) * block.width
    return ends.get(block.place.table or 0, Ends(closed, closed))


def _joined(before: str, rest: str) -> str:
    before, rest = before.strip(), rest.strip()
    return before if rest == before else "\v".join(filter(None, (before, rest)))


def _with_text(table: Table, cell: Cell, text: str) -> Table:
    """Return the table with another text in one cell, wherever it reaches."""
    if text == cell.text:
        return table
    new = replace(cell, text=text)
    rows = tuple(
        replace(row, cells=tuple(new if one is cell else one for one in row.cells)) if cell in row.cells else row
        for row in table.rows
    )
    return replace(table, rows=rows)
