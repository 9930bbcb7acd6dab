"""Enumerated: lists of which each number counts one place or one kind, and what they are together.

公办幼儿园玉州区6所、北流市7所，共计13所     the stated sum, where it is one
口袋公园甲区建成2个、乙区3个、景区1个        places that follow the name of what is counted
7个国考、4个省考断面全部达标                  all of them, where they make up the promised number

A list of which one number may hold another (其中, 国家级 and 省级) has no sum.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.kinds_apart import may_hold
from luoshi.pacing.likeness import DEED, content, grade_of
from luoshi.pacing.part_or_whole import stand_in_their_places
from luoshi.pacing.parts import MOST_PARTS, added_up
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import act_of, progress_for, promise_words
from luoshi.plan import Aspect, Basis, MilestoneKind, Observation, Target, Task

# between two members: 、 or a comma, with no end of a sentence and no 其中
_JOIN = expression(r"[^。;!?\n:]{0,24}")
_LISTED = expression(r"^[^,、]{0,10}[、,和及与]")
# 三县区合计, 以上5个乡镇共: so many places together
_SO_MANY = (
    r"(?:以上|上述)?(?:[两二三四五六七八九十\d]+个?)?(?:县市区|县区|区县|市县|乡镇|镇街|街镇|街道|[区县市镇乡村地])"
)
SAID_SUM = expression(
    rf"^(?:以上|全[市县区省州]|{_SO_MANY})?(?:合计|共计|总计|总共|累计|共)(?:已|共)?(?:完成|建成|新建|改造)?$"
)
_A_PLACE = expression(
    r"^[\u4e00-\u9fff]{1,6}(?:街道|自治县|新区|高新区|开发区|经开区|园区|景区|示范区|[区县市镇乡村州旗盟])$"
    r"|^(?:市|区|县)(?:本级|直)$|^(?:其余|其他|其它)(?:各?(?:县|区|市|镇|乡|街道|县区|乡镇|地区?))+(?:合计|共)?$"
    r"|^[\u4e00-\u9fff]{2,4}等(?:地|县|区|县区|乡镇|镇|乡)$"
)
_BARE_PLACE = expression(r"^[\u4e00-\u9fff]{2,3}$")
_OF_THE_LIST = expression(
    rf"(?:以上|全[市县区省州]|{_SO_MANY})?(?:合计|共计|总计|总共|累计|共)|(?:其余|其他|其它)"
    r"|(?:[\u4e00-\u9fff、]{2,12}[两二三四五六])?[\u4e00-\u9fff]{1,5}[区县市镇乡村州旗盟](?:街道)?(?:完成|建成|新建|改造|合计|共)*$"
)
_MAY_HOLD = expression(r"其中|国家级|省级|市级|县级|区级|规上|限上|以上|民营|小微|累计|计划|预计|目标|任务|拟|将")
_ALL_DONE = expression(r"(?:已|现)?(?:全部|均已|均|都已|全面)")


def sum_of_enumerated(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Return what a list of members comes to, where its words say that they are all of the target's; else None."""
    if target.basis is not Basis.LEVEL or target.value is None:
        return None
    if (summed := _where_they_stand(task, target, weighed)) is not None:
        return summed
    for run in lists_in(task, target, weighed):
        if not are_reported(task, target, run):
            continue
        own, last = run, run[-1]
        stated = SAID_SUM.match(last.around.left.strip(", ")) is not None
        if stated:
            own = run[:-1]
        heads = _heads(target, own)
        if heads is None or len(set(heads)) < len(heads):
            continue
        summed = added_up(target, own)
        if stated and len(own) > 1 and last.figure.value * factor_of(last, target) == total_of(target, own):
            return summed
        if not stated and are_places(heads):
            return summed
    return _all_of_them(task, target, weighed)


def _where_they_stand(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up numbers behind each of which stands its place, where all are done: 11座在甲区、4座在乙区，都已开放."""
    alike, last = stand_in_their_places(task, target, weighed)
    if not alike or not are_reported(task, target, alike):
        return None
    closing = re.split(r"[;。]", level(task.statement)[last:], maxsplit=1)[0]
    return added_up(target, alike) if progress_in(closing) is Progress.DONE and _ALL_DONE.search(closing) else None


def factor_of(one: Weighed, target: Target) -> Decimal:
    """Return by what a figure is multiplied to be counted as the target is."""
    # what was weighed far enough is in the target's measure already
    return conversion(one.figure.measure, target.measure) or Decimal(1)


def total_of(target: Target, own: Sequence[Weighed]) -> Decimal:
    """Return what the members of a list come to, in the target's measure."""
    return sum((one.figure.value * factor_of(one, target) for one in own), Decimal(0))


def lists_in(task: Task, target: Target, weighed: Sequence[Weighed]) -> Iterator[list[Weighed]]:
    """Give the lists of two or more figures that stand side by side and are counted alike."""
    text = level(task.statement)
    counted = sorted(
        (
            one
            for one in weighed
            if one.figure.answers is None
            and one.figure.basis is Basis.LEVEL
            and not one.figure.base
            and not one.around.bracketed
        ),
        key=lambda one: one.figure.value_span.start,
    )
    run: list[Weighed] = []
    for one in counted:
        between = text[run[-1].figure.value_span.end : one.figure.value_span.start] if run else ""
        alike = conversion(one.figure.measure, target.measure) is not None
        goes_on = bool(run) and _JOIN.fullmatch(between) is not None and _LISTED.match(between) is not None
        if "," in between and not _OF_THE_LIST.match(between.rpartition(",")[2]):
            goes_on = False  # 甲区2个、乙区3个，别的项目10个
        if alike and run and goes_on:
            run.append(one)
            continue
        if 2 <= len(run) <= MOST_PARTS:
            yield run
        run = [one] if alike else []
    if 2 <= len(run) <= MOST_PARTS:
        yield run


def are_reported(task: Task, target: Target, run: Sequence[Weighed]) -> bool:
    """Whether nothing of a list is hoped for, begun only, of other months, or may hold another member."""
    for one in run:
        progress = progress_for(task, target, one.around)
        if one.figure.estimated or _MAY_HOLD.search(one.around.left) or one.aspect is Aspect.PERIOD:
            return False
        if progress is not None and progress < Progress.DONE:
            return False
    return len({one.figure.period for one in run}) == 1


def _heads(target: Target, run: Sequence[Weighed]) -> list[str] | None:
    """What each member is called, where the first stands behind the target's own name; else None."""
    name = content(target.metric) or content(target.action or "")
    first = run[0].around
    before, colon, behind = first.left.rpartition(":")
    said = content(first.before + before if colon else first.left)
    if not colon and name not in said and name in content(first.before):
        said, colon, behind = content(first.before), ":", first.left  # 农村公路方面，潢川建成96公里、固始112公里
    if len(name) < 2 or name not in said:
        return None
    head = content(behind) if colon else said.partition(name)[2]
    return [head, *(content(one.around.left) for one in run[1:])]


def are_places(heads: Sequence[str]) -> bool:
    """Whether all members are places; a bare name is one beside others that say so: 泰和、吉水、吉安县."""
    if any(DEED.search(head) for head in heads):
        return False  # 拆除丙县0.5万平方米 is another deed
    known = [bool(_A_PLACE.match(head)) for head in heads]
    return any(known) and all(is_one or _BARE_PLACE.match(head) for is_one, head in zip(known, heads, strict=True))


def _all_of_them(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Return the promised number where two or more kinds of which all are done make it up: 7个国考、4个省考断面."""
    for run in lists_in(task, target, weighed):
        if not all(one.standing is Standing.SETTLED and not one.part for one in run):
            continue
        closing = level(task.statement)[run[-1].figure.value_span.end :]
        closing = re.split(r"[,;。]", closing, maxsplit=1)[0]
        own = [_own_words(task, one) + content(one.around.right) for one in run]
        if _ALL_DONE.search(closing) and len(set(own)) == len(own) and total_of(target, run) == target.value:
            return added_up(target, run)
    return None


def _own_words(task: Task, one: Weighed) -> str:
    """The words of a member from the number before it on, with its brackets: 小（一）型 is not 小（二）型."""
    span = one.figure.value_span
    begins = re.split(r"[、,。;:]", level(task.statement)[max(0, span.start - 20) : span.start])[-1]
    return begins.strip()


def stand_side_by_side(task: Task, target: Target, chosen: Weighed, settled: Sequence[Weighed]) -> list[Weighed]:
    """Return the members of a list of which one would answer alone, and falls short: 小型38座、中型75座病险水库.

    Each has as good a claim as the chosen one; what says 其中, a total, or another verb is no such list.
    """
    if target.value is None or chosen.figure.value >= target.value:
        return []
    for run in lists_in(task, target, settled):
        if not any(one is chosen for one in run) or any(_MAY_HOLD.search(one.around.left) for one in run):
            continue
        words = {_own_words(task, one) for one in run}
        alike = len(words) == len(run) and all(one.around.left[:1] == "、" for one in run[1:])
        deeds = {one.progress for one in run}
        act = act_of(promise_words(task, target), target)[-2:]
        if len(act) == 2 and act in chosen.around.left and any(act not in one.around.left for one in run):
            continue  # 新增65公里、修复136公里 of 修复150公里: the promise's own verb is one member's alone
        if alike and len(deeds) == 1 and all(words):
            return list(run)
    return []


_BEGUN = expression(r"开工|动工|启动|开建|进场|累计|共|其中")


def all_that_are_begun(target: Target, settled: Sequence[Weighed]) -> Observation | None:
    """Add up what is finished and what is being built, where works were only to begin: 竣工4个、在建5个 of 开工9个.

    None where the statement says itself how many have begun, or one number may hold another.
    """
    if target.milestone not in (MilestoneKind.START, MilestoneKind.CONTINUE) or len(settled) < 2:
        return None
    if any(_BEGUN.search(one.around.left + one.around.right) or one.part or one.around.bracketed for one in settled):
        return None
    finished = [one for one in settled if one.progress is Progress.DONE]
    going_on = [one for one in settled if one.progress is Progress.UNDER_WAY]
    # 续建300公里，建成186公里: the promised number itself holds what is built of it
    holds = any(one.figure.value == target.value for one in going_on)
    told = not holds and len(finished) == 1 and len(finished) + len(going_on) == len(settled)
    return added_up(target, sorted(settled, key=lambda one: one.figure.value_span.start)) if told else None


_GOING_ON = expression(r"在建|续建|正在(?:建设|实施|施工|推进)")
_CARRY_OUT = expression(r"实施|推进")
_HALF = 0.5


def told_in_parts(task: Task, target: Target, chosen: Weighed, weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return the chosen figure and one beside it that may have to be added, where it falls short alone.

    国道沿线建成换电站5座、省道沿线建成6座: the same deed in another place. 竣工52个、在建40个 of 实施项目90个: both are
    carried out.
    """
    if target.value is None or chosen.figure.value >= target.value or "其中" in chosen.around.left:
        return []
    act = act_of(promise_words(task, target), target)[-2:]
    beside = [
        one
        for one in weighed
        if one.figure.value_span.start > chosen.figure.value_span.start
        and conversion(one.figure.measure, target.measure) is not None
        and one.figure.basis is Basis.LEVEL
        and not (one.figure.base or one.figure.estimated or one.around.bracketed or _MAY_HOLD.search(one.around.left))
        and not any(
            other is not target and len(other.metric) > 1 and other.metric in one.around.left for other in task.targets
        )
        and (_same_deed_elsewhere(act, chosen, one) or (_CARRY_OUT.search(act) and _GOING_ON.search(one.around.left)))
    ]
    return [chosen, *beside] if beside else []


_SUMMED = expression(r"合计|共计|总计|总共|累计|(?<!公)共(?!享|建|有)")


def with_kinds_that_it_may_hold(target: Target, chosen: Weighed, weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return the chosen figure and those of its list that the promised kind may hold, where it falls short alone.

    公办幼儿园3所、普惠性幼儿园15所 of 普惠性幼儿园18所: the public ones may be of them or beside them.
    """
    if target.value is None or chosen.figure.value >= target.value or chosen.around.bracketed:
        return []
    if _SUMMED.search(chosen.around.left):
        return []
    held = [
        one
        for one in weighed
        if one is not chosen
        and one.aspect is Aspect.METRIC
        and conversion(one.figure.measure, target.measure) is not None
        and one.figure.basis is Basis.LEVEL
        and not (one.figure.base or one.figure.estimated or one.around.bracketed or "其中" in one.around.left)
        and one.progress in (None, Progress.DONE)
        and may_hold(target.metric, one.figure.metric)
    ]
    return [chosen, *held] if held else []


def _same_deed_elsewhere(act: str, chosen: Weighed, one: Weighed) -> bool:
    """Whether another figure has the deed alone behind a head that is made as the chosen one's is."""
    if one.aspect is not Aspect.METRIC or len(act) < 2:
        return False
    own, deed, _ = chosen.around.left.strip("、,").partition(act)
    other, same, rest = one.around.left.strip("、,").partition(act)
    if not (deed and same) or rest or len(own) != len(other):
        return False
    alike = sum(a == b for a, b in zip(own, other, strict=True))
    return len(own) >= 2 and own != other and alike >= _HALF * len(own)


def of_one_kind_alone(task: Task, target: Target, chosen: Weighed, weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return the members of a list of kinds of which one was taken for the whole: 就业培训、创业培训 of 各类培训.

    Kinds may hold one another (工业投资 and 技改投资), so that they are asked about and never added up.
    """
    if sum(other.metric == target.metric for other in task.targets) > 1:
        return []  # 新建、改建、扩建分别9所、6所、3所: each is promised by itself
    name, own = content(target.metric), content(chosen.around.left)
    if grade_of(target.metric):
        return []  # 10亿元、20亿元项目: the one holds the other
    if target.value is None or chosen.figure.value >= target.value or len(name) < 2 or len(own) <= len(name):
        return []
    for run in lists_in(task, target, weighed):
        if not any(one is chosen for one in run):
            continue
        if any(one.aspect is Aspect.COMPLETION for one in run):
            continue  # 新建公园4个、续建公园12个: deeds, and no kinds
        kinds = {content(one.around.left) for one in run}
        if len(kinds) == len(run) and all(kind.endswith(name) for kind in kinds):
            return list(run)
    return []
