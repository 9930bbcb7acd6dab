"""Assessment of a plan: each target by the rule of its kind, each task by the worst of its targets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.pacing.amounts import judge_amount
from luoshi.pacing.carried_on import goes_on_only
from luoshi.pacing.case import WITHOUT_FIGURE, Case, too_many, unclear, wanted
from luoshi.pacing.dated_works import judge_dated_works, judge_denied_works
from luoshi.pacing.dates import due_date
from luoshi.pacing.described import as_described
from luoshi.pacing.in_question import Unaccounted
from luoshi.pacing.invested_by_members import as_their_investment
from luoshi.pacing.linked_targets import (
    as_its_firm_one,
    by_their_ends,
    invested_in,
    its_twin,
    says_what_it_costs,
    upper_end,
)
from luoshi.pacing.matching import has_its_phase_in_its_name, is_count, is_rate, proof_of
from luoshi.pacing.milestone_counts import judge_breakthrough, judge_count
from luoshi.pacing.milestones import judge_missed, judge_only_one, judge_unreached
from luoshi.pacing.none_of_it import judge_happened
from luoshi.pacing.parity import Other, judge_parity, other_side
from luoshi.pacing.proof import Proof, candidate
from luoshi.pacing.rates import judge_growth, judge_rank, judge_share, judge_trend
from luoshi.pacing.rules import HOUSE_V1, RuleSet
from luoshi.pacing.seasonality import Shape
from luoshi.pacing.spelled import as_printed, spelled_out
from luoshi.pacing.stretch import firm_of, noted, without_stretches
from luoshi.pacing.tasks_without_targets import MARK, YEARS_TASK_DONE, judge_without_target
from luoshi.pacing.twins import as_its_twin
from luoshi.pacing.unaccounted import unaccounted
from luoshi.pacing.worked_on import by_its_neighbours, only_pressed_on
from luoshi.plan import Aspect, Assessment, Basis, Light, Observation, Plan, State, Target, Task
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
        costs = sorted((one for one in targets if one.measure == "元" and one.value_span), key=says_what_it_costs)
        if costs:
            targets = [invested_in(task, target, costs) for target in targets]
            targets = [as_their_investment(task, target, targets) for target in targets]
        targets = [upper_end(target, targets) for target in targets]
        beside = by_their_ends(targets)
        targets = [its_twin(task, target, beside) for target in targets]
        targets = [as_its_firm_one(task, target, targets) for target in targets]
        if len(targets) > 1:
            targets = [as_its_twin(task, target, targets) for target in targets]
            targets = [by_its_neighbours(task, target, targets) for target in targets]
        if targets and len(targets) + len(task.milestones) > 1:
            works = Case(task=task, target=MARK, year=year, as_of=plan.as_of, due=None, rules=rules)
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
    if is_count(target) or has_its_phase_in_its_name(target) or goes_on_only(case.task, target, case.proof.figure):
        return judge_count(case)
    if is_rate(target) and not _is_new_capacity(target):
        return judge_share(case)
    return judge_amount(case)


_A_DAY = ("/日", "/天", "/小时", "/年", "/d")
_NEW = ("新增", "净增", "新建")


def _is_new_capacity(target: Target) -> bool:
    """Tell whether a promise is built through the year, though it is measured by the day: 新增供水能力10万吨/日."""
    return (target.measure or "").endswith(_A_DAY) and (target.action or "").startswith(_NEW)


def _of_task(task: Task, year: int | None, as_of: date | None, rules: RuleSet) -> Assessment:
    """Roll a task up: the worst of its targets decides, and the sentence names it."""
    stretches = [target for target in task.targets if firm_of(task, target, task.targets) is not None]
    judged = [
        (index, target.assessment)
        for index, target in enumerate(task.targets)
        if target.assessment is not None and target not in stretches and not _is_of_later_years(task, target, as_of)
    ]
    if not judged:
        return judge_without_target(task, year, as_of, rules)
    if (missed := judge_missed(task, year, as_of, rules)) is not None:
        return missed
    index, worst = min(judged, key=lambda pair: (WORST_FIRST.index(pair[1].state), _severity(pair[1])))
    if worst.light is Light.GREEN and not YEARS_TASK_DONE.search(task.statement):
        # 建成交易中心，牛饲养量达到80万头 · 交易中心开工建设，牛饲养量81万头: not all that was promised is reached
        works = Case(task=task, target=MARK, year=year, as_of=as_of, due=None, rules=rules)
        if (unreached := judge_dated_works(works) or judge_unreached(works)) is not None:
            return unreached
    if worst.light is Light.GREY:
        works = Case(task=task, target=MARK, year=year, as_of=as_of, due=None, rules=rules)
        if (denied_one := judge_denied_works(works)) is not None:
            return denied_one
    worst = noted(task, worst, [one for one in stretches if firm_of(task, one, task.targets) is task.targets[index]])
    if worst.light is Light.GREEN:
        # 化解债务5亿元，不新增隐性债务 · 化解债务5.2亿元，新增隐性债务1亿元
        of_all = Case(task=task, target=MARK, year=year, as_of=as_of, due=None, rules=rules)
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
