"""Assessment of a plan: each target by the rule of its kind, each task by the worst of its targets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import itemgetter

from luoshi.expressions import expression
from luoshi.grammar.ticks import is_unsettled
from luoshi.pacing.amounts import judge_amount
from luoshi.pacing.case import (
    AWAITING,
    WITHOUT_FIGURE,
    Case,
    assessment,
    blank,
    starts_later,
    too_many,
    unclear,
    wanted,
)
from luoshi.pacing.dated_works import judge_dated_works
from luoshi.pacing.dates import due_date
from luoshi.pacing.described import as_described
from luoshi.pacing.in_question import Unaccounted
from luoshi.pacing.matching import is_count, is_rate, proof_of
from luoshi.pacing.milestone_counts import judge_breakthrough, judge_count
from luoshi.pacing.milestones import (
    denied,
    doubted,
    judge_in_words,
    judge_missed,
    judge_only_one,
    judge_reached,
    judge_unreached,
    missed_by_its_day,
    open_milestones,
)
from luoshi.pacing.none_of_it import judge_happened, judge_none
from luoshi.pacing.parity import Other, judge_parity, other_side
from luoshi.pacing.perhaps_finished import perhaps_finished
from luoshi.pacing.proof import Proof, candidate
from luoshi.pacing.rates import judge_growth, judge_rank, judge_share, judge_trend
from luoshi.pacing.rules import HOUSE_V1, RuleSet
from luoshi.pacing.seasonality import Shape
from luoshi.pacing.spelled import as_printed, spelled_out
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.stretch import as_firm, firm_of, noted, without_stretches
from luoshi.pacing.the_plan_alone import of_the_plan_alone
from luoshi.pacing.twins import as_its_twin
from luoshi.pacing.unaccounted import unaccounted
from luoshi.pacing.worked_on import by_its_neighbours, only_pressed_on
from luoshi.place import Span
from luoshi.plan import Aspect, Assessment, Basis, Claim, Comparator, Light, Observation, Plan, State, Target, Task
from luoshi.words import CLAIMS

# The worst first; design.md gives the order up to `done`, and the rest follow what they tell least.
WORST_FIRST: tuple[State, ...] = (
    State.OVERDUE,
    State.BEHIND,
    State.NOT_REPORTED,
    State.UNCLEAR,
    State.NO_FIGURE,
    State.AWAITING_DATA,
    State.ON_PACE,
    State.AHEAD,
    State.NOT_DUE,
    State.CLAIM_ONLY,
    State.DONE,
    State.DONE_EARLY,
    State.CHANGED,
    State.DROPPED,
)
# of one statement: each is weighed against all others, so that 400 would take 16 seconds
MOST_FIGURES = 120
_MARK = Target(metric="", basis=Basis.LEVEL, comparator=None, value=None, measure=None, span=Span(0, 0))


def assess_plan(
    plan: Plan, *, rules: RuleSet = HOUSE_V1, shapes: Mapping[tuple[str, int], Shape] | None = None
) -> Plan:
    """Return the plan with an assessment on every target and every task.

    Args:
        rules: the rule set, House rule v1 where nothing else is said.
        shapes: by task key and index of the target: the name of a series (计划进度, 去年同期进度)
            and twelve cumulative shares of the year in per cent, January first, in place of
            months elapsed / 12.
    """
    return assess_with_proofs(plan, rules=rules, shapes=shapes)[0]


def assess_with_proofs(
    plan: Plan, *, rules: RuleSet = HOUSE_V1, shapes: Mapping[tuple[str, int], Shape] | None = None
) -> tuple[Plan, dict[str, tuple[Proof, ...]]]:
    """Return what `assess_plan` does, and which figure answers each target, for whoever would ask that again.

    The proofs stand by the key of the task, for the tasks that are judged as they are printed.
    """
    printed, plan = plan, spelled_out(plan)
    proofs: dict[str, tuple[Proof, ...]] = {}
    of_plan = plan.year or (plan.as_of.year if plan.as_of is not None else None)
    found: dict[str, Other | None] = {}
    tasks = []
    for own, task in zip(printed.tasks, plan.tasks, strict=True):
        targets = []
        proved = []
        year = task.year or of_plan
        many = len(task.observations) > MOST_FIGURES
        settled = _settled_only(task) if many else task
        read = without_stretches(settled)
        for index, target in enumerate(task.targets):
            written = target.due or due_date(task.due, year)
            due = written or (date(year, 12, 31) if year else None)
            case = Case(
                task=read,
                target=target,
                year=year,
                as_of=plan.as_of,
                due=due,
                rules=rules,
                shape=(shapes or {}).get((task.key, index)),
                written=written is not None,
                proof=proof_of(read, target, plan.as_of, due),
            )
            proved.append(case.proof)
            unread = many and case.proof.figure is None
            judged = too_many(case, len(task.observations)) if unread else _proved(case, plan.tasks, found)
            targets.append(replace(target, assessment=judged))
        proofs.pop(task.key, None)
        # of very many figures, which nobody weighs, the checks are told the same
        if read is settled and task is own and task.year is None:
            proofs[task.key] = tuple(proved)
        costs = sorted((one for one in targets if one.measure == "元" and one.value_span), key=_says_what_it_costs)
        if costs:
            targets = [_invested_in(task, target, costs) for target in targets]
        targets = [_upper_end(target, targets) for target in targets]
        beside = _by_their_ends(targets)
        targets = [_its_twin(task, target, beside) for target in targets]
        targets = [_as_its_firm_one(task, target, targets) for target in targets]
        if len(targets) > 1:
            targets = [as_its_twin(task, target, targets) for target in targets]
            targets = [by_its_neighbours(task, target, targets) for target in targets]
        if targets and len(targets) + len(task.milestones) > 1:
            works = Case(task=task, target=_MARK, year=year, as_of=plan.as_of, due=None, rules=rules)
            targets = [as_described(works, target, targets) for target in targets]
        if targets:
            task = replace(task, targets=tuple(targets))
        tasks.append(replace(task, assessment=_of_task(task, year, plan.as_of, rules)))
    return as_printed(printed, replace(plan, tasks=tuple(tasks))), proofs


def _settled_only(task: Task) -> Task:
    """Return a task with the figures alone that a field or a person's word gives; each other is weighed by all."""
    named = {word.figure for word in task.settlements if word.figure is not None}
    kept = tuple(seen for seen in task.observations if seen.answers is not None or seen.value_span in named)
    return replace(task, observations=kept)


# 完成年度建设任务 may be all that was promised, or this year's part of it
_YEARS_TASK_DONE = expression(
    r"(?<![未待可])(?<!力争)(?<!确保)(?<!争取)(?<!预计)(?<!加快)(?<!尽快)(?<!没有)完成了?"
    r"(?:年度|今年|本年度?|全年|当年|既定)[^,，。；;\d]{0,6}(?:任务|目标|计划)(?!的|书|分解|\d)"
)
_INVESTED = expression(
    r"[^,，;；。\d]{0,16}?(?:[、,，(（](?:计划|概算|估算)?总投资(?:约|达|超过?)?[\d.]+[万亿]*元(?:以上|左右)?[)）]?)?"
    r"(?:[,，](?:确保|力争|争取)?)?(?:完成|实现|年度|全年|年内|计划|总|累计)*投资"
)


# what is agreed upon is not invested: 新签约项目200个、协议总投资1500亿元 are two promises
_AGREED = expression(r"协议|合同|签约|意向|招引")


def _invested_in(task: Task, target: Target, costs: Sequence[Target]) -> Target:
    """Judge the number of works by the investment that is promised of them: 298个项目完成投资630亿元.

    `costs` are the targets in money, those that only say what works cost behind the others.
    """
    if target.value_span is None or target.basis is not Basis.LEVEL:
        return target
    follows = next(
        (
            other
            for other in costs
            if other.value_span is not None
            and other is not target
            and other.value_span.start > target.value_span.end
            and _INVESTED.fullmatch(task.text, target.value_span.end, other.value_span.start)
            and not _AGREED.search(task.text, target.span.start, other.value_span.start)
        ),
        None,
    )
    if follows is None or _is_told_apart(task, target):
        return target
    if target.measure == "元" and not _says_what_it_costs(target):
        return target
    return replace(target, assessment=follows.assessment)


def _says_what_it_costs(target: Target) -> bool:
    """Whether an amount only says what works cost in all: 实施项目475个、总投资9743亿元，完成年度投资980亿元."""
    bare = target.comparator in (Comparator.EXACTLY, Comparator.ABOUT, Comparator.MORE)
    return target.metric.endswith("总投资") and target.measure == "元" and bare and not target.action


_SENTENCES = expression(r"[。；;！？\n]")


def _is_told_apart(task: Task, target: Target) -> bool:
    """Whether the statement says of the works themselves that they are not begun: 150个项目计划已下达，尚未开工."""
    if target.value_text is None:
        return False
    of_them = next((part for part in _SENTENCES.split(task.statement) if target.value_text in part), "")
    progress = progress_in(level(of_them)) if of_them else None
    return progress is not None and progress <= Progress.PREPARED and "投资" not in of_them


def _upper_end(target: Target, targets: Sequence[Target]) -> Target:
    """Judge the upper end of a range (3至5家) as its lower end: nobody is behind by coming near to it."""
    if target.comparator is not Comparator.AT_MOST:
        return target
    lower = next(
        (
            other
            for other in targets
            if other.comparator is Comparator.AT_LEAST and (other.span, other.basis) == (target.span, target.basis)
        ),
        None,
    )
    return target if lower is None else replace(target, assessment=lower.assessment)


def _by_their_ends(targets: Sequence[Target]) -> dict[int, list[tuple[int, Target]]]:
    """The targets, numbered in their order, by the places where their numbers begin and end."""
    ends: dict[int, list[tuple[int, Target]]] = {}
    for index, target in enumerate(targets):
        if target.value_span is not None:
            for place in target.value_span:
                ends.setdefault(place, []).append((index, target))
    return ends


def _its_twin(task: Task, target: Target, beside: Mapping[int, Sequence[tuple[int, Target]]]) -> Target:
    """Judge 320户 of 320户1100人 by its 1100人, where the statement says both again as one and is read by one alone."""
    judged, value = target.assessment, target.value_span
    if judged is None or value is None or judged.state not in (State.NO_FIGURE, State.UNCLEAR):
        return target
    for _, other in sorted((*beside[value.start], *beside[value.end]), key=itemgetter(0)):
        its = other.value_span
        if its is None or other.assessment is None or (value.end != its.start and its.end != value.start):
            continue
        both = task.text[min(value.start, its.start) : max(value.end, its.end)]
        if (
            {target.measure, other.measure} & {"户"}
            and both in task.statement
            and other.assessment.light is Light.GREEN
        ):
            return replace(target, assessment=other.assessment)
    return target


def _as_its_firm_one(task: Task, target: Target, targets: Sequence[Target]) -> Target:
    """Judge what is only striven for (力争达到15%) by the firm number of the same thing beside it (增长13%以上)."""
    firm = firm_of(task, target, targets)
    return target if firm is None else replace(target, assessment=as_firm(task, target, firm))


def _proved(case: Case, tasks: Sequence[Task], found: dict[str, Other | None]) -> Assessment:
    """Judge a target by its figure; where several readings remain, only if all of them light it alike."""
    readings = case.proof.readings
    if not readings:
        return _unless_unaccounted(case, tasks, found)
    verdicts = [
        _judge(replace(case, proof=replace(case.proof, figure=figure, readings=())), tasks, found)
        for figure in readings
    ]
    if len({verdict.light for verdict in verdicts}) > 1 or verdicts[0].light is Light.GREY:
        return unclear(case)
    return min(verdicts, key=lambda verdict: WORST_FIRST.index(verdict.state))


def _unless_unaccounted(case: Case, tasks: Sequence[Task], found: dict[str, Other | None]) -> Assessment:
    """Judge by the one figure; its light stands only where the words around it are accounted for, else it is asked."""

    def by(figure: Observation) -> Assessment:
        return _judge(replace(case, proof=replace(case.proof, figure=figure)), tasks, found)

    judged = _judge(case, tasks, found)
    doubt = unaccounted(case, judged, by) or _finished_of_what_is_pressed_on(case, judged)
    if doubt is None:
        return judged
    asked = candidate(doubt.figure, case.task.statement, doubt.why, doubt.why_en)
    proof = replace(case.proof, readings=(doubt.figure, None), unsettled=(doubt.aspect,), candidates=(asked,))
    return unclear(replace(case, proof=proof))


def _finished_of_what_is_pressed_on(case: Case, judged: Assessment) -> Unaccounted | None:
    figure = case.proof.figure
    if figure is None or figure.answers is not None or case.proof.settled_by is not None:
        return None
    if judged.light in (Light.GREEN, Light.GREY) or not only_pressed_on(case.task, case.target):
        return None
    return Unaccounted(
        "",
        figure,
        Aspect.COMPLETION,
        "少于任务的数，任务只写了推进多少，没有写要做完多少",
        "fewer than the task names, which says with how many to press on and not how many to finish",
    )


def _judge(case: Case, tasks: Sequence[Task], found: dict[str, Other | None]) -> Assessment:
    """Choose the rule by the kind of target, as design.md's table has it."""
    target = case.target
    match target.basis:
        case Basis.PARITY:
            reference = target.reference or ""
            if reference not in found:
                found[reference] = other_side(tasks, reference) if reference else None
            return judge_parity(case, found[reference])
        case Basis.BREAKTHROUGH:
            return judge_breakthrough(case)
        case Basis.TREND:
            return judge_trend(case)
        case Basis.RANK:
            return judge_rank(case)
        case Basis.GROWTH:
            return judge_growth(case)
        case Basis.SHARE:
            return judge_share(case)
    if target.value == 1 and (reached := judge_only_one(case)) is not None:
        return reached
    if is_count(target):
        return judge_count(case)
    if is_rate(target):
        return judge_share(case)
    return judge_amount(case)


def _of_task(task: Task, year: int | None, as_of: date | None, rules: RuleSet) -> Assessment:
    """Roll a task up: the worst of its targets decides, and the sentence names it."""
    stretches = [target for target in task.targets if firm_of(task, target, task.targets) is not None]
    judged = [
        (index, target.assessment)
        for index, target in enumerate(task.targets)
        if target.assessment is not None and target not in stretches and not _is_of_later_years(task, target, as_of)
    ]
    if (missed := judge_missed(task, year, as_of, rules)) is not None and judged:
        return missed
    if not judged:
        return _without_target(task, year, as_of, rules)
    index, worst = min(judged, key=lambda pair: (WORST_FIRST.index(pair[1].state), _severity(pair[1])))
    if worst.light is Light.GREEN and not _YEARS_TASK_DONE.search(task.statement):
        # 建成交易中心，牛饲养量达到80万头 · 交易中心开工建设，牛饲养量81万头: not all that was promised is reached
        works = Case(task=task, target=_MARK, year=year, as_of=as_of, due=None, rules=rules)
        if (unreached := judge_dated_works(works) or judge_unreached(works)) is not None:
            return unreached
    worst = noted(task, worst, [one for one in stretches if firm_of(task, one, task.targets) is task.targets[index]])
    if worst.light is Light.GREEN:
        # 化解债务5亿元，不新增隐性债务 · 化解债务5.2亿元，新增隐性债务1亿元
        of_all = Case(task=task, target=_MARK, year=year, as_of=as_of, due=None, rules=rules)
        if (happened := judge_happened(of_all)) is not None:
            return happened
    if len(judged) == 1:
        return replace(worst, decided_by=index)
    if worst.state is State.NO_FIGURE and worst.rule == WITHOUT_FIGURE:
        return _several_without_figure(task, worst, index)
    metric = task.targets[index].span.of(task.text)
    return replace(
        worst,
        decided_by=index,
        sentence=f"{len(judged)}个目标中由“{metric}”定：{worst.sentence}",
        sentence_en=f'Of {len(judged)} targets "{metric}" decides: {worst.sentence_en}',
    )


def _is_of_later_years(task: Task, target: Target, as_of: date | None) -> bool:
    """Whether a target ends in a later year and has this year's part beside it: 三年内改造300个，今年改造100个."""
    judged = target.assessment
    if as_of is None or judged is None or target.due is None or target.due.year <= as_of.year:
        return False
    return judged.light is Light.GREY and any(
        other is not target
        and (other.due is None or other.due.year <= as_of.year)
        and (other.metric, other.measure) == (target.metric, target.measure)
        for other in task.targets
    )


def _several_without_figure(task: Task, worst: Assessment, index: int) -> Assessment:
    """Name all targets of a task for which the statement has no figure, not only the first."""
    missing = [
        wanted(task, target)
        for target in task.targets
        if target.assessment is not None and target.assessment.state is State.NO_FIGURE
    ]
    claim, claim_en = CLAIMS[task.claim]
    return replace(
        worst,
        decided_by=index,
        sentence=f"写明{'、'.join(f'“{text}”' for text in missing)}，完成情况里没有数（自评“{claim}”）。",
        sentence_en=f"{', '.join(missing)} promised; the statement has no figure for them (claim: {claim_en}).",
    )


def _severity(judged: Assessment) -> tuple[int, Decimal]:
    """How bad an assessment is among those of one state, the worst least: by its light, then by how far it is behind.

    How far is a share of what was to be reached by now, so that 人 and 亿元 can be compared.
    """
    light = (Light.RED, Light.ORANGE, Light.YELLOW, Light.BLUE, Light.GREEN, Light.GREY).index(judged.light)
    alarmed = judged.light in (Light.RED, Light.ORANGE, Light.YELLOW)
    if not alarmed or not judged.expected or judged.reached is None:
        return light, Decimal(0)
    return light, -abs(judged.expected - judged.reached) / abs(judged.expected)


def _without_target(task: Task, year: int | None, as_of: date | None, rules: RuleSet) -> Assessment:
    """Judge a task that promises nothing measured: the claim speaks, and a date that has passed."""
    due = due_date(task.due, year)
    open_ = open_milestones(task)
    dates = [milestone.due for milestone in open_ if milestone.due is not None]
    if due is not None and (open_ or not task.milestones):
        dates.append(due)
    first = min(dates, default=None)
    case = Case(task=task, target=_MARK, year=year, as_of=as_of, due=first, rules=rules, written=first is not None)
    open_ticks = is_unsettled(task.statement)
    claimed_for_the_year = _YEARS_TASK_DONE.search(task.statement) is not None
    claimed = task.claim is Claim.COMPLETED or claimed_for_the_year
    if (none := judge_none(case)) is not None:
        return none
    if not task.milestones and (plan := of_the_plan_alone(task, as_of)) is not None:
        end = date(year, 12, 31) if year else None
        return judge_share(replace(case, target=plan[0], due=due or end, proof=Proof(plan[1]), written=due is not None))
    may_be = doubted(task) or (claimed and not denied(task)) or open_ticks
    if may_be and (one := missed_by_its_day(task, as_of)) is not None:
        may_be, case = False, replace(case, due=one.due)
    words_of_an_end = task.claim is not Claim.COMPLETED and not denied(task) and perhaps_finished(task.statement)
    asked = (may_be and (open_ or open_ticks)) or words_of_an_end
    if case.overdue and asked and task.claim not in AWAITING:
        mark = replace(_MARK, span=open_[0].span if open_ else Span(0, len(task.text)))
        return unclear(replace(case, target=mark, proof=Proof(unsettled=(Aspect.COMPLETION,))))
    if case.overdue and (task.claim not in (Claim.COMPLETED, *AWAITING) or denied(task)):
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
