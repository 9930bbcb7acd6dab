"""A name and what is asked of it, in two cells or lines: one wording, or an objective and its text.

固定资产投资 | 增长8%以上             the goal names no subject: 固定资产投资增长8%以上
滨江医院     | 6月底前完工投运        滨江医院6月底前完工投运
教育提质     | 新建学校5所            教育提质 is the objective
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar import Grammar
from luoshi.place import Span
from luoshi.plan import Target
from luoshi.tasktable.draft import Draft

_WHEN = (
    r"(?:力争|确保|争取|预计|计划|全年|年内|(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:年?底|末|份|上旬|中旬|下旬)?(?:之?前|内)?"
    r"|[一二三四上下]季度(?:前)?|[上下]半年|同比|年均|比上年|较上年|比去年|累计|基本|全面|全部|如期|实现|按期|正式)"
)
_CHANGE = (
    r"(?:增长|增加|增速|下降|降低|减少|提高|提升|保持在?|稳定在|达到?|不低于|不少于|不超过|不高于|低于|高于|控制在|突破|超过|完成"
    r"|新增|新建|建成|改造|引进|培育|投用|开工)?"
)
_MEASURE = (
    r"[万亿]?(?:个?百分点|平方米|平方公里|立方米|人次|标准箱|[^\d，,。；;\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{0,2})"
)
_AMOUNT = rf"(?:到|至)?[约近超≥≤><]?\d[\d.,]*{_MEASURE}(?:以上|以下|左右|以内)?"
_DONE = (
    r"(?:完工|投运|竣工|开工|建成|投用|通车|封顶|交付|启动|完成|投产|验收|运营|挂牌|开园|投入使用|启用|试运行|使用|运行|建设|任务"
    r"|投入运营|主体(?:工程|结构|封顶)?|前期工作|并网|通水|通气)"
)
_BARE = expression(rf"^(?:{_WHEN})*(?:{_CHANGE}{_AMOUNT}|{_DONE}(?:[、并和]?{_DONE})*)$")

_AMOUNT_ALONE = expression(rf"^[约近超≥≤><]?\d[\d.,]*{_MEASURE}(?:以上|以下|左右|以内)?$")

_AROUND_AMOUNT = expression(r"^[约近超≥≤><]|(?:以上|以下|左右|以内)$")
_ENDS_IN_AMOUNT = expression(rf"\d$|\d[\d.,]*{_MEASURE}(?:以上|以下|左右|以内)?$")


def names_no_subject(goal: str) -> bool:
    """Tell whether a goal alone does not say of what: 增长8%以上, 6月底前完工投运, 100家."""
    first = re.split(r"[，,；;。\n]", goal.strip(), maxsplit=1)[0].strip()
    return 0 < len(first) <= 30 and bool(_BARE.match(first))


def is_bare_amount(goal: str) -> bool:
    """Tell whether a goal is a number with its measure and nothing else: 20公里."""
    return bool(_AMOUNT_ALONE.match(goal.strip()))


def says_already(words: str, goal: str) -> bool:
    """Tell whether words hold the amount that a cell beside them repeats: 签约项目40个 | 40个以上."""
    amount = _AROUND_AMOUNT.sub("", re.sub(r"\s", "", goal))
    if not (is_bare_amount(amount) or names_no_subject(amount)) or not re.search(r"\d", amount):
        return False
    said = rf"(?<![\d.．,，])(?:{re.escape(amount)})(?![\d.．%％万亿])"
    return re.search(said, re.sub(r"\s", "", words)) is not None


def one_wording(name: str, goal: str) -> str:
    """Join a name and a goal without a subject; a mark stands between where two numbers would run together.

    An amount that the name says itself is not said again.
    """
    if says_already(name, goal):
        return name
    mark = "：" if _ENDS_IN_AMOUNT.search(name) and goal[:1].isdigit() else ""
    return f"{name.rstrip('：:')}{mark}{goal}"


def with_goals(draft: Draft, told: Sequence[Target], year: int | None, grammar: Grammar) -> tuple[Target, ...]:
    """Return the targets of the words, and those of goals in cells of their own, each with its place.

    What words and cell both say is one target: it points to the words, and its place is the cell.
    """
    found = list(told)
    for goal in draft.goals:
        stop = "" if not re.search(r"[。；;！!\d]$", goal.metric) else "，"
        sentence = f"{goal.metric.rstrip('。；;！!')}{stop}{goal.written}"
        for target in grammar.read_promise(sentence, year=year).targets:
            same = [i for i, one in enumerate(found) if (one.value, one.measure) == (target.value, target.measure)]
            if same or target.span.end <= len(goal.metric):
                found[:] = [replace(one, place=goal.place) if i in same else one for i, one in enumerate(found)]
                continue
            written = sentence[max(len(sentence) - len(goal.written), 0) :]
            found.append(
                replace(target, span=Span(0, len(draft.text)), value_span=None, place=goal.place, written=written)
            )
    return tuple(found)
