"""A table printed in two halves side by side → two tables, the left one first.

序号 | 任务 | 单位 | 序号 | 任务 | 单位
1    | …    | …    | 3    | …    | …
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.documents import Row, Table
from luoshi.tasktable.columns import is_header
from luoshi.tasktable.headings import compact


def side_by_side(table: Table) -> list[Table]:
    """Return the two halves where a table's headings stand twice, else nothing."""
    if table.ragged or table.width < 4 or table.width % 2:
        return []
    middle = table.width // 2
    header = next((row for row in table.rows[:10] if is_header(row)), None)
    if header is None:
        return []
    names = [compact(cell.text) for cell in header.cells]
    if names[:middle] != names[middle:] or len(set(names[:middle])) < 2 or _joined_at(table.rows, middle):
        return []
    return [_cut(table, 0, middle), _cut(table, middle, table.width)]


def _joined_at(rows: Sequence[Row], middle: int) -> bool:
    """Tell whether rows with several cells go across the middle, so that it is one table after all."""
    return any(row.cells[middle] is row.cells[middle - 1] for row in rows if len(row.distinct) > 2)


def _cut(table: Table, start: int, end: int) -> Table:
    return replace(table, rows=tuple(replace(row, cells=row.cells[start:end]) for row in table.rows))
