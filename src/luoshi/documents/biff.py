"""The records of an xls, walked over once: what the reader of cells does not tell, and how much stands in it.

Which cells hold formulas, and which of those nobody reckoned; words in text boxes; headers and
footers; and the second count of the account. The walk knows records by their two numbers, kind and
length, and nothing else of the format.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from luoshi.documents.account import weight
from luoshi.documents.ole import Compound
from luoshi.documents.workbook_beside import in_margin

_BOF, _EOF, _SHEET, _CONTINUE = 0x809, 0x0A, 0x85, 0x3C
_FORMULA, _STRING, _TEXT_BOX, _DRAWING = 0x06, 0x207, 0x1B6, 0xEC
_MARGINS = (0x14, 0x15)
_FILTERED = 0x9B
_NUMBERS = (0x203, 0x27E, 0x205)  # a number, a short number, a truth or an error
_LABELS = (0x204, 0xD6)
_ANCHOR = b"\x10\xf0\x12\x00\x00\x00"  # where a drawn object begins, within its shape
_ON_LOAD = 2  # the formula is to be reckoned when the file is opened


@dataclass(slots=True)
class SheetWalk:
    """What the walk found in one sheet; rows and columns from 0."""

    computed: set[tuple[int, int]] = field(default_factory=set)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    boxes: list[tuple[int, int, str]] = field(default_factory=list)  # row, column, words; comments too
    margins: list[str] = field(default_factory=list)
    held: int = 0
    filtered: bool = False  # a filter is set


def stream_of(data: bytes) -> bytes:
    """Return the stream of a workbook, whatever the case of its name.

    Raises:
        ValueError: the file is damaged.
    """
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return data
    compound = Compound(data)
    names = {str(entry[0]).lower(): str(entry[0]) for entry in compound.entries if entry[1] == 2}
    name = names.get("workbook") or names.get("book") or ""
    return compound.stream(name) or b""


def walked(stream: bytes, strings: Sequence[str], encoding: str) -> list[SheetWalk]:
    """Return what stands in each worksheet, in the order of the tabs.

    Args:
        strings: the strings that cells name by their number.
        encoding: of words in files from before Excel 97.
    """
    weights = [weight(text) for text in strings]
    starts: list[int] = []
    walks: dict[int, SheetWalk] = {}
    current, depth, anchor = SheetWalk(), 0, (0, 0)
    records = _records(stream)
    wide = stream[4:6] == b"\x00\x06"  # since Excel 97 words say by a mark how wide they are
    for at, kind, body in records:
        if kind == _BOF:
            depth += 1
            if depth == 1:
                current = walks.setdefault(at, SheetWalk())
        elif kind == _EOF:
            depth = max(0, depth - 1)
        elif kind == _SHEET and len(body) > 5:
            if body[5] == 0:
                starts.append(int.from_bytes(body[:4], "little"))
        elif depth == 1:
            if kind == _DRAWING and (found := body.rfind(_ANCHOR)) >= 0 and len(body) >= found + 16:
                column, _, row = struct.unpack_from("<HHH", body, found + 8)
                anchor = row, column
            elif kind == _TEXT_BOX and len(body) >= 12:
                text = _boxed(next(records, (0, 0, b"")), int.from_bytes(body[10:12], "little"))
                current.boxes.append((*anchor, text))
                current.held += weight(text)
            else:
                _take(current, kind, body, weights, "" if wide else encoding)
    return [walks.get(start, SheetWalk()) for start in starts] if starts else list(walks.values())


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at, end = 0, len(stream) - 4
    while at <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _take(walk: SheetWalk, kind: int, body: bytes, weights: Sequence[int], encoding: str) -> None:
    if kind == 0xFD and len(body) >= 10:
        index = int.from_bytes(body[6:10], "little")
        walk.held += weights[index] if index < len(weights) else 0
    elif kind in _NUMBERS:
        walk.held += 1
    elif kind == 0xBD:  # several short numbers side by side
        walk.held += max(0, (len(body) - 6) // 6)
    elif kind in _LABELS:
        walk.held += weight(_words(body[6:], encoding))
    elif kind == _STRING:
        walk.held += weight(_words(body, encoding))
    elif kind == _FORMULA and len(body) >= 16:
        row, column = struct.unpack_from("<HH", body)
        walk.computed.add((row, column))
        result, is_other = body[6:14], body[12:14] == b"\xff\xff"
        walk.held += result[0] in (1, 2) if is_other else 1
        if body[14] & _ON_LOAD and (result == bytes(8) or (is_other and result[0] in (0, 3))):
            walk.unsaved.add((row, column))
    elif kind == _FILTERED:
        walk.filtered = True
    elif kind in _MARGINS and body:
        text = in_margin(_words(body, encoding, short=bool(encoding)))
        walk.margins.append(text)
        walk.held += weight(text)


def _words(body: bytes, encoding: str, *, short: bool = False) -> str:
    """Read a string behind its length; without an encoding a mark tells whether its letters take two bytes."""
    head = 1 if short else 2
    count = int.from_bytes(body[:head], "little")
    if encoding:
        return body[head : head + count].decode(encoding, "replace")
    return _marked(body[head:], count)


def _marked(body: bytes, count: int) -> str:
    if body[:1] and body[0] & 1:
        return body[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return body[1 : 1 + count].decode("latin-1")


def _boxed(record: tuple[int, int, bytes], count: int) -> str:
    _, kind, body = record
    return _marked(body, count) if kind == _CONTINUE and count else ""
