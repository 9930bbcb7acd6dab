"""Targets of one task that belong together: both ends of a range, twins, one and its firm form, and what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from luoshi.expressions import expression
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.stretch import as_firm, firm_of
from luoshi.plan import Basis, Comparator, Light, State, Target, Task

_INVESTED = expression(
    r"[^,，;；。\d]{0,16}?(?:[、,，(（](?:计划|概算|估算)?总投资(?:约|达|超过?)?[\d.]+[万亿]*元(?:以上|左右)?[)）]?)?"
    r"(?:[,，](?:确保|力争|争取)?)?(?:完成|实现|年度|全年|年内|计划|总|累计)*投资"
)
# what is agreed upon is not invested: 新签约项目200个、协议总投资1500亿元 are two promises
_AGREED = expression(r"协议|合同|签约|意向|招引")


def invested_in(task: Task, target: Target, costs: Sequence[Target]) -> Target:
    """Judge the number of works by the investment that is promised of them: 298个项目完成投资630亿元.

    `costs` are the targets in money, those that only say what works cost behind the others.
    """
    if target.value_span is None or target.basis is not Basis.LEVEL:
        return target
    follows = next(
        (
            other
            for other in costs
            if other.value_span is not None
            and other is not target
            and other.value_span.start > target.value_span.end
            and _INVESTED.fullmatch(task.text, target.value_span.end, other.value_span.start)
            and not _AGREED.search(task.text, target.span.start, other.value_span.start)
        ),
        None,
    )
    if follows is None or _is_told_apart(task, target):
        return target
    if target.measure == "元" and not says_what_it_costs(target):
        return target
    return replace(target, assessment=follows.assessment)


def says_what_it_costs(target: Target) -> bool:
    """Whether an amount only says what works cost in all: 实施项目475个、总投资9743亿元，完成年度投资980亿元."""
    bare = target.comparator in (Comparator.EXACTLY, Comparator.ABOUT, Comparator.MORE)
    return target.metric.endswith("总投资") and target.measure == "元" and bare and not target.action


_SENTENCES = expression(r"[。；;！？\n]")


def _is_told_apart(task: Task, target: Target) -> bool:
    """Whether the statement says of the works themselves that they are not begun: 150个项目计划已下达，尚未开工."""
    if target.value_text is None:
        return False
    of_them = next((part for part in _SENTENCES.split(task.statement) if target.value_text in part), "")
    progress = progress_in(level(of_them)) if of_them else None
    return progress is not None and progress <= Progress.PREPARED and "投资" not in of_them


def upper_end(target: Target, targets: Sequence[Target]) -> Target:
    """Judge the upper end of a range (3至5家) as its lower end: nobody is behind by coming near to it."""
    if target.comparator is not Comparator.AT_MOST:
        return target
    lower = next(
        (
            other
            for other in targets
            if other.comparator is Comparator.AT_LEAST and (other.span, other.basis) == (target.span, target.basis)
        ),
        None,
    )
    return target if lower is None else replace(target, assessment=lower.assessment)


def by_their_ends(targets: Sequence[Target]) -> dict[int, list[tuple[int, Target]]]:
    """The targets, numbered in their order, by the places where their numbers begin and end."""
    ends: dict[int, list[tuple[int, Target]]] = {}
    for index, target in enumerate(targets):
        if target.value_span is not None:
            for place in target.value_span:
                ends.setdefault(place, []).append((index, target))
    return ends


def its_twin(task: Task, target: Target, beside: Mapping[int, Sequence[tuple[int, Target]]]) -> Target:
    """Judge 320户 of 320户1100人 by its 1100人, where the statement says both again as one and is read by one alone."""
    judged, value = target.assessment, target.value_span
    if judged is None or value is None or judged.state not in (State.NO_FIGURE, State.UNCLEAR):
        return target
    for _, other in sorted((*beside[value.start], *beside[value.end]), key=itemgetter(0)):
        its = other.value_span
        if its is None or other.assessment is None or (value.end != its.start and its.end != value.start):
            continue
        both = task.text[min(value.start, its.start) : max(value.end, its.end)]
        if (
            {target.measure, other.measure} & {"户"}
            and both in task.statement
            and other.assessment.light is Light.GREEN
        ):
            return replace(target, assessment=other.assessment)
    return target


def as_its_firm_one(task: Task, target: Target, targets: Sequence[Target]) -> Target:
    """Judge what is only striven for (力争达到15%) by the firm number of the same thing beside it (增长13%以上)."""
    firm = firm_of(task, target, targets)
    return target if firm is None else replace(target, assessment=as_firm(task, target, firm))
