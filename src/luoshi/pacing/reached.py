"""Reached: whether the words around a figure say that what was promised is done."""

from datetime import date

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import DEED, content, share_in
from luoshi.pacing.months import is_before_a_later_day, is_of_a_later_year, is_over
from luoshi.pacing.reached_phase import (
    ALREADY,
    may_have_begun_before,
    needs_only_a_start,
    only_the_first_step,
    reaches_its_phase,
    right_phase,
    signed_only,
)
from luoshi.pacing.repeated_numbers import is_share_of, said_again, share_follows
from luoshi.pacing.stages import RESULT, Progress, level, progress_in, without_stages
from luoshi.pacing.taken_back import taken_back
from luoshi.pacing.weighed import STAGES, Standing, Weighed
from luoshi.pacing.wordings import BUILT, act_of, promise_words, surroundings, works_in
from luoshi.plan import Aspect, Comparator, MilestoneKind, Observation, Target, Task

# 实施项目91个 says of none of them that it is built
_CARRIED_OUT = expression(r"实施|推进|开展")
# 开展抽检6300批次: what is done in one go is done
_DONE_AT_ONCE = expression(r"(?:抽检|抽查|检查|检测|检验|监测|培训|巡查|筛查|体检|宣讲|演出|走访|核查)$")
# 2个项目分别开工、获批: not all of them have come as far
_EACH_ITS_OWN = expression(r"分别[^,;。\d]{1,12}、")
_PROMISING = expression(r"力争|争取|确保|不少于|不低于|以上|以内|年底前|年内|加快|推进|进一步|全年")
# 对照建成14个公园的目标任务: the number is the goal's
_MEASURED_BY = expression(
    r"(?:^|[,;。])[^,;。\d]{0,4}(?:对照|对标|按照?|围绕|根据|聚焦|锚定|紧扣|紧盯)[^,;。]*$", needs="围对按根紧聚锚"
)
_THE_GOAL = expression(r"目标|任务|要求|部署|安排")
_GOAL = expression(r"(?:任务|目标|指标)(?:数|值|调整|确定|定|设定)*(?:为|是|到)$", needs="任指目")
# what a work is to cost in all, over its years
_WHOLE_INVESTMENT = expression(
    r"(?:总投资|(?:计划|概算|估算|协议|合同|意向)(?:总|引)?(?:投资|资金)|投资规模|投资概算|总概算)(?:额|金额|规模)?(?:约|近|超|为|达到?)*$"
)
NEARLY = expression(r"(?:近|约|将近|接近|大约|不足|不到|未满|少于|低于|未突破|未超过?|不超过?|未到|未达到?)$")
# 3所学校投用后，新增学位2100个: nothing says that they are
_ONCE = expression(
    r"[^,;。]*(?:建成|投用|竣工|完工|完成|投产|达产|运营|实施|落地|开通|通车|投入使用)(?:之|以)?后,?[^,;。\d]{0,10}$"
)
# 新增学位2100个，3所学校建成后投用
_ONCE_BEHIND = expression(
    r"[^;。]{0,30}?(?:建成|投用|竣工|完工|投产|达产|投入使用|交付)(?:投用|运营|使用|投产)?后(?!续|期|经|勤)"
)
_SIGNS = expression(r"[\s,;。:()、]")

_PLANNED_IN = expression(r"(?:制定|制订|印发|出台|下发|编制|拟定)[^,;。]{0,20}(?:方案|计划|通知|清单|办法|要点)")
_SO_FAR = expression(r"已|累计|完成|实际|全部|共")
_ALL_OF_WHAT = expression(r"(?P<what>[\u4e00-\u9fff]{2,8}?)(?:已|均|全部|都|全面)+完成")
_STEPS_OF_WORK = expression(
    r"安装|调试|开挖|铺设|敷设|浇筑|装修|装饰|吊装|架设|回填|砌筑|平整|打桩|清表|支护|测试|勘界"
)
_COMPLETES = expression(r"完成(?:了)?(?P<what>[\u4e00-\u9fff]{2,})$")
# 完成改造并通过验收: what follows the end of all is its proof
_AND_ACCEPTED = expression(
    r"(?:、|并|且|,)*(?:已|均|全部|顺利|一次性)*(?:(?:完成|通过)[^,;。]{0,6}验收|投入使用|交付使用|(?:完成)?(?:移交|交付)|投用|(?:接入|联入|录入)[^,;。]{2,14}?(?:平台|系统))$"
)
_STEP_DONE = expression(
    rf"(?P<what>{_STEPS_OF_WORK.pattern})(?:工程|工作|施工|作业)?(?:已|均|全部|基本|都)*(?:完成|结束|完毕)"
)
_HALF_OF_IT = 0.5
# 两家规上企业获评省级绿色工厂 are no new 规上企业
_HONOURED = expression(r"(?:获评|评为|认定为|命名为|入选|荣获|获批(?!复)|跻身)(?P<what>[\u4e00-\u9fff“”\dA]{2,})")
_AMONG = expression(r"[\u4e00-\u9fff]{0,12}中,?(?P<stage>(?:目前|现)?(?:已|有)[\u4e00-\u9fff]{0,8})")
REACH = 60  # letters; a clause is hardly longer, and time stays linear


def unreached(
    task: Task, target: Target, seen: Observation, words: Around, progress: Progress | None, as_of: date | None
) -> Weighed | None:
    """Return the figure as passed over where its words say that it is not reached, or as doubtful; else None."""

    def out(of: Progress) -> Weighed:
        return Weighed(seen, Standing.PASSED, words, Aspect.COMPLETION, *STAGES[of], progress=of)

    if (seen.estimated and not is_over(seen, as_of)) or _is_the_goal(task, target, seen, words, as_of):
        return out(Progress.PLANNED)
    if (doubt := _doubted(task, target, seen, words, progress)) is not None:
        standing, why, why_en = doubt
        return Weighed(seen, standing, words, Aspect.COMPLETION, why, why_en)
    aside = progress_in(words.aside) if words.aside and not seen.estimated else None
    if aside is not None and aside < Progress.DONE:
        return out(aside)  # 62亿元（计划）, 30个（在建）
    if progress is not None and progress < Progress.DONE:
        begun = progress > Progress.PREPARED and needs_only_a_start(task, target)
        return None if begun else out(progress)
    if _only_a_step(task, target, words):
        return out(Progress.UNDER_WAY)
    if target.milestone is not None and signed_only(target, seen, words, task):
        return out(Progress.PREPARED)
    if _EACH_ITS_OWN.search(words.right):
        why, why_en = "后面分别写了不同的进展", "what follows says different stages of them"
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    if target.milestone is not None and not right_phase(task, target, seen, as_of):
        return out(Progress.BEGUN)
    if may_have_begun_before(task, target, seen):
        why, why_en = (
            "是完工的数，不知道是不是今年新开工的",
            "these are finished; they may have begun earlier",
        )
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    built = target.milestone in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    carried_out = _CARRIED_OUT.search(words.left) and not _CARRIED_OUT.search(task.text)
    if built and progress is None and carried_out and not _DONE_AT_ONCE.search(target.metric):
        return out(Progress.UNDER_WAY)
    if target.milestone is not None and reaches_its_phase(task, target, seen, words):
        return None
    # 2万多场 of 2万场: a little more than was promised is a result, and not the promise's own number
    more = seen.comparator is Comparator.MORE and target.comparator is not Comparator.MORE
    if seen.value == target.value and _ON_PACE.search(words.right + words.behind):
        return out(Progress.UNDER_WAY)
    again = progress is None and seen.value == target.value and not more
    return said_again(task, target, seen, words) if again else None


def _only_a_step(task: Task, target: Target, words: Around) -> bool:
    """Whether what is complete of works that were to be built is one step of them: 4座水厂完成设备安装调试."""
    act = act_of(promise_words(task, target), target)
    built = target.milestone in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION, MilestoneKind.NEW)
    if not built and not works_in(act) & BUILT:
        return False
    right = _AND_ACCEPTED.sub("", words.right)
    if (found := _COMPLETES.search(right)) is not None:
        step = content(without_stages(found["what"]))
        a_step = _STEPS_OF_WORK.search(found["what"])
        # 完成外立面改造 is a part of 改造小区: its own noun is nowhere in the promise
        noun = content(DEED.sub("", found["what"]))
        named = a_step is None and DEED.search(found["what"]) is not None
        named = named and (len(noun) < 2 or share_in(noun, task.text) >= _HALF_OF_IT)
        return len(step) >= 2 and share_in(step, task.text) < _HALF_OF_IT and not named
    if (whole := _ALL_OF_WHAT.fullmatch(words.right)) is not None:
        what = content(without_stages(whole["what"]))
        if len(what) >= 2 and share_in(what, task.text) < _HALF_OF_IT and not DEED.search(whole["what"]):
            return True
    found = _STEP_DONE.search(words.right)
    return found is not None and found["what"] not in task.text


def _is_the_goal(task: Task, target: Target, seen: Observation, words: Around, as_of: date | None) -> bool:
    """Whether a figure is what is to be reached: 任务数60家, 对照建成14个公园的目标任务, 到2026年达到15万人."""
    later = seen.period is not None and as_of is not None and seen.period.year > as_of.year
    by_the_goal = _MEASURED_BY.search(words.left) and _THE_GOAL.search(words.right)
    later = (
        later or is_of_a_later_year(task.statement, seen, as_of) or is_before_a_later_day(task.statement, seen, as_of)
    )
    if _is_due_later(task, seen, words, as_of):
        return True
    if _tells_the_task(words):
        return True
    if _WHOLE_INVESTMENT.search(words.left) and not _WHOLE_INVESTMENT.search(promise_words(task, target).act):
        return True
    return bool(by_the_goal or _GOAL.search(words.left) or later)


_ITS_TASK = expression(r"任务(?:数|量|总量)?$", needs="任")
_TASK_DONE = expression(r"完成|超额|实现|兑现|做[完好]|干完|销号")


def _tells_the_task(words: Around) -> bool:
    """Whether a number is told as the task, of which nothing says that it is done: 今年农田任务4.7万亩，分9个标段."""
    if _ITS_TASK.search(words.left) is None or _TASK_DONE.search(words.carried + words.left):
        return False
    return progress_in(words.right) is not Progress.DONE and progress_in(words.behind) is not Progress.DONE


_BY_A_MONTH = expression(
    r"[^,;。()\d]{0,10}[,;](?:计划|预计|将|力争|确保)?(?P<month>\d{1,2})月(?:底|末|\d{1,2}日)?前(?:全部|全面)?(?:完成|完工|竣工|建成|投用|办结)(?:$|[,;。])"
)
_ALREADY_DONE = expression(r"已|完成|建成|完工|竣工|投用|累计|办结")


def _is_due_later(task: Task, seen: Observation, words: Around, as_of: date | None) -> bool:
    """Whether a number is to be done by a month that is still to come: 改造小区16个，12月底前完成, as of September."""
    if as_of is None or _ALREADY_DONE.search(words.carried + words.left + words.right):
        return False
    found = _BY_A_MONTH.match(level(task.statement), seen.value_span.end)
    return found is not None and as_of.month < int(found["month"]) <= _MONTHS


_MONTHS = 12


def _doubted(
    task: Task, target: Target, seen: Observation, words: Around, progress: Progress | None
) -> tuple[Standing, str, str] | None:
    """Say why a figure may be no result, or is the task's own number, whatever stage its words name."""
    if (back := taken_back(task, target, seen, words)) is not None:
        return back
    honoured = _HONOURED.search(words.right) if not RESULT.search(words.left) else None
    if honoured is not None and share_in(honoured["what"], in_one_word(task.text)) <= _HALF_OF_IT:
        why_en = "they are said to have become something else"
        return Standing.DOUBTFUL, "写的是获评别的称号，不知道是不是今年做的数", why_en
    if share_follows(task, seen):
        return Standing.DOUBTFUL, "后面另写了完成的比例", "a share that is done is said behind it"
    near = level(task.statement[max(0, seen.value_span.start - REACH) : seen.value_span.start])
    after = level(task.statement[seen.value_span.end : seen.value_span.end + REACH])
    once = _ONCE.search(near) if "后" in near else None
    if once is None and "后" in after and progress is not Progress.DONE:
        once = _ONCE_BEHIND.match(after)
    if once is not None and not ALREADY.search(once[0]):
        why = "写的是建成以后的数，没有写是不是已经建成"
        return Standing.DOUBTFUL, why, "it is the number once something is built, which is not said"
    if seen.value == target.value and _copied(task, words):
        why_en = "it repeats the task word for word, and does not say whether it is reached"
        return Standing.DOUBTFUL, "和任务写的一字不差，没有写做到了没有", why_en
    if seen.value == target.value and _PLANNED_IN.search(words.before) and not _SO_FAR.search(words.clause):
        return (
            Standing.DOUBTFUL,
            "前面写的是方案，没有写做到了没有",
            "a scheme says so; whether it is reached is not said",
        )
    if any(_are_among(task, target, seen, other) for other in task.observations):
        return Standing.PASSED, "是任务数，后面另写了进展", "it is the task's own number"
    if any(is_share_of(task, seen, other) for other in task.observations if other.measure == "%"):
        return Standing.PASSED, "是任务数，后面另写了进展", "it is the task's own number"
    if is_bound_above(target, seen):
        return Standing.DOUBTFUL, *BOUND_ABOVE
    if (step := only_the_first_step(task, target, words)) is not None:
        return step
    if seen.value == target.value and (seen.approximate or NEARLY.search(words.left)):
        return Standing.DOUBTFUL, "写的是约数，不知道够不够", "it is an approximate number, which may fall short"
    return None


BOUND_ABOVE = (
    "写的是“以内”或“不超过”，不知道是不是在目标以内",
    "it says no more than an upper bound, above the target",
)


def is_bound_above(target: Target, seen: Observation) -> bool:
    """Tell whether a figure is a bound above the promised one: within 3.8 may be within 3.5, or not."""
    return (
        seen.comparator in (Comparator.AT_MOST, Comparator.LESS)
        and target.value is not None
        and seen.value > target.value
        and seen.answers is None
    )


# 建设公园14个，均达到序时进度: they are under way
_ON_PACE = expression(r"(?:达到?|符合|满足|按照?|快于|超过?)(?:序时|时序|时间|计划)(?:进度|要求|节点)", needs="序时计")


def _are_among(task: Task, target: Target, whole: Observation, part: Observation) -> bool:
    """Whether a figure says how many of the things right before it are done: 286个小区中已完工231个."""
    between = task.statement[whole.value_span.end : max(whole.value_span.end, part.value_span.start)]
    if part.value >= whole.value or conversion(part.measure, target.measure) is None:
        return False
    told = _AMONG.fullmatch(level(between))
    return (
        told is not None
        and progress_in(told["stage"]) is not None
        and not RESULT.search(surroundings(task, whole).left)
    )


def _copied(task: Task, words: Around) -> bool:
    """Whether the whole statement stands in the promise, word for word, with words that only a promise has."""
    whole = _SIGNS.sub("", level(task.statement))
    return _PROMISING.search(whole) is not None and bool(words.clause) and whole in _SIGNS.sub("", level(task.text))
