"""Where the words of a search stand in what is shown."""

import html
import re

from markupsafe import Markup

from luoshi_web.supervision.filters import plain

_TAG = re.compile(r"(<[^>]*>)")
_LETTER = re.compile(r"&[^;\s]+;|.", re.DOTALL)


def hits(shown: Markup, words: str) -> Markup:
    """Return what is shown with each word of a search marked wherever it stands, across marks and links too.

    It is found as `matches` finds it: width and case do not matter. Tags and their attributes stay as they are.
    """
    wanted = plain(words).split()
    if not wanted:
        return shown
    pieces = [(piece, index % 2 == 1) for index, piece in enumerate(_TAG.split(str(shown)))]
    letters = [letter for piece, is_tag in pieces if not is_tag for letter in _LETTER.findall(piece)]
    found = _found([plain(html.unescape(letter)) for letter in letters], wanted)
    at, laid = 0, []
    for piece, is_tag in pieces:
        if is_tag:
            laid.append(piece)
            continue
        count = len(_LETTER.findall(piece))
        laid.append(_laid(letters[at : at + count], found[at : at + count]))
        at += count
    return Markup("".join(laid))


def _found(compared: list[str], wanted: list[str]) -> list[bool]:
    """Tell of each letter whether it is part of a word that is looked for; a letter may be compared as several."""
    owners = [index for index, text in enumerate(compared) for _ in text]
    whole, found = "".join(compared), [False] * len(compared)
    for word in wanted:
        start = whole.find(word)
        while start >= 0:
            for owner in owners[start : start + len(word)]:
                found[owner] = True
            start = whole.find(word, start + len(word))
    return found


def _laid(letters: list[str], found: list[bool]) -> str:
    pieces, inside = [], False
    for letter, is_found in zip(letters, found, strict=True):
        if is_found != inside:
            pieces.append('<mark class="hit">' if is_found else "</mark>")
            inside = is_found
        pieces.append(letter)
    return "".join(pieces) + ("</mark>" if inside else "")
