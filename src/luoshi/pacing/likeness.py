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
from dataclasses import dataclass
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word

# From here on a likeness settles that two clauses count the same thing, and from DOUBTFUL on it is asked.
SETTLES = 0.74
DOUBTFUL = 0.5
# words that say how, when, how far or that something is done, and not what
_FILLERS = expression(
    r"(?:截至|截止|年底|年初|年末|年内|月底|月末|月份|季度末|目前|现已|现有|年初至今|今年至今|开年以来|年初到(?:现在|目前)|现|今年以来|今年|本年|全年|年度|上半年|前三季度末?|[一二三四]季度[末底]?|\d{1,2}月[底末份]?|累计|共计|合计|总计|总共|一共|起数|平均值|均值|发生|由负转正|由降转升|扭负为正|不降反升|稳中有[升降]"
    r"|分别|均|全部|已经|已|(?<!公)共|新增|新建成|新建|新开工|开工建设|改扩建|开工|建设|建成|完成|实现|达到|达|推进|实施|开展|启动|正在|加快|持续|积极|组织"
    r"|完工|竣工|进场|投用|投入使用|超额|提前|任务|目标|计划|工作|工程|项目|力争|确保|争取|不少于|不低于|不超过|以上|以下|左右|以内|超过|超"
    r"|总数|总量|数量|总额|惠及|受益|覆盖|进行|落实|对|为|由|将|把|向|给|的|等|各类|各级|各项|各|其中|其余|余下|等等|约|近(?![视代海岸郊])|余|多|含|我[省市区县州局]"
    r"|全[省市区县州镇社会]+|辖区内?|至|到(?!位)|从|在|于|和|与|及|、|安排|做好|抓好|力度|进度|情况|有效|全面|有序|全流程|大力|深入|扎实|稳步|总体|整体|秋季学期|春季学期|秋季|春季|今[春夏秋冬]|当年|列入|纳入|拥有|实有|现有|共有|保有|投产|投运|单月|当月|本月|人次|人数|实际|运营|举办|召开|并|余额|各项|较|比|阶段|压减|压缩|缩短|与?(?:上年|去年)?同期相比|线上线下|新(?=补充|招[录聘]|吸纳|购置|安装|聘)|提供|解答|(?:参加|接受)(?=[\u4e00-\u9fff]{0,10}(?:培训(?!班)|继续教育|无偿献血|体检|康复|救助))|初步核算|快报数?|预计数|通过认定|特别是|尤其是"
    # 3.4千公顷，折合5.1万亩
    r"|折合|折算|约合|(?<![\u4e00-\u9fff])折(?![\u4e00-\u9fff])"
    # 应换40处，实换32处
    r"|(?<![\u4e00-\u9fff])实(?:际)?[换建改招发植拆修装训投办交补退治种开设铺测查](?![\u4e00-\u9fff])"
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


def shared_part(one: str, other: str) -> float:
    """The share of the characters of one string that stand in another, each as often as it does there; 0 of none."""
    if not one:
        return 0.0
    found, there = 0, letters_of(other).get
    for letter, times in letters_of(one).items():
        found += min(times, there(letter, 0))
    return found / len(one)


@lru_cache(maxsize=2048)
def letters_of(words: str) -> Counter[str]:
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
    answered = max((shared_part(words, promise) for words in (other, noun_of(seen)) if len(words) >= 2), default=0.0)
    named = min(shared_part(name, clause), answered)
    return max(named, min(shared_part(promise, clause), shared_part(clause, promise)))


def noun_of(seen: Words) -> str:
    """What stands behind the number, up to the first verb: 3个国家区域医疗中心开诊."""
    return content(_FILLERS.split(_FOR_WHOM.sub("", seen.noun.lstrip("的")), maxsplit=1)[0])


# 62名困难群众提供法律服务: whom they are counted for is not all that they are counted by
_FOR_WHOM = expression(r"提供|参加|接受")


GRADES = expression(r"[\d.]*[十百千万亿]+(?:美?元(?:及?以上|以下)|级)|[国省市县区]家?级(?:及?以上)?", needs="元级")


def is_measured_there(name: str, more: str) -> bool:
    """Tell whether what a name says more is the one place where it is measured, and no kind of it: 机场旅客吞吐量."""
    if name.endswith("吞吐量"):
        return _PORT.search(more) is not None
    if any(rate.search(name) and owner.fullmatch(more) for rate, owner in (*_OWNERS, *_OF_TOWNS)):
        return True
    return _AIR.search(name) is not None and _TOWN.fullmatch(more) is not None


# rates that an office tells of one kind of bodies alone
_OWNERS = (
    (expression(r"^不良(?:贷款)?率"), expression(r"(?:银行业|银行|金融)(?:业?金融)?(?:机构)?")),
    (expression(r"^资产负债率"), expression(r"[省市区县]?属?(?:国有企业|国企|国资企业)")),
    (expression(r"^“?两癌”?(?:筛查|检查)"), expression(r"(?:农村)?适龄妇女(?:免费)?")),
    (expression(r"^(?:免费)?(?:产前|孕前|无创)"), expression(r"孕产?妇(?:免费)?|计划怀孕夫妇(?:免费)?")),
    (expression(r"^(?:享受)?长期护理保险待遇"), expression(r"失能(?:人员|老人)(?:享受)?")),
    (expression(r"^(?:适配)?(?:基本型)?辅助器具"), expression(r"残疾人(?:免费)?(?:适配)?")),
    (expression(r"^[药耗]占比"), expression(r"(?:公立)?医院")),
    (expression(r"^(?:管网)?漏损率"), expression(r"(?:城市|城区)?(?:公共)?供水")),
)
# what is reckoned of towns alone, by definition
_OF_TOWNS = (
    (
        expression(r"^(?:供水管网漏损|(?:生活)?污水集中收集|生活垃圾回收|装配式建筑)"),
        expression(r"城市(?:公共)?|城镇|城区|中心城区|公共"),
    ),
)
# the air of a place is that of its town, where the stations of the state stand
_AIR = expression(r"PM|空气|优良天|AQI|积尘|浓度")
_TOWN = expression(r"(?:中心|主)?城区|市区|城市|县城")
_TOWN_BEFORE = expression(rf"^(?:{_TOWN.pattern})(?=.*(?:{_AIR.pattern}))")


def without_its_town(name: str) -> str:
    """The name of what is in the air without the town that it is measured in: PM2.5 of 市区PM2.5."""
    return _TOWN_BEFORE.sub("", name)


# 青山机场旅客吞吐量: where it is counted, and no kind of it
_PORT = expression(r"(?:机场|航空港|港口?|码头|口岸|车站)$")
KINDS = frozenset(
    ("企业", "单位", "机构", "人员", "家庭", "公司", "学校", "产品", "数", "人", "户", "面积", "规模", "到位", "资金")
) | frozenset(("服务面积", "作业面积", "时限", "用时"))
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


def grades_differ(target: Words, seen: Words) -> bool:
    """Tell whether two names are of different grades: 10亿元以上 and 亿元以上, 省级 and 市级, or one of none."""
    return grade_of(target.metric) != grade_of(seen.metric)


def grade_of(name: str) -> str:
    """Return the grade that a name has, in one wording, or nothing: 100亿元以上 of 百亿级项目, 省级 of 省级园区."""
    found = GRADES.search(in_one_word(name))
    return found[0] if found else ""


def says_no_more(target: Words, seen: Words) -> bool:
    """Tell whether all words of a figure's clause stand in the promise's clause: 已完成筛查 of 为妇女免费开展筛查."""
    words = _EXTENT.sub("", content(seen.clause))
    if grades_differ(target, seen):
        return False  # 项目52个 says nothing of 亿元以上项目
    if "项目" in seen.clause and "项目" not in target.text and len(words) < _A_NAME:
        return False  # 引进项目26家 of 引进高新技术企业
    return len(words) >= 2 and shared_part(words, content(target.clause)) == 1


_A_NAME = 3
# 整治面积3.9平方公里 of 土地综合整治7500亩: the measure says it too
_EXTENT = expression(r"(?<=..)(?:面积|里程|长度|数量|河长|总长度?|河道长度)$")
# 老旧小区 of 老旧小区改造: the deed stands elsewhere in the sentence
DEED = expression(
    r"改造|整治|修复|治理|更新|维修|加固|提升|创建|培育|培训|清理|安置|救助|帮扶|绿化|亮化|硬化|美化|修缮|建设|改扩建|改建|扩建|拆除|安装"
)


def mostly_in(words: str, text: str) -> bool:
    """Tell whether at least three in four letters of what words are about stand in a text."""
    return share_in(words, text) >= 0.75


def share_in(words: str, text: str) -> float:
    """Tell which share of the letters of what words are about stands in a text."""
    return shared_part(content(words), content(text))


def same_thing(one: str, other: str) -> bool:
    """Tell whether two names share their last letter or half of the shorter's: 改厕 and 户厕, 和美乡村 and 乡村."""
    one, other = content(one), content(other)
    if not one or not other:
        return False
    return one[-1] == other[-1] or 2 * sum((Counter(one) & Counter(other)).values()) >= min(len(one), len(other))
