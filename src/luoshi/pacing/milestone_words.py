"""Milestones in a sentence: whether it says of the very thing that it has reached its phase.

新院区9月底前投用 · 新院区已于8月投入使用        reached
新院区9月底前投用 · 新院区主体封顶，正在装修      not reached: a stage before it
甲桥10月底前建成 · 甲桥主体完工，乙隧道建成通车    not reached: what is built is another thing
开工甲桥、乙桥 · 乙桥已开工，甲桥正在报批          not reached: each of them was promised
建成文化中心 · 文化中心停车场已建成                a part of it, or another thing: it is asked
"""

import re
from dataclasses import replace
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.listed_works import members_of, names_a_work
from luoshi.grammar.milestone_rules import APPROVAL, MAIN_PART, OF_A_TASK, TO_ALL
from luoshi.pacing.approval import APPROVED, with_full_names
from luoshi.pacing.clauses_of_a_work import Promised, answer_of_clauses
from luoshi.pacing.document_issued import names_it_by_its_kind, names_the_document
from luoshi.pacing.done_to_all import deed_in
from luoshi.pacing.likeness import content
from luoshi.pacing.name_in_clause import FURTHER, THEN, names
from luoshi.pacing.part_of_a_work import BOTH
from luoshi.pacing.phase_words import CLAUSES, ONLY_THIS_STAGE, REACHED, Answer
from luoshi.pacing.so_many_of_them import ALL_OF_THEM, all_by_their_number, leaves_the_rest, of_all
from luoshi.pacing.stages import level
from luoshi.plan import Milestone, MilestoneKind, Task

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


def answer_in_words(task: Task, milestone: Milestone) -> Answer:
    """Tell what a statement says of a milestone: of a clause that names the thing, or goes on with it."""
    statement = task.statement
    if milestone.kind is MilestoneKind.CONTINUE:
        # 加快建设高新大道 · 高新大道已建成通车: what was to be built on is finished; short of that nothing is told
        if REACHED[MilestoneKind.COMPLETE].search(statement) is None:
            return Answer.NOTHING
        built = answer_in_words(task, replace(milestone, kind=MilestoneKind.COMPLETE))
        return built if built is Answer.REACHED else Answer.NOTHING
    if milestone.kind not in REACHED or not statement.strip():
        return Answer.NOTHING
    thing = _IN_BRACKETS.sub("", milestone.object) or milestone.object  # 滨江大道（全长3.2公里）
    thing = _DAY_BEHIND.sub("", _DAY_INSIDE.sub("", thing)) or thing
    if names_a_work(work := thing.removesuffix("建设")):
        thing = work  # 完成中心医院建设
    if milestone.rule == APPROVAL:
        statement, thing = with_full_names(statement), with_full_names(thing)
    if "兆瓦" in statement or "兆瓦" in thing:
        statement, thing = _in_kilowatts(statement), _in_kilowatts(thing)
    found = ONLY_THIS_STAGE.search(milestone.span.of(task.text))
    stage = found[0] if found is not None else "主体建成" if milestone.rule == MAIN_PART else ""
    # 笔试、面试已结束 is no end of 教师招聘: of a task that is no work, what else is named may be one step
    alone = milestone.rule == OF_A_TASK
    # the whole list, as the promise has it: all of them are meant
    members = [thing] if alone or level(thing) in level(statement) else members_of(thing)
    both = BOTH.search(milestone.span.of(task.text)) is not None
    others = tuple(one.object for one in task.milestones if one.object != milestone.object)
    kind, listed = milestone.kind, tuple(level(one) for one in members)
    promised = Promised(thing, kind, stage, alone, both, others, (), *_deed_of(task, milestone))
    if kind is MilestoneKind.ISSUE and _TO_COME_OUT.search(milestone.span.of(task.text)):
        promised = replace(promised, to_come_out=True)
    answers = {
        answer_of_clauses(
            statement, replace(promised, thing=one, siblings=tuple(other for other in listed if other != one))
        )
        for one in listed
    }
    if len(listed) > 1 and Answer.NOT_REACHED not in answers and all_by_their_number(level(statement), listed, kind):
        return Answer.REACHED  # 两个项目均已开工
    of_all_of_them = ALL_OF_THEM.search(milestone.span.of(task.text)) is not None
    if of_all_of_them and leaves_the_rest(level(statement), level(thing)):
        return Answer.NOT_REACHED
    if answers == {Answer.REACHED} and milestone.rule != TO_ALL and of_all_of_them:
        return of_all(level(statement), milestone.kind)
    if len(answers) == 1:
        return answers.pop()
    # 东江大桥、西江大桥: one that is not reached is enough, and of one nothing may be said
    return Answer.NOT_REACHED if Answer.NOT_REACHED in answers else Answer.MAYBE


# what is only drawn up is not out; 编制…规划 asks for no more
_TO_COME_OUT = expression(r"出台|印发|颁布|发布|(?:制定|编制|修订)(?:并|、|和)?实施", needs="出印颁发实")
_MEGAWATTS = expression(r"(?<![\d.])(\d+(?:\.\d+)?)兆瓦", needs="兆")


def _in_kilowatts(text: str) -> str:
    """The text with the power of a plant as plans write it: 60兆瓦 is 6万千瓦."""
    return _MEGAWATTS.sub(lambda found: f"{(Decimal(found[1]) / 10).normalize():f}万千瓦", text)


def _deed_of(task: Task, milestone: Milestone) -> tuple[bool, str]:
    """Whether a milestone is an approval, and the deed that is to be done to all of its things."""
    deed = deed_in(milestone.span.of(task.text)) if milestone.rule == TO_ALL else ""
    return milestone.rule == APPROVAL, deed


def words_of_its_phase(statement: str, milestone: Milestone) -> list[list[re.Match[str]]]:
    """Return for each promised thing where the levelled clauses that name it, or go on with it, have its phase."""
    thing = level(_IN_BRACKETS.sub("", milestone.object) or milestone.object)
    reached = APPROVED if milestone.rule == APPROVAL else REACHED.get(milestone.kind)
    if reached is None:
        return []
    of_each = []
    for member in [thing] if milestone.rule == OF_A_TASK else members_of(thing):
        name, named = content(member) or member, False
        found: list[re.Match[str]] = []
        for clause in CLAUSES.split(level(statement)):
            issued = milestone.kind is MilestoneKind.ISSUE
            by_title = issued and (names_the_document(member, clause) or names_it_by_its_kind(member, clause))
            named = by_title or names(name, clause) or (named and FURTHER.match(clause) is not None)
            if named or THEN.fullmatch(clause.strip()) is not None:  # 11月26日竣工: a day and a phase, of the task
                found += reached.finditer(clause)
        of_each.append(found)
    return of_each
