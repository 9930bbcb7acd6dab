"""Rows without rules whose cells stand centred in them: the number beside the middle of its text.

          3 parks are built,
    2                            Parks Office     under way
          12 hectares of green.

The lines of such a row lie between each other. Rows are parted between their numbers: at the
widest gap that goes through all columns, or, where gaps are even, where the number's row is
best centred on it.
"""

from collections.abc import Sequence
from itertools import pairwise

from luoshi.documents.layout_items import NUMBER, Columns, LayoutItem, continued, crosses, nearest

_STAGGERED = 0.1  # of the lines: as many reach into the line above where cells are centred
_WIDER = 0.12  # of a line's height, by which one gap must exceed the next to tell by itself


def centred_rows(
    lines: Sequence[Sequence[LayoutItem]], columns: Columns, key: int, *, head: bool
) -> tuple[tuple[tuple[str, ...], ...], list[int]] | None:
    """Return the rows of a table whose cells are centred, and the line on which each begins; None where they are not.

    Args:
        key: the column of numbers.
        head: the first line is the header.
    """
    overlaps = sum(1 for above, line in pairwise(lines) if _top(line) < _bottom(above) - 1)
    numbered = sum(1 for line in lines for item in line if _is_number(item, columns, key))
    if overlaps < max(3, _STAGGERED * len(lines)) or numbered < 2:
        return None
    rows: list[tuple[str, ...]] = []
    starts: list[int] = []
    run: list[int] = []

    def end_run() -> None:
        for block in _blocks(lines, run, columns, key):
            rows.append(_row([lines[index] for index in block], columns))
            starts.append(block[0])
        run.clear()

    for index, line in enumerate(lines):
        if (head and index == 0) or (len(line) == 1 and crosses(line[0], columns) > 1):
            end_run()
            rows.append(_row([line], columns) if head and index == 0 else (line[0].text,))
            starts.append(index)
        else:
            run.append(index)
    end_run()
    return tuple(rows), starts


def _top(line: Sequence[LayoutItem]) -> float:
    return min(item.top for item in line)


def _bottom(line: Sequence[LayoutItem]) -> float:
    return max(item.bottom for item in line)


def _is_number(item: LayoutItem, columns: Columns, key: int) -> bool:
    return nearest(item, columns) == key and bool(NUMBER.match(item.text))


def _blocks(lines: Sequence[Sequence[LayoutItem]], run: Sequence[int], columns: Columns, key: int) -> list[list[int]]:
    """Part lines into rows; rows without a number at the begin and the end go on from and to other pages."""
    numbers = [i for i in run if any(_is_number(item, columns, key) for item in lines[i])]
    if not numbers:
        return [list(run)] if run else []
    cuts: list[int] = []
    widths: list[float] = []
    begin = run[0]
    for number, after in pairwise(numbers):
        cut, width = _cut_between(lines, begin, number, after)
        cuts.append(cut)
        widths.append(width)
        begin = cut
    usual = sorted(widths)[len(widths) // 2] if widths else 0.0
    cuts += _apart(lines, run[0], numbers[0], usual)[:1] + _apart(lines, numbers[-1], run[-1], usual)[-1:]
    bounds = sorted({run[0], *cuts, run[-1] + 1})
    return [list(range(start, end)) for start, end in pairwise(bounds)]


def _gap(lines: Sequence[Sequence[LayoutItem]], index: int, start: int) -> float:
    """The gap through all columns above line `index`, of the lines from `start` on; negative where none is."""
    return _top(lines[index]) - max(_bottom(line) for line in lines[start:index])


def _cut_between(lines: Sequence[Sequence[LayoutItem]], begin: int, number: int, after: int) -> tuple[int, float]:
    """The line with which the row of the later number begins, and the gap above it."""
    gaps = {index: _gap(lines, index, begin) for index in range(number + 1, after + 1)}
    widest = max(gaps.values())
    height = lines[number][0].bottom - lines[number][0].top
    best = [index for index, gap in gaps.items() if widest - gap <= _WIDER * height]

    def off_centre(index: int) -> float:
        block = lines[begin:index]
        middle = (_top(block[0]) + max(_bottom(line) for line in block)) / 2
        centre = (_top(lines[number]) + _bottom(lines[number])) / 2
        return abs(middle - centre)

    cut = min(best, key=off_centre)
    return cut, gaps[cut]


def _apart(lines: Sequence[Sequence[LayoutItem]], first: int, last: int, usual: float) -> list[int]:
    """The lines from `first` to `last` above which a gap stands as wide as between rows."""
    height = lines[first][0].bottom - lines[first][0].top
    if usual <= 0:
        return []
    return [i for i in range(first + 1, last + 1) if _gap(lines, i, first) >= usual - _WIDER * height]


def _row(lines: Sequence[Sequence[LayoutItem]], columns: Columns) -> tuple[str, ...]:
    cells = [""] * len(columns)
    for item in sorted((item for line in lines for item in line), key=lambda item: item.middle):
        index = nearest(item, columns)
        cells[index] = continued(cells[index], item.text)
    return tuple(cells)
