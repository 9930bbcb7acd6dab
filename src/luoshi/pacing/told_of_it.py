"""Told of it: whether a sentence says of a promised thing what may mean that it is there, in words that no rule knows.

南湖路改造5月底前通车 · 南湖路恢复双向通行         it may be open: it is asked
文化中心5月底前建成 · 文化中心接待读者3.2万人次    so may this be
出台养老方案 · 市政府办公室印发（政办发〔2025〕16号）   the promised deed, and no word of what it was done to
文化中心5月底前建成 · 文化中心幕墙吊装至三层          it goes on: overdue
文化中心5月底前建成 · 召开专题会3次                nothing is said of it: overdue
"""

from luoshi.expressions import expression
from luoshi.grammar.milestone_rules import DONE_TO_IT, OF_A_TASK, TO_ALL
from luoshi.pacing.likeness import content
from luoshi.pacing.name_in_clause import has_another_number, has_its_own_name, is_begun_otherwise
from luoshi.pacing.perhaps_finished import FROM_HERE_ON, SAYS_IT_IS_OPEN
from luoshi.pacing.phase_words import CLAUSES, REACHED
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.place import Span
from luoshi.plan import Milestone, MilestoneKind, Task

# an office's own paper bears its number: 政办发〔2025〕16号
_NUMBER_OF_A_PAPER = expression(r"发[〔\[(]20\d\d[〕\])]\d{1,4}号", needs="号")
_BEHIND_A_NAME = expression(r"(?:建设|工程|项目|工作|任务|活动)+$")
_THIS = expression(r"^[该此本这]")
_A_NOUN = 2
_A_KIND = 4
_ONE_THING = expression(r"[^，；、。,;\d]{4,}。?")
# 二期正在谋划 leaves nothing open of what was promised before it
_ANOTHER_STAGE = expression(r"^[^\u4e00-\u9fff]*(?:[二三四]期|下一?期|后期)")
# what goes on, or is done so that it comes: it leaves the end open
_GOES_ON = expression(
    r"序时|进度|过半|(?:完成|进展|推进|开发|建设|施工)[^,;。]{0,6}[\d.]%|[一二三四五六七八九]成|至第?[\d一二三四五六七八九十]+(?:层|节|段|跨)|至K\d|倒排|调度|督[导促办查]|协调|会[商签议审]|召开|座谈|部署|推[动进]|攻坚"
    r"|加[大强快]|强化|压实|抓[好紧实]|做好|围绕|聚焦|保障|责任|专班|台账|工期|节点|要求|延[至到期]|改[在期为]|顺延|取消|另行|一半|大半|部分|稿|征求|意见|[上组呈]报|组卷|报[市省县区国送审批请]|提请|走访|考察|学习|调研|谋划|洽谈|对接"
    r"|到货|订货|订购|摊铺|浇筑|吊装|铺设|架[设梁]|焊接|开挖|砌筑|装修|布展|安装|测试|[调联]试|备料|进场|打下|奠定|创造|影响|制约|困难|受阻|[需须]|(?<!接)(?<!招)待|中$|力度|重视|招商|宣传|动员"
)
_STEPS_OF_WORK = expression(r"进场|浇筑|开挖|吊装|铺设|摊铺|首桩|桩基|打桩")
_SITE_TAKEN = expression(r"(?:施工|承建|参建)[^,;。]{0,8}进场|首桩|打桩")
_PAPERS = expression(
    r"(?:编制|编印|制定|修订)(?=出台|印发|发布|公布|颁布)"
    r"|方案|规划|计划|意见|办法|条例|措施|印发|下发|公布|通知|会议|审议|审定|通过"
)
_GIVEN = expression(r"(?:复函|批复|批准|核准|发文|公告|公布)[^,;。]{0,8}(?:同意|设立|升级|认定|命名)|授牌|揭牌|获颁")


def may_be_told_of(task: Task, milestones: list[Milestone]) -> bool:
    """Tell whether a statement says of one of some open milestones what may mean that it is reached."""
    if not task.milestones:
        return _ONE_THING.fullmatch(task.text) is not None and _tells_of(task.statement, _as_one(task))
    return any(_tells_of(task.statement, one) for one in milestones)


def _as_one(task: Task) -> Milestone:
    """A task that is no milestone, by the thing that its text ends in: 改造县中医院国医堂."""
    thing = task.text.rstrip("。")
    return Milestone(kind=MilestoneKind.COMPLETE, object=thing, span=Span(0, len(thing)), rule=OF_A_TASK)


def _tells_of(statement: str, one: Milestone) -> bool:
    name = noun_of(one.object)
    text = level(statement)
    ended = FROM_HERE_ON.search(text)
    told, followed = False, False
    for clause in CLAUSES.split(text[: ended.start()] if ended else text):
        of_it = len(name) >= _A_NOUN and name[-_A_NOUN:] in clause and _is_of(name, one.object, clause)
        # 建立全流程综合信息平台 of 一体化信息平台: the same kind of thing, by another name
        of_it = of_it or (len(name) > _A_KIND and name[-_A_KIND:] in clause)
        bare = clause.replace(level(one.object), "").replace(name, "")
        if _ANOTHER_STAGE.match(clause) and not of_it:
            continue
        if _leaves_it_open(bare, one.kind):
            if of_it or followed or not has_its_own_name(bare):
                return False
            continue
        followed = of_it or (followed and not clause.strip())
        rest = bare.replace(name[-_A_NOUN:], "") if of_it else bare
        told = told or (of_it and len(content(rest) or rest.strip()) >= _A_NOUN) or _has_the_deed(clause, one)
    return told


def noun_of(thing: str) -> str:
    """Return what a thing is called, without what is done to it and how large it is: 南湖路 of 南湖路改造工程."""
    bare = _BEHIND_A_NAME.sub("", level(thing))
    bare = DONE_TO_IT.sub("", bare) or bare
    return content(bare) or bare


def _is_of(name: str, thing: str, clause: str) -> bool:
    words = _THIS.sub("", content(clause) or clause)
    return not is_begun_otherwise(name, words) and not has_another_number(thing, clause)


def _leaves_it_open(bare: str, kind: MilestoneKind) -> bool:
    """Whether a clause says that something is not done, goes on, is planned, or is done to get there."""
    if SAYS_IT_IS_OPEN.search(bare):
        return True
    if kind is MilestoneKind.ISSUE:
        bare = _PAPERS.sub("", bare)
    elif kind is MilestoneKind.START:
        bare = _STEPS_OF_WORK.sub("", bare)
    if _GOES_ON.search(bare):
        return True
    progress = progress_in(bare)
    done = Progress.BEGUN if kind is MilestoneKind.START else Progress.DONE
    return progress is not None and progress < done


def _has_the_deed(clause: str, one: Milestone) -> bool:
    """Whether a clause has the promised deed, and names no other thing to which it was done."""
    if one.rule in (OF_A_TASK, TO_ALL):
        return False
    if one.kind is MilestoneKind.ISSUE:
        return _NUMBER_OF_A_PAPER.search(clause) is not None
    if one.kind is MilestoneKind.WIN:
        return _GIVEN.search(clause) is not None
    if one.kind is MilestoneKind.START and _SITE_TAKEN.search(clause):
        return True
    reached = REACHED.get(one.kind)
    return reached is not None and reached.search(clause) is not None
