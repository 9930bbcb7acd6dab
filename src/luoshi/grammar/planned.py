"""Planned: figures that a statement means to reach, and has not reached yet.

全年计划更新500台, 下一步力争全年盘活2100亩, 目标新增绿化面积25万方: nobody reports these as done.
"""

import re

REACH = 60  # letters; a clause is hardly longer, and time stays linear
_STOP = re.compile(r"[,;。:!?\n]")
_SENTENCE = re.compile(r"[;。!?\n]")
_YEAR = r"(?:其中)?(?:全年|今年|本年|年度|年初|年内|年底前?|下半年|[三四]季度|后续|明年)?"
_HEAD = re.compile(
    rf"^[ ]*{_YEAR}(?:原|总|共)?(?:计划(?!任务|单列|生育|内|外|书|的|数|性|投资)"
    r"|目标(?!任务?(?:的|数|完成)|的|完成|达成|进度|值|责任|考核))"
)
# 争取 with an object is done already: 争取资金9.3亿元
_MEANT = re.compile(
    r"力争|争取(?=在|于|到?年|全年|今年|实现|达到|完成|突破|新增)|拟于|拟在|确保(?=在|到?年|全年|今年|达到|完成)"
)
_NEXT = re.compile(r"下一?步|下一阶段|下阶段")
_DONE = re.compile(r"已|实际|现有|目前|截至|累计")


def is_planned(text: str, at: int) -> bool:
    """Tell whether the figure at a place of a statement is one that is only planned.

    Args:
        text: with half-width signs, as `scan.level` gives it.
        at: where the number begins.
    """
    near = text[max(0, at - REACH) : at]
    clause = near[max((found.end() for found in _STOP.finditer(near)), default=0) :]
    sentence = near[max((found.end() for found in _SENTENCE.finditer(near)), default=0) :]
    meant = [found.end() for pattern in (_HEAD, _MEANT) for found in pattern.finditer(clause)]
    if meant and not _DONE.search(clause, max(meant)):
        return True
    onward = _NEXT.search(sentence)
    return onward is not None and not _DONE.search(sentence, onward.end())
