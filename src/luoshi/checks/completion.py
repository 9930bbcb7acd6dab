"""Does the stated completion rate follow from the figure and the plan's target?

    目标25万方；新增绿化面积19.2万方，完成年度目标的76.8%      19.2 / 25 is 76.8%
    目标25万方；新增绿化面积19.2万方，完成年度目标的78.6%      19.2 / 25 is 76.8%, not 78.6%

A rate of 100% and more claims completion: where the figure by which the target is judged is short of it, that is an
error. A plan that the statement itself names (占年度计划12亿元的53%) goes before the task's target.
A target is a number that was set, and exact. A rate of another body's plan (市下达任务) is left alone.
A rate in a column of its own (完成率) is held against the figure by which the task's only target is judged, and one
that names nothing against the figure right before it.
"""

from collections.abc import Iterator
from decimal import Decimal

from luoshi.checks import words
from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import around, is_vague, meant
from luoshi.checks.structure import same_kind
from luoshi.expressions import expression
from luoshi.indicators import same_metric
from luoshi.pacing import phrasing
from luoshi.pacing.comparison import comparable, in_phase, is_completion
from luoshi.pacing.likeness import content
from luoshi.plan import Basis, Level, Observation, Relation, Target
from luoshi.quantity import Interval

_OTHERS = expression(r"[省市州县]|下达|上级|国家|考核|时序|序时|季度|上半年|月度|阶段")
# 占一般公共预算支出的70%: a budget that is spent is no plan
_SPENT = expression(r"预算[收支]")
# a share of what is to be spent says nothing of a count: 13个项目完成年度投资计划的125.9%
_OF_MONEY = expression(r"投资|资金|产值|营收|收入|支出|预算")
_STOP = expression(r"[。;；!！?？\n]")
_DIGIT = expression(r"\d")
# 1100套已于8月交付，完成率90%: a day between a figure and its rate is no further figure
_A_DAY = expression(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}[日号]|底|初|末|份)?|20\d\d年")
_TO_THE_LAST = expression(r"\d*[1-9]\d?(?![\d.%万亿千百])")
_WHOLE = expression(r"\d+(?![\d.%万亿千百])")
_RATE_COLUMN = expression(r"(?:年度|全年)?(?:目标|任务|工作|目标任务)?完成(?:率|比例|百分比)(?:[（(]?[%％][)）]?)?")
_RATE_CELL = expression(r"(\d{1,4}(?:\.\d{1,4})?)([%％]?)")
_PLAN_BEFORE = expression(r"(?:计划|任务|目标|预算)(?:数|值|投资|总投资)?[为的]?$")

Goal = tuple[Interval, Decimal, str]


def check(stated: Stated) -> Iterator[Answer]:
    for rate in stated.of_basis(Basis.SHARE):
        if (
            rate.measure != "%"
            or not is_completion(rate)
            or _OTHERS.search(rate.of or "")
            or _SPENT.search(rate.of or "")
        ):
            continue
        done = [
            figure
            for figure in stated.of_basis(Basis.LEVEL)
            if same_metric(figure.metric, rate.metric) and figure.period == rate.period and not _is_plan(stated, figure)
            if figure.measure == "元" or not _OF_MONEY.search(rate.of or "")
        ]
        pairs = [(figure, goal) for figure in done for goal in _goals(stated, figure)] or _nameless(stated, rate)
        if pairs:
            yield _answer(stated, rate, pairs)
    yield from _in_a_column(stated)


def _in_a_column(stated: Stated) -> Iterator[Answer]:
    """Hold a rate that stands in a column of its own (完成率 100%) against the figure of the task's only target."""
    if len(stated.proofs) != 1:
        return
    target, proof = stated.proofs[0]
    done = proof.figure
    if done is None or not target.value or not target.value_text or not _alike(done, target):
        return
    if target.basis is not Basis.LEVEL or done.basis is not Basis.LEVEL or is_vague(done, stated.text):
        return
    whole = Interval(target.value, target.value)
    for heading, cell in stated.task.extra.items():
        found = _RATE_CELL.fullmatch(cell.strip())
        if (
            not _RATE_COLUMN.fullmatch(heading)
            or found is None
            or not (found[2] or heading.endswith(("%", "％", ")", "）")))
        ):
            continue
        written, shown = Decimal(found[1]), f"{found[1]}%"
        if meant(done).over(whole).times(100).meets(around(written, shown, "%")):
            continue
        reckoned = f"{phrasing.number(100 * done.value / target.value, 1)}%"
        sum_ = phrasing.fraction(done.value, target.value, target.value_text, done.measure)[0].rsplit(" ", 1)[0]
        short = written >= 100 and meant(done).high < target.value
        yield Answer(
            None,
            stated.finding(
                "completion",
                Level.ERROR if short else Level.WARNING,
                f"“{heading}”一栏写的是{shown}，按{sum_}算是{reckoned}。",
                f"The column {heading} says {shown}; {sum_} gives {reckoned}.",
                written=shown,
                reckoned=reckoned,
                field=f"extra.{heading}",
            ),
        )


def _nameless(stated: Stated, rate: Observation) -> list[tuple[Observation, Goal]]:
    """Pair a rate that names nothing (完成率100%) with the figure of a task's only target, or with the one beside it.

    Where it is not settled whether a figure is the target's own, the rate is held against it all the same.
    """
    if content(rate.metric.replace("完成率", "")) or rate.part_of:
        return []
    only = len(stated.proofs) == 1
    pairs: list[tuple[Observation, Goal]] = []
    for target, proof in stated.proofs:
        for figure in [proof.figure] if proof.figure is not None else proof.readings:
            if figure is None or figure.basis is not Basis.LEVEL or figure.period != rate.period or not target.value:
                continue
            if target.basis is not Basis.LEVEL or not target.value_text or not _alike(figure, target):
                continue
            if figure.measure == "元" or not _OF_MONEY.search(rate.of or ""):
                goal = (Interval(target.value, target.value), target.value, target.value_text)
                pairs += [(figure, goal)] if only or _beside(stated, figure, rate) else []
    # right behind one figure it may still be of another of its sentence: the first is asked about, each may fit
    others = [] if only else _said_before(stated, rate)
    return pairs + [one for one in others if all(one[0].value_span != pair[0].value_span for pair in pairs)]


def _said_before(stated: Stated, rate: Observation) -> list[tuple[Observation, Goal]]:
    """Pair a rate at the end of its sentence with the figures of all targets, where the sentence gives every one.

    筹集1650套，其中首批1100套已交付，完成率90%: it may be of either, and is asked about where it is of none.
    """
    pairs: list[tuple[Observation, Goal]] = []
    for target, proof in stated.proofs:
        figure = proof.figure
        if figure is None or figure.answers is not None or target.basis is not Basis.LEVEL or not target.value:
            return []
        if figure.basis is not Basis.LEVEL or figure.period != rate.period or not _alike(figure, target):
            return []
        between = (figure.value_span.end, rate.value_span.start)
        if between[0] > between[1] or not target.value_text or _STOP.search(stated.text, *between):
            return []
        if figure.measure == "元" or not _OF_MONEY.search(rate.of or ""):
            pairs.append((figure, (Interval(target.value, target.value), target.value, target.value_text)))
    if stated.text.startswith("的", rate.value_span.end) or not pairs:
        return []
    # no figure of anything else stands between: that one would have a rate of its own
    last = max(figure.value_span.end for figure, _ in pairs)
    return pairs if not _DIGIT.search(_A_DAY.sub("", stated.text[last : rate.value_span.start])) else []


def _alike(figure: Observation, target: Target) -> bool:
    """Tell whether a figure is counted as a target is: 412部 of 500台, 860套 of 1000套(间)."""
    return same_kind(figure.measure, target.measure or "") or comparable(figure.measure, target.measure)


def _beside(stated: Stated, figure: Observation, rate: Observation) -> bool:
    """Tell whether a rate follows a figure at once, in its sentence: 筹集保租房860套，完成率80%."""
    if figure.answers is not None or not _right_behind(stated, figure, rate):
        return False
    if stated.text.startswith("的", rate.value_span.end):
        return False  # 完成率80%的项目有4个
    return _STOP.search(stated.text, figure.value_span.end, rate.value_span.start) is None


def _is_claim_of_all(stated: Stated, rate: Observation, done: Observation, goal: Goal) -> bool:
    """Whether a rate says that all is complete where the figure that judges the task's own target is short of it."""
    if rate.value < 100 or meant(done).high >= goal[0].low:
        return False
    return any(
        proof.figure is not None and proof.figure.value_span == done.value_span and target.value == goal[1]
        for target, proof in stated.proofs
    )


def _right_behind(stated: Stated, done: Observation, rate: Observation) -> bool:
    """Tell whether no further figure stands between a figure and its rate."""
    start, end = done.value_span.end, rate.value_span.start
    return 0 <= start <= end and _DIGIT.search(_A_DAY.sub("", stated.text[start:end])) is None


def _told(stated: Stated, done: Observation, rate: Observation, goal: Goal) -> Interval:
    """What a figure may stand for. Who set the goal to the last one (2745个) counts what is done so, too:

    2100个 beside a rate of its own is 2100, though it ends in zeros as a rounded figure would.
    """
    set_to_the_last = goal[0].low == goal[0].high == goal[1] and _TO_THE_LAST.match(goal[2])
    if (counted := _counted_like_others(stated, done)) is not None:
        return counted
    if set_to_the_last and _WHOLE.match(done.value_text) and _right_behind(stated, done, rate):
        return Interval(done.value, done.value)
    return meant(done)


def _counted_like_others(stated: Stated, done: Observation) -> Interval | None:
    """Return what a round count stands for beside one that is counted finer: who writes 1650套 does not write
    1100套 of 1060.

    None where no figure of its measure is counted finer than it.
    """
    if done.basis is not Basis.LEVEL or not _WHOLE.fullmatch(done.value_text.removesuffix(done.measure or "")):
        return None
    steps = [
        _step(one.value)
        for one in stated.seen
        if one.basis is Basis.LEVEL and one.measure == done.measure and one.value and one.value == int(one.value)
        if _WHOLE.match(one.value_text) and not is_vague(one, stated.text)
    ]
    step = min(steps, default=_step(done.value))
    if step >= _step(done.value) or is_vague(done, stated.text):
        return None
    half = Decimal(step) / 2 if step > 1 else Decimal(0)
    return Interval(done.value - half, done.value + half)


def _step(value: Decimal) -> int:
    """Return the last place that a whole number has anything in: 10 of 1650, 100 of 1100."""
    number, step = abs(int(value)), 1
    while number and number % (10 * step) == 0:
        step *= 10
    return step


def _is_plan(stated: Stated, figure: Observation) -> bool:
    return _PLAN_BEFORE.search(stated.text[: figure.value_span.start]) is not None


def _goals(stated: Stated, done: Observation) -> list[Goal]:
    """What the rate may be of: a plan that the statement names, else the task's own target."""
    named = [
        (meant(figure), figure.value, figure.value_text)
        for figure in stated.seen
        if _is_plan(stated, figure) and same_kind(figure.measure, done.measure) and meant(figure).low > 0
    ]
    return named or [
        (Interval(target.value, target.value), target.value, target.value_text)
        for target in stated.task.targets
        if target.basis is Basis.LEVEL
        and target.value is not None
        and target.value > 0
        and target.value_text
        and (target.due is None or stated.year is None or target.due.year == stated.year)
        and target.measure
        and (same_metric(target.metric, done.metric) or _is_judged_by(stated, target, done))
        and (target.milestone is None or in_phase([done], target.milestone, stated.text))
        and _alike(done, target)
    ]


def _is_judged_by(stated: Stated, target: Target, done: Observation) -> bool:
    """Tell whether a figure is the one by which a target is judged: 完成电梯更新412部 of 更新电梯500台."""
    return any(
        other is target and proof.figure is not None and proof.figure.value_span == done.value_span
        for other, proof in stated.proofs
    )


def _answer(stated: Stated, rate: Observation, pairs: list[tuple[Observation, Goal]]) -> Answer:
    fits = [
        (done, goal)
        for done, goal in pairs
        if goal[0].low > 0 and _told(stated, done, rate, goal).over(goal[0]).times(100).meets(meant(rate))
    ]
    done, (_, goal, goal_text) = (fits or pairs)[0]
    reckoned = words.like_written(100 * done.value / goal, rate, fits=bool(fits))
    sum_ = phrasing.fraction(done.value, goal, goal_text, done.measure)[0].rsplit(" ", 1)[0]
    agrees, agrees_en = "相符", "agrees"
    if not fits:
        agrees, agrees_en = "对不上", "does not agree"
    elif reckoned != rate.value_text:
        agrees, agrees_en = "在取整范围内，不算错", "within rounding, not wrong"
    relation = Relation(
        relation="completion",
        holds=bool(fits),
        written=rate.value_text,
        reckoned=reckoned,
        sentence=f"{sum_} = {reckoned}，写的是{rate.value_text}，{agrees}。",
        sentence_en=f"{sum_} = {reckoned}, written {rate.value_text}: {agrees_en}.",
        spans=(done.value_span, rate.value_span),
    )
    if fits:
        return Answer(relation)
    if any(is_vague(figure, stated.text) for figure in (rate, *(pair[0] for pair in pairs))):
        return Answer()
    heavy = all(_is_claim_of_all(stated, rate, *pair) for pair in pairs)
    swapped = "可能是两位写颠倒了。" if _swapped(rate.value_text, reckoned) else ""
    return Answer(
        relation,
        stated.finding(
            "completion",
            Level.ERROR if heavy else Level.WARNING,
            f"完成率写的是{rate.value_text}，按{sum_}算是{reckoned}。{swapped}",
            f"Completion is written as {rate.value_text}; {sum_} gives {reckoned}."
            f"{' Two digits may have changed places.' if swapped else ''}",
            span=rate.span,
            written=rate.value_text,
            reckoned=reckoned,
        ),
    )


def _swapped(written: str, reckoned: str) -> bool:
    """Tell whether two digits changed places: 78.6 for 76.8."""
    one, other = written.strip("%"), reckoned.strip("%")
    return one != other and len(one) == len(other) and sorted(one) == sorted(other)
