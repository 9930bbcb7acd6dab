"""None of it: promises that something does not happen, held against what is said to have happened.

不发生较大及以上安全生产事故 · 全年未发生较大及以上安全生产事故      done at the year's end, on pace before
杜绝重大环境污染事件 · 发生重大环境污染事件1起                        it has happened: red
不发生较大事故 · 未发生重大事故                                       a graver one: of the lesser nothing is said
不发生重大事故 · 5月未发生重大事故                                    one month is not the year so far
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.pacing.case import Case, assessment
from luoshi.pacing.stages import level
from luoshi.plan import Assessment, Light, State, Task

NONE = "零发生"

_HAPPEN = r"(?:发生|出现|新增|产生|形成|引发)"
_URGING = (
    r"(?:确保|坚决|力争|努力|切实|有效|全力|全年|年内|今年|实现|保持|继续|牢牢|严格|守住"
    r"|全[市区县省州镇旗]|我[市区县]|辖区内?)*"
)
_PROMISED = (
    expression(
        rf"{_URGING}(?:不再?{_HAPPEN}|杜绝|(?:防止|避免|严防){_HAPPEN}?|无新增)(?P<thing>[\u4e00-\u9fff、]{{2,30}}?)"
        rf"(?:的?{_HAPPEN}|的?底线)*"
    ),
    expression(
        rf"{_URGING}(?P<thing>[\u4e00-\u9fff、]{{2,30}}?)(?:实现|保持|力争|确保|继续|全年)*(?:零(?:发生|新增|出现|案发)|为零)"
    ),
)
# what is done so that it does not happen; the promise is what it is for
_EFFORT = expression(
    r"(?:持续|深入|扎实|全面|进一步|统筹|切实|严格|坚决|着力)*(?:加强|强化|压实|落实|深化|健全|抓[好实]|开展|加大|防范|聚焦|坚持|做好|筑牢|提升|推进|完善|巩固|守牢|严密|夯实|排查)"
)
# said in front of what did not happen
_BEFORE_IT = expression(
    r"(?:全[市区县省州镇旗]|我[市区县省]|本[市区县]|辖区内?|[市区县]内|今年|全年|本年|年内|上半年|前[一二三]季度|[一二三四]季度"
    r"|\d{1,2}[-—–~～至到]\d{1,2}月份?|\d{1,2}月份?|(?:截至|截止)?(?:目前|\d{1,2}月[底末]|年[底末])|(?:年初)?以?来|至今|[均也都共已,:]|累计|连续\d+年)*"
)
_PART_OF_YEAR = {
    "一季度": 3,
    "前一季度": 3,
    "上半年": 6,
    "前二季度": 6,
    "前三季度": 9,
    "全年": 12,
}
_FROM_JANUARY = expression(r"1[-—–~～至到](\d{1,2})月")
_UP_TO = expression(r"(?:截至|截止)(\d{1,2})月")
_ONE_MONTH = expression(r"(?<![-—–~～至到\d截止])\d{1,2}月|[二三四]季度")
_NOT = r"(?:未曾?|没有?|从未|并未|无)"
_NONE_OF_IT = (
    expression(rf"{_NOT}再?{_HAPPEN}过?(?P<thing>[\u4e00-\u9fff、]{{2,30}}?)"),
    expression(rf"{_HAPPEN}(?P<thing>[\u4e00-\u9fff、]{{2,30}}?)(?:0|零)[起件例]"),
    expression(rf"无(?P<thing>[\u4e00-\u9fff、]{{2,30}}?)(?:的?{_HAPPEN})?"),
    expression(
        rf"(?P<thing>[\u4e00-\u9fff、]{{2,30}}?)(?:数量?|起数)?(?:实现|保持|继续|均|总体)*"
        rf"(?:零(?:发生|新增|出现|案发|起|件|例)?|为零|为?0[起件例]?|{_NOT}再?{_HAPPEN})"
    ),
)
_NUMBER = r"(?P<number>[\d.一二两三四五六七八九十]+)(?:余|多)?(?:起|件|例|宗|次|人|户|万元|亿元)"
_HAPPENED = (
    expression(rf"{_HAPPEN}了?(?P<thing>[\u4e00-\u9fff]{{2,30}}?)(?:共|达)?{_NUMBER}"),
    expression(rf"{_HAPPEN}了?{_NUMBER}(?P<thing>[\u4e00-\u9fff]{{2,30}}?)"),
    expression(rf"(?P<thing>[\u4e00-\u9fff]{{2,30}}?)(?:{_HAPPEN}|共|达)*{_NUMBER}"),
)
# 去年发生1起, and what was averted or found in time, is none of this year
_NOT_OF_IT = expression(
    r"去年|上年|前年|同期|往年|历史|减少|下降|避免|防止|化解|处[置理]|查[处办]|隐患|演练|消除|排查|侦破|破获|外[省市县]|全[国省]"
)
_GRADE = expression(r"(?P<grade>特别重大|重特大|特大|重大|较大|一般)(?P<above>及?以上)?级?别?")
_GRADES = {"一般": 0, "较大": 1, "重大": 2, "重特大": 2, "特大": 3, "特别重大": 3}
# what says nothing of which kind
_FILLER = expression(r"政府|地方|辖区|责任|案件|事件|事故|现象|情况|问题|类|的|等")
_GENERIC = expression(r"事故|事件|案件|火灾|疫情")
_CLAUSES = expression(r"[,;。!?\n]")


@dataclass(frozen=True, slots=True)
class _Thing:
    """What is not to happen: its kind, how grave, and whether all that is graver belongs to it."""

    kind: str
    generic: str
    grade: int | None
    above: bool

    def covers(self, other: "_Thing") -> bool:
        """Whether none of this means none of the other."""
        wide = not self.kind and bool(self.generic) and self.generic == other.generic
        if not wide and sorted(self.kind) != sorted(other.kind):
            return False
        if self.grade is None:
            return True
        if other.grade is None:
            return False
        if other.above:
            return self.above and self.grade <= other.grade
        return self.grade == other.grade or (self.above and self.grade < other.grade)

    def is_one_of(self, other: "_Thing") -> bool:
        """Whether one of this is one of the other."""
        if sorted(self.kind) != sorted(other.kind) and not (not other.kind and other.generic == self.generic):
            return False
        if other.grade is None:
            return True
        if self.grade is None:
            return False
        return self.grade == other.grade or (other.above and self.grade > other.grade)


def judge_none(case: Case) -> Assessment | None:
    """Judge a task without targets of which each promise is that something does not happen; None for all others."""
    task = case.task
    promised = _promised(task)
    if not promised or task.milestones or case.as_of is None or not task.statement:
        return None
    if (happened := judge_happened(case)) is not None:
        return happened
    said = list(_none_said(task, case.as_of.month))
    if not all(any(one.covers(thing) for one in said) for thing in promised):
        return None
    over = case.overdue or (case.as_of.month, case.as_of.day) == (12, 31)
    state = State.DONE if over else State.ON_PACE
    return assessment(
        case,
        NONE,
        (state, Light.GREEN),
        f"“{task.text}”，完成情况写明没有发生（规则：{NONE} {case.rules.version}）→ {'已完成' if over else '达进度'}",
        f'"{task.text}": none has happened, as the statement says (rule: none {case.rules.version}) → '
        f"{'done' if over else 'on pace'}",
    )


def judge_happened(case: Case) -> Assessment | None:
    """Judge a task of which the statement says that what was not to happen has happened; None for all others."""
    task = case.task
    promised = _promised(task, alone=False)
    if not promised or not task.statement:
        return None
    for said, words in _happened(task):
        if any(said.is_one_of(thing) for thing in promised):
            state = State.OVERDUE if case.overdue else State.BEHIND
            return assessment(
                case,
                NONE,
                (state, Light.RED),
                f"承诺不发生，完成情况写的是“{words}”（规则：{NONE} {case.rules.version}）→ 没有做到",
                f'It was promised not to happen; the statement says "{words}" (rule: none {case.rules.version}) → '
                "not kept",
            )
    return None


def _promised(task: Task, *, alone: bool = True) -> list[_Thing]:
    """The things that are promised not to happen; nothing where a clause promises more, and they have to be alone."""
    things: list[_Thing] = []
    for clause in _clauses(task.text):
        found = next((match for rule in _PROMISED if (match := rule.fullmatch(clause)) is not None), None)
        if found is not None:
            things += _things(found["thing"])
        elif alone and not _EFFORT.match(clause):
            return []
    return things


def _none_said(task: Task, month: int) -> Iterator[_Thing]:
    """The things that are said not to have happened in the year so far."""
    before = ""
    for clause in _clauses(task.statement):
        head = _BEFORE_IT.match(clause)
        lead = head[0] if head is not None else ""
        if lead == clause:
            before = clause  # 上半年，未发生…
            continue
        rest = clause[len(lead) :]
        found = next((match for rule in _NONE_OF_IT if (match := rule.fullmatch(rest)) is not None), None)
        if found is not None and _is_of_the_year(before + lead, month):
            yield from _things(found["thing"])
        before = ""


def _happened(task: Task) -> Iterator[tuple[_Thing, str]]:
    """The things that are said to have happened, with their words."""
    for clause in _clauses(task.statement):
        if _NOT_OF_IT.search(clause):
            continue
        head = _BEFORE_IT.match(clause)
        rest = clause[head.end() :] if head is not None else clause
        for rule in _HAPPENED:
            found = rule.fullmatch(rest)
            if found is None or not found["number"].strip("0.") or re.search(rf"{_NOT}{_HAPPEN}", rest):
                continue
            for thing in _things(found["thing"]):
                yield thing, clause
            break


def _is_of_the_year(words: str, month: int) -> bool:
    """Whether the period that words name, if any, reaches from January to a month."""
    ends = [end for name, end in _PART_OF_YEAR.items() if name in words]
    ends += [int(found[1]) for found in (_FROM_JANUARY.search(words), _UP_TO.search(words)) if found is not None]
    if ends:
        return max(ends) >= month
    return _ONE_MONTH.search(words) is None


def _clauses(text: str) -> list[str]:
    plain = level(text).translate(str.maketrans("", "", '“”" '))
    return [clause for clause in _CLAUSES.split(plain) if clause]


def _things(words: str) -> list[_Thing]:
    """The members of a list, 较大及以上火灾、交通事故: a grade in front is of each."""
    things, grade, above = [], None, False
    generic = found[0] if (found := _GENERIC.search(words.split("、")[-1])) is not None else ""
    for part in re.split(r"[、和及与或](?!以上)", words):
        if (found := _GRADE.search(part)) is not None:
            grade, above = _GRADES[found["grade"]], found["above"] is not None
        kind = _FILLER.sub("", _GRADE.sub("", part))
        things.append(_Thing(kind, generic, grade, above))
    return things
