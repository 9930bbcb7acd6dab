"""How far a figure has come, by the words around it."""

from collections import Counter

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import ALL_OF_THEM, ALREADY, NOW, RESULT, STAGE_WORDS, Progress, progress_in, without_stages

_DONE_SO_FAR = expression(r"已(?:累计|全部|经)?[\u4e00-\u9fff]{1,4}$", needs="已")
# 14个公园陆续完工: not all of them yet
_GRADUALLY = expression(r"(?<!已)(?:陆续|逐步|分批)(?!已)")


def _but_gradually(words: str) -> str:
    return STAGE_WORDS.sub("", _GRADUALLY.sub("", words))


def progress_beside(words: str, promised: str = "", act: str = "") -> Progress | None:
    """Return how far a clause beside a number says that its things have come: 陆续完工 are not all of them yet."""
    found = progress_in(words, promised, act)
    return Progress.UNDER_WAY if found is Progress.DONE and _GRADUALLY.search(words) else found


def progress_of(words: Around, promised: str, act: str = "") -> Progress | None:
    """Return how far the things that a figure counts have come; None where nothing says it."""
    if any((one := _AWAITED.search(said)) and not NOW.search(said, one.end()) for said in (words.right, words.behind)):
        return Progress.UNDER_WAY  # 8家中医馆待挂牌
    left, right = progress_in(words.left, promised, act), progress_in(words.right, promised, act)
    if left is None and _DONE_SO_FAR.search(words.left):
        left = Progress.DONE  # 已举办28场
    if left is None and words.carried:
        left = progress_in(words.carried, promised, act)
    later = progress_beside(words.behind, promised, act) if words.behind else None
    if right is None and later is None and _GRADUALLY.match(words.before) and not content(_but_gradually(words.before)):
        return Progress.UNDER_WAY  # 陆续完工，新建口袋公园14个
    if left is None and right is None and later is None and is_said_of_it(words) and not _has_result(words, act):
        # 停车场正在施工，共20处; 因资金到位晚，仅做了20处 says why
        return progress_beside(_WHY.sub("", words.before), promised, act)
    if left is None and right is None:
        return None if later is not None and _reports(words, promised, act, later) else later
    own = _of_both(left, right, words.right)
    if right is Progress.DONE and own is right and _GRADUALLY.search(words.right):
        own = Progress.UNDER_WAY
    if later is Progress.DONE and ALL_OF_THEM.search(words.behind):
        return later  # 列入计划的120座，现已全部完工
    if own is Progress.DONE and _THE_REST.match(words.behind):
        return own  # 建成绿道74公里，剩余路段未能开工
    # 建成14个，目前正在验收 stays done; 完成14个，均未开工 does not
    return later if own is Progress.DONE and later is Progress.NOT_BEGUN else own


_AWAITED = expression(
    r"^(?!其余|剩余|余下|其他|尚有|另有|部分|少数|个别)[^,;。]{0,10}?(?:等待|(?<![接招对款期善优等])待)(?:正式|全面|对外)*"
    r"(?:挂牌|投用|投运|投产|投入使用|通[电车水气航]|完工|竣工|交付|启用|开[放业诊园馆学]|运营|并网|入住)",
    needs="待",
)
_THE_REST = expression(r" *(?:其余|剩余|余下|其他|尚有|另有)的?(?=[\u4e00-\u9fff])", needs="余其剩另尚")


_WHY = expression(r"(?:因|由于|受)[^,;。]{2,20}?(?:晚|影响|滞后|偏[慢晚紧低高少]|不足|原因|困难|紧张)(?=,|$)")


def is_said_of_it(words: Around) -> bool:
    """Tell whether the clauses before a figure may be said of it: of what has a name, only what names no other.

    交易中心开工建设，牛饲养量81万头: what has begun is no cattle.
    """
    if not words.before:
        return False
    other, own = content(without_stages(words.before)), content(without_stages(words.left))
    strange = sum((Counter(other) - Counter(own + content(words.right))).values())
    return len(own) < _NAMED or strange < _NAMED


_NAMED = 3


def _has_result(words: Around, act: str) -> bool:
    """Whether a verb of result, or the promised deed, stands in front of a number."""
    return RESULT.search(words.left) is not None or (len(act) >= 2 and act[-2:] in words.left)


# what is new at once, and is not built over months
_ADDED = expression(r"新增|净增|培育|引进|新认定|新登记|新设立|培训")
_FORMULA = expression(
    r" *(?:目前|总体上?|整体)?(?:各项|相关|有关|整体|总体|该项)?(?:工作|任务)(?:正在|正|总体|整体|均|都)?"
    r"(?:推进(?:有序|顺利|平稳|有力)|(?:有序|稳步|扎实|顺利|有力|持续)推进|进展(?:顺利|良好|有序|平稳))(?:中)?"
)


def _reports(words: Around, promised: str, act: str, later: Progress) -> bool:
    """Whether a figure stands with a verb of result, and the clause behind speaks of another thing, or of the future.

    盘活1560亩，下一步力争盘活更多 and 新增学位1950个，正在推进配套建设 report; 新建公园12个，目前均在施工 and
    共17个口袋公园，计划近期完工 do not. 新增企业38家，工作推进有序 praises the work: the 38 are there.
    """
    if not _has_result(words, act):
        return False
    if later is Progress.PLANNED or (_ADDED.search(words.left) and _FORMULA.fullmatch(words.behind)):
        return True
    more = Counter(content(STAGE_WORDS.sub("", words.behind))) - Counter(promised)
    return later is not Progress.DONE and sum(more.values()) >= 2


def _of_both(left: Progress | None, right: Progress | None, right_words: str) -> Progress | None:
    if left is None or right is None:
        return right if left is None else left
    if right is Progress.DONE and ALREADY.search(right_words):
        return right
    return min(left, right)
