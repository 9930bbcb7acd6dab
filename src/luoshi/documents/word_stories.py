"""The texts of a doc: its pieces, its stories (main text, notes, headers, comments, boxes), and its fonts."""

import re
from collections.abc import Iterator
from itertools import pairwise

from luoshi.documents.account import weight
from luoshi.documents.ole import number, numbers

_CCP_TEXT = 0x4C  # FibRgLw97: characters of the main text; the other stories' counts stand behind it
_STORIES = 8  # main text, footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers
_READ = (0, 6)  # of these: the main text and its text boxes
_BESIDE = {1: "footnote", 2: "margin", 4: "comment", 5: "footnote", 7: "margin"}
_FC_CLX = 0x1A2  # the pieces of the text (CLX)
_FC_STTBF_FFN = 0x112  # the fonts (SttbfFfn)
_FFN = 39  # bytes of a font's entry before its name
_DEEPEST = 20  # fields within one another
_F_COMPRESSED = 0x40000000  # FcCompressed: a byte a character
_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_MARKS = re.compile("[\x00-\x1f]+")


def part_of(words: bytes, table: bytes, at: int) -> bytes:
    """Return the part of the table stream that the file's head names at a place."""
    start, length = number(words, at, 4), number(words, at + 4, 4)
    return table[start : start + length]


def characters(words: bytes, table: bytes) -> Iterator[tuple[str, int]]:
    """Iterate the characters of the main text and of text boxes, each with its place in the stream of words.

    Raises:
        ValueError: damaged.
    """
    bounds, forms = _pieces(part_of(words, table, _FC_CLX))
    stories = _stories(words)
    for story in _READ:
        start, end = stories[story]
        for (first, last), form in zip(pairwise(bounds), forms, strict=False):
            begin, stop = max(first, start), min(last, end)
            if begin < stop:
                yield from _piece(words, form, begin - first, stop - begin)


def beside(words: bytes, table: bytes) -> Iterator[tuple[str, str]]:
    """Iterate the texts of notes, headers and comments, each with the reason why it is not read."""
    for story, why in _BESIDE.items():
        if text := _MARKS.sub(" ", _story(words, table, story)).strip():
            yield why, text


def held(words: bytes, table: bytes) -> int:
    """Count the letters of all stories, without the codes of fields."""
    return sum(weight(_story(words, table, story)) for story in range(_STORIES))


def _stories(words: bytes) -> list[tuple[int, int]]:
    """Where each story begins and ends, in characters."""
    counts = [number(words, _CCP_TEXT + 4 * index, 4) for index in range(_STORIES)]
    if sum(counts) > len(words):
        raise ValueError("more characters are told than there is room for")
    begins = [sum(counts[:index]) for index in range(_STORIES)]
    return [(begin, begin + count) for begin, count in zip(begins, counts, strict=True)]


def _story(words: bytes, table: bytes, story: int) -> str:
    """Return a story's text; the codes of fields, which do not show, are taken out from within."""
    bounds, forms = _pieces(part_of(words, table, _FC_CLX))
    start, end = _stories(words)[story]
    found = []
    for (first, last), form in zip(pairwise(bounds), forms, strict=False):
        begin, stop = max(first, start), min(last, end)
        if begin < stop:
            width = 1 if form & _F_COMPRESSED else 2
            at = ((form & ~_F_COMPRESSED) // 2 if width == 1 else form) + width * (begin - first)
            stored = words[at : at + width * (stop - begin)]
            found.append(stored.decode("cp1252" if width == 1 else "utf-16-le", "replace"))
    text = "".join(found)
    for _ in range(_DEEPEST):
        shorter = _CODE.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def fonts_of(data: bytes) -> list[str]:
    """Return the names of a doc's fonts (SttbfFfn), in their order; as far as they can be read."""
    names: list[str] = []
    at = 4
    while len(data) >= 4 and at < len(data) and len(names) < number(data, 0, 2):
        entry = data[at + 1 : at + 1 + data[at]]
        names.append(entry[_FFN:].decode("utf-16-le", "replace").partition("\x00")[0])
        at += 1 + data[at]
    return names


def _piece(words: bytes, form: int, skipped: int, count: int) -> Iterator[tuple[str, int]]:
    """Iterate `count` characters of a piece, from the one at `skipped` on."""
    width = 1 if form & _F_COMPRESSED else 2
    start = (form & ~_F_COMPRESSED) // 2 if width == 1 else form
    start += width * skipped
    part = words[start : start + width * count]
    text = part.decode("cp1252" if width == 1 else "utf-16-le", "replace")
    for character in text:
        yield character, start
        start += width * (2 if ord(character) > 0xFFFF else 1)


def _pieces(data: bytes) -> tuple[list[int], list[int]]:
    """The bounds of the pieces in characters, and where each stands in the stream of words."""
    at = 0
    while at < len(data) and data[at] == 1:
        at += 3 + number(data, at + 1, 2)
    if at >= len(data) or data[at] != 2:
        raise ValueError("the pieces of the text are not told")
    length = number(data, at + 1, 4)
    part = data[at + 5 : at + 5 + length]
    count = (len(part) - 4) // 12
    bounds = numbers(part[: 4 * (count + 1)], 4)
    rest = part[4 * (count + 1) :]
    if any(after < before for before, after in pairwise(bounds)):
        raise ValueError("the pieces of the text are out of order")
    return bounds, [number(rest, 8 * index + 2, 4) for index in range(count)]
