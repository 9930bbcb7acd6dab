"""A paragraph that runs on as （1）…（2）…, ①…②…, 一是…二是… → its pieces.

    （1）改造小区12个。（2）新建道路8条。       two pieces with their marks
    改造小区12个；新建道路8条。                two pieces at semicolons

The outermost run counts: what begins first. The last piece has no more sentences than the longest of the others, for
what stands behind a list in its paragraph is prose again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.tasktable.numbering import CIRCLED, DOTTED, ENCLOSED, NUMERAL, TURNED, mark_value

_STYLES = {
    "paren": r"[（(]\d{1,3}[)）]",
    "sub": rf"[（(](?:{NUMERAL})[)）]",
    "arabic": r"\d{1,3}[.．、](?!\d)",
    "ordinal": rf"(?:{NUMERAL})(?:是要?|要)",
    "circle": f"[{CIRCLED}]",
    "turned": f"[{TURNED}]",
    "dotted": f"[{DOTTED}]",
    "enclosed": f"[{ENCLOSED}]",
    "half": r"\d{1,3}[)）]",
    "nth": rf"第(?:{NUMERAL})(?:(?:件|项|条)?[，,、：:]|[件项条]\s)",
    "block": rf"(?:任务|事项|项目|目标|实事|工程)(?:{NUMERAL}|\d{{1,3}})[：:]",
}
_SURE = ("paren", "circle", "turned", "sub", "dotted", "enclosed")
_AT = r"(?:^|(?<=[。；;：:，,”！]))\s*"
_INSIDE = r"\s*"  # marks that nothing else looks like need no stop before them
_PATTERNS = {
    style: expression(rf"{_INSIDE if style in _SURE else _AT}(?P<mark>{pattern})\s*")
    for style, pattern in _STYLES.items()
}
_LINE = expression(rf"\s*(?P<mark>(?:{NUMERAL})、)\s*")  # within a paragraph two of them may be 一、二产业
_LINES_WITHIN = expression(rf"(?:^|(?<=[。；;：:]))\s*(?P<mark>(?:{NUMERAL})、)\s*")
_CLOSING = expression(
    r"^(?:这些|以上|上述|对上述|对这些|我们(?:一定|将|要|相信)|各位代表|让我们|通过(?:这些|以上)|同时[，,]|此外|民生无小事|真正让)"
)
_SENTENCE = expression(r"[^。！!]*[。！!]?”?")
_FEWEST = 2
_FEWEST_LINES = 3  # of 一、 within a paragraph
_HARDLY_LONGER = 1.6


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of a list; `mark` is "" where it has no number."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The number that a piece begins with, and where its words begin."""

    style: str
    mark: str
    value: int
    start: int
    end: int


def first_mark(text: str) -> Mark | None:
    """The mark that a paragraph begins with."""
    for style, pattern in _PATTERNS.items():
        if (found := pattern.match(text)) and (made := _mark(style, found)):
            return made
    found = _LINE.match(text)
    return _mark("line", found) if found else None


def begins_with_mark(text: str) -> bool:
    """Tell whether what may be the first mark of a run stands at the very begin: a cell seldom has one."""
    return any(pattern.match(text) for pattern in (*_PATTERNS.values(), _LINES_WITHIN))


def runs(text: str) -> list[list[Mark]]:
    """The runs of marks in a text that count on from one, of two or more, the one that begins first standing first."""
    found = []
    for style, pattern in (*_PATTERNS.items(), ("line", _LINES_WITHIN)):
        fewest = _FEWEST_LINES if style == "line" else _FEWEST
        run: list[Mark] = []
        for match in pattern.finditer(text):
            mark = _mark(style, match)
            if mark is not None and mark.value == 1 and len(run) >= fewest:
                found.append(run)
                run = []
            if mark is not None and mark.value == len(run) + 1:
                run.append(mark)
        if len(run) >= fewest:
            found.append(run)
    return sorted(found, key=lambda run: run[0].start)


def _mark(style: str, found: re.Match[str]) -> Mark | None:
    value = mark_value(found["mark"])
    return Mark(style, found["mark"].rstrip(".．、，,：: "), value, found.start(), found.end()) if value else None


def by_marks(text: str, *, is_paragraph: bool = False) -> list[Piece]:
    """Split a text at the marks of its outermost run; empty where it has none.

    Args:
        is_paragraph: the run is what its paragraph says, so that the last piece may end with it.
    """
    found = runs(text)
    if not found:
        return []
    run = found[0]
    ends = [*(mark.start for mark in run[1:]), _end_of(run, found, text)]
    pairs = list(zip(run, ends, strict=True))
    pieces = [Piece(mark.mark, _trimmed(text[mark.end : end])) for mark, end in pairs]
    others = [text[mark.end : end] for mark, end in pairs[:-1]]
    whole = _are_several(pieces[-1].text, others) or (is_paragraph and _is_alike(pieces[-1].text, others))
    pieces[-1] = Piece(pieces[-1].mark, _without_closing(pieces[-1].text, pieces[:-1], whole=whole))
    return pieces if all(piece.text for piece in pieces) else []


def _end_of(run: Sequence[Mark], found: Sequence[list[Mark]], text: str) -> int:
    """Where a run ends: before the sentence that leads to the next run of its kind, else with the text."""
    after = next((one for one in found if one[0].style == run[0].style and one[0].start > run[-1].start), None)
    if after is None:
        return len(text)
    stops = [text.rfind(stop, run[-1].end, after[0].start) for stop in "。；;"]
    return max(stops) + 1 if max(stops) > 0 else after[0].start


def _are_several(last: str, others: Sequence[str]) -> bool:
    """Tell whether all pieces are of several sentences, the last hardly longer than they."""
    several = min(len(_sentences(other)) for other in others) > 1
    return several and len(last) <= _HARDLY_LONGER * max(len(other) for other in others)


def _is_alike(last: str, others: Sequence[str]) -> bool:
    """Tell whether a last piece is one of several sentences as the others are, or hardly longer than they."""
    if min(len(_sentences(other)) for other in others) > 1:
        return True
    ended = all(other.rstrip().endswith(("。", "！")) for other in others)
    return ended and len(last) <= _HARDLY_LONGER * max(len(other) for other in others)


def _without_closing(last: str, others: Sequence[Piece], *, whole: bool = False) -> str:
    """Leave off what stands behind the last item: a closing sentence, and more sentences than any other has.

    Args:
        whole: leave off closing sentences only.
    """
    most = max(len(_sentences(piece.text)) for piece in others)
    kept: list[str] = []
    for sentence in _sentences(last):
        if (len(kept) == most and not whole) or (kept and _CLOSING.match(sentence.strip())):
            break
        kept.append(sentence)
    return _trimmed("".join(kept))


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()]


def by_stops(text: str, count: int) -> list[Piece]:
    """Split the first sentence at its semicolons; at commas or 、 only where that gives as many as were announced."""
    sentence = text.partition("。")[0]
    parts = _split(r"[；;]", sentence)
    if len(parts) < _FEWEST:
        parts = next((p for mark in ("[，,]", "、") if len(p := _split(mark, sentence)) == count), parts)
    return [Piece("", part) for part in parts] if len(parts) >= _FEWEST else []


def by_sentences(text: str) -> list[Piece]:
    """Split a text at its full stops."""
    return [Piece("", part) for part in _split("。", text)]


def by_figures(text: str) -> list[Piece]:
    """Split the first sentence at its commas, where each of three pieces or more promises a figure."""
    parts = _split(r"[，,；;]", text.partition("。")[0])
    figures = all(any(c.isdigit() for c in part) for part in parts)
    return [Piece("", part) for part in parts] if figures and len(parts) > _FEWEST else []


def as_many(pieces: list[Piece], count: int) -> list[Piece]:
    """Pieces where they are as many as was announced, else none."""
    return pieces if len(pieces) == count else []


def _split(pattern: str, text: str) -> list[str]:
    return [part.strip() for part in re.split(pattern, text) if part.strip()]


def _trimmed(text: str) -> str:
    return text.strip().rstrip("；;，,")
