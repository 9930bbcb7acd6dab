"""Paired lists: values that 分别 shares out in a promise, and those that it shares out in the answer.

省、市级项目分别投资136亿元、420亿元 · 省、市级项目分别完成78亿元、226亿元      each has its own, and none their sum
低保标准分别提高到8280元、6120元 · 城市、农村低保标准分别提高到8280元、6120元      towns stand first
甲县、乙县分别入驻企业10户 · 甲县、乙县分别入驻企业14户、11户      what each has to reach, all have to
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.sharing import SPLIT, Shared, shared_value, shared_values
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content
from luoshi.pacing.proof import Passed, Proof, doubtful, passed_of, several
from luoshi.pacing.stages import level
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.plan import Aspect, Basis, Target, Task

_TOWNS_FIRST = expression(r"城[^、和与及]{0,8}(?:、|和|与|及)(?:农村|乡)")
_EACH = expression(r"(?:^|[,;。:])(?P<members>[^,;。:\d]{3,40}?)分别[^,;。、\d]{0,20}$")
_OF_EACH = (
    "要每一处都做到，没有写每一处各是多少",
    "each of them is to reach it, and it is not said how much each has",
)


def by_its_list(task: Task, target: Target, weighed: Sequence[Weighed]) -> Proof | None:
    """Match a target of a shared list by the list that answers it; None where either is no such list.

    The lists of 城乡 have an order of their own.
    """
    if target.value_span is None or "分别" not in task.text or "城乡" in target.metric:
        return None
    passed = passed_of(weighed)
    own = shared_values(task.text, target.value_span.start)
    if not own:
        each = _EACH.search(level(task.text)[: target.value_span.start])
        members = tuple(part.strip() for part in SPLIT.split(each["members"])) if each is not None else ()
        return _by_all_of_them(task, target, weighed, members) if len(members) > 1 else None
    alike = [other for other in task.targets if other.value_span is not None and other.value_span.start in own]
    if any((one.basis, one.measure) != (target.basis, target.measure) for one in alike):
        return None
    found = _answering(task, target, weighed, len(own))
    if found is None:
        return None
    own_member = shared_value(task.text, target.value_span.start)
    chosen = _own_of(task, own_member, found, own.index(target.value_span.start))
    if any(one.standing is not Standing.SETTLED for one in chosen):
        return None  # what goes by another name is left to the other rules
    return Proof(chosen[0].figure, passed) if len(chosen) == 1 else several(chosen, passed, task.statement)


def of_one_of_its_list(
    task: Task, target: Target, settled: Sequence[Weighed], passed: tuple[Passed, ...]
) -> Proof | None:
    """Ask whose one figure is, where a list gave several targets one name: 分别完成投资136亿元、420亿元."""
    if len(settled) != 1 or target.value_span is None or "分别" not in task.text or "城乡" in target.metric:
        return None
    own = shared_values(task.text, target.value_span.start)
    kind = (target.metric, target.basis, target.measure)
    alike = [
        other
        for other in task.targets
        if other.value_span is not None
        and other.value_span.start in own
        and (other.metric, other.basis, other.measure) == kind
    ]
    if len(alike) < 2 or settled[0].figure.answers is not None:
        return None
    why = f"写的是“{target.metric}”，要求里有几个，不知道是哪一个的"
    why_en = f'it is said of "{target.metric}", of which several are promised'
    one = replace(settled[0], standing=Standing.DOUBTFUL, aspect=Aspect.METRIC, why=why, why_en=why_en)
    return doubtful([one], passed, task.statement)


def _by_all_of_them(task: Task, target: Target, weighed: Sequence[Weighed], members: Sequence[str]) -> Proof | None:
    """Match what each of several is to reach by the least of theirs; without theirs it is asked."""
    passed = passed_of(weighed)
    found = _answering(task, target, weighed, len(members))
    if found is not None:
        theirs = [shared_value(task.statement, one.figure.value_span.start) for one in found]
        named = {its.member.name for its in theirs if its is not None}
        if all(any(name in member or member in name for name in named) for member in members):
            return Proof(min(found, key=lambda one: one.figure.value).figure, passed)
    why, why_en = _OF_EACH
    doubts = [
        replace(one, standing=Standing.DOUBTFUL, aspect=Aspect.BASIS, why=why, why_en=why_en)
        for one in weighed
        if one.standing is Standing.SETTLED
    ]
    return doubtful(doubts, passed, task.statement) if doubts else None


def _answering(task: Task, target: Target, weighed: Sequence[Weighed], count: int) -> list[Weighed] | None:
    """The figures of the one list of the statement that has as many values, all of which may answer."""
    lists: dict[tuple[int, ...], list[Weighed]] = {}
    for one in weighed:
        values = shared_values(task.statement, one.figure.value_span.start)
        if len(values) == count and conversion(one.figure.measure, target.measure) is not None:
            lists.setdefault(values, []).append(one)
    whole = [
        sorted(own, key=lambda one: one.figure.value_span.start)
        for own in lists.values()
        if len(own) == count and all(_may_answer(one, target) for one in own)
    ]
    return whole[0] if len(whole) == 1 else None


def _may_answer(one: Weighed, target: Target) -> bool:
    figure = one.figure
    amounts = (Basis.LEVEL, Basis.PER_CAPITA)
    open_ = one.standing is not Standing.SETTLED and one.aspect is not Aspect.METRIC
    return figure.basis in amounts and not figure.base and not figure.estimated and not open_


def _own_of(task: Task, own: Shared | None, found: Sequence[Weighed], at: int) -> tuple[Weighed, ...]:
    """The figure of a target's own member by its name, else by its place where the order is told."""
    theirs = [shared_value(task.statement, one.figure.value_span.start) for one in found]
    if own is None or not own.member.name or any(its is None for its in theirs):
        named = [its.member.name for its in theirs if its is not None]
        in_order = not named or _TOWNS_FIRST.match("、".join(named)) is not None or own is not None
        return (found[at],) if in_order else tuple(found)
    names = [content(its.member.name) if its is not None else "" for its in theirs]
    mine = content(own.member.name)
    same = [one for one, name in zip(found, names, strict=True) if name and (name in mine or mine in name)]
    if len(same) == 1:
        return (same[0],)
    return (found[at],) if len(set(names)) == len(names) and _begins_alike(mine, names[at]) else tuple(found)


def _begins_alike(mine: str, its: str) -> bool:
    """Whether two members begin with the same two letters, and only their common noun differs: 省级, 市级."""
    return len(mine) >= 2 and mine[:2] == its[:2]
