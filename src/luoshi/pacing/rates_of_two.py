"""Rates that are told of two things at once, of town and country or of the members of a list."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from luoshi.expressions import expression
from luoshi.pacing.likeness import MEMBERS, content
from luoshi.pacing.reasons import without_its_reason
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Basis, Observation, Target, Task


def things_of(target: Target) -> list[str]:
    """The things of a promise that names several together: 化肥 and 农药使用量 of 化肥、农药使用量."""
    if "存贷款" in target.metric:
        return [target.metric.replace("存贷款", part) for part in _OF_TWO["存贷款"]]
    parts = [part.strip() for part in MEMBERS.split(target.metric) if content(part)]
    named = [_OF_ITS_TRADE.sub("", content(part)) for part in parts]
    # 事故起数、死亡人数: what fills most names tells these apart
    return named if len(set(named)) == len(named) and not any(_COUNTS.search(part) for part in parts) else parts


_OF_ITS_TRADE = expression(
    r"(?<=业)产业(?=增加值|产值|投资|税收|主营业务收入|营业收入)|(?<=..)产业(?=增加值|产值|主营业务收入|营业收入)"
)
_COUNTED_OUT = expression(r"^发生|(?:起数|人数|件数|次数|总量|总额)$")
_COUNTS = expression(r"(?:起数|人数|件数|次数|总量|总额)$")


def of_one_member(member: str, members: Sequence[str], said: Sequence[Observation]) -> Observation | None:
    """The one growth that is said of a member and of no other; None where there is none, or are several."""
    others = [other for other in members if other != member and other not in member]
    raw = any(_COUNTS.search(one) for one in members)
    if raw:
        member, *others = (_COUNTS.sub("", one) for one in (member, *others))
    own = [
        seen
        for seen in said
        if seen.basis is Basis.GROWTH
        and not seen.base
        and _names(
            member, name := _COUNTED_OUT.sub("", seen.metric) if raw else _OF_ITS_TRADE.sub("", content(seen.metric))
        )
        and not any(name.endswith(other) if raw else other in name for other in others)
    ]
    return own[0] if len(own) == 1 else None


def _names(member: str, name: str) -> bool:
    """Whether a name is that of a member, or shortens it: 事故起数 of 生产安全事故起数."""
    return member in name or (len(name) >= 2 and member.endswith(name))


def figures_said(task: Task) -> list[Observation]:
    """The sentence's figures; of two that 城乡…分别 gives, the first is of the towns, the second of the country."""
    said = _named_before(task, [_without_its_reason(seen) for seen in task.observations if seen.answers is None])
    said = [_by_its_words(task, seen) for seen in said]
    if "城乡" in task.text:  # else the promise has the same list, and its first name is as short
        said = _of_town_and_country(said)
    both: dict[tuple[str, Basis, str], list[Observation]] = {}
    for seen in said:
        if _joined(seen.metric) and not seen.base:
            both.setdefault((seen.metric, seen.basis, seen.measure), []).append(seen)
    named = {
        id(seen): replace(seen, metric=seen.metric.replace(joined, part))
        for pair in both.values()
        if len(pair) == 2 and (joined := _joined(pair[0].metric))
        for seen, part in zip(pair, _OF_TWO[joined], strict=True)
    }
    return [named.get(id(seen), seen) for seen in said]


def _without_its_reason(seen: Observation) -> Observation:
    metric = without_its_reason(seen.metric)
    return seen if metric == seen.metric else replace(seen, metric=metric)


def _of_town_and_country(said: list[Observation]) -> list[Observation]:
    """Give the first of 城市、农村生活垃圾分类覆盖面分别为98.6%、91.2% the thing that only the second names."""
    named = list(said)
    for index, (seen, behind) in enumerate(pairwise(said)):
        country = COUNTRY.match(behind.metric)
        if country and TOWN.fullmatch(seen.metric) and (seen.basis, seen.measure) == (behind.basis, behind.measure):
            named[index] = replace(seen, metric=f"{seen.metric}{behind.metric[country.end() :]}")
    return named


TOWN = expression(r"城镇|城市|城区")
COUNTRY = expression(r"农村|乡村")
# one word for two things that 分别 gives a figure each
_OF_TWO = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款")}


def _joined(metric: str) -> str:
    return next((joined for joined in _OF_TWO if joined in metric), "")


def _by_its_words(task: Task, seen: Observation) -> Observation:
    """Name a figure by the one of two that its own words say: 存款、贷款余额分别增长12.6%、6.1%."""
    if "存贷款" not in seen.metric:
        return seen
    left = surroundings(task, seen).left
    own = [part for part in _OF_TWO["存贷款"] if part in left]
    return replace(seen, metric=seen.metric.replace("存贷款", own[0])) if len(own) == 1 and "存贷" not in left else seen


def of_one_of_two(task: Task, target: Target) -> Target:
    """Name a target of a joint promise by the one of two that is its own: the first of 存贷款分别增长10%和5%."""
    joined = _joined(target.metric)
    if not joined or (joined == "城乡" and target.basis is not Basis.GROWTH):
        return target  # of amounts the place in the list decides
    kind = (target.metric, target.basis, target.measure)
    alike = [one for one in task.targets if (one.metric, one.basis, one.measure) == kind]
    if len(alike) != 2 or any(one.value_span is None for one in alike):
        return target
    first = min(one.value_span.start for one in alike if one.value_span is not None)
    own = _OF_TWO[joined][0 if target.value_span is not None and target.value_span.start == first else 1]
    return replace(target, metric=target.metric.replace(joined, own))


def is_one_of_both(target: Target, seen: Observation) -> bool:
    """Whether a figure is of one alone of two that were promised in one word: 贷款 of 存贷款余额增长8%."""
    return (
        "存贷款" in target.metric
        and "存贷" not in seen.metric
        and any(part in seen.metric for part in _OF_TWO["存贷款"])
    )


_LEANS = expression(r"占(?:全[省市区县州旗]|辖区)?(?:总数)?的?", needs="占")
_HELD_AGAINST = ("较", "比", "相比", "对比")


def _named_before(task: Task, said: list[Observation]) -> list[Observation]:
    """Give what is only held against another the name before it: 覆盖率43.3%，较上年的42.1%提高1.2个百分点."""
    named: list[Observation] = []
    for seen in said:
        before = named[-1] if named else None
        if _LEANS.fullmatch(seen.metric) and len(named) > 1 and before is not None and before.metric == seen.metric:
            # 累计121个，占全县213个行政村的56.8%: what leans on the 213 is the 121
            counted = named[-2]
            joins = task.statement[counted.value_span.end : before.value_span.start]
            if _LEANS.fullmatch(joins.strip("，,")) and counted.value < before.value:
                seen = replace(seen, metric=counted.metric)
        if seen.metric in _HELD_AGAINST and before is not None:
            between = task.statement[before.value_span.end : seen.value_span.start]
            if not any(stop in between for stop in "。；;！？\n"):
                seen = replace(seen, metric=before.metric)
        named.append(seen)
    return named
