"""Text whose lines were broken at a width, as mail and print programs do: its paragraphs put together again.

    扩大有效投资。实施市级重点项目260个，完成投资4
    80亿元以上。                                       one paragraph

Nothing is joined where lines end where their sentences do.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import quantiles

from luoshi.documents import Paragraph
from luoshi.expressions import expression

_STOPS = "。！!？?；;：:"
_FEWEST = 8  # long lines from which a width is told
_NARROWEST, _WIDEST = 16, 70  # characters of a line as broken
_LOOSE = 3  # characters by which lines of one width differ
_FEWEST_FULL, _SHARE_FULL = 5, 0.25  # lines that reach the width
_MOSTLY = 0.5
_PAGE_MARK = expression(r"^\s*(?:[—–―-]{1,2}\s*\d{1,4}\s*[—–―-]{1,2}|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?)\s*$")


def is_page_mark(text: str) -> bool:
    """Tell whether a line is a page's number: — 7 —."""
    return _PAGE_MARK.search(text) is not None


def is_broken(text: str) -> bool:
    """Tell whether a line of prose ends within a sentence, rather than being a heading."""
    line = text.strip()
    return len(line) >= _NARROWEST and line[-1:] not in _STOPS and any(mark in line for mark in "，。；")


def width_of(lines: Sequence[str]) -> int | None:
    """The width at which a text's lines were broken; None where they end where their sentences do."""
    longest = [len(line) for line in lines if len(line) >= _NARROWEST]
    if len(longest) < _FEWEST:
        return None
    width = round(quantiles(longest, n=20)[-1])
    full = [line for line in lines if len(line) >= width - _LOOSE]
    if width > _WIDEST or len(full) < max(_FEWEST_FULL, _SHARE_FULL * len(longest)) or max(longest) > width + _LOOSE:
        return None
    broken = sum(1 for line in full if line.rstrip()[-1:] not in _STOPS)
    return width if broken >= _MOSTLY * len(full) else None


def joined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join each line that is full and ends within a sentence with the line behind it."""
    width = width_of([one.text.strip() for one in paragraphs])
    if width is None:
        return list(paragraphs)
    kept: list[Paragraph] = []
    full = False
    for one in paragraphs:
        line = one.text.strip()
        if full and line:
            kept[-1] = replace(kept[-1], text=kept[-1].text + line)
        else:
            kept.append(replace(one, text=line))
        full = len(line) >= width - _LOOSE and line[-1:] not in _STOPS
    return kept
