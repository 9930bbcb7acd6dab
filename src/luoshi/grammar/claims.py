"""Claims (自评): what a statement says of itself. A row is a claim and the words that make it.

已完成年度任务，正在验收        done: the task itself is said to be complete
已完成招标 · 其中3个已完成 · 完成62%     a step, a part, a rate: not the task
力争年底前全部完成 · 未完成      hoped for, denied: no completion
"""

import re

from luoshi.expressions import expression
from luoshi.plan import Claim

_BEGIN = r"(?:启动|开工|动工|开建|开展|开始|实施|施工|进场)"
# the first row that holds decides; 未达序时 stands before 达到序时
CLAIMS: tuple[tuple[Claim, str], ...] = (
    (
        Claim.BEHIND,
        r"未达(?:到)?(?:序时|时序|进度)|(?:滞后|落后|慢)于?(?:序时|时序|计划|进度)|欠进度|进[度展](?:较|偏|"
        r"相对)?(?:滞后|缓慢|慢)|未完成(?:序时|年度|计划)|推进(?:较慢|缓慢|滞后)|暂缓|暂停|"
        r"(?:无法|难以|不能|未能|未)(?:如期|按期|按时|按序时|按计划)(?:完成|推进|实施|开工|建成)",
    ),
    (
        Claim.NOT_STARTED,
        rf"(?:未|没有?|没能)(?:能|曾|正式|实质性|全面)?(?:到时间|{_BEGIN})|未到(?:开展|实施|启动)?时间|无法(?:启动|开工|实施)|"
        r"(?:将|拟|计划)(?:于|在)(?:今年)?(?:下半年|"
        r"[三四]季度|\d{1,2}月(?:份|底)?|年底)[^,;。]{0,8}(?:开展|启动|实施|开工|举办|进行)|下半年开展|"
        rf"(?:即将|待|准备|等待){_BEGIN}",
    ),
    (Claim.ANNUAL_DATA, r"年度数据|年度指标|错年指标|年度统计|全年数据|按年(?:度)?统计|年终统计"),
    (
        Claim.AWAITING_DATA,
        r"(?:数据|指标|结果)(?:暂|尚|还)?未(?:出|发布|公布|反馈|下发)|(?:暂|尚)?未出数|暂无数据|"
        r"数据待(?:发布|公布|反馈)|等待数据",
    ),
    (Claim.AHEAD, r"超序时|超(?:出|前)?进度|快于(?:序时|时序)|超前完成|提前\d+个?[天月][^,;。]{0,4}完成|提前完成"),
    (
        Claim.COMPLETED,
        r"(?:已|已经|全部|全面|顺利|圆满|如期|按期)(?:全部|全面|顺利|圆满|超额|提前|"
        r"如期)?(?:完成|完工|竣工|建成|办结|落实|交付|投用|销号)|完成年度(?:目标任务|"
        r"计划|目标|任务)(?![任目计0-9])|(?:^|[,;。])(?:完成|办结|销号)(?=[。.]?$)",
    ),
    (
        Claim.ON_SCHEDULE,
        r"序时推进|时序推进|按(?:序时|时序|计划|进度|节点|期)(?:有序)?(?:进度)?推进|(?:达到?|符合|"
        r"达)(?:序时|时序)(?:进度|要求)?|有序推进|正常推进|稳步推进|持续推进|正在|已(?:开工|进场|启动)|"
        r"主体封顶|完成招标|前期(?:工作)?",
    ),
)
# what a row may begin with: everything else is passed over at once, and it makes no difference but to time
_FIRST = {
    Claim.BEHIND: "未滞落慢欠进推暂无难不",
    Claim.NOT_STARTED: "未没无将拟计下即待准等",
    Claim.ANNUAL_DATA: "年错全按",
    Claim.AWAITING_DATA: "数指结暂尚未等",
    Claim.AHEAD: "超快提",
    Claim.COMPLETED: "已全顺圆如按完办销,;。",
    Claim.ON_SCHEDULE: "序时按达符有正稳持已主完前",
}
_ROWS = [(claim, expression(f"(?=[{_FIRST[claim]}])(?:{pattern})")) for claim, pattern in CLAIMS]
# most statements claim nothing: one search tells
_ANY = expression(f"(?=[{''.join(_FIRST.values())}])(?:{'|'.join(row.pattern for _, row in _ROWS)})")

_CLAUSE = expression(r"[^,;。:!?\n]+")
REACH = 60  # letters; a clause is hardly longer, and time stays linear
# 已完成可研批复 is one step of a work done, and 已完成招标，正在施工 a work under way: neither says that
# the task is done, as 已完成年度任务，正在验收 does
_STEP = expression(
    r"招标|招投标|可研|可行性研究|立项|初步?设计|设计|施工图|方案|勘察|勘测|测绘|选址|征地|拆迁|征收|审批|批复|备案|论证|签约|签订|"
    r"合同|初稿|征求意见|前期|基础|主体|封顶|桩基|摸底|排查|进场|清表|分解|许可|手续|初步?验|阶段|上半年|季度|月度|序时|时序|"
    r"[一二三]期|首期|标段|部分|名单|核定|采购|公示|环评|台账|土方|围挡"
)
_UNDER_WAY = expression(
    r"正在(?!.{0,6}(?:验收|决算|结算|审计|移交|归档|总结))|正(?:有序|加快|抓紧|稳步)|推进中|施工中|建设中|进行中|办理中|下一步"
)
_WHOLE = expression(r"年度|全年|全部|目标任务|办结|销号")
_ALL = expression(r"均|全部|全都|都|皆|一律")
_PARTLY = expression(r"其中|部分|个别|其余|剩余|其他|另有|除[^,;。]{1,12}外|除[^,;。]{1,12}以外", needs="个其剩另部除")
_HOPED = expression(
    r"力争|争取|确保|预计|预期|有望|可望|计划(?!外|内)|目标(?!任务)|拟|将|待|即将|可(?:望|能|以)?(?=$|提前|全部|如期|按期|顺利)|能够|"
    r"力求|努力|下一?步|下阶段|要求|应当?|须|保证|保障|推动|促进|加快|年底前(?!.{0,6}已)"
)
_DENIED = expression(r"(?:未|没有?|不能|无法|难以|不|尚待|非|无)(?:能|有|曾|完全)?$")
_RATE = expression(r"(?:了)?(?:投资)?[^,;。]{0,20}(?:\d|一半|过半|[二三四五六七八九]成)")
_DIGIT = expression(r"\d")
_BEGUN = expression(r"已|正在|完成")
# 因验收滞后，预计12月投用; what it says of data, or of what was overcome, is no delay of the task
_DELAYED = expression(
    r"(?:因|受|由于|鉴于)(?:(?!数据|统计|发布|克服|化解|不受)[^,;。])"
    r"{1,24}?(?:滞后|延误|拖延|受阻|推迟|延期|缓慢|迟缓)(?!的)|(?:推迟|延期|延后|顺延)(?:到|至)",
    needs="因受由鉴到至",
)
_OVERCOME = expression(r"克服|已解决|已化解|未受|不受|抢回|追回|补办|已补|数据|统计|发布")
_SOON = ("即将", "待", "准备", "等待")
_SETTLED = expression(r"已")


def read_claim(text: str, figures: int) -> tuple[Claim, tuple[int, int] | None]:
    """Tell what a levelled statement claims, and where it says so.

    Args:
        figures: how many figures were read in it; a statement that only reports figures claims "figures".
    """
    if not text.strip():
        return Claim.NONE, None
    delayed = None if figures else _delayed(text)
    if _ANY.search(text) is None:
        return _without_a_claim(figures, delayed)
    for claim, pattern in _ROWS:
        found: re.Match[str] | None
        if claim is Claim.COMPLETED:
            found, step = _completion(pattern, text)
            if found is None and step is not None:
                return (Claim.FIGURES, None) if figures else (Claim.ON_SCHEDULE, step.span())
        elif claim is Claim.NOT_STARTED:
            found = _not_begun(pattern, text)
        elif claim is Claim.AHEAD:
            found = next((one for one in pattern.finditer(text) if not _is_hoped(text, one)), None)
        else:
            found = pattern.search(text)
        if found is None:
            continue
        if figures and claim is Claim.ON_SCHEDULE and not re.search(r"序时|时序|按", found[0]):
            continue
        if claim is Claim.ON_SCHEDULE and delayed is not None and not re.search(r"序时|时序", found[0]):
            break  # 因征地受阻，正在协调
        return claim, found.span()
    return _without_a_claim(figures, delayed)


def _without_a_claim(figures: int, delayed: re.Match[str] | None) -> tuple[Claim, tuple[int, int] | None]:
    if delayed is not None:
        return Claim.BEHIND, delayed.span()
    return (Claim.FIGURES if figures else Claim.OTHER), None


def _delayed(text: str) -> re.Match[str] | None:
    """Find the reason for a delay, which says that the task is behind though no word of a claim does."""
    found = _DELAYED.search(text)
    return None if found is None or _OVERCOME.search(text) else found


def _clause(text: str, found: re.Match[str]) -> tuple[str, str]:
    """Return the words of the same clause before and behind a match."""
    before = text[max(0, found.start() - REACH) : found.start()]
    behind = text[found.end() : found.end() + REACH]
    cut = max((before.rfind(sign) for sign in ",;。:!?\n"), default=-1)
    inside = _CLAUSE.match(behind)
    return before[cut + 1 :], inside[0] if inside else ""


def _is_hoped(text: str, found: re.Match[str]) -> bool:
    """Whether a completion is hoped for or denied: 力争年底前全部完成, 未全部完成."""
    before, _ = _clause(text, found)
    if _DENIED.search(before):
        return True
    hoped = list(_HOPED.finditer(before))
    return bool(hoped) and _SETTLED.search(before + found[0], hoped[-1].end()) is None


def _not_begun(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Find where the task is said not to be begun: 均未开工, and not 2个项目未开工 beside others that are."""
    begun: list[int] | None = None
    for found in pattern.finditer(text):
        before, _ = _clause(text, found)
        if _PARTLY.search(before):
            continue
        if begun is None:
            begun = [one.start() for one in _BEGUN.finditer(text)]
        start = found.start() - len(before)
        others = bool(begun) and (begun[0] < start or begun[-1] >= found.end())
        if found[0].startswith(_SOON):
            if not begun:
                return found
        elif _ALL.search(before) or not (others and _DIGIT.search(before)):
            return found
    return None


def _completion(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Find where the task is said to be complete; where only a step of it is, that stands second."""
    step: re.Match[str] | None = None
    under_way: bool | None = None
    for found in pattern.finditer(text):
        before, behind = _clause(text, found)
        if _is_hoped(text, found) or _PARTLY.search(before):
            continue
        if _RATE.match(behind) or (_DIGIT.search(before) and not _ALL.search(before + found[0])):
            continue  # 完成62%, 3个已完成: the figures speak
        whole = _WHOLE.search(before + found[0] + behind) is not None
        if under_way is None:
            under_way = _UNDER_WAY.search(text) is not None
        if not whole and (under_way or _STEP.search(before) or _STEP.search(behind[:14])):
            step = step or found
            continue
        return found, None
    return None, step
