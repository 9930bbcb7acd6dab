"""Is a cumulative figure smaller than the one of the cycle before?

    截至6月底完成50亿元；截至9月底完成48亿元      a year to date cannot shrink

A figure that is said to be revised (核减, 修正, 调整, 剔除) may; so may an estimate.
"""

from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.expressions import expression
from luoshi.indicators import Kind, same_metric
from luoshi.pacing import phrasing
from luoshi.pacing.comparison import covered
from luoshi.pacing.flow_or_stock import kind_of_amount
from luoshi.plan import Basis, Finding, Level, Observation

_TO_DATE = expression(r"累计|截至|截止|今年以来|年初以来|1\s*[-—–－~]\s*\d+月|上半年|前三季度")
_REVISED = expression(r"核减|修正|修订|调整|剔除|扣除|口径|普查|退库|净")


def check(stated: Stated) -> Iterator[Answer]:
    if stated.previous is None or _REVISED.search(stated.text):
        return
    for now in stated.of_basis(Basis.LEVEL):
        before = next((figure for figure in stated.previous.observations if _earlier(stated, now, figure)), None)
        if before is None or meant(now).high >= meant(before).low:
            continue
        sure = now.period is not None or _TO_DATE.search(stated.text) is not None
        yield Answer(finding=_less(stated, now, before, sure=sure))


def _less(stated: Stated, now: Observation, before: Observation, *, sure: bool) -> Finding:
    """Without a period or 累计, it may be the cycle's own figure: then it is only a question."""
    if sure:
        message = f"累计数写的是{now.value_text}，比上一期的{before.value_text}少。"
    else:
        message = (
            f"写的是{now.value_text}，上一期是{before.value_text}。如果是累计数，就少了；如果是这一期的数，请写明。"
        )
    english = f"{now.value_text} is less than {before.value_text} one cycle before"
    return stated.finding(
        "cumulative",
        Level.WARNING if sure else Level.NOTE,
        message,
        f"{english}." if sure else f"{english}: to date, it shrank; of this cycle alone, please say so.",
        span=now.span,
        written=now.value_text,
        reckoned=before.value_text,
    )


def _earlier(stated: Stated, now: Observation, before: Observation) -> bool:
    """Whether `before` is the same flow, to date in the same year, over no more months."""
    previous = stated.previous
    if previous is None or before.base or now.base or before.estimated or before.basis is not Basis.LEVEL:
        return False
    if now.metric != before.metric and not same_metric(now.metric, before.metric):
        return False
    if now.measure != before.measure or is_vague(before, previous.statement) or is_vague(now, stated.text):
        return False
    this, that = covered(now, stated.as_of), covered(before, stated.earlier)
    if this is None or that is None or not (this.from_january and that.from_january) or this.year != that.year:
        return False
    if that.last_month > this.last_month:
        return False
    around = stated.text[max(0, now.value_span.start - 8) : now.value_span.start]
    return (
        kind_of_amount(now.metric, around + now.metric, phrasing.unit_of(now.value_text, now.measure)[1])[0]
        is Kind.FLOW
    )
