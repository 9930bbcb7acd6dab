"""Milestones in a sentence: whether it says of the very thing that it has reached its phase.

新院区9月底前投用 · 新院区已于8月投入使用        reached
新院区9月底前投用 · 新院区主体封顶，正在装修      not reached: a stage before it
甲桥10月底前建成 · 甲桥主体完工，乙隧道建成通车    not reached: what is built is another thing
"""

import re
from enum import Enum
from functools import lru_cache

from luoshi.pacing.likeness import content
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.plan import Milestone, MilestoneKind


class Answer(Enum):
    """What a sentence says of one milestone."""

    REACHED = "reached"
    NOT_REACHED = "not reached"
    MAYBE = "maybe"
    NOTHING = "nothing"


# as much of the thing's name has to stand in the clause
NAMED = 0.7
_CLAUSE = re.compile(r"[,;。!?\n]")
_REACHED: dict[MilestoneKind, re.Pattern[str]] = {
    MilestoneKind.START: re.compile(r"开工|动工|破土|奠基|进场施工|开建|启动"),
    MilestoneKind.COMPLETE: re.compile(
        r"建成(?!区|后)|完工|竣工|完成(?!率|工程量|总|投资|进度|[^,;。]{0,8}\d)|投用|投入使用|通车|投产|交付|开放|开园|开业|运营|启用|通水|通气|落成|验收"
    ),
    MilestoneKind.COMMISSION: re.compile(
        r"投用|投入使用|通车|投产|投运|交付|开放|开园|开业|开诊|运营|运行|启用|通水|通气|开学|入驻|上线"
    ),
    MilestoneKind.ISSUE: re.compile(r"出台|印发|发布|颁布|施行"),
    MilestoneKind.HOLD: re.compile(r"举办|召开|举行|承办|办成|闭幕"),
}
_SOME_NOT = re.compile(
    r"尚未|还未|仍未|未(?:开工|动工|完工|建成|投用|通车|启动)"
    r"|(?:其余|剩余|余下|另有|还有)[^,;。]{1,14}?(?:没|未|尚|正在|计划|预计|拟|将)"
)
# 55个新建项目已开工51个: some of them are not
_OF_SO_MANY = re.compile(r"(?P<all>\d+)(?P<measure>[个家所座处条项户台])[^\d,;。]{0,16}?(?P<done>\d+)(?P=measure)")
_BUILDING = re.compile(r"施工(?!图|许可|单位|招标)|在建|封顶|桩基|铺设|浇筑|吊装")
_SAYS_SO = re.compile(r"已|全部|全面|正式|成功|顺利|如期|按期|提前|均|于\d")
_NEARLY = re.compile(r"基本(?:完成|完工|建成|竣工|结束|到位)")
_FURTHER = re.compile(
    r"^[^\u4e00-\u9fff]*(?:月(?:[^\u4e00-\u9fff]{1,3}日|底|末)?前?)?(?:目前|现|均|全部|都|已|正|正在|尚|还|仍|于|并|且|其|项目|工程|主体|整体)"
)


def answer_in_words(statement: str, milestone: Milestone) -> Answer:
    """Tell what a statement says of a milestone: of a clause that names the thing, or goes on with it."""
    if milestone.kind not in _REACHED or not statement.strip():
        return Answer.NOTHING
    return _answer(statement, milestone.object, milestone.kind)


# the rules ask several times over of the milestones of one task, and then of the next task's
@lru_cache(maxsize=32)
def _answer(statement: str, thing: str, kind: MilestoneKind) -> Answer:
    text, thing = level(statement), level(thing)
    name = content(thing) or thing
    reached = _REACHED[kind]
    found, named, elsewhere = Answer.NOTHING, False, False
    for clause in _CLAUSE.split(text):
        if not clause.strip():
            continue
        by_name = _names(name, clause) if content(thing) else thing in clause  # 新建项目 is made of fillers
        named = by_name or (named and _FURTHER.match(clause) is not None)
        says = _of_clause(
            clause.replace(thing, ""), kind, reached
        )  # 规划编制已完成: what is promised is no stage of it
        if named and says is not Answer.NOTHING and (by_name or found is not Answer.REACHED):
            found = says  # 编制完成，已报审批: what follows its completion does not undo it
        elsewhere = elsewhere or says is Answer.REACHED
    some = _OF_SO_MANY.search(text)
    short = some is not None and int(some["done"]) < int(some["all"])
    if found is Answer.REACHED and (short or _SOME_NOT.search(text)):
        return Answer.NOT_REACHED  # 已开工135个，另有7个尚未动工
    if found is Answer.NOTHING and elsewhere:
        return Answer.MAYBE
    return found


def _names(name: str, clause: str) -> bool:
    """Whether a clause names the thing: most of its letters stand there, the last two of them side by side."""
    words = content(clause) or clause
    if not name or not words:
        return False
    if len(name) > 3 and name[-3:] in words:
        return True
    share = sum(letter in words for letter in name) / len(name)
    return share >= NAMED and name[-2:] in words


def _of_clause(clause: str, kind: MilestoneKind, reached: re.Pattern[str]) -> Answer:
    progress = progress_in(clause)
    if progress is None:
        return Answer.NOTHING
    if kind is not MilestoneKind.START and _NEARLY.search(clause):
        return Answer.MAYBE  # 已基本完成
    needed = Progress.BEGUN if kind is MilestoneKind.START else Progress.DONE
    if progress >= needed and reached.search(clause):
        return Answer.REACHED if _SAYS_SO.search(clause) or progress is Progress.DONE else Answer.MAYBE
    if kind is MilestoneKind.START and progress is Progress.UNDER_WAY and _BUILDING.search(clause):
        return Answer.REACHED
    return Answer.NOT_REACHED if progress < needed else Answer.NOTHING
