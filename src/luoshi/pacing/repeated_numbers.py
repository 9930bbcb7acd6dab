"""Figures that only say the promised number again, and what is said of them there."""

from collections import Counter

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion, shares_its_metric
from luoshi.pacing.continued_clauses import goes_on_from
from luoshi.pacing.figure_progress import is_said_of_it, progress_beside
from luoshi.pacing.likeness import Words, content
from luoshi.pacing.other_things import groups_the_promised
from luoshi.pacing.promised_pool import wants_new
from luoshi.pacing.reached_phase import comes_into_use, needs_only_a_start
from luoshi.pacing.stages import RESULT, Progress, level, progress_in, without_stages
from luoshi.pacing.weighed import STAGES, Standing, Weighed
from luoshi.pacing.wordings import act_of, progress_for, promise_words, surroundings
from luoshi.plan import Aspect, Basis, Observation, Target, Task

# words in front of a number that say how many there are, and no result
_SCOPE = expression(
    r"(?:共|总|涉及|计划|应|需|任务)(?:有|计|涉及|安排|完成|改造|建设)?$|对照"
    r"|(?:任务|目标)(?:数|调整|确定|定|设定)*(?:为|是)?$"
)
_STEPS = "验收通过、竣工验收、通过验收、完工、竣工、开工、签约"
_ITS_SHARE = expression(
    r"[\u4e00-\u9fff]{0,8},(?:目前|现|总体|整体)?(?:已|均已)?(?:完成|完工|建成)(?:了)?"
    # 61个项目建成率83%
    r"|[\u4e00-\u9fff]{0,10}?(?:建成|完工|竣工|开工|投用|投产|交付|改造完成)率(?:已?达到?|为)?(?:约)?"
)
_HOW_FAR = expression(r"进度|完成率|完成比例|工程量")
_OF_IT = expression(r"^[\u4e00-\u9fff]{0,12}(?:的|已?完成(?:了)?)(?:约|近|超)?$")
_SOME_OPEN = expression(r"[^。;]*?其中[^。;]*?(?:明年|次年|跨年|未完|尚未|还未)")


def share_follows(task: Task, seen: Observation) -> bool:
    """Whether a share without a name is said of the things right before it: 社区食堂18家，已完成70%."""
    return any(
        other.measure == "%"
        and other.value < 100
        and other.answers is None
        and other.value_span.start > seen.value_span.end
        and _ITS_SHARE.fullmatch(level(task.statement)[seen.value_span.end : other.value_span.start]) is not None
        for other in task.observations
    )


_RATE_OF_A_DEED = expression(r"(?P<deed>开工|复工|竣工|完工|投用|投产|签约|办结)率(?:已?达到?|为)?$")


def _all_of_it(task: Task, seen: Observation, promise: Words) -> bool:
    """Whether a share of all of them is said to be done right behind a number: 40个老旧小区改造完成率100%."""
    for other in task.observations:
        if other.measure == "%" and other.value >= 100 and other.answers is None and goes_on_from(task, seen, other):
            between = task.statement[seen.value_span.end : other.value_span.start]
            if (rate := _RATE_OF_A_DEED.search(between)) is not None and rate["deed"] in promise.act:
                return True  # 棚改1.3万户开工率100% of 开工
            return progress_in(between, promise.clause) is Progress.DONE and _HOW_FAR.search(between) is not None
    return False


def said_again(task: Task, target: Target, seen: Observation, words: Around) -> Weighed | None:
    """Judge the promise's own quantity where no stage is named beside it: it needs a result, not only its number."""
    promise = promise_words(task, target)
    before = progress_beside(words.before, promise.clause)
    if before is not None and RESULT.search(words.left) and not is_said_of_it(words):
        before = None  # 教科人一体改革有力推进，新增重点实验室2家
    if before is None:
        before = progress_beside(words.behind, promise.clause)
    if before is None and words.aside:
        before = progress_in(words.aside, promise.clause)
    if before is not None and before < Progress.DONE:
        why, why_en = STAGES[before]
        return Weighed(seen, Standing.PASSED, words, Aspect.COMPLETION, why, why_en, progress=before)
    if _all_of_it(task, seen, promise):
        return None
    if _SOME_OPEN.search(level(task.statement), seen.value_span.end) is not None:
        why, why_en = "后面写了有的还没有完成", "some of them are said not to be finished"
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    others = [
        other
        for other in task.observations
        if other is not seen and not other.base and other.answers is None and other.value_span != seen.value_span
    ]
    told = not shares_its_metric(task, target)
    told = told and any(
        _tells_a_stage_of_the_same(task, target, seen, other)
        for other in others
        if not groups_the_promised(task, target, other) and not _is_of_another_item(task, seen, other)
    )
    if told or _SCOPE.search(words.left) or _OF_WHICH.fullmatch(words.right):
        why, why_en = "是任务数，后面另写了进展", "it is the task's own number"
        return Weighed(seen, Standing.PASSED, words, Aspect.COMPLETION, why, why_en)
    act = act_of(promise, target).strip("、和及与 ")
    if _all_by_the_deed(act, words.right) or (before is None and comes_into_use(task, seen, None)):
        return None
    if before is None and _others_are_reported(task, target, seen, words):
        return None
    bare = not RESULT.search(words.carried + words.left) and not wants_new(task, target)
    bare = bare and not _HOW_MANY_NOW.search(words.left)
    clause = words.carried + words.clause
    without_its_deed = (act and act not in clause and (target.action or act) not in clause) or (
        not act and target.milestone is not None
    )
    if before is None and (_says_something_else(promise, words) or (bare and without_its_deed)):
        why, why_en = "是任务数，没有写做到了没有", "it is the task's own number; whether it is reached is not said"
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    return None


def _others_are_reported(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a bare list answers item by item with other numbers than were promised: 省级3个；市级8个；县级81个."""
    if content(without_stages(words.right)) or words.behind or len(task.targets) < _A_FEW:
        return False
    others = [one for one in task.targets if one is not target and one.measure == target.measure]
    said = {content(one.metric): one.value for one in task.observations if one.answers is None and one is not seen}
    told = [(one.value, said[content(one.metric)]) for one in others if content(one.metric) in said]
    return len(told) == len(others) and any(asked is not None and got > asked for asked, got in told)


_A_FEW = 3
# （二）中职学位：新增1500个，秋季已招生；（三）义务教育学位：新增4250个
_NEXT_ITEM = expression(r"[;。\n] *(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]|[①-⑳]|[一二三四五六七八九十]是)")


def _is_of_another_item(task: Task, seen: Observation, other: Observation) -> bool:
    """Whether another figure stands behind the mark of the next item of a list."""
    return _NEXT_ITEM.search(level(task.statement), seen.value_span.end, max(0, other.value_span.start)) is not None


def _all_by_the_deed(act: str, right: str) -> bool:
    """Whether the promised deed is said to be done to all of them: 8万平方米违建已全部依法拆除."""
    deed = act[-2:]
    if len(deed) < 2 or deed in _NO_END:
        return False
    found = _ALL_OF_THEM.search(right)
    return found is not None and found["deed"] == deed


_NO_END = frozenset(("实施", "推进", "开展", "建设", "启动", "组织", "推动", "安排", "落实", "完成", "支持", "发展"))
_ALL_OF_THEM = expression(
    r"(?:已|均|全部|都)+(?:依法|依规|足额|按时|如期|按期|精准)*(?P<deed>[\u4e00-\u9fff]{2})(?:到位|完毕|到户|到岗|到人|结束)?$"
)
# 85所村卫生室中，甲级30所: so many there are
_OF_WHICH = expression(r"[\u4e00-\u9fff]{0,12}(?<![初高集其])中(?:有|已有)?")
_HOW_MANY_NOW = expression(r"总[数量](?:为|达到?|突破|超过?)?$")


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
    if other.measure == "%" and progress < Progress.DONE and not needs_only_a_start(task, target):
        return True  # 开工率100%: they are begun
    if goes_on_from(task, seen, other) and conversion(other.measure, target.measure) is not None:
        return True
    if other.measure == "%":
        return other.basis is Basis.SHARE and other.value < 100
    name = content(without_stages(other.metric))
    known = content(seen.metric) + content(target.metric)
    named = not name or name in known or name.startswith(content(seen.metric)) or name in content(_STEPS)
    return named and conversion(other.measure, target.measure) is not None and other.value <= seen.value


def is_share_of(task: Task, whole: Observation, share: Observation) -> bool:
    """Tell whether a share is said of the figure right before it: 完成5000人的52%, 45公里管道已完成67%."""
    between = task.statement[whole.value_span.end : share.value_span.start]
    if whole.value_span.end > share.value_span.start or _OF_IT.match(between) is None:
        return False
    return progress_in(between) in (None, Progress.DONE)  # 已完成招标的60% is no share of what is done
