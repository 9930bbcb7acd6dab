"""Characters of a page → lines, and lines → sentences: which line break is the writer's.

A line was broken by the layout when the next piece would not have fitted behind it. The
pieces are what a typesetter keeps together: a Latin word or number, a character with the
marks that may not begin a line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

NO_BEGIN = "、，。；：！？）》】」』〉”’…%,.;:!?)]}％～·"
_SURE = 2.5  # characters of room behind the piece, from which a break is the writer's
NO_END = "（《【「『〈“‘([{"
_HOLDING = "“”‘’\"'-－—/"


@dataclass(slots=True)
class Glyph:
    """One character with its box, in points; y counts from the top. Not frozen: a page makes thousands.

    Args:
        turn: the direction in which its line runs, in degrees against the clock: 0 to the right, 90 upwards, 270
            down, 180 upside down; another number for a line that is none of these, a watermark say.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    turn: int = 0

    @property
    def size(self) -> float:
        return self.bottom - self.top

    def upright(self, width: float = 0.0, height: float = 0.0) -> "Glyph":
        """Return it as it stands when the paper, of this size, is turned so that its line runs to the right."""
        if self.turn == 90:
            return Glyph(self.text, height - self.bottom, height - self.top, self.x0, self.x1)
        if self.turn == 270:
            return Glyph(self.text, self.top, self.bottom, width - self.x1, width - self.x0)
        if self.turn == 180:
            return Glyph(self.text, width - self.x1, width - self.x0, height - self.bottom, height - self.top)
        return self


@dataclass(slots=True)
class TextLine:
    """Characters of one line, from left to right, and the pieces between wide gaps."""

    glyphs: list[Glyph]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> str:
        return _text(self.glyphs)

    def pieces(self, gap: float) -> list["TextLine"]:
        """Split where two characters stand further apart than `gap` times the size."""
        parts: list[list[Glyph]] = [[]]
        for glyph in self.glyphs:
            if parts[-1] and glyph.x0 - parts[-1][-1].x1 > gap * self.size:
                parts.append([])
            parts[-1].append(glyph)
        return [TextLine(part) for part in parts if any(g.text.strip() for g in part)]


def _text(glyphs: Sequence[Glyph]) -> str:
    """Write a line's characters, with a space where a gap between Latin letters shows one."""
    text = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if (
            before is not None
            and before.text.isascii()
            and glyph.text.isascii()
            and glyph.x0 - before.x1 > 0.18 * glyph.size
            and not text.endswith(" ")
        ):
            text += " "
        text += glyph.text
        before = glyph
    return text.strip()


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Group characters into lines, from top to bottom."""
    found = list(glyphs)
    lines = _grouped(found)
    if lines is None:
        lines = _grouped(sorted(found, key=_twice_middle)) or []
    return [TextLine(sorted(line, key=attrgetter("x0"))) for line in lines if any(not g.text.isspace() for g in line)]


def _grouped(glyphs: Sequence[Glyph]) -> list[list[Glyph]] | None:
    """Part characters where the next stands lower; None where they are not in order from top to bottom."""
    lines: list[list[Glyph]] = []
    line: list[Glyph] = []
    before = float("-inf")
    for glyph in glyphs:
        middle = (glyph.top + glyph.bottom) / 2
        if middle < before:
            return None
        if line and middle - before < 0.5 * max(glyph.bottom - glyph.top, 1):
            line.append(glyph)
        else:
            line = [glyph]
            lines.append(line)
        before = middle
    return lines


def _twice_middle(glyph: Glyph) -> float:
    return glyph.top + glyph.bottom


def joined(lines: Sequence[TextLine], width: float) -> str:
    """Join a cell's lines: the writer's breaks are "\\n", those that the layout made, or may have made, "\\v".

    Args:
        width: how wide a line may be in this cell, in points.
    """
    if not lines:
        return ""
    if all(len(line.glyphs) == 1 for line in lines):
        return "\v".join(line.text for line in lines)  # one below another, as in a narrow cell: no line is the writer's
    text = lines[0].text
    for index, (before, line) in enumerate(pairwise(lines), start=1):
        spare = width - (before.x1 - before.x0) - _first_piece(lines[index : index + 3])
        words = line.text
        if text[-1:].isdigit() and words[:1].isdigit():
            text += words
        else:
            text += ("\n" if spare > _SURE * before.size else "\v") + words
    return text


def _first_piece(lines: Sequence[TextLine]) -> float:
    """The width of what a typesetter would have had to keep together at the begin of these lines."""
    width, before = 0.0, ""
    for glyph in (glyph for line in lines for glyph in line.glyphs if glyph.text.strip()):
        if before and not _glued(before, glyph.text):
            break
        width += glyph.x1 - glyph.x0
        before = glyph.text
    return width


def _glued(before: str, after: str) -> bool:
    """Tell whether no line may end between two characters: quotes and hyphens hold on both sides."""
    if after in NO_BEGIN or before in NO_END or after in _HOLDING or before in _HOLDING:
        return True
    return before.isascii() and after.isascii()
