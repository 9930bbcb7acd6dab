"""Dated works beside figures: a task whose numbers are reached, and of whose works one had to be by a written day.

管网350公里，水厂6月底前投运 · 管网398公里，水厂正在调试            as of September: overdue, whatever the pipes are
管网350公里，水厂6月底前投运 · 管网398公里，水厂基本建成            it may be in use: it is asked
管网350公里，水厂6月底前投运 · 管网398公里                          nothing is said of it: it is asked, and not green
"""

from dataclasses import replace
from datetime import date

from luoshi.expressions import expression
from luoshi.pacing.carried_on import is_carried_on
from luoshi.pacing.case import Case, assessment, unclear
from luoshi.pacing.likeness import content
from luoshi.pacing.milestone_words import answer_in_words
from luoshi.pacing.milestones import MILESTONE, is_open
from luoshi.pacing.phase_words import CLAUSES, HOPES, ON_ITS_DAY, REACHED, Answer
from luoshi.pacing.proof import Proof
from luoshi.pacing.stages import level
from luoshi.plan import Aspect, Assessment, Light, Milestone, State, Task


def judge_dated_works(case: Case) -> Assessment | None:
    """Judge a task by the works whose own written day has come, where one is not said to be reached; else None."""
    task, as_of = case.task, case.as_of
    if as_of is None:
        return None
    dated = [one for one in task.milestones if one.stage is None and one.due is not None and one.due <= as_of]
    open_ = [one for one in dated if is_open(task, one) and not is_carried_on(task, one)]
    open_ = [one for one in open_ if not _goes_by_another_name(task, one)]
    if not open_:
        return None
    missed = next((one for one in open_ if answer_in_words(task, one) is Answer.NOT_REACHED), None)
    if missed is not None and missed.due is not None:
        return _overdue(case, missed, missed.due)
    return unclear(
        replace(
            case,
            target=replace(case.target, span=open_[0].span),
            due=open_[0].due,
            written=True,
            proof=Proof(unsettled=(Aspect.COMPLETION,)),
        )
    )


def judge_denied_works(case: Case) -> Assessment | None:
    """Judge a task by the first of its works that the sentence denies on its written day, whatever its figures are."""
    as_of = case.as_of
    if as_of is None:
        return None
    for one in case.task.milestones:
        dated = one.stage is None and one.due is not None and one.due <= as_of and not is_carried_on(case.task, one)
        if dated and one.due is not None and answer_in_words(case.task, one) is Answer.NOT_REACHED:
            return _overdue(case, one, one.due)
    return None


_ALIAS = expression(r"[(（][^()（）]{2,12}[)）]$")
_DENIED = expression(r"原定|原拟|原计划|[定拟应须]于|未|尚|推迟|延期|改[在为]|[底末月]前|试|待")
_A_NAME = 2


def _goes_by_another_name(task: Task, one: Milestone) -> bool:
    """Whether a work is told of with its day by one of its two names, or one that has none of its own by its phase.

    6月18日花园云上线 of 花园云（城市大脑）; 改造东环路，建设3座高架桥，7月底建成通车 · 东环路7月26日全线通车.
    """
    reached, said = REACHED.get(one.kind), level(task.statement)
    if reached is None or HOPES.search(said) or ON_ITS_DAY.search(said) is None:
        return False
    clauses = [clause for clause in CLAUSES.split(said) if reached.search(clause) and not _DENIED.search(clause)]
    if one.object not in one.span.of(task.text):
        return bool(clauses)
    name = content(level(_ALIAS.sub("", one.object)))
    return len(name) >= _A_NAME and any(name in content(clause) and ON_ITS_DAY.search(clause) for clause in clauses)


def _overdue(case: Case, missed: Milestone, due: date) -> Assessment:
    said, day = missed.span.of(case.task.text), due.isoformat()
    return assessment(
        case,
        MILESTONE,
        (State.OVERDUE, Light.RED),
        f"“{said}”应在{day}前完成，完成情况写明还没有做到（规则：节点 {case.rules.version}）→ 逾期",
        f'"{said}" was due by {day}; the statement says that it is not reached '
        f"(rule: milestones {case.rules.version}) → overdue",
        inputs=(("due", day),),
    )
