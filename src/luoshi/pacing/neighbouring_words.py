"""What a statement tells beside the figure that answers: more of the same, a rest, that it is behind."""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.in_question import InQuestion, Unaccounted, bearing
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import Progress, level, progress_in, without_stages
from luoshi.pacing.wordings import act_of, promise_words, surroundings
from luoshi.plan import Aspect, Basis, Light, Observation, Target


def more_of_it_beside(of: InQuestion) -> Unaccounted | None:
    """客运航线3条、货运航线4条 of 客货运航线6条: another figure that no rule placed may have to be added."""
    figure, target = of.case.proof.figure, of.case.target
    if of.judged.light is Light.GREEN or not of.amount or of.ceiling or figure is None or of.reckoned:
        return None
    if figure.basis is not Basis.LEVEL or _WHOLE.search(of.words.left) or of.summed or "分别" in of.said:
        return None
    inside = {seen.value_span for seen in bearing(of.case.task, figure)}
    placed = {passed.figure.value_span: passed.aspect for passed in of.case.proof.passed}
    others = [one for one in of.case.task.targets if one is not target]
    for other in of.case.task.observations:
        factor = conversion(other.measure, target.measure)
        if factor is None or other.base or other.value_span in inside or other.answers is not None or other.estimated:
            continue
        if other.basis is not Basis.LEVEL or other.part_of or other.value == target.value:
            continue
        if placed.get(other.value_span) not in (None, Aspect.METRIC):
            continue
        its = surroundings(of.case.task, other)
        if _WHOLE.search(its.left) or progress_in(its.left) not in (None, Progress.DONE):
            continue
        first, last = sorted((other.value_span.start, of.seen.value_span.start))
        if "其中" in of.case.task.statement[first:last] or _AREA.search(target.metric):
            continue
        places = _AREA.match(of.words.left) and _AREA.match(its.left)
        if not places and (target.metric in of.words.clause or not _like(other, its, target, others)):
            continue
        if target.metric in its.clause and target.metric not in of.words.clause:
            continue  # a rule has passed over what has the promised name: 建设厂房32万平方米，竣工18万平方米
        if not places and _is_of_another_deed(of, its):
            continue
        both = replace(figure, value=figure.value + other.value * factor)
        if of.again(both).light is not of.judged.light:
            why = f"旁边还有{other.value_text}，没有写是不是要加上"
            why_en = f"{other.value_text} stand beside it; whether both add up is not said"
            return Unaccounted(other.value_text, of.seen, Aspect.METRIC, why, why_en)
    return None


_WHOLE = expression(r"其中|累计|合计|共|总|全[省市县区]")
_AREA = expression(
    r"(?:市区|城区|主城区|中心城区|县城|城镇|县域|乡镇|农村|各[区县镇乡][^类级项种]|(?:其余|其他)[县区乡镇]|[\u4e00-\u9fff]{2,3}(?<!社)[区县镇乡](?!级|域))"
)


def _is_of_another_deed(of: InQuestion, its: Around) -> bool:
    """Whether the promised deed stands with the figure and not with the other: 收储1500亩、出让720亩."""
    target = of.case.target
    act = act_of(promise_words(of.case.task, target), target)
    deed = act[-2:] if len(act) >= 2 else target.metric[:2]
    if len(deed) < 2 or deed not in of.words.left + of.words.carried:
        return False
    return deed not in its.left + its.carried


def _like(other: Observation, its: Around, target: Target, others: Sequence[Target]) -> bool:
    """Whether a figure that has a name of its own may be one of the promised things, and none of another promise."""
    name, promised = content(other.metric), content(target.metric)
    if name not in content(its.clause):
        name = content(without_stages(its.left))
    if len(name) < 2 or name[-1:] != promised[-1:]:
        return False
    near = share_in(name, target.metric)
    return near >= _MOSTLY and all(share_in(name, one.metric) < near for one in others)


_MOSTLY = 0.55
_TOGETHER = expression(r"合并(?:计算|统计)?|之和|[两三]项合计|捆绑|口径调整|可比口径")


def reckoned_otherwise(of: InQuestion) -> Unaccounted | None:
    """两项合并计算，已达到84%: another way of counting than was promised."""
    found = _TOGETHER.search(of.said)
    if found is None or found[0] in of.promised:
        return None
    if of.amount and found[0].endswith("合计"):
        return None
    return of.found(found[0], Aspect.BASIS, "前面写的是", "before it stands")


_BEHIND = expression(
    r"(?:低于|慢于|落后于?|滞后于?|未达到?|没有达到|未能达到|达不到|不及)(?:[^,;。\d]{0,4})(?:序时|时序|时间)(?:进度|要求|节点)?"
    r"|(?:未能?|没有)(?:按期|如期)?完成(?:了)?(?:全年|年度|年初|既定|预定|半年|季度|阶段性?)*的?(?:任务|目标|计划)"
    r"|(?:进度|完成率)(?:偏慢|滞后|落后|较慢|缓慢)|欠(?:序时|进度)|未达(?:到)?(?:预期|目标|计划|要求)"
    r"|[与距离](?:序时|计划|目标|任务|要求|进度)[^,;。\d]{0,6}差距"
)
_OF_ITSELF = expression(r"^[\u4e00-\u9fff]{0,8},?(?:总体|整体|略|仍|但|暂|目前|明显|仅|还)*$")


def says_it_is_behind(of: InQuestion) -> Unaccounted | None:
    """新增22家，低于序时进度: what a sentence says of its own figure goes before what is reckoned from it."""
    if of.judged.light is not Light.GREEN or of.reckoned:
        return None
    text = level(of.case.task.statement)
    found = _BEHIND.search(text, of.seen.value_span.end, of.seen.value_span.end + _A_CLAUSE)
    if found is None or _OF_ITSELF.match(text[of.seen.value_span.end : found.start()]) is None:
        return None
    return of.found(found[0], Aspect.COMPLETION, "后面写的是", "behind it stands")


# 改造20个 of 20, and 其余均在施工: there is a rest
_A_REST = expression(
    r"[\u4e00-\u9fff]{0,8}[,;](?:其余|剩余|余下|其他|另有部分)[^,;。\d]{0,10}"
    r"(?:施工|建设|推进|正在|未|计划|拟|进场|开工)"
)


def leaves_a_rest(of: InQuestion) -> Unaccounted | None:
    if of.judged.light is not Light.GREEN or of.reckoned or not of.amount or of.seen.value != of.case.target.value:
        return None
    found = _A_REST.match(level(of.case.task.statement), of.seen.value_span.end)
    if found is None:
        return None
    return of.found(found[0].strip(",; "), Aspect.COMPLETION, "后面写的是", "behind it stands")


_A_CLAUSE = 24
