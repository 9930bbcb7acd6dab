"""So many of them: what a sentence says of how many of the promised things have come so far.

全部项目开工 · 55个项目已开工51个      some of them have not
已办结39个，还有6个在办                some are left
"""

from luoshi.expressions import expression
from luoshi.pacing.phase_words import CLAUSES, RATE_BELOW, REACHED, Answer, answer_of_clause
from luoshi.plan import MilestoneKind

ALL_OF_THEM = expression(r"全部|所有|均(?!衡)|(?<![成首古新])都(?!市|江|会)")
ALL_TOLD = expression(r"全部|所有|均(?!衡)|(?<![成首古新])都(?!市|江|会)|全数|全面|100%|百分之百")
_COUNT_BEHIND = expression(r"[^\d,;。!?\n]{0,10}?\d{1,9}[个家所座处条项户台件宗套栋]")
SOME_NOT = expression(
    r"尚未|还未|仍未|未(?:开工|动工|完工|建成|投用|通车|启动)"
    r"|(?:其余|剩余|余下|另有|还有)[^,;。]{1,14}?(?:没|未|尚|正在|计划|预计|拟|将)"
)
_OF_SO_MANY = expression(
    r"(?P<all>\d{1,9})(?P<measure>[个家所座处条项户台])(?P<between>[^\d,;。]{0,16}?(?:中,[^\d,;。]{0,6})?)(?P<done>\d{1,9})(?P=measure)",
    needs="个台处家座户所条项",
)
# 55个新建项目已开工51个, and not 20个团队和8个剧组 or 48个教学班、6个实验室
_OF_THEM = expression(
    r"中(?![心学小医央])|已|有|[完开复动竣]工|建成|完成|改造|投[用产运]|通[车水气]|启[用动]|办|交付|整改|拆除|达标"
)
_AND_OTHERS = expression(r"[、和与及]$")
# so many are left: 还有6个在办施工许可
SO_MANY_LEFT = expression(
    r"^[^\u4e00-\u9fff\d]*(?:但|不过|目前|现)?(?:另外?|其余|剩余|余下)?(?:还有|尚有|仍有|另有|还剩|剩下?|其余|剩余|余下)的?"
    r"(?:\d{1,9}|[一两二三四五六七八九十百]{1,4})[个家所座处条项户台件宗辆笔栋]",
    needs="余另剩还其仍尚",
)


def so_many_of(text: str) -> tuple[int, int, int] | None:
    """How many of how many things a sentence says to have come so far, and where it ends: 55个项目已开工51个."""
    for found in _OF_SO_MANY.finditer(text):
        if _OF_THEM.search(found["between"]) and not _AND_OTHERS.search(found["between"]):
            return int(found["done"]), int(found["all"]), found.end()
    return None


def of_all(text: str, kind: MilestoneKind) -> Answer:
    """What a sentence tells of all of several works, of which none is named: 已开工47个 does not say of how many."""
    if RATE_BELOW.search(text):
        return Answer.NOT_REACHED
    told = any(ALL_TOLD.search(clause) and REACHED[kind].search(clause) for clause in CLAUSES.split(text))
    some = so_many_of(text)
    if told or (some is not None and some[0] >= some[1]):
        return Answer.REACHED
    counted = any(_COUNT_BEHIND.match(text, found.end()) for found in REACHED[kind].finditer(text))
    return Answer.MAYBE if counted else Answer.REACHED


_A_GROUP = expression(
    r"(?:^|至此|目前|现|全部|上述|以上)(?P<number>[两二三四五六七八九十]|\d{1,2})[个座条所家栋处]?(?P<noun>[\u4e00-\u9fff]{1,10}?)"
    r"(?:已)?(?:全部|均|都)",
    needs="全均都",
)
_NUMBERS = {"两": 2} | {letter: index for index, letter in enumerate("一二三四五六七八九十", start=1)}


def all_by_their_number(text: str, members: tuple[str, ...], kind: MilestoneKind) -> bool:
    """Whether a clause says of as many as are listed that all have come so far: 两个项目均已开工, 三馆均已开放."""
    for clause in CLAUSES.split(text):
        found = _A_GROUP.match(clause.strip())
        if found is None:
            continue
        number = _NUMBERS.get(found["number"]) or int(found["number"])
        noun = found["noun"]
        ours = noun.startswith(("项目", "工程")) or all(noun[:1] in member[-2:] for member in members)
        if number == len(members) and ours and answer_of_clause(clause, kind, REACHED[kind]) is Answer.REACHED:
            return True
    return False


_THE_REST_OF = expression(
    r"(?:其余|剩余|余下)(?P<what>[^,;。]{2,16}?)(?:正在|正|尚|仍|还|未|有序|加快|抓紧|计划|预计|力争|将)",
    needs="余剩其",
)


def leaves_the_rest(text: str, thing: str) -> bool:
    """Whether a sentence calls the rest of all promised things open: 其余项目前期工作正在推进 of 所有项目前期工作."""
    return any(found["what"].endswith(thing[-4:]) for found in _THE_REST_OF.finditer(text))


_REST_OF_THEM = expression(
    r"(?P<all>\d{1,9})(?P<measure>[个家所座处条项户台件宗])[^\d。;]{0,20}?(?P<done>\d{1,9})(?P=measure)[^\d。;]{0,16}?"
    r"(?:余下|剩余|其余|还有|尚有|另有|剩)[^\d,;。]{0,6}(?P<rest>\d{1,9})(?P=measure)",
    needs="余其剩另尚还",
)


def leaves_some(text: str) -> bool:
    """Whether what is done and what is left make up all that there are: 项目42个，办结39个，余下3个."""
    found = _REST_OF_THEM.search(text)
    return found is not None and int(found["rest"]) > 0 and int(found["all"]) == int(found["done"]) + int(found["rest"])


_AS_MANY_UNDONE = expression(
    r"(?:还有|尚有|仍有|余下|剩余|另有|其余)\d{1,9}(?P<measure>[个家所座处条项户台件宗栋])[^\d,;。]{0,6}?(?:未|没有?)能?(?P<deed>[\u4e00-\u9fff]{2})",
    needs="还尚仍余剩另其",
)
_LOOKS = ("核查", "检查", "复核", "核实", "排查", "复查", "抽查", "督查")


def leaves_undone(text: str, thing: str) -> bool:
    """Whether so many are done and so many not, by the deed that was promised: 核查61座，还有14座未核查 of 回头看."""
    for found in _AS_MANY_UNDONE.finditer(text):
        deed, measure = found["deed"], found["measure"]
        promised = deed in thing or (thing.rstrip('”"').endswith("回头看") and deed in _LOOKS)
        if promised and any(one["measure"] == measure for one in _COUNTED_WITH.finditer(text[: found.start()])):
            return deed in text[: found.start()]
    return False


_COUNTED_WITH = expression(r"\d{1,9}(?P<measure>[个家所座处条项户台件宗栋])")


def same_things(thing: str, words: str) -> bool:
    """Whether a number counts the things of which a milestone is: 286个新建项目 of 新建项目手续."""
    noun = _COUNTED_NOUN.search(words)
    return noun is not None and noun["noun"] in thing


_COUNTED_NOUN = expression(r"\d{1,9}[个家所座处条项户台]的?(?P<noun>[\u4e00-\u9fff]{2,12}?)(?:中|,|已|有|\d)")
