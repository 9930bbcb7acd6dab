"""A task without targets: judged by its milestones, by its day, or by what its unit claims."""

from dataclasses import replace
from datetime import date

from luoshi.expressions import expression
from luoshi.grammar.ticks import is_unsettled
from luoshi.pacing.case import AWAITING, Case, assessment, blank, starts_later, unclear
from luoshi.pacing.dates import due_date
from luoshi.pacing.milestones import (
    denied,
    doubted,
    judge_in_words,
    judge_reached,
    judge_unreached,
    missed_by_its_day,
    open_milestones,
)
from luoshi.pacing.none_of_it import judge_none
from luoshi.pacing.perhaps_finished import perhaps_finished
from luoshi.pacing.proof import Proof
from luoshi.pacing.put_off import is_put_off
from luoshi.pacing.rates import judge_share
from luoshi.pacing.rules import RuleSet
from luoshi.pacing.the_plan_alone import of_the_plan_alone
from luoshi.pacing.told_of_it import may_be_told_of
from luoshi.place import Span
from luoshi.plan import Aspect, Assessment, Basis, Claim, Light, State, Target, Task
from luoshi.words import CLAIMS

MARK = Target(metric="", basis=Basis.LEVEL, comparator=None, value=None, measure=None, span=Span(0, 0))
# 完成年度建设任务 may be all that was promised, or this year's part of it
YEARS_TASK_DONE = expression(
    r"(?<![未待可])(?<!力争)(?<!确保)(?<!争取)(?<!预计)(?<!加快)(?<!尽快)(?<!没有)完成了?"
    r"(?:年度|今年|本年度?|全年|当年|既定)[^,，。；;\d]{0,6}(?:任务|目标|计划)(?!的|书|分解|\d)"
)


def judge_without_target(task: Task, year: int | None, as_of: date | None, rules: RuleSet) -> Assessment:
    """Judge a task that promises nothing measured: the claim speaks, and a date that has passed."""
    due = due_date(task.due, year)
    open_ = open_milestones(task)
    dates = [milestone.due for milestone in open_ if milestone.due is not None]
    if due is not None and (open_ or not task.milestones):
        dates.append(due)
    first = min(dates, default=None)
    case = Case(task=task, target=MARK, year=year, as_of=as_of, due=first, rules=rules, written=first is not None)
    open_ticks = is_unsettled(task.statement)
    claimed_for_the_year = YEARS_TASK_DONE.search(task.statement) is not None
    claimed = task.claim is Claim.COMPLETED or claimed_for_the_year
    if (none := judge_none(case)) is not None:
        return none
    if not task.milestones and (plan := of_the_plan_alone(task, as_of)) is not None:
        end = date(year, 12, 31) if year else None
        return judge_share(replace(case, target=plan[0], due=due or end, proof=Proof(plan[1]), written=due is not None))
    is_denied = denied(task, open_)
    put_off = len(open_) == 1 and task.claim is not Claim.COMPLETED and is_put_off(task, open_[0], as_of)
    may_be = not put_off and (doubted(task, open_) or (claimed and not is_denied) or open_ticks)
    if may_be and (one := missed_by_its_day(task, as_of)) is not None:
        may_be, case = False, replace(case, due=one.due)
    words_of_an_end = (
        case.overdue
        and task.claim is not Claim.COMPLETED
        and not (put_off or is_denied)
        and (perhaps_finished(task.statement) or may_be_told_of(task, open_))
    )
    asked = (may_be and (open_ or open_ticks)) or words_of_an_end
    if case.overdue and asked and task.claim not in AWAITING:
        mark = replace(MARK, span=open_[0].span if open_ else Span(0, len(task.text)))
        return unclear(replace(case, target=mark, proof=Proof(unsettled=(Aspect.COMPLETION,))))
    if case.overdue and (task.claim not in (Claim.COMPLETED, *AWAITING) or is_denied):
        return _past_its_day(case)
    if (reached := judge_reached(case) or judge_in_words(case)) is not None:
        return reached
    # 完成年度建设任务 may be all that was promised for the year
    if not claimed_for_the_year and (missed := judge_unreached(case)) is not None:
        return missed
    return _from_the_claim(case)


def _past_its_day(case: Case) -> Assessment:
    claim, claim_en = CLAIMS[case.task.claim]
    day = case.due.isoformat() if case.due is not None else ""
    return assessment(
        case,
        "期限",
        (State.OVERDUE, Light.RED),
        f"应在{day}前完成，没有完成的记录（自评“{claim}”）。",
        f"Due by {day}; no completion is recorded (claim: {claim_en}).",
        inputs=(("due", day),),
    )


def _from_the_claim(case: Case) -> Assessment:
    """Say what a unit claims of a task that promises nothing measured: never more than a grey."""
    task, grey = case.task, Light.GREY
    claim, claim_en = CLAIMS[task.claim]
    if blank(task.statement):
        if case.as_of is None:
            return assessment(
                case,
                "自评",
                (State.NOT_DUE, grey),
                "没有写明数，还没有到报告期。",
                "Nothing measured is promised; no report is due yet.",
            )
        return assessment(case, "自评", (State.NOT_REPORTED, grey), "这一期没有报。", "Nothing was reported this time.")
    if starts_later(task):
        return assessment(
            case,
            "自评",
            (State.NOT_DUE, grey),
            f"完成情况写的是“{task.statement}”。",
            "It has not begun yet; the unit says when it will.",
        )
    if task.claim in AWAITING:
        return assessment(
            case,
            "自评",
            (State.AWAITING_DATA, grey),
            f"数据还没有出：“{task.statement}”。",
            "Its data are not out yet.",
        )
    return assessment(
        case,
        "自评",
        (State.CLAIM_ONLY, grey),
        f"没有写明数的目标，只有自评“{claim}”，不亮灯。",
        f"Nothing measured is promised; there is only the claim ({claim_en}), so no light.",
    )
