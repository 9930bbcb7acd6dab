"""Pool: whether a figure counts the new ones of this year, or all there are, and which of them was promised."""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.changes_of_stock import SINCE_JANUARY, SINCE_LAST_YEAR
from luoshi.pacing.comparison import comparable, conversion
from luoshi.pacing.flow_or_stock import COUNTED
from luoshi.pacing.likeness import Words
from luoshi.pacing.neighbouring_totals import (
    ADDED,
    new_ones_before,
    new_ones_beside,
    of_new_ones,
    stands_beside,
    this_year_beside,
    total_beside,
)
from luoshi.pacing.places import of_a_place_that_is_not_named, place_above
from luoshi.pacing.promised_pool import NEW_ONES, asks_for_all, is_a_bare_count
from luoshi.pacing.reduced import is_how_much_less, is_how_much_there_is
from luoshi.pacing.said_sum import parts_of_sum
from luoshi.pacing.stages import RESULT
from luoshi.pacing.weighed import Standing
from luoshi.pacing.wordings import NEW, promise_words, surroundings
from luoshi.plan import Basis, Observation, Target, Task

_IN_ALL = expression(
    r"总数|总量|有效数|有效期内|总计达|累计达|累计已?有|累计已达|累计拥有|现有|实有|共有|存量|保有|拥有|在册|达到?$|总规模"
)
_ALL_OF_THEM = expression(r"总数|总量|有效数|有效期内|累计已?有|累计已达|现有|实有|共有|存量|保有|拥有|在册|总规模")
_ALL_THERE_ARE = expression(r"^[^,;]*(?:全[省市区县州国]|总|达|突破|超过)")
_HELD = expression(r"拥有|保有|存量|现有|实有|在册|余额")
_WITHIN_ALL = expression(r"保有|存量|现有|实有|拥有|在册|总[数量]")
_GROWN_SINCE = expression(rf"{SINCE_LAST_YEAR.pattern}|{SINCE_JANUARY.pattern}")
_OF_YEARS = expression(
    r"历[年次届]|年均(?!浓度|值|增长|气温)|近[两二三四五六]年|[两二三四五六]年来|[两二三四五六]年累计|以来(?<!今年以来)(?<!年初以来)(?<!开年以来)(?<!入汛以来)(?<!今春以来)(?<!入春以来)(?<!开春以来)(?<!入冬以来)(?<!汛期以来)",
    needs="以历年近",
)
# 全省新增就业60万人，我市6800人: it goes on of the new ones
_OWN_ALONE = expression(r"(?:其中)?[我本全](?:省|市|区|县|州|镇|旗)")
_GROWN_TO = expression(r"(?:增至|增加[到至]|升至|增长到|(?:扩大|发展|壮大|提高|提升|拓展)[到至]|数量达?|总数达?|实有)$")
# 扩大5平方公里, and not 扩大到76.5平方公里
_CHANGES_BY = expression(r"(?:扩大|提高|提升|增加|减少|压减|缩减|缩短|拓展)(?:了|约|近|超)?$", needs="减压增扩拓提缩")
# 压减20万吨, and not 降至180万吨
_TAKEN_AWAY = expression(r"(?:压减|减少|削减|压缩|化解|缩减|退出|淘汰|消化)(?![到至为])")
_LEFT_AFTER = expression(
    r"(?:[降减升]|下降|减少|压减|削减|压缩|缩减|下调|回落)[到至为]$|(?:剩余|余下|还有|尚有|仅剩|剩)$",
    needs="为仅余到剩尚至还",
)
# 批而未供土地余3200亩 of 处置批而未供土地
_REST = expression(r"(?:尚|还|仍|仅)?(?:余|剩余?|有待处置)$")
_DISPOSED = expression(r"处置|清理|盘活|消化|化解|压减|减少|清收|淘汰|整治|治理|改造")
_NET = expression(r"净增")
_NET_RISE = expression(r"净增|增加|增长|多增")
_RAISED = expression(r"^(?!.*(?:[新净]增|新[培引招])).*(?:培育|培养|引[进育]|招引)")
_UP_TO = expression(r"(?:达到?|突破|超过|增至|增加到|增长到|发展到)$")
_TOTAL_OF_ALL = expression(r"总[数量]|存量|保有|拥有")
# what is built or raised stays, so that 累计 may count earlier years; 累计完成改造 is this year's work
_KEPT = expression(
    r"累计[^,;]{0,4}(?:建成|培育|引进|认定|创建|拥有|设立|建立|建设|入驻|集聚|汇聚|聚集|落户|孵化|入库|入选|获评|评定|命名|开通|挂牌|安装|招引|汇集|打造|布局|组建|成立)"
)
# of many years or of this one: 累计新增城市绿道80公里
_SUMMED_UP = expression(r"累计(?:已|共|实现|完成)?(?:新|改|拆|建|增|整治|修|打造|创建|培育|引进|安装|绿化|清理)")
_GROSS = expression(r"(?<![净])新(?:增|认定|登记|注册|设|培育|入库|入规|纳入|签|引进)")
_CUMULATED = expression(r"累计")
_TO_THIS_YEAR = expression(
    r"今年|本年|当年|年内|年初以来|年初至今|今年至今|1[-—–~至到]\d{1,2}月|上半年|前[一二三]季度|一季度|全年"
)
_OPENED = expression(r"恢复|增开|开辟|加开")
_BUILT = expression(r"新建|改建|扩建|建成|新改|建设|改造")
_UP_TO_HERE = expression(r"(?:达到?|突破|超过)$")
_BEYOND_MEASURE, _OF_SEVERAL = Decimal("1.3"), Decimal(3)
Reason = tuple[Standing, str, str]
ALL_OF_THEM = (Standing.PASSED, "是总数，不是今年新增的数", "these are all there are, not the new ones")
ONLY_NEW = (Standing.PASSED, "是今年新增的数，不是总数", "these are the new ones, not all there are")


@dataclass(frozen=True, slots=True)
class _Case:
    """One figure and one target, with what the words of both say of new and of all.

    Args:
        left: the words in front of the number, with those in front of its list.
        counted: it counts things, and measures nothing.
        new, in_all: what the figure is said to be; only_new, wants_all: what was promised.
    """

    task: Task
    target: Target
    seen: Observation
    words: Around
    promise: Words
    left: str
    counted: bool
    new: bool
    in_all: bool
    only_new: bool
    wants_all: bool


def other_pool(task: Task, target: Target, seen: Observation, words: Around) -> Reason | None:
    """Tell whether a figure counts all there are where new ones were promised, or the other way round."""
    promise = promise_words(task, target)
    left = (_of_what_is_held(task, seen, words) + words.carried + words.left).rstrip("、和及与 ")
    wants_all = asks_for_all(target, promise)
    # 新认定432家、累计2820家: behind new ones, a bare 累计 counts all there are
    total = bool(_ONLY_CUMULATED.fullmatch(words.left)) and new_ones_before(task, target, seen)
    case = _Case(
        task=task,
        target=target,
        seen=seen,
        words=words,
        promise=promise,
        left=left,
        counted=target.measure in COUNTED
        or (target.measure or "").startswith(tuple(COUNTED))
        or is_a_bare_count(target),
        # 新获批21家、累计已有31家: the verb of the first does not reach over a total
        new=bool(NEW.search(words.left if words.carried and (total or _IN_ALL.search(words.left)) else left))
        or _NEW_BEHIND.search(words.right) is not None
        or of_new_ones(task, seen),
        in_all=total or bool(_IN_ALL.search(left)),
        only_new=bool(NEW_ONES.search(promise.act)) and not wants_all,
        wants_all=wants_all,
    )
    for question in (
        _of_each,
        _only_the_new,
        _net_or_gross,
        _by_how_much,
        _all_there_are,
        _come_to,
        _of_more_than_was_promised,
        _cumulated,
    ):
        if (reason := question(case)) is not None:
            return reason
    return None


def _of_what_is_held(task: Task, seen: Observation, words: Around) -> str:
    """What says of a whole that it is all there is, for a part without a verb: 保有量16.8万个，其中公共桩2.9万个."""
    if "其中" not in words.left or _OWN_DEED.search(words.left):
        return ""
    before = [one for one in task.observations if one.answers is None and one.value_span.end <= seen.value_span.start]
    whole = max(before, key=lambda one: one.value_span, default=None)
    if whole is None or not comparable(whole.measure, seen.measure) or whole.value < seen.value:
        return ""
    held = _HELD.search(surroundings(task, whole).left)
    return "" if held is None else held[0]


_OWN_DEED = expression(r"[新净]增|新[建改扩投认培引]|[建完竣]成|完[成工]|改造|投用|今年|本年|年内|安装|开通|培育|引进")


# 共有34个亿元项目新开工: new by the verb behind the noun, however many there are said to be
_NEW_BEHIND = expression(
    r"新(?:开工|签约|引进|投产|入库|入规|纳统|认定|获批|注册|登记|设立|上市|落地)(?:建设|运营)?$", needs="新"
)
_EACH = expression(r"每|平均|[人户亩地村校企岗]均|[百千万]名?人口?|[百千万]名")
_PER = expression(r"^(?:全[省市区县])?(?:每.|[人户亩地村校企岗]均|[百千万]名?(?:人口|老[年人]))", needs="人均每老")


def _of_each(case: _Case) -> Reason | None:
    """有效发明专利1017件 of 每万人有效发明专利2.5件: what all have together tells nothing of each without their number.

    人均收入 may be shortened to 收入, so that an amount of money that comes near is taken for it.
    """
    per_head = case.target.basis is Basis.PER_CAPITA or _PER.match(case.target.metric)
    if not per_head or case.target.value is None or case.seen.basis is Basis.PER_CAPITA:
        return None
    if _EACH.search(case.words.carried + case.words.left + case.words.right):
        return None
    if _is_beyond(case, _OF_SEVERAL):
        return Standing.PASSED, "是总数，不是人均或每份的数", "it is what all have together, not what each has"
    if case.target.measure == "元" or _is_a_fraction(case.seen):
        return None
    return Standing.DOUBTFUL, "没有写是不是人均或每份的数", "it is not said whether it is what each has"


def _is_a_fraction(seen: Observation) -> bool:
    """Whether what is counted by ones is told by their tenths, so that it is what each has: 11.6件."""
    whole = seen.measure not in COUNTED or _LARGE.search(seen.value_text) is not None
    return not whole and seen.value % 1 != 0


_LARGE = expression(r"[百千万亿]")


def _only_the_new(case: _Case) -> Reason | None:
    """新培育60家 of 达到400家."""
    if case.in_all:
        return None
    new = case.new or _OPENED.search(case.left) or (NEW_ONES.search(case.left) and not _CUMULATED.search(case.left))
    if case.wants_all and new:
        return ONLY_NEW
    if case.wants_all and _BEING_BUILT.search(case.left) and _SAYS_TOTAL.search(case.promise.act):
        return (
            Standing.DOUBTFUL,
            "写的是建设的数，不知道是不是总数",
            "so many are built, which may not be all there are",
        )
    other = _NOT_ALL.search(case.left) if case.wants_all and not _YEARLY.search(case.left) else None
    if other is not None and other[0] not in case.task.text:
        return Standing.DOUBTFUL, f"写的是“{other[0]}”，不知道是不是总数", "they may not be all there are"
    if _adds_to_what_stands(case):
        return Standing.DOUBTFUL, "写的是“新增”，不知道是不是总数", "so many are new, which may not be all there are"
    added = ADDED.search(case.left) and not case.only_new and _UP_TO.search(case.promise.act)
    return ONLY_NEW if added and total_beside(case.task, case.target, case.seen) else None


# 建设充电桩1.1万个 of 充电桩保有量1万个; what is 建成 or 累计 may be all
_BEING_BUILT = expression(r"^(?!.*(?:累计|共|已)).*(?:建设(?!成)|改造|安装|购置|配建|采购|投放)")
_SAYS_TOTAL = expression(r"总[数量]|保有|拥有|存量|在册|总规模")


_NOT_ALL = expression(r"入库|储备|更新|更换|置换|改装")
# these are entered anew each year, all of them
_YEARLY = expression(r"科技型中小|科小|中小企业评价|纳统")
# what stands at a date, of whatever measure; what is sown, planted or treated in a year does not
_STANDS_THERE = expression(r"(?:面积|里程|装机(?:容量)?|容量|长度|库容|产能|能力)$")
_IN_A_YEAR = expression(
    r"造林|种植|播种|治理|整治|改造|修复|收储|供应|出让|流转|销售|竣工|开工|施工|土地|绿化造|还林|退耕|腾退|拆除|开发|复垦|清理"
)


def _adds_to_what_stands(case: _Case) -> bool:
    """新增绿化面积810公顷 of 绿化覆盖面积达到800公顷: what is new is a part of what there is to be."""
    if case.only_new or not ADDED.search(case.left) or not _UP_TO.search(case.promise.act):
        return False
    name = case.promise.metric
    return _STANDS_THERE.search(name) is not None and _IN_A_YEAR.search(name + case.left) is None


def _by_how_much(case: _Case) -> Reason | None:
    """扩大5平方公里 and 扩大到76.5平方公里."""
    change = _CHANGES_BY.search(case.promise.act) is not None
    if _REST.search(case.left) and _DISPOSED.search(case.promise.act):
        return Standing.PASSED, "是余下的数", "it is what is left"
    if (level := is_how_much_there_is(case.target, case.seen, case.words, case.promise)) is not None:
        return level
    if (less := is_how_much_less(case.target, case.seen, case.words, case.promise)) is not None:
        return less
    if _LEFT_AFTER.search(case.left) and _TAKEN_AWAY.search(case.promise.act):
        return Standing.PASSED, "是减去以后余下的数", "it is what is left, and not what was taken away"
    if not change and _UP_TO.search(case.promise.act) and _CHANGES_BY.search(case.left):
        return Standing.PASSED, "是增减的数", "it is a change"
    flows = (case.target.measure or "").endswith("次")  # 游客由上年的1120万人次增加到1260万人次
    counted = case.counted and not flows
    raised = change or case.only_new or (counted and not _UP_TO.search(case.promise.act))
    return ALL_OF_THEM if raised and not case.wants_all and _GROWN_TO.search(case.left) else None


def _all_there_are(case: _Case) -> Reason | None:
    """总数达到86家 of 新增15家; 贷款余额 of 新增贷款."""
    left = case.left
    steady = _STEADY.search(left) and not _KEEPS.search(case.promise.act + case.promise.metric)
    if steady and not case.wants_all:
        return Standing.PASSED, "是总数，不是今年做的数", "these are all there are, not what was done this year"
    if not case.new and not case.wants_all and _HELD.search(left) and not case.only_new:
        return Standing.PASSED, "是总数，不是今年做的数", "these are all there are, not what was done this year"
    trained = not case.wants_all and "培训" in case.promise.act  # 人才总量 answers no promise of training
    if (case.only_new or trained) and _TOTAL_OF_ALL.search(left):
        return ALL_OF_THEM
    built = _BUILT.search(case.promise.act) is not None and not case.new and not case.wants_all
    if built and case.seen.part_of and _WITHIN_ALL.search(case.words.before + case.seen.part_of):
        return ALL_OF_THEM  # 充电桩保有量16.8万个，其中公共桩2.9万个 of 建成公共充电桩
    if not case.only_new:
        return None
    if case.new:
        return None
    held = case.in_all and (_ALL_OF_THEM.search(left) is not None or not NEW.search(case.seen.metric))
    if held and (case.counted or not left.endswith(("达", "达到"))):
        return ALL_OF_THEM
    if _HELD.search(left):
        return Standing.PASSED, "是总数，不是今年做的数", "these are all there are, not what was done this year"
    if NEW_ONES.search(left):
        return None
    goes_on = (
        left.startswith("其中") or _PUT_RIGHT.search(left) or _TO_THIS_YEAR.search(left) or _OWN_ALONE.fullmatch(left)
    )
    if not goes_on and parts_of_sum(case.task, case.seen):
        return None  # 企业评价215人，院校评价68人，合计283人
    if not goes_on and new_ones_beside(case.task, case.target, case.seen):
        return ALL_OF_THEM
    if not goes_on and case.counted and stands_beside(case.task, case.target, case.seen, _GROWN_SINCE):
        return ALL_OF_THEM  # 企业432家，较上年增加86家
    return ALL_OF_THEM if _is_beyond(case, _BEYOND_MEASURE) and _ALL_THERE_ARE.search(left) else None


def _come_to(case: _Case) -> Reason | None:
    """装机容量达到95万千瓦 of 新建20万千瓦: a thing that has come to more than was to be built may be all there is."""
    if case.wants_all or case.new or not case.left.endswith(("达", "达到", "突破", "超过")):
        return None
    built = _BUILT.search(case.promise.act) is not None and not _UP_TO.search(case.promise.act)
    if built and RESULT.search(_UP_TO_HERE.sub("", case.left)) is None and _is_beyond(case, _BEYOND_MEASURE):
        return Standing.DOUBTFUL, "写的是“达到”，不知道是不是总数", "it may be all there are"
    return None


def _of_more_than_was_promised(case: _Case) -> Reason | None:
    """三年来210个; 全省60万人 beside 我市."""
    if _OF_YEARS.search(case.words.before + case.left) and not _OF_YEARS.search(case.task.text):
        return Standing.PASSED, "是几年累计的数，不是今年的数", "it is of several years, not of this one"
    if (
        (strange := of_a_place_that_is_not_named(case.task, case.words)) is not None
        and (not strange.startswith("全省") or _is_beyond(case, _OF_SEVERAL))
        and not _is_the_nations_own(case, strange)
    ):
        return Standing.DOUBTFUL, f"写的是{strange}的数，不知道是不是本地的", f'it is said of "{strange}"'
    above = None if case.wants_all else place_above(case.left, case.task.statement)
    if above is not None:
        return Standing.PASSED, f"说的是{above[0]}的数", f"it is the figure of {above[0]}"
    return None


# a promise of so many is no town's where the whole nation has hardly more: 城镇新增就业900万人 and 全国1024万人
_OF_A_NATION, _HALF_OF_ALL = Decimal(1_000_000), Decimal(2)


def _is_the_nations_own(case: _Case, place: str) -> bool:
    """Whether a promise is at least half of what the nation has: no place within it can have promised it."""
    value = case.target.value
    adds_up = case.target.basis is Basis.LEVEL and case.target.measure not in ("%", "‰", "", None)
    return (
        place == "全国"
        and adds_up
        and value is not None
        and value >= _OF_A_NATION
        and case.seen.value <= _HALF_OF_ALL * value
    )


def _cumulated(case: _Case) -> Reason | None:
    """累计新增80公里 of 新增30公里: what is more than a year's work may be that of several."""
    left = case.left
    if case.wants_all or not _CUMULATED.search(left) or _TO_THIS_YEAR.search(case.words.before + left):
        return None
    bare = case.only_new and case.counted and _alone(case) and _BARE_SUM.search(left) and not NEW_ONES.search(left)
    if bare and RESULT.search(_CUMULATED.sub("", left)) is None:
        return Standing.DOUBTFUL, "写的是“累计”，不知道是不是只算今年", "it may count earlier years too"  # 企业累计22家
    kept = case.counted and not case.new and _KEPT.search(left)
    summed = (NEW.search(case.promise.act) or _SUMMED_UP.search(left)) and _is_beyond(case, _BEYOND_MEASURE)
    if kept or summed or _is_beyond(case, _OF_SEVERAL) or this_year_beside(case.task, case.target, case.seen):
        return Standing.DOUBTFUL, "写的是“累计”，不知道是不是只算今年", "it may count earlier years too"
    return None


def _alone(case: _Case) -> bool:
    """Whether no other figure of the statement is counted alike: 6月新增5家，累计18家 sums up the year."""
    return not any(
        other.value_span != case.seen.value_span and conversion(other.measure, case.target.measure) is not None
        for other in case.task.observations
    )


def _is_beyond(case: _Case, times: Decimal) -> bool:
    return case.target.value is not None and case.seen.value > case.target.value * times


def _net_or_gross(case: _Case) -> Reason | None:
    """Tell the rise that is left when some have gone (净增) from all that are new, where only one was promised."""
    net, gross = _NET_RISE.search(case.left), _GROSS.search(case.left)
    if _NET.search(case.promise.act + case.promise.metric):
        gross = gross or NEW_ONES.search(case.left) or _ENTERED.search(case.left)  # 新升规92户 of 净增80户
        if gross is None or net is not None:
            return None
        beside = stands_beside(case.task, case.target, case.seen, _NET)
        why, why_en = "是新增的数，净增还要减去退出的", "these are new; what has left is not taken off"
        return (Standing.PASSED if beside else Standing.DOUBTFUL), why, why_en
    promised = _NET.search(case.left) and NEW_ONES.search(case.promise.act)
    if promised and case.target.value is not None and case.seen.value >= case.target.value:
        return None  # what is left over when others have gone is no more than what was new
    raised = _RAISED.search(case.promise.act)
    if raised and gross and net is None and stands_beside(case.task, case.target, case.seen, _NET):
        # 培育30家 · 净增22家（新增25家、退库3家）: whether those that left count is not said
        return Standing.DOUBTFUL, "另写了净增的数，不知道按哪个算", "the net rise stands beside it"
    if promised and stands_beside(case.task, case.target, case.seen, _GROSS):
        return Standing.PASSED, "是净增的数，已经减去退出的", "this is the net rise: what has left is taken off"
    return None


_ENTERED = expression(r"升规|升限|入[库统规]|纳统|上规|进规|登记|注册|设立")
_BARE_SUM = expression(r"累计(?:达到?|已?有|为|共)?$")
# 中药材面积稳定在32万亩
_STEADY = expression(r"(?:稳定|保持|维持)在$")
_KEEPS = expression(r"稳定|保持|维持|[守稳]住")
# 新增1120张，更正为412张
_PUT_RIGHT = expression(r"更正|修正|订正|勘误|核实|核减|核定|实际|实为")
_ONLY_CUMULATED = expression(r"[、和及, ]*累计(?:达到?|已?有|为|共)?")
