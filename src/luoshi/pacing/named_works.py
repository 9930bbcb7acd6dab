"""Named works: a number of works that the promise names, each of which the statement answers by its name.

甲、乙、丙3座水库12月20日前主体完工 · 甲、乙、丙水库主体完工        3 of 3
甲、乙2座电厂全面投用 · 甲电厂5月投用，乙电厂正在调试               1 of 2
"""

from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.listed_works import names_a_work
from luoshi.pacing.comparison import phase_in
from luoshi.pacing.milestone_words import answer_in_words
from luoshi.pacing.phase_words import Answer
from luoshi.pacing.stages import level
from luoshi.pacing.wordings import promise_words
from luoshi.place import Span
from luoshi.plan import Basis, Milestone, MilestoneKind, Observation, Target, Task

_LEAD = expression(
    r"^(?:确保|力争|争取|全力|推动|推进|加快|年内|今年|全年|基本|完成|实现|新?开工(?:建设)?|建成|投用|启动|实施|建设|新建|改造)+"
)
_AND = expression(r"、|和|及|与")
_STOP = expression(r"[,;。:!?\n]")
_PHASES = (MilestoneKind.START, MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
_MOST = 9


def named_works(task: Task, target: Target) -> Observation | None:
    """Return how many of the works that a promise names are said to have come to its phase; else None."""
    if target.value is None or not 2 <= target.value <= _MOST or target.value_span is None:
        return None
    kind = target.milestone or phase_in(promise_words(task, target).noun)
    if kind not in _PHASES:
        return None
    text = level(task.text)
    start = max((stop.end() for stop in _STOP.finditer(text, 0, target.value_span.start)), default=0)
    stop = _STOP.search(text, target.value_span.end)
    clause = Span(start, stop.start() if stop else len(text))
    names = _AND.split(_LEAD.sub("", text[start : target.value_span.start]))
    if len(names) != target.value or any(len(name) < 2 or name not in task.statement for name in names):
        return None
    noun = text[target.value_span.end : clause.end]
    works = [_as_it_is_called(name, noun, task.statement) for name in names]
    answers = [answer_in_words(task, Milestone(kind=kind, object=work, span=clause)) for work in works]
    if any(answer not in (Answer.REACHED, Answer.NOT_REACHED) for answer in answers):
        return None
    reached = answers.count(Answer.REACHED)
    at = min(task.statement.find(name) for name in names)
    return Observation(
        metric=target.metric,
        period=None,
        basis=Basis.LEVEL,
        value=Decimal(reached),
        measure=target.measure or "",
        span=Span(at, at + len(names[0])),
        value_span=Span(at, at + len(names[0])),
        value_text=f"{reached}{target.measure or ''}",
        rule="named works",
    )


def _as_it_is_called(name: str, noun: str, statement: str) -> str:
    """A work's name with as much of the promised noun as the statement has behind it: 甲焚烧厂 of 生活垃圾焚烧厂."""
    if name + noun[:2] in statement:
        return name + noun[:2]
    start = stop = statement.find(name) + len(name)
    while stop < len(statement) and statement[stop] in noun:
        stop += 1
    called = statement[start:stop]
    return name + called if names_a_work(called) else name
