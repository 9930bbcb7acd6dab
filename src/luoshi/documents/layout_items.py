"""Layout items: pieces of lines, and the columns under which they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from luoshi.documents.pdf_lines import NO_BEGIN

NUMBER = re.compile(
    r"^[（(]?(?:\d{1,4}(?:[.．-]\d{1,3})*|[一二三四五六七八九十百零〇]{1,6}|[①-⑳㉑-㉟㊱-㊿])[)）.．、]?$"
)
ALIGNED = 1.5  # points within which a character begins where its column does
_APART = 0.15  # of a character's height, by which two columns' words stand apart at the least


@dataclass(frozen=True, slots=True)
class LayoutItem:
    """A piece of a line: where it stands from left to right, and from top to bottom.

    Args:
        glyphs: each character with its left and right end, where the format knows them.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    glyphs: tuple[tuple[str, float, float], ...] = ()

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Columns: TypeAlias = list[tuple[float, float]]
"""The left and right end of each column, from left to right."""


def crosses(item: LayoutItem, columns: Columns) -> int:
    """How many columns a piece stands in."""
    return sum(1 for left, right in columns if item.x0 < right and item.x1 > left)


def nearest(item: LayoutItem, columns: Columns) -> int:
    """The index of the column to which a piece belongs."""

    def distance(index: int) -> float:
        left, right = columns[index]
        return max(left - item.x1, item.x0 - right, 0.0) + abs(item.x0 - left) / 1000

    return min(range(len(columns)), key=distance)


def split_at(line: Sequence[LayoutItem], columns: Columns) -> list[LayoutItem]:
    """Split the pieces of a line where words of the next column follow so closely that no gap shows.

    A character must begin where its column does, and stand apart from the one before it, at every column that the
    piece reaches; so a heading over all columns stays whole.
    """
    parted: list[LayoutItem] = []
    for item in line:
        lefts = [left for left, _ in columns if item.x0 + ALIGNED < left < item.x1 - ALIGNED]
        cuts = [_cut(item, left) for left in lefts] if item.glyphs else []
        parted += _cut_up(item, [cut for cut in cuts if cut]) if lefts and cuts and all(cuts) else [item]
    return parted


def _cut(item: LayoutItem, left: float) -> int:
    """The index of the character that begins at `left` apart from the one before it; 0 where none does."""
    for index, ((_, _, end), (_, begin, _)) in enumerate(pairwise(item.glyphs), start=1):
        if abs(begin - left) <= ALIGNED and begin - end > _APART * (item.bottom - item.top):
            return index
    return 0


def _cut_up(item: LayoutItem, cuts: Sequence[int]) -> list[LayoutItem]:
    bounds = [0, *cuts, len(item.glyphs)]
    parts = [item.glyphs[start:end] for start, end in pairwise(bounds)]
    return [
        LayoutItem("".join(text for text, _, _ in part).strip(), part[0][1], part[-1][2], item.top, item.bottom, part)
        for part in parts
        if part
    ]


def continued(before: str, text: str) -> str:
    """Join a cell's lines: a space stands between Latin words only."""
    if not before:
        return text
    latin = before[-1].isascii() and text[:1].isascii() and before[-1].isalpha() and text[:1] not in NO_BEGIN
    return f"{before} {text}" if latin else before + text


def beside(before: LayoutItem, after: LayoutItem) -> LayoutItem:
    """Return two pieces of one line, which stand in one column, as one."""
    text = continued(before.text, after.text)
    top, bottom = min(before.top, after.top), max(before.bottom, after.bottom)
    return LayoutItem(text, before.x0, after.x1, top, bottom, before.glyphs + after.glyphs)
