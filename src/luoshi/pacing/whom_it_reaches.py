"""Whom it reaches: people or households that a work is to reach, by whatever general word either side calls them.

改造小区126个，惠及居民2.4万户 · 71个完工，受益群众1.3万户      all that live there
改造小区126个，惠及居民2.4万户 · 71个完工，惠及老年人0.6万户    some of them, and asked about
改造小区126个，惠及居民2.4万户 · 126个开工，惠及群众2.3万户     nothing is finished that could reach them
"""

from luoshi.expressions import expression
from luoshi.pacing.comparison import same_measure
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Basis, Observation, Target, Task

_REACH = r"(?:惠及|受益|受惠|覆盖|涉及)"
_ALL_PEOPLE = r"(?:城乡|城镇|农村|当地|周边|沿线)?(?:居民|群众|家庭|住户|农户|村民|人口|百姓|农民)*"
_SAID = expression(rf"(?:[、,和及并 ]|已|共|累计|直接|将近|约|近)*{_REACH}{_ALL_PEOPLE}(?:达到?|约|近|超过?|共|为)*")
_PROMISED = expression(rf"{_REACH}{_ALL_PEOPLE}")
_PEOPLE = frozenset(("户", "人", "名"))
_END = expression(r"[。;!?\n]")


def is_whom_it_reaches(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure counts all whom the finished works reach, where the promise counts no others."""
    if target.measure not in _PEOPLE or not same_measure(seen.measure, target.measure) or not _is_reach(target):
        return False
    if seen.basis is not Basis.LEVEL or seen.base or seen.estimated or seen.answers is not None:
        return False
    if sum(_is_reach(one) and same_measure(one.measure, seen.measure) for one in task.targets) != 1:
        return False
    said = [one for one in task.observations if one.answers is None and same_measure(one.measure, target.measure)]
    if len(said) != 1 or not _SAID.fullmatch(surroundings(task, seen).left):
        return False
    before = _END.split(level(task.statement)[: seen.value_span.start])[-1]
    works = before[: before.rfind(",") + 1]
    return progress_in(works) in (None, Progress.DONE)


def _is_reach(target: Target) -> bool:
    return _PROMISED.fullmatch((target.action or "") + target.metric) is not None
