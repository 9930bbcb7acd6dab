"""Phase words: how far one clause says that a thing has come, whatever it is that the clause names.

投入使用 · 已于8月投用        reached, where use was promised
正在装修 · 形象进度90%        not reached: a stage before the end
年内建成开馆                  perhaps: it may be the promise itself
"""

import re
from decimal import Decimal
from enum import Enum

from luoshi.expressions import expression
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import Progress, progress_in, without_stages
from luoshi.plan import MilestoneKind


class Answer(Enum):
    """What a sentence says of one milestone."""

    REACHED = "reached"
    NOT_REACHED = "not reached"
    MAYBE = "maybe"
    NOTHING = "nothing"


CLAUSES = expression(r"[,;。!?\n]")
AN_END = (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
WORKS = (MilestoneKind.START, *AN_END)
REACHED: dict[MilestoneKind, re.Pattern[str]] = {
    MilestoneKind.START: expression(r"开工|复工|动工|破土|奠基|进场施工|开建|启动"),
    MilestoneKind.COMPLETE: expression(
        r"建成(?!区|后)|完工|竣工(?!时间|日期|节点)|完成(?!率|工程量|总|投资|进度|[^,;。]{0,8}\d|[^,;。]{0,6}[一二三四五六七八九]成|过半|一半|近半|大半|多半)|投用|投入使用|通车|投产|交付|开放|开园|开馆|开业|运营|启用|通水|通气|通航|落成|并网|办结|揭牌|清零|销号"
        r"|(?:整治|整改|改造|修复|治理|搬迁|安置)到位"
        r"|验收|(?:全部|全面|圆满|顺利|如期|按期|提前|均|已[^,;。]{0,10}?)(?:结束|完毕|收官)"
    ),
    MilestoneKind.COMMISSION: expression(
        r"投用|投入使用|通车|放行|投产|投运|交付|开放|开园|开馆|开街|开业|开诊|运营|运行|启用|通水|通气|通航|通电|首航|开学|入驻|上线|投勤|执勤|复航|恢复(?:双向|正常|全面|全线)*(?:通[行车航]|供[水电气]|使用|运[营行])|并网(?!接入|线路|工程|送出|方案)|揭牌"
        r"|封关"
    ),
    MilestoneKind.ISSUE: expression(r"出台|印发|发布|颁布|施行"),
    MilestoneKind.WIN: expression(
        r"(?:命名|授予|认定|确定)为|被?(?:评|列)为|获(?!批)[^,;。]{2,12}?(?:命名|授予|认定)|获评|入选|荣获|获得|斩获|捧[回得]|创成|创建成功|成功创建|成功创成|摘得|夺得|跻身"
    ),
    MilestoneKind.HOLD: expression(r"举办|召开|举行|承办|办成|[开闭]幕(?!式?(?:方案|筹备))|鸣枪|开赛"),
}
_BUILDING = expression(
    r"施工(?!图|许可|单位|招标)|在建|封顶|桩基|铺设|浇筑|吊装|(?:加快|正在|抓紧|全力|全面|加紧)建设|建设中"
)
_SAYS_SO = expression(r"已|全部|全数|悉数|全面|正式|成功|顺利|如期|按期|提前|均|于\d|(?:开工|动工)(?:建设)?以?来")
_NEARLY = expression(r"基本(?:完成|完工|建成|竣工|结束|到位)")
# said of it at the end of its own clause, and urged on by nothing: 市三院改扩建项目开工建设
_URGED = expression(r"推进|推动|加快|促|抓|做好|准备|计划|力争|确保|争取|年内|[底末月]前")
_HOPED_BY = expression(r"年内|年底|[底末月]前|早日|尽快|月(?:\d{1,2}[日号]|[初底末]|[上中下]旬)?起")
_HAPPENED = expression(
    r"已|成功|顺利|圆满|如期|提前|(?<![定拟将预划待])于(?:今年)?\d{1,2}月|\d{1,2}月(?:\d{1,2}日)?(?:经[^,;。]{2,16}?(?:审定|审议通过|批准|同意)|由)"
    # 4月出台, 5月18日至20日举行: whether that day has come is looked at beside it
    r"|\d月(?:\d{1,2}[日号]|[初底末]|[上中下]旬)?(?:(?:至|到|-|—)(?:\d{1,2}月)?\d{1,2}[日号])?(?![前起])[^,;。]{0,16}?(?:印发|出台|发布|颁布|举办|举行|召开|开幕|鸣枪|开赛)"
)
_ONLY_A_CANDIDATE = expression(
    r"提名|申报|推荐|候选|公示|初[评审选]|创建(?:名单|资格|单位|中|工作)|培育|试点|未|争|拟|待|省级推|入围|尚|正在|整改|仍|差距"
)
_DRAFT = expression(r"草案|初稿|[审见论]稿|筹")
_NOT_OUT = expression(
    r"未|没有|正在|起草|草拟|初稿|草案|征求|送审|拟|计划(?=于|在|年)|预计|力争|争取|将|待|评审|论证|报批|报送|审查|编制(?!完成|并|出台|印发|发布|公布)|研究|调研|修改"
)
# what only a thing in use has, or what is said of one
_SHOWS_USE = expression(
    r"接待|接诊|就诊|门诊量|读者|游客|观众|客流|载客|乘客|用户|人次|办件|预约|供[水气热电]有序|有序(?:运转|运行|运营|供[水气热电])|参赛|赛程|好评|获评|入选|荣获"
    r"|正(?:在)?(?:正常|平稳|有序|稳定)*(?:运营|运转|使用|开放|上课|授课|教学|供[水热气电]|送[水电]|发电|营业|接客)|正(?:在)?(?:为|向)[^,;。]{2,16}(?:提供|服务|供|送)"
    r"|正(?:在)?[^,;。]{0,8}(?:上课|上班|办公|教学|就读)"
)
_JUST_BEGUN = expression(r"(?:开工(?:建设)?|动工(?:建设)?|开建|奠基|启动(?:建设|施工)|(?:开工|奠基)(?:仪式|活动))$")
# 开工建设甲线、乙线等8个项目: a report that begins with its verb
BEGINS_WITH = expression(r"^[^\u4e00-\u9fff]*(?:(?:新开工|开工|动工)(?:建设)?(?=[^,;。\d建])|开建|启动建设)")
RATE_BELOW = expression(
    r"(?:开工|复工|动工|完工|竣工|建成|投用|投产|完成|整改|办结)率[^\d,;。]{0,4}\d{1,2}(?:\.\d{1,4})?%", needs="%"
)
_SO_FAR_BUILT = expression(
    r"(?:形象进度|工程(?:总体|整体)?进度|施工(?:总体|整体)?进度|建设(?:总体|整体)?进度|(?:总体|整体)进度)"
    r"[^,;。\d%]{0,8}(?P<share>\d{1,3}(?:\.\d{1,4})?)%",
    needs="%",
)
# 管道焊接完成92%: of a part, or of the whole; what is invested tells of no building
_DONE_SO_FAR = expression(
    r"(?<!投资)(?<!投资已)(?<!资金)(?<!支付)完成(?:了|约|近|达|至)*(?P<share>\d{1,2}(?:\.\d{1,4})?)%(?!以上的?投资)",
    needs="%",
)
# one step of a work, complete by itself: 路基已完成, 设备安装完毕
_STEP_DONE = expression(
    r"(?:(?:路基|路面|桥涵|涵洞|桥梁|隧道|管网|管线|主体|基础)、)*(?:路基|路面|桥涵|涵洞|交安(?:设施)?|边坡|防护|土建|基坑|桥墩|承台|底板|垫层|管沟|围护|支护|钢结构|幕墙|地基|铺轨|架梁|外立面|屋面|砌体|二次结构|路床|水稳层?|沥青面?层?"
    r"|地下室|(?:设备|机电|管线|管道)安装|[内外]部?装修|装修|装饰|绿化|景观|亮化|附属|围墙|消防|场平|土方|清表|围挡|单体|招商|选址|立项|规划|设计|征迁|征地)"
    r"(?:工程|结构|施工|建设|部分|工作|铺设|浇筑|开挖|摊铺)*(?:已|均|全部|全面|基本|顺利|都|现已)*(?:完成|完工|建成|结束|完毕|封顶|贯通)"
    r"|(?:已|均|全部|全面|基本|顺利)*完成(?:了)?(?:路基|路面|土建|基坑|桥墩|承台|底板|垫层|管沟|围护|支护|钢结构|幕墙|地基|铺轨|架梁|外立面"
    r"|屋面|砌体|二次结构|路床|水稳层?|沥青面?层?|地下室|(?:设备|机电|管线|管道)安装|[内外]部?装修|装修|装饰|绿化|景观|亮化|附属|围墙|消防|场平|土方|清表|围挡)"
    r"(?:工程|结构|施工|建设|部分|工作|铺设|浇筑|开挖|摊铺)*",
    needs="封建完贯结",
)


def answer_of_clause(clause: str, kind: MilestoneKind, reached: re.Pattern[str]) -> Answer:
    """Tell what a levelled clause says of a phase, without the name of the thing that is to come to it."""
    if kind in AN_END and (rest := _STEP_DONE.sub("", clause)) != clause and reached.search(rest) is None:
        return Answer.NOT_REACHED
    progress = progress_in(clause)
    if kind in AN_END and (part := _SO_FAR_BUILT.search(clause)) is not None and Decimal(part["share"]) < 100:
        return Answer.NOT_REACHED  # 形象进度达90%
    if kind in AN_END and (RATE_BELOW.search(clause) or _is_done_so_far(clause, reached)):
        return Answer.NOT_REACHED  # 改造完工率96%
    if progress is None:
        if kind is MilestoneKind.WIN:
            return Answer.REACHED if reached.search(clause) and not _ONLY_A_CANDIDATE.search(clause) else Answer.NOTHING
        happens = kind in (MilestoneKind.ISSUE, MilestoneKind.HOLD) and _HAPPENED.search(clause)
        return Answer.REACHED if happens and reached.search(clause) and not _DRAFT.search(clause) else Answer.NOTHING
    if kind is not MilestoneKind.START and _NEARLY.search(clause):
        return Answer.MAYBE  # 已基本完成
    needed = Progress.BEGUN if kind is MilestoneKind.START else Progress.DONE
    if progress >= needed and reached.search(clause):
        if _HOPED_BY.search(clause) and not _HAPPENED.search(clause):
            return Answer.MAYBE  # 年内建成开馆 may be the promise itself
        begun = (_JUST_BEGUN.search(clause) or BEGINS_WITH.match(clause)) and not _URGED.search(clause)
        return Answer.REACHED if progress is Progress.DONE or _SAYS_SO.search(clause) or begun else Answer.MAYBE
    if kind is MilestoneKind.ISSUE and not _NOT_OUT.search(clause):
        return Answer.NOTHING  # 三年行动方案 tells of no preparation
    if kind is MilestoneKind.START and progress is Progress.UNDER_WAY and _BUILDING.search(clause):
        return Answer.REACHED
    if kind in (*AN_END, MilestoneKind.HOLD) and progress > Progress.PLANNED and _SHOWS_USE.search(clause):
        return Answer.MAYBE  # 受理预约3万人次, 正在运营
    return Answer.NOT_REACHED if progress < needed else Answer.NOTHING


def _is_done_so_far(clause: str, reached: re.Pattern[str]) -> bool:
    """Whether a clause says how far a work has come, and names no end of it besides."""
    return _DONE_SO_FAR.search(clause) is not None and reached.search(_DONE_SO_FAR.sub("", clause)) is None


# a stage before the end that may be all that was promised: 主体封顶
ONLY_THIS_STAGE = expression(
    r"(?:主体|桩基|基础|框架|路基)(?:结构|工程)?(?:全部|全面|实现|顺利)?(?:完工|封顶|完成|建成|合龙)|合龙|封顶|(?:全线|主线|全面)?(?:贯通|连通|联通)|基本(?:建成|完工|完成|竣工)"
)


def comes_to(stage: str, clause: str) -> bool:
    """Whether a clause says that the very stage is reached that was promised: 主体结构已封顶 of 主体封顶."""
    ends = "封顶" if "封顶" in stage else stage[-2:]
    begins = stage[:2]
    progress = progress_in(clause)
    behind = clause[clause.find(begins) :] if begins in clause else ""
    said = ends in behind if begins != _MAIN or ends == "封顶" else _MAIN_PART_DONE.search(behind) is not None
    said = said or (begins == _MAIN and _COMPLETES_MAIN.search(clause) is not None)
    if said and progress is None and ends in _JOINED_UP:
        return _DENIES.search(clause) is None  # 隧道全线贯通 names no other stage
    return said and progress is not None and progress >= Progress.UNDER_WAY and _DENIES.search(clause) is None


_MAIN = "主体"
_COMPLETES_MAIN = expression(r"(?:完成|建成)(?:了|全部)?主体(?:工程|结构|建设|施工|部分)?$")
_MAIN_PART_DONE = expression(r"建成|完[工成]|竣工|封顶|(?:通过|完成)[^,;。]{0,4}验收")
_JOINED_UP = ("贯通", "连通", "联通")
_DENIES = expression(r"正在|尚|未|没有|即将|预计|计划|力争|阶段")
_HOPED = expression(
    r"^[^\u4e00-\u9fff]*(?:但|目前|现)?(?:计划|预计|拟|力争|争取|将|有望|预定)(?:于|在|到|至)?", needs="力将拟有计预争"
)


def is_still_to_come(clause: str, reached: re.Pattern[str]) -> bool:
    """Whether a clause without a name of its own says when the promised phase is hoped for: 计划2026年4月通水."""
    hoped = _HOPED.match(clause)
    if hoped is None or reached.search(clause) is None or progress_in(clause) is not Progress.PLANNED:
        return False
    return len(content(reached.sub("", without_stages(clause[hoped.end() :])))) < 2 and _WHEN.search(clause) is not None


BUILT = expression(r"建成|完工|竣工|全面完成|全部完成")
_WHEN = expression(r"\d{1,2}月|明年|年底|次年|来年|下半年|季度")
HOPES = expression(r"计划|预计|力争|争取|有望|拟(?!定)|预定")
PHASES_AND_DAYS = expression(
    r"(?:20\d\d年|今年)?\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?|开工|动工|破土|奠基|印发|发布|出台|颁布|实施|施行|建成|竣工|完工|通车"
    r"|投用|投产|开通|启用|正式|已|于|在|并|全面|顺利|如期"
    # 以县政办发〔2025〕17号文印发, 完成竣工验收备案
    r"|以[^,;。]{2,16}号文?件?|(?:完成|通过)竣工验收(?:备案)?"
)
ON_ITS_DAY = expression(r"\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?(?!前)", needs="月")
