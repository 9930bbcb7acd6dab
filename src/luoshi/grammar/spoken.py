"""Numbers in words, as the scan finds them: 三百五十个, 五到八家, 两三家, 百分之五十至六十, 叁佰贰拾万元.

A numeral is taken whole: one that begins inside another is none. What cannot be read to one value
(两万三千万元, 上百家) is a token that says why, and is no figure; nothing of it is left over to be read alone.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from luoshi.quantity.numbers import ARABIC, CAPITALS, arabic
from luoshi.quantity.numerals import LETTERS, TwoReadings, between, numeral, plain_numeral

# why a token is no number: the names of rows of exclusions.py
TWO_READINGS, NOT_EXACT, NOT_UNDERSTOOD = "two readings", "no exact number", "numeral not understood"
UNREAD = frozenset((TWO_READINGS, NOT_EXACT, NOT_UNDERSTOOD))

# a letter of a numeral that stands behind none; the letter comes first, since a pattern is tried by its first letter
_WHOLE = rf"(?<![{LETTERS}].)"
_BEGINS = r"(?:(?<!一)|(?=[倍十百千万亿点两二])|(?=[座所处家栋幢台辆](?:[,;。、)]|$)))"
_FIRST = rf"[一二两三四五六七八九十百千万亿廿卅]{_WHOLE}{_BEGINS}"
_NEXT = rf"[一二两三四五六七八九十百千万亿廿卅]{_BEGINS}"
_POINT = r"(?:点[零〇一二三四五六七八九]{1,12}(?:[百千]?[万亿]{1,2})?)?"
_RUN = rf"{_FIRST}[{LETTERS}]{{0,24}}{_POINT}"
_TO = r"[ ]?(?:-|~|至|到)[ ]?"
_HUNDREDTHS = rf"(?:[{LETTERS}]{{1,12}}(?:点[零〇一二三四五六七八九]{{1,12}})?|\d+(?:\.\d+)?)"
# what is counted in such spellings; every copy of the whole table costs time when the program starts
_OFTEN = (
    r"(?:元/(?:人|月|年|户|亩|吨)|元|美元|港元|欧元|美金|人次|人|名|户次?|家次?|个百分点|个|平方米|平方公里|立方米|公里|米|亩|公顷|"
    r"吨|公斤|斤|千瓦时|千瓦|辆|台|件|套|项|场次?|次|所|座|处|条|株|头|只|张|间|天|倍)(?!员工|才|口|籍|庭|型)"
)
_TENTH = r"[一二两三四五六七八九]"


def rows() -> tuple[str, ...]:
    """Return the alternatives of the scan, in their order; behind `spoken_range` a measure has to stand."""
    return (
        rf"(?P<percents>(?P<pc_kind>百分之|千分之)(?<![由从]...)(?P<pc_low>{_HUNDREDTHS}){_TO}(?:百分之|千分之)?"
        rf"(?P<pc_high>{_HUNDREDTHS})(?!个|家|{LETTERS[0]}))",
        rf"(?P<tens>(?P<tn_low>{_TENTH})(?<![由从{LETTERS}].)(?:{_TO})?(?P<tn_high>{_TENTH})成"
        rf"(?=[以左的多,;。、农群企]|$))",
        rf"(?P<spoken_range>(?P<sr_low>{_FIRST}(?<![由从].)[{LETTERS}]{{0,24}}{_POINT})(?P<sr_low_measure>{_OFTEN})?{_TO}"
        rf"(?P<sr_high>{_NEXT}[{LETTERS}]{{0,24}}{_POINT}))",
        rf"(?P<mixed>(?P<mx_amount>{ARABIC}[十百千]?[万亿]{_TENTH}[{LETTERS}]{{0,12}}|"
        rf"[{LETTERS}]{_WHOLE}[{LETTERS}]{{0,12}}(?<=[万亿]){ARABIC}[十百千]?万?)(?P<mx_more>[余多]?)(?P<mx_measure>{_OFTEN}))",
        rf"(?P<capitals>(?P<cp_amount>{CAPITALS})(?P<cp_measure>(?:{_OFTEN})整?|圆整?))",
    )


def chinese_row() -> str:
    """The alternative of a Chinese numeral; a measure has to stand behind it."""
    return rf"(?P<chinese>{_RUN}(?:[余多几来][万亿]{{0,2}})?)"


def bare_row() -> str:
    """The alternative of a Chinese numeral of ten thousands and more without a measure: 三万五, 二百一十亿."""
    return (
        rf"(?P<spoken_bare>(?P<sb_amount>[一二两三四五六七八九十]{_WHOLE}[{LETTERS}]{{0,8}}{_POINT}(?<=[万亿])[{LETTERS}]{{0,8}})"
        rf"(?=[,;。、)!?\n]|$|以上|左右))"
    )


class Spoken(NamedTuple):
    """What a spelling says; `why` names the reason where it is no number."""

    value: Decimal
    measure: str
    high: Decimal | None = None
    more: bool = False
    why: str = ""


def spoken(kind: str, match: re.Match[str]) -> Spoken:
    """Read one match of the rows above."""
    try:
        return _SPOKEN[kind](match)
    except TwoReadings:
        return Spoken(Decimal(0), "", why=TWO_READINGS)
    except ValueError:
        return Spoken(Decimal(0), "", why=NOT_UNDERSTOOD)


def _chinese(match: re.Match[str]) -> Spoken:
    written = match["chinese"]
    if _not_exact(match.string, match.start()) and written[0] in "十百千万亿":
        return Spoken(Decimal(0), "", why=NOT_EXACT)
    text = re.sub(r"[余多几来]", "", written)
    low, high = between(text)
    return Spoken(low, match.string[match.end("chinese") : match.end()], high, text != written)


def _not_exact(text: str, start: int) -> bool:
    """Whether 上, 数 or 几 stands before a magnitude: 上百家, 数十个; 迈上千亿台阶 is exact, 基站上百个 is not."""
    before = text[start - 1] if start else ""
    if before == "上":
        stepped = text[start - 2 : start - 1]
        return stepped not in tuple("迈跃登攀踏走冲赶再跨升爬以") and not (
            stepped == "站" and text[start + 1] in "万亿"
        )
    return before in ("数", "几")


def _bare(match: re.Match[str]) -> Spoken:
    return Spoken(*_one_or_two(match["sb_amount"]))


def _one_or_two(text: str) -> tuple[Decimal, str, Decimal | None]:
    low, high = between(text)
    return low, "", high


def _range(match: re.Match[str]) -> Spoken:
    low, high = numeral(plain_numeral(match["sr_low"])), numeral(plain_numeral(match["sr_high"]))
    size = next((letter for letter in reversed(match["sr_high"]) if letter in "十百千万亿"), "")
    if size and match["sr_low_measure"] is None and low < 10 and match["sr_high"].endswith(size):
        low *= numeral("一" + size)  # 三至五百个: the first has the magnitude of the second
    if low >= high:
        return Spoken(Decimal(0), "", why=NOT_UNDERSTOOD)
    return Spoken(low, match.string[match.end("spoken_range") : match.end()], high)


def _percents(match: re.Match[str]) -> Spoken:
    low, high = _hundredths(match["pc_low"]), _hundredths(match["pc_high"])
    if low >= high:
        return Spoken(Decimal(0), "", why=NOT_UNDERSTOOD)
    return Spoken(low, "%" if match["pc_kind"][0] == "百" else "‰", high)


def _hundredths(text: str) -> Decimal:
    return arabic(text) if text[0].isdecimal() else numeral(text)


def _tens(match: re.Match[str]) -> Spoken:
    low, high = 10 * numeral(match["tn_low"]), 10 * numeral(match["tn_high"])
    if low >= high:
        return Spoken(Decimal(0), "", why=NOT_UNDERSTOOD)
    return Spoken(low, "%", high)


def _mixed(match: re.Match[str]) -> Spoken:
    value = numeral(re.sub(r"[ ,]", "", match["mx_amount"]))
    return Spoken(value, match["mx_measure"], None, bool(match["mx_more"]))


def _capitals(match: re.Match[str]) -> Spoken:
    measure = match["cp_measure"]
    # 圆 is how 元 is written among capital numerals
    return Spoken(numeral(match["cp_amount"]), measure.removesuffix("整").replace("圆", "元"))


_SPOKEN = {
    "chinese": _chinese,
    "spoken_bare": _bare,
    "spoken_range": _range,
    "percents": _percents,
    "tens": _tens,
    "mixed": _mixed,
    "capitals": _capitals,
}
KINDS = tuple(_SPOKEN)
