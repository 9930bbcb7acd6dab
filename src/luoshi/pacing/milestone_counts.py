"""Milestone counts: counted milestones by their date, and breakthroughs that happened or did not.

投用学校5所 · 已投用2所      never pro rata: 2 of 5, and the date has not come
力争50亿元以上项目实现突破   done or not, at the year's end
"""

from dataclasses import replace

from luoshi.pacing import phrasing
from luoshi.pacing.breakthroughs import SAID_TO_HAPPEN
from luoshi.pacing.carried_on import goes_on_only
from luoshi.pacing.case import Case, assessment, conclusion, without_figure
from luoshi.pacing.late import day_of_figure, past_due
from luoshi.plan import Assessment, Basis, Claim, Comparator, Light, State

COUNT = ("节点数", "milestones counted")
BREAKTHROUGH = ("突破", "breakthrough")


def judge_count(case: Case) -> Assessment:
    """Judge N works that reach a phase: done at N, overdue after the date, and until then n of N."""
    target = case.target
    if target.value is None:
        return without_figure(case)
    figure = case.proof.figure
    if figure is None:
        return without_figure(case)
    if figure.basis is Basis.SHARE:
        figure = replace(figure, value=target.value * figure.value / 100)
    more = target.comparator is Comparator.MORE and figure.comparator is not Comparator.MORE
    met = figure.value > target.value if more else figure.value >= target.value
    carried_on = met and goes_on_only(case.task, target, figure)
    early = case.as_of is not None and case.due is not None and case.as_of < case.due
    if carried_on and early:
        verdict = State.ON_PACE, Light.GREEN
    elif met:
        verdict = (State.DONE_EARLY if early else State.DONE), Light.GREEN
    elif case.overdue:
        verdict = State.OVERDUE, Light.RED
    elif case.final(case.covered(figure)):
        # nobody wrote a day: at the year's end the share that is missing decides
        verdict = State.BEHIND, case.rules.amounts.judge(100 * figure.value / target.value - 100)[1]
    else:
        verdict = State.NOT_DUE, Light.GREY
    shown, shown_en = phrasing.fraction(figure.value, target.value, target.value_text, target.measure)
    end, end_en = conclusion(case, *COUNT, verdict, figure.estimated)
    day = case.due.isoformat() if case.due is not None else ""
    until = f"，期限{day}，不按月折算" if day else "，不按月折算"
    until_en = f", due by {day}, never pro rata" if day else ", never pro rata"
    if carried_on:
        until, until_en = f"{until}，都在续建", f"{until_en}, all of them go on"
        if early:
            until, until_en = f"{until}，没有写做完", f"{until_en} and are not said to be finished"
    elif met:
        late, late_en = past_due(day_of_figure(case.task, figure, case.year), case.written_due)
        until, until_en = until + late, until_en + late_en
    return assessment(
        case,
        COUNT[0],
        verdict,
        f"{shown}{until}{end}",
        f"{shown_en}{until_en}{end_en}",
        provisional=figure.estimated,
        expected=target.value,
        reached=figure.value,
        inputs=(("reached", figure.value_text), ("target", target.value_text or ""), ("due", day)),
    )


def judge_breakthrough(case: Case) -> Assessment:
    """Judge what is to happen at all: a count above zero is a breakthrough, else its date decides."""
    figure = case.proof.figure
    if figure is None or figure.value <= 0:
        return without_figure(case)
    early = case.as_of is not None and case.due is not None and case.as_of < case.due
    verdict = (State.DONE_EARLY if early else State.DONE), Light.GREEN
    end, end_en = conclusion(case, *BREAKTHROUGH, verdict, figure.estimated)
    in_words = figure.rule == SAID_TO_HAPPEN
    said = f"完成情况写明“{figure.value_text}”" if in_words else f"已有{figure.value_text}"
    said_en = f'the statement says "{figure.value_text}"' if in_words else f"{figure.value_text} so far"
    return assessment(
        case,
        BREAKTHROUGH[0],
        verdict,
        f"{said}，实现了突破{end}",
        f"{said_en}: it has happened{end_en}",
        provisional=figure.estimated,
        reached=figure.value,
        inputs=(("reached", figure.value_text), ("claim", case.task.claim.value if case.task.claim else Claim.NONE)),
    )
