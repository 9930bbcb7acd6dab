"""A table printed in blocks side by side → a table a block, the left one first.

序号 | 任务 | 单位 | 序号 | 任务 | 单位
1    | …    | …    | 3    | …    | …

An empty column may part the blocks.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from luoshi.documents import Row, Table
from luoshi.tasktable.header_rows import is_header
from luoshi.tasktable.headings import compact

_MOST_BLOCKS = 4
_NARROWEST = 2  # columns of a block


def side_by_side(table: Table) -> list[Table]:
    """Return the blocks where a table's headings stand twice or more often, else nothing."""
    width = table.width
    if table.ragged or width < 2 * _NARROWEST:
        return []
    header = next((row for row in table.rows[:10] if is_header(row)), None)
    if header is None or any(len(row.cells) != width for row in table.rows):
        return []
    kept = [i for i in range(width) if any(_words(row, i) for row in table.rows if len(row.distinct) > 1)]
    names = [compact(header.cells[i].text) for i in kept]
    count = next((n for n in range(_MOST_BLOCKS, 1, -1) if _repeat(names, n)), 0)
    if not count:
        return []
    width = len(names) // count
    blocks = [kept[start : start + width] for start in range(0, len(kept), width)]
    if any(_joined_at(table.rows, left[-1], right[0]) for left, right in pairwise(blocks)):
        return []
    return [_cut(table, columns) for columns in blocks]


def _words(row: Row, index: int) -> str:
    return row.cells[index].text.strip()


def _repeat(names: Sequence[str], count: int) -> bool:
    """Tell whether names are the same block so many times, with different names in it."""
    width, rest = divmod(len(names), count)
    block = list(names[:width])
    return not rest and width >= _NARROWEST and len(set(block)) > 1 and list(names) == block * count


def _joined_at(rows: Sequence[Row], left: int, right: int) -> bool:
    """Tell whether rows with several cells go across the blocks, so that it is one table after all."""
    return any(row.cells[right] is row.cells[left] for row in rows if len(row.distinct) > 2)


def _cut(table: Table, columns: Sequence[int]) -> Table:
    rows = tuple(replace(row, cells=tuple(row.cells[i] for i in columns)) for row in table.rows)
    return replace(table, rows=rows)
