"""How paragraphs and words of a doc are set: runs of formats, and the changes that each holds."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from luoshi.documents.limits import refuse_over
from luoshi.documents.ole import number, numbers

_PN = 0x3FFFFF  # the bits of a page's number (PnFkp)
_RUNS = 2_000_000  # runs of formats in one file
_PAGE = 512  # bytes of a page of formats (PapxFkp, ChpxFkp)
_SPRM_P_HUGE = (0x6645, 0x6646)  # where in the stream of data the paragraph's changes stand
_SPRM_P_F_IN_TABLE = 0x2416  # the paragraph lies in a table
_SPRM_P_F_TTP = 0x2417  # its mark ends a row
_SPRM_T_DEF_TABLE = 0xD608  # the sides of a row's cells, and how they are merged
_SPRM_P_ILVL = 0x260A  # its level in a list
_SPRM_P_ILFO = 0x460B  # its list: which entry of PlfLfo, from 1
_SPRM_P_OUT_LVL = 0x2640  # its outline level, from 0; 9 is text
_SPRM_P_CHG_TABS = 0xC615  # tabs, whose length may not fit in a byte
_SPRM_C_F_R_MARK_DEL = 0x0800  # deleted in tracked changes
_SPRM_C_F_STRIKE = 0x0837
_SPRM_C_F_D_STRIKE = 0x2A53
_SPRM_C_F_VANISH = 0x083C
_SPRM_C_ISTD = 0x4A30  # its character style
_SPRM_C_ISS = 0x2A48  # 1: raised
_SPRM_C_HPS_POS = 0x4845  # by how many half points it stands higher
_SPRM_C_SYMBOL = 0x6A09  # a sign of a font: the font's number, and the sign's code
_SPRM_C_RG_FTC = (0x4A4F, 0x4A51)  # the font of Latin letters, and of others
_RAISED = 6  # half points by which words stand higher than their line, and are a mark
_WHY = {
    _SPRM_C_F_R_MARK_DEL: "deleted",
    _SPRM_C_F_STRIKE: "struck",
    _SPRM_C_F_D_STRIKE: "struck",
    _SPRM_C_F_VANISH: "hidden",
}
_AS_STYLE = b"\x80"  # a switch that stands as the style has it
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # of an operand, by the three upper bits of its code (spra)


@dataclass(frozen=True, slots=True)
class Form:
    """What the reader needs of a format; `row` holds the shape of a table's row.

    Args:
        style: the number of a paragraph's or character's style (istd).
        off: the reasons that the format switches off: words that their style strikes out, and it does not.
        ilfo, ilvl: its list and its level there; None where the format says nothing, and its style counts.
        outline: its outline level, from 0; 9 is text.
        raised: words that stand higher than their line.
        symbol: the number of a symbol's font and its code, for a character that stands for one.
        font: the number of the words' font; below 0 where the format names none.
    """

    in_table: bool = False
    ends_row: bool = False
    row: bytes = b""
    why: str = ""
    style: int = 0
    ilfo: int | None = None
    ilvl: int | None = None
    outline: int | None = None
    raised: bool = False
    symbol: tuple[int, int] | None = None
    font: int = -1
    off: tuple[str, ...] = ()

    def seen_with(self, *under: "Form") -> "Form":
        """This format of words, with what the styles under it set and it does not switch off."""
        form = self
        for style in under:
            why = form.why or (style.why if style.why not in form.off else "")
            font = form.font if form.font >= 0 else style.font
            form = replace(form, why=why, raised=form.raised or style.raised, font=font, off=(*form.off, *style.off))
        return form

    def over(self, under: "Form") -> "Form":
        """This format, with list and outline of `under` where it says nothing of them."""
        return replace(
            self,
            ilfo=under.ilfo if self.ilfo is None else self.ilfo,
            ilvl=under.ilvl if self.ilvl is None else self.ilvl,
            outline=under.outline if self.outline is None else self.outline,
        )


_PLAIN = Form()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a cell is merged: it goes on the one on its left, or the one above."""

    goes_on_across: bool
    goes_on_down: bool


@dataclass(frozen=True, slots=True)
class RowProperties:
    """The sides of a row's cells in twentieths of a point, and how each is merged."""

    edges: tuple[int, ...]
    shapes: tuple[Shape, ...]


@dataclass(slots=True)
class Formats:
    """Runs of formats by their place in the stream of words."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    def at(self, place: int) -> Form:
        """The format at a place; the plain one where none is told."""
        index = bisect_right(self.starts, place) - 1
        return self.forms[index] if index >= 0 and place < self.ends[index] else _PLAIN

    @classmethod
    def read(cls, words: bytes, listed: bytes, apart: bytes, *, of_paragraphs: bool) -> "Formats":
        """Read the pages of formats that a list names; `apart` holds those that are too long for a page."""
        count = max(0, (len(listed) - 4) // 8)
        pages = numbers(listed[4 * (count + 1) :], 4)
        known: dict[tuple[int, bytes], Form] = {}
        runs: list[tuple[int, int, Form]] = []
        for page in dict.fromkeys(pages):
            runs += _runs(words, page & _PN, of_paragraphs, known, apart)
            refuse_over(len(runs), _RUNS, "段格式", "runs of formats")
        runs.sort(key=lambda run: run[0])
        found = cls()
        for start, end, form in runs:
            found.starts.append(start)
            found.ends.append(end)
            found.forms.append(form)
        return found


def _runs(
    words: bytes, index: int, of_paragraphs: bool, known: dict[tuple[int, bytes], Form], apart: bytes
) -> Iterator[tuple[int, int, Form]]:
    page = words[index * _PAGE : (index + 1) * _PAGE]
    if len(page) < _PAGE:
        return
    count = page[_PAGE - 1]
    width = 13 if of_paragraphs else 1
    if 4 * (count + 1) + width * count > _PAGE:
        raise ValueError("a page of formats is damaged")
    bounds = numbers(page[: 4 * (count + 1)], 4)
    for position, (start, end) in enumerate(pairwise(bounds)):
        at = 2 * page[4 * (count + 1) + width * position]
        if not at:
            yield start, end, _PLAIN
            continue
        key = (_style(page, at) if of_paragraphs else 0, _changes(page, at, of_paragraphs))
        if key not in known:  # a file has few formats and many runs of them
            known[key] = form_of(_with_apart(key[1], apart), key[0])
        yield start, end, known[key]


def _style(page: bytes, at: int) -> int:
    """The number of a paragraph's style (istd), with which its changes begin."""
    return number(page, at + (1 if page[at] else 2), 2)


def _changes(page: bytes, at: int, of_paragraphs: bool) -> bytes:
    """The bytes of one format's changes; a paragraph's begin with the number of its style."""
    size = page[at]
    if not of_paragraphs:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 3 : at + 2 * size]
    return page[at + 4 : at + 2 + 2 * page[at + 1]]


def _with_apart(changes: bytes, apart: bytes) -> bytes:
    """Add the changes that stand apart since they are too long: those of a row with many cells."""
    for code, operand in _operands(changes):
        if code in _SPRM_P_HUGE and len(operand) == 4:
            at = number(operand, 0, 4)
            if at + 2 <= len(apart):
                return changes + apart[at + 2 : at + 2 + number(apart, at, 2)]
    return changes


def form_of(changes: bytes, style: int = 0) -> Form:
    """What changes (a grpprl) set."""
    in_table = ends_row = False
    row, why, raised = b"", "", False
    symbol: tuple[int, int] | None = None
    font = -1
    off: tuple[str, ...] = ()
    counts: dict[int, int] = {}
    for code, operand in _operands(changes):
        if code == _SPRM_P_F_IN_TABLE:
            in_table = operand != b"\x00"
        elif code == _SPRM_P_F_TTP:
            ends_row = operand != b"\x00"
        elif code == _SPRM_T_DEF_TABLE:
            row = operand
        elif code in (_SPRM_P_ILFO, _SPRM_P_ILVL, _SPRM_P_OUT_LVL):
            counts[code] = int.from_bytes(operand, "little")
        elif code in _WHY and operand == b"\x00":
            off = (*off, _WHY[code])
        elif code in _WHY and operand not in (_AS_STYLE, b""):
            why = why or _WHY[code]
        elif code == _SPRM_C_ISTD and len(operand) == 2:
            style = number(operand, 0, 2)
        elif code == _SPRM_C_ISS:
            raised = operand == b"\x01"
        elif code == _SPRM_C_HPS_POS:
            raised = raised or int.from_bytes(operand, "little", signed=True) >= _RAISED
        elif code == _SPRM_C_SYMBOL and len(operand) == 4:
            symbol = number(operand, 0, 2), number(operand, 2, 2)
        elif code in _SPRM_C_RG_FTC and len(operand) == 2:
            font = number(operand, 0, 2)
    lists = (counts.get(_SPRM_P_ILFO), counts.get(_SPRM_P_ILVL), counts.get(_SPRM_P_OUT_LVL))
    return Form(in_table, ends_row, row, why, style, *lists, raised, symbol, font, off)


def _operands(changes: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(changes):
        code = number(changes, at, 2)
        at += 2
        size = _SIZES.get(code >> 13, -1)
        if code == _SPRM_T_DEF_TABLE:
            size = number(changes, at, 2) - 1 if at + 2 <= len(changes) else 0
            at += 2
        elif size < 0:
            size = changes[at]
            at += 1
            if code == _SPRM_P_CHG_TABS and size == 255:
                return
        yield code, changes[at : at + size]
        at += max(size, 0)


def row_of(form: Form) -> RowProperties:
    """The shape of a row as its format tells it; without sides where it tells none."""
    data = form.row
    count = data[0] if data else 0
    if not count or len(data) < 1 + 2 * (count + 1):
        return RowProperties((), ())
    edges = [value - 0x10000 if value & 0x8000 else value for value in numbers(data[1 : 1 + 2 * (count + 1)], 2)]
    if edges != sorted(edges):
        return RowProperties((), ())
    shapes = []
    for at in range(1 + 2 * (count + 1), len(data) - 1, 20):
        flags = number(data, at, 2)
        shapes.append(Shape(bool(flags & 2), bool(flags & 0x20) and not flags & 0x40))
    return RowProperties(tuple(edges), tuple(shapes))
