"""A table whose tasks are columns → the same table with a row a task.

序号     | 1           | 2
重点任务 | 新建公园5个 | 改造道路6条
牵头单位 | 区城管局    | 区住建局
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.documents import Cell, Row, Table
from luoshi.tasktable.header_rows import is_header
from luoshi.tasktable.headings import meaning_of

_FEWEST_LABELS, _FEWEST_TASKS = 3, 2
_LONGEST_LABEL = 8


def upright(table: Table) -> Table | None:
    """Return a table with its columns as rows, where its first column names what its rows hold; else None.

    Rows of one cell above and below, a title and notes, stay rows of one cell.
    """
    body = [row for row in table.rows if len(row.distinct) > 1]
    width = table.width
    if table.ragged or width <= _FEWEST_TASKS or len(body) < _FEWEST_LABELS:
        return None
    if any(is_header(row) for row in table.rows) or any(len(row.cells) != width for row in body):
        return None
    columns = [_column(body, index) for index in range(width)]
    if not is_header(columns[0]) or not _are_labels(columns[0]) or _names_more(columns[1:]):
        return None
    first, last = table.rows.index(body[0]), table.rows.index(body[-1])
    return replace(table, rows=(*table.rows[:first], *columns, *table.rows[last + 1 :]))


def _column(rows: Sequence[Row], index: int) -> Row:
    turned: dict[int, Cell] = {}
    for row in rows:
        cell = row.cells[index]
        turned.setdefault(id(cell), replace(cell, row_span=cell.column_span, column_span=cell.row_span))
    cells = tuple(turned[id(row.cells[index])] for row in rows)
    return Row(cells, rows[0].cells[index].place)


def _are_labels(column: Row) -> bool:
    """Tell whether cells name the fields of tasks, the units among them."""
    meanings = [meaning_of(cell.text) for cell in column.distinct if cell.text.strip()]
    known = [meaning for meaning in meanings if meaning]
    return len(known) * 4 >= 3 * len(meanings) and any(m in ("lead", "responsible") for m in known)


def _names_more(columns: Sequence[Row]) -> bool:
    """Tell whether other columns hold labels too, as forms of names and values side by side do."""
    names = [
        cell.text
        for row in columns
        for cell in row.cells
        if len(cell.text.strip()) <= _LONGEST_LABEL
        and meaning_of(cell.text) in ("lead", "cooperating", "due", "report")
    ]
    return len(names) > 1
