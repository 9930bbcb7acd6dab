"""A number and the words in which a file says that it was shown: what is read of them.

53.7%      with 0.5366666 of a formula   53.7%, exactly 53.66666%
6          with 5.64 as it was typed     5.64
1,234.5万   with 12345678                 1234.5678万
(6.5%)     with -0.065                   -6.5%
"""

import re
from decimal import Decimal

from luoshi.documents.number_format import Shown

_FIGURE = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_WORDS = re.compile(r"[\u3400-\u9fff]")
_PLACES = (0, -3, -4, -6, -8, -9, -5, -7, -2, -1)  # how far a format moves the point, the usual first
_MOST_DIGITS = 40


def as_shown(text: str, value: Decimal, *, percent: bool = False, computed: bool = False) -> Shown:
    """Return what a cell shows of a number; a typed one gets back the digits that its format cut.

    Args:
        text: what was shown; "" where the file does not say it.
        percent: the cell is a percentage.
        computed: a formula stands behind it.
    """
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        return Shown(text or f"{value:f}")
    if not text.strip():
        return Shown(f"{_plain(value * 100)}%" if percent else _plain(value))
    found = _FIGURE.findall(text)
    if len(found) != 1:
        return Shown(text)
    bare = Decimal(re.sub("[,，]", "", found[0]))
    decimals = len(found[0].partition(".")[2])
    for places in (2,) if percent or "%" in text else _PLACES:
        moved = abs(value).scaleb(places)
        if abs(moved - bare) * 2 <= Decimal(1).scaleb(-decimals):
            needed = max(0, -int(moved.normalize().as_tuple().exponent))
            exact = f"{moved:.{max(decimals, needed)}f}"
            shown = f"{bare:.{decimals}f}"
            pasted = needed >= decimals + 10  # a third of something, pasted as a value: nobody types it
            read = shown if computed or pasted else exact
            return Shown(_put(text, found[0], read, value), _put(text, found[0], exact, value) if read != exact else "")
    return Shown(_put(text, found[0], f"{bare:.{decimals}f}", value))


def _put(text: str, old: str, new: str, value: Decimal) -> str:
    """Put other digits into the words shown, and the minus that brackets or a colour stood for."""
    before, _, after = text.partition(old)
    if value < 0 and not re.search("[-−–]", before) and not _WORDS.search(before):
        return f"{re.sub('[(（△▲▼▽↓]', '', before)}-{new}{re.sub('[)）]', '', after)}"
    return f"{before}{new}{after}"


def _plain(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
