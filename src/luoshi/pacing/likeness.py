"""Likeness: whether a figure of a statement counts the thing that a target names.

公租房项目已开工建设 · 公租房            the same thing: what is more are verbs
村亮化工程 · 村实施亮化工程              the same thing: its words stand in both clauses
独居老人家庭 · 家庭                      a part of it
企业 (走访企业46家) · 科技型企业         like it, and counted for another act: not settled

Names are compared first. Where they differ, the words of both clauses are, without verbs, places and fillers:
the share of the one's characters that stand in the other in their order, both ways. `SETTLES` and `DOUBTFUL`
were measured; docs/pacing.md says how.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from luoshi.expressions import expression
from luoshi.grammar.metrics import closes_its_list
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.indicators import indicator_of, plain, same_metric

# From here on a likeness settles that two clauses count the same thing, and from DOUBTFUL on it is asked.
SETTLES = 0.74
DOUBTFUL = 0.5


class Fit(IntEnum):
    """How well a figure's words fit a target's: what is larger fits better."""

    OTHER = 0
    PART = 1
    LIKE = 2
    SAME = 3


# words that say how, when, how far or that something is done, and not what
_FILLERS = expression(
    r"(?:截至|截止|年底|年初|年末|年内|月底|月末|月份|季度末|目前|现已|现有|现|今年以来|今年|本年|全年|年度|上半年|前三季度末?|[一二三四]季度[末底]?|\d{1,2}月[底末份]?|累计|共计|合计|总计|总共|一共|起数|平均值|均值|发生|由负转正|由降转升|扭负为正|不降反升|稳中有[升降]"
    r"|分别|均|全部|已经|已|(?<!公)共|新增|新建成|新建|新开工|开工建设|改扩建|开工|建设|建成|完成|实现|达到|达|推进|实施|开展|启动|正在|加快|持续|积极|组织"
    r"|完工|竣工|进场|投用|投入使用|超额|提前|任务|目标|计划|工作|工程|项目|力争|确保|争取|不少于|不低于|不超过|以上|以下|左右|以内|超过|超"
    r"|总数|总量|数量|总额|惠及|受益|覆盖|进行|落实|对|为|由|将|把|向|给|的|等|各类|各级|各|其中|其余|余下|等等|约|近|余|多|含|我[省市区县州局]"
    r"|全[省市区县州镇社会]+|辖区内?|至|到(?!位)|从|在|于|和|与|及|、|安排|做好|抓好|力度|进度|情况|有效|全面|有序|全流程|大力|深入|扎实|稳步|总体|整体|秋季学期|春季学期|秋季|春季|当年|列入|纳入|拥有|实有|现有|共有|保有|投产|投运|单月|当月|本月|人次|人数|实际|运营|举办|召开|并|余额|各项|较|比|阶段|压减|压缩|缩短|与?(?:上年|去年)?同期相比|初步核算|快报数?|预计数|通过认定|特别是|尤其是"
    # 老年餐厅只建成3个, 服务中心建好4个
    r"|(?<!人)[只仅才](?=建成|建好|完[成工]|竣工|开工|投用|新增)|[建修装铺]好了?$)"
)
MEMBERS = expression(
    r"、|(?<=[^中共总调])(?:和|与|(?<![惠涉普触波])及(?!时)|以及|或)(?!平(?![台均原价房板急])|谐|睦|美(?![术育容丽食国发]))|/"
)
_INSIDE = expression(r"(?<![高初国])[中里内]+$")
_LABEL = expression(r"【[^【】]*】|\[[^\[\]]*\]")
# digits are no words, but for those of a name: 110KV, PM2.5
_NOT_WORDS = expression(r"([A-Za-z]+[\d.]*|[\d.]+[A-Za-z]+)|[\s,，.。;；:：、()（）“”\"'《》%％/·\-—~～+＋\d]+")
# what is done to many things without being what was promised of them
_OTHER_ACTS = expression(
    r"走访|授信|审批|认购|(?<!新)登记(?!在册)|排查|检查|抽查|调研|摸底|摸排|受理|储备|梳理|谋划|洽谈|对接|签约(?!落地|并落地)|申报|推荐|评审|宣传|培训|服务|巡查|约谈|通报|处罚|立案|服务保障"
    r"|招标|设计|涉及|带动|拉动|辐射|吸纳|输出|转出|承接|节约|退出|淘汰|注销|关闭|拆除|征收"
)
_PLACES = expression(r"^(?:[我本全][国省市区县州]|全社会|辖区|区内|县内|市内|全域|各[地县区镇乡])+")
# words that narrow a noun down; 规上 is left out, since offices leave it out before 工业
QUALIFIERS = expression(
    r"国家级|省级|市级|区级|县级|农村|城镇|限上|限额以上|核心|民间|技改|高技术|战略性新兴|普惠|涉农|小微|工业|农业|服务业|(?<!进)出口|进口|新能源"
    r"|发明|过夜|入境|高价值|跨境|公办|民办|养老|托育|户籍|节水|高校毕业生|双一流|博士|硕士"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a target or a figure is called.

    Args:
        metric: its name as read.
        clause: the words of its clause on both sides of the number.
        act: the words in front of the number with their verb.
        noun: the words behind the number.
        text: of a target: the whole promise, whose words qualify nothing anew.
    """

    metric: str
    clause: str
    act: str
    noun: str = ""
    text: str = ""


# before its digits are taken off: 1—6月共培训
_MONTHS = expression(r"(?:\d{1,2}月?[-—–~～至到])?\d{1,2}月(?:份|底|末|当月)?")


def _kept(found: re.Match[str]) -> str:
    return found[1] or ""


@lru_cache(maxsize=4096)
def content(words: str) -> str:
    """Return what words are about, without verbs of doing, places, times and fillers; it may be nothing."""
    words = in_one_word(words)
    if "【" in words or "[" in words:
        words = _LABEL.sub("", words)
    if "月" in words:
        words = _MONTHS.sub("", words)
    words = _FILLERS.sub("", _PLACES.sub("", _NOT_WORDS.sub(_kept, words)))
    return _INSIDE.sub("", words) if words.endswith(("中", "里", "内")) else words


def _shared(one: str, other: str) -> float:
    """The share of the characters of one string that stand in another, each as often as it does there; 0 of none."""
    if not one:
        return 0.0
    found, there = 0, _letters(other).get
    for letter, times in _letters(one).items():
        found += min(times, there(letter, 0))
    return found / len(one)


@lru_cache(maxsize=2048)
def _letters(words: str) -> Counter[str]:
    """Count the letters of words; nobody changes the counts."""
    return Counter(words)


def likeness(target: Words, seen: Words) -> float:
    """Tell how like the words of two clauses are, from 0 to 1: the smaller of both shares.

    A figure's words are its metric or, where that is more like the promise, the noun behind its number.
    """
    name, other = content(target.metric), content(seen.metric)
    if len(name) < 2:  # 对70个村实施亮化工程: what stands before the number names nothing
        name = content(target.clause)
    clause, promise = content(seen.clause), content(target.clause)
    if not name or not clause or not promise:
        return 0.0
    answered = max((_shared(words, promise) for words in (other, _noun(seen)) if len(words) >= 2), default=0.0)
    named = min(_shared(name, clause), answered)
    return max(named, min(_shared(promise, clause), _shared(clause, promise)))


def _noun(seen: Words) -> str:
    """What stands behind the number, up to the first verb: 3个国家区域医疗中心开诊."""
    return content(_FILLERS.split(seen.noun.lstrip("的"), maxsplit=1)[0])


def _says_more(target: Words, seen: Words) -> bool:
    """Whether a figure's name has a word that the promise has nowhere: it may be a part, or another thing.

    工业技改投资 of 工业投资, 一般公共预算支出 of 收入. A word for the kind of body, or for the deed, is no such word.
    """
    promise = content(target.text) or content(target.clause)
    if "城乡" in promise:  # it names both, and its list says which is which
        promise += "".join(_TOWN_OR_COUNTRY)
    for words in (content(seen.metric) or content(seen.clause), _noun(seen)):
        more = _letters(words) - _letters(promise)
        if words and (not more or _is_vacuous("".join(more.elements()), words)):
            return False
    return True


def _adds_another(target: Words, seen: Words, name: str) -> bool:
    """Whether a name joins the promised thing with another one: 保障性住房和棚户区改造 is no part of 棚户区改造."""
    members = [content(part) for part in MEMBERS.split(seen.metric)]
    others = [part for part in members if len(part) >= 2 and part != name]
    return name in members and any(_shared(part, content(target.text)) <= 0.5 for part in others)


def _is_vacuous(more: str, words: str) -> bool:
    """Whether what a name says more is one of the words that single nothing out, in one piece."""
    kinds = (*KINDS, *_VACUOUS)
    return any(sorted(kind) == sorted(more) and kind in words for kind in kinds) or (
        more in words and DEED.fullmatch(more) is not None
    )


@lru_cache(maxsize=16_384)  # each of a text's many targets is held against each of its many figures
def fit(target: Words, seen: Words) -> Fit:
    """Tell whether a figure counts what a target names."""
    if _ranked_apart(target, seen):
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
    if same_metric(seen.metric, target.metric):
        return _unless_for_another_act(target, seen)
    if are_apart(target.metric, seen.metric):
        return Fit.OTHER
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
    if more in _VACUOUS or is_measured_there(name, more) or _TAKES_PART.fullmatch(more):
        return _unless_for_another_act(target, seen)
    if _adds_another(target, seen, name):
        return Fit.LIKE
    if (other := _OTHER_ACTS.match(more)) is not None and other[0] not in target.text:
        return Fit.LIKE  # 走访企业 is no kind of 企业
    # 社区 of 社区综合为老中心 stands in the promise; the 进 of 进出口 does not by itself
    named = len(more) >= 2 and more in content(target.text)
    return _unless_for_another_act(target, seen) if named else Fit.PART


_GRADE = expression(r"[\d.]*[十百千万亿]+(?:美?元(?:及?以上|以下)|级)|[国省市县区]家?级(?:及?以上)?", needs="元级")


# 50亿元以上重大项目: what is so great goes without saying
_GREAT = expression(
    r"(?<=元以上)(?:重大|重点|优质|大)(?:产业|工业|制造业)?(?=项目)|(?<=元以上)的?(?:产业|招商)(?=项目)"
)


def is_measured_there(name: str, more: str) -> bool:
    """Tell whether what a name says more is the one place where it is measured, and no kind of it: 机场旅客吞吐量."""
    if name.endswith("吞吐量"):
        return _PORT.search(more) is not None
    if any(rate.search(name) and owner.fullmatch(more) for rate, owner in _OWNERS):
        return True
    return _AIR.search(name) is not None and _TOWN.fullmatch(more) is not None


# 支持企业参加境外展会63场: who is helped to go there
_TAKES_PART = expression(r"(?:外贸|出口|重点)?企业(?:参加|参展|赴|参与)(?:重点)?")
# rates that an office tells of one kind of bodies alone
_OWNERS = (
    (expression(r"^不良(?:贷款)?率"), expression(r"(?:银行业|银行|金融)(?:业?金融)?(?:机构)?")),
    (expression(r"^资产负债率"), expression(r"[省市区县]?属?(?:国有企业|国企|国资企业)")),
    (expression(r"^[药耗]占比"), expression(r"(?:公立)?医院")),
    (expression(r"^(?:管网)?漏损率"), expression(r"(?:城市|城区)?(?:公共)?供水")),
)
# the air of a place is that of its town, where the stations of the state stand
_AIR = expression(r"PM|空气|优良天|AQI|积尘|浓度")
_TOWN = expression(r"(?:中心|主)?城区|市区|城市|县城")
# 青山机场旅客吞吐量: where it is counted, and no kind of it
_PORT = expression(r"(?:机场|航空港|港口?|码头|口岸|车站)$")


# who gives a title, at the head of its name, and the number of A of a 景区
_TITLE_OF = expression(
    r"(?:(?P<nation>国家级?|全国)|(?P<province>省级?(?![内外会直]))|(?P<city>市级?(?![内外场民政区容直]))|(?P<county>[县区]级))",
    needs="全国市省级",
)
_AS = expression(r"(?<![A-Za-z\d])(?:(?P<letters>A{2,5})|(?P<number>[2-5])A)级?(?![A-Za-z])(?P<more>(?:及?以上)?)")


_A_NAME = 3


def _ranked_apart(target: Words, seen: Words) -> bool:
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
    metric, clause = (_GRADE.sub("", in_one_word(words)) for words in (seen.metric, seen.clause))
    rest = replace(seen, metric=metric, clause=clause)
    if not content(rest.metric):
        return Fit.PART
    return min(fit(target, replace(rest, noun=_GRADE.sub("", seen.noun))), Fit.PART)


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
        ),
        *map(content, ("招商引资", "招商引资到位", "招商引资实际到位", "实际到位", "到位", "引进")),
    )
)
_TOWN_OR_COUNTRY = ("城镇", "农村", "城市", "乡村")
_BODIES = frozenset(("机构", "企业", "单位", "学校", "公司", "项目", "人员"))
KINDS = frozenset(
    ("企业", "单位", "机构", "人员", "家庭", "公司", "学校", "产品", "数", "人", "户", "面积", "规模", "到位", "资金")
) | frozenset(("服务面积", "作业面积", "时限", "用时"))


def _otherwise_qualified(name: str, its: str, target: Words) -> bool:
    """Whether two names end alike and begin otherwise, in words that the promise lacks: 夏粮产量 of 粮食产量."""
    same = 0
    while same < min(len(name), len(its)) and name[-1 - same] == its[-1 - same]:
        same += 1
    more, less = its[: len(its) - same], name[: len(name) - same]
    if less.endswith("城乡") and more.endswith(_TOWN_OR_COUNTRY):
        return False  # 城乡 names both, and its list says which is which
    # where all letters of the promise's own name are there, what is more is only said more fully
    fuller = _shared(name, its) == 1
    return same >= 2 and bool(more) and bool(less) and not fuller and _shared(more, content(target.text)) < 1


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
_QUOTED = expression(r"“[^“”]{2,12}”")


def goes_by_its_quoted_names(promised: str, told: str) -> bool:
    """Whether an answer is the very names that the promise quotes, without what it says of them: “土专家”“田秀才”."""
    if "“" not in told:
        return False
    names = _QUOTED.findall(promised)
    return len(names) > 1 and promised.endswith("".join(names)) and told == "".join(names)


_BARE_RATE = expression(
    r"(?P<whose>项目|工程|资金|预算|投资|任务)?(?P<rate>(?:开工|动工|竣工|完工|投产|落地|履约|签约|转化|到位|资金到位|执行|支出|拨付|支付)率|(?:支出|执行|拨付|投资)进度)"
)
_WHOSE = expression(r"(?:全[市县区州]|年度|招商引资|招商|签约|引资|合同|部门|单位|政府|财政|预算|项目|工程|资金)*")


def is_the_bare_rate(promised: str, told: str) -> bool:
    """Tell whether a promise does not say whose rate it is, and the answer only names the field: 招商项目履约率."""
    bare = _BARE_RATE.fullmatch(promised) if promised.endswith(("率", "进度")) else None
    if bare is None or not told.endswith(bare["rate"]):
        return False
    return told != promised and _WHOSE.fullmatch(told.removesuffix(bare["rate"])) is not None


_MENDING = expression(r"治理|整治|消除|清理|处置|化解|排除|修复")
_MORE_OF_IT = expression(r"(?:新增|增加)(?!到|至)")
_GIVING = expression(r"新增|投放|新建|增加|发放|引进|筹集|购置")
_TAKING_BACK = expression(r"回收|收回|召回|追缴|清退|报废|退还|收缴")
_ADDING = expression(r"新增|净增|增加")
_REPLACING = expression(r"(?:更新|更换|置换)(?!改造)")
_MADE_NEW = expression(r"新增|净增|新添|新设|增设|加装|开通|新开")
IMPROVING = expression(r"改造|改建|提升|修缮|维修|维护|养护|更新|翻新|升级|优化|加固|整治|规范|巡检|检修|盘活|管护")
# what comes to hand without being built, and what is built
_ACQUIRED = expression(r"筹集|认定|分配|配租|配售|购置|收购|租赁(?!住房)|盘活|转化|供应|出让|发证|颁证|命名|授牌|评定")
_ON_SITE = expression(r"(?<!创)(?:建成|建设|新建|开工|竣工|完工|改造|投用|交付)")
_HELPING = expression(r"筹集|帮扶|扶持|奖补|奖励|补助|补贴|辅导|指导|资助|慰问")
_VERB_OF_RESULT = expression(r"新增|培育|引进|完成|建成|新建|改造|认定|发放|带动|新认定|创建|开展")
_RAISING = expression(r"新增|增加|扩大|新建|引进")


def grades_differ(target: Words, seen: Words) -> bool:
    """Tell whether two names are of different grades: 10亿元以上 and 亿元以上, 省级 and 市级, or one of none."""
    return grade_of(target.metric) != grade_of(seen.metric)


def grade_of(name: str) -> str:
    """Return the grade that a name has, in one wording, or nothing: 100亿元以上 of 百亿级项目, 省级 of 省级园区."""
    found = _GRADE.search(in_one_word(name))
    return found[0] if found else ""


def says_no_more(target: Words, seen: Words) -> bool:
    """Tell whether all words of a figure's clause stand in the promise's clause: 已完成筛查 of 为妇女免费开展筛查."""
    words = _EXTENT.sub("", content(seen.clause))
    if grades_differ(target, seen):
        return False  # 项目52个 says nothing of 亿元以上项目
    return len(words) >= 2 and _shared(words, content(target.clause)) == 1


# 整治面积3.9平方公里 of 土地综合整治7500亩: the measure says it too
_EXTENT = expression(r"(?<=..)(?:面积|里程|长度|数量)$")
# 老旧小区 of 老旧小区改造: the deed stands elsewhere in the sentence
DEED = expression(
    r"改造|整治|修复|治理|更新|维修|加固|提升|创建|培育|培训|清理|安置|救助|帮扶|绿化|亮化|硬化|美化|修缮|建设|改扩建|改建|扩建|拆除|安装"
)

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
    if _ACQUIRED.search(seen.act) and _ON_SITE.search(target.act) and not _ACQUIRED.search(target.text):
        return Fit.LIKE  # 筹集保障房5600套 of 建成保障房
    found = _OTHER_ACTS.search(seen.act)
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


def mostly_in(words: str, text: str) -> bool:
    """Tell whether at least three in four letters of what words are about stand in a text."""
    return share_in(words, text) >= 0.75


def share_in(words: str, text: str) -> float:
    """Tell which share of the letters of what words are about stands in a text."""
    return _shared(content(words), content(text))


def same_thing(one: str, other: str) -> bool:
    """Tell whether two names share their last letter or half of the shorter's: 改厕 and 户厕, 和美乡村 and 乡村."""
    one, other = content(one), content(other)
    if not one or not other:
        return False
    return one[-1] == other[-1] or 2 * sum((Counter(one) & Counter(other)).values()) >= min(len(one), len(other))
