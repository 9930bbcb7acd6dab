"""Numbers as Chinese texts write them, and the interval that rounding leaves open.

    1,234   １２３４   1 234   一千二百三十四     12亿5000万   十二亿五千万     百分之五点二   三分之二

`numerals.py` reads what has magnitudes in it; here stand the spellings around that.

Every number is an exact Decimal, except a fraction such as 三分之二 of a hundred, which is
kept to 28 digits. 余 and 多 (20余, 20多亿) say that a little more is meant: they do not
change the value.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.quantity.numerals import CAPITAL, LETTERS, MAGNITUDES, numeral

# the blanks that group digits in threes (GB/T 15835) or part a number from its measure
THIN_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
WIDE = str.maketrans("０１２３４５６７８９．％，＋－：" + THIN_SPACES, "0123456789.%,+-:" + " " * len(THIN_SPACES))

DIGITS = r"[0-9０-９]"
# 1,234,567 and stray single spaces inside one number; a comma not followed by three digits ends it
ARABIC = rf"(?:{DIGITS}{{1,3}}(?:[,，]{DIGITS}{{3}})+(?!{DIGITS})|{DIGITS}+(?: {DIGITS}+)*)(?:[.．]{DIGITS}+)?"
# 千瓦, 千米, 百分点: the letter belongs to the measure
MAGNITUDE = r"(?:[十百](?!分)|千(?![瓦米克伏卡焦赫帕])|万|亿)"
MORE = r"[余多]"
# bounded, so that a long run of such letters costs no more than its length
CHINESE = rf"[{LETTERS}]{{1,24}}(?:点[零〇一二三四五六七八九]{{1,12}}(?:[百千]?[万亿]{{1,2}})?)?"
CAPITALS = rf"[{CAPITAL}][{CAPITAL}零万萬亿億]{{1,24}}"

_NUMERAL = expression(rf"^(?:{CHINESE}|{CAPITALS})$")
_ARABIC_PARTS = expression(rf"({ARABIC})\s?{MORE}?\s?({MAGNITUDE}*)")
_DIGIT = expression(r"\d")
_MOST_DIGITS = 40  # of a figure; a longer run is a code, or a mistake
_SPACES = expression(r"[\s,余多来]")


def plain(text: str) -> str:
    """Return `text` with full-width digits and signs made narrow; the length stays."""
    return text.translate(WIDE)


def magnitude_of(letters: str) -> int:
    """Tell what 万亿 multiplies by: 万 then 亿 is 10**12. Empty is 1."""
    product = 1
    for letter in letters:
        product *= MAGNITUDES[letter]
    return product


def arabic(text: str) -> Decimal:
    """Read digits with magnitudes: "12亿5000万" is Decimal("1250000000").

    Raises:
        ValueError: no digit stands in `text`, it has two readings, or so many digits that they count nothing.
    """
    text = plain(text)
    if len(text) > _MOST_DIGITS and sum(map(str.isdigit, text)) > _MOST_DIGITS:
        raise ValueError(f"no number: {text[:_MOST_DIGITS]!r}…")
    first = _ARABIC_PARTS.search(text)
    if first is None:
        raise ValueError(f"no number: {text!r}")
    if _DIGIT.search(text, first.end()) is None:
        total = Decimal(_SPACES.sub("", first[1])) * magnitude_of(first[2])
    else:
        parts = [(_SPACES.sub("", part[1]), part[2]) for part in _ARABIC_PARTS.finditer(text)]
        total = numeral("".join(digits + letters for digits, letters in parts))
    return -total if text.lstrip().startswith("-") else total


def chinese(text: str) -> Decimal:
    """Read a Chinese numeral: 十二亿五千万, 两百, 五点二, 二〇二五, 叁佰贰拾万.

    Raises:
        ValueError: `text` is no numeral, or one with two readings.
    """
    if not _NUMERAL.match(text):
        raise ValueError(f"no numeral: {text!r}")
    return numeral(text)


def number(text: str) -> Decimal:
    """Read a number in any of its spellings, with 百分之 (per cent as such: 百分之五 is 5).

    Raises:
        ValueError: `text` is no number.
    """
    text = text.strip()
    if "分之" in text:
        below, _, above = text.partition("分之")
        share = number(above)
        if below in ("百", "千"):
            return share
        if (parts := number(below)) == 0:
            raise ValueError(f"no number: {text!r}")
        return 100 * share / parts
    return arabic(text) if re.search(DIGITS, text) else chinese(_SPACES.sub("", text))


@dataclass(frozen=True, slots=True)
class Interval:
    """What a written figure may stand for: from `low` up to, and not with, `high`.

    161亿元 is [160.5亿, 161.5亿): a figure is taken as rounded half up to its last digit.
    An exact figure has `low` == `high`, and then stands for itself alone.
    """

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value < self.high or value == self.low == self.high

    def meets(self, other: "Interval") -> bool:
        """Whether one value could be meant by both; touching ends count, so that no true statement is blamed."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, factor: Decimal | int) -> "Interval":
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(ends[0], ends[1])

    def over(self, other: "Interval") -> "Interval":
        """Divide; `other` must not hold zero.

        Raises:
            ZeroDivisionError: `other` reaches or spans zero.
        """
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        ends = sorted(a / b for a in (self.low, self.high) for b in (other.low, other.high))
        return Interval(ends[0], ends[-1])


_LAST_DIGIT = expression(rf"^\s*([-+]?)\s*({ARABIC})\s?({MORE}?)\s?({MAGNITUDE}*)(.*)$", re.S)


_SIGNS = "+-−–－负↓▼▽⬇↘↑▲⬆↗△ "


def unsigned(text: str) -> str:
    """Return a figure as written without its sign: 负3.2%, −3.2%, ▼3.2% and 3.2%↓ are 3.2%."""
    return text.strip(_SIGNS)


def step_of(text: str) -> Decimal:
    """Tell the worth of the last printed digit: 161亿元 is 10**8, 7.0% is Decimal("0.1").

    A Chinese numeral and a fraction have no printed precision; their step is 0, and so is that of a compound
    such as 12亿5000万, whose last part decides (10**4).
    """
    parts = list(_ARABIC_PARTS.finditer(plain(text)))
    if not parts:
        return Decimal(0)
    digits = _SPACES.sub("", parts[-1][1])
    decimals = len(digits.partition(".")[2])
    return Decimal(1).scaleb(-decimals) * magnitude_of(parts[-1][2])


def rounding_interval(text: str, *, counted: bool = False) -> Interval:
    """Tell what a written figure may stand for: "161亿元" is [160.5亿, 161.5亿).

    Args:
        counted: the figure counts whole things and is written without 万 or a decimal, so it is exact: 53个.

    Raises:
        ValueError: `text` begins with no number.
    """
    value = number(_figure(text))
    step = step_of(text)
    if step == 0 or (counted and step == 1):
        return Interval(value, value)
    return Interval(value - step / 2, value + step / 2)


_FIGURE = expression(
    rf"[-+]?(?:{ARABIC}\s?{MORE}?\s?{MAGNITUDE}*)+|[百千]分之{CHINESE}|{CHINESE}分之{CHINESE}|{CHINESE}"
)


def _figure(text: str) -> str:
    found = _FIGURE.search(plain(text))
    if found is None:
        raise ValueError(f"no number: {text!r}")
    return found[0]
