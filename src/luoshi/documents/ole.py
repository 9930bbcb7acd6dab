"""The file of streams in which Office's old formats keep their parts.

Sectors are chained by a table; streams under a cut-off lie in a stream of small sectors.
"""

from collections.abc import Sequence

_FREE_FROM = 0xFFFFFFFA  # sector numbers from here on are marks
_HEADER_ENTRIES = 109


def number(data: bytes, at: int, size: int) -> int:
    """Read an unsigned number, lowest byte first.

    Raises:
        ValueError: the data ends before it.
    """
    if at < 0 or at + size > len(data):
        raise ValueError("the file ends within a number")
    return int.from_bytes(data[at : at + size], "little")


def numbers(data: bytes, size: int) -> list[int]:
    """Read unsigned numbers that stand side by side."""
    return [int.from_bytes(data[at : at + size], "little") for at in range(0, len(data) - size + 1, size)]


class Compound:
    """The streams of a compound file, by name.

    Raises:
        ValueError: the file is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = 1 << min(number(data, 30, 2), 20)
        self.small = 1 << min(number(data, 32, 2), 20)
        self.cutoff = number(data, 56, 4)
        self.table = self._table()
        self.small_table = numbers(self._chain(number(data, 60, 4)), 4)
        self.entries = self._directory()
        root = next((entry for entry in self.entries if entry[1] == 5), None)
        self.small_stream = self._chain(root[2])[: root[3]] if root else b""

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream; None where there is none of this name."""
        found = next((entry for entry in self.entries if entry[0] == name and entry[1] == 2), None)
        if found is None:
            return None
        _, _, start, size = found
        if size >= self.cutoff:
            return self._chain(start)[:size]
        parts = self._links(start, self.small_table)
        return b"".join(self.small_stream[n * self.small : (n + 1) * self.small] for n in parts)[:size]

    def _sector(self, index: int) -> bytes:
        return self.data[(index + 1) * self.size : (index + 2) * self.size]

    def _table(self) -> list[int]:
        listed = numbers(self.data[76 : 76 + 4 * _HEADER_ENTRIES], 4)
        following, seen = number(self.data, 68, 4), 0
        while following < _FREE_FROM and seen <= len(self.data) // self.size:
            entries = numbers(self._sector(following), 4)
            if not entries:
                break
            listed += entries[:-1]
            following, seen = entries[-1], seen + 1
        return numbers(b"".join(self._sector(index) for index in listed if index < _FREE_FROM), 4)

    def _links(self, start: int, table: Sequence[int]) -> list[int]:
        """The numbers of a chain's sectors; a chain that goes round is damaged."""
        links: list[int] = []
        while start < len(table):
            links.append(start)
            if len(links) > len(table):
                raise ValueError("a chain of sectors goes round")
            start = table[start]
        return links

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(index) for index in self._links(start, self.table))

    def _directory(self) -> list[tuple[str, int, int, int]]:
        """Each entry's name, kind (2 a stream, 5 the root), first sector and size."""
        data = self._chain(number(self.data, 48, 4))
        entries = []
        for at in range(0, len(data) - 127, 128):
            length = max(0, min(number(data, at + 64, 2), 64) - 2)
            name = data[at : at + length].decode("utf-16-le", "replace")
            entries.append((name, data[at + 66], number(data, at + 116, 4), number(data, at + 120, 4)))
        return entries
