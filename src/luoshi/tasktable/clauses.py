"""Sentences with units in parentheses → what is promised, and who owes it.

投用学校5所。（牵头单位：区教育局；配合单位：区住建局）
新增学位2745个（区教育局）；改造公园5个（区住建局）。      two clauses, each with its own unit
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.plan import Step
from luoshi.units import split_units
from luoshi.units.names import look_like_units
from luoshi.units.roles import Roles, bare_roles, loose_roles, only_beside, roles_of_cell

_GROUP = expression(
    r"[（(\[【〔［]([^（()）\[\]【】〔〕［］]*(?:[（(［][^（()）［］]*[)）］][^（()）\[\]【】［］]*)*)[)）\]】〕］]"
)
_TRAILING = expression(
    r"(?:^|(?<=[。；;！!，,\n]))\s*[【\[]?(?:牵头|责任|主办|承办|落实|实施|负责)(?:单位|部门|主体)[】\]]?\s*[:：][^。\n]*[。]?\s*$"
)

# A last sentence that only says who: 市科技局牵头，市财政局、市教育局按职责分工负责。
# 牵头单位县水利局，配合单位县财政局。 labels whose colons the writer left out
_PLAIN_LABEL = expression(r"(?P<label>(?:牵头|责任|主办|承办|配合|协办)(?:单位|部门))(?:为|是)?(?![:：])", needs="单部")
_PLAINLY = expression(
    r"(?<=[。；;！!，,])\s*(?P<said>(?:牵头|责任|主办|承办)(?:单位|部门)(?:为|是)?[^。；;：:为是][^。；;：:]{2,120})[。]?\s*$"
)
_SAID = expression(
    r"(?<=[。；;！!])\s*[—－\-]*\s*([^。；;！!]{3,300}(?:牵头|负责|配合|协助|参与|落实|具体实施|承办)(?:推进|落实|实施|组织实施)?"
    r"(?:[；;，,。]\s*[^。；;，,]{2,6}[:：][^。；;]{2,20}"
    r"|[，,]\s*[^。；;！!，,]{0,8}(?:\d月|20\d\d年|年[底末内]|季度|半年|全年|长期|持续|常态)[^。；;！!，,]{0,14})?)[。]?\s*$"
)

# Units named before what they owe: 【市教育局】新建高中3所; 市教育局：新建高中3所.
_BEFORE = expression(
    r"^(?:[【〔\[［]\s*(?P<units>[^【】〔〕\[\]［］\d：:。；;]{3,60})\s*[】〕\]］]\s*[:：]?|(?P<unit>[^：:。；;，,、（）()【】\d\s]{3,20})[：:])"
    r"\s*(?=\S{4})"
)
# Who is charged with it, in the sentence itself: 由区水务局牵头，区财政局配合，于5月底前完成…; …，由区发改局按程序印发.
_CHARGED = expression(
    r"^由?(?P<said>[^，,。；;：:（）()\d]{2,60}?(?:牵头|负责)(?:[，,][^，,。；;：:（）()\d]{2,80}?(?:配合|协助|参与))?)[，,](?=\S{4})"
)
_CHARGED_WITH = expression(
    r"(?<![自理事缘经已均])由(?P<units>[^，,。；;：:（）()\d]{2,40}?)(?:(?:会同|联合|商)(?P<others>[^，,。；;：:（）()\d]{2,40}?))?"
    r"(?:牵头|负责|按(?:程序|规定|照)|依法|组织|具体|尽快|抓紧|印发|制定|起草|办理|落实|(?<=[局委办厅部院府会司团行心队])[，,])(?!的|了)",
    needs="由",
)
# and who helps, behind it: 由区水务局牵头负责，区财政局、各街道配合
_HELPED = expression(
    r"(?:负责)?(?:落实|推进|实施|组织实施)?[，,](?P<names>[^，,。；;：:（）()\d]{2,80}?)(?:积极|共同)?(?:配合|协助|参与|协同)"
)
# a day and nothing else, by which it is to be done: （5月15日前）, （三季度末前完成）
_DATE_ALONE = expression(
    r"^(?=.*[\d年季半])(?!20\d\d年[底末]$)(?:于)?(?:20\d\d年|今年)?(?:\d{1,2}月(?:份|\d{1,2}[日号]|[上中下]旬)?|[一二三四]季度|[上下]半年)?(?:年?[底末])?"
    r"(?:之?前(?:完成|办结|落实)?|以前(?:完成)?|(?<=[底末])(?:完成)?|(?<=[\d月日号])(?:完成|办结))$"
)
_STOPS = ("。", "！", "!")
_MARK = re.compile(r"\s*([。；;，,、]?)")
_ENDS_HERE = re.compile(
    r"\s*(?:$|[。；;\n]|[，,](?=.)|(?=[①-⑳㉑-㉟㊱-㊿（(]|20\d\d年|\d{1,2}(?:[月\-—－~～至]|[.．、](?!\d))|[一二三四五六七八九十]是"
    r"|已|目前|截[至止]|累计))"
)
_NEAR = 400  # characters before a bracket in which the end of its clause is looked for


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of text and the units named right behind it; `whole` tells that a sentence ends there.

    `words` are the brackets that name them. Roles without a unit say when, or who answers.
    """

    text: str
    roles: Roles | None
    whole: bool
    words: str = ""


def says_only_when(text: str) -> bool:
    """Tell whether words are a day by which something is to be done, and nothing else: 8月中旬前, 年底前完成."""
    return bool(_DATE_ALONE.match(text.strip("。；;，, ")))


def clauses_of(text: str, *, loose: bool = False) -> list[Clause]:
    """Split a paragraph where parentheses name units; the last piece may have none.

    `loose`: what ends as a body's name does is one, as the text around it shows.

    The parentheses themselves, and a labelled list of units at the end, are not part of the pieces.
    """
    found: list[Clause] = []
    start, last = 0, len(text.rstrip())
    for group in _GROUP.finditer(text):  # nothing that goes to the text's end is copied: it may have 10^5 brackets
        before = text[max(start, group.start() - _NEAR) : group.start()].rstrip()[-1:]
        at_end = before in _STOPS or bool(_ENDS_HERE.match(text, group.end()))
        roles = _roles_in(group[1], at_end)
        if roles is None and loose and at_end:
            roles = loose_roles(group[1])
        if roles is None:
            continue
        piece = text[start : group.start()]
        mark = _MARK.match(text, group.end())
        end = mark[1] if mark else ""
        before = piece.rstrip()[-1:]
        whole = end == "。" or before in ("", *_STOPS) or group.end() >= last
        closing = end if end and before not in "。；;，,！!" else ""
        found.append(Clause((piece.strip() + closing).strip(), roles, whole, group[1]))
        start = group.end() + (len(mark[0]) if mark else 0)
    rest = text[start:].strip()
    if rest:
        found.append(_last(rest))
    owing = None if any(clause.roles for clause in found) else _BEFORE.match(text)
    if owing and (ahead := bare_roles((owing["units"] or owing["unit"]).strip())):
        return [Clause(text[owing.end() :].strip(), ahead, True, owing[0].strip())]
    return _with_words(found)


def charged(text: str) -> Clause | None:
    """Read who a sentence charges with what it asks, in its own words, which stay whole; None where it names nobody."""
    said = _CHARGED.match(text)
    roles = roles_of_cell(said["said"]) if said else None
    if roles is None and (found := _CHARGED_WITH.search(text)):
        roles = bare_roles(found["units"])
        if roles is not None:
            roles.add(split_units(found["others"] or ""), roles.cooperating)
            helped = _HELPED.match(text, found.end())
            if helped and look_like_units(names := split_units(helped["names"])):
                roles.add(names, roles.cooperating)
    return Clause(text, roles, True) if roles and roles.lead else None


def _last(text: str) -> Clause:
    """The piece behind the last parenthesis: its units may stand behind a label at its end."""
    trailing = _TRAILING.search(text)
    if trailing and (roles := roles_of_cell(trailing[0].strip(" 。"))):
        return Clause(text[: trailing.start()].strip(" ，,"), roles, True)
    plainly = _PLAINLY.search(text)
    roles = roles_of_cell(_PLAIN_LABEL.sub(r"\g<label>：", plainly["said"])) if plainly else None
    if plainly and roles and look_like_units([*roles.lead, *roles.cooperating]):
        return Clause(text[: plainly.start()].strip(" ，,"), roles, True)
    said = _SAID.search(text)
    if said and said.start() and (roles := roles_of_cell(said[1])) and roles.lead:
        return Clause(text[: said.start()].strip(), roles, True)
    return Clause(text, None, True)


def _with_words(found: list[Clause]) -> list[Clause]:
    """Give units that stand alone (a line that is only a parenthesis, a second bracket) to the piece before them."""
    kept: list[list[Clause]] = []
    for clause in found:
        bare = not clause.text.strip("。；;，,、 ")
        if bare and clause.roles is not None and kept:
            kept[-1].append(clause)
        elif not bare or clause.roles is not None:
            kept.append([clause])
    return [_as_one(run) for run in kept]


def _as_one(run: Sequence[Clause]) -> Clause:
    """Read brackets one behind the other as one: （牵头单位：A）（配合单位：B）（完成时限：9月）."""
    first, *more = run
    if more and first.roles is None:
        second, *more = more
        first = Clause(first.text + second.text, second.roles, second.whole, second.words)
    if not more:
        return first
    words = "；".join(clause.words for clause in (first, *more))
    apart = any(clause.roles is not None and not clause.roles for clause in (first, *more))  # （10月底前完成）（A牵头）
    read = None if apart else _roles_in(words, True)
    return Clause(first.text, read or all_roles([first, *more]), more[-1].whole, words)


def _roles_in(words: str, at_end: bool) -> Roles | None:
    """Read a parenthesis: labelled or by verbs anywhere; a bare list of units only where a clause ends."""
    if (roles := roles_of_cell(words) or only_beside(words)) is not None:
        return roles
    if at_end and _DATE_ALONE.match(words.strip()):
        return Roles(due=words.strip())
    return bare_roles(words) if at_end else None


def all_roles(clauses: Sequence[Clause]) -> Roles | None:
    """Join the units of several clauses of one task; None where they say nothing of who and when."""
    told = [clause.roles for clause in clauses if clause.roles is not None]
    roles = Roles()
    for found in told:
        roles.add(tuple(found.lead), roles.lead)
        roles.leader, roles.due = roles.leader or found.leader, roles.due or found.due
        roles.assumed = roles.assumed or found.assumed
        roles.others |= found.others
    for found in told:
        roles.add(tuple(found.cooperating), roles.cooperating)
    return roles if told else None


def step_of(clause: Clause, place: Place) -> Step:
    """A clause with its own units, as a step of its task."""
    roles = clause.roles or Roles()
    return Step(clause.text, tuple(roles.lead), tuple(roles.cooperating), roles.due, place)
