"""Breakthroughs in words: a statement that says of the promised thing that it has happened for the first time.

实现企业境内主板上市零的突破 · 华恒新材挂牌上市，实现主板上市企业零的突破      it has
实现企业境内主板上市零的突破 · 有望实现主板上市零的突破                        it is hoped for
实现企业境内主板上市零的突破 · 实现外贸出口零的突破                            another thing
"""

from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.place import Span
from luoshi.plan import Basis, Observation, Target, Task

# the rule of a figure that only says that something has happened
SAID_TO_HAPPEN = "said to have happened"
_CLAUSES = expression(r"[^,;。!?\n]+")
_HAPPENED = expression(r"(?:实现|取得|迎来|完成)?(?:了)?(?:[“\"]?零[”\"]?的?)?突破|填补[^,;。]{0,12}空白", needs="突填")
_MOSTLY = 0.6
_A_NAME = 2


def said_to_happen(task: Task, target: Target) -> Observation | None:
    """Return the words of a breakthrough as one that has happened; None where it is not said, or of another thing."""
    name = content(_HAPPENED.sub("", target.metric))
    for clause in _CLAUSES.finditer(level(task.statement)):
        found = _HAPPENED.search(clause[0])
        if found is None or progress_in(clause[0].replace("实现", "")) in (Progress.PLANNED, Progress.NOT_BEGUN):
            continue
        its = content(_HAPPENED.sub("", clause[0]))
        if len(its) < _A_NAME or len(name) < _A_NAME:
            continue
        if share_in(its, task.text) >= _MOSTLY and share_in(name, clause[0]) >= _MOSTLY:
            span = Span(clause.start(), clause.end())
            return Observation(
                metric=target.metric,
                period=None,
                basis=Basis.LEVEL,
                value=Decimal(1),
                measure="",
                span=span,
                value_span=Span(clause.start() + found.start(), clause.start() + found.end()),
                value_text=span.of(task.statement),
                rule=SAID_TO_HAPPEN,
            )
    return None
