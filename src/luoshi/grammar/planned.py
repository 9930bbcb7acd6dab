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

_PLAN = (
    r"(?:全?年度?|今年|全年|年初|市定|省定|市下达|省下达|上级下达|下达|既定|预期|总|考核|规划|责任状|责任书)*"
    r"(?:目标任务|任务目标|计划任务|任务|计划|目标)(?:数|值|总数|量)?"
)
_RESULT = re.compile(
    rf"(?P<verb>(?:已|也|均)?(?:累计|实际|超额)?(?:完成|占到?|为|是|达到?|实现|相当于)?了?)(?P<of>{_PLAN})\(?(?:为|是|的)?$"
)
_SHARE_BEHIND = re.compile(r"\)?(?:以上)?的(?:约|近|超)?(?:\d[\d.]*[ ]?%|百分之)")


def told_again(before: str, following: str) -> re.Match[str] | None:
    """Find the plan that a figure tells again inside a result: the 6万名 of 完成年度任务（6万名）的110%.

    Args:
        before: the text up to the number, with the words before a bracket.
        following: the text behind the number.

    Returns:
        the words of the plan, `of` among them, at the end of `before`; None where nothing is told again.
    """
    return _RESULT.search(before) if following[:1] in (")", "的", "以") and _SHARE_BEHIND.match(following) else None


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
