"""Days: which day is the last that a due cell, or a clause, allows.

    9月底  2025-05  2025.5  25年5月  五月底  二〇二五年五月  Q2  三季度末  6月上旬  下半年
    1—12月  5月-10月  第一季度至第四季度  2025.1—2025.12  11月至次年3月        the end of a span is the day
    3月底前启动，10月底前完成                                                   of several, the one that says 完成

Each row is one way to write a day. A year that is written out stands; a month without one is of
the year before it in the same text, else of the plan's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luoshi.cycle import month_end
from luoshi.expressions import expression
from luoshi.quantity.numbers import chinese
from luoshi.quantity.numerals import CHINESE_DIGITS

# what stands for the dash of a span, and signs that full-width texts use
_SAME = str.maketrans("０１２３４５６７８９．：，；（）／Ｑｑq—–－−～~∼至到", "0123456789.:,;()/QQQ---------")
_NUMERAL = expression(r"[〇零一二三四五六七八九十]+(?=[年月日号]|季)")
_DASHES = expression(r"-{2,}")
# feasts that have their day in every year: 国庆节前
_FEASTS = {
    "劳动节": "5月1日",
    "五一": "5月1日",
    "七一": "7月1日",
    "八一": "8月1日",
    "国庆": "10月1日",
    "十一": "10月1日",
}
_FEAST = expression(
    r"[“\"]?(?P<feast>劳动节|五一|七一|八一|国庆|十一)[”\"]?(?:国际劳动节|劳动节|假期|节)?(?:之前|以前|前)"
)

_NEXT = "次年|翌年|第二年"
_YEAR = rf"(?:(?P<y>(?:19|20)\d\d)年?|(?P<short>[23]\d)年|(?P<rel>{_NEXT}|明年|来年|后年|今年|本年|当年|去年|上年)的?)"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])"

# what a text may call a day: name, pattern, and whether a sentence may say it so too (else only a cell)
_ROWS: tuple[tuple[str, str, bool], ...] = (
    ("recurring", r"(?:每|逐|按)(?:个|半)?[年月季周日天][^,;。、]*", True),
    ("compact", rf"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2]){_D}?(?!\d)", False),
    ("day", rf"(?P<y>(?:19|20)\d\d)\.{_M}\.{_D}日?(?!\d)", True),
    ("day", rf"(?P<y>(?:19|20)\d\d)/{_M}/{_D}日?(?!\d)", True),
    ("day", rf"(?P<y>(?:19|20)\d\d)-{_M}-{_D}日?(?!\d)", True),
    ("day", rf"(?:{_YEAR})?(?<!\d){_M}月{_D}[日号]?(?!\d|月)", True),
    ("day", rf"(?<![\d.]){_M}[./]{_D}日?(?![\d.%月万亿元])", False),
    ("day", rf"(?<!\d){_M}-(?P<d>1[3-9]|2\d|3[01])(?!\d|月)", False),
    ("tenth", rf"(?:{_YEAR})?(?<!\d){_M}月份?(?P<part>[上中下])旬", True),
    ("tenth", rf"(?:{_YEAR})?(?<!\d){_M}月(?P<part>初)", True),
    ("month", rf"(?:{_YEAR})?(?<!\d){_M}月(?:份|底|末|内)*", True),
    ("month", rf"(?P<y>(?:19|20)\d\d)[./-]{_M}(?![\d.]*[\d万亿元%个人家])", True),
    ("quarter", rf"(?:{_YEAR})?-?第?(?P<q>[1-4])季度?(?:末|底|内)?", True),
    ("quarter", rf"(?:{_YEAR})?-?Q(?P<q>[1-4])(?!\d)", True),
    ("quarter", rf"(?:{_YEAR})?前(?P<q>[三3])季度?", True),
    ("half", rf"(?:{_YEAR})?(?P<half>[上下])半年", True),
    ("half", rf"(?:{_YEAR}年?|年)(?P<half>中)(?!心|学|小|期|旬)", False),
    ("from", rf"(?:{_YEAR})?(?<!\d){_M}(?=-\d{{1,2}}月)", True),
    ("year", rf"(?:{_YEAR}年?|(?<![\d每青少中老历近多几半周学财全往逐两])年)(?:底|末|内|终)(?!端|容)", True),
    ("year", rf"(?:{_YEAR})?全年度?", False),
    ("year", rf"{_YEAR}度?(?![\d./年])", False),
    ("rest", rf"(?<=-){_D}[日号]", True),
    ("rest", rf"(?<=-){_M}(?![\d./])", False),
)


# what a day begins with, so that no other letter tries each row
_FIRST = r"(?=[\d年全每逐按次翌第明来后今本当去上前下Q-])"
# without any of these, as written, a sentence names no day: most clauses are passed over at once
_ANY_DAY = expression(
    r"[年月季QＱqｑ]|国庆|劳动节|[五七八十]一|[\d〇零一二三四五六七八九十][-—–－−～~∼至到.．/／底末内终]"
)


def _combined(rows: list[tuple[str, str, bool]]) -> tuple[re.Pattern[str], list[tuple[str, re.Pattern[str]]]]:
    unnamed = (re.sub(r"[(][?]P<[^>]+>", "(?:", pattern) for _, pattern, _ in rows)
    one = "|".join(f"(?P<r{index}>{pattern})" for index, pattern in enumerate(unnamed))
    return expression(f"{_FIRST}(?:{one})"), [(name, expression(pattern)) for name, pattern, _ in rows]


_CELL = _combined(list(_ROWS))
_SENTENCE = _combined([row for row in _ROWS if row[2]])

MOST = 400  # letters; a due cell is a few words, and time stays linear
_CLAUSE = expression(r"[^,;。、()\n]+")
_BEGINS = ("起", "以来", "开始", "以后", "之后")  # 3月起: the day that it begins
_SPAN = expression(r"[底末份日号前内年的\s(]*-\s*$")
_STEP = r"方案|招标|立项|可研|设计|选址|前期|征地|拆迁|审批|招商|摸底"
_DONE = expression(rf"完成(?!.{{0,8}}?(?:{_STEP}))|完工|竣工|建成|办结|销号|到位|交付|投用|投入使用|通车|全面完成")
# words that name no day, and mean to name none
_NO_DAY = expression(
    r"长期|持续|常态|常年|经常|日常|全程|[每逐按](?:个|半)?[年月季周日天]|定期|不定期|适时|随时|实时|即时|立即|立行立改|即知即改|"
    r"边.改|根据|按(?:照|要求|计划|序时|时序|时间|节点|上级|省|市|规定|期|时|需|进度|职责)|另行|待定|视|结合|"
    r"^[\s\-/\\—.。、无]*$|^(?:略|同上|暂无|未定|不限)$"
)


@dataclass(frozen=True, slots=True)
class _Point:
    """One day of a text: where it is written, and whether its year stands beside it."""

    at: int
    day: date
    written: bool


def last_day(text: str, year: int | None, *, sentence: bool = False) -> date | None:
    """Return the last day that a text allows; None where it names none, or one that does not exist.

    Args:
        year: the plan's; without it only what is written with its year is read.
        sentence: it is a clause, in which 2025 or 5.10 alone may be anything.
    """
    if sentence and _ANY_DAY.search(text) is None:
        return None
    text = _plain(text[:MOST])
    points = list(_points(text, year, *(_SENTENCE if sentence else _CELL)))
    if not points:
        return None
    clauses = [(one.start(), one.end()) for one in _CLAUSE.finditer(text) if _DONE.search(one[0])]
    done = [point for point in points if any(start <= point.at < end for start, end in clauses)]
    return max(point.day for point in done or points)


def names_no_day(text: str) -> bool:
    """Tell whether a due cell means to name no day: 长期, 持续推进, 每月, 按上级要求."""
    return _NO_DAY.search(text) is not None


def _plain(text: str) -> str:
    text = _FEAST.sub(lambda found: f"{_FEASTS[found['feast']]}前", text)
    return _DASHES.sub("-", _NUMERAL.sub(_digits, text.translate(_SAME)))


def _digits(found: re.Match[str]) -> str:
    """Write a Chinese numeral in digits: 二〇二五 is 2025, 十二 is 12; of 一二月 only the last counts."""
    letters = found[0]
    if "十" in letters:
        try:
            return str(int(chinese(letters)))
        except ValueError:
            return letters
    digits = "".join(str(CHINESE_DIGITS[letter]) for letter in letters)
    return digits if len(digits) in (1, 2, 4) and found.string.startswith("年", found.end()) else digits[-1]


def _points(
    text: str, year: int | None, pattern: re.Pattern[str], rows: list[tuple[str, re.Pattern[str]]]
) -> Iterator[_Point]:
    before: _Point | None = None
    for found in pattern.finditer(text):
        name, one = rows[int(str(found.lastgroup)[1:])]
        exact = one.match(text, found.start())
        if name == "recurring" or exact is None or text.startswith(_BEGINS, exact.end()):
            continue
        near = text[max(before.at, found.start() - 12) : found.start()] if before is not None else ""
        in_span = _SPAN.search(near) is not None
        point = _point(name, exact, before, year, in_span)
        if point is not None:
            yield point
            before = point


def _point(name: str, found: re.Match[str], before: _Point | None, year: int | None, in_span: bool) -> _Point | None:
    parts = found.groupdict()
    if name == "rest" and not in_span:
        return None
    at, written = _year_of(parts, before, year)
    if at is None:
        return None
    try:
        day = _day(name, parts, at, before)
        if in_span and before is not None and not written and day < before.day:
            day = _day(name, parts, at + 1, before)  # 11月至3月: over the year's end
    except ValueError:  # 30 February: it is no day
        return None
    return _Point(found.start(), day, written or (before is not None and before.written))


def _year_of(parts: dict[str, str | None], before: _Point | None, year: int | None) -> tuple[int | None, bool]:
    """Return the year of a day, and whether it is written beside it."""
    carried = before.day.year if before is not None and before.written else year
    if parts.get("y"):
        return int(str(parts["y"])), True
    if parts.get("short"):
        return 2000 + int(str(parts["short"])), True
    word = parts.get("rel")
    if word is None:
        return carried, False
    base = (before.day.year if before is not None else year) if word in _NEXT.split("|") else year
    if word == "当年":
        base = carried
    step = {"后年": 2, "今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1}.get(word, 1)
    return (None if base is None else base + step), True


def _day(name: str, parts: dict[str, str | None], year: int, before: _Point | None) -> date:
    month = int(str(parts["m"])) if parts.get("m") else 12
    if parts.get("d"):
        if name == "rest" and before is not None:
            month = before.day.month
        return date(year, month, int(str(parts["d"])))
    if name == "tenth" and parts["part"] in ("上", "中", "初"):
        return date(year, month, 20 if parts["part"] == "中" else 10)
    if parts.get("q"):
        month = 3 * int(str(parts["q"]).replace("三", "3"))
    elif parts.get("half"):
        month = 12 if parts["half"] == "下" else 6
    return month_end(year, month)
