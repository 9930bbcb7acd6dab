"""Words: what the states, lights, claims and levels are called, in Chinese and English.

One table for the command, the published files and the pages, so that a state has one
name wherever it is read.
"""

from dataclasses import replace

from luoshi.plan import Aspect, Assessment, Claim, Level, Light, Settler, Stage, State

STATES: dict[State, tuple[str, str]] = {
    State.OVERDUE: ("逾期", "overdue"),
    State.BEHIND: ("欠进度", "behind"),
    State.ON_PACE: ("达进度", "on pace"),
    State.AHEAD: ("超进度", "ahead"),
    State.DONE: ("已完成", "done"),
    State.DONE_EARLY: ("提前完成", "done early"),
    State.AWAITING_DATA: ("数据未出", "awaiting data"),
    State.NOT_DUE: ("未到期", "not due"),
    State.NOT_REPORTED: ("未报", "not reported"),
    State.UNCLEAR: ("待核", "unclear"),
    State.NO_FIGURE: ("无量化依据", "no figure"),
    State.CLAIM_ONLY: ("仅有自评", "claim only"),
    State.CHANGED: ("已调整", "changed"),
    State.DROPPED: ("终止", "dropped"),
}

ASPECTS: dict[Aspect, tuple[str, str]] = {
    Aspect.METRIC: ("是不是这个指标", "whether it is this metric"),
    Aspect.MEASURE: ("计量单位能不能换算", "whether the measures convert"),
    Aspect.BASIS: ("是总数还是增长、是今年的还是累计的", "whether it is a level or a growth, this year's or in all"),
    Aspect.PERIOD: ("是哪一段时间的数", "which period it covers"),
    Aspect.COMPLETION: ("是不是已经做到", "whether it is reached"),
}

SETTLERS: dict[Settler, tuple[str, str]] = {
    Settler.UNIT: ("由填报单位确认", "confirmed by the reporting unit"),
    Settler.OFFICE: ("由督查室确认", "confirmed by the supervision office"),
}

# What is unclear, as the public is told: that it is being checked, and nothing of what it may be.
IN_PUBLIC = ("待核实", "being checked")
_IN_PUBLIC_SENTENCE = (
    "报来的情况正在核实，核实以后再亮灯。",
    "What was reported is being checked; the light follows when that is done.",
)

LIGHTS: dict[Light, tuple[str, str]] = {
    Light.RED: ("红灯", "red"),
    Light.ORANGE: ("橙灯", "orange"),
    Light.YELLOW: ("黄灯", "yellow"),
    Light.GREEN: ("绿灯", "green"),
    Light.BLUE: ("蓝灯", "blue"),
    Light.GREY: ("灰灯", "grey"),
}

CLAIMS: dict[Claim, tuple[str, str]] = {
    Claim.ON_SCHEDULE: ("序时推进", "on schedule"),
    Claim.COMPLETED: ("已完成", "completed"),
    Claim.AHEAD: ("超进度", "ahead"),
    Claim.BEHIND: ("滞后", "behind"),
    Claim.NOT_STARTED: ("未启动", "not started"),
    Claim.AWAITING_DATA: ("数据未出", "awaiting data"),
    Claim.ANNUAL_DATA: ("年度数据", "annual data"),
    Claim.FIGURES: ("报数", "figures"),
    Claim.NONE: ("未填", "none"),
    Claim.OTHER: ("其他", "other"),
}

STAGES: dict[Stage, tuple[str, str]] = {
    Stage.NOT_STARTED: ("还没开始", "not started"),
    Stage.UNDER_WAY: ("在做", "under way"),
    Stage.DONE: ("已完成", "done"),
}

LEVELS: dict[Level, tuple[str, str]] = {
    Level.ERROR: ("错误", "error"),
    Level.WARNING: ("提醒", "warning"),
    Level.NOTE: ("说明", "note"),
}

# What a stretch of a report is that no task is cut from.
DRAFT_PARTS: dict[str, tuple[str, str]] = {
    "front": ("报告开头", "the report's beginning"),
    "review": ("工作回顾", "the review"),
    "longer": ("多年规划", "the longer plan"),
    "notes": ("注释", "notes"),
    "table": ("表格", "a table"),
}


def in_language(names: tuple[str, str], language: str) -> str:
    """Return the Chinese name, or the English one where `language` is "en"."""
    return names[1] if language == "en" else names[0]


# what a unit has reported and the office has not looked at goes by this rule, so that it is not called unreported
WAITS = ("已报，待审", "reported, under review")


def state_name(assessment: Assessment, language: str = "zh") -> str:
    """Name the state; one that is behind and red is 严重欠进度, "far behind"."""
    if assessment.state is State.BEHIND and assessment.light is Light.RED:
        return in_language(("严重欠进度", "far behind"), language)
    if assessment.state is State.UNCLEAR and assessment.rule == IN_PUBLIC[0]:
        return in_language(IN_PUBLIC, language)
    if assessment.state is State.NOT_REPORTED and assessment.rule == WAITS[0]:
        return in_language(WAITS, language)
    return in_language(STATES[assessment.state], language)


def in_public(assessment: Assessment) -> Assessment:
    """Return what the public is told: of `unclear` one neutral sentence, without candidates and figures."""
    if assessment.state is not State.UNCLEAR:
        return assessment
    chinese, english = _IN_PUBLIC_SENTENCE
    return replace(
        assessment, rule=IN_PUBLIC[0], sentence=chinese, sentence_en=english, provisional=False, expected=None,
        reached=None, inputs=(), unsettled=(), candidates=(), settled_by=None,
    )  # fmt: skip


def light_and_state(assessment: Assessment, language: str = "zh") -> str:
    """Say light and state: 绿灯 达进度（暂）, "green, on pace (provisional)"."""
    light, state = in_language(LIGHTS[assessment.light], language), state_name(assessment, language)
    if language == "en":
        return f"{light}, {state}" + (" (provisional)" if assessment.provisional else "")
    return f"{light} {state}" + ("（暂）" if assessment.provisional else "")


def sentence(assessment: Assessment, language: str = "zh") -> str:
    """Return the assessment's sentence; the Chinese one where there is no English."""
    return (assessment.sentence_en or assessment.sentence) if language == "en" else assessment.sentence
