"""Does the stated average follow from the stated total and count?

    为200户兑付补助500万元，户均2.5万元      500 / 200 is 2.5
    为200户兑付补助500万元，户均3.5万元      500 / 200 is 2.5, not 3.5

Held only within one sentence, where just one total and one count can be meant.
"""

import re
from collections.abc import Iterator

from luoshi.checks import words
from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.checks.structure import same_kind
from luoshi.expressions import expression
from luoshi.plan import Basis, Level, Observation

_SENTENCE = expression(r"[。;；\n]")
# What an average counts by, and the measures that its count is written in.
_BY: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (expression(r"户均|平均每户|每户平均"), ("户", "家")),
    (expression(r"平均每人|每人平均"), ("人", "名")),
    (expression(r"亩均|平均每亩"), ("亩",)),
    (expression(r"单个项目平均|项目平均|平均单体|平均每个"), ("个", "项")),
    (expression(r"场均|平均每场"), ("场",)),
)


def check(stated: Stated) -> Iterator[Answer]:
    for average in stated.seen:
        counted = _counted_by(stated, average)
        if counted is None or average.base or average.basis not in (Basis.LEVEL, Basis.PER_CAPITA):
            continue
        near = [figure for figure in _sentence_of(stated, average) if figure.basis is Basis.LEVEL]
        totals = [figure for figure in near if same_kind(figure.measure, average.measure)]
        counts = [figure for figure in near if figure.measure in counted and meant(figure).low > 0]
        if len(totals) == len(counts) == 1 and totals[0].period == counts[0].period:
            yield _answer(stated, average, totals[0], counts[0])


def _counted_by(stated: Stated, average: Observation) -> tuple[str, ...] | None:
    before = stated.text[max(0, average.value_span.start - 12) : average.value_span.start]
    clause = re.split(r"[,，;；。、(（]", before)[-1]
    return next((counted for words_, counted in _BY if words_.search(clause)), None)


def _sentence_of(stated: Stated, figure: Observation) -> list[Observation]:
    """The other figures that stand before this one in its sentence."""
    at = figure.value_span.start
    start = max((found.end() for found in _SENTENCE.finditer(stated.text, 0, at)), default=0)
    return [seen for seen in stated.seen if start <= seen.value_span.start < at and not seen.base]


def _answer(stated: Stated, average: Observation, total: Observation, count: Observation) -> Answer:
    holds = meant(total).over(meant(count)).meets(meant(average))
    if holds or any(is_vague(figure, stated.text) for figure in (average, total, count)):
        return Answer()
    reckoned = f"{words.bare(total.value / count.value, average)}{words.unit(average)}"
    sum_ = f"{total.value_text} / {count.value_text}"
    return Answer(
        finding=stated.finding(
            "average",
            Level.WARNING,
            f"平均数写的是{average.value_text}，按{sum_}算是{reckoned}。",
            f"The average is written as {average.value_text}; {sum_} gives {reckoned}.",
            span=average.span,
            written=average.value_text,
            reckoned=reckoned,
        ),
    )
