"""Numerals with magnitudes: 十二亿五千万, 12亿5000万, 十亿3000万, 叁佰贰拾万, 三万五, 两三百.

A numeral is read by the sections that 万 and 亿 close. What can be read two ways (两万三千万 is
23000万 or 2万 and 3000万) is no number: `TwoReadings` says so, and nobody guesses.
"""

from decimal import Decimal

from luoshi.expressions import expression

MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
# what a contract or a voucher writes, and the two old tens
_CAPITALS = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億", "一二二三三四五六六七八九十百千万亿")
CAPITAL = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
LETTERS = "零〇一二两三四五六七八九十百千万亿廿卅"

_PART = expression(r"(?P<arabic>\d+(?:\.\d+)?)|(?P<digit>[零〇一二两三四五六七八九])|(?P<size>[十百千])")
_POINT = expression(r"([零〇一二两三四五六七八九十百千万亿]+)点([零〇一二三四五六七八九]+)([百千]?[万亿]*)", needs="点")
_PAIR = expression(r"(?=([一二两三四五六七八九])([二三四五六七八九]))")


class TwoReadings(ValueError):
    """A numeral that can be read in two ways."""


def plain_numeral(text: str) -> str:
    """Return a numeral in everyday letters: 叁佰 is 三百, 廿五 is 二十五."""
    return text.translate(_CAPITALS).replace("廿", "二十").replace("卅", "三十")


def numeral(text: str) -> Decimal:
    """Read one numeral, its digits in either script: 十二点五亿 is Decimal("1250000000").

    Raises:
        TwoReadings: the sections can be put together in two ways.
        ValueError: `text` is no numeral.
    """
    text = plain_numeral(text)
    if not text:
        raise ValueError("no numeral: it is empty")
    if point := _POINT.fullmatch(text):
        decimals = "".join(str(CHINESE_DIGITS[letter]) for letter in point[2])
        size = numeral("一" + point[3]) if point[3] else Decimal(1)
        return (numeral(point[1]) + Decimal(f"0.{decimals}")) * size
    if len(text) > 2 and all(letter in CHINESE_DIGITS for letter in text):
        return Decimal("".join(str(CHINESE_DIGITS[letter]) for letter in text))
    *closed, rest = text.split("亿")
    if len(closed) > 1 and not (len(closed) == 2 and closed[0].endswith("万") and "万" not in closed[1]):
        raise TwoReadings(f"two readings: {text!r}")
    total = sum((_myriads(part, Decimal(1)) * MAGNITUDES["亿"] for part in closed), Decimal(0))
    return total + _tail(rest, MAGNITUDES["亿"] if closed else 0)


def _tail(text: str, above: int) -> Decimal:
    """Read what stands behind 亿: 五千万 in 十二亿五千万, or the 5 of 3亿5, which is half of one."""
    if above and len(text) == 1:
        return _one(text) * above // 10
    return _myriads(text, Decimal(0))


def _one(letter: str) -> Decimal:
    if not (letter in CHINESE_DIGITS or letter.isdecimal()):
        raise ValueError(f"no numeral: {letter!r}")
    return Decimal(CHINESE_DIGITS.get(letter, -1)) if letter in CHINESE_DIGITS else Decimal(letter)


def _myriads(text: str, empty: Decimal) -> Decimal:
    """Read a numeral below 亿: at most one 万 closes a section in it."""
    if not text:
        return empty
    above, *others = text.split("万")
    if not others:
        return _section(above, empty)
    if len(others) > 1:
        raise TwoReadings(f"two readings: {text!r}")
    head = _section(above, Decimal(1)) * 10_000
    below = others[0]
    if len(below) == 1:  # 三万五, 3万5
        return head + _one(below) * 1000
    return head + _section(below, Decimal(0))


def _section(text: str, empty: Decimal) -> Decimal:
    """Read what stands between two of 万 and 亿: 三千二百, 2千3百, 15000."""
    if not text:
        return empty
    total, held, last = Decimal(0), None, 0
    at = 0
    for part in _PART.finditer(text):
        if part.start() != at:
            raise ValueError(f"no numeral: {text!r}")
        at = part.end()
        if part["size"]:
            size = MAGNITUDES[part["size"]]
            if last and size >= last:
                raise TwoReadings(f"two readings: {text!r}")
            total += (Decimal(1) if held is None else held) * size
            held, last = None, size
        elif held not in (None, Decimal(0)):
            raise ValueError(f"no numeral: {text!r}")
        elif part["digit"]:
            zero = held == 0
            held = Decimal(CHINESE_DIGITS[part["digit"]])
            if held and not zero and at == len(text) and last > 10:
                held *= last // 10  # 三百五 is 350
        else:
            held = Decimal(part["arabic"])
            if at == len(text) and last > 10 and len(part["arabic"]) == 1:
                held *= last // 10
    if at != len(text):
        raise ValueError(f"no numeral: {text!r}")
    return total + (held or Decimal(0))


def between(text: str) -> tuple[Decimal, Decimal | None]:
    """Read a numeral that may name two: 两三百 is 200 and 300; others have no second.

    Raises:
        ValueError: as `numeral`.
    """
    text = plain_numeral(text)
    pairs = [
        found
        for found in _PAIR.finditer(text)
        if CHINESE_DIGITS[found[2]] - CHINESE_DIGITS[found[1]] == 1 or found[1] + found[2] == "三五"
    ]
    if len(pairs) != 1 or (text.isalpha() and len(text) > 2 and all(letter in CHINESE_DIGITS for letter in text)):
        return numeral(text), None
    at = pairs[0].start()
    return numeral(text[: at + 1] + text[at + 2 :]), numeral(text[:at] + text[at + 1 :])
