"""Clauses of a work: what a sentence tells of one promised thing, clause by clause, and what all of them tell together.

新院区主体封顶，计划12月投用              not reached: a stage before it, and a hope
1号机组已投运，2号机组正在调试            not reached: one part of two
滨河路通车；文化馆正在装修，尚未开馆      each clause is said of the work before it
"""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat

from luoshi.expressions import expression
from luoshi.pacing.approval import APPROVED, answer_of_approval, approves_a_paper, is_of_another_grade, without_grade
from luoshi.pacing.document_issued import (
    answer_of_a_document,
    is_followed,
    is_only_drawn_up,
    names_it_by_its_kind,
    names_the_document,
    without_titles,
)
from luoshi.pacing.done_to_all import answer_of_deed
from luoshi.pacing.likeness import content
from luoshi.pacing.name_in_clause import (
    COUNTED_IN,
    FURTHER,
    THEN,
    by_its_noun,
    has_another_number,
    has_another_power,
    has_its_own_name,
    is_an_older_one,
    names,
    names_by_number,
    names_more,
    numbered_in,
)
from luoshi.pacing.part_of_a_work import (
    A_PART,
    BODY,
    are_two_alike,
    by_a_body,
    goes_on_to_another,
    is_a_part_alone,
    is_of_one_part,
    is_told_apart,
    names_a_step_of_a_part,
    of_both,
    parts_by_number,
    work_beside,
)
from luoshi.pacing.phase_words import (
    AN_END,
    BEGINS_WITH,
    BUILT,
    CLAUSES,
    HOPES,
    ON_ITS_DAY,
    PHASES_AND_DAYS,
    REACHED,
    WORKS,
    Answer,
    answer_of_clause,
    comes_to,
    is_still_to_come,
)
from luoshi.pacing.short_of_the_end import tells_of_less
from luoshi.pacing.so_many_of_them import (
    ALL_TOLD,
    SO_MANY_LEFT,
    SOME_NOT,
    leaves_some,
    leaves_undone,
    same_things,
    so_many_of,
)
from luoshi.pacing.stages import Progress, level, progress_in, without_stages
from luoshi.plan import MilestoneKind


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing of a milestone, and the phase to which it is to come.

    Args:
        stage: a stage before the end that was all that was promised: 主体封顶.
        alone: it is a task that is no work: 笔试、面试已结束 is no end of 教师招聘.
        both: two parts of it were promised: 双机投运.
        others: the things of the task's other milestones.
        siblings: the other things that the milestone lists.
        approval: it was to be approved; deed: what was to be done to all of it.
        to_come_out: a document was to be issued, and not only to be drawn up.
    """

    thing: str
    kind: MilestoneKind
    stage: str = ""
    alone: bool = False
    both: bool = False
    others: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    approval: bool = False
    deed: str = ""
    to_come_out: bool = False

    @property
    def name(self) -> str:
        """What the thing is called, without its verbs."""
        thing = without_grade(self.thing) if self.approval else self.thing
        return content(thing) or thing


# the rules ask several times over of the milestones of one task, and then of the next task's
@lru_cache(maxsize=32)
def answer_of_clauses(statement: str, promised: Promised) -> Answer:
    """Tell what the clauses of a statement say of one thing; `promised.thing` is levelled."""
    text = level(statement)
    reader = _Reader(promised, promised.name, text)
    if not promised.others and ON_ITS_DAY.search(text) is not None:
        # 12月9日已开工: what names nothing and tells the day speaks of the one task
        reader.named = not content(without_stages(PHASES_AND_DAYS.sub("", text)))
    for clause in map(_MARK.sub, repeat(""), CLAUSES.split(text)):
        if clause.strip():
            reader.take(clause)
    return reader.answer()


_MARK = expression(r"^\s*(?:[一二三四五六七八九十]是|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)](?!\d)|[①-⑳])\s*")


# 石门电站1号机组 is of another work
_BEGINS_BY_NUMBER = expression(r"^(?:其中|目前|现|截至目前)?[^\u4e00-\u9fff]*\d")


@dataclass(slots=True)
class _Reader:
    """Goes from clause to clause, and keeps what they tell of one thing.

    Args:
        named: the clause before is said of it, so that the next may go on; of_another: of another promised work.
        hopes: the clause before is a hope.
        found: by its own clauses; elsewhere: another thing has come so far.
        part_is_open, some_not, later: a part of it, or some of them, are not there yet, or it is still to come.
        later_built: what is to be in use is said to be hoped for: …，力争年底全面投用.
        parts, one_part_reached, one_part_open: its numbered parts that have come so far, and whether one has not.
        on_an_open_part: the clause before names one that has not.
    """

    promised: Promised
    name: str
    text: str
    named: bool = False
    of_another: bool = False
    hopes: bool = False
    found: Answer = Answer.NOTHING
    elsewhere: bool = False
    part_is_open: bool = False
    some_not: bool = False
    later: bool = False
    later_built: bool = False
    one_part_reached: bool = False
    one_part_open: bool = False
    on_an_open_part: bool = False
    parts: set[str] = field(default_factory=set)

    def take(self, clause: str) -> None:
        """Read the next clause."""
        thing, kind, others = self.promised.thing, self.promised.kind, self.promised.others
        # 计划11月底前摊铺，12月中旬竣工通车: the second is hoped for as the first is
        hoped_with_it = self.hopes and THEN.fullmatch(clause.strip()) is not None
        self.hopes = HOPES.search(clause) is not None
        if hoped_with_it:
            self.later, self.later_built, self.hopes = True, True, True
            return
        by_name = self._is_named_in(clause)
        # 滨河路通车；文化馆正在装修，尚未开馆: what goes on from another promised work is said of that
        self.of_another = not by_name and (self.of_another or any(names(content(one) or one, clause) for one in others))
        self.named = self.named and not self.of_another
        of_it = by_name or (self.named and (FURTHER.match(clause) or THEN.fullmatch(clause.strip())) is not None)
        says = self._of_parts_by_number(clause, self._says(clause, by_name=by_name, of_it=of_it), by_name=by_name)
        if self.promised.alone:
            says = self._of_a_task(clause, says)
        # 路基已完成，沥青铺设过半，计划明年通车: its parts between do not part it from what follows
        goes_on = says is not Answer.REACHED and self.name[-2:] not in clause
        self.named = of_it or (self.named and goes_on)
        if of_it and says is not Answer.NOTHING and (by_name or self.found is not Answer.REACHED):
            self.found = says  # 编制完成，已报审批: what follows its completion does not undo it
        elif says is Answer.NOT_REACHED and (part := A_PART.match(clause)) and not is_told_apart(thing, part):
            self.part_is_open = True
        open_ = says is Answer.NOT_REACHED or bool(self.promised.deed)
        self.some_not = self.some_not or (open_ and SO_MANY_LEFT.match(clause) is not None)
        nameless = not self.of_another and not has_its_own_name(clause)
        self.some_not = self.some_not or (SOME_NOT.search(clause) is not None and (of_it or nameless))
        self.elsewhere = self.elsewhere or says is Answer.REACHED
        self.later = self.later or is_still_to_come(clause, REACHED[kind])
        # 路基全部完成，计划11月底建成通车
        built_later = kind is MilestoneKind.COMPLETE and is_still_to_come(clause, BUILT)
        self.later_built = self.later_built or built_later

    def _is_named_in(self, clause: str) -> bool:
        thing = self.promised.thing
        # 新建的79个项目
        by_name = names(self.name, clause) if content(thing) else thing in COUNTED_IN.sub("", clause)
        by_name = by_name or by_its_noun(self.name, clause) or names_by_number(thing, clause)
        if self.promised.kind is MilestoneKind.ISSUE:
            by_name = by_name or names_the_document(thing, clause) or self._names_the_only_one(clause)
            by_name = by_name and not is_followed(clause)
        if self.promised.approval and is_of_another_grade(thing, clause):
            return False
        by_name = by_name and not is_an_older_one(thing, clause)
        return by_name and not has_another_number(thing, clause) and not has_another_power(thing, clause)

    def _names_the_only_one(self, clause: str) -> bool:
        """Whether a clause names a document by its kind, and the task promises no other of that kind."""
        thing = self.promised.thing
        others = (*self.promised.others, *self.promised.siblings)
        return names_it_by_its_kind(thing, clause) and not any(one.endswith(thing[-2:]) for one in others)

    def _says(self, clause: str, *, by_name: bool, of_it: bool) -> Answer:
        """What one clause says of the thing, where it may be said of it."""
        thing, kind = self.promised.thing, self.promised.kind
        reached = REACHED[kind]
        # 规划编制已完成: what is promised is no stage of it
        bare = clause.replace(thing, "")
        for one in self.promised.others:
            bare = bare.replace(level(one), "")  # 将淖铁路 tells of nothing that is to come
        for one in self.promised.siblings:
            bare = bare.replace(one, "")
        if kind is MilestoneKind.ISSUE:
            bare = without_titles(bare)
        if self.promised.approval:
            says = answer_of_approval(bare)
            less = approves_a_paper(thing, clause) or tells_of_less(thing, clause, APPROVED, begins=False)
            return Answer.MAYBE if less and says is Answer.REACHED else says
        if self.promised.deed:
            return answer_of_deed(bare, self.promised.deed)
        says = answer_of_clause(bare, kind, reached)
        if kind is MilestoneKind.ISSUE:
            says = answer_of_a_document(thing, clause, self.text, says, of_it=of_it)
            if says is Answer.REACHED and self.promised.to_come_out and is_only_drawn_up(clause):
                says = Answer.MAYBE
        an_end = kind in AN_END
        if of_it and not by_name and says is Answer.REACHED and an_end and is_a_part_alone(thing, clause, reached):
            says = Answer.MAYBE  # 目前桥梁下部结构全部完成
        if self.promised.stage and says is not Answer.REACHED and comes_to(self.promised.stage, clause):
            says = Answer.REACHED
        if not by_name:
            return says
        if says is not Answer.NOTHING and (beside := work_beside(thing, clause)):
            says = by_a_body(says, kind) if BODY.search(beside) else Answer.MAYBE
        if says is Answer.REACHED and BEGINS_WITH.match(bare) and goes_on_to_another(thing, clause):
            says = Answer.MAYBE  # 开工建设文化中心停车场
        if says is Answer.REACHED and an_end and is_of_one_part(thing, clause):
            says = Answer.MAYBE  # 滨河路左幅已通车
        begins = kind is MilestoneKind.START
        if says is Answer.REACHED and tells_of_less(thing, self._without_siblings(clause), reached, begins=begins):
            says = Answer.MAYBE  # 绿道启动区建成
        return says

    def _without_siblings(self, clause: str) -> str:
        """A clause without the others that are listed beside the thing: 东江大桥和西江大桥建成."""
        for one in self.promised.siblings:
            for joined in ("、", "和", "与", "及", "以及"):
                clause = clause.replace(joined + one, "")
        return clause

    def _of_parts_by_number(self, clause: str, says: Answer, *, by_name: bool) -> Answer:
        """What a clause says of the whole work, where it tells of its parts by their numbers."""
        numbered = [] if numbered_in(self.promised.thing) else parts_by_number(clause)
        if not numbered:
            # 2号机组返厂检修，目前仍在调试
            goes_on = self.on_an_open_part and FURTHER.match(clause) is not None
            self.on_an_open_part = goes_on
            self.one_part_open = self.one_part_open or (goes_on and says is Answer.NOT_REACHED)
            return says
        # 1号机组已投运: of the one work of which two were promised
        the_one = self.promised.both and not self.promised.others and _BEGINS_BY_NUMBER.match(clause) is not None
        of_it = by_name or bool(self.parts) or the_one
        if says is Answer.REACHED and names_a_step_of_a_part(clause):
            return Answer.MAYBE  # 1、2号机组基础均已完成
        if ALL_TOLD.search(clause):
            self.parts.update(numbered if of_it and says is Answer.REACHED else ())
            return says
        if of_it and says is Answer.REACHED and self.promised.kind in AN_END:
            says, self.one_part_reached = Answer.MAYBE, True  # 电厂1号机组已投运
            self.parts.update(numbered)
        self.on_an_open_part = says in (Answer.NOTHING, Answer.NOT_REACHED)
        self.one_part_open = self.one_part_open or says is Answer.NOT_REACHED  # 2号机组正在调试
        return says

    def _of_a_task(self, clause: str, says: Answer) -> Answer:
        """What a clause says of a task that is no work: of it, or of one step of it."""
        if says is Answer.REACHED and names_more(self.name, clause):
            return Answer.MAYBE
        if says is Answer.NOT_REACHED and progress_in(clause) is Progress.PREPARED:
            return Answer.MAYBE  # 规划修编已获批复 may be its end
        return says

    def answer(self) -> Answer:
        """What all clauses together say of the thing."""
        found, text, reached = self.found, self.text, REACHED[self.promised.kind]
        if self.one_part_reached and self.one_part_open:
            return Answer.NOT_REACHED
        if self.promised.both and (are_two_alike(self.parts) or of_both(text, self.name, reached)):
            return Answer.REACHED
        if self.promised.deed and self.some_not:
            return Answer.NOT_REACHED  # 已淘汰5236辆，剩余180辆
        if found is not Answer.REACHED and not self.elsewhere and self.later:
            return Answer.NOT_REACHED
        if found is not Answer.NOT_REACHED and leaves_some(text):
            return Answer.NOT_REACHED if found is not Answer.NOTHING or self.promised.alone else found
        if found is not Answer.REACHED and self.promised.alone and leaves_undone(text, self.promised.thing):
            return Answer.NOT_REACHED
        some = so_many_of(text) if self.promised.kind in WORKS else None
        short = some is not None and some[0] < some[1]
        counted = some is not None and same_things(self.promised.thing, text[: some[2]])
        if short and counted and found is Answer.MAYBE:
            return Answer.NOT_REACHED  # 286个新建项目中，已有251个办结手续
        if found is Answer.REACHED and (short or self.some_not):
            return Answer.NOT_REACHED  # 已开工135个，另有7个尚未动工
        hoped = (self.later and self.promised.kind is MilestoneKind.COMMISSION) or self.later_built
        if found is Answer.REACHED and (self.part_is_open or hoped):
            return Answer.MAYBE
        if found is Answer.NOTHING and self.elsewhere:
            return Answer.MAYBE
        return found
