"""Taken back: what stands near a figure and takes a part of it back, or all of it.

新增床位1120张（含在建480张）       so many of them are not there yet
新增床位1120张，更正为412张         the later number is the right one
除2个外，8个市场均已建成             not all of those that are counted
新增学位9.1万个的42所学校           what the next number counts is spoken of
口袋公园新建60个（计划数）           the bracket says whose number it is
造林14.9万亩；有4.6万亩不合格        so many of them do not count
"""

from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.weighed import STAGES, Standing
from luoshi.pacing.wordings import promise_words, surroundings
from luoshi.plan import MilestoneKind, Observation, Target, Task

Reason = tuple[Standing, str, str]

_NOT_YET = (
    r"在建|续建|建设中|施工|计划|规划|拟|筹建|筹备|储备|(?<![接招对款优善])待|未|即将"
    r"|正在|新开工|签约|明年|次年|来年|跨年"
)
_SOME_NOT_YET = expression(
    rf"[^,;。()\d]{{0,12}}[,;(](?:其中)?(?:包?含|包括|其中)(?:已)?[^;。()\d]{{0,10}}?(?:{_NOT_YET})[^,;。()\d]{{0,10}}\d"
)
# 新增810个，其中800个为规划数
_SO_MANY_NOT_YET = expression(
    rf"[^,;。()\d]{{0,12}}[,;(]其中(?:有)?[\d.]+万?[\u4e00-\u9fff]{{1,3}}?(?:为|是|属|系|尚|仍|还)(?:{_NOT_YET})"
)
_CORRECTED = expression(
    r"(?:更正|修正|订正|勘误|核减|核实|核定|核准|审减|审定|调整|更改|改|剔除后|扣除后|还原后|去重后)(?:后)?(?:应|实)?(?:为|是|至|到)$"
    r"|实(?:际)?(?:应|仅|只)?(?:为|是)$|实(?:际(?:仅|只)?|仅|只)有$|应为$",
    needs="为到实应是至",
)
_FIRST_SAID = expression(r"(?:原报|初报|误报|多报|错报|原上报|此前上报|上期误报|虚报|原填|误填)")
LEFT_OUT = expression(r"除(?:了)?[^,;。\d]{0,8}$")
OUTSIDE = expression(r"(?P<why>[^,;。\d]{0,24}?)(?:以外|之外|外),?(?P<rest>[^;。]{0,40})")
_EXCEPT = expression(r"除[^;。]{0,16}?外[,的]?[^;。\d]{0,10}$")
# 870人（按计划数填报）
_BY_THE_PLAN = expression(r"按(?:年度|全年)?(?:计划|任务|目标|设计|规划)数?(?:填报|上报|统计|测算|计)")
# 21公里，因质量问题全部返工
_ALL_UNDONE = expression(
    r"[^,;。()\d]{0,12}[,;](?:但|后)?(?:因[^,;。]{2,12})?,?(?:已)?(?:全部|均|都)(?:已|须|需)?(?:返工|作废|退回|撤销|停运|停用|拆除重建|报废)"
)
# 5所学校通过验收，计划明年春季投用
_IN_USE = expression(r"投用|投入使用|投产|启用|开园|开馆|开学|通车|运营|交付|开放")
_USED_LATER = expression(
    rf"[^,;。()\d]{{0,16}}[,;](?:现|目前|均|都)?(?:计划|预计|拟|将|力争)[^,;。]{{0,12}}(?:{_IN_USE.pattern})"
)
_ITS_YEAR = expression(
    r"[^,;。()\d]{0,8}[,(](?:均)?(?:系|属于?|为|是)(?P<year>20\d\d)年度?(?:的)?(?:数据|数|任务|计划|项目|建成)"
)
# 新增停车位870个（均为去年建成）, 床位320张，均为原有床位
OF_BEFORE = expression(
    r"[^,;。()\d]{0,12}[,(](?:以上|上述)?(?:均|都|全部?)(?:为|是|系|属于?)?(?:去年|上年|往年|历年|以前年度|原有|已有|存量|旧有)"
)
# 24项民生实事，除1项暂缓实施外，23项全部完成
_BUT_SOME = expression(r"[^,;。()\d]{0,12},除(?:了)?[^,;。]{0,8}[\d一二两三四五六七八九十][^;。]{0,24}?(?:以?外|之外)")
_OF_OTHERS = expression(r"的(?:[\d.]+|[两二三四五六七八九十]+)[万余多]?[所个家座处户名人件条项]", needs="的")
_NOT_A_RESULT = expression(
    r"(?:其中)?(?:年度|全年|今年)?(?:计划|任务|目标|规划|设计|申报|拟建|测算|理论|核定|下达|储备|在建|签约)"
    r"(?:总)?(?:数|值|量|口径|规模|能力|指标)?"
)
_MOST = 60


def taken_back(task: Task, target: Target, seen: Observation, words: Around) -> Reason | None:
    """Say why a figure is not what has been reached, where the words right around it take it back."""
    text = level(task.statement)
    after = text[seen.value_span.end : seen.value_span.end + _MOST]
    before = text[max(0, seen.value_span.start - _MOST) : seen.value_span.start]
    if _is_corrected(task, target, seen, words):
        return Standing.PASSED, "后面更正了", "it is corrected behind"
    if LEFT_OUT.search(before) and OUTSIDE.match(after):
        return Standing.PASSED, "说的是除外的", "it says how many are left out"
    if words.aside and _NOT_A_RESULT.fullmatch(words.aside):
        return Standing.PASSED, *STAGES[Progress.PLANNED]
    if _SOME_NOT_YET.match(after) or _SO_MANY_NOT_YET.match(after):
        return Standing.DOUBTFUL, "其中有的还没有做完", "some of them are said not to be finished"
    if _EXCEPT.search(before):
        return Standing.DOUBTFUL, "前面写了除外的", "some are said to be left out"
    if (failed := _failed(task, target, seen)) is not None:
        return Standing.DOUBTFUL, f"后面写有{failed}不算", f"{failed} of them are said not to count"
    if words.aside and _BY_THE_PLAN.search(words.aside):
        return Standing.PASSED, *STAGES[Progress.PLANNED]
    if _ALL_UNDONE.match(after):
        return Standing.DOUBTFUL, "后面写的是都不算数", "all of them are said behind to be undone"
    used = target.milestone is MilestoneKind.COMMISSION and _USED_LATER.match(after) is not None
    if used and _IN_USE.search(words.left + words.right) is None:
        return Standing.DOUBTFUL, "后面写的是以后才投用", "they are said to come into use later"
    if (batch := _BATCH.search(words.left)) is not None and _has_another_batch(task, target, seen, batch[0]):
        return Standing.DOUBTFUL, f"是{batch[0]}的数，另外还写了别的批次", "it is of one batch, and another is told of"
    if OF_BEFORE.match(after) or _is_of_another_year(task, seen, after):
        return Standing.DOUBTFUL, "后面写的是以前就有的", "they are said behind to be of before"
    if _BUT_SOME.match(after):
        return Standing.DOUBTFUL, "后面写了除外的", "some are said behind to be left out"
    if _OF_OTHERS.match(after):
        return Standing.DOUBTFUL, "说的是后面那些，没有写做到了没有", "it describes those that are counted behind it"
    return None


def _is_of_another_year(task: Task, seen: Observation, after: str) -> bool:
    """Whether a figure is said behind to be of a year that is not its own: 870人，系2024年度数据."""
    found = _ITS_YEAR.match(after)
    if found is None:
        return False
    own = seen.period.last_year if seen.period is not None else task.year
    return own is None or int(found["year"]) != own


_FAILED = expression(
    r"不合格|不达标|未达标|(?:没有|未|没)(?:能)?通过|(?:须|需|要|应|待)重新|返工|退回|撤销|作废|损毁|死亡|剔除|核减|扣减|不计入|重复(?:计算|统计|申报)",
    needs="不未通重返退撤作损死剔核扣",
)
# those that are left are none of those that are counted: 14个断面中13个达标，仍有1个未达标
_BEFORE_ALL = expression(
    r"仍有|还有|另有|尚有|其余|剩余|余下|另外|事先|已先|此前已|已经?(?:剔除|扣除|核减)|(?:剔除|扣除|核减)后"
)

_BATCH = expression(r"第[一二三四五六]批|首批", needs="首第")


def _has_another_batch(task: Task, target: Target, seen: Observation, batch: str) -> bool:
    """Whether a number that is counted alike stands behind the name of another batch: 第二批300万元已发放."""
    text = level(task.statement)
    for other in task.observations:
        if other is seen or other.answers is not None or conversion(other.measure, target.measure) is None:
            continue
        start = max(text.rfind(stop, 0, other.value_span.start) for stop in ",;。!?\n、") + 1
        found = _BATCH.search(text, start, other.value_span.start)
        if found is not None and found[0] != batch:
            return True
    return False


_LOOKING = expression(r"[抽送检]检|检[测查验]|监测|排查|抽查|巡查|筛查|普查|检定|核查")
_IS_FOUND_OUT = expression(r"检出|发现|查[出获处]|排查出|处[置理]")


def _failed(task: Task, target: Target, seen: Observation) -> str | None:
    """Return how many of a figure are said behind it to be no result: a smaller number, counted alike, that failed."""
    text = level(task.statement)
    if _FAILED.search(text, seen.value_span.end) is None:
        return None
    for other in task.observations:
        if other.answers is not None or other.value_span.start < seen.value_span.end or other.base:
            continue
        factor, its = conversion(other.measure, target.measure), conversion(seen.measure, target.measure)
        if factor is None or its is None or not other.value * factor < seen.value * its:
            continue
        start = max(text.rfind(stop, 0, other.value_span.start) for stop in ",;。!?\n") + 1
        end = min((at for stop in ";。!?\n" if (at := text.find(stop, other.value_span.end)) >= 0), default=len(text))
        said = text[start:end]
        if _IS_FOUND_OUT.search(said) and _LOOKING.search(target.metric + (target.action or "")):
            continue  # 抽检6310批次，检出不合格83批次: those were looked at as well
        if (
            _FAILED.search(said)
            and _BEFORE_ALL.search(said) is None
            and "除" not in text[start : other.value_span.start]
        ):
            return other.value_text
    return None


_PUT_RIGHT = expression(rf"(?:{_CORRECTED.pattern})", needs="为到实应是至")


def put_right(task: Task, seen: Observation, words: Around) -> tuple[Observation, Around] | None:
    """Return a number that is said to be the right one with the name and the words of the one that it puts right.

    原报已发放512户，核减不符合条件的94户，实际为418户: the 418 are of what the 512 were of.
    """
    if _PUT_RIGHT.search(words.left) is None:
        return None
    before = [
        other
        for other in task.observations
        if other.answers is None
        and other.value_span.end <= seen.value_span.start
        and conversion(other.measure, seen.measure) is not None
        and _END.search(task.statement, other.value_span.end, seen.value_span.start) is None
    ]
    for first in reversed(before):
        its = surroundings(task, first)
        if _FIRST_SAID.search(its.left):
            left = _FIRST_SAID.sub("", its.left)
            metric = _FIRST_SAID.sub("", first.metric)
            return replace(seen, metric=metric, period=first.period), replace(words, left=left, before=its.before)
    return None


_DONE_SO = expression(r"^(?:已|现已|共|累计|实际|完成)+")


def has_only_its_deed(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a number stands with the promised deed and no name, where one target alone is counted so: 已发放512户."""
    deed = _DONE_SO.sub("", words.left.strip())
    alone = sum(conversion(seen.measure, other.measure) is not None for other in task.targets) == 1
    return (
        alone
        and seen.metric in ("", deed)
        and not words.right
        and len(deed) > 1
        and deed in promise_words(task, target).act
    )


_END = expression(r"[。!?！？\n]")


def _is_corrected(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether another number, counted alike, is said behind to be the right one."""
    text = level(task.statement)
    behind = [
        other
        for other in task.observations
        if other.answers is None
        and other.value_span.start >= seen.value_span.end
        and conversion(other.measure, target.measure) is not None
    ]
    if _FIRST_SAID.search(words.left) and behind:
        return True
    following = min(behind, key=lambda other: other.value_span.start, default=None)
    if following is None:
        return False
    between = text[seen.value_span.end : following.value_span.start]
    return len(between) <= _MOST and "其中" not in between and _CORRECTED.search(between) is not None
