"""The account of a reading: characters in the file = characters read + characters said to be left out.

A reader enters what it read and what it left out in a Ledger while it reads. A second walk over
the file, as plain as can be and by no path of the reader's own, counts what stands in it. Where
the walk counts more, words were lost in silence, and the document says so.

White space and characters of no width are counted by neither side: readers trim them. A cell of a
workbook that holds a number counts as one character, since its format shows more or fewer than it has.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from luoshi.place import Place
from luoshi.plan import Finding, Level

_MARKUP = re.compile(r"^title:|<br/?>", re.MULTILINE)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the characters of a file; all counts are of `weight`.

    Args:
        held: that the second walk over the file counts.
        read: that stand in the document.
        left_out: that a finding says were not read, by the finding's code: {"row-hidden": 12}.
    """

    held: int = 0
    read: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def lost(self) -> int:
        """How many characters were neither read nor said; 0 where the reader saw more than the walk."""
        return max(0, self.held - self.read - sum(self.left_out.values()))

    def findings(self) -> list[Finding]:
        """Say what is lost, in one finding; none where all is accounted for."""
        if not self.lost:
            return []
        return [
            Finding(
                "characters-unaccounted",
                Level.WARNING,
                f"文件里共有{self.held}个字，其中{self.lost}个没有读到，也不知道在哪里，请与原文件核对。",
                Place(),
                f"Of {self.held} characters in the file {self.lost} were not read, and it is not known where they "
                "stand; please compare with the original.",
            )
        ]


_WAITING = 4096  # texts that are weighed at once: cells are short, and a call for each costs more than its letters


class Ledger:
    """Where a reader enters, once each, the texts that it read or left out."""

    def __init__(self) -> None:
        self._read = 0
        self._entered: list[str] = []
        self.left_out: dict[str, int] = {}

    @property
    def read(self) -> int:
        """How many characters that were entered stand in the document."""
        self._read += weight("".join(self._entered))
        self._entered.clear()
        return self._read

    def take_back_to(self, read: int) -> None:
        """Forget what was entered since `read` was so many."""
        self._entered.clear()
        self._read = read

    def enter(self, text: str) -> None:
        """Enter a text that stands in the document."""
        self._entered.append(text)
        if len(self._entered) > _WAITING:
            self._read = self.read

    def enter_all(self, texts: Iterable[str]) -> None:
        """Enter several texts that stand in the document."""
        self._entered += texts
        if len(self._entered) > _WAITING:
            self._read = self.read

    def enter_count(self, characters: int) -> None:
        """Enter so many characters that stand in the document."""
        self._read += characters

    def leave(self, code: str, text: str) -> None:
        """Enter a text that is not read; `code` is that of the finding that says so."""
        self.leave_count(code, weight(text))

    def leave_count(self, code: str, characters: int) -> None:
        """Enter so many characters that are not read."""
        if characters:
            self.left_out[code] = self.left_out.get(code, 0) + characters

    def closed(self, held: int) -> Account:
        """Return the account against what the second walk counts."""
        return Account(held, self.read, dict(self.left_out))


def weight(text: str) -> int:
    """Count the characters of a text that leave a mark on paper: no white space, none of no width."""
    marks = "".join(text.split())
    return len(marks) if marks.isprintable() else len(_UNSEEN.sub("", marks))


def weight_of(texts: Iterable[str]) -> int:
    """Count the characters of several texts."""
    return sum(map(weight, texts))


def of_text(text: str, shown: Iterable[str]) -> Account:
    """Account for a plain text, whose bars, rulers and marks are its layout: letters and digits count, no signs.

    Args:
        shown: the texts that stand in the document, each once.
    """
    words = _MARKUP.sub("", text)
    return Account(sum(map(str.isalnum, words)), sum(sum(map(str.isalnum, one)) for one in shown))
