"""All done: a promised rate of works of which the statement says in words that all have come so far.

高标准农田项目开工率100% · 高标准农田项目已全部开工          100%
高标准农田项目开工率100% · 高标准农田项目大部分已开工        no figure
"""

from datetime import date
from decimal import Decimal

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.pacing.likeness import content, mostly_in
from luoshi.pacing.stages import level, progress_in
from luoshi.place import Span
from luoshi.plan import Basis, Comparator, Observation, Target, Task

_DEEDS = r"(?P<deed>开工|复工|竣工|完工|投产|整改|办结|销号|兑现|验收|入库|交付)"
_RATE = expression(rf"{_DEEDS}(?:完成)?率$")
_ALL_OF_THEM = expression(
    rf"(?:已|均|都|现)*(?:全部|全面|均已|都已|全数)(?:实现|完成|顺利)*{_DEEDS}(?!率)", needs="全均都"
)
_NOT_ALL = expression(r"尚|未|部分|除|其余|其他|大多|基本|陆续|计划|预计|力争|确保|将|年底|前|正在")
_CLAUSES = expression(r"[,;。!?\n]")


def all_of_them_done(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return 100% where a clause names the works of a promised rate, and says that all of them have come so far."""
    rate = _RATE.search(target.metric)
    if rate is None or target.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return None
    whose, text, start = content(target.metric[: rate.start()]), level(task.statement), 0
    for clause in _CLAUSES.split(text):
        found = _ALL_OF_THEM.search(clause)
        named = not whose or mostly_in(whose, clause)
        own = found is not None and found["deed"] == rate["deed"]
        if found is not None and own and named and not _NOT_ALL.search(clause) and progress_in(clause) is not None:
            span = Span(start + found.start(), start + found.end())
            return Observation(
                metric=target.metric,
                period=Period.to_month(as_of.year, as_of.month) if as_of is not None else None,
                basis=Basis.LEVEL,
                value=Decimal(100),
                measure="%",
                span=Span(start, start + len(clause)),
                value_span=span,
                value_text=span.of(task.statement),
                rule="all done",
            )
        start += len(clause) + 1
    return None
