"""Done to all: whether a clause says that a deed is done to all of the things, or that some are left.

欠款全部清偿到位 · 欠款已全部清偿              done
欠款全部清偿到位 · 清偿率98.6%，尚有7笔未清偿    not done
欠款全部清偿到位 · 已清偿5000万元               nothing: of how much is not said
"""

from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.milestone_rules import DEEDS_TO_ALL
from luoshi.pacing.phase_words import Answer
from luoshi.pacing.stages import Progress, progress_in

_DEEDS = expression("|".join(sorted(DEEDS_TO_ALL.split(), key=len, reverse=True)))
_SOME_LEFT = expression(r"尚有|还有|仍有|还剩|尚余|剩余|其余|余下|未能|未完|没有|个别|(?<!全)部分|少数|大部|多数|基本")
_HOPED = expression(r"力争|确保|争取|计划|预计|拟|将|年底前|月底前|要求|推动|推进|加快|督促|正在|逐步|陆续")


def deed_in(words: str) -> str:
    """The last deed that words name which can be done to all of several things."""
    found = _DEEDS.findall(words)
    return found[-1] if found else ""


def answer_of_deed(clause: str, deed: str) -> Answer:
    """Tell what a levelled clause says of a deed that was to be done to all."""
    if deed not in clause:
        return Answer.NOTHING
    share = next((found for found in _SHARE.finditer(clause) if found["deed"] == deed), None)
    if share is not None and Decimal(share["share"]) < _WHOLE:
        return Answer.NOT_REACHED
    if any(f"{not_yet}{deed}" in clause for not_yet in ("未", "未能", "未完成", "没有")) or _SOME_LEFT.search(clause):
        return Answer.NOT_REACHED
    if _HOPED.search(clause) or progress_in(clause) in (Progress.NOT_BEGUN, Progress.PLANNED):
        return Answer.NOTHING
    done = share is not None or any(deed in (found["deed"], found["task"]) for found in _DONE.finditer(clause))
    return Answer.REACHED if done else Answer.NOTHING


_ONE = "|".join(sorted(DEEDS_TO_ALL.split(), key=len, reverse=True))
_SHARE = expression(
    rf"(?P<deed>{_ONE})(?:率|比例|进度|了)?(?:已|达|到|为|约|近|提高至|完成)*(?P<share>\d{{1,3}}(?:\.\d{{1,4}})?)%",
    needs="%",
)
_WHOLE = 100
# 欠款清偿方案已全部制定, 清偿任务全部分解 and 全部欠款中已清偿80笔 are no end of them
_DONE = expression(
    rf"(?:全部|全数|均|都|全面|应[\u4e00-\u9fff]尽)[^,;。\d]{{0,8}}?(?P<deed>{_ONE})(?:到位|完毕|完成|结束|了)?(?=[^\u4e00-\u9fff\d]|$)"
    rf"|(?P<task>{_ONE})(?:工作|任务)?(?:已|均)*(?:全部|全面|100%)(?:完成|到位|完毕|结束)"
)
