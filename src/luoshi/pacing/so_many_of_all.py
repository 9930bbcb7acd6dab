"""So many of all: a rate that a sentence tells by two counts, or by a word that means all of them.

国考断面水质优良比例100%     · 9个国考断面有8个达到或优于Ⅲ类          88.9%
工作站实现镇街全覆盖         · 17个镇街有15个建了工作站                88.2%
学校课后服务覆盖率100%       · 全区67所学校全部开展课后服务            100%
学校课后服务覆盖率100%       · 12所试点学校全部开展课后服务            of the others nothing is said
"""

import re
from datetime import date
from decimal import Decimal

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.pacing.stages import level
from luoshi.place import Span
from luoshi.plan import Basis, Comparator, Observation, Target, Task

_MEASURES = "[个家所座处条项户台村]"
_SO_FAR = r"(?:截[至止](?:目前|(?P<month>\d{1,2})月[底末])|目前|上半年|前[一二三]季度)?,?(?:我[省市区县州旗])?"
_ALL = rf"(?P<all>\d{{1,6}})(?P<measure>{_MEASURES})(?P<whose>[\u4e00-\u9fff]{{2,12}}?)"
_OF_SO_MANY = expression(
    rf"{_SO_FAR}(?P<every>(?:全[省市区县州旗]|全部|所有|辖区)(?:内)?的?)?{_ALL}"
    r"(?:当?中,?)?(?:已|现|目前)?有?(?P<done>\d{1,6})(?P=measure)(?P<told>[^\d,;。!?\n]{2,24})"
)
_ALL_OF_THEM = expression(
    rf"{_SO_FAR}(?P<every>(?:全[省市区县州旗]|全部|所有)(?:内)?的?){_ALL}(?:已|现)?(?:全部|均已|均|都已|都|全面)"
    r"(?P<told>[^\d,;。!?\n]{2,24})",
    needs="全均都",
)
_RATE = expression(r"(?:覆盖率|覆盖面|覆盖|比例|占比|比重|率)$")
_BRINGS = expression(
    r"^(?:实现|已|均|都)*(?:建(?:成|立|设|有|好)?|设(?:立|置|有)?|配(?:备|齐|有)|开展|开通|组建|成立|完成|达到?|实现)?了?(?:水质)?"
)
_JOINS = expression(r"(?:实现|达到|在|的)$")
# what is said of the water by its class
_GOOD_WATER = expression(
    r"^(?:水质)?(?:稳定)?(?:达到或优于|优于或达到|达到|达)(?:地表水)?(?:Ⅲ|III|三)类(?:及以上|以上)?(?:水质)?(?:标准)?$"
)
_GOOD = ("优良", "达标", "合格")
_A_NAME = 3
_FULL = Decimal(100)
_CLAUSES = expression(r"[;。!?\n]|(?<![中内]),")


def told_by_two_counts(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return the rate that two counts of the promised things make, or that all of them are said to be so; else None."""
    if target.value is None or target.comparator in (Comparator.AT_MOST, Comparator.LESS) or target.measure != "%":
        return None
    start = 0
    text = level(task.statement)
    for stop in (*_CLAUSES.finditer(text), None):
        end = len(text) if stop is None else stop.start()
        clause = text[start:end].strip()
        for pattern in (_OF_SO_MANY, _ALL_OF_THEM):
            found = pattern.fullmatch(clause)
            if found is None or _is_stale(_AT_ANOTHER_TIME.search(text[:start]), as_of):
                continue
            if found["month"] is not None and _is_stale(found, as_of):
                continue
            share = _share(target, found)
            if share is not None and share < _FULL and _THE_REST_TOO.match(text, end):
                return None  # 其余2个以预约公交覆盖: those are so, too
            if share is not None:
                return _rate(task, target, share, Span(start, end), as_of)
        start = end + 1
    return None


# 余下2个列入明年计划 are not so
_THE_REST_TOO = expression(
    r"[,;。] *(?:其余|其他|余下|剩余|剩下|另外?|还有)"
    r"(?![^,;。]*(?:未|没|尚|正|计划|列入|拟|将|待|因|在建|推进|争取|力争|年底|明年))"
)
_AT_ANOTHER_TIME = expression(
    r"(?:去年|上年|20\d\d年|年底|年末|下半年|明年|计划|预计|力争|下一?步)[^,;。]*,$"
    r"|(?:^|[,;。])[^,;。]*?(?P<month>\d{1,2})月[底末]?,$"
)


def _is_stale(found: re.Match[str] | None, as_of: date | None) -> bool:
    """Whether the counts are said to be of another month than the report is of, or of another year."""
    if found is None:
        return False
    month = found["month"]
    return month is None or as_of is None or int(month) != as_of.month


def _share(target: Target, found: re.Match[str]) -> Decimal | None:
    """The share that the counts make, in per cent, where they count the promised things and say what was promised."""
    assert target.value is not None
    said = found.groupdict()
    done = int(said.get("done") or found["all"])
    whole = int(found["all"])
    if not 0 < done <= whole or not _says_what_was_promised(target.metric, found["whose"], found["told"]):
        return None
    if not said["every"] and (done == whole or target.value < _FULL):
        return None  # of how many there are in all nothing is said
    return _FULL * done / whole


def _says_what_was_promised(metric: str, whose: str, told: str) -> bool:
    before, found, behind = metric.partition(whose)
    if not found or (before and _JOINS.search(before) is None):
        return False  # 断面 of 国考断面
    promised = _JOINS.sub("", before) + _RATE.sub("", behind)
    if promised.endswith("优良") and _GOOD_WATER.match(told):
        return True
    rest = _BRINGS.sub("", told)
    return bool(rest) and promised.endswith(rest) and (len(rest) >= _A_NAME or rest in (promised, *_GOOD))


def _rate(task: Task, target: Target, share: Decimal, clause: Span, as_of: date | None) -> Observation:
    return Observation(
        metric=target.metric,
        period=Period.to_month(as_of.year, as_of.month) if as_of is not None else None,
        basis=Basis.SHARE,
        value=share.quantize(Decimal("0.1")),
        measure="%",
        span=clause,
        value_span=clause,
        value_text=f"{share.quantize(Decimal('0.1')).normalize():f}%",
        rule="so many of all",
    )
