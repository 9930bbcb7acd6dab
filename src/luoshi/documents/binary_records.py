"""The records of Excel's binary parts (xlsb): kind, length and body, and the numbers and words in them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
CELLS = frozenset((*range(1, 12), 62))
SHORT_CELLS = {12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6, 18: 7}  # cells without a column, and what they are otherwise


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Iterate (kind, body).

    Raises:
        IndexError: the data ends within a record's head.
    """
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        for _ in range(4):
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, data[at : at + size]
        at += size


@dataclass(slots=True)
class Cursor:
    """A place in a record's body that moves on as it is read."""

    data: bytes
    at: int = 0

    def number(self, size: int) -> int:
        """Read an unsigned number.

        Raises:
            IndexError: the body ends before it.
        """
        if self.at + size > len(self.data):
            raise IndexError("the record ends within a number")
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at], "little")

    def real(self) -> float:
        self.at += 8
        value: float = struct.unpack_from("<d", self.data, self.at - 8)[0]
        return value

    def short_real(self) -> float:
        """Read a number of four bytes: a whole one, or the upper half of a real one, maybe in hundredths."""
        raw = self.number(4)
        if raw & 2:
            whole = raw >> 2
            value = float(whole - (1 << 30) if whole >> 29 else whole)
        else:
            value = struct.unpack("<d", bytes(4) + (raw & 0xFFFFFFFC).to_bytes(4, "little"))[0]
        return value / 100 if raw & 1 else value


@dataclass(frozen=True, slots=True)
class RichText:
    """Words, and from which of them on which font holds."""

    text: str
    runs: tuple[tuple[int, int], ...] = ()

    def pieces(self) -> Iterator[tuple[str, int | None]]:
        """Iterate (words, their font), None where the cell's own holds."""
        begin, font = 0, None
        for start, its in self.runs:
            if start > begin:
                yield self.text[begin:start], font
            begin, font = max(begin, start), its
        yield self.text[begin:], font


def wide_text(cursor: Cursor) -> str:
    """Read words behind their length.

    Raises:
        IndexError: the body ends before them.
    """
    count = cursor.number(4)
    if cursor.at + 2 * count > len(cursor.data):
        raise IndexError("the record ends within its words")
    cursor.at += 2 * count
    return cursor.data[cursor.at - 2 * count : cursor.at].decode("utf-16-le", "replace")


def rich_text(cursor: Cursor) -> RichText:
    """Read words and their fonts."""
    flags = cursor.number(1)
    text = wide_text(cursor)
    if not flags & 1:
        return RichText(text)
    count = min(cursor.number(4), (len(cursor.data) - cursor.at) // 4)
    return RichText(text, tuple((cursor.number(2), cursor.number(2)) for _ in range(count)))
