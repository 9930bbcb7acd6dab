"""Milestones in a sentence: whether it says of the very thing that it has reached its phase.

新院区9月底前投用 · 新院区已于8月投入使用        reached
新院区9月底前投用 · 新院区主体封顶，正在装修      not reached: a stage before it
甲桥10月底前建成 · 甲桥主体完工，乙隧道建成通车    not reached: what is built is another thing
开工甲桥、乙桥 · 乙桥已开工，甲桥正在报批          not reached: each of them was promised
建成文化中心 · 文化中心停车场已建成                a part of it, or another thing: it is asked
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import repeat

from luoshi.expressions import expression
from luoshi.grammar.listed_works import members_of, names_a_work
from luoshi.grammar.milestones import OF_A_TASK
from luoshi.pacing.likeness import content
from luoshi.pacing.short_of_the_end import tells_of_less
from luoshi.pacing.stages import Progress, level, progress_in, without_stages
from luoshi.plan import Milestone, MilestoneKind, Task


class Answer(Enum):
    """What a sentence says of one milestone."""

    REACHED = "reached"
    NOT_REACHED = "not reached"
    MAYBE = "maybe"
    NOTHING = "nothing"


# as much of the thing's name has to stand in the clause
NAMED = 0.7
_IN_BRACKETS = expression(r"[(（][^()（）]*\d[^()（）]*[)）]")
# 南环路改造6月1日前实现主路通车: the day stands in the midst of the name
_DAY_INSIDE = expression(
    r"(?:今年|20\d\d年)?(?:\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?|[上下]半年|年底)[之以]?前(?:完成|实现|确保|力争)?",
    needs="前",
)
# 一级公路上半年通车运营
_DAY_BEHIND = expression(
    r"(?<=..)(?:于|在)?(?:今年|20\d\d年)?(?:[上下]半年|年内|年底|\d{1,2}月(?:[底末初]|[上中下]旬)?)$"
)
_CLAUSE = expression(r"[,;。!?\n]")
_REACHED: dict[MilestoneKind, re.Pattern[str]] = {
    MilestoneKind.START: expression(r"开工|复工|动工|破土|奠基|进场施工|开建|启动"),
    MilestoneKind.COMPLETE: expression(
        r"建成(?!区|后)|完工|竣工(?!时间|日期|节点)|完成(?!率|工程量|总|投资|进度|[^,;。]{0,8}\d)|投用|投入使用|通车|投产|交付|开放|开园|开馆|开业|运营|启用|通水|通气|通航|落成|并网|办结|揭牌|清零|销号"
        r"|(?:整治|整改|改造|修复|治理|搬迁|安置)到位"
        r"|验收|(?:全部|全面|圆满|顺利|如期|按期|提前|均|已[^,;。]{0,10}?)(?:结束|完毕|收官)"
    ),
    MilestoneKind.COMMISSION: expression(
        r"投用|投入使用|通车|放行|投产|投运|交付|开放|开园|开馆|开街|开业|开诊|运营|运行|启用|通水|通气|通航|通电|首航|开学|入驻|上线|并网(?!接入|线路|工程|送出|方案)|揭牌"
        r"|封关"
    ),
    MilestoneKind.ISSUE: expression(r"出台|印发|发布|颁布|施行"),
    MilestoneKind.WIN: expression(
        r"(?:命名|授予|认定|确定)为|被?(?:评|列)为|获评|入选|荣获|获得|斩获|捧[回得]|创成|创建成功|成功创建|成功创成|摘得|夺得|跻身"
    ),
    MilestoneKind.HOLD: expression(r"举办|召开|举行|承办|办成|闭幕"),
}
_SOME_NOT = expression(
    r"尚未|还未|仍未|未(?:开工|动工|完工|建成|投用|通车|启动)"
    r"|(?:其余|剩余|余下|另有|还有)[^,;。]{1,14}?(?:没|未|尚|正在|计划|预计|拟|将)"
)
# 新建的79个项目: a number in the midst of a name
_COUNTED_IN = expression(r"的?\d{1,9}[个家所座处条项户台件宗](?=[\u4e00-\u9fff])")
# 55个新建项目已开工51个: some of them are not
_OF_SO_MANY = expression(
    r"(?P<all>\d{1,9})(?P<measure>[个家所座处条项户台])[^\d,;。]{0,16}?(?:中,[^\d,;。]{0,6})?(?P<done>\d{1,9})(?P=measure)",
    needs="个台处家座户所条项",
)
# so many are left: 还有6个在办施工许可
_SO_MANY_LEFT = expression(
    r"^[^\u4e00-\u9fff\d]*(?:但|不过|目前|现)?(?:另外?|其余|剩余|余下)?(?:还有|尚有|仍有|另有|还剩|剩下?|其余|剩余|余下)的?"
    r"(?:\d{1,9}|[一两二三四五六七八九十百]{1,4})[个家所座处条项户台件宗]",
    needs="余另剩还其仍尚",
)
_BUILDING = expression(
    r"施工(?!图|许可|单位|招标)|在建|封顶|桩基|铺设|浇筑|吊装|(?:加快|正在|抓紧|全力|全面|加紧)建设|建设中"
)
_SAYS_SO = expression(r"已|全部|全面|正式|成功|顺利|如期|按期|提前|均|于\d|(?:开工|动工)(?:建设)?以?来")
_NEARLY = expression(r"基本(?:完成|完工|建成|竣工|结束|到位)")
# said of it at the end of its own clause, and urged on by nothing: 市三院改扩建项目开工建设
_URGED = expression(r"推进|推动|加快|促|抓|做好|准备|计划|力争|确保|争取|年内|[底末月]前")
_HOPED_BY = expression(r"年内|年底|[底末月]前|早日|尽快|月(?:\d{1,2}[日号]|[初底末]|[上中下]旬)?起")
_HAPPENED = expression(
    r"已|成功|顺利|圆满|如期|提前|(?<![定拟将预划待])于(?:今年)?\d{1,2}月|\d{1,2}月(?:\d{1,2}日)?(?:经[^,;。]{2,16}?(?:审定|审议通过|批准|同意)|由)"
)
_ONLY_A_CANDIDATE = expression(
    r"提名|申报|推荐|候选|公示|初[评审选]|创建(?:名单|资格|单位|中|工作)|培育|试点|未|争|拟|待|省级推|入围|尚|正在|整改|仍|差距"
)
_DRAFT = expression(r"草案|初稿|[审见论]稿|筹")
# a part of the work by itself: 左幅已通车，右幅正在施工
_A_PART = expression(
    r"^[^\u4e00-\u9fff]*(?:其余|其他|剩余|另|余下|[左右半]幅|[一二三四]期|[东西南北中]段|[\dA-Z一二三四]+标段?)",
    needs="余其剩另幅期标段",
)
_JUST_BEGUN = expression(r"(?:开工(?:建设)?|动工(?:建设)?|开建|奠基|启动(?:建设|施工)|(?:开工|奠基)(?:仪式|活动))$")
_FURTHER = expression(
    r"^[^\u4e00-\u9fff]*(?:月(?:[^\u4e00-\u9fff]{1,3}日|底|末)?前?)?"
    r"(?:目前|现|由|经|均|全部|都|已|正|正在|尚|还|仍|未|暂|没有|因|受|于|并|且|其|项目|工程|主体|整体|计划|预计|力争|拟|将|实现|路基|路面|桥墩|土建|桩基)"
)


# …路面均已完成，12月建成通车: a day and a phase, and nothing else
_THEN = expression(
    r"(?:并|也|已)?(?:于|在)?(?:20\d\d年|今年|本年|当年)?\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?(?:正式|全面|全线|顺利|如期|按期|成功|实现|提前)*"
    r"(?:破土|动工|开工|开建|奠基|建成|竣工|完工|通车|投用|投产|投运|开通|投入使用|投入运营|运营|使用|并网|发电|启用|交付|通水|通气|开馆|开园|开业|开放|并)+",
    needs="月",
)
# a stage before the end that may be all that was promised: 主体封顶
_ONLY_THIS_STAGE = expression(
    r"(?:主体|桩基|基础|框架|路基)(?:结构|工程)?(?:全部|全面|实现|顺利)?(?:完工|封顶|完成|建成|合龙)|合龙|封顶|(?:全线|主线|全面)?(?:贯通|连通|联通)|基本(?:建成|完工|完成|竣工)"
)


def answer_in_words(task: Task, milestone: Milestone) -> Answer:
    """Tell what a statement says of a milestone: of a clause that names the thing, or goes on with it."""
    statement = task.statement
    if milestone.kind is MilestoneKind.CONTINUE:
        # 加快建设高新大道 · 高新大道已建成通车: what was to be built on is finished; short of that nothing is told
        if _REACHED[MilestoneKind.COMPLETE].search(statement) is None:
            return Answer.NOTHING
        built = answer_in_words(task, replace(milestone, kind=MilestoneKind.COMPLETE))
        return built if built is Answer.REACHED else Answer.NOTHING
    if milestone.kind not in _REACHED or not statement.strip():
        return Answer.NOTHING
    thing = _IN_BRACKETS.sub("", milestone.object) or milestone.object  # 滨江大道（全长3.2公里）
    thing = _DAY_BEHIND.sub("", _DAY_INSIDE.sub("", thing)) or thing
    found = _ONLY_THIS_STAGE.search(milestone.span.of(task.text))
    stage = found[0] if found is not None else ""
    # 笔试、面试已结束 is no end of 教师招聘: of a task that is no work, what else is named may be one step
    alone = milestone.rule == OF_A_TASK
    # the whole list, as the promise has it: all of them are meant
    members = [thing] if alone or level(thing) in level(statement) else members_of(thing)
    both = _BOTH.search(milestone.span.of(task.text)) is not None
    others = tuple(one.object for one in task.milestones if one.object != milestone.object)
    answers = {_answer(statement, one, milestone.kind, stage, alone, both, others) for one in members}
    if answers == {Answer.REACHED} and _ALL_OF_THEM.search(milestone.span.of(task.text)):
        return _of_all(level(statement), milestone.kind)
    if len(answers) == 1:
        return answers.pop()
    # 东江大桥、西江大桥: one that is not reached is enough, and of one nothing may be said
    return Answer.NOT_REACHED if Answer.NOT_REACHED in answers else Answer.MAYBE


def words_of_its_phase(statement: str, milestone: Milestone) -> list[list[re.Match[str]]]:
    """Return for each promised thing where the levelled clauses that name it, or go on with it, have its phase."""
    thing = level(_IN_BRACKETS.sub("", milestone.object) or milestone.object)
    reached = _REACHED.get(milestone.kind)
    if reached is None:
        return []
    of_each = []
    for member in [thing] if milestone.rule == OF_A_TASK else members_of(thing):
        name, named = content(member) or member, False
        found: list[re.Match[str]] = []
        for clause in _CLAUSE.split(level(statement)):
            named = _names(name, clause) or (named and _FURTHER.match(clause) is not None)
            if named:
                found += reached.finditer(clause)
        of_each.append(found)
    return of_each


_ALL_OF_THEM = expression(r"全部|所有|均(?!衡)|都(?!市|江|会)")
_ALL_TOLD = expression(r"全部|所有|均(?!衡)|都(?!市|江|会)|全数|全面|100%|百分之百")
_COUNT_BEHIND = expression(r"[^\d,;。!?\n]{0,10}?\d{1,9}[个家所座处条项户台件宗套栋]")
_RATE_BELOW = expression(
    r"(?:开工|复工|动工|完工|竣工|建成|投用|投产|完成|整改|办结)率[^\d,;。]{0,4}\d{1,2}(?:\.\d{1,4})?%", needs="%"
)


def _of_all(text: str, kind: MilestoneKind) -> Answer:
    """What a sentence tells of all of several works, of which none is named: 已开工47个 does not say of how many."""
    if _RATE_BELOW.search(text):
        return Answer.NOT_REACHED
    told = any(_ALL_TOLD.search(clause) and _REACHED[kind].search(clause) for clause in _CLAUSE.split(text))
    if told or ((some := _OF_SO_MANY.search(text)) and int(some["done"]) >= int(some["all"])):
        return Answer.REACHED
    counted = any(_COUNT_BEHIND.match(text, found.end()) for found in _REACHED[kind].finditer(text))
    return Answer.MAYBE if counted else Answer.REACHED


# the rules ask several times over of the milestones of one task, and then of the next task's
@lru_cache(maxsize=32)
def _answer(
    statement: str,
    thing: str,
    kind: MilestoneKind,
    stage: str,
    alone: bool = False,
    both: bool = False,
    others: tuple[str, ...] = (),
) -> Answer:
    text, thing = level(statement), level(thing)
    name = content(thing) or thing
    reached = _REACHED[kind]
    found, named, elsewhere, part_is_open, some_not = Answer.NOTHING, False, False, False, False
    later, later_built, one_part_reached, one_part_open = False, False, False, False
    parts: set[str] = set()
    of_another = False
    # 12月9日已开工: what names nothing and tells the day speaks of the one task
    dated = not others and _ON_ITS_DAY.search(text) is not None
    named = dated and not content(without_stages(_PHASES_AND_DAYS.sub("", text)))
    hopes = False
    for clause in map(_MARK.sub, repeat(""), _CLAUSE.split(text)):
        if not clause.strip():
            continue
        # 计划11月底前摊铺，12月中旬竣工通车: the second is hoped for as the first is
        hoped_with_it, hopes = hopes and _THEN.fullmatch(clause.strip()) is not None, _HOPES.search(clause) is not None
        if hoped_with_it:
            later, later_built, hopes = True, True, True
            continue
        by_name = _names(name, clause) if content(thing) else thing in _COUNTED_IN.sub("", clause)  # 新建的79个项目
        by_name = (by_name or _by_its_noun(name, clause)) and not _has_another_number(thing, clause)
        # 滨河路通车；文化馆正在装修，尚未开馆: what goes on from another promised work is said of that
        of_another = not by_name and (of_another or any(_names(content(one) or one, clause) for one in others))
        named = named and not of_another
        of_it = by_name or (named and (_FURTHER.match(clause) or _THEN.fullmatch(clause.strip())) is not None)
        # 规划编制已完成: what is promised is no stage of it
        bare = clause.replace(thing, "")
        for one in others:
            bare = bare.replace(level(one), "")  # 将淖铁路 tells of nothing that is to come
        says = _of_clause(bare, kind, reached)
        if kind is MilestoneKind.ISSUE and says is not Answer.REACHED and of_it and _DRAWN_UP.search(clause):
            says = Answer.REACHED if _ONLY_MEANT.search(clause) is None else says
        if kind is MilestoneKind.ISSUE and says is not Answer.REACHED and _is_issued(thing, clause):
            says = Answer.REACHED if _says_it_came_out(thing, clause, text) else Answer.MAYBE
        if (
            of_it
            and not by_name
            and says is Answer.REACHED
            and kind in _AN_END
            and _is_a_part_alone(thing, clause, reached)
        ):
            says = Answer.MAYBE  # 目前桥梁下部结构全部完成
        if stage and says is not Answer.REACHED and _comes_to(stage, clause):
            says = Answer.REACHED
        if by_name and says is not Answer.NOTHING and (beside := _beside(thing, clause)):
            says = _by_a_part(says, kind) if _BODY.search(beside) else Answer.MAYBE
        if by_name and says is Answer.REACHED and kind in _AN_END and _is_of_one_part(thing, clause):
            says = Answer.MAYBE  # 滨河路左幅已通车
        begins = kind is MilestoneKind.START
        if by_name and says is Answer.REACHED and tells_of_less(thing, clause, reached, begins=begins):
            says = Answer.MAYBE  # 绿道启动区建成
        numbered = [] if _NUMBERED.search(thing) else _PART_BY_NUMBER.findall(clause)
        if numbered and not _ALL_TOLD.search(clause):
            if (by_name or parts) and says is Answer.REACHED and kind in _AN_END:
                says, one_part_reached = Answer.MAYBE, True  # 电厂1号机组已投运
                parts.update(numbered)
            one_part_open = one_part_open or says is Answer.NOT_REACHED  # 2号机组正在调试
        if alone and says is Answer.REACHED and _names_more(name, clause):
            says = Answer.MAYBE
        if alone and says is Answer.NOT_REACHED and progress_in(clause) is Progress.PREPARED:
            says = Answer.MAYBE  # 规划修编已获批复 may be its end
        # 路基已完成，沥青铺设过半，计划明年通车: its parts between do not part it from what follows
        named = of_it or (named and says is not Answer.REACHED and name[-2:] not in clause)
        if of_it and says is not Answer.NOTHING and (by_name or found is not Answer.REACHED):
            found = says  # 编制完成，已报审批: what follows its completion does not undo it
        elif says is Answer.NOT_REACHED and (part := _A_PART.match(clause)) and not _is_told_apart(thing, part):
            part_is_open = True
        some_not = some_not or (says is Answer.NOT_REACHED and _SO_MANY_LEFT.match(clause) is not None)
        nameless = not of_another and not _has_its_own_name(clause)
        some_not = some_not or (_SOME_NOT.search(clause) is not None and (of_it or nameless))
        elsewhere = elsewhere or says is Answer.REACHED
        later = later or _is_still_to_come(clause, reached)
        # 路基全部完成，计划11月底建成通车
        later_built = later_built or (kind is MilestoneKind.COMPLETE and _is_still_to_come(clause, _BUILT))
    hoped = (later and kind is MilestoneKind.COMMISSION) or later_built
    told = _Told(found, elsewhere, part_is_open, some_not, later, hoped, one_part_reached and one_part_open)
    if not told.one_open and both and (_are_two_alike(parts) or _of_both(text, name, reached)):
        return Answer.REACHED
    return _in_all(told, text, thing, alone=alone)


_MARK = expression(r"^\s*(?:[一二三四五六七八九十]是|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]|[①-⑳])\s*")
_HOPES = expression(r"计划|预计|力争|争取|有望|拟(?!定)|预定")
_PHASES_AND_DAYS = expression(
    r"(?:20\d\d年|今年)?\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?|开工|动工|破土|奠基|印发|发布|出台|颁布|实施|施行|建成|竣工|完工|通车"
    r"|投用|投产|开通|启用|正式|已|于|在|并|全面|顺利|如期"
)
_ON_ITS_DAY = expression(r"\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?(?!前)", needs="月")
_A_NOUN = 4


def _is_a_part_alone(thing: str, clause: str, reached: re.Pattern[str]) -> bool:
    """Whether a clause that goes on from the work has a noun of its own in front of its end: 目前桥梁下部结构完成."""
    found = reached.search(clause)
    if found is None:
        return False
    own = content(without_stages(_FURTHER.sub("", clause[: found.start()])))
    return sum(letter not in thing for letter in own) >= _A_NOUN


def _is_issued(thing: str, clause: str) -> bool:
    """Whether a clause has the thing behind the verb of issuing it, and no word of a hope: 制定实施纲要和发展规划."""
    bare = thing.removeprefix("实施").removeprefix("出台")
    before, found, _ = clause.partition(bare)
    return bool(found) and _ISSUED.search(before) is not None and _ONLY_MEANT.search(clause.replace(bare, "")) is None


def _says_it_came_out(thing: str, clause: str, text: str) -> bool:
    """Whether a clause tells of the issue itself, 出台…方案, in a sentence that says more, and of no next step."""
    before = text[: text.find(clause)]
    led = clause.partition(thing.removeprefix("实施").removeprefix("出台"))[0]
    told = _CAME_OUT.search(led) is not None and _TO_THIS_END.search(led) is None
    more = len(content(text.replace(clause, ""))) > _SAYS_MORE
    return told and more and _NEXT_STEP.search(before) is None


_CAME_OUT = expression(r"(?:出台|印发|发布|颁布)(?:了)?(?:实施)?$")
# 围绕出台方案开展调研: it is what they work for
_TO_THIS_END = expression(
    r"围绕|[为因就对按待以在随自]|针|根据|结合|配合|支撑|服务|聚焦|推|促|加快|抓|做好|参与|协助|建议|申请|争取|配套|学习|贯彻|落实|宣传|宣讲"
)
_NEXT_STEP = expression(r"下一?步|下一?阶段|接下来|后续|今后|计划|将|目标|要求|任务|思路|打算")
_SAYS_MORE = 4


@dataclass(frozen=True, slots=True)
class _Told:
    """What the clauses of a sentence tell of one thing.

    Args:
        found: by its own clauses; elsewhere: another thing has come so far.
        part_is_open, some_not, later: a part of it, or some of them, are not there yet, or it is still to come.
        hoped: what is to be in use is said behind it to be hoped for: …，力争年底全面投用.
        one_open: of its numbered parts one has come so far, and another has not.
    """

    found: Answer
    elsewhere: bool
    part_is_open: bool
    some_not: bool
    later: bool
    hoped: bool
    one_open: bool


def _in_all(told: _Told, text: str, thing: str, *, alone: bool) -> Answer:
    """What all clauses together say of one thing."""
    found = told.found
    if told.one_open:
        return Answer.NOT_REACHED
    if found is not Answer.REACHED and not told.elsewhere and told.later:
        return Answer.NOT_REACHED
    if found is not Answer.NOT_REACHED and _leaves_some(text):
        return Answer.NOT_REACHED if found is not Answer.NOTHING or alone else found
    some = _OF_SO_MANY.search(text)
    short = some is not None and int(some["done"]) < int(some["all"])
    if short and some is not None and found is Answer.MAYBE and _same_things(thing, text[: some.end()]):
        return Answer.NOT_REACHED  # 286个新建项目中，已有251个办结手续
    if found is Answer.REACHED and (short or told.some_not):
        return Answer.NOT_REACHED  # 已开工135个，另有7个尚未动工
    if found is Answer.REACHED and (told.part_is_open or told.hoped):
        return Answer.MAYBE
    if found is Answer.NOTHING and told.elsewhere:
        return Answer.MAYBE
    return found


def _are_two_alike(parts: set[str]) -> bool:
    """Whether there are two parts of one kind: 1号机组, 2号机组."""
    return len(parts) == _TWO and len({part.lstrip("0123456789") for part in parts}) == 1


_TWO = 2


def _of_both(text: str, name: str, reached: re.Pattern[str]) -> bool:
    """Whether a sentence that names the work says of both its parts that they have come so far: 双机均已投运."""
    return _names(name, text) and any(
        _BOTH.search(clause) and reached.search(clause) and progress_in(clause) is Progress.DONE
        for clause in _CLAUSE.split(text)
    )


def _same_things(thing: str, words: str) -> bool:
    """Whether a number counts the things of which a milestone is: 286个新建项目 of 新建项目手续."""
    noun = _COUNTED_NOUN.search(words)
    return noun is not None and noun["noun"] in thing


_COUNTED_NOUN = expression(r"\d{1,9}[个家所座处条项户台]的?(?P<noun>[\u4e00-\u9fff]{2,12}?)(?:中|,|已|有|\d)")
_NUMBERED = expression(r"[A-Za-z]{0,2}\d{1,3}号?线|\d{1,3}号(?:楼|机组|厂房|地块|码头|泊位|隧道|桥|井|路)")
# of one work; a line of a metro is a work of its own
_PART_BY_NUMBER = expression(r"\d{1,3}号(?:楼|机组|厂房|地块|码头|泊位|隧道|桥|井|路|机)")
_BOTH = expression(r"双机|双线|双幅|双塔|两台机组|两机")


def _has_another_number(thing: str, clause: str) -> bool:
    """Whether a clause names the work of another number, and not the promised: 地铁1号线 of 地铁2号线."""
    own = _NUMBERED.search(thing)
    return own is not None and own[0] not in clause and _NUMBERED.search(clause) is not None


# 管廊自去年9月开工以来: the work's own noun at the head of a clause, and right behind it what became of it
_BECAME = expression(
    r"(?:项目|工程)?(?:自|于|已|均|在|主体|全线|全面|正式|尚|仍|还|正|目前|现|因|受|按|预计|计划|将|拟|\d|建成|通车|投用|投产|开工|竣工|完工|办结)"
)


def _by_its_noun(name: str, clause: str) -> bool:
    """Whether a clause begins with the last word of a work's name, as one speaks of it the second time."""
    said, noun = _ON_A_DAY.sub("", clause.strip()), name[-2:]
    if len(name) < 4 or not said.startswith(noun) or not (names_a_work(noun) or _A_TASK.search(noun)):
        return False
    return _BECAME.match(said, len(noun)) is not None


_ON_A_DAY = expression(r"^已?[于在]?(?:今年|20\d\d年)?\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?", needs="月")
_A_TASK = expression(r"手续|隐患|排查|整改|案件|事项")
_HOPED = expression(
    r"^[^\u4e00-\u9fff]*(?:但|目前|现)?(?:计划|预计|拟|力争|争取|将|有望|预定)(?:于|在|到|至)?", needs="力将拟有计预争"
)


def _is_still_to_come(clause: str, reached: re.Pattern[str]) -> bool:
    """Whether a clause without a name of its own says when the promised phase is hoped for: 计划2026年4月通水."""
    hoped = _HOPED.match(clause)
    if hoped is None or reached.search(clause) is None or progress_in(clause) is not Progress.PLANNED:
        return False
    return len(content(reached.sub("", without_stages(clause[hoped.end() :])))) < 2 and _WHEN.search(clause) is not None


_BUILT = expression(r"建成|完工|竣工|全面完成|全部完成")
_WHEN = expression(r"\d{1,2}月|明年|年底|次年|来年|下半年|季度")
_REST_OF_THEM = expression(
    r"(?P<all>\d{1,9})(?P<measure>[个家所座处条项户台件宗])[^\d。;]{0,20}?(?P<done>\d{1,9})(?P=measure)[^\d。;]{0,16}?"
    r"(?:余下|剩余|其余|还有|尚有|另有|剩)[^\d,;。]{0,6}(?P<rest>\d{1,9})(?P=measure)",
    needs="余其剩另尚还",
)


def _leaves_some(text: str) -> bool:
    """Whether what is done and what is left make up all that there are: 项目42个，办结39个，余下3个."""
    found = _REST_OF_THEM.search(text)
    return found is not None and int(found["rest"]) > 0 and int(found["all"]) == int(found["done"]) + int(found["rest"])


def _names_more(name: str, clause: str) -> bool:
    """Whether a clause has words for something that the promise does not name."""
    more = Counter(content(without_stages(clause))) - Counter(name)
    return sum(more.values()) >= 3


def _comes_to(stage: str, clause: str) -> bool:
    """Whether a clause says that the very stage is reached that was promised: 主体结构已封顶 of 主体封顶."""
    ends = "封顶" if "封顶" in stage else stage[-2:]
    begins = stage[:2]
    progress = progress_in(clause)
    said = begins in clause and ends in clause[clause.find(begins) :]
    if said and progress is None and ends in _JOINED_UP:
        return _DENIES.search(clause) is None  # 隧道全线贯通 names no other stage
    return said and progress is not None and progress >= Progress.UNDER_WAY and _DENIES.search(clause) is None


_JOINED_UP = ("贯通", "连通", "联通")
_DENIES = expression(r"正在|尚|未|即将|预计|计划|力争|阶段")
_NO_NAME = expression(r"其余|其他|剩余|另有|还有|余下|部分|个别|标段")


def _has_its_own_name(clause: str) -> bool:
    """Whether a clause names a thing of its own: 西江大桥尚未开工 of 东江大桥, and not 另有7个尚未动工."""
    return _NO_NAME.search(clause) is None and len(content(without_stages(clause))) >= 3


def _is_told_apart(thing: str, part: re.Match[str]) -> bool:
    """Whether the promise is of one part itself, so that another part's stage is not its own: 二期 of 公园一期."""
    own = _PART_OF_A_WORK.search(thing)
    its = _PART_OF_A_WORK.search(part[0])
    return own is not None and its is not None and own[0] != its[0]


def _is_of_one_part(thing: str, clause: str) -> bool:
    """Whether a clause is said of one part of a work, of which the promise does not speak: 左幅, 一期."""
    if "幅" in thing or "期" in thing or "段" in thing or _ALL_TOLD.search(clause):
        return False
    return len({found[0] for found in _PART_OF_A_WORK.finditer(clause)}) == 1


_PART_OF_A_WORK = expression(r"[左右半]幅|[一二三四五]期|首期|[东西南北中]段|[\dA-Z一二三四五]+标段?")
# what of a work is still the work: 体育中心主体工程, 体育中心项目建设
_STILL_IT = expression(r"(?:项目|工程|建设|主体|整体|全线|新建|改扩建|迁建|土建|结构|的|已|均|全部|正式|于|主)+")
_STAGE_OR_DATE = expression(
    r"(?:20\d\d年)?\d+月|按期|如期|按时|提前|成功|圆满|已|正|将|即|拟|预|尚|未|主体|完成|建成|投|竣|完工|开工|启|加快|有序|全|顺利|通过|通车|交付"
)


def _beside(thing: str, clause: str) -> str:
    """The other work to which a clause goes on from the thing's name: 停车场 of 文化中心停车场已建成; or nothing."""
    _, name, behind = clause.partition(thing)
    if not name:
        return ""
    if _PART_BY_NUMBER.match(behind):
        return ""  # 电厂1号机组 is a part of it, which is told by its number
    rest = behind[: stop.start()] if (stop := _STAGE_OR_DATE.search(behind)) else ""
    rest = _STILL_IT.sub("", rest).strip(' “”"')
    return rest if len(rest) >= 2 and "、" not in rest and "和" not in rest and names_a_work(rest) else ""


# a body of the work itself: 大学新校教学楼
_BODY = expression(r"(?:楼|厂房|车间|主桥|引桥|主塔|坝|标段|场馆|隧道|车站|站房)$")


def _by_a_part(says: Answer, kind: MilestoneKind) -> Answer:
    """What one body of a work tells of all: what is begun of it has begun, what is not finished is not finished."""
    sure = Answer.REACHED if kind is MilestoneKind.START else Answer.NOT_REACHED
    return says if says is sure else Answer.MAYBE


def _names(name: str, clause: str) -> bool:
    """Whether a clause names the thing: most of its letters stand there, the last two of them side by side."""
    words = content(clause) or clause
    if not name or not words:
        return False
    if name in words:
        return True
    if _begins_otherwise(name, words):
        return False
    if len(name) > 3 and name[-3:] in words:
        return True
    share = sum(letter in words for letter in name) / len(name)
    return share >= NAMED and name[-2:] in words


def _begins_otherwise(name: str, words: str) -> bool:
    """Whether what stands there ends as the thing does and begins as another: 城南大桥 of 城北大桥."""
    at = words.rfind(name[-2:])
    if at <= 0:
        return False
    mine, its = name[:-2], words[:at]
    while mine and its and mine[-1] == its[-1]:
        mine, its = mine[:-1], its[:-1]
    if not mine or not _URGES.sub("", its) or all(letter in its for letter in mine):
        return False
    # 玉湛高速 of 玉林至湛江高速公路 only shortens it
    return any(letter not in mine for letter in its[-len(mine) :])


# 抓紧校舍安全隐患整改 only shortens 中小学校舍安全隐患整改
_URGES = expression(r"抓紧|加快|持续|全力|扎实|有序|统筹|推动|组织|做好|抓好|开展|局|我")
_AN_END = (MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)
_SO_FAR_BUILT = expression(
    r"(?:形象进度|工程(?:总体|整体)?进度|施工(?:总体|整体)?进度|建设(?:总体|整体)?进度|(?:总体|整体)进度)"
    r"[^,;。\d%]{0,8}(?P<share>\d{1,3}(?:\.\d{1,4})?)%",
    needs="%",
)


# one step of a work, complete by itself: 路基已完成, 设备安装完毕
_STEP_DONE = expression(
    r"(?:(?:路基|路面|桥涵|涵洞|桥梁|隧道|管网|管线|主体|基础)、)*(?:路基|路面|桥涵|涵洞|交安(?:设施)?|边坡|防护|土建|基坑|桥墩|承台|底板|垫层|管沟|围护|支护|钢结构|幕墙|地基|铺轨|架梁|外立面|屋面|砌体|二次结构|路床|水稳层?|沥青面?层?"
    r"|地下室|(?:设备|机电|管线|管道)安装|[内外]部?装修|装修|装饰|绿化|景观|亮化|附属|围墙|消防|场平|土方|清表|围挡|单体|招商|选址|立项|规划|设计|征迁|征地)"
    r"(?:工程|结构|施工|建设|部分|工作|铺设|浇筑|开挖|摊铺)*(?:已|均|全部|全面|基本|顺利|都|现已)*(?:完成|完工|建成|结束|完毕|封顶|贯通)"
    r"|(?:已|均|全部|全面|基本|顺利)*完成(?:了)?(?:路基|路面|土建|基坑|桥墩|承台|底板|垫层|管沟|围护|支护|钢结构|幕墙|地基|铺轨|架梁|外立面"
    r"|屋面|砌体|二次结构|路床|水稳层?|沥青面?层?|地下室|(?:设备|机电|管线|管道)安装|[内外]部?装修|装修|装饰|绿化|景观|亮化|附属|围墙|消防|场平|土方|清表|围挡)"
    r"(?:工程|结构|施工|建设|部分|工作|铺设|浇筑|开挖|摊铺)*",
    needs="封建完贯结",
)


# 规划已于10月完成编制并通过评审, 11月由市政府批复实施
_DRAWN_UP = expression(
    r"(?:已|于)[^,;。]{0,10}?(?:完成编制(?=并|且|、?(?:通过|印发|发布)|工作|任务|$)|编制完成|获批(?!准立项)|印发|发布|颁布|出台)"
    r"|(?:政府|国务院|省|市|部委|人大)[^,;。]{0,6}?(?:批复|批准)(?:实施|同意)?|批复实施"
)
_ISSUED = expression(
    r"(?:制定|制订|出台|印发|发布|颁布)(?:并|、|和|了)?(?:全面|正式|颁布|出台)?(?:实施|施行|印发|发布)?$"
)
_ONLY_MEANT = expression(
    r"拟|将|计划(?=于|在|年)|预计|力争|争取|确保|推动|推进|加快|待|尚|未|正在|启动|着手|研究|草案|初稿|征求"
)


def _of_clause(clause: str, kind: MilestoneKind, reached: re.Pattern[str]) -> Answer:
    if kind in _AN_END and (rest := _STEP_DONE.sub("", clause)) != clause and reached.search(rest) is None:
        return Answer.NOT_REACHED
    progress = progress_in(clause)
    if kind in _AN_END and (part := _SO_FAR_BUILT.search(clause)) is not None and Decimal(part["share"]) < 100:
        return Answer.NOT_REACHED  # 形象进度达90%
    if kind in _AN_END and _RATE_BELOW.search(clause):
        return Answer.NOT_REACHED  # 改造完工率96%
    if progress is None:
        if kind is MilestoneKind.WIN:
            return Answer.REACHED if reached.search(clause) and not _ONLY_A_CANDIDATE.search(clause) else Answer.NOTHING
        happens = kind in (MilestoneKind.ISSUE, MilestoneKind.HOLD) and _HAPPENED.search(clause)
        return Answer.REACHED if happens and reached.search(clause) and not _DRAFT.search(clause) else Answer.NOTHING
    if kind is not MilestoneKind.START and _NEARLY.search(clause):
        return Answer.MAYBE  # 已基本完成
    needed = Progress.BEGUN if kind is MilestoneKind.START else Progress.DONE
    if progress >= needed and reached.search(clause):
        if _HOPED_BY.search(clause) and not _HAPPENED.search(clause):
            return Answer.MAYBE  # 年内建成开馆 may be the promise itself
        begun = _JUST_BEGUN.search(clause) and not _URGED.search(clause)
        return Answer.REACHED if progress is Progress.DONE or _SAYS_SO.search(clause) or begun else Answer.MAYBE
    if kind is MilestoneKind.START and progress is Progress.UNDER_WAY and _BUILDING.search(clause):
        return Answer.REACHED
    return Answer.NOT_REACHED if progress < needed else Answer.NOTHING
