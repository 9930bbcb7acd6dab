"""Planned and restated: figures of a statement that nobody reports as done.

    全年计划更新500台   下一步力争盘活2100亩   全年有望达到6.5%   下半年将新增30家      hoped for
    预计全年完成310亿元 (as of June)                                            a period that is not over
    对照年度目标60家   应完成60家   计划60家   （全年任务60家）   完成5000人的52%      the target, told again

1—6月预计完成48亿元 is none of these: the months are over, and the figure is an estimate.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.grammar.beyond import PLAN, WHOSE
from luoshi.grammar.figure import Figure
from luoshi.plan import Basis, Target
from luoshi.quantity import converted

REACH = 60  # letters; a clause is hardly longer, and time stays linear
_STOP = expression(r"[,;。:!?\n]")
_SENTENCE = expression(r"[;。!?\n]")
_YEAR = r"(?:其中)?(?:全年|今年|本年|年度|年初|年内|年底前?|下半年|[三四]季度|后续|明年)?"
_HEAD = expression(
    rf"^[ ]*{_YEAR}(?:原|总|共)?(?:计划(?!任务|单列|生育|内|外|书|的|数|性|投资)"
    r"|目标(?!任务?(?:的|数|完成)|的|完成|达成|进度|值|责任|考核))"
)
_VERB = (
    r"(?:再|陆续|新)?(?:新增|完成|达|突破|实现|建成|新建|开工|投用|投产|培育|引进|发放|举办|增长|增加|提高|超过|接待|"
    r"于|在|到|有|开展|启动|投入|建设|改造|认定|新认定)"
)
# 争取 with an object is done already: 争取资金9.3亿元; 将40家企业纳入 is 把
_MEANT = expression(
    r"力争|争取(?=在|于|到?年|全年|今年|实现|达到|完成|突破|新增(?![^,;。\d]{0,8}(?:资金|债|额度|指标|补助)))|确保(?=在|到?年|全年|今年|达到|完成)|有望|可望|"
    rf"(?<!虚)拟(?={_VERB})|(?<![度按超初比较年原])计划(?={_VERB}|年底|下半年|今年|明年|\\d+月)|(?:准备|即将|打算)(?={_VERB})|(?<![主名干部上健])将(?=继续|{_VERB})|"
    r"(?:年底|年末|年内|下半年)前?(?:可|能|将|计划|再)|(?:月底|季度末)前(?:可|能|将|再)|到(?:20\d\d年|年)(?:底|末)?(?=达|完成|实现|建成|新增|突破)"
)
# 20家预计年底完成, 3家将于9月开工: the hope stands behind the number
_HOPED_BEHIND = expression(
    r"[^,;。、\d]{0,8}?(?:预计|计划|力争|有望|可望|将|拟|争取)(?:于|在)?(?:今年|明年)?"
    r"(?:年底|年内|下半年|明年|近期|下月|\d{1,2}月|[三四]季度|月底)"
)
_NEXT = expression(r"下一?步|下一阶段|下阶段")
_DONE = expression(r"已|实际|现有|目前|截至|累计|(?<=[、和])完成$")
_ESTIMATE_HEAD = expression(r"[^,;。:\d]{0,6}?(?:预计|预测|估计|[测估]算|预估|初步(?:核算|统计|汇总)|快报数?据?)[,:]")
# 预计（下同）, （预计数，下同）: all that follows is estimated
_THE_SAME_BELOW = expression(
    r"(?:预计|预测|估计|测算|预估|初步核算|初步统计)(?:数据?|值|完成数?)?[(,、]{1,2}(?:以?下(?:均|皆)?同)",
    needs="下",
)
_LATER = expression(r"全年|年底|年末|年内|下半年|明年|次年|来年|三季度|四季度")

# figures that are said of the plan, and are not the plan
_OF_THE_PLAN = frozenset(("beyond the plan", "short of the plan", "share of the plan", "completion rate", "part done"))
_AGAIN = expression(
    # 对照年度目标60家, 任务数60家, 研发载体年度任务60家
    rf"(?:(?:^|[【(,;。、:]|对照|对标|按照?|依据|占)[ ]*{WHOSE}*(?:目标|任务|计划|指标)|{WHOSE}+(?:目标|任务|计划)|"
    r"(?<!重点)(?<!小康)目标|任务(?=[数量]))"
    r"(?:任务|目标|数量?|值|总?量)*(?:分别)?(?:为|是|共|约|不少于|不低于|达到?|增长|提高|下降|增速|[:】 ]|的)*$"
    r"|(?:任务|目标|计划)(?:任务|目标|指标|数)?[:】][^,;。:\d]{0,20}$"
    # 应完成60家, 全年计划投资300亿元
    r"|(?:^|[,;。、:(])[^,;。、:]{0,8}?(?:(?<![供响适对])应|需|须|要求)(?:累计)?(?:完成|新增|建成|培育|达到?|实现|认定|开工|改造|发放|举办)"
    r"[^,;。、\d]{0,10}$"
    r"|(?:全年|今年|年度|本年)度?计划(?:总?投资|建设|新建|新增|完成|改造|实施|开工|建成|投入|培育|引进)[^,;。、\d]{0,10}$"
    r"|(?:^|[,;。(])[ ]*计划(?:建设|新建|新增|完成|改造|实施|开工|建成|投入|培育|引进)[^,;。、\d]{0,10}$"
)
# 应换420处，实换328处
_DUE = expression(r"(?:^|[,;。、:(])[^,;。、:]{0,8}?应(?!急|当|用|届|收账)([\u4e00-\u9fff]{1,4})$", needs="应")
_REACHED = expression(r"(?:完成|达成|实现)(?:了)?(?:全年|年度|今年)?$")
# what follows a target that is told again: 5000人的52%, 60家任务中的28家
_OF_IT = expression(rf"(?:以上|左右)?(?:的?(?:{PLAN}))?(?:\))?(?:的|中的?|里的?)(?=\d)")
_TASK_BEHIND = expression(
    r"的?(?:年度|全年)?(?:目标任务|任务|目标|计划)(?:数|中|里|要求)?(?=[,;]?(?:已|现|累计|实际|完成|还|尚|仍|相比|,|[少差多超低高缺欠]))",
    needs="任目计",
)
_OWN_TASK_BEHIND = expression(r"[^,;。、\d]{0,12}?(?:任务|目标|计划)(?:数|中|里)?(?:已|现|累计|实际|完成|仅|均)")
_PART_BEHIND = expression(
    r"[^,;。、\d]{0,14}?(?:已|累计|实际|(?<![实兑体发出呈再展])现(?![场代金行状])|目前|中)[^,;。、\d]{0,8}$"
)
# 60个小区中，已完成整治41个
_AMONG_THEM = expression(r"[^,;。、\d]{1,12}(?<![初高集其])中,[^,;。、\d]{0,14}", needs="中")
# what may stand behind the word that says it: 竣工并通过验收, 建成通车
_AND_MORE = (
    r"(?:(?:并|且|和|、)?(?:全部|全面|正式|顺利|一次性|均)?(?:通过|完工|竣工|(?:[省市区县州]级|国家|竣工|综合)?验收|合格|备案|投入使用|投用|使用|开放|投运|投产|通车|运营|交付|发放|"
    r"到位|达标|改造|建设|销号|入住)){0,3}"
)
# 今年计划新建公园14个，已全部建成: the plan is told with what came of it
_ONLY_PLANNED = expression(rf"{_YEAR}(?:原|总|共)?计划(?:[^,;。:]{{0,12}})")
_DONE_SINCE = expression(
    r"[^,;。、\d]{0,14}?,?(?:目前|现|均)?已(?:经)?(?:全部|全面|均|都|提前|如期|按期)"
    rf"(?:完成|完工|建成|竣工|投用|投入使用|交付使用|交付|开放){_AND_MORE}(?=[,;。!?\n]|$)"
)
# of the task itself: what is told again is all done, 89公里管网任务已全部完成
_ALL_DONE_BEHIND = expression(
    # 61个小区和137套危房均已全部开工: one is said with the other
    r"[^,;。、\d]{0,16}?(?:(?:和|及|与|、)\d[\d.]{0,8}万?[^,;。、\d]{1,16}?)?"
    r"(?:已(?:于|在)?\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?前?)?(?:(?:已|现已|均|都)*(?:全部|全面|提前|如期|按期|超额)|均已|都已)(?:已|均|都|按期|如期|提前|全部|全面)*"
    rf"(?:开工|动工|完成|完工|建成|竣工|投用|投入使用|交付使用|交付|开放|达成|发放|兑现|到位){_AND_MORE}(?=[,;。!?\n]|$)"
)

_PLAN = (
    r"(?:全?年度?|今年|全年|年初|市定|省定|市下达|省下达|上级下达|下达|既定|预期|总|考核|规划|责任状|责任书)*"
    r"(?:目标任务|任务目标|计划任务|任务|计划|目标)(?:数|值|总数|量)?"
)
_RESULT = expression(
    rf"(?P<verb>(?:已|也|均)?(?:累计|实际|超额)?(?:完成|占到?|为|是|达到?|实现|相当于)?了?)(?P<of>{_PLAN})\(?(?:为|是|的)?$"
    r"|占$"
)
_SHARE_BEHIND = expression(r"\)?(?:以上)?的(?:约|近|超)?(?:\d[\d.]*[ ]?%|百分之)")


def told_again(before: str, following: str) -> re.Match[str] | None:
    """Find the plan that a figure tells again inside a result: the 6万名 of 完成年度任务（6万名）的110%.

    Args:
        before: the text up to the number, with the words before a bracket.
        following: the text behind the number.

    Returns:
        the words of the plan at the end of `before`, `of` among them where it is named (占6000万元的53% names
        none); None where nothing is told again.
    """
    if following[:1] not in (")", "的", "以") or not _SHARE_BEHIND.match(following):
        return None
    return _RESULT.search(before)


# without any of these nothing of a statement is hoped for, told again or estimated: most are passed over at once
_MEANT_WORDS = (
    "预计|计划|目标|力争|争取|确保|有望|可望|拟|将|准备|打算|年底|年末|年内|下半年|[底末]前|到20|到年"
    "|下一?[步阶]|下阶段"
)
_AGAIN_WORDS = "目标|任务|计划|指标|应|需|须|要求"
_ESTIMATE_WORDS = "预|估计|测算|下同"


def _any(words: str) -> re.Pattern[str]:
    """Compile words so that letters that begin none of them are passed over at once."""
    first = "".join(
        sorted({letter for word in words.split("|") for letter in (word[1:3] if word[0] == "[" else word[0])})
    )
    return expression(f"(?=[{first}])(?:{words})")


_MAY_BE_MEANT, _MAY_BE_AGAIN, _MAY_BE_ESTIMATED = map(_any, (_MEANT_WORDS, _AGAIN_WORDS, _ESTIMATE_WORDS))
_MAY_BE_ANY = _any(f"{_MEANT_WORDS}|{_AGAIN_WORDS}|{_ESTIMATE_WORDS}")


class Moods(NamedTuple):
    """Which of the words that this module looks for stand in a text at all."""

    meant: bool
    again: bool
    estimated: bool


_PLAIN = Moods(False, False, False)


def moods(text: str) -> Moods:
    if _MAY_BE_ANY.search(text) is None:
        return _PLAIN
    return Moods(
        _MAY_BE_MEANT.search(text) is not None,
        _MAY_BE_AGAIN.search(text) is not None,
        _MAY_BE_ESTIMATED.search(text) is not None,
    )


def is_planned(text: str, at: int, end: int) -> bool:
    """Tell whether the figure at a place of a statement is one that is only planned.

    Args:
        text: with half-width signs, as `scan.level` gives it.
        at, end: where the number begins, and where it ends with its measure.
    """
    near = text[max(0, at - REACH) : at]
    clause = near[max((found.end() for found in _STOP.finditer(near)), default=0) :]
    sentence = near[max((found.end() for found in _SENTENCE.finditer(near)), default=0) :]
    if (behind := _HOPED_BEHIND.match(text, end)) and not _DONE.search(behind[0]):
        return True
    meant = [found.end() for pattern in (_HEAD, _MEANT) for found in pattern.finditer(clause)]
    if meant and not _DONE.search(clause, max(meant)):
        return not (_ONLY_PLANNED.fullmatch(clause) and _DONE_SINCE.match(text, end))
    onward = _NEXT.search(sentence)
    return onward is not None and not _DONE.search(sentence, onward.end())


def is_estimated(text: str, figure: Figure) -> bool:
    """Tell whether a figure is an estimate by the head of its sentence, 据预计，投资161亿元, or by a 下同 before it."""
    at = figure.frame.token.start
    if _THE_SAME_BELOW.search(text, 0, at) is not None and _DONE.search(figure.frame.left) is None:
        return True
    near = text[max(0, at - REACH) : at]
    sentence = near[max((found.end() for found in _SENTENCE.finditer(near)), default=0) :]
    return _ESTIMATE_HEAD.match(sentence) is not None and _DONE.search(figure.frame.left) is None


def is_ahead(text: str, figure: Figure, period: Period | None, as_of: date | None) -> bool:
    """Tell whether an estimate is of a time that is not over: 预计全年 as of June is hoped for."""
    if as_of is None or not figure.estimated:
        return False
    if period is not None:
        return (period.last_year, period.last_month) > (as_of.year, as_of.month)
    at = figure.frame.token.start
    near = text[max(0, at - REACH) : at]
    clause = near[max((found.end() for found in _STOP.finditer(near)), default=0) :]
    return as_of.month < 12 and _LATER.search(clause) is not None


def goes_on_meaning(figure: Figure, meant: Figure) -> bool:
    """Tell whether a figure without a period of its own goes on from one that is only planned.

    全年有望达到510万人次，增长6%: the growth is hoped for too. So is what 预计 reaches over.
    """
    frame = figure.frame
    shares = figure.estimated or (figure.basis is Basis.GROWTH and figure.metric_from is not None)
    if not shares or frame.sentence != meant.frame.sentence or frame.clause - meant.frame.clause > 1:
        return False
    return frame.start == frame.origin and frame.gap is None and _DONE.search(frame.left) is None


def is_restated(
    text: str, figure: Figure, later: Figure | None, targets: Sequence[Target], *, named: bool = True
) -> bool:
    """Tell whether a figure of a statement only says again what was to be reached.

    Args:
        named: the statement speaks of a plan, task or target somewhere.
        later: the figure behind it, of which it may be the whole: 60场招聘会已举办28场.
        targets: the task's own; where a figure is one of them, less need be said of it.
    """
    token = figure.frame.token
    if token.kind != "quantity" or figure.base or figure.rule in _OF_THE_PLAN:
        return False
    own = any(_is_as_much(figure, target) for target in targets)
    if not (named or own or text[token.end : token.end + 1] in ("的", "中", "里")):
        return False
    before = text[max(0, token.start - REACH) : token.start].removesuffix("(")
    behind = text[token.end : token.end + 40]
    if own and (_ALL_DONE_BEHIND.match(behind) or _DONE_SINCE.match(behind)):
        return False
    if (due := _DUE.search(before)) is not None and _done_of_it(due[1]).match(behind) is not None:
        return True
    if _OF_IT.match(behind) and (own or re.search(rf"(?:完成|占|达到?)(?:了)?(?:[^,;。、\d]{{0,8}}{PLAN})?$", before)):
        return True
    if found := _AGAIN.search(before):
        return not _REACHED.search(before[: found.start()]) or not (own or figure.rule == "level")
    if not _REACHED.search(before) and (_TASK_BEHIND.match(behind) or (own and _OWN_TASK_BEHIND.match(behind))):
        return True
    if not own or later is None or later.measure != figure.measure:
        return False
    between = text[token.end : later.frame.token.start]
    smaller = later.value is not None and figure.value is not None and later.value < figure.value
    if later.frame.clause != figure.frame.clause:
        return smaller and _AMONG_THEM.fullmatch(between) is not None
    return smaller and _PART_BEHIND.match(between) is not None


@lru_cache(maxsize=64)
def _done_of_it(deed: str) -> re.Pattern[str]:
    """What says behind a number that was due how much of it is done: the 实换 behind 应换."""
    return re.compile(rf"[^,;。\d]{{0,8}},?(?:目前|现)?(?:已)?实(?:际)?(?:已)?{deed}(?:了)?\d")


def _is_as_much(figure: Figure, target: Target) -> bool:
    """Whether a figure is the promised number, in its measure or in another: 120000米 of 120公里."""
    if target.measure == figure.measure:
        return target.value == figure.value
    if figure.value is None or figure.measure is None or target.measure is None:
        return False
    factor = converted(Decimal(1), figure.measure, target.measure)
    return factor is not None and figure.value * factor == target.value
