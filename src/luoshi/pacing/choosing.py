"""Choosing: among figures that would all answer a target, the one that is meant; else none, and it is asked.

累计完成120个，6月完成30个              the year so far before its month
合计53座，城区32座、乡镇21座             a stated sum before its parts
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.pacing.comparison import covered, phase_in
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import Progress
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, MilestoneKind, Observation, Target, Task

_TOTAL = expression(
    r"累计|合计|共计|总计|总共|一共|(?<!公)共(?!同|享|建|有制|和|青|产)|总(?!部|规|体|投|经理|工)|全部|全[市县区省州](?!域|季|民)"
)
_THIS_YEAR = expression(r"今年|本年|年内|新增|净增|1-\d+月|1—\d+月|上半年|前[一二三]季度|截至|截止")
_OF_THE_YEAR = expression(r"年度[^,;]{0,6}任务|今年")
_OWN = expression(r"[我本](?:省|市|区|县|州|镇|旗|自治区)")


def the_whole(
    settled: Sequence[Weighed],
    as_of: date | None,
    *,
    name: str = "",
    act: str = "",
    phase: MilestoneKind | None = None,
) -> list[Weighed]:
    """Return the one figure that is meant of several, or all that remain where nothing tells them apart.

    Args:
        name, act: what is promised, where its own clause names it, and its verb.
        phase: the phase of a work that the promise names.
    """
    kept = _latest(list(settled), as_of)
    own_deed, own_phase = partial(_own_deed, act=act), partial(_own_phase, phase=phase)
    named = partial(_named, name=name, act=act)
    leads = _DEED.match(name)  # 收回闲置土地 was read as a name with its verb
    by_deeds = partial(_by_their_deeds, act=act or (leads[0] if leads else ""))
    for better in (
        _own_place,
        by_deeds,
        own_phase,
        named,
        _of_this_year,
        _not_nested,
        own_deed,
        _own_measure,
        _exact,
        _total,
        _done,
        _sum,
    ):
        if len({one.figure.value for one in kept}) < 2:
            break
        kept = better(kept) or kept
    values: dict[Decimal, Weighed] = {}
    for one in kept:
        values.setdefault(one.figure.value, one)
    return list(values.values())


def _latest(settled: list[Weighed], as_of: date | None) -> list[Weighed]:
    """Keep those that cover most of the year so far."""

    def last(one: Weighed) -> tuple[int, int]:
        period = covered(one.figure, as_of)
        return (period.last_year, period.last_month) if period is not None else (0, 0)

    latest = max(map(last, settled), default=(0, 0))
    return [one for one in settled if last(one) == latest]


def of_the_same_subject(task: Task, target: Target, settled: list[Weighed]) -> list[Weighed]:
    """Keep those that are told of the thing before it in the promise's own list, where some are.

    其中制造业项目182个、协议总投资1783.7亿元: of 制造业项目 promised, the money of all is not meant.
    """
    if target.value_span is None or not settled:
        return settled
    before = [one for one in task.targets if one.value_span and one.value_span.end <= target.value_span.start]
    if not before:
        return settled
    last = max(before, key=lambda one: one.value_span.end if one.value_span else 0)
    assert last.value_span is not None
    between = task.text[last.value_span.end : target.value_span.start]
    if len(last.metric) < _A_NAME or _LIST_ENDS.search(between) or last.measure == target.measure:
        return settled
    name = content(last.metric)
    own = [one for one in settled if name and name in content(one.around.carried + one.around.before)]
    return own or settled


_A_NAME = 3
_LIST_ENDS = expression(r"[。;；!！?？\n]")
_HOLDS = expression(r"累计|合计|共|总|达")


def added_months(chosen: Weighed, weighed: Sequence[Weighed], as_of: date | None) -> Observation | None:
    """Add up months that follow one another from January to the day: 一季度发放3100万元，二季度发放4800万元.

    None where months are missing, where one is counted twice, or where one may hold the others (累计, 达).
    """
    first = chosen.figure.period
    if first is None or as_of is None or not first.from_january:
        return None
    rest = [
        one
        for one in weighed
        if one.aspect is Aspect.PERIOD and one.figure.period is not None and one.figure.basis is Basis.LEVEL
    ]
    parts = [chosen, *sorted(rest, key=lambda one: one.figure.period.month if one.figure.period else 0)]
    if len(parts) < 2 or any(one.figure.estimated or _HOLDS.search(one.around.left) for one in parts):
        return None
    at = 1
    for one in parts:
        period = one.figure.period
        if period is None or not period.within_one_year or (period.year, period.month) != (as_of.year, at):
            return None
        at = period.last_month + 1
    if at != as_of.month + 1 or len({one.figure.measure for one in parts}) > 1:
        return None
    spans = [one.figure.value_span for one in parts]
    return replace(
        chosen.figure,
        value=sum((one.figure.value for one in parts), Decimal(0)),
        value_text="、".join(one.figure.value_text for one in parts),
        value_span=Span(min(span.start for span in spans), max(span.end for span in spans)),
        period=Period.to_month(as_of.year, as_of.month),
        rule="sum of months",
    )


def later_months(chosen: Weighed, weighed: Sequence[Weighed], as_of: date | None) -> list[Weighed]:
    """Return the figures of later months that the chosen one does not hold: 上半年21万、三季度26万 may be added up."""
    end = covered(chosen.figure, as_of)
    if end is None or chosen.figure.period is None:
        return []
    return [
        replace(
            one,
            standing=Standing.DOUBTFUL,
            why="是后面几个月的数，没有写是不是要加上",
            why_en="it is of later months, and it is not said whether both add up",
        )
        for one in weighed
        if one.aspect is Aspect.PERIOD
        and not one.figure.estimated
        and not one.around.left.startswith("其中")  # 1—5月398亿元，其中5月当月104亿元
        and one.figure.period is not None
        and one.figure.period.year == end.year
        and one.figure.period.month > end.last_month
        and "其中" not in one.around.left
    ]


def _named(settled: list[Weighed], name: str, act: str) -> list[Weighed]:
    """签约项目263个，其中制造业项目182个: of several the one whose clause has the promise's name, letter for letter.

    It singles out none where the promised deed stands with another: 筹集公共住房9.7万套、分配4.2万套 of 分配公共住房.
    """
    named = [one for one in settled if len(name) >= 2 and name in one.around.left + one.around.right]
    nested = any(one.around.left.startswith("其中") for one in named)
    if nested and _inherit_the_deed(settled, named, act):
        return named
    return [] if not nested and _own_deed(settled, act) and not _own_deed(named, act) else named


def _inherit_the_deed(settled: list[Weighed], named: list[Weighed], act: str) -> bool:
    """Whether what has the name is a part of the one thing that the promised deed was done to, with no deed of its own.

    新签约项目263个，其中制造业项目182个 of 新签约制造业项目.
    """
    wholes = _own_deed([one for one in settled if one not in named], act)
    return (
        len(named) == 1
        and len(wholes) == 1 == len(settled) - 1
        and wholes[0].figure.value >= named[0].figure.value
        and wholes[0].figure.value_span.start < named[0].figure.value_span.start
        and _DEED.search(named[0].around.left) is None
    )


def _own_deed(settled: list[Weighed], act: str) -> list[Weighed]:
    """新增50户（净增20户）: of several the one that stands with the promise's own verb."""
    return [one for one in settled if len(act) >= 2 and act[-2:] in one.around.left]


def with_the_deed(chosen: Weighed, settled: Sequence[Weighed], *, name: str, act: str) -> list[Weighed]:
    """Return the chosen figure and those that stand with the promised verb, where its own clause has another.

    收储1500亩、出让720亩 of 出让工业用地: the first has the name, and the second the deed.
    """
    deed = act[-2:] if len(act) >= 2 else name[:2]
    if len(deed) < 2 or deed in chosen.around.carried + chosen.around.left + chosen.around.right:
        return []
    others = [
        one
        for one in settled
        if one.figure.value != chosen.figure.value
        # 新签约项目263个，其中制造业项目182个: a verb in front reaches over what follows
        and one.figure.value_span.start > chosen.figure.value_span.start
        and re.search(rf"{re.escape(deed)}[^,;。\d]{{0,2}}$", one.around.left) is not None
    ]
    return [chosen, *others] if others else []


_ONLY_BUILDING = expression(r"建设(?!成)(?![^,;。]*(?:建成|完成|竣工|完工))")


def built_of_it(chosen: Weighed, settled: Sequence[Weighed]) -> list[Weighed]:
    """Return both figures where what is built is told beside what is being built: 建设8.3万亩，建成6.9万亩."""
    if _ONLY_BUILDING.search(chosen.around.left) is None:
        return []
    built = (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    fewer = [
        one
        for one in settled
        if one.figure.value < chosen.figure.value
        and one.figure.value_span.start > chosen.figure.value_span.end
        and not one.around.bracketed
        and phase_in(one.around.left) in built
    ]
    return [chosen, *fewer] if fewer else []


_DEED = expression(
    r"建设|筹集|筹建|供应|分配|配租|销售|签约|受理|办结|到位|获批|兑现|支付|清偿|交易|成交|开工|竣工|建成|完工|处置|收回|盘活|出让|流转|申请|兑付|投入|争取|下达|拨付|发放|培训|引进"
)


def _by_their_deeds(settled: list[Weighed], act: str) -> list[Weighed]:
    """建设筹集9.7万套、供应分配4.2万套 of 供应分配: where each has its own verb, the one with the promise's."""
    wanted = set(_DEED.findall(act))
    verbs = [set(_DEED.findall(one.around.left)) for one in settled]
    if not wanted or not all(verbs):
        return []
    own = [one for one, its in zip(settled, verbs, strict=True) if its & wanted]
    return own if len(own) == 1 else []


def _own_phase(settled: list[Weighed], phase: MilestoneKind | None) -> list[Weighed]:
    """开工115个、竣工69个: of several the one of the promised phase."""
    if phase is None:
        return []
    return [one for one in settled if phase_in(one.around.left + one.around.right) is phase]


def _own_place(settled: list[Weighed]) -> list[Weighed]:
    """全省增长6.4%，我市增长4.3%: the place's own figure goes before that of the place above."""
    own = [one for one in settled if _OWN.search(one.around.left)]
    return own if len(own) < len(settled) else []


def _not_nested(settled: list[Weighed]) -> list[Weighed]:
    """88个全部开复工，其中24个投产: of several that would answer the one that is no part of another."""
    whole = [one for one in settled if not one.around.left.startswith("其中")]
    return [one for one in whole if one.progress is not None] if len(whole) < len(settled) else []


def _own_measure(settled: list[Weighed]) -> list[Weighed]:
    return [one for one in settled if one.same_measure]


def _exact(settled: list[Weighed]) -> list[Weighed]:
    return [one for one in settled if one.exact]


def _of_this_year(settled: list[Weighed]) -> list[Weighed]:
    marked = [one for one in settled if _says_this_year(one)]
    return marked if len(marked) < len(settled) else []


def _says_this_year(one: Weighed) -> bool:
    words = one.around
    return _THIS_YEAR.search(words.carried + words.left) is not None or _OF_THE_YEAR.search(words.right) is not None


def _total(settled: list[Weighed]) -> list[Weighed]:
    marked = [one for one in settled if _TOTAL.search(one.around.left)]
    return marked if len(marked) < len(settled) else []


def _done(settled: list[Weighed]) -> list[Weighed]:
    """Where one is said to be done and the rest only stand there, what is done counts.

    签约、投产分别66个、24个 does not single out the 24.
    """
    if any("分别" in one.around.left for one in settled):
        return []
    return [one for one in settled if one.progress is Progress.DONE]


def _sum(settled: list[Weighed]) -> list[Weighed]:
    """The one that is the sum of all others is their whole."""
    total = sum((one.figure.value for one in settled), Decimal(0))
    return [one for one in settled if 2 * one.figure.value == total][:1]
