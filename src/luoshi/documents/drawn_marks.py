"""Small raised characters of a page: a note's mark behind a figure is no digit of it, and m² keeps its exponent.

A character is raised where it is smaller than the one that it follows and its base line is higher, as every program
sets a superscript. Characters come in the order in which they were drawn.
"""

from collections.abc import Sequence

from luoshi.documents.note_marks import settled
from luoshi.documents.pdf_lines import Glyph

_SMALLER = 0.86  # of the size before it: browsers set 83%, Word 65%, LibreOffice 58%
_HIGHER = 0.22  # of the size before it, by which its base line is higher
_LEVEL = 0.12  # of a character's size, which lies below its base line
_APART = 0.5  # of the size before it, by which it stands apart at the most
_LONGEST = 12  # characters of a mark, and of the words before it that are looked at


def without_marks(glyphs: Sequence[Glyph]) -> tuple[Sequence[Glyph], list[str]]:
    """Return the characters without marks of notes, exponents as raised digits, and the marks."""
    marks: list[str] = []
    kept: list[Glyph] = []
    before: Glyph | None = None
    index, changed = 0, False
    while index < len(glyphs):
        glyph = glyphs[index]
        if before is None or glyph.bottom == before.bottom or not _is_raised(glyph, before):
            kept.append(glyph)
            if glyph.text != " ":
                before = glyph
            index += 1
            continue
        end = _end_of_run(glyphs, index)
        run = [one for one in glyphs[index:end] if one.text.strip()]
        text = "".join(one.text for one in run)
        stays, mark = settled(_words_before(kept, before), text)
        changed = changed or stays != text
        if mark and kept:
            last = kept[-1]  # it reaches over the mark, so that no gap is left
            kept[-1] = before = Glyph(last.text, last.x0, glyphs[end - 1].x1, last.top, last.bottom, last.turn)
            marks.append(mark)
        if len(stays) <= len(run):
            run = [Glyph(sign, one.x0, one.x1, one.top, one.bottom) for sign, one in zip(stays, run, strict=False)]
        kept += run
        index = end
    return (kept, marks) if changed else (glyphs, [])


def _is_raised(glyph: Glyph, before: Glyph) -> bool:
    size = before.bottom - before.top
    own = glyph.bottom - glyph.top
    if own > _SMALLER * size or glyph.turn or before.turn or glyph.bottom <= before.top:
        return False
    higher = (before.bottom - _LEVEL * size) - (glyph.bottom - _LEVEL * own)
    return higher >= _HIGHER * size and -0.3 * size <= glyph.x0 - before.x1 <= _APART * size


def _end_of_run(glyphs: Sequence[Glyph], start: int) -> int:
    first, end = glyphs[start], start + 1
    while end < len(glyphs) and end - start < _LONGEST:
        one, last = glyphs[end], glyphs[end - 1]
        if abs(one.bottom - first.bottom) > 0.1 or not -1 <= one.x0 - last.x1 <= _APART * first.size:
            break
        end += 1
    return end


def _words_before(kept: Sequence[Glyph], before: Glyph) -> str:
    near = [one for one in kept[-_LONGEST:] if one.bottom == before.bottom]
    return "".join(one.text for one in near).rstrip()
