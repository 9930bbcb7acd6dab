"""A result that stands in the words of a task: behind it, on the next line, or in a bracket.

新增学位2745个。截至6月底，已新增1200个。
完成情况：已新增1200个。
新增学位2745个。（市教育局；已新增1200个）
"""

import re

from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.plan import Column
from luoshi.tasktable.draft import Answer
from luoshi.units.beside import date_behind
from luoshi.units.roles import bare_roles, roles_of_cell

_LABEL = expression(
    r"^[【\[（(]?(?P<label>(?:[^:：。，,]{0,12})(?:完成情况|进展情况|工作进展|进展|落实情况|推进情况|目前进度|实际完成|办理情况|成效))[】\]）)]?\s*[:：]\s*"
)
_BEGINS = (
    r"(?:截至|截止)[^。，,；;]{0,14}|(?:目前|现|当前)(?:，|,)?(?:已|累计|正在|共|完成)|(?:1[-—－~～至]\d+月|上半年|[一二三四]季度|前三季度)[^。]{0,8}?"
    r"(?:已|累计|实际|共)?(?:完成|实现|达到|新增|投入|建成|开工)|已(?:完成|建成|开工|投用|新增|全部|累计|实现)|累计(?:完成|实现)"
    r"|正在(?:推进|开展|实施)|序时推进|按序时|未启动|尚未"
)
# a word for the state in brackets: 【已完成】6个公园全部开放
_STATE = (
    r"[【〔\[（(](?:已(?:完成|办结|建成|启动)|基本完成|正?在?(?:推进|实施|进行|办理)中?|正常推进|(?:达到|达|按)?序时(?:进度|推进)?|未(?:启动|完成|开工)|滞后|进度滞后)"
    r"[】〕\]）)]"
)
_RESULT = expression(rf"^(?:{_BEGINS})")
_BEHIND = expression(rf"(?<=[。；;！])\s*(?={_BEGINS}|{_STATE}\S)")
_BRACKET = expression(
    r"[（(\[【〔［]([^（()）\[\]【】〔〕［］]*(?:[（(][^（()）]*[)）][^（()）\[\]【】〔〕［］]*)*)[)）\]】〕］]\s*[。；;]?\s*$",
    needs="([【〔（［",
)
# what a report on results takes up, before what became of it: 关于“新建学校2所”的任务。1所主体完工。
ABOUT = expression(
    r"^关于[“《][^”》]{4,80}[”》](?:的)?(?:工作|重点|目标)?(?:任务|事项|工作|目标|项目|问题)?[。：:]\s*(?=\S{4})",
    needs="关",
)
# what a report says behind its target: 发展党员12名，实际完成7名; 实际利用外资 is what is promised
_ACTUAL = expression(
    r"[，,]\s*(?=实际(?:已|共)?(?:完成|建成|新增|新建|改造|达到|实现|开工|发展|引进|培育|发放|整治|培训)[^。；;]{0,20}\d)",
    needs="实",
)
# In a bracket a bare date (截至2025年底) says when; a result says what was done.
_DONE = expression(r"已|完成|建成|累计|开工|新增|达到|实现|推进|开展|启动|投用|通车|落实|尚未")
_SURELY_DONE = expression(r"已|累计|实际|共|正在|尚未")
_OPEN_DONE = expression(r"^已(?!知|有|经济)[\u4e00-\u9fff]")


def answer_in(text: str, place: Place) -> Answer | None:
    """Read a line as a result: by its label, or by how it begins."""
    if found := _LABEL.match(text):
        return Answer(_column(found["label"]), text[found.end() :].strip(), place)
    return as_answer(text, place) if _RESULT.match(text) else None


def as_answer(text: str, place: Place) -> Answer:
    """A result without a label of its own."""
    return Answer(_column(""), text.strip(), place)


def behind(text: str, place: Place) -> tuple[str, Answer | None]:
    """Split a task's words from the result behind them."""
    found = _BEHIND.search(text)
    if not found or found.start() < 4:
        return text, None
    return text[: found.start()].strip(), Answer(_column(""), text[found.end() :].strip(), place)


def behind_target(text: str, place: Place) -> tuple[str, Answer | None]:
    """Split a target from what a report says of it in the same sentence: …12名，实际完成7名，完成率58.3%."""
    found = _ACTUAL.search(text)
    if not found or found.start() < 4:
        return text, None
    return text[: found.start()].strip(), as_answer(text[found.end() :], place)


def in_bracket(text: str, place: Place) -> tuple[str, Answer | None]:
    """Take a result out of the bracket that closes a task; units that stand before it there stay in theirs."""
    found = _BRACKET.search(text)
    if not found or found.start() < 4:
        return text, None
    inside, before = found[1].strip(), text[: found.start()].rstrip()
    if answer := _done(inside, place):
        return before, answer
    for mark in re.finditer(r"[；;。，,]", inside):
        units, rest = inside[: mark.start()], inside[mark.end() :].strip()
        if date_behind(inside)[1] == rest and not _SURELY_DONE.search(rest):
            continue  # 二季度开工 behind who answers says when
        if (answer := _done(rest, place)) and (roles_of_cell(units) or bare_roles(units)):
            return f"{before}（{units.strip()}）", answer
    return text, None


def _done(text: str, place: Place) -> Answer | None:
    """Read the words of a bracket as a result: labelled, or saying what was done."""
    if not _DONE.search(text):
        return None
    if answer := answer_in(text, place):
        return answer
    return as_answer(text, place) if _OPEN_DONE.match(text) else None


def _column(heading: str) -> Column:
    return Column(0, 0, heading, "report")
