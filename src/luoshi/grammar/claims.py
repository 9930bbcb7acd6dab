"""Claims (自评): what a statement says of itself. A row is a claim and the words that make it."""

import re

from luoshi.plan import Claim

# the first row that is found decides; 未达序时 stands before 达到序时
CLAIMS: tuple[tuple[Claim, str], ...] = (
    (
        Claim.BEHIND,
        r"未达(?:到)?(?:序时|时序|进度)|(?:滞后|落后|慢)于?(?:序时|时序|计划|进度)|欠进度|进[度展](?:较|偏|"
        r"相对)?(?:滞后|缓慢|慢)|未完成(?:序时|年度|计划)|推进(?:较慢|缓慢|滞后)|暂缓|暂停",
    ),
    (
        Claim.NOT_STARTED,
        r"(?:尚|还)?未(?:启动|开工|开展|开始|到时间|实施)|(?:将|拟|计划)(?:于|在)(?:今年)?(?:下半年|"
        r"[三四]季度|\d+月(?:份|底)?|年底)[^,;。]{0,8}(?:开展|启动|实施|开工|举办|进行)|待启动|下半年开展",
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
        r"(?<![未待])(?:已|已经|全部|全面|顺利|圆满|如期|按期)(?:全部|全面|顺利|圆满|超额|提前|"
        r"如期)?(?:完成|完工|竣工|建成|办结|落实|交付|投用)(?!(?:投资)?[^,;。]{0,14}\d)|完成年度(?:目标任务|"
        r"计划|目标|任务)(?![的任目计0-9])|^(?:已)?(?:完成|办结|销号)[。.]?$",
    ),
    (
        Claim.ON_SCHEDULE,
        r"序时推进|时序推进|按(?:序时|时序|计划|进度|节点|期)(?:有序)?(?:进度)?推进|(?:达到?|符合|"
        r"达)(?:序时|时序)(?:进度|要求)?|有序推进|正常推进|稳步推进|持续推进|正在|已(?:开工|进场|启动)|"
        r"主体封顶|完成招标|前期(?:工作)?",
    ),
)
_ROWS = [(claim, re.compile(pattern)) for claim, pattern in CLAIMS]

# 已完成可研批复 is one step of a work done, and 已完成招标，正在施工 a work under way: neither says that
# the task is done, as 已完成年度任务，正在验收 does
_STEP = re.compile(
    r"完成(?:了)?[^,;。]{0,12}?(?:招标|招投标|可研|可行性研究|立项|初步?设计|施工图|方案|勘察|选址|征地|拆迁|征收|"
    r"审批|批复|备案|论证|签约|初稿|征求意见|前期|基础|主体|封顶|桩基|摸底|排查|进场|清表)"
)
_UNDER_WAY = re.compile(r"正在|正(?:有序|加快|抓紧|稳步)|推进中|施工中|建设中|进行中|办理中|下一步")
_WHOLE = re.compile(r"年度|全年|全部|目标任务|办结|销号")


def read_claim(text: str, figures: int) -> tuple[Claim, tuple[int, int] | None]:
    """Tell what a levelled statement claims, and where it says so.

    Args:
        figures: how many figures were read in it; a statement that only reports figures claims "figures".
    """
    if not text.strip():
        return Claim.NONE, None
    for claim, pattern in _ROWS:
        if found := pattern.search(text):
            if claim is Claim.COMPLETED and _only_a_step(text):
                return (Claim.FIGURES, None) if figures else (Claim.ON_SCHEDULE, found.span())
            if figures and claim is Claim.ON_SCHEDULE and not re.search(r"序时|时序|按", found[0]):
                continue
            return claim, found.span()
    return (Claim.FIGURES if figures else Claim.OTHER), None


def _only_a_step(text: str) -> bool:
    """Tell whether what a levelled statement calls complete is a step, and not the task."""
    return not _WHOLE.search(text) and (_STEP.search(text) is not None or _UNDER_WAY.search(text) is not None)
