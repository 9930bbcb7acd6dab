"""Part of a work: whether a clause is said of one part of the promised thing, or of what stands beside it.

文化中心停车场已建成          another work beside it
滨河路左幅已通车              one part, of which the promise does not speak
电厂1号、2号机组均已投运      both its parts, where both were promised
"""

import re

from luoshi.expressions import expression
from luoshi.grammar.listed_works import names_a_work
from luoshi.pacing.likeness import content
from luoshi.pacing.name_in_clause import FURTHER, names, numbered_in
from luoshi.pacing.phase_words import CLAUSES, Answer
from luoshi.pacing.so_many_of_them import ALL_TOLD
from luoshi.pacing.stages import Progress, progress_in, without_stages
from luoshi.plan import MilestoneKind

# a part of the work by itself: 左幅已通车，右幅正在施工
A_PART = expression(
    r"^[^\u4e00-\u9fff]*(?:其余|其他|剩余|另|余下|[左右半]幅|[一二三四]期|[东西南北中]段|[\dA-Z一二三四]+标段?)",
    needs="余其剩另幅期标段",
)
_PART_OF_A_WORK = expression(r"[左右半]幅|[一二三四五]期|首期|[东西南北中]段|[\dA-Z一二三四五]+标段?")


def is_told_apart(thing: str, part: re.Match[str]) -> bool:
    """Whether the promise is of one part itself, so that another part's stage is not its own: 二期 of 公园一期."""
    own = _PART_OF_A_WORK.search(thing)
    its = _PART_OF_A_WORK.search(part[0])
    return own is not None and its is not None and own[0] != its[0]


def is_of_one_part(thing: str, clause: str) -> bool:
    """Whether a clause is said of one part of a work, of which the promise does not speak: 左幅, 一期."""
    if "幅" in thing or "期" in thing or "段" in thing or ALL_TOLD.search(clause):
        return False
    return len({found[0] for found in _PART_OF_A_WORK.finditer(clause)}) == 1


# what of a work is still the work: 体育中心主体工程, 体育中心项目建设
_STILL_IT = expression(r"(?:项目|工程|建设|主体|整体|全线|新建|改扩建|迁建|土建|结构|的|已|均|全部|正式|于|主)+")
_STAGE_OR_DATE = expression(
    r"(?:20\d\d年)?\d+月|按期|如期|按时|提前|成功|圆满|已|正|将|即|拟|预|尚|未|主体|完成|建成|投|竣|完工|开工|启|加快|有序|全|顺利|通过|通车|交付"
)


_BY_NUMBER = expression(r"\d{1,3}号")


def work_beside(thing: str, clause: str) -> str:
    """The other work to which a clause goes on from the thing's name: 停车场 of 文化中心停车场已建成; or nothing."""
    _, name, behind = clause.partition(thing)
    if not name:
        return ""
    if _BY_NUMBER.match(behind):
        return ""  # 电厂1号机组 is a part of it, which is told by its number
    rest = behind[: stop.start()] if (stop := _STAGE_OR_DATE.search(behind)) else ""
    rest = _STILL_IT.sub("", rest).strip(' “”"')
    return rest if len(rest) >= 2 and "、" not in rest and "和" not in rest and names_a_work(rest) else ""


_BEHIND_A_NAME = expression(r"(?:项目|工程|建设|等|以及|[、和与及()（）\d“”]|已|并|正|$)")


def goes_on_to_another(thing: str, clause: str) -> bool:
    """Whether a clause goes on from the thing's name to a noun of its own: 停车场 of 开工建设文化中心停车场."""
    _, name, behind = clause.partition(thing)
    return bool(name) and _BEHIND_A_NAME.match(behind) is None


# a body of the work itself: 大学新校教学楼
BODY = expression(r"(?:楼|厂房|车间|主桥|引桥|主塔|坝|标段|场馆|隧道|车站|站房)$")


def by_a_body(says: Answer, kind: MilestoneKind) -> Answer:
    """What one body of a work tells of all: what is begun of it has begun, what is not finished is not finished."""
    sure = Answer.REACHED if kind is MilestoneKind.START else Answer.NOT_REACHED
    return says if says is sure else Answer.MAYBE


_A_NOUN = 4
# 经水质检测合格后于12月8日正式投用: what was proved before is no part
_PROVED_FIRST = expression(
    r"^[^\u4e00-\u9fff]*经[^,;。]{2,20}?(?:后(?=[于在正\d])|(?:检测|验收|审核)?(?:合格|通过|同意|批准)后?)", needs="经"
)


def is_a_part_alone(thing: str, clause: str, reached: re.Pattern[str]) -> bool:
    """Whether a clause that goes on from the work has a noun of its own in front of its end: 目前桥梁下部结构完成."""
    found = reached.search(clause)
    if found is None:
        return False
    own = content(without_stages(FURTHER.sub("", _PROVED_FIRST.sub("", clause[: found.start()]))))
    return sum(letter not in thing for letter in own) >= _A_NOUN


_A_LINE = "线"


def parts_by_number(clause: str) -> list[str]:
    """The parts of one work that a clause names by their numbers; a line of a metro is a work of its own."""
    return sorted(part for part in numbered_in(clause) if not part.endswith(_A_LINE))


_A_STEP_OF_A_PART = expression(
    r"号(?:楼|机组|厂房|隧道|桥|井|机)[^,;。]{0,4}?(?:基础|桩基|主体|土建|吊装|安装|锅炉|汽轮机|汽机|主变|调试|试运|封顶|灌浆|浇筑)"
)


def names_a_step_of_a_part(clause: str) -> bool:
    """Tell whether a clause names one step of a numbered part: 2号机组基础."""
    return _A_STEP_OF_A_PART.search(clause) is not None


def are_two_alike(parts: set[str]) -> bool:
    """Whether there are two parts of one kind: 1号机组, 2号机组."""
    return len(parts) == _TWO and len({part.lstrip("0123456789") for part in parts}) == 1


_TWO = 2
BOTH = expression(r"双机|双线|双幅|双塔|两台机组|两机")


def of_both(text: str, name: str, reached: re.Pattern[str]) -> bool:
    """Whether a sentence that names the work says of both its parts that they have come so far: 双机均已投运."""
    return names(name, text) and any(
        BOTH.search(clause) and reached.search(clause) and progress_in(clause) is Progress.DONE
        for clause in CLAUSES.split(text)
    )
