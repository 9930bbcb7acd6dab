"""Heads: what stands before a clause and says of what it speaks, and in which measure.

台账监督：完成2次                     the metric is 台账监督
【台账监督】已完成2次                  so it is here
固定资产投资（亿元）300               the bare figure is 300亿元
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.plan import Target
from luoshi.quantity.measures import MEASURES
from luoshi.quantity.numbers import magnitude_of, plain

_TYPED = r"\((?:单位[:]?)?(?P<{0}size>[十百千万亿]*)(?P<{0}measure>[^()\d:、]{{1,8}})\)"
_LABEL = expression(
    r"(?:^|(?<=[。;\n!?,])|(?<= )(?=\(?\d{1,2}[.、)]))[ ]*"
    r"(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]|[①-⑳]|[一二三四五六七八九十]是)?[ ]*"
    # 5G基站, 3A级景区: a digit that belongs to a letter
    rf"(?P<name>(?:[^,;。:!?\n\d()【】《》、.-]|\d(?=[A-Za-z])){{2,12}})(?:{_TYPED.format('')})?(?::|--|-(?=已|累计|完成|开展|实现))"
    # 二是棚户区，开工改造5318套; 老年食堂方面，新增21个
    r"|(?:^|(?<=[。;\n!?]))[ ]*(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]|[①-⑳]|[一二三四五六七八九十]是)[ ]*"
    r"(?P<item>[\u4e00-\u9fffA-Za-z]{2,10}),(?=[^,;。:\d]{0,8}\d)"
    r"|(?:^|(?<=[。;\n!?,]))[ ]*(?:[一二三四五六七八九十]是)?(?P<aspect>[\u4e00-\u9fffA-Za-z、]{2,14}?)方面[,:]"
    r"|[【\[［](?P<boxed>[^】\]］\n\d]{2,16})[】\]］]:?"
)
_SIGNS = expression(r":|【|\[|［|--|-(?=已|累计|完成|开展|实现)|[是.、)①-⑳][^,;。:\d]{2,14},|方面,")
# 年度目标：新增就业5000人: under such a label a statement tells its target again
_TARGET = expression(r"(?:全?年度?|今年|本年|年初|市定|省定)?(?:工作)?(?:目标|任务|计划)(?:目标|任务)?(?:数|值)?")
_BEHIND = expression(_TYPED.format("") + r"[ :]*(?:达到?|为|是|完成|实现)?$")
_SENTENCE_END = expression(r"[。!?\n]")
_TAIL = expression(r"(?:工作|方面)$")
# what stands before a colon and names no metric: a report's part, a unit, a time
_NO_METRIC = expression(
    r"(?:进展|情况|目标|任务|措施|问题|步|计划|其中|目前|截至|指标|备注|说明|进度|成效|成果|是|为|有|如下|包括|即|分别|"
    r"局|办|委|街道|镇|乡|(?<![范景园小片社灌库城矿厂校街新])区|县|市|省|部|公司|集团|院|处|科|厅|署|单位|部门|年|月|季度|期|半年|完成|主要|方式|名称|"
    r"亮点|做法|原因|要求|内容|来源|时间|单位|责任|提示|附件|注)$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The words before a clause, with the characters for which they hold: [begins, ends).

    Args:
        told_again: what stands under it is a target that a statement says again.
        promised: what the task's targets are called, where the name begins one of them.
        apart: its sign is no colon, so the words before a number still hold it and must be cut.
    """

    name: str
    begins: int
    ends: int
    size: int = 1
    measure: str = ""
    apart: bool = False
    told_again: bool = False
    promised: tuple[str, ...] = ()


def heads(text: str, promised: Sequence[str] = ()) -> list[Head]:
    """Return the heads of a levelled text, in its order; most texts have none.

    Args:
        promised: what the targets of the task are called: a label that is one of these names no body.
    """
    if not _SIGNS.search(text):
        return []
    found: list[Head] = []
    matches = [*_LABEL.finditer(text), *_of_lists(text, promised)]
    matches.sort(key=lambda match: match.start("name") if match["name"] else match.start())
    for position, match in enumerate(matches):
        listed = match["item"] or match["aspect"]
        name = _TAIL.sub("", (match["name"] or match["boxed"] or listed).strip())
        if match["item"] and _SAYS_WHAT_IS_DONE.search(name) and not any(name in one for one in promised):
            continue  # 一是强化组织领导，召开会议3次
        told_again = bool(_TARGET.fullmatch(name))
        if _NO_METRIC.search(name) and not any(one.startswith(name) for one in promised):
            name = ""
        begun = tuple(one for one in promised if name and one.startswith(name) and one != name)
        ends = matches[position + 1].start() if position + 1 < len(matches) else len(text)
        stop = (_NEW_LINE if match["boxed"] else _SENTENCE_END).search(text, match.end(), ends)
        measure = match["measure"] if match["measure"] in MEASURES else ""
        size = magnitude_of(match["size"]) if measure and match["size"] else 1
        until = stop.start() if stop else ends
        found.append(Head(name, match.end(), until, size, measure or "", match[0][-1] not in ":,", told_again, begun))
    return found


def _of_lists(text: str, promised: Sequence[str]) -> list[re.Match[str]]:
    """Labels that are names of the promise, with the signs that no other label has: 公园、绿地：, 街区（厂区）：."""
    names = [name for name in promised if any(sign in name for sign in "、(") and len(name) <= _LONGEST]
    found: list[re.Match[str]] = []
    for name in dict.fromkeys(names):
        bare = name.removesuffix("改造").removesuffix("建设")
        if f"{bare}:" in text or f"{name}:" in text:
            label = re.compile(
                rf"(?P<name>{re.escape(bare)}(?:改造|建设)?):(?P<measure>\0)?(?P<size>\0)?(?P<boxed>\0)?(?P<item>\0)?(?P<aspect>\0)?"
            )
            found += label.finditer(text)
    return found


_SAYS_WHAT_IS_DONE = expression(
    r"强化|加强|加快|推[进动]|完善|优化|抓|落实|压实|坚持|紧盯|突出|聚焦|深化|健全|建立|开展|组织|实施|做|明确|严|提升|提高|统筹|创新|狠|建设|打造|建成"
    r"|引进|培育|完成|全面|持续|大力|积极|扎实|稳步|有序|着力|不断|高|出台|制定|印发|搭建|拓|扩|增|盘活|清|整治|治理|改造|修|召开|举办|投入|争取|发放|招|用好|守|保|稳|促"
)
_LONGEST = 24
_NEW_LINE = expression(r"\n")


def head_at(found: list[Head], position: int) -> Head | None:
    """Return the head that holds at a position."""
    at = bisect_right(found, position, key=lambda head: head.begins) - 1
    return found[at] if at >= 0 and position < found[at].ends else None


# a cell that holds a figure and nothing else: 161, 累计完成161
_ALONE = expression(r"[ ]*(?:\d{1,2}-\d{1,2}月)?(?:已|累计|实际)*(?:完成|实现|达到?)?[ ]*\d[\d,. ]*[。]?[ ]*")


def typed_by_target(text: str, targets: Sequence[Target]) -> Head | None:
    """Give the bare figure of a statement the measure that the name of the task's only target types.

    固定资产投资（亿元）300, answered by 161: that is 161亿元.
    """
    if len(targets) != 1 or not targets[0].measure or targets[0].value_text is None or not _ALONE.fullmatch(text):
        return None
    (target,) = targets
    written = plain(str(target.value_text)).replace(",", "").replace(" ", "")
    if target.value is None or not _BARE.fullmatch(written) or not Decimal(written):
        return None
    return Head("", 0, len(text), int(target.value / Decimal(written)), str(target.measure))


_BARE = expression(r"\d+(?:\.\d+)?")


def typed(left: str, value: Decimal, head: Head | None) -> tuple[str, Decimal, str] | None:
    """Give a bare figure the measure in the bracket of its name: what is left of `left`, value and measure."""
    match = _BEHIND.search(left[-24:])
    if match is not None and match["measure"] in MEASURES:
        size = magnitude_of(match["size"])
        return left[: len(left) - len(match[0])], value * size, match["measure"]
    if head is not None and head.measure:
        return left, value * head.size, head.measure
    return None
