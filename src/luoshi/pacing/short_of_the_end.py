"""Short of the end: a clause that names a work and its phase, and tells of less than that the work has come so far.

博物馆新馆开馆前压力测试完成        what is done comes before the phase
博物馆新馆开馆日期确定              the day of the phase is no phase
城东水厂建成待投产                  the phase is waited for
滨江绿道去年建成                    it came in another year
滨江绿道启动区建成                  a part of the work, or what stands beside it

It is a doubt, and no denial: a part may be all that is left to do.
"""

import re

from luoshi.expressions import expression
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import without_stages

_PHASES = (
    "建成|竣工|完工|开工|动工|启动|投产|投用|投运|投入使用|投入运营|启用|开馆|开园|开业|开街|开放|开学|开通|开诊|运营|运行|营业|使用|通车|通航"
    "|通水|通气|封关|并网|上线|交付|挂牌|揭牌|入驻|出台|印发|发布|举办|举行|召开|开幕|验收"
)
_AROUND_IT = expression(
    rf"(?:{_PHASES})+(?:的)?(?:(?:之|以)?前(?!期|列|置|后|来|往|瞻|[一二三四五六七八九十\d])|时间|日期|预热|造势|条件|手续|许可|海报|方案|预案|预演|彩排|准备|筹备|倒计时"
    r"|指日可待|事宜|要求|标准|(?:仪式|活动)(?=定|拟|筹|方案|准备|将|计划|延期|推迟|取消))"
)
# what completes something else as well: 投产前调试完成
_ANY_END = expression(r"完成|验收|结束|完毕|发布|印发|举行|运行")
_AWAITED = expression(r"(?:(?<![接招对款期善优等])待|争取|预|拟|(?<![考面笔测])试|盼|静候|等待|可|应当?|须)$")
_ANOTHER_TIME = expression(
    r"(?:(?<![较比同与超])(?:去年|上年|前年|往年|早年|早在)(?!同期)|明年|次年|来年)[^,;。]{0,8}?$"
)
_THIS_YEAR = expression(r"今年|本年|当年")
_STARTS = expression(r"开工|动工|启动|立项|开建|奠基|实施")
_ITS_OWN = expression(
    r"\([^()]*\)|“[^“”]*”|\d{1,3}号(?:楼|机组|机|厂房|井)|\d[\d.,/]*[万亿]?(?:平方米|平方公里|公里|千米|小时|分钟|[米亩个座台套家所处条项年月日号吨张户辆天元%])"
    r"|完成[\u4e00-\u9fff]{2,6}?并|投入|全容量|举行|商业|开通|通过|(?:下闸)?蓄水|送电|受电|首飞|项目|工程|建设|主体|整体|全线|全域|全段|全部|新建|改扩建|[迁改扩]建|土建|结构|桩基|基础|基坑|控制性|地基|以来|顺利|如期|按期|按时|提前|成功|圆满|正式|全面|最终|目前|现已|现|已经?|均|都|也|并|且"
    r"|今年|本年|年内|年底|[上下]半年|[一二三四]季度|[月年][初底末]|[上中下]旬|近日|日前|国庆|元旦|春节|五一|期间|节前|一并|双双|先后|相继|同日|同步|集中|同时|先后|历时|仅用|经过|分别|率先|首次|对外|面向|向|市民|社会|群众|公众|试点|历史性|盛大|隆重|实现|基本"
    r"|在[\u4e00-\u9fff]{2,8}?(?=成功|顺利|隆重|圆满|举办|举行|召开|开幕|$)"
    # 甲铁路乙段随全线丙以南区段开通
    r"|随[\u4e00-\u9fff]{2,16}?(?=建成|开通|通车|投用|投产|一并|同步|启用|$)"
    r"|经[\u4e00-\u9fff]{2,12}?(?:合格|通过)后?"
    # a plant comes on stream by it
    r"|(?:产|生产)?出合格产品"
    # 方案8月经市政府常务会议审定并印发
    r"|经[\u4e00-\u9fff、]{2,20}?(?:审定|审议通过|审议|同意|批准|研究)|由[\u4e00-\u9fff、]{2,20}?(?=印发|发布|出台|颁布)"
    r"|[的于在由被将把对为至到起后自经中内了地是]|任务|工作|年度|目标|全年"
)
# said of a part by a word that names a stage as well: 启动区
_FIRST_PART = expression(r"(?:启动|起步|先行|先导|核心|示范|样板|首开|首发|试验)(?:区|段|片|带|工程)|分[校院馆园]")
# asked for, due or open still: 要求东江学校12月建成, 建成但未通过验收
_ASKED_FOR = expression(
    r"^[^\u4e00-\u9fff]*(?:要求|督促|责成|敦促|催促|若(?!干|羌|尔盖)|如果|倘若|一旦)|[应须][于在]\d|但(?:尚|仍|还)?未"
)
_PART_IN_BRACKETS = expression(r"\([^()]*[部期段区楼幅侧标]\)")
_MORE_NAMES = expression(r"^(?:[、及]|和(?!平)|与|等|以及|[东西南北]*至)")
_BODY = expression(r"(?:楼|厂房|车间|主桥|引桥|主塔|坝|标段|场馆|隧道|车站|站房|机组)$")
_COMPLETES = expression(r"完成(?:了)?(?P<what>[^并且,]{2,})$")

_ON_CONDITION = expression(r"(?:^|[,;。])(?:若(?!干|羌|尔盖)|如果|倘若|假如|一旦|只要)[^,;。]{2,16},(?P<then>[^,;。]*)")

_AFTER_ANOTHER = expression(
    r"(?:^|[,;。])[^,;。]{2,10}(?:到位|落实|解决|批复|获批|交地)(?:之|以)?后,?(?P<then>[^,;。]*)", needs="后"
)
_HAS_COME = expression(r"已|均|于|\d月|顺利|如期|正式")
_PART_OPEN = expression(r"[,;][^,;。]{1,12}未(?:完[工成]|建成|竣工|交付|投用|验收)", needs="未")


def stands_on_a_condition(statement: str, thing: str) -> bool:
    """Tell whether what a levelled statement says of a work depends on another thing: 若资金到位，东江学校建成."""
    ifs = any(thing[-2:] in found["then"] for found in _ON_CONDITION.finditer(statement))
    return ifs or any(
        thing[-2:] in found["then"] and _HAS_COME.search(found["then"]) is None
        for found in _AFTER_ANOTHER.finditer(statement)
    )


def leaves_a_part_open(statement: str) -> bool:
    """Tell whether a levelled statement calls something of a work unfinished behind its end: 学校建成，运动场未完工."""
    return _PART_OPEN.search(statement) is not None


def tells_of_less(thing: str, clause: str, reached: re.Pattern[str], *, begins: bool) -> bool:
    """Tell whether a levelled clause in which a work and its phase stand may tell of less than that.

    Args:
        thing: the promised work, levelled.
        reached: the words of the promised phase.
        begins: the work was only to begin, so that its foundations and its bodies tell of all of it.
    """
    if _ASKED_FOR.search(clause):
        return True
    bare = clause.replace(thing, "\0")
    without = _AROUND_IT.sub("", bare)
    if without != bare and reached.search(_ANY_END.sub("", without)) is None:
        return True
    phases = list(reached.finditer(bare))
    if phases and all(_is_awaited_or_past(bare, found.start()) for found in phases):
        return True
    return bool(phases) and "\0" in bare and _goes_on_to_a_part(thing, bare, reached, begins=begins)


def _is_awaited_or_past(clause: str, at: int) -> bool:
    """Whether what stands right before a phase puts it off, or into another year: 待投产, 去年建成."""
    before = clause[:at]
    if _AWAITED.search(before):
        return True
    found = _ANOTHER_TIME.search(before)
    return found is not None and not _THIS_YEAR.search(found[0]) and not _STARTS.search(found[0])


def _goes_on_to_a_part(thing: str, bare: str, reached: re.Pattern[str], *, begins: bool) -> bool:
    """Whether a noun of its own stands between the work and its phase, or behind 完成: 启动区, 首台风机, 大坝工程."""
    behind = bare.rpartition("\0")[2]
    found = reached.search(behind)
    if found is None or _MORE_NAMES.match(behind):
        return False
    aside = _PART_IN_BRACKETS.match(behind)
    if aside is not None and aside[0][-2] not in thing:
        return True  # 学校（小学部）建成
    if "、" in behind[: found.start()]:
        bodies = behind[: found.start()].split("、")
        return not begins and all(_BODY.search(body) for body in bodies)
    between = _own_nouns(behind[: found.start()], thing) or _FIRST_PART.match(behind)
    if between and not (begins and _BODY.search(behind[: found.start()])):
        return True
    completed = _COMPLETES.search(behind)
    return completed is not None and bool(_own_nouns(completed["what"], thing))


def _own_nouns(words: str, thing: str) -> str:
    """What is left of words without those of the work, of stages and of reporting; nothing, where it is one letter."""
    left = content(without_stages(_ITS_OWN.sub("", words)))
    left = "".join(letter for letter in left if letter not in thing)
    return left if len(left) >= 2 else ""
