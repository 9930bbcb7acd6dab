"""Parity: one metric in step with another (与经济增长同步), growth held against growth.

收入与经济增长同步 · 一季度增长3.8%      GDP grew 7.0% in the first quarter: 3.2 points below
收入与经济增长同步 · 1-6月增长6%         GDP's half-year is not out: held against the first
                                         quarter for now, provisional and never red
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.indicators import indicator_of, same_metric
from luoshi.pacing import phrasing
from luoshi.pacing.case import Case, assessment, conclusion, without_figure
from luoshi.pacing.likeness import content
from luoshi.plan import Assessment, Basis, Light, Observation, State, Task

PARITY = ("同步", "in step")


@dataclass(frozen=True, slots=True)
class Other:
    """The metric that is kept in step with: its growth by period, and the growth planned for it."""

    name: str
    growth: tuple[Observation, ...]
    planned: tuple[Decimal, str] | None
    constant_prices: bool


def other_side(tasks: Sequence[Task], reference: str) -> Other | None:
    """Find what a parity names, among all tasks of the plan; None where the plan has nothing of it."""
    indicator = indicator_of(reference)
    seen = [
        figure
        for task in tasks
        for figure in task.observations
        if figure.basis is Basis.GROWTH
        and figure.measure == "%"
        and not figure.base
        and same_metric(figure.metric, reference)
    ]
    planned = [
        (target.value, target.value_text or "")
        for task in tasks
        for target in task.targets
        if target.basis is Basis.GROWTH
        and target.measure == "%"
        and target.value is not None
        and same_metric(target.metric, reference)
    ]
    if not seen and not planned:
        return None
    return Other(
        name="GDP" if indicator is not None and "GDP" in indicator.names else reference,
        growth=tuple(sorted(seen, key=lambda figure: (str(figure.period), figure.value))),
        planned=min(planned, default=None),
        constant_prices=indicator is not None and indicator.constant_prices,
    )


def judge_parity(case: Case, other: Other | None) -> Assessment:
    """Hold growth against the growth of the named metric, in the same or the nearest period."""
    mine = case.proof.figure
    if mine is None:
        return without_figure(case)
    period = case.covered(mine)
    if (told := _told_beside(case, mine)) is not None and (other is None or not other.growth):
        return _judged(case, mine, told, Other(case.target.reference or "", (told,), None, False), True)
    if other is None or not other.growth or period is None:
        return _nothing_to_hold_against(case, mine, other)
    theirs = _nearest(case, other.growth, period)
    same = case.covered(theirs) == period
    return _judged(case, mine, theirs, other, same)


def _told_beside(case: Case, mine: Observation) -> Observation | None:
    """The other's growth, where the statement says how far its own is from it: 高于各项贷款增速6.3个百分点."""
    reference = case.target.reference
    told = [
        seen
        for seen in case.task.observations
        if seen.basis is Basis.GROWTH
        and seen.measure == "个百分点"
        and reference
        and seen.of is not None
        and _rate_of(seen.of) == _rate_of(reference)
        and same_metric(seen.metric, mine.metric)
        and seen.answers is None
        and not seen.estimated
    ]
    if len(told) != 1:
        return None
    value = mine.value - told[0].value
    return replace(mine, metric=reference or "", value=value, value_text=phrasing.percent(value), rule="distance")


def _rate_of(name: str) -> str:
    return content(_RATE.sub("", name))


_RATE = expression(r"(?:平均)?(?:增速|增幅|增长率?)$")


def _nearest(case: Case, growth: Sequence[Observation], period: Period) -> Observation:
    """The other's figure for just these months, else for the nearest end, to date before single months."""

    def distance(figure: Observation) -> tuple[int, bool]:
        covered = case.covered(figure)
        if covered is None:
            return (1000, True)
        months = 12 * (covered.last_year - period.last_year) + covered.last_month - period.last_month
        return (2 * abs(months) + (covered != period), not covered.from_january)

    return min(growth, key=distance)


def _judged(case: Case, mine: Observation, theirs: Observation, other: Other, same: bool) -> Assessment:
    excess = mine.value - theirs.value
    estimated = mine.estimated or theirs.estimated
    provisional = not same or estimated
    state, light = case.rules.growth.judge(excess)
    if state is State.BEHIND and mine.value < 0 < theirs.value and case.rules.negative_growth_is_red:
        light = Light.RED
    if excess >= 0 and not provisional and case.final(case.covered(mine)):
        state, light = State.DONE, Light.GREEN
    when, when_en = case.when(mine)
    then, then_en = case.when(theirs)
    digits = phrasing.digits_to_tell(mine.value, theirs.value)
    theirs_moved = phrasing.moved(theirs.value, theirs.value_text)
    if same:
        basis, basis_en = [f"两项都是{when}数"], [f"both for {when_en}"]
        against, against_en = (
            f"同期{other.name}{theirs_moved}",
            f"{other.name} {theirs.value_text} in the same months",
        )
    else:
        basis = [f"暂按{then}{other.name}比，{when}的还没有出，出来后重算"]
        basis_en = [f"held for now against {other.name} for {then_en}; {when_en} is awaited"]
        against, against_en = (
            f"{then}{other.name}增长{theirs.value_text}",
            f"{other.name} {theirs.value_text} in {then_en}",
        )
    if estimated:
        basis.append("有预计数，待正式数")
        basis_en.append("estimated, final figure awaited")
    plan, plan_en = _beside_the_plan(mine, other) if not same else ([], [])
    basis, basis_en = basis + plan, basis_en + plan_en
    if other.constant_prices:
        basis.append(f"{other.name}增速按不变价算")
        basis_en.append(f"{other.name} growth is at constant prices")
    end, end_en = conclusion(case, *PARITY, (state, light), provisional)
    grew, grew_en = phrasing.moved(mine.value, mine.value_text), phrasing.moved_en(mine.value, mine.value_text)
    return assessment(
        case,
        PARITY[0],
        (state, light),
        f"{when}{grew}，{against}，{phrasing.points(excess, digits)}（{'；'.join(basis)}）{end}",
        f"{when_en}: {grew_en}, {against_en}, {phrasing.points_en(excess, digits)} ({'; '.join(basis_en)}){end_en}",
        provisional=provisional,
        expected=theirs.value,
        reached=mine.value,
        inputs=(
            ("growth", mine.value_text),
            ("period", str(case.covered(mine))),
            (other.name, theirs.value_text),
            (f"{other.name} period", str(case.covered(theirs))),
            *(((f"{other.name} planned", other.planned[1]),) if other.planned else ()),
        ),
    )


def _beside_the_plan(mine: Observation, other: Other) -> tuple[list[str], list[str]]:
    """Say where the growth stands against what the plan foresees for the other metric."""
    if other.planned is None:
        return [], []
    value, written = other.planned
    digits = phrasing.digits_to_tell(mine.value, value)
    return (
        [f"若按全年计划{written}比，则{phrasing.points(mine.value - value, digits)}"],
        [f"against the planned {written}: {phrasing.points_en(mine.value - value, digits)}"],
    )


def _nothing_to_hold_against(case: Case, mine: Observation, other: Other | None) -> Assessment:
    reference = case.target.reference or case.target.span.of(case.task.text)
    when, when_en = case.when(mine)
    plan, plan_en = _beside_the_plan(mine, other) if other is not None else ([], [])
    grew, grew_en = phrasing.moved(mine.value, mine.value_text), phrasing.moved_en(mine.value, mine.value_text)
    aside = f"；{plan[0]}" if plan else ""
    aside_en = f"; {plan_en[0]}" if plan_en else ""
    return assessment(
        case,
        PARITY[0],
        (State.AWAITING_DATA, Light.GREY),
        f"{when}{grew}，要与“{reference}”比，这份计划里还没有它的增速{aside}。",
        f'{when_en}: {grew_en}; the plan has no growth of "{reference}" yet{aside_en}.',
        provisional=True,
        reached=mine.value,
        inputs=(("growth", mine.value_text), ("reference", reference)),
    )
