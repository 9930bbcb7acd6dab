"""Invested by members: a promise that names several groups of works, and shares out what is to be invested in each.

实施31个省级、600个市级重点项目，分别完成投资136亿元、420亿元
    · 省级项目完成投资79.8亿元，市级项目237亿元             each group has its own, whichever stands first
    · 31个省级项目完成投资79.8亿元，还有51个尚未开工         how many works there are is judged by their investment
    · 重点项目完成投资316.8亿元                               no group's own
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.sharing import shared_values
from luoshi.pacing.proof import Proof, passed_of
from luoshi.pacing.stages import level
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.plan import Aspect, Basis, Target, Task

_MONEY = "元"
_INVESTED = expression(r"投资")
_SHARED_OUT = expression(
    r"[^。；;！\n]{0,20}?(?:分别[^。；;！\n\d]{0,10}?投资|投资[^。；;！\n\d]{0,4}?分别)[^。；;！\n\d]{0,6}"
)
_STOPS = ",;。!?\n"
_LEADS = expression(
    r"^[^\u4e00-\u9fff]*(?:余?个)?(?:其中|截至|全年|上半年|前[一二三]季度|今年以?来|年内|目前|月份?|到|的)*[^\u4e00-\u9fff]*(?:余?个|月[底末]?)?"
)
_MOST = 6
_RANKS = frozenset("国省市州盟县区旗镇乡村")


def by_its_group(task: Task, target: Target, weighed: Sequence[Weighed]) -> Proof | None:
    """Match what is to be invested in one group by the money that is told of it by its name; None for all others."""
    groups = _groups(task)
    at = next((at for at, (_, money) in enumerate(groups) if money.value_span == target.value_span), None)
    if at is None:
        return None
    heads = [_head(count.metric) for count, _ in groups]
    if len(set(heads)) < len(heads) or not all(heads):
        return None
    text = level(task.statement)
    told = [one for one in weighed if one.figure.measure == _MONEY and one.figure.basis is Basis.LEVEL]
    own: dict[str, list[Weighed]] = {head: [] for head in heads}
    for one in told:
        head = _whose(text, one.figure.value_span.start, heads)
        if head is not None:
            own[head].append(one)
    if any(len(found) != 1 for found in own.values()):
        return None
    mine = own[heads[at]][0]
    settled = mine.standing is Standing.SETTLED or mine.aspect is Aspect.METRIC
    if not settled or mine.figure.estimated or mine.figure.base:
        return None
    return Proof(mine.figure, passed_of([one for one in weighed if one is not mine]))


def as_their_investment(task: Task, target: Target, targets: Sequence[Target]) -> Target:
    """Judge how many works of a group there are by what is invested in them, where that is promised by its group."""
    groups = _groups(replace(task, targets=tuple(targets)))
    money = next((money for count, money in groups if count.value_span == target.value_span), None)
    return target if money is None else replace(target, assessment=money.assessment)


def _groups(task: Task) -> list[tuple[Target, Target]]:
    """The counts of a promise, each with the investment that 分别 gives to it."""
    if "分别" not in task.text or "投资" not in task.text:
        return []
    levels = [one for one in task.targets if one.basis is Basis.LEVEL and one.value_span is not None]
    for at, first in enumerate(levels):
        if first.measure != _MONEY or first.value_span is None:
            continue
        run = shared_values(task.text, first.value_span.start)
        money = [one for one in levels if one.value_span is not None and one.value_span.start in run]
        counts = levels[max(0, at - len(money)) : at]
        last = counts[-1].value_span if counts else None
        if not 1 < len(money) == len(counts) <= _MOST or last is None or any(one.measure == _MONEY for one in counts):
            return []
        if _SHARED_OUT.fullmatch(task.text, last.end, first.value_span.start) is None:
            return []
        return list(zip(counts, money, strict=True))
    return []


def _head(metric: str) -> str:
    """What tells a group apart: the rank that its name begins with, else its first two letters."""
    return metric[:1] if metric[:1] in _RANKS else metric[:2]


def _whose(text: str, at: int, heads: Sequence[str]) -> str | None:
    """The group of whose name a clause begins, or the clause before it in the sentence."""
    for _ in range(2):
        start = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
        said = _LEADS.sub("", text[start:at])
        listed = [(said.rfind(f"、{head}"), head) for head in heads]
        if (last := max(listed))[0] >= 0:
            return last[1]  # 省级158亿元、市级453亿元
        found = [head for head in heads if said.startswith(head)]
        if found:
            both = any(said.startswith(found[0] + head) for head in heads)  # 省市重点项目共
            return None if both else found[0]
        if start == 0 or text[start - 1] != ",":
            return None
        at = start - 1
    return None
