"""A result that stands in the words of a task, behind it or on the next line.

新增学位2745个。截至6月底，已新增1200个。
完成情况：已新增1200个。
"""

import re

from luoshi.place import Place
from luoshi.plan import Column
from luoshi.tasktable.draft import Answer

_LABEL = re.compile(
    r"^[【\[（(]?(?P<label>(?:[^:：。，,]{0,12})(?:完成情况|进展情况|工作进展|进展|落实情况|推进情况|目前进度|实际完成|办理情况|成效))[】\]）)]?\s*[:：]\s*"
)
_BEGINS = (
    r"(?:截至|截止)[^。，,；;]{0,14}|(?:目前|现|当前)(?:，|,)?(?:已|累计|正在|共|完成)|(?:1[-—－~～至]\d+月|上半年|[一二三四]季度|前三季度)[^。]{0,8}?"
    r"(?:已|累计|实际|共)?(?:完成|实现|达到|新增|投入|建成|开工)|已(?:完成|建成|开工|投用|新增|全部|累计|实现)|累计(?:完成|实现)"
    r"|正在(?:推进|开展|实施)|序时推进|按序时|未启动|尚未"
)
_RESULT = re.compile(rf"^(?:{_BEGINS})")
_BEHIND = re.compile(rf"(?<=[。；;！])\s*(?={_BEGINS})")


def answer_in(text: str, place: Place) -> Answer | None:
    """Read a line as a result: by its label, or by how it begins."""
    if found := _LABEL.match(text):
        return Answer(_column(found["label"]), text[found.end() :].strip(), place)
    return Answer(_column(""), text.strip(), place) if _RESULT.match(text) else None


def behind(text: str, place: Place) -> tuple[str, Answer | None]:
    """Split a task's words from the result behind them."""
    found = _BEHIND.search(text)
    if not found or found.start() < 4:
        return text, None
    return text[: found.start()].strip(), Answer(_column(""), text[found.end() :].strip(), place)


def _column(heading: str) -> Column:
    return Column(0, 0, heading, "report")
