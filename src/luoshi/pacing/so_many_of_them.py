"""So many of them: what a sentence says of how many of the promised things have come so far.

全部项目开工 · 55个项目已开工51个      some of them have not
已办结39个，还有6个在办                some are left
"""

from luoshi.expressions import expression
from luoshi.pacing.phase_words import CLAUSES, RATE_BELOW, REACHED, Answer
from luoshi.plan import MilestoneKind

ALL_OF_THEM = expression(r"全部|所有|均(?!衡)|都(?!市|江|会)")
ALL_TOLD = expression(r"全部|所有|均(?!衡)|都(?!市|江|会)|全数|全面|100%|百分之百")
_COUNT_BEHIND = expression(r"[^\d,;。!?\n]{0,10}?\d{1,9}[个家所座处条项户台件宗套栋]")
SOME_NOT = expression(
    r"尚未|还未|仍未|未(?:开工|动工|完工|建成|投用|通车|启动)"
    r"|(?:其余|剩余|余下|另有|还有)[^,;。]{1,14}?(?:没|未|尚|正在|计划|预计|拟|将)"
)
# 55个新建项目已开工51个: some of them are not
OF_SO_MANY = expression(
    r"(?P<all>\d{1,9})(?P<measure>[个家所座处条项户台])[^\d,;。]{0,16}?(?:中,[^\d,;。]{0,6})?(?P<done>\d{1,9})(?P=measure)",
    needs="个台处家座户所条项",
)
# so many are left: 还有6个在办施工许可
SO_MANY_LEFT = expression(
    r"^[^\u4e00-\u9fff\d]*(?:但|不过|目前|现)?(?:另外?|其余|剩余|余下)?(?:还有|尚有|仍有|另有|还剩|剩下?|其余|剩余|余下)的?"
    r"(?:\d{1,9}|[一两二三四五六七八九十百]{1,4})[个家所座处条项户台件宗]",
    needs="余另剩还其仍尚",
)


def of_all(text: str, kind: MilestoneKind) -> Answer:
    """What a sentence tells of all of several works, of which none is named: 已开工47个 does not say of how many."""
    if RATE_BELOW.search(text):
        return Answer.NOT_REACHED
    told = any(ALL_TOLD.search(clause) and REACHED[kind].search(clause) for clause in CLAUSES.split(text))
    if told or ((some := OF_SO_MANY.search(text)) and int(some["done"]) >= int(some["all"])):
        return Answer.REACHED
    counted = any(_COUNT_BEHIND.match(text, found.end()) for found in REACHED[kind].finditer(text))
    return Answer.MAYBE if counted else Answer.REACHED


_REST_OF_THEM = expression(
    r"(?P<all>\d{1,9})(?P<measure>[个家所座处条项户台件宗])[^\d。;]{0,20}?(?P<done>\d{1,9})(?P=measure)[^\d。;]{0,16}?"
    r"(?:余下|剩余|其余|还有|尚有|另有|剩)[^\d,;。]{0,6}(?P<rest>\d{1,9})(?P=measure)",
    needs="余其剩另尚还",
)


def leaves_some(text: str) -> bool:
    """Whether what is done and what is left make up all that there are: 项目42个，办结39个，余下3个."""
    found = _REST_OF_THEM.search(text)
    return found is not None and int(found["rest"]) > 0 and int(found["all"]) == int(found["done"]) + int(found["rest"])


def same_things(thing: str, words: str) -> bool:
    """Whether a number counts the things of which a milestone is: 286个新建项目 of 新建项目手续."""
    noun = _COUNTED_NOUN.search(words)
    return noun is not None and noun["noun"] in thing


_COUNTED_NOUN = expression(r"\d{1,9}[个家所座处条项户台]的?(?P<noun>[\u4e00-\u9fff]{2,12}?)(?:中|,|已|有|\d)")
