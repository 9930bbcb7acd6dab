"""Comparison: which observation of a statement speaks of a target, and the latest of them.

A figure speaks of a target when it is of the same metric, not last year's base, and counts the
same thing. 其中5月 is not a year to date: it never stands in for one.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.grammar.sharing import shared_value
from luoshi.indicators import same_metric
from luoshi.plan import Basis, MilestoneKind, Observation, Target, Task
from luoshi.quantity import MEASURES, converted

# Classifiers that offices use for one another (60家, 60个 研发载体).
# persons are counted apart from what they belong to: 13260人 answer no promise of so many 户
_PERSONS = frozenset("名人")
_CLASSIFIERS = frozenset("家个项所座处条件宗例批户套间栋场台辆块片支只起幅部张根")
_USED_FOR_ONE_ANOTHER = (
    *(_CLASSIFIERS, _PERSONS, frozenset("株棵"), frozenset("盏杆"), frozenset("场次")),
    frozenset(("批", "批次")),
)
_OF_THE_PLAN = expression(r"任务|计划|目标|年度|全年|预算(?!支出|收入|内|外)")
# What a phase is called when its count is reported, the most telling first.
_PHASES: tuple[tuple[MilestoneKind, re.Pattern[str]], ...] = (
    (MilestoneKind.COMMISSION, expression(r"投用|投入使用|交付|运营|投产|投运|通车|启用|开园|开学|开诊")),
    (MilestoneKind.COMPLETE, expression(r"建成|完工|竣工|完成|打通")),
    (MilestoneKind.CONTINUE, expression(r"续建|在建|加快建设|推进建设")),
    (MilestoneKind.START, expression(r"开工|动工")),
    (MilestoneKind.LAND, expression(r"落地")),
    (MilestoneKind.NEW, expression(r"新建|改建|扩建|设立")),
)
# what comes before any phase: a contract signed is no work begun
_BEFORE_ANY = expression(r"签约|签订|洽谈|申报")
# how many there are in all, of which a target of new ones says nothing
_IN_ALL = expression(r"总数|总量|累计达|累计有|现有|共有|存量|保有|达到?$")
_NEW_ONES = expression(r"^(?:力争|争取|全年|确保)*新(?!建)")
_NEWLY = expression(r"新(?!技术|区|型|材料|能源|兴|城|质)|净增|增加")
_AREAS_AND_VOLUMES = ({"方", "平方米"}, {"方", "立方米"})
_UP_TO_A_CLAUSE = expression(r"(?s:.*)[,，;；。、(（]")
_CLOSED = expression(r"[(（][^()（）]{0,20}[)）]")
_NO_STOPS = str.maketrans("", "", ",，;；。、")
_UP_TO_THE_NEXT = expression(r"[^,，;；。、\d]*")
_SPLIT = expression(r"中已|中有|其中")
HALF = str.maketrans("（）", "()")


def own_figures(task: Task, target: Target) -> tuple[Observation, ...]:
    """Return the observations of the target's own metric, in the statement's order, without bases.

    An observation that names no metric counts where the target is the only one of its measure. Where
    several targets share a metric (新建公园5个、续建13个), only what names the target's own phase is its own.
    A figure given in the target's own field stands in where the sentence has none of the kind.
    """
    said = _said(task, target)
    given = [
        seen
        for seen in task.observations
        if seen.answers is not None
        and is_asked_by(task, target, seen)
        and not any(_stands_for(one, seen, target, task.statement) for one in said)
    ]
    return (*said, *given)


def _said(task: Task, target: Target) -> tuple[Observation, ...]:
    """Return what the sentence says of a target."""
    alone = sum(1 for other in task.targets if other.measure == target.measure) == 1
    shared = shares_its_metric(task, target)
    return tuple(
        seen
        for seen in task.observations
        if not seen.base
        and seen.answers is None
        and not (seen.part_of and same_metric(seen.part_of, seen.metric) and _covers_what_another_does(task, seen))
        and (
            same_metric(seen.metric, target.metric)
            or (not seen.metric and alone and comparable(seen.measure, target.measure))
        )
        and not _counts_all(task, target, seen)
        and (not shared or phase_of(seen, task.statement, behind=True) is target.milestone)
    )


def is_asked_by(task: Task, target: Target, given: Observation) -> bool:
    """Whether a field was this target's own; where the plan's words have changed since, its metric decides."""
    if given.answers is None:
        return False
    if not same_metric(given.metric, target.metric) or given.basis is not target.basis:
        return False
    known = any(other.span == given.answers and other.basis is given.basis for other in task.targets)
    return given.answers == target.span or not known


def _stands_for(said: Observation, given: Observation, target: Target, statement: str) -> bool:
    """Whether the sentence has a figure for the year so far of the kind that a field gives: then it goes before."""
    levels = (Basis.LEVEL, Basis.PER_CAPITA)
    return (
        (said.basis is given.basis or (said.basis in levels and given.basis in levels))
        and comparable(said.measure, given.measure)
        and (target.basis is not Basis.SHARE or not is_completion(said))
        and (said.period is None or said.period.from_january)
        and (target.milestone is None or bool(in_phase((said,), target.milestone, statement)))
    )


def shares_its_metric(task: Task, target: Target) -> bool:
    """Whether another target of the task differs from this one in its phase alone."""
    return target.milestone is not None and any(
        other.metric == target.metric and other.basis is target.basis and other.milestone is not target.milestone
        for other in task.targets
    )


def _counts_all(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure counts all there are where new ones were promised: 总数达到2835家 of 新认定330家."""
    if seen.basis is not Basis.LEVEL or target.value_span is None:
        return False
    promised = target.action or task.text[target.span.start : target.value_span.start]
    clause = _clause(task.statement, seen.value_span.start)
    return bool(_NEW_ONES.match(promised) and _IN_ALL.search(clause) and not _NEWLY.search(clause))


def _covers_what_another_does(task: Task, part: Observation) -> bool:
    """Whether a part goes by its whole's own name, for the same months: then it is not the whole."""
    return any(
        seen is not part and seen.basis is part.basis and seen.period == part.period and not seen.part_of
        for seen in task.observations
        if same_metric(seen.metric, part.metric)
    )


def comparable(one: str | None, other: str | None) -> bool:
    """Tell whether two measures count the same thing: 家 and 户, 套 and 套（间）, or 万方 and 万平方米."""
    if one is None or other is None:
        return one is other
    if one == other:
        return True
    one, other = one.translate(HALF), other.translate(HALF)
    if one == other or {one, other} in _AREAS_AND_VOLUMES:
        return True
    if one.replace("(次)", "次") == other.replace("(次)", "次"):
        return True
    one, other = _bare(one), _bare(other)
    return one == other or any(one in words and other in words for words in _USED_FOR_ONE_ANOTHER)


# what is counted whole, and what it consists of: 9.7万户 are no 97个 of 小区
_WHOLES = expression(r"(?:小区|社区|村庄?|片区|街区|园区|项目|工程|学校|医院|乡镇|街道|公园|县|市|区)$")
_DONE_TO_IT = expression(r"(?:综合|配套)?(?:改造|整治|提升|治理|更新|修缮|建设|微改造)+(?:工程|项目)?$")
_SEATS = expression(r"(?:学|床|车|泊|托|岗|席|座|工)位数?$")
_HOUSES = frozenset("所处家座项条户栋幢场")
_OF_A_WHOLE = frozenset("户套栋幢台辆部张间床株棵盏")


def is_of_its_parts(target: Target, seen: Observation) -> bool:
    """Tell whether a figure counts the parts of what a target counts whole, or the reverse: 小区 in 户, 项目 in 套."""
    mine, its = _bare((target.measure or "").translate(HALF)), _bare((seen.measure or "").translate(HALF))
    if mine == its:
        return False
    if _SEATS.search(target.metric):
        return its in _HOUSES  # 42所学校 are no 学位
    whole = _WHOLES.search(_DONE_TO_IT.sub("", target.metric)) is not None
    # 改造小区5000户 is not answered by 66个 either
    return whole and ((its in _OF_A_WHOLE) is not (mine in _OF_A_WHOLE))


def same_measure(one: str | None, other: str | None) -> bool:
    """Tell whether two measures are one word: 套 and 套（间）, but not 个 and 套."""
    return one == other or (
        one is not None and other is not None and _bare(one.translate(HALF)) == _bare(other.translate(HALF))
    )


def _bare(measure: str) -> str:
    """Leave out the second word that a measure names in a bracket: 套(间) is counted in 套, 台(套) in 台."""
    bare = measure[: measure.index("(")] if "(" in measure[1:] else measure
    return _ONE_OF_TWO.get(bare, bare)


_ONE_OF_TWO = {"场次": "场", "台套": "台"}


def of_basis(figures: Iterable[Observation], *kinds: Basis) -> tuple[Observation, ...]:
    return tuple(figure for figure in figures if figure.basis in kinds)


def is_completion(figure: Observation) -> bool:
    """Tell whether a share is a share of the plan: 完成年度任务的53.7%."""
    return figure.basis is Basis.SHARE and figure.of is not None and _OF_THE_PLAN.search(figure.of) is not None


def covered(figure: Observation, as_of: date | None) -> Period | None:
    """Return the months that a figure covers; one that names none is taken as to date."""
    if figure.period is not None:
        return figure.period
    return Period.to_month(as_of.year, as_of.month) if as_of is not None else None


def latest(figures: Sequence[Observation], as_of: date | None) -> Observation | None:
    """Return the figure that tells most of the year: to date before single months, then the latest.

    Of several for the same months the first counts: what follows it are its parts.
    """

    def order(figure: Observation) -> tuple[bool, int, int]:
        period = covered(figure, as_of)
        if period is None:
            return (False, 0, 0)
        return (period.from_january, period.last_year, period.last_month)

    return max(figures, key=order, default=None)


def finished(figures: Sequence[Observation], statement: str, promise: str) -> tuple[Observation, ...]:
    """Leave out what has only begun (已开工18个), unless beginning is what was promised."""
    begun = (MilestoneKind.START, MilestoneKind.CONTINUE)
    if any(words.search(promise) for kind, words in _PHASES if kind in begun):
        return tuple(figures)
    return tuple(figure for figure in figures if phase_of(figure, statement) not in begun)


def in_phase(figures: Iterable[Observation], kind: MilestoneKind, statement: str) -> tuple[Observation, ...]:
    """Keep the counts whose clause names this phase, or none at all: 签约61个 is no phase of a work yet."""
    return tuple(
        figure
        for figure in figures
        if (found := phase_of(figure, statement)) is kind
        or (found is None and not _BEFORE_ANY.search(_clause(statement, figure.value_span.start)))
    )


def _clause(statement: str, end: int) -> str:
    """Return the words of a clause before a place; a bracket that is closed there parts nothing: 新（改扩）建."""
    before = _CLOSED.sub(lambda found: found[0][1:-1].translate(_NO_STOPS), statement[:end])
    last = _UP_TO_A_CLAUSE.match(before)
    return before if last is None else before[last.end() :]


def phase_of(figure: Observation, statement: str, *, behind: bool = False) -> MilestoneKind | None:
    """Return the phase that a figure's clause names.

    Args:
        behind: where nothing before the figure names one, also look behind it: 5所学校已投用. A
            figure that the clause goes on to split (4所学校中已开工3所) has none.
    """
    own = shared_value(statement, figure.value_span.start)
    found = phase_in(_clause(statement, figure.value_span.start) if own is None else own.words)
    if found is None and behind and own is None:
        rest = _CLOSED.sub(lambda closed: closed[0][1:-1].translate(_NO_STOPS), statement[figure.value_span.end :])
        rest = _UP_TO_THE_NEXT.match(rest)[0]  # type: ignore[index]
        found = None if _SPLIT.search(rest) else phase_in(rest)
    return found


def phase_in(words: str) -> MilestoneKind | None:
    """Return the most telling phase that words name, None where they name none."""
    return next((kind for kind, pattern in _PHASES if pattern.search(words)), None)


def growth_of(figures: Iterable[Observation], period: Period | None) -> Observation | None:
    """Return the growth rate in per cent that covers just this period."""
    return next(
        (
            figure
            for figure in figures
            if figure.basis is Basis.GROWTH and figure.measure == "%" and figure.period == period
        ),
        None,
    )


def base_of(task: Task, figure: Observation) -> Decimal | None:
    """Return last year's figure for the same months of the same metric, where the statement has it."""
    for seen in task.observations:
        earlier = seen.period is not None and figure.period is not None
        earlier = earlier and seen.period == figure.period.year_earlier()  # type: ignore[union-attr]
        if (
            (seen.base or earlier)
            and seen.basis is figure.basis
            and conversion(seen.measure, figure.measure) is not None
            and same_metric(seen.metric, figure.metric)
            and (seen.period is None or figure.period is None or seen.period == figure.period.year_earlier())
        ):
            return seen.value * (conversion(seen.measure, figure.measure) or 1)
    return None


@lru_cache(maxsize=4096)
def conversion_for(metric: str, measure: str | None, into: str | None) -> Decimal | None:
    """Return what `conversion` does, with the measures that a name makes the same.

    Visitors are counted by their visits, and 亩均税收30万元 is 30万元/亩.
    """
    factor = conversion(measure, into)
    if factor is not None or measure is None or into is None:
        return factor
    if {measure, into} == {"人", "人次"}:
        return Decimal(1) if _VISITORS.search(metric) else None
    each = _OF_EACH.match(metric)
    if each is None or not (measure.endswith(f"/{each[1]}") or into.endswith(f"/{each[1]}")):
        return None
    return conversion(measure.removesuffix(f"/{each[1]}"), into.removesuffix(f"/{each[1]}"))


_VISITORS = expression(r"游客|旅客|游人|观众|客流")
_OF_EACH = expression(r"([亩人户])均")


def conversion(measure: str | None, into: str | None) -> Decimal | None:
    """Return how many of `into` one of `measure` is; None where they count different things."""
    if comparable(measure, into):
        return Decimal(1)
    if measure is None or into is None:
        return None
    known = MEASURES.get(measure)
    if known is not None and known.counts_things:
        return None
    return converted(Decimal(1), measure.replace("每", "/"), into.replace("每", "/"))
