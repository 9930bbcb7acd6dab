"""Do the parts add up to the whole, and is no part larger than it?

    161亿元。其中，房地产90.5亿元，产业32.6亿元，政府37.9亿元      90.5 + 32.6 + 37.9 is 161
    城区3个、镇区5个，合计9个                                  3 + 5 is 8, not 9
    投资90.5亿元，其中土地款98.6亿元                            a part cannot be more than its whole

Parts after 其中 need not be all of them and may overlap, so that only a stated total (合计,
共计, 总计) is held against its parts. What is net (净增, 顺差, 利润) may be less than a part.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from luoshi.checks import words
from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.checks.structure import parts_of, same_kind
from luoshi.expressions import expression
from luoshi.plan import Basis, Finding, Level, Observation, Relation
from luoshi.quantity import Interval

# the clause of a total begins with that word: 民生支出共计90亿元 is no total of what stands before it
_TOTAL = expression(
    r"(?:^|[,，;；。、(（:：\n])\s*(?:以上|上述|[两二三四五六]项)?(?:合计|共计|总计)"
    r"(?:建成|完成|新建|新增|开工|投入|实现|达到?|为|有|约)*\s*$"
)
# a total that is far from its parts is of something else
_NEAR = Decimal("0.3")
# 2 + 1.5 + 1 of 5 leaves room for others, though 4.5 may be printed as 5
_CLOSE = Decimal("0.02")
_NET = expression(r"净|差额|顺差|逆差|利润|盈余|结余|增量")
_SENTENCE = expression(r"[。;；\n]")
_MOST_PARTS = 8


def check(stated: Stated) -> Iterator[Answer]:
    for whole, parts in parts_of(stated.text, stated.seen):
        yield from _among(stated, whole, parts)
    yield from _totals(stated)


def _total(parts: Sequence[Observation]) -> Interval:
    total = meant(parts[0])
    for part in parts[1:]:
        total = total + meant(part)
    return total


def _among(stated: Stated, whole: Observation, parts: tuple[Observation, ...]) -> Iterator[Answer]:
    whole_period = [part for part in parts if part.period == whole.period or part.period is None]
    if len(whole_period) > 1 and _total(whole_period).meets(meant(whole)) and _near(whole_period, whole, _CLOSE):
        yield Answer(_sum(whole_period, whole, holds=True))
        return
    # what follows the first part may be a new matter (其中省级22个，新发展家庭农场220家)
    for part in parts if parts[0].part_of else parts[:1]:
        holds = meant(part).low <= meant(whole).high
        relation = Relation(
            relation="part_of",
            holds=holds,
            written=part.value_text,
            reckoned=None,
            sentence=f"{words.bare(part.value, whole)} {'≤' if holds else '>'} {words.bare(whole.value, whole)}，"
            f"{'部分不大于整体' if holds else '部分比整体还大'}。",
            sentence_en=f"{words.bare(part.value, whole)} {'≤' if holds else '>'} {words.bare(whole.value, whole)}: "
            f"the part is {'no larger' if holds else 'larger'} than the whole.",
            spans=(part.value_span, whole.value_span),
        )
        if holds:
            yield Answer(relation)
        elif not (_is_net(stated, whole) or any(is_vague(figure, stated.text) for figure in (part, whole))):
            yield Answer(relation, _larger(stated, part, whole))


def _is_net(stated: Stated, whole: Observation) -> bool:
    start = whole.value_span.start
    return _NET.search(whole.metric + stated.text[max(0, start - 8) : start]) is not None


def _larger(stated: Stated, part: Observation, whole: Observation) -> Finding:
    return stated.finding(
        "part-larger",
        Level.WARNING,
        f"“其中”写的是{part.value_text}，比整体{whole.value_text}还大。",
        f"The part is written as {part.value_text}, more than its whole {whole.value_text}.",
        span=part.span,
        written=part.value_text,
        reckoned=whole.value_text,
    )


def _sum(parts: Sequence[Observation], whole: Observation, *, holds: bool) -> Relation:
    sum_ = words.added(parts, whole)
    reckoned = words.bare(sum((part.value for part in parts), start=parts[0].value * 0), whole)
    return Relation(
        relation="sum",
        holds=holds,
        written=whole.value_text,
        reckoned=f"{reckoned}{words.unit(whole)}",
        sentence=f"{sum_} = {reckoned}，写的是{whole.value_text}，{'相符' if holds else '对不上'}。",
        sentence_en=f"{sum_} = {reckoned}, written {whole.value_text}: {'agrees' if holds else 'does not agree'}.",
        spans=(*(part.value_span for part in parts), whole.value_span),
    )


def _totals(stated: Stated) -> Iterator[Answer]:
    """Hold a stated total against the figures before it in its sentence."""
    levels = sorted(stated.of_basis(Basis.LEVEL), key=lambda figure: figure.value_span)
    for total in levels:
        if not _TOTAL.search(stated.text[: total.value_span.start]):
            continue
        start = max((found.end() for found in _SENTENCE.finditer(stated.text, 0, total.value_span.start)), default=0)
        parts = [
            figure
            for figure in levels
            if start <= figure.value_span.start < total.value_span.start and same_kind(figure.measure, total.measure)
        ]
        if 2 <= len(parts) <= _MOST_PARTS:
            yield from _held(stated, total, parts)


def _near(parts: Sequence[Observation], total: Observation, within: Decimal) -> bool:
    whole = sum((part.value for part in parts), start=Decimal(0))
    return abs(whole - total.value) <= within * abs(total.value)


def _held(stated: Stated, total: Observation, parts: list[Observation]) -> Iterator[Answer]:
    """The total may be of some of the figures only: any choice of two or more that fits is enough."""
    choices = (choice for size in range(len(parts), 1, -1) for choice in combinations(parts, size))
    fitting = next((choice for choice in choices if _total(choice).meets(meant(total))), None)
    if fitting is not None:
        yield Answer(_sum(fitting, total, holds=True))
    elif _near(parts, total, _NEAR) and not any(is_vague(figure, stated.text) for figure in (*parts, total)):
        relation = _sum(parts, total, holds=False)
        yield Answer(
            relation,
            stated.finding(
                "sum",
                Level.WARNING,
                f"合计写的是{total.value_text}，按{words.added(parts, total)}算是{relation.reckoned}。",
                f"The total is written as {total.value_text}; {words.added(parts, total)} gives {relation.reckoned}.",
                span=total.span,
                written=total.value_text,
                reckoned=relation.reckoned,
            ),
        )
