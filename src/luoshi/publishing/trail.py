"""The head of the trail (留痕) that a file carries: what was done until it was made can be held against it.

Whoever keeps the file can tell later whether anything before it was changed: the trail must
still hold this number with this hash. The core reckons neither; it writes what it is given.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrailHead:
    """The last entry of a jurisdiction's trail.

    Args:
        jurisdiction: whose trail it is: binjiang.
        seq: how many entries it has.
        hash: of the last of them, SHA-256, hexadecimal.
    """

    jurisdiction: str
    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"

    def as_dict(self) -> dict[str, str | int]:
        return {"jurisdiction": self.jurisdiction, "seq": self.seq, "hash": self.hash}

    def sentence(self, language: str) -> str:
        """Say it where a file has room for a line: among its properties."""
        if language == "en":
            return f"Trail of {self.jurisdiction}: {self}"
        return f"留痕（{self.jurisdiction}）：{self}"
