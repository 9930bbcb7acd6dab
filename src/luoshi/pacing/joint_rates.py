"""Joint rates: one promised rate of several that are named together, each with its figure in the answer.

案件结案率、线索按时办结率两个100% · 案件结案率100%，线索按时办结率98.6%      judged by the worst: 98.6
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.pacing.likeness import MEMBERS, content
from luoshi.plan import Basis, Observation

_SO_MANY = expression(r"(?:这|均|都)?[两二三四五六]个$")
_A_RATE = expression(r"率$")
_ALIKE = 0.7


def of_each_rate(metric: str) -> list[str]:
    """Return the rates that a metric names together, each with a name of its own; nothing where it names one."""
    parts = [part.strip() for part in MEMBERS.split(_SO_MANY.sub("", metric)) if part.strip()]
    return parts if len(parts) > 1 and all(_A_RATE.search(part) for part in parts) else []


def rate_of(rate: str, rates: Sequence[str], said: Sequence[Observation]) -> Observation | None:
    """Return the one figure that is said of a rate and of none of the others; None where none or several are."""
    others = [one for one in rates if one != rate]
    own = [
        seen
        for seen in said
        if seen.measure == "%"
        and not seen.base
        and seen.basis in (Basis.LEVEL, Basis.SHARE)
        and _likeness(rate, seen.metric) >= _ALIKE
        and all(_likeness(other, seen.metric) < _likeness(rate, seen.metric) for other in others)
    ]
    return own[0] if len(own) == 1 else None


def _likeness(rate: str, name: str) -> float:
    """The smaller share of the letters of both names that stand in the other; 0 where they are not of one rate."""
    if len(name) > len("率") + 1 and rate.endswith(name):
        return 1.0  # 按期办结率 was read as 办结率
    mine, its = content(rate), content(name)
    if not mine or not its or mine[-2:] != its[-2:]:
        return 0.0
    return min(sum(letter in its for letter in mine) / len(mine), sum(letter in mine for letter in its) / len(its))
