"""Is the statement word for word the one of the cycle before?

    上一期：已开工3个项目，完成投资2亿元。    这一期：已开工3个项目，完成投资2亿元。

A bare claim (序时推进) says the same each time, and is no finding.
"""

from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.expressions import expression
from luoshi.plan import Level

_LEAST = 10
_SPACE = expression(r"\s+")


def check(stated: Stated) -> Iterator[Answer]:
    if stated.previous is None:
        return
    now, before = _SPACE.sub("", stated.text), _SPACE.sub("", stated.previous.statement)
    if now != before or len(now) < _LEAST:
        return
    yield Answer(
        finding=stated.finding(
            "repeated",
            Level.NOTE,
            "这一期写的和上一期一字不差。",
            "The statement is word for word that of the cycle before.",
            written=stated.text,
        )
    )
