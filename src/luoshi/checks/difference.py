"""Does the stated rise in points, or in the measure itself, follow from the two values?

优良率由91.2%提高到94.5%，提高3.3个百分点      94.5 − 91.2 is 3.3
优良率由91.2%提高到94.5%，提高4.3个百分点      94.5 − 91.2 is 3.3, not 4.3
"""

from collections.abc import Iterator

from luoshi.checks import words
from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.indicators import same_metric
from luoshi.pacing import phrasing
from luoshi.plan import Basis, Level, Observation, Relation

_POINTS = ("个百分点", "百分点")


def check(stated: Stated) -> Iterator[Answer]:
    for change in stated.of_basis(Basis.GROWTH):
        if change.measure in ("%", "倍") or change.scope or stated.compared_elsewhere(change):
            continue
        pairs = [
            (now, before)
            for now in stated.of_basis(Basis.LEVEL, Basis.SHARE, Basis.PER_CAPITA)
            for before in stated.of_basis(now.basis, base=True)
            if now.measure == before.measure == ("%" if change.measure in _POINTS else change.measure)
            and same_metric(now.metric, change.metric)
            and same_metric(before.metric, change.metric)
            and now.period == change.period
        ]
        if pairs:
            yield _answer(stated, change, pairs)


def _answer(stated: Stated, change: Observation, pairs: list[tuple[Observation, Observation]]) -> Answer:
    fits = [pair for pair in pairs if (meant(pair[0]) - meant(pair[1])).meets(meant(change))]
    now, before = (fits or pairs)[0]
    value = now.value - before.value
    reckoned = f"{words.bare(value, change)}{words.unit(change)}"
    shown = words.signed(change)
    sum_ = f"{phrasing.number(now.value)} − {phrasing.number(before.value)}"
    relation = Relation(
        relation="difference",
        holds=bool(fits),
        written=shown,
        reckoned=reckoned,
        sentence=f"{sum_} = {reckoned}，写的是{shown}，{'相符' if fits else '对不上'}。",
        sentence_en=f"{sum_} = {reckoned}, written {shown}: {'agrees' if fits else 'does not agree'}.",
        spans=(now.value_span, before.value_span, change.value_span),
    )
    if fits:
        return Answer(relation)
    if any(is_vague(figure, stated.text) for pair in pairs for figure in (*pair, change)):
        return Answer()
    return Answer(
        relation,
        stated.finding(
            "difference",
            Level.WARNING,
            f"变化写的是{shown}，按{sum_}算是{reckoned}。",
            f"The change is written as {shown}; {sum_} gives {reckoned}.",
            span=change.span,
            written=shown,
            reckoned=reckoned,
        ),
    )
