"""Sharing: what 分别 gives to each value of its list.

省重点项目开工、竣工分别为63个、36个            省重点项目开工 has 63, 省重点项目竣工 36
新建、改建、扩建幼儿园分别完成12所、9所、4所    新建幼儿园 has 12, 改建幼儿园 9
东城、西城分别建成公园8个、7个                   公园 are counted, 8 of 东城
开工、竣工安置房2000套、1500套                   a list of verbs shares its values out without 分别
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.grammar.scan import normalised
from luoshi.grammar.tails import with_tail

# “小升规”“规升巨” are two members without a sign between them
SPLIT = expression(r"、|(?<=”)(?=“)|以及|和(?!谐|美|平|睦)|与(?!会)|(?<![普惠涉波])及(?!时|以上|格)")
_DO = (
    r"(?:新改扩建|改扩建|新改建|新扩建|新建|改建|扩建|续建|改造提升|改造|修缮|维修|整治|修复|治理|提升|新开工|复工|开工建设|开工|动工|"
    r"竣工投产|竣工|完工|建成投产|建成投用|建成|投产|投用|投运|投入使用|交付使用|交付|通车|签约|落地|入库|开业|"
    r"供应|供地|报批|收储|盘活|引进|培育|认定|申报|新增|净增|退出|淘汰|注销|完成|办结|受理|立案|查处|续签|转化|启动|实施|验收)"
)
_VERB = expression(rf"{_DO}+")
_ENDS_IN_VERB = expression(rf"(?P<head>.*?)(?P<verb>{_DO}+)$")
# 已建成和在建的项目: what is said of things by 的
_BEGINS_WITH_VERB = expression(rf"(?P<verb>{_DO}|在建)(?:(?<=[建成工产用])的(?=..))?(?P<tail>.*)$")
# adverbs, months and verbs in front of the first member are said of all
_LEAD = expression(
    r"(?:预计|计划|力争|拟|将|目前|现|已|累计|共|共计|合计|全年|今年|本年|上半年|前三季度|一季度|\d{1,2}[-—]\d{1,2}月|截至\d*月?[末底]?|其中|"
    rf"全[省市区县州]|我[省市区县州]|{_DO})+"
)
_NUMBER = r"[+\-−]?\d[\d.]*(?:,\d{3})*[^\d,;。、()和及与]{0,8}(?:\([^()\d]{0,20}\))?"
_STOPS = ",;。!?\n:()"
_VALUES = rf"(?P<values>{_NUMBER}(?:(?:、|和|及|与|以及)(?:增长|下降|提高|上升|降低|减少|增加|提升|达到)?{_NUMBER})+)"
_BEHIND = expression(rf"(?P<deed>[^{_STOPS}\d]{{0,24}}?){_VALUES}")
_LINK = expression(r"(?:同比|均)$")
# 进口、出口较上月分别增长2%、1%: what they are held against is said of each
_AGAINST_LAST_MONTH = expression(r"(?:环比|[较比](?:上个?月|上个?季度))$")
# 开工、竣工安置房2000套、1500套; the first pattern finds the place at little cost
_TWO_VERBS = expression(
    r"[建造工产用约地库业成车升治复缮训定报引活](?:、|和|及|与)(?=[新改扩续修整治提复开动竣完投交通签落入供报收盘引培认申退淘办立转启验建])"
)
_VERB_LAST = expression(rf"{_DO}$")
_VERB_NEXT = expression(rf"{_DO}[^{_STOPS}\d]{{0,20}}?{_VALUES}")
_VALUE = expression(_NUMBER)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list.

    Args:
        lead: what stands before the list and is said of all: 预计, 累计完成.
        name: what is its own, with the noun that it shares: 省重点项目竣工, 改建幼儿园.
        noun: the noun alone, where the members are verbs; else empty.
        verb: its verb, where the members are verbs; else empty.
    """

    lead: str
    name: str
    noun: str = ""
    verb: str = ""


# 软件和信息技术服务业、租赁和商务服务业 are two: of two ways to join, one parts the names
_ONE_WAY = (
    expression(r"、"),
    # 中央和省环保督察任务、信访案件及专项行动 are three
    expression(r"、|以及|与(?!会)|(?<![普惠涉波])及(?!时|以上|格)"),
    expression(r"、|以及|和(?!谐|美|平|睦)"),
    expression(r"以及|和(?!谐|美|平|睦)|与(?!会)|(?<![普惠涉波])及(?!时|以上|格)"),
)


def split_into(words: str, count: int) -> list[str]:
    """Split a list of names at all that joins them, else in the one way that gives as many as there are values."""
    parts = [part.strip() for part in SPLIT.split(words)]
    if len(parts) > count > 1:
        for way in _ONE_WAY:
            fewer = [part.strip() for part in way.split(words)]
            if len(fewer) == count:
                return fewer
    return parts


def members_before(words: str, count: int) -> tuple[Member, ...]:
    """Return the members of the list that stands before 分别, one for each of `count` values; else none."""
    parts = split_into(words.rstrip(" ,:的"), count)
    if len(parts) != count or count < 2 or not all(parts):
        return ()
    lead = ""
    if (found := _LEAD.match(parts[0])) is not None and found.end() < len(parts[0]):
        lead, parts[0] = found[0], parts[0][found.end() :]
    if (by_verbs := _by_verbs(lead, parts)) is not None:
        return by_verbs
    if lead and (by_verbs := _by_verbs("", [lead + parts[0], *parts[1:]])) is not None:
        return by_verbs
    return tuple(Member(lead, part) for part in with_tail(parts))


def _by_verbs(lead: str, parts: list[str]) -> tuple[Member, ...] | None:
    """Return the members of a list of verbs with one noun, which stands before the first or behind the last."""
    first, last = _ENDS_IN_VERB.fullmatch(parts[0]), _BEGINS_WITH_VERB.fullmatch(parts[-1])
    if first is None or last is None or not all(_VERB.fullmatch(part) for part in parts[1:-1]):
        return None
    head, tail = first["head"], last["tail"]
    if (again := _VERB.match(tail)) is not None:  # 建成投产
        last_verb, tail = last["verb"] + again[0], tail[again.end() :]
    else:
        last_verb = last["verb"]
    verbs = [first["verb"], *parts[1:-1], last_verb]
    if len(set(verbs)) < len(verbs):
        return None
    return tuple(Member(lead, head + verb + tail, head + tail, verb) for verb in verbs)


@dataclass(frozen=True, slots=True)
class Shared:
    """One value of a list that 分别 shares out.

    Args:
        begins: where the list's first value begins.
        member: the member that the value is of; deed: the words between 分别 and the first value.
    """

    begins: int
    member: Member
    deed: str

    @property
    def words(self) -> str:
        """The words in front of the value, with its own member alone: 省重点项目竣工分别为."""
        return f"{self.member.lead}{self.member.name}分别{self.deed}"


def shared_value(text: str, at: int) -> Shared | None:
    """Return the value that begins at a place, where 分别 or a list of verbs shares it out; None for all others."""
    return _lists(text).get(at)


@lru_cache(maxsize=1024)
def _lists(text: str) -> dict[int, Shared]:
    own: dict[int, Shared] = {}
    for run in _runs(text):
        members = members_before(run.before, len(run.values))
        if run.by_verbs and not all(member.verb for member in members):
            continue
        for at, member in zip(run.values, members, strict=False):
            own[at] = Shared(run.values[0], member, run.deed)
    return own


def shared_run(text: str, at: int) -> int | None:
    """Return where the values begin among which 分别 gives out one, whether or not its members are told; else None."""
    return next((run.values[0] for run in _runs(text) if not run.by_verbs and at in run.values), None)


def shared_values(text: str, at: int) -> tuple[int, ...]:
    """Return where all values begin of the list among which 分别 gives out the one at a place; else none."""
    return next((run.values for run in _runs(text) if not run.by_verbs and at in run.values), ())


@dataclass(frozen=True, slots=True)
class _Run:
    """The words of a list with the places of its values; `by_verbs`: without 分别."""

    before: str
    deed: str
    values: tuple[int, ...]
    by_verbs: bool = False


_SHARED_OUT = expression(r"分别|[、和及与]")  # of which one stands in each list of verbs, too


@lru_cache(maxsize=1024)
def _runs(text: str) -> tuple[_Run, ...]:
    text = normalised(text)
    if _SHARED_OUT.search(text) is None:
        return ()
    runs = []
    for link in _TWO_VERBS.finditer(text):
        begins, behind = _clause(text, link.start()), _VERB_NEXT.match(text, link.end())
        if behind is not None and _VERB_LAST.search(text, begins, link.start() + 1):
            runs.append(_Run(text[begins : behind.start("values")], "", _places(text, behind), True))
    at = text.find("分别")
    while at >= 0:
        if (behind := _BEHIND.match(text, at + 2)) is not None:
            begins = _clause(text, at - 1 if text[at - 1 : at] == "," else at)
            before, against = _LINK.sub("", text[begins:at].rstrip(",")), ""
            if (found := _AGAINST_LAST_MONTH.search(before)) is not None:
                before, against = before[: found.start()], found[0]
            runs.append(_Run(before, against + behind["deed"], _places(text, behind)))
        at = text.find("分别", at + 2)
    return tuple(runs)


def _clause(text: str, at: int) -> int:
    """Where the clause begins in which a place stands."""
    return max(text.rfind(stop, 0, max(at, 0)) for stop in _STOPS) + 1


def _places(text: str, behind: re.Match[str]) -> tuple[int, ...]:
    return tuple(value.start() for value in _VALUE.finditer(text, behind.start("values"), behind.end("values")))


def leading_verb(words: str) -> str:
    """Return the verb that words begin with, without 新: 签约 of 新签约项目; or nothing."""
    found = _LEADING.match(words)
    return found[1] if found is not None else ""


_LEADING = expression(rf"新?({_DO})")
