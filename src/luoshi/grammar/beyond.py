"""Beyond and short of the plan: a figure that says how far from the target something is, never how much there is.

超额完成5亿元  超计划4家  超出计划2家完成  比年度计划多150个  多完成150个      more than was planned
还差3个  比计划少3个  欠3个  短缺3个  剩余3个                                  less
完成12家，超计划4家                                                            12 is the amount
完成全年目标并超出320人  提前完成年度任务，超额420人                           more
距年度任务有60张的缺口  对照年度目标，增速低0.8个百分点                        less
超过5亿元  比上年多150个  超额完成任务，完成95个                                none of these
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.grammar.figure import Figure
from luoshi.grammar.frames import Frame
from luoshi.plan import Basis, Comparator, Target

PLAN = (
    r"(?:年度|全年|年初|年|既定|预期|总|省定|市定|省下达|国家下达|上级下达|规划|序时|阶段性?|季度|考核|"
    r"约束性?)*(?:计划|任务|目标|目标任务|进度|序时进度|预算|计划数|任务数|目标数|总任务|总量|规划目标|"
    r"指标)"
)
# who set the target, or for when
WHOSE = (
    r"(?:年度|全年|本年度?|今年|当年|年初(?:确定|下达)?|既定|预定|预期|总|原|各级|[省市区县州]级?(?:定|下达|里)?|上级|国家|下达|"
    r"考核|分解|规划|承担|应|目标|任务|指标|计划)"
)
_NAMED = rf"(?P<of>(?:[^,;。、比较与距离超]{{0,8}})?{PLAN}(?:任务|目标|数|值|要求)?)"
_DO = r"(?:完成|建成|新增|实现|投入|征收|培育|引进|开工|改造|发放|培训|实施|认定|招引|建设)"
_NOW = r"(?:已|又|实际|累计|提前|目前|现|但|均|仍|还|尚|仅|只|将)*"

# each row: what stands right before the number, and whether it is more or less than planned
_MORE = (
    rf"(?:超额|超产|超收|超支){_DO}?(?:了|约|近)?(?P<metric>(?!.*{PLAN})[^,;。、\d]{{0,10}}?)$",
    rf"超额(?:完成|实现){_NAMED}的?$",
    rf"(?:超出|超过|超(?!额)|高于|高出|多于|优于|好于){_NAMED}的?(?P<done>{_DO}|了|近|约)*$",
    rf"(?:比|较){_NAMED}(?:均|已|还|实际)?(?:多|高|超|增加|增长|超出|高出|快|好)(?:{_DO}|[建开招办种修改引育]|出|了|近|约)*$",
    rf"^{_NOW}多(?:{_DO}|出)(?:了|近|约)?[^,;。、\d]{{0,8}}?$",
    # what is done is the whole plan, so that what is beyond it is no amount
    rf"完成(?:了)?{_NAMED}(?:并且?|且|还|又|后)*(?:已|再)?(?:超额|超出|超过|超|多出|多)(?:{_DO}|了|近|约)*$",
)
_LESS = (
    rf"(?:低于|落后于?|少于|欠|差){_NAMED}的?(?:近|约)?$",
    rf"(?:比|较){_NAMED}(?:均|还|仍|实际)?(?:少|低|慢|差|减少|欠|短少?)(?:{_DO}|[建开招办种修改引育]|了|近|约)*$",
    rf"(?:与|距|距离|离|同|和){_NAMED}(?:相比)?(?:还|尚|仍|均)*(?:有)?(?:相差|差|缺|欠|少|短缺|缺口|差距)(?:为|约|近|了)?$",
    rf"^{_NOW}(?:相差|差|缺|欠|短缺|短少|短|少|缺口|欠账|差额|缺额)(?:为|约|近|了|有)?$",
    r"(?:还|尚|仍)(?:相差|差|缺|欠|短缺|短|少|缺口)(?:为|约|近|了)?[^,;。、\d]{0,6}?$",
    r"(?P<of>)短收(?:约|近)?$",
    rf"^{_NOW}(?:少{_DO}|剩余|剩下|剩|余下|未完成|没完成|未建成)(?:了|约|近)?[^,;。、\d]{{0,6}}?$",
)
_ROWS = [(expression(row), 1) for row in _MORE] + [(expression(row), -1) for row in _LESS]
# 还有3个未完成; 超额完成300亿元的年度目标 says the target again
_STILL = expression(rf"(?:(?:与|距|距离|离){_NAMED}(?:相比)?(?:还|尚|仍|均)*|还|尚|仍)有(?:约|近)?$", needs="有")
_NOT_DONE = expression(
    r"[^,;。、\d]{0,8}?(?:未|没有?)(?:完成|建成|完工|竣工|实施|启动|开工|动工|到位|交付|落实)|[^,;。、\d]{0,6}?的?(?:差距|缺口)"
)
# 发电量较280亿千瓦时的年度任务少21亿, 就业距1.5万人的全年目标还差8400人
_FROM_ITS_NUMBER = expression(
    rf"的?(?P<of>{PLAN})(?:还|尚|仍|均|仅|只|也|相比)*(?:(?P<less>少|相?差|缺|低|欠|短)|(?:多|超|高)(?:出|过)?)(?:了|约|近)?"
)
_HELD_BEFORE = expression(r"(?:较|距离?|离|比|与|对照|同|和)(?:全年|年度|今年|本年度?|年初)?$")
# 农桥改造差13座未完工
_LACKING = expression(r"(?<=..)(?:还|尚|仍)?(?:差|缺|欠)$")
# 剩余2.1万名贫困人口全部脱贫: what was left is done
_THE_REST = expression(r"(?:剩余|剩下|余下)[^,;。、\d]{0,6}$")
_ALL_DONE = expression(r"[^,;。]{0,28}?(?:全部|均|都|已)")
_OF_A_PLAN = expression(r"(?:以上|左右)?的[^,;。、\d]{0,6}?(?:计划|任务|目标|指标)")
# letters without which no row holds, so that most numbers are passed over at once
_ANY = expression(r"[超多少欠差缺短剩余未没还尚仍划务标算度量优好]")
# and words of which a row has one at least: 超额, 多完成, 还有, 差, or a plan and what is held against it
_ANY_OF_A_ROW = expression(
    rf"超[额产收支]|多(?:{_DO}|出)|[差缺欠短少剩]|余下|[未没]完成|未建成|[还尚仍]有"
    r"|[超高优好出多于比较低落少欠差与距离同和].*(?:计划|任务|目标|进度|预算|总量|指标)|完成.*(?:计划|任务|目标|指标).*[超多]"
    r"|短收",
    re.S,
)
_BARE = frozenset(("超", "超出", "超过", "已超"))
_AGAINST_OTHERS = expression(r"同比|环比|(?:比|较)(?:上年|去年|上一年|上月|上季|年初(?!计划|目标|任务)|全国|全省|全市)")


@dataclass(frozen=True, slots=True)
class Distance:
    """How far from the plan: the plan as named, the sign, and where in the left side the words begin."""

    of: str
    sign: int
    start: int
    inside: bool


def distance_of(frame: Frame) -> Distance | None:
    """Return what the words before a number say of its distance from the plan, or None."""
    left = frame.left
    if frame.token.kind != "quantity" or _ANY.search(left, max(0, len(left) - 30)) is None:
        return None
    left = left.rstrip(" :")
    held = _HELD_BEFORE.search(frame.before.left.rstrip()) if frame.opened == "q" and frame.before is not None else None
    if held is not None and (own := _FROM_ITS_NUMBER.fullmatch(left)) is not None:
        return Distance(own["of"], -1 if own["less"] else 1, 0, False)
    if _ANY_OF_A_ROW.search(left, max(0, len(left) - 40)) is None:
        return None
    if _AGAINST_OTHERS.search(left):
        return None
    if _OF_A_PLAN.match(frame.right) or (_THE_REST.search(left) and _ALL_DONE.match(frame.following)):
        return None
    if (lacking := _LACKING.search(left)) is not None and _NOT_DONE.match(frame.right):
        return Distance("计划", -1, lacking.start(), False)
    if still := _STILL.search(left):
        of = still["of"] or "计划"
        start = still.start() if still["of"] else len(left)
        return Distance(of, -1, start, False) if _NOT_DONE.match(frame.right) else None
    for row, sign in _ROWS:
        if found := row.search(left, max(0, len(left) - 40)):
            parts = found.groupdict()
            inside = bool(parts.get("metric"))
            return Distance(parts.get("of") or "计划", sign, found.start(), inside)
    return None


def settle(figures: Sequence[Figure], targets: Sequence[Target], text: str) -> None:
    """Settle by the figures and clauses around it, and by the targets, what the words alone leave open.

    305亿元，超5亿元: 5 is how far beyond the plan 305 is. 完成全年目标，超出5亿元: so is this one.
    超计划完成305亿元 of a target of 300亿元 is the amount: nobody is more than the whole target beyond it.

    Args:
        text: all of it, with half-width signs.
    """
    before: Figure | None = None
    for figure in figures:
        comparator = figure.left.comparator
        bare = comparator is not None and comparator.text in _BARE
        if bare and before is not None and _goes_beyond(figure, before):
            _is_beyond(figure, "计划", 1)
        elif bare and (of := _beyond_what_is_done(figure, text)) is not None:
            _is_beyond(figure, of, 1)
        elif figure.basis is Basis.GROWTH and figure.rule in _IN_POINTS and (against := _against(figure, text)):
            _is_beyond(figure, *against)
        elif figure.rule == "beyond the plan" and _is_whole(figure, targets):
            figure.basis, figure.of, figure.rule = Basis.LEVEL, None, "level"
        if figure.rule == "beyond the plan" and bare and _is_whole(figure, targets):
            figure.basis, figure.of, figure.rule = Basis.LEVEL, None, "level"
        before = figure


def _is_beyond(figure: Figure, of: str, sign: int) -> None:
    figure.basis, figure.of, figure.comparator = Basis.GROWTH, of, Comparator.EXACTLY
    figure.rule = "beyond the plan" if sign > 0 else "short of the plan"
    if figure.value is not None:
        figure.value = sign * abs(figure.value)


_SENTENCE = expression(r"[。;!?\n]")
_PLAN_DONE = expression(rf"(?:完成|实现)(?:了)?{_NAMED},(?:并且?|且|还)?(?:已)?$")


def _beyond_what_is_done(figure: Figure, text: str) -> str | None:
    """The plan that the clause before says to be done: 提前完成全年任务，超过320人."""
    frame, left = figure.frame, figure.left
    if left.rest.strip(" ,已并且还共均") or frame.depth or frame.right.strip(" 的完成任务"):
        return None
    found = _PLAN_DONE.search(text, max(0, frame.token.start - 40), frame.token.start - len(frame.left.lstrip()))
    return found["of"] if found is not None else None


# the rules by which a bare number of points is read
_IN_POINTS = frozenset(("difference in points", "change of a rate"))
_HELD_AGAINST = expression(rf"(?:对照|比照|与|同|和|较|对比|相比){_NAMED}(?:相比|比较|比)?,")
_HIGH_OR_LOW = expression(
    r"(?:增速|增幅)?(?:分别|均)?(?:(?P<more>高|多|快)|低|少|慢|差)(?:出|了|约)?$", needs="低多少差快慢高"
)


def _against(figure: Figure, text: str) -> tuple[str, int] | None:
    """The plan that the head of a sentence holds all against, and the sign: 对照年度目标，增速低0.8个百分点."""
    start = figure.frame.token.start
    begins = max((found.end() for found in _SENTENCE.finditer(text, max(0, start - 120), start)), default=0)
    against = _HELD_AGAINST.search(text, begins, start)
    first = figure.head or figure
    word = _HIGH_OR_LOW.search(first.frame.left.rstrip(" :"))
    if against is None or word is None:
        return None
    figure.metric = _HIGH_OR_LOW.sub("", figure.metric) or figure.metric
    return against["of"], 1 if word["more"] else -1


def _goes_beyond(figure: Figure, before: Figure) -> bool:
    frame, left = figure.frame, figure.left
    if left.rest.strip(" ,已并且共均") or frame.depth:
        return False
    if frame.sentence != before.frame.sentence or frame.right.strip(" 的完成任务") or before.value is None:
        return False
    if before.rule in ("share of the plan", "beyond the plan"):
        return True
    same = before.basis is Basis.LEVEL and before.measure == figure.measure
    return same and figure.value is not None and before.value > figure.value


def _is_whole(figure: Figure, targets: Sequence[Target]) -> bool:
    if figure.value is None or figure.measure in ("%", "个百分点"):
        return False
    return any(
        target.measure == figure.measure and target.value is not None and 0 < target.value <= figure.value
        for target in targets
    )
