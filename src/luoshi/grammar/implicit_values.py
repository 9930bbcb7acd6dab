"""Figures without a written number: 首位, 全覆盖, 翻一番, 过半, 与…同步, 稳中有降, 实现突破, 持平, 零增长."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.plan import Basis, Comparator

_TIMES = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Implied:
    """What a word says instead of a number; `written` is the part of the word that stands for it."""

    basis: Basis
    comparator: Comparator | None
    value: Decimal | None = None
    measure: str | None = None
    scope: str | None = None
    reference: str | None = None
    metric: str | None = None
    written: str | None = None


def _first(word: str) -> Implied:
    written = word[-2:]
    scope = re.sub(r"^(?:稳居|位居|位列|名列|保持|居|列|占|夺|排)(?:在)?", "", word[:-2]).strip("的")
    return Implied(Basis.RANK, Comparator.EXACTLY, Decimal(1), "位", scope=scope or None, written=written)


def _front(word: str) -> Implied:
    scope = re.search(r"(?:全国|全省|全市|全区|全州|[一-龥]{1,8}[省市区州])", word)
    return Implied(Basis.RANK, None, scope=scope[0] if scope else None)


def _covered(word: str) -> Implied:
    return Implied(Basis.SHARE, Comparator.EXACTLY, Decimal(100), "%", written=word)


def _doubled(word: str) -> Implied:
    if "番" not in word:
        return Implied(Basis.GROWTH, Comparator.EXACTLY, Decimal(1), "倍", written=word)
    times = next((number for letter, number in _TIMES.items() if letter in word), 1)
    return Implied(Basis.GROWTH, Comparator.EXACTLY, Decimal(times), "番", written=word)


def _half(word: str) -> Implied:
    comparator = Comparator.EXACTLY
    if word[0] in "过超":
        comparator = Comparator.MORE
    elif word.endswith("以上") or word[0] == "达":
        comparator = Comparator.AT_LEAST
    elif word[0] == "近":
        comparator = Comparator.ABOUT
    return Implied(Basis.SHARE, comparator, Decimal(50), "%", written=word)


def _parity(word: str) -> Implied:
    found = re.search(r"(?:与|和|同)(.+?)(?:基本|保持|实现|相)*同步", word)
    return Implied(Basis.PARITY, Comparator.ABOUT, reference=found[1] if found else None)


def _outpace(word: str) -> Implied:
    found = re.search(r"(不低于|略?高于|快于|跑赢|超过|不慢于|好于|优于|达到)(.+)$", word)
    least = found is not None and (found[1].startswith("不") or found[1] == "达到")
    return Implied(
        Basis.PARITY, Comparator.AT_LEAST if least else Comparator.MORE, reference=found[2] if found else None
    )


def _flat(word: str) -> Implied:
    comparator = Comparator.EXACTLY if word[0] == "零" else Comparator.ABOUT
    return Implied(Basis.GROWTH, comparator, Decimal(0), "%", written=word)


# whom it is level with: last year or nobody named is a growth of nothing; 与计划持平 and 增速持平 are none
_LEVEL_WITH = expression(
    r"(?P<said>(?:同比|(?:与|和|同|较|比)(?P<whom>[^,;。:、()与和较比]{1,14}?))?"
    r"(?:实现|保持|基本|大致|大体|总体|相|为|了)*)$"
)
_WHOM = expression(r"(?:上年|去年|上一年)(?:水平)?|(?:上年|去年|上一年)?(?:同期|同月|同季)(?:水平)?")
_A_RATE = expression(r"(?:增速|增幅|增长率|涨幅|降幅)$")


def flat_left(left: str, word: str) -> str | None:
    """Return what stands before 持平, 零增长 or 相当, less whom it is level with; None where it says no growth."""
    if word == "零":
        return left[:-3]  # 增速为零
    found = _LEVEL_WITH.search(left)
    rest = left[: found.start()] if found else left
    whom = found["whom"] if found else None
    if whom is not None and not _WHOM.fullmatch(whom):
        return None
    if word == "相当" and whom is None:
        return None
    return None if word != "零增长" and _A_RATE.search(rest) else rest


def _trend(word: str) -> Implied:
    if "只增不减" in word:
        return Implied(Basis.TREND, Comparator.AT_LEAST, reference="上年")
    if "只减不增" in word:
        return Implied(Basis.TREND, Comparator.AT_MOST, reference="上年")
    falls = "降" in word or word == "负增长"
    return Implied(Basis.TREND, Comparator.LESS if falls else Comparator.MORE, reference="上年")


def _both_fall(word: str) -> Implied:
    return Implied(Basis.TREND, Comparator.LESS, reference="上年")


def _breakthrough(word: str) -> Implied:
    found = re.match(r"实现(?P<metric>.{2,}?)(?:“?零”?|历史性|重大|新|大)?的?(?:历史性|重大|新|大)?突破$", word)
    named = found["metric"] if found and found["metric"] not in ("历史性", "重大", "零的") else None
    return Implied(Basis.BREAKTHROUGH, None, metric=named)


IMPLIED: Mapping[str, Callable[[str], Implied]] = {
    "first": _first,
    "front": _front,
    "covered": _covered,
    "doubled": _doubled,
    "half": _half,
    "parity": _parity,
    "outpace": _outpace,
    "flat": _flat,
    "trend": _trend,
    "both_fall": _both_fall,
    "breakthrough": _breakthrough,
}
