"""Words of which some stand raised: marks of notes are told from what belongs to a figure, by note_marks.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from luoshi.documents.note_marks import settled

_POWERS = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")


def power(base: str, exponent: str) -> str:
    """Write an equation's power: 10⁴, m², x^(n+1) where there is no raised sign."""
    sign = exponent.strip()
    raised = sign.translate(_POWERS)
    plain = any(c in "0123456789+-−–n" for c in sign) and all(c in "0123456789+-−–n" for c in sign)
    return f"{base}{raised}" if plain else f"{base}^({sign})" if sign else base


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
        marks += mark
        source += _without(letters, mark) if mark else letters
    return text, source, marks


def _without(letters: str, mark: str) -> str:
    """The letters of a raised run that are kept where its end is a mark; none where a sign made the mark."""
    at = letters.rfind(mark)
    return letters[:at] if at >= 0 else ""
