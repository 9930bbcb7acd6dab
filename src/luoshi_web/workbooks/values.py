"""What stands in a cell, in one form: from a draft and from a workbook alike, so that both can be compared.

    figures   １９．２ · 19.20 · 19.2万方 · 12%      19.2 · 19.2 · 19.2 · 12
    days      2025/9/12 · 2025年9月12日 · 45912      2025-09-12
    choices   还没有出数 · not_released              not_released
    texts     as written, line ends as one kind, no space around

What is not understood stays as it is, behind the mark of its sentence.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from luoshi.documents.encoding import tidy
from luoshi.publishing.cells import LONGEST_IN_EXCEL, fit_for_xml

TOO_LONG = "（这一格的字太多，Excel放不下，请在网页上改。）"
_FIGURE = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_DAY = re.compile(r"^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?(?:\s+0{1,2}:00(?::00)?)?$")
_RUN = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^\d{5}$")
_EPOCH = date(1899, 12, 30)


def text(written: str) -> str:
    """Return a text as both sides compare it."""
    plain = fit_for_xml(tidy(written)).strip()
    return plain if len(plain) <= LONGEST_IN_EXCEL else TOO_LONG


def digits(written: str, measure: str) -> str:
    """Return a figure's digits, half-width, without commas, spaces and the measure behind it."""
    plain = unicodedata.normalize("NFKC", written).strip()
    plain = plain.removesuffix(unicodedata.normalize("NFKC", measure)) if measure else plain
    if "%" in measure or "百分" in measure:
        plain = plain.removesuffix("%")
    return re.sub(r"[\s,，]", "", plain).replace("−", "-").replace("—", "-").replace("–", "-")


def is_figure(plain: str) -> bool:
    return bool(_FIGURE.match(plain))


def figure(written: str, measure: str) -> str:
    """Return a figure in its shortest form, 19.20 as 19.2; what is none, as a text."""
    plain = digits(written, measure)
    if not is_figure(plain):
        return text(written)
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return text(written)
    if value == 0:
        return "0"
    return shortest(format(value, "f"))


def shortest(plain: str) -> str:
    """Return digits without the zeros that say nothing; unlike normalize, nothing is ever rounded."""
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def day(written: str) -> str:
    """Return a day as 2025-09-12; what is none, as a text."""
    plain = unicodedata.normalize("NFKC", written).strip()
    found = _DAY.match(plain) or _RUN.match(plain)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        if _SERIAL.match(plain):  # a day whose format was lost
            return (_EPOCH + timedelta(days=int(plain))).isoformat()
    except ValueError:
        pass
    return text(written)


def is_day(plain: str) -> bool:
    try:
        return date.fromisoformat(plain).isoformat() == plain
    except ValueError:
        return False


def choice(written: str, codes: dict[str, str]) -> str:
    """Return the code of a word that was chosen; what is none of them, as a text."""
    plain = unicodedata.normalize("NFKC", written).strip()
    return {unicodedata.normalize("NFKC", word): code for word, code in codes.items()}.get(plain, text(written))
