"""Reached: whether the words around a figure say that what was promised is done."""

from collections import Counter
from datetime import date

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion, phase_of, shares_its_metric
from luoshi.pacing.continued_clauses import goes_on_from
from luoshi.pacing.flow_or_stock import COUNTED
from luoshi.pacing.likeness import DEED, Words, content, share_in
from luoshi.pacing.months import is_before_a_later_day, is_of_a_later_year, is_over
from luoshi.pacing.other_things import groups_the_promised
from luoshi.pacing.promised_pool import wants_new
from luoshi.pacing.stages import (
    RESULT,
    Around,
    Progress,
    is_said_of_it,
    level,
    progress_beside,
    progress_in,
    without_stages,
)
from luoshi.pacing.taken_back import taken_back
from luoshi.pacing.weighed import STAGES, Standing, Weighed
from luoshi.pacing.wordings import BUILT, act_of, progress_for, promise_words, surroundings, works_in
from luoshi.plan import Aspect, Basis, Comparator, MilestoneKind, Observation, Target, Task

# 实施项目91个 says of none of them that it is built
_CARRIED_OUT = expression(r"实施|推进|开展")
# 2个项目分别开工、获批: not all of them have come as far
_EACH_ITS_OWN = expression(r"分别[^,;。\d]{1,12}、")
# words in front of a number that say how many there are, and no result
_SCOPE = expression(
    r"(?:共|总|涉及|计划|应|需|任务)(?:有|计|涉及|安排|完成|改造|建设)?$|对照"
    r"|(?:任务|目标)(?:数|调整|确定|定|设定)*(?:为|是)?$"
)
_START = expression(r"开工|动工|启动|续建|推进|实施|加快|谋划")
_PROMISING = expression(r"力争|争取|确保|不少于|不低于|以上|以内|年底前|年内|加快|推进|进一步|全年")
_STEPS = "验收通过、竣工验收、通过验收、完工、竣工、开工、签约"
_ITS_SHARE = expression(
    r"[\u4e00-\u9fff]{0,8},(?:目前|现|总体|整体)?(?:已|均已)?(?:完成|完工|建成)(?:了)?"
    # 61个项目建成率83%
    r"|[\u4e00-\u9fff]{0,10}?(?:建成|完工|竣工|开工|投用|投产|交付|改造完成)率(?:已?达到?|为)?(?:约)?"
)
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
_HOW_FAR = expression(r"进度|完成率|完成比例|工程量")
_OF_IT = expression(r"^[\u4e00-\u9fff]{0,12}(?:的|已?完成(?:了)?)(?:约|近|超)?$")
NEARLY = expression(r"(?:近|约|将近|接近|大约|不足|不到|未满|少于|低于|未突破|未超过?|不超过?|未到|未达到?)$")
_SIGNED = expression(r"签约|签订|洽谈|储备|谋划|立项")
_ALREADY = expression(r"已|全部|均|都")
_SOME_OPEN = expression(r"[^。;]*?其中[^。;]*?(?:明年|次年|跨年|未完|尚未|还未)")
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
    r"(?:、|并|且|,)*(?:已|均|全部|顺利|一次性)*(?:(?:完成|通过)[^,;。]{0,6}验收|投入使用|交付使用|(?:完成)?(?:移交|交付)|投用)$"
)
_STEP_DONE = expression(
    rf"(?P<what>{_STEPS_OF_WORK.pattern})(?:工程|工作|施工|作业)?(?:已|均|全部|基本|都)*(?:完成|结束|完毕)"
)
_HALF_OF_IT = 0.5
# 两家规上企业获评省级绿色工厂 are no new 规上企业
_HONOURED = expression(r"(?:获评|评为|认定为|命名为|入选|荣获|获批|跻身)(?P<what>[\u4e00-\u9fff“”\dA]{2,})")
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
    if target.milestone is not None and _signed_only(target, seen, words, task):
        return out(Progress.PREPARED)
    if _EACH_ITS_OWN.search(words.right):
        why, why_en = "后面分别写了不同的进展", "what follows says different stages of them"
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    if target.milestone is not None and not _right_phase(task, target, seen, as_of):
        return out(Progress.BEGUN)
    if _may_have_begun_before(task, target, seen):
        why, why_en = (
            "是完工的数，不知道是不是今年新开工的",
            "these are finished; they may have begun earlier",
        )
        return Weighed(seen, Standing.DOUBTFUL, words, Aspect.COMPLETION, why, why_en)
    built = target.milestone in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    if built and progress is None and _CARRIED_OUT.search(words.left) and not _CARRIED_OUT.search(task.text):
        return out(Progress.UNDER_WAY)
    if target.milestone is not None and _reaches_its_phase(task, target, seen, words):
        return None
    # 2万多场 of 2万场: a little more than was promised is a result, and not the promise's own number
    more = seen.comparator is Comparator.MORE and target.comparator is not Comparator.MORE
    if seen.value == target.value and _ON_PACE.search(words.right + words.behind):
        return out(Progress.UNDER_WAY)
    again = progress is None and seen.value == target.value and not more
    return _said_again(task, target, seen, words) if again else None


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
    if _WHOLE_INVESTMENT.search(words.left) and not _WHOLE_INVESTMENT.search(promise_words(task, target).act):
        return True
    return bool(by_the_goal or _GOAL.search(words.left) or later)


def _doubted(
    task: Task, target: Target, seen: Observation, words: Around, progress: Progress | None
) -> tuple[Standing, str, str] | None:
    """Say why a figure may be no result, or is the task's own number, whatever stage its words name."""
    if (back := taken_back(task, target, seen, words)) is not None:
        return back
    honoured = _HONOURED.search(words.right) if not RESULT.search(words.left) else None
    if honoured is not None and share_in(honoured["what"], task.text) <= _HALF_OF_IT:
        why_en = "they are said to have become something else"
        return Standing.DOUBTFUL, "写的是获评别的称号，不知道是不是今年做的数", why_en
    if _share_follows(task, seen):
        return Standing.DOUBTFUL, "后面另写了完成的比例", "a share that is done is said behind it"
    near = level(task.statement[max(0, seen.value_span.start - REACH) : seen.value_span.start])
    after = level(task.statement[seen.value_span.end : seen.value_span.end + REACH])
    once = _ONCE.search(near) if "后" in near else None
    if once is None and "后" in after and progress is not Progress.DONE:
        once = _ONCE_BEHIND.match(after)
    if once is not None and not _ALREADY.search(once[0]):
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
    if (step := _only_the_first_step(task, target, words)) is not None:
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


_TWO_STEPS = expression(r"(?P<first>签约|落地)(?:并|、|且|和)?(?P<then>(?!(?P=first))(?:开工|投产|动工|落地))")


def _only_the_first_step(task: Task, target: Target, words: Around) -> tuple[Standing, str, str] | None:
    """Say why 落地项目21个 answers no promise of 落地开工项目: of two steps only the first is told."""
    promise = promise_words(task, target)
    both = _TWO_STEPS.search((target.action or "") + promise.act + target.metric + promise.noun)
    said = words.carried + words.clause
    if both is None or both["first"] not in said or both["then"] in said:
        return None
    why = f"只写了“{both['first']}”，没有写是不是{both['then']}"
    return Standing.DOUBTFUL, why, "of two steps that were promised only the first is told"


def needs_only_a_start(task: Task, target: Target) -> bool:
    """Tell whether works that are only begun, or under way, are all that was promised."""
    if target.milestone in (MilestoneKind.START, MilestoneKind.CONTINUE):
        return True
    promise = promise_words(task, target)
    if target.milestone is MilestoneKind.LAND and (both := _TWO_STEPS.search(promise.act)) is not None:
        return both["then"] in ("开工", "动工")  # 落地开工项目20个
    return bool(_START.search(promise.act)) and target.milestone is None


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


def _right_phase(task: Task, target: Target, seen: Observation, as_of: date | None) -> bool:
    """Whether a count's phase is the promised one, a later one (投用 answers 建成), or none is named.

    At the year's end 新建15家 reports what was built in it; before, they may be works that have only begun.
    """
    phase = phase_of(seen, task.statement)
    if phase is None and target.milestone is MilestoneKind.COMMISSION:
        phase = phase_of(seen, task.statement, behind=True)
        phase = phase if phase is MilestoneKind.COMPLETE else None  # 5所学校全部完工: none of them is in use
    built = phase in (MilestoneKind.COMPLETE, MilestoneKind.NEW)
    if target.milestone is MilestoneKind.COMMISSION and built and _comes_into_use(task, seen, as_of):
        return True
    measured = target.measure not in COUNTED
    if target.milestone is MilestoneKind.COMPLETE and phase is MilestoneKind.NEW and measured:
        return True  # 新建高标准农田14.9万亩 of 建成: so much of it is new
    if phase is None or phase is target.milestone:
        return True
    if target.milestone is MilestoneKind.LAND and phase is MilestoneKind.START:
        return needs_only_a_start(task, target)  # 落地开工项目20个
    if target.milestone in (MilestoneKind.HOLD, MilestoneKind.ISSUE):
        return phase is MilestoneKind.COMPLETE  # 计划举办演出1000场，实际完成1128场
    if target.milestone is MilestoneKind.START and phase is MilestoneKind.NEW:
        return True  # 6所新建幼儿园中4所已竣工: what is built was begun
    order = (MilestoneKind.START, MilestoneKind.CONTINUE, MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
    if phase in order and target.milestone in order:
        return order.index(phase) >= order.index(target.milestone)
    if phase is MilestoneKind.NEW and target.milestone is MilestoneKind.COMPLETE:
        return as_of is not None and as_of.month == 12
    return target.milestone is MilestoneKind.NEW and phase in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)


_IN_USE = expression(
    r"投入?使?用|投运|投产|启用|通车|开放|开园|开馆|开业|开街|开诊|开学|开班|运营|营业|运行|入驻|入住|交付|招生|迎新|迎客|接诊|收治|开门|上课|办学"
)
_BY_MONTH = expression(r"(?P<month>\d{1,2})月(?!前)")
_UP_TO_A_STOP = expression(r"[^。;!?\n]*")


def _comes_into_use(task: Task, seen: Observation, as_of: date | None) -> bool:
    """Whether the clauses behind what is built say that it is in use: 9所学校已全部建成，9月1日起招生开学."""
    rest = _UP_TO_A_STOP.match(level(task.statement), seen.value_span.end)
    for clause in rest[0].split(",") if rest is not None else ():
        used = _IN_USE.search(clause)
        if used is None or progress_in(clause, task.text) not in (None, Progress.DONE):
            continue
        month = _BY_MONTH.search(clause)
        if month is not None and (as_of is None or int(month["month"]) > as_of.month):
            continue
        if _SOME_OTHERS.search(clause) is None and len(content(without_stages(_IN_USE.sub("", clause)))) < 3 + len(
            content(seen.metric)
        ):
            return True
    return False


_SOME_OTHERS = expression(r"其中|部分|个别|陆续|逐步|分批|\d+[所个家座处]")


def _may_have_begun_before(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure counts what is finished where new works were to begin: 竣工安置房1.1万套 of 新开工1万套.

    The promised number told again (20个新开工项目已全部建成) is of the very works.
    """
    act = promise_words(task, target).act
    if target.milestone is not MilestoneKind.START or "新开工" not in act + (target.action or ""):
        return False
    phase = phase_of(seen, task.statement, behind=True)
    return phase in (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION) and seen.value != target.value


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


def _signed_only(target: Target, seen: Observation, words: Around, task: Task) -> bool:
    """Whether a contract is all that is said of what was to begin or to be built: 签约项目282个 of 签约项目落地开工."""
    return (
        target.milestone is not MilestoneKind.NEW
        and _SIGNED.search(words.left) is not None
        and phase_of(seen, task.statement, behind=True) is None
    )


def _reaches_its_phase(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether all are said to have come to the very phase that is promised: 12个项目已全部开工, where 开工 was."""
    return phase_of(seen, task.statement, behind=True) is target.milestone and _ALREADY.search(words.right) is not None


def _said_again(task: Task, target: Target, seen: Observation, words: Around) -> Weighed | None:
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
    if _all_by_the_deed(act, words.right) or (before is None and _comes_into_use(task, seen, None)):
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
# 建设公园14个，均达到序时进度: they are under way
_ON_PACE = expression(r"(?:达到?|符合|满足|按照?|快于|超过?)(?:序时|时序|时间|计划)(?:进度|要求|节点)", needs="序时计")
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
