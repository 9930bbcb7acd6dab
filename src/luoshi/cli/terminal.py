"""The terminal: tables that line up although a Chinese character takes two columns."""

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

# A file may hold sequences that would move the cursor or recolour the screen.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# What does not begin a line in Chinese typesetting.
_NOT_FIRST = "，。、；：？！）》」』”’%‰,.;:?!)]"
_NOT_LAST = "（《「『“‘(["


def width(text: str) -> int:
    """Tell how many columns of a terminal the text takes: two for a Chinese character."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def harmless(text: str) -> str:
    """Return the text with a mark for each character that steers a terminal."""
    return _CONTROLS.sub("\ufffd", text)


def shown(text: str) -> str:
    """Return the text on one line, and harmless."""
    return harmless(" ".join(text.split()))


def wrapped(text: str, room: int) -> list[str]:
    """Break the text into lines of at most `room` columns, at least one; no line begins with a comma."""
    lines, line, used = [], "", 0
    for character in shown(text):
        wide = _width(character)
        if used + wide > room and line:
            if len(line) > 1 and (character in _NOT_FIRST or line[-1] in _NOT_LAST):
                lines.append(line[:-1])
                line, used = line[-1], _width(line[-1])
            else:
                lines.append(line)
                line, used = "", 0
        if line or character != " " or not lines:
            line += character
            used += wide
    return [*lines, line] if line or not lines else lines


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], flexible: int, *, room: int | None = None) -> str:
    """Lay rows out under their headings.

    Args:
        flexible: the index of the column that takes what the others leave, and is broken into lines.
        room: columns of the terminal; asked of it, 100 where there is none.
    """
    body = [[shown(cell) for cell in row] for row in rows]
    room = room or shutil.get_terminal_size((100, 24)).columns
    widths = [max(map(width, column)) for column in zip(headings, *body, strict=True)]
    others = [min(wide, 24) for index, wide in enumerate(widths) if index != flexible]
    left = max(20, room - sum(others) - 2 * len(others))
    limits = [min(wide, left if index == flexible else 24) for index, wide in enumerate(widths)]
    rule = ["─" * limit for limit in limits]
    return "\n".join(line for row in (headings, rule, *body) for line in _lines(row, limits)) + "\n"


def _lines(row: Sequence[str], limits: Sequence[int]) -> Iterator[str]:
    cells = [wrapped(cell, limit) for cell, limit in zip(row, limits, strict=True)]
    for index in range(max(map(len, cells))):
        parts = [cell[index] if index < len(cell) else "" for cell in cells]
        yield "  ".join(part + " " * (limit - width(part)) for part, limit in zip(parts, limits, strict=True)).rstrip()


def write(text: str) -> None:
    """Write to standard output what a person reads, in the terminal's own encoding."""
    _send(text, getattr(sys.stdout, "encoding", None) or "utf-8")


def write_utf8(text: str) -> None:
    """Write to standard output what a program reads: UTF-8 wherever we run, a Chinese Windows too."""
    _send(text, "utf-8")


def write_bytes(data: bytes) -> None:
    """Write a file to standard output, as it is."""
    sys.stdout.flush()
    _send_all(sys.stdout.buffer, data)


def _send(text: str, encoding: str) -> None:
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # standard output was replaced by something that holds text only
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    _send_all(buffer, text.encode(encoding, "replace"))


def _send_all(buffer: BinaryIO, data: bytes) -> None:
    left = memoryview(data)
    while left:  # with PYTHONUNBUFFERED one write may take a part only, and says so by its answer
        left = left[buffer.write(left) :]
    buffer.flush()
