"""Text objects of OFD → characters where they stand.

OFD says where each character begins and not how wide it is. So a character reaches to the next one,
but no further than such a character is wide; what is left over is the gap between two words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from luoshi.documents.ofd_shapes import Matrix, children, name_of, number

_ASCENT, _DESCENT = 0.86, 0.14  # of the size, above and below the line on which characters stand
_BROAD = {**dict.fromkeys("mMW%@&", 0.9), **dict.fromkeys("ABCDGHKNOQRUVXYw", 0.72)}
_NARROW = 0.5
_LOOSE = 2.0  # sizes by which two characters alone may be set apart and still be one word
_MARGIN = re.compile(r"^\s*[\r\n]\s*|\s*[\r\n]\s*$")  # what only sets the tags of the file apart
_PLACEHOLDERS = "\xa4\ufffd"  # what makers write where they know a glyph and not its letter
_ASKEW = 0.05  # of a turned character's direction, up to which it is level or upright
_SIZE = 3.175  # millimetres, where an object does not say


@dataclass(frozen=True, slots=True)
class Letter:
    """One character: its box in millimetres.

    Args:
        turn: the direction in which its line runs, in degrees against the clock; None where it stands askew.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    turn: int | None = 0


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph of a text: the characters that it stands for."""

    text: str


def is_unknown(text: str) -> bool:
    """Tell whether a character stands for a glyph whose letter nobody knows."""
    return text in _PLACEHOLDERS or "\ue000" <= text <= "\uf8ff"


def letters_of(element: etree._Element, matrix: Matrix) -> Iterator[Letter]:
    """Iterate the characters of a TextObject; `matrix` leads from its coordinates to the page's."""
    size = abs(number(element.get("Size"), _SIZE)) or _SIZE
    stretch = abs(number(element.get("HScale"), 1.0)) or 1.0
    spin = int(number(element.get("CharDirection"))) // 90 * 90 % 360
    transforms = children(element, "CGTransform")
    x, y, begin = 0.0, 0.0, 0
    for code in children(element, "TextCode"):
        text = _MARGIN.sub("", "".join(str(part) for part in code.itertext()))
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        glyphs = _glyphs(text, transforms, begin)
        begin += len(text)
        ways = list(_ways(code, glyphs, size * stretch))
        if spin % 180 == 0 and len(ways) > 1 and all(left == 0 for left, _, _ in ways) and ways[-1][1] > 0:
            ways = _laid_down(ways, size * stretch)
        for glyph, (left, base, width) in zip(glyphs, ways, strict=True):
            yield from _boxes(glyph, x + left, y + base, width, size, matrix, spin)


def _glyphs(text: str, transforms: Sequence[etree._Element], begin: int) -> list[_Glyph]:
    """The glyphs of a text: one a character, but where a transform draws several as one, or one as several."""
    glyphs = [_Glyph(character) for character in text]
    for transform in reversed(transforms):
        at = int(number(transform.get("CodePosition"))) - begin
        codes = max(1, int(number(transform.get("CodeCount"), 1)))
        drawn = next((len((part.text or "").split()) for part in transform if name_of(part) == "Glyphs"), 1)
        drawn = min(drawn, max(1, int(number(transform.get("GlyphCount"), drawn))))
        if not 0 <= at < len(text) or codes == drawn:
            continue
        meant = text[at : at + codes]
        shared = [meant[index * len(meant) // drawn : (index + 1) * len(meant) // drawn] for index in range(drawn)]
        glyphs[at : at + codes] = [_Glyph(part) for part in shared]
    return glyphs


def _ways(code: etree._Element, glyphs: Sequence[_Glyph], size: float) -> Iterator[tuple[float, float, float]]:
    """Where each glyph stands from the first on, and how wide it is."""
    across = list(islice(_deltas(code.get("DeltaX")), len(glyphs)))
    down = list(islice(_deltas(code.get("DeltaY")), len(glyphs)))
    usual = [_width(glyph.text) * size for glyph in glyphs]
    apart = _apart(glyphs, across, usual, size)
    x = y = 0.0
    for index, width in enumerate(usual):
        # the rest of a short list, or of none where nothing leads down either, goes on by its width
        rest = width if across or not down else 0.0
        step = across[index] if index < len(across) else rest
        yield x, y, min(width + apart, step) if step > 0 else width
        x += step
        y += down[index] if index < len(down) else 0.0


def _apart(glyphs: Sequence[_Glyph], steps: Sequence[float], usual: Sequence[float], size: float) -> float:
    """How far all letters of a text stand apart (字符间距), beyond their widths: they are one word for all that.

    Steps of one length are a type in which all letters are as wide. Capitals say little: their width is guessed.
    """
    if len(steps) > 1 and max(steps) - min(steps) <= 0.01 * size:
        return max(0.0, steps[0] - min(usual))
    sure = [g.text not in _BROAD for g in glyphs[: len(steps)]]
    beyond = [step - width for step, width in zip(steps, usual, strict=False)]
    found = min([gap for gap, known in zip(beyond, sure, strict=True) if known] or beyond, default=0.0)
    return found if found > 0 and (len(steps) > 1 or found < _LOOSE * size) else 0.0


def _laid_down(ways: Sequence[tuple[float, float, float]], size: float) -> list[tuple[float, float, float]]:
    """Characters that stand below one another, as one line in their middle, no wider than one of them was."""
    middle, share = ways[-1][1] / 2, size / len(ways)
    return [(index * share, middle, share) for index in range(len(ways))]


def _deltas(text: str | None) -> Iterator[float]:
    """Steps from character to character: `g 3 5.5` is 5.5 three times. Endless counts are for the caller to cut."""
    parts = iter((text or "").split())
    for part in parts:
        if part.lower() == "g":
            count, value = int(number(next(parts, "0"))), number(next(parts, "0"))
            for _ in range(count):
                yield value
        else:
            yield number(part)


def _width(text: str) -> float:
    """How wide characters are in sizes: wide ones 1, others as in a usual type."""
    return sum(
        1.0 if unicodedata.east_asian_width(c) in "WFA" else _BROAD.get(c, _NARROW)
        for c in text
        if not unicodedata.combining(c)
    )


def _boxes(glyph: _Glyph, x: float, y: float, width: float, size: float, matrix: Matrix, spin: int) -> Iterator[Letter]:
    """The box of each character of a glyph; those that share a glyph share its width."""
    share = width / max(len(glyph.text), 1)
    turn = _turn(matrix, spin)
    for index, character in enumerate(glyph.text):
        left, right, top, bottom = index * share, (index + 1) * share, -_ASCENT * size, _DESCENT * size
        corners = [_spun(*point, spin) for point in ((left, top), (right, top), (left, bottom), (right, bottom))]
        points = [matrix.at(x + dx, y + dy) for dx, dy in corners]
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        yield Letter(character, min(xs), max(xs), min(ys), max(ys), turn)


def _spun(x: float, y: float, spin: int) -> tuple[float, float]:
    """Turn a point clockwise about the place where its character begins."""
    return {90: (-y, x), 180: (-x, -y), 270: (y, -x)}.get(spin, (x, y))


def _turn(matrix: Matrix, spin: int) -> int | None:
    """The direction in which characters run, in degrees against the clock; None where they stand askew.

    Of a mirrored matrix only the direction counts: makers flip a whole page, and its letters back.
    """
    along, aside = abs(matrix.a), abs(matrix.b)
    if min(along, aside) > _ASKEW * max(along, aside):
        return None
    clockwise = (0 if matrix.a >= 0 else 180) if along >= aside else (90 if matrix.b > 0 else 270)
    return -(clockwise + spin) % 360
