"""Narrowed: whether a figure goes by the promised noun without the words that narrow it.

充电桩1.1万个 of 公共充电桩1万个            more than were promised, and perhaps of another kind
玉米12万亩 of 大豆玉米20万亩                one of two things that are written as one word
企业12家 of 10家年产值过亿元企业            the class stands behind the promised number
小区 of 老旧小区                            says it shorter, and not of others

A statement that tells the promised number again speaks of the promised things, by whatever short name.
"""

from collections import Counter

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.likeness import DEED, Words, content, share_in
from luoshi.pacing.stages import RESULT, level, without_stages
from luoshi.pacing.wordings import act_of, promise_words, without_examples
from luoshi.plan import Observation, Target, Task

# what names a programme's things more fully, and tells them from no others that an office would count
HARMLESS = expression(
    r"(?<=养老)服务|(?:机场|港口)(?=(?:旅客|货邮|货物|集装箱)吞吐)|楼宇(?=电梯)|固定资产(?=投资)|职业(?:技能)?(?=培训)|(?<=托育)服务|市政(?=供水|排水|供热|雨污|燃气)|生活(?=污水|垃圾)|管道(?=燃气|天然气)|乡村振兴|老旧|安全生产|生产安全|招商|机关|银行业|交通|部门(?=预算)|企业(?=技改|研发|技术改造|开办)|惠农|危旧|环境空气质量|空气质量|城市|城区|市区(?=公)|县城|乡镇|街道|社区|乡村|行政|自然|基层|基础教育|技能|招商引资|外贸|外来|政府|财政|群众|居民|适龄|补助|推进"
    r"|农村(?=户厕|户用)|土地(?=流转)|城镇(?=登记失业|调查失业)|社会|综合|专项|优质|美丽|宜居|宜业|多功能|百姓|便民|惠民|普通|一般|各类|主题|大中小型?|特殊|困难|既有|住宅|现有"
    r"|免费(?=送|为|开展|放映|培训|筛查|发放|提供|向)|国内外?|国家(?!级)|省内|市内|区内|县内|境内外|全年|年度|新型|现代|高质量|“|”|\"|的|类"
)
_BRACKET = expression(r"[(（][^()（）]*[)）]")
_OF_MONEY = expression(r"[\d.]*[十百千万亿]+美?元以上")
# 35KV项目: a class by its number is told by it
# 州本级压缩一般性支出: whose it is goes without saying
_SPENT = expression(r"支出|经费|三公|债务")
_PART_OF_THE_PLACE = expression(r"[省市县区州]本级|[市区县]直(?=[^\u4e00-\u9fff]|单位|部门|机关)", needs="本直")
# 改造惠及97个社区: these are not what was rebuilt
_REACHES = expression(
    r"(?:惠及|覆盖|涉及|带动|辐射|遍布|分布在|涵盖|服务|受益|走进|深入)(?:了|约|近|超|全市|全县)*$",
    needs="分受带惠服涉涵深覆走辐遍",
)
# 社区食堂已覆盖22个社区
_WHERE = expression(r"(?:行政村|自然村|社区|乡镇|街道|县区|小区|学校|园区)")
# 能耗总量 of 单位GDP能耗
_PER_UNIT = expression(
    r"单位(?=GDP|地区|生产|工业|产品|建筑|面积|增加值|规)|万元(?=GDP|地区|生产|工业|产值|增加值|国内)"
)
# 共放映650场 of 放映农村公益电影: the verb alone goes on from the promise
_HELD = expression(r"^(?:放映|演出|展演|举办|巡诊|义诊|宣讲|播放|巡演|组织|开展)$")
_ONE_LETTER = frozenset("高特外省市县国海淡")
_QUOTED = expression(r"“([^“”]+)”")
_LABELLED = expression(r"[A-Za-z\d]")
_HALF = 0.5
# nouns that say how much there is of the promised thing, and not of what
# kinds that one letter names
_KINDS_OF_FOOD = expression(r"[粮棉油糖菜果茶肉蛋奶鱼药麻丝]{2,4}(?=总?产[量值])", needs="产")
_GENERIC = expression(
    r"(?:面积|资金|投资|项目|任务|工程|规模|里程|长度|数量?|人数|户数|总额|金额|家|个|人|户|收入|支出|产值|产量|营收|贷款|融资|企业|主体|设施|站点|点位|机构|演出|活动)+"
)
# how money is added up: 网络零售额 is 网络零售交易额
_ADDED_UP = expression(r"(?:交易|成交)总?(?:额|金额|规模)?|总值|总额")


def leaves_out_its_class(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Tell whether a figure's clause has the promised noun, and the statement nowhere what narrows it."""
    part = _PART_OF_THE_PLACE.search(words.left)
    if part and part[0] not in task.text and not _SPENT.search(target.metric):
        return True
    reached = _REACHES.search(words.left)
    if reached and reached[0] not in task.text and _goes_to_others(task, target, words):
        return True
    if target.value_text is None or seen.value == target.value or is_told_again(target.value_text, task.statement):
        return False
    said, promise = in_one_word(level(task.statement)), promise_words(task, target)
    if _PER_UNIT.match(target.metric) and not _PER_UNIT.search(said) and "强度" not in said:
        return bool(content(without_stages(words.left)))
    quoted = _QUOTED.findall(target.metric)
    if len(quoted) > 1 and all(own in words.clause for own in quoted):
        return False
    if _lacks_its_attribute(promise, words, said):
        return True
    grade = _OF_MONEY.search(in_one_word(target.metric)) or _OF_MONEY.search(in_one_word(promise.noun))
    if grade is not None:
        return grade[0] not in said
    named = any(own in words.clause for own in _QUOTED.findall(target.metric))
    if named or seen.part_of or words.left.startswith("其中"):
        return False
    metric = without_examples(target.metric)
    if in_one_word(words.left) == in_one_word(metric):
        return False
    whole = content(metric)
    if whole[:1] in _ONE_LETTER and content(words.left).endswith(whole[1:]) and not content(words.left).endswith(whole):
        return len(whole) > 3 and whole not in content(said)  # 技能人才 of 高技能人才
    name = content(HARMLESS.sub("", _BRACKET.sub("", in_one_word(metric))))
    own = content(without_stages(words.left)) or content(without_stages(words.right))
    for verb in (act_of(promise, target), target.action or ""):
        own = own.removeprefix(content(verb))
    own = HARMLESS.sub("", _HELD.sub("", DEED.sub("", own)))
    several = _KINDS_OF_FOOD.match(name)
    if several is not None and own[:1] in set(several[0]) and not set(several[0]) <= set(own):
        return True  # 肉产量 of 肉奶总产量
    if own == name or len(own) < 2 or not set(own) <= set(name) or _GENERIC.fullmatch(own) or _LABELLED.search(own):
        return False
    left = Counter(own)
    parts = "".join(" " if left[letter] > 0 and not left.subtract(letter) else letter for letter in name).split()
    parts = [DEED.sub("", _GENERIC.sub("", _ADDED_UP.sub("", part))) for part in parts]
    return any(len(part) >= 2 and share_in(part, said) <= _HALF for part in parts)


def is_its_share_of_its_kind(target: Target, seen: Observation) -> bool:
    """Whether a share is one of its own kind, where it was to cover others: 普惠性幼儿园占幼儿园总数 of 覆盖率."""
    thing, kind = target.metric.removesuffix("覆盖率"), _ALL_OF_A_KIND.sub("", seen.of or "")
    return thing != target.metric and len(kind) > 1 and thing.endswith(kind)


_ALL_OF_A_KIND = expression(r"(?:的)?(?:总数|数量|总量|所数|个数)?(?:的)?$")


def _goes_to_others(task: Task, target: Target, words: Around) -> bool:
    """Whether the noun behind a number is none of the promise's."""
    noun, said = content(words.right), words.right.strip()
    elsewhere = _WHERE.fullmatch(said) is not None and not target.metric.endswith(said)
    return len(noun) >= 2 and (elsewhere or share_in(noun, task.text) <= _HALF)


# 新增有贡献的规上企业10家, 培育10家带动能力强的合作社
# (bounded: without a bound each letter of a long cell would look on to its end)
_ATTRIBUTE = expression(r"(?P<attribute>[^,;。:的\d]{2,40})的(?P<noun>[^,;。:的\d]{2,12})$", needs="的")
_ATTRIBUTE_BEHIND = expression(
    r"^(?P<attribute>(?:具?有|具备|拥有|符合|达到|带动|获|年|以|能|可|面向|覆盖|[^,;。:的\d]{2,8}(?:强|好|高|大|多|优))[^,;。:的\d]*)"
    r"的(?P<noun>[^,;。:的\d]{2,12})",
    needs="的",
)
_NARROWS_NOTHING = expression(
    r"全[省市区县州国年]|我[省市区县州]|本[省市区县州]|辖区|剩余|余下|其余|上年|去年|今年|年度|计划|所有|上述|结转|续建|在建|规划|列入|纳入|年[底末]?[之以]?前|[建完]成"
)


def _lacks_its_attribute(promise: Words, words: Around, said: str) -> bool:
    """Whether a figure has the noun behind the 的 of a promise, and the statement nowhere what stands before it."""
    found = _ATTRIBUTE.search(promise.act) or _ATTRIBUTE_BEHIND.match(promise.noun)
    if found is None:
        return False
    attribute = content(HARMLESS.sub("", _NARROWS_NOTHING.sub("", RESULT.sub("", found["attribute"]))))
    noun = content(found["noun"])
    named = len(noun) >= 2 and share_in(noun, words.clause) > _HALF
    return named and len(attribute) >= 2 and share_in(attribute, said) <= _HALF


def is_told_again(number: str, statement: str) -> bool:
    """Whether the promised number stands in a statement: 20万亩, and not within 120万亩."""
    at = statement.find(number)
    return at >= 0 and (at == 0 or not (statement[at - 1].isdigit() or statement[at - 1] == "."))
