"""Does a rank move the way its verb says, and as far?

由去年的第8位上升至第5位              5 is better than 8: it rose
由去年的第5位上升至第8位              8 is worse than 5: it fell
由第8位上升至第5位，提升2位           8 − 5 is 3, not 2
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.checks.case import Answer, Stated
from luoshi.expressions import expression
from luoshi.indicators import same_metric
from luoshi.pacing import phrasing
from luoshi.plan import Basis, Level, Observation

_UP = expression(r"[上提]升|前移|进位|跃[升居至]|升[至到]|晋[升位]|跃升")
# 降至 may speak of the number, which falls as the rank rises
_DOWN = expression(r"下降|后退|下滑|退[至到]|滑落|后移")
_STEPS = expression(r"(?:提升|上升|前移|进|晋升|跃升|下降|后退|下滑|后移)了?\s*(\d+)\s*(?:个)?(?:位次?|名)(?!次?以)")


def check(stated: Stated) -> Iterator[Answer]:
    for now in stated.of_basis(Basis.RANK):
        for before in stated.of_basis(Basis.RANK, base=True):
            if not same_metric(now.metric, before.metric) or now.scope != before.scope or before.value == now.value:
                continue
            first, last = sorted((before.value_span, now.value_span))
            between = stated.text[first.end : last.start]
            if re.search(r"[。;；]", between):
                continue
            yield from _direction(stated, now, before, between)
            yield from _steps(stated, now, before, last.end)


def _direction(stated: Stated, now: Observation, before: Observation, between: str) -> Iterator[Answer]:
    up, down = _UP.search(between) is not None, _DOWN.search(between) is not None
    rose = now.value < before.value
    if up in (down, rose):
        return
    said, said_en = ("上升", "have risen") if up else ("下降", "have fallen")
    moved, moved_en = ("上升", "up") if rose else ("下降", "down")
    was, is_ = phrasing.number(before.value), phrasing.number(now.value)
    yield Answer(
        finding=stated.finding(
            "rank",
            Level.WARNING,
            f"写的是位次{said}，从第{was}位到第{is_}位是{moved}。",
            f"The rank is said to {said_en}; from {was} to {is_} it went {moved_en}.",
            span=now.span,
            written=said,
            reckoned=moved,
        )
    )


def _steps(stated: Stated, now: Observation, before: Observation, after: int) -> Iterator[Answer]:
    """Hold 提升N位, next to the two ranks, against how far they are apart."""
    tail = re.split(r"[。;；]", stated.text[after : after + 16])[0]
    found = _STEPS.search(tail)
    if found is None:
        return
    steps = abs(now.value - before.value)
    if Decimal(found[1]) == steps:
        return
    was, is_ = phrasing.number(before.value), phrasing.number(now.value)
    yield Answer(
        finding=stated.finding(
            "rank",
            Level.WARNING,
            f"写的是{found.group()}，从第{was}位到第{is_}位是{phrasing.number(steps)}位。",
            f'"{found.group()}" is written; from {was} to {is_} it is {phrasing.number(steps)} places.',
            span=now.span,
            written=found.group(),
            reckoned=f"{phrasing.number(steps)}位",
        )
    )
