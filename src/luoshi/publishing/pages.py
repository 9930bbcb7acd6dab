"""Pages: where a printed table goes on to the next page, so that a name can be repeated there.

Offices repeat an objective's name where its rows run on over a page. Neither Word nor
Excel does that for a merged cell, so the heights are reckoned here and the page is
broken where we say. Lengths are points (1/72 inch); lines are set to an exact height,
and a Chinese character is as wide as it is high, so the reckoning holds in any font.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from luoshi.publishing.form import Form, FormChapter

_TOKEN = re.compile(r"[A-Za-z0-9%.&+\-]+|.", re.DOTALL)
_HANGING = frozenset("，。、；：？！,.;:?!")
_BETWEEN_SCRIPTS = 0.25
# What a character of Times New Roman takes of a Chinese one, by what it is.
_NARROW: tuple[tuple[Callable[[str], bool], float], ...] = (
    (str.isdigit, 0.5),
    (str.isupper, 0.7),
    (str.islower, 0.46),
    (lambda character: character in ",.;:!'()[]-/", 0.3),
    (lambda character: character in "%&+", 0.75),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and its type.

    Args:
        width, height: what margins leave of the page.
        size: height of a character.
        line: distance of two lines.
        padding: what a cell keeps free left and right together.
        chapter: height of a chapter's line with the space around it.
        title: height of the title on the first page; note: of the line below it.
        heads_repeat_per_chapter: a head row stands under each chapter's line, not only on top of each page.
    """

    width: float
    height: float
    size: float
    line: float
    padding: float
    chapter: float
    title: float
    note: float
    heads_repeat_per_chapter: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows `start` to `end` (half-open) of a chapter that share one objective's cell on one page."""

    start: int
    end: int
    new_page: bool


@dataclass(frozen=True, slots=True)
class LaidChapter:
    """A chapter as it falls on pages: heights of its rows, and its pieces in order."""

    chapter: FormChapter
    new_page: bool
    heights: tuple[float, ...]
    pieces: tuple[Piece, ...]


def widths(form: Form, total: float) -> tuple[float, ...]:
    """Share `total` out over the columns."""
    whole = sum(column.width for column in form.columns)
    return tuple(total * column.width / whole for column in form.columns)


def lay_out(form: Form, sheet: Sheet) -> Iterator[LaidChapter]:
    """Put the chapters on pages; a row never starts where it would not end, unless it is longer than a page."""
    room = widths(form, sheet.width)
    head = sheet.line * max(_lines(c.heading, wide, sheet) for c, wide in zip(form.columns, room, strict=True)) + 4
    used = (sheet.title if form.title else 0.0) + (sheet.note if form.note else 0.0)
    if not sheet.heads_repeat_per_chapter:
        used += head
    for chapter in form.chapters:
        heights = _heights(form, chapter, room, sheet)
        above = (sheet.chapter if chapter.name else 0.0) + (head if sheet.heads_repeat_per_chapter else 0.0)
        new_page = used > head and used + above + heights[0] > sheet.height
        used = above + (0.0 if sheet.heads_repeat_per_chapter else head) if new_page else used + above
        breaks = set()
        for index, height in enumerate(heights):
            if index and used + height > sheet.height:
                breaks.add(index)
                used = head
            used += height
        yield LaidChapter(chapter, new_page, heights, tuple(_pieces(form, chapter, breaks)))


def _pieces(form: Form, chapter: FormChapter, breaks: set[int]) -> Iterator[Piece]:
    start = 0
    for index in range(1, len(chapter.rows) + 1):
        ends = index == len(chapter.rows) or index in breaks
        if ends or not form.merged or chapter.rows[index].cells[0] != chapter.rows[start].cells[0]:
            yield Piece(start, index, start in breaks)
            start = index


def _heights(form: Form, chapter: FormChapter, room: Sequence[float], sheet: Sheet) -> tuple[float, ...]:
    """Return the heights of the rows; the last of an objective grows where its name needs more than they have."""
    first = 1 if form.merged else 0
    heights = [
        sheet.line * max(_lines(cell, wide, sheet) for cell, wide in list(zip(row.cells, room, strict=True))[first:])
        + 4.0
        for row in chapter.rows
    ]
    if form.merged:
        start = 0
        for index, row in enumerate(chapter.rows):
            if index + 1 == len(chapter.rows) or chapter.rows[index + 1].cells[0] != row.cells[0]:
                needed = sheet.line * _lines(row.cells[0], room[0], sheet) + 4.0
                heights[index] += max(0.0, needed - sum(heights[start : index + 1]))
                start = index + 1
    return tuple(heights)


def _lines(text: str, wide: float, sheet: Sheet) -> int:
    """Count the lines that a cell's text takes in a column of `wide` points."""
    room = (wide - sheet.padding) / sheet.size
    return sum(_lines_of_paragraph(part, room) for part in text.split("\n"))


def _lines_of_paragraph(text: str, room: float) -> int:
    """Break as Word does: between any two Chinese characters, not inside a word or number; commas hang over."""
    lines, used, latin_before = 1, 0.0, None
    for token in _TOKEN.findall(text):
        latin = token[0].isascii() and token[0].isalnum()
        wide = sum(map(_ems, token))
        if latin_before is not None and latin is not latin_before and token not in _HANGING:
            wide += _BETWEEN_SCRIPTS
        if used + wide > room and token not in _HANGING and used:
            lines, used = lines + 1, 0.0
        used += wide
        if used > room and token not in _HANGING:
            lines += math.ceil(used / room) - 1
            used %= room
        latin_before = latin
    return lines


def _ems(character: str) -> float:
    if unicodedata.east_asian_width(character) not in "NaH":
        return 1.0
    return next((ems for characters, ems in _NARROW if characters(character)), 0.5)
