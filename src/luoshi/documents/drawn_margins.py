"""Heads, feet and numbers of pages: which lines of drawn pages are no text, and how they are said.

A line that most pages repeat in their margin is a running head; one that is a number there, or looks like a page's
number anywhere (— 3 —), is a page's number. Heads are named one by one, numbers in one finding for the whole file.
"""

import re
from collections import Counter
from collections.abc import Sequence

from luoshi.documents.account import Ledger
from luoshi.documents.drawn_sheet import Sheet
from luoshi.documents.hidden_content import page_numbers_left_out, text_left_out
from luoshi.documents.pdf_lines import TextLine
from luoshi.place import Place
from luoshi.plan import Finding

_PAGE_NUMBER = re.compile(
    r"^[\s\-—–·.~]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/／,，共]?\s*共?\s*\d{1,4}\s*页?)?|[ivx]{1,5})[\s\-—–·.~]*$"
)
_SURELY_PAGE = re.compile(r"^(?:[—–－-]\s*\d{1,4}\s*[—–－-]|第\s*\d{1,4}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,4}\s*页)?)$")
_MARGIN = 0.08  # of a page's height, above and below, in which running heads stand
_BROAD_MARGIN = 0.15  # in which a head may stand that is the first or last line of its page, outside its ruled tables
_LONGEST_HEAD = 40  # characters of such a one
_AMONG = 2  # times that a line stands among the text, from which it is no head
_DIGITS = "#"  # in the place of digits


def is_running(line: TextLine, sheet: Sheet, running: set[str]) -> bool:
    """Tell whether a line is a running head, or a page's number."""
    text = line.text
    low, high = (_BROAD_MARGIN, 1 - _BROAD_MARGIN) if line in _outermost(sheet) else (_MARGIN, 1 - _MARGIN)
    if (line.bottom < low * sheet.height or line.top > high * sheet.height) and _without_digits(text) in running:
        return True
    edge = line.bottom < _MARGIN * sheet.height or line.top > (1 - _MARGIN) * sheet.height
    if edge and _PAGE_NUMBER.match(text):
        return True
    return bool(_SURELY_PAGE.match(text))


def running_heads(sheets: Sequence[Sheet]) -> set[str]:
    """Lines that stand in the margin of more than half of the pages, their digits aside.

    Tasks may differ by their digits alone: a line with digits that stands among the text as well is no head.
    """
    counts: Counter[str] = Counter()
    among: Counter[str] = Counter()
    for sheet in sheets:
        low, high = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
        edge = [line for line in sheet.lines if line.bottom < low or line.top > high]
        outer = {id(line) for line in (*edge, *_outermost(sheet))}
        counts.update({_without_digits(line.text) for line in sheet.lines if id(line) in outer})
        among.update(_without_digits(line.text) for line in sheet.lines if id(line) not in outer)
    found = {text for text, count in counts.items() if count > 2 and count * 2 > len(sheets)}
    return {text for text in found if _DIGITS not in text or among[text] < _AMONG}


def _outermost(sheet: Sheet) -> list[TextLine]:
    """The first and the last line of a page with ruled tables, where they stand above and below all of these."""
    if not sheet.tables or not sheet.lines:
        return []
    top, bottom = min(table.top for table in sheet.tables), max(table.bottom for table in sheet.tables)
    first, last = min(sheet.lines, key=_top), max(sheet.lines, key=_top)
    low, high = _BROAD_MARGIN * sheet.height, (1 - _BROAD_MARGIN) * sheet.height
    heads = [first] if first.bottom < min(top, low) else []
    feet = [last] if last.top > max(bottom, high) else []
    return [line for line in (*heads, *feet) if len(line.text) <= _LONGEST_HEAD]


def _top(line: TextLine) -> float:
    return line.top


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", _DIGITS, text)


def running_left_out(sheets: Sequence[Sheet], running: set[str], ledger: Ledger) -> list[Finding]:
    """Name the heads and feet that are not read, each once at the first page that has it, and the pages' numbers."""
    first: dict[str, tuple[str, int]] = {}
    numbers: list[tuple[str, int]] = []
    for sheet in sheets:
        for line in sheet.lines:
            if not is_running(line, sheet, running):
                continue
            text = line.text
            if _PAGE_NUMBER.match(text):
                numbers.append((text, sheet.number))
                ledger.leave("page-mark", text)
            else:
                first.setdefault(_without_digits(text), (text, sheet.number))
                ledger.leave("text-margin", text)
    heads = [text_left_out("margin", text, Place(page=number)) for text, number in first.values()]
    return heads + ([page_numbers_left_out([text for text, _ in numbers], numbers[0][1])] if numbers else [])
