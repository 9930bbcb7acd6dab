"""Approval: whether a clause says that what was to be approved is approved.

争取获批设立综合保税区 · 9月获国务院批复同意设立      it is
推动国土空间规划获批 · 规划成果已报省政府待批          not yet
"""

from luoshi.expressions import expression
from luoshi.pacing.phase_words import Answer

APPROVED = expression(
    r"获批(?![后前准]|条件|材料|手续)|获(?:得|国|省|市|部|自|教|财|发|工|批)[^,;。]{0,14}?(?:批复|批准|核准)"
    r"|(?:经|由|已|于|月)[^,;。]{0,16}?(?:批复|批准|核准|同意设立)(?!后|前)|正式(?:批复|批准)|批复(?:同意|实施|设立)"
)
_NOT_YET = expression(
    r"未|没有|暂缓|退回|不予|待批|待审|待[国省市部]|正在|力争|争取|预计|有望|拟|计划(?=于|在|年|明)|将|即将|报批(?!后)|上报(?!后)|已报|报送|报请"
    r"|申报(?![^,;。]*获批)|审查(?!后)|评审|论证|征求|组卷|明年|次年|年底前"
)


_HOPED_FOR = expression(
    r"(?:力争|争取|预计|有望|拟|计划|将|待|未|没有|正在)(?:[^,;。已]{0,12}?)(?:获批|批复|批准|核准)"
)
# 综合保税区规划建设方案获批 is no approval of the zone
_A_PAPER = expression(
    r"方案|规划|材料|可研|可行性|设计|环评|用地|选址|资金|报告|建议书|指标|项目|申请|名单|资格|工程|计划"
)


def answer_of_approval(clause: str) -> Answer:
    """Tell what a levelled clause says of an approval, without the name of what was to be approved."""
    approved = APPROVED.search(clause) is not None
    if _NOT_YET.search(clause):
        return Answer.MAYBE if approved and _HOPED_FOR.search(clause) is None else Answer.NOT_REACHED
    return Answer.REACHED if approved else Answer.NOTHING


def approves_a_paper(thing: str, clause: str) -> bool:
    """Tell whether what is approved is a paper of the thing, and not the thing: 综合保税区规划方案获批."""
    _, name, behind = clause.partition(thing)
    found = APPROVED.search(behind) if name else None
    return found is not None and _A_PAPER.search(behind[: found.end()]) is not None


_GRADE = expression(r"(?:国家|[省市区县镇乡])级", needs="级")
_OWN_GRADE = expression(r"^(?:国家|[省市区县镇乡])级")


def is_of_another_grade(thing: str, clause: str) -> bool:
    """Tell whether a clause speaks of the same thing of another grade: 县级总体规划 of 市级总体规划."""
    own = _GRADE.search(thing)
    others = set(_GRADE.findall(clause))
    return own is not None and bool(others) and own[0] not in others


def without_grade(thing: str) -> str:
    """A thing without the grade in front of it, for which a title writes the name of the place."""
    return _OWN_GRADE.sub("", thing) or thing


_SHORT_PLAN = expression(r"总规(?![模定则])", needs="总")


def with_full_names(text: str) -> str:
    """The text with the plan of a place by its full name, of which 总规 is the short one."""
    return _SHORT_PLAN.sub("总体规划", text.replace("级总规", "级国土空间总体规划"))
