"""Weighing a rate: what is settled about one figure of a statement and a target that is a rate, a share or a growth."""

from dataclasses import replace
from datetime import date

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.grammar.signs import UNSETTLED
from luoshi.pacing.all_of import names_all_of
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion_for, covered, is_completion
from luoshi.pacing.each_and_all import TOGETHER, is_of_all_together
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.full_rates import is_full_of_each
from luoshi.pacing.fuller_names import is_but_fuller
from luoshi.pacing.leaning_shares import counted_of, counts_other_things, leans_on
from luoshi.pacing.left_out import goes_on_from_another, leaves_out_what_was_promised
from luoshi.pacing.likeness import Words, content, mostly_in
from luoshi.pacing.metric import better_elsewhere
from luoshi.pacing.months import (
    as_said,
    is_before_a_later_day,
    is_of_a_later_year,
    is_of_a_season,
    is_over,
    other_months,
)
from luoshi.pacing.multiples import risen
from luoshi.pacing.narrowed import is_its_share_of_its_kind, leaves_out_its_class
from luoshi.pacing.other_things import lacks_its_qualifier
from luoshi.pacing.per_period import in_the_promised_period
from luoshi.pacing.places import OWN_PLACE, of_a_place_that_is_not_named, place_above
from luoshi.pacing.plain_names import plainly
from luoshi.pacing.plan_shares import RATE_OF
from luoshi.pacing.pool import other_pool
from luoshi.pacing.price_index import by_the_index
from luoshi.pacing.promised_pool import is_a_bare_count, wants_new
from luoshi.pacing.rates_of_two import is_one_of_both
from luoshi.pacing.reached import BOUND_ABOVE, NEARLY, is_bound_above
from luoshi.pacing.reached_phase import needs_only_a_start
from luoshi.pacing.scopes import OTHER_SCOPE, of_another_scope
from luoshi.pacing.stages import Progress, without_stages
from luoshi.pacing.subject_before import label_of
from luoshi.pacing.weighed import STAGES, Standing, Weighed
from luoshi.pacing.weighing import FROM
from luoshi.pacing.with_its_distance import makes_up_the_target
from luoshi.pacing.wordings import figure_words, name_of, progress_for, promise_words, surroundings
from luoshi.plan import Aspect, Basis, Observation, Target, Task

_MONTH_ON_MONTH = expression(r"环比|(?:比|较)(?:上个?月|上个?季度?|上半年|前?[一二三四]季度|(?:1[-—–~至到])?\d+月)")
YEAR_ON_YEAR = expression(r"同比|(?:比|较)(?:上年|去年)")
_OF_SEVERAL_YEARS = expression(
    r"(?:较|比|与)[“\"]?十[一二三四五六]五|[两二三四五六]年前|[两二三四五六]年(?:平均|年均|复合|累计)|年均|年平均|五年来|较\d{4}年|比\d{4}年"
)
# what is a mean of all days so far: that of one month says little of the year
_MEAN_OF_DAYS = expression(r"浓度|优良|空气质量|PM|AQI")
_OPEN_SIGN = "△"
_SINCE = expression(r"(?:较|比)20\d\d年")


def _counts(name: str) -> tuple[str, str]:
    """Say of what a figure is that is said of something else."""
    return f"说的是“{name}”", f'it is said of "{name}"'


def weigh_rate(
    task: Task,
    target: Target,
    seen: Observation,
    as_of: date | None,
    kinds: tuple[Basis, ...],
    measure: str | None,
) -> Weighed:
    words = surroundings(task, seen)
    seen = by_the_index(task, target, as_said(seen, words, as_of, task.statement), measure)
    promise = promise_words(task, target)
    seen = _per_each(in_the_promised_period(target, promise, seen, words), words, measure)
    progress = progress_for(task, target, words)

    def out(aspect: Aspect, why: str, why_en: str, standing: Standing = Standing.PASSED) -> Weighed:
        return Weighed(seen, standing, words, aspect, why, why_en, progress=progress)

    if seen.base:
        return out(Aspect.PERIOD, "是上年同期或起点的数", "it is last year's, or a starting figure")
    if is_one_of_both(target, seen):
        return out(Aspect.METRIC, f"说的是“{seen.metric}”", f'it is said of "{seen.metric}"')
    if seen.basis not in kinds:
        return out(Aspect.BASIS, "量的是另一种数", "it is another kind of figure")
    if seen.basis is Basis.GROWTH and measure == "%" and seen.measure in ("倍", "番"):
        left = seen.value_text if seen.rule == "doubled" else words.left
        growth = risen(seen.value, seen.measure, left, seen.of)
        if growth is None:
            return out(Aspect.BASIS, "没有写是上年的多少倍", "it is no multiple of last year's")
        seen = replace(seen, value=growth, measure="%", of=None)
    factor = conversion_for(target.metric, _measure_of(seen, measure), measure)
    if factor is None:
        return out(Aspect.MEASURE, "计量单位不同，不能相比", "its measure differs")
    if factor != 1:
        seen = replace(seen, value=seen.value * factor, measure=measure or "")
    if season := is_of_a_season(task, words):
        return out(Aspect.PERIOD, f"只是{season}的数，不是今年累计数", f"it is for {season} alone")
    if FROM.search(words.left):
        return out(Aspect.PERIOD, "是上年同期或起点的数", "it is last year's, or a starting figure")
    if _is_a_bare_share(task, target, seen, words):
        return out(Aspect.METRIC, "只说占了多少", "it only says what share something has")
    if (above := place_above(words.left, task.statement)) is not None:
        return out(Aspect.METRIC, f"说的是{above[0]}的数", f"it is the figure of {above[0]}")
    if (leant := _leans_on_another(task, target, seen)) is not None:
        return out(*leant)
    how = fit_of_rate(task, target, seen, words)
    if how is not Fit.SAME and _unnamed(task, target, seen, words):
        how = Fit.SAME
    if how is not Fit.SAME and _is_it_by_other_words(task, target, seen, words):
        how = Fit.SAME
    told_off = how is not Fit.SAME and makes_up_the_target(task, target, seen)
    how = Fit.SAME if told_off or _is_spent_of_the_budget(target, seen) else how
    if how in (Fit.OTHER, Fit.PART) or (not told_off and better_elsewhere(task, target, seen, words, how)):
        return out(Aspect.METRIC, *_counts(name_of(task, seen, words)))
    if not _may_be_completion(target, promise, seen, kinds) and is_completion(seen):
        return out(Aspect.BASIS, "是完成任务的比例", "it is a share of the plan")
    return _weigh_how_far(task, target, seen, words, how, progress, as_of, measure)


def _leans_on_another(task: Task, target: Target, seen: Observation) -> tuple[Aspect, str, str] | None:
    """Say what of the number is settled as "no" from which a share was reckoned: 启动治理的行政村121个，占56.8%."""
    whole = leans_on(task, seen) if target.basis is Basis.SHARE else None
    for counted in (whole, *counted_of(task, seen)):
        its = None if counted is None else progress_for(task, target, surroundings(task, counted))
        if its is not None and its < Progress.DONE and not needs_only_a_start(task, target):
            return Aspect.COMPLETION, *STAGES[its]
    if whole is not None and counts_other_things(task, whole):
        return Aspect.METRIC, *_counts(name_of(task, whole, surroundings(task, whole)))
    return None


def _is_it_by_other_words(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    if names_all_of(target.metric, seen.metric) or is_but_fuller(task, target, seen):
        return True
    return leaves_out_what_was_promised(task, target, seen, words)


def _may_be_completion(target: Target, promise: Words, seen: Observation, kinds: tuple[Basis, ...]) -> bool:
    """Tell whether a share of the plan may be what was promised."""
    promised = (target.action or promise.act).startswith("完成")  # 完成清产核资80%
    if RATE_OF.search(target.metric) and ("投资" in target.metric or "投资" not in (seen.of or "")):
        promised = True  # 投资完成率130% · 完成年度投资计划的135%
    if seen.metric == target.metric and _HOW_FAR.search(target.metric):
        promised = True  # 支出进度达到90% · 支出进度32%
    if _is_spent_of_the_budget(target, seen):
        promised = True
    return target.basis is Basis.SHARE or promised or Basis.GROWTH in kinds


def _weigh_how_far(
    task: Task,
    target: Target,
    seen: Observation,
    words: Around,
    how: Fit,
    progress: Progress | None,
    as_of: date | None,
    measure: str | None,
) -> Weighed:
    """Weigh a figure that may measure what was promised: whether it is reached, when, and whose it is."""

    def out(aspect: Aspect, why: str, why_en: str, standing: Standing = Standing.PASSED) -> Weighed:
        return Weighed(seen, standing, words, aspect, why, why_en, progress=progress)

    if seen.value == target.value and NEARLY.search(words.left):
        return out(Aspect.COMPLETION, "写的是约数，不知道够不够", "it may fall short", Standing.DOUBTFUL)
    if is_bound_above(target, seen) and not _is_held_at(seen, words):
        return out(Aspect.COMPLETION, *BOUND_ABOVE, Standing.DOUBTFUL)
    if _OF_THINGS.match(words.right) and target.basis is not Basis.GROWTH:
        return out(Aspect.METRIC, "是其中有多少由谁做、在哪里", "it says by whom or where so many of them are")
    if (no := _not_this(task, target, seen, words, progress, as_of)) is not None:
        return out(*no)
    if seen.rule == UNSETTLED or _OPEN_SIGN in seen.value_text or words.left.rstrip().endswith(_OPEN_SIGN):
        return out(Aspect.BASIS, "“△”没有写明是增还是减", "△ does not say whether it rose or fell", Standing.DOUBTFUL)
    if (strange := of_a_place_that_is_not_named(task, words)) is not None:
        why, why_en = f"写的是{strange}的数，不知道是不是本地的", f'it is said of "{strange}"'
        return out(Aspect.METRIC, why, why_en, Standing.DOUBTFUL)
    if is_of_all_together(promise_words(task, target), words):
        return out(Aspect.BASIS, *TOGETHER, Standing.DOUBTFUL)
    narrower = lacks_its_qualifier(task, target, seen, words) or leaves_out_its_class(task, target, seen, words)
    narrower = narrower or is_its_share_of_its_kind(target, seen)
    narrower = narrower and not leaves_out_what_was_promised(task, target, seen, words)
    narrower = narrower or goes_on_from_another(task, target, seen, words)
    if how is Fit.LIKE or (narrower and not makes_up_the_target(task, target, seen)):
        name = name_of(task, seen, words)
        return out(
            Aspect.METRIC,
            f"写的是“{name}”，不知道是不是同一个指标",
            f'it is said of "{name}", which may be another metric',
            Standing.DOUBTFUL,
        )
    of_all = not measure or "/" in measure  # 供水能力5万吨/日 · 新增供水能力2万吨/日
    if of_all and seen.basis is Basis.LEVEL and (pool := other_pool(task, target, seen, words)) is not None:
        return out(Aspect.BASIS, pool[1], pool[2], pool[0])  # 注册用户超过1600万 of 新增注册用户300万
    return Weighed(seen, Standing.SETTLED, words, progress=progress, exact=seen.metric == target.metric)


def _measure_of(seen: Observation, measure: str | None) -> str:
    """The measure of a figure; none of something needs none: 森林火灾受害率为0."""
    return measure if seen.value == 0 and not seen.measure and measure in ("%", "‰") else seen.measure


_HAS_A_SHARE = expression(r"(?:占|占比|占到|占了|占总数的?)(?:已|均|约|近|达到?|超过?|为)*$", needs="占")
_PROMISES_A_SHARE = expression(r"占|比重|比例|份额", needs="占比份")


def _is_a_bare_share(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a share without a name goes on from other words: 办结率96%。乱停乱放仍高发，合计占六成 of 办结率."""
    if target.basis is Basis.SHARE or _PROMISES_A_SHARE.search(task.text) is not None:
        return False
    share = _HAS_A_SHARE.search(words.left)
    if share is None or seen.metric in words.clause:
        return False
    name = content(words.left[: share.start()])  # 重污染天数占比 of 重污染天数比率
    return len(name) < 2 or not content(in_one_word(target.metric)).startswith(name)


_HOW_FAR = expression(r"(?:支出|执行|拨付|支付|兑付|投资|使用)进度$")
_EXECUTED = expression(r"(?:预算)?(?:支出|执行)(?:率|进度)$")


def _is_spent_of_the_budget(target: Target, seen: Observation) -> bool:
    """Whether a share of the budget is that of the promised rate: 部门预算支出占预算的47.6% of its 执行率."""
    if not is_completion(seen) or "预算" not in (seen.of or "") or _EXECUTED.search(target.metric) is None:
        return False
    whose, spent = (content(_EXECUTED.sub("", name)).removesuffix("支出") for name in (target.metric, seen.metric))
    if not whose.removesuffix("预算"):
        return spent.removesuffix("预算") in (
            "一般公共",
            "财政",
            "",
        )  # 支出进度 names no budget, and this is the place's own
    return bool(spent) and whose.removesuffix("预算") == spent.removesuffix("预算")


_HELD_AT = expression(r"(?:控制|压降|压减|稳定|保持|维持)[在到至为]$")
_WITHIN = expression(r"以[内下]|之[内下]|内$")


def _is_held_at(seen: Observation, words: Around) -> bool:
    """Whether a rate is said to be held at a number, and not within it: 不良贷款率控制在1.61%."""
    within = _WITHIN.search(seen.value_text) or _WITHIN.match(words.right)
    return _HELD_AT.search(words.left) is not None and within is None


_PER_NAME = expression(r"^(?:全[市县区州])?每[百千万]?[人户名]口?(?:拥有|配备)?")
_PER = expression(r"每(?P<unit>[百千万]?[人户名])")


def _per_each(seen: Observation, words: Around, measure: str | None) -> Observation:
    """Give a number its per-head measure, where the words before it say of how many: 每千人口…4.4张 is 4.4张/千人."""
    per = _PER.search(words.carried + words.left)
    if measure is None or per is None or f"{seen.measure}/{per['unit']}" != measure:
        return seen
    return replace(seen, measure=measure, metric=_PER_NAME.sub("", seen.metric))


# 80%以上的项目由企业牵头: so many of the things are said to be another's
_OF_THINGS = expression(
    r"(?:以上|以下|左右)?的?[\u4e00-\u9fff]{2,16}?(?:由|来自|集中在|位于|属于)[\u4e00-\u9fff]{2}", needs="位属来由集"
)
_SHARE_OF_IT = expression(r"的?(?:比例|占比|比重)$")


def fit_of_rate(task: Task, target: Target, seen: Observation, words: Around) -> Fit:
    """How a rate fits; one of completion goes by the name of what is completed: 清产核资完成率 of 完成清产核资80%."""
    how = fit(promise_words(task, target), figure_words(seen, words))
    if how is Fit.SAME:
        return how
    whose = _SHARE_OF_IT.sub("", seen.metric)
    if target.basis is Basis.SHARE and seen.basis is Basis.SHARE and whose not in ("", seen.metric):
        # 开设托班的幼儿园比例 of 一半以上的幼儿园
        return fit(promise_words(task, target), figure_words(replace(seen, metric=whose), words))
    promise, its = promise_words(task, target), figure_words(seen, words)
    if (plain := plainly(target, seen, promise, its, words, label_of(task, seen))) is not None:
        return max(how, fit(*plain))
    if is_full_of_each(target, seen):
        return Fit.SAME  # 行政审批事项、公共服务事项录入完成率100%: each of them, too
    if not is_completion(seen):
        return how
    named = RATE_OF.sub("", seen.metric)
    if not target.metric:
        return Fit.SAME if named != seen.metric and mostly_in(named, task.text) else how
    return fit(promise_words(task, target), figure_words(replace(seen, metric=named), words))


_THE_PLACE = expression(
    r"全[市县区州旗镇域](?:同比|[较比](?:上年|去年)(?:同期)?)(?:已|再|平均)?(?:下降|降低|减少|增长|提高|上升|提升|改善)(?:了|约)?"
)


def _unnamed(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a rate names nothing but a place, and only one target is measured so: 我县增长4.9%."""
    before = words.before.rstrip(",").rpartition(",")[2]
    # 积尘负荷持续走低，全市较上年下降24.6%
    told = _THE_PLACE.fullmatch(words.left) and len(content(target.metric)) >= 2 and target.metric in before
    if not told and (content(without_stages(words.left)) or not OWN_PLACE.search(words.left)):
        return False
    return sum(1 for other in task.targets if (other.basis, other.measure) == (target.basis, target.measure)) == 1


def _not_this(
    task: Task, target: Target, seen: Observation, words: Around, progress: Progress | None, as_of: date | None
) -> tuple[Aspect, str, str] | None:
    """Say what of a rate is settled as "no": hoped for, against last month, a distance, another period."""
    if (seen.estimated and not is_over(seen, as_of)) or (progress is Progress.PLANNED and not seen.estimated):
        return Aspect.COMPLETION, *STAGES[Progress.PLANNED]
    if is_of_a_later_year(task.statement, seen, as_of) or is_before_a_later_day(task.statement, seen, as_of):
        return Aspect.COMPLETION, *STAGES[Progress.PLANNED]
    summed_up = is_a_bare_count(target) and wants_new(task, target)  # 新增注册用户10万 · 本月新增1万
    if seen.basis is not Basis.GROWTH and (summed_up or _MEAN_OF_DAYS.search(target.metric)):
        period = covered(seen, as_of)
        if period is not None and not period.from_january:
            return Aspect.PERIOD, *other_months(period, as_of)
    if seen.basis is Basis.GROWTH:
        of_a_list = words.carried if YEAR_ON_YEAR.search(words.left) is None else ""
        if _MONTH_ON_MONTH.search(words.left) or _MONTH_ON_MONTH.search(of_a_list):
            return Aspect.PERIOD, "是环比，不是同比", "it is against the months before, not against last year"
        if YEAR_ON_YEAR.search(words.left) and (since := _SINCE.search(promise_words(task, target).act)):
            return (
                Aspect.PERIOD,
                f"是与上年比，不是{since[0]}",
                "it is against last year, and not against the year promised",
            )
        if _OF_SEVERAL_YEARS.search(words.left) and not _OF_SEVERAL_YEARS.search(task.text):
            return Aspect.PERIOD, "是多年平均的增速", "it is a mean of several years"
        if of_another_scope(task, target, words.left):
            return Aspect.BASIS, *OTHER_SCOPE
        if seen.of and target.of != seen.of:
            return Aspect.BASIS, f"是与“{seen.of}”相比的差距", f'it is a distance from "{seen.of}"'
        period = covered(seen, as_of)
        if period is not None and not period.from_january:
            return Aspect.PERIOD, *other_months(period, as_of)
    period = seen.period
    if period is not None and as_of is not None and period.named == "year" and period.last_day > as_of:
        if progress is None and not seen.estimated and period.year == as_of.year:
            return None
        return Aspect.COMPLETION, *STAGES[Progress.PLANNED]
    return None
