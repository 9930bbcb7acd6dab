"""Does the stated growth follow from this year's figure and last year's?

    完成税收161亿元（去年基数172.3亿元），增速-6.5%      161 / 172.3 − 1 is −6.6%: within rounding
    完成税收161亿元（去年基数172.3亿元），增速6.5%       161 / 172.3 − 1 is −6.6%, not 6.5%

Growth at constant prices or on a comparable basis does not follow from printed amounts, and
is left alone: 地区生产总值, 规上工业增加值, 可比价, 同口径. Growth of indicators that are published by
comparable scope (固定资产投资, 社会消费品零售总额; scope.py) may differ: that is a note, nothing wrong.
"""

from collections.abc import Iterator

from luoshi.checks import words
from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.checks.scope import comparable_scope
from luoshi.expressions import expression
from luoshi.indicators import indicator_of, same_metric
from luoshi.pacing.comparison import covered
from luoshi.plan import Basis, Level, Observation, Relation
from luoshi.quantity import Interval

_OTHER_BASIS = expression(r"可比|同口径|不变价|扣除|剔除|年均|平均增长|名义|实际增长|环比|两年")
_AT_PRICES = expression(r"增加值|生产总值|GDP")


def check(stated: Stated) -> Iterator[Answer]:
    if _OTHER_BASIS.search(stated.text):
        return
    for growth in stated.of_basis(Basis.GROWTH):
        if growth.measure != "%" or stated.compared_elsewhere(growth) or _at_constant_prices(growth.metric):
            continue
        pairs = [
            (now, before)
            for now in stated.of_basis(Basis.LEVEL, Basis.PER_CAPITA)
            for before in stated.of_basis(now.basis, base=True)
            if _belong(stated, now, before, growth)
        ]
        if pairs:
            yield _answer(stated, growth, pairs)


def _at_constant_prices(metric: str) -> bool:
    indicator = indicator_of(metric)
    return (indicator is not None and indicator.constant_prices) or _AT_PRICES.search(metric) is not None


def _belong(stated: Stated, now: Observation, before: Observation, growth: Observation) -> bool:
    """Whether the three speak of one metric, and of the same months a year apart."""
    if not (same_metric(now.metric, growth.metric) and same_metric(before.metric, growth.metric)):
        return False
    if now.measure != before.measure or now.period != growth.period or meant(before).low <= 0:
        return False
    if before.period is None:
        return True
    months = covered(now, stated.as_of)
    return months is not None and before.period == months.year_earlier()


def _reckon(now: Observation, before: Observation) -> Interval:
    ratio = meant(now).over(meant(before)).times(100)
    return Interval(ratio.low - 100, ratio.high - 100)


def _opposite(written: Interval) -> Interval:
    """What a rate would stand for with its other sign."""
    return Interval(-written.high, -written.low)


def _answer(stated: Stated, growth: Observation, pairs: list[tuple[Observation, Observation]]) -> Answer:
    written = meant(growth)
    fits = [pair for pair in pairs if _reckon(*pair).meets(written)]
    now, before = (fits or pairs)[0]
    value = 100 * (now.value / before.value - 1)
    reckoned = words.like_written(value, growth, fits=bool(fits))
    shown = words.signed(growth)
    sum_ = f"{words.bare(now.value, now)} / {words.bare(before.value, now)} − 1"
    by_scope = not fits and comparable_scope(growth.metric) is not None
    if not fits:
        ending, ending_en = "对不上", "does not agree"
    elif reckoned == shown or reckoned == words.like_written(growth.value, growth, fits=True):
        ending, ending_en = "相符", "agrees"
    else:
        ending, ending_en = "在取整范围内，不算错", "within rounding, not wrong"
    relation = Relation(
        relation="growth",
        holds=bool(fits),
        written=shown,
        reckoned=reckoned,
        sentence=f"{sum_} = {reckoned}，写的是{shown}，{ending}。",
        sentence_en=f"{sum_} = {reckoned}, written {shown}: {ending_en}.",
        spans=(now.value_span, before.value_span, growth.value_span),
    )
    if fits:
        return Answer(relation)
    if any(is_vague(figure, stated.text) for pair in pairs for figure in (*pair, growth)):
        return Answer()
    why = "可能按可比口径。" if by_scope else ""
    why_en = " It may be by comparable scope." if by_scope else ""
    if by_scope and _reckon(now, before).meets(_opposite(written)):
        why, why_en = f"{why}也可能漏了正负号。", f"{why_en} Or its sign was lost."
    # a relation that does not hold is shown as 对不上; what may be true by another scope is none
    return Answer(
        None if by_scope else relation,
        stated.finding(
            "growth",
            Level.NOTE if by_scope else Level.WARNING,
            f"增速写的是{shown}，按{sum_}算是{reckoned}。{why}",
            f"Growth is written as {shown}; {sum_} gives {reckoned}.{why_en}",
            span=growth.span,
            written=shown,
            reckoned=reckoned,
        ),
    )
