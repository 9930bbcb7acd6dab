"""Weighing: whether one figure of a statement answers one target, and what is not settled between them.

Five things must be settled: the metric, the measure, the basis, the period and the completion. A figure of which
one is settled as "no" is passed over, and why is kept; one of which something is open is a doubt, and the office or
the unit is asked; only the rest may light a lamp.
"""

from dataclasses import replace
from datetime import date

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.indicators import Kind
from luoshi.pacing.all_of import names_all_of
from luoshi.pacing.around import Around
from luoshi.pacing.changes_of_stock import grown_since_january, is_a_change, other_basis, stands_at_the_day
from luoshi.pacing.comparison import conversion_for, is_of_its_parts, phase_of, same_measure, shares_its_metric
from luoshi.pacing.deeds import shared_out
from luoshi.pacing.doers import who_does_it
from luoshi.pacing.each_and_all import TOGETHER, is_of_all_together
from luoshi.pacing.equivalents import said_before
from luoshi.pacing.fit import Fit
from luoshi.pacing.flow_or_stock import kind_of_amount
from luoshi.pacing.left_out import leaves_out_what_was_promised
from luoshi.pacing.likeness import content, grade_of
from luoshi.pacing.metric import better_elsewhere, fit_of
from luoshi.pacing.months import as_said, elsewhen, enough_by_itself, is_of_a_season, without_estimate
from luoshi.pacing.other_things import groups_the_promised
from luoshi.pacing.per_period import in_the_promised_period
from luoshi.pacing.pool import other_pool
from luoshi.pacing.reached import unreached
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.taken_back import has_only_its_deed, put_right
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.with_its_distance import makes_up_the_target
from luoshi.pacing.wordings import (
    NEW,
    name_of,
    of_one_work,
    progress_for,
    promise_words,
    surroundings,
    without_the_step_before,
    works_in,
)
from luoshi.plan import Aspect, Basis, MilestoneKind, Observation, Target, Task
from luoshi.quantity import MEASURES

_LAST_MONTH = 12
_ALL_OF_THE_YEAR = expression(r"全部|均已|都已|提前|超额")
FROM = expression(
    r"(?:由|从(?![业事]))(?:原来|此前|上月|上年|去年|年初|最初)?的?[^,;。\d]{0,4}$"
    # 6月份8.7%，比5月份的10.5%有所回落
    r"|(?:比|较|对比|相比)(?:上个?月|上年|去年|前年|上半年|上个?季度|前?[一二三四]季度|\d{1,2}月份?|年初)(?:同期|同月|[末底])?的$",
    needs="从由的",
)


def weigh_amount(task: Task, target: Target, seen: Observation, as_of: date | None, year: int | None = None) -> Weighed:
    """Weigh one figure for a target that is an amount or a count; `year` is the plan's."""
    words = surroundings(task, said_before(task, seen))
    seen = without_the_step_before(task, target, seen, words)
    seen, words = of_one_work(task, target, seen, words)
    corrected = put_right(task, seen, words)
    seen, words = corrected or (seen, words)
    if as_of is not None and as_of.month == _LAST_MONTH:
        words = replace(words, left=words.left.replace("下半年", ""))  # it is over, and no plan
    if FROM.search(words.left):
        return _passed(seen, words, Aspect.PERIOD, *other_basis(replace(seen, base=True)))
    if season := is_of_a_season(task, words):
        return _passed(seen, words, Aspect.PERIOD, f"只是{season}的数，不是今年累计数", f"it is for {season} alone")
    since_january = grown_since_january(task, target, seen, words, as_of)
    if since_january:
        period = seen.period and Period.to_month(seen.period.last_year, seen.period.last_month)
        seen = replace(seen, basis=Basis.LEVEL, period=period)
    elif stands_at_the_day(task, target, seen, as_of):
        assert seen.period is not None
        seen = replace(seen, period=Period.to_month(seen.period.last_year, seen.period.last_month))
    elif _is_made_better(task, target, seen, words):
        seen = replace(seen, basis=Basis.LEVEL, metric=target.metric)
    elif is_a_change(seen, words):
        return _passed(seen, words, Aspect.BASIS, *other_basis(replace(seen, basis=Basis.GROWTH)))
    if _done_by_its_verb(target, seen, words):
        seen = replace(seen, basis=Basis.LEVEL, value=abs(seen.value), metric=target.metric)
    if seen.basis not in (Basis.LEVEL, Basis.PER_CAPITA) or seen.base:
        return _passed(seen, words, Aspect.BASIS, *other_basis(seen))
    seen = in_the_promised_period(target, promise_words(task, target), seen, words)
    seen, written = as_said(seen, words, as_of, task.statement), seen.measure
    factor = conversion_for(target.metric, seen.measure, target.measure)
    if factor is None or is_of_its_parts(target, seen):
        return _passed(seen, words, Aspect.MEASURE, "量的不是一回事，不能相比", "it measures something else")
    if _counts_their_projects(target, seen, words):
        return _passed(seen, words, Aspect.MEASURE, "数的是项目", "it counts the projects that they are in")
    if groups_the_promised(task, target, seen):
        return _passed(seen, words, Aspect.METRIC, "只说分成几组", "it says in how many groups they stand")
    if who := who_does_it(task, promise_words(task, target), seen):
        return _passed(seen, words, Aspect.METRIC, f"数的是“{who}”", f'it counts "{who}"')
    how = fit_of(task, target, seen, words, since_january=since_january)
    if corrected is not None and has_only_its_deed(task, target, seen, words):
        how = Fit.SAME
    told_off = how is not Fit.SAME and makes_up_the_target(task, target, seen)
    if told_off or (how is not Fit.SAME and _is_it_by_other_words(task, target, seen, words)):
        how = Fit.SAME
    if (other := _of_another(task, target, seen, words, how, told_off=told_off)) is not None:
        return other
    if _is_a_mean(task, target, seen, words):
        return _passed(seen, words, Aspect.BASIS, "是平均数，不是累计数", "it is a mean, and not the sum so far")
    seen = replace(seen, value=seen.value * factor, measure=target.measure or "") if factor != 1 else seen
    return _weigh_how_far(task, target, seen, words, how, as_of, year, written)


def _is_it_by_other_words(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    return names_all_of(target.metric, seen.metric) or leaves_out_what_was_promised(task, target, seen, words)


# a time limit is told by its mean, and so is what was promised as one
_HELD_AS_A_MEAN = expression(r"均|时限|时间|用时|时长|耗时|周期|价")
_MEAN = expression(r"平均(?!每?[人户亩]|水平|主义)|均值", needs="平均")


def _is_a_mean(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a figure is a mean over months or places of what adds up: 1—6月平均31.6万吨 of 用水量330万吨."""
    promise = promise_words(task, target)
    if seen.basis is not Basis.LEVEL or _MEAN.search(words.left) is None or _HELD_AS_A_MEAN.search(promise.text):
        return False
    return kind_of_amount(target.metric, (target.action or "") + promise.clause, target.measure)[0] is Kind.FLOW


_BUILT = (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)


def _of_another(
    task: Task, target: Target, seen: Observation, words: Around, how: Fit, *, told_off: bool
) -> Weighed | None:
    """Pass over a figure that counts another thing, or another phase of the same one.

    Args:
        told_off: it makes up the promised number with its distance, so that no other target is meant.
    """
    if how is Fit.OTHER or (not told_off and better_elsewhere(task, target, seen, words, how)):
        name = name_of(task, seen, words)
        return _passed(seen, words, Aspect.METRIC, f"说的是“{name}”", f'it counts "{name}"')
    if (
        task.targets
        and shares_its_metric(task, target)
        and (phase := phase_of(seen, task.statement, behind=True)) is not target.milestone
        and not _has_its_own_work(target, words)
        # 建成40.5万亩，其中新建25.3万亩 of 建设40万亩，其中新建25万亩
        and not (target.milestone is MilestoneKind.NEW and phase in _BUILT and shared_out(task, target))
    ):
        return _passed(seen, words, Aspect.COMPLETION, "是另一个阶段的数", "it counts another phase")
    if _are_only_the_new_ones(target, words) or _is_anothers_phase(task, target, seen):
        return _passed(seen, words, Aspect.COMPLETION, "是另一个阶段的数", "it counts another phase")
    return None


def _weigh_how_far(
    task: Task,
    target: Target,
    seen: Observation,
    words: Around,
    how: Fit,
    as_of: date | None,
    year: int | None,
    written: str,
) -> Weighed:
    """Weigh a figure that counts what was promised: whether it is reached, when, and of how much of it.

    Args:
        written: its measure in the statement.
    """
    progress = progress_for(task, target, without_estimate(words) if seen.estimated else words)
    if how is Fit.SAME and _only_what_was_spent(task, target, seen):
        why, why_en = (
            "后面写的是花了多少钱，没有写做到了没有",
            "behind it stands what was spent on them, and not whether they are done",
        )
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en, progress=progress)
    if (short := unreached(task, target, seen, words, progress, as_of)) is not None:
        return replace(short, figure=seen)
    if seen.value == target.value and progress is Progress.DONE and _ALL_OF_THE_YEAR.search(words.right + words.behind):
        seen = replace(seen, period=None)  # 全年31个改造任务已全部完成: the year is the task's, and it is done
    if (of_other_months := elsewhen(seen, words, as_of, year)) is not None:
        if seen.period is None or not enough_by_itself(target, promise_words(task, target), seen, year):
            return replace(of_other_months, figure=seen)
        seen = replace(seen, period=Period.to_month(seen.period.last_year, seen.period.last_month))
    weighed = Weighed(
        seen,
        Standing.SETTLED,
        words,
        part=how is Fit.PART or _of_a_part(task, target, seen, words),
        progress=progress,
        exact=seen.metric == target.metric,
        same_measure=same_measure(written, target.measure),
    )
    if is_of_all_together(promise_words(task, target), words):
        why, why_en = TOGETHER
        return replace(weighed, standing=Standing.DOUBTFUL, aspect=Aspect.BASIS, why=why, why_en=why_en)
    if (pool := other_pool(task, target, seen, words)) is not None:
        return replace(weighed, standing=pool[0], aspect=Aspect.BASIS, why=pool[1], why_en=pool[2])
    return _of_a_like_name(task, weighed) if how is Fit.LIKE else weighed


def _has_its_own_work(target: Target, words: Around) -> bool:
    """Whether what is finished stands with the very work that is promised: 新建道路完成9条 of 新建, beside 续建14条."""
    work = target.action or ""
    return (
        target.milestone is MilestoneKind.NEW
        and len(work) > 1
        and works_in(words.left) == works_in(work) != frozenset()
    )


def _passed(seen: Observation, words: Around, aspect: Aspect, why: str, why_en: str) -> Weighed:
    return Weighed(seen, Standing.PASSED, words, aspect, why, why_en)


def _are_only_the_new_ones(target: Target, words: Around) -> bool:
    """Whether works that were to be begun or resumed are answered by those that began alone: 新开工119个 of 开复工."""
    own = words.carried + words.left
    return "复工" in (target.action or "") + target.metric and "新开工" in own and "复工" not in own


def _is_anothers_phase(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure has the very phase that another target of the task promises: 竣工27个 of 实施60个，竣工30个."""
    if target.milestone is not None or len(task.targets) < 2:
        return False
    phase = phase_of(seen, task.statement)
    return phase in (MilestoneKind.START, MilestoneKind.COMPLETE, MilestoneKind.COMMISSION) and any(
        other.milestone is phase
        and other.measure == target.measure
        and (not content(other.metric) or content(other.metric) == content(target.metric))
        for other in task.targets
        if other is not target
    )


_SPENT_ON_THEM = expression(
    r"[^\d,;。、()]{0,16}?(?:累计|已|共|实际)*(?:完成|实现|落实|到位)(?:年度|工程|建设|改造|项目|实际)*(?:投资|资金|工程量)[^\d,;。、()]{0,6}\d"
)
_CARRIED_OUT = expression(r"实施|推进|安排|开展|开工|动工|启动|续建|投资|资金|谋划|储备|引进|招引|签约|落地")


def _only_what_was_spent(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a number only says on how many things money was spent: 52个小区完成投资3000万元 of 改造小区50个."""
    if target.measure == "元" or seen.measure == "元" or seen.answers is not None:
        return False
    promise = promise_words(task, target)
    if _CARRIED_OUT.search((target.action or "") + promise.act + promise.noun):
        return False
    return _SPENT_ON_THEM.match(level(task.statement), seen.value_span.end) is not None


_ONE_BY_ONE = frozenset(("套", "户", "间", "人", "名", "张", "床"))
_A_PROJECT = expression(r"项目|小区|工程|地块|片区")


def _counts_their_projects(target: Target, seen: Observation, words: Around) -> bool:
    """Whether a number counts the projects, and not what was promised one by one: 30个公共住房项目 of 2.5万套."""
    if target.measure not in _ONE_BY_ONE or seen.measure not in ("个", "项", "处"):
        return False
    named = _A_PROJECT.search(words.right) or (not words.right and _A_PROJECT.search(words.left))
    return bool(named) and _A_PROJECT.search(target.metric) is None


_MADE_BETTER = expression(r"(?:提升|改善)(?:了)?$")
_OF_WORKS = ("length", "area", "count:")


def _is_made_better(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether what was read as a rise counts works that were made better, as was promised: 提升139公里 of 改造提升."""
    found = _MADE_BETTER.search(words.left)
    if found is None or seen.basis is not Basis.GROWTH or target.basis is not Basis.LEVEL or seen.of:
        return False
    known = MEASURES.get(seen.measure)
    works = known is not None and known.dimension.startswith(_OF_WORKS)
    return works and found[0][:2] in (target.action or "") + promise_words(task, target).act


_SO_FAR = expression(r"实际|已|现已|目前|截至")
_THAN = expression(r"同比|[比较](?:上年|去年)(?:同期)?|再")
_LESS = expression(r"(?:减少|压减|压降|削减|化解|减免|压缩|缩减|调减|降低|下降)$")


def _done_by_its_verb(target: Target, seen: Observation, words: Around) -> bool:
    """Whether what was read as a change is the amount promised by the same verb: 减少10万贫困人口 of 减少贫困人口."""
    verb = _LESS.search(words.left)
    if verb is None or seen.basis is not Basis.GROWTH or target.basis is not Basis.LEVEL or seen.of:
        return False
    name, promised = content(target.metric), _LESS.search(target.action or "")
    behind = content(words.right) == name and promised is not None and promised[0] == verb[0]
    # 煤炭消费量较上年减少16万吨 of 压减煤炭消费20万吨
    said = content(_THAN.sub("", _LESS.sub("", words.left)))
    own = content(seen.metric).removesuffix("量")
    before = (name in said or (not said and own == name.removesuffix("量"))) and seen.value < 0
    return len(name) >= 2 and promised is not None and (behind or before)


def _of_a_part(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a figure counts a part of the very whole that is promised, and not its new ones."""
    whole = content(seen.part_of or "")
    if (grade := grade_of(target.metric)) and grade == grade_of(seen.metric) != grade_of(seen.part_of or ""):
        return False  # 10亿元以上项目77个，其中100亿元以上项目3个 of 百亿级项目
    if seen.metric == target.metric != seen.part_of:
        return False  # 亿元以上项目43个，其中10亿元以上项目4个
    if _SO_FAR.search(words.left) and not any(content(other.metric) == whole for other in task.observations):
        return False  # 预计全年发放105亿元，其中1—9月实际发放71.5亿元: the whole is only hoped for
    return bool(whole) and whole == content(target.metric) and not NEW.search(words.left)


def _of_a_like_name(task: Task, weighed: Weighed) -> Weighed:
    name = name_of(task, weighed.figure, weighed.around)
    return replace(
        weighed,
        standing=Standing.DOUBTFUL,
        aspect=Aspect.METRIC,
        why=f"写的是“{name}”，不知道是不是同一件事",
        why_en=f'it is said of "{name}", which may be something else',
    )
