"""Shares of the plan: what a statement says of the year's plan and not in the target's own measure.

完成年度任务的53.7%                     a share of it
超计划4家, 距目标还差150套               more or less than it
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.sharing import shared_values
from luoshi.indicators import indicator_of, more_is_better, same_metric
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion, is_completion
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.likeness import content, mostly_in
from luoshi.pacing.other_things import speaks_of_another
from luoshi.pacing.phrasing import number
from luoshi.pacing.repeated_numbers import is_share_of
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.wordings import figure_words, progress_for, promise_words, surroundings
from luoshi.plan import Basis, Comparator, Observation, Target, Task

# parts of a year's plan that are no share of the year's target
_PART_OF_THE_PLAN = expression(r"时序|序时|季度|上半年|月度|阶段|投资(?!任务|目标|计划)|当前|下达")
_NO_SHARE = expression(r"形象|投资|工程量|资金|进度款|征地|拆迁|签约|手续|前期|设计")
# 改造任务已完成六成
_PART_OF_IT = expression(
    r"(?:任务|改造|建设|工程)(?P<done>(?:目前|总体|年内|全年|今年|年底)*(?:已|现已|仅|只|才)*(?:完成|做完|干完)(?:了|约|近|过)?)$"
)
# 城镇新增就业完成率 is of 城镇新增就业
RATE_OF = expression(r"(?<=..)(?:任务|目标|计划)?(?:完成率|完成比例|完成进度)$")
_ALL_YEAR = expression(r"年|任务|目标|计划|预算")


def share_done(task: Task, target: Target, as_of: date | None) -> list[Observation]:
    """Return the stated shares of the year's plan, or of the target itself, that are done: 完成年度任务的53.7%."""
    promise = promise_words(task, target)
    found = []
    if _is_one_of_a_list(task, target):
        return []
    for seen in task.observations:
        if seen.base or seen.answers is not None or seen.measure != "%" or _is_of_the_place_above(task, seen):
            continue
        if _of_the_promise_said_again(task, target, seen):
            found.append(replace(seen, basis=Basis.SHARE))
            continue
        if seen.basis is not Basis.SHARE:
            continue
        if _BARE_RATE.fullmatch(seen.metric):
            if (whose := _whose_rate(task, seen)) is None or _of_another(target, whose):
                continue
            seen = replace(seen, metric=whose or seen.metric)
        if seen.period is not None and seen.period.named == "year" and _ALL_YEAR.search(seen.of or ""):
            seen = replace(seen, period=None)  # 完成全年任务的45%: the year is the plan's, not the figure's
        if seen.estimated and (as_of is None or as_of.month < 12 or seen.period is not None):
            continue
        words = surroundings(task, seen)
        if not _is_of_the_target(target, seen, words.left) or speaks_of_another(task, seen, words):
            continue
        if len(task.targets) > 1 and _of_all_together(task, seen):
            continue  # 合并计算，已达到两项全年计划之和的84%
        seen = replace(seen, metric=RATE_OF.sub("", seen.metric))
        if (part := _PART_OF_IT.search(seen.metric)) is not None:
            seen = replace(seen, metric=seen.metric[: part.start("done")])
        own = fit(promise, figure_words(seen, words)) if content(seen.metric) else _unnamed(task, target, seen, words)
        if own is not Fit.SAME:
            continue
        # 只完成全年任务的15%，差距较大: what follows says of the rest that it is not done
        progress = progress_for(task, target, replace(words, behind=""))
        if progress is None or progress is Progress.DONE:
            found.append(seen)
    return found


def _is_one_of_a_list(task: Task, target: Target) -> bool:
    """Whether a target is one of several that 分别 shares out, and the statement has several shares of nobody."""
    if target.value_span is None or "分别" not in task.text:
        return False
    if len(shared_values(task.text, target.value_span.start)) < 2:
        return False
    return sum(seen.measure == "%" and seen.basis is Basis.SHARE for seen in task.observations) > 1


_ABOVE = expression(r"全[省国]|全自治区")
_OWN_PLACE = expression(r"[我本全][市区县州旗镇](?!域)")


def _is_of_the_place_above(task: Task, seen: Observation) -> bool:
    """Whether a figure is told of the province or the nation, beside which the place's own work is told: 我市…."""
    text = level(task.statement)
    start = max(text.rfind(stop, 0, seen.value_span.start) for stop in "。;!?\n") + 1
    above = _ABOVE.search(text, start, seen.value_span.start)
    if above is None or above[0] in task.text or _OWN_PLACE.search(text) is None:
        return False
    return _OWN_PLACE.search(text, above.end(), seen.value_span.start) is None


_SUM_OF_THEM = expression(
    r"之和|总和|合并|加总|合在一起|合起来|加起来|相加|[两二三四五六七八九\d][项类者](?:指标|任务|工作|目标)?(?:合计|共|总|综合|平均|整体)"
)
_TOGETHER = expression(r"合计|总体|整体|综合完成|平均完成")


def _of_all_together(task: Task, share: Observation) -> bool:
    """Whether a share is said of several promises taken together: of each by itself it tells nothing."""
    text = level(task.statement)
    start = max(text.rfind(stop, 0, share.value_span.start) for stop in "。;!?\n") + 1
    said = text[start : share.value_span.end]
    if _SUM_OF_THEM.search(said) is not None:
        return True
    named = sum(len(content(other.metric)) >= 2 and content(other.metric) in content(said) for other in task.targets)
    return _TOGETHER.search(said) is not None and named != 1


# 城镇新增就业提前完成全年任务（完成率104%）: the clause before says of what it is
_BARE_RATE = expression(r"(?:年度|全年)?(?:目标)?(?:任务|目标|计划)?(?:完成率|完成比例|完成进度)")
_AT_ITS_END = expression(rf"[,(]?(?:其中)?{_BARE_RATE.pattern}(?:已|达到?|为|是|约|近)*$")
_COMPLETES = expression(
    r"(?:年度|全年|年初|既定)*(?:目标)?(?:任务|计划|目标)|(?:已|均|都|提前|超额|圆满|全面|顺利|按期|如期)*完成"
)


def _whose_rate(task: Task, share: Observation) -> str | None:
    """What a clause names that is complete, before a rate that has no name of its own; None for one of another plan."""
    text = level(task.statement)
    start = max(text.rfind(stop, 0, share.value_span.start) for stop in "。;!?\n") + 1
    said = _AT_ITS_END.sub("", text[start : share.value_span.start])
    clause = said.rpartition(",")[2]
    found = _COMPLETES.search(clause)
    if found is not None and _PART_OF_THE_PLAN.search(clause, found.start()):
        return None
    return "" if found is None else clause[: found.start()]


def _unnamed(task: Task, target: Target, share: Observation, words: Around) -> Fit:
    """How a share without a name fits: as the target's where its sentence names nothing that the promise lacks."""
    said = words.left + words.before
    strange = len(content(said)) >= 2 and not mostly_in(said, task.text)
    return Fit.OTHER if strange or _after_another(task, target, share) else Fit.SAME


# 新增就业5200人、培训3100人，均完成年度任务的104%
_OF_EACH = expression(r"[均都各]|分别|全部|双双")


def _after_another(task: Task, target: Target, share: Observation) -> bool:
    """Whether the figure before it in its sentence counts a thing that the promise does not have: 47座公厕…完成62%.

    Of several targets: whether it counts what another one promised (筹集保租房860套，年度任务完成率80%).
    """
    text = level(task.statement)
    sentence = max(text.rfind(stop, 0, share.value_span.start) for stop in "。;!?\n")
    before = [
        one
        for one in task.observations
        if one.answers is None and sentence < one.value_span.start < share.value_span.start
    ]
    if not before:
        return False
    last = max(before, key=lambda one: one.value_span.start)
    words = surroundings(task, last)
    named = (last.metric, words.left, words.right)
    if any(len(content(part)) >= 2 and not mostly_in(part, task.text) for part in named):
        return True
    its = content(last.metric)
    another = len(its) >= 2 and any(
        mostly_in(its, other.metric) and not mostly_in(its, target.metric)
        for other in task.targets
        if other is not target
    )
    return another and _OF_EACH.search(text, last.value_span.end, share.value_span.start) is None


def _of_the_promise_said_again(task: Task, target: Target, share: Observation) -> bool:
    """Whether a share is said of the promised number right before it: 完成5000人的52% where 5000 were promised."""
    if share.basis not in (Basis.SHARE, Basis.LEVEL):
        return False
    return any(
        whole.value == target.value
        and conversion(whole.measure, target.measure) is not None
        and is_share_of(task, whole, share)
        and not _of_another(target, task.statement[whole.value_span.end : share.value_span.start])
        for whole in task.observations
        if whole is not share and whole.answers is None
    )


def _is_of_the_target(target: Target, seen: Observation, left: str) -> bool:
    if is_completion(seen):
        return not _PART_OF_THE_PLAN.search(seen.of or "") and not _of_another(target, left[-12:])
    rule = seen.rule.removesuffix(" (list)")
    done = rule in ("part done", "share done", "completion rate") or (rule == "fraction" and _PART_OF_IT.search(left))
    return bool(done) and not _of_another(target, left)


def _of_another(target: Target, left: str) -> bool:
    """Whether a share is one of money or of a stage, where something else was promised."""
    found = _NO_SHARE.search(left)
    return found is not None and found[0] not in target.metric


def over_the_plan(task: Task, target: Target, as_of: date | None, due: date | None) -> Observation | None:
    """Return a stated excess over the year's plan as the share that it makes: 超计划4家 of 40 is 110%.

    Before the target's day only what is held against the whole year's plan counts, or what is done before its time:
    a plan that is not named otherwise may be that of the months.
    """
    if target.value is None or target.value <= 0 or as_of is None or due is None or "剩余" in target.metric:
        return None  # 剩余589户 is what was promised, and no distance from it
    made = []
    for seen, words in _distances(task, target):
        if _is_of_the_place_above(task, seen):
            continue
        named = _WHOLE_YEAR.search(seen.of or "") or _YEARS_PLAN.search(words.left)
        whole_year = named is not None or ("提前" in words.left + words.before and seen.value > 0)
        if as_of < due and not whole_year:
            continue
        share = _excess_share(target, seen)
        if share is not None:
            made.append(replace(seen, basis=Basis.SHARE, value=share, measure="%", rule="beyond the plan"))
    return _one_of(target, made)


def off_the_target(task: Task, target: Target) -> Observation | None:
    """Return a rate that is told by its distance from the target, as the rate that it makes: 高于目标0.6个百分点."""
    if target.value is None or target.value < 0:
        return None
    made = []
    for seen, words in _distances(task, target):
        points = target.measure == "%" and seen.measure == "个百分点"
        alike = points or (target.measure != "%" and conversion(seen.measure, target.measure) == 1)
        if not alike or (whole := _held_against(target, seen)) is None:
            continue
        better = _BETTER.search(words.left) is not None and not _more_is_better(target)
        made.append(_as_reckoned(target, seen, whole - seen.value if better else whole + seen.value))
    return _one_of(target, made)


def _as_reckoned(target: Target, seen: Observation, value: Decimal) -> Observation:
    measure = target.measure or ""
    text = f"{number(value)}{measure}"
    return replace(seen, basis=target.basis, value=value, value_text=text, measure=measure, rule=FROM_A_DISTANCE)


def _one_of(target: Target, made: list[Observation]) -> Observation | None:
    """The one that goes by the target's own name, or on which all agree; None where several distances may be meant."""
    own = [one for one in made if one.metric == target.metric] or made
    return own[0] if len({one.value for one in own}) == 1 else None


def _held_against(target: Target, seen: Observation) -> Decimal | None:
    """What a distance is counted from: the target, or 100% for a rate of completion, of which the plan is the whole."""
    if RATE_OF.search(target.metric) is None or target.value == 100:
        return target.value
    return None if "目标" in (seen.of or "") else Decimal(100)


_BETTER = expression(r"优于|好于")


def _more_is_better(target: Target) -> bool:
    return target.comparator not in (Comparator.AT_MOST, Comparator.LESS) and more_is_better(target.metric)


# the rule of a figure that is reckoned from its distance to the target
FROM_A_DISTANCE = "distance from the target"
_WHOLE_YEAR = expression(r"年|总(?:任务|目标|计划)")
# 距全年60亿元的目标: the number between was told again
_YEARS_PLAN = expression(r"(?:全年|年度|年初|本年|今年)[^,;。]{0,12}?(?:目标|任务|计划)")
_NOT_BEGUN = expression(r"开工|动工|启动|实施|开展|招标|立项")
_COMPARING = expression(
    r"(?:对照|超额?|高于|低于|高出|超出|超过|比|较|与|距离?|离|同|和|落后于?|欠|差|还|优于|好于)"
    # 距全年60亿元目标: the target's number, told again
    r"(?:(?:全年|年度|今年|本年度?|年初)?\d[\d.,]*[^,;。\d]{1,5})?$"
)


def _distances(task: Task, target: Target) -> Iterator[tuple[Observation, Around]]:
    """The stated distances from the whole plan of the target's own thing, which are not merely hoped for."""
    promise = promise_words(task, target)
    for seen in task.observations:
        if seen.basis is not Basis.GROWTH or not seen.of or seen.answers is not None or seen.estimated:
            continue
        if not _ALL_YEAR.search(seen.of) or _PART_OF_THE_PLAN.search(seen.of):
            continue
        words = surroundings(task, seen)
        seen = replace(seen, metric=_HELD_TO.sub("", seen.metric))  # 到位资金距离全年目标还差18亿元
        if seen.metric and fit(promise, figure_words(seen, words)) is not Fit.SAME and not _sizes(task, target, seen):
            continue
        if any(other.metric == seen.metric != target.metric for other in task.targets):
            continue
        # the plan that is named is no stage: 较计划少150套
        left = _COMPARING.sub("", words.left[: max(0, words.left.rfind(seen.of or ""))])
        own = replace(words, left=_OF_ITS_GROWTH.sub("", left))  # 增速较年度目标低4.3个百分点
        if speaks_of_another(task, seen, own) or _names_another_indicator(target, own):
            continue
        if seen.value < 0:  # 还有3座未完工: what follows says of the rest that it is not done
            if _NOT_BEGUN.search(words.right) and not _NOT_BEGUN.search(promise.act):
                continue
            own = replace(own, right="", behind="")
        progress = progress_for(task, target, own)
        if progress is None or progress is Progress.DONE:
            yield seen, words


_HELD_TO = expression(r"(?<=..)(?:距离?|离|较|比|与)$")
_OF_ITS_GROWTH = expression(r"(?:增速|增幅|增长率|涨幅|降幅)$")
_SIZE = expression(r"(?:面积|规模|人数|株数|户数|数量?|额|总?量|里程|资金|情况)$")


def _sizes(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a distance is told of the size of what was promised, and nothing else is counted so: 造林面积 of 造林."""
    name = _SIZE.sub("", seen.metric)
    alone = sum(conversion(seen.measure, other.measure) is not None for other in task.targets) == 1
    named = name in task.text or (len(content(name)) >= 2 and mostly_in(name, task.text))
    return alone and name != seen.metric and len(name) >= 2 and named


def _names_another_indicator(target: Target, words: Around) -> bool:
    """Whether a list gives a distance to another: 固定资产投资、规模工业增加值增速分别低于目标1.4、2.2个百分点."""
    named = content(words.left)
    return indicator_of(named) is not None and not same_metric(named, target.metric)


def _excess_share(target: Target, seen: Observation) -> Decimal | None:
    assert target.value is not None
    if seen.measure == "%":
        return 100 + seen.value if target.measure != "%" else None
    factor = conversion(seen.measure, target.measure)
    return None if factor is None else 100 * (target.value + seen.value * factor) / target.value
