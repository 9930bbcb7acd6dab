"""How text is set: full-width punctuation one for one, tabular figures, lighter units.

What is stored, exported and served by the API keeps the characters that were read;
these are for the eye only, and never change how many characters there are.
"""

import re
from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup, escape

_FULL = str.maketrans(",;:()", "，；：（）")
_MARK = re.compile(r"(https?://[^\s(),;\u0080-\uffff]*)|(?<![0-9])[,;:]|[,;:](?![0-9])|[()]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_AMOUNT = re.compile(r"^([-−+]?[0-9][0-9.,，]*)(.*)$", re.DOTALL)


def wide(text: str) -> str:
    """Show half-width , ; : ( ) of a Chinese text full width, but within numbers, times and addresses.

    One character stands for one, so spans of the text hold for what is shown.
    """
    if not _HAN.search(text):
        return text
    return _MARK.sub(lambda found: found[1] or found[0].translate(_FULL), text)


def figure(number: object, unit: str = "") -> Markup:
    """Set a number in tabular figures, its unit lighter and never parted from it."""
    shown = f"{number:f}" if isinstance(number, Decimal) else str(number)
    shown = shown.replace("-", "−")
    behind = Markup('<span class="u">{}</span>').format(unit) if unit else ""
    return Markup('<b class="n">{}</b>{}').format(shown, behind)


@lru_cache(maxsize=4096)
def amount(text: str) -> Markup:
    """Set a value as it was written, 300亿元, or bold where its number is in words, 首位."""
    found = _AMOUNT.match(text)
    if not found:
        return Markup("<b>{}</b>").format(wide(text))
    return Markup('<span class="w">{}</span>').format(figure(found[1], wide(found[2].strip())))


def shown(text: str) -> Markup:
    """Set a piece of running text for the page: escaped, and in full-width punctuation."""
    return escape(wide(text))
