"""Metric: whether a figure counts the very thing that a target names, where its name alone does not tell."""

from dataclasses import replace
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.bare_totals import is_its_total, names_only_a_total
from luoshi.pacing.by_its_deed import says_only_its_deed
from luoshi.pacing.candidates import are_candidates, is_on_paper
from luoshi.pacing.comparison import conversion
from luoshi.pacing.continued_clauses import (
    goes_on_from_other_works,
    goes_on_with_its_subject,
    goes_on_without_its_noun,
    of_what_is_said_again,
    only_of_its_measure,
)
from luoshi.pacing.fit import Fit, are_ranked_apart, fit, opposite
from luoshi.pacing.fuller_names import is_agreed_upon, is_but_fuller
from luoshi.pacing.goes_by_a_facet import is_invested_in_them, is_of_another_thing
from luoshi.pacing.graded_lists import is_the_list_again
from luoshi.pacing.item_by_item import is_answered_item_by_item
from luoshi.pacing.learners import are_its_learners
from luoshi.pacing.likeness import Words, content, mostly_in, says_no_more, share_in
from luoshi.pacing.narrowed import leaves_out_its_class
from luoshi.pacing.only_its_deed import is_of_the_clause_before
from luoshi.pacing.other_things import (
    HALF_OF_IT,
    ends_otherwise,
    is_anothers_task,
    is_included,
    is_paid_of_an_outlay,
    lacks_its_qualifier,
    speaks_of_another,
)
from luoshi.pacing.part_names import is_told_again_more_shortly, with_the_noun_of_its_whole
from luoshi.pacing.phase_alone import goes_by_its_phase_alone
from luoshi.pacing.plain_names import plainly, says_only_its_name
from luoshi.pacing.promised_number import among_the_promised, with_the_rest_it_is_all
from luoshi.pacing.stages import Progress, progress_in, without_stages
from luoshi.pacing.subject_before import goes_on_from_a_strange_subject, is_told_before, label_of, thing_before
from luoshi.pacing.sums_and_wholes import (
    is_the_whole_of_it,
    is_their_sum,
    of_another_total,
    of_the_same_whole,
    stands_alone,
)
from luoshi.pacing.told_again import own_deed_of_the_task
from luoshi.pacing.told_in_order import goes_by_its_number, is_its_own_place, is_of_another_place
from luoshi.pacing.turned_round import is_turned_round
from luoshi.pacing.whom_it_reaches import is_whom_it_reaches
from luoshi.pacing.wordings import (
    TheVery,
    act_of,
    figure_words,
    joins_other_works,
    only_built,
    promise_words,
    surroundings,
    with_its_whole,
)
from luoshi.plan import Basis, Observation, Target, Task

_GRADE = expression(r"(?:过|超过?)[\d.]*[十百千万亿]+元|[\d.]*[十百千万亿]+元(?:及?以上|以下)", needs="元")
_TOTAL_NAMED = expression(r"总[数量](?:达到?|为|突破|超过?|增至)?$")
_HAS_COME_TO = expression(r"^(?!.*新增).*(?:突破|达到?|增至|增加到|共有|跨越)$")
_COME_TO = expression(r"累计(?!新增)|总[数量]|[共现实]有|增[至加]到?|达到?$|突破$")


def fit_of(task: Task, target: Target, seen: Observation, words: Around, *, since_january: bool) -> Fit:
    """Tell how well a figure fits a target, by its name and by what the rest of the task and the statement leave open.

    Args:
        since_january: it is a change since the year began, which its stock names: 贷款余额…比年初净增91.7亿元.
    """
    promise, its = promise_words(task, target), figure_words(seen, words)
    if (told := thing_before(task, seen, words)) is not None and told is not target:
        return Fit.OTHER
    graded = _of_another_grade(task, target, seen, words)
    strange = graded or ends_otherwise(target.metric, words) or is_paid_of_an_outlay(target, promise, words)
    strange = strange or is_the_whole_of_it(task, target, seen, words) or are_candidates(task, target, words.left)
    # 学位16830个（其中小学9720个）: what it was read as does not outweigh its whole
    part = seen.part_of if seen.metric not in words.clause else None
    strange = strange or bool(part and share_in(part, task.text) < HALF_OF_IT)
    summed = is_their_sum(task, target, seen, words)
    how = _fit_by_name(task, target, seen, promise, its, strange=strange, summed=summed)
    if how is not Fit.SAME and (
        _is_its_event(task, target, seen, words)
        or goes_on_without_its_noun(task, target, seen, words)
        or goes_on_with_its_subject(task, target, seen, words)
        or goes_by_its_phase_alone(task, target, seen, words)
    ):
        how = Fit.SAME
    if says_only_its_deed(task, target, seen, words):
        return Fit.SAME
    unnamed = not content(words.clause) if not seen.metric else mostly_in(seen.metric, task.text)
    unnamed = unnamed and not (seen.metric and is_anothers_task(task, target, seen))
    if not target.metric and target.milestone is not None and unnamed:
        how = Fit.SAME  # 基本建成500万套，新开工700万套: the phases alone tell both apart
    if how is not Fit.SAME and (_told_again_by_its_noun(task, target, seen) or _behind_whom(task, seen, words, how)):
        how = Fit.SAME
    if "任务" in seen.metric and mostly_in(seen.metric, task.text) and not is_anothers_task(task, target, seen):
        how = Fit.SAME  # 800户改厕任务中，已动工640户: it is the task that is spoken of
    if stands_alone(task, target, seen) or (how is not Fit.SAME and of_what_is_said_again(task, target, seen)):
        how = Fit.SAME
    if of_the_same_whole(task, target, seen, words) or own_deed_of_the_task(task, target, words):
        how = Fit.SAME
    if how is not Fit.SAME and not strange:
        how = _by_other_words(task, target, seen, words, how)
    if is_of_another_thing(task, target, seen) or is_of_another_place(task, target, seen):
        return Fit.OTHER
    again = is_the_list_again(task, target, seen) or is_invested_in_them(task, target, seen)
    if again or are_its_learners(task, target, seen) or is_whom_it_reaches(task, target, seen):
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
    if how is Fit.SAME:
        return how
    label = label_of(task, seen)
    named = plainly(target, seen, promise, its, words, label) or with_the_noun_of_its_whole(task, target, seen, its)
    if named is not None:
        return max(how, fit(*named))
    return Fit.SAME if how is Fit.LIKE and is_told_again_more_shortly(task, target, promise, words) else how


def _fit_by_name(
    task: Task, target: Target, seen: Observation, promise: Words, its: Words, *, strange: bool, summed: bool | None
) -> Fit:
    """Tell how well a figure fits by what it is called alone.

    Args:
        summed: it is the sum of what was promised, or is not; None where nothing says so.
    """
    how = Fit.OTHER if strange else fit(promise, its)
    if not strange and how is not Fit.SAME and (fuller := with_its_whole(seen, its)) is not None:
        how = max(how, fit(promise, fuller))
    if summed is not None:
        how = Fit.SAME if summed else min(how, Fit.LIKE)
    if how is Fit.OTHER or how is Fit.LIKE:
        only = only_of_its_measure(task, target, seen) and says_no_more(promise, its) and not opposite(promise, its)
        only = only and not are_apart(promise.metric, its.metric)
        how = Fit.SAME if only else how
    return how


def _unless_strange(task: Task, target: Target, seen: Observation, words: Around, how: Fit, *, of_another: bool) -> Fit:
    """Leave a fit open where the words around the figure may speak of another thing, and none say that they do not."""
    strange = of_another or goes_on_from_other_works(task, target, seen, words)
    strange = strange or is_on_paper(target, task.text, words.left)
    strange = strange or goes_on_from_a_strange_subject(task, target, seen, words)
    strange = strange or lacks_its_qualifier(task, target, seen, words)
    promise = promise_words(task, target)
    if goes_by_its_number(task, target, seen):
        strange = of_another = False  # 三类企业分别新增34家、97家、25家: no name is given to any
    elif not strange and leaves_out_its_class(task, target, seen, words):
        # 光伏上半年新增并网 leaves out no 装机, 193个村级文化中心并配齐音响 no 公共
        said = (words.left, words.right.partition("并")[0])
        strange = not any(says_only_its_name(target, promise, one) for one in said)
    if how is Fit.SAME and seen.value == target.value and are_ranked_apart(promise, figure_words(seen, words)):
        how = Fit.LIKE  # 4A旅游景区1家 of 5A级景区1家, though as many were promised
    if (joins_other_works(promise, words) or only_built(promise, words)) and how is not Fit.OTHER:
        how = Fit.LIKE
    if how is Fit.SAME and is_included(task, target, words):
        return Fit.PART
    if how is Fit.SAME and (strange or of_another_total(task, target, seen, words)):
        how = Fit.LIKE
    if how in (Fit.LIKE, Fit.PART) and is_answered_item_by_item(task, target, seen):
        how = Fit.SAME
    if how is Fit.LIKE and with_the_rest_it_is_all(task, target, seen, words):
        how = Fit.SAME
    return Fit.SAME if among_the_promised(task, target, words, seen) else how


def _told_again_by_its_noun(task: Task, target: Target, seen: Observation) -> bool:
    """Whether the promised number is told again with the noun behind it: 94个重建项目 of 94个灾后恢复重建项目."""
    if seen.value != target.value or seen.measure != target.measure:
        return False
    words = surroundings(task, seen)
    act = act_of(promise_words(task, target), target)
    if progress_in(words.right, act=act) is not Progress.DONE or not _ALL_SAID.search(words.right):
        return False
    name = content(seen.metric)
    targets = [one for one in task.targets if one.measure == seen.measure]
    figures = [one for one in task.observations if one.measure == seen.measure]
    if len(targets) == len(figures) == 1 and any(
        seen.metric == kind and one.search(target.metric) for kind, one in _WHAT_THEY_ARE
    ):
        return True
    return len(name) >= 2 and name in content(promise_words(task, target).noun)


# what a thing may be called when it is told again: 5所学校 of 5所中小学
_WHAT_THEY_ARE = (
    ("学校", expression(r"(?:小学|中学|中小学|高中|初中|职高|技校)$")),
    ("园区", expression(r"(?:产业|工业|科技|物流|示范|创业|农业)园$")),
    ("线路", expression(r"(?:线路|航线|专线|班线)$")),
    ("医院", expression(r"(?:医院|卫生院)$")),
    ("道路", expression(r"(?:道路|公路|马路|主干道|次干道|快速路|断头路)$")),
)


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
        expression(r"(?:文艺|惠民|戏曲|文化|公益|下乡|送戏|进村|进乡村|进社区|送)*(?:演出|展演|巡演|送戏)(?:活动)?"),
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
    if target.measure not in _OF_EVENTS or content(words.right) or not only_of_its_measure(task, target, seen):
        return False
    said = content(without_stages(words.left)).removeprefix("免费")
    return any(what.search(target.metric) and deed.fullmatch(said) for what, deed in _EVENTS)


_OF_EVENTS = ("场", "场次", "次")


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
