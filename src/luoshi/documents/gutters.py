"""Columns without rules: words that stand under one another, with empty gutters between.

A header line of three or more pieces gives the columns. What follows belongs to the table
while every piece lies within one column. A row begins where its first column has a word,
at a rule, or after a wider gap than between the lines of a cell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.documents.pdf_lines import NO_BEGIN

_NUMBER = re.compile(r"^[（(]?(?:\d{1,4}(?:[.．-]\d{1,3})*|[一二三四五六七八九十]{1,3}|[①-⑳])[)）.．、]?$")


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a line: where it stands from left to right, and from top to bottom."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Found:
    """A table in lines `first` to `last`, both counted; each row has a text for every column.

    `starts` gives the line on which each row begins.
    """

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]
    starts: tuple[int, ...]


def unruled_tables(lines: Sequence[Sequence[Item]], rules: Sequence[float] = ()) -> list[Found]:
    """Find tables in lines of pieces; `rules` are the heights of horizontal rules."""
    found: list[Found] = []
    index = 0
    while index < len(lines):
        columns = _columns(lines, index)
        if columns is None:
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and _belongs(lines[last + 1], columns):
            last += 1
        if last > index:
            rows, starts = _rows(lines[index : last + 1], columns, rules)
            found.append(Found(index, last, rows, tuple(index + start for start in starts)))
        index = last + 1
    return found


def _columns(lines: Sequence[Sequence[Item]], start: int) -> list[tuple[float, float]] | None:
    """Return the columns' extents where line `start` heads a table: three or more pieces, and more under them."""
    head = lines[start]
    if len(head) < 3 or any(len(item.text) > 16 for item in head):
        return None
    columns = [(item.x0, item.x1) for item in head]
    following = lines[start + 1 : start + 400]
    for line in following:
        if len(line) == 1 and _crosses(line[0], columns) > 1:
            break
        columns = _widened(columns, line)
    for (_, right), (left, _) in pairwise(columns):
        if right >= left:
            return None
    return columns


def _widened(columns: list[tuple[float, float]], line: Sequence[Item]) -> list[tuple[float, float]]:
    """Widen each column by the piece that lies nearest to it."""
    wide = list(columns)
    for item in line:
        if _crosses(item, columns) > 1:
            return columns
        index = _nearest(item, columns)
        wide[index] = (min(wide[index][0], item.x0), max(wide[index][1], item.x1))
    for (_, right), (left, _) in pairwise(wide):
        if right >= left:
            return columns
    return wide


def _crosses(item: Item, columns: Sequence[tuple[float, float]]) -> int:
    return sum(1 for left, right in columns if item.x0 < right and item.x1 > left)


def _nearest(item: Item, columns: Sequence[tuple[float, float]]) -> int:
    def distance(index: int) -> float:
        left, right = columns[index]
        return max(left - item.x1, item.x0 - right, 0.0) + abs(item.x0 - left) / 1000

    return min(range(len(columns)), key=distance)


def _belongs(line: Sequence[Item], columns: Sequence[tuple[float, float]]) -> bool:
    return all(_crosses(item, columns) <= 1 for item in line)


def _rows(
    lines: Sequence[Sequence[Item]], columns: Sequence[tuple[float, float]], rules: Sequence[float]
) -> tuple[tuple[tuple[str, ...], ...], list[int]]:
    rows: list[list[str]] = []
    starts: list[int] = []
    gaps = [after[0].top - before[0].bottom for before, after in pairwise(lines)]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    height = lines[0][0].bottom - lines[0][0].top
    key = _key_column(lines, columns)
    by_rules = rules_between(rules, lines)
    bottom: float | None = None
    for index, line in enumerate(lines):
        cells = {_nearest(item, columns): item.text for item in line}
        ruled = bottom is not None and any(bottom - 1 <= rule <= line[0].top + 1 for rule in rules)
        apart = bottom is not None and line[0].top - bottom > usual + 0.45 * height
        begins = key in cells and (index == 1 or not by_rules)
        if index == 0 or ruled or apart or begins:
            rows.append([""] * len(columns))
            starts.append(index)
        for column, text in cells.items():
            rows[-1][column] = _continued(rows[-1][column], text)
        bottom = max(item.bottom for item in line)
    return tuple(tuple(row) for row in rows), starts


def _key_column(lines: Sequence[Sequence[Item]], columns: Sequence[tuple[float, float]]) -> int:
    """The column of numbers, by which rows are told apart; else the first."""
    for column in range(min(len(columns), 3)):
        texts = [item.text for line in lines[1:] for item in line if _nearest(item, columns) == column]
        numbers = sum(1 for text in texts if _NUMBER.match(text))
        if len(texts) > 1 and numbers * 10 >= 8 * len(texts):
            return column
    return 0


def rules_between(rules: Sequence[float], lines: Sequence[Sequence[Item]]) -> bool:
    """Tell whether rules part most of the rows, so that they alone say where a row begins."""
    inside = [rule for rule in rules if lines[0][0].top < rule < lines[-1][0].bottom]
    return len(inside) >= 3


def _continued(before: str, text: str) -> str:
    if not before:
        return text
    latin = before[-1].isascii() and text[:1].isascii() and before[-1].isalpha() and text[:1] not in NO_BEGIN
    return f"{before} {text}" if latin else before + text
