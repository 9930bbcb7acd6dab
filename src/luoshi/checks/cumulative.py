"""Is a cumulative figure smaller than the one of the cycle before?

    截至6月底完成50亿元；截至9月底完成48亿元      a year to date cannot shrink

    上期25个已全部开工、完工19个；本期完工21个      compared with 19, which was the target's figure, and not with 25

    开工7家；完工6家                            another stage of the same things is another figure

A figure that is said to be revised (核减, 修正, 调整, 剔除) may; so may an estimate, and whatever does not add up over
the year: a rate, a share, an average, an index (优良天数比率88.9% after 89.5%).
"""

from collections.abc import Iterator
from dataclasses import replace

from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.expressions import expression
from luoshi.indicators import Kind, same_metric
from luoshi.pacing import phrasing, proof_of
from luoshi.pacing.comparison import covered, phase_of
from luoshi.pacing.flow_or_stock import kind_of_amount
from luoshi.plan import Basis, Finding, Level, MilestoneKind, Observation, Target

_TO_DATE = expression(r"累计|截至|截止|今年以来|年初以来|1\s*[-—–－~]\s*\d+月|上半年|前三季度")
_REVISED = expression(r"核减|修正|修订|调整|剔除|扣除|口径|普查|退库|净")

_RATES = ("%", "‰", "个百分点", "")
# 平均办理时间3天 after 4天: what is no sum of the year may fall
_NO_SUM = expression(
    r"平均|[人户地亩日月]均|均[价值]|单位(?=GDP|面积|产品)|万元(?=GDP|地区|工业|产值|增加值)"
    r"|(?:率|比重|占比|比例|份额|指数|强度|密度|浓度|满意度)$"
)
# 新建 says what is done, and not how far
_NO_STAGE = (None, MilestoneKind.NEW)


def check(stated: Stated) -> Iterator[Answer]:
    if stated.previous is None or _REVISED.search(stated.text):
        return
    used = {proof.figure.value_span: target for target, proof in stated.proofs if proof.figure is not None}
    for now in stated.of_basis(Basis.LEVEL):
        if not _adds_up(now):
            continue
        target = used.get(now.value_span)
        candidates = _counted_alike(stated, now) if target is None else _used_for(stated, target)
        before = next((figure for figure in candidates if _earlier(stated, now, figure)), None)
        if before is not None and _at_another_stage(stated, now, before):
            continue
        if before is None or meant(now).high >= meant(before).low:
            continue
        sure = now.period is not None or _TO_DATE.search(stated.text) is not None
        yield Answer(finding=_less(stated, now, before, sure=sure))


def _used_for(stated: Stated, target: Target) -> list[Observation]:
    """The figure by which a target was judged one cycle before, as it was written there."""
    assert stated.previous is not None
    before = replace(stated.task, statement=stated.previous.statement, observations=stated.previous.observations)
    figure = proof_of(replace(before, settlements=stated.previous.settlements), target, stated.earlier).figure
    if figure is None:
        return []
    return [seen for seen in before.observations if seen.value_span == figure.value_span and seen.value == figure.value]


def _counted_alike(stated: Stated, now: Observation) -> list[Observation]:
    """The earlier figures of the same phase as one that judges no target: what has begun beside what has begun."""
    previous = stated.previous
    assert previous is not None
    phase = phase_of(now, stated.text, behind=True)
    return [seen for seen in previous.observations if phase_of(seen, previous.statement, behind=True) is phase]


def _adds_up(now: Observation) -> bool:
    """Whether a figure is an amount of which there is more and more through the year."""
    return now.measure not in _RATES and "/" not in now.measure and _NO_SUM.search(now.metric) is None


def _at_another_stage(stated: Stated, now: Observation, before: Observation) -> bool:
    """Whether two figures count how many things have come to two stages: 完工6家 after 开工7家."""
    assert stated.previous is not None
    stage, other = (
        phase_of(figure, text, behind=True)
        for figure, text in ((now, stated.text), (before, stated.previous.statement))
    )
    return stage not in _NO_STAGE and other not in _NO_STAGE and stage is not other


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
