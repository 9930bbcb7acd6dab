"""Raised characters: a note's mark is no digit of the figure that it hangs on; an exponent is part of it.

1200套 with a raised 1      1200套, and the mark "1"
5.6% with a raised [2]      5.6%, and the mark "[2]"
500m with a raised 2        500m²
3×10 with a raised 4        3×10⁴

A reader hands over the pieces of a cell or paragraph, each with whether it stands raised, in their order.
"""

import re
from collections.abc import Iterable

_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_MARK = re.compile(
    r"\s*(?:[\[［(（【〔〈<]?\s*(?:注释?|note)?\s*[:：]?\s*"
    r"(?:\d{1,3}(?:\s*[,，、;；—–~-]\s*\d{1,3})*|[①-⑳❶-❿㈠-㈩⑴-⒇]+|[ivxⅰ-ⅻ]{1,4}|[a-z]|[*＊∗※†‡§#¶★☆]+|[一二三四五六七八九十]{1,3})?"
    r"\s*[\]］)）】〕〉>]?)\s*",
    re.IGNORECASE,
)
_EXPONENT = re.compile(r"\s*[-−+]?\d{1,2}\s*")
_MEASURE = re.compile(r"(?:(?<![A-Za-z])(?:[kcdmhμµn]?m|ft|in)|[米里])$")  # what is squared and cubed
_TIMES_TEN = re.compile(r"(?:[×xX*·✕╳⨯]\s*|^\s*|[(（\[［/／]\s*)10$")
_TEN = re.compile(r"(?<![\d.,，])10$")
_SQUARES = ("2", "3")
_MYRIADS = ("4", "8")  # 10⁴ and 10⁸ are 万 and 亿; a note so numbered behind a bare 10 is rarer than they are


def without_note_marks(pieces: Iterable[tuple[str, bool]]) -> tuple[str, list[str]]:
    """Return the text without marks of notes, and the marks in their order.

    Exponents are kept as raised characters; other raised words ("th", ®) are kept as they are.

    Args:
        pieces: (text, whether it stands raised).
    """
    text, marks = "", []
    for piece, raised in _joined(pieces):
        kept, mark = settled(text, piece) if raised else (piece, "")
        text += kept
        marks += [mark] if mark else []
    return text, marks


def settled(before: str, raised: str) -> tuple[str, str]:
    """Tell what of a raised piece belongs to the words before it, and what of it is a note's mark: (kept, mark)."""
    bare = raised.strip()
    if not bare:
        return raised, ""
    if _is_exponent(before, bare):
        return bare.translate(_RAISED), ""
    if bare[0] in _SQUARES and _MEASURE.search(before) and _MARK.fullmatch(bare[1:]):
        return bare[0].translate(_RAISED), bare[1:]  # km² with a note behind it
    return ("", bare) if _MARK.fullmatch(bare) else (raised, "")


def _joined(pieces: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Join neighbours of one height: programs cut a run anywhere."""
    joined: list[tuple[str, bool]] = []
    for piece, raised in pieces:
        if joined and joined[-1][1] == raised:
            joined[-1] = joined[-1][0] + piece, raised
        elif piece:
            joined.append((piece, raised))
    return joined


def _is_exponent(before: str, raised: str) -> bool:
    """Tell whether raised digits belong to what stands before them: m², km³, ×10⁴."""
    if not _EXPONENT.fullmatch(raised):
        return False
    if raised in _SQUARES and _MEASURE.search(before):
        return True
    if raised[0] in "-−" and re.search(r"[A-Za-z0-9]$", before):
        return True  # s⁻¹, 10⁻³: no note is numbered below zero
    return bool(_TIMES_TEN.search(before)) or (raised in _MYRIADS and bool(_TEN.search(before)))
