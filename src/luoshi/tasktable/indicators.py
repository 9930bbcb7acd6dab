"""Rows of an indicator table → sentences, since value and measure stand in columns of their own.

    指标名称      | 计量单位 | 年度目标 | 上半年完成 | 增幅  | 完成率
    固定资产投资  | 亿元     | 300以上  | 161        | -6.5% | 53.7%

reads 固定资产投资300亿元以上 and 上半年完成161亿元，增幅-6.5%，完成率53.7%. The cells are kept as
they stand, under their headings.
"""

import re

from luoshi.tasktable.align import Aligned
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.headings import compact, parenthesis_of
from luoshi.tasktable.wording import flowing

_FIGURE = re.compile(r"^(?P<before>[^\d\-－+]*)(?P<number>[-－+]?\d[\d,，.]*)(?P<after>.*)$", re.DOTALL)
_MEASURE = re.compile(r"^(?:以上|以下|左右|以内|及以上|及以下|上下)*$")
_NAMED_MEASURE = re.compile(r"[（(]([^（）()]{1,12})[）)]$")
_NONE = frozenset(("", "/", "-", "—", "－", "——", "\\"))


def compose(draft: Draft, item: Aligned, layout: Layout) -> None:
    """Write the text and the statements of an indicator's row."""
    metric = flowing(item.text(layout.index("metric")))
    if not metric:
        return
    measure = item.text(layout.index("measure"))
    named = _NAMED_MEASURE.search(metric)
    if not measure and named and _is_measure(named[1]):
        measure, metric = named[1], metric[: named.start()]
    goal = _goal_column(layout)
    draft.text = metric
    for role in ("metric", "goal"):
        cell = item.at(layout.index(role))
        if cell is not None:
            draft.places.setdefault("text", cell.place)
    if goal is not None and item.text(goal) not in _NONE:
        draft.text += _with_measure(flowing(item.text(goal)), measure or _measure_of(layout.headings[goal]), metric)
    _state(draft, item, layout, measure)


def _goal_column(layout: Layout) -> int | None:
    """The column of this year's goal: of several, the one whose heading names the latest year."""
    goals = layout.all("goal")
    return max(goals, key=lambda i: re.findall(r"20\d\d", layout.headings[i]) or [""], default=None)


def _state(draft: Draft, item: Aligned, layout: Layout, measure: str) -> None:
    """Write a statement for each column of results, with the growth, rate and rank that follow it."""
    starts = [i for i in layout.all("actual") if not _is_of_before(layout, i)]
    followers = [i for role in ("growth", "rate", "rank") for i in layout.all(role)]
    if not starts and followers and not draft.answers:
        starts = [min(followers)]
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else layout.width
        parts = [_part(layout, i, item, measure) for i in sorted({start, *followers}) if start <= i < end]
        if position == 0:
            parts += [_part(layout, i, item, measure) for i in sorted(followers) if i < start]
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


def _part(layout: Layout, index: int, item: Aligned, measure: str) -> str:
    text, heading, role = flowing(item.text(index)), layout.headings[index], layout.roles[index]
    if text in _NONE:
        return ""
    found = _FIGURE.match(text)
    if not found or len(text) > 20:
        return text
    name = re.sub(r"[（(].*?[）)]", "", compact(heading).rpartition("/")[2])
    if role == "actual":
        name = name if re.search(r"完成|实现|达|实际|实绩|累计", name) else f"{name}完成"
        return name + _with_measure(text, _measure_of(heading) or measure, "")
    if role == "rank":
        return f"{name}第{text}" if found["number"] == text else f"{name}{text}"
    points = "个百分点" in heading
    return name + _with_measure(text, "个百分点" if points else "%", "")


def _with_measure(text: str, measure: str, metric: str) -> str:
    """Put the measure behind the number: 300以上 in 亿元 is 300亿元以上; 5.6 in % is 5.6%.

    A goal that says its measure or its verb itself (增长5.6%) stays as it is. A metric of growth
    (…增长率, …增速) needs no verb.
    """
    del metric
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
    return bool(
        re.search(
            r"元|%|％|家|个|人|项|亩|吨|米|公里|平方|件|套|户|辆|台|处|所|张|次|度|天|万|亿|百分点|千瓦|标煤", text
        )
    ) and not any(c.isdigit() for c in text)
