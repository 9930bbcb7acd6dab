"""Weighing: whether one figure of a statement answers one target, and what is not settled between them.

Five things must be settled: the metric, the measure, the basis, the period and the completion. A figure of which
one is settled as "no" is passed over, and why is kept; one of which something is open is a doubt, and the office or
the unit is asked; only the rest may light a lamp.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from luoshi.cycle import Period
from luoshi.indicators import Kind, indicator_of, more_is_better
from luoshi.pacing import phrasing
from luoshi.pacing.cues import COUNTED, kind_of_amount
from luoshi.pacing.figures import comparable, conversion, covered, phase_of, same_measure, shares_its_metric
from luoshi.pacing.likeness import (
    DEED,
    QUALIFIERS,
    Fit,
    Words,
    content,
    fit,
    mostly_in,
    same_thing,
    says_no_more,
    share_in,
)
from luoshi.pacing.stages import RESULT, Around, Progress, around, level, progress_in, progress_of, without_stages
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Comparator, MilestoneKind, Observation, Target, Task


class Standing(Enum):
    """What became of a figure."""

    SETTLED = "settled"
    DOUBTFUL = "doubtful"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One figure as it was weighed for one target.

    Args:
        figure: in the target's measure; its `value_text` stays as written.
        aspect: what is open, or what was settled as "no"; None where all is settled.
        why, why_en: the reason, as a part of a sentence that begins with the figure.
        part: it counts a part of what the target counts.
        exact: it goes by the target's own name.
        same_measure: it is written in the target's own measure, and not in one that stands for it (个 of 套).
    """

    figure: Observation
    standing: Standing
    around: Around
    aspect: Aspect | None = None
    why: str = ""
    why_en: str = ""
    part: bool = False
    exact: bool = False
    same_measure: bool = True
    progress: Progress | None = None


STAGES: dict[Progress, tuple[str, str]] = {
    Progress.NOT_BEGUN: ("写的是还没有做", "it is said not to be done"),
    Progress.PLANNED: ("写的是计划、预计的数", "it is planned or expected"),
    Progress.PREPARED: ("写的是前期的数", "it counts a stage before the work"),
    Progress.BEGUN: ("是开工或在建的数，不是做完的数", "these are begun, not finished"),
    Progress.UNDER_WAY: ("是开工或在建的数，不是做完的数", "these are under way, not finished"),
}
_NEW = re.compile(
    r"新增|净增|(?<![高创更革翻特焕刷])新(?!技术|区|型|材料|能源|兴|城|质|时代|农村|建成区|一代|媒体|三板|四板|生儿|冠|媒)|增加|今年|本年|年内"
)
_NEW_ONES = re.compile(
    r"新增|净增|(?<![高创更革翻特焕刷])新(?!技术|区|型|材料|能源|兴|城|质|时代|农村|一代|媒体|三板|生儿|建)|增加|培育|引进|认定|招引"
)
_IN_ALL = re.compile(r"总数|总量|总计达|累计达|累计有|累计拥有|现有|共有|存量|保有|拥有|在册|达到?$|总规模")
_ALL_THERE_ARE = re.compile(r"^[^,;]*(?:全[省市区县州国]|总|达|突破|超过)")
_HELD = re.compile(r"拥有|保有|存量|现有|在册|余额")
_SINCE_JANUARY = re.compile(r"(?:比|较)(?:今年|去年|上年)?[年]?[初底末][^,;]{0,4}(?:新增|净增|增加|增长|多增)")
_OF_YEARS = re.compile(
    r"年均(?!浓度|值|增长|气温)|近[两二三四五六]年|[两二三四五六]年来|[两二三四五六]年累计|以来(?<!今年以来)(?<!年初以来)(?<!入汛以来)"
)
PLACE_ABOVE = re.compile(r"全[国省市]")
OWN_PLACE = re.compile(r"[我本](?:县|区|市|旗|镇|街道)")
# what is built or raised stays, so that 累计 may count earlier years; 累计完成改造 is this year's work
_TOTAL_OF_TASK = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿])?(?P<measure>[\u4e00-\u9fff]{1,3}?)(?:的)?(?:建设|年度)?任务"
)
_ONLY_A_GRADE = re.compile(r"(?:国家|省|市|区|县)级(?:及?以上)?")
_GROWN_TO = re.compile(r"(?:增至|增加[到至]|升至|扩大[到至]|发展[到至]|壮大[到至]|增长到|数量达?|总数达?|实有)$")
_NET = re.compile(r"净增")
_NET_RISE = re.compile(r"净增|增加|增长|多增")
_ADDED = re.compile(r"新增|净增")
_UP_TO = re.compile(r"(?:达到?|突破|超过|增至|增加到|增长到|发展到)$")
_TOTAL_OF_ALL = re.compile(r"总[数量]|存量|保有|拥有")
_TOTALS = re.compile(r"累计|总数|总量|突破|实有|共有|已有|达到?|首次|目前")
_KEPT = re.compile(r"累计[^,;]{0,4}(?:建成|培育|引进|认定|创建|拥有|设立|建立|建设)")
_CUMULATED = re.compile(r"累计")
_TO_THIS_YEAR = re.compile(r"今年|本年|年内|1-\d+月|上半年|前[一二三]季度|一季度")
# with no month of its own between the word and the number: 1-8月累计 says its months itself
_SUMMED = re.compile(r"(?:累计|合计|共计|总计)[^\d月]*$")
_WHOLE_YEAR = re.compile(r"全年|年度|年底|年末")
_MONTH_ON_MONTH = re.compile(r"环比|(?:比|较)(?:上月|上个?季度?|[一二三四]季度|\d+月)")
# 实施项目91个 says of none of them that it is built
_CARRIED_OUT = re.compile(r"实施|推进|开展")
# 2个项目分别开工、获批: not all of them have come as far
_EACH_ITS_OWN = re.compile(r"分别[^,;。\d]{1,12}、")
_SPLITS = re.compile(r"中已|中有|其中")
# words in front of a number that say how many there are, and no result
_SCOPE = re.compile(
    r"(?:共|总|涉及|计划|应|需|任务)(?:有|计|涉及|安排|完成|改造|建设)?$|对照"
    r"|(?:任务|目标)(?:数|调整|确定|定|设定)*(?:为|是)?$"
)
_START = re.compile(r"开工|动工|启动|续建|推进|实施|加快|开展|谋划")
_PROMISING = re.compile(r"力争|争取|确保|不少于|不低于|以上|以内|年底前|年内|加快|推进|进一步|全年")
_STEPS = "验收通过、竣工验收、通过验收、完工、竣工、开工、签约"
_EARLY = re.compile(r"初步(?:核算|统计|测算)|快报数?")
_EXPECTED = re.compile(r"预计|预期|可(?=完成|达|实现)|将(?=达|完成|实现)")
_ESTIMATED = re.compile(r"预计|预估|预测|快报|初步")
_ITS_SHARE = re.compile(r"[\u4e00-\u9fff]{0,8},(?:目前|现|总体|整体)?(?:已|均已)?(?:完成|完工|建成)(?:了)?")
FROM = re.compile(r"(?:由|从)(?:原来|此前|上月|上年|去年|年初|最初)?的?[^,;。\d]{0,4}$")
_GOAL = re.compile(r"(?:任务|目标|指标)(?:数|值|调整|确定|定|设定)*(?:为|是|到)$")
_LATER_YEAR = re.compile(r"到(20\d\d)年")
_HOW_FAR = re.compile(r"进度|完成率|完成比例|工程量")
_OF_IT = re.compile(r"^[\u4e00-\u9fff]{0,12}(?:的|已?完成(?:了)?)(?:约|近|超)?$")
NEARLY = re.compile(r"(?:近|约|将近|接近|大约|不足|不到|未满|少于|低于|未突破|未超过?|不超过?|未到|未达到?)$")
_CEILING = re.compile(r"控制|不超过|不高于|不突破|以内|以下")
_SIGNS = re.compile(r"[\s,;。:()、]")
_BEYOND_MEASURE = Decimal("1.3")


def figures_spans(task: Task) -> tuple[Span, ...]:
    return tuple(seen.value_span for seen in task.observations if seen.answers is None)


def surroundings(task: Task, seen: Observation) -> Around:
    """Return the words around a figure of a task's statement."""
    return around(task.statement, seen.value_span, figures_spans(task))


def promise_words(task: Task, target: Target) -> Words:
    """Return what a target is called, with the words of its clause on both sides of its number."""
    if target.value_span is None:
        span = target.span.of(task.text)
        return Words(target.metric, span, span, "", task.text)
    spans = tuple(other.value_span for other in task.targets if other.value_span is not None)
    return _promise(task.text, target.metric, target.action or "", target.value_span, spans)


@lru_cache(maxsize=1024)
def _promise(text: str, metric: str, action: str, value: Span, spans: tuple[Span, ...]) -> Words:
    words = around(text, value, spans)
    clause = words.clause if metric in words.clause else action + metric + words.clause
    return Words(metric, clause, words.left, words.right, text)


def act_of(promise: Words, target: Target) -> str:
    """Return the verb of a promise, without what it is done to."""
    before = promise.act.partition(target.metric)[0] if target.metric else promise.act
    return (target.action or "") + before


def figure_words(seen: Observation, words: Around) -> Words:
    """Return what a figure is called; the new ones of a whole go by the whole's name (其中今年新筹集1.24万套)."""
    metric = seen.part_of if seen.part_of and _NEW.search(words.left) else seen.metric
    if seen.part_of and _ONLY_A_GRADE.fullmatch(seen.metric):
        metric = seen.metric + seen.part_of  # 新发展341个，其中省级22个
    clause = words.clause if metric in words.clause else metric + words.clause
    return Words(metric, clause, words.left, words.right)


def progress_for(task: Task, target: Target, words: Around) -> Progress | None:
    """Return how far the words around a figure say that it has come, for what a target promises."""
    promise = promise_words(task, target)
    return progress_of(words, promise.clause, act_of(promise, target))


def weigh_amount(task: Task, target: Target, seen: Observation, as_of: date | None, year: int | None = None) -> Weighed:
    """Weigh one figure for a target that is an amount or a count; `year` is the plan's."""
    words = surroundings(task, seen)
    promise = promise_words(task, target)

    def passed(aspect: Aspect, why: str, why_en: str, progress: Progress | None = None) -> Weighed:
        return Weighed(seen, Standing.PASSED, words, aspect, why, why_en, progress=progress)

    if FROM.search(words.left):
        return passed(Aspect.PERIOD, *_other_basis(replace(seen, base=True)))
    since_january = _since_january(target, promise, seen, words)
    if since_january:
        period = seen.period and Period.to_month(seen.period.last_year, seen.period.last_month)
        seen = replace(seen, basis=Basis.LEVEL, period=period)
    if seen.basis not in (Basis.LEVEL, Basis.PER_CAPITA) or seen.base:
        return passed(Aspect.BASIS, *_other_basis(seen))
    seen, written = as_said(seen, words, as_of), seen.measure
    factor = conversion(seen.measure, target.measure)
    if factor is None:
        return passed(Aspect.MEASURE, "量的不是一回事，不能相比", "it measures something else")
    how = fit(promise, figure_words(seen, words))
    if how is Fit.OTHER or how is Fit.LIKE:
        only = _only_of_its_measure(task, target, seen) and says_no_more(promise, figure_words(seen, words))
        how = Fit.SAME if only else how
    if how is not Fit.SAME and _goes_on_without_its_noun(task, target, seen, words):
        how = Fit.SAME
    if "任务" in seen.metric and mostly_in(seen.metric, task.text):
        how = Fit.SAME  # 800户改厕任务中，已动工640户: it is the task that is spoken of
    if _alone(task, target, seen) or (how is not Fit.SAME and _of_what_is_said_again(task, target, seen)):
        how = Fit.SAME
    of_another = speaks_of_another(task, seen, words) and not since_january
    strange = of_another or lacks_its_qualifier(task, target, seen, words)
    if how is Fit.SAME and (strange or _of_another_total(task, target, seen, words)):
        how = Fit.LIKE
    if how is Fit.OTHER or better_elsewhere(task, target, seen, words, how):
        return passed(Aspect.METRIC, f"说的是“{name_of(seen, words)}”", f'it counts "{name_of(seen, words)}"')
    if (
        task.targets
        and shares_its_metric(task, target)
        and phase_of(seen, task.statement, behind=True) is not target.milestone
    ):
        return passed(Aspect.COMPLETION, "是另一个阶段的数", "it counts another phase")
    seen = replace(seen, value=seen.value * factor, measure=target.measure or "") if factor != 1 else seen
    progress = progress_for(task, target, without_estimate(words) if seen.estimated else words)
    if (unreached := _unreached(task, target, seen, words, progress, as_of)) is not None:
        return replace(unreached, figure=seen)
    if (elsewhen := _elsewhen(seen, words, as_of, year)) is not None:
        if seen.period is None or not _enough_by_itself(target, promise, seen, year):
            return replace(elsewhen, figure=seen)
        seen = replace(seen, period=Period.to_month(seen.period.last_year, seen.period.last_month))
    weighed = Weighed(
        seen,
        Standing.SETTLED,
        words,
        progress=progress,
        exact=seen.metric == target.metric,
        same_measure=same_measure(written, target.measure),
    )
    whole = content(seen.part_of or "")
    of_a_part = whole and whole == content(target.metric) and not _NEW.search(words.left)
    if how is Fit.PART or of_a_part:
        weighed = replace(weighed, part=True)
    if (other_pool := _pool(task, target, seen, words)) is not None:
        return replace(weighed, standing=other_pool[0], aspect=Aspect.BASIS, why=other_pool[1], why_en=other_pool[2])
    if how is Fit.LIKE:
        name = name_of(seen, words)
        return replace(
            weighed,
            standing=Standing.DOUBTFUL,
            aspect=Aspect.METRIC,
            why=f"写的是“{name}”，不知道是不是同一件事",
            why_en=f'it is said of "{name}", which may be something else',
        )
    return weighed


def without_estimate(words: Around) -> Around:
    """Return the words around an estimate without 预计, which says how sure it is and not how far it has come."""
    return replace(
        words,
        left=_EXPECTED.sub("", words.left),
        before=_EXPECTED.sub("", words.before),
        carried=_EXPECTED.sub("", words.carried),
    )


def as_said(seen: Observation, words: Around, as_of: date | None) -> Observation:
    """Return a figure with what its own clause says of it: the months that it covers, and that it is an estimate."""
    early = _ESTIMATED.search(words.aside) or _EARLY.search(words.left)
    if not seen.estimated and (early or words.expected):
        seen = replace(seen, estimated=True)  # 1.0%（预计数）
    return _to_date(seen, words, as_of)


def _to_date(seen: Observation, words: Around, as_of: date | None) -> Observation:
    """Let a figure stand for the year so far where only a clause before it speaks of the whole year.

    计划全年新增3200亩，现已新增900亩: the 900 are not those of a year that is not over.
    """
    period = seen.period
    if period is not None and not period.from_january and _SUMMED.search(words.left) and period.within_one_year:
        # 6月当月增长12%，累计增长5%: what is summed up reaches from January to that month
        return replace(seen, period=Period.to_month(period.last_year, period.last_month))
    if period is None or as_of is None or period.named != "year" or period.last_day <= as_of or seen.estimated:
        return seen
    return seen if _WHOLE_YEAR.search(words.left) else replace(seen, period=None)


def _since_january(target: Target, promise: Words, seen: Observation, words: Around) -> bool:
    """Whether a change since the year began is what was promised as new: 新增贷款 · 比年初净增91.7亿元."""
    return (
        seen.basis is Basis.GROWTH
        and not seen.of
        and seen.value > 0
        and comparable(seen.measure, target.measure)
        and target.basis is Basis.LEVEL
        and _NEW_ONES.search(promise.act + promise.metric) is not None
        and _SINCE_JANUARY.search(words.left) is not None
    )


def _other_basis(seen: Observation) -> tuple[str, str]:
    if seen.base:
        return "是上年同期或起点的数", "it is last year's, or a starting figure"
    if seen.basis is Basis.GROWTH:
        return "是增减的数", "it is a change"
    return "是占比或位次", "it is a share or a rank"


def name_of(seen: Observation, words: Around) -> str:
    named = seen.metric or words.clause
    return named[:20]


def _alone(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure without a name can only be the one target's that is counted so."""
    words = surroundings(task, seen)
    if content(without_stages(seen.metric)) or _names_another(task, words):
        return False
    return sum(1 for other in task.targets if conversion(seen.measure, other.measure) is not None) == 1


def _names_another(task: Task, words: Around) -> bool:
    """Whether the words of a clause without a name of its own speak of what the promise does not have.

    列入计划的47个老旧小区 names its thing behind the number; 融资完成62% names it in front.
    """
    return any(len(content(part)) >= 2 and not mostly_in(part, task.text) for part in (words.left, words.right))


def speaks_of_another(task: Task, seen: Observation, words: Around) -> bool:
    """Whether a figure has the promise's name only because its clause has none that was read: 融资已新增47亿元."""
    if seen.metric in words.clause or seen.part_of or indicator_of(content(words.left)) is not None:
        return False
    said, noun = DEED.sub("", content(without_stages(words.left))), content(words.right)
    strange = len(said) >= 2 and share_in(said, task.text) <= 0.5
    return strange and not (len(noun) >= 2 and mostly_in(noun, task.text))


def _new_ones_beside(task: Task, target: Target, seen: Observation) -> bool:
    """Whether another figure of the statement counts the new ones: then a bare number beside it counts all."""
    return any(
        other is not seen
        and other.value_span != seen.value_span
        and other.answers is None
        and conversion(other.measure, target.measure) is not None
        and re.search(r"新增|净增|新认定|新培育|新注册|新登记", surroundings(task, other).left) is not None
        for other in task.observations
    )


def _total_beside(task: Task, target: Target, seen: Observation) -> bool:
    """Whether the statement gives the total too: 新增装机120万千瓦，总装机达到512万千瓦."""
    return any(
        other.value_span != seen.value_span
        and other.answers is None
        and conversion(other.measure, target.measure) is not None
        and _TOTALS.search(left := surroundings(task, other).left) is not None
        and _ADDED.search(left) is None
        for other in task.observations
    )


def _fits_by_name(task: Task, target: Target, other: Observation) -> bool:
    its = surroundings(task, other)
    return fit(promise_words(task, target), figure_words(other, its)) is Fit.SAME


def _goes_on_without_its_noun(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a bare number goes on from a figure of the target's own things: 开工8000套，完工10891套."""
    if content(_TOTALS.sub("", without_stages(words.left))) or content(words.right):
        return False
    text = level(task.statement)
    sentence = max(text.rfind(stop, 0, seen.value_span.start) for stop in "。!?\n")
    before = [
        one
        for one in task.observations
        if one.answers is None
        and sentence < one.value_span.start < seen.value_span.start
        and conversion(one.measure, target.measure) is not None
    ]
    return bool(before) and _fits_by_name(task, target, max(before, key=lambda one: one.value_span.start))


def lacks_its_qualifier(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a clause names the promise's noun without the word that narrows it: 用电量 of 工业用电量.

    Where the words before it in the statement have it, it is only shortened.
    """
    wanted = QUALIFIERS.findall(target.metric)
    before = level(task.statement)[: seen.value_span.end]
    if "城乡" in before:
        before += "城镇农村"  # its list says which is which
    lacking = [one for one in wanted if one not in before]
    return bool(lacking) and target.metric[-2:] in words.clause


def _of_another_total(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether the statement counts towards a total of its own that was not promised: 4500公里任务…完工2975公里."""
    if target.value is None or content(words.clause):
        return False
    for found in _TOTAL_OF_TASK.finditer(level(task.statement)):
        if found["measure"] == target.measure:
            scale = {"万": 10**4, "亿": 10**8}.get(found["scale"] or "", 1)
            return Decimal(found["number"]) * scale != target.value
    return False


def _only_of_its_measure(task: Task, target: Target, seen: Observation) -> bool:
    """Whether one target and one figure are counted so, and no other of either."""
    targets = sum(1 for other in task.targets if conversion(seen.measure, other.measure) is not None)
    figures = sum(
        1
        for other in task.observations
        if not other.base and other.answers is None and conversion(other.measure, target.measure) is not None
        if other is seen or other.value != target.value
    )
    return targets == 1 and figures == 1


def _of_what_is_said_again(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure is of the things whose promised number the statement says again.

    286个小区中已完工231个, where 286 were promised of 老旧小区: both speak of them.
    """
    for again in task.observations:
        if again.value != target.value or again.base or conversion(again.measure, target.measure) is None:
            continue
        its = surroundings(task, again)
        named = again.metric if content(again.metric) else its.right
        if not any(same_thing(words, target.metric) and mostly_in(words, task.text) for words in (named, its.right)):
            continue
        name = content(seen.metric)
        if again is seen or not name or name == content(again.metric) or name.startswith(content(again.metric) or name):
            return True
    return False


def better_elsewhere(task: Task, target: Target, seen: Observation, words: Around, how: Fit) -> bool:
    """Whether another target of the task, counted alike, is what the figure speaks of."""
    if how is Fit.SAME and seen.metric == target.metric:
        return False
    its = figure_words(seen, words)
    return any(
        other is not target
        and other.metric != target.metric
        and other.basis is target.basis
        and conversion(seen.measure, other.measure) is not None
        and (fit(promise_words(task, other), its) > how or seen.metric == other.metric)
        for other in task.targets
    )


def _needs_only_a_start(task: Task, target: Target) -> bool:
    if target.milestone in (MilestoneKind.START, MilestoneKind.CONTINUE):
        return True
    promise = promise_words(task, target)
    return bool(_START.search(promise.act)) and target.milestone is None


def _unreached(
    task: Task, target: Target, seen: Observation, words: Around, progress: Progress | None, as_of: date | None
) -> Weighed | None:
    """Return the figure as passed over where its words say that it is not reached, or as doubtful; else None."""

    def out(of: Progress, standing: Standing = Standing.PASSED) -> Weighed:
        why, why_en = STAGES[of]
        return Weighed(seen, standing, words, Aspect.COMPLETION, why, why_en, progress=of)

    if seen.estimated and not is_over(seen, as_of):
        return out(Progress.PLANNED)
    if _share_follows(task, seen):
        why, why_en = "后面另写了完成的比例", "a share that is done is said behind it"
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    later = seen.period is not None and as_of is not None and seen.period.year > as_of.year
    if _GOAL.search(words.left) or later or is_of_a_later_year(words, as_of):
        return out(Progress.PLANNED)
    if seen.value == target.value and _copied(task, words):
        why, why_en = (
            "和任务写的一字不差，没有写做到了没有",
            "it repeats the task word for word, and does not say whether it is reached",
        )
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    if any(is_share_of(task, seen, other) for other in task.observations if other.measure == "%"):
        why, why_en = "是任务数，后面另写了进展", "it is the task's own number"
        return Weighed(seen, Standing.PASSED, words, Aspect.COMPLETION, why, why_en)
    if seen.value == target.value and (seen.approximate or NEARLY.search(words.left)):
        why, why_en = "写的是约数，不知道够不够", "it is an approximate number, which may fall short"
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    aside = progress_in(words.aside) if words.aside and not seen.estimated else None
    if aside is not None and aside < Progress.DONE:
        return out(aside)  # 62亿元（计划）, 30个（在建）
    if progress is not None and progress < Progress.DONE:
        if progress <= Progress.PREPARED:
            return out(progress)
        if not _needs_only_a_start(task, target):
            return out(progress)
        return None
    if _EACH_ITS_OWN.search(words.right):
        why, why_en = "后面分别写了不同的进展", "what follows says different stages of them"
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    if target.milestone is not None and not _right_phase(task, target, seen):
        return out(Progress.BEGUN)
    built = target.milestone in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    if built and progress is None and _CARRIED_OUT.search(words.left) and not _CARRIED_OUT.search(task.text):
        return out(Progress.UNDER_WAY)
    if progress is None and seen.value == target.value:
        return _said_again(task, target, seen, words)
    return None


def is_of_a_later_year(words: Around, as_of: date | None) -> bool:
    """Tell whether a clause speaks of what is to be in a later year: 到2026年达到15万人."""
    found = _LATER_YEAR.search(words.left)
    return found is not None and as_of is not None and int(found[1]) > as_of.year


def _share_follows(task: Task, seen: Observation) -> bool:
    """Whether a share without a name is said of the things right before it: 社区食堂18家，已完成70%."""
    return any(
        other.measure == "%"
        and other.value < 100
        and other.answers is None
        and other.value_span.start > seen.value_span.end
        and _ITS_SHARE.fullmatch(level(task.statement)[seen.value_span.end : other.value_span.start]) is not None
        for other in task.observations
    )


def _right_phase(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a count's phase is the promised one, a later one (投用 answers 建成), or none is named."""
    phase = phase_of(seen, task.statement)
    if phase is None or phase is target.milestone:
        return True
    order = (MilestoneKind.START, MilestoneKind.CONTINUE, MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    if phase in order and target.milestone in order:
        return order.index(phase) >= order.index(target.milestone)
    return target.milestone is MilestoneKind.NEW and phase in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)


def is_over(seen: Observation, as_of: date | None) -> bool:
    """Whether the months of an estimate are over: 1-6月预计 is an estimate, 全年预计 in June a hope."""
    period = seen.period
    return as_of is None or (period is None and as_of.month == 12) or (period is not None and period.last_day <= as_of)


def _said_again(task: Task, target: Target, seen: Observation, words: Around) -> Weighed | None:
    """Judge the promise's own quantity where no stage is named beside it: it needs a result, not only its number."""
    promise = promise_words(task, target)
    before = progress_in(words.before, promise.clause)
    if before is None:
        before = progress_in(words.behind, promise.clause)
    if before is None and words.aside:
        before = progress_in(words.aside, promise.clause)
    if before is not None and before < Progress.DONE:
        why, why_en = STAGES[before]
        return Weighed(seen, Standing.PASSED, words, Aspect.COMPLETION, why, why_en, progress=before)
    others = [
        other
        for other in task.observations
        if other is not seen and not other.base and other.answers is None and other.value_span != seen.value_span
    ]
    told = not shares_its_metric(task, target)
    told = told and any(_tells_a_stage_of_the_same(task, target, seen, other) for other in others)
    if told or _SCOPE.search(words.left):
        why, why_en = "是任务数，后面另写了进展", "it is the task's own number"
        return Weighed(seen, Standing.PASSED, words, Aspect.COMPLETION, why, why_en)
    bare = act_of(promise, target) and not RESULT.search(words.left) and not wants_new(task, target)
    if before is None and (
        _says_something_else(promise, words) or (bare and act_of(promise, target) not in words.clause)
    ):
        why, why_en = "是任务数，没有写做到了没有", "it is the task's own number; whether it is reached is not said"
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    return None


def _without_its_deed(task: Task, target: Target, promise: Words, words: Around) -> bool:
    """Whether the promised number and its noun stand there without any verb: 口袋公园14个 of 新建口袋公园14个."""
    act = act_of(promise, target)
    if not act or wants_new(task, target) or _wants_all(target, promise):
        return False
    return RESULT.search(words.left) is None and act not in words.clause and target.measure in COUNTED


def _says_something_else(promise: Words, words: Around) -> bool:
    """Whether what follows the promised number is more than its noun, and names no stage: …进展顺利, …居全省前列."""
    more = Counter(content(words.right) + content(words.behind)) - Counter(content(promise.text))
    return sum(more.values()) >= 2


def _tells_a_stage_of_the_same(task: Task, target: Target, seen: Observation, other: Observation) -> bool:
    """Whether another figure says how far the same things have come: …90台，已完成31台 · …90台，完成67%."""
    its = surroundings(task, other)
    progress = progress_for(task, target, its)
    if is_share_of(task, seen, other) or (other.measure == "%" and other.value != 100 and _HOW_FAR.search(its.left)):
        return True
    if progress is None:
        return False
    if other.measure == "%":
        return other.basis is Basis.SHARE
    name = content(other.metric)
    known = content(seen.metric) + content(target.metric)
    named = not name or name in known or name.startswith(content(seen.metric)) or name in content(_STEPS)
    return named and conversion(other.measure, target.measure) is not None and other.value <= seen.value


def is_share_of(task: Task, whole: Observation, share: Observation) -> bool:
    """Tell whether a share is said of the figure right before it: 完成5000人的52%, 45公里管道已完成67%."""
    between = task.statement[whole.value_span.end : share.value_span.start]
    return whole.value_span.end <= share.value_span.start and _OF_IT.match(between) is not None


def _copied(task: Task, words: Around) -> bool:
    """Whether the whole statement stands in the promise, word for word, with words that only a promise has."""
    whole = _SIGNS.sub("", level(task.statement))
    return _PROMISING.search(whole) is not None and bool(words.clause) and whole in _SIGNS.sub("", level(task.text))


def _elsewhen(seen: Observation, words: Around, as_of: date | None, year: int | None) -> Weighed | None:
    """Return the figure as passed over where it covers other months than the year so far; else None."""
    period = covered(seen, as_of)
    if period is None:
        return None
    if as_of is not None and period.last_day > as_of and not seen.estimated and period.named != "year":
        return None  # a slip that a finding names; the months are the unit's word
    if as_of is not None and period.last_day > as_of and period.named == "year":
        why, why_en = "写的是全年的数，这一年还没有过完", "it is for the whole year, which is not over"
        return Weighed(seen, Standing.PASSED, words, Aspect.COMPLETION, why, why_en)
    if year is not None and period.last_year < year:
        return Weighed(seen, Standing.PASSED, words, Aspect.PERIOD, *other_months(period, as_of))
    if not period.from_january:
        return Weighed(seen, Standing.PASSED, words, Aspect.PERIOD, *other_months(period, as_of))
    return None


def _enough_by_itself(target: Target, promise: Words, seen: Observation, year: int | None) -> bool:
    """Whether some months of this year alone reach what was promised of it: 5月20日完成20公里 of 20."""
    period = seen.period
    if period is None or target.value is None or seen.value < target.value or seen.estimated:
        return False
    ceiling = target.comparator in (Comparator.AT_MOST, Comparator.LESS) or _CEILING.search(promise.clause)
    strictly = target.comparator is Comparator.MORE and seen.value == target.value
    this_year = period.within_one_year and period.year == year and period.named != "year"
    return this_year and not ceiling and not strictly and more_is_better(target.metric)


def other_months(period: Period, as_of: date | None) -> tuple[str, str]:
    """Say of which months a figure is that is not for the year to date."""
    year = as_of.year if as_of is not None else None
    return (
        f"是{phrasing.period(period, year)}的数，不是今年累计数",
        f"it is for {phrasing.period_en(period, year)}, not for the year to date",
    )


def _pool(task: Task, target: Target, seen: Observation, words: Around) -> tuple[Standing, str, str] | None:
    """Tell whether a figure counts all there are where new ones were promised, or the other way round."""
    promise = promise_words(task, target)
    left = (words.carried + words.left).rstrip("、和及与 ")
    new, in_all = bool(_NEW.search(left)), bool(_IN_ALL.search(left))
    counted = target.measure in COUNTED or (target.measure or "").startswith(tuple(COUNTED))
    wants_all = _wants_all(target, promise)
    only_new = bool(_NEW_ONES.search(promise.act)) and not wants_all
    if wants_all and (new or (_NEW_ONES.search(left) and not _CUMULATED.search(left))) and not in_all:
        return Standing.PASSED, "是今年新增的数，不是总数", "these are the new ones, not all there are"
    if _NET.search(promise.act) and _NEW.search(left) and not _NET_RISE.search(left):
        return Standing.DOUBTFUL, "是新增的数，净增还要减去退出的", "these are new; what has left is not taken off"
    added = _ADDED.search(left) and not in_all and not only_new
    if added and _UP_TO.search(promise.act) and _total_beside(task, target, seen):
        return Standing.PASSED, "是今年新增的数，不是总数", "these are the new ones, not all there are"
    grown = _GROWN_TO.search(left) and counted and not wants_all
    beside = only_new and not new and not _NEW_ONES.search(left) and _new_ones_beside(task, target, seen)
    if grown or beside or (only_new and _TOTAL_OF_ALL.search(left)):
        return Standing.PASSED, "是总数，不是今年新增的数", "these are all there are, not the new ones"
    if only_new and in_all and not new and (counted or not left.endswith(("达", "达到"))):
        return Standing.PASSED, "是总数，不是今年新增的数", "these are all there are, not the new ones"
    if not wants_all and not new and _HELD.search(left):
        return Standing.PASSED, "是总数，不是今年做的数", "these are all there are, not what was done this year"
    if _OF_YEARS.search(words.before + left) and not _OF_YEARS.search(task.text):
        return Standing.PASSED, "是几年累计的数，不是今年的数", "it is of several years, not of this one"
    if not wants_all and (above := PLACE_ABOVE.search(left)) and OWN_PLACE.search(task.statement):
        return Standing.PASSED, f"说的是{above[0]}的数", f"it is the figure of {above[0]}"
    much = target.value is not None and seen.value > target.value * _BEYOND_MEASURE
    kept = _CUMULATED.search(left) and _KEPT.search(left) and counted and not new
    if kept and not wants_all and not _TO_THIS_YEAR.search(words.before + left):
        return Standing.DOUBTFUL, "写的是“累计”，不知道是不是只算今年", "it may count earlier years too"
    if only_new and not new and much and _ALL_THERE_ARE.search(left) and not _NEW_ONES.search(left):
        return Standing.PASSED, "是总数，不是今年新增的数", "these are all there are, not the new ones"
    return None


def wants_new(task: Task, target: Target) -> bool:
    """Tell whether a target asks for what is new this year, and not for all there are."""
    promise = promise_words(task, target)
    return bool(_NEW_ONES.search(promise.act)) and not _wants_all(target, promise)


def _wants_all(target: Target, promise: Words) -> bool:
    act = promise.act
    if re.search(r"(?:新增|净增|增加)$", act):
        return False  # 人口总数增加10万人
    if re.search(r"累计(?!新增|培育|完成)|总(?:数|量|装机|规模|里程|产能|人口)|拥有|保有|存量", act):
        return True
    if _NEW.search(act):
        return False
    kind, _ = kind_of_amount(target.metric, act, target.measure)
    return kind is Kind.STOCK
