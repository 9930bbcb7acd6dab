"""Rates of growth, shares and levels in per cent: which of a statement's figures answers, and why the others do not.

6月环比增长2%，1-6月同比增长5.1%                   against last month is another question: 5.1%
增长2.8%，全年有望达到6.5%                         what is hoped for is no figure
城乡居民收入分别增长6.2%、5.1%                     each target of a shared list has the figure of its place
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from luoshi.expressions import expression
from luoshi.grammar.signs import UNSETTLED
from luoshi.pacing.all_of import names_all_of
from luoshi.pacing.choosing import the_whole
from luoshi.pacing.comparison import conversion_for, covered, is_completion
from luoshi.pacing.each_and_all import TOGETHER, is_of_all_together
from luoshi.pacing.full_rates import is_full_of_each
from luoshi.pacing.fuller_names import is_but_fuller
from luoshi.pacing.joint_rates import of_each_rate, rate_of
from luoshi.pacing.leaning_shares import counts_other_things, leans_on
from luoshi.pacing.likeness import MEMBERS, Fit, Words, content, fit, mostly_in
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
from luoshi.pacing.narrowed import leaves_out_its_class
from luoshi.pacing.other_things import lacks_its_qualifier
from luoshi.pacing.per_period import in_the_promised_period
from luoshi.pacing.places import OWN_PLACE, of_a_place_that_is_not_named, place_above
from luoshi.pacing.plain_names import plainly
from luoshi.pacing.plan_shares import RATE_OF
from luoshi.pacing.pool import other_pool
from luoshi.pacing.price_index import by_the_index
from luoshi.pacing.promised_pool import is_a_bare_count, wants_new
from luoshi.pacing.proof import Proof, doubtful, passed_of, several
from luoshi.pacing.reached import BOUND_ABOVE, NEARLY, is_bound_above, needs_only_a_start
from luoshi.pacing.scopes import OTHER_SCOPE, in_several_scopes, in_the_promised_scope, of_another_scope
from luoshi.pacing.stages import Around, Progress, without_stages
from luoshi.pacing.subject_before import label_of
from luoshi.pacing.weighed import STAGES, Standing, Weighed
from luoshi.pacing.weighing import FROM
from luoshi.pacing.wordings import figure_words, name_of, progress_for, promise_words, surroundings
from luoshi.plan import Aspect, Basis, Comparator, Observation, Target, Task

_MONTH_ON_MONTH = expression(r"环比|(?:比|较)(?:上个?月|上个?季度?|上半年|前?[一二三四]季度|(?:1[-—–~至到])?\d+月)")
_YEAR_ON_YEAR = expression(r"同比|(?:比|较)(?:上年|去年)")
_OF_SEVERAL_YEARS = expression(
    r"(?:较|比|与)[“\"]?十[一二三四五六]五|[两二三四五六]年前|[两二三四五六]年(?:平均|年均|复合|累计)|年均|年平均|五年来|较\d{4}年|比\d{4}年"
)
# what is a mean of all days so far: that of one month says little of the year
_MEAN_OF_DAYS = expression(r"浓度|优良|空气质量|PM|AQI")
_OPEN_SIGN = "△"
_SINCE = expression(r"(?:较|比)20\d\d年")


def match_growth(task: Task, target: Target, as_of: date | None, measure: str | None) -> Proof:
    """Match a target of growth, or one that is kept in step by its growth."""
    said = figures_said(task)
    weighed = [_weigh(task, target, seen, as_of, (Basis.GROWTH,), measure) for seen in said]
    found = _chosen(task, target, weighed, as_of)
    if found.figure is None and None in (*found.readings, None) and len(members := _members(target)) > 1:
        worst = _worst_of(task, target, [_of_member(one, members, said) for one in members], as_of, measure)
        return found if worst is None else Proof(worst, found.passed)
    return found


def _members(target: Target) -> list[str]:
    """The things of a promise that names several together: 化肥 and 农药使用量 of 化肥、农药使用量."""
    if "存贷款" in target.metric:
        return [target.metric.replace("存贷款", part) for part in _OF_TWO["存贷款"]]
    parts = [part.strip() for part in MEMBERS.split(target.metric) if content(part)]
    named = [_OF_ITS_TRADE.sub("", content(part)) for part in parts]
    # 事故起数、死亡人数: what fills most names tells these apart
    return named if len(set(named)) == len(named) and not any(_COUNTS.search(part) for part in parts) else parts


_OF_ITS_TRADE = expression(
    r"(?<=业)产业(?=增加值|产值|投资|税收|主营业务收入|营业收入)|(?<=..)产业(?=增加值|产值|主营业务收入|营业收入)"
)
_COUNTED_OUT = expression(r"^发生|(?:起数|人数|件数|次数|总量|总额)$")
_COUNTS = expression(r"(?:起数|人数|件数|次数|总量|总额)$")


def _of_member(member: str, members: Sequence[str], said: Sequence[Observation]) -> Observation | None:
    """The one growth that is said of a member and of no other; None where there is none, or are several."""
    others = [other for other in members if other != member and other not in member]
    raw = any(_COUNTS.search(one) for one in members)
    if raw:
        member, *others = (_COUNTS.sub("", one) for one in (member, *others))
    own = [
        seen
        for seen in said
        if seen.basis is Basis.GROWTH
        and not seen.base
        and _names(
            member, name := _COUNTED_OUT.sub("", seen.metric) if raw else _OF_ITS_TRADE.sub("", content(seen.metric))
        )
        and not any(name.endswith(other) if raw else other in name for other in others)
    ]
    return own[0] if len(own) == 1 else None


def _names(member: str, name: str) -> bool:
    """Whether a name is that of a member, or shortens it: 事故起数 of 生产安全事故起数."""
    return member in name or (len(name) >= 2 and member.endswith(name))


def _worst_of(
    task: Task,
    target: Target,
    own: Sequence[Observation | None],
    as_of: date | None,
    measure: str | None,
    kinds: tuple[Basis, ...] = (Basis.GROWTH,),
) -> Observation | None:
    """The member by which a joint promise is judged, where each has its figure: all are to reach it."""
    weighed = []
    for seen in own:
        if seen is None:
            return None
        alone = replace(target, metric=seen.metric)
        weighed.append(_weigh(task, alone, seen, as_of, kinds, measure))
    if any(one.standing is not Standing.SETTLED for one in weighed):
        return None
    falls = (target.value or 0) <= 0 or target.comparator in (Comparator.AT_MOST, Comparator.LESS)
    figures = [one.figure for one in weighed]
    return (max if falls else min)(figures, key=lambda seen: seen.value)


def match_rate(task: Task, target: Target, as_of: date | None) -> Proof:
    """Match a share, a rate or an index: the latest of its own metric."""
    kinds = (Basis.SHARE, Basis.LEVEL, Basis.PER_CAPITA)
    said = figures_said(task)
    weighed = [_weigh(task, target, seen, as_of, kinds, target.measure) for seen in said]
    found = _chosen(task, target, weighed, as_of)
    if found.figure is None and not found.readings and (both := of_each_rate(target.metric)):
        own = [rate_of(one, both, said) for one in both]
        worst = _worst_of(task, target, own, as_of, target.measure, kinds)
        return found if worst is None else replace(found, figure=worst)
    return found


def figures_said(task: Task) -> list[Observation]:
    """The sentence's figures; of two that 城乡…分别 gives, the first is of the towns, the second of the country."""
    said = _named_before(task, [seen for seen in task.observations if seen.answers is None])
    said = [_by_its_words(task, seen) for seen in said]
    if "城乡" in task.text:  # else the promise has the same list, and its first name is as short
        said = _of_town_and_country(said)
    both: dict[tuple[str, Basis, str], list[Observation]] = {}
    for seen in said:
        if _joined(seen.metric) and not seen.base:
            both.setdefault((seen.metric, seen.basis, seen.measure), []).append(seen)
    named = {
        id(seen): replace(seen, metric=seen.metric.replace(joined, part))
        for pair in both.values()
        if len(pair) == 2 and (joined := _joined(pair[0].metric))
        for seen, part in zip(pair, _OF_TWO[joined], strict=True)
    }
    return [named.get(id(seen), seen) for seen in said]


def _of_town_and_country(said: list[Observation]) -> list[Observation]:
    """Give the first of 城市、农村生活垃圾分类覆盖面分别为98.6%、91.2% the thing that only the second names."""
    named = list(said)
    for index, (seen, behind) in enumerate(pairwise(said)):
        country = _COUNTRY.match(behind.metric)
        if country and _TOWN.fullmatch(seen.metric) and (seen.basis, seen.measure) == (behind.basis, behind.measure):
            named[index] = replace(seen, metric=f"{seen.metric}{behind.metric[country.end() :]}")
    return named


_TOWN = expression(r"城镇|城市|城区")
_COUNTRY = expression(r"农村|乡村")
# one word for two things that 分别 gives a figure each
_OF_TWO = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款")}


def _joined(metric: str) -> str:
    return next((joined for joined in _OF_TWO if joined in metric), "")


def _by_its_words(task: Task, seen: Observation) -> Observation:
    """Name a figure by the one of two that its own words say: 存款、贷款余额分别增长12.6%、6.1%."""
    if "存贷款" not in seen.metric:
        return seen
    left = surroundings(task, seen).left
    own = [part for part in _OF_TWO["存贷款"] if part in left]
    return replace(seen, metric=seen.metric.replace("存贷款", own[0])) if len(own) == 1 and "存贷" not in left else seen


def of_one_of_two(task: Task, target: Target) -> Target:
    """Name a target of a joint promise by the one of two that is its own: the first of 存贷款分别增长10%和5%."""
    joined = _joined(target.metric)
    if not joined or (joined == "城乡" and target.basis is not Basis.GROWTH):
        return target  # of amounts the place in the list decides
    kind = (target.metric, target.basis, target.measure)
    alike = [one for one in task.targets if (one.metric, one.basis, one.measure) == kind]
    if len(alike) != 2 or any(one.value_span is None for one in alike):
        return target
    first = min(one.value_span.start for one in alike if one.value_span is not None)
    own = _OF_TWO[joined][0 if target.value_span is not None and target.value_span.start == first else 1]
    return replace(target, metric=target.metric.replace(joined, own))


def _is_one_of_both(target: Target, seen: Observation) -> bool:
    """Whether a figure is of one alone of two that were promised in one word: 贷款 of 存贷款余额增长8%."""
    return (
        "存贷款" in target.metric
        and "存贷" not in seen.metric
        and any(part in seen.metric for part in _OF_TWO["存贷款"])
    )


_HELD_AGAINST = ("较", "比", "相比", "对比")


def _named_before(task: Task, said: list[Observation]) -> list[Observation]:
    """Give what is only held against another the name before it: 覆盖率43.3%，较上年的42.1%提高1.2个百分点."""
    named: list[Observation] = []
    for seen in said:
        before = named[-1] if named else None
        if seen.metric in _HELD_AGAINST and before is not None:
            between = task.statement[before.value_span.end : seen.value_span.start]
            if not any(stop in between for stop in "。；;！？\n"):
                seen = replace(seen, metric=before.metric)
        named.append(seen)
    return named


def _chosen(task: Task, target: Target, weighed: Sequence[Weighed], as_of: date | None) -> Proof:
    passed = passed_of(weighed)
    settled = [one for one in weighed if one.standing is Standing.SETTLED]
    settled = _of_each_by_name(task, target, weighed, settled)
    settled = in_the_promised_scope(task, target, of_its_place(task, target, settled))
    if in_several_scopes(task, target, settled):
        return several(settled, passed, task.statement)
    whole = the_whole(settled, as_of)
    if len(whole) > 1:
        whole = _year_on_year(whole) or whole
    if len(whole) == 1:
        return Proof(whole[0].figure, passed)
    if len(whole) > 1:
        return several(whole, passed, task.statement)
    doubts = [one for one in weighed if one.standing is Standing.DOUBTFUL]
    return doubtful(doubts, passed, task.statement) if doubts else Proof(passed=passed)


def _of_each_by_name(task: Task, target: Target, weighed: Sequence[Weighed], settled: list[Weighed]) -> list[Weighed]:
    """The figures of a shared promise, where each of several says whose it is: 代表满意率100%，委员满意率98.6%.

    满意率分别达到100%、98% gives both targets one name. One figure alone does not say of which of them it is.
    """
    alike = [one for one in task.targets if one.metric == target.metric and one.measure == target.measure]
    if len(alike) < 2 or "分别" not in task.text or "城乡" in target.metric or len(settled) == len(alike):
        return settled
    named = [
        one
        for one in weighed
        if one in settled or (one.aspect is Aspect.METRIC and one.figure.metric.endswith(target.metric))
    ]
    wanted = sorted((one for one in alike if one.value_span is not None), key=lambda one: one.value_span.start)  # type: ignore[union-attr]
    told = sorted(named, key=lambda one: one.figure.value_span.start)
    reached = len(told) == len(wanted) and all(
        one.figure.value >= goal.value for one, goal in zip(told, wanted, strict=True) if goal.value is not None
    )
    # whose each is stands in the order alone, which proves what is reached and not what is missed
    if len(named) == len(alike) and reached and all(one.figure.measure == target.measure for one in named):
        return [replace(one, standing=Standing.SETTLED, aspect=None) for one in named]
    return [] if len(settled) == 1 else settled


def _year_on_year(whole: list[Weighed]) -> list[Weighed]:
    marked = [one for one in whole if _YEAR_ON_YEAR.search(one.around.left)]
    return marked if len(marked) == 1 else []


def of_its_place(task: Task, target: Target, settled: list[Weighed]) -> list[Weighed]:
    """Give a target that shares its metric with others the figure of its place in the statement's list."""
    alike = [
        other
        for other in task.targets
        if (other.metric, other.basis, other.measure) == (target.metric, target.basis, target.measure)
        and other.value_span is not None
        and other.comparator is not None
    ]
    places = sorted({other.value_span.start for other in alike if other.value_span is not None})
    seen = sorted(settled, key=lambda one: one.figure.value_span.start)
    if target.value_span is None or len(places) < 2:
        return settled
    place = places.index(target.value_span.start)
    of_both = len(places) == 2 and "城乡" in target.metric
    if of_both and len(seen) == 1 and (_COUNTRY, _TOWN)[place].search(seen[0].figure.metric):
        return []  # the one figure that was read is of the other of the two
    if len(seen) != len(places):
        return settled
    if of_both:
        # 城乡居民收入 names two in this order, and a statement may turn them round
        for words in ([one.figure.metric for one in seen], [one.around.left for one in seen]):
            named = [one for one, its in zip(seen, words, strict=True) if (_TOWN, _COUNTRY)[place].search(its)]
            if len(named) == 1:
                return named
    return [seen[place]]


def _weigh(
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
    if _is_one_of_both(target, seen):
        return out(Aspect.METRIC, f"说的是“{seen.metric}”", f'it is said of "{seen.metric}"')
    if seen.basis not in kinds:
        return out(Aspect.BASIS, "量的是另一种数", "it is another kind of figure")
    if seen.basis is Basis.GROWTH and measure == "%" and seen.measure in ("倍", "番"):
        left = seen.value_text if seen.rule == "doubled" else words.left
        growth = risen(seen.value, seen.measure, left, seen.of)
        if growth is None:
            return out(Aspect.BASIS, "没有写是上年的多少倍", "it is no multiple of last year's")
        seen = replace(seen, value=growth, measure="%", of=None)
    factor = conversion_for(target.metric, seen.measure, measure)
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
    if target.basis is Basis.SHARE and (whole := leans_on(task, seen)) is not None:
        its = progress_for(task, target, surroundings(task, whole))
        if its is not None and its < Progress.DONE and not needs_only_a_start(task, target):
            return out(Aspect.COMPLETION, *STAGES[its])
        if counts_other_things(task, whole):
            return out(Aspect.METRIC, f"说的是“{name_of(whole, surroundings(task, whole))}”", "it is of other things")
    how = _fit(task, target, seen, words)
    if how is not Fit.SAME and _unnamed(task, target, seen, words):
        how = Fit.SAME
    if how is not Fit.SAME and (names_all_of(target.metric, seen.metric) or is_but_fuller(task, target, seen)):
        how = Fit.SAME
    if _is_spent_of_the_budget(target, seen):
        how = Fit.SAME
    if how in (Fit.OTHER, Fit.PART) or better_elsewhere(task, target, seen, words, how):
        return out(Aspect.METRIC, f"说的是“{name_of(seen, words)}”", f'it is said of "{name_of(seen, words)}"')
    if not _may_be_completion(target, promise, seen, kinds) and is_completion(seen):
        return out(Aspect.BASIS, "是完成任务的比例", "it is a share of the plan")
    return _weigh_how_far(task, target, seen, words, how, progress, as_of, measure)


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
    if how is Fit.LIKE or narrower:
        name = name_of(seen, words)
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


_HAS_A_SHARE = expression(r"(?:占|占比|占到|占了|占总数的?)(?:已|均|约|近|达到?|超过?|为)*$", needs="占")
_PROMISES_A_SHARE = expression(r"占|比重|比例|份额", needs="占比份")


def _is_a_bare_share(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a share without a name goes on from other words: 办结率96%。乱停乱放仍高发，合计占六成 of 办结率."""
    if target.basis is Basis.SHARE or _PROMISES_A_SHARE.search(task.text) is not None:
        return False
    return _HAS_A_SHARE.search(words.left) is not None and seen.metric not in words.clause


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


def _fit(task: Task, target: Target, seen: Observation, words: Around) -> Fit:
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
        if _MONTH_ON_MONTH.search(words.left):
            return Aspect.PERIOD, "是环比，不是同比", "it is against the months before, not against last year"
        if _YEAR_ON_YEAR.search(words.left) and (since := _SINCE.search(promise_words(task, target).act)):
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
