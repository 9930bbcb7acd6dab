"""Rates: growth in points, shares and ranks by their latest value, trends by direction.

地区生产总值增长5.6% · 一季度7.0%       1.4 points above: ahead, whatever the month
占比80%左右 · 79.1%                     左右 is a band of points
保持全省前3 · 第4                        one place short
稳中有降 · 同比下降2.1%                  it goes the way that was promised
"""

import re
from decimal import Decimal

from luoshi.indicators import more_is_better
from luoshi.pacing import figures, phrasing, sources
from luoshi.pacing.case import Case, assessment, conclusion, without_figure
from luoshi.plan import Assessment, Basis, Comparator, Light, Observation, State

GROWTH = ("增速对比", "growth against target")
SHARE = ("最新值对比", "latest against target")
RANK = ("位次对比", "rank against target")
TREND = ("方向", "direction")
_DOWN = re.compile(r"降|下降|减少|压减|只减|不升")
_UP = re.compile(r"[升增]|提高|扩大|只增|不降")
_REVERSED = re.compile(r"不降反升|不升反降")


def judge_growth(case: Case) -> Assessment:
    """Judge a growth target: growth to date less target growth, in points; never pro rata."""
    target = case.target
    if target.value is None:
        return judge_trend(case)
    figure = sources.growth(case.task, target, case.as_of, target.measure)
    if figure is not None and _this_year(case, figure):
        return _growth(case, figure, figure.value, figure.value_text)
    reckoned = _reckoned(case)
    if reckoned is not None:
        level, value = reckoned
        return _growth(case, level, value, phrasing.percent(value))
    return without_figure(case)


def _this_year(case: Case, figure: Observation) -> bool:
    period = case.covered(figure)
    return period is None or case.year is None or period.last_year == case.year


def _reckoned(case: Case) -> tuple[Observation, Decimal] | None:
    """Reckon growth from a level and last year's, where the statement states both and no rate."""
    if case.target.measure != "%":
        return None
    level = sources.level_with_base(case.task, case.target, case.as_of)
    before = figures.base_of(case.task, level) if level is not None else None
    if level is None or before is None or before <= 0 or not _this_year(case, level):
        return None
    return level, 100 * (level.value / before - 1)


def _excess(case: Case, value: Decimal) -> Decimal:
    """How far growth is on the better side of its target: a fall of 3% is beaten by one of 4%."""
    goal, comparator = case.target.value, case.target.comparator
    assert goal is not None
    at_most = comparator in (Comparator.AT_MOST, Comparator.LESS)
    if goal < 0:
        return value - goal if at_most else goal - value
    if at_most or (comparator is Comparator.EXACTLY and not more_is_better(case.target.metric)):
        return goal - value
    return value - goal


def _growth(case: Case, figure: Observation, value: Decimal, written: str) -> Assessment:
    target, rules = case.target, case.rules
    assert target.value is not None
    excess = _excess(case, value)
    state, light = rules.growth.judge(excess)
    period = case.covered(figure)
    if excess >= 0 and case.final(period) and not figure.estimated:
        state, light = State.DONE, Light.GREEN
    shrinking = value < 0 < target.value and excess < 0
    if state is State.BEHIND and shrinking and rules.negative_growth_is_red:
        light = Light.RED
    when, when_en = case.when(figure)
    far, far_en = phrasing.apart(value - target.value, target.measure, phrasing.digits_to_tell(value, target.value))
    if value < 0 and target.value < 0 and value != target.value:
        much = far[1:]
        far = f"{'多' if value < target.value else '少'}降{much}"
    notes, notes_en = _notes(case, figure)
    end, end_en = conclusion(case, *GROWTH, (state, light), figure.estimated)
    goal = target.value_text or ""
    return assessment(
        case,
        GROWTH[0],
        (state, light),
        f"{when}{phrasing.moved(value, written)}，目标{_goal(target.value, goal)}，{far}{notes}{end}",
        f"{when_en}: {phrasing.moved_en(value, written)}, target {phrasing.number(target.value)}{target.measure}, "
        f"{far_en}{notes_en}{end_en}",
        provisional=figure.estimated,
        expected=target.value,
        reached=value,
        inputs=(
            ("growth", _signed(value, written)),
            ("target", _signed(target.value, goal)),
            *((("period", str(period)),) if period else ()),
        ),
    )


def _goal(value: Decimal, written: str) -> str:
    return written if value >= 0 else phrasing.moved(value, written)


def _signed(value: Decimal, written: str) -> str:
    return f"{'−' if value < 0 else ''}{written.lstrip('+-−')}"


def _notes(case: Case, figure: Observation) -> tuple[str, str]:
    """Say what a reader must know beside the figures: an older period, an estimate, a bare number."""
    notes: list[str] = []
    notes_en: list[str] = []
    period = case.covered(figure)
    if period is not None and case.as_of is not None and period.last_day < case.as_of.replace(day=1):
        when, when_en = case.when(figure)
        notes.append(f"按{when}数，之后的数未出")
        notes_en.append(f"figures for {when_en}, later ones are not out")
    if figure.estimated:
        notes.append("预计数，待正式数")
        notes_en.append("estimated, final figure awaited")
    if case.target.comparator is Comparator.EXACTLY:
        taken, taken_en = _bare_number(case)
        notes.append(f"没有写上下限，按“{taken}”算")
        notes_en.append(f"a bare number is taken as {taken_en}")
    if not notes:
        return "", ""
    return f"（{'；'.join(notes)}）", f" ({'; '.join(notes_en)})"


def _bare_number(case: Case) -> tuple[str, str]:
    if (case.target.value or 0) < 0:
        return "至少降这么多", "a fall of at least that much"
    return ("不低于", "at least") if more_is_better(case.target.metric) else ("不高于", "at most")


def judge_share(case: Case) -> Assessment:
    """Judge a share, a rate or an index by its latest value; 左右 is a band.

    What is not in per cent (28微克/立方米) is compared in per cent of its target.
    """
    target, rules = case.target, case.rules
    if target.value is None:
        return without_figure(case)
    figure = sources.share(case.task, target, case.as_of)
    if figure is None or not _this_year(case, figure):
        return without_figure(case, _older(case, figure))
    at_most = target.comparator in (Comparator.AT_MOST, Comparator.LESS) or (
        target.comparator is Comparator.EXACTLY and not more_is_better(target.metric)
    )
    distance = figure.value - target.value
    excess = -distance if at_most else distance
    if target.comparator is Comparator.ABOUT:
        excess = min(Decimal(0), rules.about_points - abs(distance)) if distance < 0 else Decimal(0)
    if target.measure != "%" and target.value:
        excess = 100 * excess / abs(target.value)
    strict = target.comparator in (Comparator.MORE, Comparator.LESS)
    verdict = rules.shares.judge(excess)
    if strict and excess == 0:
        verdict = State.BEHIND, Light.YELLOW
    return _latest_value(case, figure, verdict, at_most)


def _older(case: Case, figure: Observation | None) -> tuple[str, str] | None:
    if figure is None:
        return None
    when, when_en = case.when(figure)
    return (
        f"写明“{case.wanted}”，报的{figure.value_text}是{when}的数，今年的数还没有。",
        f'"{case.wanted}" is promised; {figure.value_text} is for {when_en}, there is none for this year yet.',
    )


def _latest_value(case: Case, figure: Observation, verdict: tuple[State, Light], at_most: bool) -> Assessment:
    target = case.target
    assert target.value is not None
    state, light = verdict
    period = case.covered(figure)
    if state is not State.BEHIND and case.final(period) and not figure.estimated:
        state = State.DONE
    elif state is State.BEHIND and case.overdue:
        state, light = State.OVERDUE, Light.RED
    distance = figure.value - target.value
    digits = phrasing.digits_to_tell(figure.value, target.value)
    when, when_en = case.when(figure)
    band = band_en = ""
    if target.comparator is Comparator.ABOUT:
        around = phrasing.number(case.rules.about_points)
        band, band_en = f"（左右按上下{around}个百分点算）", f" (about: within {around} points)"
    elif target.comparator is Comparator.EXACTLY:
        band = f"（没有写上下限，按“{'不高于' if at_most else '不低于'}”算）"
        band_en = f" (a bare number is taken as {'at most' if at_most else 'at least'})"
    far, far_en = phrasing.apart(distance, target.measure, digits)
    end, end_en = conclusion(case, *SHARE, (state, light), figure.estimated)
    return assessment(
        case,
        SHARE[0],
        (state, light),
        f"{when}{figure.value_text}，目标{case.wanted}，{far}{band}{end}",
        f"{when_en}: {figure.value_text}, target {case.wanted}, {far_en}{band_en}{end_en}",
        provisional=figure.estimated,
        expected=target.value,
        reached=figure.value,
        inputs=(
            ("reached", figure.value_text),
            ("target", target.value_text or ""),
            *((("period", str(period)),) if period else ()),
        ),
    )


def judge_rank(case: Case) -> Assessment:
    """Judge a rank by the latest one among the same bodies; 前列 without a number is not reckoned."""
    target = case.target
    figure = sources.rank(case.task, target, case.as_of)
    if figure is None:
        return without_figure(case)
    if target.value is None:
        return without_figure(
            case,
            (
                f"写明“{case.wanted}”，没有写第几位算数；报的是{figure.scope or ''}{figure.value_text}。",
                f'"{case.wanted}" names no rank to reach; {figure.value_text} was reported.',
            ),
        )
    if not _this_year(case, figure):
        return without_figure(case, _older(case, figure))
    verdict = case.rules.ranks.judge(target.value - figure.value)
    period = case.covered(figure)
    if verdict[0] is State.BEHIND and case.overdue:
        verdict = State.OVERDUE, Light.RED
    elif verdict[0] is not State.BEHIND and case.final(period):
        verdict = State.DONE, Light.GREEN
    when, when_en = case.when(figure)
    end, end_en = conclusion(case, *RANK, verdict, figure.estimated)
    scope = figure.scope or target.scope or ""
    return assessment(
        case,
        RANK[0],
        verdict,
        f"{when}{scope}第{phrasing.number(figure.value)}位，目标第{phrasing.number(target.value)}位{end}",
        f"{when_en}: rank {phrasing.number(figure.value)}, target {phrasing.number(target.value)}{end_en}",
        provisional=figure.estimated,
        expected=target.value,
        reached=figure.value,
        inputs=(("rank", figure.value_text), ("target", target.value_text or "")),
    )


def judge_trend(case: Case) -> Assessment:
    """Judge a direction (稳中有降, 只增不减) by the sign of the change that was reported."""
    target = case.target
    wanted = target.span.of(case.task.text)
    down = target.comparator in (Comparator.LESS, Comparator.AT_MOST) or (
        target.comparator is None and _DOWN.search(wanted) is not None and _UP.search(wanted) is None
    )
    figure = sources.change(case.task, target, case.as_of)
    change = figure.value if figure is not None and figure.basis is Basis.GROWTH else None
    if figure is not None and change is None:
        before = figures.base_of(case.task, figure)
        if before is not None and before > 0:
            change = 100 * (figure.value / before - 1)
    if figure is None or change is None:
        return without_figure(case)
    verdict = case.rules.trends.judge(-change if down else change)
    when, when_en = case.when(figure)
    end, end_en = conclusion(case, *TREND, verdict, figure.estimated)
    said = _REVERSED.search(case.task.statement)
    aside = f"（所写“{said.group()}”）" if said else ""
    moved = f"{'上升' if change > 0 else '下降'}{phrasing.percent(abs(change))}" if change else "持平"
    moved_en = f"{'up' if change > 0 else 'down'} {phrasing.percent(abs(change))}" if change else "unchanged"
    return assessment(
        case,
        TREND[0],
        verdict,
        f"{when}{moved}，目标是{wanted}{aside}{end}",
        f"{when_en}: {moved_en}, promised: {wanted}{end_en}",
        provisional=figure.estimated,
        expected=Decimal(0),
        reached=change,
        inputs=(("change", phrasing.percent(change)), ("direction", "down" if down else "up")),
    )
