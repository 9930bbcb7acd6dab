"""A merged cell that a page's end cuts → the whole of it on both pages.

page 1   做强做优先 | 7 | …       page 2   进制造业 | 8 | …      the words run on
page 1   市科技局   | 7 | …       page 2            | 8 | …      the words stand on the first page only
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luoshi.documents import Cell, Row, Table
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.header_rows import end_of_header, is_header
from luoshi.tasktable.wording import flowing
from luoshi.units import looks_like_unit, split_units

_HEADED = 6  # rows of a page within which its repeated header stands
_SHORTEST = 3  # characters of a unit's name
_UNITS = ("lead", "cooperating", "responsible")
_NAMED = ("objective", "chapter", "lead")  # columns in which hardly a row has nothing
_FIELDS = ("objective", "chapter", "text", "step", "due", "leader")


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut cell: its column, and the whole of it as it stands on each page; `rest` is what the second page has."""

    column: int
    before: Cell
    whole: Cell
    rest: Cell


def first_row(table: Table) -> int:
    """The index of a page's first row below its repeated header."""
    top = table.rows[:_HEADED]
    header = next((i for i, row in enumerate(top) if is_header(row)), None)
    return end_of_header(table.rows, header) if header is not None else 0


def made_whole(last: Table, table: Table, layout: Layout, *, row_goes_on: bool) -> tuple[Table, list[Cut]]:
    """Return the table of a page with the whole of the cells that the page before it began.

    Args:
        row_goes_on: the page's first row is the rest of the last row before it.
    """
    index = first_row(table)
    if index >= len(table.rows) or not last.rows or last.width != table.width or layout.width != table.width:
        return table, []
    cuts = list(_cuts(last.rows, table.rows[index], layout, row_goes_on=row_goes_on))
    for cut in cuts:
        rest = table.rows[index].cells[cut.column]
        whole = replace(cut.whole, row_span=rest.row_span)
        rows = tuple(
            replace(row, cells=tuple(whole if one is rest else one for one in row.cells)) for row in table.rows
        )
        table = replace(table, rows=rows)
    return table, cuts


def _cuts(above: Sequence[Row], first: Row, layout: Layout, *, row_goes_on: bool) -> Iterator[Cut]:
    for column, (before, rest, role) in enumerate(zip(above[-1].cells, first.cells, layout.roles, strict=True)):
        if before.column_span > 1 or rest.column_span > 1 or role == "no" or not before.text.strip():
            continue
        if before.row_span < 2 and rest.row_span < 2:
            continue
        words, more = before.text.strip(), rest.text.strip()
        if not more and (rest.row_span > 1 or role in _NAMED):
            yield Cut(column, before, before, rest)
        elif more and more != words and (row_goes_on or _breaks_off(above, column, role, more)):
            yield Cut(column, before, replace(before, text=f"{words}\v{more}"), rest)


def _breaks_off(above: Sequence[Row], column: int, role: str, more: str) -> bool:
    """Tell whether a cell's words break off at the page's end: within a name, or where the cell is full of them."""
    cell = above[-1].cells[column]
    words = flowing(cell.text)
    if role in _UNITS:
        first = split_units(more)[:1]
        return (
            not looks_like_unit(split_units(cell.text)[-1]) or more[0] in "、，,）)" or len("".join(first)) < _SHORTEST
        )
    if words[-1] in "。；;！!）)":
        return False
    if words[-1] in "，,、：:（(":
        return True
    lines = re.split(r"[\n\v]", cell.text.strip())
    covered = [row for row in above if row.cells[column] is cell]
    return len(lines) >= sum(map(_height, covered)) and len(lines[-1]) == max(map(len, lines))


def _height(row: Row) -> int:
    """The lines of a row's own cells."""
    return max((len(re.split(r"[\n\v]", cell.text)) for cell in row.cells if cell.row_span == 1), default=1)


def tell_drafts(drafts: Sequence[Draft], cut: Cut, layout: Layout) -> None:
    """Give tasks that were read from the first page the whole of a cell."""
    role, place, text = layout.roles[cut.column], cut.before.place, cut.whole.text
    for draft in reversed(drafts):
        if draft.place.table != place.table and draft.place.page != place.page and place not in draft.places.values():
            break
        if role in _FIELDS and draft.places.get(role) == place:
            setattr(draft, role, flowing(text))
        elif role in _UNITS and place in (draft.places.get("lead"), draft.places.get("cooperating")):
            draft.units[role] = text
        elif role == "report":
            for answer in draft.answers:
                answer.text = flowing(text) if answer.place == place else answer.text
        elif draft.places.get(f"extra.{layout.names[cut.column]}") == place:
            draft.extra[layout.names[cut.column]] = flowing(text)
