"""The objects of an OFD page, of a template or of an annotation: their letters, strokes and pictures.

Blocks and composite objects are walked with a list of what is left to do, so that depth costs nothing;
what all pages together may hold is bounded, since a few lines of a file may draw others a thousandfold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents.account import weight_of
from luoshi.documents.limits import refuse_over
from luoshi.documents.ofd_shapes import (
    Matrix,
    Run,
    Unit,
    child,
    is_off,
    name_of,
    numbers,
    placed,
    runs_of,
)
from luoshi.documents.ofd_text import Letter, letters_of

_OF_FILE = 2_000_000  # elements, letters and steps of paths in one file; templates count on each page that shows them
_OF_PAGE = 400_000
_PATH = 4_000_000  # characters of one path; 40 of them count as one object
_SQUARE, _SQUARES = 2.0, 2_000_000  # millimetres of a square on which shades are drawn, and how many may be
_NEAR = 3  # places of a millimetre by which two letters are told apart
_NESTED = 16  # composite objects within one another
_WHITE = 245  # of 255, from which on a colour is not seen on paper
_THIN = 1.06  # millimetres; a bar no thicker is one rule
_HOLDERS = ("Page", "Content", "Layer", "PageBlock", "Appearance")


@dataclass(frozen=True, slots=True)
class Bar:
    """A stroke or a filled box: its extent in millimetres."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(slots=True)
class Drawing:
    """What a page shows, and the words that it holds and does not show.

    Args:
        faint: letters without fill and stroke, as the recognised text over a scan is written.
        white: letters as white as paper.
        hidden: the words of objects that are switched off.
        shades: filled boxes of a colour, on which white letters are seen.
        outlines: shapes that are no rules and no boxes: drawings, or letters turned into pictures.
        pictures: images.
        again: how many letters were drawn again where they stood.
    """

    letters: list[Letter] = field(default_factory=list)
    faint: list[Letter] = field(default_factory=list)
    white: list[Letter] = field(default_factory=list)
    hidden: str = ""
    bars: list[Bar] = field(default_factory=list)
    shades: list[Bar] = field(default_factory=list)
    outlines: int = 0
    pictures: int = 0
    again: int = 0
    drawn_at: set[tuple[str, int, int]] = field(default_factory=set)

    def add(self, other: "Drawing") -> None:
        """Lay another drawing over this one, as a page over its template."""
        self.letters += other.letters
        self.faint += other.faint
        self.white += other.white
        self.hidden += other.hidden
        self.bars += other.bars
        self.shades += other.shades
        self.outlines += other.outlines
        self.pictures += other.pictures
        self.again += other.again

    @property
    def size(self) -> int:
        return len(self.letters) + len(self.faint) + len(self.white) + len(self.bars) + len(self.shades)


@dataclass(slots=True)
class Tally:
    """Counts what one page, and all pages of a file, hold."""

    of_file: int = 0
    of_page: int = 0

    def count(self, more: int) -> None:
        """Count what is to be drawn.

        Raises:
            UnreadableFile: over a bound.
        """
        self.of_file += more
        self.of_page += more
        refuse_over(self.of_page, _OF_PAGE, "个图元（一页）", "objects on a page")
        refuse_over(self.of_file, _OF_FILE, "个图元", "objects")


def drawn(root: etree._Element, unit: Unit, tally: Tally, outer: Matrix | None = None) -> Drawing:
    """Walk all objects below `root` in the order in which they are drawn."""
    shown, off = Drawing(), Drawing()
    todo: list[tuple[etree._Element, Matrix, int, Drawing]] = [(root, outer or Matrix(), 0, shown)]
    while todo:
        element, matrix, depth, drawing = todo.pop()
        tally.count(1)
        kind = name_of(element)
        if is_off(element, "Visible"):
            drawing = off  # and all that it holds
        if kind in _HOLDERS:
            # only an annotation's appearance has a place of its own; a block's Boundary moves nothing
            inner = placed(element, matrix) if kind == "Appearance" else matrix
            todo += [(part, inner, depth, drawing) for part in reversed(element)]
        elif kind == "TextObject":
            _text(element, placed(element, matrix), drawing, tally)
        elif kind == "PathObject":
            _path(element, placed(element, matrix), drawing, tally)
        elif kind == "ImageObject":
            drawing.pictures += 1
        elif kind == "CompositeObject" and depth < _NESTED:
            content = unit(element.get("ResourceID", ""))
            if content is not None:
                inner = placed(element, matrix)
                todo += [(part, inner, depth + 1, drawing) for part in reversed(content)]
    shown.hidden = "".join(letter.text for letter in (*off.letters, *off.white, *off.faint))
    shown.again += off.again
    return shown


def _text(element: etree._Element, matrix: Matrix, drawing: Drawing, tally: Tally) -> None:
    tally.count(sum(len(part) for part in element.itertext()))
    letters = list(letters_of(element, matrix))
    filled, stroked = not is_off(element, "Fill"), not is_off(element, "Stroke", default=False)
    if element.get("Alpha", "").strip() == "0" or not (filled or stroked):
        drawing.faint += letters
    elif _is_white(child(element, "FillColor" if filled else "StrokeColor")):
        drawing.white += letters
    else:
        drawing.letters += (kept := _first_strokes(letters, drawing.drawn_at))
        drawing.again += weight_of(c.text for c in letters) - weight_of(c.text for c in kept)


def _first_strokes(letters: Sequence[Letter], drawn_at: set[tuple[str, int, int]]) -> list[Letter]:
    """Letters without those that another object has drawn at their place, as false bold does.

    Letters of one object are never held against each other: two narrow ones stand as near.
    """
    keys = [(letter.text, round(letter.x0 * _NEAR), round(letter.top * _NEAR)) for letter in letters]
    kept = [letter for letter, key in zip(letters, keys, strict=True) if key not in drawn_at]
    steps = (-1, 0, 1)
    drawn_at.update((text, x + dx, y + dy) for text, x, y in keys if text.strip() for dx in steps for dy in steps)
    return kept


def _is_white(colour: etree._Element | None) -> bool:
    """Tell whether a colour of three parts is as white as paper."""
    values = numbers(colour.get("Value")) if colour is not None else []
    return len(values) == 3 and min(values) >= _WHITE


def _path(element: etree._Element, matrix: Matrix, drawing: Drawing, tally: Tally) -> None:
    stroked, filled = not is_off(element, "Stroke"), not is_off(element, "Fill", default=False)
    data = child(element, "AbbreviatedData")
    if data is None or not (stroked or filled) or element.get("Alpha", "").strip() == "0":
        return
    path = "".join(map(str, data.itertext()))
    refuse_over(len(path), _PATH, "字（一条路径）", "characters in one path")
    tally.count(len(path) // 40)
    for run in runs_of(path, matrix):
        _bars(run, stroked, drawing)
        box = _extent(run)
        if filled and box is not None and not _is_white(child(element, "FillColor")):
            drawing.shades.append(box)


def _bars(run: Run, stroked: bool, drawing: Drawing) -> None:
    """The rules that a pen stroke makes: a thin shape is one, the straight sides of others one each."""
    straight = [segment for segment in run.segments if segment.is_straight]
    box = _extent(run)
    if run.bent or (not stroked and len(straight) < len(run.segments)):
        drawing.outlines += 1
        return
    if box and len(straight) == len(run.segments) and min(box.x1 - box.x0, box.bottom - box.top) <= _THIN:
        drawing.bars.append(box)
        return
    for segment in straight:
        xs, ys = sorted((segment.x0, segment.x1)), sorted((segment.y0, segment.y1))
        drawing.bars.append(Bar(xs[0], xs[1], ys[0], ys[1]))
    drawing.outlines += 1 if len(straight) < len(run.segments) else 0


def _extent(run: Run) -> Bar | None:
    points = [(s.x0, s.y0) for s in run.segments] + [(s.x1, s.y1) for s in run.segments]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Bar(min(xs), max(xs), min(ys), max(ys))


def on_shade(letters: Sequence[Letter], shades: Sequence[Bar]) -> tuple[list[Letter], list[Letter]]:
    """Part white letters into those that stand on a filled box, where they are seen, and the others.

    The boxes are drawn on squared paper, so that their number costs nothing for each letter.
    """
    squares: set[tuple[int, int]] = set()
    left = _SQUARES
    for shade in shades if letters else ():
        columns = range(int(shade.x0 // _SQUARE), int(shade.x1 // _SQUARE) + 1)
        rows = range(int(shade.top // _SQUARE), int(shade.bottom // _SQUARE) + 1)
        left -= len(columns) * len(rows)
        if left < 0:
            return list(letters), []  # too much is drawn to tell: what may be seen is read
        squares.update((column, row) for column in columns for row in rows)
    seen: list[Letter] = []
    unseen: list[Letter] = []
    for letter in letters:
        x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
        (seen if (int(x // _SQUARE), int(y // _SQUARE)) in squares else unseen).append(letter)
    return seen, unseen
