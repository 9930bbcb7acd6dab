"""Do two rows, or two documents, state or promise the same metric and period differently?

    第2项：一般公共预算收入增长6%      第90项：一般公共预算收入增长5.2%      both January to June

Only known indicators, by their whole name and for a stated period: a bare 投资 or 企业 means
something else in each row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.checks.rounding import is_vague, meant
from luoshi.expressions import expression
from luoshi.indicators import indicator_of
from luoshi.plan import Basis, Finding, Level, Observation, Target, Task

_OTHER_YEARS = expression(r"年均|[三五]年|“十[二三四五]五”|规划|去年|上年|20\d\d年|以来|累计")
_KINDS = (Basis.LEVEL, Basis.GROWTH, Basis.SHARE, Basis.PER_CAPITA, Basis.RANK)


@dataclass(frozen=True, slots=True)
class _Said:
    task: Task
    figure: Observation
    document: int


def check_rows(documents: Sequence[Sequence[Task]]) -> Iterator[Finding]:
    """Compare all rows of all documents; a finding stands at the later row and names the earlier one."""
    told: dict[tuple[object, ...], list[_Said]] = {}
    for number, tasks in enumerate(documents):
        for task in tasks:
            for figure in task.observations:
                key = _key(figure)
                if key is not None and not is_vague(figure, task.statement):
                    told.setdefault(key, []).append(_Said(task, figure, number))
    for said in told.values():
        yield from _against_the_first(said)
    yield from _promises(documents)


def _promises(documents: Sequence[Sequence[Task]]) -> Iterator[Finding]:
    """Compare what rows promise of one indicator; two ends of a range differ by their comparator."""
    first: dict[tuple[object, ...], tuple[Task, Target, int]] = {}
    for number, tasks in enumerate(documents):
        for task in tasks:
            # prose without a unit that owes it is no row, and other years have other targets
            if not task.lead or _OTHER_YEARS.search(task.text):
                continue
            for target in task.targets:
                indicator = indicator_of(target.metric)
                if indicator is None or target.metric not in indicator.names or target.value is None:
                    continue
                if target.basis not in _KINDS or target.of or target.milestone is not None or target.due is not None:
                    continue
                key = (indicator.name, target.basis, target.measure, target.comparator, target.scope)
                task_before, before, document = first.setdefault(key, (task, target, number))
                if task_before is not task and before.value != target.value:
                    yield _promised(task, target, task_before, before, document == number)


def _promised(task: Task, target: Target, task_before: Task, before: Target, same: bool) -> Finding:
    where = f"第{task_before.no}项" if same else f"另一份表第{task_before.no}项"
    return Finding(
        code="rows-differ",
        level=Level.WARNING,
        message=f"{target.metric}的目标这里写的是{target.value_text}，{where}写的是{before.value_text}。",
        message_en=f"The target for {target.metric} is {target.value_text} here and {before.value_text} "
        f"in row {task_before.no}{'' if same else ' of another document'}.",
        place=task.places.get("text", task.place),
        task=task.key,
        written=target.value_text,
        reckoned=before.value_text,
        field="text",
        span=target.span,
    )


def _key(figure: Observation) -> tuple[object, ...] | None:
    indicator = indicator_of(figure.metric)
    if indicator is None or figure.period is None or figure.basis not in _KINDS or figure.of:
        return None
    # 全市 and 全区 are two: only names that hold no place, and one scope, are compared
    if figure.metric not in indicator.names or figure.estimated:
        return None
    return (indicator.name, figure.period, figure.basis, figure.measure, figure.scope)


def _against_the_first(said: list[_Said]) -> Iterator[Finding]:
    first = said[0]
    for other in said[1:]:
        if other.task is first.task or meant(first.figure).meets(meant(other.figure)):
            continue
        where = f"第{first.task.no}项" if other.document == first.document else f"另一份表第{first.task.no}项"
        yield Finding(
            code="rows-differ",
            level=Level.WARNING,
            message=f"{other.figure.metric}这里写的是{other.figure.value_text}，{where}写的是{first.figure.value_text}。",
            message_en=f"{other.figure.metric} is {other.figure.value_text} here and {first.figure.value_text} "
            f"in row {first.task.no}{'' if other.document == first.document else ' of another document'}.",
            place=other.task.places.get("statement", other.task.place),
            task=other.task.key,
            written=other.figure.value_text,
            reckoned=first.figure.value_text,
            field="statement",
            span=other.figure.span,
        )
