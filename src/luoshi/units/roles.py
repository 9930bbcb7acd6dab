"""Who leads and who helps, where one piece of text says both.

牵头单位:区发改局;配合单位:区经信局、各街道      labels
区发改局牵头,区经信局、各街道配合                 verbs
区发改局(牵头)、区经信局(配合)                    marks behind the names
区人社局、区教育局                                bare: the first named leads
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.units.names import look_like_units, looks_like_unit, split_units, without_loose_ends

_LEAD = "牵头|主办|主责|总牵头|主要责任|第一责任"
_HELP = "配合|协办|协同|协作|协助|参与|参加|会办|联办|支持"
_DUTY = "责任|承办|落实|实施|执行|负责|主管|建设|完成"
_BODY = "(?:单位|部门|科室|主体|机关|方)?"
_LABEL = re.compile(
    rf"(?P<word>{_LEAD}|{_HELP}|{_DUTY})(?:{_BODY}(?:及|和|、)?(?:{_DUTY}|{_LEAD}|{_HELP})?{_BODY})\s*[:：]"
)
_LEADER = re.compile(
    r"(?:责任领导|分管领导|牵头领导|包抓领导|市领导|区领导|县领导|责任人|负责人|分管负责人)\s*[:：]\s*([^；;，,。）)\s]+)"
)
_DUE = re.compile(r"(?:完成|办结)?(?:时限|期限|时间|限时)\s*[:：]\s*([^；;，,。）)\s]+)")
_VERBS = re.compile(
    rf"(?:由)?(?P<names>[^；;。]+?)(?:按(?:职责|照职责)?分工)?(?P<how>共同|联合|分别|各自)?(?P<word>{_LEAD}|负责)(?:负责)?(?:落实|推进|组织实施)?"
)
_HELPERS = re.compile(rf"(?P<names>[^；;。]+?)(?:等)?(?:积极|共同|按职责分工)?(?P<word>{_HELP})(?:落实|推进)?$")
# What a unit ends in that makes a list of names one of units, and what one that stands alone ends in.
_SURE = re.compile(
    r"(?:局|委|办|办公室|厅|政府|公司|集团|街道|镇|乡|部|院|中心|会|队|大学|学院|行|海关|妇联|残联|科协|文联|侨联|社科联|工商联|供销社|各.+|区|县|市)(?:[（(].*[）)])?$"
)
_ALONE = re.compile(
    r"(?:局|委|办|办公室|厅|政府|公司|集团|街道|部|院|中心|会|支队|总队|大队|银行|分行|海关|妇联|残联|科协|文联|侨联|社科联|工商联|供销社)(?:[（(].*[）)])?$"
)
_DATE_BEHIND = re.compile(
    r"\s*[，,；;、]\s*(?P<due>(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|份)?|[一二三四上下]半年|第?[一二三四]季度|年|全年)?"
    r"(?:[上中下]旬|年?底|末)?(?:之?前|完成|前完成)?)$"
)
_TOGETHER = re.compile(r"(?<=[局委办厅部院府会司团行心队）)])(?:会同|联合|商)(?=[\u4e00-\u9fff]{2})")
# A place with a count (东城区20部) is no unit, though it may end as one does.
_COUNTED = re.compile(
    r"(?<!第)\d[\d.,]*[万亿]?(?:平方米|公里|千米|[部座个所家处户人套件台辆条项间张亩吨名位次场例口株盏米])$"
)
_MARKED = re.compile(rf"^(?P<name>.+?)[（(](?P<word>{_LEAD}|{_HELP})(?:单位|部门)?[)）]$")


@dataclass(slots=True)
class Roles:
    """The units that a text names, by what they owe; and the leader and date beside them.

    `assumed` tells that several stood there without a word for who leads, and the first was taken.
    """

    lead: list[str] = field(default_factory=list)
    cooperating: list[str] = field(default_factory=list)
    leader: str | None = None
    due: str | None = None
    assumed: bool = False

    def __bool__(self) -> bool:
        return bool(self.lead or self.cooperating)

    def add(self, names: tuple[str, ...], to: list[str]) -> None:
        to += [name for name in names if name not in self.lead and name not in self.cooperating]


def labelled_roles(text: str) -> Roles | None:
    """Read text with labels (牵头单位:…;配合单位:…). None where it has none."""
    labels = list(_LABEL.finditer(text))
    if not labels:
        return None
    roles = Roles(leader=_group(_LEADER, text), due=_group(_DUE, text))
    helped_by: list[tuple[str, ...]] = []
    duty: list[tuple[str, ...]] = []
    ends = [*(found.start() for found in labels[1:]), len(text)]
    for found, end in zip(labels, ends, strict=True):
        rest = _LEADER.sub("", _DUE.sub("", text[found.end() : end]))
        names = split_units(without_loose_ends(rest))
        if re.match(_LEAD, found["word"]):
            roles.add(names, roles.lead)
        elif re.match(_HELP, found["word"]):
            helped_by.append(names)
        else:
            duty.append(names)
    for names in duty:
        _take_duty(roles, names)
    for names in helped_by:
        roles.add(names, roles.cooperating)
    return roles


def says_more(text: str) -> bool:
    """Tell whether a label (配合单位：, 责任领导：, 完成时限：) stands within a text."""
    return any(pattern.search(text) for pattern in (_LABEL, _LEADER, _DUE))


def _take_duty(roles: Roles, names: tuple[str, ...]) -> None:
    """责任单位 beside 牵头单位 is cooperating; alone, the first named leads."""
    if not roles.lead:
        roles.lead += names[:1]
        names = names[1:]
        roles.assumed = bool(names)
    roles.add(names, roles.cooperating)


def roles_of_cell(cell: str) -> Roles | None:
    """Read a cell or parenthesis that says roles by labels, verbs or marks. None where it is a plain list."""
    text = re.sub(r"\s*\n\s*", "\n", cell.strip())
    if roles := labelled_roles(text.replace("\n", "；")):
        return roles
    dated = _DATE_BEHIND.search(text)
    if dated and dated["due"] and (roles := roles_of_cell(text[: dated.start()])):
        roles.due = roles.due or dated["due"]
        return roles
    return _marked_roles(text) or _verb_roles(text.replace("\n", "，"))


def _marked_roles(text: str) -> Roles | None:
    roles, marked = Roles(), False
    for name in split_units(text):
        found = _MARKED.match(name)
        marked = marked or found is not None
        bare = found["name"] if found else name
        leads = found is not None and re.match(_LEAD, found["word"])
        roles.add((bare,), roles.lead if leads else roles.cooperating)
    return roles if marked and roles.lead else None


def _verb_roles(text: str) -> Roles | None:
    """Read 某局牵头,某局、某局配合 and 某局负责."""
    found = _VERBS.match(text)
    if not found:
        return None
    first, *others = _TOGETHER.split(re.sub(r"^由", "", found["names"]), maxsplit=1)
    names = split_units(first)
    rest = text[found.end() :].strip(" ，,；;。")
    helped = _HELPERS.match(rest)
    # where others are said to help, who leads is a unit whatever its name ends in
    sure = helped is not None and look_like_units(split_units(helped["names"])) and len(found["names"]) <= 40
    if not names or not (sure or look_like_units(names)):
        return None
    roles = Roles(lead=list(names))
    if found["word"] == "负责" and found["how"] not in ("共同", "联合"):
        roles = Roles(lead=list(names[:1]), cooperating=list(names[1:]), assumed=len(names) > 1)
    if others:
        roles.add(split_units(others[0]), roles.cooperating)
    if helped:
        roles.add(split_units(helped["names"]), roles.cooperating)
    elif rest and look_like_units(split_units(rest)):
        roles.add(split_units(rest), roles.cooperating)
    elif rest and len(rest) > 8:
        return None
    return roles


def bare_roles(text: str) -> Roles | None:
    """Read a plain list of units, as a parenthesis at a sentence's end holds one; None for other words.

    A date may close it (区教育局、区住建局，12月底前): it is when they are to be done.
    """
    dated = _DATE_BEHIND.search(text)
    if dated and (roles := bare_roles(text[: dated.start()])):
        roles.due = dated["due"]
        return roles
    names = split_units(text) if not re.search("[:：]", text) else ()
    if not names or any(len(name) < 2 or len(name) > 40 or _COUNTED.search(name) for name in names):
        return None
    if not _mostly_units(names) or not any(_SURE.search(name) for name in names):
        return None
    if len(names) == 1 and (len(names[0]) < 3 or not _ALONE.search(names[0])):
        return None
    return Roles(lead=list(names[:1]), cooperating=list(names[1:]), assumed=len(names) > 1)


def _mostly_units(names: Sequence[str]) -> bool:
    """Tell whether a list is of units; among four or more, one may have a name that ends as no body's does."""
    odd = sum(1 for name in names if not looks_like_unit(name))
    return look_like_units(names) or (len(names) > 3 and odd == 1 and all(len(name) <= 20 for name in names))


def _group(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[1].strip() if found else None
