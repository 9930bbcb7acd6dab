"""What somebody typed into a figure's field, as digits in the measure that the field asks for.

860套（间） · ８６０ · 860 套(间) · 1,860     860, 860, 860 and 1860 in a field of 套（间）
1.2亿元                                       12000 in a field of 万元
约860 · 860吨 · 1,2                           none: they are refused, never dropped
"""

import re
import unicodedata
from decimal import Decimal

from luoshi.pacing.comparison import comparable
from luoshi.quantity.measures import Measure
from luoshi.quantity.measures import measure as measure_named
from luoshi.quantity.numbers import magnitude_of

_NUMBER = re.compile(r"^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d+)(\.\d+)?(?![\d,.])")
_DASHES = str.maketrans("−—–﹣－", "-----")
_MAGNITUDES = re.compile(r"^[万亿]+")
_BRACKETED = re.compile(r"\(([^()]*)\)")


def plain(text: str) -> str:
    """Return a text half-width, without any space, with one kind of bracket and of dash."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return re.sub(r"\s", "", text).translate(str.maketrans("[]【】〔〕{}", "()()()()"))


def digits_of(typed: str, measure: str, scale: Decimal, base: str | None) -> str | None:
    """Return what was typed as digits in the field's measure, zeros behind the point kept; None where it is none.

    Args:
        measure: what the field asks for, as the target writes it. `scale` turns one of it into `base`.
    """
    text = plain(typed)
    found = _NUMBER.match(text)
    if found is None:
        return None
    digits = f"{found[1].replace('+', '')}{found[2].replace(',', '')}{found[3] or ''}"
    behind = text[found.end() :]
    if not behind or _is_named(behind, measure):
        return digits
    factor = _factor(behind, base)
    if factor is None:
        return None
    value = Decimal(digits) * factor
    shown = format((value / scale).normalize(), "f")
    return shown if Decimal(shown) * scale == value else None


def is_number(typed: str) -> bool:
    """Tell whether a text is one number that is understood, whatever it counts."""
    text = plain(typed)
    found = _NUMBER.match(text)
    return found is not None and not any(letter.isdigit() for letter in text[found.end() :])


def _is_named(behind: str, measure: str) -> bool:
    """Tell whether what stands behind the digits is the field's own measure, with or without its brackets."""
    asked = plain(measure)
    names = {asked, _BRACKETED.sub("", asked), _BRACKETED.sub(r"\1", asked), *_BRACKETED.findall(asked)} - {""}
    return behind in names or behind.strip("()") in names


def _factor(behind: str, base: str | None) -> Decimal | None:
    """Return how much of the base one of another measure is, 亿元 of 元 say; None where it counts something else."""
    behind, base = behind.strip("()"), plain(base or "")
    letters = _MAGNITUDES.match(behind)
    size = Decimal(magnitude_of(letters[0])) if letters else Decimal(1)
    name = behind[letters.end() :] if letters else behind
    if not base:
        return None
    if not name or comparable(name, base):
        return size if letters or name else None
    one, other = _known(name), _known(base)
    if one is None or other is None or not one.dimension or one.dimension != other.dimension:
        return None
    return size * one.factor / other.factor


def _known(name: str) -> Measure | None:
    try:
        return measure_named(name)
    except KeyError:
        return None
