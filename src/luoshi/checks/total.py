"""Is more done than the sentence says there are?

    60个小区中，已完成改造65个            of 60, no more than 60 are done
    60个小区中，已完成改造41个

Held only where words say that the one is among the other (中, 其中): more than a plan (计划60个，完成65个) may be done.
"""

from collections.abc import Iterator
from itertools import pairwise

from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.checks.structure import same_kind
from luoshi.expressions import expression
from luoshi.pacing.likeness import content
from luoshi.plan import Basis, Level, Observation

# 60个小区中 · 在60个小区里 · 涉及的60个小区中; what is in the works (60个项目中标) is not among them
_AMONG = expression(
    r"^[^\d,，;；。、]{0,14}?(?:之?中(?![标心央小学型医介间期国])|当中|里面)(?=[,，已有完开建竣交投累共])"
)
_BETWEEN = expression(r"[。;；\n]|分别|另")
_DONE = expression(r"(?:完成|完工|竣工|建成|开工|投用|交付|达标|合格|通过|整改|办结)[^\d,，;；。]{0,8}$")


def check(stated: Stated) -> Iterator[Answer]:
    levels = sorted(stated.of_basis(Basis.LEVEL), key=lambda figure: figure.value_span)
    levels = [figure for figure in levels if figure.answers is None]
    for whole, part in pairwise(levels):
        if not _is_among(stated, whole, part) or not same_kind(whole.measure, part.measure):
            continue
        if meant(part).low > meant(whole).high and not any(is_vague(one, stated.text) for one in (whole, part)):
            yield _answer(stated, whole, part)


def _is_among(stated: Stated, whole: Observation, part: Observation) -> bool:
    between = stated.text[whole.value_span.end : part.value_span.start]
    among = _AMONG.match(between)
    if among is None or _BETWEEN.search(between) or not _DONE.search(between[among.end() :]):
        return False
    one, other = content(whole.metric), content(part.metric)
    return not one or not other or one in other or other in one


def _answer(stated: Stated, whole: Observation, part: Observation) -> Answer:
    return Answer(
        finding=stated.finding(
            "more-than-total",
            Level.WARNING,
            f"完成数写的是{part.value_text}，比同一句里的总数{whole.value_text}还多。",
            f"{part.value_text} are said to be done, more than the {whole.value_text} of which they are.",
            span=part.span,
            written=part.value_text,
            reckoned=whole.value_text,
        )
    )
