"""Rates: growth in points, shares and ranks by their latest value, trends by direction.

地区生产总值增长5.6% · 一季度7.0%       1.4 points above: ahead, whatever the month
占比80%左右 · 79.1%                     左右 is a band of points
保持全省前3 · 第4                        one place short
稳中有降 · 同比下降2.1%                  it goes the way that was promised
"""

from dataclasses import replace
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.indicators import more_is_better
from luoshi.pacing import comparison, matching, phrasing
from luoshi.pacing.case import Case, assessment, conclusion, without_figure
from luoshi.pacing.differences import OF_TWO
from luoshi.pacing.over_the_year import change_adds_up, expected_share, grows_to_its_end
from luoshi.pacing.plan_shares import FROM_A_DISTANCE
from luoshi.pacing.price_index import OF_AN_INDEX
from luoshi.plan import Assessment, Basis, Comparator, Light, Observation, State

GROWTH = ("增速对比", "growth against target")
SHARE = ("最新值对比", "latest against target")
RANK = ("位次对比", "rank against target")
TREND = ("方向", "direction")
GROWING = ("序时比率", "pace of a rate")
FLOW = ("序时进度", "pace of the year")
_HELD = expression(r"控制在|控制|不超过|不高于|低于|以内|不突破|防止|(?:下?降|降低|压降|压减|减少|缩小)[到至为]")
_DOWN = expression(r"降|下降|减少|压减|只减|不升")
_UP = expression(r"[升增]|提高|扩大|只增|不降")
_REVERSED = expression(r"不降反升|不升反降")


def judge_growth(case: Case) -> Assessment:
    """Judge a growth target: growth to date less target growth, in points; never pro rata."""
    target = case.target
    if target.value is None:
        return judge_trend(case)
    figure = case.proof.figure
    if figure is not None and figure.basis is Basis.GROWTH and _this_year(case, figure):
        return _growth(case, figure, figure.value, figure.value_text)
    reckoned = _reckoned(case)
    if reckoned is not None:
        level, value = reckoned
        measure = case.target.measure or ""
        written = phrasing.percent(value) if measure == "%" else f"{phrasing.number(value)}{measure}"
        return _growth(case, level, value, written)
    return without_figure(case)


def _this_year(case: Case, figure: Observation) -> bool:
    period = case.covered(figure)
    return period is None or case.year is None or period.last_year == case.year


def _reckoned(case: Case) -> tuple[Observation, Decimal] | None:
    """Reckon growth from a level and last year's, where the statement states both and no rate."""
    level = case.proof.figure
    before = comparison.base_of(case.task, level) if level is not None else None
    if level is None or before is None or before <= 0 or not _this_year(case, level):
        return None
    if case.target.measure == "%":
        return level, 100 * (level.value / before - 1)
    factor = comparison.conversion(level.measure, case.target.measure)
    return None if factor is None else (level, factor * (level.value - before))  # 由75个工作日压减到62个


def _is_ceiling(case: Case) -> bool:
    """Tell whether less is better: 以内, 控制在…左右, and a bare or an about number of a price rise or a debt ratio.

    Of such a number 左右 is no band above it: what is over a ceiling is not green.
    """
    target = case.target
    if target.comparator in (Comparator.AT_MOST, Comparator.LESS) or target.value_text == "零增长":
        return True
    if target.comparator not in (Comparator.EXACTLY, Comparator.ABOUT):
        return False
    return _HELD.search(matching.phrase(case.task, target)) is not None or not more_is_better(target.metric)


def _excess(case: Case, value: Decimal) -> Decimal:
    """How far growth is on the better side of its target: a fall of 3% is beaten by one of 4%."""
    goal = case.target.value
    assert goal is not None
    if goal < 0:
        at_most = case.target.comparator in (Comparator.AT_MOST, Comparator.LESS)
        return value - goal if at_most else goal - value
    return goal - value if _is_ceiling(case) else value - goal


def _growth(case: Case, figure: Observation, value: Decimal, written: str) -> Assessment:
    target, rules = case.target, case.rules
    assert target.value is not None
    excess = _excess(case, value)
    ceiling = target.value >= 0 and _is_ceiling(case)
    bands = replace(rules.growth, on_pace=Decimal(0)) if ceiling else rules.growth
    state, light = bands.judge(excess)
    period = case.covered(figure)
    if excess >= 0 and case.final(period) and not figure.estimated:
        state, light = State.DONE, Light.GREEN
    elif excess >= 0 and figure.rule == OF_TWO and target.measure != "个百分点" and not figure.estimated:
        state, light = State.AHEAD, Light.GREEN  # 由118元提高到128元: what is raised stays so
    elif state is State.BEHIND and case.overdue and case.final(period):
        state, light = State.OVERDUE, Light.RED
    elif state is State.BEHIND and change_adds_up(case, value, ceiling=_is_ceiling(case)):
        return _part_of_the_change(case, figure, value, written)
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


def _part_of_the_change(case: Case, figure: Observation, value: Decimal, written: str) -> Assessment:
    """Judge a change in an amount by the share of the year that has passed."""
    target, period = case.target, case.covered(figure)
    assert target.value is not None
    share, expected = 100 * value / target.value, expected_share(case, period)
    verdict = case.rules.amounts.judge(share - expected)
    if verdict[0] is State.BEHIND and case.runs_on:
        verdict = State.NOT_DUE, Light.GREY
    when, when_en = case.when(figure)
    digits = phrasing.digits_to_tell(share, expected)
    should, reached = phrasing.percent(expected, digits), phrasing.percent(share, digits)
    notes, notes_en = _notes(case, figure)
    after, after_en = conclusion(case, *FLOW, verdict, figure.estimated)
    goal = target.value_text or ""
    return assessment(
        case,
        FLOW[0],
        verdict,
        f"{when}{phrasing.moved(value, written)}，目标{_goal(target.value, goal)}，"
        f"是{reached}，序时应达{should}{notes}{after}",
        f"{when_en}: {phrasing.moved_en(value, written)}, target {phrasing.number(target.value)}{target.measure}, "
        f"{reached} of it, expected {should}{notes_en}{after_en}",
        provisional=figure.estimated,
        expected=expected,
        reached=share,
        inputs=(("reached", _signed(value, written)), ("target", _signed(target.value, goal)), ("expected", should)),
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
    if figure.rule == OF_TWO:
        notes.append("按所写的前后两个数算")
        notes_en.append("reckoned from the two figures that are stated")
    if figure.rule == OF_AN_INDEX:
        notes.append("按所写的指数换算，上年为100")
        notes_en.append("turned from an index into a rise, last year being 100")
    if figure.rule == FROM_A_DISTANCE:
        notes.append("按所写与目标的差距算")
        notes_en.append("reckoned from the distance that is stated")
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
    return ("不高于", "at most") if _is_ceiling(case) else ("不低于", "at least")


def judge_share(case: Case) -> Assessment:
    """Judge a share, a rate or an index by its latest value; 左右 is a band.

    What is not in per cent (28微克/立方米) is compared in per cent of its target.
    """
    target, rules = case.target, case.rules
    if target.value is None:
        return without_figure(case)
    figure = case.proof.figure
    if figure is None or not _this_year(case, figure):
        return without_figure(case, _older(case, figure))
    at_most = _is_ceiling(case)
    if not at_most and grows_to_its_end(case):
        return _part_of_the_year(case, figure)
    distance = figure.value - target.value
    excess = -distance if at_most else distance
    if target.comparator is Comparator.ABOUT and not at_most:
        excess = min(Decimal(0), rules.about_points - abs(distance)) if distance < 0 else Decimal(0)
    if target.measure != "%" and target.value:
        excess = 100 * excess / abs(target.value)
    strict = target.comparator in (Comparator.MORE, Comparator.LESS)
    verdict = rules.shares.judge(excess)
    if verdict[0] is State.BEHIND and case.runs_on and not at_most:
        return _latest_value(case, figure, (State.NOT_DUE, Light.GREY), at_most)
    if strict and excess == 0:
        verdict = State.BEHIND, Light.YELLOW
    return _latest_value(case, figure, verdict, at_most)


def _part_of_the_year(case: Case, figure: Observation) -> Assessment:
    """Judge a rate that grows to its target over the year by the share of the year that has passed."""
    target, rules = case.target, case.rules
    assert target.value is not None
    period = case.covered(figure)
    share, expected = 100 * figure.value / target.value, expected_share(case, period)
    state, light = rules.amounts.judge(share - expected)
    if share >= 100 and not figure.estimated:
        state, light = (State.DONE if case.final(period) else State.DONE_EARLY), Light.GREEN
    elif case.overdue and case.final(period):
        state, light = State.OVERDUE, Light.RED
    when, when_en = case.when(figure)
    digits = phrasing.digits_to_tell(share, expected)
    after, after_en = conclusion(case, *GROWING, (state, light), figure.estimated)
    should = phrasing.percent(expected * target.value / 100, digits)
    return assessment(
        case,
        GROWING[0],
        (state, light),
        f"{when}{figure.value_text}，目标{case.wanted}，序时应达{should}{after}",
        f"{when_en}: {figure.value_text}, target {case.wanted}, expected {should} by now{after_en}",
        provisional=figure.estimated,
        expected=expected,
        reached=share,
        inputs=(("reached", figure.value_text), ("target", target.value_text or ""), ("expected", should)),
    )


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
    elif state is State.BEHIND and case.overdue and not at_most:
        state, light = State.OVERDUE, Light.RED
    distance = figure.value - target.value
    digits = phrasing.digits_to_tell(figure.value, target.value)
    when, when_en = case.when(figure)
    band = band_en = ""
    if target.comparator is Comparator.ABOUT and at_most:
        band, band_en = "（按上限算，左右不放宽上限）", " (a ceiling; about widens it not)"
    elif target.comparator is Comparator.ABOUT:
        around = phrasing.number(case.rules.about_points)
        band, band_en = f"（左右按上下{around}个百分点算）", f" (about: within {around} points)"
    elif target.comparator is Comparator.EXACTLY:
        band = f"（没有写上下限，按“{'不高于' if at_most else '不低于'}”算）"
        band_en = f" (a bare number is taken as {'at most' if at_most else 'at least'})"
    if figure.rule == OF_AN_INDEX:
        band += "（按所写的涨幅换算，上年为100）"
        band_en += " (turned from a rise into an index, last year being 100)"
    if figure.rule == FROM_A_DISTANCE:
        band += "（按所写与目标的差距算）"
        band_en += " (reckoned from the distance that is stated)"
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
    figure = case.proof.figure
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
    elif verdict[0] is State.BEHIND and case.runs_on:
        verdict = State.NOT_DUE, Light.GREY
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
    figure = case.proof.figure
    change = figure.value if figure is not None and figure.basis is Basis.GROWTH else None
    if figure is not None and change is None:
        before = comparison.base_of(case.task, figure)
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
