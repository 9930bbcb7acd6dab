"""Metric: whether a figure counts the very thing that a target names, where its name alone does not tell."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.indicators import indicator_of
from luoshi.pacing.bare_totals import is_its_total, names_only_a_total
from luoshi.pacing.by_its_deed import says_only_its_deed
from luoshi.pacing.candidates import are_candidates
from luoshi.pacing.comparison import conversion, same_measure
from luoshi.pacing.fuller_names import is_agreed_upon, is_but_fuller
from luoshi.pacing.goes_by_a_facet import is_invested_in_them, is_of_another_thing
from luoshi.pacing.graded_lists import is_the_list_again
from luoshi.pacing.item_by_item import is_answered_item_by_item
from luoshi.pacing.learners import are_its_learners
from luoshi.pacing.likeness import (
    DEED,
    KINDS,
    QUALIFIERS,
    Fit,
    Words,
    content,
    fit,
    goes_by_its_quoted_names,
    mostly_in,
    opposite,
    same_thing,
    says_no_more,
    share_in,
)
from luoshi.pacing.narrowed import leaves_out_its_class
from luoshi.pacing.only_its_deed import is_of_the_clause_before
from luoshi.pacing.phase_alone import goes_by_its_phase_alone
from luoshi.pacing.plain_names import plainly
from luoshi.pacing.promised_number import among_the_promised, with_the_rest_it_is_all
from luoshi.pacing.said_sum import parts_of_sum
from luoshi.pacing.stages import Around, Progress, level, progress_in, stands_next, without_stages
from luoshi.pacing.subject_before import goes_on_from_a_strange_subject, is_told_before, label_of, thing_before
from luoshi.pacing.told_again import own_deed_of_the_task
from luoshi.pacing.told_in_order import is_its_own_place, is_of_another_place
from luoshi.pacing.turned_round import is_turned_round
from luoshi.pacing.wordings import (
    LEFT_IT,
    NAMELESS,
    TheVery,
    figure_words,
    joins_other_works,
    only_built,
    promise_words,
    surroundings,
    with_its_whole,
    without_examples,
    works_in,
)
from luoshi.plan import Basis, Observation, Target, Task

_TOTALS = expression(
    r"(?:近|过去)?(?:\d{1,2}|[一二两三四五六七八九十]+)年(?:来|以来|间)|历史(?:上|性)?|一举|更正|订正|修正|勘误|核实|核减|核定|调整|实际|实[为有]|累计|总数|总量|总规模|总装机(?:容量|规模)?|突破|实有|共有|已有|存量|达到?|首次|目前|仅|只|超过?"
    r"|(?:减少|压减|压缩|削减|缩减|缩短|缩小|收窄|精简|下降|降低|回落|下调|[降减缩])(?:[到至]|为(?!主))|净增|增加[到至]?|增[长至]|发展[到至]|扩大[到至]|壮大[到至]|升至|提[高升][到至]"
)
_TOTAL_OF_TASK = expression(
    r"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿])?(?P<measure>[\u4e00-\u9fff]{1,3}?)(?:的)?(?:建设|年度)?任务"
)

_SIZE = expression(r"(?:产量|产能|产值|销量|销售额|营业收入|利润|税收|增加值|用电量|发电量|装机|里程|覆盖率|入园率)$")
_GRADE = expression(r"(?:过|超过?)[\d.]*[十百千万亿]+元|[\d.]*[十百千万亿]+元(?:及?以上|以下)", needs="元")
# 因1家退市, 连同原有13家: said on the way to a total
_IN_PASSING = expression(r"^[,、]?(?:因|连同|加上)原?有?$")
_TOTAL_NAMED = expression(r"总[数量](?:达到?|为|突破|超过?|增至)?$")
_HAS_COME_TO = expression(r"^(?!.*新增).*(?:突破|达到?|增至|增加到|共有|跨越)$")
NAMES = expression(r"、|以及|(?<!共)和(?!平|谐|美|睦)|与|(?<![普惠涉])及")
_COME_TO = expression(r"累计(?!新增)|总[数量]|[共现实]有|增[至加]到?|达到?$|突破$")
_NO_STOP = expression(r"[^,;。、!?\n\d]+")
_HALF_OF_IT = 0.5
_A_CLAUSE = 16
_SENTENCE = expression(r"[。;!?\n]")
_WORKS = expression(r"[\u4e00-\u9fff]{0,8}?(?:项目|工程|企业|小区|学校|公园|医院)", needs="企公医学小工项")


def fit_of(task: Task, target: Target, seen: Observation, words: Around, *, since_january: bool) -> Fit:
    """Tell how well a figure fits a target, by its name and by what the rest of the task and the statement leave open.

    Args:
        since_january: it is a change since the year began, which its stock names: 贷款余额…比年初净增91.7亿元.
    """
    promise, its = promise_words(task, target), figure_words(seen, words)
    if (told := thing_before(task, seen, words)) is not None and told is not target:
        return Fit.OTHER
    graded = _of_another_grade(task, target, seen, words)
    strange = graded or _ends_otherwise(target.metric, words) or _is_paid_of_an_outlay(target, promise, words)
    strange = strange or _is_the_whole_of_it(task, target, seen, words) or are_candidates(task, target, words.left)
    # 学位16830个（其中小学9720个）: what it was read as does not outweigh its whole
    part = seen.part_of if seen.metric not in words.clause else None
    strange = strange or bool(part and share_in(part, task.text) < _HALF_OF_IT)
    how = Fit.OTHER if strange else fit(promise, its)
    if not strange and how is not Fit.SAME and (fuller := with_its_whole(seen, its)) is not None:
        how = max(how, fit(promise, fuller))
    summed = _is_their_sum(task, target, seen, words)
    if summed is not None:
        how = Fit.SAME if summed else min(how, Fit.LIKE)
    if how is Fit.OTHER or how is Fit.LIKE:
        only = _only_of_its_measure(task, target, seen) and says_no_more(promise, its) and not opposite(promise, its)
        only = only and not are_apart(promise.metric, its.metric)
        how = Fit.SAME if only else how
    if how is not Fit.SAME and (
        _is_its_event(task, target, seen, words)
        or _goes_on_without_its_noun(task, target, seen, words)
        or goes_by_its_phase_alone(task, target, seen, words)
    ):
        how = Fit.SAME
    if says_only_its_deed(task, target, seen, words):
        return Fit.SAME
    unnamed = not content(words.clause) if not seen.metric else mostly_in(seen.metric, task.text)
    unnamed = unnamed and not (seen.metric and _is_anothers_task(task, target, seen))
    if not target.metric and target.milestone is not None and unnamed:
        how = Fit.SAME  # 基本建成500万套，新开工700万套: the phases alone tell both apart
    if how is not Fit.SAME and (_told_again_by_its_noun(task, target, seen) or _behind_whom(task, seen, words, how)):
        how = Fit.SAME
    if "任务" in seen.metric and mostly_in(seen.metric, task.text) and not _is_anothers_task(task, target, seen):
        how = Fit.SAME  # 800户改厕任务中，已动工640户: it is the task that is spoken of
    if _alone(task, target, seen) or (how is not Fit.SAME and _of_what_is_said_again(task, target, seen)):
        how = Fit.SAME
    if _of_the_same_whole(task, target, seen, words) or own_deed_of_the_task(task, target, words):
        how = Fit.SAME
    if how is not Fit.SAME and not strange:
        how = _by_other_words(task, target, seen, words, how)
    if is_of_another_thing(task, target, seen) or is_of_another_place(task, target, seen):
        return Fit.OTHER
    again = is_the_list_again(task, target, seen) or is_invested_in_them(task, target, seen)
    if again or are_its_learners(task, target, seen):
        return Fit.SAME
    if how is not Fit.SAME and not strange and _is_told_the_other_way(task, target, seen, words):
        how = Fit.SAME
    if names_only_a_total(target):
        return Fit.SAME if is_its_total(task, target, seen, words) else min(how, Fit.LIKE)
    if graded:
        return Fit.OTHER  # the 9 of 10亿元以上企业9家，其中100亿元以上企业2家, though the promised 2 are said again
    of_another = speaks_of_another(task, seen, words) and not since_january and not summed
    return _unless_strange(task, target, seen, words, how, of_another=of_another)


def _is_told_the_other_way(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    turned = is_turned_round(task, target, seen) or is_agreed_upon(task, target, seen)
    return turned or is_of_the_clause_before(task, target, seen, words) or is_its_own_place(task, target, seen)


def _by_other_words(task: Task, target: Target, seen: Observation, words: Around, how: Fit) -> Fit:
    """How a figure fits that goes by the clause before it, by a fuller name, or by a plain one with its deed behind."""
    promise, its = promise_words(task, target), figure_words(seen, words)
    told = thing_before(task, seen, words) is target and is_told_before(target, words)
    if told or is_but_fuller(task, target, seen):
        how = fit(promise, replace(its, metric=promise.metric))
    if how is not Fit.SAME and (named := plainly(target, seen, promise, its, words, label_of(task, seen))) is not None:
        how = max(how, fit(*named))
    return how


def _unless_strange(task: Task, target: Target, seen: Observation, words: Around, how: Fit, *, of_another: bool) -> Fit:
    """Leave a fit open where the words around the figure may speak of another thing, and none say that they do not."""
    strange = of_another or _goes_on_from_other_works(task, target, seen, words)
    strange = strange or goes_on_from_a_strange_subject(task, target, seen, words)
    strange = strange or lacks_its_qualifier(task, target, seen, words)
    strange = strange or leaves_out_its_class(task, target, seen, words)
    promise = promise_words(task, target)
    if (joins_other_works(promise, words) or only_built(promise, words)) and how is not Fit.OTHER:
        how = Fit.LIKE
    if how is Fit.SAME and _is_included(task, target, words):
        return Fit.PART
    if how is Fit.SAME and (strange or _of_another_total(task, target, seen, words)):
        how = Fit.LIKE
    if how in (Fit.LIKE, Fit.PART) and is_answered_item_by_item(task, target, seen):
        how = Fit.SAME
    if how is Fit.LIKE and with_the_rest_it_is_all(task, target, seen, words):
        how = Fit.SAME
    return Fit.SAME if among_the_promised(task, target, words) else how


def _is_anothers_task(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a task that is spoken of is that of another target: 营造林任务10万亩 of 水土流失治理45万亩."""
    name = content(seen.metric)
    mine = share_in(name, target.metric)
    return any(share_in(name, other.metric) > mine for other in task.targets if other is not target)


def _told_again_by_its_noun(task: Task, target: Target, seen: Observation) -> bool:
    """Whether the promised number is told again with the noun behind it: 94个重建项目 of 94个灾后恢复重建项目."""
    if seen.value != target.value or seen.measure != target.measure:
        return False
    words = surroundings(task, seen)
    if progress_in(words.right) is not Progress.DONE or not _ALL_SAID.search(words.right):
        return False
    name = content(seen.metric)
    return len(name) >= 2 and name in content(promise_words(task, target).noun)


_ALL_SAID = expression(r"全部|均|都|全面|已")
_PEOPLE = frozenset(("人", "名", "位", "户"))


def _behind_whom(task: Task, seen: Observation, words: Around, how: Fit) -> bool:
    """Whether what looks like a part only says for whom: 减免6.5万名困难儿童、孤残儿童保教费4700万元."""
    if how is not Fit.PART:
        return False
    before = [one for one in task.observations if one.value_span.end <= seen.value_span.start and one.answers is None]
    if not before:
        return False
    last = max(before, key=lambda one: one.value_span.start)
    between = task.statement[last.value_span.end : seen.value_span.start]
    return (
        "、" in between
        and last.measure in _PEOPLE
        and seen.measure == "元"
        and len(content(surroundings(task, last).right)) >= 2
    )


# what is held again and again, and the verb by which each is counted
_EVENTS = (
    (
        expression(r"送戏|送文[化艺]|送演出|戏曲进|文艺演出|文化下乡|惠民演出|文化惠民|文艺轻骑兵"),
        expression(r"(?:文艺|惠民|戏曲|文化|公益|下乡|送戏)*(?:演出|展演|巡演|送戏)(?:活动)?"),
    ),
    (
        expression(r"送电影|放映|公益电影|电影下乡|电影进"),
        expression(r"(?:公益|农村|下乡|数字)*(?:电影)?放映(?:电影)?"),
    ),
    (expression(r"义诊|巡诊|送医"), expression(r"(?:巡回|下乡|免费|医疗)*(?:义诊|巡诊)(?:活动)?")),
    (expression(r"宣讲"), expression(r"(?:巡回|集中|分众化)*宣讲(?:活动)?")),
)


def _is_its_event(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a figure goes by the deed alone of the event that was promised: 共演出620场 of 送戏下乡2300场."""
    if target.measure not in _OF_EVENTS or content(words.right) or not _only_of_its_measure(task, target, seen):
        return False
    said = content(without_stages(words.left)).removeprefix("免费")
    return any(what.search(target.metric) and deed.fullmatch(said) for what, deed in _EVENTS)


_OF_EVENTS = ("场", "场次", "次")


_INCLUDES = expression(r"\((?:包?含|其中)([^()\d]+)\)")


def _is_included(task: Task, target: Target, words: Around) -> bool:
    """Whether a clause names only what the target includes: 人才住房1863套 of 保障性住房（含人才住房）2万套."""
    found = _INCLUDES.search(level(task.text), target.span.start)
    if found is None or found.start() > target.span.end + 1:
        return False
    own, head, included = content(words.left), content(target.metric.partition("(")[0]), content(found[1])
    return len(own) >= 2 and head not in own and (own in included or own.endswith(included))


def _alone(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure without a name can only be the one target's that is counted so."""
    words = surroundings(task, seen)
    name = "" if NAMELESS.fullmatch(seen.metric) else content(without_stages(seen.metric))
    # 还差82个村未治理，已完成318个 of 行政村: the last letter is the noun
    if (name and not (len(name) == 1 and target.metric.endswith(name))) or _names_another(task, seen, words):
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
        and _SENTENCE.search(text, other.value_span.end, seen.value_span.start) is None
        and len(content(other.metric)) >= 2
    ]
    return bool(before) and all(share_in(other.metric, task.text) <= _HALF_OF_IT for other in before)


def _names_another(task: Task, seen: Observation, words: Around) -> bool:
    """Whether the words of a clause without a name of its own speak of what the promise does not have.

    列入计划的47个老旧小区 names its thing behind the number; 融资完成62% names it in front.
    """
    left = NAMELESS.sub("", words.left) if NAMELESS.fullmatch(seen.metric) else _without_examples(task, seen, words)
    said = [without_stages(left), words.right, without_stages(_beside(task, seen))]
    return any(len(content(part)) >= 2 and not mostly_in(part, task.text) for part in said)


def groups_the_promised(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a number of another measure only groups the promised things: the 25项 of 25项38件民生实事."""
    if same_measure(seen.measure, target.measure):
        return False
    text = level(task.statement)
    return any(
        other.answers is None
        and same_measure(other.measure, target.measure)
        and other.value_span.start >= seen.value_span.end
        and stands_next(text[seen.value_span.end : other.value_span.start])
        for other in task.observations
    )


def _right_before(task: Task, one: Observation, seen: Observation) -> bool:
    """Whether two numbers stand together, so that both count for one deed: 搬迁900户3500人, 搬迁900户（3500人）."""
    between = level(task.statement)[one.value_span.end : max(one.value_span.end, seen.value_span.start)]
    return one.value_span.end <= seen.value_span.start and between.strip() in ("", "(", "/", "共", "(共")


def _beside(task: Task, seen: Observation) -> str:
    """The words in front of the number that a number stands right behind, or nothing."""
    return next((surroundings(task, one).left for one in task.observations if _right_before(task, one, seen)), "")


def speaks_of_another(task: Task, seen: Observation, words: Around) -> bool:
    """Whether a figure has the promise's name only because its clause has none that was read: 融资已新增47亿元."""
    if seen.metric in words.clause or seen.part_of or indicator_of(content(words.left)) is not None:
        return False
    if len(content(words.left)) >= 2 and mostly_in(words.left, task.text):
        return False  # 签约额 of 项目签约额, though 签约 is a stage too
    if len(beside := content(without_stages(_beside(task, seen)))) >= 2 and share_in(beside, task.text) <= _HALF_OF_IT:
        return True  # 帮扶1560户4230人
    if not content(words.left) and not words.carried and _is_said_of_some(task, words):
        return True
    left = _TOTALS.sub("", without_stages(_without_examples(task, seen, words)))
    said, noun = DEED.sub("", content(_NEW_BY.sub("", left))), content(words.right)
    strange = len(said) >= 2 and said not in KINDS and share_in(said, task.text) <= 0.5
    return strange and not (len(noun) >= 2 and mostly_in(noun, task.text))


def _is_said_of_some(task: Task, words: Around) -> bool:
    """Whether a bare number begins a sentence of its own: 2家企业入选首批省级概念验证中心 of 科技型中小企业."""
    said = content(without_stages(words.right))
    return len(said) >= _OWN_SENTENCE and share_in(said, task.text) <= _HALF_OF_IT


_OWN_SENTENCE = 6
# how new ones come about; it names nothing: 新认定62家
_NEW_BY = expression(r"新(?:认定|评定|获评|获批|命名|入选|入库|入规|纳统|登记|注册|设立|培育|引进|招引)$")


def _of_another_grade(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a clause names another grade, or none where a figure beside has one: 项目64个，其中亿元以上33个."""
    wanted = _GRADE.search(in_one_word(target.metric))
    if wanted is None:
        return False
    left = in_one_word(words.left)
    if "分别" in words.left and wanted[0] in in_one_word(seen.metric):
        return False  # 其中过10亿元、20亿元项目分别43个和16个: its list gives it the noun
    if wanted[0] in left + in_one_word(words.right):
        return False
    if _GRADE.search(left) is not None:
        return True
    if words.carried:
        return False
    # 签约亿元以上项目61个，落地38个: it goes on from the grade before it
    bare = not content(without_stages(words.left))
    return any(
        other.value_span.start > seen.value_span.start or (not bare and other.value_span != seen.value_span)
        for other in task.observations
        if other.answers is None and wanted[0] in in_one_word(surroundings(task, other).left)
    )


_ONLY_A_GRADE = expression(r"(?:国家|省|市|区|县)级(?:及?以上)?")


def _of_the_same_whole(task: Task, target: Target, seen: Observation, words: Around) -> bool:
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


def _is_the_whole_of_it(task: Task, target: Target, seen: Observation, words: Around) -> bool:
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


def _is_their_sum(task: Task, target: Target, seen: Observation, words: Around) -> bool | None:
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


def _ends_otherwise(metric: str, words: Around) -> bool:
    """Whether a clause names another size of the same thing: 汽车产量 of 汽车产能, whatever it was read as."""
    mine, its = _SIZE.search(metric), _SIZE.search(_TOTALS.sub("", words.left))
    return mine is not None and its is not None and mine[0] != its[0] and mine[0] not in words.left


def _is_paid_of_an_outlay(target: Target, promise: Words, words: Around) -> bool:
    """Whether the promise says what its works cost in all, and the figure what was paid this year: 总投资9743亿元."""
    outlay = target.metric.endswith("总投资") and not _PAID.search((target.action or "") + promise.act)
    return outlay and "总投资" not in words.carried + words.left


_PAID = expression(r"完成|实现|落实|增[长加]|到位|达|突破|不[低少]于")


def _without_examples(task: Task, seen: Observation, words: Around) -> str:
    """Return the words before a number without the works that it is said of by name.

    A研究院等 of A研究院等12个动力电池项目: where the noun behind it, or the figure before it, names what was promised,
    or where they have no noun of their own and come to the very stage that was promised (等51个项目竣工投产).
    """
    if not words.left.endswith("等") or not _WORKS.match(words.right):
        return words.left
    noun, stage = content(without_stages(words.right)), words.right.removeprefix("项目").removeprefix("工程")
    if not noun and len(stage) >= 2 and stage in task.text:
        return ""
    before = [one for one in task.observations if one.answers is None and one.value_span.start < seen.value_span.start]
    names = [noun, *(content(one.metric) for one in before[-1:])]
    return "" if any(len(name) >= 2 and mostly_in(name, task.text) for name in names) else words.left


def fits_by_name(task: Task, target: Target, other: Observation) -> bool:
    """Tell whether a figure goes by the name of what was promised."""
    its = surroundings(task, other)
    return fit(promise_words(task, target), figure_words(other, its)) is Fit.SAME


_PART_OF_WORK = expression(r"主体|基础|桩基|结构|[内外]部?装修|装修|装饰|外墙|管线|设备|安装|调试|收尾")


def _goes_on_without_its_noun(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a bare number goes on from a figure of the target's own things: 开工8000套，完工10891套."""
    behind = _PART_OF_WORK.sub("", without_stages(words.right))  # 其余3家正在主体施工
    if content(_TOTALS.sub("", without_stages(words.left))) or content(behind):
        return False
    text = level(task.statement)
    if text.startswith(seen.metric or ",", seen.value_span.end) and share_in(seen.metric, task.text) <= _HALF_OF_IT:
        return False  # 26个安置基地项目建成17个: it has a name of its own
    sentence = max(text.rfind(stop, 0, seen.value_span.start) for stop in "。!?\n")
    before = [
        one
        for one in task.observations
        if one.answers is None
        and sentence < one.value_span.start < seen.value_span.start
        and conversion(one.measure, target.measure) is not None
    ]
    while before:
        last = max(before, key=lambda one: one.value_span.start)
        if fits_by_name(task, target, last):
            return True
        its = surroundings(task, last)
        if LEFT_IT.search(its.left) is None and not _IN_PASSING.match(its.left):
            return False
        before.remove(last)  # 新设1.2万户，注销5200户，净增6800户
    return False


# 50米以上 of 50米以上桥梁: the class of which the things are
_CLASS = expression(r"[\d.]+[万亿千百]?[^\d、,;。()]{1,4}?(?:及?以[上下内])", needs="以")


_GOES_WITHOUT_SAYING = expression(
    r"农村(?=户厕|户用)|城镇(?=登记失业|调查失业)"  # towns have no 户厕, and only townspeople are registered so
)

_COUNTIES = expression(r"\d个(?:县|区县|县区|县市|市县|旗)")


def lacks_its_qualifier(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a clause names the promise's noun without the word that narrows it: 用电量 of 工业用电量.

    Where the words before it in the statement have it, it is only shortened.
    """
    if goes_by_its_quoted_names(target.metric, seen.metric):
        return False
    wanted = QUALIFIERS.findall(_GOES_WITHOUT_SAYING.sub("", in_one_word(without_examples(target.metric))))
    if seen.value != target.value:
        # the very number that was promised is told of the very things, by a shorter name
        wanted += [one.replace("及以", "以") for one in _CLASS.findall(level(target.metric))]
    if not wanted:
        return False
    before = (level(task.statement)[: seen.value_span.end] + words.right).replace("及以", "以")
    if _COUNTIES.search(before):
        before += "县级"  # 86个县（市、区）设立机构
    if "城乡" in before:
        before += "城镇农村"  # its list says which is which
    same = in_one_word(before)  # 50亿以上 is 50亿元以上
    lacking = [one for one in wanted if one not in before and in_one_word(one) not in same]
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
    targets = (other for other in task.targets if conversion(seen.measure, other.measure) is not None)
    figures = (
        other
        for other in task.observations
        if not other.base and other.answers is None and conversion(other.measure, target.measure) is not None
        if other is seen or other.value != target.value
    )
    return len(list(islice(targets, 2))) == 1 and len(list(islice(figures, 2))) == 1


def _goes_on_from_other_works(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a figure with less than the promise's name goes on from works of which the task does not speak.

    新开工重点项目120个，完成投资232亿元: so much was invested in them, and not in 房地产开发.
    """
    if not 0 < len(content(words.clause)) < len(content(target.metric)):
        return False
    text = level(task.statement)
    for other in task.observations:
        between = text[other.value_span.end : seen.value_span.start]
        if other.answers is not None or not 0 < len(between) <= _A_CLAUSE or _SENTENCE.search(between):
            continue
        its = surroundings(task, other)
        noun = content(without_stages(other.metric if other.metric in its.clause else its.right))
        works = _WORKS.search(its.left + its.right) is not None
        if works and len(noun) >= 2 and share_in(noun, task.text) < _HALF_OF_IT:
            return True
    return False


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
        if again is not seen and _are_some_of_them(task, again, seen):
            return True  # 5条城区道路中，甲路、乙路2条建成通车
        if goes_on_from(task, again, seen) and mostly_in(name, task.text):
            return True  # 189个重建项目完工163个
        if again is seen or not name or name == content(again.metric) or name.startswith(content(again.metric) or name):
            return True
    return False


_NAMES_OF_SOME = expression(r"(?:其中|,|中|已有|有|已)*(?P<names>[^,;。\d]+)")


def _are_some_of_them(task: Task, again: Observation, seen: Observation) -> bool:
    """Whether a number stands behind as many names, right behind the promised things: 5条道路中，甲路、乙路2条."""
    if not 1 < seen.value < again.value or again.value_span.end > seen.value_span.start:
        return False
    between = level(task.statement)[again.value_span.end : seen.value_span.start]
    _, among, rest = between.partition("中,")
    found = _NAMES_OF_SOME.fullmatch(rest) if among and _SENTENCE.search(between) is None else None
    return found is not None and len(NAMES.split(found["names"])) == seen.value


def goes_on_from(task: Task, again: Observation, seen: Observation) -> bool:
    """Whether a figure follows another in its clause, and is a part of it."""
    between = level(task.statement)[again.value_span.end : seen.value_span.start]
    smaller = seen.measure == "%" or again.value > seen.value
    return 0 < len(between) <= 20 and smaller and _NO_STOP.fullmatch(between) is not None


@lru_cache(maxsize=64)
def _counted_alike(targets: TheVery[Target], basis: Basis, measure: str) -> tuple[Target, ...]:
    """Those of a task's targets that a figure of this measure may speak of."""
    return tuple(
        other for other in targets.held if other.basis is basis and conversion(measure, other.measure) is not None
    )


def better_elsewhere(task: Task, target: Target, seen: Observation, words: Around, how: Fit) -> bool:
    """Whether another target of the task, counted alike, is what the figure speaks of."""
    its_own = thing_before(task, seen, words) is target or is_its_own_place(task, target, seen)
    if how is Fit.SAME and (seen.metric == target.metric or its_own):
        return False
    its = figure_words(seen, words)
    if how is Fit.SAME and _TOTAL_NAMED.search(target.metric) and _TOTAL_NAMED.search(words.left):
        return False  # 新增4家、总数达17家: the total is the second's, whatever name it was read by
    if how is Fit.SAME and _TOTAL_NAMED.search(target.metric) and _HAS_COME_TO.search(words.left):
        return False  # 新增超过300户，首次突破4000户
    if how is Fit.SAME and _TOTAL_NAMED.search(target.metric) and _COME_TO.search(words.left):
        return False  # 新建2180个，累计建成9260个: the second is the total's
    alike = [
        other
        for other in _counted_alike(TheVery(task.targets), target.basis, seen.measure)
        if other is not target and other.metric != target.metric
    ]
    return any(other.metric == seen.metric for other in alike) or any(
        fit(promise_words(task, other), its) > how for other in alike
    )
