"""The second walk over an xlsx: how many characters its parts hold, counted without the reader's paths.

Every part of the package is looked at, whatever it is called and whoever names it: cells by the
strings that they show, text boxes, charts, comments, headers and footers. It is plain on purpose:
marks are searched in the bytes, nothing is parsed.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain, pairwise

from luoshi.documents.account import weight
from luoshi.documents.workbook_beside import in_margin, words_of_vml
from luoshi.documents.workbook_parts import unescaped
from luoshi.documents.zip_package import Package

_T = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<")
_DRAWN = re.compile(rb"<a:t(?:\s[^<>]*)?>([^<]*)<")
_GUIDE = re.compile(rb"<(?:\w+:)?rPh[\s>]")
_V = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)<")
_KIND = re.compile(rb"\st\s*=\s*[\"'](\w+)")
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)(?:\s[^<>]*)?>([^<]*)<")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])")
_NAMED = re.compile(rb"&(?!amp;|quot;)[#\w]{1,10};")
_PIECE = 1_000_000
_BLANKS = 50  # ways in which one part may write blanks as references
_NUMBER = 1  # a cell with a number counts one


def held_in(package: Package) -> dict[str, int]:
    """Return how many characters each part holds, by its name in lower case; parts without any lack."""
    names = sorted(name for name in package.names if name.lower().endswith((".xml", ".vml")))
    strings: list[int] = []
    for name in names:
        data = _bytes(package, name) if "sharedstrings" in name.lower() else b""
        if not strings and b"sst" in data[:1000]:
            strings = [_weight(_T, _unguided(item)) for item in re.split(rb"<(?:\w+:)?si(?=[\s>/])", data)[1:]]
    held, drawn = {}, set()
    for name in names:
        data = _bytes(package, name)
        if name.lower().endswith(".vml"):
            continue
        head = data[:3000]
        if b"sheetData" in data:
            count = sum(_cell(piece, strings) for piece in _split(data))
            count += sum(weight(in_margin(_text(found))) for found in _MARGIN.findall(data))
        elif b"comments" in head and b"commentList" in data:
            count = _weight(_T, data)
        elif b"<a:t" in data:
            data = _without_fallbacks(data)
            count = _weight(_DRAWN, data)
            drawn |= {"".join(_text(t) for t in _DRAWN.findall(body)) for body in data.split(b"txBody>")}
        else:
            count = 0
        if count:
            held[name.lower()] = count
    for name in names:
        if name.lower().endswith(".vml"):
            words = [text for text in words_of_vml(package.read(name)) if text not in drawn]
            held[name.lower()] = sum(map(weight, words))
    return held


def _bytes(package: Package, name: str) -> bytes:
    """Return a part as UTF-8 without references: each is one character or a blank, which is all that is counted."""
    data = package.read(name)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    if b"&" in data:
        blank = {found for found in {match[0] for match in _NAMED.finditer(data)} if not weight(_meant(found))}
        for reference in sorted(blank)[:_BLANKS]:
            data = data.replace(reference, b" ")
        data = b"".join(_NAMED.sub(b"x", piece) for piece in _pieces(data))
        data = data.replace(b"&quot;", b'"').replace(b"&amp;", b"&")  # marks of what a header prints
    return data


def _pieces(data: bytes) -> Iterator[bytes]:
    """Cut a part between its tags: replacing a million references in one go takes a hundred megabytes."""
    begin = 0
    while begin < len(data):
        end = data.find(b"<", begin + _PIECE)
        end = len(data) if end < 0 else end
        yield data[begin:end]
        begin = end


def _meant(reference: bytes) -> str:
    return html.unescape(reference.decode("ascii", "replace"))


def _split(data: bytes) -> Iterator[bytes]:
    """Iterate what stands from each cell of a sheet to the next."""
    starts = chain((found.end() for found in _CELL.finditer(data)), (len(data),))
    yield from (data[start:end] for start, end in pairwise(starts))


def _cell(piece: bytes, strings: list[int]) -> int:
    head, _, body = piece.partition(b">")
    if head.endswith(b"/"):
        return 0
    kind = found[1] if (found := _KIND.search(head)) else b"n"
    if kind == b"inlineStr":
        return _weight(_T, _unguided(body))
    value = found[1].strip() if (found := _V.search(body)) else b""
    if kind == b"s":
        return strings[int(value)] if value.isdigit() and len(value) < 9 and int(value) < len(strings) else 0
    return weight(unescaped(_text(value))) if kind in (b"str", b"d") else _NUMBER if value else 0


def _weight(pattern: re.Pattern[bytes], data: bytes) -> int:
    return sum(weight(unescaped(_text(found))) for found in pattern.findall(data))


def _unguided(data: bytes) -> bytes:
    """Take off the phonetic guides behind a string."""
    return _GUIDE.split(data, 1)[0] if b"rPh" in data else data


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _without_fallbacks(data: bytes) -> bytes:
    """Take off what is drawn for older programs a second time."""
    if b"Fallback>" not in data:
        return data
    first, *rest = data.split(b"<mc:Fallback>")
    return first + b"".join(piece.partition(b"</mc:Fallback>")[2] for piece in rest)
