"""Parts: figures that add up to what was promised, and those that are only a part of it.

城区新建32座，乡镇新建21座               places or kinds that exclude each other
新增托育点12处、老年食堂15处             the target's own members
新建37个，改造46个                       the verbs that the target joins
甲区、乙区分别建成8个、7个               what one 分别 shares out
甲县建成2个，乙县、丙县各建成1个         a number that each of several places has
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from luoshi.expressions import expression
from luoshi.grammar.sharing import Shared, leading_verb, shared_run, shared_value
from luoshi.indicators import more_is_better
from luoshi.pacing.comparison import conversion, phase_in
from luoshi.pacing.deeds import by_their_deeds, is_of_one_deed
from luoshi.pacing.flow_or_stock import COUNTED
from luoshi.pacing.kinds_apart import are_its_grades, by_rank, exclude_each_other, is_a_kind, kinds_named
from luoshi.pacing.likeness import DEED, IMPROVING, MEMBERS, Fit, Words, content, fit, mostly_in
from luoshi.pacing.stages import Progress, level, without_stages
from luoshi.pacing.told_in_order import is_its_own_place
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import BUILT, act_of, progress_for, promise_words, works_in
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Comparator, Observation, Target, Task

_URBAN = frozenset(("城区", "城镇", "城市", "主城区", "县城", "市区", "中心城区", "建成区"))
_RURAL = frozenset(("乡镇", "农村", "乡村", "镇村", "镇区", "涉农", "乡村地区", "村级"))
_OUTSIDE = frozenset(("各县区", "各区县", "各县市区", "各县（市、区）", "各县", "各区", "各县市", "县域"))
_PAIRS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (_URBAN, _RURAL),
    (frozenset(("市本级", "区本级", "县本级", "市直", "市级")), _OUTSIDE),
    (frozenset(("主城区", "中心城区", "市区", "市辖区")), frozenset(("各县", "县域", "各县市"))),
    (frozenset(("公办",)), frozenset(("民办",))),
    (frozenset(("线上",)), frozenset(("线下",))),
    (frozenset(("东部", "东片")), frozenset(("西部", "西片"))),
    (frozenset(("南部", "南片")), frozenset(("北部", "北片"))),
    (frozenset(("男", "男性")), frozenset(("女", "女性"))),
)
_KNOWN = tuple(sorted({word for pair in _PAIRS for words in pair for word in words}, key=len, reverse=True))
_LEVELS = dict.fromkeys("区县市旗", "county") | dict.fromkeys(("镇", "乡", "街道"), "town")
_LEVELS |= {"村": "village", "州": "prefecture", "盟": "prefecture"}
_PLACE = r"[\u4e00-\u9fff]{1,4}?(?:街道|[区县市镇乡村](?![区县市镇乡村内域属]))"
_PLACE_FIRST = expression(rf"^{_PLACE}")
_PLACES_EACH = expression(rf"^(?P<places>{_PLACE}(?:(?:、|和|及|与){_PLACE})+)各(?!类|级|项|种|地|县|区)", needs="各")
# 白银、平川两区合计, 其余县区共
_PLACES_TOGETHER = expression(
    r"^(?P<places>(?:[\u4e00-\u9fff]{1,4}、)+[\u4e00-\u9fff]{1,4}[两二三四五六七八九](?:街道|[区县市镇乡村州])"
    r"|(?:其余|其他|其它)(?:各|[两二三四五六七八九十\d]+个?)?(?:县市区|县区|区县|市县|乡镇|镇街|街镇|街道|[区县市镇乡村]))(?:合计|共计|共)?",
    needs="、其",
)
# 两县合计 is what was told before, and no place
_SO_MANY = expression(r"[两二三四五六七八九十\d]+个?(?:县市区|县区|区县|市县|乡镇|镇街|街镇|街道|[区县市镇乡村])")
_TOGETHER = expression(r"^(?:合计|共计|共)")
_OWN_PLACE = expression(r"^[\u4e00-\u9fff、]{1,14}?(街道|[区县市镇乡村州盟旗])$")
_OWN = expression(r"^[我本全各]")
# what stands before a place and is none: 预计农村居民, 其中乡村教师
MOST_PARTS = 30
# what has a mean and no sum
_NO_SUM = expression(r"人均|每|[率价度]$|标准$|均价|价格|工资|时限|时间|浓度|增速|天数")
# places that have not reported yet: what is there is no sum
_OPEN = expression(
    r"(?:其余|其他|其它|剩余|部分|个别|另有)[^,，;；。]{0,10}(?:正在|尚未|还未|暂未|未报|待报|待统计|核实|上报|未上报|汇总|统计)"
    r"|(?:正在|尚在)(?:汇总|统计)"
)


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
    heads = {id(one): _places(one)[0] for one in weighed if one in settled or _only_a_place(task, target, one)}
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
        elif is_a_kind(content(target.metric), _with_its_grade(one)):
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
    found = _TOWN_ALONE.match(_from_its_head(one.around.left))
    # 建成区面积 was promised of the 建成区 itself
    return found is not None and not one.around.bracketed and found[0] not in task.text


_ITS_OWN_TASK = expression(r"(?P<level>[区县镇乡村]|街道)级?(?:年度|全年|目标)*任务")


def _of_one_place_below(task: Task) -> bool:
    """Whether a statement is of one place that the promise does not name, and of that place's task: 完成区级任务."""
    own = _ITS_OWN_TASK.search(task.statement)
    place = _PLACE_FIRST.match(task.statement)
    if own is None or place is None or _OWN.match(task.statement) or place[0] in task.text:
        return False
    return place[0].endswith(own["level"])


def _only_a_place(task: Task, target: Target, one: Weighed) -> bool:
    """Whether a figure that is counted alike names nothing of its own but places: 乙县、丙县各建成1个."""
    if one.aspect is not Aspect.METRIC or conversion(one.figure.measure, target.measure) is None:
        return False
    return not _strange(task, _rest(one))


def _strange(task: Task, words: str) -> bool:
    """Whether words, without those that name a stage, speak of what the promise does not have."""
    said = content(without_stages(words))
    return len(said) >= 2 and not mostly_in(said, task.text)


def _rest(one: Weighed) -> str:
    """The words in front of a number behind the places that its clause begins with."""
    left, (places, each) = _from_its_head(one.around.left), _places(one)
    return left.partition("各")[2] if each else _TOGETHER.sub("", left[len(places[0]) if places else 0 :])


def _is_a_share(task: Task, target: Target, one: Weighed, weighed: Sequence[Weighed]) -> bool:
    """Whether one 分别 gives a figure to a member of which the promise does not speak: 甲区、乙区分别建成8个、7个.

    Of a list of verbs none is the promise's own where it names none of them: 开工、竣工分别63个、36个 of 项目60个.
    """
    own, run = _shared(task, one), shared_run(task.statement, one.figure.value_span.start)
    if own is None and run is None:
        return False
    together = [other for other in weighed if shared_run(task.statement, other.figure.value_span.start) == run]
    verbs = {its.member.verb for other in together if (its := _shared(task, other)) is not None}
    if sum(other.metric == target.metric for other in task.targets) == len(together):
        return False  # 城乡居民收入分别达到5万元、2万元: the promise is the same list
    if own is not None and _names_its_member(task, target, own, verbs):
        return False
    return any(
        other is not one
        and (own is not None or _shared(task, other) is None)
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


def _shared(task: Task, one: Weighed) -> Shared | None:
    return shared_value(task.statement, one.figure.value_span.start)


def sum_of_its_list(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up the figures of a promise that joins its own things or its own verbs, where each is there; else None."""
    counted = [one for one in weighed if one.figure.basis is Basis.LEVEL and not one.figure.base]
    if _NO_SUM.search(target.metric):
        return None
    own = _members(task, target, counted) or by_their_deeds(task, target, counted)
    if own is None or any(one.aspect is Aspect.BASIS for one in own):
        return None  # 新增甲类和乙类50户 · 甲类达到246户、乙类达到412户: all there are
    return added_up(target, own)


def sum_of_kinds(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up figures of kinds that a promise's common word names: 小学学位、初中学位 of 中小学学位; else None."""
    own = _of_its_kinds(target, weighed)
    alike = [one for one in weighed if conversion(one.figure.measure, target.measure) is not None]
    if len(alike) > 1 and are_its_grades(target.metric, [_with_its_grade(one) for one in alike]):
        own = alike
    if len(own) < len(alike) or _OPEN.search(task.statement) or target.basis is not Basis.LEVEL:
        return None
    if any(
        one.aspect not in (None, Aspect.METRIC, Aspect.BASIS)  # behind a comma 新增 was not seen: ，小学学位2800个
        or one.figure.basis is not Basis.LEVEL
        or one.figure.base
        or one.progress not in (None, Progress.DONE)
        or _ALL_THERE_ARE.search(one.around.left)
        for one in own
    ):
        return None
    return added_up(target, own) if _by_kind(task, target, own) else None


_WAY = expression(r"^(?:今年|年内|全年|上半年|前[一二三]季度|截至[^,;。]{1,6})?(?:主要)?(?:通过|依托|利用|采取|借助)")


def sum_of_ways(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up what each of several ways has brought: 通过新建停车场新增泊位1860个，小区配建新增1430个; else None."""
    act = act_of(promise_words(task, target), target)[-2:]
    alike = [
        one
        for one in weighed
        if one.figure.basis is Basis.LEVEL and conversion(one.figure.measure, target.measure) is not None
    ]
    if len(alike) < 2 or len(act) < 2 or _OPEN.search(task.statement) or target.basis is not Basis.LEVEL:
        return None
    if (by_works := _by_works(act, target, alike)) is not None:
        return by_works if _are_reported(task, target, alike) else None
    first, *rest = alike
    ways = [one.around.left.strip(",、和及 ").removesuffix(act) for one in rest]
    if _WAY.match(first.around.left) is None or not first.around.left.endswith(act + target.metric[-2:]):
        return None
    if any(not one.around.left.endswith(act) or not len(way) >= 2 for one, way in zip(rest, ways, strict=True)):
        return None
    if len(set(ways)) < len(ways) or not _are_reported(task, target, alike):
        return None
    return added_up(target, alike)


def _are_reported(task: Task, target: Target, alike: Sequence[Weighed]) -> bool:
    """Whether of several figures none may hold another, and none is last year's, hoped for or not reached."""
    if any(_MAY_HOLD.search(one.around.left) for one in alike):
        return False
    if any(one.figure.base or one.figure.estimated or one.around.bracketed for one in alike):
        return False
    return all(progress_for(task, target, one.around) in (None, Progress.DONE) for one in alike)


# works and sites, of which none is within another; kinds of bodies (民营, 制造业) may overlap
_A_SITE = expression(
    r"(?:改造|配建|新建|挖潜|施划|扩建|停车场|小区|医院|学校|广场|地块|空地|道路|路侧|街巷|商圈|车站|市场|景区)$"
)


def _by_works(act: str, target: Target, alike: Sequence[Weighed]) -> Observation | None:
    """Add up what each of several works or sites has brought: 老旧小区改造新增泊位380个，公共停车场新增泊位1100个."""
    tail = act + target.metric[-2:]
    heads = [one.around.left.strip(",、和及 ").removesuffix(target.metric[-2:]).removesuffix(act) for one in alike]
    named = all(one.around.left.endswith((tail, act)) for one in alike) and alike[0].around.left.endswith(tail)
    if not named or not all(_A_SITE.search(head) for head in heads):
        return None
    apart = all(one not in other for at, one in enumerate(heads) for other in heads[:at] + heads[at + 1 :])
    return added_up(target, alike) if apart else None


_MAY_HOLD = expression(r"其中|累计|总|计划|预计|目标|拟|将")


def _of_its_kinds(target: Target, weighed: Sequence[Weighed]) -> list[Weighed]:
    return [
        one
        for one in weighed
        if conversion(one.figure.measure, target.measure) is not None
        and is_a_kind(content(target.metric), _with_its_grade(one))
    ]


def sum_of_parts(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up figures that exclude each other by place or kind, or that one 分别 shares out; else None."""
    if _OPEN.search(task.statement) or _NO_SUM.search(target.metric) or target.basis is not Basis.LEVEL:
        return None
    counted = [one for one in weighed if one.figure.basis is Basis.LEVEL and not one.figure.base]
    if any(
        one.standing is Standing.PASSED and one.aspect is not Aspect.METRIC for one in _of_its_kinds(target, counted)
    ):
        return None  # one kind of them is planned, or of all there are: the others are not the whole
    levels = [one for one in counted if one.standing is Standing.SETTLED or one.aspect is Aspect.METRIC]
    alike = [one for one in levels if conversion(one.figure.measure, target.measure) is not None]
    alike = _but_their_own_parts(alike)
    if _plans_of_another_place(task, alike):
        return None
    alike = _but_their_sum(target, alike)
    # what is settled was weighed: of 实施项目 those under way are enough
    done = [one for one in alike if one.standing is Standing.SETTLED or one.progress in (None, Progress.DONE)]
    if not done or len(done) != len(alike) or _are_new_ones_and_all(done):
        return None
    separate = (
        _exclude_each_other(task, done)
        or _by_place(task, target, done)
        or _shared_out(task, target, done)
        or _by_kind(task, target, done)
    )
    return added_up(target, done) if separate else None


_NEW_ALONE = expression(r"(?<![净高创更])新(?:增|登记|注册|设|认定|培育|入|引|办)|净增")
_IN_ALL = expression(r"在册|总[数量]|存量|现有|共有|拥有|保有|累计")


def _are_new_ones_and_all(parts: Sequence[Weighed]) -> bool:
    """Whether one figure counts the new ones and another all there are: 新登记3.2万户，在册24.6万户 have no sum."""
    new = [_NEW_ALONE.search(one.around.left) is not None for one in parts]
    held = [_IN_ALL.search(one.around.left) is not None and not its for one, its in zip(parts, new, strict=True)]
    return any(new) and any(held)


def _but_their_own_parts(alike: list[Weighed]) -> list[Weighed]:
    """Leave out what is nested in the last of several: 东区82个，西区61个，其中新能源车位21个."""
    nested = next((at for at, one in enumerate(alike) if "其中" in one.around.left), len(alike))
    return alike[:nested] if nested >= 2 else alike


def _but_their_sum(target: Target, alike: list[Weighed]) -> list[Weighed]:
    """Leave out the last of three or more where it is the sum of those before it: it is told already."""
    if len(alike) < 3:
        return alike
    *parts, last = [one.figure.value * _factor(one, target) for one in alike]
    return alike[:-1] if sum(parts, Decimal(0)) == last else alike


_PLANS = expression(rf"(?:^|[,;。:、])(?P<place>{_PLACE})[^,;。、\d]{{0,6}}(?:计划|拟|预计|目标|将|尚未|仍未|还未)")


def _plans_of_another_place(task: Task, alike: Sequence[Weighed]) -> bool:
    """Whether a place without a figure of its own has only a plan: 盂县计划完成5.2万亩，平定县完成4.1万亩."""
    planned = {found["place"] for found in _PLANS.finditer(level(task.statement))}
    return bool(planned - {place for one in alike for place in _places(one)[0]})


# more of these is not better, or a part of them is of another register: 转移就业 is no part of 新增就业
_NOT_BY_A_PART = expression(r"就业|能耗|排放|事故|死亡|债务|压减|下降|减少|控制|失业|支出")


def part_that_is_enough(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Return the largest part that by itself reaches what was promised: whatever the rest is, it is reached.

    新建公园20个 · 新建口袋公园25个. A part that falls short tells nothing of its whole, and 走访企业46家 is no part of
    培育企业40家: the promised verb stands with it.
    """
    act = act_of(promise_words(task, target), target)[-2:]
    if target.comparator in (Comparator.AT_MOST, Comparator.LESS, Comparator.ABOUT) or target.value is None:
        return None
    counted = target.measure in COUNTED  # new land of a kind may be old land that was improved
    if not counted or _NOT_BY_A_PART.search(target.metric + (target.action or "")):
        return None
    if not more_is_better(target.metric):
        return None
    enough = [
        one.figure
        for one in weighed
        if one.part
        and one.standing is Standing.SETTLED
        and one.figure.basis is Basis.LEVEL
        and one.figure.value > target.value
        and (act or target.metric) in one.around.left + one.around.right
    ]
    return max(enough, key=lambda figure: figure.value, default=None)


def added_up(target: Target, own: Sequence[Weighed]) -> Observation:
    """Return the sum of several figures, in the target's measure."""
    first, last = own[0].figure, own[-1].figure
    return replace(
        first,
        metric=target.metric,
        value=sum((one.figure.value * _times(one) * _factor(one, target) for one in own), Decimal(0)),
        value_text="、".join(_written(one) for one in own),
        value_span=_from_to(first, last),
        measure=target.measure or first.measure,
        part_of=None,
        rule="sum of parts",
    )


def _factor(one: Weighed, target: Target) -> Decimal:
    """How many of the target's measure one of a figure's own is; what was weighed to its end is in it already."""
    return conversion(one.figure.measure, target.measure) or Decimal(1)


def _times(one: Weighed) -> int:
    """How many places have the number each: 2 of 乙县、丙县各建成1个."""
    places, each = _places(one)
    return len(places) if each else 1


def _written(one: Weighed) -> str:
    times = _times(one)
    return one.figure.value_text if times == 1 else f"{times}×{one.figure.value_text}"


def _from_to(first: Observation, last: Observation) -> Span:
    return Span(first.value_span.start, max(first.value_span.end, last.value_span.end))


# qualifiers that a target may join before one noun: “规上”“限上”服务业单位
_JOINED = expression(r"规上|限上|规模以上|限额以上|公办|民办|城镇|农村|线上|线下")


def _members(task: Task, target: Target, counted: Sequence[Weighed]) -> list[Weighed] | None:
    """The figures of a target's own list, 托育点12处、老年食堂15处 of 托育点和老年食堂, where each is there once."""
    names = [content(part) for part in MEMBERS.split(target.metric) if part.strip()]
    if len(names) < 2 and "“" in target.metric:
        names = _JOINED.findall(target.metric)
    if "城乡" in target.metric and len(names) == 1:
        names = [content(target.metric.replace("城乡", half)) for half in ("城镇", "农村")]
    names = [_without_its_verb(name) for name in names]
    if len(names) == 1:
        # 大豆9万亩、玉米12万亩 of 大豆玉米: the members stand together without a sign
        said = [_VERBS.sub("", one.around.left.strip("、和及与, ")) for one in counted]
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
    kinds = [_VERBS.sub("", one.around.left.strip("、和及与, ")) for one in its]
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


def _exclude_each_other(task: Task, parts: Sequence[Weighed]) -> bool:
    """Whether one verb and one noun stand with places or kinds that exclude each other, and nothing else."""
    if not 2 <= len(parts) <= MOST_PARTS or any(one.around.bracketed or "其中" in one.around.left for one in parts):
        return False
    heads: list[str] = []
    rests: list[str] = []
    for one in parts:
        places, _ = _places(one)
        if not places:
            return False
        heads += places
        rests.append(_rest(one))
    if len(set(heads)) < len(heads):
        return False
    longest = max(rests, key=len)
    if not all(longest.startswith(rest) for rest in rests):
        return False
    if _strange(task, _OF_BODIES.sub("", longest)) and not any(one.standing is Standing.SETTLED for one in parts):
        return False
    return _exclusive(heads)


# 公办机构、民办机构: the kind of body behind the word that parts them
_OF_BODIES = expression(r"^(?:机构|单位|企业|学校|部门)")


def _shared_out(task: Task, target: Target, parts: Sequence[Weighed]) -> bool:
    """Whether one 分别 shares the target's own thing out: 公办园、义务教育学校分别新增学位2920个、7920个."""
    if len(parts) < 2 or not all(one.exact for one in parts) or MEMBERS.search(target.metric):
        return False
    own = [_shared(task, one) for one in parts]
    # 开工、竣工分别63个、36个 count the same works twice; 新建、改建 do not
    return all(its is not None and works_in(its.member.verb) <= BUILT for its in own)


def _by_kind(task: Task, target: Target, parts: Sequence[Weighed]) -> bool:
    """Whether the figures' names differ in words for kinds that exclude each other: 小学学位、初中学位、高中学位."""
    if not 2 <= len(parts) <= MOST_PARTS or any(one.around.bracketed or "其中" in one.around.left for one in parts):
        return False
    names = [_with_its_grade(one) for one in parts]
    if kinds_named(content(target.metric), level(task.statement)) - set(names) and _has_the_kinds(target, names):
        return False  # 人工造林11万亩、封山育林9万亩，退化林修复正在推进: one has no number
    return exclude_each_other(content(target.metric), names) or are_its_grades(target.metric, names)


def _has_the_kinds(target: Target, names: Sequence[str]) -> bool:
    """Whether names are the very words for kinds, so that one of them can be told to be missing."""
    return all(name in kinds_named(content(target.metric), name) for name in names)


_GRADE_AND_ABOVE = expression(r"([国省市区县]家?级)及?以上")


_ALL_THERE_ARE = expression(r"累计|总|共有|现有|达到?|计划")
_VERBS = expression(
    r"^(?:全[年市区县省]|今年|共|已|新增|增加|新建|建成|完成|招聘|培训|改造|种植|收获|播种|推广|新?改?扩?建)*"
)


def _with_its_grade(one: Weighed) -> str:
    """What a figure's own words name; a grade keeps its 以上, which tells it apart from the grade below."""
    words = one.around.left + one.around.right
    found = _GRADE_AND_ABOVE.search(words)
    metric = one.figure.metric if one.figure.metric in words else _VERBS.sub("", one.around.left.strip("、和及与 "))
    named = content(without_stages(metric))
    return named.replace(found[1], f"{found[1]}以上") if found else named


def _places(one: Weighed) -> tuple[tuple[str, ...], bool]:
    """The places or the kind that a clause begins with, and whether each of them has the number."""
    return _places_in(one.around.left)


@lru_cache(maxsize=512)
def _places_in(left: str) -> tuple[tuple[str, ...], bool]:
    left = _from_its_head(left)
    if (found := _PLACES_EACH.match(left)) is not None:
        return tuple(re.split("、|和|及|与", found["places"])), True
    if (found := _PLACES_TOGETHER.match(left)) is not None:
        return (found["places"],), False
    head = _head(left)
    return ((head,) if head else ()), False


# 转移农村劳动力, 新增城镇就业: what is done, and no place
_A_DEED_FIRST = expression(
    r"新增|净增|转移|输送|培训|引导|带动|促进|帮扶|安置|救助|完成|新建|改造|建成|实现|新设|吸纳|扶持|组织|惠及|解决|整治|修复|治理|改善|拆除|创建|打造"
)
# what stands before a place: 上半年全市, 其中乡村, 预计城镇
_BEFORE_A_PLACE = expression(
    r"(?:其中|预计|力争|目前|今年|本年|全年|上半年|前[一二三]季度|[一二三四]季度|截至|已|现|共)+"
)


def _from_its_head(left: str) -> str:
    """The words in front of a number from the place on that they may begin with."""
    left = left.strip("、和及 ")
    lead = _BEFORE_A_PLACE.match(left)
    return left if lead is None else left[lead.end() :]


def _head(left: str) -> str:
    """The place or kind that a clause begins with, or nothing."""
    known = next(word for word in _KNOWN if left.startswith(word)) if left.startswith(_KNOWN) else ""
    if known or _OWN.match(left):
        return known
    found = _PLACE_FIRST.match(left) if _A_DEED_FIRST.match(left) is None else None
    return found[0] if found and not _SO_MANY.fullmatch(found[0]) else ""


def place_of(words: str) -> str:
    """Return the place or kind of place that words begin with, or nothing: 市区 of 市区完成改造."""
    return _head(_BEFORE_A_PLACE.sub("", words.strip("、和及 "), count=1))


def same_place(one: str, other: str) -> bool:
    """Tell whether two words name one of two places that exclude each other: 县域 and 各县, 城区 and 主城区."""
    return one == other or any(one in words and other in words for pair in _PAIRS for words in pair)


def _exclusive(heads: Sequence[str]) -> bool:
    if len(heads) == 2:
        one, other = heads
        if any((one in a and other in b) or (one in b and other in a) for a, b in _PAIRS):
            return True
    if by_rank(heads):
        return True
    kinds = {_LEVELS.get(found[1], "") if (found := _OWN_PLACE.match(head)) else "" for head in heads}
    return len(kinds) == 1 and "" not in kinds


def _by_place(task: Task, target: Target, parts: Sequence[Weighed]) -> bool:
    """Whether a list gives each place its number, behind words that name what is counted: 已建成：甲区2个、乙县1个."""
    if not 2 <= len(parts) <= MOST_PARTS or any(one.around.bracketed for one in parts):
        return False
    names = [one.around.left.rpartition(":")[2].strip("、和及, ") for one in parts]
    if len(set(names)) < len(names) or not _exclusive(names) or any(DEED.search(name) for name in names):
        return False
    first = parts[0].around
    head = first.before + first.left.rpartition(":")[0]
    return fit(promise_words(task, target), Words("", head, head)) is Fit.SAME and "其中" not in head
