"""The members of a promised list, each with its own figure: 就业培训、创业培训 are two of them."""

from collections.abc import Sequence
from itertools import pairwise

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.fit import IMPROVING
from luoshi.pacing.likeness import MEMBERS, content
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.weighed import Weighed
from luoshi.plan import Target, Task

# qualifiers that a target may join before one noun: “规上”“限上”服务业单位
_JOINED = expression(r"规上|限上|规模以上|限额以上|公办|民办|城镇|农村|线上|线下")


def members_of_the_list(task: Task, target: Target, counted: Sequence[Weighed]) -> list[Weighed] | None:
    """The figures of a target's own list, 托育点12处、老年食堂15处 of 托育点和老年食堂, where each is there once."""
    names = [content(part) for part in MEMBERS.split(target.metric) if part.strip()]
    if len(names) < 2 and "“" in target.metric:
        names = _JOINED.findall(target.metric)
    if "城乡" in target.metric and len(names) == 1:
        names = [content(target.metric.replace("城乡", half)) for half in ("城镇", "农村")]
    names = [_without_its_verb(name) for name in names]
    if len(names) == 1:
        # 大豆9万亩、玉米12万亩 of 大豆玉米: the members stand together without a sign
        said = [VERBS_OF_COUNTS.sub("", one.around.left.strip("、和及与, ")) for one in counted]
        names = said if len(said) > 1 and all(said) and "".join(said) == target.metric else names
    if len(names) < 2 or len(set(names)) < len(names):
        return None
    found = []
    for name in names:
        its = [
            one
            for one in counted
            if conversion(one.figure.measure, target.measure) is not None
            and [other for other in names if _is_named(other, _named(one))] == [name]
            and (one.progress is None or one.progress is Progress.DONE)
        ]
        if len(its) != 1 and not _are_kinds_of_one_list(task, name, its):
            return None
        if any((other := IMPROVING.search(one.around.left)) and other[0] not in task.text for one in its):
            return None  # 新建公园12处、改造广场9处 of 新建公园和广场
        found += its
    alike = [one for one in counted if conversion(one.figure.measure, target.measure) is not None]
    if len(found) > len(names) and len(found) < len(alike):
        return None  # 口袋公园8处、体育公园4处、文化广场3处、驿站5处: one of them is perhaps none of these
    return sorted(found, key=lambda one: one.figure.value_span.start)


_MAY_HOLD_OTHERS = expression(
    r"其中|国家级|省级|市级|县级|区级|规上|限上|以上|累计|计划|预计|目标|任务|拟|将|共|合计|总|各类|其他"
)


def _are_kinds_of_one_list(task: Task, name: str, its: Sequence[Weighed]) -> bool:
    """Whether several figures stand side by side under one verb, each with a kind of one member of the promise.

    体育公园4处、口袋公园8处 of 公园和广场20处; 公园8处、口袋公园6处 are a whole and its part.
    """
    if len(its) < 2 or any(one.around.bracketed or one.figure.estimated for one in its):
        return False
    kinds = [VERBS_OF_COUNTS.sub("", one.around.left.strip("、和及与, ")) for one in its]
    if not all(kind.endswith(name) and len(kind) >= len(name) + 2 for kind in kinds):
        return False
    own = [kind.removesuffix(name) for kind in kinds]
    if any(one in other for at, one in enumerate(own) for other in own[:at] + own[at + 1 :]):
        return False
    if any(_MAY_HOLD_OTHERS.search(one.around.left) for one in its):
        return False
    if any(kind != one.around.left.strip("、和及与, ") for kind, one in list(zip(kinds, its, strict=True))[1:]):
        return False  # 新建口袋公园8处、改造体育公园4处: another verb
    text = level(task.statement)
    spans = [one.figure.value_span for one in its]
    return all(_ONE_LIST.fullmatch(text, a.end, b.start) is not None for a, b in pairwise(spans))


_ONE_LIST = expression(r"[^,;。!?\n()]*")


def _without_its_verb(name: str) -> str:
    """A member without the verb that the list gives it: 服务中心 of 新建机构和升级服务中心."""
    verb = _ITS_VERB.match(name)
    return name[verb.end() :] if verb is not None and len(name) - verb.end() >= 3 else name


_ITS_VERB = expression(r"(?:提质|改造|优化|提档)?(?:升级|改造|扩建|改建|提升|修缮|打造|更新)")


def _is_named(name: str, words: str) -> bool:
    """Whether words name a member, or say it a little more fully: 政协委员提案 of 政协提案."""
    if name in words:
        return True
    letters = iter(words)
    return len(name) >= 4 and len(words) <= len(name) + 3 and all(letter in letters for letter in name)


def _named(one: Weighed) -> str:
    """What a figure's own words name: its metric where it stands there, else the words on both sides of it."""
    metric, words = one.figure.metric, one.around.left + one.around.right
    return content(metric) if metric in words else content(words)


VERBS_OF_COUNTS = expression(
    r"^(?:全[年市区县省]|今年|共|已|新增|增加|新建|建成|完成|招聘|培训|改造|种植|收获|播种|推广|新?改?扩?建)*"
)
