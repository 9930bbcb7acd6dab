"""Who leads and who helps, where one piece of text says both.

牵头单位:区发改局;配合单位:区经信局、各街道      labels
区发改局牵头,区经信局、各街道配合                 verbs
区发改局(牵头)、区经信局(配合)                    marks behind the names
区人社局、区教育局                                bare: the first named leads
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.expressions import expression
from luoshi.units.beside import UNIT_BODIES, UNIT_WORDS, Beside, beside_units, date_behind, says_beside, with_colons
from luoshi.units.names import look_like_units, looks_like_unit, split_units, without_loose_ends

_LEAD, _HELP, _DUTY = UNIT_WORDS["lead"], UNIT_WORDS["help"], UNIT_WORDS["duty"]
_BODY = rf"(?:{UNIT_BODIES})?"
_LABEL = expression(
    rf"(?P<word>{_LEAD}|{_HELP}|{_DUTY})(?:{_BODY}(?:及|和|、)?(?:{_DUTY}|{_LEAD}|{_HELP})?{_BODY})\s*[:：]",
    needs=":：",
)
# a label ends in a colon, or stands in brackets; most cells have neither, and are passed over at once
_MAY_LABEL = expression(r"[:：【〔\[［]")
_VERBS = expression(
    rf"(?:由)?(?P<names>[^；;。]+?)(?:按(?:职责|照职责)?分工)?(?P<how>共同|联合|分别|各自)?(?P<word>(?:负责)?(?:{_LEAD})|负责)"
    rf"(?:抓总|总抓|统筹|协调)?(?:负责)?(?:落实|推进|组织实施)?"
)
_HELPERS = expression(rf"(?P<names>[^；;。]+?)(?:等)?(?:积极|共同|按职责分工)?(?P<word>{_HELP})(?:落实|推进)?$")
# What a unit ends in that makes a list of names one of units, and what one that stands alone ends in.
_SURE = expression(
    r"(?:局|委|办|办公室|厅|政府|公司|集团|街道|镇|乡|部|院|中心|会|队|大学|学院|行|海关|妇联|残联|科协|文联|侨联|社科联|工商联|供销社|各.+|区|县|市)(?:[（(].*[）)])?$"
)
_ALONE = expression(
    r"(?:局|委|办|办公室|厅|政府|公司|集团|街道|部|院|中心|会|支队|总队|大队|银行|分行|海关|妇联|残联|科协|文联|侨联|社科联|工商联|供销社)(?:[（(].*[）)])?$"
    r"|^各(?:县|市|区|旗|镇|乡|街道|村|社区|部门|单位|有关|相关|责任|成员|牵头|处室|科室)[^，。]*$"
)
_DOERS = expression(r"(?:分工|分头|具体|抓好|负责|共同|认真)*(?:落实|实施|执行|承办|推进|组织实施|负责)$")  # B、C落实
_TOGETHER = expression(r"(?<=[局委办厅部院府会司团行心队）)])(?:会同|联合|商)(?=[\u4e00-\u9fff]{2})")
# A place with a count (东城区20部) is no unit, though it may end as one does.
_COUNTED = expression(
    r"(?<!第)\d[\d.,]*[万亿]?(?:平方米|公里|千米|[部座个所家处户人套件台辆条项间张亩吨名位次场例口株盏米])$"
)
_LONGEST_LOOSE = 12  # characters of such a name
_STARS = expression(r"[★☆▲△●◆*＊]")
_MARKED = expression(rf"^(?P<name>.+?)[（(](?P<word>{_LEAD}|{_HELP})(?:单位|部门)?[)）]$")


@dataclass(slots=True)
class Roles:
    """The units that a text names, by what they owe; and the leader and date beside them.

    `assumed` tells that several stood there without a word for who leads, and the first was taken;
    `others` are further labels (联系人) with their values.
    """

    lead: list[str] = field(default_factory=list)
    cooperating: list[str] = field(default_factory=list)
    leader: str | None = None
    due: str | None = None
    assumed: bool = False
    others: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.lead or self.cooperating)

    def add(self, names: tuple[str, ...], to: list[str]) -> None:
        to += [name for name in names if name not in self.lead and name not in self.cooperating]


def labelled_roles(text: str) -> Roles | None:
    """Read text with labels (牵头单位:…;配合单位:…). None where it has none."""
    if not _MAY_LABEL.search(text):
        return None
    beside = beside_units(with_colons(text))
    roles = _labelled_roles(beside.text)
    return _with_beside(roles, beside) if roles is not None else None


def _labelled_roles(text: str) -> Roles | None:
    labels = list(_LABEL.finditer(text))
    if not labels:
        return None
    roles = Roles()
    helped_by: list[tuple[str, ...]] = []
    duty: list[tuple[str, ...]] = []
    ends = [*(found.start() for found in labels[1:]), len(text)]
    for found, end in zip(labels, ends, strict=True):
        names, due = _names_and_due(text[found.end() : end])
        roles.due = roles.due or due
        if re.match(_LEAD, found["word"]):
            roles.add(names, roles.lead)
        elif re.match(_HELP, found["word"]):
            helped_by.append(names)
        elif marked := _marked_roles("、".join(names)):
            roles.add(tuple(marked.lead), roles.lead)
            helped_by.append(tuple(marked.cooperating))
        else:
            duty.append(names)
    for names in duty:
        _take_duty(roles, names)
    for names in helped_by:
        roles.add(names, roles.cooperating)
    return roles


def _names_and_due(value: str) -> tuple[tuple[str, ...], str | None]:
    """The units behind a label, and the date that closes them: 责任单位：市教育局；9月底前."""
    bare = without_loose_ends(value)
    units, due = date_behind(bare)
    return split_units(units if due else bare), due or None


def _with_beside(roles: Roles, beside: Beside) -> Roles:
    roles.leader, roles.due = beside.leader or roles.leader, beside.due or roles.due
    roles.others |= beside.others
    return roles


def only_beside(text: str) -> Roles | None:
    """Read a bracket that says when, or who answers, and names no unit: （完成时限：9月底前）. None for other words."""
    found = beside_units(with_colons(text.strip()))
    return _with_beside(Roles(), found) if found and not found.text.strip(" ；;，,。、") else None


def says_more(text: str) -> bool:
    """Tell whether a label (配合单位：, 责任领导：, 完成时限：) stands within a text."""
    return bool(_LABEL.search(text)) or says_beside(text)


def _take_duty(roles: Roles, names: tuple[str, ...]) -> None:
    """责任单位 beside 牵头单位 is cooperating; alone, the first named leads."""
    if not roles.lead:
        roles.lead += names[:1]
        names = names[1:]
        roles.assumed = bool(names)
    roles.add(names, roles.cooperating)


def roles_of_cell(cell: str) -> Roles | None:
    """Read a cell or parenthesis that says roles by labels, verbs or marks. None where it is a plain list.

    A list beside which labels say who answers and by when is no plain one: 市教育局；完成时限：9月底前.
    """
    text = cell.strip()
    if not text:
        return None
    if "\n" in text:
        text = re.sub(r"\s*\n\s*", "\n", text)
    if roles := labelled_roles(text.replace("\n", "；")):
        return roles
    beside = beside_units(text)
    text = beside.text.strip()
    roles = _dated_roles(text)
    if roles is None and beside:
        roles = bare_roles(text)
    return _with_beside(roles, beside) if roles else None


def _dated_roles(text: str) -> Roles | None:
    """Read marks or verbs, and the date that may close them."""
    units, due = date_behind(text)
    if due and (roles := _dated_roles(units)):
        roles.due = roles.due or due
        return roles
    return _marked_roles(text) or _starred_roles(text) or _verb_roles(re.sub(r"[\n；;]", "，", text))


def _marked_roles(text: str) -> Roles | None:
    roles, marked = Roles(), False
    for name in split_units(text):
        found = _MARKED.match(name)
        marked = marked or found is not None
        bare = found["name"] if found else name
        leads = found is not None and re.match(_LEAD, found["word"])
        roles.add((bare,), roles.lead if leads else roles.cooperating)
    return roles if marked and roles.lead else None


def _starred_roles(text: str) -> Roles | None:
    """Read a list in which a sign marks who leads: ★市住建局、市交通局; 市住建局*、市交通局."""
    signs = set(_STARS.findall(text))
    if len(signs) != 1:
        return None
    roles = Roles()
    names = split_units(text)
    marked = [name for name in names if name[0] in signs or name[-1] in signs]
    bare = {name: name.strip("".join(signs)).strip() for name in names}
    if not marked or not look_like_units(list(bare.values())):
        return None
    roles.add(tuple(bare[name] for name in marked), roles.lead)
    roles.add(tuple(bare[name] for name in names), roles.cooperating)
    return roles


def _verb_roles(text: str) -> Roles | None:
    """Read 某局牵头,某局、某局配合 and 某局负责."""
    found = _VERBS.match(text)
    if not found:
        return None
    first, *others = _TOGETHER.split(re.sub(r"^由", "", found["names"]), maxsplit=1)
    names = split_units(first)
    rest = _DOERS.sub("", text[found.end() :].strip(" ，,；;。"))
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
    units, due = date_behind(text)
    if due and (roles := bare_roles(units)):
        roles.due = due
        return roles
    first, *others = _TOGETHER.split(text, maxsplit=1)  # 市应急局会同市发改局
    if others and (roles := bare_roles(first)) and look_like_units(split_units(others[0])):
        roles.add(split_units(others[0]), roles.cooperating)
        return roles
    names = split_units(text) if not re.search("[:：]", text) else ()
    if not names or any(len(name) < 2 or len(name) > 40 or _COUNTED.search(name) for name in names):
        return None
    if not _mostly_units(names) or not any(_SURE.search(name) for name in names):
        return None
    if len(names) == 1 and (len(names[0]) < 3 or not _ALONE.search(names[0])):
        return None
    return Roles(lead=list(names[:1]), cooperating=list(names[1:]), assumed=len(names) > 1)


def loose_roles(text: str) -> Roles | None:
    """Read names that end as bodies' do, where a text's other brackets are bodies': 统计站; 派出所、各社区."""
    names = split_units(text) if not re.search(r"[:：\d]", text) else ()
    if not names or not all(looks_like_unit(name) and 2 < len(name) <= _LONGEST_LOOSE for name in names):
        return None
    return Roles(lead=list(names[:1]), cooperating=list(names[1:]), assumed=len(names) > 1)


def _mostly_units(names: Sequence[str]) -> bool:
    """Tell whether a list is of units; among four or more, one may have a name that ends as no body's does."""
    odd = sum(1 for name in names if not looks_like_unit(name))
    return look_like_units(names) or (len(names) > 3 and odd == 1 and all(len(name) <= 20 for name in names))
