"""Milestones: dates, and what was answered to each beside the sentence.

开工建设过江通道 · 已完成，2025-04-28    a completion with its day is recorded: done, early before its date
开工建设过江通道（5月底）· 进行中        as of June its date has passed without one: overdue
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from luoshi.expressions import expression
from luoshi.grammar.milestone_rules import OF_A_TASK, TO_ALL
from luoshi.pacing.another_year import is_of_another_year, is_still_to_come
from luoshi.pacing.carried_on import is_carried_on
from luoshi.pacing.case import Case, assessment, word
from luoshi.pacing.dates import due_date
from luoshi.pacing.late import day_of_milestone, past_due
from luoshi.pacing.milestone_words import answer_in_words
from luoshi.pacing.named_reached import share_reached
from luoshi.pacing.phase_words import Answer
from luoshi.pacing.rules import RuleSet
from luoshi.pacing.short_of_the_end import leaves_a_part_open, stands_on_a_condition
from luoshi.pacing.stages import level
from luoshi.place import Span
from luoshi.plan import Assessment, Basis, Claim, Light, Milestone, MilestoneKind, Stage, State, Target, Task
from luoshi.words import STAGES

MILESTONE = "节点"
_MARK = Target(metric="", basis=Basis.LEVEL, comparator=None, value=None, measure=None, span=Span(0, 0))


def open_milestones(task: Task) -> list[Milestone]:
    """Return the milestones of which neither the answer nor the sentence says that they are reached."""
    return [one for one in task.milestones if is_open(task, one)]


def is_open(task: Task, milestone: Milestone) -> bool:
    """Tell whether neither the answer nor the sentence says that a milestone is reached."""
    return milestone.stage is not Stage.DONE and answer_in_words(task, milestone) is not Answer.REACHED


def doubted(task: Task, open_: Sequence[Milestone]) -> list[Milestone]:
    """Return the open milestones of a task whose phase the sentence names, but not of the very thing.

    A task that is no work ends in many words, so that it is asked too where the sentence says nothing of its end.
    """
    return [
        one
        for one in open_
        if (answer := answer_in_words(task, one)) is Answer.MAYBE
        or (answer is Answer.NOTHING and one.rule in (OF_A_TASK, TO_ALL) and task.statement.strip())
    ]


def denied(task: Task, open_: Sequence[Milestone]) -> bool:
    """Tell whether the sentence says of one of the open milestones by its name that it is not reached."""
    return any(answer_in_words(task, one) is Answer.NOT_REACHED for one in open_)


def missed_by_its_day(task: Task, as_of: date | None) -> Milestone | None:
    """Return the first milestone whose own written day has come, and of which the sentence says that it is not reached.

    What is doubtful of another milestone changes nothing of it.
    """
    if as_of is None or len(task.milestones) < _SEVERAL:
        return None
    missed = [
        one
        for one in open_milestones(task)
        if one.due is not None and one.due <= as_of and answer_in_words(task, one) is Answer.NOT_REACHED
    ]
    return min(missed, key=lambda one: one.due or as_of, default=None)


_SEVERAL = 2


def judge_in_words(case: Case) -> Assessment | None:
    """Judge a task whose milestones are all said to be reached, each by its name; None for all others."""
    task = case.task
    if not task.milestones or case.as_of is None:
        return None
    ends = [one for one in task.milestones if not is_carried_on(task, one)] or task.milestones
    if any(answer_in_words(task, one) is not Answer.REACHED for one in ends):
        return None
    said_now = level(task.statement)
    if any(is_of_another_year(task, one, case.year) or stands_on_a_condition(said_now, one.object) for one in ends):
        return None
    if any(is_still_to_come(task, one, case.year, case.as_of) for one in ends):
        return None
    if len(ends) == 1 and leaves_a_part_open(said_now):
        return None
    year_end = date(case.year, 12, 31) if case.year else None
    due = [_due(task, one, case.year) or year_end for one in task.milestones]
    early = all(end is not None and case.as_of < end for end in due)
    state = State.DONE_EARLY if early else State.DONE
    said = "、".join(f"“{one.span.of(task.text)}”" for one in task.milestones)
    written = [(one, _due(task, one, case.year)) for one in task.milestones]
    tails = [past_due(day_of_milestone(task, one, case.year), end) for one, end in written if end is not None]
    late, late_en = next((tail for tail in tails if tail[0]), ("", ""))
    return assessment(
        case,
        MILESTONE,
        (state, Light.GREEN),
        f"{said}，完成情况写明已经做到{late}（规则：节点 {case.rules.version}）→ {'提前完成' if early else '已完成'}",
        f"{said}: reached, as the statement says{late_en} (rule: milestones {case.rules.version}) → "
        f"{'done early' if early else 'done'}",
    )


def judge_unreached(case: Case) -> Assessment | None:
    """Judge at the year's end a task of which a milestone is said not to be reached; None for all others.

    For milestones of which nobody wrote a day: by how many of its works are reached, as counted works are judged;
    of one that is not reached nothing is there. Yellow, where how many they are is not said.
    """
    task, as_of = case.task, case.as_of
    if case.year is None or as_of is None or as_of < date(case.year, 12, 31):
        return None
    open_ = [
        one
        for one in open_milestones(task)
        if ((due := _due(task, one, case.year)) is None or due.year == case.year)
        and not _is_of_a_later_year(task, one, case.year)
    ]
    missed = next((one for one in open_ if answer_in_words(task, one) is Answer.NOT_REACHED), None)
    if missed is None:
        return None
    said = missed.span.of(task.text)
    share = share_reached(task, missed)
    verdict = (State.BEHIND, Light.YELLOW) if share is None else case.rules.amounts.judge(share - 100)
    end, end_en = word(*verdict, provisional=False)
    return assessment(
        case,
        MILESTONE,
        verdict,
        f"“{said}”，到年底完成情况写明还没有做到（规则：节点 {case.rules.version}）→ {end}",
        f'"{said}": not reached at the year\'s end, as the statement says (rule: milestones {case.rules.version}) → '
        f"{end_en}",
    )


_A_YEAR = expression(
    r"(?P<year>20\d\d)年|(?:明|后|来)年|[两二三四五2-5]年之?(?:内|(?:左右)?时间)|十(?P<plan>[一二三四五])五"
)
_SENTENCE = expression(r"[。；;！？!?\n]")


def _is_of_a_later_year(task: Task, one: Milestone, year: int) -> bool:
    """Whether the sentence of a milestone names a later year before its end: 到2027年，建成区文化中心."""
    start = max((stop.end() for stop in _SENTENCE.finditer(task.text, 0, one.span.start)), default=0)
    for found in _A_YEAR.finditer(task.text, start, one.span.end):
        if found["plan"] is not None:
            last = 2005 + 5 * (1 + "一二三四五".index(found["plan"]))
        else:
            last = int(found["year"]) if found["year"] else year + 1
        if last > year:
            return True
    return False


_PHASE_OF_ONE = {
    MilestoneKind.NEW: MilestoneKind.COMPLETE,
    MilestoneKind.COMPLETE: MilestoneKind.COMPLETE,
    MilestoneKind.COMMISSION: MilestoneKind.COMMISSION,
    MilestoneKind.START: MilestoneKind.START,
}


def judge_only_one(case: Case) -> Assessment | None:
    """Judge a promise of one work, 建成1所学校, that the statement says by its name to be reached; else None."""
    target = case.target
    if target.value != 1 or target.milestone not in _PHASE_OF_ONE or case.proof.figure is not None:
        return None
    if not case.task.statement or not target.metric or case.as_of is None:
        return None
    one = Milestone(kind=_PHASE_OF_ONE[target.milestone], object=target.metric, span=target.span)
    if answer_in_words(case.task, one) is not Answer.REACHED or is_of_another_year(case.task, one, case.year):
        return None
    if is_still_to_come(case.task, one, case.year, case.as_of):
        return None
    early = case.due is not None and case.as_of < case.due
    said = target.span.of(case.task.text)
    late, late_en = past_due(day_of_milestone(case.task, one, case.year), case.written_due)
    return assessment(
        case,
        MILESTONE,
        (State.DONE_EARLY if early else State.DONE, Light.GREEN),
        f"“{said}”，完成情况写明已经做到{late}（规则：节点 {case.rules.version}）→ {'提前完成' if early else '已完成'}",
        f'"{said}": reached, as the statement says{late_en} (rule: milestones {case.rules.version}) → '
        f"{'done early' if early else 'done'}",
    )


def judge_reached(case: Case) -> Assessment | None:
    """Judge a task whose milestones all have a recorded completion, each with its day; None for all others."""
    task = case.task
    days = [one.reached for one in task.milestones if one.stage is Stage.DONE and one.reached is not None]
    if not days or len(days) < len(task.milestones):
        return None
    year_end = date(case.year, 12, 31) if case.year else None
    due = [_due(task, one, case.year) or year_end for one in task.milestones]
    late = any(end is not None and day > end for day, end in zip(days, due, strict=True))
    early = not late and all(end is not None and day < end for day, end in zip(days, due, strict=True))
    state = State.DONE_EARLY if early else State.DONE
    pairs = zip(task.milestones, days, strict=True)
    said = "、".join(f"“{one.span.of(task.text)}”{day.isoformat()}" for one, day in pairs)
    tail, tail_en = ("，过了期限", ", past its date") if late else ("", "")
    return assessment(
        case,
        MILESTONE,
        (state, Light.GREEN),
        f"{said}完成{tail}（规则：节点 {case.rules.version}）→ {'提前完成' if early else '已完成'}",
        f"{said} reached{tail_en} (rule: milestones {case.rules.version}) → {'done early' if early else 'done'}",
        inputs=tuple(("reached", day.isoformat()) for day in days),
    )


def judge_missed(task: Task, year: int | None, as_of: date | None, rules: RuleSet) -> Assessment | None:
    """Judge the first milestone whose own date has passed while it was answered that it is not reached; else None.

    For tasks with targets: there a milestone of which nothing was answered is left to the claim.
    """
    if as_of is None or task.claim is Claim.COMPLETED:
        return None
    passed = [one for one in task.milestones if one.stage is not None and one.due is not None and one.due < as_of]
    # the words are read of those alone that were answered: most tasks have none
    open_ = [(one, one.due) for one in passed if one.due is not None and is_open(task, one)]
    if not open_:
        return None
    one, due = min(open_, key=lambda pair: pair[1])
    assert one.stage is not None
    case = Case(task=task, target=replace(_MARK, span=one.span), year=year, as_of=as_of, due=due, rules=rules)
    stage, stage_en = STAGES[one.stage]
    name = one.span.of(task.text)
    return assessment(
        case,
        MILESTONE,
        (State.OVERDUE, Light.RED),
        f"“{name}”应在{due.isoformat()}前完成，没有完成的记录（填的是“{stage}”）。",
        f'"{name}" was due by {due.isoformat()}; no completion is recorded (answered: {stage_en}).',
        inputs=(("due", due.isoformat()), ("stage", one.stage.value)),
    )


def _due(task: Task, one: Milestone, year: int | None) -> date | None:
    return one.due or due_date(task.due, year)
