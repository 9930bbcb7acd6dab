"""Which figures are only a part of what a target counts: of a place, of a kind, of a deed, or a share of it."""

from collections.abc import Sequence, Set
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.sharing import Shared, leading_verb, shared_run
from luoshi.pacing.comparison import conversion, phase_in
from luoshi.pacing.deeds import is_of_one_deed
from luoshi.pacing.kinds_apart import is_a_kind
from luoshi.pacing.likeness import content
from luoshi.pacing.parts import MOST_PARTS, shared, with_its_grade
from luoshi.pacing.places import OWN, PLACE_FIRST, besides_its_place, is_strange_to, places_of, without_its_deed
from luoshi.pacing.stages import level
from luoshi.pacing.told_in_order import is_its_own_place
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import promise_words, works_in
from luoshi.plan import Aspect, Target, Task

_TOWN_OR_COUNTRY = expression(r"城镇|农村")
_OF_A_PLACE = (
    "是其中一处的数，没有写是不是要加上别处的",
    "it is of one place; whether others are to be added is not said",
)
_OF_A_KIND = ("是其中一类的数，没有写别的类", "it is of one kind; of the others nothing is said")
_OF_A_DEED = ("是其中一项工作的数，没有写别的", "it is of one of the works; of the others nothing is said")


def with_parts(task: Task, target: Target, weighed: Sequence[Weighed]) -> list[Weighed]:
    """Mark the figures of which the words say that each counts one place or member, where there are several."""
    if "城乡" in target.metric and sum(other.metric == target.metric for other in task.targets) > 1:
        return list(weighed)  # 城乡居民收入分别达到5万元、2万元: each place is a target of its own
    if "城乡" in task.statement and _TOWN_OR_COUNTRY.search(target.metric):
        return list(weighed)  # the list of 城乡 says which is which
    settled = [one for one in weighed if one.standing is Standing.SETTLED]
    if settled and _of_one_place_below(task):
        why, why_en = _OF_A_PLACE
        own = [replace(one, part=True, aspect=Aspect.METRIC, why=why, why_en=why_en) for one in settled]
        return [*own, *(one for one in weighed if one.standing is not Standing.SETTLED)]
    heads = {id(one): places_of(one)[0] for one in weighed if one in settled or _only_a_place(task, target, one)}
    # 其中市区5000户、县域7000户 names them for other targets, and not for the whole
    nested_from = task.text.find("其中")
    own_words = task.text[:nested_from] if target.span.start < nested_from else task.text
    named = {places for places in heads.values() if places and not any(place in own_words for place in places)}
    # 城区停车位 may be told of 主城区; whose expenses they are goes without saying
    within = _IN_TOWN.search(task.text) is None and not _SPENT.search(target.metric)
    placed = stand_in_their_places(task, target, weighed)[0]
    marked = []
    for one in weighed:
        if one.standing is not Standing.SETTLED or is_its_own_place(task, target, one.figure):
            marked.append(one)
        elif (
            one in placed
            or (len(named) > 1 and heads.get(id(one), ()) in named)
            or (within and _of_the_town_alone(task, one))
        ):
            marked.append(replace(one, part=True, aspect=Aspect.METRIC, why=_OF_A_PLACE[0], why_en=_OF_A_PLACE[1]))
        elif is_a_kind(content(target.metric), with_its_grade(one)):
            marked.append(replace(one, part=True, aspect=Aspect.METRIC, why=_OF_A_KIND[0], why_en=_OF_A_KIND[1]))
        elif is_of_one_deed(task, target, one, weighed):
            marked.append(replace(one, part=True, aspect=Aspect.METRIC, why=_OF_A_DEED[0], why_en=_OF_A_DEED[1]))
        else:
            part = one.part or _is_a_share(task, target, one, weighed)
            marked.append(one if part == one.part else replace(one, part=part))
    return marked


_STANDS_IN = expression(
    r"(?:位于|分布在|坐落于|落在|在)(?P<place>[\u4e00-\u9fff]{1,8}?(?P<level>街道|[区县市镇乡村州旗]))(?=[,、;。和]|$)",
    needs="位分在坐落",
)


def stand_in_their_places(task: Task, target: Target, weighed: Sequence[Weighed]) -> tuple[list[Weighed], int]:
    """Return the figures behind each of which stands a place of its own, of one level, and where the last place ends.

    7座在东城区、6座在西城区: none of them is the whole. Nothing, where one that is counted alike has no place.
    """
    text = level(task.statement)
    alike = [one for one in weighed if conversion(one.figure.measure, target.measure) is not None]
    alike.sort(key=lambda one: one.figure.value_span.start)
    found = [_STANDS_IN.match(text, one.figure.value_span.end) for one in alike]
    stands = [one for one in found if one is not None]
    apart = len({one["place"] for one in stands}) == len(alike) and len({one["level"] for one in stands}) == 1
    return (alike, stands[-1].end()) if 2 <= len(alike) <= MOST_PARTS and apart else ([], 0)


_SPENT = expression(r"支出|经费|三公|债务|预算|收入")
_IN_TOWN = expression(r"城区|市区|县城|城市|城镇|主城|镇区|本级|[市县区]直|城乡")
_TOWN_ALONE = expression(
    r"(?:主城区|中心城区|老城区|新城区|建成区(?!域)|城区|市区(?!级|域)|县城(?!关镇)|镇区|[省市区县州]本级)"
)


def _of_the_town_alone(task: Task, one: Weighed) -> bool:
    """Whether a clause begins with the town, of which the promise does not speak: 县城新建公园5个 of 新建公园20个."""
    found = _TOWN_ALONE.match(without_its_deed(one.around.left))
    # 建成区面积 was promised of the 建成区 itself
    return found is not None and not one.around.bracketed and found[0] not in task.text


_ITS_OWN_TASK = expression(r"(?P<level>[区县镇乡村]|街道)级?(?:年度|全年|目标)*任务")


def _of_one_place_below(task: Task) -> bool:
    """Whether a statement is of one place that the promise does not name, and of that place's task: 完成区级任务."""
    own = _ITS_OWN_TASK.search(task.statement)
    place = PLACE_FIRST.match(task.statement)
    if own is None or place is None or OWN.match(task.statement) or place[0] in task.text:
        return False
    return place[0].endswith(own["level"])


def _only_a_place(task: Task, target: Target, one: Weighed) -> bool:
    """Whether a figure that is counted alike names nothing of its own but places: 乙县、丙县各建成1个."""
    if one.aspect is not Aspect.METRIC or conversion(one.figure.measure, target.measure) is None:
        return False
    return not is_strange_to(task, besides_its_place(one))


def _is_a_share(task: Task, target: Target, one: Weighed, weighed: Sequence[Weighed]) -> bool:
    """Whether one 分别 gives a figure to a member of which the promise does not speak: 甲区、乙区分别建成8个、7个.

    Of a list of verbs none is the promise's own where it names none of them: 开工、竣工分别63个、36个 of 项目60个.
    """
    own, run = shared(task, one), shared_run(task.statement, one.figure.value_span.start)
    if own is None and run is None:
        return False
    together = [other for other in weighed if shared_run(task.statement, other.figure.value_span.start) == run]
    verbs = {its.member.verb for other in together if (its := shared(task, other)) is not None}
    if sum(other.metric == target.metric for other in task.targets) == len(together):
        return False  # 城乡居民收入分别达到5万元、2万元: the promise is the same list
    if own is not None and _names_its_member(task, target, own, verbs):
        return False
    return any(
        other is not one
        and (own is not None or shared(task, other) is None)
        and other.figure.metric == one.figure.metric
        for other in together
    )


# 公办幼儿园13所、义务教育学校22所，分别新增学位2920个、7920个
_ITS_NUMBER = expression(r"\d[\d.]*万?[^\d]{1,2}$")


def _names_its_member(task: Task, target: Target, own: Shared, verbs: Set[str]) -> bool:
    """Whether the promise names a member, or any phase or work of a list of verbs."""
    if not own.member.verb:
        return content(_ITS_NUMBER.sub("", own.member.name)) in content(task.text)
    promise = promise_words(task, target)
    act = promise.act + (target.action or "")
    return phase_in(act) is not None or bool(works_in(act)) or leading_verb(promise.act) in verbs
