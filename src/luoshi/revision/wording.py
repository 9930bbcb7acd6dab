"""Two wordings of one task: how like they are, which clauses they share, which words changed.

    增长7.0%左右，新增企业60家   →   增长6.5%以上，新增企业60家
      ^^^^^^                          ^^^^^^       one edit: 7.0%左右 → 6.5%以上

Punctuation and spaces do not make a task another one, so likeness is measured without
them; edits are spans of the two texts as they stand, in code points.
"""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from luoshi.expressions import expression
from luoshi.place import Span

# A clause shorter than this is a phrase that many tasks share (加快推进), and tells nothing.
CLAUSE = 5

_NOT_A_LETTER = expression(r"(?<![0-9])[\W_]+|[\W_]+(?![0-9])")
_CLAUSE_END = expression(r"[，。；：、！？（）\n]|[,:;.()](?![0-9])")
# A number with its point and per cent, a Latin word, or one character.
_TOKEN = expression(r"[0-9]+(?:[.,:/—–-][0-9]+)*[%％‰]?|[A-Za-z]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Edit:
    """One changed part: what stood in the old text, and what stands in the new one.

    One of the two spans is empty where words were only added or only taken away.
    """

    old: Span
    new: Span


def letters(text: str) -> str:
    """Return what makes a wording: no spaces, no punctuation but within a number."""
    wide = unicodedata.normalize("NFKC", text)
    return _NOT_A_LETTER.sub("", wide) or wide


def clauses(text: str) -> frozenset[str]:
    """Return the clauses that are long enough to be told apart, as letters."""
    parts = (letters(part) for part in _CLAUSE_END.split(unicodedata.normalize("NFKC", text)))
    return frozenset(part for part in parts if len(part) >= CLAUSE)


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return the changed parts in order; numbers and Latin words are never cut in two.

    Two changes with a single token between them are told as one, since nobody reads
    a sentence that is coloured letter by letter.
    """
    before, after = _tokens(old), _tokens(new)
    opcodes = Indel.opcodes([text for text, _ in before], [text for text, _ in after])
    parts: list[tuple[int, int, int, int]] = []
    for opcode in opcodes:
        if opcode.tag == "equal":
            continue
        part = (opcode.src_start, opcode.src_end, opcode.dest_start, opcode.dest_end)
        if parts and part[0] - parts[-1][1] <= 1:
            first = parts.pop()
            part = (first[0], part[1], first[2], part[3])
        parts.append(part)
    return tuple(
        Edit(_span(before, start, end, old), _span(after, new_start, new_end, new))
        for start, end, new_start, new_end in parts
    )


def _tokens(text: str) -> list[tuple[str, int]]:
    return [(found.group(), found.start()) for found in _TOKEN.finditer(text)]


def _span(tokens: list[tuple[str, int]], start: int, end: int, text: str) -> Span:
    places = [place for _, place in tokens] + [len(text)]
    return Span(places[start], places[end])
