"""Parts: figures that add up to what was promised, and those that are only a part of it.

城区新建32座，乡镇新建21座               places or kinds that exclude each other
新增托育点12处、老年食堂15处             the target's own members
新建37个，改造46个                       the verbs that the target joins
甲区、乙区分别建成8个、7个               what one 分别 shares out
甲县建成2个，乙县、丙县各建成1个         a number that each of several places has
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.sharing import Shared, shared_value
from luoshi.indicators import more_is_better
from luoshi.pacing.comparison import conversion
from luoshi.pacing.deeds import by_their_deeds
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.flow_or_stock import COUNTED
from luoshi.pacing.kinds_apart import are_its_grades, exclude_each_other, is_a_kind, kinds_named
from luoshi.pacing.likeness import DEED, MEMBERS, Words, content
from luoshi.pacing.list_members import VERBS_OF_COUNTS, members_of_the_list
from luoshi.pacing.places import PLACE, besides_its_place, exclude_one_another, is_strange_to, places_of
from luoshi.pacing.stages import Progress, level, without_stages
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.pacing.wordings import BUILT, act_of, progress_for, promise_words, works_in
from luoshi.place import Span
from luoshi.plan import Aspect, Basis, Comparator, Observation, Target, Task

MOST_PARTS = 30
# what has a mean and no sum
_NO_SUM = expression(r"人均|每|[率价度]$|标准$|均价|价格|工资|时限|时间|浓度|增速|天数")
# places that have not reported yet: what is there is no sum
_OPEN = expression(
    r"(?:其余|其他|其它|剩余|部分|个别|另有)[^,，;；。]{0,10}(?:正在|尚未|还未|暂未|未报|待报|待统计|核实|上报|未上报|汇总|统计)"
    r"|(?:正在|尚在)(?:汇总|统计)"
)


def shared(task: Task, one: Weighed) -> Shared | None:
    return shared_value(task.statement, one.figure.value_span.start)


def sum_of_its_list(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up the figures of a promise that joins its own things or its own verbs, where each is there; else None."""
    counted = [one for one in weighed if one.figure.basis is Basis.LEVEL and not one.figure.base]
    if _NO_SUM.search(target.metric):
        return None
    own = members_of_the_list(task, target, counted) or by_their_deeds(task, target, counted)
    if own is None or any(one.aspect is Aspect.BASIS for one in own):
        return None  # 新增甲类和乙类50户 · 甲类达到246户、乙类达到412户: all there are
    return added_up(target, own)


def sum_of_kinds(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Add up figures of kinds that a promise's common word names: 小学学位、初中学位 of 中小学学位; else None."""
    own = _of_its_kinds(target, weighed)
    alike = [one for one in weighed if conversion(one.figure.measure, target.measure) is not None]
    if len(alike) > 1 and are_its_grades(target.metric, [with_its_grade(one) for one in alike]):
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
        and is_a_kind(content(target.metric), with_its_grade(one))
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


_PLANS = expression(rf"(?:^|[,;。:、])(?P<place>{PLACE})[^,;。、\d]{{0,6}}(?:计划|拟|预计|目标|将|尚未|仍未|还未)")


def _plans_of_another_place(task: Task, alike: Sequence[Weighed]) -> bool:
    """Whether a place without a figure of its own has only a plan: 盂县计划完成5.2万亩，平定县完成4.1万亩."""
    planned = {found["place"] for found in _PLANS.finditer(level(task.statement))}
    return bool(planned - {place for one in alike for place in places_of(one)[0]})


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
    places, each = places_of(one)
    return len(places) if each else 1


def _written(one: Weighed) -> str:
    times = _times(one)
    return one.figure.value_text if times == 1 else f"{times}×{one.figure.value_text}"


def _from_to(first: Observation, last: Observation) -> Span:
    return Span(first.value_span.start, max(first.value_span.end, last.value_span.end))


def _exclude_each_other(task: Task, parts: Sequence[Weighed]) -> bool:
    """Whether one verb and one noun stand with places or kinds that exclude each other, and nothing else."""
    if not 2 <= len(parts) <= MOST_PARTS or any(one.around.bracketed or "其中" in one.around.left for one in parts):
        return False
    heads: list[str] = []
    rests: list[str] = []
    for one in parts:
        places, _ = places_of(one)
        if not places:
            return False
        heads += places
        rests.append(besides_its_place(one))
    if len(set(heads)) < len(heads):
        return False
    longest = max(rests, key=len)
    if not all(longest.startswith(rest) for rest in rests):
        return False
    if is_strange_to(task, _OF_BODIES.sub("", longest)) and not any(one.standing is Standing.SETTLED for one in parts):
        return False
    return exclude_one_another(heads)


# 公办机构、民办机构: the kind of body behind the word that parts them
_OF_BODIES = expression(r"^(?:机构|单位|企业|学校|部门)")


def _shared_out(task: Task, target: Target, parts: Sequence[Weighed]) -> bool:
    """Whether one 分别 shares the target's own thing out: 公办园、义务教育学校分别新增学位2920个、7920个."""
    if len(parts) < 2 or not all(one.exact for one in parts) or MEMBERS.search(target.metric):
        return False
    own = [shared(task, one) for one in parts]
    # 开工、竣工分别63个、36个 count the same works twice; 新建、改建 do not
    return all(its is not None and works_in(its.member.verb) <= BUILT for its in own)


def _by_kind(task: Task, target: Target, parts: Sequence[Weighed]) -> bool:
    """Whether the figures' names differ in words for kinds that exclude each other: 小学学位、初中学位、高中学位."""
    if not 2 <= len(parts) <= MOST_PARTS or any(one.around.bracketed or "其中" in one.around.left for one in parts):
        return False
    names = [with_its_grade(one) for one in parts]
    if kinds_named(content(target.metric), level(task.statement)) - set(names) and _has_the_kinds(target, names):
        return False  # 人工造林11万亩、封山育林9万亩，退化林修复正在推进: one has no number
    return exclude_each_other(content(target.metric), names) or are_its_grades(target.metric, names)


def _has_the_kinds(target: Target, names: Sequence[str]) -> bool:
    """Whether names are the very words for kinds, so that one of them can be told to be missing."""
    return all(name in kinds_named(content(target.metric), name) for name in names)


_GRADE_AND_ABOVE = expression(r"([国省市区县]家?级)及?以上")


_ALL_THERE_ARE = expression(r"累计|总|共有|现有|达到?|计划")


def with_its_grade(one: Weighed) -> str:
    """What a figure's own words name; a grade keeps its 以上, which tells it apart from the grade below."""
    words = one.around.left + one.around.right
    found = _GRADE_AND_ABOVE.search(words)
    metric = (
        one.figure.metric if one.figure.metric in words else VERBS_OF_COUNTS.sub("", one.around.left.strip("、和及与 "))
    )
    named = content(without_stages(metric))
    return named.replace(found[1], f"{found[1]}以上") if found else named


def _by_place(task: Task, target: Target, parts: Sequence[Weighed]) -> bool:
    """Whether a list gives each place its number, behind words that name what is counted: 已建成：甲区2个、乙县1个."""
    if not 2 <= len(parts) <= MOST_PARTS or any(one.around.bracketed for one in parts):
        return False
    names = [one.around.left.rpartition(":")[2].strip("、和及, ") for one in parts]
    if len(set(names)) < len(names) or not exclude_one_another(names) or any(DEED.search(name) for name in names):
        return False
    first = parts[0].around
    head = first.before + first.left.rpartition(":")[0]
    return fit(promise_words(task, target), Words("", head, head)) is Fit.SAME and "其中" not in head
