"""Figures that are a sum, a whole or a total: of what was promised, or of something else."""

from collections.abc import Sequence
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.likeness import content, mostly_in, share_in
from luoshi.pacing.other_things import HALF_OF_IT, SENTENCE, names_another
from luoshi.pacing.said_sum import parts_of_sum
from luoshi.pacing.stages import level, without_stages
from luoshi.pacing.wordings import NAMELESS, figure_words, promise_words, surroundings, works_in
from luoshi.plan import Observation, Target, Task

_TOTAL_OF_TASK = expression(
    r"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿])?(?P<measure>[\u4e00-\u9fff]{1,3}?)(?:的)?(?:建设|年度)?任务"
)


def stands_alone(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure without a name can only be the one target's that is counted so."""
    words = surroundings(task, seen)
    name = "" if NAMELESS.fullmatch(seen.metric) else content(without_stages(seen.metric))
    # 还差82个村未治理，已完成318个 of 行政村: the last letter is the noun
    if (name and not (len(name) == 1 and target.metric.endswith(name))) or names_another(task, seen, words):
        return False
    if _BARE_TOTAL.fullmatch(words.left) is not None and _is_total_of_another(task, target, seen):
        return False
    return sum(1 for other in task.targets if conversion(seen.measure, other.measure) is not None) == 1


_BARE_TOTAL = expression(r"(?:[^,;。]{0,3})?总[数量](?:已|为|达到?|突破|增至)*")


def _is_total_of_another(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a total without a name goes on from things of which the promise does not speak: 甲类2家，总数为8家."""
    text = level(task.statement)
    before = [
        other
        for other in task.observations
        if other.answers is None
        and other.value_span.end <= seen.value_span.start
        and conversion(other.measure, target.measure) is not None
        and SENTENCE.search(text, other.value_span.end, seen.value_span.start) is None
        and len(content(other.metric)) >= 2
    ]
    return bool(before) and all(share_in(other.metric, task.text) <= HALF_OF_IT for other in before)


_ONLY_A_GRADE = expression(r"(?:国家|省|市|区|县)级(?:及?以上)?")


def of_the_same_whole(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether both are the same grade of one promised whole: 合作社300个，其中省级25个 of 合作社341个，其中省级22个."""
    if seen.metric != target.metric or not _ONLY_A_GRADE.fullmatch(target.metric) or not words.left.startswith("其中"):
        return False
    wholes = {
        content(other.metric)
        for other in task.targets
        if other.value_span is not None
        and target.value_span is not None
        and other.value_span.start < target.value_span.start
        and other.measure == target.measure
    }
    nested = "其中" in promise_words(task, target).act
    return nested and bool(content(seen.part_of or "")) and wholes == {content(seen.part_of or "")}


def is_the_whole_of_it(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a figure was read by the promise's name, and its own words name the whole of it.

    新增停车位1.2万个，其中公共停车位8600个: the 1.2万 are not those of 公共停车位.
    """
    if seen.metric != target.metric or target.metric in words.left + words.right + words.carried:
        return False
    if not 2 <= len(content(words.left)) < len(content(target.metric)) + 4:
        return False
    return any(
        other.value < seen.value
        and other.measure == seen.measure
        and (its := surroundings(task, other).left).startswith("其中")
        and target.metric in its
        for other in task.observations
        if other.answers is None
    )


# the kinds of which 营造林 is the sum
_AFFORESTED = expression(r"营造林|造林|国土绿化")
_FORESTS = expression(
    r"人工造林|人工更新|飞播造林|封山(?:\(沙\))?育林|封育|退化林(?:分)?修复|森林抚育|(?:中幼|幼)林抚育|抚育|人工种草|草原?改良"
)


def is_their_sum(task: Task, target: Target, seen: Observation, words: Around) -> bool | None:
    """Whether a figure that is the sum of those before it is the target's: 划设640个，带来380个，合计1020个.

    None where it is no such sum; False where what it adds up is something else (走访30家，检查20家，共计50家).
    """
    before = parts_of_sum(task, seen)
    if not before:
        return None
    if _AFFORESTED.search(target.metric) and all(_FORESTS.fullmatch(content(one.metric)) for one in before):
        return True
    promise = promise_words(task, target)
    fits = [fit(promise, figure_words(one, surroundings(task, one))) for one in before]
    if any(how in (Fit.SAME, Fit.PART) for how in fits):
        return True
    # 东片五个乡镇改厕4130户: of the promised deed, and of nothing else that is promised and counted so
    alone = sum(conversion(seen.measure, other.measure) is not None for other in task.targets) == 1
    said = [surroundings(task, one).left + surroundings(task, one).right for one in (*before, seen)]
    names = [content(_SO_MANY_PLACES.sub("", words)) for words in said]
    if alone and any(len(name) >= 2 and mostly_in(name, task.text) for name in names):
        return True
    return alone and _is_all_of_the_deed(task, target, seen, before)


def _is_all_of_the_deed(task: Task, target: Target, seen: Observation, before: Sequence[Observation]) -> bool:
    """Whether all that is counted so adds up, and the first of it has the promised work, or the last word of its name.

    新建健身广场12处、足球场8处、书房9处，三类合计29处 of 新建文体设施; 国家级平台1家、省级6家，合计7家 of 创新平台.
    """
    counted = [one for one in task.observations if conversion(one.measure, target.measure) is not None]
    if len(counted) != len(before) + 1:
        return False
    first = surroundings(task, before[0]).left
    works = works_in(promise_words(task, target).act)
    if works and works == works_in(first) and not any(works_in(surroundings(task, one).left) for one in before[1:]):
        return True
    said = [surroundings(task, one).left for one in before]
    graded = all(_BY_GRADE.search(words) for words in said)
    return graded and target.metric[-2:] in said[0]


_BY_GRADE = expression(r"(?:国家|自治区|省|市|州|盟|县|区|旗|镇|乡|村)级")
_SO_MANY_PLACES = expression(
    r"^.{0,6}?(?:[两二三四五六七八九十]+个?)?(?:县市区|县区|区县|市县|乡镇|镇街|街镇|街道|社区|行政村)(?:合计|累计|共计|共)?"
)


def of_another_total(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether the statement counts towards a total of its own that was not promised: 4500公里任务…完工2975公里."""
    if target.value is None or content(words.clause):
        return False
    for found in _TOTAL_OF_TASK.finditer(level(task.statement)):
        if found["measure"] == target.measure:
            scale = {"万": 10**4, "亿": 10**8}.get(found["scale"] or "", 1)
            return Decimal(found["number"]) * scale != target.value
    return False
