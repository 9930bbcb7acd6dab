"""Whether a figure counts what a target names, by the words of both: the same thing, a part, a like one or another."""

import re
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from luoshi.expressions import expression
from luoshi.grammar.metrics import closes_its_list
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.indicators import indicator_of, plain, same_metric
from luoshi.pacing.likeness import (
    DEED,
    DOUBTFUL,
    GRADES,
    KINDS,
    MEMBERS,
    SETTLES,
    Words,
    content,
    goes_by_its_quoted_names,
    grade_of,
    grades_differ,
    is_measured_there,
    is_the_bare_rate,
    letters_of,
    likeness,
    noun_of,
    shared_part,
    without_its_town,
)


class Fit(IntEnum):
    """How well a figure's words fit a target's: what is larger fits better."""

    OTHER = 0
    PART = 1
    LIKE = 2
    SAME = 3


# what is done to many things without being what was promised of them
_OTHER_ACTS = expression(
    r"走访|授信|审批|认购|(?<!新)登记(?!在册)|排查(?!出)|检查(?!出)|抽查|调研|摸底|摸排|受理|储备|梳理|谋划|洽谈|对接|签约(?!落地|并落地)|申报|推荐|评审|宣传|培训|(?<!政务)服务(?!率)|巡查|约谈|通报|处罚|立案|服务保障"
    r"|招标|设计|涉及|带动|拉动|辐射|吸纳|输出|转出|承接|节约|退出|淘汰|注销|关闭|拆除|征收"
)


def _says_more(target: Words, seen: Words) -> bool:
    """Whether a figure's name has a word that the promise has nowhere: it may be a part, or another thing.

    工业技改投资 of 工业投资, 一般公共预算支出 of 收入. A word for the kind of body, or for the deed, is no such word.
    """
    promise = content(target.text) or content(target.clause)
    if "城乡" in promise:  # it names both, and its list says which is which
        promise += "".join(_TOWN_OR_COUNTRY)
    for words in (content(seen.metric) or content(seen.clause), noun_of(seen)):
        more = letters_of(words) - letters_of(promise)
        if words and (not more or _is_vacuous("".join(more.elements()), words)):
            return False
    return True


def _adds_another(target: Words, seen: Words, name: str) -> bool:
    """Whether a name joins the promised thing with another one: 保障性住房和棚户区改造 is no part of 棚户区改造."""
    members = [content(part) for part in MEMBERS.split(seen.metric)]
    others = [part for part in members if len(part) >= 2 and part != name]
    return name in members and any(shared_part(part, content(target.text)) <= 0.5 for part in others)


def _is_vacuous(more: str, words: str) -> bool:
    """Whether what a name says more is one of the words that single nothing out, in one piece."""
    kinds = (*KINDS, *_VACUOUS)
    return any(sorted(kind) == sorted(more) and kind in words for kind in kinds) or (
        more in words and DEED.fullmatch(more) is not None
    )


@lru_cache(maxsize=16_384)  # each of a text's many targets is held against each of its many figures
def fit(target: Words, seen: Words) -> Fit:
    """Tell whether a figure counts what a target names."""
    if are_ranked_apart(target, seen):
        return Fit.LIKE
    if grades_differ(target, seen):  # 10亿元以上项目 and 亿元以上项目 are counted apart
        return Fit.LIKE if grade_of(target.metric) else _of_one_grade(target, seen)
    if grade_of(target.metric):  # 50亿以上项目 is 50亿元以上项目
        target = replace(target, metric=_GREAT.sub("", in_one_word(target.metric)))
        seen = replace(seen, metric=_GREAT.sub("", in_one_word(seen.metric)))
    one, other = _RATE_OF_STAGE.search(target.metric), _RATE_OF_STAGE.search(seen.metric or seen.clause)
    if one and other and one.lastgroup != other.lastgroup:
        return Fit.OTHER  # 开工率 of 竣工率
    if is_the_bare_rate(target.metric, seen.metric):
        return Fit.SAME
    if goes_by_its_quoted_names(target.metric, seen.metric):
        return _unless_for_another_act(target, seen)
    each = _EACH.match(target.metric)
    if each and target.metric[each.end() :] in seen.act and _EACH.search(seen.act) is None:
        return Fit.OTHER  # 税收26亿元 of 亩均税收
    if target.metric.endswith("位") and seen.metric.removeprefix(target.metric) in _BODIES:
        return Fit.OTHER  # 托位机构21家 of 托位
    if are_apart(target.metric, seen.metric if seen.metric in seen.act + seen.noun else seen.act):
        return Fit.OTHER  # 微型消防站 was read as the promised 小型消防站
    if same_metric(without_its_town(seen.metric), target.metric):
        return _unless_for_another_act(target, seen)
    its = content(seen.metric) or content(seen.clause)
    if not its:
        return Fit.LIKE
    if indicator_of(target.metric) is not None and indicator_of(seen.metric) is not None:
        return Fit.OTHER
    name = content(plain(target.metric))
    if (
        its.endswith("到位")
        and not name.endswith("到位")
        and len(short := its.removesuffix("到位")) >= _A_NAME
        and name
    ):
        its, seen = short, replace(seen, metric=seen.metric.removesuffix("到位"))
    if name and name == its:
        if closes_its_list(seen.metric, target.metric):
            return Fit.PART  # 事故死亡人数 of 事故起数、死亡人数, though 起数 is a filler
        return _unless_for_another_act(target, seen)
    throughput = its.endswith("吞吐量") and name.endswith(its) and len(name) > len(its)
    if throughput and is_measured_there(its, name[: -len(its)]):
        return _unless_for_another_act(target, seen)  # 旅客吞吐量 of 机场旅客吞吐量
    if len(its) > len(name) >= 2 and its.endswith(name):
        return _fit_of_one_kind(target, seen, name, its[: -len(name)])
    if _is_one_of_several(target.metric, its, content(seen.clause)):
        return Fit.PART
    less = _REDUCING.search(target.act) is not None and _REDUCED.fullmatch(its, len(name))
    if name and its.startswith(name) and (its[len(name) :] in KINDS or _DEEDS.fullmatch(its, len(name)) or less):
        return _unless_for_another_act(target, seen)
    alike = likeness(target, seen)
    if _is_another_member(name, its, target):
        return Fit.OTHER
    if _otherwise_qualified(name, its, target) or _says_more(target, seen):
        return Fit.LIKE if alike >= DOUBTFUL else Fit.OTHER
    if alike >= SETTLES or _shortens(its, name):
        return _unless_for_another_act(target, seen)
    return Fit.LIKE if alike >= DOUBTFUL else Fit.OTHER


def _fit_of_one_kind(target: Words, seen: Words, name: str, more: str) -> Fit:
    """Tell whether a figure counts what a target names, where its name has `more` words before the promised one."""
    if more in _HELPED_TO and name.endswith("就业"):
        return Fit.SAME  # 援助就业困难人员就业
    if more in _VACUOUS or is_measured_there(name, more) or _TAKES_PART.fullmatch(more):
        return _unless_for_another_act(target, seen)
    if _adds_another(target, seen, name):
        return Fit.LIKE
    if (other := _OTHER_ACTS.match(more)) is not None and other[0] not in target.text:
        return Fit.LIKE  # 走访企业 is no kind of 企业
    # 社区 of 社区综合为老中心 stands in the promise; the 进 of 进出口 does not by itself
    # and 残疾人适配 of 残疾人适配辅具 in another order: 适配残疾人辅具
    named = len(more) >= 2 and (more in content(target.text) or shared_part(more, content(target.clause)) == 1)
    return _unless_for_another_act(target, seen) if named else Fit.PART


# 50亿元以上重大项目: what is so great goes without saying
_GREAT = expression(
    r"(?<=元以上)(?:重大|重点|优质|大)(?:产业|工业|制造业)?(?=项目)|(?<=元以上)的?(?:产业|招商)(?=项目)"
)
_HELPED_TO = ("帮助", "援助", "帮扶", "促进", "扶持")
# 支持企业参加境外展会63场: who is helped to go there
_TAKES_PART = expression(r"(?:外贸|出口|重点)?企业(?:参加|参展|赴|参与)(?:重点)?")
# who gives a title, at the head of its name, and the number of A of a 景区
_TITLE_OF = expression(
    r"(?:(?P<nation>国家级?|全国)|(?P<province>省级?(?![内外会直]))|(?P<city>市级?(?![内外场民政区容直]))|(?P<county>[县区]级))",
    needs="全国市省级",
)
_AS = expression(r"(?<![A-Za-z\d])(?:(?P<letters>A{2,5})|(?P<number>[2-5])A)级?(?![A-Za-z])(?P<more>(?:及?以上)?)")
_A_NAME = 3


def are_ranked_apart(target: Words, seen: Words) -> bool:
    """Whether both names say who gives the title, or how many A, and say it differently.

    省重点实验室 and 省级企业技术中心 are none of the promised 全国重点实验室 and 国家企业技术中心. Who says nothing may
    mean either: 高新技术企业 of 国家高新技术企业.
    """
    promised, told = target.metric, seen.metric or seen.noun.lstrip("的")
    one, other = _TITLE_OF.match(promised), _TITLE_OF.match(told)
    if one and other and one.lastgroup != other.lastgroup:
        return True
    first, second = _AS.search(promised), _AS.search(seen.act) or _AS.search(told)
    return bool(first and second and not first["more"] and _number_of_a(first) != _number_of_a(second))


def _number_of_a(found: re.Match[str]) -> int:
    return len(found["letters"]) if found["letters"] else int(found["number"])


def _of_one_grade(target: Words, seen: Words) -> Fit:
    """How a figure of one grade fits a whole of all: a part of it, where the rest of its name is the whole's.

    省级众创空间 is a part of 众创空间, and none of 产业集群.
    """
    metric, clause = (GRADES.sub("", in_one_word(words)) for words in (seen.metric, seen.clause))
    rest = replace(seen, metric=metric, clause=clause)
    if not content(rest.metric):
        return Fit.PART
    return min(fit(target, replace(rest, noun=GRADES.sub("", seen.noun))), Fit.PART)


# 单项冠军企业 is 单项冠军: the kind of body may be said
# words before a name that single out no part of it: 就业岗位 are 岗位
_VACUOUS = frozenset(
    (
        *(
            "就业",
            "公共",
            "优质",
            "各类",
            "社会",
            "生活",
            "综合",
            "设立",
            "外贸",
            "国家",
            "城乡",
            "国内外",
            "万元",
            "精准",
            "高质量",
            "成功",
            "规范",
            "每",
            # 接报刑事警情874起, 受理信访件
            "接报",
            "接到",
            "接收",
            "群众",
            "政务服务",
        ),
        *map(content, ("招商引资", "招商引资到位", "招商引资实际到位", "实际到位", "到位", "引进")),
    )
)
_TOWN_OR_COUNTRY = ("城镇", "农村", "城市", "乡村")
_BODIES = frozenset(("机构", "企业", "单位", "学校", "公司", "项目", "人员"))


def _otherwise_qualified(name: str, its: str, target: Words) -> bool:
    """Whether two names end alike and begin otherwise, in words that the promise lacks: 夏粮产量 of 粮食产量."""
    same = 0
    while same < min(len(name), len(its)) and name[-1 - same] == its[-1 - same]:
        same += 1
    more, less = its[: len(its) - same], name[: len(name) - same]
    if less.endswith("城乡") and more.endswith(_TOWN_OR_COUNTRY):
        return False  # 城乡 names both, and its list says which is which
    # where all letters of the promise's own name are there, what is more is only said more fully
    fuller = shared_part(name, its) == 1
    return same >= 2 and bool(more) and bool(less) and not fuller and shared_part(more, content(target.text)) < 1


def _is_another_member(name: str, its: str, target: Words) -> bool:
    """Whether a name is that of the next member of the promise's own list: 肉产量 of 奶产量 in 肉、奶产量."""
    same = 0
    while same < min(len(name), len(its)) and name[-1 - same] == its[-1 - same]:
        same += 1
    more, less = its[: len(its) - same], name[: len(name) - same]
    if not (same and more and less):
        return False
    joined = MEMBERS.split(in_one_word(target.text))
    return any(
        (one.endswith(less) and other.startswith(more)) or (one.endswith(more) and other.startswith(less))
        for one, other in pairwise(joined)
    )


_REDUCING = expression(r"退出|淘汰|压减|削减|减少|关停|化解|清退|拆除")
_REDUCED = expression(rf"(?:产能|总?量|数)?(?:{_REDUCING.pattern}|减量|下降|调减)")  # 落后产能退出31万吨 of 淘汰
_EACH = expression(r"亩均|地均|户均")
# groups of words for one stage
_RATE_OF_STAGE = expression(
    r"(?:(?P<begun>开工|动工)|(?P<done>竣工|完工|建成)|(?P<used>投产|投用|达产|运营)|(?P<signed>签约|履约)|(?P<landed>落地))率"
)
_MENDING = expression(r"治理|整治|消除|清理|处置|化解|排除|修复")
_MORE_OF_IT = expression(r"(?:新增|增加)(?!到|至)")
_GIVING = expression(r"新增|投放|新建|增加|发放|引进|筹集|购置|开发|募集|设立|创建|开办|新设|招聘")
_TAKING_BACK = expression(
    r"回收|收回|召回|追缴|清退|报废|退还|收缴|裁撤|撤并|撤销|停办|解聘|摘牌|关停|关闭|停用|停业|取缔|注销"
)
_CALLING_BACK = expression(r"追回|追缴|收回|回收|清收|召回")
_PAYING = expression(r"拨付|支付|发放|投放|兑付|下达|新增")
_INSPECTING = expression(r"检查|抽查|巡查|排查|走访|约谈|处罚")
_ADDING = expression(r"新增|净增|增加|(?<!重)新建")
_REPLACING = expression(r"(?:更新|更换|置换)")
_MADE_NEW = expression(r"新增|净增|新添|新设|增设|加装|开通|新开")
IMPROVING = expression(r"改造|改建|提升|修缮|维修|维护|养护|更新|翻新|升级|优化|加固|整治|规范|巡检|检修|盘活|管护")
_MENDED = expression(r"修缮|维修|维护|养护|加固|翻新|管护|(?<!改造)提升|检修|巡检")
_NEWLY_BUILT = expression(r"新建|新设|新增|新开")
# what comes to hand without being built, and what is built
_ACQUIRED = expression(r"筹集|认定|分配|配租|配售|购置|收购|租赁(?!住房)|盘活|转化|供应|出让|发证|颁证|命名|授牌|评定")
_ON_SITE = expression(r"(?<!创)(?:建成|建设|新建|开工|竣工|完工|改造|投用|交付)")
# who is sought out, taught or helped is not yet at work; 就业困难人员 are those who are not
_SEEKS_WORK = expression(r"认定|登记|建档|摸排|走访|帮扶|援助|培训|服务|招聘|推荐")
_HAS_WORK = expression(r"就业(?!困难|援助|服务|帮扶|指导|培训|意[愿向]|岗位)")
_HELPING = expression(r"筹集|帮扶|扶持|奖补|奖励|补助|补贴|辅导|指导|资助|慰问")
_VERB_OF_RESULT = expression(r"新增|培育|引进|完成|建成|新建|改造|认定|发放|带动|新认定|创建|开展")
_RAISING = expression(r"新增|增加|扩大|新建|引进")
_DEEDS = expression(rf"(?:{DEED.pattern})+")


def _is_one_of_several(metric: str, its: str, clause: str) -> bool:
    """Whether a name is one member of a target that adds up several: 技术交易额 of 技术交易额和新产品产值."""
    members = [content(part) for part in MEMBERS.split(metric)]
    if all(member in clause for member in members):
        return False
    return len(members) > 1 and sum(bool(member) and (member in its or its in member) for member in members) == 1


def _shortens(short: str, long: str) -> bool:
    """Whether a name is at least half of a longer one that ends in the same noun, in its order: 小区 of 老旧小区."""
    letters = iter(long)
    same_end = short[-1:] == long[-1:] or short[:1].isascii()
    same_end = same_end or (long.startswith(short) and DEED.fullmatch(long[len(short) :]) is not None)
    return same_end and len(short) >= 2 and 2 * len(short) >= len(long) and all(letter in letters for letter in short)


def opposite(target: Words, seen: Words) -> bool:
    """Tell whether a figure counts the contrary of the promised deed: 新增产能 of 退出产能, 回收 of 投放."""
    if _REDUCING.search(target.act) and _RAISING.search(seen.act):
        return not _REDUCING.search(seen.act)
    if _MENDING.search(target.act) and _MORE_OF_IT.search(seen.act) and not _MENDING.search(seen.act):
        return True  # 新增裸露山体32处 of 治理裸露山体30处
    newly = _NEWLY_BUILT.search(seen.act) is not None and not _NEWLY_BUILT.search(target.text)
    if newly and _MENDED.search(target.act):
        return not IMPROVING.search(seen.act)  # 新建烈士墓62座 of 修缮烈士墓100座
    if _CALLING_BACK.search(target.act) and not _GIVING.search(target.text) and not _CALLING_BACK.search(seen.act):
        return _PAYING.search(seen.act) is not None  # 拨付医保基金620万元 of 追回医保基金1000万元
    if newly and _INSPECTING.search(target.act):
        return not _INSPECTING.search(seen.act)  # 新增医药机构310家 of 检查医药机构500家
    gives = _GIVING.search(target.act) is not None and not _TAKING_BACK.search(target.text)
    return gives and _TAKING_BACK.search(seen.act) is not None and not _GIVING.search(seen.act)


def _unless_for_another_act(target: Words, seen: Words) -> Fit:
    """Call it like only where a figure counts for an act that the promise does not name: 走访企业 of 培育企业."""
    if opposite(target, seen):
        return Fit.LIKE
    if _ADDING.search(target.act) and _REPLACING.search(seen.act) and not _REPLACING.search(target.text):
        return Fit.LIKE  # 更新公交车120辆 of 新增
    improved = IMPROVING.search(seen.act) and not IMPROVING.search(target.text)
    if improved and _MADE_NEW.search(target.act) and not _MADE_NEW.search(seen.act):
        return Fit.LIKE  # 改造提升养老床位1100张 of 新增养老床位
    mended = _MENDED.search(seen.act) and not _NEWLY_BUILT.search(seen.act)
    if mended and _NEWLY_BUILT.search(target.act) and not IMPROVING.search(target.text):
        return Fit.LIKE  # 提升服务站31个 of 新建服务站50个; what is 改造 may be built anew
    if _ACQUIRED.search(seen.act) and _ON_SITE.search(target.act) and not _ACQUIRED.search(target.text):
        return Fit.LIKE  # 筹集保障房5600套 of 建成保障房
    if target.metric.endswith("就业") and _SEEKS_WORK.search(seen.act) and not _HAS_WORK.search(seen.act + seen.noun):
        return Fit.LIKE  # 认定就业困难人员 of 就业困难人员就业
    found = _OTHER_ACTS.search(in_one_word(seen.act))
    other = found is not None and found[0] not in target.clause and found[0] not in target.metric
    other = other and not (_REDUCING.search(target.act) and _REDUCING.search(seen.act))  # 产能退出 of 淘汰产能
    # 扶持企业22家 of 培育; 发放补助新增就业900人 has the promised deed behind it
    helped = _HELPING.search(seen.act)
    if helped and helped[0] not in target.text and not _deed_follows(target, seen.act[helped.end() :]):
        return Fit.LIKE
    return Fit.LIKE if other else Fit.SAME


def _deed_follows(target: Words, rest: str) -> bool:
    """Whether the promised verb, or a verb of result, stands behind another one."""
    found = _VERB_OF_RESULT.search(rest)
    return found is not None or (len(target.act) >= 2 and target.act[:2] in rest)
