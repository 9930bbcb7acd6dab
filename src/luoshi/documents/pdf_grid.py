"""The lines drawn on a page → the cells of its tables.

A page's rules cut it into bands. Two neighbouring fields are one cell unless a rule stands
between them over their whole side; so merged cells come out as they were drawn, and a
line through or under words is no rule. A table may lack its outer lines, and its last line
where a page ends.
"""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_SNAP = 2.5  # points within which two rules are one
_NARROWEST = 5.0  # points; no word fits into a narrower column
_LOWEST = 9.0  # points; a lower side belongs to a sign beside words, in no row of a table
MOST_RULES = 4_000  # of a page
_MOST_COLUMNS, _MOST_FIELDS = 300, 100_000  # of a table on one page; what has more is a drawing
_SMALLEST = 20.0  # points; what is narrower between its outer sides is a sign, no table
_SHORTEST = 4.0  # points; shorter strokes are parts of drawings or letters


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke: at `at`, from `start` to `end`, in points; y counts from the top."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Field:
    """A cell on the page: its bands, first and last counted, and its box."""

    row: int
    column: int
    last_row: int
    last_column: int
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(slots=True)
class PageTable:
    """One ruled table: the edges of its bands, and for each band field the cell that it belongs to."""

    xs: list[float]
    ys: list[float]
    fields: list[Field] = field(default_factory=list)
    owner: dict[tuple[int, int], int] = field(default_factory=dict)
    ruled: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())  # the columns with a rule at each end

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1

    def field_at(self, x: float, y: float) -> int | None:
        """The index of the cell that a point lies in."""
        return self.owner.get(self._band(x, y))

    def band_at(self, x: float, y: float) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of the band field that a point lies in."""
        row, column = self._band(x, y)
        return self.xs[column], self.xs[column + 1], self.ys[row], self.ys[row + 1]

    def open_above(self, row: int) -> tuple[bool, ...]:
        """For each column, whether the cell of this row begins where the table does, without a rule."""
        return tuple(box.row == 0 and c not in self.ruled[0] for c, box in enumerate(self._boxes(row)))

    def open_below(self, row: int) -> tuple[bool, ...]:
        """For each column, whether the cell of this row ends where the table does, without a rule."""
        last = len(self.ys) - 2
        return tuple(box.last_row == last and c not in self.ruled[1] for c, box in enumerate(self._boxes(row)))

    def _boxes(self, row: int) -> list[Field]:
        return [self.fields[self.owner[row, column]] for column in range(len(self.xs) - 1)]

    def _band(self, x: float, y: float) -> tuple[int, int]:
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, column


def tables_of(upright: Iterable[Rule], level: Iterable[Rule]) -> list[PageTable]:
    """Return the ruled tables of a page, from top to bottom.

    Args:
        upright: vertical rules, `at` is x. level: horizontal rules, `at` is y. More than `MOST_RULES` of either, of
            those that do not touch, are a drawing.
    """
    levels = _merged(level)
    uprights = [rule for rule in _merged(upright) if rule.end - rule.start >= _LOWEST]
    if max(len(uprights), len(levels)) > MOST_RULES:
        return []
    found = []
    for top, bottom in _stretches(uprights):
        ups = [rule for rule in uprights if rule.start >= top - _SNAP and rule.end <= bottom + _SNAP]
        lines = [rule for rule in levels if top - _SNAP <= rule.at <= bottom + _SNAP]
        if len(ups) > 1 and max(rule.at for rule in ups) - min(rule.at for rule in ups) < _SMALLEST:
            continue
        table = _table(ups, lines, top, bottom)
        if table is not None and len(table.fields) > 1:
            found.append(table)
    return found


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join strokes that lie on one line and touch."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at / _SNAP), r.start)):
        last = merged[-1] if merged else None
        if last and abs(last.at - rule.at) <= _SNAP and rule.start <= last.end + _SNAP:
            merged[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _stretches(uprights: Sequence[Rule]) -> list[tuple[float, float]]:
    """The heights over which vertical rules stand without a gap: one table each."""
    stretches: list[tuple[float, float]] = []
    for rule in sorted(uprights, key=lambda r: r.start):
        if stretches and rule.start <= stretches[-1][1] + _SNAP:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], rule.end))
        else:
            stretches.append((rule.start, rule.end))
    return stretches


def _snapped(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _table(ups: Sequence[Rule], lines: Sequence[Rule], top: float, bottom: float) -> PageTable | None:
    xs = _with_outer(_snapped(rule.at for rule in ups), [edge for rule in lines for edge in (rule.start, rule.end)])
    if len(xs) > _MOST_COLUMNS:
        return None
    ys = _snapped([top, bottom, *(rule.at for rule in lines if _spans_a_band(rule, xs))])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_FIELDS:
        return None
    table = PageTable(xs, ys)
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = _walls(ups, xs, ys)
    floors = _walls(lines, ys, xs)
    first, last = (frozenset(c for c in range(columns) if (edge, c) in floors) for edge in (0, rows))
    table.ruled = first, last
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in table.owner:
                _flood(table, row, column, walls, floors)
    return table


def _with_outer(xs: list[float], ends: Sequence[float]) -> list[float]:
    """Add the sides that a table has only by the ends of its horizontal rules, where a column fits between."""
    if not ends:
        return xs
    left, right = min(ends), max(ends)
    before = [left] if not xs or xs[0] - left > _NARROWEST else []
    return [*before, *xs, *([right] if right - [*before, *xs][-1] > _NARROWEST else [])]


def _spans_a_band(rule: Rule, edges: Sequence[float]) -> bool:
    """Tell whether a rule reaches over a whole band, as cells' borders do and underlines do not."""
    return any(rule.start <= left + _SNAP and rule.end >= right - _SNAP for left, right in itertools.pairwise(edges))


def _walls(rules: Sequence[Rule], positions: Sequence[float], bands: Sequence[float]) -> set[tuple[int, int]]:
    """The pairs (edge, band) at which a rule stands over the whole band."""
    walls: set[tuple[int, int]] = set()
    for rule in rules:
        edge = min(range(len(positions)), key=lambda i: abs(positions[i] - rule.at))
        if abs(positions[edge] - rule.at) > _SNAP * 1.5:
            continue
        for band, (low, high) in enumerate(itertools.pairwise(bands)):
            if rule.start <= low + _SNAP and rule.end >= high - _SNAP:
                walls.add((edge, band))
    return walls


def _flood(table: PageTable, row: int, column: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]) -> None:
    """Join to one cell all band fields that no rule parts from this one."""
    rows, columns = len(table.ys) - 1, len(table.xs) - 1
    last_column = column
    while last_column + 1 < columns and (last_column + 1, row) not in walls:
        last_column += 1
    last_row = row
    while last_row + 1 < rows and not any((last_row + 1, c) in floors for c in range(column, last_column + 1)):
        if any((c, last_row + 1) in walls for c in range(column + 1, last_column + 1)):
            break
        last_row += 1
    index = len(table.fields)
    for r in range(row, last_row + 1):
        for c in range(column, last_column + 1):
            table.owner.setdefault((r, c), index)
    box = (table.xs[column], table.xs[last_column + 1], table.ys[row], table.ys[last_row + 1])
    table.fields.append(Field(row, column, last_row, last_column, *box))
