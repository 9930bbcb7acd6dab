"""Amounts: flows against the year, stocks at their date, ceilings by their use.

固定资产投资300亿元以上 · 1-6月161亿元     161 / 300 is 53.7% in 6 of 12 months: on pace
拥有量490件 · 截至6月底471件               not pro rata: on pace while it does not fall
能耗不超过100万吨 · 1-6月48万吨            48% of the ceiling in half a year: within it
"""

from dataclasses import replace
from decimal import Decimal

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.indicators import Kind, more_is_better
from luoshi.pacing import comparison, matching, phrasing
from luoshi.pacing.case import Case, assessment, conclusion, without_figure
from luoshi.pacing.dates import first_month
from luoshi.pacing.flow_or_stock import kind_of_amount
from luoshi.pacing.late import day_of_figure, past_due
from luoshi.pacing.net_rise import NET_RISE
from luoshi.pacing.stages import level
from luoshi.plan import Assessment, Basis, Comparator, Light, Observation, State
from luoshi.quantity import MEASURES

_REDUCING = expression(r"化解|压减|削减|减少|淘汰|清理|处置|整治|消除|治理|清退|偿还|减排|关停|查处|清偿|办结")
_HELD = expression(r"控制在|控制|不超过|不高于|不突破|(?:压缩|缩短|缩减|精简|压降|压减|减少|下降|降低|降)(?:到|至|为)")
_SAYS_NO_MORE = expression(r"(?:力争|确保|全年|实现|完成|保持|达到?|有|共有|现有|发生)+")
_DAYS = expression(r"优良以?上?天数|优良天|达标天数|好天")
FLOW = ("序时进度", "pace of the year")
STOCK = ("存量", "level at a date")
CEILING = ("上限", "ceiling")


def judge_amount(case: Case) -> Assessment:
    """Judge a target that is an amount: as a ceiling, a flow or a stock, by its own words."""
    target = case.target
    if target.value is None:
        return without_figure(case)
    kind, cue = kind_of_amount(target.metric, _phrase(case), target.measure)
    if target.basis is Basis.PER_CAPITA and not (kind is Kind.FLOW and "增" in cue):
        kind, cue = Kind.STOCK, cue or "人均"
    days = _DAYS.search(target.metric) is not None
    if days:
        kind = Kind.FLOW  # the good days of a year add up
    elif (known := MEASURES.get(target.measure or "")) is not None and known.dimension == "time":
        kind, cue = Kind.STOCK, cue or "时限"  # a time limit is held at a date, and does not add up over the year
    figure = case.proof.figure
    if figure is None:
        return without_figure(case)
    if figure.basis is not Basis.SHARE and (kind is Kind.STOCK or target.value == 0):
        return _ceiling_of_stock(case, figure) if target.value == 0 or _is_ceiling(case) else _stock(case, figure, cue)
    return _flow(case, figure, cue)


def _phrase(case: Case) -> str:
    return matching.phrase(case.task, case.target)


def _is_ceiling(case: Case) -> bool:
    comparator = case.target.comparator
    if comparator in (Comparator.AT_MOST, Comparator.LESS):
        return True
    if comparator not in (Comparator.EXACTLY, Comparator.ABOUT):
        return False
    if _HELD.search(_phrase(case)):
        return True  # 控制在8起左右
    if more_is_better(case.target.metric):
        return False
    if case.target.action and not _SAYS_NO_MORE.fullmatch(case.target.action):
        return False  # 拆除违法建设10万平方米: of what is done to them, more is better
    # of debts paid off and old plants closed, more is better
    return _REDUCING.search(_phrase(case)) is None


def _expected(case: Case, period: Period) -> tuple[Decimal, str, str]:
    """Tell the share that should be reached by the end of a period, in per cent, and from what."""
    months = Decimal(period.last_month)
    if case.shape is not None:
        name, shares = case.shape
        return shares[period.last_month - 1], name, name
    if case.due is None or case.due.year != period.last_year:
        return min(Decimal(100), 100 * months / 12), "", ""
    at = case.target.value_span.start if case.target.value_span is not None else 0
    before = first_month(case.task.text, at, case.due) - 1  # 5月—10月: four months go before
    part = 100 * (months - before) / (case.due.month - before)
    return max(Decimal(0), min(Decimal(100), part)), "", ""


def _flow(case: Case, source: Observation, cue: str) -> Assessment:
    assert case.target.value is not None
    period = case.covered(source)
    if period is None:
        return without_figure(
            case,
            (
                "完成情况没有写是到哪个月的数，不能折算进度。",
                "The statement does not say which months its figure covers.",
            ),
        )
    if not _within_the_year(case, period):
        return without_figure(case, _other_period(case, source))
    share = source.value if _is_share(source) else 100 * source.value / case.target.value
    if _is_ceiling(case):
        return _use_of_ceiling(case, source, share, period)
    return _share_of_year(case, source, share, period, comparison.own_figures(case.task, case.target), cue)


def _is_share(source: Observation) -> bool:
    """Whether a figure is a share of the plan, and not an amount: 完成年度任务的53.7%, 超计划4家."""
    return source.basis is Basis.SHARE


def _within_the_year(case: Case, period: Period) -> bool:
    return period.from_january and (case.year is None or period.year == case.year)


def _other_period(case: Case, source: Observation) -> tuple[str, str]:
    when, when_en = case.when(source)
    return (
        f"写明“{case.wanted}”，报的“{source.value_text}”是{when}的数，不是今年累计数，不能折算进度。",
        f'"{case.wanted}" is promised; "{source.value_text}" is for {when_en}, not for the year to date.',
    )


def _share_of_year(
    case: Case, source: Observation, share: Decimal, period: Period, own: tuple[Observation, ...], cue: str
) -> Assessment:
    target = case.target
    assert target.value is not None
    expected, series, series_en = _expected(case, period)
    allowed = Decimal(0)
    if target.comparator is Comparator.ABOUT:
        allowed = case.rules.about_part
    met = share > 100 if target.comparator is Comparator.MORE else share >= 100 - allowed
    state, light = _state_of_share(case, source, share - expected, period, met=met)
    digits = phrasing.digits_to_tell(share, expected)
    shown, shown_en = _shown(case, source)
    end, end_en = conclusion(case, *FLOW, (state, light), source.estimated)
    when, when_en = case.when(source)
    should = f"{series}应达" if series else "序时应达"
    should, should_en = (
        f"{should}{phrasing.percent(expected, digits)}",
        f"expected {phrasing.percent(expected, digits)}",
    )
    if state is State.NOT_DUE and case.due is not None:
        should, should_en = f"期限{case.due.isoformat()}", f"due by {case.due.isoformat()}"
    if met:
        late, late_en = past_due(day_of_figure(case.task, source, case.year), case.written_due)
        should, should_en = should + late, should_en + late_en
    equals = "" if _is_share(source) else f" = {phrasing.percent(share, digits)}"
    sentence = f"{shown}{equals}，{should}{end}"
    sentence_en = f"{shown_en}{equals}, {should_en}{f' ({series_en})' if series_en else ''}{end_en}"
    aside, aside_en, signal = _other_signal(case, own, period, state)
    notes, notes_en = [f"按{when}的数算"], [f"figures for {when_en}"]
    if source.rule == NET_RISE:
        notes.append("新增的减去退出的")
        notes_en.append("new ones less those that have gone")
    if source.estimated:
        notes.append("预计数，待正式数")
        notes_en.append("estimated, final figure awaited")
    notes += aside
    notes_en += aside_en
    inputs = (
        ("reached", source.value_text),
        ("target", target.value_text or ""),
        ("share", phrasing.percent(share, digits)),
        ("expected", phrasing.percent(expected, digits)),
        ("period", str(period)),
        *((("estimated", "预计"),) if source.estimated else ()),
        *((("flow", cue),) if cue else ()),
        *signal,
    )
    return assessment(
        case,
        FLOW[0],
        (state, light),
        f"{sentence}（{'；'.join(notes)}）",
        f"{sentence_en} ({'; '.join(notes_en)})",
        provisional=source.estimated,
        expected=expected,
        reached=share,
        inputs=inputs,
    )


def _state_of_share(
    case: Case, source: Observation, ahead: Decimal, period: Period, *, met: bool
) -> tuple[State, Light]:
    """Judge a share that is so many points ahead of what was expected by then; `met`: the whole is reached."""
    if met and not source.estimated:
        over = case.final(period) or (case.as_of is not None and case.due is not None and case.as_of >= case.due)
        return (State.DONE if over else State.DONE_EARLY), Light.GREEN
    if case.overdue and not met and case.final(period):
        return State.OVERDUE, Light.RED
    if case.runs_on:
        return State.NOT_DUE, Light.GREY  # 11月至次年3月: how the months of two years part is not said
    return case.rules.amounts.judge(ahead)


def _shown(case: Case, source: Observation) -> tuple[str, str]:
    target = case.target
    assert target.value is not None
    if source.rule == "beyond the plan" and source.value >= 100:
        return f"所写比计划多{source.value_text}", f"stated to be {source.value_text} beyond the plan"
    if source.rule == "beyond the plan":
        return f"所写比计划少{source.value_text}", f"stated to be {source.value_text} short of the plan"
    if _is_share(source):
        return f"所写完成率{source.value_text}", f"stated completion {source.value_text}"
    return phrasing.fraction(source.value, target.value, target.value_text, target.measure, source.value_text)


def _other_signal(
    case: Case, own: tuple[Observation, ...], period: Period, state: State
) -> tuple[list[str], list[str], tuple[tuple[str, str], ...]]:
    """Name the growth of the same metric where it says otherwise than the pace does: both are true."""
    growth = comparison.growth_of(own, period)
    if growth is None:
        return [], [], ()
    shown = growth.value_text.replace("-", "−")
    signal = (("growth", shown),)
    good = state in (State.AHEAD, State.ON_PACE, State.DONE, State.DONE_EARLY)
    if good == (growth.value >= 0):
        return [], [], signal
    return (
        [f"同比增速{shown}，与进度不一致，两句都对，所以都列出"],
        [f"growth {shown} says otherwise; both are true, so both are shown"],
        signal,
    )


def _use_of_ceiling(case: Case, source: Observation, share: Decimal, period: Period) -> Assessment:
    expected, series, _ = _expected(case, period)
    rules = case.rules.amounts
    state, light = replace(rules, ahead=None).judge(expected - share)
    if share > 100 and case.runs_on:
        state, light = State.NOT_DUE, Light.GREY
    elif share > 100:
        state, light = State.BEHIND, Light.RED
    elif case.final(period):
        state, light = State.DONE, Light.GREEN
    digits = phrasing.digits_to_tell(share, expected)
    shown, shown_en = _shown(case, source)
    end, end_en = conclusion(case, *CEILING, (state, light), source.estimated)
    bare, bare_en = _bare(case, "不超过", "at most")
    allowed = phrasing.percent(expected, digits)
    return assessment(
        case,
        CEILING[0],
        (state, light),
        f"{shown} = 用去上限的{phrasing.percent(share, digits)}，{series or '序时'}可用{allowed}{bare}{end}",
        f"{shown_en} = {phrasing.percent(share, digits)} of the ceiling used, {allowed} by now{bare_en}{end_en}",
        provisional=source.estimated,
        expected=expected,
        reached=share,
        inputs=(("reached", source.value_text), ("ceiling", case.target.value_text or ""), ("period", str(period))),
    )


def _bare(case: Case, chinese: str, english: str) -> tuple[str, str]:
    """Say how a number without a comparator is taken."""
    if case.target.comparator is not Comparator.EXACTLY:
        return "", ""
    return f"（没有写上下限，按“{chinese}”算）", f" (a bare number is taken as {english})"


def _stock(case: Case, figure: Observation, cue: str) -> Assessment:
    target = case.target
    assert target.value is not None
    period = case.covered(figure)
    goal = target.value
    if target.comparator is Comparator.ABOUT:
        goal = goal * (100 - case.rules.about_part) / 100
    # 突破200万户 is answered by 突破200万户
    more = target.comparator is Comparator.MORE and figure.comparator is not Comparator.MORE
    met = figure.value > goal if more else figure.value >= goal
    fallen, before, told = _fallen(case, figure)
    if met:
        verdict = (State.DONE if case.final(period) else State.AHEAD), Light.GREEN
        tail, tail_en = "已达到目标值", "the target is reached"
    elif case.overdue:
        verdict = State.OVERDUE, Light.RED
        tail, tail_en = "期限已过，没有达到", "past its date and not reached"
    elif case.runs_on and case.due is not None:
        verdict = State.NOT_DUE, Light.GREY
        tail, tail_en = f"期限{case.due.isoformat()}", f"due by {case.due.isoformat()}"
    elif case.final(period):
        verdict = State.BEHIND, case.rules.amounts.judge(100 * figure.value / goal - 100)[1]
        tail, tail_en = "没有达到", "not reached"
    elif fallen:
        verdict = State.BEHIND, Light.YELLOW
        tail, tail_en = f"比{before}下降", "fallen"
    else:
        verdict = State.ON_PACE, Light.GREEN
        tail, tail_en = "没有下降，年底前不折算", "not fallen; not pro rata before the year's end"
        if not told:  # nothing stands there to hold it against: no more is known than that no fall was written
            tail, tail_en = "没有写下降，年底前不折算", "no fall was written; not pro rata before the year's end"
    shown, shown_en = _shown(case, figure)
    bare, bare_en = _bare(case, "不少于", "at least")
    when, when_en = case.at(figure)
    end, end_en = conclusion(case, *STOCK, verdict, figure.estimated)
    return assessment(
        case,
        STOCK[0],
        verdict,
        f"{when}{shown}，{tail}{bare}{end}",
        f"{when_en}: {shown_en}, {tail_en}{bare_en}{end_en}",
        provisional=figure.estimated,
        expected=target.value,
        reached=figure.value,
        inputs=(
            ("reached", figure.value_text),
            ("target", target.value_text or ""),
            *((("period", str(period)),) if period else ()),
            *((("stock", cue),) if cue else ()),
        ),
    )


def _fallen(case: Case, figure: Observation) -> tuple[bool, str, bool]:
    """Tell whether the statement itself says that a stock fell, against what, and whether it says anything of it."""
    before = comparison.base_of(case.task, figure)
    if before is not None:
        return figure.value < before, "所写的前期数", True
    growth = comparison.growth_of(comparison.own_figures(case.task, case.target), figure.period)
    if growth is not None and growth.value < 0:
        return True, "上年同期", True
    said = _SAID_TO_FALL.match(level(case.task.statement), figure.value_span.end)
    than = (said["than"] or "前期").lstrip("比较") if said is not None else "上年同期"
    return said is not None, than, growth is not None


# 参保591万人，比上年末减少3万人: so many fewer than before
_SAID_TO_FALL = expression(
    r"[\u4e00-\u9fff]{0,6}[,(] ?"
    r"(?P<than>(?:比|较)(?:上年末|上年底|年初|去年底|去年末|上季度末|上年同期|去年同期|同期)|同比)?"
    r"(?:净|共|累计|有所|略有?)*(?:减少|下降|降低|净减|回落|下滑|缩减)(?!到|至)"
)


def _ceiling_of_stock(case: Case, figure: Observation) -> Assessment:
    target = case.target
    assert target.value is not None
    period = case.covered(figure)
    within = figure.value < target.value if target.comparator is Comparator.LESS else figure.value <= target.value
    verdict = (State.BEHIND, Light.YELLOW)
    if within:
        verdict = (State.DONE if case.final(period) else State.ON_PACE), Light.GREEN
    elif case.overdue:
        verdict = State.OVERDUE, Light.RED
    elif case.runs_on or (target.value == 0 and not case.final(period)):
        verdict = State.NOT_DUE, Light.GREY
    shown, shown_en = _shown(case, figure)
    bare, bare_en = _bare(case, "不超过", "at most")
    end, end_en = conclusion(case, *CEILING, verdict, figure.estimated)
    when, when_en = case.at(figure)
    return assessment(
        case,
        CEILING[0],
        verdict,
        f"{when}{shown}，{'在上限之内' if within else '超过上限'}{bare}{end}",
        f"{when_en}: {shown_en}, {'within the ceiling' if within else 'above the ceiling'}{bare_en}{end_en}",
        provisional=figure.estimated,
        expected=target.value,
        reached=figure.value,
        inputs=(("reached", figure.value_text), ("ceiling", target.value_text or "")),
    )
