"""Periods that a sentence names: 1-6月, 截至5月, 一季度, 上半年, 2023年, 去年同期, “十四五”以来.

A period is read against the year and the date that the text is about. 截至12月底 is
January to December; 12月末 alone is the month.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.grammar.due import DUE
from luoshi.quantity.numbers import chinese

_YEAR = (
    r"(?:(?P<year>\d{4})年?(?=\d{1,2}月|[一二三四]季度|[上下]半年|前三季|全年|年)年?|(?P<short>2\d)年(?=\d{1,2}月)|"
    r"(?P<rel>今年|去年|上年|前年|本年|当年|上一年))"
)
# 五月, 十二月; not 近三月, nor a feast that goes by its month
_MONTH = r"(?:\d{1,2}|(?<![近连过每正前第])(?:十[一二]?|[一二三四五六七八九])(?=月(?!三|街|节|花|瓜|红)))"
_DASH = r"[-—–－~～至到]"
_Q = "一二三四"

# what a sentence may call a period: each row is one way, and is read by the function of its name
PATTERNS: tuple[tuple[str, str], ...] = (
    ("due", DUE),
    ("this_month", r"当月|本月|单月"),
    ("plan", r"“?十(?P<plan>[一二三四五])五”?(?:规划)?(?P<plan_part>期间|时期|以来|末|初)"),
    (
        "five",
        r"(?:过去|近|这|最近)五年(?:来|间)?|五年(?:来|间|累计)|"
        r"(?<![\u4e00-\u9fff“])五年(?=[\u4e00-\u9fff])(?!规划|计划|行动)|"
        r"(?<=[\u4e00-\u9fff])(?<![十第一二三四])(?<!未来)(?<!今后)(?<!计划)五年(?=(?:累计)?(?:新增|建成|完成|引进|实现|投入|增长|增加))",
    ),
    (
        "until",
        rf"截[至止]到?(?:{_YEAR})?的?(?:(?P<until_month>{_MONTH})月)?(?:份|底|末|初|"
        rf"(?P<until_day>\d{{1,2}})日)?",
    ),
    (
        "months",
        rf"(?:{_YEAR})?(?P<m1>\d{{1,2}}|(?:十[一二]?|[一二三四五六七八九])(?=月?{_DASH}))月?份?{_DASH}"
        rf"(?:(?P<year2>20\d\d)年)?(?P<next>次年|明年|翌年)?(?P<m2>{_MONTH})月份?",
    ),
    (
        "dotted",
        rf"(?P<year>20\d\d)\.(?P<m1>1[0-2]|0?[1-9]){_DASH}(?:(?P<year2>20\d\d)\.)?(?P<m2>1[0-2]|0?[1-9])"
        r"(?![\d.]*[\d万亿元%])",
    ),
    ("quarters", rf"(?:{_YEAR})?(?:前(?P<q1>三)季度|第?[一1](?:季度)?{_DASH}第?(?P<q2>[二三四2-4])季度)"),
    ("quarter", r"(?P<year>20\d\d)?年?Q(?P<q>[1-4])(?![A-Za-z0-9.])"),
    ("quarter", rf"(?:{_YEAR})?第?(?P<q>[一二三四1-4])季度(?P<q_end>末|底)?"),
    ("half", rf"(?:{_YEAR})?(?P<half>[上下])半年"),
    ("first", rf"(?:{_YEAR})?前(?P<n>[\d一二三四五六七八九十]+)个?月"),
    ("month", rf"(?:{_YEAR})?(?P<m>{_MONTH})月(?:份?[当单]月|份|底|末|初|[上中下]旬|(?P<day>\d{{1,2}})[日号])?"),
    (
        "within",
        r"(?<![\d十百千万第近过续每隔])[两二三四五2-5]年(?:之?内|(?:左右)?时间(?!里)"
        r"|(?=(?:累计|共)?(?:改造|新建|建成|培育|实施|完成|新增|引进)))",
    ),
    ("season", r"(?<!去冬)今(?P<season>[春夏秋冬])(?!明春|奥|晚报)(?:以来)?"),
    ("so_far", r"今年以来|年初以来|今年来|年初至今|今年至今|开年以来|年初到(?:现在|目前)"),
    ("whole", r"(?P<wy>\d{4})年全年|全年(?!龄)|全年度"),
    ("years", rf"(?P<y1>\d{{4}})年?{_DASH}(?P<y2>\d{{4}})年"),
    ("year_end", r"(?P<ye>\d{4})年(?:底|末)"),
    ("year", r"(?P<y>\d{4})年(?:度)?"),
    ("end_of_year", r"年末"),
    ("this_year", r"今年"),
    ("last_year_same", r"(?:去年|上年|上一年)(?:同期|同月|同季|基数)"),
    ("last_year", r"去年|上年(?!度)|上一年"),
)


def _unnamed(name: str) -> str:
    rows = "|".join(re.sub(r"[(][?]P<[^>]+>", "(?:", pattern) for other, pattern in PATTERNS if other == name)
    return f"(?P<p_{name}>{rows})"


PERIOD = "|".join(_unnamed(name) for name in dict.fromkeys(name for name, _ in PATTERNS))
# a period may have several rows, of which each has the same groups
_ONE = {
    name: [expression(pattern) for other, pattern in PATTERNS if other == name]
    for name in dict.fromkeys(name for name, _ in PATTERNS)
}
# a row is read without the letters around it, which the scan has seen
_ONE["five"] = [expression(r"(?:过去|近|这|最近)?五年(?:来|间|累计)?")]


@dataclass(frozen=True, slots=True)
class Named:
    """A period as a sentence names it.

    Args:
        base: it is last year's, so a figure in it is given for comparison.
        same: it means the same months, a year earlier, as the period in force.
        plain_year: the sentence names nothing but a year (去年, 2023年).
    """

    period: Period | None
    base: bool = False
    same: bool = False
    plain_year: bool = False


def read_period(kind: str, text: str, year: int | None, as_of: date | None) -> Named:
    """Read a named period; its `period` is None where the year or the month is not to be known."""
    found = next((found for row in _ONE[kind] if (found := row.fullmatch(text))), None)
    if found is None:
        return Named(None)
    groups = found.groupdict()
    at = year if year is not None else (as_of.year if as_of else None)
    base = False
    if groups.get("year"):
        at = int(groups["year"])
    elif groups.get("short"):
        at = 2000 + int(groups["short"])
    elif groups.get("rel") in ("去年", "上年", "上一年"):
        at, base = (at - 1 if at else None), True
    elif groups.get("rel") == "前年":
        at, base = (at - 2 if at else None), True
    try:
        return _READERS[kind](groups, at, as_of, base)
    except ValueError:  # month 13: it was no period
        return Named(None)


def _number(text: str | None) -> int:
    """Read the number of a month or quarter: 5, 五, 十二."""
    text = str(text)
    return int(text) if text.isdecimal() else int(chinese(text))


_PLAN_START = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026}


def _plan(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    start = _PLAN_START[str(g["plan"])]
    if g["plan_part"] == "末":
        return Named(Period.of_year(start + 4))
    if g["plan_part"] in ("期间", "时期"):
        return Named(Period(start, 1, start + 4, 12))
    if as_of and g["plan_part"] == "以来" and as_of.year >= start:
        return Named(Period(start, 1, as_of.year, as_of.month))
    return Named(None)


def _until(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    if at is None:
        return Named(None)
    if g["until_month"]:
        return Named(Period.to_month(at, _number(g["until_month"])), base)
    if g.get("year") or g.get("rel"):
        return Named(Period.to_month(at, 12), base)
    return Named(Period.to_month(at, as_of.month) if as_of and as_of.year == at else None)


def _months(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    first, last = _number(g["m1"]), _number(g["m2"])
    if not at:
        return Named(None, base)
    ends = int(str(g["year2"])) if g.get("year2") else at + (1 if g.get("next") else 0)
    return Named(Period(at, first, ends, last), base)


def _quarters(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    last = 3 * _number(g["q1"] or g["q2"])
    return Named(Period.to_month(at, last) if at else None, base)


def _quarter(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    quarter = str(g["q"])
    number = _Q.index(quarter) + 1 if quarter in _Q else int(quarter)
    if at is not None and g.get("q_end"):  # 三季度末: a level of that day, or its growth on the year
        return Named(Period.to_month(at, 3 * number), base)
    return Named(Period.of_quarter(at, number) if at else None, base)


def _half(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    first = 1 if g["half"] == "上" else 7
    return Named(Period(at, first, at, first + 5) if at else None, base)


def _first(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    letters = str(g["n"])
    digits = "一二三四五六七八九十"
    last = int(letters) if letters.isdigit() else {"十一": 11, "十二": 12}.get(letters) or digits.index(letters[0]) + 1
    return Named(Period.to_month(at, last) if at else None, base)


def _month(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    return Named(Period.of_month(at, _number(g["m"])) if at else None, base)


_LAST_MONTHS = {"春": 5, "夏": 8, "秋": 11, "冬": 12}


def _season(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    """今春 is the year up to the season's end, or up to the day where that has not come."""
    if at is None:
        return Named(None)
    last = _LAST_MONTHS[str(g["season"])]
    return Named(Period.to_month(at, min(last, as_of.month) if as_of is not None and as_of.year == at else last))


def _so_far(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    return Named(Period.to_month(at, as_of.month) if at and as_of and as_of.year == at else None)


def _this_year(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    """今年 is the year to date, or the whole year where it is over or no date is known."""
    if at is None:
        return Named(None)
    so_far = as_of is not None and as_of.year == at and as_of.month < 12
    return Named(Period.to_month(at, as_of.month) if so_far and as_of else Period.of_year(at))


def _whole(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    at = int(g["wy"]) if g["wy"] else at
    return Named(Period.of_year(at) if at else None)


def _year(g: dict[str, str | None], at: int | None, as_of: date | None, base: bool) -> Named:
    return Named(Period.of_year(int(str(g["y"]))), plain_year=True)


_READERS: Mapping[str, Callable[[dict[str, str | None], int | None, date | None, bool], Named]] = {
    "due": lambda g, at, as_of, base: Named(None),
    "within": lambda g, at, as_of, base: Named(None),  # `when.py` counts its years
    "this_month": lambda g, at, as_of, base: Named(Period.of_month(as_of.year, as_of.month) if as_of else None),
    "plan": _plan,
    "five": lambda g, at, as_of, base: Named(Period(at - 4, 1, at, 12) if at else None),
    "this_year": _this_year,
    "end_of_year": lambda g, at, as_of, base: Named(Period.of_month(at, 12) if at else None),
    "until": _until,
    "months": _months,
    "dotted": _months,
    "quarters": _quarters,
    "quarter": _quarter,
    "half": _half,
    "first": _first,
    "month": _month,
    "season": _season,
    "so_far": _so_far,
    "whole": _whole,
    "years": lambda g, at, as_of, base: Named(Period(int(str(g["y1"])), 1, int(str(g["y2"])), 12)),
    "year_end": lambda g, at, as_of, base: Named(Period.of_month(int(str(g["ye"])), 12)),
    "year": _year,
    "last_year_same": lambda g, at, as_of, base: Named(None, True, same=True),
    "last_year": lambda g, at, as_of, base: Named(Period.of_year(at - 1) if at else None, True, plain_year=True),
}
