"""Milestones: a stated phase of an identifiable work, without a count.

    开工建设过江引水通道        start, the object as written
    加快推进某某中试基地建设        continue
    有序推进供水管网改造            none: an unnamed class of works
    完善…体系、探索…、支持企业…     none

A clause that holds a counted figure is a target with a phase (建成投用卫生服务站3家), and no entry here.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from luoshi.expressions import expression
from luoshi.grammar.due import due_in
from luoshi.grammar.figure import Figure
from luoshi.grammar.milestone_rules import (
    ABSTRACT,
    ADVERBS,
    CLASS_FRONT,
    COMMISSION,
    COMPLETE,
    CONTINUE,
    DONE_TO_IT,
    ENDS_IN_WORK,
    IS_WORK,
    MAIN_PART,
    NEW,
    NOT_TASKS,
    OPENING,
    PILOT,
    RULES,
    START,
    Rule,
)
from luoshi.grammar.phases import PHASE_WORDS
from luoshi.place import Span
from luoshi.plan import Milestone, MilestoneKind

_ALL_WORDS = sorted({word for rule in RULES for word in rule.words}, key=lambda word: (-len(word), word))
_ANY_WORD = expression("|".join(_ALL_WORDS))
# by each word, the places of the rules that it, or a word within it, may fulfil
_RULES_BY_WORD = {
    word: frozenset(place for place, rule in enumerate(RULES) if any(own in word for own in rule.words))
    for word in _ALL_WORDS
}

_HEDGED = {"力争": "力争", "争取": "争取", "确保": "确保"}
_CLAUSE = expression(r"[^,;。:!?\n]+")
_SENTENCE = frozenset("。;!?\n")
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
# a date inside a clause: 新院区9月底前投用; what it leaves is read without it
_DATE = expression(
    r"(?:于|在|到)?(?:(?:20\d\d年|今年|明年|次年|本年)?(?:"
    rf"(?<!\d){_MONTH}(?:-{_MONTH})?月(?:份|底|末|初|[上中下]旬|\d{{1,2}}[日号])?|(?<!\d)第?[一二三四1-4]季度(?:末|底)?|[上下]半年|"
    r"(?<=[年])(?:底|末|内)|年(?:底|末|内)))(?:之前|以前|前|起|开始)?"
    r"|(?:20\d\d年|今年)?[“\"]?(?:劳动节|五一|七一|八一|国庆|十一)[”\"]?(?:国际劳动节|劳动节|假期|节)?(?:之前|以前|前)"
    # these have no day of their own
    r"|(?:20\d\d年|今年)?(?:入冬|入汛|主?汛期|供暖季|采暖季|冬季供暖)(?:之前|以前|前)|(?:^|(?<=于))20\d\d年"
)
# without any of these there is no date, as in most clauses
_ANY_DATE = expression("[年月季冬汛]|国庆|劳动节|[五七八十]一")
_DATE_ONLY = expression(rf"(?:力争|争取|确保|预计|计划)?(?:{_DATE.pattern})[ ]*")
_VERBS_BEHIND = {word: kind for kind in (START, COMPLETE, COMMISSION) for word in PHASE_WORDS[kind]}
_VERB_ALONE = expression(
    rf"(?:力争|争取|确保|预计|计划|实现|顺利|如期|正式|全面|全线|全部|基本|并|再|于|在|、|主体)*"
    rf"(?P<verb>{'|'.join(sorted(_VERBS_BEHIND, key=len, reverse=True))})"
)
_VERB_NEXT = expression(
    rf"、(?=(?:{_DATE.pattern})?{ADVERBS}(?:力争|争取|确保|全力争取)?(?:开工|建成|投用|续建|加快建设|加快推进|完工|完成|投产|竣工|封顶|通车|"
    rf"开办|启用|新建|搭建|设立|出台|制定|举办|办好|承办|创建|争创|争取|夺取|落地|试运行|打造|推进|开通|"
    rf"启动|形成|基本形成))"
)
# S2线建成通车、S3线开工建设: each work has its own phase behind it
_VERB_BEFORE = expression(
    r"(?<=[线桥路院馆园站厂场校区库道程目期])(?:全线|全面|主体)?(?:建成通车|建成投用|建成投产|建成开放|竣工通车|竣工投产|开工建设|开工|建成|竣工|投用|投产|通车)、"
    r"(?=[^,;。、]{3,}(?:开工建设|开工|建成|竣工|投用|投产|通车|开放|运营)(?:[,;。、]|$))"
)


def read_milestones(
    text: str, source: str, figures: Sequence[Figure], year: int | None = None, as_of: date | None = None
) -> tuple[Milestone, ...]:
    """Find the milestones of a levelled text; positions and objects are those of `source`."""
    if _ANY_WORD.search(text) is None:
        return ()
    dated = _ANY_DATE.search(text) is not None
    counted = [figure.frame.token.start for figure in figures]
    made: list[Milestone] = []
    ahead: date | None = None  # 2025年9月底前，新院区投用: the date stands in a clause of its own
    last: Milestone | None = None  # of this sentence: 5月开工、12月投用 are of one work
    before = ""  # the clause before, in the same sentence
    for clause in _CLAUSE.finditer(text):
        if clause.start() and text[clause.start() - 1] in _SENTENCE:
            ahead, last, before = None, None, ""
        if clause.end() - clause.start() > 200:
            continue
        if dated and _DATE_ONLY.fullmatch(clause[0]):
            ahead = due_in(clause[0], year, as_of, plain=True)
            continue
        if "分别" in clause[0] and (each := _each_on_its_day(clause, source, year, as_of)):
            made += each
            before = clause[0]
            continue
        at = clause.start()
        cuts = {cut.start() for cut in _VERB_NEXT.finditer(text, at, clause.end())}
        cuts |= {cut.end() - 1 for cut in _VERB_BEFORE.finditer(text, at, clause.end())}
        for end in [*sorted(cuts), clause.end()]:
            start, stop = _trim(text, at, end)
            at = end + 1
            if stop - start > 3 and bisect_left(counted, start) == bisect_left(counted, stop):
                milestone = _read_dated(text[start:stop], start, source, year, as_of, last or _work_in(before))
                if milestone is not None:
                    work = last or _work_in(before)
                    if work is not None and milestone.object in _MAIN_PARTS:
                        # 加快甲馆建设，年内完成主体工程: what is to come of it this year
                        made = made[:-1] if made and made[-1] is work and work.kind is CONTINUE else made
                        milestone = replace(milestone, object=work.object, rule=MAIN_PART)
                    last = milestone if milestone.due or ahead is None else replace(milestone, due=ahead)
                    made.append(last)
        before = clause[0]
    return tuple(made)


_MAIN_PARTS = frozenset(("主体", "主体工程", "主体结构"))
_DAY = r"(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?|[上下]半年|年底|[一二三四]季度)"
_EACH_ON_ITS_DAY = expression(
    rf"(?:确保|力争|争取|加快|推动|推进|全力)*(?P<names>.{{7,}}?)(?:要|须|应|将|力争|争取|计划|预计)*分别(?:力争|计划)?[于在到]?"
    rf"(?P<days>(?:{_DAY}[、和])+{_DAY})(?:之|以)?前?(?:力争|确保|全面|正式|顺利|如期)*"
    rf"(?P<verb>{'|'.join(sorted(_VERBS_BEHIND, key=len, reverse=True))})"
)
_BETWEEN_DAYS = expression(r"[、和]")
_BETWEEN_TWO = expression(r"以及|[和与及]")


def _each_on_its_day(clause: re.Match[str], source: str, year: int | None, as_of: date | None) -> list[Milestone]:
    """Read a list of works that are to come to a phase each on a day of its own: 甲厂、乙园分别在2月、7月投产."""
    found = _EACH_ON_ITS_DAY.fullmatch(clause[0])
    if found is None:
        return []
    names, days = found["names"].split("、"), _BETWEEN_DAYS.split(found["days"])
    if len(names) + 1 == len(days):
        names = [*names[:-1], *_BETWEEN_TWO.split(names[-1])]
    if len(names) != len(days) or not all(IS_WORK.search(name) for name in names):
        return []
    kind, made, at = _VERBS_BEHIND[found["verb"]], [], clause.start() + found.start("names")
    for name, day in zip(names, days, strict=True):
        start = clause.string.index(name, at)
        at = start + len(name)
        due = due_in(day + "底" if day.endswith("月") else day, year, as_of, plain=True)
        made.append(
            Milestone(
                kind=kind, object=source[start:at], span=Span(start, at), due=due, rule=f"{kind}, each on its day"
            )
        )
    return made


_BUILT = expression(r"(?:建设|新建|打通|改造|打造|实施|推进|加快|抓好)(?P<o>[^,;。:、()]{3,24}?)(?:建设|工程建设)?$")


def _work_in(clause: str) -> Milestone | None:
    """The work that a clause without a phase names: 通过市场化机制建设服务中心，8月底完工投用."""
    found = _BUILT.search(clause)
    if found is None or not IS_WORK.search(found["o"]) or CLASS_FRONT.match(found["o"]):
        return None
    return Milestone(kind=NEW, object=found["o"], span=Span(0, len(clause)))


def _read_dated(
    clause: str, at: int, source: str, year: int | None, as_of: date | None, last: Milestone | None
) -> Milestone | None:
    """Read a clause, and where it is none as it stands, read it without the date inside it."""
    if (found := _read(clause, at, source, year, as_of)) is not None:
        return found
    if _ANY_DATE.search(clause) is None or (date_in := _DATE.search(clause)) is None:
        return None
    bare = clause[: date_in.start()] + clause[date_in.end() :]
    due = due_in(clause, year, as_of, plain=True)
    if (alone := _VERB_ALONE.fullmatch(bare)) is not None:
        if last is None:
            return None
        kind = _VERBS_BEHIND[alone["verb"]]
        return replace(last, kind=kind, span=Span(at, at + len(clause)), due=due, hedge=None, rule=f"{kind}, behind")
    found = _read(bare, 0, bare, year, as_of, dated=due is not None)
    if found is None:
        return None
    named = source[at : at + len(clause)]
    name = found.object
    if name not in named and (place := clause.find(name)) >= 0:
        name = named[place : place + len(name)]
    return replace(found, object=name, span=Span(at, at + len(clause)), due=due)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " 、并和":
        start += 1
    while end > start and text[end - 1] in " 、":
        end -= 1
    return start, end


def _read(
    clause: str, at: int, source: str, year: int | None, as_of: date | None, *, dated: bool = False
) -> Milestone | None:
    if NOT_TASKS.match(clause) and not clause.startswith("深化"):
        return None
    places = {place for word in _ANY_WORD.findall(clause) for place in _RULES_BY_WORD[word]}
    for place in sorted(places):
        rule = RULES[place]
        if rule.dated and not dated:
            continue
        found = rule.pattern.match(clause)
        if found is None:
            continue
        first, last = found.span("o")
        if opening := OPENING.match(clause, first, last):
            first = opening.end()
        if (day := _DATE.match(clause, first, last)) is not None and last - day.end() > 1:
            first = day.end()
        if rule.name.endswith("behind") and clause.startswith(("完成", "实现"), first):
            first += 2  # 完成主体结构封顶
        target = clause[first:last]
        if rule.needs is not None and not rule.needs.search(target):
            continue
        work = target.removesuffix("建设") if rule.kind is COMPLETE else target  # 完成东湖小学建设
        if rule.named and not (dated and rule.kind is COMPLETE) and not _named(work):
            continue
        if not target or _hopeless(rule, target):
            return None
        hedge = found.groupdict().get("hedge") or _HEDGED.get(found.groupdict().get("later") or "")
        if hedge == "全力争取":
            hedge = "争取"
        if hedge is None and clause.startswith("争创"):
            hedge = "争创"
        return Milestone(
            kind=_kind(rule, target),
            object=source[at + first : at + last],
            span=Span(at, at + len(clause)),
            hedge=hedge,
            due=due_in(clause, year, as_of, plain=True),
            rule=rule.name,
        )
    return None


def _kind(rule: Rule, target: str) -> MilestoneKind:
    if rule.kind is CONTINUE and re.search(r"试点(?:区|城市)?$", target):
        return PILOT
    return rule.kind


def _named(target: str) -> bool:
    """Whether an object is a definite work: it ends in a kind of work, and is no class of works."""
    bare = re.sub(r"\([^)]*\)$", "", target).strip()
    if CLASS_FRONT.match(bare):
        return False
    if bare.endswith(("等项目", "等工程", "等平台", "等载体", "等基地", "等泊位")):
        return True
    if (done := DONE_TO_IT.search(bare)) is not None:
        bare = bare[: done.start()]  # 凤凰机场改扩建: one work, where it is one before
        return len(bare) > 2 and bool(ENDS_IN_WORK.search(bare))
    if ABSTRACT.search(bare):
        return False
    return bool(ENDS_IN_WORK.search(bare))


def _hopeless(rule: Rule, target: str) -> bool:
    if rule.kind in (PILOT,):
        return bool(NOT_TASKS.match(target))
    if target in _VERBS_BEHIND:
        return True  # 年底前建成通车: what stands there is another phase, and no work
    return bool(re.match(r"^(?:一批|更多|若干|任务|工作|目标)", target)) or target.endswith(
        ("机制", "体系", "任务", "目标", "制度")
    )
