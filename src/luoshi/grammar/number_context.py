"""The context of a number, left and right: which words of the tables stand beside it, and what is left.

The left side is read from its right end, the longest word first: 不低于, 分别增长, 提高到.
What remains is the metric with its verb; `front.py` reads that from its other end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from luoshi.expressions import expression
from luoshi.grammar.words import (
    ACTIONS,
    AFTER,
    COMPARED_CHANGE,
    COUNTED,
    ESTIMATES,
    FRONT,
    HEDGES,
    Word,
    before_table,
    words,
)
from luoshi.plan import Comparator

_COMPARE = expression(
    r"(?<![合共相协一参占对])(?:(?:与|比|较)[^,;。、比较的]{1,14}|同(?!期(?!水平|数|基数|持平|相比|值|增|下|上)[\u4e00-\u9fffA-Z]{3})[^,;。、比较与同的]{1,8})$",
    needs="与同比较",
)
_NOT_COMPARE = expression(r"(?:占比|对比|环比|同比|比较|比例|比重|比率)$")
# brackets that say how a figure is reckoned, and are no part of its name
_ASIDE = expression(r"\((?:下同|按?(?:同口径|可比口径|可比价格?|不变价格?|现价)(?:计算)?|新口径|同比)\)$")
_VERBS = frozenset(("完成", "实现", "新增"))
_SHORT_CHANGE = 1  # 升, 降, 增: words of one character count only beside a rate


@dataclass(slots=True)
class Left:
    """What stands before a number.

    Args:
        rest: the words before those that the tables know; a metric, with its verb in front.
        comparator: the nearest one.
        change: the nearest word of change.
        compared: 同比, 环比, 比上年.
        links: 分别, 均, 各, …
        since: 由, 从: a starting figure.
        taken: words and their offsets in the left side, nearest first.
    """

    rest: str
    comparator: Word | None = None
    change: Word | None = None
    compared: bool = False
    links: set[str] = field(default_factory=set)
    since: bool = False
    taken: list[tuple[Word, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sides:
    """The tables of one grammar, ready to be looked up."""

    before: Mapping[str, Word]
    longest: int
    front: Mapping[str, str]
    front_lengths: Mapping[str, tuple[int, ...]]  # of the words in front, by their first letter, the longest first

    @classmethod
    def of(cls, extra: tuple[Word, ...] = (), phrases: tuple[str, ...] = (), hedges: tuple[str, ...] = ()) -> "Sides":
        before = before_table(extra)
        front: dict[str, str] = dict.fromkeys(FRONT, "front")
        front |= dict.fromkeys((*ACTIONS, *phrases), "action")
        front |= dict.fromkeys(COUNTED, "counted")
        front |= dict.fromkeys(ESTIMATES, "estimate")
        front |= dict.fromkeys((*HEDGES, *hedges), "hedge")
        lengths: dict[str, set[int]] = {}
        for word in filter(None, front):
            lengths.setdefault(word[0], set()).add(len(word))
        by_first = {letter: tuple(sorted(own, reverse=True)) for letter, own in lengths.items()}
        return cls(before, max(map(len, before)), front, by_first)

    def read_left(self, left: str, rate: bool, *, signed: bool = False) -> Left:
        """Take the words of the table off the end of `left`.

        Args:
            rate: the number is a rate or a difference, beside which 升 and 降 alone are changes.
            signed: a sign stands at the number (较上年-6.5%), so that a comparison needs no word of change.
        """
        found = Left(left)
        end = len(left)
        while end:
            if left[end - 1] in " \"':":
                end -= 1
                continue
            if left[end - 1] == ")" and (aside := _ASIDE.search(left[max(0, end - 12) : end])):
                end -= len(aside[0])
                continue
            if left[end - 1] == "、":
                break  # what stands before it belongs to the number before
            word = self._suffix(left, end, rate, found) or _compared_change(left, end, found)
            if word is None:
                compared = (
                    None if found.change is None and not signed else _COMPARE.search(left[max(0, end - 16) : end])
                )
                if compared and not _NOT_COMPARE.search(compared[0]) and not found.compared:
                    found.compared = True
                    end -= len(compared[0])
                    continue
                break
            if word.text in _VERBS and end == len(word.text):
                break  # 完成90个: the verb, not a word of the number
            end -= len(word.text)
            found.taken.append((word, end))
            if word.role == "comparator":
                found.comparator = found.comparator or word
                found.since = found.since or word.since
            elif word.role == "change":
                found.change = found.change or word
            else:
                found.links.add(word.text)
                found.compared = found.compared or word.text in ("同比", "环比", "同比分别")
        found.rest = left[:end]
        return found

    def _suffix(self, left: str, end: int, rate: bool, found: Left) -> Word | None:
        """The longest word of the table that ends at `end` and fits what was found nearer the number."""
        for length in range(min(self.longest, end), 0, -1):
            word = self.before.get(left[end - length : end])
            if word is None:
                continue
            if word.text == "还" and left[end - 2 : end - 1] in _GIVES_BACK:
                continue  # 稳岗返还600家
            if word.role == "change" and not _changes(word, left[end - length - 1 : end - length], rate, found):
                continue
            if word.role == "comparator" and not _compares(word, left, end, found):
                continue
            return word
        return None


_GIVES_BACK = frozenset("返归偿退交发赔")


def _changes(word: Word, before: str, rate: bool, found: Left) -> bool:
    """Whether a word of change means one here: 新增 and 稳增长 do not."""
    if found.change is not None or before in ("新", "然") or (before in "稳促保" and before and word.text == "增长"):
        return False
    if before == "口" and word.text == "自然增长":
        return False  # 人口自然增长3.2‰ is a rate of its own
    if before == "造" and word.text in ("提升", "提质", "升级"):
        return False  # 改造提升207万亩
    if len(word.text) == _SHORT_CHANGE and not rate and not found.compared:
        return False
    return word.firm or not (found.comparator and found.comparator.to)


def _compares(word: Word, left: str, end: int, found: Left) -> bool:
    """Whether a comparator means one here: only one counts, the nearest (增长超), and 保持增长 is over."""
    length = len(word.text)
    if length == 1 and _within_word(left, end):
        return False
    if found.change is None and found.comparator is None:
        return True
    return word.comparator is Comparator.EXACTLY and length > 1 and found.change is not None


def _compared_change(left: str, end: int, found: Left) -> Word | None:
    sign = COMPARED_CHANGE.get(left[end - 1])
    if sign is None or found.change is not None:
        return None
    compared = _COMPARE.search(left[max(0, end - 17) : end - 1])
    if compared is None or _NOT_COMPARE.search(compared[0]):
        return None
    return Word(left[end - 1], "change", sign=sign)


# a comparator of one character that is the end of a longer word: 行为, 附近, 总是, 甚至, 现在
_LONGER = frozenset(
    words(
        "行为 作为 成为 认为 附近 最近 靠近 甚至 以至 乃至 现在 存在 所在 内在 潜在 正在 旨在 总是 还是 "
        "就是 也是 于是 不是 大约 节约 签约 合约 履约 制约 条约 高达 直达 发达 到达 通达 送达 得到 受到 "
        "看到 感到 做到 想到 遇到 找到 收到 没有 所有 国有 私有 享有 持有 自有 特有 专有 公有 含有 过 通过 "
        "经过 拥有 理由 自由 缘由 来自 各自 亲自 独自 参与"
    )
)


def _within_word(left: str, end: int) -> bool:
    return left[end - 2 : end] in _LONGER


# 2亿元（含）以上, 300亿元（不含农户）以上
_INCLUSIVE = expression(r"\(不?含[^()]{0,10}\)(?:及|或)?(以[上下内])")
_NO_BOUND = expression(r"内[涝河湖陆港部科外贸需资燃海循控]")
_LONGEST_AFTER = max(map(len, AFTER))


def read_right(right: str) -> tuple[str | None, Comparator | None]:
    """Return the comparator word that stands right behind the number, and what it means."""
    text = right.lstrip()
    if text.startswith("(") and (found := _INCLUSIVE.match(text)) is not None:
        return right[: len(right) - len(text) + found.end()], AFTER[found[1]]
    if _NO_BOUND.match(text) is not None:
        return None, None  # 17处内涝点
    for length in range(min(_LONGEST_AFTER, len(text)), 0, -1):
        if (comparator := AFTER.get(text[:length])) is not None:
            return right[: len(right) - len(text) + length], comparator
    return None, None
