"""Columns without rules: words that stand under one another, with empty gutters between.

A header line of three or more pieces gives the columns. What follows belongs to the table
while every piece lies within one column. A row begins where its first column has a word,
at a rule, or after a wider gap than between the lines of a cell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.documents.centred import centred_rows
from luoshi.documents.layout_items import (
    ALIGNED,
    NUMBER,
    Columns,
    LayoutItem,
    beside,
    continued,
    crosses,
    nearest,
    split_at,
)

_APART = 0.15  # of a line's height, by which rows stand further apart than lines at the least
_NUMBERS_HEADING = re.compile(r"^(?:序\s*号?|编\s*号|号|项次|No\.?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A table in lines `first` to `last`, both counted.

    Each row has a text for every column, or one text alone for a line over all columns (a
    chapter). `starts` gives the line on which each row begins.
    """

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]
    starts: tuple[int, ...]
    columns: Columns


def unruled_tables(
    lines: Sequence[Sequence[LayoutItem]], rules: Sequence[float] = (), known: Columns | None = None
) -> list[Found]:
    """Find tables in lines of pieces.

    Args:
        rules: the heights of horizontal rules.
        known: the columns of the table with which the page before ended; it may go on without a header.
    """
    found: list[Found] = []
    index = 0
    while index < len(lines):
        # a page that goes on with a table has three pieces on a line too: they head nothing
        goes_on = known is not None and index < 3 and not found and _continues(lines[index : index + 4], known)
        columns = known if goes_on else _columns(lines, index)
        if columns is None:
            index += 1
            continue
        lines = [*lines[:index], *(split_at(line, columns) for line in lines[index:])]
        last = index
        while last + 1 < len(lines) and (_belongs(lines[last + 1], columns) or _goes_on(lines, last + 1, columns)):
            last += 1
        if last > index or columns is known:
            inside = lines[index : last + 1]
            has_head = columns is not known
            key = _key_column(inside[1:] if has_head else inside, columns, least=2 if has_head else 1)
            found_rows = centred_rows(inside, columns, key, head=has_head)
            rows, starts = found_rows or _Rows(inside, columns, rules, key).read()
            found.append(Found(index, last, rows, tuple(index + start for start in starts), columns))
        index = last + 1
    return found


def _continues(lines: Sequence[Sequence[LayoutItem]], known: Columns) -> bool:
    """Tell whether a page goes on with the columns of the page before.

    Its first line stands in them, and is no paragraph: it has several pieces, or one that begins where a column
    behind the first does; or rows of pieces follow soon.
    """
    first = lines[0]
    if not _belongs(first, known):
        return False
    if len(first) > 1 or any(len(line) > 2 and _belongs(line, known) for line in lines[1:]):
        return True
    return any(abs(item.x0 - left) <= ALIGNED for item in first for left, _ in known[1:])


def _goes_on(lines: Sequence[Sequence[LayoutItem]], index: int, columns: Columns) -> bool:
    """Tell whether a line over several columns stands within the table: rows of pieces follow it soon."""
    if len(lines[index]) > 1:
        return False
    return any(len(line) > 2 and _belongs(line, columns) for line in lines[index + 1 : index + 4])


def _columns(lines: Sequence[Sequence[LayoutItem]], start: int) -> Columns | None:
    """Return the columns' extents where line `start` heads a table: three or more pieces, and more under them."""
    head = lines[start]
    if len(head) < 3 or any(len(item.text) > 16 for item in head):
        return None
    columns = [(item.x0, item.x1) for item in head]
    following = lines[start + 1 : start + 400]
    for line in following:
        columns = _widened(columns, line)
    for (_, right), (left, _) in pairwise(columns):
        if right >= left:
            return None
    return columns


def _widened(columns: Columns, line: Sequence[LayoutItem]) -> Columns:
    """Widen each column by the piece that lies nearest to it."""
    wide = list(columns)
    for item in line:
        if crosses(item, columns) > 1:
            return columns
        index = nearest(item, columns)
        wide[index] = (min(wide[index][0], item.x0), max(wide[index][1], item.x1))
    for (_, right), (left, _) in pairwise(wide):
        if right >= left:
            return columns
    return wide


def _belongs(line: Sequence[LayoutItem], columns: Columns) -> bool:
    return all(crosses(item, columns) <= 1 for item in line)


class _Rows:
    """Parts the lines of one table into rows."""

    def __init__(
        self, lines: Sequence[Sequence[LayoutItem]], columns: Columns, rules: Sequence[float], key: int
    ) -> None:
        self.lines = lines
        self.columns = columns
        self.rules = rules
        self.key = key
        self.near = self._near()
        self.by_rules = rules_between(rules, lines)
        self.spaced = self._is_spaced()
        self.rows: list[list[str]] = []
        self.starts: list[int] = []
        self.bottoms: dict[int, float] = {}  # of the last piece in each column

    def read(self) -> tuple[tuple[tuple[str, ...], ...], list[int]]:
        for index, line in enumerate(self.lines):
            if len(line) == 1 and crosses(line[0], self.columns) > 1:
                self._begin(index, [line[0].text])
                self.bottoms = {}
                continue
            cells = self._by_column(line)
            late: set[int] = set()
            if self._begins(index, line, cells):
                late = self._still_above(cells)
                self._begin(index, [""] * len(self.columns))
            for column, item in cells.items():
                row = self.rows[-2] if column in late else self.rows[-1]
                row[column] = continued(row[column], item.text)
                self.bottoms[column] = item.bottom
        return tuple(tuple(row) for row in self.rows), self.starts

    def _by_column(self, line: Sequence[LayoutItem]) -> dict[int, LayoutItem]:
        """The piece of a line that stands in each column; several in one column are one."""
        cells: dict[int, LayoutItem] = {}
        for item in line:
            column = nearest(item, self.columns)
            cells[column] = beside(cells[column], item) if column in cells else item
        return cells

    def _near(self) -> float:
        """The widest gap between two lines of a cell: below the gap over numbered lines, where that is wider."""
        gaps = sorted(after[0].top - before[0].bottom for before, after in pairwise(self.lines))
        height = self.lines[0][0].bottom - self.lines[0][0].top
        usual = gaps[len(gaps) // 4] if gaps else 0.0
        above = sorted(self._gaps_over_numbers())
        between = above[len(above) // 2] if above else 0.0
        if between - usual > _APART * height:
            return min(usual + 0.45 * height, (usual + between) / 2)
        return usual + 0.45 * height

    def _gaps_over_numbers(self) -> list[float]:
        return [
            line[0].top - before[0].bottom
            for before, line in pairwise(self.lines)
            if any(nearest(item, self.columns) == self.key for item in line)
        ]

    def _is_spaced(self) -> bool:
        """Tell whether rows stand further apart than the lines of a cell."""
        gaps = self._gaps_over_numbers()
        return sum(gap > self.near for gap in gaps) * 2 > len(gaps)

    def _begin(self, index: int, row: list[str]) -> None:
        self.rows.append(row)
        self.starts.append(index)

    def _begins(self, index: int, line: Sequence[LayoutItem], cells: dict[int, LayoutItem]) -> bool:
        """Tell whether a row begins here: at its number, at a rule, or behind a wider gap."""
        if not self.rows or len(self.rows[-1]) == 1:
            return True
        bottom, top = max(self.bottoms.values()), line[0].top
        if any(bottom - 1 <= rule <= top + 1 for rule in self.rules) or top - bottom > self.near:
            return True
        return self.key in cells and (len(self.rows) == 1 or not self.by_rules)

    def _still_above(self, cells: dict[int, LayoutItem]) -> set[int]:
        """The columns whose cell of the row above goes on here: others stand apart from it, these do not."""
        gaps = {c: item.top - self.bottoms[c] for c, item in cells.items() if c in self.bottoms}
        if not self.spaced or len(self.rows) < 2 or not any(gap > self.near for gap in gaps.values()):
            return set()
        return {column for column, gap in gaps.items() if gap <= self.near and column != self.key}


def _key_column(lines: Sequence[Sequence[LayoutItem]], columns: Columns, least: int) -> int:
    """The column of numbers, at least so many, by which rows are told apart; else the first."""
    for column in range(min(len(columns), 3)):
        texts = [item.text for line in lines for item in line if nearest(item, columns) == column]
        texts = [text for text in texts if not _NUMBERS_HEADING.match(text)]  # a chapter's header again
        numbers = sum(1 for text in texts if NUMBER.match(text))
        if len(texts) >= least and numbers * 10 >= 8 * len(texts):
            return column
    return 0


def rules_between(rules: Sequence[float], lines: Sequence[Sequence[LayoutItem]]) -> bool:
    """Tell whether rules part most of the rows, so that they alone say where a row begins."""
    inside = [rule for rule in rules if lines[0][0].top < rule < lines[-1][0].bottom]
    return len(inside) >= 3
