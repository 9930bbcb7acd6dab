"""Raised signs: a note's mark behind a figure is no digit of it, while m², km³ and 10⁴ are of the figure.

1200 + raised 1 → 1200, and the mark said · m + raised 2 → m² · ×10 + raised 4 → ×10⁴
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

_POWERS = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_EXPONENT = re.compile(r"[-+−–]?\d{1,2}")
# what a power stands on: a unit of length in a square or cube, any unit below a stroke, a variable
_LENGTH = re.compile(r"(?:^|[^A-Za-z])[μµuncdhk]?m$|(?:^|[^方])米$")
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[μµnmck]?[mgsL]|d|h|a|ha|km|kg|K|mol)$")
_VARIABLE = re.compile(r"(?:^|[^A-Za-z])[A-Za-z]$")
# 10 with a raised digit is a power: behind a sign of multiplication always; alone too, for 10² cannot be told from a
# note on 10, and as 10² it is no figure until a person says so
_TEN = re.compile(r"(?:^|[^\d.,，])10$")
_MARK = re.compile(
    r"[\[［〔(（【]?(?:注\s?)?(?:\d{1,3}|[①-⑳]|[a-z]|[*＊※†‡§#]{1,3}|注)(?:[,，、;；~\-–—]\s?\d{1,3}){0,8}[\]］〕)）】]?"
)


def settled(before: str, text: str) -> tuple[str, str]:
    """Tell what of a raised text belongs to the words before it, and what is a note's mark: (kept, mark).

    Args:
        before: the words on the same line before it.
    """
    sign = text.strip()
    if not sign:
        return text, ""
    if _EXPONENT.fullmatch(sign) and _is_power(before.rstrip(), sign):
        return sign.translate(_POWERS), ""
    if _MARK.fullmatch(sign):
        return "", text
    return text, ""  # ™, 1st, Ca²⁺: words


def power(base: str, exponent: str) -> str:
    """Write an equation's power: 10⁴, m², x^(n+1) where there is no raised sign."""
    sign = exponent.strip()
    raised = sign.translate(_POWERS)
    plain = any(c in "0123456789+-−–n" for c in sign) and all(c in "0123456789+-−–n" for c in sign)
    return f"{base}{raised}" if plain else f"{base}^({sign})" if sign else base


def _is_power(before: str, sign: str) -> bool:
    if _TEN.search(before):
        return True
    if sign in ("2", "3"):
        return bool(_LENGTH.search(before) or _UNIT.search(before) or _VARIABLE.search(before))
    if sign[0] in "-−–":
        return bool(_UNIT.search(before) or _VARIABLE.search(before))
    return False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that look one way.

    Args:
        source: the letters of the file that they were made of; "" where a control or a symbol made them.
    """

    text: str
    source: str
    raised: bool = False


def joined(pieces: Sequence[Piece]) -> tuple[str, str, str]:
    """Join pieces: (text, its source, marks of notes); where all words are raised, none of them is a mark."""
    if len(pieces) == 1:
        return pieces[0].text, pieces[0].source, ""
    text = source = marks = ""
    if not any(piece.raised for piece in pieces) or all(piece.raised for piece in pieces if piece.text.strip()):
        return "".join(piece.text for piece in pieces), "".join(piece.source for piece in pieces), ""
    for raised, group in groupby(pieces, key=lambda piece: piece.raised):
        run = list(group)
        words, letters = "".join(piece.text for piece in run), "".join(piece.source for piece in run)
        mark = ""
        if raised:
            words, mark = settled(text.rpartition("\n")[2], words)
        text += words
        if mark:
            marks += letters or mark
        else:
            source += letters
    return text, source, marks
