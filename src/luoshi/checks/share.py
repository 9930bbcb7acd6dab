"""Does the stated share follow from the stated figures?

    完成投资161亿元。其中，房地产投资90.5亿元，占比56.2%      90.5 / 161 is 56.2%
    完成投资161亿元。其中，房地产投资90.5亿元，占比62.5%      90.5 / 161 is 56.2%, not 62.5%

A share is right when it rounds, or is cut off, to what was written.
"""

from collections.abc import Iterator

from luoshi.checks import words
from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.checks.structure import parts_of, same_kind
from luoshi.indicators import same_metric
from luoshi.pacing.comparison import is_completion
from luoshi.plan import Basis, Level, Observation, Relation


def check(stated: Stated) -> Iterator[Answer]:
    for share in stated.of_basis(Basis.SHARE):
        if share.measure != "%" or is_completion(share):
            continue
        pairs = _pairs(stated, share)
        if pairs:
            yield _answer(stated, share, pairs)


def _pairs(stated: Stated, share: Observation) -> list[tuple[Observation, Observation]]:
    """All pairs of part and whole that the share may be meant of; one that fits is enough."""
    levels = [figure for figure in stated.of_basis(Basis.LEVEL) if figure.period == share.period]
    parts = [figure for figure in levels if same_metric(figure.metric, share.metric)]
    if share.of:
        wholes = [figure for figure in levels if same_metric(figure.metric, share.of)]
    else:
        wholes = [whole for whole, its in parts_of(stated.text, stated.seen) if any(part in its for part in parts)]
    return [
        (part, whole)
        for part in parts
        for whole in wholes
        if part is not whole and same_kind(part.measure, whole.measure) and meant(whole).low > 0
    ]


def _answer(stated: Stated, share: Observation, pairs: list[tuple[Observation, Observation]]) -> Answer:
    written = meant(share)
    fits = [pair for pair in pairs if meant(pair[0]).over(meant(pair[1])).times(100).meets(written)]
    part, whole = (fits or pairs)[0]
    reckoned = words.like_written(100 * part.value / whole.value, share, fits=bool(fits))
    sum_ = f"{words.bare(part.value, whole)} / {words.bare(whole.value, whole)}"
    relation = Relation(
        relation="share",
        holds=bool(fits),
        written=share.value_text,
        reckoned=reckoned,
        sentence=f"{sum_} = {reckoned}，写的是{share.value_text}，{'相符' if fits else '对不上'}。",
        sentence_en=f"{sum_} = {reckoned}, written {share.value_text}: {'agrees' if fits else 'does not agree'}.",
        spans=(part.value_span, whole.value_span, share.value_span),
    )
    vague = any(is_vague(figure, stated.text) for pair in pairs for figure in (*pair, share))
    if fits:
        return Answer(relation)
    if vague:
        return Answer()
    return Answer(
        relation,
        stated.finding(
            "share",
            Level.WARNING,
            f"占比写的是{share.value_text}，按{sum_}算是{reckoned}。",
            f"The share is written as {share.value_text}; {sum_} gives {reckoned}.",
            span=share.span,
            written=share.value_text,
            reckoned=reckoned,
        ),
    )
