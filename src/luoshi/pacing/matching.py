"""Matching: the figure of a statement by which a target is judged, why the others are not, and what is not settled.

投用学校5所、续建2所 · 投用4所，续建2所     each count goes to the target of its own phase
固定资产投资300亿元 · 完成全年目标的53.7%   without an amount, the stated share of the plan
新建公园25个 · 开工25个，建成19个           25 are begun: 19 is the figure, and the match says so

The rules take their figure from here, so that what is shown is what was reckoned with. Where several readings
remain, the match holds them all as `readings`, and no rule may choose among them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.sharing import leading_verb, shared_value
from luoshi.pacing import comparison
from luoshi.pacing.all_done import all_of_them_done
from luoshi.pacing.borne_shares import borne
from luoshi.pacing.breakthroughs import said_to_happen
from luoshi.pacing.choosing import (
    added_months,
    built_of_it,
    later_months,
    of_the_same_subject,
    the_whole,
    with_the_deed,
)
from luoshi.pacing.comparison import HALF, conversion
from luoshi.pacing.covers_as_many import counted_beside, covers_as_many
from luoshi.pacing.differences import difference
from luoshi.pacing.each_and_all import TOGETHER, told_together
from luoshi.pacing.enumerated import (
    all_that_are_begun,
    of_one_kind_alone,
    stand_side_by_side,
    sum_of_enumerated,
    told_in_parts,
    with_kinds_that_it_may_hold,
)
from luoshi.pacing.grades import sum_of_grades
from luoshi.pacing.invested_by_members import by_its_group
from luoshi.pacing.named_ones import named_ones
from luoshi.pacing.named_works import named_works
from luoshi.pacing.net_rise import net_rise
from luoshi.pacing.none_this_year import none_this_year
from luoshi.pacing.numerals_left_open import some_more
from luoshi.pacing.off_the_pace import off_the_pace
from luoshi.pacing.open_sums import by_a_sum
from luoshi.pacing.own_place import is_a_place, of_its_own_place
from luoshi.pacing.paired import by_its_list, of_one_of_its_list
from luoshi.pacing.part_or_whole import with_parts
from luoshi.pacing.parts import added_up, part_that_is_enough, sum_of_its_list, sum_of_kinds, sum_of_parts, sum_of_ways
from luoshi.pacing.places_alone import sum_of_places
from luoshi.pacing.plan_shares import off_the_target, over_the_plan, share_done
from luoshi.pacing.proof import Passed, Proof, candidate, doubtful, more_or_less, passed_of, several
from luoshi.pacing.ranks_and_trends import change, happened, level_with_base, rank
from luoshi.pacing.rate_figures import match_growth, match_rate, of_its_place
from luoshi.pacing.rates_of_two import figures_said, of_one_of_two
from luoshi.pacing.said_sum import without_what_is_summed
from luoshi.pacing.so_many_of_all import told_by_two_counts
from luoshi.pacing.stages import RESULT, Progress, level, progress_in
from luoshi.pacing.the_rest import all_but_so_many
from luoshi.pacing.weighed import STAGES, Standing, Weighed
from luoshi.pacing.weighing import weigh_amount
from luoshi.pacing.wordings import act_of, promise_words
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Confirmation, MilestoneKind, Observation, Settler, Target, Task
from luoshi.quantity import MEASURES

# Rates and indexes are measured, not counted: they are never held against the months elapsed.
_RATE_MEASURES = ("%", "‰", "个百分点", "")


# a few events have their days; so many are spread over the year
_HELD_OFTEN = 10
# 开工项目12个 counts what 项目开工12个 counts
_PHASE_IN_ITS_NAME = expression(r"新?(?:开工|动工|竣工|完工|建成|投产|投用|投运)(?:建设)?的?(?:重点|重大)?项目$")
_COUNTED_WORKS = ("个", "项")
# so few of them are works of their own: 完成3个填埋场整治
_WORK_DONE = expression(
    r"(?:整治|改造|建设|修复|治理|新建|扩建|改扩建|除险加固|加固|迁建|搬迁|提升|整修|修缮)(?:工程|项目)?$"
)


def proof_of(task: Task, target: Target, as_of: date | None, due: date | None = None) -> Proof:
    """Match one target: by a person's word, else by its field, else by the words of the statement."""
    if not task.observations and not task.settlements:
        told = named_ones(task, target) or named_works(task, target) or none_this_year(task, target, as_of)
        if target.basis is Basis.BREAKTHROUGH:
            told = said_to_happen(task, target)
        return Proof(told or (all_of_them_done(task, target, as_of) if is_rate(target) else None))
    settlement = next(
        (one for one in reversed(task.settlements) if one.target == target.span and one.basis is target.basis), None
    )
    said = _by_the_words(task, of_one_of_two(task, target), as_of, due)
    given = _given(task, target)
    if given is not None:
        said = _by_the_field(task, target, said, given)
        if said.unsettled and settlement is not None and settlement.by.who is Settler.UNIT:
            settlement = None  # a unit's press does not outweigh its own sentence
    if settlement is None:
        return said
    rest = replace(said, figure=None, readings=(), unsettled=(), candidates=(), settled_by=settlement.by)
    if settlement.figure is None:
        return rest
    return replace(rest, figure=_settled_figure(task, target, settlement.figure, given))


def figure_of(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the figure by which a target is judged; None where the statement has none for it."""
    return proof_of(task, target, as_of).figure


def is_count(target: Target) -> bool:
    """Tell whether a target counts works that reach a phase: 投用学校5所, 开工4所.

    What is only done (完成改造2000台; but not 完成3个填埋场整治) or new (新建400个) flows through the year, and so does
    what is measured and not counted (建成高标准农田14万亩), or held again and again (举办招聘会60场).
    """
    if target.milestone is None or target.value is None or target.milestone is MilestoneKind.NEW:
        return False
    if target.milestone in (MilestoneKind.HOLD, MilestoneKind.LAND) and target.value >= _HELD_OFTEN:
        return False
    few_works = target.value < _HELD_OFTEN and _WORK_DONE.search(target.metric) is not None
    if target.milestone is MilestoneKind.COMPLETE and (target.action or "").endswith("完成") and not few_works:
        return False
    known = MEASURES.get((target.measure or "").translate(HALF))
    return known is None or known.dimension.startswith("count:")


def has_its_phase_in_its_name(target: Target) -> bool:
    """Tell whether works are counted whose name says their phase: 开工项目12个 is 项目开工12个."""
    if target.value is None or target.milestone is not None or target.measure not in _COUNTED_WORKS:
        return False
    return target.basis is Basis.LEVEL and _PHASE_IN_ITS_NAME.match(target.metric) is not None


def is_rate(target: Target) -> bool:
    """Tell whether a target is measured in per cent, or as something in something: 28微克/立方米."""
    return target.measure in _RATE_MEASURES or (target.measure is not None and "/" in target.measure)


def phrase(task: Task, target: Target) -> str:
    """Return the target with the words just before it, where its verb stands.

    The verb of a list is said of each of its values: the 新增 of 油茶、茶叶面积分别新增2万亩、3万亩, of
    新增油茶面积2万亩、茶叶面积3万亩 too.
    """
    start = max(0, target.span.start - 6)
    return (target.action or _of_the_list(task, target)) + task.text[start : target.span.end]


def _of_the_list(task: Task, target: Target) -> str:
    """The verb that a list gives to a value that has none of its own, or nothing."""
    if target.value_span is None:
        return ""
    own = shared_value(task.text, target.value_span.start)
    if own is not None:
        return own.deed
    found = RESULT.match(promise_words(task, target).act)
    return found[0] if found is not None else ""


def _by_the_words(task: Task, target: Target, as_of: date | None, due: date | None) -> Proof:
    if target.basis is Basis.PARITY:
        return match_growth(task, target, as_of, "%")
    if target.basis is Basis.BREAKTHROUGH:
        return Proof(happened(task, target, as_of) or said_to_happen(task, target))
    if target.basis is Basis.TREND or (target.basis is Basis.GROWTH and target.value is None):
        return change(task, target, as_of)
    if target.basis is Basis.RANK:
        return Proof(rank(task, target, as_of))
    if target.basis is Basis.GROWTH:
        grown = match_growth(task, target, as_of, target.measure)
        if grown.figure is not None or grown.readings:
            return grown
        reckoned = difference(task, target, as_of)
        reckoned = reckoned or level_with_base(task, target, as_of) or off_the_target(task, target)
        return replace(grown, figure=reckoned)
    if target.basis is Basis.SHARE or (is_rate(target) and not is_count(target)):
        rate = match_rate(task, target, as_of)
        if rate.figure or rate.readings:
            return rate
        reckoned = off_the_target(task, target) or all_of_them_done(task, target, as_of)
        reckoned = reckoned or told_by_two_counts(task, target, as_of)
        if reckoned is None and (counted := counted_beside(task, target)) is not None:
            reckoned = covers_as_many(task, counted, _amount(task, counted, as_of, due).figure)
        return replace(rate, figure=reckoned)
    return _amount(task, target, as_of, due)


def _amount(task: Task, target: Target, as_of: date | None, due: date | None) -> Proof:
    """Match an amount or a count: the figure itself, else its parts, its stated share of the plan, or a doubt."""
    year = due.year if due is not None else None
    if as_of is not None and (year is None or year > as_of.year):
        year = as_of.year
    if (finished := all_but_so_many(task, target)) is not None:
        return Proof(finished)
    weighed = [weigh_amount(task, target, seen, as_of, year) for seen in figures_said(task)]
    if (listed := by_its_list(task, target, weighed) or by_its_group(task, target, weighed)) is not None:
        return listed
    weighed = with_parts(task, target, weighed)
    passed = passed_of(weighed)
    if is_a_place(task, target):
        return Proof(of_its_own_place(task, target, weighed), passed)
    settled = [one for one in weighed if one.standing is Standing.SETTLED and not one.part]
    settled = of_its_place(task, target, settled) if "城乡" in target.metric else settled
    settled = without_what_is_summed(task, of_the_same_subject(task, target, settled))
    if (whose := of_one_of_its_list(task, target, settled, passed)) is not None:
        return whose
    promise = promise_words(task, target)
    phase = target.milestone or comparison.phase_in(promise.act)
    if (summed := sum_of_its_list(task, target, weighed) or sum_of_kinds(task, target, weighed)) is not None:
        return by_a_sum(task, target, summed, weighed)
    if (net := net_rise(task, target, weighed)) is not None:
        return Proof(net, passed)
    if (begun := all_that_are_begun(target, settled)) is not None:
        return Proof(begun, passed)
    if (graded := sum_of_grades(task, target, weighed)) is not None:
        return by_a_sum(task, target, graded, weighed)
    name = target.metric if target.metric in promise.act + promise.noun else ""
    whole = the_whole(settled, as_of, name=name, act=act_of(promise, target) or leading_verb(name), phase=phase)
    if len(whole) != 1 and (summed := sum_of_parts(task, target, weighed)) is not None:
        return by_a_sum(task, target, summed, weighed)
    if (summed := sum_of_ways(task, target, weighed)) is not None:
        return by_a_sum(task, target, summed, weighed)
    if not whole and (summed := sum_of_places(task, target, weighed)) is not None:
        return by_a_sum(task, target, summed, weighed)
    if len(whole) != 1 and (summed := sum_of_enumerated(task, target, weighed)) is not None:
        return by_a_sum(task, target, summed, weighed)
    if len(whole) == 1:
        deed = act_of(promise, target)
        both = built_of_it(whole[0], settled) or with_the_deed(whole[0], settled, name=name, act=deed)
        if both:
            return several(both, passed, task.statement)
        return _by_the_one(task, target, whole[0], settled, weighed, passed, as_of)
    if len(whole) > 1:
        return several(whole, passed, task.statement, in_all=added_up(target, whole))
    return _by_other_words(task, target, weighed, passed, as_of, due)


def _by_other_words(
    task: Task,
    target: Target,
    weighed: Sequence[Weighed],
    passed: tuple[Passed, ...],
    as_of: date | None,
    due: date | None,
) -> Proof:
    """Match an amount that no figure states by itself: by a share of the plan, a change, what is named, or a doubt."""
    if not is_count(target):
        shares = share_done(task, target, as_of)
        if (share := comparison.latest(shares, as_of)) is not None:
            return borne(task, target, share, weighed, passed)
    if (moved := difference(task, target, as_of)) is not None:
        return Proof(moved, passed)
    if (over := over_the_plan(task, target, as_of, due)) is not None:
        return borne(task, target, over, weighed, passed)
    if (enough := part_that_is_enough(task, target, weighed)) is not None:
        return Proof(enough, passed)
    if (named := named_ones(task, target) or named_works(task, target)) is not None:
        return Proof(named, passed)
    if (none := none_this_year(task, target, as_of)) is not None:
        return Proof(none, passed)
    if not is_count(target) and (paced := off_the_pace(task, target, as_of, due)) is not None:
        return borne(task, target, paced, weighed, passed)
    if together := told_together(task, target, weighed):
        whole = [replace(one, why=TOGETHER[0], why_en=TOGETHER[1]) for one in together]
        return several(whole, passed, task.statement, in_all=replace(added_up(target, together), value=Decimal(0)))
    doubts = [one for one in weighed if one.standing is Standing.DOUBTFUL and not one.part]
    doubts = doubts or [one for one in weighed if one.part and one.aspect is not None]
    return doubtful(doubts, passed, task.statement) if doubts else Proof(passed=passed)


def _by_the_one(
    task: Task,
    target: Target,
    one: Weighed,
    settled: Sequence[Weighed],
    weighed: Sequence[Weighed],
    passed: tuple[Passed, ...],
    as_of: date | None,
) -> Proof:
    """Let the one figure that answers by itself answer; or a doubt, where others say more of the same thing."""
    beside = stand_side_by_side(task, target, one, settled)
    if beside := beside or of_one_kind_alone(task, target, one, weighed):
        return several(beside, passed, task.statement, in_all=added_up(target, beside))
    parts = told_in_parts(task, target, one, weighed)
    if parts := parts or with_kinds_that_it_may_hold(target, one, weighed):
        return several(parts, passed, task.statement, in_all=added_up(target, parts))
    if (more := some_more(target, one)) is not None:
        return more_or_less(one, more, passed, task.statement)
    if (added := added_months(one, weighed, as_of)) is not None:
        return Proof(added, passed)
    later = later_months(one, weighed, as_of)
    return doubtful([one, *later], passed, task.statement) if later else Proof(one.figure, passed)


def _given(task: Task, target: Target) -> Observation | None:
    """Return the figure that was given in the target's own field; the last one where there are several."""
    return next((seen for seen in reversed(task.observations) if comparison.is_asked_by(task, target, seen)), None)


def _by_the_field(task: Task, target: Target, said: Proof, given: Observation) -> Proof:
    """Let a field's figure answer: it settles all but completion, which the sentence may deny."""
    figure = said.figure
    if figure is not None and not comparison.is_completion(figure) and figure.value == given.value:
        return said
    unreached = [one for one in said.passed if one.denied and one.figure.value == given.value]
    denied = unreached or _denied(task, target)
    passed = tuple(one for one in said.passed if one not in unreached)
    if denied:
        why, why_en = (unreached[0].why, unreached[0].why_en) if unreached else STAGES[Progress.NOT_BEGUN]
        asked = candidate(
            given, task.statement, f"填的是{given.value_text}，句中{why}", f"given in the field; {why_en}"
        )
        return Proof(None, passed, (given, None), (Aspect.COMPLETION,), (asked,))
    return Proof(given, passed, settled_by=Confirmation(Settler.UNIT, given.given_on))


def _denied(task: Task, target: Target) -> bool:
    """Whether a sentence without any figure says that the work has not begun, or is still being prepared."""
    if any(seen.answers is None for seen in task.observations):
        return False
    progress = progress_in(level(task.statement), promise_words(task, target).clause)
    return progress is not None and progress <= Progress.PREPARED


def _settled_figure(task: Task, target: Target, span: Span, given: Observation | None) -> Observation | None:
    """Return the figure that a person named, in the target's measure; None where it stands there no longer."""
    if given is not None and span.start == span.end:
        return given
    seen = next((one for one in task.observations if one.value_span == span and one.answers is None), None)
    if seen is None:
        return None
    factor = conversion(seen.measure, target.measure)
    if factor is None or factor == 1:
        return seen
    return replace(seen, value=seen.value * factor, measure=target.measure or "")
