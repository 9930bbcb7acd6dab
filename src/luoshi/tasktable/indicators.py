"""Rows of an indicator table → sentences, since value and measure stand in columns of their own.

    指标名称      | 计量单位 | 年度目标 | 上半年完成 | 增幅  | 完成率
    固定资产投资  | 亿元     | 300以上  | 161        | -6.5% | 53.7%

reads 固定资产投资300亿元以上 and 上半年完成161亿元，增幅-6.5%，完成率53.7%. The cells are kept as
they stand, under their headings.
"""

import re
from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.quantity import measure as known_measure
from luoshi.quantity.numbers import THIN_SPACES
from luoshi.tasktable.align import Aligned
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.draft import Answer, Draft, Goal
from luoshi.tasktable.headings import compact, parenthesis_of
from luoshi.tasktable.wording import flowing

# digits may be grouped in threes by a blank of any width: 12 345.6
_FIGURE = expression(
    rf"^(?P<before>[^\d\-－+]*)(?P<number>[-－+]?\d[\d,，.]*(?:[ {THIN_SPACES}]\d{{3}}(?!\d)[\d,，.]*)*)(?P<after>.*)$",
    re.DOTALL,
)
_MEASURE = expression(r"^(?:以上|以下|左右|以内|及以上|及以下|上下)*$")
_NAMED_MEASURE = expression(r"[（(](?:单位[:：])?([^（）()]{1,12})[）)]$")
_COMPARED = {">=": "不低于", "<=": "不超过"} | {"≥": "不低于", "≧": "不低于", "≤": "不超过", "≦": "不超过"}
_COMPARED |= {">": "超过", "<": "低于", "＞": "超过", "＜": "低于"}
_SPOKEN = expression(
    r"[增降减升占]|同比|完成|达到|\d(?:年|月|季)"
)  # words by which a cell says itself what its figure is
# what an indicator of growth is called by: a bare figure beside it is one of growth as well, and no share
_GROWTH = expression(
    r"(?:增长|上涨|增加|下降|降低|减少)(?:率|幅度|速度|比例)?$|(?:增速|增幅|涨幅|降幅|升幅|减幅)$",
    needs="增升涨降减上下",
)
_PARENTHESIS = expression(r"[（(][^（）()]*[）)]$", needs="（(")
_PERIOD = r"(?:\d{4}年)?(?:1?\d\s*[-—－–~～至]\s*1?\d月|1?\d月|[上下]半年|前三季度|[一二三四]季度|全年)[份底末]?"
_OF_PERIOD = expression(rf"^(?P<figure>[^（(]+?)\s*[（(](?P<period>(?:截[至止])?{_PERIOD})[）)]$", needs="（(")
_PERIOD_FIRST = expression(rf"^(?P<period>(?:截[至止])?{_PERIOD})\s*[：:,，]?\s*(?P<figure>[-－+]?\d[^月年]*)$")
_NONE = frozenset(("", "/", "-", "—", "－", "——", "\\"))


def compose(draft: Draft, item: Aligned, layout: Layout) -> None:
    """Write the text and the statements of an indicator's row."""
    metric = flowing(item.text(layout.index("metric")))
    if not metric:
        return
    draft.text = metric  # as the office wrote it: the goal of the next cell is a target of its own
    measure = item.text(layout.index("measure"))
    named = _NAMED_MEASURE.search(metric)
    if not measure and named and _is_measure(named[1]):
        measure, metric = named[1], metric[: named.start()]
    goals = [(i, flowing(item.text(i))) for i in goal_columns(layout) if item.text(i) not in _NONE]
    for column, text in goals:
        place = cell.place if (cell := item.at(column)) is not None else draft.place
        draft.goals.append(Goal(metric, _goal(text, layout.headings[column], measure), place))
    for index in (layout.index("metric"), layout.index("goal")):
        if (cell := item.at(index)) is not None:
            draft.places.setdefault("text", cell.place)
    if measure or goals or layout.index("measure") is None:
        _state(draft, item, layout, measure or next((_measure_in(text) for _, text in goals), ""))
    else:
        _answer_as_written(draft, item, layout)


def _answer_as_written(draft: Draft, item: Aligned, layout: Layout) -> None:
    """A task among the indicators, without measure or goal, has its results as they stand."""
    for index in layout.all("actual"):
        cell = item.at(index)
        if cell is not None and flowing(cell.text) not in _NONE:
            draft.answers.append(Answer(layout.column(index), flowing(cell.text), cell.place))
            draft.places.setdefault("statement", cell.place)


def goal_columns(layout: Layout) -> list[int]:
    """The columns of this year's goal: those whose headings name the latest year, and the growth that they ask for."""
    years = {i: max(re.findall(r"20\d\d", layout.headings[i]), default="") for i in layout.all("goal")}
    latest = max(years.values(), default="")
    goals = [i for i, year in years.items() if year == latest]
    return [*goals, *(i for i in layout.all("growth") if _follows(layout, i, goals))]


def _follows(layout: Layout, index: int, goals: Sequence[int]) -> bool:
    """Tell whether a column of growth belongs to the goal on its left: no figure of another kind stands between."""
    left = [i for i in range(index) if layout.roles[i] in ("goal", "actual", "rate", "rank")]
    told = re.search(r"完成|实际|实绩|截[至止]|累计|\d月|季度|半年", layout.headings[index])
    return bool(left) and left[-1] in goals and not told


def _followers(layout: Layout) -> list[int]:
    """The columns that go with a result: growth, rate and rank, but for what a goal or last year has."""
    goals = goal_columns(layout)
    found = []
    for index in (i for role in ("growth", "rate", "rank") for i in layout.all(role)):
        left = [i for i in range(index) if layout.roles[i] == "actual"]
        of_before = bool(left) and layout.roles[index] == "growth" and _is_of_before(layout, left[-1])
        if index not in goals and not of_before:
            found.append(index)
    return found


def _goal(text: str, heading: str, measure: str) -> str:
    """Write one goal behind its metric: 300亿元以上, 不低于9500人, 增长7%."""
    for mark, words in _COMPARED.items():
        text = text.replace(mark, words)
    if re.search(r"增长|增幅|增速|同比", heading.rpartition("/")[2]):
        text = _with_measure(text, "%")
        return text if re.match(r"[^\d\-－+]", text) or _SPOKEN.search(text) else f"增长{text}"
    return _with_measure(text, measure or _measure_of(heading))


def _measure_in(goal: str) -> str:
    """The measure that a goal writes behind its number, for a result that stands bare beside it."""
    found = _FIGURE.match(goal)
    if not found or re.search(r"增|降|减|高于|同步", found["before"]):
        return ""
    measure = re.sub(r"(?:以上|以下|左右|以内|及以上|及以下|上下)$", "", found["after"].strip())
    return measure if _is_measure(measure) else ""


def _state(draft: Draft, item: Aligned, layout: Layout, measure: str) -> None:
    """Write a statement for each column of results, with the growth, rate and rank that follow it."""
    starts = [i for i in layout.all("actual") if not _is_of_before(layout, i)]
    followers = _followers(layout)
    if not starts and followers and not draft.answers:
        starts = [min(followers)]
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else layout.width
        told = sorted({start, *followers})
        columns = [i for i in told if start <= i < end] + ([i for i in told if i < start] if position == 0 else [])
        parts = [_part(layout, i, item, measure, draft.text) for i in columns]
        text = "，".join(filter(None, parts))
        cell = item.at(start)
        if text:
            place = cell.place if cell is not None else draft.place
            draft.answers.append(Answer(layout.column(start), text, place))
            draft.places.setdefault("statement", place)


def _is_of_before(layout: Layout, index: int) -> bool:
    """Tell whether a column holds last year's figure, which is no result: 2024年实际 beside 2025年目标."""
    years = [int(year) for heading in layout.headings for year in re.findall(r"20\d\d", heading)]
    own = [int(year) for year in re.findall(r"20\d\d", layout.headings[index])]
    return bool(re.search(r"上年|去年|基数|同期", layout.headings[index])) or bool(own and max(own) < max(years))


def _part(layout: Layout, index: int, item: Aligned, measure: str, metric: str) -> str:
    text, heading, role = flowing(item.text(index)), layout.headings[index], layout.roles[index]
    if text in _NONE:
        return ""
    name = _name_of(heading)
    if role == "actual":
        if dated := _OF_PERIOD.match(text) or _PERIOD_FIRST.match(text):
            text, name = dated["figure"].strip(), f"{dated['period']}完成"
        if _speaks(text):
            return flowing(item.text(index))
        return _called_by(metric, name, text) + _with_measure(text, _measure_of(heading) or measure)
    found = _FIGURE.match(text)
    if not found or len(text) > 20 or _SPOKEN.search(text):
        return text
    if role == "rank":
        return f"{name}第{text}" if found["number"] == text else f"{name}{text}"
    points = "个百分点" in heading
    return name + _with_measure(text, "个百分点" if points else "%")


def _called_by(metric: str, name: str, figure: str) -> str:
    """Call a bare result of 工业增加值增速 上半年增速, for 上半年完成 is said of amounts and shares."""
    growth = _GROWTH.search(_PARENTHESIS.sub("", metric))
    falls = growth is not None and re.search(r"降|减", growth[0]) and re.match(r"[-－]", figure)
    if growth is None or falls or re.search(r"增|率|比", name):
        return name
    return re.sub(r"(?:完成|实现|达到?|实绩)$", "", name) + growth[0]


def _speaks(text: str) -> bool:
    """Tell whether a cell says itself what its figure is, and is printed as written: 1—6月增长5.8%, 到位3亿元, 2104人.

    A figure alone (161, 约161, 161以上) needs its heading and its measure, a bare 5.1% its heading.
    """
    return not re.fullmatch(
        rf"[约近超逾\s]{{0,2}}[-－+]?\d[\d,，.\s{THIN_SPACES}]*(?:[%％]|个百分点)?(?:以上|以下|左右|以内|余|多)?",
        text.strip(),
    )


def _name_of(heading: str) -> str:
    """What a result is called in the statement: 1-6月完成情况/绝对值 is 1-6月完成."""
    bare = re.sub(r"[（(].*?[）)]|[%％]", "", compact(heading))
    upper, _, last = bare.rpartition("/")
    name = upper if upper and re.search(r"绝对|总量|数值|金额|^值$|^数$", last) else last
    if re.search(r"增|率|比|排|位|名次", name):
        return name
    name = re.sub(r"(?:情况|进展|数值|数据|值|数|量)$", "", name)
    return name if re.search(r"完成|实现|达|实际|实绩|累计", name) else f"{name}完成"


def _with_measure(text: str, measure: str) -> str:
    """Put the measure behind the number: 300以上 in 亿元 is 300亿元以上; 5.6 in % is 5.6%.

    A goal that says its measure itself (增长5.6%) stays as it is.
    """
    found = _FIGURE.match(text)
    if not found or not measure:
        return text
    after = found["after"].strip()
    if after.startswith(measure) or not _MEASURE.match(after):
        return text
    return f"{found['before']}{found['number']}{measure}{after}"


def _measure_of(heading: str) -> str:
    found = parenthesis_of(heading)
    return found if _is_measure(found) else ""


def _is_measure(text: str) -> bool:
    try:
        return bool(text) and bool(known_measure(text))
    except KeyError:
        return _looks_like_measure(text)


def _looks_like_measure(text: str) -> bool:
    return bool(
        re.search(
            r"元|%|％|家|个|人|项|亩|吨|米|公里|平方|件|套|户|辆|台|处|所|张|次|度|天|万|亿|百分点|千瓦|标煤", text
        )
    ) and not any(c.isdigit() for c in text)
